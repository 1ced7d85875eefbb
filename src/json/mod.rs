//! JSON as text and as a tree: parsing, pointers, positions, and the words for what is
//! wrong with a text that is no JSON. Knows nothing about webhooks.

pub mod assign;
pub mod locate;
mod merge;
pub mod personal;
pub mod pointer;
mod scan;
pub mod syntax;
pub mod tree;
pub mod write;

pub use pointer::NodePath;
pub use scan::{is_blank, trim};
pub use tree::{Number, Object, Value};
