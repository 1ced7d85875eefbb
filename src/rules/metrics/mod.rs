//! Rules about the latency metrics of a turn.

mod constant_end_of_turn;
mod epoch_leak;
mod half_speech;
mod inconsistent_e2e;
mod long_end_of_turn;
mod millisecond;
mod missing_e2e;
mod missing_metrics;
mod negative_e2e;
mod reversed_speech;
mod slow_reply;
mod tally;
mod transcription;
mod trust;
mod unexplained_latency;
mod wrong_role;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Metrics",
    rules: &[
        &wrong_role::WRONG_ROLE_METRIC,
        &millisecond::MILLISECOND_METRIC,
        &epoch_leak::EPOCH_LEAK,
        &reversed_speech::REVERSED_SPEECH,
        &half_speech::HALF_SPEECH_WINDOW,
        &negative_e2e::NEGATIVE_E2E,
        &transcription::TRANSCRIPTION_EXCEEDS_TURN,
        &long_end_of_turn::LONG_END_OF_TURN,
        &constant_end_of_turn::CONSTANT_END_OF_TURN,
        &inconsistent_e2e::INCONSISTENT_E2E,
        &unexplained_latency::UNEXPLAINED_LATENCY,
        &missing_e2e::MISSING_E2E,
        &missing_metrics::MISSING_METRICS,
        &slow_reply::SLOW_REPLY,
    ],
};
