//! From a value to a place in a picture, and the round values to mark on the way.

use std::fmt;

/// A linear axis over the whole width of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    from: f64,
    to: f64,
}

/// A share of the width, in percent, to a hundredth.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Percent(pub(super) f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let short = text.trim_end_matches('0').trim_end_matches('.');
        write!(f, "{}%", if short == "-0" { "0" } else { short })
    }
}

impl Axis {
    /// An axis that is never empty.
    pub(super) fn new(from: f64, to: f64) -> Self {
        let least = from + f64::max(1e-6, from.abs() * 1e-9);
        Self {
            from,
            to: to.max(least),
        }
    }

    pub(super) fn end(&self) -> f64 {
        self.to
    }

    /// The place of a value; what lies outside is at the edge.
    pub(super) fn at(&self, value: f64) -> Percent {
        let share = (value - self.from) / (self.to - self.from);
        Percent(share.clamp(0.0, 1.0) * 100.0)
    }

    /// The width between two values.
    pub(super) fn between(&self, from: f64, to: f64) -> Percent {
        Percent((self.at(to).0 - self.at(from).0).max(0.0))
    }

    /// Whether a value lies on the axis.
    pub(super) fn holds(&self, value: f64) -> bool {
        (self.from..=self.to).contains(&value)
    }

    /// About as many round values as are wanted, from the first on the axis to the last.
    pub(super) fn ticks(&self, wanted: u32) -> Vec<f64> {
        let step = round_step((self.to - self.from) / f64::from(wanted.max(1)));
        let first = (self.from / step).ceil();
        let ticks = (0..wanted.saturating_mul(3)).map(|place| (first + f64::from(place)) * step);
        ticks
            .take_while(|tick| *tick <= self.to + step * 1e-6)
            .collect()
    }
}

impl Axis {
    /// [`Axis::ticks`], each with its place and its label.
    pub(super) fn marks(&self, wanted: u32) -> Vec<(Percent, String)> {
        let ticks = self.ticks(wanted).into_iter();
        ticks.map(|tick| (self.at(tick), label(tick))).collect()
    }
}

/// The next of 1, 2, 5, 10, … and their tenths that is not below `least`.
pub(super) fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-9).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let enough = |step: &f64| *step >= least * (1.0 - 1e-9);
    steps.into_iter().find(enough).unwrap_or(10.0 * power)
}

/// A round value with no more decimals than it needs.
pub(super) fn label(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A moment of a call, as `1:05` or `1:01:05`.
pub(super) fn clock(seconds: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let whole = seconds.abs().round() as u64;
    let sign = if seconds <= -0.5 { "−" } else { "" };
    match (whole / 3600, whole / 60 % 60, whole % 60) {
        (0, minutes, seconds) => format!("{sign}{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_places_and_never_leave_the_picture() {
        let axis = Axis::new(10.0, 20.0);
        assert_eq!(axis.at(12.5).to_string(), "25%");
        assert_eq!(axis.at(13.3333).to_string(), "33.33%");
        assert_eq!(axis.at(-1e300).to_string(), "0%");
        assert_eq!(axis.at(f64::INFINITY).to_string(), "100%");
        assert_eq!(axis.between(19.0, 30.0).to_string(), "10%");
        assert_eq!(Axis::new(3.0, 3.0).at(3.0).to_string(), "0%");
        assert_eq!(Percent(-0.001).to_string(), "0%");
    }

    #[test]
    fn ticks_are_round() {
        let ticks = |from, to, wanted| {
            let ticks = Axis::new(from, to).ticks(wanted);
            ticks.into_iter().map(label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ticks(0.0, 3.41, 4), "0 1 2 3");
        assert_eq!(ticks(0.0, 0.9, 5), "0 0.2 0.4 0.6 0.8");
        assert_eq!(ticks(-0.3, 1.0, 3), "0 0.5 1");
        assert_eq!(round_step(1e-300), 1e-9);
    }

    #[test]
    fn moments_read_as_on_a_clock() {
        let shown = [0.0, 59.6, 65.0, 3_665.0, -5.0, -0.2].map(clock);
        assert_eq!(shown, ["0:00", "1:00", "1:05", "1:01:05", "−0:05", "0:00"]);
    }
}
