//! Which kind an item of the history is. All kinds share one flat shape, and of the names in
//! `kind` only `Message` is documented, so the fields that an item fills decide.
//!
//! `false` and `""` may be defaults that every item carries and are no evidence. Where several
//! kinds have evidence the declared kind decides between them, else the order of [`Shape`].
//! Where none has, the declared kind decides, then a call id makes a tool item, and what is
//! left is a message.

use super::fields::Fields;
use crate::text::Untrusted;

/// The kinds of item, without their content, in the order in which evidence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// See [`super::ItemKind::ToolCall`].
    ToolCall,
    /// See [`super::ItemKind::ToolOutput`].
    ToolOutput,
    /// See [`super::ItemKind::Handoff`].
    Handoff,
    /// See [`super::ItemKind::ConfigUpdate`].
    ConfigUpdate,
    /// See [`super::ItemKind::Message`].
    Message,
}

impl Shape {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::ToolCall,
        Self::ToolOutput,
        Self::Handoff,
        Self::ConfigUpdate,
        Self::Message,
    ];

    /// The kind that a name in `kind` means: `Message`, and the likely names of the others in
    /// any case, with or without `_`.
    #[must_use]
    pub fn named(kind: Untrusted<'_>) -> Option<Self> {
        // As they are mostly written, without a copy.
        match kind.raw() {
            "Message" => return Some(Self::Message),
            "FunctionCall" => return Some(Self::ToolCall),
            "FunctionCallOutput" => return Some(Self::ToolOutput),
            _ => {}
        }
        let plain = |c: &char| c.is_alphanumeric();
        let name: String = kind.raw().chars().filter(plain).take(40).collect();
        match name.to_ascii_lowercase().as_str() {
            "message" | "chatmessage" => Some(Self::Message),
            "functioncall" | "toolcall" => Some(Self::ToolCall),
            "functioncalloutput" | "functionoutput" | "functionresult" | "toolcalloutput"
            | "tooloutput" | "toolresult" => Some(Self::ToolOutput),
            "agenthandoff" | "handoff" => Some(Self::Handoff),
            "agentconfigupdate" | "configupdate" => Some(Self::ConfigUpdate),
            _ => None,
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::ToolCall => 1,
            Self::ToolOutput => 2,
            Self::Handoff => 4,
            Self::ConfigUpdate => 8,
            Self::Message => 16,
        }
    }
}

/// The kinds whose own fields an item fills with more than a default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence(u8);

impl Evidence {
    pub(super) fn of(fields: Fields<'_>) -> Self {
        let mut evidence = Self::default();
        let mut add = |shape: Shape, is_there: bool| {
            if is_there {
                evidence.0 |= shape.bit();
            }
        };
        add(Shape::ToolCall, fields.has_text("tool_arguments_json"));
        let is_error = fields.flag("tool_is_error") == Some(true);
        add(
            Shape::ToolOutput,
            fields.has_text("tool_output") || is_error,
        );
        add(Shape::Handoff, fields.has_text("handoff_to_agent_id"));
        add(
            Shape::ConfigUpdate,
            fields.has_text("instructions") || fields.has_elements("tools_added"),
        );
        add(Shape::Message, fields.has_text("content"));
        evidence
    }

    /// Whether there is evidence for `shape`.
    #[must_use]
    pub fn contains(self, shape: Shape) -> bool {
        self.0 & shape.bit() != 0
    }

    /// The kinds there is evidence for.
    pub fn shapes(self) -> impl Iterator<Item = Shape> {
        Shape::ALL
            .into_iter()
            .filter(move |shape| self.contains(*shape))
    }
}

/// The kind of an item, from the fields it fills and the kind it declares.
pub(super) fn shape_of(fields: Fields<'_>, evidence: Evidence, declared: Option<Shape>) -> Shape {
    match declared {
        Some(shape) if evidence.contains(shape) => shape,
        _ => match (evidence.shapes().next(), declared) {
            (Some(shape), _) | (None, Some(shape)) => shape,
            (None, None) => shape_without_evidence(fields),
        },
    }
}

/// A tool that returns nothing has the output `""`, while arguments are at least `{}`.
fn shape_without_evidence(fields: Fields<'_>) -> Shape {
    if !fields.has_text("tool_call_id") {
        return Shape::Message;
    }
    let has_output = fields.text("tool_output").is_some() || fields.flag("tool_is_error").is_some();
    if has_output {
        Shape::ToolOutput
    } else {
        Shape::ToolCall
    }
}
