//! The moments of a call, wherever they are written: date and time with seconds (`T`, `t` or a blank between
//! them, colons as they are or percent-encoded), the short form of presigned addresses, and seconds since 1970
//! behind `Expires=`. Dates alone are days in a life, not moments of a call, and stay.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _, Utc};

use super::Unfit;
use crate::json::Value;
use crate::payload::{Timestamp, parse_timestamp};
use crate::rules::is_placeholder;

/// How moments are written: `d` is a digit, `T` what stands between date and time, `:` a colon.
const FORMS: [&[u8]; 2] = [b"dddd-dd-ddTdd:dd:dd", b"ddddddddTddddddZ"];

/// What stands before seconds since 1970 in older presigned addresses.
const EPOCH: &[u8] = b"expires=";

/// What stands behind the date of the key that an address was signed with.
const SCOPE: [&[u8]; 2] = [b"%2Faws4_request", b"/aws4_request"];

/// Times of a call, in `data`.
const OF_CALL: [&str; 3] = ["created_at", "start_time", "agent_joined_at"];

/// Times of an item's speech, in `metrics`.
const OF_SPEECH: [&str; 2] = ["started_speaking_at", "stopped_speaking_at"];

/// When a call ended: its latest time that says what happened, not until when something holds.
pub(super) fn end(data: &Value<'_>) -> Option<DateTime<Utc>> {
    let items = data.get("history").and_then(Value::as_array);
    let items = items.unwrap_or_default().iter();
    let of_items = items.flat_map(|item| {
        let speech = OF_SPEECH
            .iter()
            .map(move |key| item.get("metrics")?.get(key));
        speech.chain([item.get("created_at")])
    });
    let of_call = OF_CALL.iter().map(|key| data.get(key));
    let known = of_call.chain(of_items).filter_map(|value| time(value?));
    known.chain(hung_up(data)).max()
}

/// When the duration had passed.
fn hung_up(data: &Value<'_>) -> Option<DateTime<Utc>> {
    let start = time(data.get("start_time")?)?;
    let seconds = data.get("duration_seconds")?.as_f64()?;
    let span = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    start.checked_add_signed(TimeDelta::from_std(span).ok()?)
}

/// The digits of the date that stands for one in the documentation.
const PLACEHOLDER: &[u8] = b"20190824141522";

/// A time, in UTC when it does not say; none that stands for no time.
fn time(value: &Value<'_>) -> Option<DateTime<Utc>> {
    let text = value.as_str().filter(|text| !is_placeholder(text))?;
    let found: Option<Timestamp> =
        parse_timestamp(text).or_else(|| parse_timestamp(&format!("{text}Z")));
    found
        .map(|time| time.to_utc())
        .filter(|time| time.year() > 1)
}

/// Moves every moment in `bytes` by so many seconds.
///
/// # Errors
/// A moment that could not be written any more.
pub(super) fn shift(bytes: &mut [u8], seconds: i64) -> Result<(), Unfit> {
    let span = TimeDelta::try_seconds(seconds).ok_or(Unfit::Time)?;
    let mut days = Vec::new();
    let mut at = 0_usize;
    while at < bytes.len() {
        let Some(found) = bytes.get(at..).and_then(|rest| form(rest, at)) else {
            at = behind_digits(bytes, at);
            continue;
        };
        if let Some(moment) = read(bytes, &found.digits).filter(|moment| moment.year() > 1) {
            let moved = moment.checked_add_signed(span).ok_or(Unfit::Time)?;
            let old = text_of(bytes, &found.digits);
            if old != PLACEHOLDER {
                write(bytes, &found.digits, moved)?;
            }
            if found.is_short {
                days.push((old, text_of(bytes, &found.digits)));
            }
        }
        at = found.end;
    }
    shift_epochs(bytes, seconds)?;
    shift_scopes(bytes, &days);
    Ok(())
}

/// A moment's digits, and where it ends.
struct Found {
    digits: Vec<usize>,
    end: usize,
    is_short: bool,
}

