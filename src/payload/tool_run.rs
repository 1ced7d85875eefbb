//! Tool calls paired with their outputs. Some model servers number their call ids anew in
//! every turn, so an output belongs to the nearest call before it that has its id and no output
//! yet, one of the same name before all others. Nothing is paired without an id.

use std::collections::HashMap;

use serde::Serialize;

use super::history::{Item, ItemKind, ToolCall, ToolOutput};
use super::timestamp::seconds_between;
use super::turn::Turn;
use crate::text::Untrusted;

/// A tool call with its output; one of the two may be missing.
#[derive(Debug, Clone, Copy)]
pub struct ToolRun<'c> {
    /// The call.
    pub call: Option<(&'c Item<'c>, &'c ToolCall<'c>)>,
    /// The output.
    pub output: Option<(&'c Item<'c>, &'c ToolOutput<'c>)>,
}

/// How a tool went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolStatus {
    /// It answered.
    Ok,
    /// It answered with an error.
    Error,
    /// There is no output for the call.
    NoOutput,
    /// There is no call for the output.
    NoCall,
}

impl ToolStatus {
    /// The public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
            Self::NoOutput => "no_output",
            Self::NoCall => "no_call",
        }
    }
}

impl<'c> ToolRun<'c> {
    /// The item that stands for the run: the call, or the output that has none.
    #[must_use]
    pub fn item(&self) -> Option<&'c Item<'c>> {
        self.call
            .map(|(item, _)| item)
            .or(self.output.map(|(item, _)| item))
    }

    /// The tool's name; an empty one is none.
    #[must_use]
    pub fn name(&self) -> Option<Untrusted<'c>> {
        let filled = |name: &Untrusted<'_>| !name.is_empty();
        let called = self.call.and_then(|(_, call)| call.name).filter(filled);
        called.or_else(|| {
            self.output
                .and_then(|(_, output)| output.name)
                .filter(filled)
        })
    }

    /// What pairs call and output: the call's, else the output's.
    #[must_use]
    pub fn call_id(&self) -> Option<Untrusted<'c>> {
        let of_call = self.call.and_then(|(_, call)| call.call_id);
        of_call.or_else(|| self.output.and_then(|(_, output)| output.call_id))
    }

    /// How it went.
    #[must_use]
    pub fn status(&self) -> ToolStatus {
        match (self.call, self.output) {
            (_, Some(_)) if self.is_error() => ToolStatus::Error,
            (Some(_), Some(_)) => ToolStatus::Ok,
            (_, None) => ToolStatus::NoOutput,
            (None, Some(_)) => ToolStatus::NoCall,
        }
    }

    /// Seconds from the start of the call to its output.
    #[must_use]
    pub fn duration(&self) -> Option<f64> {
        let ((call, _), (output, _)) = self.call.zip(self.output)?;
        let (from, to) = call.created_at.known().zip(output.created_at.known())?;
        Some(seconds_between(from, to))
    }

    /// Whether the output is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.output
            .is_some_and(|(_, output)| output.is_error == Some(true))
    }

    /// Pairs the tool items, in the order of the history.
    #[must_use]
    pub fn pair(items: &'c [Item<'c>]) -> Vec<Self> {
        Self::pair_with(items, FEW)
    }

    /// [`ToolRun::pair`], with lists when there are more than `few` runs.
    fn pair_with(items: &'c [Item<'c>], few: usize) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        let mut open: Option<Open<'c>> = None;
        for item in items {
            if runs.len() > few && open.is_none() {
                open = Some(Open::of(&runs));
            }
            match &item.kind {
                ItemKind::ToolCall(call) => {
                    if let Some(open) = &mut open {
                        open.add(call, runs.len());
                    }
                    runs.push(Self {
                        call: Some((item, call)),
                        output: None,
                    });
                }
                ItemKind::ToolOutput(output) => {
                    let nearest = match &mut open {
                        Some(open) => open.take_nearest(&runs, output),
                        None => nearest_of_few(&runs, output),
                    };
                    match nearest.and_then(|number| runs.get_mut(number)) {
                        Some(run) => run.output = Some((item, output)),
                        None => runs.push(Self {
                            call: None,
                            output: Some((item, output)),
                        }),
                    }
                }
                _ => {}
            }
        }
        runs
    }
}

