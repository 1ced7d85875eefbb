//! Where a node is in a tree: [`NodePath`] by the numbers of members and elements, which is
//! exact even between duplicate keys and sorts in document order, and its JSON Pointer.

use super::node::Node;
use super::tree::Value;
use crate::text::without_url_secrets;

/// The way from the root to a node: at each step the number of the member or element.
///
/// Paths compare in document order: a container before what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodePath(Vec<usize>);

impl NodePath {
    /// The root itself.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The path with these steps.
    #[must_use]
    pub fn from_steps(steps: &[usize]) -> Self {
        Self(steps.to_vec())
    }

    /// The path of the child with this number.
    #[must_use]
    pub fn child(&self, number: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(number);
        Self(steps)
    }

    /// The steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[usize] {
        &self.0
    }

    /// This path seen from `depth` steps further out, below `prefix`.
    #[must_use]
    pub fn below(&self, prefix: &NodePath) -> Self {
        Self(prefix.0.iter().chain(&self.0).copied().collect())
    }

    /// The node at this path.
    #[must_use]
    pub fn resolve<'t, 'a>(&self, root: &'t Value<'a>) -> Option<&'t Value<'a>> {
        self.0
            .iter()
            .try_fold(root, |node, number| child_of(node, *number))
    }

    /// The path of the member `key` of the object at this path; the last one of that name.
    #[must_use]
    pub fn member(&self, root: &Value<'_>, key: &str) -> Option<Self> {
        let number = self.resolve(root)?.as_object()?.position(key)?;
        Some(self.child(number))
    }

    /// The path that a JSON Pointer (RFC 6901) names in `root`.
    #[must_use]
    pub fn from_pointer(root: &Value<'_>, pointer: &str) -> Option<Self> {
        let mut path = Self::root();
        let mut node = root;
        for token in pointer.split('/').skip(1) {
            let number = match node {
                Value::Object(object) => object.position(&unescape(token))?,
                Value::Array(_) => token.parse().ok()?,
                _ => return None,
            };
            node = child_of(node, number)?;
            path.0.push(number);
        }
        Some(path)
    }

    /// The JSON Pointer of this path in `root`, without what makes an address in a key a secret; steps that `root` does not have are left out. A
    /// pointer longer than [`LONGEST_POINTER`] is cut and ends in `…`: thousands of findings below
    /// one key of a megabyte must not become gigabytes.
    #[must_use]
    pub fn to_pointer(&self, root: &Value<'_>) -> String {
        self.pointer_in(Node::Tree(root))
    }

    /// [`NodePath::to_pointer`] in what may be no tree.
    #[must_use]
    pub fn pointer_in(&self, root: Node<'_>) -> String {
        self.write_pointer(root, &|number| number.to_string())
    }

    /// [`NodePath::to_pointer`] with `*` for the numbers of elements.
    #[must_use]
    pub fn to_pattern(&self, root: &Value<'_>) -> String {
        self.pattern_in(Node::Tree(root))
    }

    /// [`NodePath::to_pattern`] in what may be no tree.
    #[must_use]
    pub fn pattern_in(&self, root: Node<'_>) -> String {
        self.write_pointer(root, &|_| "*".to_owned())
    }

    fn write_pointer(&self, root: Node<'_>, element: &dyn Fn(usize) -> String) -> String {
        let mut pointer = String::new();
        let mut node = root;
        for number in &self.0 {
            let Some((key, child)) = node.step(*number) else {
                break;
            };
            match key {
                Some(key) => push_token(&mut pointer, &without_url_secrets(key)),
                None => push_token(&mut pointer, &element(*number)),
            }
            node = child;
            if cut_pointer(&mut pointer) {
                break;
            }
        }
        pointer
    }
}

/// Bytes of the longest JSON Pointer that is reported; documented ones stay below 100.
pub const LONGEST_POINTER: usize = 1024;

/// Cuts a pointer that is longer than [`LONGEST_POINTER`], and says whether it was.
pub fn cut_pointer(pointer: &mut String) -> bool {
    if pointer.len() <= LONGEST_POINTER {
        return false;
    }
    pointer.truncate(pointer.floor_char_boundary(LONGEST_POINTER));
    pointer.push('…');
    // A key of a megabyte has left its room behind.
    pointer.shrink_to_fit();
    true
}

/// Appends one reference token to a JSON Pointer, escaped.
pub fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// A reference token that a person has written, without its escapes.
///
/// # Errors
/// A sentence, for a `~` that begins none.
pub fn read_token(token: &str) -> Result<String, String> {
    let mut tails = token.split('~').skip(1);
    if tails.any(|tail| !tail.starts_with(['0', '1'])) {
        return Err("in a JSON Pointer, `~` is written `~0` and `/` is written `~1`".to_owned());
    }
    Ok(unescape(token))
}

fn child_of<'t, 'a>(node: &'t Value<'a>, number: usize) -> Option<&'t Value<'a>> {
    match node {
        Value::Object(object) => object.members().get(number).map(|member| &member.value),
        Value::Array(elements) => elements.get(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse_first;
    use super::*;

    #[test]
    fn pointers_and_paths_are_two_names_of_one_node() {
        let (root, _) = parse_first(r#"{"a/b": [1, {"~": null}], "": 2}"#)
            .unwrap()
            .unwrap();
        for pointer in ["", "/a~1b", "/a~1b/1/~0", "/"] {
            let path = NodePath::from_pointer(&root, pointer).unwrap();
            assert_eq!(path.to_pointer(&root), pointer);
        }
        assert_eq!(NodePath::from_pointer(&root, "/absent"), None);
    }

    #[test]
    fn a_pointer_over_a_long_key_takes_little_room() {
        let text = format!(r#"{{"{}": {{"a": 1}}}}"#, "k".repeat(1_000_000));
        let (root, _) = parse_first(&text).unwrap().unwrap();
        let pointer = NodePath::root().child(0).child(0).to_pointer(&root);
        assert!(pointer.ends_with('…') && pointer.capacity() < 2 * LONGEST_POINTER);
    }

    #[test]
    fn a_container_sorts_before_what_it_holds() {
        let root = NodePath::root();
        assert!(root < root.child(0));
        assert!(root.child(0).child(7) < root.child(1));
        assert!(root.child(2) < root.child(10));
    }
}
