//! Walks through the text of a document, and tells whoever visits it of every string, key and number in it and where
//! they stand.

use std::borrow::Cow;

use crate::json::parts::{Part, Parts, read_string};
use crate::source::Span;

use super::field::{Field, Place};
use super::policy::{Patterns, Step};
use super::says::Says;
use super::value::Stand;

/// The place of the root of a document, or of each element of its outermost array.
#[derive(Debug, Clone)]
pub(super) enum Roots {
    One(Place),
    Each(Vec<Place>),
}

/// What is done at every place.
pub(super) trait Visit {
    fn key(&mut self, span: Span, key: &str, stand: Stand<'_>);
    fn string(&mut self, span: Span, text: &str, stand: Stand<'_>);
    fn number(&mut self, span: Span, field: Field, says: Says);
    fn removal(&mut self, span: Span, field: Field);
}

/// A walk through one text.
pub(super) struct Walk<'w, 't, V> {
    text: &'t str,
    parts: Parts<'t>,
    patterns: Option<Patterns<'w>>,
    visit: &'w mut V,
    /// The path to the node at hand; only kept when somebody asks for places.
    path: Vec<Step>,
    depth: usize,
}

/// What stands between two members when some of them go.
struct Member {
    span: Span,
    is_dropped: bool,
}

impl<'w, 't, V: Visit> Walk<'w, 't, V> {
    pub(super) fn new(text: &'t str, patterns: Option<Patterns<'w>>, visit: &'w mut V) -> Self {
        Self {
            text,
            parts: Parts::of(text),
            patterns,
            visit,
            path: Vec::new(),
            depth: 0,
        }
    }

    /// A walk through the JSON that a string holds, `depth` strings deep.
    pub(super) fn inside(self, depth: usize, path: Vec<Step>) -> Self {
        let depth = depth.saturating_add(1);
        Self {
            depth,
            path,
            ..self
        }
    }

    pub(super) fn document(&mut self, roots: &Roots) {
        let Some(first) = self.parts.next() else {
            return;
        };
        match roots {
            Roots::One(place) => {
                self.value(first, *place, Says::Nothing, 0);
            }
            Roots::Each(places) => {
                for place in places {
                    let Some(next) = self.parts.next() else {
                        return;
                    };
                    self.value(next, *place, Says::Nothing, 0);
                }
            }
        }
    }

    /// Reads a value to its end, which is returned. `nesting` counts the containers since what is not
    /// documented began.
    fn value(
        &mut self,
        (part, span): (Part, Span),
        place: Place,
        says: Says,
        nesting: usize,
    ) -> usize {
        if self
            .patterns
            .is_some_and(|patterns| patterns.keep(&self.path))
        {
            return self.skip(part, span);
        }
        match part {
            Part::Object | Part::Array => {
                return self.container(span, (place, says), nesting);
            }
            Part::String => {
                let text = read_string(self.text, span);
                let stand = Stand {
                    path: &self.path,
                    ..self.stand(place, says)
                };
                self.visit.string(span, &text, stand);
            }
            Part::Number => self.visit.number(span, place.field(), says),
            Part::Literal | Part::Key | Part::End => {}
        }
        span.end
    }

    fn stand(&self, place: Place, says: Says) -> Stand<'static> {
        Stand {
            field: place.field(),
            says,
            depth: self.depth,
            path: &[],
        }
    }

    fn container(&mut self, open: Span, (place, says): (Place, Says), nesting: usize) -> usize {
        let mut members: Vec<Member> = Vec::new();
        let mut number = 0_usize;
        let mut end = open.end;
        while let Some((part, span)) = self.parts.next() {
            if part == Part::End {
                end = span.end;
                break;
            }
            let key = (part == Part::Key).then(|| read_string(self.text, span));
            let step = |_| match &key {
                Some(key) => Step::Key(key.to_string()),
                None => Step::Element(number),
            };
            self.path.extend(self.patterns.map(step));
            let is_dropped = self
                .patterns
                .is_some_and(|patterns| patterns.drop(&self.path));
            let child_end = if is_dropped {
                let next = if key.is_some() {
                    self.parts.next()
                } else {
                    Some((part, span))
                };
                next.map_or(span.end, |(part, span)| self.skip(part, span))
            } else {
                self.child(key, (part, span), (place, says), nesting)
            };
            if self.patterns.is_some() {
                self.path.pop();
                let span = Span::new(span.start, child_end);
                members.push(Member { span, is_dropped });
            }
            number = number.saturating_add(1);
        }
        for removed in removals(&members) {
            self.visit.removal(removed, place.field());
        }
        end
    }

    fn child(
        &mut self,
        key: Option<Cow<'t, str>>,
        next: (Part, Span),
        (place, above): (Place, Says),
        nesting: usize,
    ) -> usize {
        let inside = match place {
            Place::Of(_) => nesting.saturating_add(1),
            _ => 0,
        };
        let Some(key) = key else {
            let says = above.below(Says::Nothing, false);
            return self.value(next, place.element(), says, inside.saturating_add(1));
        };
        let (child, is_documented) = place.member(&key);
        let says = match child {
            Place::Of(_) if !is_documented => {
                above.below(Says::of(&key, inside <= 1 || above == Says::Named), true)
            }
            _ => Says::Nothing,
        };
        if !is_documented {
            let stand = self.stand(child, Says::Nothing);
            self.visit.key(next.1, &key, stand);
        }
        let Some(value) = self.parts.next() else {
            return next.1.end;
        };
        self.value(value, child, says, inside)
    }

    /// Passes over a value.
    fn skip(&mut self, part: Part, span: Span) -> usize {
        let mut open = usize::from(matches!(part, Part::Object | Part::Array));
        let mut end = span.end;
        while open > 0 {
            let Some((part, span)) = self.parts.next() else {
                break;
            };
            match part {
                Part::Object | Part::Array => open = open.saturating_add(1),
                Part::End => open = open.saturating_sub(1),
                _ => {}
            }
            end = span.end;
        }
        end
    }
}

/// What has to go so that the members that stay are still parted by one comma.
fn removals(members: &[Member]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut kept_end = None;
    let mut members = members.iter().peekable();
    while let Some(member) = members.next() {
        if !member.is_dropped {
            kept_end = Some(member.span.end);
            continue;
        }
        let mut last = member;
        while let Some(next) = members.next_if(|next| next.is_dropped) {
            last = next;
        }
        spans.push(match (members.peek(), kept_end) {
            (Some(next), _) => Span::new(member.span.start, next.span.start),
            (None, Some(end)) => Span::new(end, last.span.end),
            (None, None) => Span::new(member.span.start, last.span.end),
        });
    }
    spans
}
