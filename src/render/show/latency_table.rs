//! The latency table and its footnotes, as cells: text and Markdown print the same ones.
//! Nothing in it is text from a payload.

use super::figures;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::text::counted;
use crate::view::{E2eSource, Latency, LatencyTurn, MetricName, StatsRow, UnreliableName};
use crate::view::{P90_NEEDS, P95_NEEDS, P99_NEEDS};

/// Every column, from left to right.
pub(in crate::render) const COLUMNS: [MetricName; 7] = [
    MetricName::EndOfTurn,
    MetricName::Transcription,
    MetricName::Callback,
    MetricName::LlmTtft,
    MetricName::TtsTtfb,
    MetricName::Remainder,
    MetricName::E2e,
];

/// The columns to give up for want of width, the first first.
const DISPENSABLE: [MetricName; 4] = [
    MetricName::Transcription,
    MetricName::Callback,
    MetricName::Remainder,
    MetricName::TtsTtfb,
];

/// What to say instead of a table that would be empty.
pub(in crate::render) fn nothing_to_show(latency: &Latency) -> Option<String> {
    let has_value = |turn: &LatencyTurn| COLUMNS.iter().any(|metric| turn.value(*metric).is_some());
    if latency.turns.iter().any(has_value) {
        return None;
    }
    Some(match (latency.turns.len(), share(latency)) {
        (0, share) => share.unwrap_or_else(|| "no turns".to_owned()),
        (1, None) => "the one turn reports no delay".to_owned(),
        (1, Some(turn)) => format!("{turn} reports no delay"),
        (n, None) => format!("none of the {n} turns reports a delay"),
        (_, Some(turns)) => format!("none of {turns} reports a delay"),
    })
}

/// Which turns a filter has left, where it has left out some.
fn share(latency: &Latency) -> Option<String> {
    let total = latency.total;
    match latency.turns.as_slice() {
        turns if turns.len() == total => None,
        [] => Some(format!("0 of {}", counted(total, "turn"))),
        [turn] => Some(format!("turn {} of {total}", turn.turn)),
        [first, .., last] => Some(format!("turns {} to {} of {total}", first.turn, last.turn)),
    }
}

/// The table with as many columns as fit into `width`, and the columns that do not.
pub(super) fn fitted(latency: &Latency, theme: &Theme, width: usize) -> (Table, Vec<MetricName>) {
    let mut hidden = Vec::new();
    let mut table = table(latency, theme, &COLUMNS);
    for metric in DISPENSABLE {
        if table.width() <= width {
            break;
        }
        hidden.push(metric);
        let shown: Vec<_> = COLUMNS
            .into_iter()
            .filter(|m| !hidden.contains(m))
            .collect();
        table = self::table(latency, theme, &shown);
    }
    (table, hidden)
}

/// The rows below the turns.
const STATISTICS: [(&str, Pick); 6] = [
    ("min", |row| row.min),
    ("p50", |row| row.p50),
    ("p90", |row| row.p90),
    ("p95", |row| row.p95),
    (P99, |row| row.p99),
    ("max", |row| row.max),
];

/// The row that is left out where no column has enough values for it.
const P99: &str = "p99";

type Pick = fn(&StatsRow) -> Option<f64>;

/// The table with these columns.
pub(in crate::render) fn table(latency: &Latency, theme: &Theme, metrics: &[MetricName]) -> Table {
    let headers = metrics.iter().map(|metric| (header(*metric), Align::Right));
    let mut table = Table::new(
        std::iter::once(("turn", Align::Right))
            .chain(headers)
            .collect(),
    );
    for turn in &latency.turns {
        table.push(turn_row(turn, theme, metrics));
    }
    table.push_rule();
    let is_shown = |name: &str| name != P99 || has_p99(latency);
    for (name, pick) in STATISTICS.into_iter().filter(|(name, _)| is_shown(name)) {
        let cell = |metric: &MetricName| {
            number(
                pick(latency.statistics.of(*metric)),
                *metric,
                theme,
                Style::Plain,
            )
        };
        let cells = metrics.iter().map(cell);
        table.push(
            std::iter::once(Cell::new(name, Style::Dim))
                .chain(cells)
                .collect(),
        );
    }
    let count =
        |metric: &MetricName| Cell::new(latency.statistics.of(*metric).n.to_string(), Style::Dim);
    let counts = metrics.iter().map(count);
    table.push(
        std::iter::once(Cell::new("n", Style::Dim))
            .chain(counts)
            .collect(),
    );
    table
}

/// The column's name.
pub(super) fn header(metric: MetricName) -> &'static str {
    match metric {
        MetricName::EndOfTurn => "end of turn",
        MetricName::Transcription => "(transcription)",
        MetricName::Callback => "callback",
        MetricName::LlmTtft => "LLM",
        MetricName::TtsTtfb => "TTS",
        MetricName::Remainder => "other",
        MetricName::E2e => "end to end",
    }
}

fn turn_row(turn: &LatencyTurn, theme: &Theme, metrics: &[MetricName]) -> Vec<Cell> {
    let is_reliable = turn.unreliable.is_none();
    let mark = if is_reliable {
        ""
    } else {
        theme.symbol("†", "!")
    };
    let style = if is_reliable {
        Style::Plain
    } else {
        Style::Dim
    };
    let mut cells = vec![Cell::new(format!("{mark}{}", turn.turn), Style::Dim)];
    for metric in metrics {
        let mut cell = number(turn.value(*metric), *metric, theme, style);
        if turn.slowest == Some(*metric) {
            cell = Cell::new(
                format!("{}{}", theme.symbol("▸", ">"), cell.text),
                Style::Strong,
            );
        }
        if *metric == MetricName::E2e && turn.e2e_source == Some(E2eSource::Computed) {
            cell.text = format!("{}{}", theme.symbol("≈", "~"), cell.text);
        }
        cells.push(cell);
    }
    cells
}

