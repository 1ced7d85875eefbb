//! Sources for those who pass on what they read: a document alone in its source is all bytes of it,
//! white space, final line feed and broken characters included, as a signature is made over every one.
//! A source is several bodies if it begins with two documents, one otherwise: of prose nobody knows the parts.

use std::cell::RefCell;
use std::io::{self, Read as _};
use std::path::Path;

use crate::error::Error;
use crate::json::tree::parse_only;
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
    /// It is the beginning of a source that is no sequence of documents, and this is every byte of that.
    Whole(&'b [u8]),
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

/// Which bodies are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Of a list of requests those that may be payloads: others are about other things.
    Payloads,
    /// The same, of a source that is said to have one a line: none is all of it.
    Lines,
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
        // More than one body may be.
        kept.take_if(|all| all.len() > DOCUMENT_LIMIT);
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
    fn of(document: &Document<'_>, bad: Option<BadEncoding>) -> Self {
        Self {
            text: document.text.to_owned(),
            bad,
            start: document.start,
            lead: document.lead,
        }
    }

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

    /// Whether a sequence of documents begins with this and `second`, which may be a broken one.
    fn begins_sequence(&self, second: &Text<'_>) -> bool {
        let is_document =
            |text: &str| text.trim_start().starts_with('{') || parse_only(text).is_some();
        let goes_on = match second {
            Text::Document(document) | Text::BadEncoding(document, _) => is_document(document.text),
            Text::Unreadable(_) => true,
        };
        goes_on && parse_only(&self.text).is_some()
    }
}

type Visit<'v> = &'v mut dyn FnMut(Text<'_>, Exact<'_>) -> Flow;

/// What the bodies of a source are, as far as it has been read.
enum Parts {
    /// Nothing has come.
    Unknown,
    /// One document, which may be alone.
    One(First),
    /// No sequence of documents, which begins with this: all of it is one body.
    Whole(First),
    /// Every document is one.
    Each,
    /// There is none: not all of what would be one could be read.
    Lost,
}

/// Makes bodies of the documents of a source.
struct Bodies<'b> {
    source: &'b Source,
    kept: &'b Kept,
    watch: &'b Watch,
    parts: Parts,
}

impl Bodies<'_> {
    /// Takes what comes next.
    fn take(&mut self, text: Text<'_>, visit: Visit<'_>) -> Flow {
        let came = self.kept.came.take();
        match std::mem::replace(&mut self.parts, Parts::Each) {
            Parts::Unknown if came.is_none() => return self.first(text, visit),
            Parts::One(first) if came.is_none() && !first.begins_sequence(&text) => {
                return self.whole(first, text, visit);
            }
            Parts::One(first) => {
                self.kept.take();
                if self.tell_apart(first, visit) == Flow::Stop {
                    return Flow::Stop;
                }
            }
            Parts::Whole(first) => return self.whole(first, text, visit),
            Parts::Lost => return self.lost(text, visit),
            Parts::Unknown | Parts::Each => {
                self.kept.take();
            }
        }
        visit(text, came.as_ref().map_or(Exact::Text, Exact::Body))
    }

    fn first(&mut self, text: Text<'_>, visit: Visit<'_>) -> Flow {
        self.parts = Parts::One(match text {
            Text::Document(document) => First::of(&document, None),
            Text::BadEncoding(document, bad) => First::of(&document, Some(bad)),
            Text::Unreadable(error) => return visit(Text::Unreadable(error), Exact::Text),
        });
        Flow::Continue
    }

    /// Gives out a document that is not alone, unless a signal may have cut it off.
    fn tell_apart(&self, first: First, visit: Visit<'_>) -> Flow {
        match self.watch.signal() {
            None => first.tell(self.source, Exact::Text, visit),
            Some(_) => Flow::Continue,
        }
    }

    /// Goes on with what is one body: its bytes are kept, its parts are nothing.
    fn whole(&mut self, first: First, text: Text<'_>, visit: Visit<'_>) -> Flow {
        match text {
            Text::Unreadable(_) => self.lost(text, visit),
            Text::Document(_) | Text::BadEncoding(..) => {
                self.parts = Parts::Whole(first);
                Flow::Continue
            }
        }
    }

    fn lost(&mut self, text: Text<'_>, visit: Visit<'_>) -> Flow {
        self.kept.take();
        self.parts = Parts::Lost;
        match text {
            Text::Unreadable(error) => visit(Text::Unreadable(error), Exact::Text),
            Text::Document(_) | Text::BadEncoding(..) => Flow::Continue,
        }
    }

    /// Gives out what had to wait for the end of the source.
    fn end(self, flow: Flow, visit: Visit<'_>) -> Flow {
        if self.watch.signal().is_some() {
            return flow;
        }
        let is_whole = matches!(self.parts, Parts::Whole(_));
        let (Parts::One(first) | Parts::Whole(first)) = self.parts else {
            return flow;
        };
        let all = self.kept.take();
        match all.as_deref().filter(|all| all.len() <= DOCUMENT_LIMIT) {
            Some(all) if is_whole => first.tell(self.source, Exact::Whole(all), visit),
            Some(all) => first.tell(self.source, Exact::All(all), visit),
            None => visit(Text::Unreadable(too_large(self.source.name())), Exact::Text),
        }
    }
}

