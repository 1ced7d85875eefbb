//! The items of the history, typed. Which kind an item is, [`super::shape`] says.

use super::fields::Fields;
use super::legacy;
use super::metrics::Metrics;
use super::shape::{Evidence, Shape, shape_of};
use super::timestamp::Stamp;
use crate::json::Node;
use crate::text::Untrusted;

/// One item of the history.
#[derive(Debug, Clone)]
pub struct Item<'t> {
    /// The item's index in `history`. Both halves of a legacy item have the same.
    pub index: usize,
    /// What the item is.
    pub kind: ItemKind<'t>,
    /// `kind`, as written.
    pub declared_kind: Option<Untrusted<'t>>,
    /// The kinds whose fields are filled.
    pub evidence: Evidence,
    /// `id`.
    pub id: Option<Untrusted<'t>>,
    /// `created_at`.
    pub created_at: Stamp,
    /// Whether the item has the older shape with `type`, `text` and `user_input`.
    pub is_legacy: bool,
}

/// What an item is.
#[derive(Debug, Clone)]
pub enum ItemKind<'t> {
    /// Something that was said, or given to the model as text.
    Message(Message<'t>),
    /// The agent called a tool.
    ToolCall(ToolCall<'t>),
    /// A tool answered.
    ToolOutput(ToolOutput<'t>),
    /// Another agent took over.
    Handoff(Handoff<'t>),
    /// The agent's instructions or tools changed.
    ConfigUpdate(ConfigUpdate<'t>),
    /// Not an object.
    Other,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message<'t> {
    /// `role`.
    pub role: Option<Role<'t>>,
    /// `content`.
    pub content: Option<Untrusted<'t>>,
    /// `interrupted`.
    pub interrupted: Option<bool>,
    /// `transcript_confidence`.
    pub transcript_confidence: Option<f64>,
    /// `metrics`; all absent when it is.
    pub metrics: Metrics,
}

/// A tool call.
#[derive(Debug, Clone)]
pub struct ToolCall<'t> {
    /// `tool_name`.
    pub name: Option<Untrusted<'t>>,
    /// `tool_call_id`.
    pub call_id: Option<Untrusted<'t>>,
    /// `tool_arguments_json`, as written.
    pub arguments: Option<Untrusted<'t>>,
}

/// A tool's result.
#[derive(Debug, Clone)]
pub struct ToolOutput<'t> {
    /// `tool_name`.
    pub name: Option<Untrusted<'t>>,
    /// `tool_call_id`.
    pub call_id: Option<Untrusted<'t>>,
    /// `tool_output`: any text, not JSON by contract.
    pub output: Option<Untrusted<'t>>,
    /// `tool_is_error`.
    pub is_error: Option<bool>,
}

/// A handoff to another agent.
#[derive(Debug, Clone)]
pub struct Handoff<'t> {
    /// `handoff_to_agent_id`.
    pub to: Option<Untrusted<'t>>,
}

/// A change of the agent's configuration.
#[derive(Debug, Clone)]
pub struct ConfigUpdate<'t> {
    /// `instructions`: the whole system prompt.
    pub instructions: Option<Untrusted<'t>>,
    /// `tools_added`.
    pub tools_added: Option<Vec<Untrusted<'t>>>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role<'t> {
    /// The caller.
    User,
    /// The agent.
    Assistant,
    /// A system prompt, or a test's seed.
    System,
    /// A developer prompt.
    Developer,
    /// A tool.
    Tool,
    /// A role that no source knows, as written.
    Other(Untrusted<'t>),
}

impl<'t> Role<'t> {
    /// Reads a role in any case.
    #[must_use]
    pub fn new(text: Untrusted<'t>) -> Self {
        let is = |name: &str| text.raw().eq_ignore_ascii_case(name);
        match () {
            () if is("user") => Self::User,
            () if is("assistant") => Self::Assistant,
            () if is("system") => Self::System,
            () if is("developer") => Self::Developer,
            () if is("tool") => Self::Tool,
            () => Self::Other(text),
        }
    }
}

impl<'t> Message<'t> {
    /// `content`, unless it is blank.
    #[must_use]
    pub fn said(&self) -> Option<Untrusted<'t>> {
        self.content.filter(|content| !content.is_blank())
    }
}

impl ItemKind<'_> {
    /// The kind without its content; `None` for what is not an object.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        match self {
            Self::Message(_) => Some(Shape::Message),
            Self::ToolCall(_) => Some(Shape::ToolCall),
            Self::ToolOutput(_) => Some(Shape::ToolOutput),
            Self::Handoff(_) => Some(Shape::Handoff),
            Self::ConfigUpdate(_) => Some(Shape::ConfigUpdate),
            Self::Other => None,
        }
    }
}

