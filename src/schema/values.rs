//! Values of the fields that take one of a few words. The documentation shows one word of most,
//! so none is refused: a word that no source knows is worth knowing, a known one in another case
//! is probably a slip. Each word is reported once, at its first place.

use std::collections::BTreeMap;

use serde_json::Value as SchemaValue;

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::{NodePath, Value};
use crate::nearest::nearest;
use crate::text::{Untrusted, counted};

/// The words that a field takes.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Those that a source shows.
    known: Vec<String>,
    /// Those that LiveKit's names suggest.
    likely: Vec<String>,
}

impl Words {
    /// The words that `schemas`, which all hold for one field, know between them.
    pub(super) fn of(schemas: &[&SchemaValue]) -> Self {
        let words = |annotation: &str| {
            let lists = schemas.iter().filter_map(|schema| schema.get(annotation));
            let words = lists.filter_map(SchemaValue::as_array).flatten();
            words
                .filter_map(SchemaValue::as_str)
                .map(str::to_owned)
                .collect()
        };
        Self {
            known: words("x-known-values"),
            likely: words("x-likely-values"),
        }
    }

    /// The words that the embedded schema knows for a field, if it lists any.
    pub(super) fn of_table(schema: &Value<'_>) -> Option<Self> {
        let words = |annotation: &str| -> Option<Vec<String>> {
            let words = schema.get(annotation)?.as_array()?.iter();
            Some(words.filter_map(Value::as_str).map(str::to_owned).collect())
        };
        Some(Self {
            known: words("x-known-values")?,
            likely: words("x-likely-values").unwrap_or_default(),
        })
    }

    /// Whether there is nothing to say about `word`.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.fault(word).is_none()
    }

    fn fault(&self, word: &str) -> Option<Fault<'_>> {
        let has = |words: &[String]| words.iter().any(|known| known == word);
        let is_none = self.known.is_empty() || word.is_empty();
        if is_none || has(&self.known) || has(&self.likely) {
            return None;
        }
        let plain = plain(word);
        let is_same = |known: &&String| self::plain(known) == plain;
        Some(match self.known.iter().find(is_same) {
            Some(known) => Fault::OtherCase(known),
            None => Fault::Unknown,
        })
    }
}

/// A word without case and separators, as far as a word of ours could be as long.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).take(40);
    letters.flat_map(char::to_lowercase).collect()
}

#[derive(Clone, Copy)]
enum Fault<'w> {
    /// A known word, written differently.
    OtherCase(&'w str),
    /// A word that no source knows.
    Unknown,
}

/// Where a word was first met, and how often.
struct Seen<'s> {
    words: &'s Words,
    fault: Fault<'s>,
    first: NodePath,
    count: usize,
}

/// The words that were met and are not the known ones, by field and word.
#[derive(Default)]
pub(super) struct Met<'s, 't> {
    seen: BTreeMap<(&'s str, &'t str), Seen<'s>>,
}

impl<'s, 't> Met<'s, 't> {
    /// Looks at a word of the field `name`, which takes one of `words`.
    pub(super) fn see(
        &mut self,
        name: &'s str,
        words: &'s Words,
        word: &'t str,
        path: impl FnOnce() -> NodePath,
    ) {
        let Some(fault) = words.fault(word) else {
            return;
        };
        let met = self.seen.entry((name, word)).or_insert_with(|| Seen {
            words,
            fault,
            first: path(),
            count: 0,
        });
        met.count = met.count.saturating_add(1);
    }

    /// Whether there was none.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// One finding a word, which is told only where that is allowed.
    pub(super) fn report(self, may_tell: impl Fn(&NodePath) -> bool, findings: &mut Findings) {
        for ((name, word), seen) in self.seen {
            findings.push(finding(name, word, &seen, may_tell(&seen.first)));
        }
    }
}

fn finding(name: &str, word: &str, seen: &Seen<'_>, may_tell: bool) -> Finding {
    let place = Place::Node(seen.first.clone(), Part::Value);
    let escaped = |text: &str| Untrusted::new(text).excerpt(60);
    let (name, shown) = (escaped(name), escaped(word));
    if !may_tell {
        let message = format!("`{name}` has a value that no source documents");
        return Finding::new("undocumented-value", Severity::Info, place, message);
    }
    let more = match seen.count.saturating_sub(1) {
        0 => String::new(),
        more => format!(" here and at {}", counted(more, "other place")),
    };
    match seen.fault {
        Fault::OtherCase(known) => Finding::new(
            "value-case",
            Severity::Warning,
            place,
            format!(
                "`{name}` is \"{shown}\"{more}: the documented value is written \"{}\"",
                escaped(known)
            ),
        ),
        Fault::Unknown => {
            let message =
                format!("`{name}` is \"{shown}\"{more}: a value that no source documents");
            let finding = Finding::new("undocumented-value", Severity::Info, place, message);
            let known = seen.words.known.iter().map(String::as_str);
            match nearest(word, known) {
                Some(known) => finding.help(format!("did you mean \"{}\"?", escaped(known))),
                None => finding,
            }
        }
    }
}
