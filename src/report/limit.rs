//! How many diagnostics a report shows of each severity: a hundred notes do not hide an error.

use crate::diagnostic::Severity;

use super::summary::Counts;

/// At most so many diagnostics of each severity.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limit {
    /// How many; `None` for all.
    pub most: Option<usize>,
    /// How many there have been within the limit.
    pub taken: Counts,
}

impl Limit {
    /// At most `most` of each severity; `None` for all.
    #[must_use]
    pub fn of(most: Option<usize>) -> Self {
        Self {
            most,
            taken: Counts::default(),
        }
    }

    /// Whether one more of this severity is within the limit; counts it if it is.
    pub fn takes(&mut self, severity: Severity) -> bool {
        let is_within = self.most.is_none_or(|most| self.taken.of(severity) < most);
        if is_within {
            self.taken.add(severity, 1);
        }
        is_within
    }
}
