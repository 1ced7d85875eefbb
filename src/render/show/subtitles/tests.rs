use super::*;
use crate::json::tree::parse_first;
use crate::payload::Payload;
use crate::view::{Origin, Request, build};

/// A message with its window in seconds of a call that starts at 0:00.
fn message(role: &str, text: &str, window: Option<(u32, u32)>, more: &str) -> String {
    let at = |ms: u32| {
        format!(
            "2026-01-01T00:{:02}:{:02}.{:03}Z",
            ms / 60_000,
            ms / 1000 % 60,
            ms % 1000
        )
    };
    let metrics = window.map(|(from, to)| {
        let (from, to) = (at(from), at(to));
        format!(r#","metrics":{{"started_speaking_at":"{from}","stopped_speaking_at":"{to}"}}"#)
    });
    let text = serde_json::to_string(text).unwrap();
    let metrics = metrics.unwrap_or_default();
    format!(r#"{{"role":"{role}","content":{text}{metrics}{more}}}"#)
}

fn track(track: Track, messages: &[String]) -> String {
    let text = format!(
        r#"{{"data":{{"start_time":"2026-01-01T00:00:00Z","history":[{}]}}}}"#,
        messages.join(",")
    );
    let (root, _) = parse_first(&text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    let request = Request {
        cues: true,
        ..Request::default()
    };
    let mut subtitles = Subtitles::new(track);
    let mut out = Vec::new();
    let view = build(&payload, &request, Origin::default());
    subtitles.call(&view, &mut out).unwrap();
    subtitles.finish(None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_cue_lasts_as_long_as_the_speech() {
    let messages = [
        message("Assistant", "Hello.", Some((1_500, 2_250)), ""),
        message("User", "Hi.", Some((3_000, 3_400)), ""),
    ];
    assert_eq!(
        track(Track::Srt, &messages),
        "1\n00:00:01,500 --> 00:00:02,250\nAgent: Hello.\n\n2\n00:00:03,000 --> 00:00:03,400\nUser: Hi.\n\n"
    );
    let vtt = track(Track::Vtt, &messages);
    assert!(vtt.starts_with("WEBVTT\n\nSTYLE\n"));
    assert!(vtt.ends_with(
        "00:00:01.500 --> 00:00:02.250\n<v Agent>Hello.</v>\n\n00:00:03.000 --> 00:00:03.400\n<v User>Hi.</v>\n\n"
    ));
}

#[test]
fn long_messages_are_split_at_sentences_and_share_their_time() {
    let text = "First, a sentence of some length that fills lines. Then a second one, which is as long as that. Short. And more.";
    let shown = track(
        Track::Vtt,
        &[message("Assistant", text, Some((0, 10_000)), "")],
    );
    let times: Vec<&str> = shown.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(times.len(), 2, "{shown}");
    assert!(times[0].starts_with("00:00:00.000"));
    assert!(times[1].ends_with("00:00:10.000"));
    let ends: Vec<&str> = times
        .iter()
        .map(|time| time.split(" --> ").nth(1).unwrap())
        .collect();
    assert_eq!(ends[0], &times[1][..12]);
    assert!(shown.contains("lines.</v>"), "{shown}");
}

#[test]
fn both_are_shown_while_both_speak_and_a_breath_of_overlap_is_none() {
    let agent = message("Assistant", "I will look.", Some((0, 4_000)), "");
    let both = [
        agent.clone(),
        message("User", "Yes.", Some((1_000, 2_000)), ""),
    ];
    assert_eq!(
        track(Track::Srt, &both),
        "1\n00:00:00,000 --> 00:00:01,000\nAgent: I will look.\n\n\
         2\n00:00:01,000 --> 00:00:02,000\nAgent: I will look.\nUser: Yes.\n\n\
         3\n00:00:02,000 --> 00:00:04,000\nAgent: I will look.\n\n"
    );
    let breath = [
        agent.clone(),
        message("User", "Yes.", Some((3_950, 5_000)), ""),
    ];
    assert_eq!(track(Track::Srt, &breath).matches("-->").count(), 2);
    let same = [
        agent,
        message("Assistant", "More.", Some((3_000, 5_000)), ""),
    ];
    assert_eq!(
        track(Track::Srt, &same),
        "1\n00:00:00,000 --> 00:00:03,000\nAgent: I will look.\n\n2\n00:00:03,000 --> 00:00:05,000\nAgent: More.\n\n"
    );
}

#[test]
fn what_has_no_window_is_shown_as_long_as_it_takes_to_read() {
    let filed = |second: u32| format!(r#","created_at":"2026-01-01T00:00:{second:02}Z""#);
    let messages = [
        message("Assistant", "Hello.", None, &filed(2)),
        message("User", &"word ".repeat(16), None, &filed(10)),
        message("Assistant", "Soon.", None, &filed(12)),
        message("User", "At once.", None, &filed(12)),
        message("User", "Whenever.", None, ""),
        message("Assistant", "Reversed.", Some((40_000, 30_000)), &filed(50)),
    ];
    let shown = track(Track::Srt, &messages);
    let times: Vec<&str> = shown.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(
        times,
        [
            "00:00:02,000 --> 00:00:03,000",
            "00:00:10,000 --> 00:00:12,000",
            "00:00:12,000 --> 00:00:13,000",
            "00:00:13,000 --> 00:00:14,000",
            "00:00:14,000 --> 00:00:15,000",
            "00:00:40,000 --> 00:00:41,000",
        ],
        "{shown}"
    );
}

#[test]
fn without_a_time_there_is_no_cue() {
    let messages = [message("User", "Hi.", None, "")];
    assert_eq!(track(Track::Srt, &messages), "");
    assert_eq!(track(Track::Vtt, &messages), vtt::HEAD);
    assert_eq!(track(Track::Vtt, &[]), vtt::HEAD);
}

#[test]
fn text_breaks_out_of_no_cue() {
    let hostile = "<b>{\\an8}x</b>\n\n99\n00:00:01,000 --> 00:00:09,000\n::error::y\u{1b}[2J\u{202e} & </v> NOTE";
    for (format, arrows) in [(Track::Srt, 1), (Track::Vtt, 1)] {
        let shown = track(format, &[message("User", hostile, Some((0, 200)), "")]);
        assert_eq!(shown.matches("-->").count(), arrows, "{shown}");
        assert!(!shown.contains(|c| "{}\u{1b}\u{202e}".contains(c)) || format == Track::Vtt);
        let times = shown.lines().filter(|line| line.matches(':').count() > 3);
        assert!(times.count() == 1 || format == Track::Vtt, "{shown}");
        assert!(
            !shown.contains("<b>") && !shown.contains("\u{1b}"),
            "{shown}"
        );
        assert!(
            !shown
                .lines()
                .any(|line| line.trim_start().starts_with("::error")),
            "{shown}"
        );
    }
}
