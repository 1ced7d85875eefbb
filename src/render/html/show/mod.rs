//! `show` as a page: a section a call, and before them an index where there are several. A section is
//! rendered when its call comes, so that no call is kept; the page is written at the end, as what
//! stands first in it is known last.

mod call;
mod evaluation;
mod index;
mod latency;
mod remarks;
mod stave;
mod summary;
mod targets;
mod timeline;
mod tool_lane;
mod tools;
mod transcript;
mod waterfall;

use std::io::{self, Write};

use askama::Template as _;

use super::shell::{Foot, Head};
use crate::exit::Signal;
use crate::render::show::Renderer;
use crate::text::counted;
use crate::view::CallView;
pub(super) use waterfall::{Zone, bands as waterfall_zones};

use index::{Index, IndexRow, Unreadable};

/// Bytes of sections that a page holds; browsers open larger ones with toil. What comes after has a
/// row in the index alone.
const MOST_BYTES: usize = 64 << 20;

/// Calls that the index lists.
const MOST_ROWS: usize = 10_000;

/// Messages about inputs that a page repeats.
const MOST_MESSAGES: usize = 100;

/// The calls of a page.
pub(in crate::render) struct Calls {
    /// [`MOST_BYTES`], but in a test.
    most_bytes: usize,
    calls: usize,
    /// The sections, ready to be written.
    sections: String,
    rows: Vec<IndexRow>,
    /// Calls that have no section.
    without_section: usize,
    unreadable: Vec<Unreadable>,
    unreadable_count: usize,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            most_bytes: MOST_BYTES,
            calls: 0,
            sections: String::new(),
            rows: Vec::new(),
            without_section: 0,
            unreadable: Vec::new(),
            unreadable_count: 0,
        }
    }
}

impl Calls {
    /// Adds a call.
    ///
    /// # Errors
    /// None that a template of ours has.
    fn add(&mut self, view: &CallView<'_>) -> io::Result<()> {
        self.calls = self.calls.saturating_add(1);
        let has_section = self.sections.len() < self.most_bytes;
        if has_section {
            let section = call::Section::new(view, self.calls);
            section
                .render_into(&mut self.sections)
                .map_err(io::Error::other)?;
        } else {
            self.without_section = self.without_section.saturating_add(1);
        }
        if self.rows.len() < MOST_ROWS {
            self.rows.push(IndexRow::new(view, self.calls, has_section));
        }
        Ok(())
    }

    /// Writes the page.
    ///
    /// # Errors
    /// What the writer reports.
    fn page(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = match self.rows.as_slice() {
            [only] if self.calls == 1 => only.title(),
            _ => counted(self.calls, "call"),
        };
        Head::new(&title).write_into(out)?;
        let index = Index::new(
            self.calls,
            &self.rows,
            self.without_section,
            &self.unreadable,
            self.unreadable_count,
        );
        index.write_into(out)?;
        out.write_all(self.sections.as_bytes())?;
        Foot::new().write_into(out)
    }
}

impl Renderer for Calls {
    fn call(&mut self, view: &CallView<'_>, _out: &mut dyn Write) -> io::Result<()> {
        self.add(view)
    }

    /// Who is sent a page does not see the error stream.
    fn unreadable(&mut self, _path: Option<&str>, message: &str) {
        self.unreadable_count = self.unreadable_count.saturating_add(1);
        if self.unreadable.len() < MOST_MESSAGES {
            self.unreadable.push(Unreadable::new(message));
        }
    }

    /// A signal is among the inputs that could not be read.
    fn finish(&mut self, _stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        self.page(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::CallView;

    fn view(line: usize) -> CallView<'static> {
        CallView {
            name: "calls.jsonl",
            line,
            has_history: false,
            is_filtered_out: false,
            summary: None,
            transcript: None,
            latency: None,
            tools: None,
            evaluation: None,
            timeline: None,
            remarks: None,
            rows: None,
            cues: None,
            trace: None,
            waterfall: None,
        }
    }

    fn page(mut calls: Calls) -> String {
        let mut page = Vec::new();
        calls.finish(None, &mut page).unwrap();
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn a_call_beyond_the_largest_page_has_a_row_alone() {
        let mut calls = Calls {
            most_bytes: 1,
            ..Calls::default()
        };
        for line in 1..=3 {
            calls.add(&view(line)).unwrap();
        }
        let page = page(calls);
        assert_eq!(page.matches("<article").count(), 1);
        assert_eq!(page.matches("<tr>").count(), 4);
        assert!(page.contains("href=\"#c1\"") && !page.contains("href=\"#c2\""));
        assert!(page.contains("2 calls listed without the details"));
    }

    #[test]
    fn inputs_that_were_not_read_are_counted_beyond_the_first() {
        let mut calls = Calls::default();
        for _ in 0..MOST_MESSAGES + 2 {
            calls.unreadable(None, "cannot be read");
        }
        let page = page(calls);
        assert_eq!(page.matches("cannot be read").count(), MOST_MESSAGES);
        assert!(page.contains("<li>2 more</li>"));
    }
}
