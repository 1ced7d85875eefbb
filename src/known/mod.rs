//! Findings that are no news: what `[[ignore]]` of the configuration names, and what a baseline
//! has written down. Asked between the judge and the count.

pub mod baseline;
mod glob;
mod ignored;
mod place;

use std::path::PathBuf;

use crate::diagnostic::Finding;
use crate::json::Value;
use crate::source::Document;

use baseline::{Baseline, Recorder};

pub use glob::PointerGlob;
pub use ignored::{Exception, Exceptions, compile_path};

/// What a finding is to somebody who has seen the project before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Nothing is known of it.
    New,
    /// The configuration ignores it.
    Ignored,
    /// The baseline has it.
    Known,
}

/// All that is known before a run, and what the run writes down for the next.
#[derive(Default)]
pub struct Known {
    /// What the configuration ignores.
    pub exceptions: Exceptions,
    /// What an earlier run has found.
    pub baseline: Option<Baseline>,
    /// What this run writes down; everything in it counts as known.
    pub recorder: Option<Recorder>,
    /// The folder that relative names of documents start from.
    pub here: Option<PathBuf>,
}

impl Known {
    /// Turns to a document, whose findings are asked about next.
    pub fn turn_to(&mut self, document: &Document<'_>) {
        let here = self.here.as_deref();
        self.exceptions.turn_to(document, here);
        if let Some(baseline) = &mut self.baseline {
            baseline.turn_to(document, here);
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.turn_to(document, here);
        }
    }

    /// Whether a finding of the document at hand, whose tree is `root`, is news.
    pub fn news(&mut self, finding: &Finding, root: Option<&Value<'_>>) -> News {
        if self.exceptions.cover(finding, root) {
            return News::Ignored;
        }
        let recorded = self.recorder.as_mut().map(|to| to.record(finding, root));
        let known = self.baseline.as_mut().map(|of| of.takes(finding, root));
        if recorded.or(known).unwrap_or(false) {
            News::Known
        } else {
            News::New
        }
    }

    /// Whether findings of `rule` beyond those that were kept are news. Nothing is left of their
    /// places, so only what ignores the rule everywhere in the document covers them.
    #[must_use]
    pub fn news_of_rule(&self, rule: &str) -> News {
        if self.exceptions.cover_rule(rule) {
            News::Ignored
        } else {
            News::New
        }
    }
}
