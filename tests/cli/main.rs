//! What a user sees: the real binary over real files, one module per concern. The harness is the
//! only place that starts processes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test that panics fails, which is what it is for"
)]

mod agreement;
mod architecture;
mod baseline;
// What `bash` is on Windows depends on the machine.
#[cfg(unix)]
mod ci;
mod completions;
mod compressed;
mod config;
mod conformance;
#[cfg(unix)]
mod docs;
mod envelopes;
mod excerpts;
mod exit_status;
mod explain;
mod faults;
mod filesystem;
mod foreign;
mod formats;
mod golden;
mod harness;
mod hostile;
mod html;
mod input;
mod interrupted;
mod json_text;
mod large;
#[cfg(all(unix, feature = "webhook"))]
mod listen;
mod man;
mod markdown;
mod no_call;
mod one_line;
mod outputs;
mod overwriting;
mod own_schema;
mod parallel;
#[cfg(feature = "parquet")]
mod parquet;
mod picture;
mod privacy;
mod properties;
mod quiet;
mod redact;
mod rows;
mod rules;
mod runner;
mod sample;
mod samples;
mod scale;
mod schemas;
#[cfg(feature = "webhook")]
mod send;
mod show;
#[cfg(unix)]
mod signals;
mod stats;
mod subtitles;
#[cfg(unix)]
mod terminal;
mod tests;
mod trace;
#[cfg(unix)]
mod unix;
mod verify;
