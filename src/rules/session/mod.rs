//! Rules about the fields around the conversation.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Telephony, campaigns and tests",
    rules: &[],
};
