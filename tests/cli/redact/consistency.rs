//! One value, one stand-in: in fields, in what was said, in JSON and in queries, in every file of a run.

use crate::harness::{ID, Speakhook, payload};

use super::{LEVELS, parsed, redact, redacted, write};

fn last_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len() - 7..].to_owned()
}

fn call(from: &str, said: &str, arguments: &str, parameter: &str) -> String {
    serde_json::json!({"event": "ConversationComplete", "data": {
        "session_id": ID, "agent_id": ID, "from_number": from,
        "url_parameters": {"link": parameter},
        "history": [
            {"role": "User", "kind": "Message", "content": said},
            {"tool_name": "note", "tool_call_id": "call_1", "tool_arguments_json": arguments},
        ],
    }})
    .to_string()
}

#[test]
fn a_number_is_the_same_everywhere_and_in_each_of_its_spellings() {
    let text = call(
        "+12125550187",
        "It is (212) 555-0187, or 212 555 01 87, and https://h.test/a?b=c.",
        r#"{"phone": "\u002b1 212-555-0187", "as_number": 12125550187, "deep": "{\"n\": \"2125550187\"}"}"#,
        "https://h.test/?tel=%2B1+212+555+0187&x=1",
    );
    for level in ["contact", "content"] {
        let out = parsed(&redacted(level, &text));
        let data = &out["data"];
        let from = data["from_number"].as_str().unwrap();
        assert!(from.starts_with("+1555") && from.len() == 12, "{from}");
        let end = last_digits(from);
        let said = data["history"][0]["content"].as_str().unwrap();
        let expected = format!("({}) {}-{}", &from[2..5], &from[5..8], &from[8..]);
        assert!(said.contains(&expected), "{level} {said} {expected}");
        let path = if level == "contact" { "a?" } else { "" };
        assert!(
            said.contains(&format!("https://h.test/{path}")),
            "{level} {said}"
        );
        let arguments = data["history"][1]["tool_arguments_json"].as_str().unwrap();
        let arguments = parsed(arguments);
        assert_eq!(last_digits(arguments["phone"].as_str().unwrap()), end);
        let deep = parsed(arguments["deep"].as_str().unwrap());
        assert_eq!(last_digits(deep["n"].as_str().unwrap()), end);
        assert_eq!(last_digits(&arguments["as_number"].to_string()), end);
        let link = data["url_parameters"]["link"].as_str().unwrap();
        let link: String = link
            .split("&x")
            .next()
            .unwrap()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        assert!(link.contains(&end), "{level} {link} {end}");
    }
}

#[test]
fn mail_names_and_tokens_are_the_same_everywhere() {
    let text = call(
        "anonymous",
        "I am Jane Roe, JANE.ROE@acme.test. Jane!",
        r#"{"first_name": "Jane", "last_name": "Roe", "mail": "jane.roe@acme.test", "api_key": "k-123456"}"#,
        "jane.roe%40acme.test",
    );
    let out = parsed(&redacted("contact", &text));
    let data = &out["data"];
    assert_eq!(data["from_number"], "anonymous");
    let arguments = parsed(data["history"][1]["tool_arguments_json"].as_str().unwrap());
    let word = |key: &str| arguments[key].as_str().unwrap().to_owned();
    let said = data["history"][0]["content"].as_str().unwrap();
    let expected = format!(
        "I am {} {}, {}. {}!",
        word("first_name"),
        word("last_name"),
        word("mail"),
        word("first_name")
    );
    assert_eq!(said, expected);
    assert!(word("mail").contains("@example."));
    assert_eq!(
        data["url_parameters"]["link"],
        word("mail").replace('@', "%40")
    );
    assert!(word("api_key").len() == 8 && word("api_key") != "k-123456");
}

#[test]
fn the_files_of_a_run_share_their_stand_ins_and_two_runs_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let text = call("+4915123456789", "Hello.", "{}", "x");
    write(folder.path(), "a.json", &text);
    write(folder.path(), "b.json", &text);
    let run = || {
        let run = Speakhook::new(["redact", "a.json", "b.json"])
            .dir(folder.path())
            .run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let lines: Vec<String> = run.stdout.lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], lines[1]);
        lines[0].clone()
    };
    assert_ne!(run(), run());
}

