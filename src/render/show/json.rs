//! The public JSON document of `show`: `{"schema_version": 1, "calls": [ … ]}`. A call holds the
//! views that were asked for. Delays are seconds, absent is `null`, times are RFC 3339.

use std::io::{self, Write};

use crate::json::write::pretty;
use crate::view::CallView;

/// Writes the call with this number, counted from 0.
pub(super) fn call(out: &mut dyn Write, number: usize, view: &CallView<'_>) -> io::Result<()> {
    out.write_all(if number == 0 { HEAD } else { b",\n    " })?;
    let mut document = Vec::new();
    pretty(&mut document, view)?;
    // A JSON string holds no raw line feed, so every one is indentation.
    for (place, line) in document.split(|byte| *byte == b'\n').enumerate() {
        if place > 0 {
            out.write_all(b"\n    ")?;
        }
        out.write_all(line)?;
    }
    Ok(())
}

/// Closes the document.
pub(super) fn finish(out: &mut dyn Write, calls: usize) -> io::Result<()> {
    if calls == 0 {
        return out.write_all(b"{\n  \"schema_version\": 1,\n  \"calls\": []\n}\n");
    }
    out.write_all(b"\n  ]\n}\n")
}

const HEAD: &[u8] = b"{\n  \"schema_version\": 1,\n  \"calls\": [\n    ";
