//! Requests as text: `POST /hook HTTP/1.1`, headers, an empty line, the body. What proxies, `nc` and people
//! with an editor keep; so line ends may have changed, and the length in a header may not fit any more.

use super::{Body, Capture, Headers, Request, Tool, may_be_payload};
use crate::source::Span;

/// The most headers that are read of one request.
const MOST_HEADERS: usize = 256;

/// The longest first line that is looked for.
pub(in super::super) const LONGEST_LINE: usize = 16 * 1024;

/// Whether bytes begin with the first line of a request.
#[must_use]
pub fn is_request(bytes: &[u8]) -> bool {
    if !bytes.first().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    let line = bytes
        .get(..bytes.len().min(LONGEST_LINE))
        .unwrap_or_default();
    let Some(end) = memchr::memchr(b'\n', line) else {
        return false;
    };
    let line = line.get(..end).unwrap_or_default().trim_ascii_end();
    let mut words = line.split(|byte| *byte == b' ');
    let method = words.next().unwrap_or_default();
    let is_method = (3..=10).contains(&method.len()) && method.iter().all(u8::is_ascii_uppercase);
    let version = words.next_back().unwrap_or_default();
    is_method && words.next().is_some() && version.starts_with(b"HTTP/")
}

/// The requests in a text that begins with one, one behind the other; `None` if it does not.
#[must_use]
pub fn requests(bytes: &[u8]) -> Option<Capture<'_>> {
    if !is_request(bytes) {
        return None;
    }
    let mut capture = Capture {
        tool: Tool::Http,
        is_list: false,
        requests: Vec::new(),
        others: 0,
    };
    let mut at = 0_usize;
    while is_request(bytes.get(at..).unwrap_or_default()) {
        let (head, headers) = head(bytes.get(at..).unwrap_or_default());
        let start = at.saturating_add(head);
        let (body, span) = body(bytes, start, &headers);
        at = span.end;
        at = at.saturating_add(blanks(bytes.get(at..).unwrap_or_default()));
        let is_alone = capture.requests.is_empty() && capture.others == 0 && at >= bytes.len();
        if body.bytes("", span).trim_ascii().is_empty() && !is_alone {
            capture.others = capture.others.saturating_add(1);
        } else {
            capture.requests.push(Request {
                may_be_payload: may_be_payload(&body),
                body,
                headers: Some(headers),
                span,
            });
        }
    }
    capture.is_list = capture.requests.len().saturating_add(capture.others) > 1;
    let rest = bytes.get(at..).unwrap_or_default();
    if !rest.is_empty() {
        // What follows and is no request is judged as it stands: nothing is lost.
        capture.requests.push(Request {
            body: Body::Plain(rest),
            headers: None,
            span: Span::new(at, bytes.len()),
            may_be_payload: true,
        });
    }
    Some(capture)
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.len().saturating_sub(bytes.trim_ascii_start().len())
}

/// The bytes before the body, and the headers. What is no header ends them.
fn head(bytes: &[u8]) -> (usize, Headers) {
    let first = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |feed| feed.saturating_add(1));
    let rest = bytes.get(first..).unwrap_or_default();
    let mut found = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let (length, found) = match httparse::parse_headers(rest, &mut found) {
        Ok(httparse::Status::Complete((length, found))) => (length, found),
        _ => (end_of_head(rest), &[][..]),
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = found
        .iter()
        .map(|header| (header.name.to_owned(), text(header.value)));
    (
        first.saturating_add(length),
        Headers::new(headers.collect()),
    )
}

/// Behind the first empty line, or everything.
fn end_of_head(bytes: &[u8]) -> usize {
    let mut at = 0_usize;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at = at.saturating_add(line.len());
        if line.trim_ascii().is_empty() {
            return at;
        }
    }
    at
}

/// The body that begins at `start`: in chunks, as long as the header says, or all there is.
fn body<'a>(bytes: &'a [u8], start: usize, headers: &Headers) -> (Body<'a>, Span) {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_chunked = headers
        .values("transfer-encoding")
        .any(|value| value.to_ascii_lowercase().contains("chunked"));
    let chunks = if is_chunked {
        unchunk(rest)
    } else {
        Chunks::None
    };
    match chunks {
        Chunks::Whole(body, length) => {
            let span = Span::new(start, start.saturating_add(length));
            return (Body::Encoded(body), span);
        }
        // What was looked at is not looked at again for the next request: that would take quadratic time.
        Chunks::Broken => return (Body::Plain(rest), Span::new(start, bytes.len())),
        Chunks::None => {}
    }
    let length = headers
        .values("content-length")
        .find_map(|value| value.trim().parse::<usize>().ok())
        .filter(|length| ends_there(rest, *length))
        .unwrap_or(rest.len());
    let body = rest.get(..length).unwrap_or(rest);
    let span = Span::new(start, start.saturating_add(body.len()));
    (Body::Plain(body), span)
}

/// Whether a body of this length is followed by nothing or by another request.
fn ends_there(rest: &[u8], length: usize) -> bool {
    let behind = rest.get(length..).map(<[u8]>::trim_ascii_start);
    behind.is_some_and(|behind| behind.is_empty() || is_request(behind))
}

/// What text is that is said to be chunks.
#[derive(Debug, PartialEq, Eq)]
enum Chunks {
    /// It does not begin with one.
    None,
    /// It begins with one, and breaks off.
    Broken,
    /// What they come to, and how long they are.
    Whole(Vec<u8>, usize),
}

