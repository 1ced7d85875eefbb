//! What a rule may look at: one payload as a tree and as a typed reading of it, and where its
//! parts are. Never text, files, clock or environment.

use std::cell::OnceCell;

use crate::diagnostic::{Findings, Part, Place};
use crate::json::{Node, NodePath, Value};
use crate::payload::{Call, Item, Metrics, Reading, Role, Spoken, Timestamp, TurnLatency};

use crate::text::Untrusted;

use super::Rule;
use super::identity::placeholder;
use super::settings::Settings;

/// A payload as it was read, and the tree of it, which may have to be made first.
#[derive(Clone, Copy)]
pub struct Body<'t> {
    /// The whole body, or bare `data`.
    pub top: Node<'t>,
    /// Whether it is bare `data`.
    pub is_bare: bool,
    /// The same as a tree.
    pub tree: &'t dyn Fn() -> &'t Value<'t>,
}

/// One payload under judgement.
pub struct Context<'t> {
    body: Body<'t>,
    /// The payload, typed, with its turns and tool runs.
    pub reading: &'t Reading<'t>,
    /// Whether a key of the object at a path is documented there.
    pub is_documented: &'t dyn Fn(&NodePath, &str) -> bool,
    settings: &'t Settings,
    history: OnceCell<NodePath>,
}

impl<'t> Context<'t> {
    /// What is known of a payload.
    #[must_use]
    pub fn new(
        body: Body<'t>,
        reading: &'t Reading<'t>,
        is_documented: &'t dyn Fn(&NodePath, &str) -> bool,
        settings: &'t Settings,
    ) -> Self {
        Self {
            body,
            reading,
            is_documented,
            settings,
            history: OnceCell::new(),
        }
    }

    /// Runs the checks that the user wants. What the documentation's own sample means together is
    /// not judged.
    pub fn check(&self, findings: &mut Findings) {
        let is_sample = placeholder::is_documentation(self.call());
        for rule in &self.settings.rules {
            let is_asked = rule.id == placeholder::PLACEHOLDER.id || !rule.arguments.is_empty();
            let is_about_values = is_sample && !is_asked;
            match rule.check {
                Some(check) if !is_about_values || rule.is_about_text() => check(self, findings),
                _ => {}
            }
        }
    }

