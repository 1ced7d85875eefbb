//! Numbers as a person reads them. No value of a payload prints as infinite, and one that is
//! too large to mean anything is called out of range.

use crate::render::theme::Theme;
use crate::text::{counted, thousands};
use crate::view::Tools;

/// Larger delays and durations are not printed.
const LARGEST: f64 = 1e6;

const OUT_OF_RANGE: &str = "out of range";

/// Seconds without their unit: `0.58`, `203.4`, `<0.01`.
pub(in crate::render) fn seconds(seconds: f64) -> String {
    let size = seconds.abs();
    if !seconds.is_finite() || size >= LARGEST {
        OUT_OF_RANGE.to_owned()
    } else if size >= 99.995 {
        format!("{seconds:.1}")
    } else if seconds > 0.0 && size < 0.005 {
        "<0.01".to_owned()
    } else {
        format!("{:.2}", if size < 0.005 { 0.0 } else { seconds })
    }
}

/// How many runs of tools a filter has left, where it has left out some.
pub(in crate::render) fn share_of_runs(tools: &Tools<'_>) -> Option<String> {
    let (shown, total) = (tools.runs.len(), tools.counts.runs());
    let share = || format!("{} of {}", thousands(shown), counted(total, "tool run"));
    (shown < total).then(share)
}

/// Seconds with their unit.
pub(in crate::render) fn with_unit(value: f64) -> String {
    match seconds(value) {
        text if text == OUT_OF_RANGE => text,
        text => format!("{text} s"),
    }
}

/// Seconds with their sign.
pub(in crate::render) fn signed(value: f64, theme: &Theme) -> String {
    let size = value.abs();
    let text = if size < 0.005 {
        "0.00".to_owned()
    } else {
        seconds(size)
    };
    match value {
        _ if size < 0.005 || text == OUT_OF_RANGE => text,
        _ if value < 0.0 => format!("{}{text}", theme.symbol("−", "-")),
        _ => format!("+{text}"),
    }
}

/// A length of time: `43.4 s`, `2 min 05 s`, `1 h 02 min`.
pub(in crate::render) fn duration(value: f64) -> String {
    if !value.is_finite() || value.abs() >= LARGEST {
        return OUT_OF_RANGE.to_owned();
    }
    if value < 59.95 {
        return format!("{value:.1} s");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range"
    )]
    let whole = value.round() as u64;
    match (whole / 3600, whole / 60 % 60, whole % 60) {
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

/// How long a call took, when its start is known or not. Without a start, 0 is what a backend
/// writes for a call that has not ended, and a length out of range says nothing.
pub(in crate::render) fn call_duration(value: Option<f64>, has_start: bool) -> Option<String> {
    let says_something = |value: &f64| has_start || (*value != 0.0 && value.abs() < LARGEST);
    value.filter(says_something).map(duration)
}

/// One column a value, from 0 to the largest; a dot where there is none. Longer series than
/// `columns` are joined, each column showing the largest of its share.
pub(in crate::render) fn sparkline(
    values: &[Option<f64>],
    columns: usize,
    theme: &Theme,
) -> String {
    let share = values.len().div_ceil(columns.max(1)).max(1);
    let largest_of = |values: &[Option<f64>]| {
        values
            .iter()
            .flatten()
            .copied()
            .filter(|value| value.is_finite())
            .reduce(f64::max)
    };
    let Some(top) = largest_of(values) else {
        return String::new();
    };
    let column = |values: &[Option<f64>]| match largest_of(values) {
        None => theme.symbol("·", " "),
        Some(value) => level(value / top, theme),
    };
    values.chunks(share).map(column).collect()
}

/// `share` is at most 1, and not a number when there is nothing to compare with.
fn level(share: f64, theme: &Theme) -> &'static str {
    match share {
        share if share > 0.85 => theme.symbol("▇", "^"),
        share if share > 0.65 => theme.symbol("▅", "="),
        share if share > 0.45 => theme.symbol("▃", "-"),
        share if share > 0.25 => theme.symbol("▂", "."),
        _ => theme.symbol("▁", "_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_keep_what_can_be_read() {
        let shown = [
            0.0,
            0.00007,
            0.582,
            9.999,
            99.999,
            203.404,
            1e308,
            f64::INFINITY,
            -0.001,
        ];
        let expected = [
            "0.00",
            "<0.01",
            "0.58",
            "10.00",
            "100.0",
            "203.4",
            "out of range",
            "out of range",
            "0.00",
        ];
        assert_eq!(shown.map(seconds), expected);
    }

    #[test]
    fn signs_are_shown_where_they_mean_something() {
        let theme = Theme::plain();
        assert_eq!(
            [1.572, -0.25, 0.001].map(|v| signed(v, &theme)),
            ["+1.57", "−0.25", "0.00"]
        );
        assert_eq!(
            signed(
                -0.25,
                &Theme {
                    ascii: true,
                    ..theme
                }
            ),
            "-0.25"
        );
    }

    #[test]
    fn durations_grow_units() {
        let shown = [0.0, 59.94, 59.96, 125.2, 3725.0, -3.0, 1e300].map(duration);
        assert_eq!(
            shown,
            [
                "0.0 s",
                "59.9 s",
                "1 min 00 s",
                "2 min 05 s",
                "1 h 02 min",
                "-3.0 s",
                "out of range"
            ]
        );
    }

    #[test]
    fn a_call_without_a_start_has_no_length_of_zero() {
        assert_eq!(call_duration(Some(0.0), false), None);
        assert_eq!(call_duration(Some(1e300), false), None);
        assert_eq!(call_duration(None, true), None);
        assert_eq!(call_duration(Some(0.0), true), Some("0.0 s".to_owned()));
        assert_eq!(
            call_duration(Some(1e300), true),
            Some(OUT_OF_RANGE.to_owned())
        );
        assert_eq!(call_duration(Some(2.0), false), Some("2.0 s".to_owned()));
    }

    #[test]
    fn a_sparkline_is_never_longer_than_asked() {
        let theme = Theme::plain();
        let values = [Some(0.1), None, Some(1.0), Some(0.5)];
        assert_eq!(sparkline(&values, 10, &theme), "▁·▇▃");
        assert_eq!(sparkline(&values, 2, &theme), "▁▇");
        assert_eq!(
            sparkline(
                &values,
                10,
                &Theme {
                    ascii: true,
                    ..theme
                }
            ),
            "_ ^-"
        );
        assert_eq!(sparkline(&[None], 10, &theme), "");
        assert_eq!(sparkline(&[Some(0.0), Some(-1.0)], 10, &theme), "▁▁");
    }
}
