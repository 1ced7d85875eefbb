//! Text from strangers. Every string of a payload, every file name and every header is
//! [`Untrusted`]: the type has no `Display`, so nothing prints it by accident. The
//! escapers here are the only way out, one per kind of sink.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::{Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Bytes of the longest grapheme that is shown: more than any script needs, far less than the
/// megabytes of combining marks that one letter can carry.
const LONGEST_GRAPHEME: usize = 128;

/// A string that came from outside; it can only be printed through an escaper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Untrusted<'a>(&'a str);

impl<'a> Untrusted<'a> {
    /// Marks `text` as coming from outside.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The raw text, for comparing and measuring. Never write it to a human sink.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is nothing but white space.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.0.trim().is_empty()
    }

    /// How many characters (code points) it has.
    #[must_use]
    pub fn characters(self) -> usize {
        self.0.chars().count()
    }

    /// The first `count` characters, and what is left.
    #[must_use]
    pub fn split_after(self, count: usize) -> (Self, Self) {
        let end = self.0.char_indices().nth(count);
        let end = end.map_or(self.0.len(), |(end, _)| end);
        let (head, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        (Self(head), Self(rest))
    }

    /// One line: control, bidirectional and invisible characters become visible escapes,
    /// a line feed becomes `\n`.
    #[must_use]
    pub fn inline(self) -> Inline<'a> {
        Inline(self.0)
    }

    /// [`Untrusted::inline`], cut to at most `limit` graphemes with a closing `…`.
    #[must_use]
    pub fn excerpt(self, limit: usize) -> String {
        let mut end = 0_usize;
        for grapheme in self.0.graphemes(true).take(limit) {
            if grapheme.len() > LONGEST_GRAPHEME {
                break;
            }
            end = end.saturating_add(grapheme.len());
        }
        let head = Inline(self.0.get(..end).unwrap_or_default());
        if end < self.0.len() {
            format!("{head}…")
        } else {
            head.to_string()
        }
    }

    /// A part of a line that `previous` stands before, as [`Untrusted::inline`] shows it there;
    /// marks without end on one letter are cut.
    #[must_use]
    pub fn inline_after(self, previous: Option<char>) -> String {
        let head = self.0.floor_char_boundary(LONGEST_GRAPHEME);
        let text = self.0.get(..head).unwrap_or_default();
        let mut shown = Continued(text, previous).to_string();
        if head < self.0.len() {
            shown.push('…');
        }
        shown
    }

    /// The lines of a text, each made safe for one line.
    pub fn lines(self) -> impl Iterator<Item = String> + use<'a> {
        self.0
            .split('\n')
            .map(|line| Inline(line.strip_suffix('\r').unwrap_or(line)).to_string())
    }
}

/// Shows the escaped text, so that a failing test or a log line is as safe as any other sink.
impl fmt::Debug for Untrusted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.inline())
    }
}

/// Serialises the raw text: machine formats escape in their own writer.
impl Serialize for Untrusted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// The one-line escaper; see [`Untrusted::inline`].
pub struct Inline<'a>(&'a str);

impl fmt::Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Continued(self.0, None).fmt(f)
    }
}

/// Text and the character before it.
struct Continued<'a>(&'a str, Option<char>);

impl fmt::Display for Continued<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut previous = self.1;
        for character in self.0.chars() {
            write_inline(f, previous, character)?;
            previous = Some(character);
        }
        Ok(())
    }
}

fn write_inline(f: &mut fmt::Formatter<'_>, previous: Option<char>, c: char) -> fmt::Result {
    match c {
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        // A CI runner obeys `##[command]` and `##vso[command]` anywhere in a line.
        '#' if previous == Some('#') => f.write_str("\\u{23}"),
        c if is_hidden(c) || is_stray_selector(previous, c) => {
            write!(f, "\\u{{{:x}}}", u32::from(c))
        }
        c => f.write_char(c),
    }
}

/// Whether `c` may drive a terminal, reorder a line, or hide itself: C0, DEL, C1, bidirectional
/// embeddings, overrides and isolates, invisible operators, tags, line and paragraph separators.
/// Joiners and directional marks, which real scripts need, are not among them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}'
        | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// A variation selector that follows nothing it could vary: a way to hide bytes in a text.
fn is_stray_selector(previous: Option<char>, c: char) -> bool {
    let selector = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    selector(c) && previous.is_none_or(|p| selector(p) || p.is_whitespace() || p.is_control())
}

