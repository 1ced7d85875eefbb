//! The one joining of the history into turns. The payload marks no turns; a reply follows the
//! user's message that it answers, with its tool items, handoffs and configuration updates
//! between the two, so a turn is a stretch of the history:
//!
//! - A user message opens a turn when the turn before it has been answered. Several user
//!   messages before a reply are one half: the last of them is the one that was answered.
//! - Everything up to the next such message belongs to the turn: several assistant messages
//!   are a filler and its answer, or a reminder after a silence.
//! - What comes before the first spoken message belongs to the first turn. A turn without a
//!   user half is a greeting; only the first can be one.
//!
//! The order of the array is taken as it is. Turns are numbered from 1, greeting included.

use super::history::{Item, Message, Role};
use super::latency::measured;

/// A turn: the user's half and the assistant's, with what happened between.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'c> {
    /// The number of the turn, from 1.
    pub number: usize,
    /// The items of the turn.
    pub items: &'c [Item<'c>],
    trigger: Option<Spoken<'c>>,
    reply: Option<Spoken<'c>>,
}

/// A message together with the item it is in.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'c> {
    /// The item.
    pub item: &'c Item<'c>,
    /// Its message.
    pub message: &'c Message<'c>,
}

impl<'c> Turn<'c> {
    fn new(number: usize, items: &'c [Item<'c>]) -> Self {
        let mut turn = Self {
            number,
            items,
            trigger: None,
            reply: None,
        };
        turn.trigger = turn.user().last();
        turn.reply = turn.find_reply();
        turn
    }

    /// The messages of the user's half.
    pub fn user(&self) -> impl Iterator<Item = Spoken<'c>> + use<'c> {
        self.spoken_by(Role::User)
    }

    /// The messages of the assistant's half.
    pub fn assistant(&self) -> impl Iterator<Item = Spoken<'c>> + use<'c> {
        self.spoken_by(Role::Assistant)
    }

    fn spoken_by(&self, role: Role<'static>) -> impl Iterator<Item = Spoken<'c>> + use<'c> {
        let items: &'c [Item<'c>] = self.items;
        let spoken = |item: &'c Item<'c>| {
            Some(Spoken {
                item,
                message: item.message()?,
            })
        };
        items
            .iter()
            .filter_map(spoken)
            .filter(move |spoken| spoken.message.role == Some(role))
    }

    /// The user message that the reply answers: the last one.
    #[must_use]
    pub fn trigger(&self) -> Option<Spoken<'c>> {
        self.trigger
    }

    /// The assistant message that the turn's latency is about: the one that reports an
    /// end-to-end latency, else the first that was heard, else the first.
    #[must_use]
    pub fn reply(&self) -> Option<Spoken<'c>> {
        self.reply
    }

    fn find_reply(&self) -> Option<Spoken<'c>> {
        let reports = |spoken: &Spoken<'_>| measured(spoken.message.metrics.e2e_latency).is_some();
        let heard = |spoken: &Spoken<'_>| spoken.message.metrics.speech_begins().is_some();
        let mut replies = self.assistant();
        let reported = self.assistant().find(reports);
        reported
            .or_else(|| self.assistant().find(heard))
            .or_else(|| replies.next())
    }

    /// Whether the agent spoke first.
    #[must_use]
    pub fn is_greeting(&self) -> bool {
        self.trigger.is_none()
    }
}

