//! Deliveries that repeat or imitate what SpeakNode sends: where bodies come from, what is changed in them,
//! what they are signed with, and how they are paced. The bytes that were read are the bytes that are sent, unless
//! somebody asks for a change.

mod alter;
mod bodies;
mod fresh;
mod mask;
mod pace;
mod plan;
mod replay;
mod tally;
mod wait;

pub use super::is_secret;
pub use alter::Alter;
pub use bodies::{Body, Reading, read};
pub use fresh::{Fresh, chance};
pub use pace::Pace;
pub use plan::{Given, Outgoing, Plan};
pub use replay::{Captured, Stale};
pub use tally::{Outcome, Tally};
pub use wait::{pause, post};
