//! A delivery that was taken, as it is told: finished data for whoever writes it.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::refusal::Refused;
use crate::diagnostic::Diagnostic;
use crate::report::Counts;
use crate::webhook::capture::Signature;

/// A delivery.
#[derive(Debug)]
pub struct Delivery {
    /// When its head was there.
    pub at: DateTime<Utc>,
    /// `event`, as written but for its length.
    pub event: Option<String>,
    /// `session_id`, as written but for its length.
    pub session_id: Option<String>,
    /// Whether a finding fails.
    pub is_invalid: bool,
    /// What was found.
    pub counts: Counts,
    /// The first findings of each severity, in document order.
    pub problems: Vec<Diagnostic>,
    /// Bytes of the body.
    pub bytes: usize,
    /// From its head to the answer.
    pub elapsed: Duration,
    /// The status that it was answered with.
    pub status: u16,
    /// What was made of its signature.
    pub signature: Signature,
    /// Whether the same event of the same session has come before.
    pub is_duplicate: bool,
    /// The file that has its body.
    pub capture: Option<PathBuf>,
    /// What became of it behind us.
    pub forwarded: Option<Forwarded>,
}

/// What came of forwarding a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forwarded {
    /// An answer with this status.
    Answered(u16),
    /// None: one word for machines, and a sentence that is safe to print.
    Failed(&'static str, String),
}

/// A delivery that was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAlone {
    /// When its head was there.
    pub at: DateTime<Utc>,
    /// `event`, as written but for its length.
    pub event: String,
    /// `session_id`, as written but for its length.
    pub session_id: Option<String>,
}

/// What there is to tell.
#[derive(Debug)]
pub enum News {
    /// A delivery was taken.
    Delivery(Box<Delivery>),
    /// A request was refused.
    Refused(Refused),
    /// A delivery of an event that nobody asked for was answered and left alone.
    LeftAlone(LeftAlone),
    /// Something of ours failed: a sentence that is safe to print.
    Trouble(String),
    /// Something that a person should know once.
    Note(String),
}
