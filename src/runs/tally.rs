//! The fold: payloads in, one after the other, runs out. Of a payload only its outcome is kept; of
//! the payloads of one session the last one with a verdict stands.

use std::collections::HashMap;

use super::group::{By, Counts, groups, mark_flaky};
use super::reasons::{Budget, Reasons};
use super::results::{Demands, Results, Unreadable};
use super::run::{Place, Run};
use super::word::{Word, Words};
use crate::exit::Signal;
use crate::payload::{Call, Outcome};

/// Sentences about inputs that could not be read that are kept; all are counted.
const MOST_UNREADABLE: usize = 1_000;

/// What has been seen so far.
#[derive(Debug, Default)]
pub struct Tally {
    runs: Vec<Run>,
    /// The run of each session.
    sessions: HashMap<Word, usize>,
    words: Words,
    budget: Budget,
    payloads: usize,
    not_tests: usize,
    unreadable: usize,
    /// The signal that ended the run before all was read.
    pub stopped: Option<Signal>,
    told: Vec<Unreadable>,
}

impl Tally {
    /// Takes in a payload. Says how its test went, if it is of one.
    pub fn add(&mut self, call: &Call<'_>, place: Place) -> Option<Outcome> {
        self.payloads = self.payloads.saturating_add(1);
        if !call.test.is_test_session() {
            self.not_tests = self.not_tests.saturating_add(1);
            return None;
        }
        let run = self.read(call, place);
        let outcome = run.outcome;
        // A payload that does not say its session cannot be told to be of an earlier one.
        let next = self.runs.len();
        let session = run.session.clone();
        let number = session.map_or(next, |session| {
            *self.sessions.entry(session).or_insert(next)
        });
        if let Some(earlier) = self.runs.get_mut(number) {
            let fallen = earlier.join(run);
            self.budget.release(&fallen.reasons);
        } else {
            self.runs.push(run);
        }
        Some(outcome)
    }

    fn read(&mut self, call: &Call<'_>, place: Place) -> Run {
        let test = &call.test;
        let outcome = test.outcome();
        let reasons = match outcome {
            Outcome::Passed => Reasons::default(),
            Outcome::Failed | Outcome::NoResult => self.budget.keep(test.reasons()),
        };
        let completion_reason = test
            .result
            .as_ref()
            .and_then(|found| found.completion_reason);
        Run {
            session: self.words.keep_id(call.session_id),
            test: self.words.keep_id(test.test_id),
            test_run: self.words.keep_id(test.run_id),
            agent: self.words.keep_id(call.agent_id),
            agent_name: self.words.keep(call.agent_name),
            outcome,
            reasons,
            status: self.words.keep(test.status),
            completion_reason: self.words.keep(completion_reason),
            duration: call.duration_seconds.filter(|seconds| *seconds >= 0.0),
            place,
            payloads: 1,
            conflicting: false,
            flaky: false,
        }
    }

    /// Takes note of an input that could not be read; `message` is safe to print.
    pub fn unreadable(&mut self, path: Option<&str>, message: String) {
        self.unreadable = self.unreadable.saturating_add(1);
        if self.told.len() < MOST_UNREADABLE {
            let path = path.map(str::to_owned);
            self.told.push(Unreadable { path, message });
        }
    }

    /// Groups the runs and holds them against what is demanded.
    #[must_use]
    pub fn finish(mut self, by: By, demands: Demands) -> Results {
        let flaky = mark_flaky(&mut self.runs);
        Results {
            by,
            demands,
            counts: Counts::of(&self.runs),
            groups: groups(&self.runs, by),
            conflicts: self.runs.iter().filter(|run| run.conflicting).count(),
            flaky,
            payloads: self.payloads,
            not_tests: self.not_tests,
            unreadable: self.unreadable,
            stopped: self.stopped,
            told: self.told,
            runs: self.runs,
        }
    }
}