fn too_large(name: &str) -> Error {
    Error::TooLarge {
        name: name.to_owned(),
        line: 1,
        limit: DOCUMENT_LIMIT,
    }
}

/// [`super::read`], where every document comes with its exact bytes. With lines by order of the user, and on lines that
/// were named, no document is alone.
pub fn read_exact(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    wanted: Wanted,
    visit: Visit<'_>,
) -> Flow {
    let kept = Kept::new(wanted);
    let may_be_alone = source.framing() == Framing::Detected
        && source.lines().is_empty()
        && wanted != Wanted::Lines;
    let mut bodies = Bodies {
        source,
        kept: &kept,
        watch,
        parts: if may_be_alone {
            Parts::Unknown
        } else {
            Parts::Each
        },
    };
    if !may_be_alone {
        kept.take();
    }
    let observers = Observers {
        kept: Some(&kept),
        ..Observers::new(watch)
    };
    let flow = super::read_with(source, stdin, observers, &mut |text| {
        bodies.take(text, visit)
    });
    bodies.end(flow, visit)
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
        return Err(too_large(&name()));
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
            may_be_empty: false,
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
                if let Exact::All(all) | Exact::Whole(all) = exact {
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
    fn what_is_no_sequence_of_documents_is_every_byte_of_its_source() {
        for input in [
            &b"event: \"x\"\ndata:\n  history: []\n  more: {}\n"[..],
            b"09:30 INFO body={\"a\":1}\n09:31 INFO body={\"a\":2}\n",
            b"[INFO] {\"a\":1}\n[INFO] {\"a\":2}\n",
            b"oops\n{\"a\":1}\n{\"a\":2}\n",
            b"{\"a\":1}\nThis was the first.\n{\"a\":2}\n",
            b"{{ .Body }}\n{{ .More }}\n",
            b"\xff {} \xff {}",
        ] {
            let found = read(input, Framing::Detected);
            assert_eq!(found.len(), 1, "{}", input.escape_ascii());
            assert!(found[0].1, "{}", input.escape_ascii());
        }
    }

    #[test]
    fn a_sequence_is_one_although_a_document_of_it_is_broken() {
        for input in [
            &b"{\"a\":1}\n{\"b\": \"cut\n{\"c\":3}\n"[..],
            b"{\"a\":\"\xff\"}\n{}\n7",
            b"{}\n{}\nThis was all.\n",
        ] {
            let found = read(input, Framing::Detected);
            assert_eq!(found.len(), 3, "{}", input.escape_ascii());
        }
        assert_eq!(read(b"oops\n{}\n", Framing::Lines).len(), 2);
    }

    #[test]
    fn documents_among_others_are_their_own_text() {
        let expected = [("{\"a\":1}".to_owned(), false), ("{}".to_owned(), false)];
        assert_eq!(read(b"{\"a\":1}\n{}\n", Framing::Detected), expected);
        assert_eq!(read(b"\n{\"a\":1} {}", Framing::Detected), expected);
        assert_eq!(read(b"{}\n", Framing::Lines), [("{}".to_owned(), false)]);
    }
}
