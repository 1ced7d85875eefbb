//! Text for XML 1.0: characters that it forbids, and those that hide or drive a terminal, are
//! visible escapes. The markup is escaped by the writer.

use std::fmt::Write as _;

use quick_xml::events::BytesText;

use crate::text::Untrusted;

/// A text for an attribute, on one line.
pub(super) fn visible(text: &str) -> String {
    allowed(&Untrusted::new(text).inline().to_string())
}

/// A text of lines that are safe to print.
pub(super) fn text(lines: &str) -> BytesText<'static> {
    BytesText::new(&allowed(lines)).into_owned()
}

/// XML has no way to write the two noncharacters that are left.
fn allowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_visible() {
        assert_eq!(visible("a\u{0}\u{ffff}\n<b>"), r"a\u{0}\u{ffff}\n<b>");
        assert_eq!(&*text("a]]>\n\u{fffe}&"), "a]]&gt;\n\\u{fffe}&amp;");
    }
}
