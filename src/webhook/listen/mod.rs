//! `speakhook listen`: takes deliveries over HTTP. hyper speaks the protocol; here is what it leaves
//! open: who may speak, for how long, with how much memory, and what a delivery goes through.
//!
//! The network has one thread, which only waits (`server`, `connection`). What takes time, judging,
//! the disk, whoever it is forwarded to, has threads of its own (`intake`). What is to be told goes
//! through a bounded channel to whoever called, who alone writes to the terminal.

mod body;
mod connection;
mod delivery;
mod door;
mod guard;
mod hosts;
mod intake;
mod life;
mod limits;
mod refusal;
mod room;
mod seen;
mod server;
mod tally;
mod tap;
mod tickets;

/// News that nobody has read yet, at most.
pub const NEWS: usize = limits::NEWS;

pub use delivery::{Delivery, Forwarded, LeftAlone, News};
pub use guard::Guard;
pub use hosts::Hosts;
pub use intake::{Bench, Forward, Intake, Terms};
pub use refusal::Refused;
pub use server::{Door, Server};
pub use tally::Tally;
