//! How the test went: the verdict, why, and why the conversation stopped.

use super::layout;
use crate::render::theme::{Style, Theme};
use crate::text::Untrusted;
use crate::view::{Evaluation, OutcomeName};

/// The lines of the evaluation view.
pub(super) fn lines(evaluation: &Evaluation<'_>, theme: &Theme) -> Vec<String> {
    if !evaluation.is_test {
        return vec![format!("  {}", theme.paint(Style::Dim, "no test given"))];
    }
    let (style, word) = verdict(evaluation.outcome);
    let mut lines = vec![format!("  {}", theme.paint(style, word))];
    let bullet = format!("  {} ", theme.symbol("•", "*"));
    for reason in &evaluation.reasons {
        lines.extend(layout::joined(
            &bullet,
            &layout::lines_of(*reason, 4, theme),
            4,
            theme,
        ));
    }
    let details = [
        ("stopped", evaluation.completion_reason),
        ("status", evaluation.status),
        ("test", evaluation.test_id),
        ("run", evaluation.test_run_id),
    ];
    let known = details
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)));
    for (place, (label, value)) in known.enumerate() {
        if place == 0 {
            lines.push(String::new());
        }
        lines.extend(detail(label, value, theme));
    }
    lines
}

fn detail(label: &str, value: Untrusted<'_>, theme: &Theme) -> Vec<String> {
    let first = format!("  {}", theme.paint(Style::Dim, &format!("{label:<9}")));
    let value = value.inline().to_string();
    layout::joined(&first, &layout::wrapped(&value, 11, theme), 11, theme)
}

/// The word for an outcome, and its colour.
pub(super) fn verdict(outcome: OutcomeName) -> (Style, &'static str) {
    match outcome {
        OutcomeName::Passed => (Style::Good, "PASSED"),
        OutcomeName::Failed => (Style::Error, "FAILED"),
        OutcomeName::NoResult => (Style::Warning, "no result"),
    }
}
