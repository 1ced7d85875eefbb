//! From a payload to one that may be shared: values are replaced by others of the same form, and nothing
//! else of the text is touched. The same value becomes the same stand-in wherever it occurs, as far as the
//! same key goes. What the judge would say about the payload afterwards is what it says before, or nothing
//! is handed out.
//!
//! A stand-in is a function of key and value, so that there is no list of values to keep or to lose.

mod detect;
mod edit;
mod field;
mod fill;
mod learn;
mod mask;
mod number;
mod policy;
mod report;
mod rewrite;
mod says;
mod seems;
mod standin;
mod value;
mod walk;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Finding, Place as Found, Severity};
use crate::json::NodePath;
use crate::judge::{Judge, Judged};
use crate::rules::envelope;
use crate::secret::Secret;
use crate::source::Document;

use edit::{Edit, apply};
use field::Place;
use standin::Key;
use value::Rewriter;
use walk::Roots;

pub use mask::{Mask, union};
pub use policy::{Level, Matched, Pattern, Policy};
pub use report::{Counts, Kind};

/// Redacts documents, all with the same key.
#[derive(Clone)]
pub struct Redactor {
    policy: Policy,
    key: Key,
    judge: Judge,
    mask: Arc<Mask>,
}

/// What becomes of a document.
pub enum Outcome<'a> {
    /// A text that may be shared.
    Redacted(Redacted),
    /// No JSON; the judge says why.
    Unread(Judged<'a>),
    /// A notification of the hub, of which nobody here knows what is personal.
    Hub(&'static str),
    /// The stand-ins, or what was dropped, would make it worse than it was.
    Worse(Worse),
}

/// Why a document cannot be shared.
#[derive(Debug)]
pub struct Worse {
    /// The rule that would find something.
    pub rule: String,
    /// Where, as a JSON Pointer.
    pub pointer: String,
    /// Whether that is because of what was dropped, and not of a stand-in.
    pub is_dropped: bool,
    /// Which patterns have found a place in it.
    pub matched: Matched,
}

/// A text that may be shared.
#[derive(Debug)]
pub struct Redacted {
    /// The text.
    pub text: String,
    /// What was replaced in it.
    pub counts: Counts,
    /// Which patterns have found a place in it.
    pub matched: Matched,
}

/// A rule and the place where it finds something.
type Fault = (String, String);

impl Redactor {
    /// A redactor with a key; `None` for a key that cannot be one.
    #[must_use]
    pub fn new(policy: Policy, secret: &Secret) -> Option<Self> {
        let key = Key::new(secret)?;
        let judge = Judge::default();
        let mask = Arc::new(Mask::new(secret)?);
        Some(Self {
            policy,
            key,
            judge,
            mask,
        })
    }

    /// A sentence about a document without what is found in it.
    #[must_use]
    pub fn hide(&self, sentence: &str) -> String {
        self.mask.hide(sentence)
    }

    /// What it does with a payload.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Redacts a document.
    #[must_use]
    pub fn redact<'a>(&self, document: Document<'a>) -> Outcome<'a> {
        let judged = self.judge.judge_briefly(document);
        if judged.payloads.is_empty() {
            return Outcome::Unread(judged);
        }
        let hub = judged
            .payloads
            .iter()
            .find_map(|payload| match payload.kind {
                envelope::Kind::Hub(name) => Some(name),
                _ => None,
            });
        if let Some(name) = hub {
            return Outcome::Hub(name);
        }
        let text = judged.document.text;
        let roots = roots(&judged);
        let known = learn::known(text, &roots);
        let matched = RefCell::default();
        let rewriter = Rewriter {
            key: &self.key,
            policy: &self.policy,
            known: &known,
            matched: &matched,
        };
        let (edits, counts) = rewrite::document(&rewriter, text, &roots);
        let text = apply(text, &edits);
        let worse = self.worse(&judged, &edits, &text);
        let matched = matched.into_inner();
        match worse {
            Some(((rule, pointer), is_dropped)) => Outcome::Worse(Worse {
                rule,
                pointer,
                is_dropped,
                matched,
            }),
            None => Outcome::Redacted(Redacted {
                text,
                counts,
                matched,
            }),
        }
    }

    /// What the judge finds in the new text and not in the old one. What is dropped may be missed by a rule
    /// that only warns: the user has asked for that. Also tells whether what was dropped is the cause.
    fn worse(&self, before: &Judged<'_>, edits: &[Edit], text: &str) -> Option<(Fault, bool)> {
        if edits.is_empty() {
            return None;
        }
        let after = self.judge.judge(Document::of_text(text));
        let has_dropped = edits.iter().any(|edit| edit.kind == Kind::Dropped);
        if !has_dropped {
            return added(before, &after).map(|fault| (fault, false));
        }
        let dropped: Vec<Edit> = edits
            .iter()
            .filter(|edit| edit.kind == Kind::Dropped)
            .cloned()
            .collect();
        let bare = apply(before.document.text, &dropped);
        let bare = self.judge.judge(Document::of_text(&bare));
        let by_stand_ins = added(&bare, &after).map(|fault| (fault, false));
        by_stand_ins.or_else(|| errors_added(before, &bare, &after).map(|fault| (fault, true)))
    }
}

