//! What is said about a payload. A [`Finding`] names its place symbolically; a [`Diagnostic`]
//! is a finding with its severity decided and its place found in the file.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::Serialize;

use crate::json::{Node, NodePath};
use crate::source::{LineColumn, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably a mistake.
    Warning,
    /// Not what is documented, or not JSON.
    Error,
}

impl Severity {
    /// The word that every format uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A rule's public name: `schema/type`, `json/syntax`, `unknown-field`.
pub type RuleId = Cow<'static, str>;

/// What of a node a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The opening bracket alone: for what the object lacks.
    Open,
    /// The key: for what should not be there.
    Key,
    /// The value.
    Value,
    /// Bytes of the value of a string, as it reads without its escapes.
    Inside(Span),
}

/// Where a finding is, before any text is searched for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Bytes of the text, for text that is no JSON.
    Text(Span),
    /// A node of the tree.
    Node(NodePath, Part),
}

impl Place {
    /// The same place, seen from further out.
    #[must_use]
    pub fn below(&self, prefix: &NodePath) -> Self {
        match self {
            Self::Node(path, part) => Self::Node(path.below(prefix), *part),
            Self::Text(span) => Self::Text(*span),
        }
    }
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there, in a few words.
    pub label: &'static str,
}

/// One thing found in a payload. The texts are already safe to print on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// The rule's own severity, before any policy.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place that explains the first.
    pub related: Option<Related>,
    /// JSON Pointer to report where no tree can tell: the text is no JSON, or was read without one.
    pub pointer: Option<String>,
    /// The same with `*` for the numbers of elements.
    pub pattern: Option<String>,
    /// JSON Pointer of the violated keyword in the schema.
    pub schema_path: Option<String>,
}

impl Finding {
    /// A finding with neither help nor a second place.
    #[must_use]
    pub fn new(rule: impl Into<RuleId>, severity: Severity, place: Place, message: String) -> Self {
        Self {
            rule: rule.into(),
            severity,
            place,
            message,
            help: None,
            related: None,
            pointer: None,
            pattern: None,
            schema_path: None,
        }
    }

    /// The same finding, seen from further out.
    #[must_use]
    fn below(mut self, prefix: &NodePath) -> Self {
        self.place = self.place.below(prefix);
        if let Some(related) = &mut self.related {
            related.place = related.place.below(prefix);
        }
        self
    }

    /// The same finding, seen from the node on its way; `None` at the root.
    fn inside(mut self) -> Option<Self> {
        if let Place::Node(path, part) = &self.place {
            let (_, steps) = path.steps().split_first()?;
            self.place = Place::Node(NodePath::from_steps(steps), *part);
        }
        Some(self)
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings of one document that are kept; a hostile one of 3 MB can have a million.
pub const KEPT_FINDINGS: usize = 100_000;

/// What was found in a document. Everything is counted, the first [`KEPT_FINDINGS`] are kept.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    beyond: BTreeMap<(RuleId, Severity), usize>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        if self.is_full() {
            self.count(finding.rule, finding.severity, 1);
        } else {
            self.kept.push(finding);
        }
    }

    /// Adds several findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Whether what is added is only counted from now on, so that nobody needs to find words for it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kept.len() >= KEPT_FINDINGS
    }

    /// Counts more findings without keeping them.
    pub fn count(&mut self, rule: RuleId, severity: Severity, more: usize) {
        let count = self.beyond.entry((rule, severity)).or_default();
        *count = count.saturating_add(more);
    }

    /// Adds what was found in the payload at `prefix`.
    pub fn append_below(&mut self, other: Self, prefix: &NodePath) {
        for finding in other.kept {
            self.push(finding.below(prefix));
        }
        for ((rule, severity), count) in other.beyond {
            self.count(rule, severity, count);
        }
    }

    /// Adds what was found in an envelope around a value, seen from that value; what is said of
    /// the envelope itself is left out.
    pub fn append_inside(&mut self, other: Self) {
        for finding in other.kept {
            if let Some(finding) = finding.inside() {
                self.push(finding);
            }
        }
        for ((rule, severity), count) in other.beyond {
            self.count(rule, severity, count);
        }
    }

    /// Of sorted findings, forgets those that say the same as one before them at the same place.
    pub fn dedup(&mut self) {
        let mut said: HashSet<String> = HashSet::new();
        let mut at: Option<Place> = None;
        self.kept.retain(|finding| {
            if at.as_ref() != Some(&finding.place) {
                said.clear();
                at = Some(finding.place.clone());
            }
            said.insert(format!("{} {}", finding.rule, finding.message))
        });
    }

    /// Writes down the pointers of places in a payload that was read without a tree.
    pub fn name_places(&mut self, top: Node<'_>) {
        for finding in &mut self.kept {
            if let Place::Node(path, _) = &finding.place {
                finding.pointer = Some(path.pointer_in(top));
                finding.pattern = Some(path.pattern_in(top));
            }
        }
    }

    /// Forgets the kept findings that `is_wanted` refuses.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Finding) -> bool) {
        self.kept.retain(is_wanted);
    }

    /// Puts the kept findings in document order.
    pub fn sort(&mut self) {
        self.kept
            .sort_by(|a, b| (&a.place, &a.rule).cmp(&(&b.place, &b.rule)));
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.beyond.is_empty()
    }

    /// The kept findings.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// How many more there were, by rule and severity.
    pub fn beyond(&self) -> impl Iterator<Item = (&str, Severity, usize)> {
        self.beyond
            .iter()
            .map(|((rule, severity), count)| (rule.as_ref(), *severity, *count))
    }
}

/// A range of a file that a diagnostic points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The bytes of the document's text.
    pub span: Span,
    /// The first character.
    pub start: LineColumn,
    /// The place after the last character.
    pub end: LineColumn,
    /// The columns of both in bytes, from 1.
    pub byte_columns: (usize, usize),
}

/// A finding with its severity decided and its place found.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// The severity after the policy.
    pub severity: Severity,
    /// Whether it makes the answer no.
    pub fails: bool,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// JSON Pointer in the document.
    pub instance_path: String,
    /// The same with `*` for the numbers of elements: what stays when lines and items move.
    pub pattern: String,
    /// The number of the payload in the document, from 0.
    pub payload: usize,
    /// The schema keyword, for violations of the schema.
    pub keyword: Option<String>,
    /// JSON Pointer of that keyword in the schema.
    pub schema_path: Option<String>,
    /// Where it is.
    pub position: Position,
    /// A second place and what is there.
    pub related: Option<(Position, &'static str)>,
}
