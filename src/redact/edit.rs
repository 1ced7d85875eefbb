//! Changes of a text: which bytes get which other text. What is not named stays byte for byte.

use std::fmt::Write as _;

use crate::json::locate::all_inside_string;
use crate::source::Span;

use super::report::Kind;

/// Bytes of a text and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
    /// What the bytes were taken for.
    pub(super) kind: Kind,
}

/// The text with its edits, which are in order and apart.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0_usize;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Edits of what a JSON string reads as, as edits of the text that it is written in. The escapes of the
/// rest of the string stay as they are.
pub(super) fn through_escapes(
    text: &str,
    string: Span,
    edits: Vec<Edit>,
    is_ascii: bool,
) -> Vec<Edit> {
    let spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    let spans = all_inside_string(text, string, &spans);
    let pairs = spans.into_iter().zip(edits);
    pairs
        .map(|(span, edit)| Edit {
            span,
            text: escaped(&edit.text, is_ascii),
            kind: edit.kind,
        })
        .collect()
}

/// A text as the inside of a JSON string; in ASCII alone where the document is.
pub(super) fn escaped(text: &str, is_ascii: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' || (is_ascii && !c.is_ascii()) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string does not fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parts::read_string;

    #[test]
    fn only_what_is_edited_changes_in_an_escaped_string() {
        let text = r#"["\u0061\/b \"+1\u0020555\" é"]"#;
        let string = Span::new(1, text.len() - 1);
        let read = read_string(text, string);
        let at = read.find("+1 555").unwrap();
        let edits = vec![Edit {
            span: Span::new(at, at + 6),
            text: "ü\"\u{1}😀".to_owned(),
            kind: Kind::Phone,
        }];
        let plain = through_escapes(text, string, edits.clone(), false);
        assert_eq!(
            apply(text, &plain),
            r#"["\u0061\/b \"ü\"\u0001😀\" é"]"#.replace("ü\"", "ü\\\"")
        );
        let ascii = through_escapes(text, string, edits, true);
        assert_eq!(
            apply(text, &ascii),
            r#"["\u0061\/b \"\u00fc\"\u0001\ud83d\ude00\" é"]"#.replace("fc\"", "fc\\\"")
        );
    }
}
