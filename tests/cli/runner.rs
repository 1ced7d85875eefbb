//! The oracles of output safety: how a CI runner reads a log, and which characters may never
//! reach a terminal raw.

use std::collections::BTreeMap;

use speakhook::render::Format;

/// Whether a GitHub Actions or Azure Pipelines runner takes this line for a command: it trims
/// blanks before `::`, and finds `##[` and `##vso[` anywhere.
pub(crate) fn is_command(line: &str) -> bool {
    line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
}

/// Characters that drive a terminal, reorder a line or hide themselves.
pub(crate) fn is_forbidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The first line of `output` that a terminal or a runner would obey.
pub(crate) fn untamed(output: &str) -> Option<String> {
    output.split('\n').find_map(|line| {
        let forbidden = line.chars().find(|c| is_forbidden(*c));
        let raw = forbidden.map(|found| format!("raw {found:?} in {line:?}"));
        raw.or_else(|| is_command(line).then(|| format!("a command in {line:?}")))
    })
}

/// [`untamed`] for a report in `format`: the annotations that GitHub's is to have are no fault.
pub(crate) fn untamed_report(format: Format, output: &str) -> Option<String> {
    if format != Format::GitHub {
        return untamed(output);
    }
    match annotations(output) {
        Ok((text, _)) => untamed(&text),
        Err(fault) => Some(fault),
    }
}

/// A command as the runner understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) data: String,
}

/// Reads a line as the runner does: the name up to the first blank, properties apart at commas
/// and their first `=`, everything behind the next `::` as data.
pub(crate) fn command(line: &str) -> Option<Command> {
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let properties = properties.trim().split(',').filter(|part| !part.is_empty());
    let pairs = properties.filter_map(|part| part.split_once('='));
    let read = |(key, value): (&str, &str)| {
        let value = value.replace("%3A", ":").replace("%2C", ",");
        (key.to_ascii_lowercase(), unescaped(&value))
    };
    Some(Command {
        name: name.to_owned(),
        properties: pairs.map(read).collect(),
        data: unescaped(data),
    })
}

fn unescaped(text: &str) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n");
    text.replace("%25", "%")
}

/// The text of GitHub's report and its annotations; a fault if a line is a command and no
/// annotation, or has a raw character, or if text follows the annotations.
pub(crate) fn annotations(output: &str) -> Result<(String, Vec<Command>), String> {
    let first = output.lines().position(is_command);
    let first = first.unwrap_or(output.lines().count());
    let text: String = output
        .lines()
        .take(first)
        .map(|l| format!("{l}\n"))
        .collect();
    let read = |line: &str| {
        let known = ["file", "line", "endline", "col", "endcolumn", "title"];
        let raw = line.chars().any(is_forbidden) || line.contains("##");
        command(line)
            .filter(|found| ["error", "warning", "notice"].contains(&&*found.name))
            .filter(|found| found.properties.keys().all(|key| known.contains(&&**key)))
            .filter(|_| !raw && line.starts_with("::"))
            .ok_or_else(|| format!("no annotation: {line:?}"))
    };
    let found: Result<Vec<Command>, String> = output.lines().skip(first).map(read).collect();
    Ok((text, found?))
}

/// Fails if a terminal or a runner would obey any of `output`.
pub(crate) fn assert_tame(output: &str, what: &str) {
    let found = untamed(output);
    assert!(found.is_none(), "{what}: {}", found.unwrap_or_default());
}

/// Fails with the first few of the faults that a table of cases has shown.
pub(crate) fn assert_none(faults: &[String]) {
    let few = faults[..faults.len().min(8)].join("\n");
    assert!(faults.is_empty(), "{} faults:\n{few}", faults.len());
}

#[test]
fn the_oracle_knows_a_command_when_it_sees_one() {
    for line in [
        "::error::x",
        "  ::stop-commands::y",
        "a ##[error]x",
        "1 | ##vso[task.x]",
    ] {
        assert!(is_command(line), "{line}");
    }
    for line in ["a ::error::x", "1 │ ::error::x", "# [x]", "./::error::x"] {
        assert!(!is_command(line), "{line}");
    }
}

#[test]
fn the_oracle_reads_annotations_as_the_runner_does() {
    let read = command("::error file=a%2Cb%3A%25.json,line=3,title=x::50 %25 of%0A::all").unwrap();
    assert_eq!(read.properties["file"], "a,b:%.json");
    assert_eq!(read.properties["line"], "3");
    assert_eq!((&*read.name, &*read.data), ("error", "50 % of\n::all"));
    for output in [
        "::set-env name=a::b",
        "::error::x\ntext",
        "::error evil=1::x",
        " ::error::x",
        "::error::a ##[group]",
        "::error::\u{1b}[2J",
    ] {
        assert!(annotations(output).is_err(), "{output}");
    }
    assert_eq!(annotations("a\n::notice::x\n").unwrap().0, "a\n");
}
