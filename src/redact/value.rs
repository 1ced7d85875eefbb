//! What becomes of one string: what the level and its field ask for.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::json::is_only_container;
use crate::rules::{is_placeholder, stands_for_nobody};
use crate::source::Span;

use super::detect::{Detector, is_uuid, number_in, whole_address};
use super::edit::{Edit, apply};
use super::field::Field;
use super::learn::Known;
use super::policy::{Level, Matched, Policy, Step};
use super::report::Kind;
use super::rewrite;
use super::says::Says;
use super::seems::{ID_KINDS, is_code, is_full_name, is_machine_id, is_of_id, is_time, is_word};
use super::standin::{self, Key};

/// JSON in a string in JSON in a string: read so deep.
const DEEPEST: usize = 3;

/// Where a string stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'p> {
    pub(super) field: Field,
    pub(super) says: Says,
    /// How many strings of JSON it is in.
    pub(super) depth: usize,
    /// The path to it, if anybody asks for places.
    pub(super) path: &'p [Step],
}

impl Stand<'_> {
    /// Whether the string is read as the JSON that it holds.
    pub(super) fn holds_json(&self, text: &str) -> bool {
        holds_json(text, DEEPEST.saturating_sub(self.depth))
    }
}

/// Whether a text is an object or an array, or a string of JSON that holds one, at most `deepest` strings deep.
fn holds_json(text: &str, deepest: usize) -> bool {
    let Some(deeper) = deepest.checked_sub(1) else {
        return false;
    };
    match text.trim_start().chars().next() {
        Some('{' | '[') => is_only_container(text),
        Some('"') => read_only_string(text).is_some_and(|inner| holds_json(&inner, deeper)),
        _ => false,
    }
}

/// What a text reads as that is one string of JSON and nothing else.
fn read_only_string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

/// Decides what stands in place of a value.
pub(super) struct Rewriter<'r> {
    pub(super) key: &'r Key,
    pub(super) policy: &'r Policy,
    pub(super) known: &'r Known,
    /// Which patterns of the policy have found a place.
    pub(super) matched: &'r RefCell<Matched>,
}

