//! The short way and the long one find the same: compared over the samples, generated calls, and texts that
//! are changed in a place or two. `SPEAKHOOK_MUTANTS=1000000 cargo test --release agreement` changes more.

use std::fs;
use std::path::Path;

use speakhook::diagnostic::{Finding, Place};
use speakhook::json::{Node, Value, write};
use speakhook::judge::{Judge, Judged, Recognised};
use speakhook::payload::Payload;
use speakhook::sample;
use speakhook::source::Document;

const ONE_CALL: &str = include_str!("../fixtures/payload/example-call.json");
const EVERY_FIELD: &str = include_str!("../../samples/conversation-complete/full.json");

/// Texts that are right in one place and wrong in another.
const TOKENS: [&str; 52] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "01",
    "1e3",
    "1E400",
    "-1",
    "0.5",
    "9007199254740993",
    "1.",
    ".5",
    "[]",
    "{}",
    "[null]",
    "\"\"",
    "\"x\"",
    "\"\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\x\"",
    "\"a\tb\"",
    "\"é\"",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    " ",
    "\n",
    "\u{c}",
    "\0",
    "\u{feff}",
    "x",
    "\"User\"",
    "\"user\"",
    "\"2026-06-12T18:51:40.118Z\"",
    "\"2026-06-12T18:51:60Z\"",
    "\"2016-12-31T23:59:60Z\"",
    "\"2026-02-29T18:51:40Z\"",
    "\"2026-06-12t18:51:40z\"",
    "\"0000-01-01T00:00:00Z\"",
    "\"5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11\"",
    "\"5b0f6c1e8a534f0c9a0e0d7c7a2f9e11\"",
    "\"id\":\"x\",",
    "\"x\":1,",
    "\"\\u0069d\":\"x\",",
    "\"event\":null,",
];

/// Numbers without a pattern, the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % bound.max(1)
    }

    /// A place in `text` where a character begins.
    fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    /// A place where a token begins or ends.
    fn joint(&mut self, text: &str) -> usize {
        let start = self.place(text);
        let found = text[start..].find(|c| "{}[]:,\"".contains(c));
        found.map_or(start, |found| start + found + self.below(2))
    }
}

/// Compares both ways; whether the short one was taken.
fn assert_agrees(judge: &Judge, text: &str) -> bool {
    let (short, long) = (
        judge.judge_briefly(Document::of_text(text)),
        judge.judge(Document::of_text(text)),
    );
    // Where there is no tree, findings say themselves what their places are called.
    let named = |finding: &Finding, root: Option<&Value<'_>>| {
        let mut finding = finding.clone();
        if let (Place::Node(path, _), Some(root)) = (&finding.place, root) {
            finding.pattern = Some(path.to_pattern(root));
            finding.pointer = Some(path.to_pointer(root));
        }
        finding
    };
    let all = |judged: &Judged<'_>| -> Vec<_> {
        let kept = judged.findings.kept().iter();
        kept.map(|finding| named(finding, judged.root.as_ref()))
            .collect()
    };
    assert_eq!(all(&short), all(&long), "{text}");
    assert!(short.root.is_none() || short.root == long.root, "{text}");
    let kind = |judged: &Judged<'_>| -> Vec<_> {
        let kind = |one: &Recognised| (one.element, one.kind);
        judged.payloads.iter().map(kind).collect()
    };
    assert_eq!(kind(&short), kind(&long), "{text}");
    let Some(tape) = judge.schema.scan(text) else {
        return false;
    };
    let root = long.root.expect("what was scanned is JSON");
    let (short, long) = (
        Payload::read(Node::Tape(&tape, tape.root())),
        Payload::from_envelope(&root),
    );
    assert_eq!(format!("{short:?}"), format!("{long:?}"), "{text}");
    true
}

fn json_files(folder: &Path, visit: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, visit);
        } else if let Ok(text) = fs::read_to_string(&path)
            && path
                .extension()
                .is_some_and(|ending| ending == "json" || ending == "jsonl")
        {
            visit(&text);
            text.lines()
                .filter(|line| line.starts_with('{'))
                .for_each(&mut *visit);
        }
    }
}

