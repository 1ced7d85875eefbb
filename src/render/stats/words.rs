//! What text and Markdown say of figures in words. Nothing here is text from a payload.

use super::tables::{MOST_SHOWN, number, parted};
use crate::render::show::figures;
use crate::render::verdict::REST;
use crate::stats::{Change, Figures, Gate, MOST_GROUPS, Metric, Report, Unreliable, Verdict};
use crate::text::counted;
use crate::view::{P90_NEEDS, P95_NEEDS, P99_NEEDS, SILENCE_SECONDS};

use super::View;

/// The group of calls that lack the value.
pub(in crate::render) const NONE: &str = "(none)";
/// The groups beyond those that are told apart.
pub(in crate::render) const OTHERS: &str = "(others)";
/// All groups together.
pub(in crate::render) const ALL: &str = "(all)";

/// The name of a metric, as `show` calls it.
pub(in crate::render) fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::EndOfTurn => "end of turn",
        Metric::Transcription => "(transcription)",
        Metric::Callback => "callback",
        Metric::Llm => "LLM",
        Metric::Tts => "TTS",
        Metric::Tools => "tools",
        Metric::E2e => "end to end",
        Metric::Duration => "call",
    }
}

pub(in crate::render) fn percent(value: f64) -> String {
    // Next to the whole, one digit would claim it.
    let is_nearly = (value > 99.9 && value < 100.0) || (value > 0.0 && value < 0.1);
    if is_nearly {
        format!("{value:.3} %")
    } else {
        format!("{value:.1} %")
    }
}

pub(in crate::render) fn tests(figures: &Figures) -> u64 {
    let judged = figures.tests_passed.saturating_add(figures.tests_failed);
    judged.saturating_add(figures.tests_without_result)
}

/// What was counted, a label and a sentence each.
pub(in crate::render) fn facts(figures: &Figures) -> Vec<(&'static str, String)> {
    let mut facts = vec![("calls", number(figures.calls))];
    if let (Some(turns), Some(interruptions)) = (figures.turns, figures.interruptions)
        && turns > 0
    {
        let interrupted = format!("{} interrupted", counted(interruptions, "reply"));
        facts.push(("turns", format!("{}, {interrupted}", number(turns))));
    }
    if let (Some(calls), Some(errors)) = (figures.tool_calls, figures.tool_errors)
        && (calls > 0 || errors > 0)
    {
        let calls = counted(calls, "call");
        facts.push(("tools", format!("{calls}, {}", counted(errors, "error"))));
    }
    if let (Some(silences), Some(seconds)) = (figures.silences, figures.silence_seconds)
        && silences > 0
    {
        let pauses = counted(silences, "pause");
        let length = figures::duration(seconds);
        facts.push((
            "silence",
            format!("{length} in {pauses} of {SILENCE_SECONDS} s or more"),
        ));
    }
    if tests(figures) > 0 {
        let rate = figures.pass_rate_percent.map(percent);
        let rate = rate.map_or_else(String::new, |rate| {
            format!(": {rate} of those with a result")
        });
        let sentence = format!(
            "{} passed, {} failed, {} without result{rate}",
            number(figures.tests_passed),
            number(figures.tests_failed),
            number(figures.tests_without_result)
        );
        facts.push(("tests", sentence));
    }
    facts
}

/// What a reader has to know about the figures, one sentence each.
pub(in crate::render) fn notes(report: &Report) -> Vec<String> {
    let total = &report.total;
    let has_values = total.metrics.iter().any(|shown| shown.row.n > 0);
    let notes = [
        has_values.then(|| "delays are seconds; percentiles are at most 0.05 % off".to_owned()),
        (total.computed_e2e > 0 && report.metrics.contains(&Metric::E2e)).then(|| {
            let n = counted(total.computed_e2e, "value");
            format!("end to end includes {n} computed from when the speech stopped and started")
        }),
        withheld(report),
        unreliable(total),
        (total.unusable_durations > 0).then(|| {
            let calls = counted(total.unusable_durations, "call");
            format!("left out: the length of {calls}, as it is negative or out of range")
        }),
        (report.outside > 0).then(|| {
            let started = "that started outside of the time asked for";
            format!("left out: {} {started}", counted(report.outside, "call"))
        }),
        (report.undated > 0).then(|| {
            format!(
                "left out: {} without a start",
                counted(report.undated, "call")
            )
        }),
        report.others.as_ref().map(|_| {
            format!(
                "there are more than {} groups; the others are counted together",
                number(MOST_GROUPS as u64)
            )
        }),
        left_out(report, MOST_SHOWN, "shown")
            .map(|groups| format!("{groups}; json, jsonl and csv have all")),
    ];
    notes.into_iter().flatten().collect()
}

