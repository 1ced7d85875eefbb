//! Looks at the bytes on their way to hyper, for what hyper does not say: when a request begins, so
//! that its time can be measured, and whether it has two lengths (RFC 9112, 6.3), of which hyper
//! takes one and forgets the other. Nobody gets more than one request at a time, so that what is
//! said of a head is said of the right one.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::life::{Life, Phase};
use super::limits::{HEAD, HEADERS};

/// Bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

/// What a TLS connection begins with: a record of the handshake, version 3 (RFC 8446, 5.1).
const HANDSHAKE: &[u8] = &[0x16, 3];

/// How a request says where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// After so many bytes.
    Bytes(u64),
    /// As its chunks say; nothing more is taken from its connection.
    Chunks,
    /// In two ways.
    Both,
    /// As its chunks say, of a body that was encoded for the way, too; hyper would take the coding for the body.
    Coded,
}

/// What was seen of the requests that have not been served yet.
pub(super) type Seen = Rc<RefCell<VecDeque<Length>>>;

/// A stream that is looked at.
pub(super) struct Tap<S> {
    stream: S,
    life: Rc<Life>,
    seen: Seen,
    state: State,
    /// The head at hand, as far as it has come.
    head: Vec<u8>,
    /// What came with a head and belongs behind it.
    rest: Bytes,
}

/// What comes next.
enum State {
    Head,
    Body(u64),
    /// Everything to the end: what no request can follow.
    Open,
}

impl<S> Tap<S> {
    pub(super) fn new(stream: S, life: Rc<Life>, seen: Seen) -> Self {
        Self {
            stream,
            life,
            seen,
            state: State::Head,
            head: Vec::new(),
            rest: Bytes::new(),
        }
    }

    /// Takes in bytes of a head; how many of them are part of it.
    fn look(&mut self, bytes: &[u8]) -> usize {
        if self.head.is_empty() && bytes.starts_with(HANDSHAKE) {
            self.life.note_tls();
        }
        if self.head.is_empty() && self.life.phase() == Phase::Idle {
            self.life.enter(Phase::Head);
        }
        let before = self.head.len();
        self.head.extend_from_slice(bytes);
        // A head cannot end but with a line.
        if !bytes.contains(&b'\n') && self.head.len() <= HEAD {
            return bytes.len();
        }
        let (length, end) = match read_head(&self.head) {
            Read::Whole(length, end) => (length, end),
            Read::Partial if self.head.len() <= HEAD => return bytes.len(),
            // hyper says what is wrong with it.
            Read::Partial | Read::Bad => {
                self.state = State::Open;
                self.head = Vec::new();
                return bytes.len();
            }
        };
        self.state = match length {
            Length::Bytes(0) => State::Head,
            Length::Bytes(count) => State::Body(count),
            Length::Chunks | Length::Both | Length::Coded => State::Open,
        };
        self.seen.borrow_mut().push_back(length);
        self.head.clear();
        end.saturating_sub(before)
    }
}

enum Read {
    Whole(Length, usize),
    Partial,
    Bad,
}

fn read_head(bytes: &[u8]) -> Read {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let end = match request.parse(bytes) {
        Ok(httparse::Status::Complete(end)) => end,
        Ok(httparse::Status::Partial) => return Read::Partial,
        Err(_) => return Read::Bad,
    };
    let values = |name: &'static str| {
        let named = |header: &&httparse::Header<'_>| header.name.eq_ignore_ascii_case(name);
        let headers = request.headers.iter();
        headers.filter(named).map(|header| header.value)
    };
    let mut codings = values("transfer-encoding");
    let coding = codings.next();
    let is_chunked = |coding: &[u8]| coding.trim_ascii().eq_ignore_ascii_case(b"chunked");
    let is_other = codings.next().is_some() || !coding.is_none_or(is_chunked);
    let mut lengths = values("content-length");
    let length = match (lengths.next(), coding.is_some()) {
        (Some(_), true) => Length::Both,
        (None, true) if is_other => Length::Coded,
        (None, true) => Length::Chunks,
        (None, false) => Length::Bytes(0),
        (Some(first), false) => {
            let is_same = lengths.all(|other| other == first);
            match number(first).filter(|_| is_same) {
                Some(count) => Length::Bytes(count),
                None => return Read::Bad,
            }
        }
    };
    Read::Whole(length, end)
}

fn number(value: &[u8]) -> Option<u64> {
    let is_digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(value).ok().filter(|_| is_digits)?;
    text.parse().ok()
}