/// The moment that begins `rest`, which begins at `at`.
fn form(rest: &[u8], at: usize) -> Option<Found> {
    rest.first().filter(|byte| byte.is_ascii_digit())?;
    FORMS.iter().enumerate().find_map(|(number, form)| {
        let (mut digits, mut end) = (Vec::with_capacity(14), 0_usize);
        for part in *form {
            let here = rest.get(end..)?;
            let length = match (part, here) {
                (b'd', [b'0'..=b'9', ..]) => {
                    digits.push(at.saturating_add(end));
                    1
                }
                (b'T', [b'T' | b't' | b' ', ..]) | (b':', [b':', ..]) => 1,
                (b':', [b'%', b'3', b'A' | b'a', ..]) => 3,
                (b'-', [b'-', ..]) | (b'Z', [b'Z', ..]) => 1,
                _ => return None,
            };
            end = end.saturating_add(length);
        }
        let goes_on = rest.get(end).is_some_and(u8::is_ascii_digit);
        (!goes_on).then(|| Found {
            digits,
            end: at.saturating_add(end),
            is_short: number == 1,
        })
    })
}

/// The end of the digits that begin at `at`, or the next byte: no moment begins within a number.
fn behind_digits(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    at.saturating_add(digits.max(1))
}

fn text_of(bytes: &[u8], places: &[usize]) -> Vec<u8> {
    places
        .iter()
        .filter_map(|place| bytes.get(*place).copied())
        .collect()
}

/// The moment of fourteen digits; `None` for one that no calendar has.
fn read(bytes: &[u8], places: &[usize]) -> Option<NaiveDateTime> {
    let number = |from: usize, count: usize| {
        let places = places.iter().skip(from).take(count);
        places.fold(0_u32, |number, place| {
            let digit = bytes.get(*place).map_or(0, |byte| byte.wrapping_sub(b'0'));
            number.wrapping_mul(10).wrapping_add(digit.into())
        })
    };
    let year = i32::try_from(number(0, 4)).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(4, 2), number(6, 2))?;
    // A leap second happens once; its successor elsewhere is the second before.
    date.and_hms_opt(number(8, 2), number(10, 2), number(12, 2).min(59))
        .filter(|_| number(12, 2) <= 60)
}

fn write(bytes: &mut [u8], places: &[usize], moment: NaiveDateTime) -> Result<(), Unfit> {
    if !(1..=9999).contains(&moment.year()) {
        return Err(Unfit::Time);
    }
    let text = format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}",
        moment.year(),
        moment.month(),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second()
    );
    put(bytes, places, text.as_bytes());
    Ok(())
}

fn put(bytes: &mut [u8], places: &[usize], digits: &[u8]) {
    for (place, digit) in places.iter().zip(digits) {
        if let Some(byte) = bytes.get_mut(*place) {
            *byte = *digit;
        }
    }
}

fn shift_epochs(bytes: &mut [u8], seconds: i64) -> Result<(), Unfit> {
    let mut from = 0_usize;
    while let Some(at) = find(bytes, from, |rest| {
        rest.get(..EPOCH.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(EPOCH))
    }) {
        let start = at.saturating_add(EPOCH.len());
        let end = behind_digits(bytes, start);
        from = start;
        let Some(digits) = bytes.get(start..end).filter(|digits| digits.len() == 10) else {
            continue;
        };
        let old: i64 = std::str::from_utf8(digits)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or_default();
        let moved = old.saturating_add(seconds).to_string();
        if moved.len() != 10 {
            return Err(Unfit::Time);
        }
        let places: Vec<usize> = (start..end).collect();
        put(bytes, &places, moved.as_bytes());
    }
    Ok(())
}

