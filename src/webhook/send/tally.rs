//! What became of deliveries, and what they come to.

use super::super::client::{Answer, Failure};
use crate::exit::{self, ExitStatus, Signal};

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody answered.
    Answered(Answer),
    /// Nobody did.
    Failed(Failure),
    /// A signal came first; whether the delivery arrived is not known.
    Stopped(Signal),
}

/// How many deliveries came to what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Deliveries with an answer from 200 to 299.
    pub taken: usize,
    /// Deliveries with another answer.
    pub rejected: usize,
    /// Deliveries without an answer.
    pub unanswered: usize,
    /// Bodies that were not sent: unreadable, or not to be changed as wanted.
    pub unsent: usize,
    /// What else is wrong with the command line; seen when a body was there to be changed.
    pub misused: bool,
    /// The signal that ended the run.
    pub stopped: Option<Signal>,
}

impl Tally {
    /// Takes in a delivery.
    pub fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Answered(answer) if answer.is_success() => &mut self.taken,
            Outcome::Answered(_) => &mut self.rejected,
            Outcome::Failed(_) => &mut self.unanswered,
            Outcome::Stopped(signal) => {
                self.stopped = Some(*signal);
                &mut self.unanswered
            }
        };
        *count = count.saturating_add(1);
    }

    /// Takes in a body that could not be sent because of something of this status.
    pub fn add_unsent(&mut self, status: ExitStatus) {
        match status {
            // The input broke off there; no body is known to be missing.
            ExitStatus::Stopped(signal) => self.stopped = Some(signal),
            status => {
                self.misused |= status == ExitStatus::Usage;
                self.unsent = self.unsent.saturating_add(1);
            }
        }
    }

    /// Deliveries that were made.
    #[must_use]
    pub fn deliveries(&self) -> usize {
        self.taken
            .saturating_add(self.rejected)
            .saturating_add(self.unanswered)
    }

    /// The status of the run.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let is_open = self.unanswered > 0 || self.unsent > 0;
        let reasons = [
            (self.rejected > 0, ExitStatus::Failure),
            (is_open, ExitStatus::Unanswered),
            (self.misused, ExitStatus::Usage),
        ];
        exit::status(reasons, self.stopped)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn answer(status: u16) -> Outcome {
        Outcome::Answered(Answer {
            status,
            reason: "",
            elapsed: Duration::ZERO,
            excerpt: Vec::new(),
            is_cut: false,
        })
    }

    #[test]
    fn the_status_is_of_the_worst_delivery() {
        let signal = Signal::Terminate;
        let failed = || Outcome::Failed(Failure::Refused);
        for (outcomes, status) in [
            (vec![], 0),
            (vec![answer(200), answer(299)], 0),
            (vec![answer(200), answer(302)], 1),
            (vec![answer(199)], 1),
            (vec![answer(404), answer(200)], 1),
            (vec![answer(404), failed(), answer(200)], 3),
            (vec![failed(), Outcome::Stopped(signal)], 143),
        ] {
            let mut tally = Tally::default();
            for outcome in &outcomes {
                tally.add(outcome);
            }
            assert_eq!(tally.status().code(), status, "{outcomes:?}");
            assert_eq!(tally.deliveries(), outcomes.len());
        }
        let mut tally = Tally::default();
        tally.add(&answer(500));
        tally.add_unsent(ExitStatus::Unanswered);
        assert_eq!(tally.status().code(), 3);
        tally.add_unsent(ExitStatus::Usage);
        assert_eq!((tally.status().code(), tally.unsent), (2, 2));
    }
}
