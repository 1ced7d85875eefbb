//! Something that is read: a file, lines of one, or standard input.

use std::path::{Component, Path, PathBuf};

use super::{Framing, PathOptions};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input, under the name it is given.
    Stdin {
        /// The name in reports.
        name: String,
        /// Whether the user chose the name, which then stands for a file.
        is_named: bool,
        /// How its documents are told apart.
        framing: Framing,
        /// Whether envelopes are opened.
        unwrap: bool,
        /// Whether there may be nothing in it.
        may_be_empty: bool,
    },
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The name in reports: the path, with U+FFFD for what is not UTF-8.
        name: String,
        /// The folder that was searched for it, unless it was named itself.
        searched: Option<PathBuf>,
        /// The lines of it that are read, from 1 and in their order; none if all of it is.
        lines: Vec<usize>,
        /// How its documents are told apart.
        framing: Framing,
        /// Whether envelopes are opened.
        unwrap: bool,
        /// Whether there may be nothing in it.
        may_be_empty: bool,
    },
}

impl Source {
    pub(super) fn file(path: PathBuf, options: &PathOptions) -> Self {
        let name = path.to_string_lossy().into_owned();
        Self::File {
            path,
            name,
            searched: None,
            lines: Vec::new(),
            framing: options.framing,
            unwrap: !options.no_unwrap,
            may_be_empty: options.allow_empty,
        }
    }

    pub(super) fn line(path: PathBuf, line: usize, options: &PathOptions) -> Self {
        let mut source = Self::file(path, options);
        if let Self::File { lines, .. } = &mut source {
            lines.push(line);
        }
        source
    }

    pub(super) fn unwraps(&self) -> bool {
        match self {
            Self::Stdin { unwrap, .. } | Self::File { unwrap, .. } => *unwrap,
        }
    }

    /// The lines that are read, from 1 and in their order; none if all of it is.
    pub(super) fn lines(&self) -> &[usize] {
        match self {
            Self::Stdin { .. } => &[],
            Self::File { lines, .. } => lines,
        }
    }

    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Self::Stdin { may_be_empty, .. } | Self::File { may_be_empty, .. } => *may_be_empty,
        }
    }

    pub(super) fn framing(&self) -> Framing {
        match self {
            Self::Stdin { framing, .. } | Self::File { framing, .. } => *framing,
        }
    }

    /// The name in reports.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Stdin { name, .. } | Self::File { name, .. } => name,
        }
    }

    /// The folder that was searched for the file, unless the user named the file itself.
    #[must_use]
    pub fn searched(&self) -> Option<&Path> {
        match self {
            Self::Stdin { .. } => None,
            Self::File { searched, .. } => searched.as_deref(),
        }
    }

    /// The path from the folder that was searched to the file; its name alone if it was named itself.
    #[must_use]
    pub fn place_below(&self) -> Option<&Path> {
        let path = self.path()?;
        let Some(searched) = self.searched() else {
            return path.file_name().map(Path::new);
        };
        let below = path.strip_prefix(searched).ok()?;
        let mut parts = below.components();
        parts
            .all(|part| matches!(part, Component::Normal(_)))
            .then_some(below)
    }

    /// The bytes of the regular file that this is; `None` if it is none, or may be none.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        let Self::File { path, .. } = self else {
            return None;
        };
        let about = path.metadata().ok()?;
        about.is_file().then_some(about.len())
    }

    /// The file that the text is of; `None` for standard input that the user gave no name.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin { name, is_named, .. } => is_named.then_some(Path::new(name)),
            Self::File { path, .. } => Some(path),
        }
    }
}
