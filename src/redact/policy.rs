//! What is to be replaced: the level, and the places that are kept or dropped whatever it says.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::json::pointer::read_token;
use crate::text::Untrusted;

/// How much is replaced; each level does what the one before it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// How people can be reached, and what opens something.
    Contact,
    /// Everything that was said, or that tools took and gave.
    Content,
    /// Ids, and names of agents and campaigns.
    All,
}

/// What to do with a payload.
#[derive(Debug, Clone)]
pub struct Policy {
    /// How much is replaced.
    pub level: Level,
    /// Places that stay as they are, with all that is below them.
    pub keep: Vec<Pattern>,
    /// Places that are taken out.
    pub drop: Vec<Pattern>,
    /// Replace numbers that were spoken in so many digits or more.
    pub spoken: Option<usize>,
}

impl Default for Policy {
    /// What a call can be shared with: what people say holds names and places that no detector knows.
    fn default() -> Self {
        Self {
            level: Level::Content,
            keep: Vec::new(),
            drop: Vec::new(),
            spoken: None,
        }
    }
}

impl Policy {
    /// A sentence for each `--drop`, and for each `--keep`, that has found no place in a run, unless another of its
    /// kind has found what it asks for.
    #[must_use]
    pub fn unmatched(&self, matched: &Matched) -> (Vec<String>, Vec<String>) {
        let kept = Asked {
            option: "--keep",
            patterns: &self.keep,
            matched: &matched.keep,
        };
        let dropped = Asked {
            option: "--drop",
            patterns: &self.drop,
            matched: &matched.drop,
        };
        (dropped.unmatched(kept), kept.unmatched(dropped))
    }
}

/// An option, its patterns, and which of them have found a place.
#[derive(Clone, Copy)]
struct Asked<'p> {
    option: &'p str,
    patterns: &'p [Pattern],
    matched: &'p BTreeSet<usize>,
}

impl Asked<'_> {
    /// A pattern that has found a place and covers another one.
    fn covering(&self, other: &Pattern) -> Option<&Pattern> {
        let mut patterns = self.patterns.iter().enumerate();
        let found =
            patterns.find(|(number, own)| self.matched.contains(number) && own.covers(other));
        found.map(|(_, own)| own)
    }

    fn unmatched(self, others: Asked<'_>) -> Vec<String> {
        let mut sentences = Vec::new();
        for (number, pattern) in self.patterns.iter().enumerate() {
            if self.matched.contains(&number) || self.covering(pattern).is_some() {
                continue;
            }
            let why = match others.covering(pattern) {
                Some(other) => format!(" outside of {} {}", others.option, other.shown()),
                None => String::new(),
            };
            let shown = pattern.shown();
            sentences.push(format!("{} {shown} matched nothing{why}", self.option));
        }
        sentences
    }
}

/// Places of a payload: a JSON Pointer (RFC 6901) in which `*` stands for any step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    tokens: Vec<String>,
    /// What was typed.
    text: String,
}

/// The deepest place that can be named: deeper ones no reader of ours would read.
const DEEPEST: usize = 200;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut tokens = text.split('/');
        if tokens.next() != Some("") {
            return Err(
                "a JSON Pointer begins with `/`, such as /data/history/*/content".to_owned(),
            );
        }
        let tokens: Vec<String> = tokens.map(read_token).collect::<Result<_, _>>()?;
        match tokens.len() {
            0 => Err("name a place below the payload, such as /data/url_parameters".to_owned()),
            1..=DEEPEST => Ok(Self {
                tokens,
                text: text.to_owned(),
            }),
            _ => Err(format!("the pointer has more than {DEEPEST} steps")),
        }
    }

    /// Whether a path is one of these places.
    pub(super) fn fits(&self, path: &[Step]) -> bool {
        let mut pairs = self.tokens.iter().zip(path);
        self.tokens.len() == path.len() && pairs.all(|(token, step)| token == "*" || step.is(token))
    }

    /// Whether all places of another pattern are among these, or below one of them.
    fn covers(&self, other: &Self) -> bool {
        let mut pairs = self.tokens.iter().zip(&other.tokens);
        self.tokens.len() <= other.tokens.len()
            && pairs.all(|(own, token)| own == "*" || own == token)
    }

    /// What was typed, short enough for a sentence.
    #[must_use]
    pub fn shown(&self) -> String {
        Untrusted::new(&self.text).excerpt(80).to_string()
    }
}

/// Which patterns of a policy have found a place, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// Those of places that stay.
    pub keep: BTreeSet<usize>,
    /// Those of places that are taken out.
    pub drop: BTreeSet<usize>,
}

impl Matched {
    /// Adds what has matched in another document.
    pub fn merge(&mut self, other: &Self) {
        self.keep.extend(&other.keep);
        self.drop.extend(&other.drop);
    }
}

/// The places that somebody has asked for, and which of them were found.
#[derive(Clone, Copy)]
pub(super) struct Patterns<'w> {
    policy: &'w Policy,
    matched: &'w RefCell<Matched>,
}

impl<'w> Patterns<'w> {
    pub(super) fn of(policy: &'w Policy, matched: &'w RefCell<Matched>) -> Option<Self> {
        let is_asked_for = !policy.keep.is_empty() || !policy.drop.is_empty();
        is_asked_for.then_some(Self { policy, matched })
    }

    pub(super) fn keep(self, path: &[Step]) -> bool {
        note_fitting(&self.policy.keep, path, &mut self.matched.borrow_mut().keep)
    }

    pub(super) fn drop(self, path: &[Step]) -> bool {
        note_fitting(&self.policy.drop, path, &mut self.matched.borrow_mut().drop)
    }
}

/// Adds the numbers of the patterns that a path fits to `matched`; whether there is one.
fn note_fitting(patterns: &[Pattern], path: &[Step], matched: &mut BTreeSet<usize>) -> bool {
    let fitting = patterns.iter().enumerate();
    let mut is_one = false;
    for (number, _) in fitting.filter(|(_, pattern)| pattern.fits(path)) {
        matched.insert(number);
        is_one = true;
    }
    is_one
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Element(usize),
}

impl Step {
    fn is(&self, token: &str) -> bool {
        match self {
            Self::Key(key) => key == token,
            Self::Element(number) => number.to_string() == token,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_is_below_its_places() {
        let pattern = |text: &str| Pattern::parse(text).unwrap();
        for (one, other, covers) in [
            ("/data", "/data/x", true),
            ("/data/*/y", "/data/x/y/z", true),
            ("/data/x", "/data/*", false),
            ("/data/x", "/data", false),
        ] {
            assert_eq!(
                pattern(one).covers(&pattern(other)),
                covers,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn a_star_is_any_one_step() {
        let path = [
            Step::Key("data".to_owned()),
            Step::Key("history".to_owned()),
            Step::Element(12),
            Step::Key("a/b~".to_owned()),
        ];
        for (pattern, fits) in [
            ("/data/history/*/a~1b~0", true),
            ("/data/history/12/a~1b~0", true),
            ("/data/*/*/*", true),
            ("/data/history/1/a~1b~0", false),
            ("/data/history/*", false),
        ] {
            assert_eq!(
                Pattern::parse(pattern).unwrap().fits(&path),
                fits,
                "{pattern}"
            );
        }
        for text in ["", "data", "/a~2", "/~"] {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
    }
}
