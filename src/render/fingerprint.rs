//! What makes a finding the same finding in the next run, so that a service can tell new from
//! known: rule, file, the JSON Pointer with `*` for element numbers, and which of those that have
//! all this in common it is. Never a line, which moves when anything above it does.

use std::collections::HashMap;

use uuid::Uuid;

use crate::diagnostic::Diagnostic;

/// The namespace of our fingerprints. Chosen once: another one would make every finding new.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_2c58_0b0e_4a43_9a6e_73b1_5d52_c0f7);

/// Gives the findings of a run their fingerprints; remembers 24 bytes for every distinct place.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<Uuid, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding, in the file with the key `file`.
    pub(super) fn next(&mut self, file: &str, diagnostic: &Diagnostic) -> Uuid {
        // Neither a rule nor the name of a file holds a NUL; a key may, and stands last.
        let place = [&*diagnostic.rule, file, &diagnostic.pattern].join("\0");
        let place = Uuid::new_v5(&NAMESPACE, place.as_bytes());
        let count = self.seen.entry(place).or_default();
        let ordinal = count.to_be_bytes();
        *count = count.saturating_add(1);
        Uuid::new_v5(&place, &ordinal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Position, Severity};
    use crate::source::{LineColumn, Span};

    fn diagnostic(rule: &'static str, pattern: &str, line: usize) -> Diagnostic {
        let place = LineColumn { line, column: line };
        Diagnostic {
            rule: rule.into(),
            severity: Severity::Error,
            fails: true,
            message: format!("on line {line}"),
            help: None,
            instance_path: format!("/{line}"),
            pattern: pattern.to_owned(),
            payload: 0,
            keyword: None,
            schema_path: None,
            position: Position {
                span: Span::new(0, 0),
                start: place,
                end: place,
                byte_columns: (1, 1),
            },
            related: None,
        }
    }

    fn of(findings: &[(&str, Diagnostic)]) -> Vec<Uuid> {
        let mut fingerprints = Fingerprints::default();
        let next = findings
            .iter()
            .map(|(file, diagnostic)| fingerprints.next(file, diagnostic));
        next.collect()
    }

    fn findings(line: usize) -> Vec<(&'static str, Diagnostic)> {
        vec![
            ("a.json", diagnostic("x", "/data/*/b", line)),
            ("a.json", diagnostic("x", "/data/*/b", line + 1)),
            ("a.json", diagnostic("y", "/data/*/b", line)),
            ("b.json", diagnostic("x", "/data/*/b", line)),
            ("a.json", diagnostic("x", "/data/*/c", line)),
        ]
    }

    #[test]
    fn they_are_unique_and_stay_when_lines_move() {
        let mut first = of(&findings(1));
        assert_eq!(first, of(&findings(700)));
        first.sort();
        first.dedup();
        assert_eq!(first.len(), 5);
    }

    #[test]
    fn they_are_the_same_in_every_version() {
        let first = of(&findings(1))[0].to_string();
        assert_eq!(first, "35f957d5-06ff-5e06-8719-23fa2d57a3ea");
    }
}
