//! Sources for those who pass on what they read: a document alone in its source is all bytes of it,
//! white space, final line feed and broken characters included, as a signature is made over every one.

use std::cell::RefCell;
use std::io::{self, Read as _};
use std::path::Path;

use crate::error::Error;
use crate::source::{Document, Form, LineColumn};
use crate::watch::Watch;

use super::envelope::{Headers, Tool};
use super::framing::Framing;
use super::{BadEncoding, DOCUMENT_LIMIT, Flow, Heedful, Observers, Source, Stdin, Text};

/// A body that was taken out of an envelope.
#[derive(Debug)]
pub struct Came {
    /// Its bytes.
    pub body: Vec<u8>,
    /// The headers that came with it; `None` if none were kept.
    pub headers: Option<Headers>,
    /// Whether the bytes are the sender's own: a tool that parsed the body has lost them.
    pub is_exact: bool,
    /// What it was taken out of.
    pub envelope: Tool,
}

/// What is known of a document beside its text.
#[derive(Debug, Clone, Copy)]
pub enum Exact<'b> {
    /// It is alone in its source, of which this is every byte, decompressed.
    All(&'b [u8]),
    /// It was the body of a request.
    Body(&'b Came),
    /// It is one of several, and its text is all of it.
    Text,
}

/// What those who pass on what they read want of what is read.
pub(super) struct Kept {
    /// The bytes of a source from its first on, for as long as they may all be wanted.
    all: RefCell<Option<Vec<u8>>>,
    /// Where the document that is shown next came from, if from an envelope.
    came: RefCell<Option<Came>>,
    wanted: Wanted,
}

/// Which bodies of a list of requests are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that may be payloads: others are about other things.
    Payloads,
    /// All: a signature is about bytes.
    All,
}

impl Kept {
    fn new(wanted: Wanted) -> Self {
        Self {
            all: RefCell::new(Some(Vec::new())),
            came: RefCell::new(None),
            wanted,
        }
    }

    pub(super) fn wants_all(&self) -> bool {
        self.wanted == Wanted::All
    }

    /// Takes note of where the document that is shown next came from.
    pub(super) fn came(&self, came: Came) {
        self.came.replace(Some(came));
    }

    pub(super) fn add(&self, bytes: &[u8]) {
        let mut kept = self.all.borrow_mut();
        if let Some(all) = kept.as_mut() {
            all.extend_from_slice(bytes);
        }
        // More white space than any document may have around it.
        kept.take_if(|all| all.len() > DOCUMENT_LIMIT.saturating_mul(2));
    }

    fn take(&self) -> Option<Vec<u8>> {
        self.all.take()
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
    fn tell(self, source: &Source, exact: Exact<'_>, visit: Visit<'_>) -> Flow {
        let document = Document {
            name: source.name(),
            file: source.path(),
            text: &self.text,
            start: self.start,
            lead: self.lead,
            ordinal: 0,
            form: Form::Plain,
        };
        match self.bad {
            None => visit(Text::Document(document), exact),
            Some(bad) => visit(Text::BadEncoding(document, bad), exact),
        }
    }
}

type Visit<'v> = &'v mut dyn FnMut(Text<'_>, Exact<'_>) -> Flow;

/// [`super::read`], where every document comes with its exact bytes. With lines by order of the user, no document is
/// alone.
pub fn read_exact(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    wanted: Wanted,
    visit: Visit<'_>,
) -> Flow {
    let kept = Kept::new(wanted);
    let may_be_alone = source.framing() == Framing::Detected;
    let (mut first, mut is_first) = (None, may_be_alone);
    if !may_be_alone {
        kept.take();
    }
    let observers = Observers {
        kept: Some(&kept),
        ..Observers::new(watch)
    };
    let flow = super::read_with(source, stdin, observers, &mut |text| {
        let came = kept.came.take();
        if std::mem::take(&mut is_first) && came.is_none() {
            let (document, bad) = match text {
                Text::Document(document) => (document, None),
                Text::BadEncoding(document, bad) => (document, Some(bad)),
                Text::Unreadable(error) => return visit(Text::Unreadable(error), Exact::Text),
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
        let told = first
            .take()
            .map(|first| first.tell(source, Exact::Text, visit));
        match told {
            Some(Flow::Stop) => Flow::Stop,
            _ => visit(text, came.as_ref().map_or(Exact::Text, Exact::Body)),
        }
    });
    match first.take() {
        Some(first) if watch.signal().is_none() => {
            let all = kept.take();
            first.tell(
                source,
                all.as_deref().map_or(Exact::Text, Exact::All),
                visit,
            )
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
        let mut reader = Heedful(file, watch).take(limit.saturating_add(1));
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
            unwrap: true,
        };
        let mut found = Vec::new();
        read_exact(
            &source,
            &mut &*input,
            &Watch::default(),
            Wanted::All,
            &mut |text, exact| {
                let (Text::Document(document) | Text::BadEncoding(document, _)) = text else {
                    panic!("unreadable");
                };
                if let Exact::All(all) = exact {
                    assert_eq!(all, input);
                }
                if let Exact::Body(came) = exact {
                    assert_eq!(came.body, document.text.as_bytes());
                    let headers = came.headers.as_ref().unwrap();
                    assert_eq!(headers.values("a").next(), Some("b"));
                }
                found.push((document.text.to_owned(), !matches!(exact, Exact::Text)));
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
    fn a_body_in_an_envelope_is_its_own_bytes() {
        let body = "{\"event\": \"x\"}\n";
        let envelope = format!("{{\"headers\":{{\"a\":\"b\"}},\"body\":{body:?}}}\n");
        let expected = (body.to_owned(), true);
        assert_eq!(
            read(envelope.as_bytes(), Framing::Detected),
            std::slice::from_ref(&expected)
        );
        let twice = envelope.repeat(2);
        assert_eq!(
            read(twice.as_bytes(), Framing::Detected),
            [expected.clone(), expected.clone()]
        );
        let mixed = format!("{{}}\n{envelope}");
        let plain = ("{}".to_owned(), false);
        assert_eq!(read(mixed.as_bytes(), Framing::Detected), [plain, expected]);
    }

    #[test]
    fn documents_among_others_are_their_own_text() {
        let expected = [("{\"a\":1}".to_owned(), false), ("{}".to_owned(), false)];
        assert_eq!(read(b"{\"a\":1}\n{}\n", Framing::Detected), expected);
        assert_eq!(read(b"\n{\"a\":1} {}", Framing::Detected), expected);
        assert_eq!(read(b"{}\n", Framing::Lines), [("{}".to_owned(), false)]);
    }
}
