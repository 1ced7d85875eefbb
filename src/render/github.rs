//! The text report, then annotations for GitHub Actions: lines that the runner obeys and shows at
//! the place in the pull request. GitHub keeps ten of a level and step, so the first ten of each
//! are written, worst first, and the last one says how many more there are.

use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::report::{Counts, DocumentReport, Summary};
use crate::text::{Untrusted, counted};

use super::place::Places;
use super::text::Text;
use super::verdict::left_out;
use super::{Renderer, Setup};

/// Annotations of one level that GitHub shows of a step.
pub(super) const MOST: usize = 10;

/// The report and the annotations to come.
pub(super) struct GitHub {
    text: Text,
    places: Places,
    unreadable: Vec<String>,
    errors: Vec<String>,
    warnings: Vec<String>,
    notices: Vec<String>,
}

impl GitHub {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            text: Text::new(setup),
            places: Places::new(setup),
            unreadable: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            notices: Vec::new(),
        }
    }

    fn level(&mut self, severity: Severity) -> (&'static str, &mut Vec<String>) {
        match severity {
            Severity::Error => ("error", &mut self.errors),
            Severity::Warning => ("warning", &mut self.warnings),
            Severity::Info => ("notice", &mut self.notices),
        }
    }

    fn annotate(&mut self, file: Option<&str>, diagnostic: &Diagnostic) {
        let (level, kept) = self.level(diagnostic.severity);
        if kept.len() < MOST {
            kept.push(annotation(level, file, diagnostic));
        }
    }
}

/// Text of a command's data, as the runner reads it back.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text of a command's property, in which colons and commas mean something too.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn annotation(level: &str, file: Option<&str>, diagnostic: &Diagnostic) -> String {
    let (start, end) = (diagnostic.position.start, diagnostic.position.end);
    let mut properties = Vec::new();
    let mut message = String::new();
    match file {
        Some(file) => {
            properties.push(format!("file={}", property(file)));
            properties.push(format!("line={},endLine={}", start.line, end.line));
            // GitHub refuses columns of a range over several lines.
            if start.line == end.line {
                properties.push(format!("col={},endColumn={}", start.column, end.column));
            }
        }
        None => message = format!("line {}, column {}: ", start.line, start.column),
    }
    properties.push(format!("title={}", property(&diagnostic.rule)));
    message.push_str(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!("::{level} {}::{}", properties.join(","), data(&message))
}

