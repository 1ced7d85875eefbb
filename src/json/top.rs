//! The members of a text's outermost object, and the elements of its outermost array, seen in passing.

use crate::source::Span;

use super::scan::{Scanner, Token};

/// What the value of a member begins as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// A string.
    String,
    /// An object.
    Object,
    /// Anything else.
    Other,
}

/// Shows `visit` the members of the outermost object of `text`, or of the first object in its outermost array: keys
/// as they are written, and what their values begin as. Ends when `visit` says so, with the object, or with
/// the first thing that is no JSON.
pub fn members(text: &str, visit: &mut dyn FnMut(&str, Begins) -> bool) {
    let mut scanner = Scanner::new(text);
    let mut token = || scanner.next().ok().flatten();
    match token() {
        Some((Token::ObjectOpen, _)) => {}
        Some((Token::ArrayOpen, _)) => match token() {
            Some((Token::ObjectOpen, _)) => {}
            _ => return,
        },
        _ => return,
    }
    loop {
        let key = match token() {
            Some((Token::String, span)) => span,
            Some((Token::Comma, _)) => continue,
            _ => return,
        };
        let (Some((Token::Colon, _)), Some((value, _))) = (token(), token()) else {
            return;
        };
        let begins = match value {
            Token::String => Begins::String,
            Token::ObjectOpen => Begins::Object,
            _ => Begins::Other,
        };
        let name = text.get(key.start.saturating_add(1)..key.end.saturating_sub(1));
        if !visit(name.unwrap_or_default(), begins) {
            return;
        }
        if rest_of(value, &mut token).is_none() {
            return;
        }
    }
}

/// Shows `visit` where the elements of the outermost array of `text` are, which is JSON. Ends when `visit` says so.
/// Whether there is an outermost array.
pub fn elements(text: &str, visit: &mut dyn FnMut(Span) -> bool) -> bool {
    let mut scanner = Scanner::new(text);
    let mut token = || scanner.next().ok().flatten();
    if !matches!(token(), Some((Token::ArrayOpen, _))) {
        return false;
    }
    loop {
        let (first, span) = match token() {
            Some((Token::Comma, _)) => continue,
            None | Some((Token::ArrayClose, _)) => return true,
            Some(value) => value,
        };
        let Some(last) = rest_of(first, &mut token) else {
            return true;
        };
        let end = last.map_or(span.end, |last| last.end);
        if !visit(Span::new(span.start, end)) {
            return true;
        }
    }
}

/// Passes what belongs to a value behind its first token; its last token, if there is another. `None` if the text ends
/// before it.
fn rest_of(first: Token, token: &mut dyn FnMut() -> Option<(Token, Span)>) -> Option<Option<Span>> {
    let mut open = usize::from(matches!(first, Token::ObjectOpen | Token::ArrayOpen));
    let mut last = None;
    while open > 0 {
        let (next, span) = token()?;
        match next {
            Token::ObjectOpen | Token::ArrayOpen => open = open.saturating_add(1),
            Token::ObjectClose | Token::ArrayClose => open = open.saturating_sub(1),
            _ => {}
        }
        last = Some(span);
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_those_of_the_outermost_object_alone() {
        let seen = |text: &str| {
            let mut seen = Vec::new();
            members(text, &mut |key, begins| {
                seen.push((key.to_owned(), begins));
                key != "stop"
            });
            seen
        };
        let member = |key: &str, begins| (key.to_owned(), begins);
        let all = seen(r#" {"a": {"b": [{"c": 1}]}, "d\n": "x", "stop": [1], "e": 2} "#);
        let expected = [
            member("a", Begins::Object),
            member("d\\n", Begins::String),
            member("stop", Begins::Other),
        ];
        assert_eq!(all, expected);
        assert_eq!(
            seen(r#"[{"a": 1}, {"b": 1}]"#),
            [member("a", Begins::Other)]
        );
        for text in ["", "[", "[1]", "{", "{1}", "{\"a\"", "{\"a\" 1}", "x"] {
            assert_eq!(seen(text), [], "{text}");
        }
        assert_eq!(seen("{\"a\": [[").len(), 1);
    }

    #[test]
    fn elements_are_those_of_the_outermost_array_alone() {
        let seen = |text: &str| {
            let mut seen = Vec::new();
            let is_array = elements(text, &mut |span| {
                seen.push(text[span.start..span.end].to_owned());
                seen.len() < 4
            });
            (is_array, seen)
        };
        let (is_array, all) = seen(r#" [ {"a": [1]}, [2, [3]] , "x]", 4, 5]"#);
        assert!(is_array);
        assert_eq!(all, [r#"{"a": [1]}"#, "[2, [3]]", r#""x]""#, "4"]);
        assert_eq!(seen("[]"), (true, vec![]));
        assert_eq!(seen(r#"{"a": [1]}"#), (false, vec![]));
        assert_eq!(seen("[{"), (true, vec![]));
    }
}
