//! The rules: each is data (id, severity, prose) and, where it is about what a conversation
//! means, one function. Everything else (lists, `explain`, completions) is derived from [`ALL`].

pub mod context;
mod duplicate_key;
pub mod envelope;
mod json_text;
mod schema_keywords;
mod unknown_event;
mod unknown_field;

use crate::diagnostic::{Findings, Severity};

use context::Context;

/// A rule.
pub struct Rule {
    /// The public name. Chosen once, never changed.
    pub id: &'static str,
    /// The severity unless the user decides otherwise.
    pub severity: Severity,
    /// One line for lists.
    pub summary: &'static str,
    /// Markdown: what it does, why, an example, how to fix it.
    pub docs: &'static str,
    /// The check, for rules that judge one payload; the others are found on the way to it.
    pub check: Option<fn(&Context<'_, '_>, &mut Findings)>,
}

/// Declares a rule from its documentation comment, id and severity.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $name:ident, $id:literal, $severity:ident, $summary:literal $(, check = $check:path)?
    ) => {
        $(#[doc = $doc])+
        pub(crate) static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            severity: $crate::diagnostic::Severity::$severity,
            summary: $summary,
            docs: concat!($($doc, "\n"),+),
            check: declare_rule!(@check $($check)?),
        };
    };
    (@check) => { None };
    (@check $check:path) => { Some($check) };
}
pub(crate) use declare_rule;

/// Every rule, in the order of lists.
pub static ALL: &[&Rule] = &[
    &json_text::SYNTAX,
    &json_text::ENCODING,
    &schema_keywords::TYPE,
    &schema_keywords::REQUIRED,
    &schema_keywords::FORMAT,
    &schema_keywords::MINIMUM,
    &schema_keywords::MAXIMUM,
    &duplicate_key::DUPLICATE_KEY,
    &unknown_field::UNKNOWN_FIELD,
    &unknown_event::UNKNOWN_EVENT,
    &envelope::BARE_DATA,
    &envelope::HUB_NOTIFICATION,
    &envelope::LEGACY_HISTORY,
];

/// The rule called `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// Runs every check over one payload.
pub fn check(context: &Context<'_, '_>, findings: &mut Findings) {
    for check in ALL.iter().filter_map(|rule| rule.check) {
        check(context, findings);
    }
}