impl Renderer for GitHub {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let file = report.document.file.map(|file| {
            let path = self.places.path(file);
            Untrusted::new(&path).inline().to_string()
        });
        // What the text does not list is annotated all the same.
        for diagnostic in &report.diagnostics {
            self.annotate(file.as_deref(), diagnostic);
        }
        self.text.document(report, shown, out)
    }

    fn unreadable(&mut self, error: &Error, _: &mut dyn Write) -> io::Result<()> {
        if self.unreadable.len() >= MOST {
            return Ok(());
        }
        let file = error.path().map(|name| {
            let path = self.places.path(Path::new(name));
            let shown = Untrusted::new(&path).inline().to_string();
            format!("file={},", property(&shown))
        });
        self.unreadable.push(format!(
            "::error {}title=unreadable::{}",
            file.unwrap_or_default(),
            data(&error.to_string())
        ));
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, shown: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.text.finish(summary, shown, out)?;
        self.unreadable.append(&mut self.errors);
        self.unreadable.truncate(MOST);
        let all = left_out(summary, 0).saturating_add(summary.unreadable);
        let listed = |this: &Self| {
            this.unreadable
                .len()
                .saturating_add(this.warnings.len())
                .saturating_add(this.notices.len())
        };
        if all > listed(self) {
            self.notices.truncate(MOST.saturating_sub(1));
            let more = all.saturating_sub(listed(self));
            let problems = counted(more, "more problem");
            self.notices.push(format!(
                "::notice title=speakhook::{problems} without an annotation: GitHub shows {MOST} of a level"
            ));
        }
        for line in [&self.unreadable, &self.warnings, &self.notices]
            .into_iter()
            .flatten()
        {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Position;
    use crate::render::theme::Theme;
    use crate::report::Counts;
    use crate::source::{LineColumn, Span};

    #[test]
    fn what_means_something_to_the_runner_is_escaped() {
        assert_eq!(data("50 %\r\n::a,b"), "50 %25%0D%0A::a,b");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }

    /// The lines of a run with so many warnings and notices, and the number of its errors.
    fn lines(errors: usize, warnings: usize, infos: usize) -> Vec<String> {
        let mut github = GitHub::new(&Setup {
            theme: Theme::plain(),
            closing: false,
            folder: None,
        });
        let counts = Counts {
            errors,
            warnings,
            infos,
        };
        for (severity, count) in [
            (Severity::Info, infos),
            (Severity::Warning, warnings),
            (Severity::Error, errors),
        ] {
            for number in 0..count {
                let (level, kept) = github.level(severity);
                if kept.len() < MOST {
                    kept.push(format!("::{level}::{number}"));
                }
            }
        }
        let summary = Summary {
            counts,
            ..Summary::default()
        };
        let mut out = Vec::new();
        github.finish(&summary, &counts, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_level_has_more_than_ten_and_the_last_line_tells_of_the_others() {
        assert_eq!(lines(0, 0, 0), [""; 0]);
        assert_eq!(lines(10, 10, 10).len(), 30);
        for (counts, length, more) in [
            ((11, 0, 0), 11, "1 more problem "),
            ((0, 0, 11), 10, "2 more problems "),
            ((2000, 3, 10), 23, "1,991 more problems "),
        ] {
            let lines = lines(counts.0, counts.1, counts.2);
            assert_eq!(lines.len(), length, "{lines:?}");
            assert!(lines[0].starts_with("::error") || counts.0 == 0);
            let notices = lines.iter().filter(|line| line.starts_with("::notice"));
            assert!(notices.count() <= MOST);
            let last = lines.last().unwrap();
            assert!(
                last.starts_with(&format!("::notice title=speakhook::{more}")),
                "{last}"
            );
        }
    }

    fn diagnostic(lines: (usize, usize), help: Option<&str>) -> Diagnostic {
        let at = |line, column| LineColumn { line, column };
        Diagnostic {
            rule: "a/b:c".into(),
            severity: Severity::Error,
            fails: true,
            message: "50 %\nof it".to_owned(),
            help: help.map(str::to_owned),
            instance_path: String::new(),
            pattern: String::new(),
            payload: 0,
            keyword: None,
            schema_path: None,
            position: Position {
                span: Span { start: 0, end: 0 },
                start: at(lines.0, 3),
                end: at(lines.1, 7),
                byte_columns: (3, 7),
            },
            related: None,
        }
    }

    #[test]
    fn an_annotation_is_at_the_place_or_says_it() {
        for (file, lines, help, line) in [
            (
                Some("a,b:c.json"),
                (2, 2),
                None,
                "::error file=a%2Cb%3Ac.json,line=2,endLine=2,col=3,endColumn=7,title=a/b%3Ac::50 %25%0Aof it",
            ),
            (
                Some("x"),
                (2, 4),
                None,
                "::error file=x,line=2,endLine=4,title=a/b%3Ac::50 %25%0Aof it",
            ),
            (
                None,
                (2, 4),
                Some("mend it"),
                "::error title=a/b%3Ac::line 2, column 3: 50 %25%0Aof it%0Ahelp: mend it",
            ),
        ] {
            assert_eq!(annotation("error", file, &diagnostic(lines, help)), line);
        }
    }

    #[test]
    fn of_sources_that_cannot_be_read_ten_are_annotated() {
        let mut github = GitHub::new(&Setup {
            theme: Theme::plain(),
            closing: false,
            folder: None,
        });
        let mut out = Vec::new();
        for number in 0..11 {
            let error = Error::NotWhole {
                name: format!("{number}:,\n%"),
            };
            github.unreadable(&error, &mut out).unwrap();
            github.annotate(None, &diagnostic((1, 1), None));
        }
        assert_eq!((github.unreadable.len(), github.errors.len()), (MOST, MOST));
        let first = &github.unreadable[0];
        assert!(
            first.starts_with("::error file=0%3A%2C\\n%25,title=unreadable::"),
            "{first}"
        );
        assert!(out.is_empty());
    }
}
