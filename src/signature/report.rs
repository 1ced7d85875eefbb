//! What checking the signatures of a run came to: finished data, and the answer.

use super::check::{Answer, Outcome};
use crate::exit::{self, ExitStatus, Signal};

/// One body that was checked.
pub struct Checked {
    /// The file's name.
    pub name: String,
    /// The line, if the file has several bodies.
    pub line: Option<usize>,
    /// What came out.
    pub answer: Answer,
    /// The body whose signature this is instead.
    pub instead: Option<String>,
}

/// Everything that was checked.
#[derive(Default)]
pub struct Report {
    /// The bodies, in the order of the input.
    pub checked: Vec<Checked>,
    /// Where the secrets came from, safe to print.
    pub secrets: Vec<String>,
    /// Whether the header was looked for.
    pub searched: bool,
    /// How many inputs could not be read.
    pub unreadable: usize,
    /// The signal that ended the run.
    pub stopped: Option<Signal>,
}

impl Report {
    /// What the run ends with.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let any = |is: fn(&Outcome) -> bool| {
            self.checked
                .iter()
                .any(|checked| is(&checked.answer.result))
        };
        let is_unknown = any(|outcome| matches!(outcome, Outcome::NoHeaders));
        let is_no = any(|outcome| !matches!(outcome, Outcome::NoHeaders | Outcome::Fits(_)));
        let reasons = [
            (is_no, ExitStatus::Failure),
            (is_unknown || self.unreadable > 0, ExitStatus::Unanswered),
        ];
        exit::status(reasons, self.stopped)
    }

    /// How many signatures fit.
    #[must_use]
    pub fn fitting(&self) -> usize {
        let fits = |checked: &&Checked| matches!(checked.answer.result, Outcome::Fits(_));
        self.checked.iter().filter(fits).count()
    }
}
