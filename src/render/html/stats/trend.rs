//! End to end day by day: the median, the 95th percentile where a day has enough replies, and how many
//! there were.

use crate::render::html::axis::{Axis, Percent, label};
use crate::render::show::figures;
use crate::render::stats::tables;
use crate::stats::Day;

/// Days that are drawn; of more, the last.
const MOST: usize = 120;

/// The picture of some days.
pub(super) struct Trend {
    pub(super) days: Vec<Mark>,
    pub(super) levels: Vec<(Percent, String)>,
    /// Points in a square of 1000, as SVG takes them.
    pub(super) medians: String,
    pub(super) tails: Vec<String>,
    pub(super) label: String,
    pub(super) left_out: Option<String>,
}

/// A day.
pub(super) struct Mark {
    pub(super) x: Percent,
    pub(super) median: Option<Percent>,
    pub(super) p95: Option<Percent>,
    pub(super) date: String,
    /// Whether its date is written below.
    pub(super) is_dated: bool,
    pub(super) cells: [String; 4],
}

impl Trend {
    pub(super) fn new(days: &[Day]) -> Option<Self> {
        let first = days.len().saturating_sub(MOST);
        let drawn = days.get(first..)?;
        let ends = drawn
            .iter()
            .filter_map(|day| day.row.p95_seconds.or(day.row.p50_seconds));
        let top = ends.fold(0.0, f64::max);
        if top <= 0.0 {
            return None;
        }
        let level = Axis::new(0.0, top * 1.08);
        let y = |value: f64| Percent(100.0 - level.at(value).0);
        #[expect(clippy::cast_precision_loss, reason = "at most 120")]
        let x = |place: usize| Percent((place as f64 + 0.5) / drawn.len() as f64 * 100.0);
        let point =
            |place: usize, value: f64| format!("{:.0},{:.0}", x(place).0 * 10.0, y(value).0 * 10.0);
        let every = drawn.len().div_ceil(8);
        let marks = drawn.iter().enumerate().map(|(place, day)| Mark {
            x: x(place),
            median: day.row.p50_seconds.map(y),
            p95: day.row.p95_seconds.map(y),
            date: day.date.clone(),
            is_dated: place.is_multiple_of(every),
            cells: cells(day),
        });
        let medians = drawn
            .iter()
            .enumerate()
            .filter_map(|(place, day)| Some(point(place, day.row.p50_seconds?)));
        Some(Self {
            days: marks.collect(),
            levels: level
                .ticks(4)
                .into_iter()
                .map(|tick| (y(tick), label(tick)))
                .collect(),
            medians: medians.collect::<Vec<_>>().join(" "),
            tails: tails(drawn, point),
            label: words(drawn),
            left_out: (first > 0).then(|| tables::number(first as u64)),
        })
    }
}

/// The line of the 95th percentile, in pieces, as a day with too few replies has none.
fn tails(days: &[Day], point: impl Fn(usize, f64) -> String) -> Vec<String> {
    let places: Vec<Option<String>> = days
        .iter()
        .enumerate()
        .map(|(place, day)| day.row.p95_seconds.map(|p95| point(place, p95)))
        .collect();
    let pieces = places.split(Option::is_none);
    let joined = pieces.map(|piece| {
        piece
            .iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    });
    joined.filter(|piece| !piece.is_empty()).collect()
}

fn cells(day: &Day) -> [String; 4] {
    let seconds = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), figures::seconds);
    let row = &day.row;
    [
        tables::number(row.n),
        seconds(row.p50_seconds),
        seconds(row.p95_seconds),
        seconds(row.max_seconds),
    ]
}

fn words(days: &[Day]) -> String {
    let ends = days.first().zip(days.last());
    let range = ends.map(|(first, last)| format!(" from {} to {}", first.date, last.date));
    format!(
        "Median and 95th percentile of end to end by day{}; the table below has the figures",
        range.unwrap_or_default()
    )
}
