//! `speakhook.toml`: what a project has decided once for every run. Text in, decisions out; who
//! finds and reads the file is `cli`. Every problem of a file is reported, at its place.

mod exceptions;
mod faults;
mod read;
mod schema;

use std::path::PathBuf;

use crate::diagnostic::Severity;
use crate::known::Exceptions;
use crate::policy::{FailOn, Levels};
use crate::rules::Rule;
use crate::stats::Budget;

pub use read::read;
pub use schema::schema;

/// The name of the file that is searched for.
pub const FILE_NAME: &str = "speakhook.toml";

/// Bytes of the largest configuration that is read.
pub const LARGEST: usize = 1024 * 1024;

/// What a configuration decides; what it does not mention stays open.
#[derive(Default)]
pub struct Config {
    /// How the file is called in messages; empty without a file.
    pub name: String,
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// `fail-on`.
    pub fail_on: Option<FailOn>,
    /// `min-severity`.
    pub min_severity: Option<Severity>,
    /// `max-diagnostics`; 0 for all.
    pub max_diagnostics: Option<usize>,
    /// `[rules]`.
    pub levels: Levels,
    /// `[thresholds]`: each in the unit that its rule declares.
    pub thresholds: Vec<(&'static Rule, f64)>,
    /// `[[ignore]]`.
    pub exceptions: Exceptions,
    /// `[budgets]`: conditions on statistics, each called by its name in the file.
    pub budgets: Vec<Budget>,
}
