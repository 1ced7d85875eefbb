//! What a run came to, in numbers: what the last line and the exit status are computed from.

use crate::diagnostic::Severity;
use crate::exit::{self, ExitStatus, Signal};

/// How many findings of each severity there were, shown or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Information.
    pub infos: usize,
}

impl Counts {
    pub(super) fn add(&mut self, severity: Severity, more: usize) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        *count = count.saturating_add(more);
    }

    /// Those of one severity.
    #[must_use]
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.errors
            .saturating_add(self.warnings)
            .saturating_add(self.infos)
    }
}

/// What a whole run came to.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files read, standard input included.
    pub files: usize,
    /// Payloads judged; a text that is no JSON counts as one.
    pub payloads: usize,
    /// Payloads with a finding that fails.
    pub failed_payloads: usize,
    /// Findings by severity.
    pub counts: Counts,
    /// Findings that the reports leave out because of `--min-severity`.
    pub hidden: Counts,
    /// Findings that the configuration ignores; they count for nothing else.
    pub ignored: usize,
    /// Findings that the baseline has; they count for nothing else.
    pub known: usize,
    /// Inputs that could not be read to their end.
    pub unreadable: usize,
    /// Whether a file beside the reports could not be written.
    pub unwritten: bool,
    /// The signal that ended the run before all was read.
    pub stopped: Option<Signal>,
    /// Whether a finding reached `--fail-on`.
    pub failed: bool,
}

impl Summary {
    /// Counts an input that could not be read, for a reason that stands for this status.
    pub fn miss(&mut self, why: ExitStatus) {
        self.unreadable = self.unreadable.saturating_add(1);
        self.stopped = self.stopped.or(why.signal());
    }

    /// The status that the answer stands for.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let reasons = [
            (self.failed, ExitStatus::Failure),
            (
                self.unreadable > 0 || self.unwritten,
                ExitStatus::Unanswered,
            ),
        ];
        exit::status(reasons, self.stopped)
    }
}
