//! `stats -f html`: what is on the page.

use scraper::Html;

use super::page::{all, parsed};
use crate::harness::{Speakhook, payload};

fn calls(count: &str) -> String {
    Speakhook::new(["sample", "--count", count])
        .in_process()
        .stdout
}

fn stats(args: &[&str], calls: &str) -> (i32, Html) {
    let run = Speakhook::new([&["stats", "-f", "html"], args].concat())
        .stdin(calls)
        .in_process();
    (run.status, parsed(&run.stdout))
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let shown = all(page, selector).into_iter();
    let text = shown.map(|element| element.text().collect::<Vec<_>>().join(" "));
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn every_metric_has_a_histogram_and_a_curve() {
    let (status, page) = stats(&[], &calls("50"));
    assert_eq!(status, 0);
    assert_eq!(texts(&page, "h1"), ["Statistics of 50 calls"]);
    assert_eq!(all(&page, ".pair .histogram").len(), 8);
    assert_eq!(all(&page, ".pair .curve polyline").len(), 8);
    assert_eq!(all(&page, ".shares li").len(), 4);
    let (_, page) = stats(&["--metric", "llm"], &calls("50"));
    assert_eq!(texts(&page, ".pair h3"), ["LLM"]);
}

#[test]
fn budgets_are_answered_in_words() {
    let budgets = [
        "--budget",
        "e2e.p95<1ms",
        "--budget",
        "tool_errors<=100%",
        "--budget",
        "pass_rate>1%",
    ];
    let (status, page) = stats(&budgets, &calls("30"));
    assert_eq!(status, 3);
    assert_eq!(texts(&page, "h1 ~ .badge"), ["? incomplete"]);
    let rows = texts(&page, "section:has(#budgets) tbody tr");
    assert!(
        rows[0].starts_with("e2e.p95") && rows[0].ends_with("exceeded"),
        "{rows:?}"
    );
    assert!(
        rows[1].contains("unanswered") && rows[2].ends_with("met"),
        "{rows:?}"
    );
}

#[test]
fn groups_and_days_are_compared() {
    let (_, page) = stats(&["--by", "day,agent"], &calls("60"));
    assert_eq!(all(&page, ".compare").len(), 8);
    assert_eq!(all(&page, ".compare[open]").len(), 1);
    assert_eq!(all(&page, "#trend").len(), 1);
    let (_, page) = stats(&["--by", "agent"], &calls("10"));
    assert!(all(&page, "#trend").is_empty());
}

#[test]
fn the_slowest_calls_are_listed_whatever_the_threads() {
    let input = calls("200");
    let slow = |jobs: &str| {
        texts(
            &stats(&["--jobs", jobs], &input).1,
            "section:has(#slow) tbody tr",
        )
    };
    let one = slow("1");
    assert_eq!(one.len(), 20);
    assert_eq!(one, slow("4"));
}

#[test]
fn a_saved_run_is_compared_and_has_no_calls_to_list() {
    let folder = tempfile::tempdir().unwrap();
    let save = folder.path().join("before.json");
    let save = save.to_str().unwrap();
    let input = calls("40");
    let run = Speakhook::new(["stats", "--save", save])
        .stdin(&input)
        .in_process();
    assert_eq!(run.status, 0);
    assert!(!std::fs::read_to_string(save).unwrap().contains("worst"));
    let (_, page) = stats(&["--compare", save], &input);
    assert!(!all(&page, "section:has(#changes) tbody tr").is_empty());
    let (_, page) = stats(&["--merge", save], "");
    assert_eq!(texts(&page, "h1"), ["Statistics of 40 calls"]);
    assert!(all(&page, "#slow").is_empty());
}

#[test]
fn nothing_measured_is_said_so() {
    let (_, page) = stats(&[], &payload(""));
    assert!(texts(&page, ".none").contains(&"No call reports a delay.".to_owned()));
    assert!(texts(&page, ".tile").contains(&"Turns – no history given".to_owned()));
    assert!(all(&page, "figure").is_empty());
}

#[test]
fn what_was_not_read_is_folded_behind_one_line() {
    let (status, page) = stats(&[], &("{}\n".to_owned() + &calls("3")));
    assert_eq!(status, 3);
    let line = "1 input not read or no call";
    assert_eq!(texts(&page, ".unread summary h2"), [line]);
    assert_eq!(all(&page, ".unread details:not([open]) li").len(), 1);
}
