//! Dates and times: told by their form, and replaced by others of it in the same year.

use super::form::other;
use super::{Key, Stream};

/// Dates that are looked for behind a date.
const MOST_DATES: usize = 4;

/// Whether a text is a date or a time, or both, and nothing else.
pub(in crate::redact) fn is_moment(text: &str) -> bool {
    !text.is_empty() && moment_length(text) == text.len()
}

/// Bytes of the date, the time or both that a text begins with: `2026-06-12`, `12.06.2026`, `18:51`,
/// `2026-06-12T18:51:40.118+02:00`, `20260612T185210Z`.
pub(in crate::redact) fn moment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if let Some(length) = short_form(bytes) {
        return length;
    }
    let Some(whole) = day_length(bytes) else {
        return time_length(bytes).unwrap_or(0);
    };
    let next = bytes.get(whole..).unwrap_or_default();
    if goes_on(next) { 0 } else { whole }
}

/// Bytes of the date, with a time or without, that a text begins with.
fn day_length(bytes: &[u8]) -> Option<usize> {
    let date = date_length(bytes)?;
    let time = match bytes.get(date..) {
        Some([b'T' | b't' | b' ', time @ ..]) => time_length(time),
        _ => None,
    };
    Some(time.map_or(date, |time| date.saturating_add(1).saturating_add(time)))
}

/// Whether digits go on, so that what came before was no date. Another date is one of its own.
fn goes_on(next: &[u8]) -> bool {
    let mut next = next;
    for _ in 0..MOST_DATES {
        let behind = match next {
            [b'0'..=b'9', ..] => return true,
            [b'-' | b'/', behind @ ..] if behind.first().is_some_and(u8::is_ascii_digit) => behind,
            _ => return false,
        };
        let Some(date) = day_length(behind) else {
            return true;
        };
        next = behind.get(date..).unwrap_or_default();
    }
    false
}

/// Two moments with a hyphen or a slash between them: the first, what is between, the second.
pub(in crate::redact) fn two_moments(text: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = text.split_at_checked(moment_length(text))?;
    let (mark, second) = rest.split_at_checked(1)?;
    let are_two = matches!(mark, "-" | "/") && is_moment(first) && is_moment(second);
    are_two.then_some((first, mark, second))
}

fn short_form(bytes: &[u8]) -> Option<usize> {
    let form = bytes.get(..16)?;
    let is_form = form.iter().enumerate().all(|(place, byte)| match place {
        8 => *byte == b'T',
        15 => *byte == b'Z',
        _ => byte.is_ascii_digit(),
    });
    let month = number(form, 4, 2)?;
    (is_form && matches!(month, 1..=12) && number(form, 9, 2)? < 24).then_some(16)
}

fn number(bytes: &[u8], from: usize, length: usize) -> Option<u32> {
    let part = bytes.get(from..from.saturating_add(length))?;
    let all_digits = part.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(part).ok().filter(|_| all_digits)?;
    text.parse().ok()
}

fn date_length(bytes: &[u8]) -> Option<usize> {
    let separator = |at: usize| bytes.get(at).copied();
    let is_day = |day: u32| matches!(day, 1..=31);
    if let (Some(1900..=2199), Some(mark @ (b'-' | b'/' | b'.'))) =
        (number(bytes, 0, 4), separator(4))
    {
        let month = number(bytes, 5, 2)?;
        let day = number(bytes, 8, 2)?;
        let fits = separator(7) == Some(mark) && matches!(month, 1..=12) && is_day(day);
        return fits.then_some(10);
    }
    let mark = separator(2).filter(|mark| matches!(mark, b'-' | b'/' | b'.'))?;
    let (first, second) = (number(bytes, 0, 2)?, number(bytes, 3, 2)?);
    let year = number(bytes, 6, 4)?;
    let fits = separator(5) == Some(mark) && is_day(first) && is_day(second);
    let is_date = fits && first.min(second) <= 12 && matches!(year, 1900..=2199);
    is_date.then_some(10)
}

