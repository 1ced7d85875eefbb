//! What has been read and not yet been worked on, bounded in bytes: the reader waits when it is
//! too far ahead, and hands out early when nobody has anything to do.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::batch::Batch;

/// Bytes of text that are read and not yet reported; a single document may be larger.
const MOST_IN_FLIGHT: usize = 8 * 1024 * 1024;

#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Batch>,
    /// Batches that were worked on, whose memory is used again.
    spare: Vec<Batch>,
    /// Bytes that wait or are being worked on.
    in_flight: usize,
    /// The consumer has nothing to do.
    is_hungry: bool,
    has_ended: bool,
    is_stopped: bool,
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'q>(&self, state: MutexGuard<'q, State>) -> MutexGuard<'q, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a batch when there is room for it; whether anybody wants more.
    pub(super) fn push(&self, batch: Batch) -> bool {
        let size = batch.size();
        let mut state = self.state();
        while !state.is_stopped
            && state.in_flight > 0
            && state.in_flight.saturating_add(size) > MOST_IN_FLIGHT
        {
            state = self.wait(state);
        }
        state.in_flight = state.in_flight.saturating_add(size);
        state.waiting.push_back(batch);
        self.changed.notify_all();
        !state.is_stopped
    }

    /// Whether the consumer waits for something to do.
    pub(super) fn is_hungry(&self) -> bool {
        self.state().is_hungry
    }

    /// Whether nobody wants more.
    pub(super) fn is_stopped(&self) -> bool {
        self.state().is_stopped
    }

    /// Waits for batches and takes about `most` bytes of them; none at the end.
    pub(super) fn take(&self, most: usize) -> Vec<Batch> {
        let mut state = self.state();
        while state.waiting.is_empty() && !state.has_ended {
            state.is_hungry = true;
            self.changed.notify_all();
            state = self.wait(state);
        }
        state.is_hungry = false;
        let mut taken = Vec::new();
        let mut size = 0_usize;
        while size < most
            && let Some(batch) = state.waiting.pop_front()
        {
            size = size.saturating_add(batch.size());
            taken.push(batch);
        }
        taken
    }

    /// A batch to be filled.
    pub(super) fn empty(&self) -> Batch {
        self.state().spare.pop().unwrap_or_default()
    }

    /// Makes room for as many bytes as have been reported, and takes the batches that held them back.
    pub(super) fn done(&self, size: usize, batches: Vec<Batch>) {
        let reusable = batches.into_iter().filter_map(Batch::emptied);
        let mut state = self.state();
        state.spare.extend(reusable);
        state.in_flight = state.in_flight.saturating_sub(size);
        self.changed.notify_all();
    }

    /// The reader has come to the end.
    pub(super) fn end(&self) {
        self.state().has_ended = true;
        self.changed.notify_all();
    }

    /// Nobody wants more.
    pub(super) fn stop(&self) {
        self.state().is_stopped = true;
        self.changed.notify_all();
    }
}
