//! A percentile curve: for each share of the values, what they do not exceed. The axis is stretched
//! towards the end, as the tail is what hurts, and goes no further than the values can tell.

use crate::render::html::axis::{Axis, Percent, label};

/// Points of a curve; more are not seen.
const MOST: f64 = 240.0;

/// Fewer values make no curve.
const LEAST: u64 = 20;

/// The percentiles that are marked.
const MARKED: [f64; 6] = [0.0, 50.0, 90.0, 99.0, 99.9, 99.99];

/// The curve.
pub(super) struct Curve {
    /// Points in a square of 1000, as SVG takes them.
    pub(super) points: String,
    pub(super) marks: Vec<(Percent, String)>,
    pub(super) levels: Vec<(Percent, String)>,
}

impl Curve {
    /// Of rising values in seconds, each with how often it occurred.
    pub(super) fn new(values: &[(f64, u64)], n: u64) -> Option<Self> {
        if n < LEAST {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "for a picture")]
        let all = n as f64;
        let least = values.first()?.0.min(0.0);
        let level = Axis::new(least, values.last()?.0);
        let across = Axis::new(0.0, stretched(1.0 - 0.5 / all));
        let mut points = Vec::new();
        let (mut below, mut drawn) = (0.0, f64::NEG_INFINITY);
        for (place, (value, count)) in values.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "for a picture")]
            let count = *count as f64;
            // A value stands in the middle of those that are like it.
            let x = across.at(stretched((below + count / 2.0) / all)).0;
            below += count;
            let is_last = place.saturating_add(1) == values.len();
            if x - drawn >= 100.0 / MOST || is_last {
                let y = 100.0 - level.at(*value).0;
                points.push(format!("{:.0},{:.0}", x * 10.0, y * 10.0));
                drawn = x;
            }
        }
        let marks = MARKED
            .into_iter()
            .map(|percent| (stretched(percent / 100.0), percent));
        let marks = marks.filter(|(x, _)| *x <= across.end());
        Some(Self {
            points: points.join(" "),
            marks: marks
                .map(|(x, percent)| (across.at(x), label(percent)))
                .collect(),
            levels: level
                .ticks(4)
                .into_iter()
                .map(|tick| (Percent(100.0 - level.at(tick).0), label(tick)))
                .collect(),
        })
    }
}

/// Each nine of a share takes as much room as the one before it.
fn stretched(share: f64) -> f64 {
    -(1.0 - share).max(1e-12).log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_rises_and_goes_no_further_than_its_values_tell() {
        let values: Vec<(f64, u64)> = (1..=50).map(|n| (f64::from(n), 2)).collect();
        let curve = Curve::new(&values, 100).unwrap();
        let ys: Vec<i32> = curve
            .points
            .split(' ')
            .map(|point| point.split_once(',').unwrap().1.parse().unwrap())
            .collect();
        assert!(ys.is_sorted_by(|a, b| a >= b), "{ys:?}");
        assert_eq!(ys.last(), Some(&0));
        let marks: Vec<_> = curve
            .marks
            .iter()
            .map(|(_, label)| label.as_str())
            .collect();
        assert_eq!(marks, ["0", "50", "90", "99"]);
        assert!(Curve::new(&values, 19).is_none());
    }
}
