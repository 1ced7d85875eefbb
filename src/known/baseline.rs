//! The baseline: a file of the findings that a project lives with, so that only new ones count.
//! A finding is known by its rule, its file and its pointer without the numbers of elements;
//! lines, and values of payloads, are not in it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Finding;
use crate::json::{Value, write};
use crate::source::Document;
use crate::text::counted;

use super::place;

/// The version of the file's form.
const VERSION: u32 = 1;

/// Bytes of the largest baseline that is read.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Entries of the largest baseline that is written, which stays within [`LARGEST`].
const MOST_ENTRIES: usize = 40_000;

/// A rule and a pointer; how often they were found in one file.
type Counts = BTreeMap<(String, String), usize>;

#[derive(Deserialize)]
struct File {
    baseline_version: u32,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    pointer: String,
    rule: String,
    count: usize,
}

/// What an earlier run has written down.
pub struct Baseline {
    folder: PathBuf,
    files: BTreeMap<String, Counts>,
    /// The files of the baseline that this run has come to.
    seen: BTreeSet<String>,
    path: String,
}

impl Baseline {
    /// Reads a baseline whose paths are relative to `folder`.
    ///
    /// # Errors
    /// Why the text is none, as the end of a sentence.
    pub fn read(text: &str, folder: PathBuf) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            format!("is no baseline of speakhook: line {line}, column {column} is not as expected")
        })?;
        if file.baseline_version != VERSION {
            return Err(format!(
                "is of version {}, and this speakhook reads version {VERSION}; write it again",
                file.baseline_version
            ));
        }
        let mut files: BTreeMap<String, Counts> = BTreeMap::new();
        for line in file.findings {
            let counts = files.entry(line.path).or_default();
            let count = counts.entry((line.rule, line.pointer)).or_default();
            *count = count.saturating_add(line.count);
        }
        Ok(Self {
            folder,
            files,
            seen: BTreeSet::new(),
            path: String::new(),
        })
    }

    pub(super) fn turn_to(&mut self, document: &Document<'_>, here: Option<&Path>) {
        self.path = place::relative(document, here, &self.folder);
        if self.files.contains_key(&self.path) {
            self.seen.insert(self.path.clone());
        }
    }

    /// Whether a finding of the document at hand is one of those that are known; each is known
    /// once.
    pub(super) fn takes(&mut self, finding: &Finding, root: Option<&Value<'_>>) -> bool {
        let Some(counts) = self.files.get_mut(&self.path) else {
            return false;
        };
        let key = (finding.rule.to_string(), place::pattern(finding, root));
        match counts.get_mut(&key) {
            Some(left) if *left > 0 => {
                *left = left.saturating_sub(1);
                true
            }
            _ => false,
        }
    }

    /// How many known findings this run did not meet in the files that it has read.
    #[must_use]
    pub fn gone(&self) -> usize {
        let seen = self.seen.iter().filter_map(|path| self.files.get(path));
        let left = seen.flat_map(Counts::values);
        left.fold(0, |sum, left| sum.saturating_add(*left))
    }
}

/// What this run writes down for the next.
pub struct Recorder {
    folder: PathBuf,
    files: BTreeMap<String, Counts>,
    entries: usize,
    /// Whether there was more than a baseline holds.
    overflowed: bool,
    path: String,
}

impl Recorder {
    /// A recorder for a file in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            files: BTreeMap::new(),
            entries: 0,
            overflowed: false,
            path: String::new(),
        }
    }

    pub(super) fn turn_to(&mut self, document: &Document<'_>, here: Option<&Path>) {
        self.path = place::relative(document, here, &self.folder);
    }

    /// Writes a finding down; whether there was room for it.
    pub(super) fn record(&mut self, finding: &Finding, root: Option<&Value<'_>>) -> bool {
        let has_room = self.entries < MOST_ENTRIES;
        let key = (finding.rule.to_string(), place::pattern(finding, root));
        let counts = match self.files.entry(self.path.clone()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) if has_room => entry.insert(Counts::new()),
            Entry::Vacant(_) => {
                self.overflowed = true;
                return false;
            }
        };
        match counts.entry(key) {
            Entry::Occupied(mut entry) => {
                *entry.get_mut() = entry.get().saturating_add(1);
                true
            }
            Entry::Vacant(entry) if has_room => {
                entry.insert(1);
                self.entries = self.entries.saturating_add(1);
                true
            }
            Entry::Vacant(_) => {
                self.overflowed = true;
                false
            }
        }
    }

    /// How many findings are written down; `Err` with a sentence if there were too many.
    ///
    /// # Errors
    /// More findings of different places than a baseline holds.
    pub fn total(&self) -> Result<usize, String> {
        if self.overflowed {
            let most = counted(MOST_ENTRIES, "place");
            return Err(format!(
                "the findings are at more than {most}, the most that a baseline holds; turn a rule off instead"
            ));
        }
        let all = self.files.values().flat_map(Counts::values);
        Ok(all.fold(0, |sum, count| sum.saturating_add(*count)))
    }

    /// Writes the file: one entry a line, sorted, so that two runs give the same bytes and a
    /// version control system shows what has changed.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\n  \"baseline_version\": {VERSION},")?;
        writeln!(out, "  \"tool\": \"speakhook\",")?;
        write!(out, "  \"findings\": [")?;
        let mut lead = "\n";
        for (path, counts) in &self.files {
            for ((rule, pointer), count) in counts {
                write!(out, "{lead}    ")?;
                lead = ",\n";
                let line = Line {
                    path: path.clone(),
                    pointer: pointer.clone(),
                    rule: rule.clone(),
                    count: *count,
                };
                write::compact(out, &line)?;
            }
        }
        let end = if lead == "\n" { "" } else { "\n  " };
        writeln!(out, "{end}]\n}}")
    }
}
