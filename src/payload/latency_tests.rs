use super::*;
use crate::json::tree::parse_first;
use crate::payload::{Payload, Reading};

const EXAMPLE: &str = include_str!("../../tests/fixtures/payload/example-call.json");

fn latencies(text: &str) -> Vec<TurnLatency> {
    let (root, _) = parse_first(text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    Reading::of(&payload).latencies().to_vec()
}

/// A call of one turn with these metrics.
fn one_turn(user: &str, agent: &str) -> TurnLatency {
    let text = format!(
        r#"{{"data": {{"history": [{{"role": "User", "content": "a", "metrics": {{{user}}}}},
            {{"role": "Assistant", "content": "b", "metrics": {{{agent}}}}}]}}}}"#
    );
    latencies(&text)[0]
}

fn near(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() < 5e-4)
}

#[test]
fn the_example_call_adds_up() {
    let turns = latencies(EXAMPLE);
    assert_eq!(turns.len(), 3);
    assert!(turns[0].is_greeting && turns[0].e2e.is_none() && turns[0].remainder().is_none());
    assert_eq!(turns[1].e2e, Some(EndToEnd::Reported(2.788)));
    assert!(near(turns[1].remainder(), 1.572));
    assert!(near(turns[1].tools, 0.628));
    assert_eq!(turns[1].slowest(), Some(Metric::Remainder));
    assert!(near(turns[2].remainder(), 0.133));
    assert_eq!(turns[2].slowest(), Some(Metric::EndOfTurn));
}

#[test]
fn a_missing_end_to_end_is_computed_from_its_timestamps() {
    let reported = latencies(EXAMPLE);
    let computed = latencies(&EXAMPLE.replace("e2e_latency", "ignored"));
    for (reported, computed) in reported.iter().zip(&computed).skip(1) {
        assert!(matches!(computed.e2e, Some(EndToEnd::Computed(_))));
        assert!(near(
            computed.e2e.map(EndToEnd::seconds),
            reported.e2e.unwrap().seconds()
        ));
    }
}

