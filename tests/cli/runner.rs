//! The oracles of output safety: how a CI runner reads a log, and which characters may never
//! reach a terminal raw.

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
