//! Finds what is written for a synthesiser or a screen in a text that is spoken: tags of SSML, and
//! Markdown where it cannot be anything else. One pass, however hostile the text is.

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// A tag of this name.
    Tag(&'static str),
    /// `**bold**`.
    Bold,
    /// A line that begins with `#` and a blank.
    Heading,
    /// Three backticks that begin a line.
    Fence,
    /// `[text](https://…)`.
    Link,
}

/// Tags of SSML, and of the speech providers that LiveKit writes tags for.
const TAGS: [&str; 17] = [
    "speak",
    "break",
    "prosody",
    "emphasis",
    "say-as",
    "phoneme",
    "sub",
    "voice",
    "audio",
    "lang",
    "p",
    "s",
    "expr",
    "expression",
    "emotion",
    "amazon:effect",
    "mstts:express-as",
];

impl Markup {
    /// For a sentence.
    pub(super) fn words(self) -> String {
        match self {
            Self::Tag(name) => format!("a `<{name}>` tag"),
            Self::Bold => "Markdown, `**bold**`".to_owned(),
            Self::Heading => "Markdown, a `#` heading".to_owned(),
            Self::Fence => "Markdown, a code fence".to_owned(),
            Self::Link => "Markdown, a `[link](…)`".to_owned(),
        }
    }
}

/// The markup in a text: a tag before all else, then the first of Markdown.
pub(super) fn find(text: &str) -> Option<Markup> {
    // Most of what is said has none of the signs that markup begins with.
    let has_sign = |byte: &u8| matches!(byte, b'<' | b'*' | b'#' | b'`' | b'[');
    if !text.as_bytes().iter().any(has_sign) {
        return None;
    }
    tag(text).or_else(|| text.lines().find_map(in_line))
}

fn tag(text: &str) -> Option<Markup> {
    let mut tags = text.split('<').skip(1);
    tags.find_map(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let known = TAGS.iter().find(|name| begins_with_tag(rest, name));
        known.map(|name| Markup::Tag(name))
    })
}

fn begins_with_tag(text: &str, name: &str) -> bool {
    let Some((head, rest)) = text.split_at_checked(name.len()) else {
        return false;
    };
    let ends = |c: char| c == '>' || c == '/' || c.is_whitespace();
    head.eq_ignore_ascii_case(name) && rest.starts_with(ends) && rest.contains('>')
}

fn in_line(line: &str) -> Option<Markup> {
    let line = line.trim_start();
    let after_marks = line.trim_start_matches('#');
    let level = line.len().saturating_sub(after_marks.len());
    if (1..=6).contains(&level) && after_marks.starts_with(' ') {
        return Some(Markup::Heading);
    }
    if line.starts_with("```") {
        return Some(Markup::Fence);
    }
    let is_link = line.contains("](http://") || line.contains("](https://");
    if is_link {
        return Some(Markup::Link);
    }
    has_bold(line).then_some(Markup::Bold)
}

/// Whether a line has words between `**` and `**`. Marks inside a word, as in `f**k`, marks with
/// blanks around, as in `2 ** 3`, and stars in place of digits, as in `***-**-1234`, are none.
fn has_bold(line: &str) -> bool {
    let mut is_open = false;
    let mut before: Option<char> = None;
    let mut parts = line.split("**").peekable();
    while let Some(part) = parts.next() {
        let Some(next) = parts.peek() else {
            return false;
        };
        let last = part.chars().next_back();
        let after = next.chars().next();
        let touches_word_before = last.is_some_and(|c| !c.is_whitespace());
        let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let has_words = || part.contains(char::is_alphanumeric);
        if is_open && touches_word_before && !is_in_word(after) && has_words() {
            return true;
        }
        let opens = after.is_some_and(|c| !c.is_whitespace());
        is_open = opens && !is_in_word(last.or(before));
        before = last.or(Some('*'));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found() {
        for (text, markup) in [
            (
                "One moment <break time=\"1s\"/> please.",
                Markup::Tag("break"),
            ),
            ("<SPEAK>Hello</SPEAK>", Markup::Tag("speak")),
            ("yes</prosody>", Markup::Tag("prosody")),
            ("<expr type=\"laugh\">ha</expr>", Markup::Tag("expr")),
            ("That is **very** kind.", Markup::Bold),
            ("**Total:** 12", Markup::Bold),
            ("(**a**)", Markup::Bold),
            ("Prices\n## Today", Markup::Heading),
            ("See\n```\ncode", Markup::Fence),
            ("See [here](https://h/a).", Markup::Link),
        ] {
            assert_eq!(find(text), Some(markup), "{text}");
        }
    }

    #[test]
    fn what_people_say_is_no_markup() {
        for text in [
            "",
            "a < b and p > s",
            "<sigh> well",
            "<p",
            "<speaker>",
            "2 ** 3 ** 4",
            "f**k and s**t",
            "5 stars: *****",
            "****",
            "** a **",
            "Your number is ***-**-1234.",
            "**-**-**",
            "You are number # 1",
            "#1 is ready",
            "#######  ",
            "``` ",
            "array[0](x)",
        ] {
            let expected = (text == "``` ").then_some(Markup::Fence);
            assert_eq!(find(text), expected, "{text}");
        }
    }
}