/// The runs that belong to a turn, of all of a call.
#[must_use]
pub fn runs_in<'r, 'c>(turn: &Turn<'c>, runs: &'r [ToolRun<'c>]) -> &'r [ToolRun<'c>] {
    let index_of = |run: &ToolRun<'_>| run.item().map_or(0, |item| item.index);
    let (Some(first), Some(last)) = (turn.items.first(), turn.items.last()) else {
        return &[];
    };
    let from = runs.partition_point(|run| index_of(run) < first.index);
    let to = runs.partition_point(|run| index_of(run) <= last.index);
    runs.get(from..to).unwrap_or_default()
}

/// The numbers of the runs without an output, in rising order. Every run stands in two lists and
/// is taken from one; the other forgets it when it comes to it, so that each is looked at once.
#[derive(Default)]
struct Open<'c> {
    by_id: HashMap<&'c str, Vec<usize>>,
    by_id_and_name: HashMap<(&'c str, &'c str), Vec<usize>>,
}

/// As many runs are looked through faster than they are put into lists.
const FEW: usize = 24;

/// The run that an output belongs to, found without lists.
fn nearest_of_few(runs: &[ToolRun<'_>], output: &ToolOutput<'_>) -> Option<usize> {
    let id = output.call_id?;
    let open = |with_name: bool| {
        runs.iter().rposition(|run| {
            let call = run.call.filter(|_| run.output.is_none());
            call.is_some_and(|(_, call)| {
                call.call_id == Some(id) && (!with_name || call.name == output.name)
            })
        })
    };
    let has_name = output.name.is_some_and(|name| !name.is_empty());
    let same = has_name.then(|| open(true)).flatten();
    same.or_else(|| open(false))
}

impl<'c> Open<'c> {
    fn of(runs: &[ToolRun<'c>]) -> Self {
        let mut open = Self::default();
        for (number, run) in runs.iter().enumerate() {
            if let Some((_, call)) = run.call.filter(|_| run.output.is_none()) {
                open.add(call, number);
            }
        }
        open
    }

    fn add(&mut self, call: &ToolCall<'c>, number: usize) {
        let Some(id) = call.call_id.map(Untrusted::raw) else {
            return;
        };
        self.by_id.entry(id).or_default().push(number);
        if let Some(name) = call.name {
            let same = self.by_id_and_name.entry((id, name.raw()));
            same.or_default().push(number);
        }
    }

    /// Takes the run that an output belongs to.
    fn take_nearest(&mut self, runs: &[ToolRun<'_>], output: &ToolOutput<'c>) -> Option<usize> {
        let id = output.call_id?.raw();
        let name = output.name.map(Untrusted::raw);
        let name = name.filter(|name| !name.is_empty());
        let same = name.and_then(|name| self.by_id_and_name.get_mut(&(id, name)));
        let nearest = same.and_then(|numbers| pop_open(numbers, runs));
        nearest.or_else(|| pop_open(self.by_id.get_mut(id)?, runs))
    }
}

/// Takes the last of the numbers whose run has no output yet.
fn pop_open(numbers: &mut Vec<usize>, runs: &[ToolRun<'_>]) -> Option<usize> {
    let is_open = |number: &usize| runs.get(*number).is_some_and(|run| run.output.is_none());
    std::iter::from_fn(|| numbers.pop()).find(is_open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Node;
    use crate::json::tree::parse_first;
    use crate::payload::history;

    /// The indexes of the pairs, calls being `c1` and outputs `o1`.
    fn pairs(words: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let item = |word: &str| {
            let (word, name) = word.split_once(':').unwrap_or((word, ""));
            let (field, id) = word.split_at(1);
            let field = if field == "c" {
                "tool_arguments_json"
            } else {
                "tool_output"
            };
            format!(r#"{{"{field}": "x", "tool_call_id": "{id}", "tool_name": "{name}"}}"#)
        };
        let text = format!(
            "[{}]",
            words.split(' ').map(item).collect::<Vec<_>>().join(",")
        );
        let (root, _) = parse_first(&text).unwrap().unwrap();
        let items = history::read(Node::Tree(&root)).unwrap();
        let index = |item: &Item<'_>| item.index;
        let pair =
            |run: &ToolRun<'_>| (run.call.map(|c| index(c.0)), run.output.map(|o| index(o.0)));
        let pairs = |few| -> Vec<_> {
            let runs = ToolRun::pair_with(&items, few);
            runs.iter().map(pair).collect()
        };
        for few in 0..items.len() {
            assert_eq!(pairs(few), pairs(FEW), "{words} {few}");
        }
        pairs(FEW)
    }

    #[test]
    fn parallel_calls_find_their_outputs() {
        assert_eq!(
            pairs("c1 c2 o2 o1"),
            [(Some(0), Some(3)), (Some(1), Some(2))]
        );
    }

    #[test]
    fn a_reused_id_pairs_with_the_nearest_open_call() {
        assert_eq!(
            pairs("c1 o1 c1 o1"),
            [(Some(0), Some(1)), (Some(2), Some(3))]
        );
    }

    #[test]
    fn calls_that_share_an_id_are_told_apart_by_name() {
        assert_eq!(
            pairs("c1:a c1:b o1:a o1:b"),
            [(Some(0), Some(2)), (Some(1), Some(3))]
        );
        assert_eq!(
            pairs("c1:a c1:b o1:c o1"),
            [(Some(0), Some(3)), (Some(1), Some(2))]
        );
    }

    #[test]
    fn what_has_no_partner_stays_alone() {
        assert_eq!(
            pairs("o9 c1 o2"),
            [(None, Some(0)), (Some(1), None), (None, Some(2))]
        );
    }

    #[test]
    fn a_call_that_was_taken_by_name_is_not_taken_again() {
        assert_eq!(
            pairs("c1:a c1:b o1:a o1 o1"),
            [(Some(0), Some(2)), (Some(1), Some(3)), (None, Some(4))]
        );
        assert_eq!(
            pairs("c1:a c1:b o1 o1:b o1:b"),
            [(Some(0), Some(3)), (Some(1), Some(2)), (None, Some(4))]
        );
    }

    #[test]
    fn a_run_is_told_from_what_is_there_of_it() {
        let text = r#"[
            {"tool_arguments_json":"{}","tool_name":"a","tool_call_id":"1","created_at":"2026-01-01T00:00:00Z"},
            {"tool_output":"x","tool_name":"b","tool_call_id":"1","created_at":"2026-01-01T00:00:01.500Z"},
            {"tool_arguments_json":"{}","tool_name":"","tool_call_id":"2"},
            {"tool_output":"x","tool_name":"c","tool_call_id":"2","tool_is_error":true},
            {"tool_arguments_json":"{}","tool_call_id":"3"},
            {"tool_output":"x","tool_call_id":"4"},
            {"tool_output":"x","tool_is_error":true}]"#;
        let (root, _) = parse_first(text).unwrap().unwrap();
        let items = history::read(Node::Tree(&root)).unwrap();
        let runs = ToolRun::pair(&items);
        let about = |run: &ToolRun<'_>| {
            let index = run.item().map(|item| item.index).unwrap();
            let name = run.name().map_or("", Untrusted::raw).to_owned();
            let id = run.call_id().map_or("", Untrusted::raw).to_owned();
            (index, name, id, run.status().name(), run.duration())
        };
        let expected = [
            (0, "a", "1", "ok", Some(1.5)),
            (2, "c", "2", "error", None),
            (4, "", "3", "no_output", None),
            (5, "", "4", "no_call", None),
            (6, "", "", "error", None),
        ];
        let expected = expected.map(|(index, name, id, status, duration)| {
            (index, name.to_owned(), id.to_owned(), status, duration)
        });
        assert_eq!(runs.iter().map(about).collect::<Vec<_>>(), expected);
        let listed = ToolRun::pair_with(&items, 0);
        assert_eq!(listed.iter().map(about).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_turn_has_the_runs_that_began_in_it() {
        let text = r#"[{"role":"User"},{"tool_arguments_json":"{}","tool_call_id":"1"},{"role":"Assistant"},
            {"role":"User"},{"tool_output":"x","tool_call_id":"1"},{"tool_arguments_json":"{}","tool_call_id":"2"},
            {"role":"Assistant"},{"tool_output":"x","tool_call_id":"9"},
            {"role":"User"},{"tool_arguments_json":"{}","tool_call_id":"3"}]"#;
        let (root, _) = parse_first(text).unwrap().unwrap();
        let items = history::read(Node::Tree(&root)).unwrap();
        let runs = ToolRun::pair(&items);
        let of_turn = |turn: &Turn<'_>| -> Vec<usize> {
            let runs = runs_in(turn, &runs);
            runs.iter().map(|run| run.item().unwrap().index).collect()
        };
        let turns = crate::payload::turn::join(&items);
        let found: Vec<_> = turns.iter().map(of_turn).collect();
        assert_eq!(found, [vec![1], vec![5, 7], vec![9]]);
        // Turns that begin and end with a run.
        for (items, expected) in [(&items[1..3], vec![1]), (&items[5..8], vec![5, 7])] {
            let turns = crate::payload::turn::join(items);
            assert_eq!(turns.iter().map(of_turn).collect::<Vec<_>>(), [expected]);
        }
    }
}
