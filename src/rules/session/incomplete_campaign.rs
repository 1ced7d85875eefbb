//! `incomplete-campaign`: parts of a campaign without the campaign.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{keys, plural};

use super::fields::split;

declare_rule! {
    /// ## What it does
    /// Reports a `campaign_item_id` or a `campaign_name` without `campaign_id`.
    ///
    /// ## Why is this bad
    /// The call cannot be counted for its campaign: names may repeat, and an item is a part of a
    /// campaign. That the fields belong together is an inference from their names, so this is a
    /// warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"campaign_name": "Subscription renewal 2026/27"}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, add `campaign_id`, or leave all three out.
    INCOMPLETE_CAMPAIGN, "incomplete-campaign", Warning, "a campaign's item or name has no campaign", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let parts = [
        ("campaign_item_id", call.campaign_item_id),
        ("campaign_name", call.campaign_name),
    ];
    let whole = split(context, &[("campaign_id", call.campaign_id)]);
    let (Some((filled, _)), Some((campaign, _))) = (split(context, &parts), whole) else {
        return;
    };
    let (Some(first), true) = (filled.first(), campaign.is_empty()) else {
        return;
    };
    let verb = plural(filled.len(), "comes", "come");
    let message = format!("{} {verb} without `campaign_id`", keys(&filled));
    findings.push(INCOMPLETE_CAMPAIGN.at(context.data_place(&[first]), message));
}
