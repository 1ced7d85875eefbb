//! The members of a text's outermost object, seen in passing.

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
        let mut open = usize::from(matches!(value, Token::ObjectOpen | Token::ArrayOpen));
        while open > 0 {
            match token() {
                Some((Token::ObjectOpen | Token::ArrayOpen, _)) => open = open.saturating_add(1),
                Some((Token::ObjectClose | Token::ArrayClose, _)) => open = open.saturating_sub(1),
                Some(_) => {}
                None => return,
            }
        }
    }
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
}
