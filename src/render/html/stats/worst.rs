//! The calls that kept somebody waiting longest, with what is needed to find them.

use chrono::SecondsFormat;

use crate::render::html::payload_text::{link, short};
use crate::render::show::figures;
use crate::stats::SlowCall;
use crate::text::Untrusted;
use crate::view::Band;

/// A call in a row.
pub(super) struct Slow {
    pub(super) seconds: String,
    pub(super) band: &'static str,
    pub(super) turn: usize,
    pub(super) agent: Option<String>,
    pub(super) start: Option<String>,
    pub(super) session: Option<String>,
    pub(super) place: String,
    pub(super) recording: Option<String>,
}

impl Slow {
    pub(super) fn new(call: &SlowCall) -> Self {
        let start = call
            .start
            .map(|start| start.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true));
        Self {
            seconds: figures::with_unit(call.seconds()),
            band: Band::of(call.seconds()).name(),
            turn: call.turn,
            agent: call.agent().map(|agent| short(agent, 60)),
            start,
            session: call.session().map(|session| short(session, 60)),
            place: call.place(),
            recording: call.recording().map(Untrusted::raw).and_then(link),
        }
    }
}
