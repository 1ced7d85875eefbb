//! International bank account numbers: told by their check digits, and replaced by others that pass the
//! check.

use super::Key;

/// Whether letters and digits without blanks are an IBAN: country, check digits, 11 to 30 more.
pub(in crate::redact) fn is_iban(text: &str) -> bool {
    let (head, account) = text.split_at_checked(4).unwrap_or((text, ""));
    let is_head = matches!(head.as_bytes(), [a, b, c, d]
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit());
    is_head
        && (11..=30).contains(&account.len())
        && account.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && remainder(account, head) == Some(1)
}

/// What the number leaves when 97 divides it, written as the check wants it.
fn remainder(account: &str, head: &str) -> Option<u32> {
    account
        .chars()
        .chain(head.chars())
        .try_fold(0_u32, |rest, c| {
            let value = c.to_digit(36)?;
            let factor = if value < 10 { 10 } else { 100 };
            rest.checked_mul(factor)?
                .checked_add(value)?
                .checked_rem(97)
        })
}

/// Another IBAN of the same country and form.
pub(in crate::redact) fn iban(key: &Key, text: &str) -> String {
    let (country, rest) = text.split_at_checked(2).unwrap_or((text, ""));
    let account = rest.get(2..).unwrap_or_default();
    let account = super::scrambled(key, "iban", &account.to_ascii_uppercase());
    let rest = remainder(&account, &format!("{country}00")).unwrap_or(0);
    let check = 98_u32.saturating_sub(rest);
    format!("{country}{check:02}{account}")
}

#[cfg(test)]
mod tests {
    use super::super::test_key;
    use super::*;

    #[test]
    fn an_iban_is_told_by_its_check_digits() {
        for text in [
            "DE89370400440532013000",
            "GB82WEST12345698765432",
            "NO9386011117947",
            "fr1420041010050500013M02606",
        ] {
            assert!(is_iban(text), "{text}");
            let other = iban(&test_key(), text);
            assert!(
                is_iban(&other) && other.len() == text.len() && other != text,
                "{other}"
            );
            assert_eq!(other[..2], text[..2]);
        }
        assert!(
            !is_iban("DE88370400440532013000")
                && !is_iban("DE89")
                && !is_iban("8989370400440532013000")
        );
    }
}
