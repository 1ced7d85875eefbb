//! Values are planted in every string of a payload, spelled in many ways: nothing of them comes out.

use proptest::prelude::*;
use serde_json::Value;

use super::{LEVELS, parsed, redacted, sample};

/// Numbers that are planted, without the 555 that stand-ins have.
const NUMBERS: [&str; 3] = ["12126480187", "4915123456789", "33698765432"];

/// Spellings of a number: with its country code in several dresses, and as it is written at home.
fn spellings(number: &str) -> Vec<String> {
    let spread = |between: &str| {
        let digits: Vec<String> = number.chars().map(String::from).collect();
        digits.join(between)
    };
    let from = |zero: u32| -> String {
        let digit = |c: char| char::from_u32(zero + c.to_digit(10).unwrap()).unwrap();
        number.chars().map(digit).collect()
    };
    let (code, own) = number.split_at(number.len() - 10);
    let (area, rest) = own.split_at(3);
    let (first, last) = rest.split_at(3);
    vec![
        format!("+{number}"),
        number.to_owned(),
        format!("00{number}"),
        format!("0{own}"),
        own.to_owned(),
        format!("+{code} ({area}) {first}-{last}"),
        format!("+{code}.{area}.{first}.{last}"),
        format!("({area}) {first} {last}"),
        format!("{area}/{first}-{last}"),
        format!("00{code} (0){area} {first} {last}"),
        format!("[{area}] {first}\u{2011}{last}"),
        format!("+{code}\u{a0}{area}\u{202f}{first}\u{2009}{last}"),
        format!("{area}\u{200b}{first}\u{200e}{last}"),
        spread(" "),
        spread(", "),
        spread("-"),
        spread("\u{301}"),
        spread("、"),
        format!("{area}، {first}؛{last}"),
        format!("{area}…{first}：{last}"),
        format!("{area}〜{first}～{last}"),
        format!("{area}。{first}\u{66b}{last}"),
        format!("{area}\u{2027}{first}\u{2043}{last}"),
        format!("\"{area}\", \"{first}\", \"{last}\""),
        format!(r"{area}\{first}\\{last}"),
        from(0xff10),
        from(0x660),
        from(0x966),
        format!("tel:+{number}"),
        format!("sip:+{number}@pbx.acme-corp.test"),
        format!("%2B{code}%20{area}%20{first}%20{last}"),
        format!("https://h.test/call/%2B{number}?to={number}"),
        format!("{{\"phone\":\"+{number}\",\"n\":{number}}}"),
        format!("{{'phone': '+{code} {area} {first} {last}'}}"),
    ]
}

