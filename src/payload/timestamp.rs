//! Timestamps of a payload: RFC 3339 with an offset, read as strictly as the schema reads
//! them. chrono's own reader is not used, as it takes a blank for the `T` and any `:60`.

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, TimeZone as _, Timelike as _,
};

/// An instant with the offset it was written with.
pub type Timestamp = DateTime<FixedOffset>;

/// The seconds from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    to.signed_duration_since(from).as_seconds_f64()
}

/// What is longer has no microseconds to keep, and may not be multiplied.
const LARGEST: f64 = 1e9;

/// Seconds to the microsecond: what was added up has no more to say than what was measured, and ends
/// in the noise of its binary fractions.
#[must_use]
pub fn to_the_microsecond(seconds: f64) -> f64 {
    if seconds.abs() < LARGEST {
        (seconds * 1e6).round() / 1e6
    } else {
        seconds
    }
}

/// Whether a moment lies in the year 1: the default of a date in .NET, which says that nobody set it.
#[must_use]
pub fn is_unset(moment: Timestamp) -> bool {
    moment.year() <= 1
}

/// Reads an RFC 3339 date-time; digits beyond the nanosecond are dropped.
#[must_use]
pub fn parse(text: &str) -> Option<Timestamp> {
    let mut reader = Reader(text.as_bytes());
    let date = reader.date()?;
    reader.one_of(b"Tt")?;
    let (time, is_leap) = reader.time()?;
    let offset = reader.offset()?;
    if !reader.0.is_empty() {
        return None;
    }
    let moment = offset.from_local_datetime(&date.and_time(time)).single()?;
    let utc = moment.naive_utc();
    (!is_leap || (utc.hour(), utc.minute()) == (23, 59)).then_some(moment)
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let found = allowed.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(found)
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number: u32, digit| {
            let value = char::from(*digit).to_digit(10)?;
            number.checked_mul(10)?.checked_add(value)
        })
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let year = self.digits(4)?;
        self.one_of(b"-")?;
        let month = self.digits(2)?;
        self.one_of(b"-")?;
        let day = self.digits(2)?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// The time, and whether its second is 60.
    fn time(&mut self) -> Option<(NaiveTime, bool)> {
        let hour = self.digits(2)?;
        self.one_of(b":")?;
        let minute = self.digits(2)?;
        self.one_of(b":")?;
        let second = self.digits(2)?;
        let nanos = self.fraction()?;
        if second == 60 {
            let leap = nanos.checked_add(1_000_000_000)?;
            return Some((NaiveTime::from_hms_nano_opt(hour, minute, 59, leap)?, true));
        }
        Some((
            NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?,
            false,
        ))
    }

    fn fraction(&mut self) -> Option<u32> {
        if self.one_of(b".").is_none() {
            return Some(0);
        }
        let length = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let kept = length.min(9);
        let value = self.digits(kept).filter(|_| length > 0)?;
        self.0 = self.0.get(length.saturating_sub(kept)..)?;
        let missing = u32::try_from(9_usize.saturating_sub(kept)).ok()?;
        value.checked_mul(10_u32.checked_pow(missing)?)
    }

    fn offset(&mut self) -> Option<FixedOffset> {
        let sign = self.one_of(b"Zz+-")?;
        if matches!(sign, b'Z' | b'z') {
            return FixedOffset::east_opt(0);
        }
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        self.one_of(b":")?;
        let minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        let seconds = hours
            .checked_mul(3600)?
            .checked_add(minutes.checked_mul(60)?)?;
        let seconds = i32::try_from(seconds).ok()?;
        if sign == b'-' {
            FixedOffset::west_opt(seconds)
        } else {
            FixedOffset::east_opt(seconds)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;

    #[test]
    fn agrees_with_the_format_cases() {
        let text = include_str!("../../tests/fixtures/formats/date-time.json");
        let (cases, _) = parse_first(text).unwrap().unwrap();
        for case in cases.as_array().unwrap() {
            let value = case.get("value").unwrap().as_str().unwrap();
            let valid = case.get("valid").unwrap().as_bool().unwrap();
            assert_eq!(parse(value).is_some(), valid, "{value}");
        }
    }

    #[test]
    fn agrees_with_chrono_on_what_both_read() {
        for text in [
            "2026-06-12T18:51:40.118Z",
            "2026-06-12T18:51:40.123456789012+05:45",
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.5-23:59",
            "1990-12-31T15:59:60.25-08:00",
        ] {
            assert_eq!(
                parse(text),
                DateTime::parse_from_rfc3339(text).ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn noise_goes_and_microseconds_stay() {
        let values = [
            0.125_932_999_999_999_85,
            0.000_067,
            -1.302_920_999_999_999_8,
            1e308,
        ];
        assert_eq!(
            values.map(to_the_microsecond),
            [0.125_933, 0.000_067, -1.302_921, 1e308]
        );
    }

    #[test]
    fn the_default_date_of_dot_net_is_unset() {
        let is_unset_in = |text| is_unset(parse(text).unwrap());
        assert!(is_unset_in("0001-01-01T00:00:00Z"));
        assert!(is_unset_in("0001-01-01T00:00:00+05:00"));
        assert!(!is_unset_in("1970-01-01T00:00:00Z"));
    }

    #[test]
    fn the_ends_of_the_calendar_can_be_subtracted() {
        let first = parse("0000-01-01T00:00:00+23:59").unwrap();
        let last = parse("9999-12-31T23:59:59-23:59").unwrap();
        assert!(seconds_between(first, last) > 3.1e11);
        assert!(seconds_between(last, first) < -3.1e11);
    }
}
