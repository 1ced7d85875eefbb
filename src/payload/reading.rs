//! A payload with its history joined into turns and its tool calls paired: done once, for the
//! rules as for the views.

use std::cell::OnceCell;

use super::call::{Call, Payload};
use super::latency::{TurnLatency, measure};
use super::tool_run::ToolRun;
use super::turn::{Turn, join};
use super::unit::LargeDelays;

/// A payload and what is derived from it.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The payload.
    pub payload: &'t Payload<'t>,
    /// Its history as turns.
    pub turns: Vec<Turn<'t>>,
    /// Its tool calls with their outputs, in the order of the history.
    pub runs: Vec<ToolRun<'t>>,
    large_delays: OnceCell<Option<LargeDelays<'t>>>,
    latencies: OnceCell<Vec<TurnLatency>>,
}

impl<'t> Reading<'t> {
    /// Reads a payload.
    #[must_use]
    pub fn of(payload: &'t Payload<'t>) -> Self {
        Self {
            payload,
            turns: join(payload.call.items()),
            runs: ToolRun::pair(payload.call.items()),
            large_delays: OnceCell::new(),
            latencies: OnceCell::new(),
        }
    }

    /// The delays of the call, if all are too large for seconds.
    #[must_use]
    pub fn large_delays(&self) -> Option<LargeDelays<'t>> {
        let find = || LargeDelays::of(self.payload.call.items());
        *self.large_delays.get_or_init(find)
    }

    /// The latency of each turn; measured when first asked for.
    #[must_use]
    pub fn latencies(&self) -> &[TurnLatency] {
        let measure = || measure(&self.turns, self.large_delays().is_some());
        self.latencies.get_or_init(measure)
    }

    /// The session that the payload is about.
    #[must_use]
    pub fn call(&self) -> &'t Call<'t> {
        &self.payload.call
    }
}
