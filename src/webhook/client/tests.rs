use std::io::Write as _;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use super::*;

/// Answers one connection with `answer`, after a request of one segment that ends with `end`.
fn server(end: &'static [u8], answer: impl Fn(&mut TcpStream) + Send + 'static) -> (Url, Request) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut chunk = [0; 4096];
        while !request.ends_with(end) {
            let count = stream.read(&mut chunk).unwrap();
            assert_ne!(count, 0, "the request ended early");
            request.extend_from_slice(&chunk[..count]);
        }
        answer(&mut stream);
        let _ = stream.shutdown(Shutdown::Both);
        request
    });
    (Url::parse(&url).unwrap(), Request(thread))
}

struct Request(JoinHandle<Vec<u8>>);

impl Request {
    fn text(self) -> String {
        String::from_utf8_lossy(&self.0.join().unwrap()).into_owned()
    }
}

fn says(answer: &'static [u8]) -> (Url, Request) {
    server(b"BODY", move |stream| stream.write_all(answer).unwrap())
}

fn post(url: &Url) -> Result<Answer, Failure> {
    Client::new(Duration::from_secs(20)).post(url, &Headers::new(), b"BODY")
}

#[test]
fn a_delivery_is_what_it_says_and_nothing_more() {
    let (url, request) = says(b"HTTP/1.1 202 Whatever\r\nContent-Length: 5\r\n\r\ntaken");
    let mut headers = Headers::new();
    headers.push("X-Signature", b"ab").unwrap();
    headers.push("x-twice", b"1").unwrap();
    headers.push("x-twice", b"2").unwrap();
    headers.push("User-Agent", b"other").unwrap();
    let client = Client::new(Duration::from_secs(20));
    let answer = client.post(&url, &headers, b" \xff\r\n BODY").unwrap();
    assert_eq!((answer.status, answer.reason), (202, "Accepted"));
    assert_eq!(
        (answer.excerpt.as_slice(), answer.is_cut),
        (&b"taken"[..], false)
    );
    let request = request.text();
    let host = url.uri().authority().unwrap();
    let expected = format!(
        "POST /hook HTTP/1.1\r\nx-signature: ab\r\nx-twice: 1\r\nx-twice: 2\r\nuser-agent: other\r\n\
         content-type: application/json\r\nhost: {host}\r\ncontent-length: 9\r\n\r\n \u{fffd}\r\n BODY"
    );
    let sorted = |text: &str| {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<String> = head.lines().map(str::to_owned).collect();
        lines.sort();
        (lines, body.to_owned())
    };
    assert_eq!(sorted(&request), sorted(&expected), "{request}");
}

#[test]
fn a_redirect_is_an_answer() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
        elsewhere.set_nonblocking(true).unwrap();
        let target = elsewhere.local_addr().unwrap();
        let (url, request) = server(b"BODY", move |stream| {
            let head = format!(
                "HTTP/1.1 {status}\r\nLocation: http://{target}/\r\nContent-Length: 0\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
        });
        let answer = post(&url).unwrap();
        assert_eq!(answer.status.to_string(), status[..3]);
        assert!(!answer.is_success());
        request.text();
        assert!(elsewhere.accept().is_err(), "{status} was followed");
    }
}

#[test]
fn an_answer_without_end_is_left() {
    let (url, request) = server(b"BODY", |stream| {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        stream.write_all(head).unwrap();
        let chunk = [b"1000\r\n".as_slice(), &[b'x'; 0x1000], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
    });
    let answer = post(&url).unwrap();
    assert_eq!((answer.status, answer.is_cut), (200, true));
    assert_eq!(answer.excerpt, [b'x'; KEPT]);
    request.text();
}

#[test]
fn a_body_that_breaks_off_does_not_undo_the_status() {
    let (url, request) = says(b"HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\nsorry");
    let answer = post(&url).unwrap();
    assert_eq!((answer.status, answer.is_cut), (500, true));
    assert_eq!(answer.excerpt, b"sorry");
    request.text();
}

#[test]
fn what_is_no_answer_is_named() {
    let (url, request) = says(b"");
    assert_eq!(post(&url), Err(Failure::Closed));
    request.text();

    let (url, request) = says(b"SSH-2.0-OpenSSH_9\r\n\r\n");
    let failure = post(&url).unwrap_err();
    assert_eq!(failure.word(), "protocol", "{failure}");
    request.text();

    let (url, request) = server(b"BODY", |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nx: ");
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    });
    let failure = post(&url).unwrap_err();
    assert_eq!(failure.word(), "protocol", "{failure}");
    request.text();
}

#[test]
fn nobody_there_and_nobody_answering_are_told_apart() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = Url::parse(&format!("http://{free}/")).unwrap();
    assert_eq!(post(&url), Err(Failure::Refused));

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/", silent.local_addr().unwrap())).unwrap();
    let client = Client::new(Duration::from_millis(100));
    let failure = client.post(&url, &Headers::new(), b"").unwrap_err();
    assert_eq!(failure.word(), "timeout");
}

#[test]
fn a_host_that_does_not_speak_tls_is_not_spoken_to_in_the_open() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let _ = stream.shutdown(Shutdown::Both);
        hello
    });
    let failure = post(&Url::parse(&url).unwrap()).unwrap_err();
    assert!(["tls", "closed"].contains(&failure.word()), "{failure}");
    // A record of a handshake.
    assert_eq!(heard.join().unwrap()[..2], [22, 3]);
}

#[test]
fn a_name_without_an_address_is_told_apart() {
    // As the standard library words it; nobody is asked here.
    let error = io::Error::other("failed to lookup address information: Name not known");
    assert_eq!(io_failure(&error), Failure::Dns);
    assert_eq!(
        io_failure(&io::Error::from_raw_os_error(11_001)),
        Failure::Dns
    );
}

#[test]
fn an_answer_that_drips_is_cut_when_the_time_is_over() {
    let (url, request) = server(b"BODY", |stream| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow";
        stream.write_all(head).unwrap();
        // Until the client has gone.
        let _ = stream.read(&mut [0]);
    });
    let client = Client::new(Duration::from_secs(2));
    let answer = client.post(&url, &Headers::new(), b"BODY").unwrap();
    assert_eq!((answer.status, answer.is_cut), (200, true));
    assert_eq!(answer.excerpt, b"slow");
    request.text();
}