/// What the payloads of a document are walked through as.
fn roots(judged: &Judged<'_>) -> Roots {
    let place = |kind| match kind {
        envelope::Kind::BareData => Place::Data,
        _ => Place::Payload,
    };
    match judged.payloads.as_slice() {
        [only] if only.element.is_none() => Roots::One(place(only.kind)),
        payloads => Roots::Each(payloads.iter().map(|payload| place(payload.kind)).collect()),
    }
}

/// The first finding of `after` that `before` does not have at the same place: members are told by their
/// number, as their keys may have changed.
fn added(before: &Judged<'_>, after: &Judged<'_>) -> Option<Fault> {
    let mut known: BTreeMap<(&str, &NodePath), usize> = BTreeMap::new();
    for finding in before.findings.kept() {
        if let Found::Node(path, _) = &finding.place {
            let count = known.entry((&finding.rule, path)).or_default();
            *count = count.saturating_add(1);
        }
    }
    let worse = after
        .findings
        .kept()
        .iter()
        .find(|finding| match &finding.place {
            Found::Text(_) => true,
            Found::Node(path, _) => match known.get_mut(&(&*finding.rule, path)) {
                Some(count) if *count > 0 => {
                    *count = count.saturating_sub(1);
                    false
                }
                _ => true,
            },
        })?;
    let pointer = match (&worse.place, &after.root) {
        (Found::Node(path, _), Some(root)) => path.to_pattern(root),
        _ => String::new(),
    };
    Some((worse.rule.to_string(), pointer))
}

/// The first rule that finds more errors in `after`, and where. The place is told in the keys of `shown`, which is
/// `after` without personal values.
fn errors_added(before: &Judged<'_>, after: &Judged<'_>, shown: &Judged<'_>) -> Option<Fault> {
    let mut known: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for finding in errors(before) {
        known.entry(&finding.rule).or_default().push(&finding.place);
    }
    let mut more: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for finding in errors(after) {
        more.entry(&finding.rule).or_default().push(&finding.place);
    }
    let count = |rule: &str| known.get(rule).map_or(0, Vec::len);
    let (rule, places) = more
        .into_iter()
        .find(|(rule, places)| places.len() > count(rule))?;
    // What is dropped moves what stands behind it, so that a place alone proves nothing.
    let known = known.get(rule).map(Vec::as_slice).unwrap_or_default();
    let is_new = |place: &&&Found| !known.contains(place);
    let place = places.iter().find(is_new).or(places.first());
    let pointer = match (place, &shown.root) {
        (Some(Found::Node(path, _)), Some(root)) => path.to_pattern(root),
        _ => String::new(),
    };
    Some((rule.to_owned(), pointer))
}

fn errors<'j>(judged: &'j Judged<'_>) -> impl Iterator<Item = &'j Finding> {
    let findings = judged.findings.kept().iter();
    findings.filter(|finding| finding.severity == Severity::Error)
}
