//! When a call started, as far as the payload says.

use serde::Serialize;

use super::call::Call;
use super::history::Item;
use super::timestamp::Timestamp;

/// Where the start of a call is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StartField {
    /// `start_time`.
    StartTime,
    /// `agent_joined_at`.
    AgentJoinedAt,
    /// `created_at`.
    CreatedAt,
    /// The first item of the history that has a time.
    History,
}

impl StartField {
    /// The public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StartTime => "start_time",
            Self::AgentJoinedAt => "agent_joined_at",
            Self::CreatedAt => "created_at",
            Self::History => "history",
        }
    }
}

impl Call<'_> {
    /// The start: `start_time`, else `agent_joined_at`, else `created_at`, else the first time in
    /// the history. Dates of the year 1 are passed over, as they are what a backend writes for a
    /// date that was never set.
    #[must_use]
    pub fn start(&self) -> Option<(Timestamp, StartField)> {
        let fields = [
            (self.start_time, StartField::StartTime),
            (self.agent_joined_at, StartField::AgentJoinedAt),
            (self.created_at, StartField::CreatedAt),
        ];
        let of_fields = fields.into_iter();
        let mut known = of_fields.filter_map(|(at, field)| Some((at.known()?, field)));
        known.next().or_else(|| {
            let at = self.items().iter().find_map(item_time)?;
            Some((at, StartField::History))
        })
    }
}

/// When an item happened: a message when its speech began, if that is known.
#[must_use]
pub fn item_time(item: &Item<'_>) -> Option<Timestamp> {
    let message = item.message();
    let spoken = message.and_then(|message| message.metrics.speech_begins());
    spoken.or(item.created_at.known())
}
