//! A receiver made of a socket and a thread: it hands out the request as it came and answers what it is told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver as Channel};
use std::thread;

/// A request, byte for byte.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) line: String,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The values of a header.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let found = self.headers.iter().filter(|(other, _)| other == name);
        found
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
            .collect()
    }

    /// The only value of a header.
    pub(super) fn header(&self, name: &str) -> String {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "{name}: {all:?}");
        all[0].clone()
    }

    fn read(stream: &TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let mut line = || {
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line).unwrap();
            line.strip_suffix(b"\r\n").expect("CRLF").to_vec()
        };
        let first = String::from_utf8(line()).unwrap();
        let mut headers = Vec::new();
        loop {
            let header = line();
            if header.is_empty() {
                break;
            }
            let colon = header.iter().position(|byte| *byte == b':').unwrap();
            let name = String::from_utf8(header[..colon].to_vec()).unwrap();
            let value = header[colon + 1..].trim_ascii().to_vec();
            headers.push((name.to_ascii_lowercase(), value));
        }
        let mut request = Self {
            line: first,
            headers,
            body: Vec::new(),
        };
        let length = request.header("content-length").parse().unwrap();
        request.body = vec![0; length];
        reader.read_exact(&mut request.body).unwrap();
        request
    }
}

/// Listens on a port of its own until the test ends.
pub(super) struct Receiver {
    pub(super) url: String,
    requests: Channel<Request>,
}

impl Receiver {
    /// Answers the requests with these bytes, the last of them again and again.
    pub(super) fn says(answers: &[&str]) -> Self {
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let mut number = 0;
        Self::with(move |stream, _| {
            let answer = &answers[number.min(answers.len() - 1)];
            number += 1;
            let _ = stream.write_all(answer.as_bytes());
        })
    }

    /// Takes everything.
    pub(super) fn takes() -> Self {
        Self::says(&["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])
    }

    /// Answers as `answer` does.
    pub(super) fn with(mut answer: impl FnMut(&mut TcpStream, &Request) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook?key=MARKER", listener.local_addr().unwrap());
        let (sender, requests) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = Request::read(&stream);
                // Told before it is answered: who has the answer finds the request.
                if sender.send(request.clone()).is_err() {
                    return;
                }
                answer(&mut stream, &request);
                let _ = stream.shutdown(Shutdown::Both);
            }
        });
        Self { url, requests }
    }

    /// What has come up to now.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.try_iter().collect()
    }

    /// The only request that has come.
    pub(super) fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }

    /// Waits for the next request.
    pub(super) fn next(&self) -> Request {
        self.requests.recv().unwrap()
    }

    /// The bodies that have come up to now.
    pub(super) fn bodies(&self) -> Vec<Vec<u8>> {
        self.requests()
            .into_iter()
            .map(|request| request.body)
            .collect()
    }
}
