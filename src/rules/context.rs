//! What a rule may look at: one payload as a tree, and where it is. Never text, files,
//! clock or environment.

use crate::diagnostic::{Part, Place};
use crate::json::{NodePath, Value};

/// One payload under judgement.
pub struct Context<'t, 'a> {
    /// The payload: the whole body, or bare `data`.
    pub root: &'t Value<'a>,
    /// The `data` object and its path, where there is one.
    pub data: Option<(&'t Value<'a>, NodePath)>,
    /// Whether a key of the object at a path is documented there.
    pub is_documented: &'t dyn Fn(&NodePath, &str) -> bool,
}

impl<'t, 'a> Context<'t, 'a> {
    /// A payload whose `data` is at `data`.
    #[must_use]
    pub fn new(
        root: &'t Value<'a>,
        data: Option<NodePath>,
        is_documented: &'t dyn Fn(&NodePath, &str) -> bool,
    ) -> Self {
        let data = data.and_then(|path| path.resolve(root).map(|data| (data, path)));
        Self {
            root,
            data,
            is_documented,
        }
    }

    /// The place of the value of the member `key` of the object at `path`.
    #[must_use]
    pub fn member_value(&self, path: &NodePath, key: &str) -> Option<Place> {
        path.member(self.root, key)
            .map(|path| Place::Node(path, Part::Value))
    }
}
