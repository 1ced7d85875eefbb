//! Parts, saved and merged in any order, are exactly the whole.

use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{arg, call, cases, corpus, json_of, lines, sample, stats};
use crate::harness::Speakhook;
use serde_json::{Value, json};

const KEYS: [&str; 6] = ["agent", "campaign", "provider", "event", "test", "day"];

/// What `--save -` writes for calls.
fn saved(args: &[&str], input: &str) -> String {
    let run = stats(args).args(["--save", "-"]).stdin(input).in_process();
    assert!([0, 3].contains(&run.status), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 1, "one line, and no report");
    run.stdout
}

fn merged(parts: &str) -> String {
    stats(&["--merge", "--save", "-"])
        .stdin(parts)
        .in_process()
        .stdout
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn parts_merged_in_any_order_are_the_whole(
        seed in 0_usize..4,
        keys in prop::sample::subsequence(KEYS.to_vec(), 0..3),
        places in prop::collection::vec(0_usize..4, 100),
        turn in 0_usize..4,
    ) {
        let input = corpus(seed) + "{\"broken\": }\n" + &sample("long-call", 3, seed);
        let by = keys.join(",");
        let args = if keys.is_empty() { vec![] } else { vec!["--by", &by] };
        let mut parts = vec![String::new(); 4];
        for (line, place) in input.lines().zip(places.iter().cycle()) {
            parts[*place].push_str(line);
            parts[*place].push('\n');
        }
        parts.retain(|part| !part.is_empty());
        let mut files: Vec<String> = parts.iter().map(|part| saved(&args, part)).collect();
        let middle = turn % files.len();
        files.rotate_left(middle);
        let whole = saved(&args, &input);
        prop_assert_eq!(merged(&files.concat()), whole.clone());
        // And merged by twos.
        let halves = files.chunks(2).map(|files| merged(&files.concat())).collect::<String>();
        prop_assert_eq!(merged(&halves), whole.clone());
        let report = |run: Speakhook| run.args(["-f", "json"]).in_process();
        let (once, again) = (report(stats(&args).stdin(&input)), report(stats(&["--merge"]).stdin(&whole)));
        let figures = |document: &Value| {
            ["by", "groups", "total", "unread"].map(|key| document[key].clone())
        };
        prop_assert_eq!(figures(&json_of(&once)), figures(&json_of(&again)));
        prop_assert_eq!((once.status, again.status), (3, 3));
    }
}

#[test]
fn files_are_merged_from_a_folder_and_compressed() {
    let folder = TempDir::new().unwrap();
    let part = |name: &str, seed| {
        let file = folder.path().join(name);
        let run = stats(&["--save", arg(&file), "-f", "json"])
            .stdin(corpus(seed))
            .in_process();
        assert_eq!(run.status, 0, "{}", run.stderr);
        json_of(&run)["total"]["calls"].as_u64().unwrap()
    };
    let calls = part("a.json", 1) + part("b.json", 2);
    let run = stats(&["--merge", arg(folder.path()), "-f", "json"]).in_process();
    assert_eq!(json_of(&run)["total"]["calls"], calls);
}

#[test]
fn what_is_no_saved_file_is_named_and_the_others_count() {
    let good = saved(&[], &corpus(1));
    for (bad, words) in [
        ("{}".to_owned(), "is no file of `speakhook stats --save`"),
        (
            "[1, [], [], null, 0, 0, 0]".to_owned(),
            "is no file of `speakhook stats --save`",
        ),
        (
            good.replacen("\"speakhook_stats\":1", "\"speakhook_stats\":2", 1),
            "was saved in version 2",
        ),
        (
            good.replacen("\"calls\":", "\"balls\":", 1),
            "is damaged, at column",
        ),
        (
            good.replacen("\"values\":[]", "\"values\":[null]", 1),
            "its groups do not fit its keys",
        ),
        (
            good.replacen("\"n\":", "\"n\":1", 1),
            "is damaged, at column",
        ),
    ] {
        let input = format!("{}\n{good}", bad.trim_end());
        let run = stats(&["--merge", "-f", "json"]).stdin(&input).in_process();
        assert_eq!(run.status, 3, "{}", run.stderr);
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
        assert!(json_of(&run)["total"]["calls"].as_u64().unwrap() > 30);
    }
}

#[test]
fn files_with_other_keys_are_wrong_usage() {
    let parts = saved(&["--by", "agent"], &corpus(1)) + &saved(&["--by", "event"], &corpus(1));
    let run = stats(&["--merge"]).stdin(parts).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("<stdin>:2 is grouped by other keys"),
        "{}",
        run.stderr
    );
    for flag in ["--by=agent", "--since=2026-01-01", "--until=2026-01-01"] {
        assert_eq!(stats(&["--merge", flag]).in_process().status, 2);
    }
}

#[test]
fn the_groups_that_are_kept_do_not_depend_on_the_order() {
    let calls: Vec<Value> = (0..10_050)
        .map(|number| call(&[], &json!({"agent_name": format!("agent {number:05}")})))
        .collect();
    let forth = saved(&["--by", "agent"], &lines(&calls));
    let back: Vec<Value> = calls.iter().rev().cloned().collect();
    assert_eq!(saved(&["--by", "agent"], &lines(&back)), forth);
    let (head, tail) = calls.split_at(3_000);
    let parts = saved(&["--by", "agent"], &lines(tail)) + &saved(&["--by", "agent"], &lines(head));
    assert_eq!(merged(&parts), forth);
    let text = stats(&["--merge"]).stdin(&forth).in_process().stdout;
    assert!(text.contains("more than 10,000 groups"), "{text}");
    assert!(text.contains("9,900 more groups not shown here"), "{text}");
    let others = text.lines().find(|line| line.contains("(others)")).unwrap();
    assert!(others.contains(" 50 "), "{others}");
}

#[test]
fn nothing_is_written_over_an_input() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("calls.jsonl");
    fs::write(&file, corpus(1)).unwrap();
    for flag in ["--save", "-o"] {
        let run = stats(&[arg(&file), flag, arg(&file)]).in_process();
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert_eq!(fs::read_to_string(&file).unwrap(), corpus(1));
    }
    let same = folder.path().join("same.json");
    let run = stats(&[arg(&file), "--save", arg(&same), "-o", arg(&same)]).in_process();
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[test]
fn what_a_run_has_saved_in_a_folder_is_no_part_of_the_next() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("part.json"), saved(&[], &corpus(1))).unwrap();
    let all = path("all.json");
    let merge = || {
        let run = stats(&["--merge", arg(folder.path()), "--save", arg(&all)]).in_process();
        assert_eq!(run.status, 0, "{}", run.stderr);
        fs::read_to_string(&all).unwrap()
    };
    assert_eq!(merge(), merge());
    let run = stats(&[arg(&all), "--merge", "--save", arg(&all)]).in_process();
    assert_eq!(
        run.status, 2,
        "named, it would be written over: {}",
        run.stderr
    );
}
