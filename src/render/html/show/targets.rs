//! What in a call's section can be linked to. A link is made to what is there and nothing else: a
//! filter may have left out a turn, and the older shape has two halves with one index.

use std::collections::BTreeSet;

use crate::view::{CallView, What};

/// The places of one call.
pub(super) struct Targets {
    /// The id of the call's section, which those of all its places begin with.
    pub(super) call: String,
    turns: BTreeSet<usize>,
    items: BTreeSet<usize>,
}

impl Targets {
    pub(super) fn of(view: &CallView<'_>, number: usize) -> Self {
        let entries = view.transcript.iter().flat_map(|shown| &shown.entries);
        let mut targets = Self {
            call: format!("c{number}"),
            turns: BTreeSet::new(),
            items: BTreeSet::new(),
        };
        for entry in entries {
            targets.turns.extend(entry.turn);
            targets.items.extend(entry.index);
            if let What::Tool(tool) = &entry.what {
                targets.items.extend(tool.output_index);
            }
        }
        targets
    }

    /// The id of a part of the section.
    pub(super) fn part(&self, name: &str) -> String {
        format!("{}-{name}", self.call)
    }

    pub(super) fn turn_id(&self, turn: usize) -> String {
        format!("{}-t{turn}", self.call)
    }

    pub(super) fn item_id(&self, item: usize) -> String {
        format!("{}-i{item}", self.call)
    }

    /// The link to a turn.
    pub(super) fn turn(&self, turn: usize) -> Option<String> {
        self.turns
            .contains(&turn)
            .then(|| format!("#{}", self.turn_id(turn)))
    }

    /// The link to an item of the history.
    pub(super) fn item(&self, item: usize) -> Option<String> {
        self.items
            .contains(&item)
            .then(|| format!("#{}", self.item_id(item)))
    }
}
