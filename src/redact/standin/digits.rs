//! Digits for digits: telephone numbers and everything else that is told by its digits, payment cards,
//! and the numbers of tools.

use super::Key;

/// Digits at the end of a number that say whose it is; before them are the country, a prefix, a zero.
const OWN: usize = 10;
/// Equal digits in a row that would give a number away.
pub(in crate::redact) const GIVEAWAY: usize = 7;

/// Other digits in place of those of a telephone number. The same number gets the same last digits in each
/// of its spellings: with its country code, `00`, a leading zero, or bare. Where there are ten of its own
/// they begin with 555, which no American area code is. What stands before them stays if it is dialling alone.
pub(in crate::redact) fn phone_digits(key: &Key, digits: &[u8], is_international: bool) -> Vec<u8> {
    let before = digits.len().saturating_sub(own(digits, is_international));
    let (_, identity) = digits.split_at_checked(before).unwrap_or((&[], digits));
    let other = own_digits(key, identity);
    let mut stays = dialling(digits, before, is_international);
    if stays.saturating_add(same_head(identity, &other)) >= GIVEAWAY {
        stays = 0;
    }
    prefix_digits(key, digits, before, stays)
        .into_iter()
        .chain(other)
        .collect()
}

/// How many of the digits before a number's own say how it is dialled: `00` or `011`, the country, a trunk zero. If
/// others are among them, they may be of another number that was said before this one: then nobody knows which are
/// the country, but behind a `+`.
fn dialling(digits: &[u8], before: usize, is_international: bool) -> usize {
    let country = |exit: usize| {
        let rest = digits.get(exit..).unwrap_or_default();
        exit.saturating_add(country_code(rest))
    };
    let zeros = zeros(digits);
    let exits = [
        (zeros <= 2).then_some(zeros),
        digits.starts_with(&[0, 1, 1]).then_some(3),
    ];
    for exit in exits.into_iter().flatten() {
        let country = country(exit);
        let trunk = usize::from(digits.get(country) == Some(&0));
        if [exit, country, country.saturating_add(trunk)].contains(&before) {
            return before;
        }
    }
    match is_international && zeros == 0 {
        true => country(0).min(before),
        false => 0,
    }
}

/// The digits before a number's own, with others from the first one on that does not stay.
fn prefix_digits(key: &Key, digits: &[u8], before: usize, stays: usize) -> Vec<u8> {
    let prefix = digits.get(..before).unwrap_or_default();
    let mut attempt = 0_u32;
    loop {
        let mut stream = key.stream("prefix", &format!("{attempt} {}", written(digits)));
        let mut out = prefix.to_vec();
        let replaced = out.iter_mut().skip(stays);
        replaced.for_each(|digit| *digit = stream.digit().max(1));
        attempt = attempt.saturating_add(1);
        if stays == before || out != prefix || attempt > 64 {
            return out;
        }
    }
}

/// Other digits for those that say whose number it is.
fn own_digits(key: &Key, identity: &[u8]) -> Vec<u8> {
    let written = written(identity);
    let mut attempt = 0_u32;
    loop {
        let mut stream = key.stream("number", &format!("{attempt} {written}"));
        let mut out = identity.to_vec();
        for (place, digit) in out.iter_mut().enumerate() {
            *digit = match place {
                0..3 if identity.len() == OWN => 5,
                0 if *digit != 0 => stream.digit().max(1),
                _ => stream.digit(),
            };
        }
        attempt = attempt.saturating_add(1);
        let is_other = !gives_away(identity, &out) && same_head(identity, &out) <= 3;
        if is_other || attempt > 64 {
            return out;
        }
    }
}

/// How many digits are the same from the first on.
fn same_head(before: &[u8], after: &[u8]) -> usize {
    let mut pairs = before.iter().zip(after);
    pairs.position(|(a, b)| a != b).unwrap_or(before.len())
}

fn written(digits: &[u8]) -> String {
    digits.iter().copied().map(as_char).collect()
}

/// How many of the last digits are the number's own.
fn own(digits: &[u8], is_international: bool) -> usize {
    let leading = zeros(digits);
    let rest = digits.get(leading..).unwrap_or_default();
    let is_abroad = is_international || leading == 2 || (leading == 0 && rest.len() > OWN);
    let country = if is_abroad { country_code(rest) } else { 0 };
    let national = rest.get(country..).unwrap_or_default();
    let national = national.len().saturating_sub(zeros(national));
    if national < GIVEAWAY {
        digits.len().min(OWN)
    } else {
        national.min(OWN)
    }
}

