//! One line of a file: what `calls.jsonl:100` names, as reports, editors and `grep -n` name it.

use std::path::{Path, PathBuf};

use crate::json::is_only_container;
use crate::json::top;
use crate::source::{Document, Form, LineIndex, Spot};

use super::{Flow, Text};

/// The file and the line in a path that is no file itself: of `calls.jsonl:100`, and of `calls.jsonl:100:5` with a column.
pub(super) fn file_and_line(path: &Path) -> Option<(PathBuf, usize)> {
    let (before, number) = path.to_str()?.rsplit_once(':')?;
    let number = counted(number)?;
    let named = |file: &str, line| Path::new(file).is_file().then(|| (file.into(), line));
    named(before, number).or_else(|| {
        let (before, line) = before.rsplit_once(':')?;
        named(before, counted(line)?)
    })
}

/// A number from 1, as places are counted.
fn counted(text: &str) -> Option<usize> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_number);
    number.filter(|number| *number > 0)
}

/// How a part of a source lies to some lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is on none of them, and one may follow.
    Before,
    /// It begins or ends on one of them, or goes on over it.
    On,
    /// It begins behind the last.
    Behind,
}

/// How what is written as `bytes` from `start` on lies to `lines`, which are in their order.
pub(super) fn place(start: Spot, bytes: &[u8], lines: &[usize]) -> Place {
    let from = start.place.line;
    let next = lines.partition_point(|line| *line < from);
    let Some(next) = lines.get(next) else {
        return Place::Behind;
    };
    if *next <= last_line(start, bytes) {
        Place::On
    } else {
        Place::Before
    }
}

/// The line on which what is written as `bytes` from `start` on ends.
fn last_line(start: Spot, bytes: &[u8]) -> usize {
    let feeds = memchr::memchr_iter(b'\n', bytes.trim_ascii_end()).count();
    start.place.line.saturating_add(feeds)
}

/// Which of some lines something was found on.
pub(super) struct Found<'l> {
    lines: &'l [usize],
    are_found: Vec<bool>,
}

impl<'l> Found<'l> {
    pub(super) fn nothing(lines: &'l [usize]) -> Self {
        Self {
            lines,
            are_found: vec![false; lines.len()],
        }
    }

    /// Takes note of what is written as `bytes` from `start` on.
    pub(super) fn add(&mut self, start: Spot, bytes: &[u8]) {
        let on = start.place.line..=last_line(start, bytes);
        for (line, is_found) in self.lines.iter().zip(&mut self.are_found) {
            *is_found |= on.contains(line);
        }
    }

    /// The lines on which nothing was.
    pub(super) fn empty(&self) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().zip(&self.are_found);
        lines
            .filter(|(_, is_found)| !**is_found)
            .map(|(line, _)| *line)
    }
}

/// Shows `visit` what of a document is on some lines: of an array the elements that are, of anything else all.
pub(super) fn part_on(
    lines: &[usize],
    document: &Document<'_>,
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> Flow {
    let text = document.text;
    if document.form != Form::Plain || !is_only_container(text) {
        return visit(Text::Document(document.clone()));
    }
    let mut index = LineIndex::new(document);
    let (mut flow, mut is_any) = (Flow::Continue, false);
    top::elements(text, &mut |span| {
        let spot = index.spot(span.start);
        let element = text.get(span.start..span.end).unwrap_or_default();
        match place(spot, element.as_bytes(), lines) {
            Place::Before => return true,
            Place::Behind => return false,
            Place::On => {}
        }
        is_any = true;
        flow = visit(Text::Document(Document {
            text: element,
            start: spot.place,
            lead: spot.lead,
            ..document.clone()
        }));
        flow == Flow::Continue
    });
    if is_any {
        return flow;
    }
    visit(Text::Document(document.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_named_behind_a_file_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["a.jsonl", "b:7"] {
            std::fs::write(at(name), "").unwrap();
        }
        for (named, expected) in [
            ("a.jsonl:100", Some(("a.jsonl", 100))),
            ("a.jsonl:100:5", Some(("a.jsonl", 100))),
            ("b:7:3", Some(("b:7", 3))),
            ("a.jsonl:0", None),
            ("a.jsonl:+1", None),
            ("a.jsonl:", None),
            ("a.jsonl:99999999999999999999999", None),
            ("c.jsonl:1", None),
        ] {
            let expected = expected.map(|(name, line)| (at(name), line));
            assert_eq!(file_and_line(&at(named)), expected, "{named}");
        }
    }

    #[test]
    fn a_part_is_on_each_of_its_lines() {
        let lies = |lines: &[usize]| place(Spot::FIRST, b"{\n1\n}\n\n", lines);
        for line in 1..=3 {
            assert_eq!(lies(&[line]), Place::On);
        }
        assert_eq!(lies(&[4]), Place::Before);
        assert_eq!(lies(&[3, 4]), Place::On);
        let mut start = Spot::FIRST;
        start.pass(b"\n\n");
        assert_eq!(place(start, b"1", &[2]), Place::Behind);
        assert_eq!(place(start, b"1", &[2, 4]), Place::Before);
        let mut found = Found::nothing(&[2, 3, 5]);
        found.add(start, b"1");
        assert_eq!(found.empty().collect::<Vec<_>>(), [2, 5]);
    }
}
