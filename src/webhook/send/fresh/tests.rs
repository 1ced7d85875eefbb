use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::*;

fn fresh(seed: u64) -> Fresh {
    let now = DateTime::from_timestamp(1_800_000_000, 987_000_000).unwrap();
    Fresh::new(seed, now)
}

fn samples(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            samples(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn every_sample_is_found_as_it_was() {
    let mut paths = Vec::new();
    samples(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"),
        &mut paths,
    );
    let mut renewed = 0;
    for path in &paths {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        if parse_only(&text).is_none() {
            assert_eq!(fresh(1).renew(&text), Err(Unfit::Syntax));
            continue;
        }
        let new = fresh(1).renew(&text).unwrap();
        assert_eq!(new.len(), text.len(), "{}", path.display());
        let found = |text| places(&Judge::default().judge(Document::of_text(text)));
        assert_eq!(found(&new), found(&text), "{}", path.display());
        renewed += usize::from(new != text);
    }
    let kept = paths.len() - renewed;
    assert!(renewed > 20 && kept < 10, "{renewed} of {}", paths.len());
}

const CALL: &str = r#"{ "event" : "ConversationComplete",
 "data":{"session_id":"0197A3C4-6F0E-7B52-9D1E-5C2A7BE0F411","agent_id":"5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11",
 "audio_url":"https://s3.example.com/0197a3c46f0e7b529d1e5c2a7be0f411.ogg?X-Amz-Credential=K%2F20260612%2Feu%2Fs3%2Faws4_request\u0026X-Amz-Date=20260612T185210Z\u0026X-Amz-Expires=86400",
 "audio_url_expires_at":"2026-06-13T18:52:10Z",
 "created_at":"2026-06-12T18:51:40.118Z","start_time":"2026-06-12T18:51:41.002Z","duration_seconds":10,
 "history":[
 {"kind":"FunctionCall","id":"item_9c8b7a6d5e4f\/fnc_0","created_at":"2026-06-12T18:51:52.105Z","tool_name":"look","tool_call_id":"call_Zk3Qw9",
  "tool_arguments_json":"{\"s\":\"0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411\",\"i\":\"item_9c8b7a6d5e4f\",\"t\":\"see\\n9c8b7a6d5e4f\",\"c\":\"Zk3Qw9\"}"},
 {"kind":"FunctionCallOutput","id":"item_1","created_at":"2026-06-12T18:51:52.733Z","tool_call_id":"call_Zk3Qw9","tool_output":"9c8b7a6d5e4f at 2026-06-12T18:51:52Z"}]}}
"#;

#[test]
fn ids_and_times_change_together_wherever_they_are() {
    let new = fresh(7).renew(CALL).unwrap();
    let value: serde_json::Value = serde_json::from_str(&new).unwrap();
    let data = &value["data"];
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let session = text(&data["session_id"]);
    // Capitals stay capitals, and the version with its time stays, too.
    assert_eq!(session, session.to_ascii_uppercase());
    let uuid = Uuid::parse_str(&session).unwrap();
    assert_eq!(uuid.get_version_num(), 7);
    assert_eq!(
        uuid.get_timestamp().unwrap().to_unix(),
        (1_800_000_000, 987_000_000)
    );
    assert!(text(&data["audio_url"]).contains(&uuid.simple().to_string()));
    let item = text(&data["history"][0]["id"]);
    assert!(
        item.starts_with("item_") && item.ends_with("/fnc_0"),
        "{item}"
    );
    let chance = &item[5..17];
    assert_ne!(chance, "9c8b7a6d5e4f");
    let arguments = text(&data["history"][0]["tool_arguments_json"]);
    let arguments: serde_json::Value = serde_json::from_str(&arguments).unwrap();
    assert_eq!(arguments["s"], uuid.hyphenated().to_string());
    assert_eq!(arguments["i"], format!("item_{chance}"));
    assert_eq!(arguments["t"], format!("see\n{chance}"));
    // Six characters may be a word of somebody's: they change in ids alone.
    assert_eq!(arguments["c"], "Zk3Qw9");
    let call = text(&data["history"][0]["tool_call_id"]);
    assert_ne!(call, "call_Zk3Qw9");
    assert_eq!(call, text(&data["history"][1]["tool_call_id"]));
    assert_eq!(data["history"][1]["id"], "item_1");
    assert_eq!(data["agent_id"], "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11");
    // 1,800,000,000 is 2027-01-15T08:00:00Z; the last item ends the call.
    assert_eq!(data["history"][1]["created_at"], "2027-01-15T08:00:00.733Z");
    let output = text(&data["history"][1]["tool_output"]);
    assert_eq!(output, format!("{chance} at 2027-01-15T08:00:00Z"));
    assert_eq!(data["audio_url_expires_at"], "2027-01-16T08:00:18Z");
    assert!(text(&data["audio_url"]).contains("%2F20270115%2F"));
    assert!(text(&data["audio_url"]).contains("X-Amz-Date=20270115T080018Z&X-Amz-Expires=86400"));
    // Everything else is as it was written.
    assert!(new.contains(r"\/fnc_0") && new.contains(r"\u0026X-Amz-Date="));
    assert!(new.starts_with("{ \"event\" : ") && new.ends_with("}]}}\n"));
}

#[test]
fn a_seed_gives_the_same_call_and_another_seed_another() {
    assert_eq!(fresh(7).renew(CALL), fresh(7).renew(CALL));
    let ids = |seed| fresh(seed).renew(CALL).unwrap();
    assert_ne!(ids(7), ids(8));
}

#[test]
fn what_would_be_wrong_afterwards_is_refused() {
    let before = r#"{"event":"SessionStarted","data":{"session_id":1,"agent_id":1}}"#;
    let after = r#"{"event":"SessionStarted","data":{"session_id":1,"agent_id":1,"x\n":1}}"#;
    assert_eq!(compare(before, before), Ok(()));
    assert_eq!(compare(after, before), Ok(()));
    let worse = compare(before, after).unwrap_err().to_string();
    assert_eq!(
        worse,
        r"`unknown-field` would be found at /data/x\n (key), which is not the case now; it was not sent"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        ..Default::default()
    })]

    /// A text with other characters in it is renewed in place or refused; nothing panics, and no byte is added.
    #[test]
    fn changed_texts_are_renewed_in_place_or_refused(
        changes in proptest::collection::vec((0..CALL.len(), "[\"\\\\%u0-9a-fTZ:{}\u{e9}]"), 0..4),
        span in proptest::num::i64::ANY,
    ) {
        let mut text = CALL.to_owned();
        for (at, change) in changes {
            let at = text.floor_char_boundary(at);
            text.remove(at);
            text.insert_str(at, &change);
        }
        if let Ok(new) = fresh(3).renew(&text) {
            assert_eq!(new.len(), text.len());
            assert!(parse_only(&new).is_some());
        }
        let mut bytes = text.clone().into_bytes();
        let _ = moments::shift(&mut bytes, span);
        assert_eq!(bytes.len(), text.len());
    }
}
