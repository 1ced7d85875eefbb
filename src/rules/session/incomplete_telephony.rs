//! `incomplete-telephony`: a phone call has a provider, a caller and a callee.

use crate::diagnostic::{Findings, Related, Severity};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{keys, plural};

use super::fields::split;
use super::number::is_no_number;

const PROVIDER: &str = "telecom_provider";
const FROM: &str = "from_number";
const TO: &str = "to_number";

declare_rule! {
    /// ## What it does
    /// Reports a session with some of `telecom_provider`, `from_number` and `to_number`, but not
    /// all, and one whose two numbers are the same. A session without any of them is one in a
    /// browser. If only `from_number` is missing it is an info: a caller may withhold it.
    ///
    /// ## Why is this bad
    /// A receiver that looks the caller up finds nobody, or takes the call for a web session.
    /// SpeakNode does not document when the fields are filled, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"from_number": "+15550100145", "to_number": "+15550119863"}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, fill all three or none. In a capture, look whether whatever stored it has
    /// dropped a number.
    INCOMPLETE_TELEPHONY, "incomplete-telephony", Warning, "the telephony fields are incomplete", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let fields = [
        (PROVIDER, call.telecom_provider),
        (FROM, call.from_number),
        (TO, call.to_number),
    ];
    let Some((filled, missing)) = split(context, &fields) else {
        return;
    };
    match (filled.first(), missing.as_slice()) {
        (None, _) => {}
        (Some(_), []) => check_distinct(context, findings),
        (Some(first), [FROM]) => {
            let message = "`from_number` is missing: the caller may have withheld it";
            let mut finding = INCOMPLETE_TELEPHONY.at(context.data_place(&[first]), message);
            finding.severity = Severity::Info;
            findings.push(finding);
        }
        (Some(first), missing) => {
            let verb = plural(filled.len(), "comes", "come");
            let message = format!("{} {verb} without {}", keys(&filled), keys(missing));
            let finding = INCOMPLETE_TELEPHONY.at(context.data_place(&[first]), message);
            findings.push(finding.help("a phone call has all three, a web session none"));
        }
    }
}

/// Nobody calls the number that they call from. Words for a withheld number are no number.
fn check_distinct(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let is_same = call.from_number == call.to_number;
    if !is_same
        || call
            .from_number
            .is_some_and(|number| is_no_number(number.raw()))
    {
        return;
    }
    let message =
        "`to_number` is the same as `from_number`: nobody calls the number they call from";
    let mut finding = INCOMPLETE_TELEPHONY.at(context.data_place(&[TO]), message);
    finding.related = Some(Related {
        place: context.data_place(&[FROM]),
        label: "the caller",
    });
    findings.push(finding);
}
