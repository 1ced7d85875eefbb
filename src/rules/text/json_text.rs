//! `json/syntax` and `json/encoding`: text that is no JSON. Found while reading.

use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports text that RFC 8259 does not accept as JSON, nesting deeper than 127 levels,
    /// numbers outside the range of a double, and more than is read of one document: 4,000,000 values,
    /// 100,000 items in a history, 250,000 payloads in an array.
    ///
    /// ## Why is this bad
    /// No receiver can read it. The first fault of a document is reported; what follows cannot be
    /// judged. In JSON Lines, the other lines are.
    ///
    /// ## Example
    /// ```json
    /// {"event": "SessionStarted", "data": {"duration_seconds": NaN,}}
    /// ```
    ///
    /// ## How to fix
    /// The help line names the usual cause: a trailing comma, single quotes of a printed Python
    /// dict, a capture that was cut off. Capture the raw body, before anything parses it.
    SYNTAX, "json/syntax", Error, "the text is not JSON"
}

declare_rule! {
    /// ## What it does
    /// Reports bytes that are not UTF-8, text in UTF-16 or UTF-32, and files that are no text, such as archives.
    ///
    /// ## Why is this bad
    /// JSON between systems is UTF-8 (RFC 8259, section 8.1). Another encoding usually means that
    /// the capture was changed after it arrived, so that a signature no longer matches.
    ///
    /// ## Example
    /// A file saved by an editor as Latin-1, or redirected by PowerShell as UTF-16.
    ///
    /// ## How to fix
    /// Save the raw bytes of the request. To repair a text: `iconv -f UTF-16 -t UTF-8`.
    ENCODING, "json/encoding", Error, "the text is not UTF-8"
}
