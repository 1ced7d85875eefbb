//! speakhook inspects and validates SpeakNode voice-agent webhook payloads.
//!
//! ```text
//! bytes ─ input ─▶ Document ─ json ─▶ Value ─┬─ schema ─▶ Finding ─┐
//!                                            ├─ rules ──▶ Finding ─┴─▶ report ─▶ Diagnostic ─▶ render
//!                                            └─ payload ─▶ view ────────────────────────────▶ render
//! ```
//!
//! One way in (`input`), one tree (`json`), one judge (`judge`), one way out (`render`, through
//! `streams`). `docs/architecture.md` says what may depend on what.

#![cfg_attr(
    test,
    allow(
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        reason = "a test that panics fails, which is what it is for"
    )
)]

pub mod diagnostic;
pub mod error;
pub mod exit;
pub mod input;
pub mod json;
pub mod judge;
mod nearest;
pub mod rules;
pub mod schema;
pub mod source;
pub mod text;
