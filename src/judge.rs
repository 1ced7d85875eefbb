//! The one judge: a document's text in, findings out. `validate` reports them, `show` counts
//! them; whoever else reads payloads asks here.

use crate::diagnostic::{Finding, Place, Related, Severity};
use crate::json::syntax::{self, Fault};
use crate::json::tree::parse_first;
use crate::json::{NodePath, Value};
use crate::rules;
use crate::rules::context::Context;
use crate::rules::envelope::{self, Kind};
use crate::schema::{self, Body};
use crate::source::{Document, Span};

/// A payload of a document and what it was recognised as.
#[derive(Debug)]
pub struct Recognised {
    /// Where the payload is in the document: the root, or an element of an array of payloads.
    pub path: NodePath,
    /// What it was recognised as.
    pub kind: Kind,
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
    pub findings: Vec<Finding>,
}

/// Judges one JSON document.
#[must_use]
pub fn judge(document: Document<'_>) -> Judged<'_> {
    match read(&document) {
        Ok(root) => judge_tree(document, root),
        Err(fault) => refused(document, fault),
    }
}

/// Reads a document's text, which is one JSON value with nothing but white space around it.
///
/// # Errors
/// What keeps the text from being that.
pub fn read<'a>(document: &Document<'a>) -> Result<Value<'a>, Fault> {
    let text = document.text;
    let begins_document = text.trim_start().starts_with(['{', '[']);
    match parse_first(text) {
        Ok(Some((root, end)))
            if text
                .get(end..)
                .is_some_and(|rest| rest.trim_ascii().is_empty()) =>
        {
            Ok(root)
        }
        Ok(Some((_, end))) => Err(trailing(text, end)),
        Ok(None) => Err(syntax::explain_empty(text)),
        Err(_) if document.ordinal > 0 && !begins_document => Err(syntax::explain_trailing(text)),
        Err(refusal) => Err(syntax::explain(text, &refusal, &schema::personal_keys())),
    }
}

fn trailing(text: &str, end: usize) -> Fault {
    let mut fault = syntax::explain_trailing(text.get(end..).unwrap_or_default());
    fault.span.start = fault.span.start.saturating_add(end);
    fault.span.end = fault.span.end.saturating_add(end);
    fault
}

fn refused(document: Document<'_>, fault: Fault) -> Judged<'_> {
    let mut finding = Finding::new(
        "json/syntax",
        Severity::Error,
        Place::Text(fault.span),
        fault.message,
    );
    finding.help = fault.help;
    finding.pointer = Some(fault.pointer);
    finding.related = fault.related.map(|(span, label)| Related {
        place: Place::Text(span),
        label,
    });
    Judged {
        document,
        root: None,
        payloads: Vec::new(),
        findings: vec![finding],
    }
}

fn judge_tree<'a>(document: Document<'a>, root: Value<'a>) -> Judged<'a> {
    let payloads = recognise(&root);
    let mut findings = Vec::new();
    for payload in &payloads {
        if let Some(value) = payload.path.resolve(&root) {
            let start = findings.len();
            judge_payload(payload.kind, value, &mut findings);
            for finding in findings.iter_mut().skip(start) {
                finding.place = below(&finding.place, &payload.path);
                if let Some(related) = &mut finding.related {
                    related.place = below(&related.place, &payload.path);
                }
            }
        }
    }
    findings.sort_by(|a, b| (&a.place, &a.rule).cmp(&(&b.place, &b.rule)));
    Judged {
        document,
        root: Some(root),
        payloads,
        findings,
    }
}

/// The payloads of a document: the elements of an array, else the root itself.
#[must_use]
pub fn recognise(root: &Value<'_>) -> Vec<Recognised> {
    let one = |path: NodePath, value: &Value<'_>| Recognised {
        path,
        kind: envelope::recognise(value),
    };
    match root {
        Value::Array(elements) if !elements.is_empty() => elements
            .iter()
            .enumerate()
            .map(|(number, element)| one(NodePath::root().child(number), element))
            .collect(),
        _ => vec![one(NodePath::root(), root)],
    }
}

fn judge_payload(kind: Kind, value: &Value<'_>, findings: &mut Vec<Finding>) {
    findings.extend(envelope::finding(kind));
    let (body, data) = match kind {
        Kind::Hub(_) => return,
        Kind::BareData => (Body::Data, Some(NodePath::root())),
        Kind::Whole => (Body::Whole, NodePath::root().member(value, "data")),
    };
    let mut found = Vec::new();
    schema::check(body, value, &mut found);
    let legacy = data
        .as_ref()
        .and_then(|data| envelope::legacy_history(value, data));
    if let Some(history) = legacy {
        found.retain(|finding| !is_below(&finding.place, &history));
        found.push(envelope::legacy_finding(history));
    }
    rules::check(
        &Context::new(value, data, schema::is_documented),
        &mut found,
    );
    findings.append(&mut found);
}

fn below(place: &Place, prefix: &NodePath) -> Place {
    match place {
        Place::Node(path, part) => Place::Node(path.below(prefix), *part),
        Place::Text(span) => Place::Text(*span),
    }
}

fn is_below(place: &Place, container: &NodePath) -> bool {
    matches!(place, Place::Node(path, _) if path.steps().starts_with(container.steps()))
}

/// The finding for text that is not UTF-8, at the byte where that shows.
#[must_use]
pub fn encoding_finding(at: usize, end: usize, message: String, help: &str) -> Finding {
    let place = Place::Text(Span::new(at, end));
    let mut finding = Finding::new("json/encoding", Severity::Error, place, message).help(help);
    finding.pointer = Some(String::new());
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::LineColumn;

    fn rules_of(text: &str) -> Vec<String> {
        let start = LineColumn { line: 1, column: 1 };
        let judged = judge(Document {
            name: "-",
            text,
            start,
            ordinal: 0,
        });
        judged
            .findings
            .iter()
            .map(|finding| finding.rule.to_string())
            .collect()
    }

    #[test]
    fn finders_and_the_registry_agree_on_ids_and_severities() {
        let text = r#"{"event":"x","data":{"session_id":1,"agent_id":"x","a":1,"a":2,
            "duration_seconds":-1,"history":[{"transcript_confidence":2}],"test_eval_result":{}}}"#;
        let start = LineColumn { line: 1, column: 1 };
        let judged = judge(Document {
            name: "-",
            text,
            start,
            ordinal: 0,
        });
        assert_eq!(judged.findings.len(), 9, "{:?}", rules_of(text));
        for finding in &judged.findings {
            let rule = rules::find(&finding.rule).unwrap();
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
        let start = LineColumn { line: 1, column: 1 };
        let judged = judge(Document {
            name: "-",
            text,
            start,
            ordinal: 0,
        });
        let root = judged.root.as_ref().unwrap();
        let pointers: Vec<String> = judged
            .findings
            .iter()
            .map(|finding| match &finding.place {
                Place::Node(path, _) => path.to_pointer(root),
                Place::Text(_) => String::new(),
            })
            .collect();
        assert_eq!(pointers, ["/0/event", "/0/data", "/0/data", "/1"]);
    }
}