#[test]
fn what_remains_is_unknown_while_a_stage_is() {
    let stages = [
        ("end_of_turn_delay", 0.5),
        ("llm_node_ttft", 0.4),
        ("tts_node_ttfb", 0.2),
    ];
    let with = |absent: &str| {
        let member = |name: &str| {
            let stage = stages.iter().find(|stage| stage.0 == name).unwrap();
            let name = if name == absent { "ignored" } else { name };
            format!(r#""{name}": {}"#, stage.1)
        };
        let agent = format!(
            r#"{}, {}, "e2e_latency": 3"#,
            member("llm_node_ttft"),
            member("tts_node_ttfb")
        );
        one_turn(&member("end_of_turn_delay"), &agent)
    };
    assert!(near(with("").remainder(), 1.9));
    for (absent, _) in stages {
        let turn = with(absent);
        assert_eq!(turn.remainder(), None, "{absent}");
        assert_ne!(turn.slowest(), Some(Metric::Remainder), "{absent}");
        assert_eq!(statistics(&[turn], Metric::Remainder).n, 0);
    }
}

#[test]
fn a_scripted_line_under_the_users_speech_has_no_latency() {
    let turn = one_turn(
        r#""stopped_speaking_at": "2026-01-01T00:00:05Z""#,
        r#""started_speaking_at": "2026-01-01T00:00:02Z""#,
    );
    assert_eq!(turn.e2e, None);
}

#[test]
fn a_realtime_turn_without_windows_has_nothing_to_show() {
    let turn = one_turn("", r#""started_speaking_at": "2026-01-01T00:00:02Z""#);
    assert!(
        Metric::ALL
            .iter()
            .all(|metric| turn.value(*metric).is_none())
    );
    assert_eq!((turn.slowest(), turn.unreliable), (None, None));
}

#[test]
fn stale_anchors_and_leaked_moments_are_left_out_of_statistics() {
    let reversed = one_turn(
        r#""started_speaking_at": "2026-01-01T00:03:23Z",
           "stopped_speaking_at": "2026-01-01T00:00:00Z", "end_of_turn_delay": 203.4"#,
        r#""started_speaking_at": "2026-01-01T00:03:24Z""#,
    );
    assert_eq!(reversed.unreliable, Some(Unreliable::ReversedSpeech));
    assert_eq!(reversed.e2e, None);
    let leaked = one_turn(r#""transcription_delay": 1747888559.8"#, "");
    assert_eq!(leaked.unreliable, Some(Unreliable::OutOfRange));
    let negative = one_turn("", r#""llm_node_ttft": -0.1"#);
    assert_eq!(negative.unreliable, Some(Unreliable::NegativeDelay));
    let good = one_turn("", r#""llm_node_ttft": 0.4"#);
    let stats = statistics(&[reversed, leaked, negative, good], Metric::Llm);
    assert_eq!((stats.n, stats.max), (1, Some(0.4)));
}

#[test]
fn huge_values_never_become_infinite() {
    let turn = one_turn(
        r#""end_of_turn_delay": 1e308, "on_user_turn_completed_delay": 1e308"#,
        r#""e2e_latency": -1e308"#,
    );
    assert_eq!(turn.remainder(), None);
    assert_eq!(turn.unreliable, Some(Unreliable::OutOfRange));
}

#[test]
fn a_filler_carries_the_latency_of_its_turn() {
    let text = r#"{"data": {"history": [
        {"role": "User", "content": "a", "metrics": {"end_of_turn_delay": 0.5}},
        {"role": "Assistant", "content": "One moment.", "metrics": {"llm_node_ttft": 0.3, "e2e_latency": 1.1}},
        {"tool_arguments_json": "{}", "tool_call_id": "c", "created_at": "2026-01-01T00:00:00Z"},
        {"tool_output": "x", "tool_call_id": "c", "created_at": "2026-01-01T00:00:04Z"},
        {"role": "Assistant", "content": "Done.", "metrics": {"llm_node_ttft": 0.9}}]}}"#;
    let turn = latencies(text)[0];
    assert_eq!(
        (turn.llm, turn.e2e),
        (Some(0.3), Some(EndToEnd::Reported(1.1)))
    );
    assert_eq!(turn.tools, None);
}

#[test]
fn milliseconds_need_proof() {
    let ms = |user: &str, agent: &str| one_turn(user, agent).unreliable;
    let all = ms(
        r#""end_of_turn_delay": 582, "transcription_delay": 361"#,
        r#""llm_node_ttft": 463"#,
    );
    assert_eq!(all, Some(Unreliable::Milliseconds));
    let one = ms(
        r#""end_of_turn_delay": 203.4"#,
        r#""llm_node_ttft": 0.4, "e2e_latency": 204.1"#,
    );
    assert_eq!(one, None);
    let stopped = r#""stopped_speaking_at": "2026-06-12T18:51:50.912Z""#;
    let started = r#""started_speaking_at": "2026-06-12T18:51:52.212Z", "e2e_latency": 1300"#;
    assert_eq!(ms(stopped, started), Some(Unreliable::Milliseconds));
}

#[test]
fn a_turn_without_delays_is_reliable_whatever_the_others_have() {
    let text = r#"{"data": {"history": [
        {"role": "Assistant", "content": "a", "metrics": {}},
        {"role": "User", "content": "a", "metrics": {"end_of_turn_delay": 582, "transcription_delay": 361}},
        {"role": "Assistant", "content": "b", "metrics": {"llm_node_ttft": 463}}]}}"#;
    let reasons = latencies(text)
        .iter()
        .map(|turn| turn.unreliable)
        .collect::<Vec<_>>();
    assert_eq!(reasons, [None, Some(Unreliable::Milliseconds)]);
}

#[test]
fn an_exact_zero_was_not_measured() {
    let turn = one_turn(
        r#""end_of_turn_delay": 0, "transcription_delay": 0, "on_user_turn_completed_delay": 0"#,
        r#""llm_node_ttft": 0, "tts_node_ttfb": 0.0, "e2e_latency": -0.0"#,
    );
    assert_eq!((turn.end_of_turn, turn.llm, turn.tts), (None, None, None));
    assert_eq!((turn.e2e, turn.unreliable), (None, None));
    // LiveKit's own for what came before the end of speech.
    assert_eq!((turn.transcription, turn.callback), (Some(0.0), Some(0.0)));
}

#[test]
fn a_zero_does_not_hide_the_latency_that_the_timestamps_give() {
    let text = EXAMPLE.replace(r#""e2e_latency":2.788"#, r#""e2e_latency":0"#);
    let turn = latencies(&text)[1];
    assert!(
        matches!(turn.e2e, Some(EndToEnd::Computed(seconds)) if (seconds - 2.788).abs() < 5e-4)
    );
}

#[test]
fn a_reply_with_a_zero_gives_way_to_one_with_a_latency() {
    let turns = latencies(
        r#"{"data": {"history": [{"role": "User", "content": "a", "metrics": {"end_of_turn_delay": 0.5}},
            {"role": "Assistant", "content": "One moment.", "metrics": {"e2e_latency": 0}},
            {"role": "Assistant", "content": "b", "metrics": {"e2e_latency": 3.5}}]}}"#,
    );
    assert_eq!(turns[0].e2e, Some(EndToEnd::Reported(3.5)));
}

