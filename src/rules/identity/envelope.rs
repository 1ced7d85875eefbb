//! Bodies that are something else than a webhook in its envelope: recognised and named,
//! instead of drowned in schema errors.

use crate::diagnostic::{Finding, Part, Place, Severity};
use crate::json::{NodePath, Value};
use crate::payload::is_legacy_item;

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Says that the input is the content of `data` without the envelope `{"event", "data"}`. It
    /// is judged as that content.
    ///
    /// ## Why is this bad
    /// SpeakNode sends the envelope; without it a receiver cannot tell one event from another.
    /// Somebody has unwrapped the body before it was saved.
    ///
    /// ## Example
    /// What `jq .data body.json` prints:
    ///
    /// ```json
    /// {
    ///   "session_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411",
    ///   "agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"
    /// }
    /// ```
    ///
    /// ## How to fix
    /// Save the whole body, or accept the shape with `--allow bare-data`.
    BARE_DATA, "bare-data", Warning, "the envelope around `data` is missing"
}

declare_rule! {
    /// ## What it does
    /// Recognises the notifications of SpeakNode's hub (`AgentSessionUpdated`, `TestUpdated`),
    /// which share many fields with the webhooks.
    ///
    /// ## Why is this bad
    /// They are no webhook: other envelope, other names, other life cycle. Judged as a webhook
    /// they would give a page of errors that all say the same.
    ///
    /// ## Example
    /// ```json
    /// {"id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11", "agent_title": "Support", "status": "Pending"}
    /// ```
    ///
    /// ## How to fix
    /// Capture the request that SpeakNode posts to the webhook URL.
    HUB_NOTIFICATION, "hub-notification", Error, "a hub notification, not a webhook"
}

declare_rule! {
    /// ## What it does
    /// Recognises the older shape of `history` that is documented under the name Voxagent, which reads
    /// like the same product (an inference):
    /// items with `type`, `text`, `user_input` and `user_metrics`. The items are not judged further.
    ///
    /// ## Why is this bad
    /// One item holds a user's input and the reply to it; the metrics have other names, there are
    /// no speech times and no end-to-end latency.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [{"type": "user_turn", "user_input": "Hello", "text": "Hi!"}]}}
    /// ```
    ///
    /// ## How to fix
    /// Capture the call again from the current API.
    LEGACY_HISTORY, "legacy-history", Warning, "the older shape of `history`"
}

/// What a JSON value is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A body in its envelope, or something that should have been one.
    Whole,
    /// The content of `data` alone.
    BareData,
    /// A notification of the hub; the name is the most probable one.
    Hub(&'static str),
}

/// Keys that only the content of `data` has.
const DATA_KEYS: [&str; 8] = [
    "session_id",
    "agent_id",
    "history",
    "duration_seconds",
    "agent_joined_at",
    "telecom_provider",
    "url_parameters",
    "audio_url",
];

/// Recognises what `root` is by its keys.
#[must_use]
pub fn recognise(root: &Value<'_>) -> Kind {
    let Some(object) = root.as_object() else {
        return Kind::Whole;
    };
    let has = |key: &str| object.position(key).is_some();
    if has("event") || has("data") {
        return Kind::Whole;
    }
    if has("seed_messages") {
        return Kind::Hub("TestUpdated");
    }
    let live_kit = object
        .members()
        .iter()
        .any(|member| member.key.starts_with("live_kit_"));
    if live_kit || (has("agent_title") && has("id")) {
        return Kind::Hub("AgentSessionUpdated");
    }
    if DATA_KEYS.iter().filter(|key| has(key)).count() >= 2 {
        return Kind::BareData;
    }
    Kind::Whole
}

/// The finding for a root that is not in its envelope.
#[must_use]
pub fn finding(kind: Kind) -> Option<Finding> {
    let place = Place::Node(NodePath::root(), Part::Open);
    match kind {
        Kind::Whole => None,
        Kind::BareData => Some(
            Finding::new(
                BARE_DATA.id,
                Severity::Warning,
                place,
                "this is the content of `data` without its envelope".to_owned(),
            )
            .help("it is judged as that; a webhook body is `{\"event\": …, \"data\": …}`"),
        ),
        Kind::Hub(name) => Some(
            Finding::new(
                HUB_NOTIFICATION.id,
                Severity::Error,
                place,
                format!("this looks like the hub notification `{name}`, not a webhook"),
            )
            .help("capture the request that SpeakNode posts to the webhook URL"),
        ),
    }
}

/// Items of the older shape in a history.
pub struct LegacyHistory {
    /// Where the history is.
    pub history: NodePath,
    /// Where its items of the older shape are; in rising order.
    pub items: Vec<NodePath>,
}

/// The items of the older shape in the history of the `data` at `data`, if there are any.
#[must_use]
pub fn legacy_history(root: &Value<'_>, data: &NodePath) -> Option<LegacyHistory> {
    let history = data.member(root, "history")?;
    let items = history.resolve(root)?.as_array()?.iter().enumerate();
    let legacy = items.filter(|(_, item)| is_legacy_item(item));
    let items: Vec<NodePath> = legacy.map(|(number, _)| history.child(number)).collect();
    (!items.is_empty()).then_some(LegacyHistory { history, items })
}

/// The finding for the older shape of history at `history`.
#[must_use]
pub fn legacy_finding(history: NodePath) -> Finding {
    let message = "`history` has items of the older Voxagent shape, which SpeakNode's documentation does not show".to_owned();
    Finding::new(
        LEGACY_HISTORY.id,
        Severity::Warning,
        Place::Node(history, Part::Key),
        message,
    )
    .help("its items are not judged; `show` reads what it can")
}
