//! Readers of the formats, each independent of the writer: what a report in a format says was
//! found. They fail on a report that is not exactly one well-formed document.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jsonschema::Validator;
use regex::Regex;
use serde_json::Value;
use speakhook::render::Format;

use crate::harness::project;
use crate::runner::{Command, annotations};

/// A finding, as far as every format tells it: severity, rule and line.
pub(crate) type Seen = (String, String, usize);

/// The findings in a report, in its order.
pub(crate) fn read(format: Format, report: &str) -> Vec<Seen> {
    // A new format needs a reader of its own here: one that shares nothing with what writes it.
    match format {
        Format::Text => text(report),
        Format::Concise => lines(report),
        Format::Json => json(report)["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(own)
            .collect(),
        Format::Jsonl => report.lines().map(|line| own(&json(line))).collect(),
        Format::Junit => junit(report),
        Format::Sarif => sarif(report),
        Format::GitHub => text(&annotations(report).unwrap().0),
        Format::GitLab => gitlab(report),
        Format::RdJson => rdjson(report),
        Format::Markdown => markdown(report),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value}"))
        .to_owned()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value}"))).unwrap()
}

fn own(object: &Value) -> Seen {
    (
        string(&object["severity"]),
        string(&object["rule"]),
        number(&object["line"]),
    )
}

/// Titles, each with the place below it.
fn text(report: &str) -> Vec<Seen> {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(error|warning|info)\[([^\]]+)\]: ").unwrap());
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^ *╭▸ .*?:(\d+):\d+(  /.*)?$").unwrap());
    let mut lines = report.lines();
    let mut seen = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(title) = TITLE.captures(line) {
            let below = lines.next().unwrap();
            let place = PLACE.captures(below).unwrap_or_else(|| panic!("{below}"));
            seen.push((
                title[1].to_owned(),
                title[2].to_owned(),
                place[1].parse().unwrap(),
            ));
        }
    }
    seen
}

/// `path:line:column: severity[rule] …`.
fn lines(report: &str) -> Vec<Seen> {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^.*?:(\d+):\d+: (error|warning|info)\[([^\]]+)\] ").unwrap());
    let read = |line| {
        let found = LINE.captures(line).unwrap_or_else(|| panic!("{line}"));
        (
            found[2].to_owned(),
            found[3].to_owned(),
            found[1].parse().unwrap(),
        )
    };
    report.lines().map(read).collect()
}

/// Texts of failures and outputs; the counts are those of the elements.
fn junit(report: &str) -> Vec<Seen> {
    let document = roxmltree::Document::parse(report).expect(report);
    let mut seen = Vec::new();
    for suite in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        assert_eq!(suite.tag_name().name(), "testsuite");
        let count = |tag| {
            suite
                .descendants()
                .filter(|child| child.has_tag_name(tag))
                .count()
        };
        for (attribute, tag) in [
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
        ] {
            assert_eq!(
                suite.attribute(attribute).unwrap(),
                count(tag).to_string(),
                "{report}"
            );
        }
        let mut names = BTreeSet::new();
        for case in suite.children().filter(roxmltree::Node::is_element) {
            let name = (case.attribute("classname"), case.attribute("name"));
            assert!(names.insert(name), "{name:?} twice");
            for part in ["failure", "system-out"] {
                let texts = case.children().filter(|child| child.has_tag_name(part));
                seen.extend(texts.flat_map(|text| lines(text.text().unwrap())));
            }
        }
    }
    seen
}

/// The validator of the official schema.
fn sarif_schema() -> &'static Validator {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let path = project("tests/fixtures/schemas/sarif-schema-2.1.0.json");
        let mut schema = json(&std::fs::read_to_string(path).unwrap());
        // A pattern with a bracket too many, for a property that we do not write.
        for kind in ["run", "toolComponent"] {
            let language = &mut schema["definitions"][kind]["properties"]["language"];
            language.as_object_mut().unwrap().remove("pattern");
        }
        let options = jsonschema::options().should_validate_formats(true);
        options.build(&schema).unwrap()
    });
    &SCHEMA
}