/// Moves the days that keys were made for with the moments of the same addresses.
fn shift_scopes(bytes: &mut [u8], days: &[(Vec<u8>, Vec<u8>)]) {
    for scope in SCOPE {
        let mut from = 0_usize;
        while let Some(at) = find(bytes, from, |rest| rest.starts_with(scope)) {
            from = at.saturating_add(scope.len());
            // KEY/20260612/region/service/aws4_request
            let slash = scope.strip_suffix(b"aws4_request").unwrap_or_default();
            let before = bytes.get(..at).unwrap_or_default();
            let Some(start) = before_two(before, slash) else {
                continue;
            };
            let places: Vec<usize> = (start.saturating_sub(8)..start).collect();
            let old = text_of(bytes, &places);
            let moved = days.iter().find(|(day, _)| day.starts_with(&old));
            if let Some((_, moved)) = moved.filter(|_| old.len() == 8) {
                put(bytes, &places, moved);
            }
        }
    }
}

/// Where the last but one `slash` of a text is.
fn before_two(text: &[u8], slash: &[u8]) -> Option<usize> {
    let window = text.len().saturating_sub(160);
    let mut found = None;
    let mut end = text.len();
    for _ in 0..2 {
        let part = text.get(window..end)?;
        let at = part
            .windows(slash.len())
            .rposition(|window| window == slash)?;
        end = window.saturating_add(at);
        found = Some(end);
    }
    found
}

fn find(bytes: &[u8], from: usize, is_it: impl Fn(&[u8]) -> bool) -> Option<usize> {
    (from..bytes.len()).find(|at| bytes.get(*at..).is_some_and(&is_it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifted(text: &str, seconds: i64) -> String {
        let mut bytes = text.as_bytes().to_vec();
        shift(&mut bytes, seconds).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn moments_move_and_nothing_else_does() {
        let day = 86_400;
        for (old, new) in [
            ("2026-06-30T23:59:59.118Z", "2026-07-01T23:59:59.118Z"),
            ("2026-06-12t18:51:40+02:00", "2026-06-13t18:51:40+02:00"),
            (
                "{'at': '2026-06-12 18:51:40'}",
                "{'at': '2026-06-13 18:51:40'}",
            ),
            (
                "?at=2026-12-31T18%3A51%3a40Z&",
                "?at=2027-01-01T18%3A51%3a40Z&",
            ),
            (
                "X-Amz-Credential=K%2F20260612%2Feu%2Fs3%2Faws4_request&X-Amz-Date=20260612T185210Z&X-Amz-Expires=86400",
                "X-Amz-Credential=K%2F20260613%2Feu%2Fs3%2Faws4_request&X-Amz-Date=20260613T185210Z&X-Amz-Expires=86400",
            ),
            (
                "Date=20260612T185210Z\\u0026Credential=K/20260612/eu/s3/aws4_request",
                "Date=20260613T185210Z\\u0026Credential=K/20260613/eu/s3/aws4_request",
            ),
            ("&Expires=1781376730&", "&Expires=1781463130&"),
            ("&Expires=178137673&", "&Expires=178137673&"),
            ("2026-06-12", "2026-06-12"),
            ("2026-06-12T18:51", "2026-06-12T18:51"),
            ("2026-02-30T18:51:40Z", "2026-02-30T18:51:40Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("12026-06-12T18:51:40Z", "12026-06-12T18:51:40Z"),
            ("2026-06-12T18:51:400", "2026-06-12T18:51:400"),
            (
                "K/20260612/eu/s3/aws4_request",
                "K/20260612/eu/s3/aws4_request",
            ),
        ] {
            assert_eq!(shifted(old, day), new);
        }
        assert_eq!(shifted("2026-06-30T23:59:60Z", 2), "2026-07-01T00:00:01Z");
    }

    #[test]
    fn a_moment_that_cannot_be_written_is_refused() {
        let mut late = b"9999-12-31T00:00:00Z".to_vec();
        assert_eq!(shift(&mut late, 86_400), Err(Unfit::Time));
        assert_eq!(shift(&mut late, i64::MAX), Err(Unfit::Time));
        let mut early = b"Expires=1000000000".to_vec();
        assert_eq!(shift(&mut early, -1), Err(Unfit::Time));
    }
}
