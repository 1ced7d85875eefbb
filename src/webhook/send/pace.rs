//! So many deliveries a second at most. Knows moments that it is told, and no clock.

use std::time::{Duration, Instant};

/// When the next delivery may begin.
#[derive(Debug, Default)]
pub struct Pace {
    gap: Duration,
    next: Option<Instant>,
}

impl Pace {
    /// A delivery every `gap`; zero for no limit.
    #[must_use]
    pub fn new(gap: Duration) -> Self {
        Self { gap, next: None }
    }

    /// How long the next delivery has to wait at `now`, and that it takes its turn. Whoever comes late does
    /// not hurry afterwards: what was missed is not made up for by a burst.
    pub fn turn(&mut self, now: Instant) -> Duration {
        let begin = self.next.map_or(now, |next| next.max(now));
        self.next = begin.checked_add(self.gap);
        begin.saturating_duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_keep_their_distance_and_are_not_made_up_for() {
        let mut pace = Pace::new(Duration::from_millis(100));
        let start = Instant::now();
        let mut wait = |millis| {
            let now = start + Duration::from_millis(millis);
            pace.turn(now).as_millis()
        };
        assert_eq!(wait(0), 0);
        assert_eq!(wait(0), 100);
        assert_eq!(wait(120), 80);
        assert_eq!(wait(900), 0);
        assert_eq!(wait(901), 99);
        let mut free = Pace::default();
        assert_eq!((free.turn(start), free.turn(start)), Default::default());
    }
}
