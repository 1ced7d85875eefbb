//! What calls are grouped by. A group is known by one value a key; a call without the value is in
//! the group that has none.

use chrono::Utc;
use serde::{Deserialize, Serialize};

use crate::payload::Payload;
use crate::text::{Untrusted, cut};

/// Bytes of the longest value that groups are told apart by; a longer one is cut.
pub(super) const LONGEST: usize = 256;

/// Something that calls share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// The agent's name, or its id where there is no name.
    Agent,
    /// The campaign's name, or its id where there is no name.
    Campaign,
    /// The telephone provider.
    Provider,
    /// The event.
    Event,
    /// The test's id.
    Test,
    /// The day on which the call started, in UTC.
    Day,
    /// The file.
    File,
}

impl Key {
    /// Every key.
    pub const ALL: [Self; 7] = [
        Self::Agent,
        Self::Campaign,
        Self::Provider,
        Self::Event,
        Self::Test,
        Self::Day,
        Self::File,
    ];

    /// The public name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Campaign => "campaign",
            Self::Provider => "provider",
            Self::Event => "event",
            Self::Test => "test",
            Self::Day => "day",
            Self::File => "file",
        }
    }

    /// The value of a call from `file`.
    pub(super) fn of(self, payload: &Payload<'_>, file: &str) -> Option<String> {
        let call = &payload.call;
        let text = match self {
            Self::Agent => filled(call.agent_name).or(filled(call.agent_id)),
            Self::Campaign => filled(call.campaign_name).or(filled(call.campaign_id)),
            Self::Provider => filled(call.telecom_provider),
            Self::Event => filled(payload.event),
            Self::Test => filled(call.test.test_id),
            Self::File => Some(file),
            Self::Day => {
                let (at, _) = call.start()?;
                return Some(at.with_timezone(&Utc).format("%Y-%m-%d").to_string());
            }
        };
        text.map(|text| cut(text, LONGEST).into_owned())
    }
}

fn filled(text: Option<Untrusted<'_>>) -> Option<&str> {
    text.map(Untrusted::raw)
        .filter(|text| !text.trim().is_empty())
}
