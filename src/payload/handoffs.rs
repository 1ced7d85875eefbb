//! Which handoffs are transfers. A session begins with one that only names its own agent, so
//! the first is none unless somebody has spoken before it.

use super::history::{Item, ItemKind, Role};

/// Tells handoffs apart, item by item, in the order of the history.
#[derive(Debug, Clone, Copy, Default)]
pub struct Handoffs {
    someone_spoke: bool,
    seen: bool,
}

impl Handoffs {
    /// Reads the next item, and says whether it is a handoff that transfers the call.
    pub fn is_transfer(&mut self, item: &Item<'_>) -> bool {
        self.someone_spoke |= is_spoken(item);
        if !matches!(item.kind, ItemKind::Handoff(_)) {
            return false;
        }
        let is_initial = !self.seen && !self.someone_spoke;
        self.seen = true;
        !is_initial
    }
}

/// How many handoffs are transfers.
#[must_use]
pub fn transfers(items: &[Item<'_>]) -> usize {
    let mut handoffs = Handoffs::default();
    items
        .iter()
        .filter(|item| handoffs.is_transfer(item))
        .count()
}

/// Whether an item was said by the user or the agent.
#[must_use]
pub fn is_spoken(item: &Item<'_>) -> bool {
    let role = item.message().and_then(|message| message.role);
    matches!(role, Some(Role::User | Role::Assistant))
}
