//! What one payload costs, stage by stage: `cargo bench --bench micro`. For finding out where time goes; what a
//! user waits for, `benches/compare.sh` measures.

#![allow(clippy::expect_used, reason = "a benchmark that panics says so")]

use divan::Bencher;
use divan::counter::BytesCount;

use speakhook::json::tree::parse_first;
use speakhook::json::{Node, write};
use speakhook::judge::Judge;
use speakhook::payload::{Payload, Reading};
use speakhook::sample;
use speakhook::source::Document;
use speakhook::stats::{Collection, Window};

fn main() {
    divan::main();
}

/// Calls as `sample` writes them, one a line, and one with a finding that a reader would see.
const SCENARIOS: [&str; 3] = ["phone", "tool-error", "everything"];

fn call(scenario: &str) -> String {
    let scenario = sample::SCENARIOS
        .iter()
        .find(|known| known.name == scenario)
        .expect("the scenario is there");
    let mut out = Vec::new();
    write::compact(&mut out, &sample::payload(scenario, 1, 0, Some(12)))
        .expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn each<T>(bencher: Bencher<'_, '_>, scenario: &str, mut run: impl FnMut(&str) -> T) {
    let text = call(scenario);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| run(divan::black_box(&text)));
}

/// The text into a tree.
#[divan::bench(args = SCENARIOS)]
fn tree(bencher: Bencher<'_, '_>, scenario: &str) {
    each(bencher, scenario, |text| parse_first(text).is_ok());
}

/// The text onto a tape, JSON and schema checked.
#[divan::bench(args = SCENARIOS)]
fn scan(bencher: Bencher<'_, '_>, scenario: &str) {
    let judge = Judge::default();
    each(bencher, scenario, |text| judge.schema.scan(text).is_some());
}

/// The same, and the typed payload with its turns.
#[divan::bench(args = SCENARIOS)]
fn read(bencher: Bencher<'_, '_>, scenario: &str) {
    let judge = Judge::default();
    each(bencher, scenario, |text| {
        let tape = judge.schema.scan(text)?;
        let payload = Payload::read(Node::Tape(&tape, tape.root()));
        Some(Reading::of(&payload).turns.len())
    });
}

/// All rules, as `validate` judges.
#[divan::bench(args = SCENARIOS)]
fn judge(bencher: Bencher<'_, '_>, scenario: &str) {
    let judge = Judge::default();
    each(bencher, scenario, |text| {
        judge
            .judge_briefly(Document::of_text(text))
            .findings
            .is_empty()
    });
}

/// All rules by way of a tree, as what is unusual is judged.
#[divan::bench(args = SCENARIOS)]
fn judge_tree(bencher: Bencher<'_, '_>, scenario: &str) {
    let judge = Judge::default();
    each(bencher, scenario, |text| {
        judge.judge(Document::of_text(text)).findings.is_empty()
    });
}

/// One call into the counts of `stats`.
#[divan::bench(args = SCENARIOS)]
fn fold(bencher: Bencher<'_, '_>, scenario: &str) {
    let judge = Judge::default();
    let mut collection = Collection::new(Vec::new());
    each(bencher, scenario, |text| {
        let tape = judge.schema.scan(text)?;
        let payload = Payload::read(Node::Tape(&tape, tape.root()));
        collection.add(&payload, "-", 1, &Window::default());
        Some(())
    });
}
