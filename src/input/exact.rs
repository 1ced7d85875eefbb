//! Sources for those who pass on what they read: a document alone in its source is all bytes of it,
//! white space, final line feed and broken characters included, as a signature is made over every one.

use std::cell::RefCell;
use std::io::{self, Read as _};
use std::path::Path;

use crate::error::Error;
use crate::source::{Document, LineColumn};
use crate::watch::Watch;

use super::framing::Framing;
use super::{BadEncoding, DOCUMENT_LIMIT, Flow, Heedful, Source, Stdin, Text};

/// The bytes of a source from its first on, for as long as they may all be wanted.
pub(super) struct Kept(RefCell<Option<Vec<u8>>>);

impl Kept {
    fn new() -> Self {
        Self(RefCell::new(Some(Vec::new())))
    }

    pub(super) fn add(&self, bytes: &[u8]) {
        let mut kept = self.0.borrow_mut();
        if let Some(all) = kept.as_mut() {
            all.extend_from_slice(bytes);
        }
        // More white space than any document may have around it.
        kept.take_if(|all| all.len() > DOCUMENT_LIMIT.saturating_mul(2));
    }

    fn take(&self) -> Option<Vec<u8>> {
        self.0.take()
    }
}

/// A document that may be alone in its source.
struct First {
    text: String,
    bad: Option<BadEncoding>,
    start: LineColumn,
    lead: usize,
}

impl First {
    fn tell(
        self,
        source: &Source,
        all: Option<&[u8]>,
        visit: &mut dyn FnMut(Text<'_>, Option<&[u8]>) -> Flow,
    ) -> Flow {
        let document = Document {
            name: source.name(),
            file: source.path(),
            text: &self.text,
            start: self.start,
            lead: self.lead,
            ordinal: 0,
        };
        match self.bad {
            None => visit(Text::Document(document), all),
            Some(bad) => visit(Text::BadEncoding(document, bad), all),
        }
    }
}

/// [`super::read`], where the only document of a source comes with every byte of the source, decompressed.
/// With lines by order of the user, no document is alone.
pub fn read_exact(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    visit: &mut dyn FnMut(Text<'_>, Option<&[u8]>) -> Flow,
) -> Flow {
    let kept = Kept::new();
    let may_be_alone = source.framing() == Framing::Detected;
    let (mut first, mut is_first) = (None, may_be_alone);
    if !may_be_alone {
        kept.take();
    }
    let flow = super::read_with(source, stdin, watch, (&|| {}, Some(&kept)), &mut |text| {
        if std::mem::take(&mut is_first) {
            let (document, bad) = match text {
                Text::Document(document) => (document, None),
                Text::BadEncoding(document, bad) => (document, Some(bad)),
                Text::Unreadable(error) => return visit(Text::Unreadable(error), None),
            };
            first = Some(First {
                text: document.text.to_owned(),
                bad,
                start: document.start,
                lead: document.lead,
            });
            return Flow::Continue;
        }
        kept.take();
        if watch.signal().is_some() {
            first = None;
        }
        let told = first.take().map(|first| first.tell(source, None, visit));
        match told {
            Some(Flow::Stop) => Flow::Stop,
            _ => visit(text, None),
        }
    });
    match first.take() {
        Some(first) if watch.signal().is_none() => {
            first.tell(source, kept.take().as_deref(), visit)
        }
        _ => flow,
    }
}

/// Every byte of a file as it lies there.
///
/// # Errors
/// What the system says, a signal, or a file larger than a document may be.
pub fn read_bytes(path: &Path, watch: &Watch) -> Result<Vec<u8>, Error> {
    let name = || path.to_string_lossy().into_owned();
    let mut bytes = Vec::new();
    let limit = u64::try_from(DOCUMENT_LIMIT).unwrap_or(u64::MAX);
    let read = |bytes: &mut Vec<u8>| -> io::Result<usize> {
        let file = super::open(path, watch)?;
        let mut reader = Heedful(file, watch, None).take(limit.saturating_add(1));
        reader.read_to_end(bytes)
    };
    if let Err(source) = read(&mut bytes) {
        return Err(match watch.signal() {
            Some(signal) => Error::Stopped {
                name: name(),
                signal,
            },
            None => Error::Read {
                name: name(),
                source,
            },
        });
    }
    if bytes.len() > DOCUMENT_LIMIT {
        return Err(Error::TooLarge {
            name: name(),
            line: 1,
            limit: DOCUMENT_LIMIT,
        });
    }
    watch.add_bytes(bytes.len());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each document's text, and whether all bytes of `input` came with it.
    fn read(input: &[u8], framing: Framing) -> Vec<(String, bool)> {
        let source = Source::Stdin {
            name: "x".to_owned(),
            is_named: false,
            framing,
        };
        let mut found = Vec::new();
        read_exact(
            &source,
            &mut &*input,
            &Watch::default(),
            &mut |text, all| {
                let (Text::Document(document) | Text::BadEncoding(document, _)) = text else {
                    panic!("unreadable");
                };
                if let Some(all) = all {
                    assert_eq!(all, input);
                }
                found.push((document.text.to_owned(), all.is_some()));
                Flow::Continue
            },
        );
        found
    }

    #[test]
    fn a_document_alone_is_every_byte_of_its_source() {
        for input in [
            &b"{}"[..],
            b"\xef\xbb\xbf \r\n{\"a\": 1}\r\n\r\n ",
            b"{\"a\":\"\xff\"}\n",
            b"[{}]\n",
            b"{",
            b"",
            b" \n",
        ] {
            let found = read(input, Framing::Detected);
            assert_eq!(found.len(), 1, "{}", input.escape_ascii());
            assert!(found[0].1, "{}", input.escape_ascii());
        }
    }

    #[test]
    fn documents_among_others_are_their_own_text() {
        let expected = [("{\"a\":1}".to_owned(), false), ("{}".to_owned(), false)];
        assert_eq!(read(b"{\"a\":1}\n{}\n", Framing::Detected), expected);
        assert_eq!(read(b"\n{\"a\":1} {}", Framing::Detected), expected);
        assert_eq!(read(b"{}\n", Framing::Lines), [("{}".to_owned(), false)]);
    }
}
