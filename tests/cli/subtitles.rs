//! Subtitles: what a strict reader of either format reads back is what was said, in order, at its time.

use serde_json::{Value, json};

use crate::harness::{ID, Run, Speakhook, assert_golden, files_below, payload, project};
use crate::runner::assert_tame;

/// A cue as a reader sees it.
#[derive(Debug)]
struct Cue {
    from: u64,
    to: u64,
    /// What each speaker says in it.
    said: Vec<(String, String)>,
}

fn show(format: &str, args: &[&str], input: &str) -> Run {
    Speakhook::new(["show", "-q", "-f", format])
        .args(args)
        .dir(&project(""))
        .stdin(input)
        .run()
}

/// `HH:MM:SS` and milliseconds behind `point`, and nothing else.
fn time(text: &str, point: char) -> u64 {
    let (clock, ms) = text.split_once(point).unwrap();
    let parts: Vec<u64> = clock
        .split(':')
        .map(|part| {
            assert_eq!(part.len(), 2, "{text}");
            part.parse().unwrap()
        })
        .collect();
    let [hours, minutes, seconds] = parts[..] else {
        panic!("{text}");
    };
    assert!(minutes < 60 && seconds < 60 && ms.len() == 3, "{text}");
    ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms.parse::<u64>().unwrap()
}

fn times(line: &str, point: char) -> (u64, u64) {
    let (from, to) = line.split_once(" --> ").expect(line);
    (time(from, point), time(to, point))
}

/// Blocks between blank lines: a number that counts up, a line of times, text behind a name.
fn srt(text: &str) -> Vec<Cue> {
    let blocks = text.split_terminator("\n\n").enumerate();
    let block = |(place, block): (usize, &str)| {
        let mut lines = block.lines();
        assert_eq!(
            lines.next(),
            Some((place + 1).to_string().as_str()),
            "{block}"
        );
        let (from, to) = times(lines.next().unwrap(), ',');
        let mut said: Vec<(String, String)> = Vec::new();
        for line in lines {
            assert!(
                !line.trim().is_empty() && !line.contains(['<', '>', '{', '}']),
                "{line}"
            );
            let named = ["User", "Agent"]
                .into_iter()
                .find_map(|name| Some((name, line.strip_prefix(name)?.strip_prefix(": ")?)));
            match (named, said.last_mut()) {
                (Some((name, text)), _) => said.push((name.to_owned(), text.to_owned())),
                (None, last) => {
                    let (_, text) = last.expect(line);
                    text.push_str(line);
                }
            }
        }
        Cue { from, to, said }
    };
    blocks.map(block).collect()
}

/// The signature, a style block, then cues of one voice each.
fn vtt(text: &str) -> Vec<Cue> {
    let mut blocks = text.split_terminator("\n\n");
    assert_eq!(blocks.next(), Some("WEBVTT"));
    assert!(blocks.next().unwrap().starts_with("STYLE\n/*"));
    let block = |block: &str| {
        let (line, text) = block.split_once('\n').unwrap();
        let (from, to) = times(line, '.');
        let (voice, text) = text.strip_prefix("<v ").unwrap().split_once('>').unwrap();
        let text = text.strip_suffix("</v>").unwrap();
        assert!(
            !text.contains(['<', '>']) && !text.contains("\n\n"),
            "{block}"
        );
        let parts = text.split('&').skip(1);
        let known = ["amp;", "lt;", "gt;"];
        assert!(
            parts
                .clone()
                .all(|part| known.iter().any(|name| part.starts_with(name)))
        );
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let said = vec![(voice.to_owned(), text)];
        Cue { from, to, said }
    };
    blocks.map(block).collect()
}

