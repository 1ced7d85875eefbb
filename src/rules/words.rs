//! Words that the rules share.

use std::borrow::Cow;

use crate::payload::Item;
use crate::text::Untrusted;

/// Seconds for a sentence: `1.2 s`, at most three decimals.
pub(super) fn seconds(value: f64) -> String {
    format!("{} s", number(value))
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
