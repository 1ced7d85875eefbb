//! What became of deliveries: a line each as it comes, then what they come to.

mod json;
mod text;

use std::io::{self, Write};

use crate::render::theme::Theme;
use crate::webhook::Url;
use crate::webhook::send::{Outcome, Tally};

/// The formats of `send`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: a line a delivery, then the tally.
    Text,
    /// One JSON object a line and delivery, described by `speakhook schema --of sent`.
    Jsonl,
}

/// One delivery.
pub struct Sent<'s> {
    /// The source of the body.
    pub name: &'s str,
    /// The line where the body begins, in a source with several.
    pub line: Option<usize>,
    /// The number of the body in an array.
    pub element: Option<usize>,
    /// The bytes of the body.
    pub body: &'s [u8],
    /// Where it goes.
    pub url: &'s Url,
    /// The signature, if it is signed.
    pub signature: Option<&'s str>,
    /// What became of it.
    pub fate: Fate<'s>,
}

/// What became of a delivery.
pub enum Fate<'s> {
    /// It was made. What the receiver said, without what it had been told in confidence.
    Made(&'s Outcome, &'s str),
    /// It was only described: its headers, without the values that nobody may see.
    Held(&'s [(String, Option<String>)]),
}

/// How a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// The format.
    pub format: Format,
    /// How text looks.
    pub theme: Theme,
    /// Whether deliveries are written.
    pub lists: bool,
    /// Whether the last line is.
    pub closing: bool,
    /// Whether bodies that are only described are shown.
    pub bodies: bool,
}

impl Setup {
    /// Writes one delivery.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn delivery(&self, sent: &Sent<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            _ if !self.lists => Ok(()),
            Format::Text => text::delivery(self, sent, out),
            Format::Jsonl => json::delivery(sent, out),
        }
    }

    /// Writes what all deliveries come to, if this format says so.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn finish(&self, tally: &Tally, is_dry: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Text if self.closing => text::closing(self.theme, tally, is_dry, out),
            _ => Ok(()),
        }
    }
}
