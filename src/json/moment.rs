//! Date-times as nearly everybody writes them, read from bytes in one go. Leap seconds, small letters, the
//! year 0 and more digits than a nanosecond has are left to others: `None` means "not here", not "wrong".

/// A date and a time of day with an offset from UTC, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// Seconds since midnight.
    pub second: u32,
    /// Nanoseconds of the second.
    pub nanosecond: u32,
    /// Minutes that local time is ahead of UTC.
    pub offset: i16,
}

/// Reads the whole of `text`: `2026-06-12T18:51:40.118Z`, with at most nine digits of a fraction.
#[must_use]
pub fn plain(text: &[u8]) -> Option<Moment> {
    let (
        &[
            y0,
            y1,
            y2,
            y3,
            b'-',
            mo0,
            mo1,
            b'-',
            d0,
            d1,
            b'T',
            h0,
            h1,
            b':',
            mi0,
            mi1,
            b':',
            s0,
            s1,
        ],
        rest,
    ) = text.split_first_chunk::<19>()?
    else {
        return None;
    };
    let year = two(y0, y1)?.wrapping_mul(100).wrapping_add(two(y2, y3)?);
    let (month, day) = (two(mo0, mo1)?, two(d0, d1)?);
    let (hour, minute, second) = (two(h0, h1)?, two(mi0, mi1)?, two(s0, s1)?);
    let is_time = hour < 24 && minute < 60 && second < 60;
    if year == 0 || day == 0 || day > days(year, month)? || !is_time {
        return None;
    }
    let (nanosecond, zone) = fraction(rest)?;
    let minutes = u32::from(hour).wrapping_mul(60).wrapping_add(minute.into());
    Some(Moment {
        year,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        second: minutes.wrapping_mul(60).wrapping_add(second.into()),
        nanosecond,
        offset: offset(zone)?,
    })
}

/// The number that two digits are.
fn two(tens: u8, ones: u8) -> Option<u16> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    let number = u16::from(tens).wrapping_mul(10).wrapping_add(ones.into());
    (tens < 10 && ones < 10).then_some(number)
}

/// Nanoseconds, and what is behind them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some((b'.', digits)) = text.split_first() else {
        return Some((0, text));
    };
    let (mut nanosecond, mut unit, mut rest) = (0_u32, 1_000_000_000_u32, digits);
    while let Some((byte, behind)) = rest.split_first()
        && let digit @ 0..10 = byte.wrapping_sub(b'0')
    {
        unit /= 10;
        // Beyond the ninth digit the unit is 0.
        nanosecond = nanosecond.wrapping_add(u32::from(digit).wrapping_mul(unit));
        rest = behind;
    }
    let count = digits.len().wrapping_sub(rest.len());
    (1..10).contains(&count).then_some((nanosecond, rest))
}

fn offset(zone: &[u8]) -> Option<i16> {
    let &[sign, h0, h1, b':', m0, m1] = zone else {
        return (zone == b"Z").then_some(0);
    };
    let (hours, minutes) = (two(h0, h1)?, two(m0, m1)?);
    let offset = i16::try_from(hours.wrapping_mul(60).wrapping_add(minutes)).ok()?;
    let is_offset = hours < 24 && minutes < 60;
    match sign {
        b'+' if is_offset => Some(offset),
        b'-' if is_offset => Some(offset.wrapping_neg()),
        _ => None,
    }
}

fn days(year: u16, month: u16) -> Option<u16> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if is_leap { 29 } else { 28 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_everybody_writes() {
        let moment = |offset, nanosecond| Moment {
            year: 2026,
            month: 6,
            day: 12,
            second: 67_900,
            nanosecond,
            offset,
        };
        for (text, expected) in [
            ("2026-06-12T18:51:40Z", moment(0, 0)),
            ("2026-06-12T18:51:40.118Z", moment(0, 118_000_000)),
            ("2026-06-12T18:51:40.123456789Z", moment(0, 123_456_789)),
            ("2026-06-12T18:51:40.5+05:45", moment(345, 500_000_000)),
            ("2026-06-12T18:51:40-23:59", moment(-1439, 0)),
        ] {
            assert_eq!(plain(text.as_bytes()), Some(expected), "{text}");
        }
    }

    #[test]
    fn leaves_everything_else_to_others() {
        for text in [
            "",
            "2026-06-12",
            "2026-06-12T18:51:40",
            "2026-06-12T18:51:40.Z",
            "2026-06-12T18:51:40.1234567890Z",
            "2026-06-12T18:51:60Z",
            "2026-06-12t18:51:40Z",
            "2026-06-12T18:51:40z",
            "2026-06-12 18:51:40Z",
            "0000-01-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00+00:60",
            "2026-01-01T00:00:00 00:00",
            "2026-01-01T00:00:00+0000",
            "20]6-01-01T00:00:00Z",
            "2026-01-01T00:00:00Zx",
        ] {
            assert_eq!(plain(text.as_bytes()), None, "{text}");
        }
    }
}
