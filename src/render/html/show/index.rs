//! What stands first in a page: what it is about and, of several calls, a row each.

use askama::Template;

use crate::render::html::payload_text::{line, short};
use crate::render::show::figures;
use crate::text::{Untrusted, counted, file_name};
use crate::view::{Band, CallView};

use super::evaluation::Badge;
use super::summary;

/// Characters of an agent's name in a row.
const NAME: usize = 60;

/// The head of a page, as the template takes it.
#[derive(Template)]
#[template(path = "index.html")]
pub(super) struct Index<'p> {
    title: String,
    is_index: bool,
    rows: &'p [IndexRow],
    has_tests: bool,
    has_findings: bool,
    /// What a reader has to know about the list.
    notes: Vec<String>,
    unreadable: &'p [Unreadable],
    more_unreadable: Option<String>,
}

/// A call in a row.
pub(super) struct IndexRow {
    number: usize,
    has_section: bool,
    name: Option<String>,
    source: String,
    date: Option<String>,
    length: Option<String>,
    turns: String,
    median: String,
    slowest: String,
    band: &'static str,
    findings: String,
    findings_class: &'static str,
    badge: Option<Badge>,
}

/// An input that could not be read.
pub(super) struct Unreadable {
    message: String,
}

impl Unreadable {
    pub(super) fn new(message: &str) -> Self {
        Self {
            message: line(Untrusted::new(message)),
        }
    }
}

impl IndexRow {
    pub(super) fn new(view: &CallView<'_>, number: usize, has_section: bool) -> Self {
        let summary = view.summary.as_ref();
        let name = summary.and_then(|s| s.agent_name.or(s.agent_id));
        let latency = summary.map(|summary| &summary.latency);
        let slowest = latency.and_then(|latency| latency.max_seconds);
        let problems = summary.and_then(|s| s.problems).map(summary::problems);
        let absent = || "–".to_owned();
        let seconds = |value: Option<f64>| value.map_or_else(absent, figures::with_unit);
        Self {
            number,
            has_section,
            name: name
                .map(|name| short(name, NAME))
                .filter(|name| !name.trim().is_empty()),
            source: format!("{}:{}", file_name(view.name), view.line),
            date: summary.and_then(|summary| summary.start_date.clone()),
            length: summary.and_then(|summary| {
                figures::call_duration(summary.duration_seconds, summary.start.is_some())
            }),
            turns: summary
                .and_then(|summary| summary.turns)
                .map_or_else(absent, |turns| turns.to_string()),
            median: seconds(latency.and_then(|latency| latency.p50_seconds)),
            slowest: seconds(slowest),
            band: slowest
                .map(Band::of)
                .filter(|band| *band >= Band::Slow)
                .map_or("", Band::name),
            findings_class: problems.as_ref().map_or("", |tile| tile.class),
            findings: problems.map_or_else(absent, |tile| tile.note),
            badge: summary
                .and_then(|s| s.test)
                .map(|test| Badge::of(test.outcome)),
        }
    }

    /// The title of a page about this call alone.
    pub(super) fn title(&self) -> String {
        let parts = [self.name.clone(), self.date.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            self.source.clone()
        } else {
            parts.join(", ")
        }
    }
}

impl<'p> Index<'p> {
    pub(super) fn new(
        calls: usize,
        rows: &'p [IndexRow],
        without_section: usize,
        unreadable: &'p [Unreadable],
        unreadable_count: usize,
    ) -> Self {
        let unlisted = calls.saturating_sub(rows.len());
        let notes = [
            (without_section > 0).then(|| {
                format!(
                    "{} listed without the details: the page would be too large; name fewer calls for them",
                    counted(without_section, "call")
                )
            }),
            (unlisted > 0).then(|| format!("{} not listed", counted(unlisted, "more call"))),
        ];
        let more = unreadable_count.saturating_sub(unreadable.len());
        Self {
            title: match calls {
                1 => "Call report".to_owned(),
                0 => "No calls".to_owned(),
                _ => counted(calls, "call"),
            },
            is_index: calls > 1,
            rows,
            has_tests: rows.iter().any(|row| row.badge.is_some()),
            has_findings: rows.iter().any(|row| row.findings != "–"),
            notes: notes.into_iter().flatten().collect(),
            unreadable,
            more_unreadable: (more > 0).then(|| format!("{} more", crate::text::thousands(more))),
        }
    }
}
