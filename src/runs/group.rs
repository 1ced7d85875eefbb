//! Runs of one test, one agent or one test run, counted by outcome. A test is flaky that has runs
//! of both verdicts in the same agent: in another agent it may rightly go another way.

use std::collections::{HashMap, HashSet};

use super::run::Run;
use super::word::Word;
use crate::payload::Outcome;

/// What runs are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// `test_id`.
    Test,
    /// `agent_id`.
    Agent,
    /// `test_run_id`.
    Run,
}

impl By {
    /// The word for it in flags and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Agent => "agent",
            Self::Run => "run",
        }
    }

    /// What of a run its group is named by.
    #[must_use]
    pub fn key(self, run: &Run) -> Option<&Word> {
        match self {
            Self::Test => run.test.as_ref(),
            Self::Agent => run.agent.as_ref(),
            Self::Run => run.test_run.as_ref(),
        }
    }
}

/// How many runs went how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Without a verdict.
    pub no_result: usize,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Passed => &mut self.passed,
            Outcome::Failed => &mut self.failed,
            Outcome::NoResult => &mut self.no_result,
        };
        *count = count.saturating_add(1);
    }

    /// The counts of `runs`.
    #[must_use]
    pub fn of<'r>(runs: impl IntoIterator<Item = &'r Run>) -> Self {
        let mut counts = Self::default();
        runs.into_iter().for_each(|run| counts.add(run.outcome));
        counts
    }

    /// Runs with a verdict: what a pass rate is a share of.
    #[must_use]
    pub fn with_result(&self) -> usize {
        self.passed.saturating_add(self.failed)
    }

    /// All runs.
    #[must_use]
    pub fn total(&self) -> usize {
        self.with_result().saturating_add(self.no_result)
    }
}

/// Some of the runs.
#[derive(Debug)]
pub struct Group {
    /// What they have in common; `None` for runs that do not say.
    pub id: Option<Word>,
    /// The name of the agent that was tested last, or else its id.
    pub agent: Option<Word>,
    /// How many agents were tested.
    pub agents: usize,
    /// How many of its tests are flaky, in whatever number of agents.
    pub flaky: usize,
    /// In how many agents a test of it is.
    pub flaky_agents: usize,
    /// How they went.
    pub counts: Counts,
    /// Which they are.
    pub runs: Vec<usize>,
}

/// A test in an agent, when both are known.
fn pair(run: &Run) -> Option<(&Word, &Word)> {
    run.test.as_ref().zip(run.agent.as_ref())
}

/// Marks the runs of flaky tests; how many tests that are, in whatever number of agents.
pub(super) fn mark_flaky(runs: &mut [Run]) -> usize {
    let mut verdicts: HashMap<(Word, Word), [bool; 2]> = HashMap::new();
    for run in runs.iter() {
        let seen = match run.outcome {
            Outcome::Passed => [true, false],
            Outcome::Failed => [false, true],
            Outcome::NoResult => continue,
        };
        if let Some((test, agent)) = pair(run) {
            let known = verdicts.entry((test.clone(), agent.clone())).or_default();
            for (known, seen) in known.iter_mut().zip(seen) {
                *known |= seen;
            }
        }
    }
    verdicts.retain(|_, seen| *seen == [true, true]);
    for run in runs {
        let pair = pair(run).map(|(test, agent)| (test.clone(), agent.clone()));
        run.flaky = pair.is_some_and(|pair| verdicts.contains_key(&pair));
    }
    let tests: HashSet<&Word> = verdicts.keys().map(|(test, _)| test).collect();
    tests.len()
}

/// The groups, in the order of their first runs.
pub(super) fn groups(runs: &[Run], by: By) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut numbers: HashMap<Option<&Word>, usize> = HashMap::new();
    let mut agents = HashSet::new();
    let (mut flaky_tests, mut flaky_agents) = (HashSet::new(), HashSet::new());
    for (place, run) in runs.iter().enumerate() {
        let key = by.key(run);
        let number = *numbers.entry(key).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Group {
                id: key.cloned(),
                agent: None,
                agents: 0,
                flaky: 0,
                flaky_agents: 0,
                counts: Counts::default(),
                runs: Vec::new(),
            });
        }
        let Some(group) = groups.get_mut(number) else {
            continue;
        };
        let is_new = run
            .agent
            .as_ref()
            .is_some_and(|agent| agents.insert((number, agent)));
        group.agents = group.agents.saturating_add(usize::from(is_new));
        if let Some((test, agent)) = pair(run).filter(|_| run.flaky) {
            let is_new = flaky_tests.insert((number, test));
            group.flaky = group.flaky.saturating_add(usize::from(is_new));
            let is_new = flaky_agents.insert((number, agent));
            group.flaky_agents = group.flaky_agents.saturating_add(usize::from(is_new));
        }
        if let Some(name) = run.agent_name.as_ref().or(run.agent.as_ref()) {
            group.agent = Some(name.clone());
        }
        group.counts.add(run.outcome);
        group.runs.push(place);
    }
    groups
}
