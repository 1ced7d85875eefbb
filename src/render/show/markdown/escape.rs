//! Payload text in GitHub-flavoured Markdown: shown as it was said, and never obeyed. It makes
//! no emphasis, code, link, image, table cell, HTML, mention or reference.

use crate::text::Untrusted;

/// Arguments and results of tools are cut to this many characters unless wanted in full.
const EXCERPT: usize = 80;

/// `text` on one line of Markdown.
pub(super) fn inline(text: Untrusted<'_>) -> String {
    let lines: Vec<String> = text.lines().map(|line| safe(&line)).collect();
    lines.join(" ⏎ ")
}

/// [`inline`], cut to an excerpt unless it is wanted in full.
pub(super) fn excerpt(text: Untrusted<'_>, is_full: bool) -> String {
    let end = text
        .raw()
        .char_indices()
        .nth(EXCERPT)
        .filter(|_| !is_full)
        .map(|(end, _)| end);
    match end.and_then(|end| text.raw().get(..end)) {
        Some(head) => format!("{}…", inline(Untrusted::new(head))),
        None => inline(text),
    }
}

/// One line whose control characters have been made visible.
fn safe(line: &str) -> String {
    let mut out = String::new();
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash stops neither a mention nor an address nor a reference to an issue,
            // as those are looked for in the finished text. Code is left alone.
            '@' => {
                out.push_str("`@");
                while characters.next_if_eq(&'@').is_some() {
                    out.push('@');
                }
                out.push('`');
            }
            '#' if characters.peek().is_some_and(char::is_ascii_digit) => out.push_str("`#`"),
            // Bare addresses become links at `://` and `www.`.
            ':' if characters.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if ends_in_www(&out) => out.push_str("\\."),
            '!' if characters.peek() == Some(&'[') => out.push_str("\\!"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

fn ends_in_www(text: &str) -> bool {
    let mut last = text.chars().rev();
    std::iter::repeat_with(|| last.next())
        .take(3)
        .all(|c| matches!(c, Some('w' | 'W')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        inline(Untrusted::new(text))
    }

    #[test]
    fn nothing_is_obeyed() {
        assert_eq!(
            escaped("![x](javascript:y) <b> *a* _b_ `c`"),
            r"\!\[x\](javascript:y) &lt;b&gt; \*a\* \_b\_ \`c\`"
        );
        assert_eq!(escaped("a|b\nc"), r"a\|b ⏎ c");
        assert_eq!(
            escaped("see https://x.example, www.x.example"),
            r"see https\://x.example, www\.x.example"
        );
        assert_eq!(
            escaped("me@x.example @team #12 # a"),
            r"me`@`x.example `@`team `#`12 \# a"
        );
        assert_eq!(escaped("@@a! ![b"), r"`@@`a! \!\[b");
        assert_eq!(escaped(r"\n &amp;"), r"\\n &amp;amp;");
    }

    #[test]
    fn controls_are_visible() {
        assert_eq!(escaped("\u{1b}[2J\u{202e}"), r"\\u{1b}\[2J\\u{202e}");
    }

    #[test]
    fn scripts_stay_as_they_are() {
        for text in ["مساء الخير، لدي حجز", "你好，请问", "नमस्ते", "👨‍👩‍👧 ok."]
        {
            assert_eq!(escaped(text), text);
        }
    }
}
