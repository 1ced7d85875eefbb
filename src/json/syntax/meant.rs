//! What a flaw was meant as: the scanner knows only what JSON knows.

use crate::json::scan::Flaw;
use crate::source::Span;

/// A flaw and its span as a person sees them, who knows numbers with a sign and comments.
pub(super) fn meant(text: &str, flaw: Flaw, span: Span) -> (Flaw, Span) {
    match flaw {
        Flaw::Other('+' | '.') => number(text, flaw, span),
        Flaw::Other('#') if begins_line(text, span) => (Flaw::Comment, span),
        _ => (flaw, span),
    }
}

/// `+1` and `.5` are meant as numbers.
fn number(text: &str, flaw: Flaw, span: Span) -> (Flaw, Span) {
    let rest = text.get(span.start..).unwrap_or_default();
    let digits = rest.trim_start_matches(['+', '.']);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return (flaw, span);
    }
    let length = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b))
        .count();
    let end = span.start.saturating_add(length);
    (Flaw::BadNumber, Span::new(span.start, end))
}

/// Whether nothing stands before a span on its line.
fn begins_line(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty()
}
