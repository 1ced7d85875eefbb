//! Rules about when things happened, and in which order, and about the recording, whose address
//! lives for a time only.

mod address;
mod audio_expiry;
mod audio_pair;
mod audio_presign_mismatch;
mod audio_url_invalid;
mod duration_mismatch;
mod item_before_session;
mod item_order;
mod session_time_order;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Order and time",
    rules: &[
        &session_time_order::SESSION_TIME_ORDER,
        &duration_mismatch::DURATION_MISMATCH,
        &audio_pair::AUDIO_PAIR,
        &audio_url_invalid::AUDIO_URL_INVALID,
        &audio_expiry::AUDIO_EXPIRY,
        &audio_presign_mismatch::AUDIO_PRESIGN_MISMATCH,
        &item_order::ITEM_ORDER,
        &item_before_session::ITEM_BEFORE_SESSION,
    ],
};

/// Seconds that the clocks of the backend and of the agent may differ.
const CLOCKS: f64 = 1.0;

/// Seconds by which two times may be the wrong way round: they are rounded when they are written.
const TOLERANCE: f64 = 0.05;
