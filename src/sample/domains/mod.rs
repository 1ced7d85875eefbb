//! The scripts, one file each. All persons, companies and numbers in them are invented.

mod bank;
mod broadband;
mod dentist;
mod energy;
mod furniture;
mod hotel;
mod kiosk_arabic;
mod kiosk_chinese;
mod kiosk_hebrew;
mod kiosk_hindi;
mod kiosk_japanese;
mod magazine;
mod museum;
mod parcel;
mod pizza;
mod pump;
mod survey;

use super::script::Script;

/// Agents that are called.
pub(super) static INBOUND: &[&Script] = &[
    &pizza::SCRIPT,
    &dentist::SCRIPT,
    &parcel::SCRIPT,
    &hotel::SCRIPT,
    &broadband::SCRIPT,
];

/// Agents that hand over to another.
pub(super) static TRANSFERRED: &[&Script] = &[&energy::SCRIPT, &bank::SCRIPT];

/// Agents that call.
pub(super) static OUTBOUND: &[&Script] = &[&magazine::SCRIPT, &survey::SCRIPT];

/// Agents in a browser.
pub(super) static WEB: &[&Script] = &[&museum::SCRIPT, &furniture::SCRIPT];

/// Agents that do not speak English.
pub(super) static NON_LATIN: &[&Script] = &[
    &kiosk_arabic::SCRIPT,
    &kiosk_hebrew::SCRIPT,
    &kiosk_hindi::SCRIPT,
    &kiosk_chinese::SCRIPT,
    &kiosk_japanese::SCRIPT,
];

/// Agents that call under test and hand over.
pub(super) static EVERYTHING: &[&Script] = &[&pump::SCRIPT];

#[cfg(test)]
mod tests {
    use super::super::script::Exchange;
    use super::super::words;
    use super::*;

    fn all() -> impl Iterator<Item = &'static Script> {
        [INBOUND, TRANSFERRED, OUTBOUND, WEB, NON_LATIN, EVERYTHING]
            .into_iter()
            .flatten()
            .copied()
    }

    fn exchanges(script: &'static Script) -> impl Iterator<Item = &'static Exchange> {
        [script.story, script.pool, script.closing]
            .into_iter()
            .flatten()
    }

    #[test]
    fn every_tool_that_is_called_was_added() {
        for script in all() {
            let mut tools = script.tools;
            for exchange in exchanges(script) {
                for call in exchange.calls {
                    assert!(tools.contains(&call.name), "{}", call.name);
                }
                if let Some(agent) = exchange.transfer {
                    assert_ne!(agent.key, script.key);
                    tools = agent.tools;
                }
            }
        }
    }

    #[test]
    fn every_slot_has_a_list_and_every_call_something_to_say() {
        for script in all() {
            for exchange in exchanges(script) {
                assert!(!exchange.user.is_empty() && !exchange.reply.is_empty());
                let calls = exchange.calls.iter();
                let calls = calls.flat_map(|call| [call.arguments, call.output]);
                let texts = exchange.user.iter().chain(exchange.reply).copied();
                for text in texts.chain(calls) {
                    assert_slots(script, text);
                }
            }
            for texts in [script.greeting, script.passed, script.failed] {
                for text in texts {
                    assert_slots(script, text);
                }
            }
        }
    }

    fn assert_slots(script: &Script, text: &str) {
        for slot in text.split('<').skip(1) {
            let slot = slot.split_once('>').expect(text).0;
            let (name, column) = slot.split_once('.').unwrap_or((slot, "0"));
            let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let name = name.to_ascii_lowercase();
            let mut lists = script.lists.iter().chain(words::LISTS);
            if let Some((_, rows)) = lists.find(|(known, _)| *known == name) {
                let column: usize = column.parse().unwrap();
                for row in *rows {
                    assert!(row.split('|').nth(column).is_some(), "{text}: {row}");
                }
            } else {
                let computed = ["day", "amount", "code", "phone"];
                assert!(computed.contains(&name.as_str()), "{text}: {slot}");
            }
        }
    }

    #[test]
    fn a_pool_is_large_enough_that_nothing_comes_back_within_a_minute() {
        for script in all() {
            assert!(script.pool.len() >= 5, "{}", script.agent_name);
            assert!(!script.story.is_empty() && !script.closing.is_empty());
        }
    }
}
