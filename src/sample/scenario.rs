//! The scenarios: what each is for, which scripts it chooses from, and what happens in it.

use std::fmt;

use super::body::Nulls;
use super::domains;
use super::script::Script;
use super::stage::Mode;

/// A kind of payload that can be made.
pub struct Scenario {
    /// The name.
    pub name: &'static str,
    /// One line for lists.
    pub summary: &'static str,
    /// The scenario whose sessions these are, of the same seed; its own unless it is a beginning.
    pub(super) begins: Option<&'static str>,
    pub(super) shape: Shape,
    pub(super) scripts: &'static [&'static Script],
    /// The fewest and the most turns of the user, unless somebody wants another number.
    pub(super) turns: (usize, usize),
    pub(super) mode: Mode,
    pub(super) nulls: Nulls,
    pub(super) channel: Channel,
    pub(super) test: Test,
    /// Replies of a hundred that are interrupted.
    pub(super) barge_in: usize,
    /// Turns with tools of a hundred in which the first one fails.
    pub(super) tool_error: usize,
}

/// What the payload reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A conversation that ended.
    Complete,
    /// The same in the older shape of `history`.
    Legacy,
    /// A session that began.
    Started,
    /// A session that began, with what is required and nothing else.
    Minimal,
}

/// How the two came together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channel {
    /// The agent was called.
    Inbound,
    /// The agent called, for a campaign.
    Outbound,
    /// A browser.
    Web,
    /// Nothing but a test.
    Nowhere,
}

/// What a test made of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    /// It is none.
    No,
    /// There is no verdict yet.
    Unfinished,
    /// Passed.
    Passed,
    /// Failed.
    Failed,
}

impl fmt::Debug for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Scenario {
    /// Whether there is a conversation whose turns can be counted.
    #[must_use]
    pub fn has_turns(&self) -> bool {
        matches!(self.shape, Shape::Complete | Shape::Legacy)
    }
}

const PHONE: Scenario = Scenario {
    name: "phone",
    summary: "an inbound phone call, such as an order or an appointment (the default)",
    begins: None,
    shape: Shape::Complete,
    scripts: domains::INBOUND,
    // Up to what a script has to say before a question comes again.
    turns: (8, 12),
    mode: Mode::Voice,
    nulls: Nulls::Session,
    channel: Channel::Inbound,
    test: Test::No,
    barge_in: 8,
    tool_error: 0,
};

const TEST: Scenario = Scenario {
    turns: (5, 9),
    channel: Channel::Nowhere,
    barge_in: 5,
    ..PHONE
};

const STARTED: Scenario = Scenario {
    name: "started",
    summary: "the beginning of `phone` of the same seed (SessionStarted)",
    begins: Some("phone"),
    shape: Shape::Started,
    ..PHONE
};

/// Every scenario, the default first.
pub static SCENARIOS: &[Scenario] = &[
    PHONE,
    Scenario {
        name: "long-call",
        summary: "a phone call of 30 turns and more, enough for percentiles",
        turns: (30, 45),
        barge_in: 5,
        ..PHONE
    },
    Scenario {
        name: "interrupted",
        summary: "a hurried caller: interrupted replies, speech that overlaps",
        turns: (7, 11),
        barge_in: 45,
        ..PHONE
    },
    Scenario {
        name: "tool-error",
        summary: "tools that fail, a filler while they are tried again",
        turns: (6, 10),
        tool_error: 25,
        ..PHONE
    },
    Scenario {
        name: "handoff",
        summary: "a first agent hands over to another one, with other tools",
        scripts: domains::TRANSFERRED,
        turns: (7, 10),
        ..PHONE
    },
    Scenario {
        name: "campaign",
        summary: "an outbound call of a campaign",
        scripts: domains::OUTBOUND,
        channel: Channel::Outbound,
        turns: (5, 8),
        ..PHONE
    },
    Scenario {
        name: "web",
        summary: "a browser session on a speech-to-speech model: no numbers, few metrics, nulls",
        scripts: domains::WEB,
        mode: Mode::Realtime,
        nulls: Nulls::Everywhere,
        channel: Channel::Web,
        turns: (6, 10),
        ..PHONE
    },
    Scenario {
        name: "non-latin",
        summary: "a call in Arabic, Hebrew, Hindi, Chinese or Japanese",
        scripts: domains::NON_LATIN,
        turns: (6, 9),
        ..PHONE
    },
    Scenario {
        name: "test-passed",
        summary: "a simulated voice call that passed its test",
        test: Test::Passed,
        ..TEST
    },
    Scenario {
        name: "test-failed",
        summary: "a simulated voice call that failed its test, with the reasons",
        test: Test::Failed,
        ..TEST
    },
    Scenario {
        name: "test-unfinished",
        summary: "a simulated voice call without a verdict yet",
        test: Test::Unfinished,
        ..TEST
    },
    Scenario {
        name: "test-text",
        summary: "a written simulation that passed: no audio, no metrics",
        mode: Mode::Typed,
        nulls: Nulls::Everywhere,
        test: Test::Passed,
        ..TEST
    },
    STARTED,
    Scenario {
        name: "started-web",
        begins: Some("web"),
        summary: "the beginning of `web`, before the agent joined (SessionStarted)",
        scripts: domains::WEB,
        channel: Channel::Web,
        ..STARTED
    },
    Scenario {
        name: "legacy",
        summary: "the older shape of the history, with one item for both sides",
        shape: Shape::Legacy,
        turns: (5, 9),
        ..PHONE
    },
    Scenario {
        name: "minimal",
        begins: None,
        summary: "what is required and nothing else",
        shape: Shape::Minimal,
        nulls: Nulls::Nowhere,
        ..STARTED
    },
    Scenario {
        name: "everything",
        summary: "every documented field with a value: a campaign call under test, handed over",
        scripts: domains::EVERYTHING,
        nulls: Nulls::Everywhere,
        channel: Channel::Outbound,
        test: Test::Failed,
        turns: (6, 9),
        barge_in: 45,
        ..PHONE
    },
];
