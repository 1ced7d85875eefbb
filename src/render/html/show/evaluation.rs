//! How a test went. There are three answers; none of them is a shade of another.

use crate::render::html::payload_text::line;
use crate::view::{self, OutcomeName};

use super::summary::outcome_word;

/// The evaluation of a call.
pub(super) struct Evaluation {
    pub(super) is_test: bool,
    pub(super) badge: Badge,
    pub(super) reasons: Vec<String>,
    pub(super) fields: Vec<(&'static str, String)>,
}

/// A verdict: a word, a sign, and a colour.
pub(super) struct Badge {
    pub(super) word: &'static str,
    pub(super) sign: &'static str,
    pub(super) class: &'static str,
}

impl Badge {
    pub(super) fn of(outcome: OutcomeName) -> Self {
        let (sign, class) = match outcome {
            OutcomeName::Passed => ("✓", "pass"),
            OutcomeName::Failed => ("✗", "fail"),
            OutcomeName::NoResult => ("?", "open"),
        };
        Self {
            word: outcome_word(outcome),
            sign,
            class,
        }
    }
}

impl Evaluation {
    pub(super) fn new(evaluation: &view::Evaluation<'_>) -> Self {
        let fields = [
            ("Stopped because", evaluation.completion_reason),
            ("Status", evaluation.status),
            ("Test", evaluation.test_id),
            ("Run", evaluation.test_run_id),
        ];
        let fields = fields
            .into_iter()
            .filter_map(|(label, text)| Some((label, line(text?))));
        Self {
            is_test: evaluation.is_test,
            badge: Badge::of(evaluation.outcome),
            reasons: evaluation.reasons.iter().copied().map(line).collect(),
            fields: fields.collect(),
        }
    }
}
