//! The envelope and the top-level fields of a call.

use super::evaluation::Test;
use super::fields::Fields;
use super::history::{self, Item};
use super::timestamp::Stamp;
use crate::json::{Node, Value};
use crate::text::Untrusted;

/// A webhook payload: the event and the call it is about.
#[derive(Debug, Clone)]
pub struct Payload<'t> {
    /// `event`, as written.
    pub event: Option<Untrusted<'t>>,
    /// `data`; empty when it is absent or not an object.
    pub call: Call<'t>,
}

impl<'t> Payload<'t> {
    /// Reads a whole webhook body, `{"event": …, "data": {…}}`.
    #[must_use]
    pub fn from_envelope(root: &'t Value<'t>) -> Self {
        Self::read(Node::Tree(root))
    }

    /// Reads a whole webhook body, of which there may be no tree.
    #[must_use]
    pub fn read(root: Node<'t>) -> Self {
        let fields = Fields::of(root);
        let data = fields.and_then(|fields| fields.object("data"));
        Self {
            event: fields.and_then(|fields| fields.text("event")),
            call: data.map(Call::new).unwrap_or_default(),
        }
    }

    /// Reads a bare `data` object that was captured without its envelope.
    #[must_use]
    pub fn from_data(data: &'t Value<'t>) -> Self {
        Self {
            event: None,
            call: Fields::of(Node::Tree(data))
                .map(Call::new)
                .unwrap_or_default(),
        }
    }
}

/// The session that an event is about.
#[derive(Debug, Clone, Default)]
pub struct Call<'t> {
    /// `session_id`, as written.
    pub session_id: Option<Untrusted<'t>>,
    /// `agent_id`, as written.
    pub agent_id: Option<Untrusted<'t>>,
    /// `agent_name`.
    pub agent_name: Option<Untrusted<'t>>,
    /// `audio_url`: a secret, as whoever holds it may listen.
    pub audio_url: Option<Untrusted<'t>>,
    /// `audio_url_expires_at`.
    pub audio_url_expires_at: Stamp,
    /// `created_at`.
    pub created_at: Stamp,
    /// `start_time`.
    pub start_time: Stamp,
    /// `agent_joined_at`.
    pub agent_joined_at: Stamp,
    /// `duration_seconds`.
    pub duration_seconds: Option<f64>,
    /// `history`; see [`Call::items`].
    pub history: Option<Vec<Item<'t>>>,
    /// `telecom_provider`.
    pub telecom_provider: Option<Untrusted<'t>>,
    /// `from_number`.
    pub from_number: Option<Untrusted<'t>>,
    /// `to_number`.
    pub to_number: Option<Untrusted<'t>>,
    /// `campaign_item_id`.
    pub campaign_item_id: Option<Untrusted<'t>>,
    /// `campaign_id`.
    pub campaign_id: Option<Untrusted<'t>>,
    /// `campaign_name`.
    pub campaign_name: Option<Untrusted<'t>>,
    /// The string members of `url_parameters`.
    pub url_parameters: Option<Vec<(Untrusted<'t>, Untrusted<'t>)>>,
    /// The `test_*` fields.
    pub test: Test<'t>,
}

impl<'t> Call<'t> {
    fn new(data: Fields<'t>) -> Self {
        Self {
            session_id: data.text("session_id"),
            agent_id: data.text("agent_id"),
            agent_name: data.text("agent_name"),
            audio_url: data.text("audio_url"),
            audio_url_expires_at: data.stamp("audio_url_expires_at"),
            created_at: data.stamp("created_at"),
            start_time: data.stamp("start_time"),
            agent_joined_at: data.stamp("agent_joined_at"),
            duration_seconds: data.number("duration_seconds"),
            history: data.value("history").and_then(history::read),
            telecom_provider: data.text("telecom_provider"),
            from_number: data.text("from_number"),
            to_number: data.text("to_number"),
            campaign_item_id: data.text("campaign_item_id"),
            campaign_id: data.text("campaign_id"),
            campaign_name: data.text("campaign_name"),
            url_parameters: data.string_members("url_parameters"),
            test: Test::new(data),
        }
    }

    /// The items of the history; none when it is absent.
    #[must_use]
    pub fn items(&self) -> &[Item<'t>] {
        self.history.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;

    #[test]
    fn wrong_types_are_as_good_as_absent() {
        let text = r#"{"event": 7, "data": {"session_id": "s", "agent_id": null,
            "duration_seconds": "12", "created_at": "yesterday", "history": {}}}"#;
        let (root, _) = parse_first(text).unwrap().unwrap();
        let payload = Payload::from_envelope(&root);
        assert_eq!(payload.event, None);
        assert_eq!(payload.call.session_id, Some(Untrusted::new("s")));
        assert_eq!(payload.call.agent_id, None);
        assert_eq!(payload.call.duration_seconds, None);
        assert_eq!(payload.call.created_at.known(), None);
        assert!(payload.call.history.is_none());
    }

    #[test]
    fn a_bare_data_object_is_a_call() {
        let (root, _) = parse_first(r#"{"agent_name": "Ada", "history": []}"#)
            .unwrap()
            .unwrap();
        let payload = Payload::from_data(&root);
        assert_eq!(payload.call.agent_name, Some(Untrusted::new("Ada")));
        assert!(payload.call.history.is_some());
    }
}
