//! A finding as SARIF's `result`. A file and a region if there is a file, and always the JSON
//! Pointer, as the place in the document's own terms.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;

use crate::diagnostic::{Diagnostic, Position};
use crate::render::told;

use super::driver::{index_of, level};

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'d> {
    rule_id: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location<'d>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'d>>,
    partial_fingerprints: BTreeMap<&'static str, Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Region>,
}

/// Plain text for people.
#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

impl Message {
    /// `[words](address)` is a link in SARIF's plain text, which nothing that a payload says shall be.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: unlinked(&text.into()),
        }
    }
}

/// `text` with every `](` behind an odd number of backslashes: two of them are a backslash that
/// escapes nothing.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split("](").peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if parts.peek().is_some() {
            let backslashes = part.bytes().rev().take_while(|byte| *byte == b'\\');
            if backslashes.count().is_multiple_of(2) {
                out.push('\\');
            }
            out.push_str("](");
        }
    }
    out
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[Logical<'d>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

/// A file.
#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'d> {
    fully_qualified_name: &'d str,
}

impl Region {
    fn new(position: &Position) -> Self {
        Self {
            start_line: position.start.line,
            start_column: position.start.column,
            end_line: position.end.line,
            end_column: position.end.column,
        }
    }
}

impl Physical {
    fn new(uri: &str, position: &Position) -> Self {
        Self {
            artifact_location: Artifact {
                uri: uri.to_owned(),
            },
            region: Region::new(position),
        }
    }
}

impl<'d> Outcome<'d> {
    /// The result in the file that `uri` names. Without a file, the region is among the
    /// properties, where it claims none.
    pub(super) fn new(uri: Option<&str>, diagnostic: &'d Diagnostic, fingerprint: Uuid) -> Self {
        let physical = |position| uri.map(|uri| Physical::new(uri, position));
        let related = diagnostic
            .related
            .as_ref()
            .map(|(position, label)| Location {
                physical_location: physical(position),
                logical_locations: None,
                message: Some(Message::new(*label)),
            });
        let position = &diagnostic.position;
        Self {
            rule_id: &diagnostic.rule,
            rule_index: index_of(&diagnostic.rule),
            level: level(diagnostic.severity),
            message: Message::new(told(diagnostic)),
            locations: [Location {
                physical_location: physical(position),
                logical_locations: Some([Logical {
                    fully_qualified_name: &diagnostic.instance_path,
                }]),
                message: None,
            }],
            related_locations: related.into_iter().filter(|_| uri.is_some()).collect(),
            partial_fingerprints: BTreeMap::from([("speakhook/v1", fingerprint)]),
            properties: uri.is_none().then(|| Region::new(position)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_payload_says_is_no_link() {
        let message = Message::new("`[click](https://evil.example)` in `[` and `]`");
        assert_eq!(
            message.text,
            r"`[click\](https://evil.example)` in `[` and `]`"
        );
        for (said, written) in [
            (r"[a\](b)", r"[a\](b)"),
            (r"[a\\](b)", r"[a\\\](b)"),
            ("[a](b)](c)", r"[a\](b)\](c)"),
        ] {
            assert_eq!(Message::new(said).text, written);
        }
    }
}
