//! Numbers of a few digits, which all delays are: exact in a double, and so the same whoever reads them.

/// The first whole number that a double does not have.
const INEXACT: u64 = 1 << 53;

/// Powers of ten that a double has exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Reads the number that `bytes` begins with, and says how long it is. Of two exact doubles the quotient is the
/// double nearest to what is written (IEEE 754). `None` for what is no number, has an exponent or too many digits.
#[inline]
pub(super) fn read(bytes: &[u8]) -> Option<(f64, usize)> {
    let is_negative = bytes.first() == Some(&b'-');
    let mut at = usize::from(is_negative);
    let start = at;
    let mut digits = 0_u64;
    while let Some(digit) = digit(bytes, at) {
        digits = digits.checked_mul(10)?.checked_add(digit)?;
        at = at.wrapping_add(1);
    }
    let whole = at.wrapping_sub(start);
    let has_needless_zero = whole > 1 && bytes.get(start) == Some(&b'0');
    if whole == 0 || has_needless_zero {
        return None;
    }
    let mut decimals = 0_usize;
    if bytes.get(at) == Some(&b'.') {
        at = at.wrapping_add(1);
        let point = at;
        while let Some(digit) = digit(bytes, at) {
            digits = digits.checked_mul(10)?.checked_add(digit)?;
            at = at.wrapping_add(1);
        }
        decimals = at.wrapping_sub(point);
        if decimals == 0 {
            return None;
        }
    }
    if digits >= INEXACT || matches!(bytes.get(at), Some(b'e' | b'E')) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "smaller than 2^53")]
    let value = digits as f64 / TENS.get(decimals)?;
    Some((if is_negative { -value } else { value }, at))
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    let digit = bytes.get(at)?.wrapping_sub(b'0');
    (digit < 10).then_some(digit.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_serde_json_reads() {
        for text in [
            "0",
            "-0",
            "0.0",
            "7",
            "-7",
            "0.349",
            "0.00009",
            "24.6",
            "1747888559.8039",
            "9007199254740991",
            "0.9007199254740991",
            "-12.5",
        ] {
            let expected: f64 = serde_json::from_str(text).unwrap();
            let (value, length) = read(format!("{text},").as_bytes()).unwrap();
            assert_eq!(value.to_bits(), expected.to_bits(), "{text}");
            assert_eq!(length, text.len());
        }
    }

    #[test]
    fn what_is_unusual_is_passed_on() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "01",
            "-01",
            "00",
            "1e3",
            "1.5E3",
            "9007199254740992",
            "+1",
            "0.00000000000000000000001",
            "99999999999999999999999",
            "x",
            "-x",
            "NaN",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
