//! The status and the last line, from a truth table of its own, over a lattice of inputs and flags.

use super::{FORMATS, Told, document, lines, tests};
use crate::harness::{Run, Speakhook, payload};

/// How many payloads of which kind.
#[derive(Debug, Clone, Copy)]
struct Input {
    passed: usize,
    failed: usize,
    no_result: usize,
    others: usize,
    broken: usize,
}

impl Input {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for number in 0..3 * 3 * 3 * 2 * 2 {
            all.push(Self {
                passed: number % 3,
                failed: number / 3 % 3,
                no_result: number / 9 % 3,
                others: number / 27 % 2,
                broken: number / 54,
            });
        }
        all
    }

    fn text(self) -> String {
        let kinds = [
            (self.passed, Some(true)),
            (self.failed, Some(false)),
            (self.no_result, None),
        ];
        let verdicts = kinds
            .iter()
            .flat_map(|(count, verdict)| vec![*verdict; *count]);
        let told = verdicts.enumerate();
        let told: Vec<Told> = told
            .map(|(number, verdict)| Told::new(&number.to_string(), verdict))
            .collect();
        let others = format!("{}\n", payload("")).repeat(self.others);
        lines(&told) + &others + &"{\"event\": }\n".repeat(self.broken)
    }
}

/// `--min-pass-rate` and the hundredths that it is.
const RATES: [Option<(&str, usize)>; 5] = [
    None,
    Some(("0%", 0)),
    Some(("50%", 50)),
    Some(("0.67", 67)),
    Some(("100%", 100)),
];

/// The status and the last line that are due.
fn due(input: Input, rate: Option<(&str, usize)>, require: bool) -> (i32, String) {
    let Input {
        passed,
        failed,
        no_result,
        others,
        broken,
    } = input;
    let with_result = passed + failed;
    let nothing = with_result + no_result + others + broken == 0;
    let unread = if nothing { 1 } else { broken };
    let enough = match rate {
        Some((_, percent)) => passed * 100 >= percent * with_result,
        None => failed == 0,
    };
    let status = match (
        unread > 0 || with_result == 0,
        enough && !(require && no_result > 0),
    ) {
        (true, _) => 3,
        (false, true) => 0,
        (false, false) => 1,
    };
    let mut line = ["ok", "failed", "", "incomplete"][status].to_owned() + ": ";
    if with_result > 0 {
        line += &format!("{passed}/{with_result} passed");
        if let Some((_, percent)) = rate {
            let tenths = passed * 1000 / with_result;
            let share = format!("{}.{}%", tenths / 10, tenths % 10).replace(".0%", "%");
            let word = if enough { "at least" } else { "below" };
            line += &format!(" ({share}, {word} {percent}%)");
        }
        if failed > 0 {
            line += &format!(", {failed} failed");
        }
        if no_result > 0 {
            let the = if require { "the required" } else { "a" };
            line += &format!(", {no_result} without {the} result");
        }
    } else if no_result > 0 {
        let s = if no_result > 1 { "s" } else { "" };
        line += &format!("no result of {no_result} test run{s}");
    } else {
        line += "no test runs";
    }
    if passed > 0 && failed > 0 {
        line += "; 1 flaky test";
    }
    if others > 0 {
        line += "; 1 payload is not of a test";
    }
    if unread > 0 {
        line += "; 1 input could not be read";
    }
    (status as i32, line)
}

