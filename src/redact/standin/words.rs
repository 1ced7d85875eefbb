//! Words that mean nothing, for names, mail addresses and everything that was said.

use super::{Key, Script};

/// Filler about as long as `text` and in its script. It is made from the whole text, never word by word:
/// equal words of two texts become different ones, or the text could be read from how often words come.
pub(in crate::redact) fn filler(key: &Key, text: &str) -> String {
    let mut stream = key.stream("text", text);
    let script = Script::of_text(text);
    let wanted = text.chars().count();
    let mut out = String::with_capacity(text.len());
    let mut written = 0_usize;
    let is_capital = text.chars().next().is_some_and(char::is_uppercase);
    loop {
        // Four syllables at least in all: hardly two short texts become the same.
        let length = stream.below(3).saturating_add(2);
        for _ in 0..length {
            let from = out.len();
            script.push_syllable(&mut stream, &mut out);
            let syllable = out.get(from..).unwrap_or_default();
            written = written.saturating_add(syllable.chars().count());
        }
        if written >= wanted.max(6) {
            break;
        }
        if script.has_blanks() {
            out.push(' ');
            written = written.saturating_add(1);
        }
    }
    if is_capital { capital(&out) } else { out }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(characters)
        .collect()
}

/// Another name in the same script and the same case.
pub(in crate::redact) fn name_word(key: &Key, word: &str) -> String {
    let plain = word.to_lowercase();
    let mut stream = key.stream("name", &plain);
    let script = Script::of_text(&plain);
    let mut out = String::new();
    loop {
        for _ in 0..3 {
            script.push_syllable(&mut stream, &mut out);
        }
        if out != plain {
            break;
        }
        out.clear();
    }
    let mut cased = word.chars();
    match (cased.next(), cased.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => {
            out.to_uppercase()
        }
        (Some(first), _) if first.is_uppercase() => capital(&out),
        _ => out,
    }
}

/// Another mail address, at a domain that nobody can have (RFC 2606).
pub(in crate::redact) fn mail(key: &Key, address: &str) -> String {
    let plain = address.to_lowercase();
    let mut stream = key.stream("mail", &plain);
    let mut out = String::new();
    for dot in [".", "@"] {
        for _ in 0..3 {
            Script::Latin.push_syllable(&mut stream, &mut out);
        }
        out.push_str(dot);
    }
    let domain = plain.rsplit('@').next().unwrap_or_default();
    let domains = ["example.com", "example.net", "example.org"];
    out.push_str(
        key.stream("domain", domain)
            .pick(&domains)
            .unwrap_or("example.com"),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_key;
    use super::*;

    #[test]
    fn filler_keeps_length_script_and_nothing_else() {
        let key = test_key();
        for text in [
            "Where is my order, please?",
            "Где мой заказ?",
            "私の注文はどこですか",
            "我的订单在哪里",
            "أين طلبي؟",
            "मेरा ऑर्डर कहाँ है",
            "주문이 어디에 있나요",
        ] {
            let other = filler(&key, text);
            assert_eq!(Script::of_text(&other), Script::of_text(text), "{other}");
            let (before, after) = (text.chars().count(), other.chars().count());
            assert!(after >= before && after <= before + 12, "{text} {other}");
        }
        let (one, two) = (filler(&key, "yes yes"), filler(&key, "yes no"));
        assert_ne!(one.split(' ').next(), two.split(' ').next());
    }

    #[test]
    fn short_texts_hardly_become_the_same() {
        let key = test_key();
        let all: std::collections::BTreeSet<String> =
            (0..1000).map(|n| filler(&key, &format!("a{n}"))).collect();
        assert!(all.len() > 985, "{}", all.len());
    }

    #[test]
    fn names_and_addresses_are_the_same_in_any_case() {
        let key = test_key();
        let name = name_word(&key, "Ada");
        assert!(name.starts_with(char::is_uppercase));
        assert_eq!(name_word(&key, "ADA"), name.to_uppercase());
        assert_eq!(name_word(&key, "ada"), name.to_lowercase());
        assert_eq!(mail(&key, "Ada@Example.org"), mail(&key, "ada@example.org"));
        assert_ne!(mail(&key, "ada@h.org"), mail(&key, "bea@h.org"));
    }
}