#[test]
fn files_are_judged_alike_both_ways() {
    let judge = Judge::default();
    let mut short_ways = 0;
    for folder in ["samples", "tests/fixtures/rules"] {
        json_files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut |text| {
                short_ways += usize::from(assert_agrees(&judge, text));
            },
        );
    }
    assert!(short_ways > 150, "{short_ways}");
}

/// A call of a scenario, as `sample` writes it.
fn call(scenario: &'static sample::Scenario, seed: u64, is_pretty: bool) -> String {
    let value = sample::payload(scenario, seed, 0, None);
    let mut out = Vec::new();
    if is_pretty {
        write::pretty(&mut out, &value).unwrap();
    } else {
        write::compact(&mut out, &value).unwrap();
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn calls_take_the_short_way_and_are_judged_alike() {
    let judge = Judge::default();
    for scenario in sample::SCENARIOS
        .iter()
        .filter(|scenario| scenario.name != "legacy")
    {
        for (seed, is_pretty) in [(1, false), (2, true), (3, false)] {
            let text = call(scenario, seed, is_pretty);
            assert!(assert_agrees(&judge, &text), "{}", scenario.name);
            // As .NET writes what is not ASCII, and some characters that are.
            let escaped: String = text
                .chars()
                .map(|c| match c {
                    '\'' | '<' | '&' => format!("\\u{:04X}", u32::from(c)),
                    c if c.is_ascii() => c.to_string(),
                    c => c
                        .encode_utf16(&mut [0; 2])
                        .iter()
                        .map(|unit| format!("\\u{unit:04x}"))
                        .collect(),
                })
                .collect();
            assert!(assert_agrees(&judge, &escaped), "{}", scenario.name);
        }
    }
}

#[test]
fn changed_texts_are_judged_alike_both_ways() {
    let count = std::env::var("SPEAKHOOK_MUTANTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let judge = Judge::default();
    let mut dice = Dice(0x5eed_0f5b_ea40_04aa);
    let compact: Vec<String> = [ONE_CALL, EVERY_FIELD]
        .iter()
        .map(|text| {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            value.to_string()
        })
        .collect();
    let sources = [ONE_CALL, EVERY_FIELD, &compact[0], &compact[1]];
    let mut short_ways = 0_usize;
    let count = count.unwrap_or(2_500_usize);
    for _ in 0..count {
        let mut text = sources[dice.below(sources.len())].to_owned();
        for _ in 0..=dice.below(3) {
            change(&mut text, &mut dice);
        }
        short_ways += usize::from(assert_agrees(&judge, &text));
    }
    // Some are still as documented, and most are not.
    assert!(
        (count / 50..count / 2).contains(&short_ways),
        "{short_ways} of {count}"
    );
}

fn change(text: &mut String, dice: &mut Dice) {
    let (start, end) = (dice.joint(text), dice.joint(text));
    let (start, end) = (start.min(end), start.max(end));
    match dice.below(8) {
        0 => text.truncate(start),
        1 => {
            let end = text.floor_char_boundary(end.min(start + dice.below(40)));
            text.replace_range(start..end.max(start), "");
        }
        2 => {
            let end = text
                .floor_char_boundary(end.min(start + dice.below(200)))
                .max(start);
            let copy = text[start..end].to_owned();
            text.insert_str(start, &copy);
        }
        3 => {
            let at = dice.place(text);
            text.insert(at, char::from(u8::try_from(dice.below(128)).unwrap()));
        }
        4 => {
            let at = dice.place(text);
            if text[at..].chars().next().is_some_and(|c| c.is_ascii()) {
                let byte = [u8::try_from(dice.below(128)).unwrap()];
                text.replace_range(at..=at, str::from_utf8(&byte).unwrap());
            }
        }
        5 => text.insert_str(start, TOKENS[dice.below(TOKENS.len())]),
        6 => {
            // The value behind a colon becomes another.
            if let Some(colon) = text[start..].find(':').map(|found| start + found + 1)
                && let Some(length) = text[colon..].find([',', '}', '\n'])
            {
                text.replace_range(colon..colon + length, TOKENS[dice.below(TOKENS.len())]);
            }
        }
        _ => text.insert_str(start, &" \n".repeat(dice.below(3))),
    }
}
