//! What becomes of one string: what the level and its field ask for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use crate::json::is_only_container;
use crate::rules::{is_placeholder, stands_for_nobody};
use crate::source::Span;

use super::detect::{Detector, Names, is_uuid, number_in, whole_address};
use super::edit::{Edit, apply};
use super::field::Field;
use super::policy::{Level, Matched, Policy, Step};
use super::report::Kind;
use super::says::Says;
use super::seems::{
    ID_KINDS, is_code, is_full_name, is_machine_id, is_of_id, is_spoken, is_time, is_word,
};
use super::standin::{self, Key};
use super::walk;

/// JSON in a string in JSON in a string: read so deep.
const DEEPEST: usize = 3;

/// What a document tells about the values in it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) names: Names,
    /// UUIDs in fields for ids, in lower case: they are the same wherever they stand.
    pub(super) ids: HashSet<String>,
}

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
        self.depth < DEEPEST && text.trim_start().starts_with(['{', '[']) && is_only_container(text)
    }
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
            return walk::inner(self, text, stand);
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

    /// A value without blanks: a code, a choice, a date. It keeps its form.
    fn code(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        if is_time(text) {
            let other = standin::moment(self.key, text);
            return whole(text, Kind::Text, other);
        }
        let found = self.with_detector(stand, |of| of.find(text));
        if found.is_empty() {
            return whole(text, Kind::Text, standin::scrambled(self.key, "code", text));
        }
        self.filled(stand, text)
    }

    /// Text with filler around the stand-ins of what is found in it. Lines stay lines.
    fn filled(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        let found = self.with_detector(stand, |of| of.find(text));
        let mut edits = Vec::with_capacity(found.len());
        let mut from = 0_usize;
        for edit in found {
            let before = text.get(from..edit.span.start).unwrap_or_default();
            let scheme = match edit.kind {
                Kind::Address => scheme_length(before),
                _ => 0,
            };
            let end = edit.span.start.saturating_sub(scheme);
            self.fill(text, Span::new(from, end), &mut edits);
            from = edit.span.end;
            if text.get(edit.span.start..edit.span.end) != Some(&edit.text) {
                edits.push(edit);
            }
        }
        self.fill(text, Span::new(from, text.len()), &mut edits);
        edits
    }

    fn fill(&self, text: &str, gap: Span, edits: &mut Vec<Edit>) {
        let mut at = gap.start;
        let part = text.get(gap.start..gap.end).unwrap_or_default();
        for line in part.split_inclusive('\n') {
            let words = line.trim_matches(|c: char| !is_spoken(c));
            let lead = line
                .len()
                .saturating_sub(line.trim_start_matches(|c: char| !is_spoken(c)).len());
            let start = at.saturating_add(lead);
            at = at.saturating_add(line.len());
            if words.is_empty() {
                continue;
            }
            edits.push(Edit {
                span: Span::new(start, start.saturating_add(words.len())),
                text: standin::filler(self.key, words),
                kind: Kind::Text,
            });
        }
    }

    fn with_detector<T>(&self, stand: Stand<'_>, ask: impl FnOnce(&Detector<'_>) -> T) -> T {
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
        let is_of_payload = matches!(
            stand.field,
            Field::Id | Field::Label | Field::Word | Field::Tool | Field::Recording
        );
        ask(&Detector {
            key: self.key,
            names: &self.known.names,
            spoken: self.policy.spoken,
            has_tokens: !matches!(stand.field, Field::Id | Field::Tool | Field::Word),
            hides_hosts: self.has(Level::All),
            hides_paths: self.has(if is_of_payload {
                Level::All
            } else {
                Level::Content
            }),
            uuid: &uuid,
            encoded: &encoded,
        })
    }

    /// Percent-encoded text is filled where plain text is.
    fn encoded(&self, stand: Stand<'_>, plain: &str) -> Vec<Edit> {
        let is_free = !matches!(
            stand.field,
            Field::Id | Field::Label | Field::Word | Field::Tool | Field::Recording
        );
        if is_free && self.has(Level::Content) {
            self.filled(stand, plain)
        } else {
            self.detected(stand, plain)
        }
    }

    /// What becomes of a UUID: ids of the payload stay below the last level, what tools took and gave does not.
    fn uuid<'t>(&self, field: Field, text: &'t str) -> Cow<'t, str> {
        let is_said = !matches!(
            field,
            Field::Id
                | Field::Recording
                | Field::Label
                | Field::Word
                | Field::Tool
                | Field::Unknown
        );
        let is_known = || self.known.ids.contains(&text.to_ascii_lowercase());
        let is_replaced =
            self.has(Level::All) || (self.has(Level::Content) && is_said && !is_known());
        if is_replaced && !is_placeholder(text) {
            Cow::Owned(standin::uuid(self.key, text))
        } else {
            Cow::Borrowed(text)
        }
    }
}

fn whole(text: &str, kind: Kind, other: String) -> Vec<Edit> {
    if other == text {
        return Vec::new();
    }
    vec![Edit {
        span: Span::new(0, text.len()),
        text: other,
        kind,
    }]
}

/// Bytes of the scheme of an address that a text ends with.
fn scheme_length(text: &str) -> usize {
    const SCHEMES: [&str; 8] = [
        "https:", "http:", "wss:", "ws:", "ftp:", "s3:", "gs:", "file:",
    ];
    let scheme = SCHEMES.iter().find(|scheme| text.ends_with(*scheme));
    scheme.map_or(0, |scheme| scheme.len())
}
