//! Values that came through once: each by its own way around what looks for it.

use crate::harness::payload;

use super::{parsed, redact, redacted};

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

/// What becomes of something that was said.
fn said_after(level: &str, said: &str) -> String {
    let said = serde_json::to_string(said).unwrap();
    let out = redacted(
        level,
        payload(&format!(r#", "history": [{{"content": {said}}}]"#)),
    );
    let out = parsed(&out);
    out["data"]["history"][0]["content"]
        .as_str()
        .unwrap()
        .to_owned()
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

#[test]
fn numbers_without_quotes_go_as_in_texts() {
    gone(EVERYWHERE, r#""from_number": 55512"#, &["55512"]);
    for (more, part) in [
        (r#""url_parameters": {"tel": 2.125550187e9}"#, "125550187e9"),
        (r#""tel": 212555.0187"#, "212555.0187"),
        (r#""history": [{"interrupted": 2125550188}]"#, "2125550188"),
    ] {
        gone(EVERYWHERE, more, &[part]);
    }
    gone(EVERYWHERE, r#""created_at": 3125550188"#, &["3125550188"]);
    for more in [
        r#""pin_code": 482913"#,
        r#""history": [{"content": 482913}]"#,
        r#""history": [{"instructions": [482913]}]"#,
        r#""test_eval_result": {"reasons": [482913]}"#,
        r#""customer": {"zip": 482913}"#,
        r#""telecom_provider": 482913"#,
    ] {
        gone(FROM_CONTENT, more, &["482913"]);
    }
    gone(&["all"], r#""campaign_id": 482913"#, &["482913"]);
    gone(
        FROM_CONTENT,
        r#""date_of_birth": "1987-05-12""#,
        &["1987-05-12"],
    );
}

#[test]
fn documented_measures_and_times_stay() {
    let text = payload(
        r#", "duration_seconds": 83.4567891, "history": [{"interrupted": false, "created_at": "2026-06-12T18:51:40Z",
        "metrics": {"llm_node_ttft": 0.7123456789, "started_speaking_at": 1781290300.118}}]"#,
    );
    for level in ["contact", "content"] {
        assert_eq!(redacted(level, &text).trim_end(), text.trim_end());
    }
    let text = payload(r#", "url_parameters": {"max_tokens": 512, "count": 12, "spin": 7}"#);
    assert_eq!(redacted("contact", &text).trim_end(), text.trim_end());
}

#[test]
fn keys_speak_for_all_below_them() {
    let arguments = r#"{"cvv":1238,"otp":482913,"password":["hunter22x"],"first_name":{"value":"Janette"},"pin":[[48291]],"auth":{"x":{"y":"sekretabc"}},"customer":{"name":"Marigold","plan":"gold"},"caller":["Rosalind"],"connection_string":"sekretdef"}"#;
    let arguments = serde_json::to_string(arguments).unwrap();
    let text = payload(&format!(
        r#", "history": [{{"content": "I am Janette Marigold, gold."}}, {{"tool_arguments_json": {arguments}}}]"#
    ));
    let parts = [
        "1238",
        "482913",
        "hunter22x",
        "Janette",
        "48291",
        "sekretabc",
        "Marigold",
        "Rosalind",
        "sekretdef",
    ];
    for part in parts {
        assert!(text.contains(part), "{part}");
    }
    for level in EVERYWHERE {
        let out = redacted(level, &text);
        let seen: Vec<&&str> = parts.iter().filter(|part| out.contains(**part)).collect();
        assert!(seen.is_empty(), "{level} {seen:?} {out}");
        assert_eq!(out.contains("gold"), *level == "contact", "{out}");
    }
}

#[test]
fn a_word_field_keeps_words_alone() {
    let text = payload(
        r#", "telecom_provider": "Jane.Marigold,Hauptstr.5", "history": [{"role": "Marigold-5", "kind": "Marigold/x"}]"#,
    );
    for level in FROM_CONTENT {
        let out = redacted(level, &text);
        assert!(!out.contains("Marigold"), "{out}");
    }
    let text = payload(
        r#", "telecom_provider": "twilio", "history": [{"role": "User", "kind": "Message"}]"#,
    );
    assert_eq!(redacted("content", &text).trim_end(), text.trim_end());
}

#[test]
fn secrets_go_up_to_the_end_that_they_have() {
    for (said, parts) in [
        ("password=hunter2!Secret99 ok", &["hunter2", "Secret99"][..]),
        ("token=ab+/cd%3D12,more99", &["cd%3D12", "more99"]),
        ("pwd: ab12x", &["ab12x"]),
        ("my pin=4 and otp=ab3k", &["ab3k"]),
        // A quote in a word is a part of it, and so is `<` but before `/`.
        ("token=a'bcdef7x1", &["bcdef7x1"]),
        ("password=ab<cdef7x1", &["cdef7x1"]),
        ("<p>password=ab7xq</p>", &["ab7xq"]),
        ("{'password': 'correcthorse'}", &["correcthorse"]),
        (
            "{\\\"password\\\":\\\"correcthorse\\\"} x",
            &["correcthorse"],
        ),
        (
            "Digest username=\"x\", response=\"6629fae49393a053\"",
            &["6629fae49393a053"],
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nMIIEabcdefgh\nqwertzui==\n-----END PRIVATE KEY-----",
            &["MIIEabcdefgh", "qwertzui"],
        ),
        ("https://h.test/p;token=hunter2x/y", &["hunter2x"]),
        ("Authorization: Bearer opensesamenow", &["opensesamenow"]),
        ("proxy-authorization=Basic opensesame.", &["opensesame"]),
        ("my otp 48xq91", &["48xq91"]),
    ] {
        gone_from_speech(EVERYWHERE, &format!("{said} "), parts);
    }
    let said = "The token: please wait. Basic: 2026. max_tokens=512 spin=7 cookie: 18:51 for the password: none";
    let text = payload(&format!(
        r#", "history": [{{"role": "User", "kind": "Message", "content": "{said}"}}]"#
    ));
    assert!(redacted("contact", text).contains(said));
}

/// A key and what is said before a sign are called alike.
#[test]
fn secrets_have_the_same_names_as_keys_and_in_text() {
    for name in [
        "SECRET_KEY",
        "private_key",
        "passcode",
        "encryption_key",
        "connectionString",
        "signing-key",
        "credentials",
        "cardPin",
        "x_auth",
        "tan",
        "user_otp",
        "dbpwd",
    ] {
        gone_from_speech(EVERYWHERE, &format!("{name}=sekretabc "), &["sekretabc"]);
        let more = format!(r#""url_parameters": {{"x": {{"{name}": "sekretdef"}}}}"#);
        gone(EVERYWHERE, &more, &["sekretdef"]);
    }
}

/// What tells a name may be dropped or kept: the name is one wherever else it occurs.
#[test]
fn a_name_goes_also_where_what_tells_it_is_dropped_or_kept() {
    let arguments = r#"{\"customer_name\": \"Ottilie\"}"#;
    let text = payload(&format!(
        r#", "url_parameters": {{"first_name": "Janette", "last_name": ["Marigold", 482913]}}, "history": [
            {{"kind": "FunctionCall", "tool_name": "t", "tool_call_id": "c", "tool_arguments_json": "{arguments}"}},
            {{"role": "User", "kind": "Message", "content": "I am Janette Marigold, not Ottilie."}}]"#
    ));
    for option in ["--drop", "--keep"] {
        for place in [
            "/data/url_parameters",
            "/data/history/*/tool_arguments_json",
            "/data/x",
        ] {
            let run = redact("contact")
                .args([option, place])
                .stdin(&text)
                .in_process();
            let out = parsed(&run.stdout);
            let said = out["data"]["history"][1]["content"].to_string();
            for name in ["Janette", "Marigold", "Ottilie"] {
                assert!(!said.contains(name), "{option} {place}: {said}");
            }
        }
    }
    // A number below a key that names somebody is a part of the name.
    assert!(!redacted("contact", text).contains("482913"));
}

/// A list of customers does not use up what is known of the caller.
#[test]
fn a_name_goes_however_many_were_told_before_it() {
    let letter = |number: u32| char::from_u32(u32::from('a') + number % 26).unwrap();
    let name = |number: u32| format!("{0}{1}{0}{1}", letter(number / 26), letter(number));
    let customers: Vec<_> = (0..600)
        .map(|number| serde_json::json!({"customer_name": format!("Q{} Z{}", name(number), name(number))}))
        .collect();
    let output = serde_json::to_string(&serde_json::json!(customers).to_string()).unwrap();
    let more = format!(
        r#""history": [{{"tool_output": {output}}}, {{"content": "I am Janette."}}, {{"tool_output": "{{\"first_name\": \"Janette\"}}"}}]"#
    );
    gone(EVERYWHERE, &more, &["Janette"]);
}

#[test]
fn mail_addresses_go_however_they_are_dressed() {
    for (said, parts) in [
        ("\"jane.roe\"@acme.test", &["jane", "acme"][..]),
        ("write to \"jane roe\"@acme.test", &["jane", "acme"]),
        ("jane.roe@[192.168.0.1]", &["jane", "192.168"]),
        ("jane.roe\u{a0}@\u{a0}acme.test", &["jane", "acme"]),
        ("jane\u{ad}roe@acme.test", &["jane", "roe", "acme"]),
        ("maggy'obrien@acme.test", &["maggy", "obrien"]),
        ("maggy!x@acme.test", &["maggy", "acme"]),
    ] {
        gone_from_speech(EVERYWHERE, said, parts);
    }
    for (said, around) in [
        ("{'mail':'jane@acme.test'}", "{'mail':'"),
        ("(see '#jane@acme.test')", "(see '#"),
    ] {
        let text = payload(&format!(r#", "history": [{{"content": "{said}"}}]"#));
        let out = redacted("contact", text);
        assert!(out.contains(around) && !out.contains("jane"), "{out}");
    }
}

#[test]
fn numbers_go_in_every_script_and_with_more_between() {
    for zero in [
        0x1c50_u32, 0xabf0, 0x1bb0, 0x1e950, 0x11136, 0x1c40, 0xaa50, 0x30,
    ] {
        let digits = "2126480187".chars();
        let number: String = digits
            .map(|c| char::from_u32(zero + c.to_digit(10).unwrap()).unwrap())
            .collect();
        gone_from_speech(EVERYWHERE, &format!("call {number}"), &[&number]);
    }
    for between in [";", "|", "'", "; ", ":"] {
        let number = ["212", "648", "0187"].join(between);
        gone_from_speech(EVERYWHERE, &number, &[&number]);
    }
    for said in [
        "from 0:00:12 to 0:01:30, then 16:9 and 1:30, 2:45",
        "10：30、11：45、12：15 (２１：３０、２２：４５) or 2019、2020",
    ] {
        assert_eq!(said_after("contact", said), said);
    }
}

/// A number that is said before a telephone number goes with it, however short.
#[test]
fn nothing_that_was_said_before_a_number_stays_in_its_stand_in() {
    for (said, before) in [
        ("10001 212-646-0187", "10001"),
        ("4242 2126460187", "4242"),
        ("1987, 212 646 0187", "1987"),
        ("90210 +1 212 646 0187", "90210"),
        ("0000 2126460187", "0000"),
    ] {
        for level in EVERYWHERE {
            let out = said_after(level, said);
            assert!(!out.starts_with(before), "{level} {said}: {out}");
        }
    }
    for (said, dialling) in [
        ("+1 212 646 0187", "+1 "),
        ("+44 (0) 7700 123456", "+44 (0) "),
    ] {
        let out = said_after("contact", said);
        assert!(out.starts_with(dialling), "{said}: {out}");
    }
}

#[test]
fn escapes_are_read_where_the_text_is_not_json_alone() {
    for said in [
        r#"Result: {"m":"jane\u0040acme.test"}"#,
        r#"Result: {\"m\":\"jane\\u0040acme.test\"}"#,
        r#""jane\u0040acme.test""#,
        r"jane\x40acme.test",
    ] {
        gone_from_speech(EVERYWHERE, said, &["jane", "acme"]);
    }
    gone_from_speech(EVERYWHERE, r#"n: "+1212\u0036480187""#, &["480187"]);
    let said = r#"Result: {\"m\":\"caf\\u00e9\\/x\"}"#;
    let text = payload(&format!(r#", "history": [{{"content": "{said}"}}]"#));
    assert!(redacted("contact", text).contains(said));
}

#[test]
fn ids_are_no_place_for_numbers_and_addresses() {
    for (id, part) in [
        ("call_a_212-648-0187", "212-648-0187"),
        ("tel_x_6480187", "6480187"),
        ("x_212_648_0187", "212_648_0187"),
    ] {
        let more = format!(r#""history": [{{"id": "{id}", "tool_call_id": "{id}"}}]"#);
        gone(EVERYWHERE, &more, &[part]);
    }
    let more = r#""campaign_id": "Marigold,Hauptstr.5(Berlin)""#;
    gone(FROM_CONTENT, more, &["marigold", "berlin"]);
    let text = payload(
        r#", "campaign_id": "spring-2026", "history": [{"id": "item_33567438557d", "tool_call_id": "acme_a1b2c3d4"}]"#,
    );
    assert_eq!(redacted("content", &text).trim_end(), text.trim_end());
}

/// A host ends where no host goes on.
#[test]
fn what_is_glued_to_a_web_address_goes_with_what_was_said() {
    for (said, parts) in [
        (
            "请看https://h.test，我叫王明，我有哮喘。",
            &["王明", "哮喘"][..],
        ),
        (
            "https://h.testをご覧ください、山田太郎です",
            &["ご覧", "山田太郎"],
        ),
        ("https://h.test|Jane|asthma", &["jane", "asthma"]),
        ("[https://h.test]Jane", &["jane"]),
        (
            r"{'url': 'https://h.test\nJane-Roe-has-asthma'}",
            &["jane", "roe", "asthma"],
        ),
        ("我叫王明//我有哮喘吗?", &["王明", "哮喘"]),
        ("我叫王明//我有哮喘吗?谢谢", &["王明", "哮喘", "谢谢"]),
        ("Marigold//asthma?yes", &["marigold", "asthma"]),
        ("https://bücher.test，我叫王明", &["王明"]),
        ("https://jane@h.test，我叫王明", &["jane", "王明"]),
        ("https://h.test/a，我叫王明", &["王明"]),
        ("https://h.test...Marigold", &["marigold"]),
        (
            "https://h.test%0AMarigold%20coughs",
            &["marigold", "coughs"],
        ),
        ("https://[::1]Marigold", &["marigold"]),
        ("https://h.test에서김철수", &["김철수"]),
        ("https://h.test，https://h.test|Jane", &["jane"]),
    ] {
        gone_from_speech(FROM_CONTENT, said, parts);
    }
    let more = r#""audio_url": "https://h.test|Jane Marigold""#;
    gone(FROM_CONTENT, more, &["jane", "marigold"]);
    for said in [
        "https://h.test，我叫王明",
        "https://h.test|Jane",
        "https://h.test에서",
        "https://h.test:8080/p，q",
        "https://[::1]:8080/p",
    ] {
        assert_eq!(said_after("contact", said), said);
        let out = said_after("content", said);
        let host = if said.contains(":8080") {
            ":8080/"
        } else {
            "https://h.test"
        };
        assert!(out.contains(host), "{out}");
    }
}

/// What ends a host does not hide what would be found without it.
#[test]
fn what_is_glued_to_a_web_address_is_looked_through_with_it() {
    for (said, parts) in [
        ("https://jane%40acme.test/x", &["jane", "acme"][..]),
        ("https://jane.roe＠acme.test", &["jane", "roe", "acme"]),
        ("https://212,648,0187", &["212,648,0187"]),
        ("https://a.b212，648，0187", &["212，648，0187"]),
        ("https://bücher.test/r?s3cr3tvalue", &["s3cr3tvalue"]),
        ("https://bücher.test/#s3cr3tvalue", &["s3cr3tvalue"]),
        ("https://h.test，x?s3cr3tvalue", &["s3cr3tvalue"]),
        (
            "https://h.test，https://maggy:hunter2@h.test/",
            &["maggy", "hunter2"],
        ),
        ("https://h.token=hunter2", &["hunter2"]),
    ] {
        gone_from_speech(EVERYWHERE, said, parts);
    }
    let more = r#""first_name": "Zoë", "history": [{"content": "https://h.zoë"}]"#;
    gone(EVERYWHERE, more, &["zoë"]);
}

#[test]
fn a_token_with_its_padding_is_no_name_of_a_parameter() {
    for (said, parts) in [
        (
            "https://h.test/r.ogg?aHVudGVyMnNlY3JldA==",
            &["aHVudGVyMnNlY3JldA"][..],
        ),
        (
            "https://h.test/r?q=a&dG9rZW4taG9yc2U=",
            &["dG9rZW4taG9yc2U"],
        ),
        ("www.h.test/r?dG9rZW4taG9yc2U=", &["dG9rZW4taG9yc2U"]),
        ("https://h.test/r?hunter+sekret=x", &["hunter", "sekret"]),
        ("https://h.test/r?hunter%2Fsekret=x", &["hunter", "sekret"]),
    ] {
        gone_from_speech(EVERYWHERE, said, parts);
        let said = serde_json::to_string(said).unwrap();
        gone(EVERYWHERE, &format!(r#""audio_url": {said}"#), parts);
    }
}

#[test]
fn a_uuid_in_a_word_hides_no_token_in_it() {
    let id = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f412";
    let key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
    let github = "ghp_abcdefghijklmnopqrstuvwxyzabcdefghij";
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    for said in [
        format!("GET /v1/{id}/{key}"),
        format!("https://api.test/v1/{id}/{github}"),
        format!("{id}.{jwt}"),
        format!("{github}/{id}"),
        format!("{id}_{key}/{id}-{jwt}"),
    ] {
        gone_from_speech(
            EVERYWHERE,
            &said,
            &[key, github, jwt]
                .into_iter()
                .filter(|part| said.contains(part))
                .collect::<Vec<_>>(),
        );
        assert!(said_after("contact", &said).contains(id));
    }
    let kept = format!("GET /v1/{id}/recordings/{id}.ogg");
    assert_eq!(said_after("contact", &kept), kept);
}

#[test]
fn what_is_nearly_json_tells_names() {
    for output in [
        "{'first_name': 'Zacharias', 'ok': True}",
        r#"{"first_name": "Zacharias", "score": NaN}"#,
        r#"{"first_name" : "Zacharias",}"#,
        r#"Result: {"customer": "Zacharias"}"#,
        r#"Result: {\"first_name\": \"Zacharias\"}"#,
    ] {
        let output = serde_json::to_string(output).unwrap();
        let more = format!(
            r#""history": [{{"tool_output": {output}}}, {{"content": "I am Zacharias."}}]"#
        );
        gone(EVERYWHERE, &more, &["zacharias"]);
    }
    let said = "{'customer': 'new', 'city': 'Ulm', 'name': 'Pizza'} Ulm has a new Pizza";
    assert_eq!(said_after("contact", said), said);
}

#[test]
fn numbers_go_with_the_marks_of_questions_and_arrows_between() {
    for between in ["? ", "?", "!", "! ", "^", "→", " → ", "？"] {
        let number = ["212", "555", "0187"].join(between);
        gone_from_speech(EVERYWHERE, &format!("{number}?"), &[&number]);
    }
    let said = "In 2019? 2020! Or 2019→2020?";
    assert_eq!(said_after("contact", said), said);
}

#[test]
fn two_dates_are_each_a_date() {
    for said in [
        "2026-06-12/2026-06-14",
        "12.06.2026-14.06.2026",
        "2026-06-12T18:51Z/2026-06-14T08:00Z",
        "2026-06-12/2026-06-14/2026-06-16",
    ] {
        assert_eq!(said_after("contact", said), said);
    }
    gone_from_speech(EVERYWHERE, "2026-06-12/5550187", &["5550187"]);
    let text = payload(r#", "url_parameters": {"stay": "2026-06-12/2026-06-14"}"#);
    let out = parsed(&redacted("content", text));
    let stay = out["data"]["url_parameters"]["stay"].as_str().unwrap();
    let dates: Vec<&str> = stay.split('/').collect();
    assert_eq!(dates.len(), 2, "{stay}");
    for date in dates {
        assert!(date.starts_with("2026-") && date.len() == 10, "{stay}");
        assert!(date != "2026-06-12" && date != "2026-06-14", "{stay}");
    }
}
