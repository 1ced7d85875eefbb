//! Where the stages of a turn lie on its time, which begins where the user stopped speaking.
//!
//! Only lengths are reported, and when tools ran. So the turn ends behind the silence, the hook follows, the
//! model follows that (and the tools), the speech synthesis the model. Where they would end after the agent
//! has begun to speak, model and synthesis began earlier: they are moved back, and lie over what went on
//! meanwhile. What neither a stage nor a tool covers is the rest.

use crate::payload::{EndToEnd, TurnLatency};

/// Something that takes a part of a turn's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// From the end of the user's speech to the end of the turn.
    EndOfTurn,
    /// The part of that up to the final transcript.
    Transcription,
    /// The agent's own hook.
    Callback,
    /// From the first tool call to the last output.
    Tools,
    /// The language model's first token.
    LlmTtft,
    /// The speech synthesis' first byte.
    TtsTtfb,
    /// What nothing accounts for; may be several parts.
    Rest,
}

/// A stage and its place, in seconds from the end of the user's speech.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The stage.
    pub stage: Stage,
    /// Where it begins.
    pub from: f64,
    /// Where it ends; not before it begins.
    pub to: f64,
}

/// The bars of a turn, and when its tools ran in seconds from the end of the user's speech. None where the
/// turn cannot be trusted, and where nothing says where the user's speech ended.
pub(super) fn bars(latency: &TurnLatency, tools: Option<(f64, f64)>) -> Vec<Bar> {
    let is_anchored = latency.end_of_turn.is_some() || latency.e2e.is_some();
    if latency.unreliable.is_some() || latency.is_greeting || !is_anchored {
        return Vec::new();
    }
    let e2e = latency.e2e.map(EndToEnd::seconds);
    let mut bars = Vec::new();
    let mut push = |stage, from: f64, length: Option<f64>| {
        let length = length.filter(|length| *length > 0.0)?;
        let to = from + length;
        bars.push(Bar { stage, from, to });
        Some(to)
    };
    let turn_ends = push(Stage::EndOfTurn, 0.0, latency.end_of_turn).unwrap_or(0.0);
    push(Stage::Transcription, 0.0, latency.transcription);
    let hook_ends = push(Stage::Callback, turn_ends, latency.callback).unwrap_or(turn_ends);
    let tools = tools.filter(|(from, to)| *from >= 0.0 && from <= to);
    let tools_end = tools.and_then(|(from, to)| push(Stage::Tools, from, Some(to - from)));
    let free = hook_ends.max(tools_end.unwrap_or(0.0));
    // As late as it may begin so that what is left still fits before the agent speaks.
    let fit = |from: f64, left: f64| e2e.map_or(from, |e2e| from.min(e2e - left).max(0.0));
    let tts = latency.tts.unwrap_or(0.0);
    let llm = latency.llm.unwrap_or(0.0);
    let model_ends = push(Stage::LlmTtft, fit(free, llm + tts), latency.llm);
    let speech_begins = match (model_ends, e2e) {
        (Some(ends), _) => fit(ends, tts),
        // Without the model, only its end is known: where the agent speaks.
        (None, Some(e2e)) => (e2e - tts).max(0.0),
        (None, None) => free,
    };
    push(Stage::TtsTtfb, speech_begins, latency.tts);
    if let Some(e2e) = e2e {
        let rest = uncovered(&bars, e2e);
        bars.extend(rest);
    }
    bars
}

/// Shorter gaps are the rounding of what was reported.
const SHORTEST_REST: f64 = 0.001;

/// What no bar covers up to `end`.
fn uncovered(bars: &[Bar], end: f64) -> Vec<Bar> {
    let mut sorted = bars.to_vec();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut rest = Vec::new();
    let mut from = 0.0_f64;
    let mut close = |from: f64, to: f64| {
        if to - from >= SHORTEST_REST {
            let stage = Stage::Rest;
            rest.push(Bar { stage, from, to });
        }
    };
    for bar in sorted {
        close(from, bar.from.min(end));
        from = from.max(bar.to);
    }
    close(from, end);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(e2e: Option<f64>, stages: [Option<f64>; 4]) -> TurnLatency {
        let [end_of_turn, callback, llm, tts] = stages;
        TurnLatency {
            turn: 2,
            is_greeting: false,
            end_of_turn,
            transcription: None,
            callback,
            llm,
            tts,
            e2e: e2e.map(EndToEnd::Reported),
            tools: None,
            unreliable: None,
        }
    }

    /// The bars in hundredths of a second.
    fn places(latency: &TurnLatency, tools: Option<(f64, f64)>) -> Vec<(Stage, i32, i32)> {
        let hundredths = |seconds: f64| (seconds * 100.0).round() as i32;
        bars(latency, tools)
            .iter()
            .map(|bar| (bar.stage, hundredths(bar.from), hundredths(bar.to)))
            .collect()
    }

    #[test]
    fn stages_follow_one_another_and_the_rest_is_left() {
        let latency = turn(Some(1.5), [Some(0.5), Some(0.1), Some(0.4), Some(0.2)]);
        assert_eq!(
            places(&latency, None),
            [
                (Stage::EndOfTurn, 0, 50),
                (Stage::Callback, 50, 60),
                (Stage::LlmTtft, 60, 100),
                (Stage::TtsTtfb, 100, 120),
                (Stage::Rest, 120, 150),
            ]
        );
    }

    #[test]
    fn what_would_end_after_the_agent_spoke_began_earlier() {
        let latency = turn(Some(1.0), [Some(0.8), None, Some(0.4), Some(0.2)]);
        assert_eq!(
            places(&latency, None),
            [
                (Stage::EndOfTurn, 0, 80),
                (Stage::LlmTtft, 40, 80),
                (Stage::TtsTtfb, 80, 100),
            ]
        );
    }

    #[test]
    fn the_model_follows_the_tools_and_gaps_are_rest() {
        let latency = turn(Some(2.0), [Some(0.5), None, Some(0.3), Some(0.2)]);
        assert_eq!(
            places(&latency, Some((0.8, 1.2))),
            [
                (Stage::EndOfTurn, 0, 50),
                (Stage::Tools, 80, 120),
                (Stage::LlmTtft, 120, 150),
                (Stage::TtsTtfb, 150, 170),
                (Stage::Rest, 50, 80),
                (Stage::Rest, 170, 200),
            ]
        );
    }

    #[test]
    fn what_cannot_be_placed_is_not() {
        let greeting = TurnLatency {
            is_greeting: true,
            ..turn(Some(1.0), [None; 4])
        };
        let unanchored = turn(None, [None, None, Some(0.3), Some(0.2)]);
        for latency in [greeting, unanchored] {
            assert!(bars(&latency, None).is_empty());
        }
        let without_model = turn(Some(1.0), [None, None, None, Some(0.2)]);
        assert_eq!(
            places(&without_model, None),
            [(Stage::TtsTtfb, 80, 100), (Stage::Rest, 0, 80)]
        );
    }
}
