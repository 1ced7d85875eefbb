//! Finds in a text what is told by its form: addresses, numbers, tokens, and names that are known from
//! elsewhere. Each detector looks, in one pass, at what those before it have left.

mod address;
mod digits;
mod escapes;
mod mail;
mod named;
mod names;
mod percent;
mod spoken;
mod tokens;

use crate::source::Span;

use super::edit::Edit;
use super::report::Kind;
use super::standin::Key;

pub(super) use address::whole_address;
use digits::digit_of;
pub(super) use digits::number_in;
pub(super) use names::Names;
pub(super) use tokens::is_uuid;

/// What is looked for.
pub(super) struct Detector<'d> {
    pub(super) key: &'d Key,
    /// Names that are replaced wherever they occur.
    pub(super) names: &'d Names,
    /// Runs of so many spoken digits are numbers.
    pub(super) spoken: Option<usize>,
    /// Whether long words of mixed letters and digits are tokens.
    pub(super) has_tokens: bool,
    /// Whether hosts of addresses are replaced, too.
    pub(super) hides_hosts: bool,
    /// Whether nothing of their paths stays, either.
    pub(super) hides_paths: bool,
    /// What becomes of a UUID.
    pub(super) uuid: &'d dyn Fn(&str) -> String,
    /// What becomes of text that is percent-encoded, once it is decoded.
    pub(super) encoded: &'d dyn Fn(&str) -> Option<String>,
}

/// A part of a text that is being searched, and what was found in it.
struct Search<'s> {
    text: &'s str,
    from: usize,
    to: usize,
    found: &'s mut Vec<Edit>,
}

impl<'s> Search<'s> {
    /// The part.
    fn part(&self) -> &'s str {
        self.text.get(self.from..self.to).unwrap_or_default()
    }

    fn slice(&self, from: usize, to: usize) -> &'s str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The character before a place, wherever it belongs.
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn add(&mut self, from: usize, to: usize, kind: Kind, stand_in: String) {
        let span = Span::new(from, to);
        self.found.push(Edit {
            span,
            text: stand_in,
            kind,
        });
    }
}

type Stage = fn(&Detector<'_>, &mut Search<'_>);

impl Detector<'_> {
    /// What is in the text, in order and apart.
    pub(super) fn find(&self, text: &str) -> Vec<Edit> {
        let mut found = Vec::new();
        let stages: [(bool, Stage); 8] = [
            (address::may_have(text), address::find),
            (named::may_have(text), named::find),
            (mail::may_have(text), mail::find),
            (escapes::may_have(text), escapes::find),
            (percent::may_have(text), percent::find),
            (true, tokens::find),
            (true, digits::find),
            (!self.names.is_empty(), names::find),
        ];
        for (_, stage) in stages.into_iter().filter(|(is_worth_it, _)| *is_worth_it) {
            self.search_gaps(text, &mut found, stage);
        }
        if self.spoken.is_some() {
            self.search_gaps(text, &mut found, spoken::find);
        }
        found
    }

    /// [`Detector::find`] without what only sentences have: for the parts of an address.
    fn find_plain(&self, text: &str) -> Vec<Edit> {
        let mut found = Vec::new();
        let stages: [(bool, Stage); 5] = [
            (named::may_have(text), named::find),
            (mail::may_have(text), mail::find),
            (true, tokens::find),
            (true, digits::find),
            (!self.names.is_empty(), names::find),
        ];
        for (_, stage) in stages.into_iter().filter(|(is_worth_it, _)| *is_worth_it) {
            self.search_gaps(text, &mut found, stage);
        }
        found
    }

    /// Runs one detector over what is not found yet.
    fn search_gaps(&self, text: &str, found: &mut Vec<Edit>, stage: Stage) {
        let mut new = Vec::new();
        let mut from = 0_usize;
        let ends = found.iter().map(|found| (found.span.start, found.span.end));
        for (to, next) in ends.chain([(text.len(), text.len())]) {
            if from < to {
                let found = &mut new;
                stage(
                    self,
                    &mut Search {
                        text,
                        from,
                        to,
                        found,
                    },
                );
            }
            from = next;
        }
        if !new.is_empty() {
            found.append(&mut new);
            found.sort_by_key(|found| found.span);
        }
    }
}