impl<S: AsyncRead + Unpin> Tap<S> {
    /// Fills `room` with what is left over, or else with what the stream has now; how much there is to
    /// look at. Of a head, what is not handed on stays left over.
    fn poll_some(&mut self, cx: &mut Context<'_>, room: &mut [u8]) -> Poll<io::Result<usize>> {
        if self.rest.is_empty() {
            let mut buffer = ReadBuf::new(room);
            ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buffer))?;
            let count = buffer.filled().len();
            if matches!(self.state, State::Head) {
                self.rest = Bytes::copy_from_slice(buffer.filled());
            }
            return Poll::Ready(Ok(count));
        }
        let count = self.rest.len().min(room.len());
        for (place, byte) in room.iter_mut().zip(&self.rest) {
            *place = *byte;
        }
        Poll::Ready(Ok(count))
    }

    /// How many of these bytes are handed on before something else begins.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        match self.state {
            State::Head if bytes.is_empty() => 0,
            State::Head => self.look(bytes),
            State::Open => bytes.len(),
            State::Body(left) => {
                let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                self.state = match left.saturating_sub(count) {
                    0 => State::Head,
                    left => State::Body(left),
                };
                bytes.len()
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let tap = self.get_mut();
        let most = match tap.state {
            State::Open | State::Head => CHUNK,
            State::Body(left) => usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK),
        };
        let room = buffer.initialize_unfilled_to(most.min(buffer.remaining()));
        let count = ready!(tap.poll_some(cx, room))?;
        let passed = tap.pass(room.get(..count).unwrap_or_default());
        tap.rest = tap.rest.slice(passed.min(tap.rest.len())..);
        buffer.advance(passed);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;

    use super::*;

    /// A stream that gives out its bytes in pieces of `size`.
    struct Pieces<'p>(&'p [u8], usize);

    impl AsyncRead for Pieces<'_> {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            let count = self.1.min(buffer.remaining()).min(self.0.len());
            let (now, later) = self.0.split_at(count);
            buffer.put_slice(now);
            self.0 = later;
            Poll::Ready(Ok(()))
        }
    }

    /// What comes through, a read each, and what was seen, whatever the pieces.
    fn through(text: &str, size: usize) -> (Vec<String>, Vec<Length>) {
        let seen = Seen::default();
        let pieces = Pieces(text.as_bytes(), size);
        let mut tap = Tap::new(pieces, Life::new(), Rc::clone(&seen));
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let reads = runtime.unwrap().block_on(async {
            let mut reads = Vec::new();
            let mut chunk = [0; 4096];
            loop {
                let count = tap.read(&mut chunk).await.unwrap();
                if count == 0 {
                    return reads;
                }
                reads.push(String::from_utf8_lossy(&chunk[..count]).into_owned());
            }
        });
        let seen = seen.borrow().iter().copied().collect();
        (reads, seen)
    }

    #[test]
    fn requests_on_one_connection_come_one_at_a_time() {
        let first = "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n";
        let second = "POST / HTTP/1.1\r\nHost: h\r\n\r\n";
        let third = "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n";
        let text = [first, "a\r\n\r\n", second, third, "0\r\n\r\nPOST"].concat();
        let lengths = [Length::Bytes(5), Length::Bytes(0), Length::Chunks];
        let (reads, seen) = through(&text, 4096);
        assert_eq!(reads, [first, "a\r\n\r\n", second, third, "0\r\n\r\nPOST"]);
        assert_eq!(seen, lengths);
        for size in 1..60 {
            let (reads, seen) = through(&text, size);
            assert_eq!(reads.concat(), text);
            assert_eq!(seen, lengths, "{size}");
        }
    }

    #[test]
    fn two_lengths_are_seen_in_either_order() {
        for head in [
            "content-length: 5\r\ntransfer-encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: gzip\r\nContent-Length: 5",
        ] {
            let text = format!("POST / HTTP/1.1\r\n{head}\r\n\r\n0\r\n\r\n");
            assert_eq!(through(&text, 4096).1, [Length::Both], "{head}");
        }
        for head in [
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: +5",
        ] {
            let text = format!("POST / HTTP/1.1\r\n{head}\r\n\r\nhello");
            assert_eq!(through(&text, 4096), (vec![text], Vec::new()), "{head}");
        }
    }

    #[test]
    fn any_coding_but_chunks_once_is_seen() {
        for (head, length) in [
            ("Transfer-Encoding:\tChunked ", Length::Chunks),
            ("Transfer-Encoding: gzip, chunked", Length::Coded),
            ("Transfer-Encoding: chunked, chunked", Length::Coded),
            ("Transfer-Encoding: , chunked", Length::Coded),
            (
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                Length::Coded,
            ),
            (
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                Length::Coded,
            ),
            ("Transfer-Encoding:", Length::Coded),
        ] {
            let text = format!("POST / HTTP/1.1\r\n{head}\r\n\r\n0\r\n\r\n");
            assert_eq!(through(&text, 4096).1, [length], "{head}");
        }
    }

    #[test]
    fn what_is_no_head_goes_through_and_is_not_kept() {
        let long = format!("POST / HTTP/1.1\r\na: {}", "x".repeat(3 * HEAD));
        for text in ["\x16\x03\x01 hello\r\n\r\n", "GET\r\n\r\n", &long] {
            let seen = Seen::default();
            let mut tap = Tap::new(Pieces(text.as_bytes(), 4096), Life::new(), seen);
            let mut passed = Vec::new();
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime
                .unwrap()
                .block_on(tap.read_to_end(&mut passed))
                .unwrap();
            assert_eq!(passed, text.as_bytes());
            assert!(tap.head.is_empty() && tap.rest.is_empty());
        }
    }
}