fn number(value: Option<f64>, metric: MetricName, theme: &Theme, style: Style) -> Cell {
    match value {
        None => Cell::new(theme.absent(), Style::Dim),
        Some(value) if metric == MetricName::Remainder => {
            Cell::new(figures::signed(value, theme), style)
        }
        Some(value) => {
            let minus = theme.symbol("−", "-");
            Cell::new(figures::seconds(value).replace('-', minus), style)
        }
    }
}

/// What a reader has to know about this table, one sentence each.
pub(in crate::render) fn notes(
    latency: &Latency,
    theme: &Theme,
    hidden: &[MetricName],
) -> Vec<String> {
    let share = share(latency);
    let share = share.map(|turns| format!("{turns}; the rows from min on are of the whole call"));
    let unit = (!latency.turns.is_empty()).then(|| "all values are seconds".to_owned());
    let notes = [
        share,
        unit,
        slowest(latency, theme),
        computed(latency, theme),
        other(latency, hidden),
    ];
    let more = [
        tools(latency, hidden),
        withheld(latency),
        unreliable(latency, theme),
    ];
    notes
        .into_iter()
        .chain(more)
        .chain([not_shown(hidden)])
        .flatten()
        .collect()
}

fn slowest(latency: &Latency, theme: &Theme) -> Option<String> {
    let any = latency.turns.iter().any(|turn| turn.slowest.is_some());
    any.then(|| format!("{} took longest in its turn", theme.symbol("▸", ">")))
}

fn computed(latency: &Latency, theme: &Theme) -> Option<String> {
    let is_computed = |turn: &LatencyTurn| turn.e2e_source == Some(E2eSource::Computed);
    let sign = theme.symbol("≈", "~");
    let sentence =
        || format!("{sign} not reported; computed from when the speech stopped and started");
    latency.turns.iter().any(is_computed).then(sentence)
}

fn other(latency: &Latency, hidden: &[MetricName]) -> Option<String> {
    let row = latency.statistics.remainder;
    if row.n == 0 || hidden.contains(&MetricName::Remainder) {
        return None;
    }
    let overlap = "; below zero the stages overlapped";
    let tail = if row.min.is_some_and(|min| min < 0.0) {
        overlap
    } else {
        ""
    };
    Some(format!("other is end to end less the stages{tail}"))
}

fn tools(latency: &Latency, hidden: &[MetricName]) -> Option<String> {
    if hidden.contains(&MetricName::Remainder) {
        return None;
    }
    let timed = latency
        .turns
        .iter()
        .filter(|turn| turn.remainder_seconds.is_some());
    let tool_time = |turn: &LatencyTurn| {
        let seconds = turn.tools_seconds?;
        Some(format!(
            "{} (turn {})",
            figures::with_unit(seconds),
            turn.turn
        ))
    };
    let times = list(timed.filter_map(tool_time));
    (!times.is_empty()).then(|| format!("other includes tools that ran for {times}"))
}

fn withheld(latency: &Latency) -> Option<String> {
    let counts = COLUMNS
        .iter()
        .map(|metric| latency.statistics.of(*metric).n);
    let fewest = counts.filter(|n| *n > 0).min()?;
    let needs = [
        ("p90", Some(P90_NEEDS)),
        ("p95", Some(P95_NEEDS)),
        (P99, Some(P99_NEEDS).filter(|_| has_p99(latency))),
    ];
    let withheld = needs
        .into_iter()
        .filter_map(|(name, needed)| Some((name, needed.filter(|needed| fewest < *needed)?)));
    let words: Vec<String> = withheld
        .enumerate()
        .map(|(place, (name, needed))| match place {
            0 => format!("{name} needs {needed} values"),
            _ => format!("{name} {needed}"),
        })
        .collect();
    let (last, others) = words.split_last()?;
    let sentence = match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    };
    Some(format!("{sentence}; n says how many there are"))
}

fn has_p99(latency: &Latency) -> bool {
    let has = |metric: &MetricName| latency.statistics.of(*metric).p99.is_some();
    COLUMNS.iter().any(has)
}

fn unreliable(latency: &Latency, theme: &Theme) -> Option<String> {
    let describe = |turn: &LatencyTurn| {
        let why = match turn.unreliable? {
            UnreliableName::ReversedSpeech => "its speech ends before it starts",
            UnreliableName::OutOfRange => "a delay is out of range",
            UnreliableName::NegativeDelay => "a delay is negative",
            UnreliableName::Milliseconds => "its delays are in milliseconds",
        };
        Some(format!("turn {}, as {why}", turn.turn))
    };
    let turns = list(latency.turns.iter().filter_map(describe));
    let mark = theme.symbol("†", "!");
    (!turns.is_empty()).then(|| format!("{mark} left out of the statistics: {turns}"))
}

fn not_shown(hidden: &[MetricName]) -> Option<String> {
    let names = list(
        hidden
            .iter()
            .map(|metric| header(*metric).replace(['(', ')'], "")),
    );
    (!names.is_empty()).then(|| format!("not shown at this width: {names}"))
}

/// The first few of a series, and how many more there are.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    let shown: Vec<&str> = items.iter().take(4).map(String::as_str).collect();
    match items.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
