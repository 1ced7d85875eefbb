//! Names that stay when a project moves: a document's path relative to a folder, and a finding's
//! pointer without the numbers of elements.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Finding, Place};
use crate::json::Value;
use crate::source::Document;

/// The path of a document relative to `folder`, with `/` between its parts; the name alone of
/// standard input that was given none. `here` is where relative names start.
pub(super) fn relative(document: &Document<'_>, here: Option<&Path>, folder: &Path) -> String {
    let Some(file) = document.file else {
        return document.name.to_owned();
    };
    let file = plain(&here.map_or_else(|| file.to_owned(), |here| here.join(file)));
    let folder = plain(&here.map_or_else(|| folder.to_owned(), |here| here.join(folder)));
    let (mut file, mut folder) = (file.components().peekable(), folder.components().peekable());
    while let (Some(a), Some(b)) = (file.peek(), folder.peek())
        && a == b
    {
        file.next();
        folder.next();
    }
    let up = folder.map(|_| "..".to_owned());
    let parts = up.chain(file.map(|part| part.as_os_str().to_string_lossy().into_owned()));
    parts.collect::<Vec<_>>().join("/")
}

/// A path without `.` and `..`, as far as its text says.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            // Above the root is the root.
            Component::ParentDir if plain.has_root() => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The JSON Pointer of a finding; of text that is no JSON, how far it could be read.
pub(super) fn pointer(finding: &Finding, root: Option<&Value<'_>>) -> String {
    match (&finding.place, root) {
        (Place::Node(path, _), Some(root)) => path.to_pointer(root),
        _ => finding.pointer.clone().unwrap_or_default(),
    }
}

/// The pointer with `*` for the numbers of elements; empty for text that is no JSON.
pub(super) fn pattern(finding: &Finding, root: Option<&Value<'_>>) -> String {
    match (&finding.place, root) {
        (Place::Node(path, _), Some(root)) => path.to_pattern(root),
        _ => finding.pattern.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative_to(folder: &str, file: Option<&str>) -> String {
        let document = Document {
            name: "<stdin>",
            file: file.map(Path::new),
            ..Document::of_text("")
        };
        relative(&document, Some(Path::new("/p/sub")), Path::new(folder))
    }

    #[test]
    fn paths_are_seen_from_the_folder() {
        for (folder, file, expected) in [
            ("/p", "a.json", "sub/a.json"),
            ("/p", "../b/./a.json", "b/a.json"),
            ("/p/sub", "/p/b/a.json", "../b/a.json"),
            ("..", "x/a.json", "sub/x/a.json"),
            ("/q/r", "a.json", "../../p/sub/a.json"),
            ("/p", "../../../a.json", "../a.json"),
            ("/", "../../../../a.json", "a.json"),
        ] {
            assert_eq!(relative_to(folder, Some(file)), expected, "{folder} {file}");
        }
        assert_eq!(relative_to("/p", None), "<stdin>");
    }
}
