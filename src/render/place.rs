//! Where a finding is, for other programs: the path of a file as they write it, relative to the
//! folder of the run, and as the URI that some of them want. Both use forward slashes everywhere.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::source::Document;

use super::Setup;

/// What a path may have in a URI as it is: letters, digits and these.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Names files. One outside the folder keeps the name that the user gave it.
pub(super) struct Places {
    folder: Option<PathBuf>,
}

impl Places {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            folder: setup.folder.clone(),
        }
    }

    /// The path of a document's file, with U+FFFD for what is not UTF-8; of standard input
    /// without a name, what reports call it.
    pub(super) fn path_of(&self, document: &Document<'_>) -> String {
        match document.file {
            Some(file) => self.path(file),
            None => document.name.to_owned(),
        }
    }

    /// The path of a file, with U+FFFD for what is not UTF-8.
    pub(super) fn path(&self, file: &Path) -> String {
        String::from_utf8_lossy(&self.bytes(file)).into_owned()
    }

    /// A reference to a file: relative, or `file:///…` for a path from the root that does not
    /// lead below the folder. `None` for a file without a name.
    pub(super) fn uri(&self, file: &Path) -> Option<String> {
        let bytes = self.bytes(file);
        let path = percent_encode(&bytes, ENCODED);
        let scheme = match bytes.first()? {
            b'/' => "file://",
            _ if file.is_absolute() && self.is_outside(file) => "file:///",
            _ => "",
        };
        Some(format!("{scheme}{path}"))
    }

    /// What stands for a document's file where two files must never be taken for one.
    pub(super) fn key(&self, document: &Document<'_>) -> String {
        let uri = document.file.and_then(|file| self.uri(file));
        uri.unwrap_or_else(|| document.name.to_owned())
    }

    fn is_outside(&self, file: &Path) -> bool {
        let folder = self.folder.as_ref();
        folder.is_none_or(|folder| file.strip_prefix(folder).is_err())
    }

    /// The bytes of the path, as the system gave them.
    fn bytes(&self, file: &Path) -> Vec<u8> {
        let below = self
            .folder
            .as_ref()
            .and_then(|folder| file.strip_prefix(folder).ok());
        let plain: PathBuf = below
            .unwrap_or(file)
            .components()
            .filter(|part| *part != Component::CurDir)
            .collect();
        let mut bytes = plain.into_os_string().into_encoded_bytes();
        if MAIN_SEPARATOR != '/' {
            for byte in &mut bytes {
                if char::from(*byte) == MAIN_SEPARATOR {
                    *byte = b'/';
                }
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places {
            folder: Some(PathBuf::from("/home/ci/repo")),
        }
    }

    fn uri(path: &str) -> Option<String> {
        places().uri(Path::new(path))
    }

    #[test]
    fn a_file_below_the_folder_is_named_from_there() {
        for path in [
            "a/b.json",
            "./a/b.json",
            "/home/ci/repo/a/b.json",
            "a//b.json",
        ] {
            assert_eq!(places().path(Path::new(path)), "a/b.json");
            assert_eq!(uri(path).as_deref(), Some("a/b.json"));
        }
    }

    #[test]
    fn a_file_elsewhere_keeps_its_name() {
        assert_eq!(places().path(Path::new("/other/a.json")), "/other/a.json");
        assert_eq!(
            uri("/other/a.json").as_deref(),
            Some("file:///other/a.json")
        );
        assert_eq!(uri("../a.json").as_deref(), Some("../a.json"));
        assert_eq!(uri(""), None);
    }

    #[test]
    fn a_uri_has_no_character_that_means_something() {
        assert_eq!(
            uri("c:/é %#?&\n::.json").as_deref(),
            Some("c%3A/%C3%A9%20%25%23%3F%26%0A%3A%3A.json")
        );
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf_8_survive_in_a_uri() {
        use std::os::unix::ffi::OsStrExt as _;
        let file = Path::new(std::ffi::OsStr::from_bytes(b"a\xff.json"));
        assert_eq!(places().uri(file).as_deref(), Some("a%FF.json"));
        assert_eq!(places().path(file), "a\u{fffd}.json");
    }
}
