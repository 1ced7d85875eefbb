//! Numbers that are told by their digits: seven or more, whatever stands between them and in whichever
//! script they are written. Dates and times are none.

use crate::redact::report::Kind;
use crate::redact::standin::{card, is_card, moment_length, phone_digits};

use super::{Detector, Search};

/// Digits that make a number worth hiding.
const FEWEST: usize = 7;
/// Characters that may stand between two digits of one number.
const WIDEST_GAP: usize = 8;

/// The zeros of all decimal digits (Unicode 17, category Nd).
const ZEROS: [u32; 75] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11de0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2,
    0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/// A decimal digit of any script: its value, and the zero that goes with it.
pub(in crate::redact) fn digit_of(c: char) -> Option<(u8, u32)> {
    let code = u32::from(c);
    if code < 0x660 {
        let value = code.checked_sub(0x30).filter(|value| *value < 10)?;
        return Some((u8::try_from(value).ok()?, 0x30));
    }
    let after = ZEROS.partition_point(|zero| *zero <= code);
    let zero = ZEROS.get(after.checked_sub(1)?).copied()?;
    let value = code.checked_sub(zero).filter(|value| *value < 10)?;
    Some((u8::try_from(value).ok()?, zero))
}

/// What people and programs put between the digits of a number, and what nobody sees.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | '(' | ')' | '[' | ']' | '/' | ',' | '+' | '_' | '*' | '~' | ';' | '|' | '\'' | '\u{2019}' | '\u{b7}'
            | '\u{ad}' | '\u{2022}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fb}' | '\u{30fc}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{61c}'
            | '\u{ff08}' | '\u{ff09}' | '\u{ff0b}'..='\u{ff0f}' | '\u{fe63}'
            | '"' | '\\' | '\u{60c}' | '\u{61b}' | '\u{66b}' | '\u{66c}' | '\u{2026}' | '\u{2027}' | '\u{2043}'
            | '\u{3001}' | '\u{3002}' | '\u{301c}' | '\u{ff5e}'
            | '?' | '!' | '^' | '\u{ff1f}' | '\u{ff01}' | '\u{61f}' | '\u{2190}'..='\u{21ff}' | '\u{27f5}'..='\u{27ff}')
}

/// A number in a text: where it begins and ends, and its digits.
struct Run {
    from: usize,
    to: usize,
    digits: Vec<u8>,
    /// Whether something else than blanks and hyphens stands between digits.
    is_plain: bool,
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let mut at = search.from;
    while let Some(start) = next_digit(search, at) {
        let rest = search.slice(start, search.to);
        let moment = moment_length(rest);
        if moment > 0 {
            at = start.saturating_add(moment);
            continue;
        }
        let run = run_of(rest, start);
        at = run.to;
        if run.digits.len() < FEWEST || are_years(search.slice(run.from, run.to)) {
            continue;
        }
        let is_international = is_international(search, run.from);
        let is_card = run.is_plain && !is_international && is_card(&run.digits);
        let (kind, digits) = if is_card {
            (Kind::Card, card(detector.key, &run.digits))
        } else {
            (
                Kind::Phone,
                phone_digits(detector.key, &run.digits, is_international),
            )
        };
        let stand_in = written_like(search.slice(run.from, run.to), &digits);
        search.add(run.from, run.to, kind, stand_in);
    }
}

/// Whether a text is two years, such as `2019, 2020` or `2019/2020`.
fn are_years(text: &str) -> bool {
    let year = |part: Option<&str>| {
        let year = part.filter(|part| part.len() == 4 && part.starts_with(['1', '2']));
        year.and_then(|part| part.parse().ok())
            .is_some_and(|year| matches!(year, 1900..=2099))
    };
    let between = text
        .get(4..text.len().saturating_sub(4))
        .unwrap_or_default();
    matches!(
        between,
        ", " | " "
            | "-"
            | "/"
            | "–"
            | " - "
            | "、"
            | "，"
            | "? "
            | "! "
            | "？"
            | "！"
            | "→"
            | " → "
    ) && year(text.get(..4))
        && year(text.get(text.len().saturating_sub(4)..))
}

fn next_digit(search: &Search<'_>, from: usize) -> Option<usize> {
    let rest = search.slice(from, search.to);
    let is_candidate = |byte: &u8| byte.is_ascii_digit() || *byte >= 0xd9;
    let skipped = rest.bytes().position(|byte| is_candidate(&byte))?;
    let start = from.saturating_add(skipped);
    let mut indices = search.slice(start, search.to).char_indices();
    let found = indices.find(|(_, c)| digit_of(*c).is_some())?;
    Some(start.saturating_add(found.0))
}

