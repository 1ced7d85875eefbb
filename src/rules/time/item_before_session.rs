//! `item-before-session`: an item from before there was a session.

use crate::diagnostic::{Findings, Related};
use crate::payload::{Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::CLOCKS;

declare_rule! {
    /// ## What it does
    /// Reports a history with items that were created over 1 s before the session: once a payload, at
    /// the first, with their number. Tests are left alone, as they may begin with messages that
    /// were written beforehand.
    ///
    /// ## Why is this bad
    /// The items belong to another session, or the clocks disagree, and times across the two cannot be
    /// compared. That the session is created first is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"created_at": "2026-06-12T18:51:40Z", "history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "created_at": "2026-06-12T18:49:31Z"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!", "created_at": "2026-06-12T18:51:52Z"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Look for items that were copied from an earlier call, or for a local time written as UTC.
    ITEM_BEFORE_SESSION, "item-before-session", Warning, "an item is older than its session", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let Some(session) = call
        .created_at
        .known()
        .filter(|_| !call.test.is_test_session())
    else {
        return;
    };
    let early = |created: Timestamp| seconds_between(created, session);
    let mut older = context.items().iter().filter_map(|item| {
        let early = early(item.created_at.known()?);
        (early > CLOCKS && !item.is_legacy).then_some((item, early))
    });
    let Some((first, early)) = older.next() else {
        return;
    };
    let mut message = format!("the item was created {} before the session", seconds(early));
    let count = older.count().saturating_add(1);
    if count > 1 {
        message.push_str(&format!("; {count} items are older than it"));
    }
    let mut finding = ITEM_BEFORE_SESSION.at(context.item_place(first, &["created_at"]), message);
    finding.related = Some(Related {
        place: context.data_place(&["created_at"]),
        label: "the session is created here",
    });
    findings.push(finding);
}
