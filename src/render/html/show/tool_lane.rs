//! The lane of the tools in a stave.

use crate::render::html::axis::{Axis, Percent, clock};
use crate::render::html::payload_text::{line, short};
use crate::view::{ToolStatus, ToolStretch};

use super::stave::{Bar, LABEL, bar, length_of};

/// The bars of tools, each with its name where that touches no other. Those that run at once share the
/// lane.
pub(super) fn tool_bars(tools: &[&ToolStretch<'_>], axis: &Axis) -> Vec<Bar> {
    let mut bars: Vec<Bar> = tools.iter().map(|tool| tool_bar(tool, axis)).collect();
    bars.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    share_lane(&mut bars);
    let mut free = 100.0;
    for bar in bars.iter_mut().rev() {
        // A character takes about this much of the width.
        const CHARACTER: f64 = 0.68;
        let fits = |(x, label): &(Percent, String)| {
            let columns = u32::try_from(crate::text::width(label)).unwrap_or(u32::MAX);
            x.0 + f64::from(columns) * CHARACTER <= free
        };
        bar.label = bar.label.take().filter(fits);
        free = bar.x.0 - 0.5;
    }
    bars
}

/// Puts each bar that begins before the one before it has ended into the other half of the lane; the
/// name of what another bar reaches beyond would lie on that.
fn share_lane(bars: &mut [Bar]) {
    let (mut end, mut is_below) = (f64::NEG_INFINITY, false);
    for place in 0..bars.len() {
        let next = bars.get(place.saturating_add(1)).map(|next| next.x.0);
        let Some(bar) = bars.get_mut(place) else {
            return;
        };
        let (begin, own_end) = (bar.x.0, bar.x.0 + bar.width.0);
        let is_shared = begin < end || next.is_some_and(|next| next < own_end.max(end));
        is_below = begin < end && !is_below;
        bar.half = match (is_shared, is_below) {
            (false, _) => "",
            (true, false) => " up",
            (true, true) => " down",
        };
        if own_end < end {
            bar.label = None;
        }
        end = end.max(own_end);
    }
}

fn tool_bar(tool: &ToolStretch<'_>, axis: &Axis) -> Bar {
    let name = tool.name.map(line).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| "tool".to_owned());
    let (class, how) = match tool.status {
        ToolStatus::Ok => ("tool", ""),
        ToolStatus::Error => ("tool bad", ", error"),
        ToolStatus::NoOutput => ("tool odd", ", no output"),
        ToolStatus::NoCall => ("tool odd", ", no call"),
    };
    let title = format!(
        "{name}, from {}, {}{how}",
        clock(tool.at.from),
        length_of(tool.at)
    );
    let mark = if tool.status == ToolStatus::Error {
        "! "
    } else {
        ""
    };
    let label = tool
        .name
        .map(|name| format!("{mark}{}", short(name, LABEL)));
    let beside = Percent(axis.at(tool.at.to).0 + 0.6);
    Bar {
        label: label.map(|label| (beside, label)),
        ..bar(tool.at, axis, class, title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Stretch;

    fn lane(spans: &[(f64, f64)]) -> Vec<(&'static str, bool)> {
        let tools: Vec<ToolStretch<'_>> = spans
            .iter()
            .map(|(from, to)| ToolStretch {
                name: Some(crate::text::Untrusted::new("look_up")),
                at: Stretch {
                    from: *from,
                    to: *to,
                },
                status: ToolStatus::Ok,
            })
            .collect();
        let tools: Vec<&ToolStretch<'_>> = tools.iter().collect();
        let bars = tool_bars(&tools, &Axis::new(0.0, 100.0));
        bars.iter()
            .map(|bar| (bar.half, bar.label.is_some()))
            .collect()
    }

    #[test]
    fn tools_that_run_at_once_share_the_lane_and_no_name_lies_on_a_bar() {
        assert_eq!(lane(&[(1.0, 2.0), (20.0, 22.0)]), [("", true), ("", true)]);
        assert_eq!(
            lane(&[(1.0, 9.0), (2.0, 4.0), (30.0, 31.0)]),
            [(" up", false), (" down", false), ("", true)]
        );
        assert_eq!(lane(&[(1.0, 2.0), (3.0, 4.0)]), [("", false), ("", true)]);
    }
}
