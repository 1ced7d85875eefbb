//! Where the reported nodes are in the text. Nothing carries positions on the way: the few
//! places that a report names are found afterwards, all of them in one pass over the text.

use crate::source::{Escapes, Span};

use super::pointer::NodePath;
use super::scan::{Scanner, Token};

/// The spans of one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located {
    /// The key with its quotes, when the node is a member of an object.
    pub key: Option<Span>,
    /// The value; for an object or array from its opening to its closing bracket.
    pub value: Span,
}

/// Finds the nodes at `paths` (sorted, without duplicates) in `text`, the JSON text of a value
/// that serde_json has accepted. One entry a path; `None` for a path that the text does not have.
#[must_use]
pub fn locate(text: &str, paths: &[NodePath]) -> Vec<Option<Located>> {
    let mut found = vec![None; paths.len()];
    let mut locator = Locator {
        scanner: Scanner::new(text),
    };
    let wanted = Wanted {
        paths,
        found: &mut found,
        depth: 0,
    };
    if let Some((token, span)) = locator.token() {
        locator.value(token, span, None, wanted);
    }
    found
}

/// Where a part of a string is in `text`: `value` is the string with its quotes, `inside` bytes
/// of what it reads as once the escapes are undone.
#[must_use]
pub fn inside_string(text: &str, value: Span, inside: Span) -> Span {
    let start = value.start.saturating_add(1);
    let body = text.get(start..value.end.saturating_sub(1));
    let mut escapes = Escapes::new(body.unwrap_or_default());
    let from = start.saturating_add(escapes.skip_to(inside.start));
    let to = start.saturating_add(escapes.skip_to(inside.end));
    Span::new(from, to.max(from))
}

/// [`inside_string`] for several parts in rising order, in one pass.
#[must_use]
pub fn all_inside_string(text: &str, value: Span, insides: &[Span]) -> Vec<Span> {
    let start = value.start.saturating_add(1);
    let body = text.get(start..value.end.saturating_sub(1));
    let mut escapes = Escapes::new(body.unwrap_or_default());
    let mut found = Vec::with_capacity(insides.len());
    for inside in insides {
        let from = start.saturating_add(escapes.skip_to(inside.start));
        let to = start.saturating_add(escapes.skip_to(inside.end));
        found.push(Span::new(from, to.max(from)));
    }
    found
}

struct Locator<'a> {
    scanner: Scanner<'a>,
}

/// The wanted paths below the node at hand.
struct Wanted<'w> {
    paths: &'w [NodePath],
    found: &'w mut [Option<Located>],
    depth: usize,
}

impl Locator<'_> {
    fn token(&mut self) -> Option<(Token, Span)> {
        self.scanner.next().ok().flatten()
    }

    /// Reads the value that begins with `token`, and records it where it is wanted.
    fn value(
        &mut self,
        token: Token,
        open: Span,
        key: Option<Span>,
        wanted: Wanted<'_>,
    ) -> Option<Span> {
        let Wanted {
            paths,
            found,
            depth,
        } = wanted;
        let own = usize::from(
            paths
                .first()
                .is_some_and(|path| path.steps().len() == depth),
        );
        let (own_found, below_found) = found.split_at_mut_checked(own)?;
        let below = Wanted {
            paths: paths.get(own..)?,
            found: below_found,
            depth,
        };
        let end = match token {
            Token::ObjectOpen | Token::ArrayOpen if below.paths.is_empty() => {
                self.skip_container()?
            }
            Token::ObjectOpen => self.container(Token::ObjectClose, below)?,
            Token::ArrayOpen => self.container(Token::ArrayClose, below)?,
            _ => open.end,
        };
        let span = Span::new(open.start, end);
        if let Some(entry) = own_found.first_mut() {
            *entry = Some(Located { key, value: span });
        }
        Some(span)
    }

    /// Reads the children up to the closing bracket and returns where that ends.
    fn container(&mut self, close: Token, wanted: Wanted<'_>) -> Option<usize> {
        let Wanted {
            mut paths,
            mut found,
            depth,
        } = wanted;
        let mut number = 0_usize;
        loop {
            let (mut token, mut span) = self.token()?;
            if token == close {
                return Some(span.end);
            }
            if token == Token::Comma {
                continue;
            }
            let mut key = None;
            if close == Token::ObjectClose {
                key = Some(span);
                self.token()?;
                (token, span) = self.token()?;
            }
            let count = paths.partition_point(|path| path.steps().get(depth) == Some(&number));
            let (child_paths, rest_paths) = paths.split_at_checked(count)?;
            let (child_found, rest_found) = found.split_at_mut_checked(count)?;
            (paths, found) = (rest_paths, rest_found);
            let below = Wanted {
                paths: child_paths,
                found: child_found,
                depth: depth.saturating_add(1),
            };
            self.value(token, span, key, below)?;
            number = number.saturating_add(1);
        }
    }

    /// Runs to the end of the container whose opening bracket has been read.
    fn skip_container(&mut self) -> Option<usize> {
        let mut open = 1_usize;
        loop {
            let (token, span) = self.token()?;
            match token {
                Token::ObjectOpen | Token::ArrayOpen => open = open.saturating_add(1),
                Token::ObjectClose | Token::ArrayClose => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 {
                return Some(span.end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Value, parse_first};
    use super::*;

    fn all_paths(value: &Value<'_>, path: &NodePath, paths: &mut Vec<NodePath>) {
        paths.push(path.clone());
        match value {
            Value::Array(elements) => {
                for (number, element) in elements.iter().enumerate() {
                    all_paths(element, &path.child(number), paths);
                }
            }
            Value::Object(object) => {
                for (number, member) in object.members().iter().enumerate() {
                    all_paths(&member.value, &path.child(number), paths);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_span_holds_the_text_of_its_node() {
        let text = r#" {"a": [1, {"b\"}": "x]", "b\"}": []}], "é": -0.5e3, "n": null} "#;
        let (root, _) = parse_first(text).unwrap().unwrap();
        let mut paths = Vec::new();
        all_paths(&root, &NodePath::root(), &mut paths);
        for (path, located) in paths.iter().zip(locate(text, &paths)) {
            let located = located.unwrap();
            let slice = &text[located.value.start..located.value.end];
            let (value, end) = parse_first(slice).unwrap().unwrap();
            assert_eq!((&value, end), (path.resolve(&root).unwrap(), slice.len()));
        }
    }

    #[test]
    fn a_part_of_a_string_is_found_through_its_escapes() {
        let text = r#"  "a\"\u00e9é\ud83d\ude00\n😀z"  "#;
        let value = Span::new(2, text.len() - 2);
        let (read, _) = parse_first(text).unwrap().unwrap();
        let read = read.as_str().unwrap();
        for (at, character) in read.char_indices() {
            let inside = Span::new(at, at + character.len_utf8());
            let span = inside_string(text, value, inside);
            let quoted = format!("\"{}\"", &text[span.start..span.end]);
            let (again, _) = parse_first(&quoted).unwrap().unwrap();
            assert_eq!(again.as_str(), Some(character.to_string().as_str()));
        }
        let end = inside_string(text, value, Span::new(read.len(), read.len() + 9));
        assert_eq!(end, Span::new(value.end - 1, value.end - 1));
    }

    #[test]
    fn a_path_that_is_not_there_is_none() {
        let paths = [NodePath::root().child(0), NodePath::root().child(5)];
        let found = locate(r#"{"a": 1}"#, &paths);
        assert_eq!(found[0].unwrap().key, Some(Span::new(1, 4)));
        assert_eq!(found[1], None);
    }
}