/// Takes as long as what it reads; what is no chunk is seen at once.
fn unchunk(bytes: &[u8]) -> Chunks {
    let mut body = Vec::new();
    let mut at = 0_usize;
    while let Some((data, length)) = chunk(bytes.get(at..).unwrap_or_default()) {
        at = at.saturating_add(length);
        if data.is_empty() {
            // The trailer, if any, ends with an empty line.
            let trailer = end_of_head(bytes.get(at..).unwrap_or_default());
            return Chunks::Whole(body, at.saturating_add(trailer));
        }
        body.extend_from_slice(data);
    }
    if at == 0 {
        Chunks::None
    } else {
        Chunks::Broken
    }
}

/// The chunk that `bytes` begin with: its data, and its length with all that is around them. The last chunk has no data.
fn chunk(bytes: &[u8]) -> Option<(&[u8], usize)> {
    if !bytes.first()?.is_ascii_hexdigit() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(LONGEST_LINE))?;
    let head = head.get(..=memchr::memchr(b'\n', head)?)?;
    let httparse::Status::Complete((head, size)) = httparse::parse_chunk_size(head).ok()? else {
        return None;
    };
    let end = head.checked_add(usize::try_from(size).ok()?)?;
    let data = bytes.get(head..end)?;
    if data.is_empty() {
        return Some((data, end));
    }
    let behind = bytes.get(end..)?;
    let line_end = [&b"\r\n"[..], b"\n"]
        .into_iter()
        .find(|line_end| behind.starts_with(line_end))?;
    Some((data, end.saturating_add(line_end.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &[u8]) -> Vec<Vec<u8>> {
        let capture = requests(text).unwrap();
        let requests = capture.requests.iter();
        requests
            .map(|request| request.body.bytes("", request.span).to_vec())
            .collect()
    }

    #[test]
    fn a_first_line_is_one_of_http() {
        for line in [
            "POST / HTTP/1.1\r\n",
            "POST /hook?a=b HTTP/1.1\n",
            "GET http://x/ HTTP/2\n",
        ] {
            assert!(is_request(line.as_bytes()), "{line}");
        }
        for line in [
            "POST / HTTP/1.1",
            "post / HTTP/1.1\n",
            "POST /\n",
            "POST HTTP/1.1\n",
            "HTTP/1.1 200 OK\n",
            "{\"event\": 1}\n",
            "",
        ] {
            assert!(!is_request(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_body_is_what_the_sender_sent() {
        let cases: [(&str, &[&str]); 9] = [
            ("POST / HTTP/1.1\r\nA: b\r\n\r\n{} \n", &["{} \n"]),
            ("POST / HTTP/1.1\nContent-Length: 3\n\n{} \n", &["{} "]),
            // An editor changed the body, and so the length is wrong.
            (
                "POST / HTTP/1.1\ncontent-length: 1\n\n{\"a\":1}\n",
                &["{\"a\":1}\n"],
            ),
            ("POST / HTTP/1.1\ncontent-length: 99\n\n{}", &["{}"]),
            (
                "POST / HTTP/1.1\ncontent-length: 2\n\n{}\n\nPOST / HTTP/1.1\ncontent-length: 3\n\n[1]",
                &["{}", "[1]"],
            ),
            (
                "GET / HTTP/1.1\nHost: a\ncontent-length: 0\n\nPOST / HTTP/1.1\n\n{}",
                &["{}"],
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n4;x=y\r\na\":1\r\n1\r\n}\r\n0\r\n\r\n",
                &["{\"a\":1}"],
            ),
            // A body that says it is in chunks and is not.
            ("POST / HTTP/1.1\ntransfer-encoding: chunked\n\n{}", &["{}"]),
            ("POST / HTTP/1.1\nno header here\n\n{}", &["{}"]),
        ];
        for (text, expected) in cases {
            let expected: Vec<Vec<u8>> =
                expected.iter().map(|body| body.as_bytes().into()).collect();
            assert_eq!(bodies(text.as_bytes()), expected, "{text}");
        }
        // What follows a body and is no request is not lost.
        let text = "POST / HTTP/1.1\ntransfer-encoding: chunked\n\n2\r\n{}\r\n0\r\n\r\n{\"a\":1}\n";
        assert_eq!(bodies(text.as_bytes()), [&b"{}"[..], b"{\"a\":1}\n"]);
        assert_eq!(bodies(b"POST / HTTP/1.1\n\n"), [b""]);
        assert_eq!(
            bodies(b"POST / HTTP/1.1\r\nA: \xff\r\n\r\n{\"\xff\"}"),
            [b"{\"\xff\"}"]
        );
    }

    #[test]
    fn chunks_that_lie_are_no_chunks() {
        for (text, expected) in [
            ("ffffffffffffffff\r\n{}", Chunks::None),
            ("7fffffff\r\n{}\r\n0\r\n\r\n", Chunks::None),
            ("-1\r\n{}", Chunks::None),
            ("\r\n", Chunks::None),
            ("2;x", Chunks::None),
            ("2\r\n{}\r\n", Chunks::Broken),
            ("2\r\n{}\r\n1\r\n", Chunks::Broken),
            // What is behind the data would be lost.
            ("2\r\n{}, {}\r\n0\r\n\r\n", Chunks::None),
        ] {
            assert_eq!(unchunk(text.as_bytes()), expected, "{text}");
        }
        let text = "POST / HTTP/1.1\ncontent-length: 5\ntransfer-encoding: chunked\n\n";
        // Told by the length, as these are no chunks, and all there is where they break off.
        let none = format!("{text}fff\r\n{text}{{}}");
        assert_eq!(bodies(none.as_bytes())[0], b"fff\r\n");
        let broken = format!("{text}1\r\n{{\r\n{text}{{}}");
        assert_eq!(bodies(broken.as_bytes()).len(), 1);
    }
}
