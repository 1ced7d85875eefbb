//! Which deliveries have come before. Senders deliver again when they are not sure.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher as _, RandomState};

/// The last deliveries, each as a number that nobody outside can foresee.
pub(super) struct Seen {
    most: usize,
    state: RandomState,
    numbers: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// Remembers the last `most`.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            state: RandomState::new(),
            numbers: HashSet::new(),
            order: VecDeque::new(),
        }
    }

    /// Whether this event of this session has come before; from now on it has.
    pub(super) fn again(&mut self, event: &str, session: &str) -> bool {
        let number = self.state.hash_one((event, session));
        if !self.numbers.insert(number) {
            return true;
        }
        self.order.push_back(number);
        if self.order.len() > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.numbers.remove(&oldest);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_event_of_the_same_session_is_a_duplicate_for_a_while() {
        let mut seen = Seen::new(2);
        assert!(!seen.again("ab", "c"));
        assert!(!seen.again("a", "bc"));
        assert!(seen.again("ab", "c"));
        assert!(!seen.again("x", "y"));
        assert!(!seen.again("ab", "c"));
        assert_eq!(seen.numbers.len(), 2);
    }
}
