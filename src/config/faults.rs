//! What is wrong with a configuration: sentences with the line and column that they are about.

use crate::nearest::nearest;
use crate::source::{Document, LineColumn, LineIndex};
use crate::text::{Untrusted, file_name};

/// Faults that are told at once; a file with more of them has one cause.
const MOST: usize = 10;

/// Collects the faults of one text.
#[derive(Default)]
pub(super) struct Faults(Vec<(usize, String)>);

impl Faults {
    /// Adds a fault at a byte of the text.
    pub(super) fn at(&mut self, offset: usize, message: impl Into<String>) {
        self.0.push((offset, message.into()));
    }

    /// Adds the fault of a name that is not one of `known`.
    pub(super) fn unknown(
        &mut self,
        offset: usize,
        what: &str,
        name: &str,
        meant: &str,
        known: &[&'static str],
    ) {
        let shown = Untrusted::new(name).excerpt(60);
        let exact = known.iter().copied().find(|word| *word == meant);
        let hint = match exact.or_else(|| nearest(name, known.iter().copied())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("known are {}", listed(known)),
        };
        self.at(offset, format!("`{shown}` is no {what}; {hint}"));
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there are more than are told, so that nobody needs to look for others.
    pub(super) fn are_enough(&self) -> bool {
        self.0.len() > MOST
    }

    /// The faults as `file:line:column: sentence`, in the order of the file.
    pub(super) fn told(mut self, name: &str, text: &str) -> Vec<String> {
        self.0.sort();
        let mut lines = LineIndex::new(&Document {
            name,
            ..Document::of_text(text)
        });
        let name = file_name(name);
        let mut told: Vec<String> = (self.0.iter().take(MOST))
            .map(|(offset, message)| {
                let LineColumn { line, column } = lines.place(*offset);
                format!("{name}:{line}:{column}: {message}")
            })
            .collect();
        if self.are_enough() {
            told.push(format!("{name}: there are more problems"));
        }
        told
    }
}

/// Names in backticks, separated by commas.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
