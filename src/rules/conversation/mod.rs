//! Rules about what was said, by whom, and who waited.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Conversation",
    rules: &[],
};
