//! Rules about tool calls, their outputs, and handoffs.

mod failed_call;
mod handoff_to_self;
mod invalid_arguments;
mod name_mismatch;
mod orphan_output;
mod repeated_call;
mod reused_call_id;
mod slow_tool;
mod unanswered_call;
mod undeclared_tool;
mod unflagged_error;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Tools and handoffs",
    rules: &[
        &orphan_output::ORPHAN_TOOL_OUTPUT,
        &unanswered_call::UNANSWERED_TOOL_CALL,
        &reused_call_id::REUSED_TOOL_CALL_ID,
        &name_mismatch::TOOL_NAME_MISMATCH,
        &invalid_arguments::INVALID_TOOL_ARGUMENTS,
        &repeated_call::REPEATED_TOOL_CALL,
        &failed_call::FAILED_TOOL_CALL,
        &unflagged_error::UNFLAGGED_TOOL_ERROR,
        &slow_tool::SLOW_TOOL,
        &undeclared_tool::UNDECLARED_TOOL,
        &handoff_to_self::HANDOFF_TO_SELF,
    ],
};
