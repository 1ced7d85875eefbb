//! Where the personal and secret values of a text are, so that an excerpt can hide them. Reads
//! tolerantly, because a text that is no JSON holds telephone numbers too.

use crate::source::Span;

/// The spans, in order and apart, of the values of `keys` in `text`: without the quotes of a
/// string; every string inside an object or array.
#[must_use]
pub fn personal_spans(text: &str, keys: &[&str]) -> Vec<Span> {
    Reader {
        bytes: text.as_bytes(),
        keys,
        spans: Vec::new(),
    }
    .read()
}

struct Reader<'a> {
    bytes: &'a [u8],
    keys: &'a [&'a str],
    spans: Vec<Span>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Span> {
        let mut at = 0;
        // The depth of brackets at which a personal object or array began.
        let mut hidden_from = None;
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(at).copied() {
            match byte {
                b'"' | b'\'' => {
                    let end = self.string_end(at, byte);
                    let inner = Span::new(at.saturating_add(1), end);
                    at = end.saturating_add(1);
                    let colon = self.colon_after(at);
                    if let Some(colon) = colon {
                        at = colon.saturating_add(1);
                        if hidden_from.is_none() && self.is_personal(inner) && self.value(&mut at) {
                            hidden_from = Some(depth);
                        }
                    } else if hidden_from.is_some() {
                        self.spans.push(inner);
                    }
                    continue;
                }
                b'{' | b'[' => depth = depth.saturating_add(1),
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if hidden_from.is_some_and(|from| depth <= from) {
                        hidden_from = None;
                    }
                }
                _ => {}
            }
            at = at.saturating_add(1);
        }
        self.spans
    }

    fn is_personal(&self, key: Span) -> bool {
        let key = self.bytes.get(key.start..key.end).unwrap_or_default();
        if !key.contains(&b'\\') {
            return self.keys.iter().any(|personal| personal.as_bytes() == key);
        }
        let literal = [b"\"", key, b"\""].concat();
        let plain: Option<String> = serde_json::from_slice(&literal).ok();
        plain.is_some_and(|plain| self.keys.contains(&plain.as_str()))
    }

    /// Hides the scalar at `at`, and says whether a container begins there instead.
    fn value(&mut self, at: &mut usize) -> bool {
        *at = self.skip_blanks(*at);
        match self.bytes.get(*at) {
            Some(b'{' | b'[') => return true,
            Some(quote @ (b'"' | b'\'')) => {
                let end = self.string_end(*at, *quote);
                self.spans.push(Span::new(at.saturating_add(1), end));
                *at = end.saturating_add(1);
            }
            // A number, a word, or what else stands where a value belongs.
            Some(_) => {
                let rest = self.bytes.get(*at..).unwrap_or_default();
                let length = rest.iter().take_while(|b| !b",}]\r\n".contains(b)).count();
                let end = at.saturating_add(length);
                if !matches!(rest.get(..length), Some(b"null" | b"true" | b"false")) {
                    self.spans.push(Span::new(*at, end));
                }
                *at = end;
            }
            None => {}
        }
        false
    }

    /// Where the string that begins at `start` ends: at its quote, at the end of a line if it
    /// is never closed, or at the end of the text.
    fn string_end(&self, start: usize, quote: u8) -> usize {
        let mut at = start.saturating_add(1);
        while let Some(byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at = at.saturating_add(2),
                b'\n' => return at,
                byte if *byte == quote => return at,
                _ => at = at.saturating_add(1),
            }
        }
        self.bytes.len()
    }

    fn colon_after(&self, at: usize) -> Option<usize> {
        let at = self.skip_blanks(at);
        (self.bytes.get(at) == Some(&b':')).then_some(at)
    }

    fn skip_blanks(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at.saturating_add(rest.iter().take_while(|b| b.is_ascii_whitespace()).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<&str> {
        let keys = ["from_number", "content", "url_parameters"];
        personal_spans(text, &keys)
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect()
    }

    #[test]
    fn finds_personal_values_wherever_they_are() {
        let text = r#"{"a": "x", "from_number": "+1555", "url_parameters": {"q": "me", "r": ["you"]}, "b": "y", "content": 7}"#;
        assert_eq!(hidden(text), ["+1555", "me", "you", "7"]);
    }

    #[test]
    fn reads_text_that_is_no_json() {
        assert_eq!(hidden("{'from_number': '+1555', 'b': 1,,"), ["+1555"]);
        assert_eq!(hidden(r#"{"content": "cut o"#), ["cut o"]);
        assert_eq!(hidden("{\"content\": \"open\n\"b\": \"x\"}"), ["open"]);
        assert_eq!(hidden(r#""content": "a \" b""#), [r#"a \" b"#]);
        assert_eq!(hidden(r#"{"content": 0155 51, "b": 1}"#), ["0155 51"]);
        assert_eq!(hidden(r#"{"\u0063ontent": "x", "content": null}"#), ["x"]);
    }
}
