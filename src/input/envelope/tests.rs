use super::*;

const PAYLOAD: &str = r#"{"event":"SessionStarted","data":{"session_id":"s"}}"#;

fn bodies(text: &str) -> Option<(Tool, Vec<Vec<u8>>, usize)> {
    let capture = open(text)?;
    let requests = capture.requests.iter();
    let bodies = requests.map(|request| request.body.bytes(text, request.span).to_vec());
    Some((capture.tool, bodies.collect(), capture.others))
}

#[test]
fn payloads_and_what_looks_like_nothing_are_no_envelopes() {
    for text in [
        PAYLOAD,
        r#"{"data":{"body":{"event":1},"headers":{}},"event":"SessionStarted"}"#,
        r#"{"session_id":"s","body":{"event":"x"},"headers":{}}"#,
        r#"[{"event":"SessionStarted","data":{}},{"body":{"event":"x"}}]"#,
        r#"{"data":{"session_id":"s"}}"#,
        // What has an event, a session or an agent is a payload, whatever else it has.
        r#"{"event":null,"data":{"headers":{},"body":{"event":"x"}}}"#,
        r#"{"\u0065vent":"x","data":{},"body":{"event":"x"}}"#,
        r#"{"agent_id":"a","content":"{\"event\":1}","headers":{}}"#,
        r#"[{"role":"assistant","content":"{\"order\":5}"}]"#,
        r#"{"data":[1,2]}"#,
        r#"{"body":5}"#,
        r#"{"body":"words"}"#,
        r#"{"log":{"entries":5}}"#,
        r#"{"headers":{"a":"b"}}"#,
        "[]",
        "[1]",
        "{",
        "",
        r#"{"body":{"event":"x"},"headers":{}"#,
    ] {
        assert_eq!(bodies(text), None, "{text}");
    }
}

#[test]
fn a_body_is_the_senders_bytes_wherever_they_were_kept() {
    let quoted = r#""{\"event\":\"SessionStarted\",\"data\":{\"session_id\":\"s\"}}""#;
    let base64 = BASE64.encode(PAYLOAD.as_bytes());
    for (text, tool) in [
        (format!(r#"{{"body":{PAYLOAD}}}"#), Tool::Request),
        (format!(r#"{{"body":{quoted}}}"#), Tool::Request),
        (
            format!(r#"{{"a":1,"body":"{base64}","headers":{{}}}}"#),
            Tool::Request,
        ),
        (
            format!(r#"{{"body":"{base64}","isBase64Encoded":true}}"#),
            Tool::ApiGateway,
        ),
        // The raw body counts, not what somebody made of it.
        (
            format!(r#"{{"headers":[],"body":{{"event":"other"}},"rawBody":{quoted}}}"#),
            Tool::Request,
        ),
        (
            format!(r#"{{"Headers":{{}},"Body":{quoted}}}"#),
            Tool::Request,
        ),
    ] {
        let found = bodies(&text);
        assert_eq!(found, Some((tool, vec![PAYLOAD.into()], 0)), "{text}");
    }
}

#[test]
fn a_body_that_is_no_payload_is_a_body_all_the_same() {
    let (_, found, others) = bodies(
        r#"[{"headers":{},"body":"words"},{"headers":{},"body":[1]},{"headers":{},"body":""}]"#,
    )
    .unwrap();
    assert_eq!(
        (found, others),
        (vec![b"words".to_vec(), b"[1]".to_vec()], 1)
    );
    let mime = "eyJldmVudCI6Ing\\nifQ==";
    let text = format!(
        r#"{{"body":"{}","isBase64Encoded":true}}"#,
        mime.replace("\\n", "\\r\\n")
    );
    let (_, found, _) = bodies(&text).unwrap();
    assert_eq!(found, [b"{\"event\":\"x\"}"]);
    let (_, found, _) = bodies(r#"{"body":"-_8","isBase64Encoded":true}"#).unwrap();
    assert_eq!(found, [[0xfb, 0xff]]);
}

#[test]
fn elements_of_a_list_that_are_no_envelopes_are_not_lost() {
    let text = format!(r#"[{{"body":{PAYLOAD}}},{PAYLOAD},{{"headers":{{}},"body":null}},7]"#);
    let expected = vec![PAYLOAD.into(), PAYLOAD.into(), b"7".to_vec()];
    assert_eq!(bodies(&text), Some((Tool::Request, expected, 1)));
}

#[test]
fn no_list_and_no_body_hides_another() {
    let one = format!(r#"{{"headers":{{}},"body":{PAYLOAD}}}"#);
    let har = format!(
        r#"{{"request":{{"headers":[],"postData":{{"text":{}}}}}}}"#,
        serde_json::to_string(PAYLOAD).unwrap()
    );
    for (text, tool, count, others) in [
        (
            format!(r#"{{"items":[{one}],"data":[{one},{one}]}}"#),
            Tool::Request,
            3,
            0,
        ),
        (
            format!(r#"{{"items":[{one}],"items":[{one}]}}"#),
            Tool::Request,
            2,
            0,
        ),
        (
            format!(r#"{{"log":{{"entries":[{har}]}},"requests":[{one}]}}"#),
            Tool::Har,
            2,
            0,
        ),
        (
            format!(r#"{{"headers":{{}},"body":{PAYLOAD},"models":[{one}]}}"#),
            Tool::Request,
            2,
            0,
        ),
        // What is no list of requests is counted.
        (
            format!(r#"{{"data":[1,{{}}],"items":[{one}]}}"#),
            Tool::Request,
            1,
            2,
        ),
    ] {
        let expected = Some((tool, vec![PAYLOAD.into(); count], others));
        assert_eq!(bodies(&text), expected, "{text}");
    }
}

#[test]
fn base64_that_is_said_to_be_none_is_text() {
    let base64 = BASE64.encode(PAYLOAD.as_bytes());
    let text = format!(r#"{{"body":"{base64}","headers":{{}},"isBase64Encoded":false}}"#);
    let (_, found, _) = bodies(&text).unwrap();
    assert_eq!(found, [base64.into_bytes()]);
}