impl Rewriter<'_> {
    pub(super) fn has(&self, level: Level) -> bool {
        self.policy.level >= level
    }

    /// The edits of a string, in order and apart.
    pub(super) fn string(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        if text.is_empty() || is_placeholder(text) {
            return Vec::new();
        }
        match stand.says {
            Says::Person => return self.person(text),
            Says::Named if is_full_name(text) => return self.person(text),
            Says::Secret => return whole(text, Kind::Token, standin::token(self.key, text)),
            Says::Nothing | Says::Named => {}
        }
        match stand.field {
            Field::Id => self.id(stand, text),
            Field::Label if self.has(Level::All) => {
                whole(text, Kind::Name, standin::filler(self.key, text))
            }
            Field::Label => self.detected(stand, text),
            Field::Recording => match self.with_detector(stand, |of| whole_address(of, text)) {
                Some(other) if other == text => Vec::new(),
                Some(other) => whole(text, Kind::Address, other),
                None => self.free(stand, text),
            },
            Field::Phone => self.phone(stand, text),
            Field::Time | Field::Measure if is_time(text) => Vec::new(),
            Field::Word if is_word(text) => self.detected(stand, text),
            Field::Tool if is_code(text) => self.detected(stand, text),
            Field::Word => {
                let field = Field::Unknown;
                self.free(Stand { field, ..stand }, text)
            }
            _ => self.free(stand, text),
        }
    }

    /// The edits of a key that is not documented.
    pub(super) fn key(&self, stand: Stand<'_>, key: &str) -> Vec<Edit> {
        self.detected(stand, key)
    }

    fn person(&self, text: &str) -> Vec<Edit> {
        let mut out = String::with_capacity(text.len());
        for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            let rest = piece.get(word.len()..).unwrap_or_default();
            if word.is_empty() {
                out.push_str(rest);
                continue;
            }
            out.push_str(&standin::name_word(self.key, word));
            out.push_str(rest);
        }
        whole(text, Kind::Name, out)
    }

    fn id(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        if self.has(Level::All) {
            return whole(text, Kind::Id, self.other_id(text));
        }
        if is_uuid(text) || is_machine_id(text) {
            return Vec::new();
        }
        if is_code(text) && text.bytes().all(is_of_id) {
            return self.detected(stand, text);
        }
        let field = Field::Unknown;
        self.free(Stand { field, ..stand }, text)
    }

    /// Another id of the same form. What says which kind of id it is stays.
    fn other_id(&self, text: &str) -> String {
        if is_uuid(text) {
            return standin::uuid(self.key, text);
        }
        let (id, call) = text.split_at(text.find('/').unwrap_or(text.len()));
        let kind = ID_KINDS.iter().find(|kind| id.starts_with(*kind));
        let kind = kind.copied().unwrap_or_default();
        let id = id.strip_prefix(kind).unwrap_or(id);
        let call = match call.strip_prefix("/fnc_") {
            Some(number) if number.len() <= 3 => call.to_owned(),
            _ => standin::scrambled(self.key, "id", call),
        };
        format!("{kind}{}{call}", standin::scrambled(self.key, "id", id))
    }

    fn phone(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        let plain = text.trim();
        if plain.is_empty() || stands_for_nobody(plain) {
            return Vec::new();
        }
        if plain.contains('@') || plain.contains("//") {
            return self.free(stand, text);
        }
        for scheme in ["client:", "sip:", "sips:", "tel:"] {
            if let Some(name) = text.strip_prefix(scheme) {
                let other = self.with_detector(stand, |of| number_in(of, name));
                let other = match other {
                    Some(other) if !name.contains(char::is_alphabetic) => other,
                    _ => standin::scrambled(self.key, "client", name),
                };
                return whole(text, Kind::Phone, format!("{scheme}{other}"));
            }
        }
        let other = self.with_detector(stand, |of| number_in(of, text));
        match other {
            Some(other) if !text.contains(char::is_alphabetic) => whole(text, Kind::Phone, other),
            _ => whole(text, Kind::Text, standin::filler(self.key, text)),
        }
    }

    /// Text that anybody may have written: JSON is read as what it is.
    fn free(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        if stand.holds_json(text) {
            return rewrite::inner(self, text, stand);
        }
        if !self.has(Level::Content) {
            return self.detected(stand, text);
        }
        if stand.field.has_keys() && is_code(text) {
            return self.code(stand, text);
        }
        self.filled(stand, text)
    }

    /// What the detectors find.
    fn detected(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        let mut edits = self.with_detector(stand, |of| of.find(text));
        let is_change = |edit: &Edit| text.get(edit.span.start..edit.span.end) != Some(&edit.text);
        edits.retain(is_change);
        edits
    }

    pub(super) fn with_detector<T>(
        &self,
        stand: Stand<'_>,
        ask: impl FnOnce(&Detector<'_>) -> T,
    ) -> T {
        let deeper = Stand {
            depth: stand.depth.saturating_add(1),
            says: Says::Nothing,
            ..stand
        };
        let encoded = |plain: &str| {
            if deeper.depth > DEEPEST {
                return Some(standin::scrambled(self.key, "encoded", plain));
            }
            let edits = self.encoded(deeper, plain);
            (!edits.is_empty()).then(|| apply(plain, &edits))
        };
        let uuid = |text: &str| self.uuid(stand.field, text).into_owned();
        let paths = match stand.field.is_of_payload() {
            true => Level::All,
            false => Level::Content,
        };
        ask(&Detector {
            key: self.key,
            names: &self.known.names,
            spoken: self.policy.spoken,
            has_tokens: stand.field.has_tokens(),
            hides_hosts: self.has(Level::All),
            hides_paths: self.has(paths),
            uuid: &uuid,
            encoded: &encoded,
        })
    }

    /// Percent-encoded text is filled where plain text is.
    fn encoded(&self, stand: Stand<'_>, plain: &str) -> Vec<Edit> {
        if !stand.field.is_of_payload() && self.has(Level::Content) {
            self.filled(stand, plain)
        } else {
            self.detected(stand, plain)
        }
    }

    /// What becomes of a UUID: ids of the payload stay below the last level, what tools took and gave does not.
    fn uuid<'t>(&self, field: Field, text: &'t str) -> Cow<'t, str> {
        let is_known = || self.known.ids.contains(&text.to_ascii_lowercase());
        let is_replaced =
            self.has(Level::All) || (self.has(Level::Content) && field.is_said() && !is_known());
        if is_replaced && !is_placeholder(text) {
            Cow::Owned(standin::uuid(self.key, text))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// The edit of a whole text, unless it stays.
pub(super) fn whole(text: &str, kind: Kind, other: String) -> Vec<Edit> {
    if other == text {
        return Vec::new();
    }
    vec![Edit {
        span: Span::new(0, text.len()),
        text: other,
        kind,
    }]
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::redact::{Outcome, Redactor};
    use crate::secret::Secret;
    use crate::source::Document;

    /// A payload in which `output` is what a tool gave, redacted at the first level.
    fn redacted(output: &str) -> serde_json::Value {
        let id = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411";
        let history = serde_json::json!([{"tool_output": output}, {"content": "I am Zacharias."}]);
        let data = serde_json::json!({"session_id": id, "agent_id": id, "history": history});
        let payload = serde_json::json!({"event": "ConversationComplete", "data": data});
        let secret = Secret::new(Zeroizing::new(b"test".to_vec()), "test".to_owned());
        let level = Level::Contact;
        let policy = Policy {
            level,
            ..Policy::default()
        };
        let redactor = Redactor::new(policy, &secret).unwrap();
        match redactor.redact(Document::of_text(&payload.to_string())) {
            Outcome::Redacted(redacted) => serde_json::from_str(&redacted.text).unwrap(),
            _ => panic!("{output}"),
        }
    }

    #[test]
    fn json_that_was_encoded_twice_tells_names() {
        let mut output = r#"{"first_name": "Zacharias", "city": "Ulm"}"#.to_owned();
        for depth in 1..=DEEPEST {
            let value = redacted(&output);
            assert!(!value.to_string().contains("Zacharias"), "{depth} {value}");
            let mut inner = value["data"]["history"][0]["tool_output"].clone();
            for _ in 0..depth {
                inner = serde_json::from_str(inner.as_str().unwrap()).unwrap();
            }
            assert_eq!(inner["city"], "Ulm");
            output = serde_json::to_string(&output).unwrap();
        }
    }

    #[test]
    fn a_string_counts_for_what_it_holds() {
        for (text, deepest) in [
            ("{}", 1),
            (" [1] ", 1),
            (r#" "{}" "#, 2),
            (r#""\"[]\"""#, 3),
        ] {
            assert!(holds_json(text, deepest), "{text}");
            assert!(!holds_json(text, deepest - 1), "{text}");
        }
        for text in [
            "",
            "{",
            "7",
            r#""a""#,
            r#""{}" "{}""#,
            r#""{}"#,
            r#"say "{}""#,
        ] {
            assert!(!holds_json(text, DEEPEST), "{text}");
        }
    }
}
