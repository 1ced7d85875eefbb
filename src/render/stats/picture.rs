//! How values are distributed, as bars: about a dozen steps of a round size up to the 99th
//! percentile, and one for what lies above.

use super::tables::{self, Shown, number};
use super::words;
use crate::render::theme::{Style, Theme};
use crate::stats::{Collection, Histogram, Metric, Report, Tally};
use crate::text::width;

/// Steps that are drawn at most, but for what lies above them.
const STEPS: i64 = 14;

/// Columns of the longest bar, as the terminal leaves them.
const SHORTEST_BAR: usize = 10;
const LONGEST_BAR: usize = 100;

/// Columns behind a bar, for the percentiles that lie in its step.
const MARKS: usize = 15;

/// Groups that are drawn at most.
pub(super) const MOST: usize = 10;

/// A picture a metric, and a group where there are some.
pub(super) fn sections(
    report: &Report,
    collection: &Collection,
    theme: &Theme,
    shown: Shown<'_>,
) -> Vec<Vec<String>> {
    let mut sections = Vec::new();
    if report.groups.is_empty() {
        let total = collection.total();
        for metric in &report.metrics {
            let title = words::metric(*metric);
            sections.push(picture(title, &total, *metric, theme));
        }
    }
    let tallies: Vec<&Tally> = collection.groups.values().collect();
    let (groups, _) = tables::parted(report, MOST);
    for (place, group) in groups {
        let Some(tally) = tallies.get(place) else {
            continue;
        };
        let name = tables::names(group.values(), shown).join(", ");
        for metric in &report.metrics {
            let title = format!("{}, {name}", words::metric(*metric));
            sections.push(picture(&title, tally, *metric, theme));
        }
    }
    sections.retain(|lines| !lines.is_empty());
    sections
}

fn picture(title: &str, tally: &Tally, metric: Metric, theme: &Theme) -> Vec<String> {
    let histogram = tally.metrics.of(metric);
    let steps = steps(histogram);
    let most = steps.iter().map(|step| step.count).max().unwrap_or(0);
    let label = |step: &Step| match step.is_open {
        true => format!(
            "{} {}",
            theme.symbol("≥", ">="),
            decimals(step.from, step.size)
        ),
        false => decimals(step.from, step.size),
    };
    let labels: Vec<String> = steps.iter().map(label).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let counts: Vec<String> = steps.iter().map(|step| number(step.count)).collect();
    let longest = counts.iter().map(String::len).max().unwrap_or(0);
    let mut lines = Vec::new();
    if !steps.is_empty() {
        lines.push(format!("  {}", theme.paint(Style::Strong, title)));
    }
    let lead = [2, widest, 2, longest, 2, MARKS];
    let lead: usize = lead.into_iter().fold(0, usize::saturating_add);
    let room = theme.columns().saturating_sub(lead);
    let room = room.clamp(SHORTEST_BAR, LONGEST_BAR);
    let marks = marks(histogram, &steps);
    for (place, ((step, label), count)) in steps.iter().zip(labels).zip(counts).enumerate() {
        let blanks = " ".repeat(widest.saturating_sub(width(&label)));
        let label = theme.paint(Style::Dim, &format!("{blanks}{label}"));
        let bar = theme.paint(Style::Help, &bar(step.count, most, room, theme));
        let names: Vec<&str> = marks
            .iter()
            .filter(|(at, _)| *at == place)
            .map(|(_, name)| *name)
            .collect();
        let names = theme.paint(Style::Strong, &names.join(" "));
        lines.push(
            format!("  {label}  {count:>longest$}  {bar} {names}")
                .trim_end()
                .to_owned(),
        );
    }
    lines
}

/// The percentiles that there are enough values for, each with the place of its step.
fn marks(histogram: &Histogram, steps: &[Step]) -> Vec<(usize, &'static str)> {
    let percentiles = histogram.percentiles();
    let all = [
        (percentiles.p50, "p50"),
        (percentiles.p90, "p90"),
        (percentiles.p95, "p95"),
        (percentiles.p99, "p99"),
    ];
    let place = |seconds: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let micros = histogram.upper((seconds * 1e6).round() as i64);
        steps.iter().rposition(|step| step.from <= micros)
    };
    let placed = all
        .into_iter()
        .filter_map(|(value, name)| Some((place(value?)?, name)));
    placed.collect()
}

/// Values from `from` on, in microseconds.
struct Step {
    from: i64,
    size: i64,
    is_open: bool,
    count: u64,
}

/// The steps from the smallest value to the 99th percentile, or to the largest value where there
/// are few. A bucket lies in the step of its upper end, so that a value at an edge is in the step that
/// begins there; one that is less than 0.1 % below may be, too.
fn steps(histogram: &Histogram) -> Vec<Step> {
    let buckets = histogram.uppers();
    let (Some((first, _)), Some((last, _))) = (buckets.first(), buckets.last()) else {
        return Vec::new();
    };
    let end = near_all(&buckets, histogram.n()).unwrap_or(*last);
    // No bucket has two edges.
    let widest = first.saturating_abs().max(end.saturating_abs()) / 1_000;
    let size = round_size(widest.max(end.saturating_sub(*first) / STEPS));
    let start = first.div_euclid(size).saturating_mul(size);
    let closed = end.saturating_sub(start).div_euclid(size).saturating_add(1);
    let mut steps: Vec<Step> = (0..closed)
        .map(|place| Step {
            from: start.saturating_add(place.saturating_mul(size)),
            size,
            is_open: false,
            count: 0,
        })
        .collect();
    let above = start.saturating_add(closed.saturating_mul(size));
    if *last >= above {
        steps.push(Step {
            from: above,
            size,
            is_open: true,
            count: 0,
        });
    }
    let places = steps.len().saturating_sub(1);
    for (micros, count) in buckets {
        let place = micros.saturating_sub(start).div_euclid(size);
        let place = usize::try_from(place).unwrap_or(0).min(places);
        if let Some(step) = steps.get_mut(place) {
            step.count = step.count.saturating_add(count);
        }
    }
    steps
}

/// The bucket that the 99th of a hundred values lies in.
fn near_all(buckets: &[(i64, u64)], n: u64) -> Option<i64> {
    let rank = n.saturating_sub(n / 100);
    let mut seen = 0_u64;
    let mut at = buckets.iter();
    at.find(|(_, count)| {
        seen = seen.saturating_add(*count);
        seen >= rank
    })
    .map(|(micros, _)| *micros)
}

/// The next of 1, 2, 5, 10, 20, … above.
fn round_size(least: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            let size = power.saturating_mul(factor);
            if size > least {
                return size;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Microseconds as seconds, with as many decimals as steps of `size` need.
#[expect(clippy::cast_precision_loss, reason = "at most 10^12")]
fn decimals(micros: i64, size: i64) -> String {
    let mut decimals = 6_usize;
    let mut unit = 10_i64;
    while decimals > 0 && size.checked_rem(unit) == Some(0) {
        decimals = decimals.saturating_sub(1);
        unit = unit.saturating_mul(10);
    }
    format!("{:.decimals$}", micros as f64 / 1e6)
}

fn bar(count: u64, most: u64, columns: usize, theme: &Theme) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = (columns as u128).saturating_mul(8);
    let eighths = u128::from(count)
        .saturating_mul(longest)
        .checked_div(u128::from(most));
    let eighths = usize::try_from(eighths.unwrap_or(0)).unwrap_or(0);
    // What is there is seen.
    let eighths = if count > 0 { eighths.max(1) } else { 0 };
    if theme.ascii {
        return "#".repeat(eighths.div_ceil(8));
    }
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / 8))
}