fn args(rate: Option<(&'static str, usize)>, require: bool) -> Vec<&'static str> {
    let rate = rate.map(|(text, _)| ["--min-pass-rate", text]);
    let mut args: Vec<&str> = rate.into_iter().flatten().collect();
    args.extend(require.then_some("--require-result"));
    args
}

#[test]
fn the_lattice_of_inputs_and_flags_decides_status_and_last_line() {
    for input in Input::all() {
        let text = input.text();
        for rate in RATES {
            for require in [false, true] {
                let (status, line) = due(input, rate, require);
                let args = args(rate, require);
                let what = format!("{input:?} {args:?}");
                for more in [&[][..], &["--failed"], &["--by", "agent"]] {
                    let run = tests(args.iter().chain(more), &text);
                    assert_eq!(
                        (run.status, run.last_line()),
                        (status, &*line),
                        "{what} {more:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_format_gives_the_same_answer() {
    let few = |input: &Input| input.others == 0 && input.passed < 2 && input.failed < 2;
    for input in Input::all().into_iter().filter(few) {
        let text = input.text();
        for (rate, require) in [
            (None, false),
            (None, true),
            (RATES[2], false),
            (RATES[4], true),
        ] {
            let (status, line) = due(input, rate, require);
            let args = args(rate, require);
            for format in FORMATS {
                let run = tests(args.iter().chain(&["-f", format]), &text);
                assert_eq!(run.status, status, "{format} {input:?} {args:?}");
            }
            let (word, account) = line.split_once(": ").unwrap();
            let summary = &document(&args, &text)["summary"];
            assert_eq!(
                (&summary["verdict"], &summary["status"]),
                (&word.into(), &status.into())
            );
            let markdown = tests(args.iter().chain(&["-f", "markdown"]), &text).stdout;
            let head = format!("## speakhook tests: {word}\n\n{account}\n");
            assert!(markdown.starts_with(&head), "{markdown}");
        }
    }
}

fn failing() -> String {
    lines([&Told::new("s", Some(false)).because("no greeting")])
}

#[test]
fn what_is_missing_outweighs_what_failed() {
    let run = tests(["/nonexistent.json", "-"], failing());
    let line = "incomplete: 0/1 passed, 1 failed; 1 input could not be read";
    assert_eq!((run.status, run.last_line()), (3, line));
    assert!(run.stderr.contains("/nonexistent.json"), "{}", run.stderr);
    let run = tests(["-"], format!("{}\u{1f}", failing()));
    assert_eq!(run.status, 3, "{}", run.stdout);
}

#[test]
fn nothing_to_read_is_fine_only_if_that_is_accepted() {
    for (args, status, line) in [
        (&["--allow-empty", "*.nothing"][..], 0, "ok: no test runs"),
        (
            &["*.nothing"],
            3,
            "incomplete: no test runs; 1 input could not be read",
        ),
    ] {
        let run = tests(args, "");
        assert_eq!((run.status, run.last_line()), (status, line), "{args:?}");
    }
    let run = tests(["--allow-empty", "-"], payload(""));
    let line = "incomplete: no test runs; 1 payload is not of a test";
    assert_eq!((run.status, run.last_line()), (3, line));
}

#[test]
fn wrong_usage_says_why() {
    for (args, word) in [
        (&["--min-pass-rate", "90"][..], "add the % of a percentage"),
        (&["--min-pass-rate", "101%"], "100% at most"),
        (&["--min-pass-rate", "most"], "such as 90%"),
        (&["--by", "day"], "test, agent, run"),
        (&["-f", "sarif"], "sarif"),
        (&["--report", "sarif=x"], "text, json, jsonl, junit"),
        (&["--report", "json=-"], "standard output"),
    ] {
        let run = tests(args, failing());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(word), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn quiet_takes_the_last_line_and_very_quiet_takes_all() {
    let loud = tests(["-"], failing());
    let quiet = tests(["-q"], failing());
    assert_eq!(
        format!("{}{}\n", quiet.stdout, loud.last_line()),
        loud.stdout
    );
    let silent = tests(["-qq"], failing());
    let nothing = Run {
        status: 1,
        stdout: String::new(),
        stderr: String::new(),
    };
    assert_eq!(silent, nothing);
}

#[test]
fn a_reader_who_has_left_is_quiet_and_the_status_stays() {
    for (input, status) in [(failing(), 1), (failing().replace("false", "true"), 0)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let speakhook = Speakhook::new(["tests", "-"]).stdin(&input);
        let child = speakhook.start(speakhook.command().stdout(writer));
        let run = speakhook.watch(child);
        assert_eq!((run.status, run.stderr.as_str()), (status, ""));
    }
}