impl<'t> Item<'t> {
    /// The message, if the item is one.
    #[must_use]
    pub fn message(&self) -> Option<&Message<'t>> {
        if let ItemKind::Message(message) = &self.kind {
            Some(message)
        } else {
            None
        }
    }

    fn new(index: usize, fields: Fields<'t>) -> Self {
        let declared_kind = fields.text("kind");
        let evidence = Evidence::of(fields);
        let shape = shape_of(fields, evidence, declared_kind.and_then(Shape::named));
        Self {
            index,
            kind: kind_of(shape, fields),
            declared_kind,
            evidence,
            id: fields.text("id"),
            created_at: fields.stamp("created_at"),
            is_legacy: false,
        }
    }

    fn not_an_object(index: usize) -> Self {
        Self {
            index,
            kind: ItemKind::Other,
            declared_kind: None,
            evidence: Evidence::default(),
            id: None,
            created_at: Stamp::default(),
            is_legacy: false,
        }
    }
}

/// Items of a history that are read: one every second for more than a day. One takes a hundred times the memory that its
/// text may take.
pub const MOST_ITEMS: usize = 100_000;

/// How many items the history of a payload has, if they are more than are read. A payload is an envelope, or
/// the content of its `data` alone.
#[must_use]
pub fn too_many_items(payload: Node<'_>) -> Option<usize> {
    let data = payload.get("data").unwrap_or(payload);
    let items = data.get("history")?.elements()?.left();
    (items > MOST_ITEMS).then_some(items)
}

/// The items of `history`, if it is an array.
pub(super) fn read<'t>(history: Node<'t>) -> Option<Vec<Item<'t>>> {
    let elements = history.elements()?;
    let mut items = Vec::with_capacity(elements.left());
    for (index, element) in elements.enumerate() {
        match Fields::of(element) {
            None => items.push(Item::not_an_object(index)),
            Some(fields) if legacy::is_legacy(fields) => {
                legacy::read(index, fields, &mut items);
            }
            Some(fields) => items.push(Item::new(index, fields)),
        }
    }
    Some(items)
}

fn kind_of(shape: Shape, fields: Fields<'_>) -> ItemKind<'_> {
    match shape {
        Shape::Message => ItemKind::Message(Message {
            role: fields.text("role").map(Role::new),
            content: fields.text("content"),
            interrupted: fields.flag("interrupted"),
            transcript_confidence: fields.number("transcript_confidence"),
            metrics: fields
                .object("metrics")
                .map(Metrics::new)
                .unwrap_or_default(),
        }),
        Shape::ToolCall => ItemKind::ToolCall(ToolCall {
            name: fields.text("tool_name"),
            call_id: fields.text("tool_call_id"),
            arguments: fields.text("tool_arguments_json"),
        }),
        Shape::ToolOutput => ItemKind::ToolOutput(ToolOutput {
            name: fields.text("tool_name"),
            call_id: fields.text("tool_call_id"),
            output: fields.text("tool_output"),
            is_error: fields.flag("tool_is_error"),
        }),
        Shape::Handoff => ItemKind::Handoff(Handoff {
            to: fields.text("handoff_to_agent_id"),
        }),
        Shape::ConfigUpdate => ItemKind::ConfigUpdate(ConfigUpdate {
            instructions: fields.text("instructions"),
            tools_added: fields.texts("tools_added"),
        }),
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