/// Columns that `text` takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` cut to at most `columns` columns on a grapheme boundary, closed with `mark`.
#[must_use]
pub fn fit(text: &str, columns: usize, mark: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let budget = columns.saturating_sub(width(mark));
    let mut used = 0_usize;
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        used = used.saturating_add(width(grapheme));
        if used > budget {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(mark);
    cut
}

/// `text` cut to at most `bytes` bytes on a character boundary, closed with `…`.
#[must_use]
pub fn cut(text: &str, bytes: usize) -> Cow<'_, str> {
    let end = text.floor_char_boundary(bytes);
    match text.get(..end) {
        Some(head) if end < text.len() => Cow::Owned(format!("{head}…")),
        _ => Cow::Borrowed(text),
    }
}

/// The name of a file for a person: escaped, and never readable as a CI runner's command.
#[must_use]
pub fn file_name(name: &str) -> String {
    let shown = Untrusted::new(name).inline().to_string();
    if shown.starts_with(|c: char| c == ':' || c.is_whitespace()) {
        format!("./{shown}")
    } else {
        shown
    }
}

/// Whether `text` holds an address with a user, a query or a fragment: what makes a link a secret.
#[must_use]
pub fn has_url_secret(text: &str) -> bool {
    matches!(without_url_secrets(text), Cow::Owned(_))
}

/// `text` with every address in it as `scheme://host/path?…`, also where it is JSON that writes its
/// slashes with escapes.
#[must_use]
pub fn without_url_secrets(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut has_secret = false;
    let mut rest = text;
    while let Some(end) = end_of_two_slashes(rest) {
        let (before, address) = rest.split_at_checked(end).unwrap_or((rest, ""));
        shown.push_str(before);
        let end = address.find(|c: char| c.is_whitespace() || "\"<>".contains(c));
        let (address, behind) = address
            .split_at_checked(end.unwrap_or(address.len()))
            .unwrap_or((address, ""));
        let public = public_address(address);
        has_secret |= public != address;
        shown.push_str(&public);
        rest = behind;
    }
    if !has_secret {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Where the first two slashes of a text end that stand together, as they are or escaped as in JSON.
fn end_of_two_slashes(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\\', bytes).is_none() {
        return memchr::memmem::find(bytes, b"//").map(|at| at.saturating_add(2));
    }
    let mut from = 0;
    loop {
        let at = memchr::memchr2(b'/', b'\\', bytes.get(from..)?)?.saturating_add(from);
        let second = bytes
            .get(at..)
            .and_then(slash)
            .map(|long| long.saturating_add(at));
        let end = second.and_then(|second| {
            let long = slash(bytes.get(second..)?)?;
            Some(second.saturating_add(long))
        });
        if end.is_some() {
            return end;
        }
        let run = bytes
            .iter()
            .skip(at)
            .take_while(|byte| **byte == b'\\')
            .count();
        from = second.unwrap_or(at.saturating_add(run.max(1)));
    }
}

/// How many bytes the slash has that a text begins with: `/`, `\/` or `\u002f`, behind any number of `\`.
fn slash(bytes: &[u8]) -> Option<usize> {
    let escapes = bytes.iter().take_while(|byte| **byte == b'\\').count();
    let rest = bytes.get(escapes..)?;
    let long = match rest {
        [b'/', ..] => 1,
        [b'u', b'0', b'0', b'2', b'f' | b'F', ..] if escapes > 0 => 5,
        _ => return None,
    };
    Some(escapes.saturating_add(long))
}

/// What of an address behind its `//` is no secret.
fn public_address(address: &str) -> Cow<'_, str> {
    // What ends a host may be escaped itself.
    if address.contains("\\u") {
        return Cow::Borrowed("…");
    }
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let path = address.strip_prefix(authority).unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // A password may hold the very characters that end a host.
    let port = host.rsplit_once(':').map_or("", |(_, port)| port);
    if !port.bytes().all(|b| b.is_ascii_digit()) && !host.ends_with(']') {
        return Cow::Borrowed("…");
    }
    let plain = path.split(['?', '#']).next().unwrap_or_default();
    if host == authority && plain == path {
        return Cow::Borrowed(address);
    }
    let more = if plain == path { "" } else { "?…" };
    Cow::Owned(format!("{host}{plain}{more}"))
}

/// The deepest nesting of braces in a glob: more is refused before the glob library, which follows it by
/// recursion, sees it.
pub const DEEPEST_BRACES: usize = 16;

