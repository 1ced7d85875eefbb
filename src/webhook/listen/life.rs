//! How far a connection is, and until when it may be there. Shared by all that serve it, on the one
//! thread of the network.

use std::cell::Cell;
use std::rc::Rc;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::limits::{HEAD_TIME, IDLE_TIME, REQUEST_TIME, WORK_TIME};

/// What a connection is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// A request.
    Idle,
    /// The rest of a head.
    Head,
    /// The rest of a body.
    Body,
    /// Us.
    Work,
}

/// The life of a connection.
pub(super) struct Life {
    phase: Cell<Phase>,
    /// When what it is waited for must be there.
    deadline: Cell<Instant>,
    /// When the request at hand began, or the wait for one.
    begun: Cell<Instant>,
    /// Bytes of a body that are held for it.
    held: Cell<usize>,
    /// Told when it has to go.
    pub(super) eviction: Notify,
    is_evicted: Cell<bool>,
    looks_like_tls: Cell<bool>,
}

impl Life {
    /// A new connection: whoever makes one has something to say.
    pub(super) fn new() -> Rc<Self> {
        let now = Instant::now();
        Rc::new(Self {
            phase: Cell::new(Phase::Idle),
            deadline: Cell::new(after(now, HEAD_TIME)),
            begun: Cell::new(now),
            held: Cell::new(0),
            eviction: Notify::new(),
            is_evicted: Cell::new(false),
            looks_like_tls: Cell::new(false),
        })
    }

    /// Notes that what came where a request should begin is the beginning of a TLS handshake.
    pub(super) fn note_tls(&self) {
        self.looks_like_tls.set(true);
    }

    pub(super) fn looks_like_tls(&self) -> bool {
        self.looks_like_tls.get()
    }

    pub(super) fn phase(&self) -> Phase {
        self.phase.get()
    }

    pub(super) fn deadline(&self) -> Instant {
        self.deadline.get()
    }

    /// Since when it keeps us waiting.
    pub(super) fn begun(&self) -> Instant {
        self.begun.get()
    }

    /// When the body must be there.
    pub(super) fn end_of_request(&self) -> Instant {
        after(self.begun.get(), REQUEST_TIME)
    }

    pub(super) fn enter(&self, phase: Phase) {
        let now = Instant::now();
        if matches!(phase, Phase::Idle | Phase::Head) {
            self.begun.set(now);
        }
        let deadline = match phase {
            Phase::Idle => after(now, IDLE_TIME),
            Phase::Head => after(now, HEAD_TIME),
            // The one who reads the body answers before.
            Phase::Body => after(self.end_of_request(), HEAD_TIME),
            Phase::Work => after(now, WORK_TIME),
        };
        self.phase.set(phase);
        self.deadline.set(deadline);
    }

    pub(super) fn held(&self) -> usize {
        self.held.get()
    }

    pub(super) fn hold(&self, bytes: usize) {
        self.held.set(bytes);
    }

    /// Makes it go, once.
    pub(super) fn evict(&self) {
        self.is_evicted.set(true);
        self.eviction.notify_one();
    }

    pub(super) fn is_evicted(&self) -> bool {
        self.is_evicted.get()
    }
}

/// A moment that is never beyond what the clock can say.
fn after(from: Instant, time: std::time::Duration) -> Instant {
    from.checked_add(time).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_has_its_time() {
        let life = Life::new();
        let given = || life.deadline() - life.begun();
        // Whoever connects has a request.
        assert_eq!(given(), HEAD_TIME);
        life.enter(Phase::Head);
        assert_eq!(given(), HEAD_TIME);
        let begun = life.begun();
        life.enter(Phase::Body);
        assert_eq!(life.begun(), begun, "a body does not begin a request");
        assert_eq!(life.end_of_request() - begun, REQUEST_TIME);
        assert!(life.deadline() > life.end_of_request());
        life.enter(Phase::Work);
        assert!(given() >= WORK_TIME);
        life.enter(Phase::Idle);
        assert_eq!(given(), IDLE_TIME);
    }
}
