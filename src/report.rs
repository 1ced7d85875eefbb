//! From findings to diagnostics: applies the policy, counts, and finds the positions, but only
//! of what will be shown.

mod limit;
mod summary;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Finding, Part, Place, Position, Severity};
use crate::json::NodePath;
use crate::json::locate::{self, Located, locate};
use crate::json::personal::{Outline, personal_spans};
use crate::judge::Judged;
use crate::known::{Known, News};
use crate::policy::Policy;
use crate::redact::{Mask, union};
use crate::source::{Document, LineIndex, Span, Spot};

pub use limit::Limit;
pub use summary::{Counts, Summary};

/// One document's diagnostics, with what a renderer needs to show them.
pub struct DocumentReport<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// The payloads in it; a text that is no JSON counts as one.
    pub payloads: usize,
    /// The payloads of it that fail, by number, also where the finding that does it is not shown.
    pub failed: BTreeSet<usize>,
    /// Whether nothing was found that counts, shown or not.
    pub is_clean: bool,
    /// What is to be shown, in document order.
    pub diagnostics: Vec<Diagnostic>,
    lines: OnceCell<LineIndex<'a>>,
    shown: Shown,
    mask: Option<Arc<Mask>>,
    hidden: OnceCell<Vec<Span>>,
}

/// Which values an excerpt shows.
#[derive(Clone)]
pub enum Shown {
    /// All of them.
    All,
    /// Those that are known to be harmless; looked up when the first excerpt is drawn.
    Harmless(Arc<dyn Fn() -> Arc<Outline>>),
}

/// Turns judged documents into reports and keeps count.
pub struct Reporter {
    policy: Policy,
    limit: Limit,
    shown: Shown,
    mask: Option<Arc<Mask>>,
    /// What is no news.
    pub known: Known,
    /// What has been reported so far.
    pub summary: Summary,
}

impl Reporter {
    /// A reporter that finds the positions of at most `most` diagnostics of each severity.
    #[must_use]
    pub fn new(policy: Policy, known: Known, most: Option<usize>, shown: Shown) -> Self {
        Self {
            policy,
            limit: Limit::of(most),
            shown,
            mask: None,
            known,
            summary: Summary::default(),
        }
    }

    /// Hides in sentences, pointers and excerpts what `mask` finds, too.
    #[must_use]
    pub fn masked(self, mask: Option<Arc<Mask>>) -> Self {
        Self { mask, ..self }
    }

    /// Counts a judged document and reports it.
    pub fn document<'j>(&mut self, judged: &'j Judged<'j>) -> DocumentReport<'j> {
        let payloads = judged.payloads.len().max(1);
        self.summary.payloads = self.summary.payloads.saturating_add(payloads);
        let mut shown = Vec::new();
        let mut failed = BTreeSet::new();
        let before = self.summary.counts;
        self.known.turn_to(&judged.document);
        for finding in judged.findings.kept() {
            let Some(severity) = self.policy.severity(&finding.rule, finding.severity) else {
                continue;
            };
            let news = self.known.news(finding, judged.root.as_ref());
            if !self.is_new(news, 1) {
                continue;
            }
            if self.policy.fails(severity) {
                failed.insert(payload_of(judged, &finding.place));
            }
            if self.count(severity, 1) && self.limit.takes(severity) {
                shown.push((finding, severity));
            }
        }
        for (rule, own, count) in judged.findings.beyond() {
            let news = self.known.news_of_rule(rule);
            if let Some(severity) = self.policy.severity(rule, own)
                && self.is_new(news, count)
            {
                if self.policy.fails(severity) && failed.is_empty() {
                    // Whose it was is not known any more; what comes last is not kept.
                    failed.insert(payloads.saturating_sub(1));
                }
                self.count(severity, count);
            }
        }
        self.summary.failed |= !failed.is_empty();
        self.summary.failed_payloads = self.summary.failed_payloads.saturating_add(failed.len());
        DocumentReport {
            payloads,
            failed,
            is_clean: self.summary.counts == before,
            ..self.resolve(judged, &shown)
        }
    }

    /// Counts `count` findings that are no news; whether they are.
    fn is_new(&mut self, news: News, count: usize) -> bool {
        let counter = match news {
            News::New => return true,
            News::Ignored => &mut self.summary.ignored,
            News::Known => &mut self.summary.known,
        };
        *counter = counter.saturating_add(count);
        false
    }

    /// Counts `count` findings; whether they are to be shown.
    fn count(&mut self, severity: Severity, count: usize) -> bool {
        self.summary.counts.add(severity, count);
        let is_shown = severity >= self.policy.min_severity;
        if !is_shown {
            self.summary.hidden.add(severity, count);
        }
        is_shown
    }

    /// The report of what is shown, as if nothing else had been found.
    fn resolve<'j>(
        &self,
        judged: &'j Judged<'j>,
        shown: &[(&Finding, Severity)],
    ) -> DocumentReport<'j> {
        let mut report = DocumentReport {
            document: &judged.document,
            payloads: 0,
            failed: BTreeSet::new(),
            is_clean: true,
            diagnostics: Vec::new(),
            lines: OnceCell::new(),
            shown: self.shown.clone(),
            mask: self.mask.clone(),
            hidden: OnceCell::new(),
        };
        if shown.is_empty() {
            return report;
        }
        let mut lines = LineIndex::new(&judged.document);
        let places = Places::find(judged, shown, &mut lines);
        report.diagnostics = shown
            .iter()
            .map(|(finding, severity)| {
                let fails = self.policy.fails(*severity);
                let diagnostic = diagnostic(finding, (*severity, fails), judged, &places);
                match &self.mask {
                    Some(mask) => hide(diagnostic, mask),
                    None => diagnostic,
                }
            })
            .collect();
        report.lines = OnceCell::from(lines);
        report
    }
}

