//! What the line says: a pure function of what was seen, of the time that passed, and of the room.
//! ASCII only, and shorter than the terminal is wide.

use std::time::Duration;

use crate::text::{counted, thousands};
use crate::watch::Seen;

/// A part of the line, and how soon it gives way where there is no room: the largest first.
type Part = (u8, String);

/// The line for a terminal of so many columns.
pub(super) fn line(seen: Seen, total: Option<u64>, elapsed: Duration, columns: usize) -> String {
    let mut parts = parts(seen, total, elapsed);
    // The last column stays free: some terminals go to the next line after it.
    let room = columns.saturating_sub(1);
    loop {
        let line = joined(&parts);
        let last = parts.iter().map(|(rank, _)| *rank).max();
        match last {
            Some(last) if line.len() > room => parts.retain(|(rank, _)| *rank != last),
            _ => return line,
        }
    }
}

fn joined(parts: &[Part]) -> String {
    let words: Vec<&str> = parts.iter().map(|(_, word)| word.as_str()).collect();
    words.join("  ")
}

fn parts(seen: Seen, total: Option<u64>, elapsed: Duration) -> Vec<Part> {
    // A file that has grown since has no known end.
    let total = total.filter(|total| *total > 0 && *total >= seen.bytes);
    let read = size(seen.bytes as f64);
    let seconds = elapsed.as_secs_f64();
    let rate = |count: u64| (seconds > 0.0).then(|| count as f64 / seconds);
    let mut parts = Vec::new();
    match total {
        None => parts.push((0, read)),
        Some(total) => {
            parts.push((0, format!("{read} of {}", size(total as f64))));
            let share = seen.bytes as f64 / total as f64 * 100.0;
            parts.push((1, format!("{:.0} %", share.floor())));
            let left = total.saturating_sub(seen.bytes) as f64;
            let left = rate(seen.bytes).map(|rate| left / rate);
            let left = left.filter(|left| left.is_finite() && seen.bytes > 0);
            parts.extend(left.map(|left| (3, format!("{} left", time(left)))));
        }
    }
    parts.push((4, counted(seen.calls, "call")));
    let found = [(seen.errors, "error"), (seen.warnings, "warning")];
    let found = found.iter().filter(|(count, _)| *count > 0);
    let found: Vec<String> = found.map(|(count, noun)| counted(*count, noun)).collect();
    if !found.is_empty() {
        parts.push((2, found.join(", ")));
    }
    let per_second = rate(seen.bytes).map(|rate| (5, format!("{}/s", size(rate))));
    parts.extend(per_second);
    let calls = rate(seen.calls).map(|rate| (6, format!("{} calls/s", thousands(rate as usize))));
    parts.extend(calls);
    parts
}

/// Bytes in the unit that leaves one to three digits: `1.3 GB`, `412 MB`.
fn size(bytes: f64) -> String {
    let (mut value, mut unit) = (bytes, "B");
    for larger in ["kB", "MB", "GB", "TB"] {
        if value >= 999.5 {
            (value, unit) = (value / 1000.0, larger);
        }
    }
    let digits = usize::from(unit != "B" && value < 9.95);
    format!("{value:.digits$} {unit}")
}

/// Seconds as a person says them: `6 s`, `2 min 05 s`, `1 h 04 min`.
fn time(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, _) => format!("{minutes} min {:02} s", seconds % 60),
        _ => format!("{hours} h {:02} min", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Seen = Seen {
        bytes: 412_400_000,
        calls: 38_112,
        errors: 1,
        warnings: 2_300,
    };

    fn at(total: Option<u64>, seconds: u64, columns: usize) -> String {
        line(SEEN, total, Duration::from_secs(seconds), columns)
    }

    #[test]
    fn it_says_how_far_how_long_how_much_and_how_fast() {
        assert_eq!(
            at(Some(1_300_000_000), 4, 200),
            "412 MB of 1.3 GB  31 %  9 s left  38,112 calls  1 error, 2,300 warnings  103 MB/s  9,528 calls/s"
        );
        assert_eq!(
            at(None, 4, 200),
            "412 MB  38,112 calls  1 error, 2,300 warnings  103 MB/s  9,528 calls/s"
        );
        let clean = Seen {
            errors: 0,
            warnings: 0,
            ..SEEN
        };
        assert_eq!(
            line(clean, None, Duration::from_secs(4), 200),
            "412 MB  38,112 calls  103 MB/s  9,528 calls/s"
        );
    }

    #[test]
    fn what_matters_least_gives_way_first() {
        for (columns, expected) in [
            (
                90,
                "412 MB of 1.3 GB  31 %  9 s left  38,112 calls  1 error, 2,300 warnings  103 MB/s",
            ),
            (
                80,
                "412 MB of 1.3 GB  31 %  9 s left  38,112 calls  1 error, 2,300 warnings",
            ),
            (
                60,
                "412 MB of 1.3 GB  31 %  9 s left  1 error, 2,300 warnings",
            ),
            (50, "412 MB of 1.3 GB  31 %  1 error, 2,300 warnings"),
            (40, "412 MB of 1.3 GB  31 %"),
            (20, "412 MB of 1.3 GB"),
            (10, ""),
        ] {
            assert_eq!(at(Some(1_300_000_000), 4, columns), expected, "{columns}");
        }
    }

    #[test]
    fn it_is_always_ascii_and_shorter_than_the_terminal_is_wide() {
        let far = Seen {
            bytes: u64::MAX,
            calls: u64::MAX,
            errors: u64::MAX,
            warnings: u64::MAX,
        };
        for seen in [Seen::default(), SEEN, far] {
            for total in [None, Some(0), Some(1), Some(1_300_000_000), Some(u64::MAX)] {
                for seconds in [0, 1, 100_000, u64::MAX / 2] {
                    for columns in 0..=200 {
                        let elapsed = Duration::from_secs(seconds);
                        let line = line(seen, total, elapsed, columns);
                        assert!(line.is_ascii() && line.len() < columns.max(1), "{line}");
                        assert!(!line.contains("inf") && !line.contains("NaN"), "{line}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_promised_that_is_not_known() {
        let nothing = line(Seen::default(), Some(100), Duration::ZERO, 200);
        assert_eq!(nothing, "0 B of 100 B  0 %  0 calls");
        // A file that is longer than it was.
        assert!(at(Some(1), 4, 200).starts_with("412 MB  38,112 calls"));
    }

    #[test]
    fn sizes_and_times_are_what_people_say() {
        for (bytes, expected) in [
            (0.0, "0 B"),
            (999.0, "999 B"),
            (1000.0, "1.0 kB"),
            (9_949.0, "9.9 kB"),
            (9_960.0, "10 kB"),
            (999_400.0, "999 kB"),
            (999_600.0, "1.0 MB"),
            (1_300_000_000.0, "1.3 GB"),
            (5e15, "5000 TB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
        for (seconds, expected) in [
            (0.0, "0 s"),
            (0.2, "1 s"),
            (59.0, "59 s"),
            (125.0, "2 min 05 s"),
            (3_840.0, "1 h 04 min"),
        ] {
            assert_eq!(time(seconds), expected);
        }
    }
}
