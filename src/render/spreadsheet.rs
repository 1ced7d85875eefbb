//! Text in a cell of comma-separated values: taken for text by spreadsheets, whatever it begins with,
//! and harmless to a terminal and a build log.

use crate::text::Untrusted;

/// What makes text a formula to a spreadsheet, or, at the beginning of a line, a command to a CI runner.
const FIRST: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'', ':'];

/// Text that is taken for text. What could be taken for more gets an apostrophe, which is how
/// spreadsheets themselves mark text.
pub(super) fn safe(text: Untrusted<'_>) -> String {
    let shown = text.inline().to_string();
    if shown.trim_start().starts_with(FIRST) {
        format!("'{shown}")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_text_stays() {
        let shown = |text: &str| safe(Untrusted::new(text));
        assert_eq!(shown("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        for text in ["+1", "-1", "@x", "＝1", " =1", "::error::x", "'x"] {
            assert_eq!(shown(text), format!("'{text}"));
        }
        assert_eq!(shown("\t=1"), "\\t=1");
        assert_eq!(shown("\r\n=1"), "\\r\\n=1");
        assert_eq!(shown("a = b - c"), "a = b - c");
    }
}
