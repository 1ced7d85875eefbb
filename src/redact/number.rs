//! What becomes of a number that JSON writes without quotes: a telephone number may be one, and so may a PIN.

use super::field::Field;
use super::policy::Level;
use super::says::Says;
use super::standin;
use super::value::Rewriter;

/// Digits that make a number worth hiding, as in texts.
const FEWEST: usize = 7;
/// Seconds of the years 2010 to 2040: what a time may be. Also in milliseconds and smaller.
const TIMES: std::ops::Range<u64> = 1_262_304_000..2_208_988_800;

impl Rewriter<'_> {
    /// What stands in place of a number; `None` if it stays.
    pub(super) fn number(&self, field: Field, says: Says, text: &str) -> Option<String> {
        let literal = Literal::of(text);
        let is_long = literal.length() >= FEWEST;
        let other = || {
            if is_long || field == Field::Phone {
                literal.as_phone(self)
            } else {
                standin::numeral(self.key, text)
            }
        };
        let level = match field {
            _ if matches!(says, Says::Secret | Says::Person) => Level::Contact,
            Field::Phone => Level::Contact,
            Field::Measure => return None,
            Field::Time if !is_long || literal.is_time() => return None,
            _ if is_long => Level::Contact,
            Field::Id | Field::Label => Level::All,
            // Whether something is so is often written as one of these two.
            Field::Flag if matches!(text, "0" | "1") => return None,
            _ => Level::Content,
        };
        let other = self.has(level).then(other);
        other.filter(|other| other != text)
    }
}

/// The parts of a number as JSON writes it.
struct Literal<'t> {
    /// Sign, and zeros that say nothing, as in `-0.00`.
    head: &'t str,
    /// From the first digit that is no zero to the last one that counts, perhaps with a point.
    digits: &'t str,
    /// Zeros behind the point, and the exponent.
    tail: &'t str,
    /// Digits before the point, once the exponent is applied.
    whole: usize,
}

impl<'t> Literal<'t> {
    fn of(text: &'t str) -> Self {
        let mantissa_end = text.find(['e', 'E']).unwrap_or(text.len());
        let mantissa = text.get(..mantissa_end).unwrap_or_default();
        let exponent = text.get(mantissa_end.saturating_add(1)..);
        let exponent: i64 = match exponent.unwrap_or_default() {
            "" => 0,
            // Of an exponent that no number has room for only its sign counts.
            written => written.parse().unwrap_or(if written.starts_with('-') {
                i64::MIN
            } else {
                i64::MAX
            }),
        };
        let bare = mantissa.trim_start_matches(['-', '0', '.']);
        let kept = if mantissa.contains('.') {
            bare.trim_end_matches(['0', '.'])
        } else {
            bare
        };
        // `100.0` loses no zero before its point.
        let point = bare.find('.').unwrap_or(0);
        let end = kept.len().max(point).min(bare.len());
        let begin = mantissa.len().saturating_sub(bare.len());
        let end = begin.saturating_add(end);
        let whole = mantissa.split('.').next().unwrap_or_default();
        let whole = whole.trim_start_matches(['-', '0']).len();
        let whole = i64::try_from(whole).unwrap_or(i64::MAX);
        Self {
            head: text.get(..begin).unwrap_or_default(),
            digits: text.get(begin..end).unwrap_or_default(),
            tail: text.get(end..).unwrap_or_default(),
            whole: usize::try_from(whole.saturating_add(exponent).max(0)).unwrap_or(usize::MAX),
        }
    }

    /// How many digits a reader would see, were it written without an exponent.
    fn length(&self) -> usize {
        let written = self.digits.bytes().filter(u8::is_ascii_digit).count();
        if written == 0 {
            0
        } else {
            written.max(self.whole)
        }
    }

    /// Whether the number may be a time since 1970.
    fn is_time(&self) -> bool {
        let digits = self.digits.bytes().filter(u8::is_ascii_digit);
        let digits: String = digits.chain([b'0'; 10]).take(10).map(char::from).collect();
        let seconds: u64 = digits.parse().unwrap_or(0);
        matches!(self.whole, 10 | 13 | 16 | 19)
            && TIMES.contains(&seconds)
            && !self.head.contains('-')
    }

    /// The number with the digits that it would get in a text.
    fn as_phone(&self, rewriter: &Rewriter<'_>) -> String {
        let digits = self.digits.bytes().filter(u8::is_ascii_digit);
        let digits: Vec<u8> = digits.map(|byte| byte.saturating_sub(b'0')).collect();
        let mut other = standin::phone_digits(rewriter.key, &digits, false).into_iter();
        let place = |c: char| match c {
            '.' => c,
            _ => other
                .next()
                .map_or(c, |digit| char::from(digit.saturating_add(b'0'))),
        };
        let digits: String = self.digits.chars().map(place).collect();
        format!("{}{digits}{}", self.head, self.tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_whatever_the_form() {
        for (text, length) in [
            ("0", 0),
            ("-0.0", 0),
            ("482913", 6),
            ("2125550187", 10),
            ("-2125550187.0", 10),
            ("2.125550187e9", 10),
            ("212555.0187", 10),
            ("0.02125550187", 10),
            ("2e9", 10),
            ("100.0", 3),
            ("1e-9", 1),
            ("1E+400", 401),
            ("36.5", 3),
        ] {
            let literal = Literal::of(text);
            assert_eq!(literal.length(), length, "{text}");
            let parts = [literal.head, literal.digits, literal.tail].concat();
            assert_eq!(parts, text);
        }
        assert!(Literal::of(&format!("1e{}", "9".repeat(40))).length() > 1_000_000);
    }

    #[test]
    fn times_are_told_from_other_numbers() {
        for text in [
            "1781290300",
            "1781290300.118",
            "1781290300118",
            "1.7812903e9",
        ] {
            assert!(Literal::of(text).is_time(), "{text}");
        }
        for text in ["2515550187", "12125550187", "-1781290300", "5550187", "0"] {
            assert!(!Literal::of(text).is_time(), "{text}");
        }
    }
}
