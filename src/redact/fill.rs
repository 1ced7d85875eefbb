//! What was said, and what tools took and gave: filler in its place, around the stand-ins of what is found in it.

use crate::source::Span;

use super::edit::Edit;
use super::report::Kind;
use super::seems::{is_spoken, is_time};
use super::standin;
use super::value::{Rewriter, Stand, whole};

impl Rewriter<'_> {
    /// A value without blanks: a code, a choice, a date. It keeps its form.
    pub(super) fn code(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        if is_time(text) {
            let other = standin::moment(self.key, text);
            return whole(text, Kind::Text, other);
        }
        if let Some((first, mark, second)) = standin::two_moments(text) {
            let other = |text: &str| standin::moment(self.key, text);
            let other = format!("{}{mark}{}", other(first), other(second));
            return whole(text, Kind::Text, other);
        }
        let found = self.with_detector(stand, |of| of.find(text));
        if found.is_empty() {
            return whole(text, Kind::Text, standin::scrambled(self.key, "code", text));
        }
        self.filled(stand, text)
    }

    /// Text with filler around the stand-ins of what is found in it. Lines stay lines.
    pub(super) fn filled(&self, stand: Stand<'_>, text: &str) -> Vec<Edit> {
        let found = self.with_detector(stand, |of| of.find(text));
        let mut edits = Vec::with_capacity(found.len());
        let mut from = 0_usize;
        for edit in found {
            let before = text.get(from..edit.span.start).unwrap_or_default();
            let scheme = match edit.kind {
                Kind::Address => scheme_length(before),
                _ => 0,
            };
            let end = edit.span.start.saturating_sub(scheme);
            self.fill(text, Span::new(from, end), &mut edits);
            from = edit.span.end;
            if text.get(edit.span.start..edit.span.end) != Some(&edit.text) {
                edits.push(edit);
            }
        }
        self.fill(text, Span::new(from, text.len()), &mut edits);
        edits
    }

    fn fill(&self, text: &str, gap: Span, edits: &mut Vec<Edit>) {
        let mut at = gap.start;
        let part = text.get(gap.start..gap.end).unwrap_or_default();
        for line in part.split_inclusive('\n') {
            let words = line.trim_matches(|c: char| !is_spoken(c));
            let lead = line
                .len()
                .saturating_sub(line.trim_start_matches(|c: char| !is_spoken(c)).len());
            let start = at.saturating_add(lead);
            at = at.saturating_add(line.len());
            if words.is_empty() {
                continue;
            }
            edits.push(Edit {
                span: Span::new(start, start.saturating_add(words.len())),
                text: standin::filler(self.key, words),
                kind: Kind::Text,
            });
        }
    }
}

/// Bytes of the scheme of an address that a text ends with.
fn scheme_length(text: &str) -> usize {
    const SCHEMES: [&str; 8] = [
        "https:", "http:", "wss:", "ws:", "ftp:", "s3:", "gs:", "file:",
    ];
    let scheme = SCHEMES.iter().find(|scheme| text.ends_with(*scheme));
    scheme.map_or(0, |scheme| scheme.len())
}