/// What somebody says in a track, without blanks, each part once.
fn words(cues: &[Cue], name: &str) -> String {
    let said = cues.iter().flat_map(|cue| &cue.said);
    let mut parts: Vec<String> = Vec::new();
    for (_, text) in said.filter(|(speaker, _)| speaker == name) {
        let part: String = text.split_whitespace().collect();
        // In SRT a part may be shown in several blocks.
        if parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    parts.concat()
}

/// The same of the JSON of a call.
fn spoken(document: &Value, role: &str) -> String {
    let entries = document["calls"][0]["transcript"]["entries"]
        .as_array()
        .unwrap();
    let mut entries: Vec<&Value> = entries
        .iter()
        .filter(|entry| entry["role"] == role)
        .collect();
    entries.sort_by(|a, b| {
        let at = |entry: &Value| entry["offset_seconds"].as_f64().unwrap_or_default();
        at(a).total_cmp(&at(b))
    });
    let text = |entry: &&Value| {
        let dash = if entry["interrupted"] == true {
            "—"
        } else {
            ""
        };
        let said = entry["content"].as_str().unwrap_or_default();
        said.split_whitespace().collect::<String>() + dash
    };
    entries.iter().map(text).collect()
}

fn assert_orderly(cues: &[Cue], what: &str) {
    for cue in cues {
        assert!(cue.from < cue.to, "{what}: {cue:?}");
    }
    assert!(cues.is_sorted_by_key(|cue| cue.from), "{what}");
}

#[test]
fn what_was_said_is_read_back_in_order() {
    for path in files_below(&project("samples/conversation-complete")) {
        let path = path.to_str().unwrap();
        let json = show("json", &["--transcript", path], "");
        let document: Value = serde_json::from_str(&json.stdout).unwrap();
        let (srt, vtt) = (show("srt", &[path], ""), show("vtt", &[path], ""));
        assert_eq!((srt.status, vtt.status), (0, 0));
        for (cues, format) in [
            (self::srt(&srt.stdout), "srt"),
            (self::vtt(&vtt.stdout), "vtt"),
        ] {
            let what = format!("{path} {format}");
            assert_orderly(&cues, &what);
            for (name, role) in [("User", "user"), ("Agent", "assistant")] {
                assert_eq!(words(&cues, name), spoken(&document, role), "{what}");
            }
        }
        let cues = self::srt(&srt.stdout);
        assert!(
            cues.windows(2).all(|pair| pair[0].to <= pair[1].from),
            "{path}"
        );
        for (name, cues) in ["User", "Agent"].map(|name| (name, self::vtt(&vtt.stdout))) {
            let own: Vec<&Cue> = cues.iter().filter(|cue| cue.said[0].0 == name).collect();
            assert!(
                own.windows(2).all(|pair| pair[0].to <= pair[1].from),
                "{path} {name}"
            );
        }
    }
}

#[test]
fn the_tracks_of_a_call_are_as_recorded() {
    for format in ["srt", "vtt"] {
        let run = show(
            format,
            &["samples/conversation-complete/interrupted.json"],
            "",
        );
        let path = format!("tests/fixtures/show/subtitles.{format}");
        assert_golden(&project(&path), &run.stdout);
    }
}

#[test]
fn hostile_text_breaks_out_of_no_cue() {
    let hostile = "<b>{\\an8}x</b>\n\n99\n00:00:01,000 --> 00:00:09,000\n::error::y\u{1b}[2J\u{202e} & </v>\n\nNOTE ##[error]z";
    let at = |second: usize| format!("2026-01-01T00:{:02}:{:02}Z", second / 60, second % 60);
    let item = |number: usize| {
        let role = if number.is_multiple_of(2) {
            "User"
        } else {
            "Assistant"
        };
        let text = hostile.repeat(1 + number % 3);
        let metrics =
            json!({"started_speaking_at": at(number), "stopped_speaking_at": at(number + 3)});
        json!({"role": role, "content": text, "metrics": metrics}).to_string()
    };
    let items: Vec<String> = (0..120).map(item).collect();
    let more = format!(
        r#","start_time":"2026-01-01T00:00:00Z","history":[{}]"#,
        items.join(",")
    );
    let call = payload(&more);
    for (format, read) in [("srt", srt as fn(&str) -> Vec<Cue>), ("vtt", vtt)] {
        let run = show(format, &[], &call);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_tame(&run.stdout, format);
        let cues = read(&run.stdout);
        assert_orderly(&cues, format);
        let said = words(&cues, "User").replace('｛', "{").replace('｝', "}");
        assert!(said.contains("\\u{1b}[2J\\u{202e}"), "{said}");
    }
}

#[test]
fn a_track_is_of_one_call_and_one_without_times_is_empty() {
    let two = Speakhook::new(["show", "-f", "srt", "samples/captures/day.jsonl"])
        .dir(&project(""))
        .run();
    assert_eq!((two.status, two.stdout.as_str()), (2, ""));
    assert!(
        two.stderr.contains("day.jsonl:2 has a second"),
        "{}",
        two.stderr
    );
    let second = Speakhook::new(["show", "-f", "srt", "samples/captures/day.jsonl:2"])
        .dir(&project(""))
        .run();
    assert_eq!(second.status, 0, "{}", second.stderr);
    assert!(!second.stdout.is_empty());
    let run = Speakhook::new(["show", "-f", "srt"])
        .stdin(payload(""))
        .run();
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert!(
        run.stderr.contains("there are no subtitles"),
        "{}",
        run.stderr
    );
    let user = show(
        "vtt",
        &[
            "--role",
            "user",
            "samples/conversation-complete/interrupted.json",
        ],
        "",
    );
    let cues = vtt(&user.stdout);
    assert!(!cues.is_empty() && words(&cues, "Agent").is_empty());
}

#[test]
fn many_things_said_at_the_same_moment_are_written_once_each() {
    // 2,000 messages in one window were 2,000 blocks with all of them.
    let window = json!({"started_speaking_at": "2026-06-12T18:00:00Z", "stopped_speaking_at": "2026-06-12T19:00:00Z"});
    let item = |number: usize| {
        let role = ["User", "Assistant"][number % 2];
        let content = format!("word{number}x");
        json!({"role": role, "kind": "Message", "content": content, "metrics": window})
    };
    let history: Vec<Value> = (0..2_000).map(item).collect();
    let body = json!({"event": "ConversationComplete", "data": {
        "session_id": ID, "agent_id": ID, "start_time": "2026-06-12T18:00:00Z", "history": history}});
    for format in ["srt", "vtt"] {
        let run = show(format, &[], &body.to_string());
        let times = |number: usize| run.stdout.matches(&format!("word{number}x")).count();
        assert!(
            (0..2_000).all(|number| (1..=3).contains(&times(number))),
            "{format}"
        );
        assert!(run.stdout.len() < 500_000, "{format}: {}", run.stdout.len());
    }
}
