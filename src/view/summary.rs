//! The call at a glance.

use serde::Serialize;

use super::Reading;
use super::evaluation::OutcomeName;
use super::options::Options;
use super::seconds;
use super::time::{Moment, Start};
use super::tools::ToolCounts;
use crate::payload::{Call, EndToEnd, Metric, Recording, Turn, TurnLatency, statistics, transfers};
use crate::text::Untrusted;

/// A call at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct Summary<'a> {
    /// The event.
    pub event: Option<Untrusted<'a>>,
    /// The session.
    pub session_id: Option<Untrusted<'a>>,
    /// The agent's id.
    pub agent_id: Option<Untrusted<'a>>,
    /// The agent's name.
    pub agent_name: Option<Untrusted<'a>>,
    /// When the call started, and which field says so.
    pub start: Option<Start>,
    /// The start as a person reads it.
    #[serde(skip)]
    pub start_date: Option<String>,
    /// How long it took.
    #[serde(serialize_with = "seconds::some")]
    pub duration_seconds: Option<f64>,
    /// How caller and agent were connected.
    pub channel: Channel<'a>,
    /// The campaign it belongs to.
    pub campaign: Option<Campaign<'a>>,
    /// The recording.
    pub recording: Option<Recording<'a>>,
    /// When the recording's address expires.
    pub recording_expires_at: Option<Moment>,
    /// The expiry as a person reads it.
    #[serde(skip)]
    pub recording_expiry_date: Option<String>,
    /// Turns, the greeting included; absent, as the next three, without a history.
    pub turns: Option<usize>,
    /// Messages of the agent that were interrupted.
    pub interruptions: Option<usize>,
    /// Handoffs but the first, which is the session's own agent.
    pub transfers: Option<usize>,
    /// Tools.
    pub tools: Option<ToolCounts>,
    /// End-to-end latency.
    pub latency: LatencyLine,
    /// The test, if the call is one.
    pub test: Option<TestLine>,
    /// What checking found, if it was checked.
    pub problems: Option<Problems>,
}

/// How caller and agent were connected.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Channel<'a> {
    /// By telephone, or in a browser.
    pub kind: ChannelKind,
    /// The telephone provider.
    pub provider: Option<Untrusted<'a>>,
    /// The number that called.
    pub from_number: Option<Untrusted<'a>>,
    /// The number that was called.
    pub to_number: Option<Untrusted<'a>>,
}

/// The kinds of channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A telephone: a provider or a number is given.
    Phone,
    /// Neither is given: a browser or widget session, probably, but nothing says so.
    Unstated,
}

/// An outbound campaign.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Campaign<'a> {
    /// Its name.
    pub name: Option<Untrusted<'a>>,
    /// Its id.
    pub id: Option<Untrusted<'a>>,
    /// The entry in it that led to the call.
    pub item_id: Option<Untrusted<'a>>,
}

/// End-to-end latency over the turns that can be trusted.
#[derive(Debug, Clone, Serialize)]
pub struct LatencyLine {
    /// How many turns have one.
    pub n: usize,
    /// The median, in seconds.
    #[serde(serialize_with = "seconds::some")]
    pub p50_seconds: Option<f64>,
    /// The 95th percentile, withheld when there are too few turns.
    #[serde(serialize_with = "seconds::some")]
    pub p95_seconds: Option<f64>,
    /// The largest.
    #[serde(serialize_with = "seconds::some")]
    pub max_seconds: Option<f64>,
    /// One value a turn that answers somebody.
    #[serde(serialize_with = "seconds::many")]
    pub turns_seconds: Vec<Option<f64>>,
}

/// The outcome of a test in a word.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TestLine {
    /// The verdict.
    pub outcome: OutcomeName,
    /// How many reasons are given.
    pub reasons: usize,
}

/// How many problems checking found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Problems {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
}

pub(super) fn build<'a>(
    event: Option<Untrusted<'a>>,
    reading: &Reading<'a>,
    options: &Options,
    problems: Option<Problems>,
) -> Summary<'a> {
    let call = reading.call;
    let date = |at: Moment| reading.clock.date(at.0);
    let start = reading.clock.start;
    let expiry = call.audio_url_expires_at.known().map(Moment);
    let has_history = call.history.is_some();
    Summary {
        event,
        session_id: call.session_id,
        agent_id: call.agent_id,
        agent_name: call.agent_name,
        start,
        start_date: start.map(|start| date(start.at)),
        duration_seconds: call.duration_seconds,
        channel: channel(call),
        campaign: campaign(call),
        recording: call
            .audio_url
            .map(|url| Recording::new(url, options.show_values)),
        recording_expires_at: expiry,
        recording_expiry_date: expiry.map(date),
        turns: has_history.then_some(reading.turns.len()),
        interruptions: has_history.then(|| interruptions(&reading.turns)),
        transfers: has_history.then(|| transfers(call.items())),
        tools: has_history.then(|| ToolCounts::of(&reading.runs)),
        latency: latency(&reading.latencies()),
        test: test(call),
        problems,
    }
}

fn channel<'a>(call: &Call<'a>) -> Channel<'a> {
    let numbers = call.from_number.or(call.to_number);
    Channel {
        kind: match call.telecom_provider.or(numbers) {
            Some(_) => ChannelKind::Phone,
            None => ChannelKind::Unstated,
        },
        provider: call.telecom_provider,
        from_number: call.from_number,
        to_number: call.to_number,
    }
}

fn campaign<'a>(call: &Call<'a>) -> Option<Campaign<'a>> {
    let any = call
        .campaign_name
        .or(call.campaign_id)
        .or(call.campaign_item_id);
    any.map(|_| Campaign {
        name: call.campaign_name,
        id: call.campaign_id,
        item_id: call.campaign_item_id,
    })
}

fn interruptions(turns: &[Turn<'_>]) -> usize {
    let spoken = turns.iter().flat_map(Turn::assistant);
    spoken
        .filter(|spoken| spoken.message.interrupted == Some(true))
        .count()
}

fn latency(turns: &[TurnLatency]) -> LatencyLine {
    let stats = statistics(turns, Metric::EndToEnd);
    let reliable = |turn: &TurnLatency| turn.e2e.filter(|_| turn.unreliable.is_none());
    let answers = turns.iter().filter(|turn| !turn.is_greeting);
    LatencyLine {
        n: stats.n,
        p50_seconds: stats.p50,
        p95_seconds: stats.p95,
        max_seconds: stats.max,
        turns_seconds: answers
            .map(|turn| reliable(turn).map(EndToEnd::seconds))
            .collect(),
    }
}

fn test(call: &Call<'_>) -> Option<TestLine> {
    let test = &call.test;
    test.is_test_session().then(|| TestLine {
        outcome: test.outcome().into(),
        reasons: test.reasons().len(),
    })
}
