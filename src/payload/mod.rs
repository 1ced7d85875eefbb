//! The payload as a typed, lenient view over the tree. Absent, `null` and wrongly typed values
//! are `None`: nothing is defaulted, and nothing is judged here, which is the schema's and the
//! rules' work. History is joined into turns and tool runs once, for everyone who needs them.

mod call;
mod evaluation;
mod fields;
mod handoffs;
mod history;
mod id;
mod latency;
mod legacy;
mod metrics;
mod percentile;
mod quiet;
mod reading;
mod recording;
mod shape;
mod start;
mod timestamp;
mod tool_run;
mod turn;
mod unit;

pub use call::{Call, Payload};
pub use evaluation::{EvalResult, Outcome, Test};
pub use handoffs::{Handoffs, is_spoken, transfers};
pub use history::{
    ConfigUpdate, Handoff, Item, ItemKind, MOST_ITEMS, Message, Role, ToolCall, ToolOutput,
    too_many_items,
};
pub use id::is_set_id;
pub use latency::{
    EndToEnd, LONGEST_DELAY, Metric, TurnLatency, Unreliable, statistics, tool_window,
};
pub use legacy::is_legacy_item;
pub use metrics::Metrics;
pub use percentile::{P90_NEEDS, P95_NEEDS, P99_NEEDS, Stats};
pub use quiet::{Quiet, SILENCE_SECONDS, silences};
pub use reading::Reading;
pub use recording::Recording;
pub use shape::{Evidence, Shape};
pub use start::{StartField, item_time};
pub use timestamp::{
    Stamp, Timestamp, parse as parse_timestamp, seconds_between, to_the_microsecond,
};
pub use tool_run::{ToolRun, ToolStatus, runs_in};
pub use turn::{Spoken, Turn, join, turn_of};
pub use unit::{LargeDelays, is_near, is_thousandfold};
