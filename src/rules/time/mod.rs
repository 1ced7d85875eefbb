//! Rules about when things happened, and in which order.

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Order and time",
    rules: &[],
};
