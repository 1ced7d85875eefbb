//! Words that formats share: the account of the last line, which agrees with the status, and what
//! groups and runs are called.

use crate::render::place::Places;
use crate::render::verdict::unread;
use crate::runs::{By, Counts, Group, Results, Run, Word, percent};
use crate::text::{counted, thousands};

/// How the answer comes about: `10/12 passed, 2 failed; 1 flaky test`.
pub(super) fn account(results: &Results) -> String {
    let mut parts = vec![outcome(results)];
    let mut add = |count: usize, sentence: String| {
        if count > 0 {
            parts.push(sentence);
        }
    };
    add(results.flaky, counted(results.flaky, "flaky test"));
    let conflicts = counted(results.conflicts, "session");
    add(
        results.conflicts,
        format!("{conflicts} with contradicting verdicts"),
    );
    let others = counted(results.not_tests, "payload");
    let are = if results.not_tests == 1 {
        "is not of a test"
    } else {
        "are not of a test"
    };
    add(results.not_tests, format!("{others} {are}"));
    parts.join("; ") + &unread(results.unreadable, results.stopped.is_some())
}

fn outcome(results: &Results) -> String {
    let Counts {
        passed,
        failed,
        no_result,
    } = results.counts;
    let with_result = results.counts.with_result();
    if results.counts.total() == 0 {
        return "no test runs".to_owned();
    }
    if with_result == 0 {
        return format!("no result of {}", counted(no_result, "test run"));
    }
    let mut sentence = format!("{}/{} passed", thousands(passed), thousands(with_result));
    if let Some(rate) = results.demands.min_pass_rate {
        let place = if rate.is_met(passed, with_result) {
            "at least"
        } else {
            "below"
        };
        let share = rate.beside(passed, with_result);
        sentence.push_str(&format!(" ({share}, {place} {rate})"));
    }
    if failed > 0 {
        sentence.push_str(&format!(", {} failed", thousands(failed)));
    }
    if no_result > 0 {
        let what = if results.demands.require_result {
            "without the required result"
        } else {
            "without a result"
        };
        sentence.push_str(&format!(", {} {what}", thousands(no_result)));
    }
    sentence
}

/// The field that groups are named by.
fn field(by: By) -> &'static str {
    match by {
        By::Test => "test_id",
        By::Agent => "agent_id",
        By::Run => "test_run_id",
    }
}

/// What a group is called, safe to print.
pub(super) fn group(group: &Group, by: By) -> String {
    match &group.id {
        Some(id) => safe(id),
        None => format!("no {}", field(by)),
    }
}

/// The agents of a group: the name of the one, or how many there are.
pub(super) fn agents(group: &Group) -> Option<String> {
    match group.agents {
        0 | 1 => group.agent.as_ref().map(safe),
        more => Some(counted(more, "agent")),
    }
}

/// Whether the test of a group is flaky, or how many of its tests are; nothing where none is.
pub(super) fn flaky(group: &Group, by: By) -> String {
    match (group.flaky, group.flaky_agents, by) {
        (0, ..) => String::new(),
        (_, 1, By::Test) => "flaky".to_owned(),
        (_, agents, By::Test) => format!("in {}", counted(agents, "agent")),
        (tests, ..) => counted(tests, "test"),
    }
}

/// The agent of a run, by its name if it has one.
pub(super) fn agent(run: &Run) -> Option<&Word> {
    run.agent_name.as_ref().or(run.agent.as_ref())
}

/// A kept string on one line, as long as any id.
pub(super) fn safe(word: &Word) -> String {
    word.untrusted().excerpt(60)
}

/// The pass rate of the runs with a result.
pub(super) fn rate(counts: &Counts) -> Option<String> {
    percent(counts.passed, counts.with_result())
}

/// `2/3`: of the runs with a result, those that passed.
pub(super) fn passed(counts: &Counts) -> String {
    format!(
        "{}/{}",
        thousands(counts.passed),
        thousands(counts.with_result())
    )
}

/// The file of a run as other programs write it.
pub(super) fn path(run: &Run, places: &Places) -> String {
    match &run.place.file {
        Some(file) => places.path(file),
        None => run.place.name.to_string(),
    }
}

/// What is said of reasons that were not kept; nothing if all were.
pub(super) fn more_reasons(run: &Run) -> Option<String> {
    let more = run.reasons.left_out;
    (more > 0).then(|| format!("and {}", counted(more, "more reason")))
}
