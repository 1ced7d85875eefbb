//! What the runs came to: the finished data that every format shows, and the exit status.

use serde::Serialize;

use super::group::{By, Counts, Group};
use super::rate::Rate;
use super::run::Run;
use crate::exit::{self, ExitStatus, Signal};
use crate::payload::Outcome;

/// What the user asks of the runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Demands {
    /// The lowest pass rate of the runs with a result; without one, none may fail.
    pub min_pass_rate: Option<Rate>,
    /// Whether every run must have a result.
    pub require_result: bool,
    /// Whether it is fine that there is nothing to read.
    pub allow_empty: bool,
}

/// An input that could not be read.
#[derive(Debug, Serialize)]
pub struct Unreadable {
    /// The input, where it is one file.
    pub path: Option<String>,
    /// Why, safe to print.
    pub message: String,
}

/// What the runs came to.
#[derive(Debug)]
pub struct Results {
    /// What the runs are grouped by.
    pub by: By,
    /// What was asked of them.
    pub demands: Demands,
    /// The runs, in the order of their first payloads.
    pub runs: Vec<Run>,
    /// The groups, in the order of their first runs.
    pub groups: Vec<Group>,
    /// All runs by outcome.
    pub counts: Counts,
    /// Sessions whose payloads had both verdicts.
    pub conflicts: usize,
    /// Flaky tests, each once in whatever number of agents it is.
    pub flaky: usize,
    /// Payloads read.
    pub payloads: usize,
    /// Payloads that are not of a test.
    pub not_tests: usize,
    /// Inputs that could not be read to their end.
    pub unreadable: usize,
    /// The signal that ended the run before all was read.
    pub stopped: Option<Signal>,
    /// The first of those, with why.
    pub told: Vec<Unreadable>,
}

impl Results {
    /// Whether a run is one of those that the answer is no for, or would be.
    #[must_use]
    pub fn is_listed(&self, run: &Run) -> bool {
        match run.outcome {
            Outcome::Passed => false,
            Outcome::Failed => true,
            Outcome::NoResult => self.demands.require_result,
        }
    }

    /// The runs that did not pass as demanded.
    pub fn listed(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| self.is_listed(run))
    }

    /// The status that the answer stands for.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let Counts {
            passed,
            failed,
            no_result,
        } = self.counts;
        let with_result = self.counts.with_result();
        let is_enough = match self.demands.min_pass_rate {
            Some(rate) => rate.is_met(passed, with_result),
            None => failed == 0,
        };
        let lacks_result = no_result > 0 && self.demands.require_result;
        let is_empty = self.payloads == 0 && self.demands.allow_empty;
        let is_unanswered = with_result == 0 && !is_empty;
        let reasons = [
            (!is_enough || lacks_result, ExitStatus::Failure),
            (is_unanswered || self.unreadable > 0, ExitStatus::Unanswered),
        ];
        exit::status(reasons, self.stopped)
    }
}
