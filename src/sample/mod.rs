//! Payloads that nobody captured: realistic calls, and calls with exactly one fault.
//! The same seed gives the same bytes.
//!
//! A [`Scenario`] chooses a script; `plan` decides which of its exchanges make the call; `stage`
//! plays them on one simulated clock; `body` writes what happened. Adding a payload to a script or
//! changing a draw changes what seeds give, and is worth a line in the changelog.

mod body;
mod clock;
mod domains;
mod ids;
mod invalid;
mod latency;
mod legacy;
mod make;
mod plan;
mod quiet;
mod rng;
mod scenario;
mod script;
mod slots;
mod speech;
mod stage;
mod voice;
mod words;

pub use body::Payload;
pub use invalid::{CLEAN, invalid, invalid_of};
pub use make::payload;
pub use scenario::{SCENARIOS, Scenario};
