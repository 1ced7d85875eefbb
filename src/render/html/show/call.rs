//! The section of one call.

use askama::Template;

use super::evaluation::Evaluation;
use super::latency::Latency;
use super::remarks::Remarks;
use super::summary::Summary;
use super::targets::Targets;
use super::timeline::Picture;
use super::tools::Tools;
use super::transcript::{Kind, Transcript};
use crate::render::html::payload_text::line;
use crate::text::file_name;
use crate::view::CallView;

/// A call, as the template takes it.
#[derive(Template)]
#[template(path = "call.html")]
pub(super) struct Section {
    targets: Targets,
    source: String,
    /// Who was called or who took the call, as it stands above the section.
    name: Option<String>,
    has_history: bool,
    summary: Option<Summary>,
    timeline: Option<Picture>,
    transcript: Option<Transcript>,
    latency: Option<Latency>,
    tools: Option<Tools>,
    evaluation: Option<Evaluation>,
    remarks: Option<Remarks>,
}

impl Section {
    pub(super) fn new(view: &CallView<'_>, number: usize) -> Self {
        let targets = Targets::of(view, number);
        let summary = view.summary.as_ref();
        let problems = summary.and_then(|summary| summary.problems);
        let history = |wanted: bool| wanted && view.has_history;
        Self {
            source: format!("{}:{}", file_name(view.name), view.line),
            name: summary
                .and_then(|summary| summary.agent_name.or(summary.agent_id))
                .map(line)
                .filter(|name| !name.trim().is_empty()),
            has_history: view.has_history,
            summary: summary.map(Summary::new),
            timeline: view
                .timeline
                .as_ref()
                .filter(|_| history(true))
                .map(|timeline| Picture::new(timeline, &targets)),
            transcript: view
                .transcript
                .as_ref()
                .map(|transcript| Transcript::new(transcript, &targets)),
            latency: view
                .latency
                .as_ref()
                .map(|latency| Latency::new(latency, view.waterfall.as_ref(), &targets)),
            tools: view.tools.as_ref().map(|tools| Tools::new(tools, &targets)),
            evaluation: view.evaluation.as_ref().map(Evaluation::new),
            remarks: view
                .remarks
                .map(|remarks| Remarks::new(remarks, problems, &targets)),
            targets,
        }
    }
}
