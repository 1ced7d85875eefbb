//! The keywords of the schema as rules, so that each can be explained and given a severity.
//! Found by the schema engine.

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a value of another JSON type than the documented one. A documented field that is
    /// optional may also be `null`.
    ///
    /// ## Why is this bad
    /// A receiver in a typed language fails on it, others go on with a wrong value.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"duration_seconds": "24.6"}}
    /// ```
    ///
    /// ## How to fix
    /// Write the documented type: `"duration_seconds": 24.6`.
    TYPE, "schema/type", Error, "a value has another type than documented"
}

declare_rule! {
    /// ## What it does
    /// Reports an object without a required field: `event`, `data`, `data.session_id`,
    /// `data.agent_id`, and `success` inside a test result.
    ///
    /// ## Why is this bad
    /// Without them a receiver cannot tell which session the call belongs to. SpeakNode publishes
    /// no list of required fields; this one is our reading, and everything else is optional.
    ///
    /// ## Example
    /// ```json
    /// {"event": "SessionStarted", "data": {"agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"}}
    /// ```
    ///
    /// ## How to fix
    /// Add the field. If a similar key is there, it is reported as `unknown-field` with a suggestion.
    REQUIRED, "schema/required", Error, "a required field is missing"
}

declare_rule! {
    /// ## What it does
    /// Reports identifiers that are no UUID (8-4-4-4-12 hexadecimal digits) and times that are no
    /// RFC 3339 date-time (with an offset, of a day that exists).
    ///
    /// ## Why is this bad
    /// Strict readers refuse them; lenient ones guess, and a time without an offset is guessed
    /// wrong by hours.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"start_time": "2026-06-12 18:51:41"}}
    /// ```
    ///
    /// ## How to fix
    /// Write `2026-06-12T18:51:41Z`.
    FORMAT, "schema/format", Error, "a UUID or a date-time is malformed"
}

declare_rule! {
    /// ## What it does
    /// Reports a number below its lower bound: delays and durations are not negative, a confidence
    /// is at least 0. The bounds are those of LiveKit, whose fields these are; SpeakNode's
    /// documentation states none.
    ///
    /// ## Why is this bad
    /// Statistics over such values mean nothing.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"duration_seconds": -24.6}}
    /// ```
    ///
    /// ## How to fix
    /// Find out which clock the value came from; leave a value out that was not measured.
    MINIMUM, "schema/minimum", Error, "a number is too small"
}

declare_rule! {
    /// ## What it does
    /// Reports a `transcript_confidence` above 1. The bound is LiveKit's, whose field this is;
    /// SpeakNode's documentation states none.
    ///
    /// ## Why is this bad
    /// LiveKit's confidence runs from 0 to 1; 87 is a percentage that reads as certainty.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [{"role": "User", "content": "Hello?", "transcript_confidence": 87}]}}
    /// ```
    ///
    /// ## How to fix
    /// Divide by 100.
    MAXIMUM, "schema/maximum", Error, "a number is too large"
}
