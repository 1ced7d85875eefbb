//! The cases of one file, written one by one into memory until their number is known.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use crate::text::thousands;

use super::xml::{text, visible};

/// The suite of a file.
pub(in crate::render) struct Suite {
    pub(in crate::render) name: String,
    shown: String,
    /// Whether it is called by a file.
    is_file: bool,
    cases: Vec<u8>,
    most: usize,
    counts: Counts,
    beyond: Counts,
    number: usize,
}

#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn add(&mut self, case: &Case) {
        let one = |is_one| usize::from(is_one);
        self.tests = self.tests.saturating_add(1);
        self.failures = self.failures.saturating_add(one(case.failure.is_some()));
        self.errors = self.errors.saturating_add(one(case.error.is_some()));
        self.skipped = self.skipped.saturating_add(one(case.skipped.is_some()));
    }
}

/// What became of one payload.
#[derive(Default)]
pub(in crate::render) struct Case {
    pub(in crate::render) name: String,
    /// What services group the case under; the suite unless it is set.
    pub(in crate::render) class: Option<&'static str>,
    pub(in crate::render) failure: Option<Failure>,
    /// Why there is no payload to judge.
    pub(in crate::render) error: Option<String>,
    /// Why there is no verdict.
    pub(in crate::render) skipped: Option<String>,
    /// The file, where the suite is none.
    pub(in crate::render) file: Option<String>,
    /// How long it took, in seconds.
    pub(in crate::render) time: Option<f64>,
    /// What was found and does not fail.
    pub(in crate::render) output: String,
}

/// What makes a payload fail.
pub(in crate::render) struct Failure {
    /// The first finding.
    pub(in crate::render) message: String,
    /// Its rule.
    pub(in crate::render) kind: String,
    /// All findings that fail, one a line.
    pub(in crate::render) text: String,
}

impl Suite {
    /// A suite that keeps `most` bytes of cases.
    pub(in crate::render) fn new(name: &str, most: usize) -> Self {
        Self {
            name: name.to_owned(),
            number: 0,
            shown: visible(name),
            is_file: true,
            cases: Vec::new(),
            most,
            counts: Counts::default(),
            beyond: Counts::default(),
        }
    }

    /// A suite that is not about a file.
    pub(in crate::render) fn without_file(name: &str, most: usize) -> Self {
        Self {
            is_file: false,
            ..Self::new(name, most)
        }
    }

    /// The number of the next case.
    pub(in crate::render) fn next_number(&mut self) -> usize {
        self.number = self.number.saturating_add(1);
        self.number
    }

    pub(in crate::render) fn add(&mut self, case: &Case) -> io::Result<()> {
        if self.cases.len() >= self.most {
            self.beyond.add(case);
            return Ok(());
        }
        self.counts.add(case);
        self.write_case(case)
    }

    fn write_case(&mut self, case: &Case) -> io::Result<()> {
        let mut writer = Writer::new(&mut self.cases);
        let name = visible(&case.name);
        let file = case.file.as_deref().map(visible);
        let time = case.time.map(|seconds| format!("{seconds:.3}"));
        let attributes = [
            ("classname", case.class.unwrap_or(&self.shown)),
            ("name", &*name),
        ];
        let own = self.is_file.then_some(&*self.shown);
        let file = file.as_deref().or(own).map(|file| ("file", file));
        let time = time.as_deref().map(|time| ("time", time));
        let element = writer
            .create_element("testcase")
            .with_attributes(attributes.into_iter().chain(file).chain(time));
        let is_bare = case.failure.is_none() && case.error.is_none() && case.skipped.is_none();
        if is_bare && case.output.is_empty() {
            element.write_empty()?;
        } else {
            element.write_inner_content(|writer| content(writer, case))?;
        }
        self.cases.push(b'\n');
        Ok(())
    }

    /// Writes the suite.
    pub(in crate::render) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.beyond.tests > 0 {
            let rest = self.rest();
            self.counts.add(&rest);
            self.write_case(&rest)?;
        }
        let mut writer = Writer::new(&mut *out);
        let mut start = BytesStart::new("testsuite").with_attributes([
            ("name", &*self.shown),
            ("tests", &self.counts.tests.to_string()),
            ("failures", &self.counts.failures.to_string()),
            ("errors", &self.counts.errors.to_string()),
        ]);
        if self.counts.skipped > 0 {
            start.push_attribute(("skipped", &*self.counts.skipped.to_string()));
        }
        writer.write_event(Event::Start(start))?;
        out.write_all(b"\n")?;
        out.write_all(&self.cases)?;
        Writer::new(&mut *out).write_event(Event::End(BytesEnd::new("testsuite")))?;
        out.write_all(b"\n")
    }

    /// One case for all that were only counted.
    fn rest(&self) -> Case {
        let beyond = &self.beyond;
        let failed = beyond.failures.saturating_add(beyond.errors);
        Case {
            name: format!("and {} more", thousands(beyond.tests)),
            failure: (failed > 0).then(|| Failure {
                message: format!("{} of them failed", thousands(failed)),
                kind: "speakhook".to_owned(),
                text: String::new(),
            }),
            ..Case::default()
        }
    }
}

fn content<W: Write>(writer: &mut Writer<W>, case: &Case) -> io::Result<()> {
    if let Some(failure) = &case.failure {
        let element = writer.create_element("failure").with_attributes([
            ("message", &*visible(&failure.message)),
            ("type", &*failure.kind),
        ]);
        element.write_text_content(text(&failure.text))?;
    }
    if let Some(error) = &case.error {
        let element = writer.create_element("error");
        let element = element.with_attributes([("message", &*visible(error))]);
        element.write_text_content(text(&visible(error)))?;
    }
    if let Some(skipped) = &case.skipped {
        let element = writer.create_element("skipped");
        let element = element.with_attributes([("message", &*visible(skipped))]);
        element.write_empty()?;
    }
    if !case.output.is_empty() {
        let element = writer.create_element("system-out");
        element.write_text_content(text(&case.output))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_beyond_the_limit_are_counted_and_fail_together() {
        let mut suite = Suite::new("a.jsonl", 100);
        for number in 1..=1234 {
            let failure = (number == 1000).then(|| Failure {
                message: String::new(),
                kind: String::new(),
                text: String::new(),
            });
            let name = number.to_string();
            suite
                .add(&Case {
                    name,
                    failure,
                    ..Case::default()
                })
                .unwrap();
        }
        let mut out = Vec::new();
        suite.write(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let head = r#"<testsuite name="a.jsonl" tests="3" failures="1" errors="0">"#;
        assert!(text.starts_with(head), "{text}");
        assert!(text.contains(r#"name="and 1,232 more""#), "{text}");
        assert!(text.contains("1 of them failed"), "{text}");
    }
}
