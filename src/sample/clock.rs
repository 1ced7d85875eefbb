//! The time of a simulated call, in whole milliseconds, from which every time and every latency of
//! a payload follows. No clock of the machine is read.

use std::io::{Cursor, Write as _};

use chrono::{DateTime, Datelike as _, NaiveDateTime, Timelike as _};
use serde::{Serialize, Serializer};

/// Milliseconds in a day.
const DAY: i64 = 86_400_000;

/// 2026-01-01T00:00:00Z in milliseconds since 1970.
const EPOCH: i64 = 1_767_225_600_000;

/// A moment, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(i64);

impl Moment {
    /// A time of day, in milliseconds, on a day of 2026, counted from 0.
    pub(super) fn of_2026(day: i64, time: i64) -> Self {
        Self(EPOCH).plus(DAY.saturating_mul(day)).plus(time)
    }

    /// The moment so many milliseconds later.
    pub(super) fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds since an earlier moment.
    pub(super) fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The full second in which this moment lies.
    pub(super) fn second(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(1000)))
    }

    /// Milliseconds since 1970.
    pub(super) fn milliseconds(self) -> i64 {
        self.0
    }

    /// Date and time in UTC.
    pub(super) fn calendar(self) -> NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        utc.naive_utc()
    }
}

impl Serialize for Moment {
    /// As RFC 3339 in UTC, with milliseconds unless they are all zero, as SpeakNode's example has it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = self.calendar();
        let mut text = Cursor::new([0_u8; 32]);
        let (date, time) = (at.date(), at.time());
        let written = write!(
            text,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        );
        let fraction = self.0.rem_euclid(1000);
        let written = written.and_then(|()| match fraction {
            0 => write!(text, "Z"),
            _ => write!(text, ".{fraction:03}Z"),
        });
        written.map_err(serde::ser::Error::custom)?;
        let length = usize::try_from(text.position()).unwrap_or(0);
        let bytes = text.get_ref().get(..length).unwrap_or_default();
        serializer.serialize_str(std::str::from_utf8(bytes).unwrap_or_default())
    }
}

/// Milliseconds as a number of seconds, exact to the third decimal.
#[expect(
    clippy::cast_precision_loss,
    reason = "a call is shorter than 2^53 milliseconds"
)]
pub(super) fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / 1000.0
}

/// Microseconds as a number of seconds.
#[expect(clippy::cast_precision_loss, reason = "a hook takes no time")]
pub(super) fn microseconds(microseconds: i64) -> f64 {
    microseconds as f64 / 1_000_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        let text = |moment| serde_json::to_string(&moment).unwrap();
        let noon = Moment::of_2026(59, 12 * 3_600_000);
        assert_eq!(text(noon), r#""2026-03-01T12:00:00Z""#);
        assert_eq!(text(noon.plus(7)), r#""2026-03-01T12:00:00.007Z""#);
        assert_eq!(noon.plus(1999).second(), noon.plus(1000));
    }
}
