//! Text of strangers on its way into a page. Control, bidirectional and invisible characters become
//! visible here; the templates escape markup and put `<bdi>` around what these make.

use crate::text::{Untrusted, has_url_secret};

/// Characters of one text that a page shows, unless all are wanted.
const LONGEST: usize = 4_000;

/// One line.
pub(super) fn line(text: Untrusted<'_>) -> String {
    text.inline().to_string()
}

/// One line of at most `limit` characters.
pub(super) fn short(text: Untrusted<'_>, limit: usize) -> String {
    text.excerpt(limit)
}

/// Text that keeps its lines, and how many characters of it are not shown. A line of it is none of the page,
/// which may be printed in a build's log: a line end is a reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) hidden: usize,
}

/// Text with its lines; of a long one the beginning, unless it `is_full`.
pub(super) fn block(text: Untrusted<'_>, is_full: bool) -> Block {
    let longest = if is_full { usize::MAX } else { LONGEST };
    let (head, rest) = text.split_after(longest);
    Block {
        lines: head.lines().collect(),
        hidden: rest.characters(),
    }
}

/// The address to link to: absolute, `http` or `https`, and nothing hidden in it. Whatever else an
/// address is, it is shown and leads nowhere.
pub(super) fn link(address: &str) -> Option<String> {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme)?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    (is_web && is_plain).then(|| address.to_owned())
}

/// The address to link to, unless what grants access to it is hidden.
pub(super) fn open_link(shown: &str, is_open: bool) -> Option<String> {
    let is_whole = is_open || !(shown.contains('…') || has_url_secret(shown));
    link(shown).filter(|_| is_whole)
}

/// A sentence of ours in which backticks enclose names.
pub(super) fn prose(sentence: &str) -> Vec<Words> {
    let mut words = Vec::new();
    for (place, text) in sentence.split('`').enumerate() {
        let text = line(Untrusted::new(text));
        if !text.is_empty() {
            words.push(Words {
                text,
                is_name: place % 2 == 1,
            });
        }
    }
    words
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) is_name: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_web_addresses_are_links() {
        let refused = [
            "javascript:alert(1)",
            "JavaScript://%0aalert(1)",
            "data:text/html,x",
            "//host/path",
            "https:/host",
            " https://host",
            "https://host/a b",
            "https://host/\"onclick=",
            "https://host/é",
        ];
        for address in refused {
            let expected = address.contains('"').then(|| address.to_owned());
            assert_eq!(link(address), expected, "{address}");
        }
        assert!(link("HTTPS://host/a?b#c").is_some());
        assert_eq!(open_link("https://host/a?…", false), None);
        assert!(open_link("https://host/a", false).is_some());
        assert!(open_link("https://host/a?b=c", true).is_some());
    }

    #[test]
    fn lines_stay_and_what_is_left_out_is_counted() {
        let block = |text: &str| super::block(Untrusted::new(text), false);
        assert_eq!(block("a\r\nb\u{202e}").lines, ["a", "b\\u{202e}"]);
        assert_eq!(block(&"é".repeat(LONGEST + 3)).hidden, 3);
        assert_eq!(
            super::block(Untrusted::new(&"x".repeat(LONGEST + 3)), true).hidden,
            0
        );
    }

    #[test]
    fn names_in_prose_are_told_apart() {
        let words = prose("`event` is \"`x\"");
        let told: Vec<_> = words.iter().map(|w| (w.text.as_str(), w.is_name)).collect();
        assert_eq!(told, [("event", true), (" is \"", false), ("x\"", true)]);
    }
}