fn zeros(digits: &[u8]) -> usize {
    digits.iter().take_while(|digit| **digit == 0).count()
}

/// The length of the country code (E.164).
fn country_code(digits: &[u8]) -> usize {
    match digits {
        [1 | 7, ..] => 1,
        [2, 0 | 7, ..]
        | [3, 0..=4 | 6 | 9, ..]
        | [4, 0 | 1 | 3..=9, ..]
        | [5, 1..=8, ..]
        | [6, 0..=6, ..]
        | [8, 1 | 2 | 4 | 6, ..]
        | [9, 0..=5 | 8, ..] => 2,
        _ => 3,
    }
}

/// Whether so many digits in a row stayed that one could search for them; of short numbers, all.
fn gives_away(before: &[u8], after: &[u8]) -> bool {
    let limit = GIVEAWAY.min(before.len());
    let mut same = 0_usize;
    for (before, after) in before.iter().zip(after) {
        same = if before == after {
            same.saturating_add(1)
        } else {
            0
        };
        if same >= limit {
            return true;
        }
    }
    false
}

/// A payment card that passes the check of its digits and that nobody has: its issuer, 400000, is for tests.
pub(in crate::redact) fn card(key: &Key, digits: &[u8]) -> Vec<u8> {
    let written = written(digits);
    let mut attempt = 0_u32;
    loop {
        let mut stream = key.stream("card", &format!("{attempt} {written}"));
        let mut out: Vec<u8> = digits.iter().map(|_| stream.digit()).collect();
        for (place, digit) in out.iter_mut().take(6).enumerate() {
            *digit = if place == 0 { 4 } else { 0 };
        }
        for check in 0..10 {
            if let Some(last) = out.last_mut() {
                *last = check;
            }
            if passes_luhn(&out) {
                break;
            }
        }
        attempt = attempt.saturating_add(1);
        if !gives_away(digits, &out) || attempt > 64 {
            return out;
        }
    }
}

/// Whether digits are as many as a payment card's, begin as one, and pass its check.
pub(in crate::redact) fn is_card(digits: &[u8]) -> bool {
    let begins = match digits.len() {
        14 => matches!(digits, [3, 0 | 6 | 8, ..]),
        15 => matches!(digits, [3, 4 | 7, ..]),
        16..=19 => matches!(digits, [2..=6, ..]),
        _ => false,
    };
    begins && passes_luhn(digits)
}

fn passes_luhn(digits: &[u8]) -> bool {
    let mut sum = 0_u32;
    for (place, digit) in digits.iter().rev().enumerate() {
        let digit = u32::from(*digit);
        let counted = match place % 2 {
            0 => digit,
            _ => digit.saturating_mul(2),
        };
        sum = sum
            .saturating_add(counted / 10)
            .saturating_add(counted % 10);
    }
    sum.is_multiple_of(10)
}

/// Another number of the same form, as JSON writes it; 0 stays 0. Numbers of the same form stay different.
pub(in crate::redact) fn numeral(key: &Key, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mantissa, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    for (part, group) in mantissa.split('.').enumerate() {
        let (sign, group) = match group.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", group),
        };
        if part > 0 {
            out.push('.');
        }
        out.push_str(sign);
        out.push_str(&group_of(key, group, part == 0));
    }
    out.push_str(exponent);
    out
}

fn group_of(key: &Key, group: &str, is_whole: bool) -> String {
    let length = group.len();
    let power = u32::try_from(length)
        .ok()
        .and_then(|n| 10_u64.checked_pow(n));
    let Some((number, power)) = group.parse::<u64>().ok().zip(power) else {
        let digits: Vec<u8> = group.bytes().map(|b| b.saturating_sub(b'0')).collect();
        let other = phone_digits(key, &digits, false);
        return other.into_iter().map(as_char).collect();
    };
    // A whole number begins with no zero, unless it is one: that is nobody's number, and the code of success.
    if is_whole && number == 0 {
        return group.to_owned();
    }
    let least = if is_whole { power / 10 } else { 0 };
    let count = power.saturating_sub(least);
    let purpose = if is_whole { "whole" } else { "fraction" };
    let moved = key.permuted(purpose, number.saturating_sub(least), count);
    let moved = moved.saturating_add(least);
    format!("{moved:0length$}")
}

