//! Pass rates: the least that a user accepts, and how one is written. Exact throughout, so that
//! 90 % of ten runs is nine of them, and always rounded down: 100 % is said of nothing less.

use std::fmt;
use std::str::FromStr;

/// Parts of the whole that a rate is counted in: percent with four decimals.
const WHOLE: u32 = 1_000_000;

/// The lowest pass rate that a user accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(u32);

impl Rate {
    /// Whether `passed` of `runs` are this rate or more.
    #[must_use]
    pub fn is_met(self, passed: usize, runs: usize) -> bool {
        let product = |count: usize, factor: u32| (count as u128).saturating_mul(factor.into());
        product(passed, WHOLE) >= product(runs, self.0)
    }

    /// Decimals that its percentage has.
    fn decimals(self) -> u32 {
        let places = [(10_000, 0), (1_000, 1), (100, 2), (10, 3)];
        let fitting = places.iter().find(|(unit, _)| self.0.is_multiple_of(*unit));
        fitting.map_or(4, |(_, decimals)| *decimals)
    }

    /// The share of `passed` in `runs`, written finely enough to be told from this rate.
    #[must_use]
    pub fn beside(self, passed: usize, runs: usize) -> String {
        written(passed, runs, self.decimals().max(1))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&written(self.0 as usize, WHOLE as usize, 4))
    }
}

const GRAMMAR: &str = "write a percentage such as 90% or 99.5%, or a share such as 0.9";

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = match text.strip_suffix('%') {
            Some(number) => (number, WHOLE / 100),
            None => (text, WHOLE),
        };
        let parts = parts(number.trim_end(), unit).ok_or(GRAMMAR)?;
        if parts > u64::from(WHOLE) {
            let hint = if unit == WHOLE {
                "; add the % of a percentage"
            } else {
                ""
            };
            return Err(format!("a pass rate is 100% at most{hint}"));
        }
        u32::try_from(parts)
            .map(Self)
            .map_err(|_| GRAMMAR.to_owned())
    }
}

/// A decimal number in millionths of the whole, if it is one and has no finer parts.
fn parts(number: &str, unit: u32) -> Option<u64> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || whole.len() > 9 {
        return None;
    }
    let mut parts = whole.parse::<u64>().ok()?.checked_mul(unit.into())?;
    let mut unit = u64::from(unit);
    for digit in decimals.trim_end_matches('0').chars() {
        if !unit.is_multiple_of(10) {
            return None;
        }
        unit /= 10;
        let digit = u64::from(digit.to_digit(10)?);
        parts = parts.checked_add(digit.checked_mul(unit)?)?;
    }
    Some(parts)
}

/// The share of `passed` in `runs` in percent with at most one decimal; `None` without a run.
#[must_use]
pub fn percent(passed: usize, runs: usize) -> Option<String> {
    (runs > 0).then(|| written(passed, runs, 1))
}

fn written(passed: usize, runs: usize, decimals: u32) -> String {
    let unit = 10_u128.saturating_pow(decimals);
    let share = (passed as u128).saturating_mul(100).saturating_mul(unit);
    let share = share.checked_div(runs as u128).unwrap_or_default();
    let (whole, rest) = (share.checked_div(unit), share.checked_rem(unit));
    let width = decimals as usize;
    let rest = format!("{:0width$}", rest.unwrap_or_default());
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{}{point}{rest}%", whole.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> Rate {
        text.parse().unwrap()
    }

    #[test]
    fn a_rate_is_a_percentage_or_a_share() {
        for (text, shown) in [
            ("90%", "90%"),
            ("90 %", "90%"),
            ("0.9", "90%"),
            ("0.900", "90%"),
            ("99.5%", "99.5%"),
            ("99.9999%", "99.9999%"),
            ("0.999999", "99.9999%"),
            ("0%", "0%"),
            ("1", "100%"),
            ("100%", "100%"),
            ("0.05%", "0.05%"),
        ] {
            assert_eq!(rate(text).to_string(), shown, "{text}");
        }
        for text in [
            "",
            "%",
            "x",
            "-1%",
            "+1%",
            ".9",
            "9.",
            "0.9.1",
            "90%%",
            "1e-1",
            "NaN",
            "0.9999999",
            "99.99999%",
            "٩٠%",
            "99999999999999999999%",
        ] {
            assert_eq!(text.parse::<Rate>(), Err(GRAMMAR.to_owned()), "{text}");
        }
        assert!(
            "101%"
                .parse::<Rate>()
                .unwrap_err()
                .ends_with("100% at most")
        );
        assert!("90".parse::<Rate>().unwrap_err().contains("add the %"));
    }

    #[test]
    fn a_rate_is_met_exactly() {
        assert!(rate("90%").is_met(9, 10) && !rate("90%").is_met(899, 1_000));
        assert!(rate("0%").is_met(0, 1) && !rate("100%").is_met(999_999, 1_000_000));
        assert!(!rate("66.6667%").is_met(2, 3) && rate("66.6666%").is_met(2, 3));
    }

    #[test]
    fn what_is_written_never_says_more_than_there_is() {
        assert_eq!(percent(2, 3).as_deref(), Some("66.6%"));
        assert_eq!(percent(9_999, 10_000).as_deref(), Some("99.9%"));
        assert_eq!(percent(1, 1).as_deref(), Some("100%"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(rate("99.95%").beside(9_996, 10_000), "99.96%");
        for passed in 0..=300 {
            for limit in ["33.3%", "66.67%", "50%", "99.9999%"] {
                let limit = rate(limit);
                let shown = rate(&limit.beside(passed, 300));
                assert_eq!(
                    shown.0 >= limit.0,
                    limit.is_met(passed, 300),
                    "{passed} {limit}"
                );
            }
        }
    }
}
