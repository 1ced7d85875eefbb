//! Any words around a telephone number, a mail address and a token, in every place of a payload that has text: none of
//! them survives, at any level, and the judge has no more to say than before.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook_fuzz::{run, saying};

const LEVELS: [&str; 3] = ["contact", "content", "all"];
const MAIL: &str = "jane.roe@acme.test";
const TOKEN: &str = "sk_live_51Hq9ZbKqTz0aQpLm";
// No 555 among them, with which stand-ins begin.
const DIGITS: [&str; 4] = [
    "+1 212-436-0187",
    "(0211) 123 45 67",
    "00491701234567",
    "212.436.0187",
];

fn rules(payload: &str) -> Vec<String> {
    let report = run(
        &["validate", "-f", "jsonl", "--no-config"],
        payload.as_bytes(),
    );
    let mut rules: Vec<String> = report
        .stdout
        .lines()
        .map(|line| {
            let found: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            format!("{}", found["rule"])
        })
        .collect();
    rules.sort();
    rules
}

fuzz_target!(|input: (u8, &str, &str)| {
    let (choice, before, after) = input;
    let level = LEVELS[usize::from(choice) % LEVELS.len()];
    let number = DIGITS[usize::from(choice / 3) % DIGITS.len()];
    // What stands directly beside a number may be a part of it, or make it something else.
    let words = format!("{before} {number} {MAIL} {TOKEN} {after}");
    let payload = saying(&words);
    let redacted = run(&["redact", "--level", level], payload.as_bytes());
    assert!(matches!(redacted.status, 0 | 3), "{}", redacted.status);
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let planted = digits(number);
    // Nine digits do not come again by chance, as seven do among millions of stand-ins.
    let planted = &planted[planted.len() - 9..];
    let text = redacted.stdout.replace(before, "").replace(after, "");
    assert!(
        !text.contains(MAIL) && !text.contains(TOKEN),
        "{level}: {text}"
    );
    assert!(!text.contains(number), "{level}: {text}");
    let words = text.split(['"', ',', ':']);
    for word in words {
        assert!(!digits(word).contains(planted), "{level}: {word}");
    }
    if redacted.status == 0 {
        let (before, after) = (rules(&payload), rules(&redacted.stdout));
        assert!(
            after.iter().all(|rule| before.contains(rule)),
            "{before:?} {after:?}"
        );
    }
});
