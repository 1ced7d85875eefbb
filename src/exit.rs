//! The exit status: 1 means the answer is no, 3 means the question could not be answered.

/// How a run ended. There is no other status but 70, for a bug of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: yes, or done.
    Success,
    /// 1: no. A finding at or above `--fail-on`, malformed JSON in `validate`.
    Failure,
    /// 2: the command line or the configuration is wrong.
    Usage,
    /// 3: could not answer. Missing input, corrupt input, output that could not be written.
    Unanswered,
}

impl ExitStatus {
    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Unanswered => 3,
        }
    }

    /// Of several, the one that counts: 2, then 3, then 1, then 0.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let rank = |status| match status {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Unanswered => 2,
            Self::Usage => 3,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::ExitStatus::{Failure, Success, Unanswered, Usage};

    #[test]
    fn the_worst_of_two_counts_whatever_the_order() {
        let table = [
            (Success, Success, 0),
            (Success, Failure, 1),
            (Success, Unanswered, 3),
            (Success, Usage, 2),
            (Failure, Failure, 1),
            (Failure, Unanswered, 3),
            (Failure, Usage, 2),
            (Unanswered, Unanswered, 3),
            (Unanswered, Usage, 2),
            (Usage, Usage, 2),
        ];
        for (a, b, code) in table {
            assert_eq!(
                (a.and(b).code(), b.and(a).code()),
                (code, code),
                "{a:?} {b:?}"
            );
        }
    }
}
