//! Values that came through once: each by its own way around what looks for it.

use crate::harness::payload;

use super::{parsed, redacted, salted};

const FROM_CONTENT: &[&str] = &["content", "all"];
const EVERYWHERE: &[&str] = &["contact", "content", "all"];

/// Checks that nothing of `parts` comes out of a payload with these members more.
fn gone(levels: &[&str], more: &str, parts: &[&str]) {
    let text = payload(&format!(", {more}"));
    let mut survivors = Vec::new();
    for level in levels {
        let out = redacted(level, &text).to_lowercase();
        parsed(&out);
        for part in parts {
            let part = part.to_lowercase();
            assert!(text.to_lowercase().contains(&part), "{part} is not planted");
            if out.contains(&part) {
                survivors.push(format!("{level} {part}: {out}"));
            }
        }
    }
    crate::runner::assert_none(&survivors);
}

/// The same of something that was said.
fn gone_from_speech(levels: &[&str], said: &str, parts: &[&str]) {
    let said = serde_json::to_string(said).unwrap();
    let more = format!(
        r#""history": [{{"role": "User", "kind": "Message", "content": {said}}}], "url_parameters": {{"a": {said}}}"#
    );
    gone(levels, &more, parts);
}

#[test]
fn paths_of_addresses_go_with_what_was_said() {
    gone_from_speech(
        FROM_CONTENT,
        "see https://crm.test/patients/jane-marigold/diabetes?",
        &["jane", "marigold", "diabetes"],
    );
    gone(
        FROM_CONTENT,
        r#""history": [{"tool_output": "https://crm.test/c/Jane_Marigold,Hauptstr.5,Berlin"}]"#,
        &["marigold", "hauptstr", "berlin"],
    );
    gone(
        &["all"],
        r#""audio_url": "https://h.test/Jane%20Marigold/berlin/a.mp3""#,
        &["jane", "marigold", "berlin"],
    );
    let token = "AAHdqTcvCHivGWJxfSeofSAsbKaPALDsaw";
    let address = format!("https://api.test/bot123456:{token}/x");
    gone_from_speech(EVERYWHERE, &address, &[token]);
    gone_from_speech(FROM_CONTENT, &address, &["bot123456"]);
}

#[test]
fn users_of_addresses_need_no_sign_behind_them() {
    gone_from_speech(EVERYWHERE, "see https://jane:hunter2", &["jane", "hunter2"]);
    gone_from_speech(
        EVERYWHERE,
        "https://adminuser:pa\"ssw0rd@h.test/",
        &["adminuser:pa", "ssw0rd"],
    );
    let kept = payload(r#", "audio_url": "https://h.test:8080/p/a.mp3""#);
    assert!(redacted("content", kept).contains("https://h.test:8080/p/a.mp3"));
    gone(
        EVERYWHERE,
        r#""audio_url": "call 2125550187 //x""#,
        &["2125550187"],
    );
}

#[test]
fn queries_go_without_a_whole_address() {
    for said in [
        "www.acme.test/reset?k=s3cr3tvalue",
        "https:/acme.test/reset?k=s3cr3tvalue",
    ] {
        gone_from_speech(EVERYWHERE, said, &["s3cr3tvalue"]);
    }
    gone(
        EVERYWHERE,
        r#""audio_url": "https://h.test/a?X-Amz-Algorithm=sekretabc&X-Amz-SignedHeaders=sekretdef&X-Amz-Date=sekretghi""#,
        &["sekretabc", "sekretdef", "sekretghi"],
    );
}

#[test]
fn percent_escapes_are_read_in_whatever_encoding() {
    gone_from_speech(
        EVERYWHERE,
        "to=Ren%E9%20%3Cjane%40acme.test%3E",
        &["jane", "acme"],
    );
    gone_from_speech(
        EVERYWHERE,
        "%E9%32%31%32%35%35%35%30%31%38%37",
        &["%31%32%35%35"],
    );
    for path in [
        "%FF/jane%40acme.test/x.mp3",
        "jane%2540acme.test/x.mp3",
        "jane%252540acme.test/x.mp3",
        "jane%25252525252540acme.test/x.mp3",
    ] {
        let more = format!(r#""audio_url": "https://h.test/{path}""#);
        gone(EVERYWHERE, &more, &["jane", "acme"]);
    }
    let kept = payload(r#", "audio_url": "https://h.test/a%20b/caf%E9/%2541.mp3""#);
    assert!(redacted("contact", kept).contains("/a%20b/caf%E9/%2541.mp3"));
}