impl<'a> DocumentReport<'a> {
    /// Lines and columns of the document.
    #[must_use]
    pub fn lines(&self) -> &LineIndex<'a> {
        self.lines.get_or_init(|| LineIndex::new(self.document))
    }

    /// Spans of personal values, to be hidden in excerpts; found when the first excerpt is drawn.
    #[must_use]
    pub fn hidden(&self) -> &[Span] {
        self.hidden.get_or_init(|| {
            let text = self.document.text;
            let personal = match &self.shown {
                Shown::All => Vec::new(),
                Shown::Harmless(outline) => personal_spans(text, &outline()),
            };
            match &self.mask {
                Some(mask) => union(personal, mask.spans(text)),
                None => personal,
            }
        })
    }
}

/// A diagnostic whose sentences and pointers hide what the mask finds.
fn hide(diagnostic: Diagnostic, mask: &Mask) -> Diagnostic {
    Diagnostic {
        message: mask.hide(&diagnostic.message),
        help: diagnostic.help.as_deref().map(|help| mask.hide(help)),
        instance_path: mask.hide(&diagnostic.instance_path),
        pattern: mask.hide(&diagnostic.pattern),
        ..diagnostic
    }
}

fn diagnostic(
    finding: &Finding,
    (severity, fails): (Severity, bool),
    judged: &Judged<'_>,
    places: &Places<'_>,
) -> Diagnostic {
    let root = judged.root.as_ref();
    let instance_path = match (&finding.place, &finding.pointer, root) {
        (_, Some(pointer), _) => pointer.clone(),
        (Place::Node(path, _), None, Some(root)) => path.to_pointer(root),
        _ => String::new(),
    };
    let related = finding.related.as_ref();
    Diagnostic {
        rule: finding.rule.clone(),
        severity,
        fails,
        message: finding.message.clone(),
        help: finding.help.clone(),
        instance_path,
        pattern: match (&finding.place, root) {
            (Place::Node(path, _), Some(root)) => path.to_pattern(root),
            _ => finding.pattern.clone().unwrap_or_default(),
        },
        payload: payload_of(judged, &finding.place),
        keyword: finding.rule.strip_prefix("schema/").map(str::to_owned),
        schema_path: finding.schema_path.clone(),
        position: places.position(&finding.place),
        related: related.map(|related| (places.position(&related.place), related.label)),
    }
}

/// The places that a report names: nodes found in one pass over the text, lines and columns
/// in another.
struct Places<'a> {
    text: &'a str,
    paths: Vec<NodePath>,
    located: Vec<Option<Located>>,
    /// Byte offsets in rising order, and where each is in the file.
    offsets: Vec<usize>,
    spots: Vec<Spot>,
}

impl<'a> Places<'a> {
    fn find(
        judged: &Judged<'a>,
        shown: &[(&Finding, Severity)],
        lines: &mut LineIndex<'_>,
    ) -> Self {
        let named: Vec<&Place> = shown
            .iter()
            .flat_map(|(finding, _)| {
                let related = finding.related.as_ref().map(|related| &related.place);
                std::iter::once(&finding.place).chain(related)
            })
            .collect();
        let mut paths: Vec<NodePath> = named
            .iter()
            .filter_map(|place| match place {
                Place::Node(path, _) => Some(path.clone()),
                Place::Text(_) => None,
            })
            .collect();
        paths.sort();
        paths.dedup();
        let located = locate(judged.document.text, &paths);
        let mut places = Self {
            text: judged.document.text,
            paths,
            located,
            offsets: Vec::new(),
            spots: Vec::new(),
        };
        let spans = named.iter().map(|place| places.span(place));
        let mut offsets: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        places.spots = offsets.iter().map(|offset| lines.spot(*offset)).collect();
        places.offsets = offsets;
        places
    }

    fn position(&self, place: &Place) -> Position {
        let span = self.span(place);
        let (start, end) = (self.spot(span.start), self.spot(span.end));
        Position {
            span,
            start: start.place,
            end: end.place,
            byte_columns: (start.lead.saturating_add(1), end.lead.saturating_add(1)),
        }
    }

    fn spot(&self, offset: usize) -> Spot {
        let at = self.offsets.binary_search(&offset).ok();
        let found = at.and_then(|at| self.spots.get(at)).copied();
        found.unwrap_or(Spot::FIRST)
    }

    fn span(&self, place: &Place) -> Span {
        let (path, part) = match place {
            Place::Text(span) => return *span,
            Place::Node(path, part) => (path, part),
        };
        let located = self
            .paths
            .binary_search(path)
            .ok()
            .and_then(|at| *self.located.get(at)?);
        match (located, part) {
            (None, _) => Span::new(0, 0),
            (Some(Located { key: Some(key), .. }), Part::Key) => key,
            (Some(Located { value, .. }), Part::Open) => {
                Span::new(value.start, value.start.saturating_add(1).min(value.end))
            }
            (Some(Located { value, .. }), Part::Inside(inside)) => {
                locate::inside_string(self.text, value, *inside)
            }
            (Some(Located { value, .. }), _) => value,
        }
    }
}

/// Which payload of a document a finding belongs to: the element of an array, or the only one.
fn payload_of(judged: &Judged<'_>, place: &Place) -> usize {
    match place {
        Place::Node(path, _) if judged.payloads.len() > 1 => {
            path.steps().first().copied().unwrap_or(0)
        }
        _ => 0,
    }
}