fn as_char(digit: u8) -> char {
    char::from(digit.saturating_add(b'0'))
}

#[cfg(test)]
mod tests {
    use super::super::test_key;
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect()
    }

    fn stand_in(text: &str) -> String {
        let out = phone_digits(&test_key(), &digits(text), text.starts_with('+'));
        out.into_iter().map(as_char).collect()
    }

    #[test]
    fn spellings_of_one_number_end_alike() {
        for (spellings, length) in [
            (
                &[
                    "+12125550187",
                    "12125550187",
                    "2125550187",
                    "0012125550187",
                    "01112125550187",
                ][..],
                10,
            ),
            (
                &[
                    "+4915123456789",
                    "015123456789",
                    "004915123456789",
                    "4915123456789",
                ],
                10,
            ),
            (
                &["+33612345678", "0612345678", "0033612345678", "33612345678"],
                9,
            ),
            (&["+447700123456", "07700123456", "+4407700123456"], 10),
            (&["+8613812345678", "13812345678"], 10),
            (&["+4532345678", "32345678"], 8),
            (&["+39061234567", "061234567"], 8),
        ] {
            let ends: Vec<String> = spellings
                .iter()
                .map(|spelling| stand_in(spelling))
                .map(|digits| digits[digits.len() - length..].to_owned())
                .collect();
            assert!(
                ends.iter().all(|end| *end == ends[0]),
                "{spellings:?} {ends:?}"
            );
        }
    }

    #[test]
    fn prefixes_stay_and_nothing_that_gives_a_number_away() {
        assert!(stand_in("+12125550187").starts_with("1555"));
        assert!(stand_in("+33612345678").starts_with("33"));
        for text in [
            "+12125550187",
            "0000000",
            "5550187",
            "12345678901234567890123",
            "+15550117342",
        ] {
            let (before, after) = (digits(text), digits(&stand_in(text)));
            assert_eq!(before.len(), after.len());
            assert!(!gives_away(&before, &after), "{text} {after:?}");
        }
    }

    #[test]
    fn what_stands_before_a_number_stays_if_it_is_dialling_alone() {
        for (text, stays) in [
            ("+12126480187", "1"),
            ("0012126480187", "001"),
            ("01112126480187", "0111"),
            ("+4407700123456", "440"),
            ("07700123456", "0"),
            // The eleventh digit of a number may as well be one of another.
            ("+4915123456789", "49"),
            ("4915123456789", ""),
            ("100012126480187", ""),
            ("42422126480187", ""),
            ("19872126480187", ""),
            ("00002126480187", ""),
            ("1234562126480187", ""),
        ] {
            let (before, after) = (digits(text), stand_in(text));
            let prefix = &before[..before.len() - 10];
            let kept = &after[..stays.len()];
            assert_eq!(kept, stays, "{text} {after}");
            let is_whole = stays.len() == prefix.len();
            assert_eq!(
                digits(&after).starts_with(prefix),
                is_whole,
                "{text} {after}"
            );
        }
    }

    #[test]
    fn a_card_stays_a_card_that_nobody_has() {
        for text in [
            "4111111111111111",
            "378282246310005",
            "30569309025904",
            "6011000990139424",
        ] {
            assert!(is_card(&digits(text)), "{text}");
            let other = card(&test_key(), &digits(text));
            assert!(
                passes_luhn(&other) && other.starts_with(&[4, 0, 0, 0, 0, 0]),
                "{other:?}"
            );
            assert_eq!(other.len(), text.len());
        }
        assert!(!is_card(&digits("4111111111111112")) && !is_card(&digits("4915123456789")));
    }

    #[test]
    fn numbers_keep_their_form_and_stay_apart() {
        let key = test_key();
        for text in [
            "0",
            "7",
            "-15.50",
            "36.5",
            "1.5e3",
            "120",
            "12345678901234567890123",
        ] {
            let other = numeral(&key, text);
            assert_eq!(other.len(), text.len(), "{text} {other}");
            assert!(
                serde_json::from_str::<f64>(&other).is_ok(),
                "{text} {other}"
            );
        }
        let all: std::collections::BTreeSet<String> =
            (10..100).map(|n| numeral(&key, &n.to_string())).collect();
        assert_eq!(all.len(), 90);
    }
}
