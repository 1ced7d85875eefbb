use super::*;
use crate::json::tree::parse_first;
use crate::payload::Payload;
use crate::view::{Origin, Request, build};

const EXAMPLE: &str = include_str!("../../tests/fixtures/payload/example-call.json");

fn with_timeline(text: &str, look: impl FnOnce(&Timeline<'_>)) {
    let (root, _) = parse_first(text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    let request = Request {
        timeline: true,
        ..Request::default()
    };
    let view = build(&payload, &request, Origin::default());
    look(&view.timeline.unwrap());
}

fn near(stretch: Stretch, from: f64, to: f64) -> bool {
    (stretch.from - from).abs() < 1e-9 && (stretch.to - to).abs() < 1e-9
}

#[test]
fn speech_tools_and_handoffs_are_where_the_payload_says() {
    with_timeline(EXAMPLE, |timeline| {
        let agent = |speech: &&Speech| speech.speaker == Speaker::Agent;
        assert_eq!(timeline.speech.len(), 5);
        assert_eq!(timeline.speech.iter().filter(agent).count(), 3);
        let cut: Vec<_> = timeline
            .speech
            .iter()
            .filter(|s| s.is_interrupted)
            .collect();
        assert_eq!(cut.len(), 1);
        assert!(near(cut[0].at, 12.698, 17.1), "{:?}", cut[0]);
        assert_eq!(timeline.overlaps.len(), 1);
        assert!(
            near(timeline.overlaps[0], 16.298, 17.1),
            "{:?}",
            timeline.overlaps
        );
        assert_eq!(timeline.tools.len(), 1);
        assert!(near(timeline.tools[0].at, 11.103, 11.731));
        assert!(timeline.handoffs[0].is_initial);
        assert_eq!(timeline.turns.len(), 3);
        assert_eq!((timeline.filed.len(), timeline.left_out), (0, 0));
    });
}

#[test]
fn a_silence_lies_between_two_speeches() {
    let text = r#"{"event":"ConversationComplete","data":{"start_time":"2026-06-12T18:00:00Z","history":[
        {"role":"User","content":"a","metrics":{"started_speaking_at":"2026-06-12T18:00:01Z","stopped_speaking_at":"2026-06-12T18:00:02Z"}},
        {"role":"Assistant","content":"b","metrics":{"started_speaking_at":"2026-06-12T18:00:06Z","stopped_speaking_at":"2026-06-12T18:00:07Z"}}]}}"#;
    with_timeline(text, |timeline| {
        assert_eq!(timeline.silences.len(), 1);
        assert!(near(timeline.silences[0], 2.0, 6.0));
        assert!(timeline.overlaps.is_empty());
    });
}

#[test]
fn what_is_not_timed_is_not_placed_and_what_is_broken_is_counted() {
    let text = r#"{"data":{"start_time":"2026-06-12T18:00:00Z","history":[
        {"role":"User","content":"filed","created_at":"2026-06-12T18:00:03Z"},
        {"role":"Assistant","content":"untimed"},
        {"role":"User","content":"far","created_at":"2031-06-12T18:00:03Z"},
        {"role":"Assistant","content":"reversed","created_at":"2026-06-12T18:00:04Z","metrics":{
            "started_speaking_at":"2026-06-12T18:00:06Z","stopped_speaking_at":"2026-06-12T18:00:05Z"}}]}}"#;
    with_timeline(text, |timeline| {
        assert!(timeline.speech.is_empty());
        assert_eq!(timeline.filed.len(), 1);
        assert_eq!(timeline.left_out, 2);
    });
    with_timeline(r#"{"data":{"history":[]}}"#, |timeline| {
        assert_eq!(timeline.range, None);
    });
}

#[test]
fn series_are_joined_before_they_are_compared() {
    let s = |from: f64, to: f64| Stretch { from, to };
    let one = joined([s(4.0, 5.0), s(0.0, 2.0), s(1.0, 3.0)].into_iter());
    assert_eq!(one, [s(0.0, 3.0), s(4.0, 5.0)]);
    let both = common(&one, &[s(2.5, 4.5), s(4.75, 9.0)]);
    assert_eq!(both, [s(2.5, 3.0), s(4.0, 4.5), s(4.75, 5.0)]);
}
