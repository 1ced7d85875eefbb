//! A payload with its history joined into turns and its tool calls paired: done once, for the
//! rules as for the views.

use super::call::{Call, Payload};
use super::tool_run::ToolRun;
use super::turn::{Turn, join};

/// A payload and what is derived from it.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The payload.
    pub payload: &'t Payload<'t>,
    /// Its history as turns.
    pub turns: Vec<Turn<'t>>,
    /// Its tool calls with their outputs, in the order of the history.
    pub runs: Vec<ToolRun<'t>>,
}

impl<'t> Reading<'t> {
    /// Reads a payload.
    #[must_use]
    pub fn of(payload: &'t Payload<'t>) -> Self {
        Self {
            payload,
            turns: join(payload.call.items()),
            runs: ToolRun::pair(payload.call.items()),
        }
    }

    /// The session that the payload is about.
    #[must_use]
    pub fn call(&self) -> &'t Call<'t> {
        &self.payload.call
    }
}
