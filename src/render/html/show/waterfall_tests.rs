use super::*;
use crate::view::Stage::{Callback, EndOfTurn, LlmTtft, Rest, Tools, Transcription, TtsTtfb};

fn bar(stage: view::Stage, from: f64, to: f64) -> Bar {
    Bar { stage, from, to }
}

fn turn(e2e: Option<f64>, bars: Vec<Bar>) -> TurnBars {
    TurnBars {
        turn: 2,
        is_greeting: false,
        is_unreliable: false,
        e2e,
        is_computed: false,
        overlap: None,
        slowest: None,
        bars,
    }
}

/// What is drawn on an axis of ten seconds, from and to in tenths.
fn drawn(turn: &TurnBars) -> String {
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
    let bars = picture.bars.iter().chain(&picture.overlap);
    let parts: Vec<String> = bars.map(named).collect();
    parts.join(", ")
}

#[test]
fn bars_are_drawn_where_they_were_placed() {
    let bars = vec![
        bar(EndOfTurn, 0.0, 0.5),
        bar(Transcription, 0.0, 0.4),
        bar(Tools, 0.8, 1.2),
        bar(LlmTtft, 1.2, 1.5),
        bar(TtsTtfb, 1.5, 1.7),
        bar(Rest, 0.5, 0.8),
        bar(Rest, 1.7, 2.0),
    ];
    assert_eq!(
        drawn(&turn(Some(2.0), bars)),
        "eot 0-5, stt 0-4, tool 8-12, llm 12-15, tts 15-17, rest 5-8, rest 17-20"
    );
}

#[test]
fn where_both_halves_ran_is_marked() {
    let bars = vec![
        bar(EndOfTurn, 0.0, 0.5),
        bar(LlmTtft, 0.3, 0.6),
        bar(TtsTtfb, 0.6, 0.8),
    ];
    assert_eq!(
        drawn(&turn(Some(0.8), bars)),
        "eot 0-5, llm 3-6, tts 6-8, both 3-5"
    );
}

#[test]
fn what_takes_microseconds_is_not_drawn() {
    let bars = vec![bar(EndOfTurn, 0.0, 0.5), bar(Callback, 0.5, 0.5001)];
    assert_eq!(drawn(&turn(None, bars)), "eot 0-5");
}

#[test]
fn nothing_is_drawn_that_is_not_known() {
    assert_eq!(drawn(&turn(None, Vec::new())), "nothing");
    let greeting = TurnBars {
        is_greeting: true,
        ..turn(Some(2.0), Vec::new())
    };
    assert_eq!(drawn(&greeting), "nothing");
    let doubtful = TurnBars {
        is_unreliable: true,
        ..turn(Some(2.0), Vec::new())
    };
    assert_eq!(drawn(&doubtful), "nothing");
}

#[test]
fn one_slow_reply_does_not_press_the_others_together() {
    let turns = [1.0, 1.2, 60.0].map(|e2e| turn(Some(e2e), Vec::new()));
    let scale = Scale::of(&turns, Some(1.2)).unwrap();
    assert!(scale.axis.end() < 6.0);
    let picture = Waterfall::of(&turns[2], &scale).unwrap();
    assert!(picture.end.unwrap().1, "it is marked as cut");
}
