//! `stats` as a page: budgets first, then the figures, how each metric is spread, the groups beside
//! one another, the days, and the calls that kept somebody waiting longest.

mod curve;
mod groups;
mod metric;
mod trend;
mod worst;

use std::io::{self, Write};

use askama::Template;

use super::grid::Grid;
use super::payload_text::line;
use super::shell::{Foot, Head};
use crate::render::show::figures;
use crate::render::stats::judgement::{self, Judgement};
use crate::render::stats::{View, tables, words};
use crate::render::theme::Theme;
use crate::stats::{Figures, Metric, trend as days};
use crate::text::{Untrusted, counted, file_name};
use crate::view::Band;
use groups::Comparison;
use metric::Spread;
use trend::Trend;
use worst::Slow;

/// Characters of a group's name.
const NAME: usize = 60;

/// The page, as the template takes it.
#[derive(Template)]
#[template(path = "stats.html")]
struct Page {
    title: String,
    answer: Option<Answer>,
    inputs: String,
    unread: Vec<String>,
    more_unread: Option<String>,
    tiles: Vec<Tile>,
    budgets: Option<Answers>,
    changes: Option<Answers>,
    figures: Option<Grid>,
    counts: Option<Grid>,
    comparisons: Vec<Comparison>,
    trend: Option<Trend>,
    spreads: Vec<Spread>,
    slow: Vec<Slow>,
    notes: Vec<String>,
}

/// What came of budgets and of a comparison.
struct Answer {
    word: &'static str,
    sign: &'static str,
    class: &'static str,
    account: String,
}

/// What was judged, and the sentences below it.
struct Answers {
    grid: Grid,
    notes: Vec<String>,
}

impl Answers {
    fn new(judgement: Judgement) -> Self {
        Self {
            grid: Grid::of(&judgement.table),
            notes: judgement.notes,
        }
    }
}

/// A figure that is read at a glance.
struct Tile {
    label: &'static str,
    value: String,
    note: String,
    class: &'static str,
}

/// Writes the page.
///
/// # Errors
/// What the writer reports.
pub(in crate::render) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = Page::new(view);
    Head::new(&page.title).write_into(out)?;
    page.write_into(out)?;
    Foot::new().write_into(out)
}

impl Page {
    fn new(view: &View<'_>) -> Self {
        let (theme, report) = (Theme::plain(), view.report);
        let shown = |text: Untrusted<'_>| tables::distinct(text.excerpt(NAME));
        let is_grouped = !report.by.is_empty();
        let total = &report.total;
        let has_values = |metric: &&Metric| total.row(**metric).is_some_and(|row| row.n > 0);
        let mut measured: Vec<Metric> = report.metrics.iter().filter(has_values).copied().collect();
        // What a reader looks for first.
        measured.sort_by_key(|metric| *metric != Metric::E2e);
        let changes = view
            .changes
            .map(|changes| judgement::changes(changes, view.gate, &theme, &shown));
        let metrics = tables::metrics(total, &theme);
        let beyond = report.unread.saturating_sub(view.unread.len() as u64);
        let collection = view.buckets;
        Self {
            title: format!("Statistics of {}", counted(total.calls, "call")),
            answer: answer(view),
            inputs: counted(report.unread, "input"),
            unread: view.unread.iter().map(message).collect(),
            more_unread: (beyond > 0).then(|| counted(beyond, "more input")),
            tiles: tiles(total),
            budgets: judgement::budgets(view, &theme, &shown).map(Answers::new),
            changes: changes.map(Answers::new),
            figures: (!metrics.rows.is_empty()).then(|| Grid::of(&metrics)),
            counts: is_grouped.then(|| Grid::of(&tables::counts(report, &theme, &shown))),
            comparisons: (measured.iter().filter(|_| is_grouped))
                .map(|metric| Comparison::new(report, *metric, &shown))
                .collect(),
            trend: collection
                .and_then(|collection| days(collection, Metric::E2e))
                .and_then(|days| Trend::new(&days)),
            spreads: collection.map_or_else(Vec::new, |collection| {
                let tally = collection.total();
                let spread = |metric: &Metric| Spread::new(*metric, total, &tally);
                measured.iter().filter_map(spread).collect()
            }),
            slow: view.slowest.into_iter().flatten().map(Slow::new).collect(),
            notes: words::notes(report),
        }
    }
}

fn message(unread: &crate::render::stats::Unread) -> String {
    let message = line(Untrusted::new(&unread.message));
    match unread.path.as_deref().map(file_name) {
        Some(path) if !message.contains(&path) => format!("{path}: {message}"),
        _ => message,
    }
}

fn answer(view: &View<'_>) -> Option<Answer> {
    let account = words::account(view)?;
    let (word, _) = crate::render::verdict::verdict(view.status);
    let (sign, class) = match word {
        "ok" => ("✓", "pass"),
        "failed" => ("✗", "fail"),
        _ => ("?", "open"),
    };
    Some(Answer {
        word,
        sign,
        class,
        account,
    })
}

fn tiles(total: &Figures) -> Vec<Tile> {
    let plain = |label, value: String, note: String| Tile {
        label,
        value,
        note,
        class: "",
    };
    let absent = || "–".to_owned();
    let count = |count: Option<u64>| count.map_or_else(absent, tables::number);
    let mut tiles = reply_tiles(total);
    tiles.push(plain("Calls", tables::number(total.calls), String::new()));
    let interrupted = total.interruptions.map_or_else(
        || "no history given".to_owned(),
        |count| format!("{} interrupted", counted(count, "reply")),
    );
    tiles.push(plain("Turns", count(total.turns), interrupted));
    let errors = total.tool_errors.map(|errors| counted(errors, "error"));
    let tools = plain(
        "Tool calls",
        count(total.tool_calls),
        errors.unwrap_or_default(),
    );
    tiles.push(tools);
    if let (Some(silences), Some(seconds)) = (total.silences, total.silence_seconds) {
        let length = figures::duration(seconds);
        tiles.push(plain("Silence", length, counted(silences, "pause")));
    }
    if words::tests(total) > 0 {
        let rate = total.pass_rate_percent.map_or_else(absent, words::percent);
        let judged = total.tests_passed.saturating_add(total.tests_failed);
        let of = format!(
            "{} of {} with a result",
            tables::number(total.tests_passed),
            tables::number(judged)
        );
        tiles.push(plain("Tests passed", rate, of));
    }
    tiles
}

fn reply_tiles(total: &Figures) -> Vec<Tile> {
    let Some(row) = total.row(Metric::E2e) else {
        return Vec::new();
    };
    let tile = |label, value: Option<f64>| Tile {
        label,
        value: value.map_or_else(|| "–".to_owned(), figures::with_unit),
        note: match value {
            Some(value) => Band::of(value).name().to_owned(),
            None if row.n == 0 => "no latency reported".to_owned(),
            None => format!("too few replies: {}", tables::number(row.n)),
        },
        class: value.map_or("", |value| Band::of(value).name()),
    };
    let mut tiles = vec![tile("Reply, median", row.p50_seconds)];
    if row.n > 0 {
        tiles.push(tile("Reply, p95", row.p95_seconds));
        tiles.push(tile("Slowest reply", row.max_seconds));
    }
    tiles
}
