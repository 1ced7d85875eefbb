//! Lines of a file: what `calls.jsonl:100` names, as reports, editors and `grep -n` name it.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use crate::json::{is_only_container, top};
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

/// How a part of a source lies to the lines that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is on none of them, and one may follow.
    Before,
    /// It begins or ends on one of them, or goes on over it.
    On,
    /// It begins behind the last.
    Behind,
}

/// The lines of a source that were asked for, all if none was, and on which of them something was shown.
pub(super) struct Lines<'l> {
    asked: &'l [usize],
    met: Vec<Cell<bool>>,
}

impl<'l> Lines<'l> {
    /// Lines in their order.
    pub(super) fn new(asked: &'l [usize]) -> Self {
        Self {
            asked,
            met: vec![Cell::new(false); asked.len()],
        }
    }

    fn are_all(&self) -> bool {
        self.asked.is_empty()
    }

    /// How what is written as `bytes` from `start` on lies to them.
    pub(super) fn place(&self, start: Spot, bytes: &[u8]) -> Place {
        if self.are_all() {
            return Place::On;
        }
        let next = self.behind(start.place.line);
        match self.asked.get(next) {
            None => Place::Behind,
            Some(next) if *next <= last_line(start, bytes) => Place::On,
            Some(_) => Place::Before,
        }
    }

    /// The same of what is shown if it is on one of them.
    pub(super) fn shown(&self, start: Spot, bytes: &[u8]) -> Place {
        let place = self.place(start, bytes);
        if place == Place::On && !self.are_all() {
            let from = self.behind(start.place.line);
            let to = self.behind(last_line(start, bytes).saturating_add(1));
            let met = self.met.get(from..to).unwrap_or_default();
            met.iter().for_each(|met| met.set(true));
        }
        place
    }

    /// Whether what begins on `line` and could not be read is told.
    pub(super) fn tells(&self, line: usize) -> bool {
        let met = self.asked.binary_search(&line).ok();
        let met = met.and_then(|place| self.met.get(place));
        met.inspect(|met| met.set(true)).is_some() || self.are_all()
    }

    /// The lines on which nothing was.
    pub(super) fn empty(&self) -> impl Iterator<Item = usize> {
        let lines = self.asked.iter().zip(&self.met);
        lines.filter(|(_, met)| !met.get()).map(|(line, _)| *line)
    }

    /// The number of the first that is `line` or behind it.
    fn behind(&self, line: usize) -> usize {
        self.asked.partition_point(|asked| *asked < line)
    }

    /// Shows `visit` what of a document is asked for: of an array the elements that are, of anything else all.
    pub(super) fn show(
        &self,
        document: Document<'_>,
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        if self.are_all() {
            return visit(Text::Document(document));
        }
        let text = document.text;
        let (mut flow, mut is_any) = (Flow::Continue, false);
        if document.form == Form::Plain && is_only_container(text) {
            let mut index = LineIndex::new(&document);
            top::elements(text, &mut |span| {
                is_any = true;
                let spot = index.spot(span.start);
                let element = text.get(span.start..span.end).unwrap_or_default();
                match self.shown(spot, element.as_bytes()) {
                    Place::Before => return true,
                    Place::Behind => return false,
                    Place::On => {}
                }
                flow = visit(Text::Document(Document {
                    text: element,
                    start: spot.place,
                    lead: spot.lead,
                    ..document.clone()
                }));
                flow == Flow::Continue
            });
        }
        if is_any {
            return flow;
        }
        let start = Spot {
            place: document.start,
            lead: document.lead,
        };
        self.shown(start, text.as_bytes());
        visit(Text::Document(document))
    }
}

/// The line on which what is written as `bytes` from `start` on ends.
fn last_line(start: Spot, bytes: &[u8]) -> usize {
    let feeds = memchr::memchr_iter(b'\n', bytes.trim_ascii_end()).count();
    start.place.line.saturating_add(feeds)
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
        let lies = |lines: &[usize]| Lines::new(lines).place(Spot::FIRST, b"{\n1\n}\n\n");
        for line in 1..=3 {
            assert_eq!(lies(&[line]), Place::On);
        }
        assert_eq!(lies(&[4]), Place::Before);
        assert_eq!(lies(&[3, 4]), Place::On);
        assert_eq!(lies(&[]), Place::On);
        let mut start = Spot::FIRST;
        start.pass(b"\n\n");
        assert_eq!(Lines::new(&[2]).place(start, b"1"), Place::Behind);
        assert_eq!(Lines::new(&[2, 4]).place(start, b"1"), Place::Before);
    }

    #[test]
    fn lines_on_which_nothing_was_shown_are_known() {
        let lines = Lines::new(&[2, 3, 5, 7, 9]);
        let mut start = Spot::FIRST;
        start.pass(b"\n\n");
        assert_eq!(lines.shown(start, b"[\n\n]\n"), Place::On);
        assert!(lines.tells(9) && !lines.tells(8));
        assert_eq!(lines.empty().collect::<Vec<_>>(), [2, 7]);
        assert!(Lines::new(&[]).tells(8));
    }
}
