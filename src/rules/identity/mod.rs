//! Rules about what a body is and whether its names and values are the documented ones.

pub mod envelope;
mod unexpected_event;
mod unknown_event;
mod unknown_field;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Identity and shape",
    rules: &[
        &unknown_event::UNKNOWN_EVENT,
        &unexpected_event::UNEXPECTED_EVENT,
        &envelope::BARE_DATA,
        &envelope::HUB_NOTIFICATION,
        &envelope::LEGACY_HISTORY,
        &unknown_field::UNKNOWN_FIELD,
    ],
};
