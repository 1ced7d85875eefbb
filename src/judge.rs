//! The one judge: a document's text in, findings out. `validate` reports them, `show` counts
//! them; whoever else reads payloads asks here.

mod limits;

use std::cell::OnceCell;

use crate::diagnostic::{Finding, Findings, Part, Place, Related, Severity};
use crate::input::BadEncoding;
use crate::json::syntax::{self, Fault};
use crate::json::tape::Tape;
use crate::json::tree::parse_first;
use crate::json::{Node, NodePath, Value, trim};
use crate::payload::{Payload, Reading, too_many_items};
use crate::rules::context::{self, Context};
use crate::rules::envelope::{self, Kind};
use crate::rules::settings::Settings;
use crate::schema::{Body, InForce};
use crate::source::{Document, Span};

/// A payload of a document and what it was recognised as.
#[derive(Debug)]
pub struct Recognised {
    /// Its number in an array of payloads; `None` if it is the document itself.
    pub element: Option<usize>,
    /// What it was recognised as.
    pub kind: Kind,
}

impl Recognised {
    /// Where the payload is in the document.
    #[must_use]
    pub fn path(&self) -> NodePath {
        self.element
            .map_or_else(NodePath::root, |number| NodePath::root().child(number))
    }
}

/// A document that has been judged.
pub struct Judged<'a> {
    /// Its text and place.
    pub document: Document<'a>,
    /// The tree, if the text is JSON.
    pub root: Option<Value<'a>>,
    /// The payloads in it.
    pub payloads: Vec<Recognised>,
    /// What was found, in document order, before any policy.
    pub findings: Findings,
}

impl Judged<'_> {
    /// The kept findings of one of the payloads.
    #[must_use]
    pub fn findings_of(&self, payload: &Recognised) -> &[Finding] {
        let all = self.findings.kept();
        let Some(number) = payload.element else {
            return all;
        };
        let before = |element: usize| {
            let place = Place::Node(NodePath::root().child(element), Part::Open);
            all.partition_point(|finding| finding.place < place)
        };
        all.get(before(number)..before(number.saturating_add(1)))
            .unwrap_or_default()
    }
}

/// The judge, with what the user has decided before a document is seen.
#[derive(Clone, Default)]
pub struct Judge {
    /// Which rules are checked, and how.
    pub settings: Settings,
    /// Which schemas payloads are judged by.
    pub schema: InForce,
}

