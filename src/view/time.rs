//! Moments of a call, and how far they are from its start.

use chrono::{DateTime, FixedOffset, SecondsFormat, Timelike as _, Utc};
use serde::{Serialize, Serializer};

use super::options::{TimeMode, Zone};
use crate::payload::{Call, StartField, Timestamp, seconds_between};

/// An instant; RFC 3339 in JSON, with the offset it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// The moment that offsets are counted from; see [`Call::start`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Start {
    /// The moment.
    pub at: Moment,
    /// The field it is from.
    pub from: StartField,
}

impl Start {
    fn of(call: &Call<'_>) -> Option<Self> {
        let (at, from) = call.start()?;
        let at = Moment(at);
        Some(Self { at, from })
    }
}

/// Turns moments into what a reader asked for.
pub(super) struct Clock {
    pub(super) start: Option<Start>,
    mode: TimeMode,
}

impl Clock {
    pub(super) fn new(call: &Call<'_>, mode: TimeMode) -> Self {
        Self {
            start: Start::of(call),
            mode,
        }
    }

    /// Seconds from the start of the call.
    pub(super) fn offset(&self, at: Option<Timestamp>) -> Option<f64> {
        Some(seconds_between(self.start?.at.0, at?))
    }

    /// The time of an entry as a person reads it; empty when unknown or not wanted.
    pub(super) fn label(&self, at: Option<Timestamp>) -> String {
        let label = match self.mode {
            TimeMode::None => None,
            TimeMode::Offset => self.offset(at).map(offset_label),
            TimeMode::Clock(_) | TimeMode::Utc => at.map(|at| time_of_day(self.shifted(at))),
        };
        label.unwrap_or_default()
    }

    /// A date as a person reads it: `2026-09-22 14:00:10 UTC`.
    pub(super) fn date(&self, at: Timestamp) -> String {
        let at = self.shifted(at);
        let offset = match at.offset().local_minus_utc() {
            0 => "UTC".to_owned(),
            _ => at.offset().to_string(),
        };
        format!("{} {offset}", at.format("%Y-%m-%d %H:%M:%S"))
    }

    fn shifted(&self, at: Timestamp) -> DateTime<FixedOffset> {
        match self.mode {
            TimeMode::Offset | TimeMode::None => at,
            TimeMode::Utc => at.to_utc().fixed_offset(),
            TimeMode::Clock(Zone::Fixed(offset)) => at.with_timezone(&offset),
            TimeMode::Clock(Zone::At(offset_at)) => {
                let utc: DateTime<Utc> = at.to_utc();
                at.with_timezone(&offset_at(utc))
            }
        }
    }
}

/// `1:04.5`, with hours only where there are some.
fn offset_label(seconds: f64) -> String {
    let sign = if seconds < -0.05 { "-" } else { "" };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let tenths = (seconds.abs() * 10.0).round() as u64;
    let (all_seconds, tenth) = (tenths / 10, tenths % 10);
    let (hours, minutes, second) = (all_seconds / 3600, all_seconds / 60 % 60, all_seconds % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{second:02}.{tenth}")
    } else {
        format!("{sign}{minutes}:{second:02}.{tenth}")
    }
}

fn time_of_day(at: DateTime<FixedOffset>) -> String {
    let tenth = (at.nanosecond() / 100_000_000).min(9);
    format!(
        "{:02}:{:02}:{:02}.{tenth}",
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::{Stamp, parse_timestamp};

    fn at(text: &str) -> Option<Timestamp> {
        Some(parse_timestamp(text).unwrap())
    }

    fn clock(mode: TimeMode) -> Clock {
        let call = Call {
            start_time: Stamp::new(at("2026-06-12T18:51:41.002Z")),
            ..Call::default()
        };
        Clock::new(&call, mode)
    }

    #[test]
    fn offsets_grow_hours_when_they_need_them_and_may_be_negative() {
        let labels = [0.04, 59.96, 3599.96, 36_000.0, -1.25].map(offset_label);
        assert_eq!(
            labels,
            ["0:00.0", "1:00.0", "1:00:00.0", "10:00:00.0", "-0:01.3"]
        );
        assert_eq!(offset_label(-0.04), "0:00.0");
    }

    #[test]
    fn one_moment_has_four_labels() {
        let moment = at("2026-06-12T20:51:52.345+02:00");
        let east = FixedOffset::east_opt(5 * 3600 + 1800).unwrap();
        assert_eq!(clock(TimeMode::Offset).label(moment), "0:11.3");
        assert_eq!(clock(TimeMode::Utc).label(moment), "18:51:52.3");
        assert_eq!(
            clock(TimeMode::Clock(Zone::Fixed(east))).label(moment),
            "00:21:52.3"
        );
        assert_eq!(clock(TimeMode::None).label(moment), "");
        assert_eq!(clock(TimeMode::Offset).label(None), "");
    }

    #[test]
    fn the_start_falls_back_and_passes_over_dates_never_set() {
        let call = Call {
            start_time: Stamp::new(at("0001-01-01T00:00:00Z")),
            created_at: Stamp::new(at("2026-06-12T18:51:40Z")),
            ..Call::default()
        };
        let start = Start::of(&call).unwrap();
        assert_eq!(start.from, StartField::CreatedAt);
        assert!(Start::of(&Call::default()).is_none());
    }

    #[test]
    fn the_ends_of_the_calendar_can_be_shown() {
        let far = at("9999-12-31T23:59:59-23:59");
        let early = at("0000-01-01T00:00:00+23:59");
        for mode in [TimeMode::Offset, TimeMode::Utc] {
            assert!(!clock(mode).label(far).is_empty());
            assert!(!clock(mode).label(early).is_empty());
            assert!(!clock(mode).date(early.unwrap()).is_empty());
        }
    }
}
