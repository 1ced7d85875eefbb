//! What holds for every input, tried on random ones. Small numbers of cases: each property has
//! found its faults within the first hundred or not at all.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::Value as Plain;
use speakhook::json::locate::locate;
use speakhook::json::tree::parse_first;
use speakhook::json::{NodePath, Value};
use speakhook::text::{Untrusted, file_name, fit, width};

use super::harness::{Run, formats, payload, project, validate};
use super::runner::{assert_tame, untamed_report};

/// The same cases in every run, and no files left behind.
fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..Config::default()
    }
}

fn sample(name: &str) -> String {
    fs::read_to_string(project("samples").join(name)).unwrap()
}

fn jsonl(input: impl AsRef<[u8]>) -> Run {
    validate(["-f", "jsonl"]).stdin(input).in_process()
}

fn parsed(run: &Run) -> Vec<Plain> {
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What a report says, without the places.
fn said(run: &Run) -> Vec<[String; 3]> {
    let text = |value: &Plain| value.as_str().unwrap_or_default().to_owned();
    parsed(run)
        .iter()
        .map(|line| [&line["rule"], &line["instance_path"], &line["message"]].map(text))
        .collect()
}

/// Writes other white space between the tokens of a JSON text.
fn respaced(text: &str, blanks: &[&str]) -> String {
    let mut blanks = blanks.iter().cycle();
    let (mut out, mut in_string, mut escaped) = (String::new(), false, false);
    for c in text.chars() {
        let structural = !in_string && "{}[],:".contains(c);
        if structural {
            out.push_str(blanks.next().unwrap());
        }
        if in_string || !c.is_ascii_whitespace() {
            out.push(c);
        }
        if structural {
            out.push_str(blanks.next().unwrap());
        }
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
    }
    out
}

fn blank() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " ", "\n", "\r\n", "\t", "  \n  "])
}

