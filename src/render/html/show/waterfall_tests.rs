use super::*;
use crate::payload::{EndToEnd, TurnLatency};
use crate::view::LatencyTurn;

/// A turn whose stages are 0.5, 0.3 and 0.2 seconds.
fn turn(e2e: Option<f64>) -> LatencyTurn {
    LatencyTurn::from(TurnLatency {
        turn: 2,
        is_greeting: false,
        end_of_turn: Some(0.5),
        transcription: Some(0.4),
        callback: Some(0.0001),
        llm: Some(0.3),
        tts: Some(0.2),
        e2e: e2e.map(EndToEnd::Reported),
        tools: None,
        unreliable: None,
    })
}

/// What is drawn on an axis of ten seconds, from and to in tenths.
fn drawn(turn: &LatencyTurn) -> String {
    let scale = Scale {
        axis: Axis::new(0.0, 10.0),
        bands: Vec::new(),
        ticks: Vec::new(),
    };
    let Some(picture) = Waterfall::of(turn, &scale) else {
        return "nothing".to_owned();
    };
    let named = |stage: &Stage| {
        let end = Percent(stage.x.0 + stage.width.0);
        format!("{} {}-{}", stage.class, stage.x, end).replace('%', "")
    };
    let bars = picture.bars.iter().chain(&picture.other);
    let parts: Vec<String> = bars.chain(&picture.overlap).map(named).collect();
    parts.join(", ")
}

#[test]
fn what_no_stage_accounts_for_lies_between_the_halves() {
    let turn = turn(Some(2.0));
    assert_eq!(
        drawn(&turn),
        "eot 0-5, stt 0-4, llm 15-18, tts 18-20, rest 5-15"
    );
}

#[test]
fn stages_that_overlapped_overlap() {
    let turn = turn(Some(0.8));
    assert_eq!(drawn(&turn), "eot 0-5, stt 0-4, llm 3-6, tts 6-8, both 3-5");
}

#[test]
fn nothing_is_drawn_that_is_not_known() {
    assert_eq!(drawn(&turn(None)), "eot 0-5, stt 0-4");
    let without_model = LatencyTurn {
        llm_ttft_seconds: None,
        remainder_seconds: None,
        ..turn(Some(2.0))
    };
    assert_eq!(drawn(&without_model), "eot 0-5, stt 0-4, tts 18-20");
    let greeting = LatencyTurn {
        is_greeting: true,
        ..turn(Some(2.0))
    };
    assert_eq!(drawn(&greeting), "nothing");
}

#[test]
fn one_slow_reply_does_not_press_the_others_together() {
    let slow = LatencyTurn {
        e2e_seconds: Some(60.0),
        ..turn(None)
    };
    let turns = vec![turn(Some(1.0)), turn(Some(1.2)), slow];
    let measured = crate::payload::Stats::of(vec![1.0, 1.2, 60.0]);
    let row = crate::view::StatsRow::from(measured);
    let latency = Latency {
        turns,
        statistics: crate::view::Statistics {
            end_of_turn: row,
            transcription: row,
            callback: row,
            llm_ttft: row,
            tts_ttfb: row,
            remainder: row,
            e2e: row,
        },
        unreliable_turns: 0,
    };
    let scale = Scale::of(&latency).unwrap();
    assert!(scale.axis.end() < 6.0);
    let picture = Waterfall::of(&latency.turns[2], &scale).unwrap();
    assert!(picture.end.unwrap().1, "it is marked as cut");
}