/// Whether braces in `glob` stand deeper in one another than [`DEEPEST_BRACES`].
#[must_use]
pub fn has_deep_braces(glob: &str) -> bool {
    let mut depth = 0_usize;
    glob.bytes().any(|byte| {
        match byte {
            b'{' => depth = depth.saturating_add(1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST_BRACES
    })
}

/// `count` and the right form of `noun`, with thousands separated: `1,204 payloads`, `2 replies`, `3 addresses`.
#[must_use]
pub fn counted(count: impl TryInto<usize>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(usize::MAX);
    let (stem, ending) = match noun.strip_suffix('y') {
        _ if count == 1 => (noun, ""),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => (stem, "ies"),
        _ if noun.ends_with('s') => (noun, "es"),
        _ => (noun, "s"),
    };
    format!("{} {stem}{ending}", thousands(count))
}

/// `count` with a comma between groups of three digits.
#[must_use]
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Implemented twice for what is `Display`, so that a name of it is ambiguous.
    trait IsPrintable<Marker> {
        fn is_not() {}
    }
    struct Printable;
    impl<T> IsPrintable<()> for T {}
    impl<T: fmt::Display> IsPrintable<Printable> for T {}

    #[test]
    fn untrusted_text_cannot_be_printed_by_accident() {
        // With a `Display` this would not compile.
        <Untrusted<'_> as IsPrintable<_>>::is_not();
    }

    #[test]
    fn a_text_is_split_between_characters() {
        let split = |text, count| {
            let (head, rest) = Untrusted::new(text).split_after(count);
            (head.raw(), rest.raw())
        };
        assert_eq!(split("añb", 2), ("añ", "b"));
        assert_eq!(split("añb", 3), ("añb", ""));
        assert_eq!(split("añb", 9), ("añb", ""));
        assert_eq!(split("", 0), ("", ""));
    }

    #[test]
    fn terminal_and_runner_commands_become_visible() {
        let hostile = "\u{1b}]52;c;x\u{7}\u{9b}2J\r\n\u{202e}##[error]\u{200b}\u{e0041}";
        let shown = Untrusted::new(hostile).inline().to_string();
        assert_eq!(
            shown,
            r"\u{1b}]52;c;x\u{7}\u{9b}2J\r\n\u{202e}#\u{23}[error]\u{200b}\u{e0041}"
        );
    }

    #[test]
    fn scripts_and_emoji_stay_as_they_are() {
        for text in ["مرحبا‎ بك", "שלום", "नमस्ते", "你好", "👩‍👩‍👧‍👦 ❤️", "می‌خواهم"]
        {
            assert_eq!(Untrusted::new(text).inline().to_string(), text);
        }
    }

    #[test]
    fn a_stray_variation_selector_is_shown() {
        let shown = Untrusted::new("a \u{e0101}\u{e0102}").inline().to_string();
        assert_eq!(shown, r"a \u{e0101}\u{e0102}");
    }

    /// The first and the last of every range that is hidden, and that nothing beside it is.
    #[test]
    fn what_is_hidden_ends_where_text_begins() {
        let ranges = [
            ('\u{0}', '\u{1f}'),
            ('\u{7f}', '\u{9f}'),
            ('\u{180e}', '\u{180e}'),
            // Behind it are the joiners and the directional marks.
            ('\u{200b}', '\u{200b}'),
            ('\u{2028}', '\u{202e}'),
            ('\u{2060}', '\u{206f}'),
            ('\u{feff}', '\u{feff}'),
            ('\u{fff9}', '\u{fffb}'),
            ('\u{e0000}', '\u{e007f}'),
        ];
        let is_listed = |c: char| {
            ranges
                .iter()
                .any(|(first, last)| (first..=last).contains(&&c))
        };
        for c in ('\0'..='\u{ffff}').chain('\u{dff00}'..='\u{e0200}') {
            assert_eq!(is_hidden(c), is_listed(c), "{:x}", u32::from(c));
            if is_hidden(c) {
                let shown = Untrusted::new(&String::from(c)).inline().to_string();
                assert!(shown.starts_with('\\') && shown.is_ascii(), "{shown}");
            }
        }
    }

    #[test]
    fn a_selector_stays_behind_what_it_can_vary() {
        for (text, shown) in [
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("葛\u{e0100}", "葛\u{e0100}"),
            ("\u{fe0f}", r"\u{fe0f}"),
            ("\u{e01ef}", r"\u{e01ef}"),
            (" \u{fe00}", r" \u{fe00}"),
            ("\u{7}\u{fe00}", r"\u{7}\u{fe00}"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\\u{fe0f}"),
        ] {
            assert_eq!(Untrusted::new(text).inline().to_string(), shown);
        }
    }

    #[test]
    fn a_part_of_a_line_knows_what_is_before_it() {
        let long = "x".repeat(LONGEST_GRAPHEME);
        for (text, previous, shown) in [
            ("#[error]", Some('#'), r"\u{23}[error]".to_owned()),
            ("#[error]", Some(' '), "#[error]".to_owned()),
            ("#[error]", None, "#[error]".to_owned()),
            ("\u{fe0f}", Some('❤'), "\u{fe0f}".to_owned()),
            (&long, None, long.clone()),
            (&format!("{long}y"), None, format!("{long}…")),
        ] {
            assert_eq!(Untrusted::new(text).inline_after(previous), shown);
        }
    }

    #[test]
    fn lines_end_without_what_ended_them() {
        let lines: Vec<String> = Untrusted::new("a\r\n\u{1b}b\rc\n\n").lines().collect();
        assert_eq!(lines, ["a", r"\u{1b}b\rc", "", ""]);
    }

    #[test]
    fn debug_is_for_people_and_json_for_machines() {
        let text = Untrusted::new("a\u{9b}\"");
        assert_eq!(format!("{text:?}"), "\"a\\u{9b}\"\"");
        assert_eq!(serde_json::to_string(&text).unwrap(), "\"a\u{9b}\\\"\"");
    }

    #[test]
    fn cuts_between_graphemes() {
        assert_eq!(Untrusted::new("👩‍👩‍👧‍👦bc").excerpt(1), "👩‍👩‍👧‍👦…");
        assert_eq!(Untrusted::new("abc").excerpt(3), "abc");
        assert_eq!(Untrusted::new("abc").excerpt(0), "…");
        let marks = format!("ab{}", "\u{301}".repeat(1000));
        assert_eq!(Untrusted::new(&marks).excerpt(80), "a…");
        let longest = format!("é{}", "\u{301}".repeat(63));
        assert_eq!(longest.len(), LONGEST_GRAPHEME);
        assert_eq!(Untrusted::new(&longest).excerpt(80), longest);
        assert_eq!(fit("你好吗", 4, "…"), "你…");
        assert_eq!(fit("你好吗", 5, "…"), "你好…");
        assert_eq!(fit("abc", 3, "…"), "abc");
        for (bytes, shown) in [(0, "…"), (1, "a…"), (2, "a…"), (3, "aé…"), (4, "aéb")] {
            assert_eq!(cut("aéb", bytes), shown);
        }
        assert!(matches!(cut("aéb", 4), Cow::Borrowed(_)));
    }

    #[test]
    fn braces_may_be_nested_but_not_for_ever() {
        let nested = |depth: usize| "{a,".repeat(depth) + &"}".repeat(depth);
        assert!(!has_deep_braces(&nested(DEEPEST_BRACES).repeat(3)));
        assert!(has_deep_braces(&nested(DEEPEST_BRACES + 1)));
    }

    #[test]
    fn a_megabyte_of_backslashes_is_looked_at_once() {
        let text = "\\".repeat(1_000_000) + "x" + &"/\\".repeat(1_000_000);
        assert!(!has_url_secret(&text));
    }

    #[test]
    fn addresses_are_shown_without_their_secrets() {
        for (text, shown) in [
            ("https://u:S@h/a?sig=S#S", "https://h/a?…"),
            (
                "see https://h/a#S, or //u@h/b now",
                "see https://h/a?… or //h/b now",
            ),
            ("https://u:p/S@h/a", "https://…"),
            ("https://u:p?S@h/a", "https://…"),
            ("https://h:80/a@b", "https://h:80/a@b"),
            ("https://[::1]/a", "https://[::1]/a"),
            ("24/7 // what?", "24/7 // what?"),
            (r"https:\/\/u:S@h\/a?sig=S", r"https:\/\/h\/a?…"),
            (r"https:\\/\\/u:S@h/a?sig=S", r"https:\\/\\/h/a?…"),
            (
                r#"{"u":"https:\u002f\u002Fu:S@h\u002fa?S"}"#,
                r#"{"u":"https:\u002f\u002F…"}"#,
            ),
            (r"https://h\u003ftoken=S", r"https://…"),
            (r"a\b /\/h/a", r"a\b /\/h/a"),
            // Without an escape that is a letter, and no second slash.
            (r"a\b /u002fh?S", r"a\b /u002fh?S"),
        ] {
            assert_eq!(without_url_secrets(text), shown);
            assert_eq!(has_url_secret(text), text != shown, "{text}");
        }
    }

    #[test]
    fn a_file_name_is_no_runner_command() {
        for (name, shown) in [
            ("::error::x", "./::error::x"),
            (" ::error::x", "./ ::error::x"),
            ("\u{3000}::error::x", "./\u{3000}::error::x"),
            ("\n::error::x", r"\n::error::x"),
            ("a::b", "a::b"),
        ] {
            assert_eq!(file_name(name), shown);
        }
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(counted(0, "payload"), "0 payloads");
        assert_eq!(counted(1, "payload"), "1 payload");
        assert_eq!(counted(1_u64, "reply"), "1 reply");
        assert_eq!(counted(2_u64, "reply"), "2 replies");
        assert_eq!(counted(2, "day"), "2 days");
        assert_eq!(counted(0, "mail address"), "0 mail addresses");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(100_000), "100,000");
        assert_eq!(counted(1_234_567, "payload"), "1,234,567 payloads");
    }
}