#[test]
fn a_salt_makes_runs_alike_and_has_to_be_there() {
    let text = call("+4915123456789", "Hello.", "{}", "x");
    assert_eq!(redacted("all", &text), redacted("all", &text));
    let other = redact("all")
        .args(["--salt-env", "SALT"])
        .env("SALT", "other")
        .stdin(&text)
        .run();
    assert_ne!(other.stdout, redacted("all", &text));
    let missing = redact("all")
        .args(["--salt-env", "SALT"])
        .stdin(&text)
        .run();
    assert_eq!((missing.status, missing.stdout.as_str()), (2, ""));
    assert!(
        missing
            .stderr
            .contains("--salt-env takes the name of a variable"),
        "{}",
        missing.stderr
    );
    let empty = redact("all")
        .args(["--salt-env", "SALT"])
        .env("SALT", "")
        .stdin(&text)
        .run();
    assert_eq!(empty.status, 2, "{}", empty.stderr);
}

#[test]
fn ids_stay_equal_where_they_were() {
    let id = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411";
    let text = call(
        "anonymous",
        &format!("My id is {id}."),
        &format!(r#"{{"id": "{id}", "session": "{ID}"}}"#),
        "x",
    );
    let content = parsed(&redacted("content", &text));
    let arguments = parsed(
        content["data"]["history"][1]["tool_arguments_json"]
            .as_str()
            .unwrap(),
    );
    assert_eq!(arguments["session"], ID);
    assert_ne!(arguments["id"], id);
    let said = content["data"]["history"][0]["content"].as_str().unwrap();
    assert!(said.contains(arguments["id"].as_str().unwrap()), "{said}");
    let all = parsed(&redacted("all", &text));
    let arguments = parsed(
        all["data"]["history"][1]["tool_arguments_json"]
            .as_str()
            .unwrap(),
    );
    assert_eq!(arguments["session"], all["data"]["session_id"]);
    assert_ne!(all["data"]["session_id"], ID);
}

#[test]
fn spoken_digits_are_replaced_in_their_language() {
    let said = [
        "call two one two, five five five, zero one eight seven please",
        "null eins fünf eins zwei drei vier fünfundvierzig",
        "zéro six un deux trois quatre cinq six",
        "seis uno dos tres cuatro cinco seis siete",
        "zero tre due uno quattro cinque sei sette",
        "nove um dois três quatro cinco meia sete",
        "nul zes een twee drie vier vijf zes",
        "नौ आठ सात छह पांच चार तीन दो",
        "صفر خمسة واحد اثنان ثلاثة أربعة خمسة ستة",
        "一三八零零一三八",
        "ゼロ、きゅう、ゼロ、いち、に、さん、よん、ご",
    ];
    for text in said {
        let call = call("anonymous", text, "{}", "x");
        let plain = parsed(&redacted("contact", &call));
        assert_eq!(plain["data"]["history"][0]["content"], text);
        let run = redact("contact")
            .arg("--spoken-digits")
            .stdin(&call)
            .in_process();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let out = parsed(&run.stdout);
        let out = out["data"]["history"][0]["content"].as_str().unwrap();
        assert_ne!(out, text);
        let is_latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
        assert_eq!(is_latin(out), is_latin(text), "{out}");
        let fewer = redact("contact")
            .arg("--spoken-digits=30")
            .stdin(&call)
            .in_process();
        assert_eq!(parsed(&fewer.stdout)["data"]["history"][0]["content"], text);
    }
    let call = call("+12125550187", said[0], "{}", "x");
    let run = redact("contact")
        .arg("--spoken-digits")
        .stdin(&call)
        .in_process();
    let out = parsed(&run.stdout);
    let digits = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let spoken: String = out["data"]["history"][0]["content"]
        .as_str()
        .unwrap()
        .split(|c: char| !c.is_alphabetic())
        .filter_map(|word| digits.iter().position(|digit| *digit == word))
        .map(|digit| digit.to_string())
        .collect();
    assert_eq!(format!("+1{spoken}"), out["data"]["from_number"]);
}

#[test]
fn ids_of_programs_stay_below_the_last_level() {
    let ids = |text: &str| -> Vec<String> {
        let history = parsed(text)["data"]["history"].as_array().unwrap().clone();
        let both = |item: &serde_json::Value| {
            ["id", "tool_call_id"].map(|key| item[key].as_str().unwrap_or_default().to_owned())
        };
        history.iter().flat_map(both).collect()
    };
    let text = super::sample("full.json");
    // Eleven digits in a row, by chance.
    assert!(ids(&text).contains(&"item_33567438557d".to_owned()));
    for level in ["contact", "content"] {
        assert_eq!(ids(&redacted(level, &text)), ids(&text), "{level}");
    }
    let number = text.replace("item_33567438557d", "item_15550100123");
    for level in super::LEVELS {
        assert!(!redacted(level, &number).contains("15550100123"), "{level}");
    }
}

/// What the report on standard error counts, by kind.
fn report(level: &str, said: &str) -> (String, String) {
    let said = serde_json::to_string(said).unwrap();
    let text = payload(&format!(
        r#", "history": [{{"role": "User", "kind": "Message", "content": {said}}}]"#
    ));
    let run = redact(level).stdin(text).in_process();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let out = parsed(&run.stdout);
    let said = out["data"]["history"][0]["content"].as_str().unwrap();
    (said.to_owned(), run.stderr)
}

#[test]
fn cards_and_accounts_are_known_for_what_they_are() {
    let (said, told) = report("contact", "my card is 4111 1111 1111 1111.");
    assert!(told.contains("1 payment card"), "{told}");
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.starts_with("400000") && digits.len() == 16, "{said}");
    let luhn: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(digit - b'0')) {
            (0, digit) => digit,
            (_, digit) => digit * 2 - if digit > 4 { 9 } else { 0 },
        })
        .sum();
    assert_eq!(luhn % 10, 0, "{said}");
    let (said, told) = report("contact", "pay to DE89 3704 0044 0532 0130 00 please");
    assert!(told.contains("1 bank account"), "{told}");
    let iban: String = said.chars().filter(char::is_ascii_alphanumeric).collect();
    let start = iban.find("DE").unwrap();
    let iban = &iban[start..start + 22];
    let turned = [&iban[4..], &iban[..4]].concat();
    let rest = turned.chars().fold(0, |rest: u64, c| {
        let value = u64::from(c.to_digit(36).unwrap());
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    assert_eq!(rest, 1, "{said}");
}

#[test]
fn numbers_spoken_in_every_language_that_is_named_go_when_asked_for() {
    for said in [
        "zero osiem siedem sześć pięć cztery trzy dwa",
        "sıfır beş üç iki bir dört altı yedi",
        "ноль один два три четыре пять шесть семь",
        "공 일 이 삼 사 오 육 칠",
        "zero one two three four five six seven",
        "null eins zwei drei vier fünf sechs sieben",
    ] {
        let spoken = serde_json::to_string(said).unwrap();
        let text = payload(&format!(
            r#", "history": [{{"role": "User", "kind": "Message", "content": {spoken}}}]"#
        ));
        let run = |args: &[&str]| {
            redact("contact")
                .args(args)
                .stdin(&text)
                .in_process()
                .stdout
        };
        assert!(run(&[]).contains(said), "{said}");
        assert!(!run(&["--spoken-digits"]).contains(said), "{said}");
    }
}

#[test]
fn what_the_levels_say_stays_or_goes() {
    let address = "https://rec.acme.test/a.ogg?X-Amz-Date=20260612T185140Z&X-Amz-Expires=3600&X-Amz-Signature=0f1e2d";
    let text = payload(&format!(
        r#", "audio_url": "{address}", "audio_url_expires_at": "2026-06-12T19:51:40Z",
            "from_number": "tel:+12125550187", "to_number": "4711", "agent_name": "string", "history": [
            {{"kind": "FunctionCall", "tool_name": "look_up", "tool_call_id": "c", "tool_arguments_json": "{{}}"}}]"#
    ));
    let text = format!("\u{feff}{text}");
    for level in LEVELS {
        let out = redacted(level, &text);
        assert!(out.starts_with('{'), "{level}: the byte order mark goes");
        let data = &parsed(&out)["data"];
        let url = data["audio_url"].as_str().unwrap();
        for kept in ["X-Amz-Date=20260612T185140Z", "X-Amz-Expires=3600"] {
            assert!(url.contains(kept), "{level}: {url}");
        }
        assert!(!url.contains("0f1e2d"), "{level}: {url}");
        assert_eq!(
            url.contains("rec.acme.test"),
            level != "all",
            "{level}: {url}"
        );
        let from = data["from_number"].as_str().unwrap();
        assert!(
            from.starts_with("tel:+1") && !from.contains("2125550187"),
            "{from}"
        );
        assert_eq!(data["history"][0]["tool_name"], "look_up", "{level}");
        assert_eq!(
            data["agent_name"], "string",
            "{level}: a placeholder of the documentation"
        );
    }
}
