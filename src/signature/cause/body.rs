//! What happens to bodies between the sender and a file.

use crate::json::reprint::{Layout, Order, Reprint, Strings};

/// How the sender's body differs from ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It did not end with a line end.
    NoLineEnd,
    /// It had no white space around it.
    Trimmed,
    /// It ended with a line feed.
    LineFeed,
    /// It ended with CR and LF.
    CrLfAtEnd,
    /// Its lines ended with LF.
    LineFeeds,
    /// Its lines ended with CR and LF.
    CrLfs,
    /// It began without a byte order mark.
    NoMark,
    /// It began with a byte order mark.
    Mark,
    /// It was the same JSON, written otherwise.
    Written(Rewriting),
}

/// How the same JSON was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewriting {
    layout: Layout,
    strings: Strings,
    order: Keys,
    line_feed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    AsWritten,
    Documented,
    Sorted,
}

const LAYOUTS: [Layout; 5] = [
    Layout::Minified,
    Layout::Spaced,
    Layout::Indented(2),
    Layout::Indented(4),
    Layout::Tabs,
];

const STRINGS: [Strings; 6] = [
    Strings::AsWritten,
    Strings::Plain,
    Strings::Ascii,
    Strings::AsciiHtml,
    Strings::Html,
    Strings::Slashes,
];

impl Change {
    pub(super) fn words(&self) -> String {
        match self {
            Self::NoLineEnd => "without the line end at its end".to_owned(),
            Self::Trimmed => "without the white space around it".to_owned(),
            Self::LineFeed => "with a line feed at its end".to_owned(),
            Self::CrLfAtEnd => "with a carriage return and a line feed at its end".to_owned(),
            Self::LineFeeds => "with LF instead of CRLF between its lines".to_owned(),
            Self::CrLfs => "with CRLF instead of LF between its lines".to_owned(),
            Self::NoMark => "without the byte order mark (BOM) before it".to_owned(),
            Self::Mark => "with a byte order mark (BOM) before it".to_owned(),
            Self::Written(rewriting) => rewriting.words(),
        }
    }

    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::NoLineEnd | Self::Trimmed => {
                "an editor or `echo` added it: keep the body as it came, such as with `speakhook listen --save`"
            }
            Self::LineFeed | Self::CrLfAtEnd => "whoever saved the body cut it off",
            Self::LineFeeds | Self::CrLfs => {
                "an editor, `git` or a copy between systems changed the line ends"
            }
            Self::NoMark => "an editor or PowerShell added it: save as UTF-8 without BOM",
            Self::Mark => "whoever saved the body cut it off",
            Self::Written(_) => {
                "the JSON was parsed and written anew after it was signed: check the raw body, before anything parses it (and send with curl's --data-binary: -d takes line ends out)"
            }
        }
    }
}

impl Rewriting {
    fn words(self) -> String {
        let layout = match self.layout {
            Layout::Minified => "without white space".to_owned(),
            Layout::Spaced => "on one line, with a space behind commas and colons".to_owned(),
            Layout::Indented(spaces) => format!("with {spaces} spaces of indentation"),
            Layout::Tabs => "with tabs for indentation".to_owned(),
        };
        let mut parts = vec![layout];
        let strings = match self.strings {
            Strings::AsWritten => None,
            Strings::Plain => Some("strings with no more escapes than needed"),
            Strings::Ascii => Some("what is not ASCII escaped (\\u00e9)"),
            Strings::AsciiHtml => {
                Some("what is not ASCII and what HTML knows escaped (\\u00E9, \\u0022)")
            }
            Strings::Html => Some("<, > and & escaped (\\u003c)"),
            Strings::Slashes => Some("what is not ASCII and / escaped (\\u00e9, \\/)"),
        };
        parts.extend(strings.map(str::to_owned));
        let order = match self.order {
            Keys::AsWritten => None,
            Keys::Documented => Some("keys in the documented order"),
            Keys::Sorted => Some("keys sorted"),
        };
        parts.extend(order.map(str::to_owned));
        if self.line_feed {
            parts.push("a line feed at its end".to_owned());
        }
        format!("written {}", parts.join(", "))
    }
}

/// Shows `visit` what the sender's body may have been, until it says stop.
pub(super) fn variants(
    body: &[u8],
    orders: &[Vec<String>],
    visit: &mut dyn FnMut(Change, &[u8]) -> bool,
) {
    if simple(body, visit) {
        rewritten(body, orders, visit);
    }
}

const MARK: &[u8] = b"\xef\xbb\xbf";

fn simple(body: &[u8], visit: &mut dyn FnMut(Change, &[u8]) -> bool) -> bool {
    let without_end = body
        .strip_suffix(b"\r\n")
        .or_else(|| body.strip_suffix(b"\n"));
    let unmarked = body.strip_prefix(MARK);
    let trimmed = unmarked.unwrap_or(body).trim_ascii();
    without_end.is_none_or(|body| visit(Change::NoLineEnd, body))
        && visit(Change::LineFeed, &[body, b"\n"].concat())
        && unmarked.is_none_or(|body| visit(Change::NoMark, body))
        && visit(Change::Trimmed, trimmed)
        && visit(Change::CrLfAtEnd, &[body, b"\r\n"].concat())
        && visit(Change::LineFeeds, &line_ends(body, b"\n"))
        && visit(Change::CrLfs, &line_ends(body, b"\r\n"))
        && visit(Change::Mark, &[MARK, body].concat())
}

fn line_ends(body: &[u8], end: &[u8]) -> Vec<u8> {
    let lines = body.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.collect::<Vec<_>>().join(end)
}

fn rewritten(body: &[u8], orders: &[Vec<String>], visit: &mut dyn FnMut(Change, &[u8]) -> bool) {
    let text = std::str::from_utf8(body.strip_prefix(MARK).unwrap_or(body));
    let Some(reprint) = text.ok().and_then(Reprint::new) else {
        return;
    };
    for order in [Keys::AsWritten, Keys::Documented, Keys::Sorted] {
        for strings in STRINGS {
            for layout in LAYOUTS {
                let order_of = match order {
                    Keys::AsWritten => Order::AsWritten,
                    Keys::Documented => Order::Known(orders),
                    Keys::Sorted => Order::Sorted,
                };
                let mut text = reprint.write(layout, strings, order_of);
                for line_feed in [false, true] {
                    if line_feed {
                        text.push('\n');
                    }
                    let change = Change::Written(Rewriting {
                        layout,
                        strings,
                        order,
                        line_feed,
                    });
                    if !visit(change, text.as_bytes()) {
                        return;
                    }
                }
            }
        }
    }
}