/// The digits that follow one another from the beginning of `rest`, which is at `start`.
fn run_of(rest: &str, start: usize) -> Run {
    let mut run = Run {
        from: start,
        to: start,
        digits: Vec::new(),
        is_plain: true,
    };
    let (mut gap, mut gap_is_plain) = (0_usize, true);
    for (at, c) in rest.char_indices() {
        if let Some((value, _)) = digit_of(c) {
            // A date behind a number is not a part of it.
            if gap > 0 && moment_length(rest.get(at..).unwrap_or_default()) > 0 {
                break;
            }
            run.digits.push(value);
            run.to = start.saturating_add(at).saturating_add(c.len_utf8());
            run.is_plain &= gap_is_plain;
            (gap, gap_is_plain) = (0, true);
        } else if gap < WIDEST_GAP && (is_between(c) || (is_colon(c) && !is_in_time(rest, at, c))) {
            gap = gap.saturating_add(1);
            gap_is_plain &= matches!(c, ' ' | '-');
        } else {
            break;
        }
    }
    run
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '\u{ff1a}')
}

/// Whether a colon stands in a time or a ratio: between one or two digits and exactly two.
fn is_in_time(text: &str, at: usize, colon: char) -> bool {
    fn digits(part: impl Iterator<Item = char>) -> usize {
        part.take(3).take_while(|c| digit_of(*c).is_some()).count()
    }
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at.saturating_add(colon.len_utf8())..);
    digits(before.chars().rev()) <= 2 && digits(behind.unwrap_or_default().chars()) <= 2
}

/// Whether a `+` stands before a number, perhaps with a bracket between.
fn is_international(search: &Search<'_>, at: usize) -> bool {
    let before = search.slice(0, at).chars().rev().take(4);
    let mut signs = before.skip_while(|c| is_between(*c) && !matches!(c, '+' | '\u{ff0b}'));
    matches!(signs.next(), Some('+' | '\u{ff0b}'))
}

/// The text with its digits replaced one by one, in the scripts that they are written in.
fn written_like(text: &str, digits: &[u8]) -> String {
    let mut digits = digits.iter();
    let place = |c: char| {
        let (_, zero) = digit_of(c)?;
        char::from_u32(zero.saturating_add(u32::from(*digits.next()?)))
    };
    let mut place = place;
    text.chars().map(|c| place(c).unwrap_or(c)).collect()
}

/// A field that holds a telephone number and nothing else, with all of its digits replaced, however few
/// they are. `None` if it has none.
pub(in crate::redact) fn number_in(detector: &Detector<'_>, text: &str) -> Option<String> {
    let values = text.chars().filter_map(digit_of);
    let digits: Vec<u8> = values.map(|(value, _)| value).collect();
    if digits.is_empty() {
        return None;
    }
    let is_international = text.trim_start().starts_with(['+', '\u{ff0b}']);
    let digits = phone_digits(detector.key, &digits, is_international);
    Some(written_like(text, &digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_are_no_number() {
        for text in ["2019, 2020", "1999/2000", "2019–2020", "2019、2020"] {
            assert!(are_years(text), "{text}");
        }
        for text in ["20192020", "2019, 3020", "555-0123", "2019-20201", ""] {
            assert!(!are_years(text), "{text}");
        }
    }

    #[test]
    fn the_zeros_are_in_order_and_are_zeros() {
        assert!(ZEROS.is_sorted());
        for c in [
            '7',
            '７',
            '٧',
            '७',
            '𝟕',
            '៧',
            '᱗',
            '꯷',
            '᮷',
            '\u{1e957}',
            '\u{1113d}',
            '᱇',
            '꩗',
            '\u{1e5f8}',
        ] {
            assert_eq!(digit_of(c).map(|(value, _)| value), Some(7), "{c}");
        }
        let digits = ('\0'..=char::MAX).filter(|c| digit_of(*c).is_some());
        assert!(digits.clone().all(char::is_numeric));
        assert_eq!(digits.count(), ZEROS.len() * 10);
        for c in ['a', '/', ':', '٪', '²', '一'] {
            assert_eq!(digit_of(c), None, "{c}");
        }
    }
}
