//! Rules about what a body is and whether its names and values are the documented ones.

mod default_value;
pub mod envelope;
mod event_mismatch;
mod livekit_field;
mod mixed_item;
pub mod placeholder;
mod undocumented_value;
mod unexpected_event;
pub(crate) mod unknown_event;
mod unknown_field;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Identity and shape",
    rules: &[
        &unknown_event::UNKNOWN_EVENT,
        &unexpected_event::UNEXPECTED_EVENT,
        &event_mismatch::EVENT_MISMATCH,
        &envelope::BARE_DATA,
        &envelope::HUB_NOTIFICATION,
        &envelope::LEGACY_HISTORY,
        &placeholder::PLACEHOLDER,
        &default_value::DEFAULT_VALUE,
        &undocumented_value::UNDOCUMENTED_VALUE,
        &undocumented_value::VALUE_CASE,
        &mixed_item::MIXED_ITEM,
        &unknown_field::UNKNOWN_FIELD,
        &livekit_field::LIVEKIT_FIELD,
    ],
};
