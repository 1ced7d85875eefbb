//! Calls, turns and tools as rows of a table, for spreadsheets, databases and notebooks: one row is
//! whole, so that nobody has to join the user's half of a turn and the assistant's again.
//!
//! A table is described once, by its [`Column`]s: the header, the schema, the documentation and the
//! cells follow from them. Columns may be added at the end; none changes its meaning.

mod calls;
mod cell;
mod describe;
mod tools;
mod turns;

pub use cell::{Cell, ForeignText};
pub use describe::{documentation, schema};

use crate::payload::{Payload, Reading, ToolRun, Unreliable};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One row a call.
    Calls,
    /// One row a turn.
    Turns,
    /// One row a run of a tool.
    Tools,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name, with the unit where there is one.
    pub name: &'static str,
    /// What its cells hold, where they hold something.
    pub holds: Holds,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text from the payload, or the name of its file.
    Text,
    /// One of these words of ours.
    Word(&'static [&'static str]),
    /// A number of things.
    Count,
    /// A number: seconds where the name says so.
    Number,
    /// Yes or no.
    Flag,
    /// A moment, in UTC.
    Time,
}

/// Rows of one kind, in the order of the call.
#[derive(Debug, Clone)]
pub struct Table<'t> {
    /// What the rows are about.
    pub kind: Kind,
    /// A cell a column.
    pub rows: Vec<Vec<Cell<'t>>>,
}

/// Where a call is from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'t> {
    /// The name of the file; as untrusted as the payload.
    pub path: &'t str,
    /// The line on which the call starts, from 1.
    pub line: usize,
}

/// A column and what its cells are.
struct Field<F> {
    column: Column,
    value: F,
}

const fn field<F>(name: &'static str, holds: Holds, about: &'static str, value: F) -> Field<F> {
    let column = Column { name, holds, about };
    Field { column, value }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Calls, Self::Turns, Self::Tools];

    /// The public name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Turns => "turns",
            Self::Tools => "tools",
        }
    }

    /// The columns, from left to right.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        fn columns<F>(fields: &[Field<F>]) -> Vec<Column> {
            fields.iter().map(|field| field.column).collect()
        }
        match self {
            Self::Calls => columns(calls::FIELDS),
            Self::Turns => columns(turns::FIELDS),
            Self::Tools => columns(tools::FIELDS),
        }
    }
}

/// The rows of a call.
#[must_use]
pub fn of<'t>(
    kind: Kind,
    payload: &'t Payload<'t>,
    origin: Origin<'t>,
    show_values: bool,
) -> Table<'t> {
    let reading = Reading::of(payload);
    let rows = match kind {
        Kind::Calls => vec![calls::row(&reading, origin, show_values)],
        Kind::Turns => turns::rows(&reading, origin),
        Kind::Tools => tools::rows(&reading, origin),
    };
    Table { kind, rows }
}

/// Whether a tool was called, and answered with an error.
fn is_failed_call(run: &ToolRun<'_>) -> bool {
    run.call.is_some() && run.is_error()
}

/// The public names of the reasons not to trust a turn.
const UNRELIABLE: &[&str] = &[
    Unreliable::ReversedSpeech.name(),
    Unreliable::OutOfRange.name(),
    Unreliable::NegativeDelay.name(),
    Unreliable::Milliseconds.name(),
];
