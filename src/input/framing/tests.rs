use super::*;

/// Gives one byte at a time, so that every cut is met.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(buffer.len()).min(1);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn frames(text: &str) -> Vec<(String, usize, usize)> {
    let mut framer = Framer::new(Drip(text.as_bytes()), Framing::Detected, 1000);
    let mut found = Vec::new();
    while let Some(frame) = framer.next().unwrap() {
        let frame = frame.unwrap();
        let text = String::from_utf8_lossy(frame.bytes).trim().to_owned();
        found.push((text, frame.spot.place.line, frame.spot.place.column));
    }
    found
}

fn texts(text: &str) -> Vec<String> {
    frames(text).into_iter().map(|frame| frame.0).collect()
}

#[test]
fn one_document_whatever_its_layout() {
    for text in [
        "{\"a\": [1, 2]}",
        "{\n \"a\":\n {\n }\n}\n",
        "[\n{\"a\":1},\n{\"b\":2}\n]",
        "[\n{\"a\":1}\n]",
        "{\n\"a\":\n{\n}\n}",
    ] {
        assert_eq!(texts(text), [text.trim()], "{text}");
    }
    assert!(texts(" \n\t\n").is_empty());
}

#[test]
fn lines_and_concatenations_keep_the_files_places() {
    let lines = frames("\u{feff}{\"a\":1}\r\n\n{\"b\":2}\n");
    assert_eq!(
        lines,
        [
            ("{\"a\":1}".to_owned(), 1, 1),
            ("{\"b\":2}".to_owned(), 3, 1)
        ]
    );
    let one_line = frames("{\"é\":1} {\"b\":2}{}");
    let places: Vec<_> = one_line.iter().map(|frame| (frame.1, frame.2)).collect();
    assert_eq!(places, [(1, 1), (1, 9), (1, 16)]);
    let pretty = frames("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n");
    assert_eq!((pretty.len(), pretty[1].1, pretty[1].2), (2, 4, 1));
}

#[test]
fn what_is_no_text_is_one_piece_however_it_comes() {
    let mut tar = "call.json".to_owned();
    tar.push_str(&"\0".repeat(248));
    tar.push_str("ustar  \0{\"a\":1}\n{\"b\":2}\n");
    for text in [&tar, "PK\u{3}\u{4}{}\n{}", "\u{16}\0{}\n{}"] {
        assert_eq!(texts(text), [text.trim()], "{text:?}");
    }
    // More than a document may have is not wanted to tell what it is.
    let large = tar + &"x".repeat(2 * CHUNK);
    let mut framer = Framer::new(large.as_bytes(), Framing::Detected, 1000);
    let frame = framer.next().unwrap().unwrap().unwrap();
    assert!(frame.bytes.len() > 1000);
}

#[test]
fn a_broken_document_never_hides_the_next() {
    let deep = "[".repeat(200);
    let deep_in_lines = format!("{{\"a\":{deep}1\n{{\"b\":2}}\n{{\"c\":3}}\n");
    let deep_in_values = format!("{{\"a\":{deep}1\n{{\n \"b\": 2\n}}\n{{\n \"c\": 3\n}}\n");
    let cases = [
        deep_in_lines.as_str(),
        deep_in_values.as_str(),
        "{\"a\":1}\n{\"b\": \"cut\n{\"c\":3}\n",
        "{\"a\":1}\n{\"b\": [1,\n{\"c\":3}\n",
        "{\"a\": \"cut\n{\"b\":2}\n{\"c\":3}\n",
        "{\n \"a\": 1\n}\n{\n \"b\": \"cut\n{\n \"c\": 3\n}\n",
        "{\n \"a\": 1\n}\n{\n \"b\": 2,\n{\n \"c\": 3\n}\n",
        "{\"a\":1}\ngarbage\n{\"c\":3}\n",
    ];
    for text in cases {
        let found = texts(text);
        assert_eq!(found.len(), 3, "{text}: {found:?}");
        assert!(found[2].contains("\"c\""), "{text}: {found:?}");
    }
}

