//! `[[ignore]]`: findings that the project has looked at and accepts, each with its reason.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::diagnostic::Finding;
use crate::json::Value;
use crate::policy::covers;
use crate::source::Document;
use crate::text::{DEEPEST_BRACES, has_deep_braces};

use super::glob::PointerGlob;
use super::place;

/// One `[[ignore]]`: a finding has to match all that is there.
#[derive(Debug, Clone, Default)]
pub struct Exception {
    /// The rule's id, or a group.
    pub rule: Option<String>,
    /// The paths, as [`compile_path`] has read them.
    pub paths: Option<Vec<Glob>>,
    /// The pointers.
    pub pointer: Option<PointerGlob>,
    /// The line of the configuration that it begins in.
    pub line: usize,
}

/// The globs for `path` of an exception: the path itself, and what is below it if it is a folder.
///
/// # Errors
/// What is wrong with the glob, in a few words.
pub fn compile_path(path: &str) -> Result<Vec<Glob>, String> {
    let path = path.strip_prefix("./").unwrap_or(path);
    let path = path.trim_end_matches('/');
    // `.` is the folder itself, and everything in it.
    let path = if matches!(path, "" | ".") { "**" } else { path };
    if has_deep_braces(path) {
        return Err(format!(
            "its braces are nested deeper than {DEEPEST_BRACES}"
        ));
    }
    [path.to_owned(), format!("{path}/**")]
        .iter()
        .map(|glob| {
            let built = GlobBuilder::new(glob).literal_separator(true).build();
            built.map_err(|error| error.kind().to_string())
        })
        .collect()
}

/// Every `[[ignore]]` of a configuration, compiled once.
#[derive(Default)]
pub struct Exceptions {
    all: Vec<Exception>,
    folder: PathBuf,
    paths: GlobSet,
    /// For each glob of `paths`, the exception that it is of.
    owners: Vec<usize>,
    /// Those that may match in the document at hand.
    here: Vec<usize>,
    used: Vec<bool>,
}

impl Exceptions {
    /// Prepares exceptions whose paths are relative to `folder`.
    ///
    /// # Errors
    /// Globs that are too much to compile, taken together.
    pub fn new(all: Vec<Exception>, folder: PathBuf) -> Result<Self, String> {
        let mut paths = GlobSetBuilder::new();
        let mut owners = Vec::new();
        for (number, exception) in all.iter().enumerate() {
            for glob in exception.paths.iter().flatten() {
                paths.add(glob.clone());
                owners.push(number);
            }
        }
        Ok(Self {
            paths: paths
                .build()
                .map_err(|_| "the paths of `[[ignore]]` are too many to compile")?,
            used: vec![false; all.len()],
            here: Vec::new(),
            all,
            folder,
            owners,
        })
    }

    /// The lines of those that matched nothing.
    pub fn unused(&self) -> impl Iterator<Item = usize> {
        let unused = self.all.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.map(|(exception, _)| exception.line)
    }

    pub(super) fn turn_to(&mut self, document: &Document<'_>, here: Option<&Path>) {
        if self.all.is_empty() {
            return;
        }
        let mut matched = vec![false; self.all.len()];
        if !self.owners.is_empty() {
            let path = place::relative(document, here, &self.folder);
            for glob in self.paths.matches(path) {
                let owner = self.owners.get(glob);
                if let Some(matched) = owner.and_then(|owner| matched.get_mut(*owner)) {
                    *matched = true;
                }
            }
        }
        let numbered = self.all.iter().zip(matched).enumerate();
        self.here = numbered
            .filter(|(_, (exception, matched))| *matched || exception.paths.is_none())
            .map(|(number, _)| number)
            .collect();
    }

    /// Whether one of them matches, which then counts as used.
    pub(super) fn cover(&mut self, finding: &Finding, root: Option<&Value<'_>>) -> bool {
        let mut pointer = None;
        let found = self.here.iter().copied().find(|number| {
            let Some(exception) = self.all.get(*number) else {
                return false;
            };
            let rule = exception.rule.as_deref();
            rule.is_none_or(|rule| covers(rule, &finding.rule))
                && exception.pointer.as_ref().is_none_or(|glob| {
                    glob.matches(pointer.get_or_insert_with(|| place::pointer(finding, root)))
                })
        });
        if let Some(used) = found.and_then(|number| self.used.get_mut(number)) {
            *used = true;
        }
        found.is_some()
    }

    /// Whether one of them covers the rule wherever in the document it finds something.
    pub(super) fn cover_rule(&self, rule: &str) -> bool {
        let mut here = self.here.iter().filter_map(|number| self.all.get(*number));
        here.any(|exception| {
            let named = exception.rule.as_deref();
            exception.pointer.is_none() && named.is_none_or(|named| covers(named, rule))
        })
    }
}
