//! What a listener has taken, in numbers: what it says at its end and what its exit status is
//! computed from.

use crate::exit::{self, ExitStatus};

/// How much came, and what became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Deliveries that were taken.
    pub deliveries: usize,
    /// Those with a finding that fails.
    pub invalid: usize,
    /// Those that had come before.
    pub duplicates: usize,
    /// Those that were kept.
    pub saved: usize,
    /// Deliveries of events that nobody asked for.
    pub left_alone: usize,
    /// Requests that were refused.
    pub refused: usize,
    /// Deliveries that could not be kept, and were refused for that.
    pub lost: usize,
    /// Deliveries that whoever they were forwarded to did not accept.
    pub rejected: usize,
    /// Deliveries that could not be forwarded.
    pub unreachable: usize,
    /// Whether fewer came than were waited for.
    pub is_short: bool,
}

impl Tally {
    /// Adds one.
    pub(super) fn count(count: &mut usize) {
        *count = count.saturating_add(1);
    }

    /// The tally of a listener whose time was up while it waited for so many deliveries; for any, if it does not say.
    #[must_use]
    pub fn at_time_out(self, wanted: Option<usize>) -> Self {
        Self {
            is_short: self.deliveries < wanted.unwrap_or(1),
            ..self
        }
    }

    /// Deliveries without a finding that fails.
    #[must_use]
    pub fn valid(&self) -> usize {
        self.deliveries.saturating_sub(self.invalid)
    }

    /// Whether what came was as documented, was accepted, and was all there.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let is_no = self.invalid > 0 || self.rejected > 0;
        let is_open = self.is_short || self.lost > 0 || self.unreachable > 0;
        let reasons = [
            (is_no, ExitStatus::Failure),
            (is_open, ExitStatus::Unanswered),
        ];
        exit::status(reasons, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_says_what_the_numbers_say() {
        let tally = |change: fn(&mut Tally)| {
            let mut tally = Tally {
                deliveries: 3,
                refused: 1,
                duplicates: 1,
                ..Tally::default()
            };
            change(&mut tally);
            tally.status().code()
        };
        assert_eq!(tally(|_| ()), 0);
        assert_eq!(tally(|tally| tally.invalid = 1), 1);
        assert_eq!(tally(|tally| tally.rejected = 1), 1);
        assert_eq!(tally(|tally| tally.unreachable = 1), 3);
        assert_eq!(tally(|tally| tally.lost = 1), 3);
        assert_eq!(
            tally(|tally| (tally.invalid, tally.is_short) = (1, true)),
            3
        );
    }

    #[test]
    fn whoever_waits_wants_one_delivery_or_as_many_as_were_said() {
        for (deliveries, wanted, status) in [
            (0, None, 3),
            (1, None, 0),
            (0, Some(1), 3),
            (2, Some(3), 3),
            (3, Some(3), 0),
        ] {
            let tally = Tally {
                deliveries,
                ..Tally::default()
            };
            let code = tally.at_time_out(wanted).status().code();
            assert_eq!(code, status, "{deliveries} {wanted:?}");
        }
    }
}
