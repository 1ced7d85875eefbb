//! The growing array of a JSON document: its elements are written as they come, one a line, so
//! that a report of any length takes no memory. The document is whole also without elements.

use std::io::{self, Write};

use serde::Serialize;

use crate::json::write;

/// What a document has before the elements of its array, the opening bracket included.
pub(super) type Head = fn(&mut dyn Write) -> io::Result<()>;

/// An array that is being written.
pub(super) struct Items {
    head: Head,
    count: usize,
}

impl Items {
    pub(super) fn behind(head: Head) -> Self {
        Self { head, count: 0 }
    }

    /// How many have been written.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Writes an element.
    pub(super) fn push(&mut self, out: &mut dyn Write, item: &impl Serialize) -> io::Result<()> {
        if self.count == 0 {
            (self.head)(out)?;
        } else {
            out.write_all(b",")?;
        }
        self.count = self.count.saturating_add(1);
        out.write_all(b"\n    ")?;
        write::compact(out, item)
    }

    /// Closes the array, whose bracket stands behind `indent`.
    pub(super) fn end(&mut self, out: &mut dyn Write, indent: &str) -> io::Result<()> {
        if self.count == 0 {
            (self.head)(out)?;
        } else {
            write!(out, "\n{indent}")?;
        }
        out.write_all(b"]")
    }
}
