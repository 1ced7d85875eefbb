//! Documents collected to be worked on elsewhere: their texts one after the other in one piece
//! of memory, and what is known of each.

use std::mem;

use super::{BadEncoding, Source, Text};
use crate::error::Error;
use crate::source::{Document, Form, LineColumn};

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
    /// Bytes behind the text: how it is written in its file, if that differs.
    written: usize,
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
    is_encoded: bool,
}

impl Place {
    fn of(document: &Document<'_>) -> Self {
        Self {
            start: document.start,
            lead: document.lead,
            ordinal: document.ordinal,
            is_encoded: document.form == Form::Encoded,
        }
    }

    fn document<'b>(&self, source: &'b Source, text: &'b str, written: &'b str) -> Document<'b> {
        Document {
            name: source.name(),
            file: source.path(),
            text,
            start: self.start,
            lead: self.lead,
            ordinal: self.ordinal,
            form: match (self.is_encoded, written) {
                (true, _) => Form::Encoded,
                (false, "") => Form::Plain,
                (false, written) => Form::Escaped(written),
            },
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
        let (what, text, form) = match text {
            Text::Document(document) => {
                let place = Place::of(&document);
                (What::Document(place), document.text, document.form)
            }
            Text::BadEncoding(document, bad) => {
                let place = Place::of(&document);
                (What::BadEncoding(place, bad), document.text, document.form)
            }
            Text::Unreadable(error) => (What::Unreadable(error), "", Form::Plain),
        };
        let written = match form {
            Form::Escaped(written) => written,
            Form::Plain | Form::Encoded => "",
        };
        self.text.push_str(text);
        self.text.push_str(written);
        self.entries.push(Entry {
            source,
            length: text.len(),
            written: written.len(),
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
            let (written, behind) = behind
                .split_at_checked(entry.written)
                .unwrap_or((behind, ""));
            rest = behind;
            part.push(Read {
                source: entry.source,
                text: match entry.what {
                    What::Document(place) => Text::Document(place.document(source, text, written)),
                    What::BadEncoding(place, bad) => {
                        Text::BadEncoding(place.document(source, text, written), bad)
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
