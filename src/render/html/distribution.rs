//! How latencies are spread: a histogram over the bands of how long a wait feels, with the median and
//! the 95th percentile marked, and the same in words.

use super::axis::{Axis, Percent, label, round_step};
use crate::render::show::figures;

use crate::text::counted;
use crate::view::Band;

/// Steps between the least and the largest value, about.
const STEPS: f64 = 24.0;

/// Steps of a few hundred milliseconds and more are never finer than this, in seconds.
const FINEST: f64 = 0.05;

/// A histogram.
pub(super) struct Distribution {
    pub(super) label: String,
    pub(super) columns: Vec<Column>,
    pub(super) zones: Vec<Zone>,
    pub(super) ticks: Vec<(Percent, String)>,
    pub(super) marks: Vec<Mark>,
    pub(super) most: u64,
    /// How many values lie in each band, in words.
    pub(super) shares: Vec<Share>,
}

/// A column.
pub(super) struct Column {
    pub(super) x: Percent,
    pub(super) width: Percent,
    /// Its height, and what is above it.
    pub(super) height: Percent,
    pub(super) y: Percent,
    pub(super) title: String,
    /// Whether it holds all that lies beyond the picture.
    pub(super) is_open: bool,
}

/// A band.
pub(super) struct Zone {
    pub(super) x: Percent,
    pub(super) width: Percent,
    pub(super) class: &'static str,
    /// The word for it, where there is room.
    pub(super) word: Option<&'static str>,
}

/// A percentile.
pub(super) struct Mark {
    pub(super) x: Percent,
    pub(super) label: String,
    pub(super) is_left: bool,
    /// The row of its label, so that two do not touch.
    pub(super) row: u32,
}

/// A band in words.
pub(super) struct Share {
    pub(super) class: &'static str,
    pub(super) word: &'static str,
    pub(super) range: String,
    pub(super) count: u64,
    pub(super) percent: String,
}

impl Distribution {
    /// Of values in seconds; `None` if there are none.
    pub(super) fn of_values(values: &[f64], p50: Option<f64>, p95: Option<f64>) -> Option<Self> {
        let counted: Vec<(f64, u64)> = values.iter().map(|value| (*value, 1)).collect();
        Self::new(&counted, p50, p95)
    }

    /// Of values in seconds, each with how often it occurred.
    pub(super) fn new(values: &[(f64, u64)], p50: Option<f64>, p95: Option<f64>) -> Option<Self> {
        let least = values.iter().map(|(value, _)| *value).reduce(f64::min)?;
        let largest = values.iter().map(|(value, _)| *value).reduce(f64::max)?;
        let from = least.min(0.0);
        // A tail that would press all the others together is gathered in an open column.
        let tail = p95.or(p50).map_or(largest, |tail| tail * 2.5);
        let end = if tail <= 0.0 || largest <= tail * 1.6 {
            largest
        } else {
            tail
        };
        let finest = if end - from > 5.0 * FINEST {
            FINEST
        } else {
            0.0
        };
        let step = f64::max(round_step((end - from) / STEPS), finest);
        let from = steps(from, step) * step;
        let count = steps(end - from, step) + 1.0;
        let close = from + count * step;
        let is_cut = steps(largest - from, step) >= count;
        let axis = Axis::new(from, close + if is_cut { 2.0 * step } else { 0.0 });
        let columns = fill(values, from, step, count);
        let most = columns.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let total: u64 = values
            .iter()
            .map(|(_, count)| *count)
            .fold(0, u64::saturating_add);
        Some(Self {
            label: words(total, least, largest, p50, p95),
            columns: columns
                .iter()
                .map(|(begin, count)| column(&axis, *begin, step, close, *count, most))
                .collect(),
            zones: zones(&axis),
            ticks: axis
                .ticks(8)
                .into_iter()
                .filter(|tick| *tick <= close)
                .map(|tick| (axis.at(tick), label(tick)))
                .collect(),
            marks: marks(&axis, p50, p95),
            most,
            shares: shares(values, total),
        })
    }
}

impl Distribution {
    /// For a metric that is no wait for a reply.
    pub(super) fn forget_bands(&mut self) {
        self.zones.clear();
        self.shares.clear();
    }
}

/// How many whole steps a length has. What is a step but for the last digit of a division, as 0.3 of 0.1, is one.
fn steps(length: f64, step: f64) -> f64 {
    (length / step + 1e-9).floor()
}