/// Which groups are left out where there is room for `most`.
pub(super) fn left_out(report: &Report, most: usize, shown: &str) -> Option<String> {
    let (_, left_out) = parted(report, most);
    let newest = left_out.iter().find_map(|(_, group)| report.day_of(group));
    let newest = newest.map_or_else(String::new, |day| format!(", those up to {day}"));
    let more = counted(left_out.len(), "more group");
    (!left_out.is_empty()).then(|| format!("{more} not {shown} here{newest}"))
}

/// Which percentiles are withheld from somebody, and why.
fn withheld(report: &Report) -> Option<String> {
    let (groups, _) = parted(report, MOST_SHOWN);
    let groups = groups.iter().map(|(_, group)| &group.figures);
    let figures = groups.chain([&report.total]);
    let counts = figures.flat_map(|figures| figures.metrics.iter().map(|shown| shown.row.n));
    let fewest = counts.filter(|n| *n > 0).min()?;
    let needs = [("p90", P90_NEEDS), ("p95", P95_NEEDS), ("p99", P99_NEEDS)];
    let lacking = needs
        .into_iter()
        .filter(|(_, needed)| fewest < *needed as u64);
    let words: Vec<String> = lacking
        .enumerate()
        .map(|(place, (name, needed))| match place {
            0 => format!("{name} needs {needed} values"),
            _ => format!("{name} {needed}"),
        })
        .collect();
    let (last, others) = words.split_last()?;
    match others {
        [] => Some(last.clone()),
        others => Some(format!("{} and {last}", others.join(", "))),
    }
}

fn unreliable(total: &Figures) -> Option<String> {
    let turns = total.unreliable_turns;
    let why = |reason: Unreliable| match reason {
        Unreliable::ReversedSpeech => "whose speech ends before it starts",
        Unreliable::OutOfRange => "with a delay out of range",
        Unreliable::NegativeDelay => "with a negative delay",
        Unreliable::Milliseconds => "with delays in milliseconds",
    };
    let reasons = Unreliable::ALL
        .into_iter()
        .filter(|reason| turns.of(*reason) > 0);
    let reasons: Vec<String> = reasons
        .map(|reason| format!("{} {}", number(turns.of(reason)), why(reason)))
        .collect();
    let all = counted(turns.total(), "turn");
    (!reasons.is_empty()).then(|| format!("left out as unreliable: {all}, {}", reasons.join(", ")))
}

/// What the answer rests on; `None` where nothing was asked and everything was read.
pub(in crate::render) fn account(view: &View<'_>) -> Option<String> {
    let mut parts = Vec::new();
    let budgets = view.judged.len() as u64;
    let with = |verdict| {
        view.judged
            .iter()
            .filter(|judged| judged.verdict == verdict)
            .count() as u64
    };
    if budgets > 0 {
        let (exceeded, unanswered) = (with(Verdict::Exceeded), with(Verdict::Unanswered));
        let met = with(Verdict::Met);
        parts.push(format!(
            "{} of {} met",
            number(met),
            counted(budgets, "budget")
        ));
        parts.extend((exceeded > 0).then(|| format!("{} exceeded", number(exceeded))));
        let few = || format!("{} without enough values", number(unanswered));
        parts.extend((unanswered > 0).then(few));
    }
    if let (Some(gate), Some(changes)) = (view.gate, view.changes) {
        parts.extend(growth(gate, changes));
    }
    let is_stopped = view.status.signal().is_some();
    let unread = view.report.unread.saturating_sub(u64::from(is_stopped));
    if unread > 0 {
        parts.push(format!("{} not read or no call", counted(unread, "input")));
    }
    if !view.is_saved {
        parts.push("the statistics were not saved".to_owned());
    }
    if parts.is_empty() && !is_stopped {
        return None;
    }
    let judged = parts.join(", ");
    let calls = counted(view.report.total.calls, "call");
    let sentences = [judged, calls];
    let sentences = sentences.iter().filter(|sentence| !sentence.is_empty());
    let sentences: Vec<&str> = sentences.map(String::as_str).collect();
    Some(sentences.join("; ") + if is_stopped { REST } else { "" })
}

/// Which figures have grown too much, and of which that is not known.
fn growth(gate: &Gate, changes: &[Change<'_>]) -> Vec<String> {
    let verdicts = gate.verdicts(changes);
    if verdicts.is_empty() {
        return vec!["nothing to compare".to_owned()];
    }
    let figures = |wanted| {
        let figures = verdicts.iter().filter(|verdict| **verdict == wanted);
        figures.count() as u64
    };
    let (grown, open) = (figures(Verdict::Exceeded), figures(Verdict::Unanswered));
    let grown = counted(grown, "figure");
    let mut parts = vec![format!("{grown} grown by more than {} %", gate.allowed)];
    parts.extend((open > 0).then(|| format!("{} without enough values", counted(open, "figure"))));
    parts
}