#[test]
fn a_line_over_the_limit_is_skipped_and_the_next_is_read() {
    let text = format!(
        "{{\"a\":1}}\n{{\"b\":\"{}\"}}\n{{\"c\":3}}\n",
        "x".repeat(2000)
    );
    let mut framer = Framer::new(text.as_bytes(), Framing::Detected, 1000);
    assert!(framer.next().unwrap().unwrap().is_ok());
    assert_eq!(framer.next().unwrap().unwrap(), Err(TooLarge { line: 2 }));
    assert_eq!(framer.next().unwrap().unwrap().unwrap().spot.place.line, 3);
    assert!(framer.next().unwrap().is_none());
}

#[test]
fn a_first_line_over_the_limit_hides_nothing_either() {
    for large in [
        format!("{{\"b\":\"{}\"}}", "x".repeat(2000)),
        "[1,\n".repeat(900) + &"]".repeat(900),
    ] {
        let text = format!("{large}\n{{\"c\":3}}\n{{\"d\": \"cut\n{{\"e\":5}}\n");
        let mut framer = Framer::new(text.as_bytes(), Framing::Detected, 1000);
        assert_eq!(framer.next().unwrap().unwrap(), Err(TooLarge { line: 1 }));
        for _ in 0..3 {
            assert!(framer.next().unwrap().unwrap().is_ok());
        }
        assert!(framer.next().unwrap().is_none());
    }
}

#[test]
fn a_document_of_several_lines_among_lines_is_skipped_whole() {
    let member = format!(" \"k\": \"{}\",\n", "x".repeat(50));
    let large = format!("{{\n{} \"last\": {{}}\n}}", member.repeat(40));
    let text = format!("{{\"a\":1}}\n{large}\n{{\"c\":3}}\n{{\n \"d\": 4\n}}\n");
    let mut framer = Framer::new(Drip(text.as_bytes()), Framing::Detected, 1000);
    assert!(framer.next().unwrap().unwrap().is_ok());
    assert_eq!(framer.next().unwrap().unwrap(), Err(TooLarge { line: 2 }));
    for line in [45, 46] {
        assert_eq!(
            framer.next().unwrap().unwrap().unwrap().spot.place.line,
            line
        );
    }
    assert!(framer.next().unwrap().is_none());
}

/// Fails after its bytes.
struct Breaks<'a>(&'a [u8]);

impl Read for Breaks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("torn"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn what_came_whole_before_the_stream_broke_is_given_out() {
    for (text, whole) in [
        ("{\"a\":1}\n{\"b\":", 1),
        ("{\"a\":1}", 1),
        ("{\n\"a\":", 0),
        ("", 0),
    ] {
        let mut framer = Framer::new(Breaks(text.as_bytes()), Framing::Detected, 1000);
        for _ in 0..whole {
            assert!(framer.next().unwrap().unwrap().is_ok(), "{text}");
        }
        assert!(framer.next().is_err(), "{text}");
    }
}

fn lines_of(text: &str) -> Vec<(String, usize)> {
    let mut framer = Framer::new(Drip(text.as_bytes()), Framing::Lines, 50);
    let mut found = Vec::new();
    while let Some(frame) = framer.next().unwrap() {
        found.push(match frame {
            Ok(frame) => {
                let text = String::from_utf8_lossy(frame.bytes).trim().to_owned();
                (text, frame.spot.place.line)
            }
            Err(TooLarge { line }) => ("too large".to_owned(), line),
        });
    }
    found
}

#[test]
fn where_lines_are_ordered_no_line_looks_at_another() {
    let large = format!("{{\"a\": \"{}\"}}", "x".repeat(50));
    let lines = [
        "{\"a\":",
        "{\"b\": 1}",
        "{\"a\": 1} {}",
        "{",
        "\"c\": 1",
        "}",
        "",
        "[",
        "{}",
        "]}",
        "x",
        &large,
        "{\"d",
    ];
    let text = lines.join("\n");
    let whole = lines_of(&text);
    assert_eq!(whole.len(), lines.len() - 1, "{whole:?}");
    for (cut, _) in text.match_indices('\n') {
        let (head, tail) = text.split_at(cut + 1);
        let passed = head.matches('\n').count();
        let behind = lines_of(tail)
            .into_iter()
            .map(|(text, line)| (text, line + passed));
        let parts: Vec<_> = lines_of(head).into_iter().chain(behind).collect();
        assert_eq!(parts, whole, "cut at {cut}");
    }
    assert_ne!(
        texts(&text).len(),
        whole.len(),
        "what the bytes say is something else"
    );
}