/// Characters weighted to those that must not get out.
fn character() -> impl Strategy<Value = char> {
    let ranges = [
        '\u{0}'..='\u{1f}',
        '\u{7f}'..='\u{9f}',
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{fe00}'..='\u{feff}',
        '\u{e0000}'..='\u{e007f}',
        '#'..='#',
        '['..='[',
        ':'..=':',
    ];
    prop_oneof![
        3 => prop::char::ranges(ranges.to_vec().into()),
        1 => any::<char>(),
        1 => prop::sample::select(vec!['a', ' ', '\u{301}', 'م', '你', '\u{200d}', '👩', '"', '\\']),
    ]
}

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 0..40).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn white_space_changes_nothing_but_places(
        blanks in prop::collection::vec(blank(), 1..50),
        name in prop::sample::select(vec![
            "flawed/seven-mistakes.json", "flawed/wrong-types.json", "flawed/misspelt-key.json",
            "flawed/duplicate-key.json", "flawed/hub-notification.json", "flawed/bare-data.json",
            "session-started/web.json",
        ]),
    ) {
        let text = sample(name);
        prop_assert_eq!(said(&jsonl(respaced(&text, &blanks))), said(&jsonl(&text)));
    }

    #[test]
    fn the_order_of_files_changes_no_files_report(order in Just(vec![
        "flawed/nan.json", "flawed/seven-mistakes.json", "flawed/broken-line.jsonl",
        "flawed/latin-1.json", "session-started/web.json", "flawed/bare-data.json",
    ]).prop_shuffle()) {
        let by_file = |names: &[&str]| {
            let run = names.iter().fold(validate(["-f", "jsonl"]), |run, name| {
                run.arg(project("samples").join(name))
            });
            let mut files: BTreeMap<String, Vec<Plain>> = BTreeMap::new();
            for line in parsed(&run.in_process()) {
                files.entry(line["path"].to_string()).or_default().push(line);
            }
            files
        };
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(by_file(&order), by_file(&sorted));
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn an_escaped_text_obeys_nobody(text in hostile(), limit in 0_usize..50) {
        let untrusted = Untrusted::new(&text);
        let inline = untrusted.inline().to_string();
        prop_assert!(!inline.contains('\n'));
        assert_tame(&format!("│ {inline}"), "inline");
        assert_tame(&format!("│ {}", untrusted.excerpt(limit)), "excerpt");
        assert_tame(&format!("│ {untrusted:?}"), "debug");
        assert_tame(&file_name(&text), "file name");
        for line in untrusted.lines() {
            assert_tame(&format!("│ {line}"), "lines");
        }
        prop_assert!(width(&fit(&inline, limit, "…")) <= limit.max(1));
    }

    #[test]
    fn an_ordinary_text_stays_as_it_is(text in "[ -~à-žа-яא-תابتثجحखगघ你好]{0,40}") {
        prop_assume!(!text.contains("##"));
        prop_assert_eq!(Untrusted::new(&text).inline().to_string(), text);
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn no_report_leaks_what_a_payload_holds(key in hostile(), value in hostile(), raw in hostile()) {
        let (key, value) = (Plain::from(key), Plain::from(value));
        let inputs = [
            payload(&format!(r#", {key}: {value}, "start_time": {value}"#)),
            payload(&format!(r#", "url_parameters": {{{key}: 7, {key}: 8}}"#)),
            payload("").replace("\"SessionStarted\"", &value.to_string()),
            payload(&format!(r#", "agent_name": "{raw}""#)),
            payload(&format!(", {raw}")),
        ];
        for input in inputs {
            let narrow = validate(["--width", "40"]).stdin(&input).in_process();
            assert_tame(&(narrow.stdout + &narrow.stderr), &input);
            for (format, name) in formats() {
                let run = validate(["-f", &name]).stdin(&input).in_process();
                prop_assert_eq!(untamed_report(format, &run.stdout), None, "{} {}", name, input);
                assert_tame(&run.stderr, &input);
            }
        }
    }
}

fn json() -> impl Strategy<Value = Plain> {
    let text = prop_oneof![hostile(), "[a-z~/]{0,6}"];
    let leaf = prop_oneof![
        Just(Plain::Null),
        any::<bool>().prop_map(Plain::from),
        any::<i64>().prop_map(Plain::from),
        any::<u64>().prop_map(Plain::from),
        (-1e300..1e300_f64).prop_map(Plain::from),
        hostile().prop_map(Plain::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Plain::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|members| Plain::Object(members.into_iter().collect())),
        ]
    })
}

fn all_paths(value: &Value<'_>, path: &NodePath, paths: &mut Vec<NodePath>) {
    paths.push(path.clone());
    let children: Vec<&Value<'_>> = match value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Object(object) => object
            .members()
            .iter()
            .map(|member| &member.value)
            .collect(),
        _ => Vec::new(),
    };
    for (number, child) in children.into_iter().enumerate() {
        all_paths(child, &path.child(number), paths);
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn every_span_holds_its_node(value in json(), blanks in prop::collection::vec(blank(), 1..20)) {
        let text = respaced(&value.to_string(), &blanks);
        let (root, _) = parse_first(&text).unwrap().unwrap();
        let mut paths = Vec::new();
        all_paths(&root, &NodePath::root(), &mut paths);
        for (path, located) in paths.iter().zip(locate(&text, &paths)) {
            let located = located.unwrap();
            let slice = &text[located.value.start..located.value.end];
            let (node, end) = parse_first(slice).unwrap().unwrap();
            prop_assert_eq!((&node, end), (path.resolve(&root).unwrap(), slice.len()));
            let pointer = path.to_pointer(&root);
            let plain = value.pointer(&pointer);
            prop_assert_eq!(plain, Some(&serde_json::from_str::<Plain>(slice).unwrap()));
            if let Some(key) = located.key {
                let key: String = serde_json::from_str(&text[key.start..key.end]).unwrap();
                let token = key.replace('~', "~0").replace('/', "~1");
                let last = format!("/{token}");
                prop_assert!(pointer.ends_with(&last));
            }
        }
    }

    #[test]
    fn any_json_is_judged_without_panic(value in json()) {
        for text in [value.to_string(), payload(&format!(", \"history\": {value}"))] {
            let run = jsonl(&text);
            prop_assert!(run.status <= 1);
            prop_assert_eq!(parsed(&run).is_empty() , run.stdout.is_empty());
        }
    }
}

#[test]
fn every_prefix_of_a_payload_is_a_fault_inside_it() {
    let text = sample("session-started/web.json");
    let text = text.trim_end();
    for end in 0..text.len() {
        let prefix = &text.as_bytes()[..end];
        let run = jsonl(prefix);
        let found = parsed(&run);
        assert_eq!((run.status, found.len()), (1, 1), "{end}: {}", run.stdout);
        let rule = match std::str::from_utf8(prefix) {
            Ok(_) => "json/syntax",
            Err(_) => "json/encoding",
        };
        assert_eq!(found[0]["rule"], rule, "{end}");
        let shown = String::from_utf8_lossy(prefix);
        let lines: Vec<&str> = shown.split('\n').collect();
        let place = |key: &str| usize::try_from(found[0][key].as_u64().unwrap()).unwrap();
        let line = lines.get(place("line") - 1).expect("a line of the file");
        assert!(
            place("column") <= line.chars().count() + 1,
            "{end}: {}",
            run.stdout
        );
    }
}

#[test]
fn no_mutation_of_one_byte_panics_or_leaks() {
    let text = sample("session-started/full.json");
    let bytes = text.as_bytes();
    // A prime stride meets every kind of place with every kind of byte.
    for (round, at) in (0..bytes.len()).cycle().step_by(17).take(400).enumerate() {
        let mut mutant = bytes.to_vec();
        mutant[at] = (round.wrapping_mul(97) % 256) as u8;
        let run = validate(["--width", "80"]).stdin(&mutant).in_process();
        assert!(run.status <= 1, "byte {at} of round {round}");
        assert_tame(&run.stdout, &format!("byte {at} of round {round}"));
    }
}
