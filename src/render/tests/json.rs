//! The public JSON of `tests`: types of its own, versioned, described by `tests.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::json::write::compact;
use crate::payload::Outcome;
use crate::render::verdict::verdict;
use crate::runs::{Counts, Group, Results, Run, Word};
use crate::text::Untrusted;

/// Changes when a reader of an older version would stumble.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct PublicGroup<'r> {
    id: Option<&'r Word>,
    agent_name: Option<&'r Word>,
    agents: usize,
    passed: usize,
    failed: usize,
    no_result: usize,
    pass_rate: Option<f64>,
    flaky_tests: usize,
    flaky_agents: usize,
}

impl<'r> PublicGroup<'r> {
    fn new(group: &'r Group) -> Self {
        let Counts {
            passed,
            failed,
            no_result,
        } = group.counts;
        Self {
            id: group.id.as_ref(),
            agent_name: group.agent.as_ref(),
            agents: group.agents,
            passed,
            failed,
            no_result,
            pass_rate: share(&group.counts),
            flaky_tests: group.flaky,
            flaky_agents: group.flaky_agents,
        }
    }
}

#[derive(Serialize)]
struct PublicRun<'r> {
    outcome: &'static str,
    path: &'r str,
    line: usize,
    session_id: Option<&'r Word>,
    test_id: Option<&'r Word>,
    test_run_id: Option<&'r Word>,
    agent_id: Option<&'r Word>,
    agent_name: Option<&'r Word>,
    reasons: Vec<Untrusted<'r>>,
    reasons_left_out: usize,
    completion_reason: Option<&'r Word>,
    status: Option<&'r Word>,
    duration_seconds: Option<f64>,
    payloads: usize,
    conflicting: bool,
    flaky: bool,
}

impl<'r> PublicRun<'r> {
    fn new(run: &'r Run) -> Self {
        Self {
            outcome: match run.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "failed",
                Outcome::NoResult => "no_result",
            },
            path: &run.place.name,
            line: run.place.line,
            session_id: run.session.as_ref(),
            test_id: run.test.as_ref(),
            test_run_id: run.test_run.as_ref(),
            agent_id: run.agent.as_ref(),
            agent_name: run.agent_name.as_ref(),
            reasons: run.reasons.iter().collect(),
            reasons_left_out: run.reasons.left_out,
            completion_reason: run.completion_reason.as_ref(),
            status: run.status.as_ref(),
            duration_seconds: run.duration,
            payloads: run.payloads,
            conflicting: run.conflicting,
            flaky: run.flaky,
        }
    }
}

#[derive(Serialize)]
struct PublicSummary {
    verdict: &'static str,
    status: u8,
    runs: usize,
    passed: usize,
    failed: usize,
    no_result: usize,
    pass_rate: Option<f64>,
    min_pass_rate: Option<String>,
    require_result: bool,
    flaky_tests: usize,
    conflicting_sessions: usize,
    payloads: usize,
    not_tests: usize,
    unreadable: usize,
    interrupted: bool,
}

impl PublicSummary {
    fn new(results: &Results) -> Self {
        let status = results.status();
        let Counts {
            passed,
            failed,
            no_result,
        } = results.counts;
        Self {
            verdict: verdict(status).0,
            status: status.code(),
            runs: results.counts.total(),
            passed,
            failed,
            no_result,
            pass_rate: share(&results.counts),
            min_pass_rate: results.demands.min_pass_rate.map(|rate| rate.to_string()),
            require_result: results.demands.require_result,
            flaky_tests: results.flaky,
            conflicting_sessions: results.conflicts,
            payloads: results.payloads,
            not_tests: results.not_tests,
            unreadable: results.unreadable,
            interrupted: results.stopped.is_some(),
        }
    }
}

/// The share of runs with a result that passed.
fn share(counts: &Counts) -> Option<f64> {
    let runs = counts.with_result();
    (runs > 0).then(|| counts.passed as f64 / runs as f64)
}

/// Writes one document for the whole run.
pub(super) fn document(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = report.results;
    let version = env!("CARGO_PKG_VERSION");
    write!(
        out,
        "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"tool\": {{\"name\": \"speakhook\", \"version\": \"{version}\"}},\n  \"by\": \"{}\",\n  \"groups\": ",
        results.by.name()
    )?;
    array(out, results.groups.iter().map(PublicGroup::new))?;
    out.write_all(b",\n  \"runs\": ")?;
    array(out, report.runs().map(PublicRun::new))?;
    out.write_all(b",\n  \"errors\": ")?;
    array(out, results.told.iter())?;
    out.write_all(b",\n  \"summary\": ")?;
    compact(out, &PublicSummary::new(results))?;
    out.write_all(b"\n}\n")
}

/// Writes an array, an element a line.
fn array(out: &mut dyn Write, items: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut end: &[u8] = b"]";
    for (place, item) in items.enumerate() {
        out.write_all(if place == 0 { b"\n    " } else { b",\n    " })?;
        compact(out, &item)?;
        end = b"\n  ]";
    }
    out.write_all(end)
}

/// Writes one run a line, and nothing else.
pub(super) fn lines(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for run in report.runs() {
        compact(out, &PublicRun::new(run))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
