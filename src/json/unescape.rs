//! What a string of a JSON text reads as.

use std::borrow::Cow;

/// What stands between the quotes of a string, without its escapes; `None` if an escape is none of JSON.
#[must_use]
pub fn unescape(written: &str) -> Option<Cow<'_, str>> {
    if memchr::memchr(b'\\', written.as_bytes()).is_none() {
        return Some(Cow::Borrowed(written));
    }
    let read: Option<String> = serde_json::from_str(&format!("\"{written}\"")).ok();
    read.map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_or_none() {
        for (written, read) in [
            ("", Some("")),
            ("plain", Some("plain")),
            (r#"\"\u00e9\ud83d\ude00\/"#, Some("\"\u{e9}\u{1f600}/")),
            (r"\x", None),
            (r"\ud83d", None),
            ("\\", None),
        ] {
            assert_eq!(unescape(written).as_deref(), read, "{written}");
        }
    }
}