/// Replaces every string of a payload; strings that hold JSON keep what is around the planted value.
fn planted(value: &Value, plant: &str) -> Value {
    match value {
        Value::String(_) => Value::String(plant.to_owned()),
        Value::Array(elements) => elements.iter().map(|one| planted(one, plant)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(key, one)| (key.clone(), planted(one, plant)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// A payload with a value in every string, in keys of its own, and in places that nobody documents.
fn payload(plant: &str) -> String {
    let full = parsed(&sample("full.json"));
    let mut payload = planted(&full, plant);
    let inner = serde_json::json!({"a": plant, plant: [plant, {"b": plant}]}).to_string();
    let data = payload["data"].as_object_mut().unwrap();
    data.insert(
        "undocumented".into(),
        serde_json::json!({"x": [plant], plant: plant}),
    );
    data.insert(
        "url_parameters".into(),
        serde_json::json!({"q": plant, plant: "v", "j": inner}),
    );
    let items = data["history"].as_array_mut().unwrap();
    items.push(serde_json::json!({"tool_name": plant, "tool_arguments_json": inner}));
    items.push(serde_json::json!({"tool_output": format!("said {plant} twice"), "note": plant}));
    serde_json::to_string(&payload).unwrap()
}

/// Every string and key of a JSON text, those of JSON in strings too, without their percent-escapes.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => push(text, out),
        Value::Number(number) => out.push(number.to_string()),
        Value::Array(elements) => elements.iter().for_each(|one| strings(one, out)),
        Value::Object(members) => members.iter().for_each(|(key, one)| {
            push(key, out);
            strings(one, out);
        }),
        _ => {}
    }
}

fn push(text: &str, out: &mut Vec<String>) {
    if let Ok(inner @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text) {
        strings(&inner, out);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let escape = text
            .get(at + 1..at + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escape.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    out.push(text.to_owned());
    out.push(String::from_utf8_lossy(&decoded).into_owned());
}

fn all_strings(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    strings(&parsed(text), &mut out);
    out
}

/// The digits of a text, in one script and with nothing but letters between them.
fn runs(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .filter_map(|c| match u32::from(c) {
            code @ 0xff10..=0xff19 => char::from_digit(code - 0xff10, 10),
            code @ 0x660..=0x669 => char::from_digit(code - 0x660, 10),
            code @ 0x966..=0x96f => char::from_digit(code - 0x966, 10),
            _ if c.is_ascii_digit() => Some(c),
            _ if c.is_alphabetic() => Some('x'),
            _ => None,
        })
        .collect();
    plain
        .split('x')
        .filter(|run| run.len() >= 7)
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_seven_digits_of_a_number_survive() {
    let mut survivors = Vec::new();
    for number in NUMBERS {
        let windows: Vec<&str> = (0..=number.len() - 7)
            .map(|at| &number[at..at + 7])
            .collect();
        for spelling in spellings(number) {
            let text = payload(&spelling);
            let found = |text: &str| {
                let runs = all_strings(text)
                    .iter()
                    .flat_map(|text| runs(text))
                    .collect::<Vec<_>>();
                let is_known = |run: &&String| windows.iter().any(|window| run.contains(window));
                runs.iter().find(is_known).cloned()
            };
            assert!(found(&text).is_some(), "the test would not see {spelling}");
            for level in LEVELS {
                let out = redacted(level, &text);
                survivors.extend(found(&out).map(|run| format!("{level} {spelling}: {run}")));
            }
        }
    }
    crate::runner::assert_none(&survivors);
}

/// Plants and the parts of them that must not be seen again.
const SECRETS: [(&str, &[&str]); 19] = [
    ("jane.roe+x@acme-corp.test", &["jane", "acme-corp"]),
    (
        "Write to <JANE.ROE@ACME-CORP.TEST>, please.",
        &["jane.roe", "acme-corp"],
    ),
    (
        "mailto:jane.roe@acme-corp.test?subject=x",
        &["jane.roe", "acme-corp"],
    ),
    ("jane.roe%40acme-corp.test", &["jane.roe", "acme-corp"]),
    ("jane.roe＠acme-corp.test", &["jane.roe", "acme-corp"]),
    ("jøhn@acme-corp.test", &["jøhn", "acme-corp"]),
    (
        "https://jane:S3cretPw@h.test/p?token=Tok3nValue&x=1#Frag3ment",
        &["S3cretPw", "Tok3nValue", "Frag3ment"],
    ),
    (
        "see https://j:pa/S3cretPw@h.test/p?Tok3nValue, now",
        &["S3cretPw", "Tok3nValue"],
    ),
    ("//jane:S3cretPw@h.test", &["S3cretPw"]),
    ("wss://h.test/?a='Tok3nValue'", &["Tok3nValue"]),
    (
        "https://b.s3.test/a.ogg?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260918&X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0",
        &["AKIAIOSFODNN7", "fe5f80f77d5f"],
    ),
    (
        "the key is sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        &["4eC39HqLyjWD"],
    ),
    // Alone, as in a field for ids.
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", &["4eC39HqLyjWD"]),
    (
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        &["16C7e42F292c"],
    ),
    ("hf_aBcdEfghijk1mnopQrst2vwxyz", &["aBcdEfghijk1"]),
    (
        "Authorization: Bearer abc123DEF456ghi",
        &["abc123DEF456ghi"],
    ),
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        &["eyJzdWIiOiIx", "dozjgNryP4J3"],
    ),
    (
        "card 4111 1111 1111 1111 it is",
        &["4111 1111 1111 1111", "1111 1111"],
    ),
    (
        "IBAN DE89 3704 0044 0532 0130 00",
        &["3704 0044", "0532 0130"],
    ),
];

#[test]
fn no_address_and_no_secret_survives() {
    let mut survivors = Vec::new();
    for (plant, parts) in SECRETS {
        let text = payload(plant);
        let found = |text: &str| {
            let all: Vec<String> = all_strings(text)
                .iter()
                .map(|text| text.to_lowercase())
                .collect();
            let seen = |part: &&&str| all.iter().any(|text| text.contains(&part.to_lowercase()));
            parts.iter().find(seen).copied()
        };
        assert!(found(&text).is_some(), "the test would not see {plant}");
        for level in LEVELS {
            let out = redacted(level, &text);
            survivors.extend(found(&out).map(|part| format!("{level} {plant}: {part}")));
        }
    }
    crate::runner::assert_none(&survivors);
}

#[test]
fn nothing_that_was_said_survives_from_content_on() {
    let words = [
        "Rosebud",
        "42",
        "forty",
        "Linden",
        "café",
        "Розовый",
        "薔薇",
    ];
    let plant = "Rosebud café, 42 Linden, forty-two Розовый 薔薇";
    let mut text = planted(&parsed(&sample("full.json")), plant);
    let inner = serde_json::json!({"a": plant, "b": ["Rosebud", {"c": "Linden-42"}], "n": 482913})
        .to_string();
    text["data"]["history"][0] =
        serde_json::json!({"tool_arguments_json": inner, "tool_name": "t"});
    text["data"]["history"][1] =
        serde_json::json!({"content": [plant], "tool_output": inner, "note": {"x": plant}});
    text["data"]["url_parameters"] = serde_json::json!({"q": plant, "r": "Rosebud", "j": inner});
    text["data"]["undocumented"] = serde_json::json!([plant, "Rosebud", {"x": "Linden"}]);
    for level in ["content", "all"] {
        let out = redacted(level, text.to_string());
        // Where nothing is said, a name of one word may stay: of an agent, at the level below the last.
        let mut out = parsed(&out);
        let data = out["data"].as_object_mut().unwrap();
        if level == "content" {
            data.remove("agent_name");
            data.remove("campaign_name");
        }
        data.remove("audio_url_expires_at");
        let out = out.to_string();
        let seen: Vec<&&str> = words
            .iter()
            .filter(|word| **word != "42" && out.contains(**word))
            .collect();
        assert!(seen.is_empty(), "{level} {seen:?}: {out}");
        assert!(!out.contains("482913"), "{out}");
    }
}

#[test]
fn ids_labels_and_hosts_go_at_the_last_level_alone() {
    let text = sample("campaign.json");
    let before = parsed(&text);
    for (level, stays) in [("contact", true), ("content", true), ("all", false)] {
        let after = parsed(&redacted(level, &text));
        for key in [
            "session_id",
            "agent_id",
            "agent_name",
            "campaign_id",
            "campaign_name",
        ] {
            assert!(before["data"][key].is_string(), "{key}");
            assert_eq!(
                after["data"][key] == before["data"][key],
                stays,
                "{level} {key}"
            );
        }
        let id = |payload: &Value| payload["data"]["history"][0]["id"].clone();
        assert_eq!(id(&after) == id(&before), stays, "{level}");
        for key in ["created_at", "start_time", "duration_seconds"] {
            assert_eq!(after["data"][key], before["data"][key], "{level} {key}");
        }
        let handoff = &after["data"]["history"][0]["handoff_to_agent_id"];
        assert!(
            handoff.is_null()
                || (handoff == &before["data"]["history"][0]["handoff_to_agent_id"]) == stays
        );
        let session = after["data"]["session_id"].as_str().unwrap();
        let address = after["data"]["audio_url"].as_str().unwrap_or_default();
        let had = before["data"]["audio_url"].as_str().unwrap_or_default();
        if had.contains(before["data"]["session_id"].as_str().unwrap()) {
            assert!(address.contains(session), "{level}: {address}");
        }
    }
}

/// What a number may stand among.
const AROUND: [&str; 40] = [
    "a",
    " ",
    "-",
    "(",
    ")",
    "+",
    "/",
    "//",
    "@",
    "x@y.test",
    "https://h.test/p",
    "?q=",
    "&r=",
    "%",
    "%20",
    "%2B",
    "\\",
    "\"",
    "{",
    "}",
    "'",
    "e\u{301}",
    "你",
    "=",
    "token ",
    "Bearer ",
    "DE89",
    "call_",
    "_",
    "é",
    ".",
    "\n",
    "\u{200b}",
    "0197a3c4-",
    ":",
    "#",
    "sip:",
    "one ",
    ", ",
    "[",
];

fn around() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(AROUND.as_slice()), 0..8)
        .prop_map(|all| all.concat())
}

/// `SPEAKHOOK_MIXTURES=100000` tries more of them.
fn cases() -> u32 {
    std::env::var("SPEAKHOOK_MIXTURES").map_or(300, |count| count.parse().unwrap())
}

fn planted_at(place: usize, plant: &str) -> String {
    let key = ["content", "tool_output", "tool_arguments_json"][place];
    let plant = Value::String(plant.to_owned());
    let more =
        format!(r#", "history": [{{"{key}": {plant}}}], "url_parameters": {{"a": {plant}}}"#);
    crate::harness::payload(&more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_address_goes_whatever_stands_around_it(
        before in around(), after in around(), which in 0..2_usize, place in 0..3_usize, level in 0..2_usize,
    ) {
        let (plant, parts) = [
            ("jane.roe@acme-corp.test", ["jane.roe", "roe@acme-corp"]),
            ("https://jane:S3cretPw@h.test/p?key=Tok3nValue", ["s3cretpw", "tok3nvalue"]),
        ][which];
        let plant = format!("{before}{plant}{after}");
        let out = redacted(LEVELS[level], planted_at(place, &plant));
        let survivor = all_strings(&out).into_iter().find(|text| {
            parts.iter().any(|part| text.to_lowercase().contains(part))
        });
        prop_assert!(survivor.is_none(), "{} {plant:?}: {survivor:?}", LEVELS[level]);
    }

    #[test]
    fn a_number_goes_whatever_stands_around_it(
        before in around(), after in around(), place in 0..3_usize, level in 0..2_usize,
    ) {
        // Without the 555 that stand-ins have.
        let number = "16468371925";
        let plant = format!("{before}{number}{after}");
        let out = redacted(LEVELS[level], planted_at(place, &plant));
        let windows: Vec<&str> = (0..=number.len() - 7).map(|at| &number[at..at + 7]).collect();
        let all = all_strings(&out);
        let survivor = all.iter().flat_map(|text| runs(text)).find(|run| {
            windows.iter().any(|window| run.contains(window))
        });
        prop_assert!(survivor.is_none(), "{} {plant:?}: {survivor:?} in {out}", LEVELS[level]);
    }
}
