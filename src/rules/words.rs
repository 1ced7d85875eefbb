//! Words that the rules share.

use std::borrow::Cow;

use crate::payload::Item;
use crate::text::{Untrusted, counted};

/// Seconds for a sentence: `1.2 s`, at most three decimals.
pub(super) fn seconds(value: f64) -> String {
    format!("{} s", number(value))
}

/// A length of time for a sentence: `43.4 s`, `2 min 05 s`, `1 h 02 min`, `159 days`.
pub(super) fn length(value: f64) -> String {
    if value < 60.0 {
        return seconds(value);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive, and what is too large is told as the largest"
    )]
    let whole = value as u64;
    let (hours, minutes) = (whole / 3600, whole / 60);
    match (hours, minutes) {
        (0, _) => format!("{minutes} min {:02} s", whole % 60),
        (..48, _) => format!("{hours} h {:02} min", minutes % 60),
        _ => counted(hours / 24, "day"),
    }
}

/// A number for a sentence, with at most three decimals, and in powers of ten beyond a billion.
pub(super) fn number(value: f64) -> String {
    if value.abs() >= 1e9 && value.fract() == 0.0 {
        return format!("{value:e}");
    }
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" => "0".to_owned(),
        "0" if value != 0.0 => format!("{value:.1e}"),
        text => text.to_owned(),
    }
}

/// An identifier or a name for a sentence, in backticks; `(empty)` when it is.
pub(super) fn name(text: Untrusted<'_>) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    format!("`{}`", text.excerpt(60))
}

/// Documented keys for a sentence: `a`, `b` and `c`.
pub(super) fn keys(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => format!("`{name}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

/// How a sentence refers to another item of the history.
pub(super) fn item(item: &Item<'_>) -> String {
    format!("item {}", item.index)
}

/// `one` for a count of one, else `many`.
pub(super) fn plural(count: usize, one: &'static str, many: &'static str) -> Cow<'static, str> {
    Cow::Borrowed(if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_listed_as_in_a_sentence() {
        assert_eq!(keys(&["a"]), "`a`");
        assert_eq!(keys(&["a", "b", "c"]), "`a`, `b` and `c`");
    }

    #[test]
    fn lengths_grow_units() {
        for (value, words) in [
            (0.5, "0.5 s"),
            (59.9, "59.9 s"),
            (90.0, "1 min 30 s"),
            (3_605.0, "1 h 00 min"),
            (172_799.0, "47 h 59 min"),
            (172_800.0, "2 days"),
            (13_814_487.77, "159 days"),
            (1e300, "213,503,982,334,601 days"),
        ] {
            assert_eq!(length(value), words);
        }
    }

    #[test]
    fn numbers_are_short_and_never_lie_about_zero() {
        assert_eq!(seconds(1.25), "1.25 s");
        assert_eq!(seconds(-0.4), "-0.4 s");
        assert_eq!(seconds(3.0), "3 s");
        assert_eq!(number(0.0), "0");
        assert_eq!(number(0.000_068), "6.8e-5");
        assert_eq!(number(1_747_888_559.803_9), "1747888559.804");
        assert_eq!(number(1e300), "1e300");
    }
}
