//! What `validate` finds in a call, each with a way to the item that it is about.

use crate::render::html::payload_text::{Words, line, prose};
use crate::text::{Untrusted, counted};
use crate::view::{Level, Problems, Remark};

use super::targets::Targets;

/// The findings of a call.
pub(super) struct Remarks {
    pub(super) rows: Vec<Row>,
    /// How many more there are.
    pub(super) more: Option<String>,
}

/// A finding.
pub(super) struct Row {
    pub(super) word: &'static str,
    pub(super) rule: String,
    pub(super) message: Vec<Words>,
    pub(super) help: Vec<Words>,
    pub(super) pointer: String,
    pub(super) link: Option<String>,
}

impl Remarks {
    pub(super) fn new(remarks: &[Remark], problems: Option<Problems>, targets: &Targets) -> Self {
        let total = problems.map_or(0, |problems| {
            let firm = problems.errors.saturating_add(problems.warnings);
            firm.saturating_add(problems.infos)
        });
        let more = total.saturating_sub(remarks.len());
        Self {
            rows: remarks.iter().map(|remark| row(remark, targets)).collect(),
            more: (more > 0).then(|| counted(more, "more finding")),
        }
    }
}

fn row(remark: &Remark, targets: &Targets) -> Row {
    Row {
        word: match remark.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        rule: line(Untrusted::new(&remark.rule)),
        message: prose(&remark.message),
        help: remark.help.as_deref().map(prose).unwrap_or_default(),
        pointer: line(Untrusted::new(&remark.pointer)),
        link: remark.item.and_then(|item| targets.item(item)),
    }
}