#[test]
fn a_negative_latency_is_not_trusted() {
    let turn = one_turn("", r#""e2e_latency": -0.4"#);
    assert_eq!(turn.unreliable, Some(Unreliable::NegativeDelay));
}

#[test]
fn dates_that_nobody_set_measure_nothing() {
    let text = r#"{"data": {"history": [
        {"role": "User", "content": "a", "metrics": {
            "started_speaking_at": "0001-01-01T00:00:00Z", "stopped_speaking_at": "0001-01-01T00:00:02Z"}},
        {"tool_name": "t", "tool_call_id": "1", "tool_arguments_json": "{}", "created_at": "0001-01-01T00:00:00Z"},
        {"tool_name": "t", "tool_call_id": "1", "tool_output": "x", "created_at": "2026-06-12T18:51:51Z"},
        {"role": "Assistant", "content": "b", "metrics": {"started_speaking_at": "2026-06-12T18:51:52Z"}}]}}"#;
    let (root, _) = parse_first(text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    let reading = Reading::of(&payload);
    let turn = reading.latencies()[0];
    assert_eq!((turn.tools, turn.e2e), (None, None));
    assert_eq!(reading.runs[0].duration(), None);
    let (start, field) = payload.call.start().unwrap();
    assert_eq!(field, crate::payload::StartField::History);
    assert_eq!(start.to_rfc3339(), "2026-06-12T18:51:51+00:00");
}

#[test]
fn the_slowest_needs_two_that_took_time() {
    let slowest = |user: &str, agent: &str| one_turn(user, agent).slowest();
    let end = r#""end_of_turn_delay": 0.5"#;
    assert_eq!(slowest(end, ""), None);
    assert_eq!(slowest(end, r#""llm_node_ttft": 0.6"#), Some(Metric::Llm));
    assert_eq!(
        slowest(end, r#""llm_node_ttft": 0.4"#),
        Some(Metric::EndOfTurn)
    );
    let all = r#""llm_node_ttft": 0.6, "tts_node_ttfb": 0.7"#;
    assert_eq!(slowest(end, all), Some(Metric::Tts));
    let greeting = latencies(&format!(
        r#"{{"data": {{"history": [{{"role": "Assistant", "content": "a", "metrics": {{{all}}}}}]}}}}"#
    ));
    assert_eq!(
        (greeting[0].is_greeting, greeting[0].slowest()),
        (true, None)
    );
}

#[test]
fn a_computed_delay_of_nothing_is_one_and_eleven_days_are_none() {
    let longest = |seconds: &str| one_turn("", &format!(r#""e2e_latency": {seconds}"#)).unreliable;
    assert_ne!(longest("999999.9"), Some(Unreliable::OutOfRange));
    for seconds in ["1000000", "-1000000"] {
        assert_eq!(longest(seconds), Some(Unreliable::OutOfRange));
    }
    let same = r#""2026-01-01T00:00:05Z""#;
    let turn = one_turn(
        &format!(r#""stopped_speaking_at": {same}"#),
        &format!(r#""started_speaking_at": {same}"#),
    );
    assert_eq!(turn.e2e, Some(EndToEnd::Computed(0.0)));
}

#[test]
fn every_metric_has_the_value_that_it_is_named_after() {
    let turn = one_turn(
        r#""end_of_turn_delay": 0.5, "transcription_delay": 0.3, "on_user_turn_completed_delay": 0.1"#,
        r#""llm_node_ttft": 0.4, "tts_node_ttfb": 0.2, "e2e_latency": 2"#,
    );
    let expected = [
        ("end_of_turn", 0.5),
        ("transcription", 0.3),
        ("callback", 0.1),
        ("llm_ttft", 0.4),
        ("tts_ttfb", 0.2),
        ("remainder", 0.8),
        ("e2e", 2.0),
    ];
    for (metric, (name, value)) in Metric::ALL.into_iter().zip(expected) {
        assert_eq!(metric.name(), name);
        assert!(near(turn.value(metric), value), "{name}");
    }
}

#[test]
fn every_reason_has_a_name_of_its_own() {
    let names = Unreliable::ALL.map(Unreliable::name);
    assert_eq!(
        names,
        [
            "reversed_speech",
            "out_of_range",
            "negative_delay",
            "milliseconds"
        ]
    );
}
