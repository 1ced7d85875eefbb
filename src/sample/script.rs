//! What scripts are made of. A script is an agent with its greeting, a story that is told in order,
//! a pool of questions that can go on for ever, and goodbyes.
//!
//! Texts have slots, `<item>`, which `slots` fills: in lower case anew in every exchange, with a
//! capital once a call; `<item.1>` is another column of the same row.

/// A script.
pub(super) struct Script {
    pub(super) agent_name: &'static str,
    /// The identifier that a handoff names.
    pub(super) key: &'static str,
    pub(super) instructions: &'static str,
    pub(super) tools: &'static [&'static str],
    pub(super) greeting: &'static [&'static str],
    pub(super) story: &'static [Exchange],
    pub(super) pool: &'static [Exchange],
    pub(super) closing: &'static [Exchange],
    /// Rows for the slots of that name; columns are separated by `|`.
    pub(super) lists: &'static [(&'static str, &'static [&'static str])],
    /// What somebody says who cuts in.
    pub(super) cut_in: &'static [&'static str],
    /// What a simulated caller is told.
    pub(super) persona: &'static str,
    pub(super) passed: &'static [&'static str],
    pub(super) failed: &'static [&'static str],
    pub(super) campaign: Option<&'static str>,
    pub(super) url_parameters: &'static [(&'static str, &'static str)],
}

/// A script that says nothing yet, for those that leave out what their scenario does not need.
pub(super) const BLANK: Script = Script {
    agent_name: "",
    key: "",
    instructions: "",
    tools: &[],
    greeting: &[],
    story: &[],
    pool: &[],
    closing: &[],
    lists: &[],
    cut_in: &[
        "Sorry, one second.",
        "Wait, before you go on.",
        "Hold on a moment.",
        "Yes, yes, I see.",
        "Sorry to cut in.",
        "Right, okay.",
    ],
    persona: "",
    passed: &[],
    failed: &[],
    campaign: None,
    url_parameters: &[],
};

/// A user's turn and what follows until the next one. Where there are several texts, one is chosen.
#[derive(Clone, Copy)]
pub(super) struct Exchange {
    pub(super) user: &'static [&'static str],
    /// What the agent says before it calls a tool, if anything.
    pub(super) filler: Option<&'static str>,
    /// Tools that run side by side.
    pub(super) calls: &'static [Call],
    /// The agent that takes over after the tools.
    pub(super) transfer: Option<Agent>,
    pub(super) reply: &'static [&'static str],
}

/// A tool call with its result.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) name: &'static str,
    pub(super) arguments: &'static str,
    pub(super) output: &'static str,
}

/// An agent to hand over to.
#[derive(Clone, Copy)]
pub(super) struct Agent {
    pub(super) key: &'static str,
    pub(super) instructions: &'static str,
    pub(super) tools: &'static [&'static str],
}

/// An exchange of words.
pub(super) const fn say(user: &'static [&'static str], reply: &'static [&'static str]) -> Exchange {
    Exchange {
        user,
        filler: None,
        calls: &[],
        transfer: None,
        reply,
    }
}

/// An exchange in which the agent looks something up or does something.
pub(super) const fn ask(
    user: &'static [&'static str],
    calls: &'static [Call],
    reply: &'static [&'static str],
) -> Exchange {
    Exchange {
        calls,
        ..say(user, reply)
    }
}

/// An exchange after which another agent speaks; `calls` is the tool that hands over.
pub(super) const fn hand_over(
    user: &'static [&'static str],
    filler: &'static str,
    calls: &'static [Call],
    transfer: Agent,
    reply: &'static [&'static str],
) -> Exchange {
    Exchange {
        filler: Some(filler),
        transfer: Some(transfer),
        ..ask(user, calls, reply)
    }
}

/// A tool call.
pub(super) const fn call(
    name: &'static str,
    arguments: &'static str,
    output: &'static str,
) -> Call {
    Call {
        name,
        arguments,
        output,
    }
}
