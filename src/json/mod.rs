//! JSON as text and as a tree: parsing, pointers, positions, and the words for what is
//! wrong with a text that is no JSON. Knows nothing about webhooks.

pub mod assign;
pub mod keys;
pub mod locate;
mod merge;
pub mod moment;
mod node;
pub mod parts;
pub mod personal;
pub mod pointer;
pub mod reprint;
mod scan;
mod skim;
pub mod syntax;
pub mod tape;
pub mod top;
pub mod tree;
mod unescape;
pub mod write;

pub use node::{Elements, Node};
pub use pointer::NodePath;
pub use scan::{MOST_VALUES, is_blank, trim, value_too_many};
pub use skim::{is_only_container, is_only_object};
pub use tree::{Number, Object, Value};
pub use unescape::unescape;