fn time_length(bytes: &[u8]) -> Option<usize> {
    let colon = |at: usize| bytes.get(at) == Some(&b':');
    let fits = number(bytes, 0, 2)? < 24 && colon(2) && number(bytes, 3, 2)? < 60;
    let mut length = fits.then_some(5_usize)?;
    if colon(5) && number(bytes, 6, 2).is_some_and(|seconds| seconds <= 60) {
        length = 8;
        if bytes.get(8) == Some(&b'.') {
            let rest = bytes.get(9..).unwrap_or_default();
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            // More than nanoseconds is no time.
            length = if matches!(digits, 1..=9) {
                digits.saturating_add(9)
            } else {
                8
            };
        }
    }
    let rest = bytes.get(length..).unwrap_or_default();
    let offset = match rest {
        [b'Z' | b'z', ..] => 1,
        [b'+' | b'-', offset @ ..]
            if offset.get(2) == Some(&b':')
                && number(offset, 0, 2)? < 24
                && number(offset, 3, 2).is_some() =>
        {
            6
        }
        _ => 0,
    };
    Some(length.saturating_add(offset))
}

/// Another moment of the same form, in the same year.
pub(in crate::redact) fn moment(key: &Key, text: &str) -> String {
    let mut attempt = 0_u32;
    loop {
        let mut stream = key.stream("moment", &format!("{attempt} {text}"));
        let out = some_moment(&mut stream, text);
        attempt = attempt.saturating_add(1);
        if !is_moment(&out) || attempt > 64 {
            return text.chars().take(4).chain("-01-01".chars()).collect();
        }
        if out != text {
            return out;
        }
    }
}

fn some_moment(stream: &mut Stream, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (group, behind) = rest.split_at(length);
        let is_fraction = out.ends_with('.') && out.contains(':');
        match length {
            _ if is_fraction => group.chars().for_each(|c| out.push(other(stream, c))),
            // A year, alone or before its month and day.
            4 | 8 => {
                let (year, day) = group.split_at(4);
                out.push_str(year);
                push_pairs(stream, day, &mut out);
            }
            _ => push_pairs(stream, group, &mut out),
        }
        let mark = behind.chars().next();
        out.extend(mark);
        rest = behind
            .get(mark.map_or(0, char::len_utf8)..)
            .unwrap_or_default();
    }
    out
}

/// As many digits, each two of them below every limit: of months, days, hours.
fn push_pairs(stream: &mut Stream, digits: &str, out: &mut String) {
    for _ in 0..digits.len() / 2 {
        let number = stream.below(12).saturating_add(1);
        out.push_str(&format!("{number:02}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{key_of, test_key};
    use super::*;

    #[test]
    fn moments_are_told_from_numbers() {
        for text in [
            "2026-06-12",
            "12.06.2026",
            "06/12/2026",
            "18:51",
            "18:51:40.118",
            "2026-06-12T18:51:40.118+02:00",
            "2026-06-12 18:51",
            "20260612T185210Z",
        ] {
            assert!(is_moment(text), "{text}");
            let other = moment(&test_key(), text);
            assert!(is_moment(&other) && other.len() == text.len(), "{other}");
        }
        for text in [
            "2026-13-12",
            "20260612",
            "555-01-2345",
            "1.2.3",
            "2026-06-121",
            "18:51:40.0123456789",
        ] {
            assert!(!is_moment(text), "{text}");
        }
        assert_eq!(moment_length("2026-06-12-55512"), 0);
        for (text, length) in [
            ("2026-06-12/2026-06-14", 10),
            ("12.06.2026-14.06.2026", 10),
            ("2026-06-12T18:51Z/2026-06-14T08:00Z", 17),
            ("2026-06-12/2026-06-14/2026-06-16", 10),
            ("2026-06-12/2026-06-14-55512", 0),
            ("2026-06-12/2026-06-1455512", 0),
        ] {
            assert_eq!(moment_length(text), length, "{text}");
        }
    }

    #[test]
    fn no_moment_stays_what_it_was() {
        for salt in 0..2000 {
            let key = key_of(&salt.to_string());
            for text in [
                "1987-05-12",
                "05/06/1987",
                "01:02",
                "19870506T070809Z",
                "1987-01-01",
            ] {
                assert_ne!(moment(&key, text), text, "salt {salt}");
            }
        }
    }
}
