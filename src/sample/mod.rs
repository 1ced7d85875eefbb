//! Payloads that nobody captured: realistic calls, and calls with exactly one fault.
//! The same seed gives the same bytes.

mod invalid;

pub use invalid::{CLEAN, invalid};
