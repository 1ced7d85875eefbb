//! What a document may have no more of. Bytes alone bound nothing: an item takes the memory of its fields, whether it
//! fills them or is a `0`.

use super::recognise;
use crate::json::locate::locate;
use crate::json::syntax::Fault;
use crate::json::{MOST_VALUES, Node, NodePath, Value, value_too_many};
use crate::payload::{MOST_ITEMS, too_many_items};
use crate::source::Span;
use crate::text::{counted, thousands};

/// Payloads of one array that are read: what each of them costs does not depend on how little it says.
const MOST_PAYLOADS: usize = 250_000;

/// Whether a text has more values than is read, and where, before anything is made of them.
pub(super) fn too_many_values(text: &str) -> Option<Fault> {
    let span = value_too_many(text)?;
    let most = thousands(MOST_VALUES);
    Some(Fault {
        span,
        message: format!("here are more values than the {most} that are read of a document"),
        help: Some("write a payload a line: of lines there may be any number".to_owned()),
        related: None,
        pointer: String::new(),
    })
}

/// What a document has more of than is read.
pub(super) fn too_many(text: &str, root: &Value<'_>) -> Option<Fault> {
    // Nothing shorter can have so much.
    if text.len() < MOST_ITEMS {
        return None;
    }
    let refused = |path: NodePath, what: &str, count, most, help: &str| {
        let pointer = path.to_pointer(root);
        let found = locate(text, &[path]).into_iter().flatten().next();
        let (count, most) = (counted(count, what), thousands(most));
        Some(Fault {
            span: found.map_or(Span::new(0, 0), |found| found.value),
            message: format!("{count} are more than the {most} that are read"),
            help: Some(help.to_owned()),
            related: None,
            pointer,
        })
    };
    if let Value::Array(payloads) = root
        && payloads.len() > MOST_PAYLOADS
    {
        let help = "write a payload a line, without the array: of lines there may be any number";
        return refused(
            NodePath::root(),
            "payload",
            payloads.len(),
            MOST_PAYLOADS,
            help,
        );
    }
    let (path, items) = recognise(root).iter().find_map(|payload| {
        let value = payload.path().resolve(root)?;
        let items = too_many_items(Node::Tree(value))?;
        Some((payload.path(), items))
    })?;
    let data = path.member(root, "data").unwrap_or(path);
    let history = data.member(root, "history").unwrap_or(data);
    let help = "is it one call? An item every second fills a day";
    refused(history, "item", items, MOST_ITEMS, help)
}
