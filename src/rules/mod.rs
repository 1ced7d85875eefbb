//! The rules: each is data (id, severity, prose) and, where it is about what a conversation
//! means, one function. A rule is one file in the folder of its group, named there in one list;
//! everything else (lists, `explain`, completions, reports' metadata, `sample --invalid`) is
//! derived from [`GROUPS`].
//!
//! What a rule finds it says with [`Rule::at`]. Severities are argued: an error is what the
//! documentation or arithmetic excludes, a warning is probably a mistake, and what rests on
//! inference about SpeakNode is never an error.

pub mod context;
mod conversation;
mod distinct;
pub mod identity;
mod metrics;
mod session;
pub mod settings;
mod text;
mod time;
mod tools;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use crate::diagnostic::{Finding, Findings, Place, Severity};

use context::Context;

pub use identity::envelope;
pub use identity::placeholder::is_placeholder;
#[cfg(feature = "webhook")]
pub(crate) use identity::unknown_event::meant as event_meant;
pub(crate) use session::stands_for_nobody;

/// What runs over one payload.
pub type Check = fn(&Context<'_>, &mut Findings);

/// A rule.
pub struct Rule {
    /// The public name. Chosen once, never changed.
    pub id: &'static str,
    /// The severity unless the user decides otherwise; a finding may have a lower one.
    pub severity: Severity,
    /// One line for lists.
    pub summary: &'static str,
    /// Markdown: what it does, why, an example, how to fix it.
    pub docs: &'static str,
    /// The check, for rules that judge one payload; the others are found on the way to it.
    pub check: Option<Check>,
    /// The number that the check compares with and that the user may set.
    pub threshold: Option<Threshold>,
    /// The arguments of `validate` without which it finds nothing, because it checks what the
    /// user asserts.
    pub arguments: &'static [&'static str],
}

/// A number that a check compares with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    /// The value unless the user sets another.
    pub default: f64,
    /// Its unit and meaning, for lists: `seconds of silence`.
    pub meaning: &'static str,
}

impl Rule {
    /// A finding of this rule.
    #[must_use]
    pub fn at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.id, self.severity, place, message.into())
    }

    /// Whether the rule is about text and schema, apart from what a conversation can mean.
    #[must_use]
    pub fn is_about_text(&self) -> bool {
        text::GROUP.rules.iter().any(|rule| rule.id == self.id)
    }

    /// The documentation as Markdown, without the blank that a comment begins with.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.docs
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
            .collect()
    }

    /// The example of the documentation: the JSON text under its heading. With `event` or
    /// `data` alone it changes a clean payload at the members that it names; any other text is a body as it stands.
    #[must_use]
    pub fn example(&self) -> Option<String> {
        let markdown = self.markdown();
        let (_, example) = markdown.split_once("## Example\n")?;
        let (example, _) = example.split_once("## How to fix")?;
        let (_, code) = example.split_once("```json\n")?;
        Some(code.split_once("```")?.0.to_owned())
    }
}

/// Declares a rule from its documentation comment, id and severity.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $name:ident, $id:literal, $severity:ident, $summary:literal
        $(, check = $check:path)?
        $(, threshold = $default:literal $meaning:literal)?
        $(, arguments = $arguments:expr)?
    ) => {
        $(#[doc = $doc])+
        pub(crate) static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            severity: $crate::diagnostic::Severity::$severity,
            summary: $summary,
            docs: concat!($($doc, "\n"),+),
            check: $crate::rules::declare_rule!(@check $($check)?),
            threshold: $crate::rules::declare_rule!(@threshold $($default $meaning)?),
            arguments: $crate::rules::declare_rule!(@arguments $($arguments)?),
        };
    };
    (@arguments) => { &[] };
    (@arguments $arguments:expr) => { &$arguments };
    (@check) => { None };
    (@check $check:path) => { Some($check) };
    (@threshold) => { None };
    (@threshold $default:literal $meaning:literal) => {
        Some($crate::rules::Threshold { default: $default, meaning: $meaning })
    };
}
pub(crate) use declare_rule;

/// Rules about one thing.
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// The rules, in the order of lists.
    pub rules: &'static [&'static Rule],
}

/// Every rule, in the order of lists.
pub static GROUPS: &[Group] = &[
    text::GROUP,
    identity::GROUP,
    time::GROUP,
    conversation::GROUP,
    tools::GROUP,
    metrics::GROUP,
    session::GROUP,
];

/// Every rule, in the order of lists.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.rules.iter().copied())
}

/// The keywords of JSON Schema that only schemas of the user's own have. They are rules like
/// any other, but no list shows them.
pub static OWN_SCHEMA: &[&Rule] = text::OWN_SCHEMA;

/// The rule called `id`, also one of [`OWN_SCHEMA`].
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    static BY_ID: LazyLock<BTreeMap<&str, &Rule>> = LazyLock::new(|| {
        let own = OWN_SCHEMA.iter().copied();
        all().chain(own).map(|rule| (rule.id, rule)).collect()
    });
    BY_ID.get(id).copied()
}

/// The names of the groups that a user may decide about at once: `json/*`, `schema/*`.
pub fn groups() -> impl Iterator<Item = &'static str> {
    ["json/*", "schema/*"].into_iter()
}

/// Whatever the user may call a rule or several, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    let rules = all().chain(OWN_SCHEMA.iter().copied());
    rules.map(|rule| rule.id).chain(groups())
}
