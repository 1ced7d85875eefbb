//! Phone numbers, as far as rules may look at them. Numbers are personal: what is wrong with one is
//! said without it.

/// A value that the telephony provider may write for a caller who has no number.
const WORDS: [&str; 9] = [
    "anonymous",
    "blocked",
    "private",
    "restricted",
    "unavailable",
    "unknown",
    "withheld",
    "not available",
    "no caller id",
];

/// Addresses that are no phone number: SIP, and the names of Twilio's own clients.
const SCHEMES: [&str; 3] = ["sip:", "sips:", "client:"];

/// What the documentation's sample holds in place of any text; being a placeholder is its fault.
const PLACEHOLDER: &str = "string";

/// Whether `text` stands for a caller without a phone number, or for nothing at all.
pub(super) fn is_no_number(text: &str) -> bool {
    let plain: String = text.trim().chars().map(plain).take(80).collect();
    plain == PLACEHOLDER
        || WORDS.contains(&plain.as_str())
        || plain.contains('@')
        || SCHEMES.iter().any(|scheme| plain.starts_with(scheme))
}

/// Whether `text` is a word for a caller who has no number.
pub(crate) fn stands_for_nobody(text: &str) -> bool {
    let plain: String = text.trim().chars().map(plain).take(80).collect();
    WORDS.contains(&plain.as_str())
}

fn plain(c: char) -> char {
    match c {
        '_' | '-' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// What keeps `text` from being `+` and 7 to 15 digits (E.164), in words without the number.
pub(super) fn fault(text: &str) -> Option<&'static str> {
    let digits = text.strip_prefix('+');
    let rest = digits.unwrap_or(text);
    if !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("holds something else than `+` and digits");
    }
    match (rest.len(), digits) {
        (0..7, _) => Some("has fewer than 7 digits"),
        (16.., _) => Some("has more than 15 digits"),
        (_, None) => Some("does not begin with `+` and the country code"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_judged_as_e_164() {
        for good in ["+1555010", "+15550100145", "+123456789012345"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "",
            "+",
            "+155501",
            "15550100145",
            "+1234567890123456",
            "+1 555 010 0145",
            "++15550100145",
            "+1555010014５",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn some_callers_have_no_number() {
        for word in [
            "Anonymous",
            "no-caller-id",
            "sip:ada@pbx.example.com",
            "ada@example.com",
            "client:ada",
        ] {
            assert!(is_no_number(word), "{word}");
        }
        assert!(!is_no_number("+15550100145") && !is_no_number("sipping"));
    }
}
