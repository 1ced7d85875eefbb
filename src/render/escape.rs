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

/// A sentence of ours, in which backticks enclose names. The tags are ours; what they enclose is
/// escaped like everything else, so a backtick of a stranger's changes nothing but the typeface.
pub(super) fn prose(sentence: &str) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('`') {
        let Some((name, after)) = behind.split_once('`') else {
            break;
        };
        out.push_str(&inline(Untrusted::new(before)));
        out.push_str("<code>");
        out.push_str(&inline(Untrusted::new(name)));
        out.push_str("</code>");
        rest = after;
    }
    out.push_str(&inline(Untrusted::new(rest)));
    out
}

/// [`inline`], cut to an excerpt unless it is wanted in full.
pub(super) fn excerpt(text: Untrusted<'_>, is_full: bool) -> String {
    let (head, rest) = text.split_after(EXCERPT);
    if is_full || rest.is_empty() {
        inline(text)
    } else {
        format!("{}…", inline(head))
    }
}

/// One line whose control characters have been made visible.
fn safe(line: &str) -> String {
    let mut out = String::new();
    let mut code = Code::default();
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            _ if character.is_ascii_hexdigit() && begins_hash(&out, characters.clone()) => {
                let rest = characters.by_ref().take(HASH.saturating_sub(1));
                let hash: String = std::iter::once(character).chain(rest).collect();
                code.push(&mut out, &hash);
            }
            '-' if ends_in_gh(&out) && characters.peek().is_some_and(char::is_ascii_digit) => {
                code.push(&mut out, "-");
            }
            ':' if begins_emoji(characters.clone()) => code.push(&mut out, ":"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash stops neither a mention nor an address nor a reference to an issue,
            // as those are looked for in the finished text. Code is left alone.
            '@' => code.push(&mut out, "@"),
            '#' if characters.peek().is_some_and(char::is_ascii_digit) => {
                code.push(&mut out, "#");
            }
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

/// Text as code, which nothing looks into. Two pieces beside each other are one, as their backticks would
/// be the end of neither.
#[derive(Default)]
struct Code {
    /// Where the last piece ended.
    end: Option<usize>,
}

impl Code {
    fn push(&mut self, out: &mut String, text: &str) {
        if self.end == Some(out.len()) {
            out.pop();
        } else {
            out.push('`');
        }
        out.push_str(text);
        out.push('`');
        self.end = Some(out.len());
    }
}

/// The digits of a commit's full hash, which becomes a link.
const HASH: usize = 40;

/// Whether a hexadecimal digit after `before` and the ones in `rest` are a commit's hash.
fn begins_hash(before: &str, rest: impl Iterator<Item = char>) -> bool {
    let digits = rest
        .take(HASH)
        .take_while(char::is_ascii_alphanumeric)
        .filter(char::is_ascii_hexdigit)
        .count();
    let is_word = before.ends_with(|c: char| c.is_ascii_alphanumeric());
    digits == HASH.saturating_sub(1) && !is_word
}

/// `GH-12` is a reference to an issue.
fn ends_in_gh(text: &str) -> bool {
    let mut last = text.chars().rev();
    matches!(last.next(), Some('h' | 'H')) && matches!(last.next(), Some('g' | 'G'))
}

/// Whether `rest` is `name:` of an emoji; times of day are none.
fn begins_emoji(rest: impl Iterator<Item = char>) -> bool {
    let mut name = String::new();
    for character in rest.take(64) {
        match character {
            ':' => {
                let is_name = name.contains(|c: char| c.is_ascii_alphabetic());
                return is_name || ["100", "1234", "+1", "-1"].contains(&name.as_str());
            }
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '+' | '-' => name.push(character),
            _ => return false,
        }
    }
    false
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
    fn references_and_emoji_stay_dead() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(escaped(&format!("at {hash}.")), format!("at `{hash}`."));
        assert_eq!(escaped(&format!("{hash}8")), format!("{hash}8"));
        assert_eq!(escaped("GH-12 gh-x"), "GH`-`12 gh-x");
        assert_eq!(
            escaped(":smile: :+1: 10:20:30 a: b"),
            "`:`smile: `:`+1: 10:20:30 a: b"
        );
    }

    #[test]
    fn codes_beside_each_other_are_one() {
        assert_eq!(escaped("@#12"), "`@#`12");
        assert_eq!(escaped("@:smile:"), "`@:`smile:");
        assert_eq!(escaped("@`@"), r"`@`\``@`");
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

    #[test]
    fn what_only_looks_like_a_reference_stays() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        for (text, shown) in [
            (format!("z{hash}"), format!("z{hash}")),
            (format!("z {hash}"), format!("z `{hash}`")),
            (hash[1..].to_owned(), hash[1..].to_owned()),
            ("ah-1 g-1 gh-".to_owned(), "ah-1 g-1 gh-".to_owned()),
            (
                ":100: :1234: :12:".to_owned(),
                "`:`100: `:`1234: :12:".to_owned(),
            ),
            (": smile: :a b:".to_owned(), ": smile: :a b:".to_owned()),
            ("a:b w.w aw.w".to_owned(), "a:b w.w aw.w".to_owned()),
            ("!a ![".to_owned(), r"!a \!\[".to_owned()),
        ] {
            assert_eq!(escaped(&text), shown);
        }
    }

    #[test]
    fn a_sentence_of_ours_has_code_where_backticks_enclose_it() {
        for (sentence, shown) in [
            ("`a_b` is *x*", r"<code>a\_b</code> is \*x\*"),
            ("a `<b>` c `d`", "a <code>&lt;b&gt;</code> c <code>d</code>"),
            ("one ` alone", r"one \` alone"),
            ("`a` and ` alone", r"<code>a</code> and \` alone"),
        ] {
            assert_eq!(prose(sentence), shown);
        }
    }

    #[test]
    fn an_excerpt_ends_where_it_says() {
        let (whole, long) = ("é".repeat(EXCERPT), "é".repeat(EXCERPT + 1));
        for (text, is_full, shown) in [
            (&whole, false, whole.clone()),
            (&long, false, format!("{whole}…")),
            (&long, true, long.clone()),
        ] {
            assert_eq!(excerpt(Untrusted::new(text), is_full), shown);
        }
    }
}
