//! Walks through the text of a document and asks what becomes of every string, key and number in it. JSON
//! in a string is walked through like the rest.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::json::parts::{Part, Parts, read_string};
use crate::source::Span;

use super::detect::is_uuid;
use super::edit::{Edit, through_escapes};
use super::field::{Field, Place};
use super::policy::{Matched, Policy, Step, note_fitting};
use super::report::{Counts, Kind};
use super::says::Says;
use super::seems::is_full_name;
use super::value::{Known, Rewriter, Stand};

/// The place of the root of a document, or of each element of its outermost array.
#[derive(Debug, Clone)]
pub(super) enum Roots {
    One(Place),
    Each(Vec<Place>),
}

/// What is done at every place.
trait Visit {
    fn key(&mut self, span: Span, key: &str, stand: Stand<'_>);
    fn string(&mut self, span: Span, text: &str, stand: Stand<'_>);
    fn number(&mut self, span: Span, field: Field, says: Says);
    fn removal(&mut self, span: Span, field: Field);
}

/// The edits that a document needs, and the counts of them.
pub(super) fn document(rewriter: &Rewriter<'_>, text: &str, roots: &Roots) -> (Vec<Edit>, Counts) {
    let mut rewrite = Rewrite::new(rewriter, text);
    Walk::new(text, Patterns::of(rewriter), &mut rewrite).document(roots);
    rewrite.finish()
}

/// The edits of JSON in a string, as edits of what the string reads as.
pub(super) fn inner(rewriter: &Rewriter<'_>, text: &str, stand: Stand<'_>) -> Vec<Edit> {
    let mut rewrite = Rewrite::new(rewriter, text);
    let mut walk = Walk::new(text, Patterns::of(rewriter), &mut rewrite);
    walk.depth = stand.depth.saturating_add(1);
    walk.path = stand.path.to_vec();
    walk.document(&Roots::One(Place::Of(stand.field.below())));
    rewrite.finish().0
}

/// What a document tells about its values, also in places that are kept or dropped: a name is one wherever else it
/// occurs.
pub(super) fn known(text: &str, roots: &Roots) -> Known {
    let mut known = Known::default();
    let mut learn = Learn { known: &mut known };
    Walk::new(text, None, &mut learn).document(roots);
    known
}

/// The places that somebody has asked for, and which of them were found.
#[derive(Clone, Copy)]
struct Patterns<'w> {
    policy: &'w Policy,
    matched: &'w RefCell<Matched>,
}

impl<'w> Patterns<'w> {
    fn of(rewriter: &'w Rewriter<'_>) -> Option<Self> {
        let Rewriter {
            policy, matched, ..
        } = rewriter;
        let is_asked_for = !policy.keep.is_empty() || !policy.drop.is_empty();
        is_asked_for.then_some(Self { policy, matched })
    }

    fn keep(self, path: &[Step]) -> bool {
        note_fitting(&self.policy.keep, path, &mut self.matched.borrow_mut().keep)
    }

    fn drop(self, path: &[Step]) -> bool {
        note_fitting(&self.policy.drop, path, &mut self.matched.borrow_mut().drop)
    }
}

struct Walk<'w, 't, V> {
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
    fn new(text: &'t str, patterns: Option<Patterns<'w>>, visit: &'w mut V) -> Self {
        Self {
            text,
            parts: Parts::of(text),
            patterns,
            visit,
            path: Vec::new(),
            depth: 0,
        }
    }

    fn document(&mut self, roots: &Roots) {
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

/// Collects names and ids.
struct Learn<'l> {
    known: &'l mut Known,
}

impl Visit for Learn<'_> {
    fn key(&mut self, _: Span, _: &str, _: Stand<'_>) {}

    fn string(&mut self, _: Span, text: &str, stand: Stand<'_>) {
        match (stand.says, stand.field) {
            (Says::Person, _) => self.known.names.add(text),
            (Says::Named, _) if is_full_name(text) => {
                let words = text.split_whitespace();
                // Without a capital it may as well be a word that tells what sort of customer it is.
                let names = words.filter(|word| !word.starts_with(char::is_lowercase));
                names.for_each(|name| self.known.names.add(name));
            }
            (Says::Secret, _) => {}
            (_, Field::Id) if is_uuid(text) => {
                self.known.ids.insert(text.to_ascii_lowercase());
            }
            (_, field) if stand.holds_json(text) => {
                let mut walk = Walk::new(text, None, self);
                walk.depth = stand.depth.saturating_add(1);
                walk.document(&Roots::One(Place::Of(field)));
            }
            _ => {}
        }
    }

    fn number(&mut self, _: Span, _: Field, _: Says) {}

    fn removal(&mut self, _: Span, _: Field) {}
}

/// Collects edits.
struct Rewrite<'r, 't> {
    rewriter: &'r Rewriter<'r>,
    text: &'t str,
    is_ascii: bool,
    edits: Vec<Edit>,
    /// What is dropped, container by container.
    removed: Vec<Span>,
    counts: Counts,
}

impl<'r, 't> Rewrite<'r, 't> {
    fn new(rewriter: &'r Rewriter<'r>, text: &'t str) -> Self {
        Self {
            rewriter,
            text,
            is_ascii: text.is_ascii(),
            edits: Vec::new(),
            removed: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// The edits with what is dropped among them, in order. What was edited in what goes goes with it.
    fn finish(mut self) -> (Vec<Edit>, Counts) {
        if self.removed.is_empty() {
            return (self.edits, self.counts);
        }
        self.removed.sort_unstable();
        let mut all: Vec<Edit> =
            Vec::with_capacity(self.edits.len().saturating_add(self.removed.len()));
        let mut edits = self.edits.into_iter().peekable();
        let mut end = 0_usize;
        for span in self.removed {
            if span.start < end {
                continue;
            }
            while let Some(edit) = edits.next_if(|edit| edit.span.start < span.start) {
                all.push(edit);
            }
            while edits.next_if(|edit| edit.span.start < span.end).is_some() {}
            end = span.end;
            all.push(Edit {
                span,
                text: String::new(),
                kind: Kind::Dropped,
            });
        }
        all.extend(edits);
        (all, self.counts)
    }

    fn add(&mut self, span: Span, edits: Vec<Edit>, field: Field) {
        if edits.is_empty() {
            return;
        }
        for edit in &edits {
            self.counts.add(edit.kind, field);
        }
        let edits = through_escapes(self.text, span, edits, self.is_ascii);
        self.edits.extend(edits);
    }
}

impl Visit for Rewrite<'_, '_> {
    fn key(&mut self, span: Span, key: &str, stand: Stand<'_>) {
        let edits = self.rewriter.key(stand, key);
        self.add(span, edits, stand.field);
    }

    fn string(&mut self, span: Span, text: &str, stand: Stand<'_>) {
        let edits = self.rewriter.string(stand, text);
        self.add(span, edits, stand.field);
    }

    fn number(&mut self, span: Span, field: Field, says: Says) {
        let literal = self.text.get(span.start..span.end).unwrap_or_default();
        if let Some(text) = self.rewriter.number(field, says, literal) {
            let kind = Kind::Number;
            self.counts.add(kind, field);
            self.edits.push(Edit { span, text, kind });
        }
    }

    fn removal(&mut self, span: Span, field: Field) {
        self.counts.add(Kind::Dropped, field);
        self.removed.push(span);
    }
}
