//! The edits of a document: what a rewriter makes of every string, key and number in it. JSON in a string is walked
//! through like the rest.

use crate::source::Span;

use super::edit::{Edit, through_escapes};
use super::field::{Field, Place};
use super::policy::Patterns;
use super::report::{Counts, Kind};
use super::says::Says;
use super::value::{Rewriter, Stand};
use super::walk::{Roots, Visit, Walk};

/// The edits that a document needs, and the counts of them.
pub(super) fn document(rewriter: &Rewriter<'_>, text: &str, roots: &Roots) -> (Vec<Edit>, Counts) {
    let mut rewrite = Rewrite::new(rewriter, text);
    Walk::new(text, patterns(rewriter), &mut rewrite).document(roots);
    rewrite.finish()
}

/// The edits of JSON in a string, as edits of what the string reads as.
pub(super) fn inner(rewriter: &Rewriter<'_>, text: &str, stand: Stand<'_>) -> Vec<Edit> {
    let mut rewrite = Rewrite::new(rewriter, text);
    let walk = Walk::new(text, patterns(rewriter), &mut rewrite);
    let mut walk = walk.inside(stand.depth, stand.path.to_vec());
    walk.document(&Roots::One(Place::Of(stand.field.below())));
    rewrite.finish().0
}

fn patterns<'r>(rewriter: &Rewriter<'r>) -> Option<Patterns<'r>> {
    Patterns::of(rewriter.policy, rewriter.matched)
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
