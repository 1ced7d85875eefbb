//! `unknown-field`: found with the schema's outline, which knows every documented key.

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a key that the documentation does not know, and suggests the documented key that
    /// it may be a misspelling of. Inside `url_parameters` every key is allowed.
    ///
    /// ## Why is this bad
    /// In a fixture it is usually a slip: the receiver's code never sees the field. In a captured
    /// payload it is a field that SpeakNode has added since.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"agent_nmae": "Order support"}}
    /// ```
    ///
    /// ## How to fix
    /// Correct the key, or accept the new field with `--allow unknown-field`.
    UNKNOWN_FIELD, "unknown-field", Warning, "a key is not documented"
}
