//! The exit status: 1 means the answer is no, 3 means the question could not be answered, 130 and
//! 143 that a signal came before it was.

/// A signal that asks a run to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// What `kill` and service managers send.
    Terminate,
}

impl Signal {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Interrupt, Self::Terminate];

    /// The number that every system has for it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Interrupt => 2,
            Self::Terminate => 15,
        }
    }

    /// What a run is that it ended.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Interrupt => "interrupted",
            Self::Terminate => "terminated",
        }
    }
}

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
    /// 130 or 143: a signal ended the run before all was read. What was asked is answered in part.
    Stopped(Signal),
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
            Self::Stopped(signal) => signal.number().saturating_add(128),
        }
    }

    /// The signal that ended the run, if one did.
    #[must_use]
    pub fn signal(self) -> Option<Signal> {
        match self {
            Self::Stopped(signal) => Some(signal),
            _ => None,
        }
    }

    /// Of several, the one that counts: a signal, then 2, then 3, then 1, then 0.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let rank = |status| match status {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Unanswered => 2,
            Self::Usage => 3,
            Self::Stopped(_) => 4,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

/// The status of a run: of the reasons that apply the one that counts, or the signal that ended it.
/// Every command that has an answer asks here.
#[must_use]
pub fn status<const N: usize>(
    reasons: [(bool, ExitStatus); N],
    stopped: Option<Signal>,
) -> ExitStatus {
    let applying = reasons.into_iter().filter(|(applies, _)| *applies);
    applying
        .map(|(_, status)| status)
        .chain(stopped.map(ExitStatus::Stopped))
        .fold(ExitStatus::Success, ExitStatus::and)
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::ExitStatus::{Failure, Stopped, Success, Unanswered, Usage};
    use super::Signal::{Interrupt, Terminate};
    use super::{Signal, status};

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
            (Success, Stopped(Interrupt), 130),
            (Failure, Stopped(Interrupt), 130),
            (Unanswered, Stopped(Terminate), 143),
            (Usage, Stopped(Terminate), 143),
            (Stopped(Interrupt), Stopped(Interrupt), 130),
        ];
        for (a, b, code) in table {
            assert_eq!(
                (a.and(b).code(), b.and(a).code()),
                (code, code),
                "{a:?} {b:?}"
            );
        }
    }

    #[test]
    fn a_signal_outweighs_2_that_outweighs_3_that_outweighs_1() {
        for bits in 0..8_u8 {
            let [no, unanswered, misused] = [1, 2, 4].map(|bit| bits & bit != 0);
            let reasons = [(no, Failure), (unanswered, Unanswered), (misused, Usage)];
            let expected = match (misused, unanswered, no) {
                (true, _, _) => 2,
                (_, true, _) => 3,
                (_, _, true) => 1,
                _ => 0,
            };
            assert_eq!(status(reasons, None).code(), expected, "{reasons:?}");
            for signal in Signal::ALL {
                let stopped = status(reasons, Some(signal));
                assert_eq!(stopped, Stopped(signal), "{reasons:?}");
            }
        }
    }

    #[test]
    fn of_two_signals_the_first_counts() {
        let both = Stopped(Interrupt).and(Stopped(Terminate));
        assert_eq!(both, Stopped(Interrupt));
    }

    #[test]
    fn a_signal_is_its_number_its_word_and_a_status() {
        let table = [(Interrupt, 2, "interrupted"), (Terminate, 15, "terminated")];
        assert_eq!(table.map(|(signal, ..)| signal), Signal::ALL);
        for (signal, number, word) in table {
            assert_eq!((signal.number(), signal.word()), (number, word));
            let status = Stopped(signal);
            assert_eq!(
                (status.signal(), status.code()),
                (Some(signal), 128 + number)
            );
        }
        for status in [Success, Failure, Usage, Unanswered] {
            assert_eq!(status.signal(), None, "{status:?}");
        }
    }

    #[test]
    fn the_process_ends_with_the_code() {
        use std::process::ExitCode;
        for status in [Success, Failure, Usage, Unanswered, Stopped(Terminate)] {
            let (found, code) = (ExitCode::from(status), ExitCode::from(status.code()));
            // Codes cannot be compared.
            assert_eq!(format!("{found:?}"), format!("{code:?}"));
        }
        assert_ne!(
            format!("{:?}", ExitCode::from(1_u8)),
            format!("{:?}", ExitCode::from(3_u8))
        );
    }
}
