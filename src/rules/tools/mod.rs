//! Rules about tool calls, their outputs, and handoffs.

mod orphan_output;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Tools and handoffs",
    rules: &[&orphan_output::ORPHAN_TOOL_OUTPUT],
};