    /// The payload as it was read: the whole body, or bare `data`.
    #[must_use]
    pub fn top(&self) -> Node<'t> {
        self.body.top
    }

    /// The payload as a tree, which is made when first asked for; hardly any rule needs it.
    #[must_use]
    pub fn root(&self) -> &'t Value<'t> {
        (self.body.tree)()
    }

    /// The session that the payload is about.
    #[must_use]
    pub fn call(&self) -> &'t Call<'t> {
        self.reading.call()
    }

    /// The items of the history; none when it is absent.
    #[must_use]
    pub fn items(&self) -> &'t [Item<'t>] {
        self.call().items()
    }

    /// `event`, as written.
    #[must_use]
    pub fn event(&self) -> Option<&'t str> {
        self.reading.payload.event.map(Untrusted::raw)
    }

    /// Whether the payload says that the conversation has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.event() == Some("ConversationComplete")
    }

    /// The messages of the history, in order; those of the older shape are left out, as it has
    /// other fields.
    pub fn messages(&self) -> impl Iterator<Item = Spoken<'t>> + use<'t> {
        let spoken = |item: &'t Item<'t>| {
            Some(Spoken {
                item,
                message: item.message()?,
            })
        };
        let current = self.items().iter().filter(|item| !item.is_legacy);
        current.filter_map(spoken)
    }

    /// The messages of the user, in order.
    pub fn user_messages(&self) -> impl Iterator<Item = Spoken<'t>> + use<'t> {
        self.messages()
            .filter(|spoken| spoken.message.role == Some(Role::User))
    }

    /// The messages of the agent, in order.
    pub fn agent_messages(&self) -> impl Iterator<Item = Spoken<'t>> + use<'t> {
        self.messages()
            .filter(|spoken| spoken.message.role == Some(Role::Assistant))
    }

    /// The latency of each turn; measured when first asked for.
    pub fn latencies(&self) -> &[TurnLatency] {
        self.reading.latencies()
    }

    /// The threshold of a rule, in the unit that the rule declares.
    #[must_use]
    pub fn threshold(&self, rule: &Rule) -> f64 {
        self.settings.threshold(rule)
    }

    /// The moment at which the payload is judged, if the user named one.
    #[must_use]
    pub fn now(&self) -> Option<Timestamp> {
        self.settings.now
    }

    /// The event that the user expects, if they named one.
    #[must_use]
    pub fn expected_event(&self) -> Option<&'t str> {
        self.settings.event.as_deref()
    }

    /// The place of the value of `key` of the body; the body itself when it has none.
    #[must_use]
    pub fn root_place(&self, key: &'static str) -> Place {
        value_below(NodePath::root(), Some(self.body.top), &[key])
    }

    /// The place of the value that `keys` lead to from `data`; as far as they lead.
    #[must_use]
    pub fn data_place(&self, keys: &[&'static str]) -> Place {
        match self.data() {
            Some((path, data)) => value_below(path, Some(data), keys),
            None => value_below(NodePath::root(), None, keys),
        }
    }

    /// `data` and the path of it.
    fn data(&self) -> Option<(NodePath, Node<'t>)> {
        let top = self.body.top;
        if self.body.is_bare {
            return Some((NodePath::root(), top));
        }
        member(&NodePath::root(), top, "data")
    }

    /// The path of the value that `keys` lead to from `data`.
    #[must_use]
    pub fn data_path(&self, keys: &[&'static str]) -> Option<NodePath> {
        let found = keys
            .iter()
            .try_fold(self.data()?, |(path, node), key| member(&path, node, key));
        Some(found?.0)
    }

    /// The value that `keys` lead to from `data`.
    #[must_use]
    pub fn data_value(&self, keys: &[&'static str]) -> Option<Node<'t>> {
        let data = match self.body.is_bare {
            true => self.body.top,
            false => self.body.top.get("data")?,
        };
        keys.iter().try_fold(data, |value, key| value.get(key))
    }

    /// An item of the history.
    #[must_use]
    pub fn item_value(&self, item: &Item<'_>) -> Option<Node<'t>> {
        self.data_value(&["history"])?.elements()?.nth(item.index)
    }

    /// The path of an item of the history.
    #[must_use]
    pub fn item_path(&self, item: &Item<'_>) -> NodePath {
        let find = || self.data_path(&["history"]).unwrap_or_default();
        self.history.get_or_init(find).child(item.index)
    }

    /// The place of the value that `keys` lead to from an item of the history; as far as they
    /// lead, and the opening bracket of the item when the first key is not there.
    #[must_use]
    pub fn item_place(&self, item: &Item<'_>, keys: &[&'static str]) -> Place {
        value_below(self.item_path(item), self.item_value(item), keys)
    }

    /// Whether the value that `keys` lead to from `data` is absent or `null`. A value of another
    /// type than documented is neither: the schema reports it, and a rule says nothing about it.
    #[must_use]
    pub fn data_lacks(&self, keys: &[&'static str]) -> bool {
        lacks(self.data_value(&[]), keys)
    }

    /// Whether the value that `keys` lead to from an item is absent or `null`; see
    /// [`Context::data_lacks`].
    #[must_use]
    pub fn item_lacks(&self, item: &Item<'_>, keys: &[&'static str]) -> bool {
        lacks(self.item_value(item), keys)
    }
}

/// The member `key` of an object at `path`.
fn member<'t>(
    path: &NodePath,
    object: Node<'t>,
    key: &'static str,
) -> Option<(NodePath, Node<'t>)> {
    Some((path.child(object.position(key)?), object.get(key)?))
}

/// The place of the value that `keys` lead to from what is at `start`, as far as they lead.
fn value_below(start: NodePath, value: Option<Node<'_>>, keys: &[&'static str]) -> Place {
    let depth = start.steps().len();
    let (mut path, mut value) = (start, value);
    for key in keys {
        let Some((below, node)) = value.and_then(|value| member(&path, value, key)) else {
            break;
        };
        (path, value) = (below, Some(node));
    }
    let part = if path.steps().len() == depth {
        Part::Open
    } else {
        Part::Value
    };
    Place::Node(path, part)
}

fn lacks(start: Option<Node<'_>>, keys: &[&'static str]) -> bool {
    let mut value = start;
    for key in keys {
        value = match value {
            Some(node) if node.is_object() => node.get(key),
            Some(node) => return node.is_null(),
            None => return true,
        };
    }
    value.is_none_or(Node::is_null)
}

/// The delays of a message's metrics by name, in seconds; who carries which, LiveKit's source says.
pub(super) fn delays(metrics: &Metrics) -> [(&'static str, Option<f64>); 6] {
    [
        ("transcription_delay", metrics.transcription_delay),
        ("end_of_turn_delay", metrics.end_of_turn_delay),
        (
            "on_user_turn_completed_delay",
            metrics.on_user_turn_completed_delay,
        ),
        ("llm_node_ttft", metrics.llm_node_ttft),
        ("tts_node_ttfb", metrics.tts_node_ttfb),
        ("e2e_latency", metrics.e2e_latency),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;

    #[test]
    fn what_is_there_in_another_type_is_not_lacking() {
        let lacks_e2e = |text: &str| {
            let (root, _) = parse_first(text).unwrap().unwrap();
            lacks(Some(Node::Tree(&root)), &["metrics", "e2e_latency"])
        };
        for lacking in [
            "null",
            "{}",
            r#"{"metrics": null}"#,
            r#"{"metrics": {"e2e_latency": null}}"#,
        ] {
            assert!(lacks_e2e(lacking), "{lacking}");
        }
        for present in [
            "7",
            r#"{"metrics": []}"#,
            r#"{"metrics": {"e2e_latency": "1.3"}}"#,
            r#"{"metrics": {"e2e_latency": 0}}"#,
        ] {
            assert!(!lacks_e2e(present), "{present}");
        }
    }
}
