//! `undocumented-value` and `value-case`: found with the schema's lists of known values.

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a value of `role`, `kind`, `telecom_provider`, `test_status` or `completion_reason`
    /// that no source knows: each value once, at its first place. For `kind` and `role`, the names
    /// that LiveKit's source suggests (`FunctionCall`, `AgentHandoff`, `Developer` …) are taken as known.
    ///
    /// ## Why is this bad
    /// It need not be: of most of these fields the documentation shows a single value. A receiver
    /// that switches over them should have a branch for the others.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"telecom_provider": "Telnyx", "from_number": "+15550100117", "to_number": "+15550100121"}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, use a documented value. For a capture, nothing: `--allow undocumented-value`.
    UNDOCUMENTED_VALUE, "undocumented-value", Info, "a value that no source documents"
}

declare_rule! {
    /// ## What it does
    /// Reports a documented value that is written in another case or with other separators: `user`
    /// for `User`. Each value once, at its first place.
    ///
    /// ## Why is this bad
    /// SpeakNode's values are in Pascal case, LiveKit's in lower case; a payload with the latter was
    /// written by hand or did not come from SpeakNode. A receiver that compares exactly takes the
    /// wrong branch.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "user", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Write the value as the documentation does.
    VALUE_CASE, "value-case", Warning, "a documented value is written in another case"
}