/// Results of a report that the official schema accepts.
fn sarif(report: &str) -> Vec<Seen> {
    let report = json(report);
    let errors: Vec<String> = sarif_schema()
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0]);
    let run = &report["runs"][0];
    let rules = &run["tool"]["driver"]["rules"];
    let mut prints = BTreeSet::new();
    let mut read = |result: &Value| {
        let index = number(&result["ruleIndex"]);
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(prints.insert(string(&result["partialFingerprints"]["speakhook/v1"])));
        let location = &result["locations"][0];
        let region = match location.get("physicalLocation") {
            Some(place) => {
                let uri = string(&place["artifactLocation"]["uri"]);
                assert!(uri.bytes().all(|b| b.is_ascii_graphic()) && !uri.starts_with('/'));
                &place["region"]
            }
            None => &result["properties"],
        };
        let level = string(&result["level"]).replace("note", "info");
        (
            level,
            string(&result["ruleId"]),
            number(&region["startLine"]),
        )
    };
    run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(&mut read)
        .collect()
}

/// Violations with a fingerprint of their own.
fn gitlab(report: &str) -> Vec<Seen> {
    let mut prints = BTreeSet::new();
    let mut read = |found: &Value| {
        assert!(prints.insert(string(&found["fingerprint"])));
        assert!(
            !string(&found["description"]).is_empty()
                && !string(&found["location"]["path"]).is_empty()
        );
        let severity = match &*string(&found["severity"]) {
            "major" => "error",
            "minor" => "warning",
            "info" => "info",
            other => panic!("{other}"),
        };
        let line = number(&found["location"]["lines"]["begin"]);
        (severity.to_owned(), string(&found["check_name"]), line)
    };
    json(report)
        .as_array()
        .unwrap()
        .iter()
        .map(&mut read)
        .collect()
}

/// Diagnostics with a code; the others are about inputs that could not be read.
fn rdjson(report: &str) -> Vec<Seen> {
    let report = json(report);
    assert_eq!(report["source"]["name"], "speakhook");
    let all = report["diagnostics"].as_array().unwrap().iter();
    let read = |found: &Value| {
        let start = &found["location"]["range"]["start"];
        assert!(number(&start["column"]) > 0);
        let severity = string(&found["severity"]).to_lowercase();
        (
            severity,
            string(&found["code"]["value"]),
            number(&start["line"]),
        )
    };
    all.filter(|found| found.get("code").is_some())
        .map(read)
        .collect()
}

/// Rows of four cells below the table's head.
fn markdown(report: &str) -> Vec<Seen> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        let cell = r"((?:[^|\\]|\\.)*)";
        let row = format!(r"^\| {cell} \| {cell} \| (?:[^|\\]|\\.)*?:(\d+):\d+ \| {cell} \|$");
        Regex::new(&row).unwrap()
    });
    assert!(report.starts_with("## speakhook: ") && report.len() < 1024 * 1024);
    let rows = report
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1);
    let read = |row| {
        let found = ROW.captures(row).unwrap_or_else(|| panic!("{row}"));
        (
            found[1].to_owned(),
            found[2]
                .replace("<code>", "")
                .replace("</code>", "")
                .replace('\\', ""),
            found[3].parse().unwrap(),
        )
    };
    rows.take_while(|row| row.starts_with('|'))
        .map(read)
        .collect()
}

/// What GitHub's annotations say, those about inputs and about what is left out apart.
pub(crate) fn annotated(report: &str) -> (Vec<Seen>, Vec<Command>) {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^line (\d+), column \d+: ").unwrap());
    let (found, others): (Vec<Command>, Vec<Command>) = annotations(report)
        .unwrap()
        .1
        .into_iter()
        .partition(|found| !["unreadable", "speakhook"].contains(&&*found.properties["title"]));
    let seen = found.into_iter().map(|found| {
        let line = match found.properties.get("line") {
            Some(line) => line.clone(),
            None => LINE.captures(&found.data).unwrap()[1].to_owned(),
        };
        let severity = found.name.replace("notice", "info");
        (
            severity,
            found.properties["title"].clone(),
            line.parse().unwrap(),
        )
    });
    (seen.collect(), others)
}
