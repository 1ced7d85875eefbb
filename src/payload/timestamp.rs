//! Timestamps of a payload: RFC 3339 with an offset, read as strictly as the schema reads
//! them. chrono's own reader is not used, as it takes a blank for the `T` and any `:60`.

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, TimeZone as _, Timelike as _,
};

use crate::json::moment::Moment;

/// An instant with the offset it was written with.
pub type Timestamp = DateTime<FixedOffset>;

/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;

/// The seconds from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    within_a_day(from, to).unwrap_or_else(|| to.signed_duration_since(from).as_seconds_f64())
}

/// [`seconds_between`] for two moments of one day in UTC, as nearly all are: chrono's way takes ten times as long.
fn within_a_day(from: Timestamp, to: Timestamp) -> Option<f64> {
    let (from, to) = (from.naive_utc(), to.naive_utc());
    let parts = |time: NaiveTime| {
        let nanosecond = i64::from(time.nanosecond());
        // A leap second's nanoseconds go on behind the 59th.
        (nanosecond < SECOND).then_some((i64::from(time.num_seconds_from_midnight()), nanosecond))
    };
    let ((from_second, from_rest), (to_second, to_rest)) =
        parts(from.time()).zip(parts(to.time()))?;
    let seconds = to_second.wrapping_sub(from_second);
    let nanos = seconds
        .wrapping_mul(SECOND)
        .wrapping_add(to_rest.wrapping_sub(from_rest));
    // As chrono has it: whole seconds downwards, and what is left of one.
    let (seconds, rest) = (nanos.div_euclid(SECOND), nanos.rem_euclid(SECOND));
    let (seconds, rest) = (i32::try_from(seconds).ok()?, i32::try_from(rest).ok()?);
    (from.date() == to.date()).then(|| f64::from(seconds) + f64::from(rest) / 1e9)
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

/// A date-time of a payload. One in the year 1 is the default of a date in .NET, which says that nobody
/// set it; so the moment comes out through a question about that.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stamp(Option<Timestamp>);

impl Stamp {
    /// What a field holds, if it holds a date-time.
    #[must_use]
    pub fn new(moment: Option<Timestamp>) -> Self {
        Self(moment)
    }

    /// The moment, if somebody set one.
    #[must_use]
    pub fn known(self) -> Option<Timestamp> {
        self.0.filter(|moment| !is_default(*moment))
    }

    /// Whether there is a date-time, set or not.
    #[must_use]
    pub fn is_written(self) -> bool {
        self.0.is_some()
    }

    /// Whether what is written is the default that nobody set.
    #[must_use]
    pub fn is_default(self) -> bool {
        self.0.is_some_and(is_default)
    }
}

fn is_default(moment: Timestamp) -> bool {
    // The local year is at most one off, and takes longer to find.
    moment.naive_utc().year() <= 2 && moment.year() <= 1
}

/// The timestamp of a moment that has been read.
pub(super) fn of(moment: Moment) -> Option<Timestamp> {
    let date = NaiveDate::from_ymd_opt(moment.year.into(), moment.month.into(), moment.day.into());
    let time = NaiveTime::from_num_seconds_from_midnight_opt(moment.second, moment.nanosecond)?;
    let local = date?.and_time(time);
    if moment.offset == 0 {
        return Some(local.and_utc().fixed_offset());
    }
    let offset = FixedOffset::east_opt(i32::from(moment.offset).checked_mul(60)?)?;
    offset.from_local_datetime(&local).single()
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
    fn a_moment_is_the_timestamp_that_its_text_is() {
        for text in [
            "2026-06-12T18:51:40.118Z",
            "2026-06-12T18:51:40.123456789+05:45",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.5-23:59",
        ] {
            let moment = crate::json::moment::plain(text.as_bytes()).unwrap();
            assert_eq!(of(moment), parse(text), "{text}");
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
        let stamp = |text| Stamp::new(parse(text));
        for unset in ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00"] {
            assert!(
                stamp(unset).is_default() && stamp(unset).is_written(),
                "{unset}"
            );
            assert_eq!(stamp(unset).known(), None, "{unset}");
        }
        let epoch = "1970-01-01T00:00:00Z";
        assert!(!stamp(epoch).is_default() && stamp(epoch).known() == parse(epoch));
        let absent = stamp("no date-time");
        assert!(!absent.is_default() && !absent.is_written() && absent.known().is_none());
    }

    #[test]
    fn the_short_way_within_a_day_is_exact() {
        let moments = [
            "2026-06-12T00:00:00Z",
            "2026-06-12T18:51:40.118Z",
            "2026-06-12T18:51:40.118000001Z",
            "2026-06-12T20:51:39.999999999+02:00",
            "2026-06-12T23:59:59.999999999Z",
            "2026-06-12T23:59:60.5Z",
            "2026-06-13T00:00:00Z",
            "2026-06-13T01:30:00+02:00",
        ]
        .map(|text| parse(text).unwrap());
        for from in moments {
            for to in moments {
                let expected = to.signed_duration_since(from).as_seconds_f64();
                assert_eq!(
                    seconds_between(from, to).to_bits(),
                    expected.to_bits(),
                    "{from} {to}"
                );
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_can_be_subtracted() {
        let first = parse("0000-01-01T00:00:00+23:59").unwrap();
        let last = parse("9999-12-31T23:59:59-23:59").unwrap();
        assert!(seconds_between(first, last) > 3.1e11);
        assert!(seconds_between(last, first) < -3.1e11);
    }
}
