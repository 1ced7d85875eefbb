//! JUnit XML, as Jenkins, GitLab and their kin read it: a suite a file, a case a payload, one
//! failure with all findings that fail, and the others in the case's output.
//!
//! A suite begins with its counts, so the cases of one file are held until it ends: about 80 bytes
//! for a clean payload. Beyond [`MOST`] bytes they are only counted, and the last case says so.

pub(super) mod suite;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::report::{Counts, DocumentReport, Summary};
use crate::source::LineColumn;
use crate::text::file_name;

use super::place::Places;
use super::theme::Theme;
use super::{Renderer, Setup, concise, told};
use suite::{Case, Failure, Suite};

/// Bytes of cases of one file, before the rest is only counted.
pub(super) const MOST: usize = 64 * 1024 * 1024;

/// What services group the payloads under; a path would be cut at its last dot.
const CLASS: Option<&str> = Some("speakhook.validate");

pub(super) const HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"speakhook\">\n";

pub(super) const TAIL: &str = "</testsuites>\n";

/// What became of a question that is no payload.
pub(super) enum Outcome<'o> {
    /// Yes.
    Passed,
    /// No, as a sentence says that is safe to print.
    Failed(&'o str),
    /// Nobody knows, as a sentence says.
    Unanswered(&'o str),
    /// It was not asked, as a sentence says.
    Skipped(&'o str),
}

/// Writes a document of one suite, with these cases.
pub(super) fn one_suite<'o>(
    name: &str,
    cases: impl Iterator<Item = (&'o str, Outcome<'o>)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut suite = Suite::without_file(name, MOST);
    for (name, outcome) in cases {
        let mut case = Case {
            name: xml::visible(name),
            ..Case::default()
        };
        match outcome {
            Outcome::Passed => {}
            Outcome::Unanswered(sentence) => case.error = Some(sentence.to_owned()),
            Outcome::Skipped(sentence) => case.skipped = Some(sentence.to_owned()),
            Outcome::Failed(sentence) => {
                case.failure = Some(Failure {
                    message: sentence.to_owned(),
                    kind: "budget".to_owned(),
                    text: format!("{sentence}\n"),
                });
            }
        }
        suite.add(&case)?;
    }
    out.write_all(HEAD.as_bytes())?;
    suite.write(out)?;
    out.write_all(b"</testsuites>\n")
}

/// The report.
pub(super) struct Junit {
    places: Places,
    suite: Option<Suite>,
    has_begun: bool,
}

impl Junit {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            places: Places::new(setup),
            suite: None,
            has_begun: false,
        }
    }

    /// The suite called `name`; the one before it is written.
    fn suite(&mut self, name: &str, out: &mut dyn Write) -> io::Result<&mut Suite> {
        if self.suite.as_ref().is_none_or(|suite| suite.name != name) {
            self.write_suite(out)?;
            self.suite = None;
        }
        Ok(self.suite.get_or_insert_with(|| Suite::new(name, MOST)))
    }

    fn write_suite(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_begun {
            self.has_begun = true;
            out.write_all(HEAD.as_bytes())?;
        }
        match self.suite.take() {
            Some(suite) => suite.write(out),
            None => Ok(()),
        }
    }
}

impl Renderer for Junit {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self.places.path_of(report.document);
        let suite = self.suite(&path, out)?;
        let mut found = by_payload(shown);
        let LineColumn { line, column } = report.document.start;
        for payload in 0..report.payloads {
            let mut name = format!("{path}:{line}:{column}");
            if report.payloads > 1 {
                name.push_str(&format!(", element {payload}"));
            }
            let found = found.remove(&payload).unwrap_or_default();
            let has_failed = report.failed.contains(&payload);
            suite.add(&case(name, &path, &found, has_failed))?;
        }
        Ok(())
    }

    fn unreadable(&mut self, error: &Error, out: &mut dyn Write) -> io::Result<()> {
        let path = error.path().map(|name| self.places.path(Path::new(name)));
        let path = path.unwrap_or_else(|| "speakhook".to_owned());
        let suite = self.suite(&path, out)?;
        suite.add(&Case {
            name: path,
            class: CLASS,
            error: Some(error.to_string()),
            ..Case::default()
        })
    }

    fn finish(&mut self, _: &Summary, _: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.write_suite(out)?;
        out.write_all(TAIL.as_bytes())
    }
}

fn by_payload<'d>(shown: &[&'d Diagnostic]) -> BTreeMap<usize, Vec<&'d Diagnostic>> {
    let mut found: BTreeMap<usize, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in shown {
        found
            .entry(diagnostic.payload)
            .or_default()
            .push(diagnostic);
    }
    found
}

fn case(name: String, path: &str, found: &[&Diagnostic], has_failed: bool) -> Case {
    let path = file_name(path);
    let lines = |fails: bool| {
        let wanted = found.iter().filter(|found| found.fails == fails);
        let lines: String = wanted
            .map(|found| concise::line(Theme::plain(), &path, found) + "\n")
            .collect();
        lines
    };
    let mut failing = found.iter().filter(|found| found.fails);
    let failure = failing.next().map(|first| Failure {
        message: match failing.count() {
            0 => told(first),
            more => format!("{} (and {more} more)", told(first)),
        },
        kind: first.rule.to_string(),
        text: lines(true),
    });
    let unlisted = has_failed.then(|| Failure {
        message: "what fails is not listed".to_owned(),
        kind: "speakhook".to_owned(),
        text: String::new(),
    });
    Case {
        name,
        class: CLASS,
        failure: failure.or(unlisted),
        output: lines(false),
        ..Case::default()
    }
}