impl Judge {
    /// Judges one JSON document.
    #[must_use]
    pub fn judge<'a>(&self, document: Document<'a>) -> Judged<'a> {
        match self.read(&document) {
            Ok(root) => self.judge_tree(document, root),
            Err(fault) => refused(document, fault),
        }
    }

    /// [`Judge::judge`] for those who need no tree. Most payloads are as documented: then there is none, and the
    /// findings themselves say what their places are called.
    #[must_use]
    pub fn judge_briefly<'a>(&self, document: Document<'a>) -> Judged<'a> {
        let tape = self.scan(document.text);
        let findings = tape.and_then(|tape| self.judge_tape(&document, &tape));
        let Some(findings) = findings else {
            let mut judged = self.judge(document);
            if judged.findings.is_empty() {
                // Freed here, by many threads and before the next is made.
                judged.root = None;
            }
            return judged;
        };
        let kind = Kind::Whole;
        let payloads = vec![Recognised {
            element: None,
            kind,
        }];
        Judged {
            document,
            root: None,
            payloads,
            findings,
        }
    }

    /// Judges a payload that the schema has nothing against. `None` if a rule needs a tree and there is
    /// none, which would be a mistake of the scan.
    fn judge_tape(&self, document: &Document<'_>, tape: &Tape<'_>) -> Option<Findings> {
        let mut findings = Findings::default();
        let tree: OnceCell<Option<Value<'_>>> = OnceCell::new();
        let read = || match tree.get_or_init(|| self.read(document).ok()) {
            Some(root) => root,
            None => &Value::Null,
        };
        let top = Node::Tape(tape, tape.root());
        let body = context::Body {
            top,
            is_bare: false,
            tree: &read,
        };
        let payload = Payload::read(top);
        let reading = Reading::of(&payload);
        Context::new(body, &reading, &|_, _| true, &self.settings).check(&mut findings);
        findings.sort();
        findings.name_places(top);
        (tree.get() != Some(&None)).then_some(findings)
    }

    /// The tape of a text that is one documented payload, see [`InForce::scan`].
    #[must_use]
    pub fn scan<'a>(&self, text: &'a str) -> Option<Tape<'a>> {
        if limits::too_many_values(text).is_some() {
            return None;
        }
        let tape = self.schema.scan(text)?;
        let top = Node::Tape(&tape, tape.root());
        too_many_items(top).is_none().then_some(tape)
    }

    /// Reads a document's text, which is one JSON value with nothing but white space around it.
    ///
    /// # Errors
    /// What keeps the text from being that.
    pub fn read<'a>(&self, document: &Document<'a>) -> Result<Value<'a>, Fault> {
        let text = document.text;
        if let Some(fault) = limits::too_many_values(text) {
            return Err(fault);
        }
        let begins_document = text.trim_start().starts_with(['{', '[']);
        let is_blank = |end| {
            let rest = text.get(end..);
            rest.is_some_and(|rest| trim(rest.as_bytes()).is_empty())
        };
        match parse_first(text) {
            Ok(Some((root, end))) if is_blank(end) => match limits::too_many(text, &root) {
                Some(fault) => Err(fault),
                None => Ok(root),
            },
            Ok(Some((_, end))) => Err(trailing(text, end)),
            Ok(None) => Err(syntax::explain_empty(text)),
            Err(_) if document.ordinal > 0 && !begins_document => {
                Err(syntax::explain_trailing(text))
            }
            Err(refusal) => Err(syntax::explain(text, &refusal, &self.schema.shown_keys())),
        }
    }

    fn judge_tree<'a>(&self, document: Document<'a>, root: Value<'a>) -> Judged<'a> {
        let payloads = recognise(&root);
        let mut findings = Findings::default();
        for payload in &payloads {
            let path = payload.path();
            if let Some(value) = path.resolve(&root) {
                findings.append_below(self.judge_payload(payload.kind, value), &path);
            }
        }
        findings.sort();
        Judged {
            document,
            root: Some(root),
            payloads,
            findings,
        }
    }

    fn judge_payload(&self, kind: Kind, value: &Value<'_>) -> Findings {
        let mut findings = Findings::default();
        if let Some(finding) = envelope::finding(kind) {
            findings.push(finding);
        }
        let (body, data, payload) = match kind {
            Kind::Hub(_) => return findings,
            Kind::BareData => (
                Body::Data,
                Some(NodePath::root()),
                Payload::from_data(value),
            ),
            Kind::Whole => (
                Body::Whole,
                NodePath::root().member(value, "data"),
                Payload::from_envelope(value),
            ),
        };
        self.schema.check(body, value, &mut findings);
        let legacy = data
            .as_ref()
            .and_then(|data| envelope::legacy_history(value, data));
        let is_documented =
            |path: &NodePath, key: &str| self.schema.documents(body, value, path, key);
        let reading = Reading::of(&payload);
        let body = context::Body {
            top: Node::Tree(value),
            is_bare: body == Body::Data,
            tree: &|| value,
        };
        Context::new(body, &reading, &is_documented, &self.settings).check(&mut findings);
        if let Some(legacy) = legacy {
            findings.retain(|finding| !is_below_any(&finding.place, &legacy.items));
            findings.push(envelope::legacy_finding(legacy.history));
        }
        findings
    }
}

fn trailing(text: &str, end: usize) -> Fault {
    let mut fault = syntax::explain_trailing(text.get(end..).unwrap_or_default());
    fault.span.start = fault.span.start.saturating_add(end);
    fault.span.end = fault.span.end.saturating_add(end);
    fault
}

