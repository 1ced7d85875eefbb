//! Documents collected to be worked on elsewhere: their texts one after the other in one piece
//! of memory, and what is known of each.

use std::mem;

use super::{BadEncoding, Source, Text};
use crate::error::Error;
use crate::source::{Document, LineColumn};

/// Bytes of text after which a batch is full.
pub(super) const FULL: usize = 1024 * 1024;

/// Bytes of text after which a part of a batch is worth a worker's while.
const PART: usize = 128 * 1024;

/// What an entry costs beside its text, so that empty files fill a batch, too.
const ENTRY: usize = 256;

/// Documents of one or more sources, in order.
#[derive(Default)]
pub(super) struct Batch {
    text: String,
    entries: Vec<Entry>,
}

/// One [`Text`], its text apart.
struct Entry {
    source: usize,
    length: usize,
    what: What,
}

enum What {
    Document(Place),
    BadEncoding(Place, BadEncoding),
    Unreadable(Error),
}

struct Place {
    start: LineColumn,
    lead: usize,
    ordinal: usize,
}

impl Place {
    fn of(document: &Document<'_>) -> Self {
        Self {
            start: document.start,
            lead: document.lead,
            ordinal: document.ordinal,
        }
    }

    fn document<'b>(&self, source: &'b Source, text: &'b str) -> Document<'b> {
        Document {
            name: source.name(),
            file: source.path(),
            text,
            start: self.start,
            lead: self.lead,
            ordinal: self.ordinal,
        }
    }
}

/// A text and the number of the source that it is from.
pub struct Read<'b> {
    /// The number of the source.
    pub source: usize,
    /// The text.
    pub text: Text<'b>,
}

impl Batch {
    pub(super) fn push(&mut self, source: usize, text: Text<'_>) {
        let (what, text) = match text {
            Text::Document(document) => (What::Document(Place::of(&document)), document.text),
            Text::BadEncoding(document, bad) => {
                (What::BadEncoding(Place::of(&document), bad), document.text)
            }
            Text::Unreadable(error) => (What::Unreadable(error), ""),
        };
        self.text.push_str(text);
        self.entries.push(Entry {
            source,
            length: text.len(),
            what,
        });
    }

    /// The batch without what it held; `None` if it had grown beyond the usual.
    pub(super) fn emptied(mut self) -> Option<Self> {
        self.text.clear();
        self.entries.clear();
        (self.text.capacity() <= FULL.saturating_mul(2)).then_some(self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The memory that the batch stands for.
    pub(super) fn size(&self) -> usize {
        let entries = self.entries.len().saturating_mul(ENTRY);
        self.text.len().saturating_add(entries)
    }

    /// The batch in parts, each some work.
    pub(super) fn parts<'b>(&'b mut self, sources: &'b [Source]) -> Vec<Vec<Read<'b>>> {
        let mut rest = self.text.as_str();
        let mut parts = Vec::new();
        let (mut part, mut size) = (Vec::new(), 0_usize);
        for entry in mem::take(&mut self.entries) {
            let Some(source) = sources.get(entry.source) else {
                continue;
            };
            let (text, behind) = rest.split_at_checked(entry.length).unwrap_or((rest, ""));
            rest = behind;
            part.push(Read {
                source: entry.source,
                text: match entry.what {
                    What::Document(place) => Text::Document(place.document(source, text)),
                    What::BadEncoding(place, bad) => {
                        Text::BadEncoding(place.document(source, text), bad)
                    }
                    What::Unreadable(error) => Text::Unreadable(error),
                },
            });
            size = size.saturating_add(entry.length).saturating_add(ENTRY);
            if size >= PART {
                parts.push(mem::take(&mut part));
                size = 0;
            }
        }
        if !part.is_empty() {
            parts.push(part);
        }
        parts
    }
}