/// Joins items into turns; without a spoken message there are none.
#[must_use]
pub fn join<'c>(items: &'c [Item<'c>]) -> Vec<Turn<'c>> {
    let mut turns = Vec::new();
    let (mut start, mut is_answered, mut is_spoken) = (0_usize, false, false);
    let mut close = |range: std::ops::Range<usize>| {
        let number = turns.len().saturating_add(1);
        turns.push(Turn::new(number, items.get(range).unwrap_or_default()));
    };
    for (position, item) in items.iter().enumerate() {
        match item.message().and_then(|message| message.role) {
            Some(Role::User) => {
                if is_answered {
                    close(start..position);
                    start = position;
                    is_answered = false;
                }
                is_spoken = true;
            }
            Some(Role::Assistant) => {
                is_answered = true;
                is_spoken = true;
            }
            _ => {}
        }
    }
    if is_spoken {
        close(start..items.len());
    }
    turns
}

/// The number of the turn that holds the item with this index.
#[must_use]
pub fn turn_of(index: usize, turns: &[Turn<'_>]) -> Option<usize> {
    let begins_after = |turn: &Turn<'_>| turn.items.first().is_none_or(|item| item.index > index);
    let next = turns.partition_point(|turn| !begins_after(turn));
    turns.get(next.checked_sub(1)?).map(|turn| turn.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Node;
    use crate::json::tree::parse_first;
    use crate::payload::history;

    /// The turns of a history written as letters, each as the letters of its items: `u`ser,
    /// `a`ssistant, `s`ystem, `c`all, `o`utput, `h`andoff.
    fn turns(letters: &str) -> Vec<String> {
        let item = |letter: char| match letter {
            'u' => r#"{"role":"User","content":"x"}"#,
            'a' => r#"{"role":"Assistant","content":"x"}"#,
            's' => r#"{"role":"System","content":"x"}"#,
            'c' => r#"{"tool_arguments_json":"{}"}"#,
            'o' => r#"{"tool_output":"x"}"#,
            _ => r#"{"handoff_to_agent_id":"x"}"#,
        };
        let text = format!(
            "[{}]",
            letters.chars().map(item).collect::<Vec<_>>().join(",")
        );
        let (root, _) = parse_first(&text).unwrap().unwrap();
        let items = history::read(Node::Tree(&root)).unwrap();
        let letter = |item: &Item<'_>| letters.chars().nth(item.index).unwrap();
        join(&items)
            .iter()
            .map(|turn| turn.items.iter().map(letter).collect())
            .collect()
    }

    #[test]
    fn a_reply_closes_a_turn_when_the_user_speaks_again() {
        assert_eq!(turns("hauaua"), ["ha", "ua", "ua"]);
        assert_eq!(turns("uaua"), ["ua", "ua"]);
    }

    #[test]
    fn tools_and_handoffs_lie_between_the_halves() {
        assert_eq!(turns("aucoaucocoha"), ["a", "ucoa", "ucocoha"]);
    }

    #[test]
    fn a_filler_and_its_answer_are_one_half() {
        assert_eq!(turns("uacoaua"), ["uacoa", "ua"]);
    }

    #[test]
    fn user_messages_before_a_reply_are_one_half() {
        assert_eq!(turns("auuau"), ["a", "uua", "u"]);
        assert_eq!(turns("ucuoa"), ["ucuoa"]);
    }

    #[test]
    fn what_nobody_said_opens_no_turn() {
        assert_eq!(turns("shsa"), ["shsa"]);
        assert_eq!(turns("shco"), Vec::<String>::new());
        assert_eq!(turns(""), Vec::<String>::new());
    }

    const TWO_TURNS: &str = r#"[{"role":"Assistant"},{"role":"User","content":"1"},{"role":"User","content":"2"},
        {"role":"Assistant","content":"first"},{"role":"Assistant","content":"heard","metrics":{"started_speaking_at":"2026-01-01T00:00:00Z"}},
        {"role":"Assistant","content":"measured","metrics":{"e2e_latency":1}}]"#;

    #[test]
    fn the_last_message_is_answered_by_the_reply_that_was_measured_or_heard() {
        for (absent, expected) in [
            ("", "measured"),
            ("e2e_latency", "heard"),
            ("e2e_latency started_speaking_at", "first"),
        ] {
            let mut text = TWO_TURNS.to_owned();
            for name in absent.split_terminator(' ') {
                text = text.replace(name, "other");
            }
            let (root, _) = parse_first(&text).unwrap().unwrap();
            let items = history::read(Node::Tree(&root)).unwrap();
            let turns = join(&items);
            let said = |spoken: Option<Spoken<'_>>| {
                let content = spoken.unwrap().message.content;
                content.unwrap().raw().to_owned()
            };
            assert_eq!(turns.len(), 2);
            assert!(turns[0].is_greeting() && turns[0].trigger().is_none());
            assert!(!turns[1].is_greeting());
            assert_eq!(said(turns[1].trigger()), "2");
            assert_eq!(said(turns[1].reply()), expected);
            let counts = turns
                .iter()
                .map(|turn| (turn.user().count(), turn.assistant().count()));
            assert_eq!(counts.collect::<Vec<_>>(), [(0, 1), (2, 3)]);
        }
    }

    #[test]
    fn an_index_is_in_the_turn_that_holds_it() {
        let (root, _) = parse_first(TWO_TURNS).unwrap().unwrap();
        let items = history::read(Node::Tree(&root)).unwrap();
        let turns = join(&items);
        let numbers: Vec<_> = (0..=6).map(|index| turn_of(index, &turns)).collect();
        let [first, second] = [Some(1), Some(2)];
        assert_eq!(
            numbers,
            [first, second, second, second, second, second, second]
        );
        assert_eq!(turn_of(0, &turns[1..]), None);
        assert_eq!(turn_of(0, &[]), None);
    }
}