fn refused(document: Document<'_>, fault: Fault) -> Judged<'_> {
    let mut finding = text_finding("json/syntax", fault.span, fault.message);
    finding.help = fault.help;
    finding.pointer = Some(fault.pointer);
    finding.related = fault.related.map(|(span, label)| Related {
        place: Place::Text(span),
        label,
    });
    unread(document, finding)
}

/// Judges a document whose text is not UTF-8, as far as it could be read.
#[must_use]
pub fn judge_encoding<'a>(document: Document<'a>, bad: &BadEncoding) -> Judged<'a> {
    let span = Span::new(bad.at, bad.at.saturating_add(bad.length));
    unread(
        document,
        text_finding("json/encoding", span, bad.message.clone()).help(bad.help),
    )
}

fn text_finding(rule: &'static str, span: Span, message: String) -> Finding {
    let mut finding = Finding::new(rule, Severity::Error, Place::Text(span), message);
    finding.pointer = Some(String::new());
    finding
}

fn unread(document: Document<'_>, finding: Finding) -> Judged<'_> {
    let mut findings = Findings::default();
    findings.push(finding);
    Judged {
        document,
        root: None,
        payloads: Vec::new(),
        findings,
    }
}

/// The payloads of a document: the elements of an array, else the root itself.
#[must_use]
pub fn recognise(root: &Value<'_>) -> Vec<Recognised> {
    let one = |element, value: &Value<'_>| Recognised {
        element,
        kind: envelope::recognise(value),
    };
    match root {
        Value::Array(elements) if !elements.is_empty() => elements
            .iter()
            .enumerate()
            .map(|(number, element)| one(Some(number), element))
            .collect(),
        _ => vec![one(None, root)],
    }
}

/// Whether a place is one of `containers`, which are in rising order, or below one.
fn is_below_any(place: &Place, containers: &[NodePath]) -> bool {
    let Place::Node(path, _) = place else {
        return false;
    };
    let after = containers.partition_point(|container| container <= path);
    let nearest = after.checked_sub(1).and_then(|at| containers.get(at));
    nearest.is_some_and(|container| path.steps().starts_with(container.steps()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Judged<'_> {
        Judge::default().judge(Document::of_text(text))
    }

    fn rules_of(text: &str) -> Vec<String> {
        let judged = judged(text);
        judged
            .findings
            .kept()
            .iter()
            .map(|finding| finding.rule.to_string())
            .collect()
    }

    #[test]
    fn finders_and_the_registry_agree_on_ids_and_severities() {
        let text = r#"{"event":"x","data":{"session_id":1,"agent_id":"x","a":1,"a":2,
            "duration_seconds":-1,"history":[{"transcript_confidence":2}],"test_eval_result":{}}}"#;
        let judged = judged(text);
        assert_eq!(judged.findings.kept().len(), 10, "{:?}", rules_of(text));
        for finding in judged.findings.kept() {
            let rule = crate::rules::find(&finding.rule).unwrap();
            assert!(finding.severity <= rule.severity, "{}", finding.rule);
        }
    }

    #[test]
    fn other_shapes_are_named_instead_of_drowned_in_errors() {
        let id = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";
        let bare = format!(r#"{{"session_id":"{id}","agent_id":"{id}"}}"#);
        assert_eq!(rules_of(&bare), ["bare-data"]);
        assert_eq!(
            rules_of(r#"{"id":"x","agent_title":"y"}"#),
            ["hub-notification"]
        );
        assert_eq!(rules_of(r#"{"seed_messages":[]}"#), ["hub-notification"]);
        let legacy = format!(
            r#"{{"event":"ConversationComplete","data":{{"session_id":"{id}","agent_id":"{id}",
            "history":[{{"type":"user_turn","text":"Hi","x":1}}]}}}}"#
        );
        assert_eq!(rules_of(&legacy), ["legacy-history"]);
        assert_eq!(rules_of("{}"), ["schema/required", "schema/required"]);
    }

    #[test]
    fn elements_of_an_array_are_payloads() {
        let text = r#"[{"event": 1, "data": {}}, 7]"#;
        let judged = judged(text);
        let root = judged.root.as_ref().unwrap();
        let pointers: Vec<String> = judged
            .findings
            .kept()
            .iter()
            .map(|finding| match &finding.place {
                Place::Node(path, _) => path.to_pointer(root),
                Place::Text(_) => String::new(),
            })
            .collect();
        assert_eq!(pointers, ["/0/event", "/0/data", "/0/data", "/1"]);
    }
}
