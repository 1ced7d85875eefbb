//! Rules about the latency metrics of a turn.

mod negative_e2e;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Metrics",
    rules: &[&negative_e2e::NEGATIVE_E2E],
};
