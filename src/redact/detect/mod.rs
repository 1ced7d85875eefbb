//! Finds in a text what is told by its form: addresses, numbers, tokens, and names that are known from
//! elsewhere. Each detector looks, in one pass, at what those before it have left.

mod address;
mod digits;
mod escapes;
mod header;
mod host;
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
pub(super) use named::quoted_pairs;
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

/// A detector among the others.
struct Stage {
    find: fn(&Detector<'_>, &mut Search<'_>),
    /// Whether a text may have something for it.
    may_find: fn(&Detector<'_>, &str) -> bool,
    /// Whether the parts of an address are looked through, too: they are no sentences.
    in_addresses: bool,
}

/// In this order, as what one has found is not looked at by the next.
static STAGES: [Stage; 9] = [
    Stage {
        find: address::find,
        may_find: |_, text| address::may_have(text),
        in_addresses: false,
    },
    Stage {
        find: named::find,
        may_find: |_, text| named::may_have(text),
        in_addresses: true,
    },
    Stage {
        find: mail::find,
        may_find: |_, text| mail::may_have(text),
        in_addresses: true,
    },
    Stage {
        find: escapes::find,
        may_find: |_, text| escapes::may_have(text),
        in_addresses: false,
    },
    Stage {
        find: percent::find,
        may_find: |_, text| percent::may_have(text),
        in_addresses: false,
    },
    Stage {
        find: tokens::find,
        may_find: |_, _| true,
        in_addresses: true,
    },
    Stage {
        find: digits::find,
        may_find: |_, _| true,
        in_addresses: true,
    },
    Stage {
        find: names::find,
        may_find: |detector, _| !detector.names.is_empty(),
        in_addresses: true,
    },
    Stage {
        find: spoken::find,
        may_find: |detector, _| detector.spoken.is_some(),
        in_addresses: false,
    },
];

impl Detector<'_> {
    /// What is in the text, in order and apart.
    pub(super) fn find(&self, text: &str) -> Vec<Edit> {
        self.found(text, STAGES.iter())
    }

    /// What is in a part of an address, likewise.
    fn find_in_address(&self, text: &str) -> Vec<Edit> {
        self.found(text, STAGES.iter().filter(|stage| stage.in_addresses))
    }

    fn found<'s>(&self, text: &str, stages: impl Iterator<Item = &'s Stage>) -> Vec<Edit> {
        let mut found = Vec::new();
        for stage in stages.filter(|stage| (stage.may_find)(self, text)) {
            self.search_gaps(text, &mut found, stage);
        }
        found
    }

    /// Runs one detector over what is not found yet.
    fn search_gaps(&self, text: &str, found: &mut Vec<Edit>, stage: &Stage) {
        let mut new = Vec::new();
        let mut from = 0_usize;
        let ends = found.iter().map(|found| (found.span.start, found.span.end));
        for (to, next) in ends.chain([(text.len(), text.len())]) {
            if from < to {
                let found = &mut new;
                (stage.find)(
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

/// A text with the stand-ins of what is found in it.
#[cfg(test)]
fn after(text: &str) -> String {
    let detector = Detector {
        key: &super::standin::test_key(),
        names: &Names::default(),
        spoken: None,
        has_tokens: true,
        hides_hosts: false,
        hides_paths: false,
        uuid: &str::to_owned,
        encoded: &|_| None,
    };
    super::edit::apply(text, &detector.find(text))
}
