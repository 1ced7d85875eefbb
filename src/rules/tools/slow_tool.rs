//! `slow-tool`: the user hears nothing while a tool runs.

use crate::diagnostic::Findings;
use crate::payload::ToolRun;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{self, seconds};

declare_rule! {
    /// ## What it does
    /// Reports the slowest tool call that ran longer than the threshold: the time from the call to
    /// its output. In LiveKit's source these are the start and the end of its execution.
    ///
    /// ## Why is this bad
    /// Unless the agent says something first, the caller hears silence for as long.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Where is my order?", "created_at": "2026-06-12T18:52:00Z"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_arguments_json": "{}", "created_at": "2026-06-12T18:52:01Z"},
    ///   {"tool_name": "check_order", "tool_call_id": "call_1", "tool_output": "shipped", "created_at": "2026-06-12T18:52:09Z"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It has shipped.", "created_at": "2026-06-12T18:52:10Z"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Make the tool faster, give it a time limit, or let the agent say that it is looking.
    SLOW_TOOL, "slow-tool", Info, "a tool took long to answer",
    check = check, threshold = 5.0 "seconds that a tool may take"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let most = context.threshold(&SLOW_TOOL);
    let slow = |run: &ToolRun<'_>| run.duration().filter(|taken| *taken > most);
    let runs = context.reading.runs.iter();
    let slow: Vec<(f64, &ToolRun<'_>)> = runs.filter_map(|run| Some((slow(run)?, run))).collect();
    // Of equals the first.
    let slowest = slow.iter().rev().max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((taken, (item, _))) = slowest.and_then(|(taken, run)| Some((taken, run.call?))) else {
        return;
    };
    let name = slowest.and_then(|(_, run)| run.name());
    let named = name.map_or("this tool".to_owned(), words::name);
    let message = match slow.len() {
        1 => format!("{named} took {} to answer", seconds(*taken)),
        many => format!(
            "{many} tool calls took more than {}; the slowest, {named}, {}",
            seconds(most),
            seconds(*taken)
        ),
    };
    let place = context.item_place(item, &["created_at"]);
    findings.push(SLOW_TOOL.at(place, message));
}