/// How many values lie in each of so many steps, and beyond the last.
fn fill(values: &[(f64, u64)], from: f64, step: f64, last: f64) -> Vec<(f64, u64)> {
    let mut columns = std::collections::BTreeMap::new();
    for (value, count) in values {
        #[expect(clippy::cast_possible_truncation, reason = "a few dozen steps")]
        let place = steps(value - from, step).min(last) as i64;
        let column: &mut u64 = columns.entry(place).or_default();
        *column = column.saturating_add(*count);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen steps")]
    let begin = |place: i64| from + place as f64 * step;
    columns
        .into_iter()
        .map(|(place, count)| (begin(place), count))
        .collect()
}

fn column(axis: &Axis, begin: f64, step: f64, close: f64, count: u64, most: u64) -> Column {
    let is_open = begin >= close - step / 2.0;
    let end = if is_open { axis.end() } else { begin + step };
    #[expect(clippy::cast_precision_loss, reason = "for a picture")]
    let share = count as f64 / most.max(1) as f64;
    let height = f64::max(share * 100.0, 1.0);
    let values = counted(count, "value");
    let range = if is_open {
        format!("{} s or more", label(begin))
    } else {
        format!("{} to {} s", label(begin), label(end))
    };
    let inset = axis.between(begin, end).0 * 0.06;
    Column {
        x: Percent(axis.at(begin).0 + inset),
        width: Percent(axis.between(begin, end).0 - 2.0 * inset),
        height: Percent(height),
        y: Percent(100.0 - height),
        title: format!("{range}: {values}"),
        is_open,
    }
}

fn zones(axis: &Axis) -> Vec<Zone> {
    ranges()
        .filter(|(_, from, _)| *from < axis.end())
        .map(|(band, from, to)| {
            let width = axis.between(from, to);
            Zone {
                x: axis.at(from),
                width,
                class: band.name(),
                word: (width.0 >= 9.0).then(|| band.name()),
            }
        })
        .collect()
}

/// The bands with their begin and end; the first takes what is below 0 as well.
fn ranges() -> impl Iterator<Item = (Band, f64, f64)> {
    let ends = Band::ALL
        .into_iter()
        .skip(1)
        .map(Band::starts_at)
        .chain([f64::INFINITY]);
    Band::ALL.into_iter().zip(ends).map(|(band, end)| {
        let from = if band == Band::Good {
            f64::NEG_INFINITY
        } else {
            band.starts_at()
        };
        (band, from, end)
    })
}

fn marks(axis: &Axis, p50: Option<f64>, p95: Option<f64>) -> Vec<Mark> {
    let named = [("p50", p50), ("p95", p95)];
    let some = named
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    some.zip(0..)
        .map(|((name, value), row)| {
            let x = axis.at(value);
            Mark {
                label: format!("{name} {}", figures::with_unit(value)),
                is_left: x.0 > 80.0,
                x,
                row,
            }
        })
        .collect()
}

fn shares(values: &[(f64, u64)], total: u64) -> Vec<Share> {
    ranges()
        .map(|(band, from, to)| {
            let inside = values
                .iter()
                .filter(|(value, _)| *value >= from && *value < to);
            let count: u64 = inside.map(|(_, count)| *count).fold(0, u64::saturating_add);
            #[expect(clippy::cast_precision_loss, reason = "a share is rounded anyway")]
            let percent = 100.0 * count as f64 / total.max(1) as f64;
            Share {
                class: band.name(),
                word: band.name(),
                range: match band {
                    Band::Good => format!("below {} s", label(to)),
                    Band::Critical => format!("{} s or more", label(from)),
                    _ => format!("{} to {} s", label(from), label(to)),
                },
                count,
                percent: format!("{percent:.0} %"),
            }
        })
        .collect()
}

fn words(total: u64, least: f64, largest: f64, p50: Option<f64>, p95: Option<f64>) -> String {
    let mut words = format!(
        "{} from {} to {}",
        counted(total, "value"),
        figures::with_unit(least),
        figures::with_unit(largest)
    );
    for (name, value) in [("median", p50), ("95th percentile", p95)] {
        if let Some(value) = value {
            words.push_str(&format!("; {name} {}", figures::with_unit(value)));
        }
    }
    words
}
