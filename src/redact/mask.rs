//! Hiding instead of replacing, for reports about payloads: what the detectors find in a sentence, in a
//! pointer, or in the keys and values of an excerpt.

use std::cell::RefCell;

use crate::json::is_only_container;
use crate::json::parts::{Part, Parts, read_string};
use crate::source::Span;

use super::edit::{Edit, apply};
use super::field::Field;
use super::learn::Known;
use super::policy::{Level, Policy};
use super::says::Says;
use super::standin::Key;
use super::value::{Rewriter, Stand};
use crate::secret::Secret;

/// What stands in place of what is hidden.
const HIDDEN: &str = "***";

/// Hides what anybody can be reached by.
pub struct Mask {
    key: Key,
    policy: Policy,
    known: Known,
}

impl Mask {
    /// A mask. What it is made with does not matter, as no stand-in is shown.
    #[must_use]
    pub fn new(secret: &Secret) -> Option<Self> {
        let policy = Policy {
            level: Level::Contact,
            ..Policy::default()
        };
        Some(Self {
            key: Key::new(secret)?,
            policy,
            known: Known::default(),
        })
    }

    /// A sentence or a pointer without what is found in it.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        let edits = self.found(text).into_iter();
        let edits: Vec<Edit> = edits
            .map(|edit| Edit {
                text: HIDDEN.to_owned(),
                ..edit
            })
            .collect();
        apply(text, &edits)
    }

    /// Where in the text of a document there is something to hide: whole strings, keys and numbers, or, in what is no
    /// JSON, what is found. In order and apart.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        if !is_only_container(text) {
            return self.found(text).into_iter().map(|edit| edit.span).collect();
        }
        let of_part = |(part, span): (Part, Span)| {
            let (value, inside) = match part {
                Part::Key | Part::String => {
                    let inside =
                        Span::new(span.start.saturating_add(1), span.end.saturating_sub(1));
                    (read_string(text, span), inside)
                }
                Part::Number => (text.get(span.start..span.end)?.into(), span),
                _ => return None,
            };
            (!self.found(&value).is_empty()).then_some(inside)
        };
        Parts::of(text).filter_map(of_part).collect()
    }

    fn found(&self, text: &str) -> Vec<Edit> {
        let rewriter = Rewriter {
            key: &self.key,
            policy: &self.policy,
            known: &self.known,
            matched: &RefCell::default(),
        };
        let stand = Stand {
            field: Field::Unknown,
            says: Says::Nothing,
            depth: 0,
            path: &[],
        };
        rewriter.key(stand, text)
    }
}

/// Two lists of spans, each in order and apart, as one.
#[must_use]
pub fn union(one: Vec<Span>, other: Vec<Span>) -> Vec<Span> {
    let mut all = [one, other].concat();
    all.sort_unstable();
    let mut union: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match union.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => union.push(span),
        }
    }
    union
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    #[test]
    fn what_is_found_is_hidden() {
        let secret = Secret::new(Zeroizing::new(b"x".to_vec()), "test".to_owned());
        let mask = Mask::new(&secret).unwrap();
        assert_eq!(
            mask.hide("`/data/+1 212 555 0187/x` is 7"),
            "`/data/+***/x` is 7"
        );
        assert_eq!(
            mask.hide("2026-06-12T18:51:40Z is fine"),
            "2026-06-12T18:51:40Z is fine"
        );
        let text = r#"{"\u002b12125550187": "x", "a": "jane@acme.test", "b": "c", "d": [12125550188, 12]}"#;
        let hidden: Vec<&str> = mask
            .spans(text)
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(
            hidden,
            [r"\u002b12125550187", "jane@acme.test", "12125550188"]
        );
        let text = "call 2125550187";
        assert_eq!(mask.spans(text), [Span::new(5, 15)]);
    }

    #[test]
    fn spans_that_touch_become_one() {
        let spans = |list: &[(usize, usize)]| -> Vec<Span> {
            list.iter()
                .map(|(start, end)| Span::new(*start, *end))
                .collect()
        };
        let union = union(spans(&[(1, 3), (8, 9)]), spans(&[(0, 2), (3, 4), (5, 6)]));
        assert_eq!(union, spans(&[(0, 4), (5, 6), (8, 9)]));
    }
}
