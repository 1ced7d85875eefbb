//! Which of the optional fields of a session are filled.

use crate::rules::context::Context;
use crate::text::Untrusted;

/// Whether `key` of `data` holds text, `value` being what was read of it: absent, `null` and blank
/// are the same. `None` where it holds something that is no text, which the schema reports.
pub(super) fn is_filled(
    context: &Context<'_>,
    key: &'static str,
    value: Option<Untrusted<'_>>,
) -> Option<bool> {
    match value {
        Some(text) => Some(!text.is_blank()),
        None => context.data_lacks(&[key]).then_some(false),
    }
}

/// Splits fields into the filled and the others, in their order; `None` where one cannot be read.
pub(super) fn split(
    context: &Context<'_>,
    fields: &[(&'static str, Option<Untrusted<'_>>)],
) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let (mut filled, mut missing) = (Vec::new(), Vec::new());
    for (key, value) in fields {
        if is_filled(context, key, *value)? {
            filled.push(*key);
        } else {
            missing.push(*key);
        }
    }
    Some((filled, missing))
}
