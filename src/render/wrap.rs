//! Where a line may break: at blanks, never inside a date or a UUID, and between the characters of
//! scripts that are written without blanks. The only user of `textwrap`.

use std::io::{self, Write};

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::width;

use super::theme::Theme;

/// Characters that do not begin a line in Chinese and Japanese.
const CLOSING: &str = "、。，．・：；？！）」』】〉》〕…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々";

/// Characters that do not end a line in Chinese and Japanese.
const OPENING: &str = "（「『【〈《〔";

/// What a line begins with that a CI runner obeys.
const COMMAND: &str = "::";

/// The lines of `text`, each at most `columns` wide; all but the first begin with `indent`.
pub(crate) fn wrap(text: &str, columns: usize, indent: &str) -> Vec<String> {
    lines(text, &options(columns, indent))
}

/// As [`wrap`], but for words that are longer than a line: they stay whole.
#[cfg(feature = "webhook")]
pub(crate) fn whole_words(text: &str, columns: usize, indent: &str) -> Vec<String> {
    lines(text, &options(columns, indent).break_words(false))
}

fn options(columns: usize, indent: &str) -> Options<'_> {
    Options::new(columns)
        .subsequent_indent(indent)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
}

fn lines(text: &str, options: &Options<'_>) -> Vec<String> {
    let lines = textwrap::wrap(text, options).into_iter().enumerate();
    lines.map(|(number, line)| tame(number, &line)).collect()
}

/// A line that goes on does not begin as a command of a CI runner does, which looks behind the blanks. Words that begin so
/// stay with what is before them; a word that had to be broken there gets a mark.
fn tame(number: usize, line: &str) -> String {
    let bare = line.trim_start();
    if number == 0 || !bare.starts_with(COMMAND) {
        return line.to_owned();
    }
    let indent = line.get(..line.len().saturating_sub(bare.len()));
    format!("{}| {bare}", indent.unwrap_or_default())
}

/// The pieces of a line that stay together, each with the blanks behind it.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous = "";
    for (at, grapheme) in line.grapheme_indices(true) {
        let begins_command =
            grapheme == ":" && line.get(at..).is_some_and(|rest| rest.starts_with(COMMAND));
        if at > start && may_break(previous, grapheme) && !begins_command {
            pieces.extend(line.get(start..at));
            start = at;
        }
        previous = grapheme;
    }
    pieces.extend(line.get(start..));
    Box::new(
        pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .map(Word::from),
    )
}

fn may_break(before: &str, after: &str) -> bool {
    if before == " " {
        return after != " ";
    }
    let is_wide = |grapheme: &str| width(grapheme) == 2 && !grapheme.is_ascii();
    after != " "
        && (is_wide(before) || is_wide(after))
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

/// Writes an entry of a list on a terminal of any width: `text` goes on below its beginning, `room`
/// columns in.
pub(crate) fn entry(
    out: &mut dyn Write,
    theme: Theme,
    lead: &str,
    room: usize,
    text: &str,
) -> io::Result<()> {
    let lines = match theme.width {
        Some(columns) => wrap(text, columns.saturating_sub(room).max(20), ""),
        None => vec![text.to_owned()],
    };
    for (number, line) in lines.iter().enumerate() {
        if number == 0 {
            writeln!(out, "{lead}{line}")?;
        } else {
            writeln!(out, "{:room$}{line}", "")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_never_inside_a_date() {
        let lines = wrap("expected 2026-07-03T16:22:09.358 or 8-4-4-4-12", 30, "  ");
        assert_eq!(
            lines,
            ["expected", "  2026-07-03T16:22:09.358 or", "  8-4-4-4-12"]
        );
        assert_eq!(wrap("", 30, ""), [""]);
    }

    #[test]
    fn no_line_begins_as_a_command() {
        for columns in 5..60 {
            for text in [
                "a header ::error::pwned by words ::set-env::x",
                "::error::a ::error::b ::error::c",
                "aaaaaaaaaaaaaaaaaaaaaaaaa::error::aaaaaaaaaaaaaaaaaa",
                "日本::error::日本",
            ] {
                for line in wrap(text, columns, "    ").iter().skip(1) {
                    assert!(!line.trim_start().starts_with("::"), "{columns}: {line}");
                }
            }
        }
        assert_eq!(wrap("aa ::bb cc", 8, ""), ["aa ::bb", "cc"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_where_it_must_be() {
        let lines = wrap(&"x".repeat(50), 20, "");
        assert_eq!(
            lines.iter().map(String::len).collect::<Vec<_>>(),
            [20, 20, 10]
        );
    }

    #[cfg(feature = "webhook")]
    #[test]
    fn a_long_word_may_stay_whole_and_colours_have_no_width() {
        let long = "x".repeat(50);
        let lines = whole_words(&format!("a {long} b"), 20, "  ");
        assert_eq!(lines, ["a", &format!("  {long}"), "  b"]);
        let painted = "\u{1b}[1;31merror\u{1b}[0m: one two";
        assert_eq!(whole_words(painted, 14, ""), [painted]);
    }

    #[test]
    fn chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() {
        let text = "你好，请问明天早上可以帮我叫一辆出租车去机场吗？「すみません。」";
        for columns in 6..40 {
            let lines = wrap(text, columns, "");
            assert_eq!(lines.concat(), text);
            for line in &lines {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
            assert!(
                lines
                    .iter()
                    .skip(1)
                    .all(|line| !line.starts_with(['，', '？', '。', '」'])),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_family_stays_together() {
        let family = "👨‍👩‍👧";
        let lines = wrap(&family.repeat(10), 6, "");
        assert!(
            lines
                .iter()
                .all(|line| *line == family.repeat(3) || line == family),
            "{lines:?}"
        );
    }
}
