//! Names that a key has told: replaced wherever they occur as whole words, in any case.

use std::collections::HashSet;

use crate::redact::report::Kind;
use crate::redact::standin::{Script, name_word};

use super::{Detector, Search};

/// Names of one document in scripts without blanks: each is searched for by itself.
const MOST_UNSPACED: usize = 256;
/// Bytes of the longest name.
const LONGEST: usize = 64;

/// The names that a document tells.
#[derive(Debug, Default)]
pub(in crate::redact) struct Names {
    words: HashSet<String>,
    /// Names in scripts that do not put blanks between words.
    unspaced: Vec<String>,
}

impl Names {
    /// Adds the words of a name.
    pub(in crate::redact) fn add(&mut self, name: &str) {
        for word in words(name).map(|(_, word)| word) {
            let letters = word.chars().take(3).count();
            if word.len() > LONGEST {
                continue;
            }
            if Script::of_text(word).has_blanks() {
                // Two letters are too often a word of the language.
                if letters > 2 {
                    self.words.insert(word.to_lowercase());
                }
            } else if letters > 1
                && self.unspaced.len() < MOST_UNSPACED
                && !self.unspaced.iter().any(|known| known == word)
            {
                self.unspaced.push(word.to_owned());
            }
        }
    }

    pub(in crate::redact) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.unspaced.is_empty()
    }
}

/// The words of a text and where they begin. A hyphen and an apostrophe end a word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0_usize;
    let is_between = |c: char| !c.is_alphabetic() && !is_mark(c);
    text.split_inclusive(is_between).filter_map(move |piece| {
        let start = from;
        from = from.saturating_add(piece.len());
        let word = piece.trim_end_matches(is_between);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Signs that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{64b}'..='\u{65f}')
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let part = search.part();
    for (at, word) in words(part) {
        let is_known = word.len() <= LONGEST && detector.names.words.contains(&word.to_lowercase());
        let from = search.from.saturating_add(at);
        let to = from.saturating_add(word.len());
        if is_known {
            search.add(from, to, Kind::Name, name_word(detector.key, word));
        } else if !detector.names.unspaced.is_empty() {
            unspaced(detector, search, from, to);
        }
    }
}

/// Looks for names that stand in a word without blanks around them.
fn unspaced(detector: &Detector<'_>, search: &mut Search<'_>, from: usize, to: usize) {
    let mut hits: Vec<(usize, usize)> = Vec::new();
    let word = search.slice(from, to);
    for name in &detector.names.unspaced {
        let places = memchr::memmem::find_iter(word.as_bytes(), name.as_bytes());
        hits.extend(places.map(|at| (at, at.saturating_add(name.len()))));
    }
    hits.sort_unstable_by_key(|(start, end)| (*start, usize::MAX.saturating_sub(*end)));
    let mut last = 0_usize;
    for (start, end) in hits {
        if start < last {
            continue;
        }
        last = end;
        let name = word.get(start..end).unwrap_or_default();
        let (start, end) = (from.saturating_add(start), from.saturating_add(end));
        search.add(start, end, Kind::Name, name_word(detector.key, name));
    }
}
