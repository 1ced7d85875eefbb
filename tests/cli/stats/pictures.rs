//! Pictures of how values are distributed: what lies at an edge is in the step that begins there.

use serde_json::json;

use super::{call, stats};

/// Milliseconds as values of fourteen steps, each at an edge, and how often each occurs.
fn edges(step: u32) -> Vec<(u32, usize)> {
    (3..17)
        .map(|place| (place * step, 1 + place as usize % 3))
        .collect()
}

/// A call with each value as often as is said.
fn calls(values: &[(u32, usize)]) -> String {
    let seconds = |(ms, count): &(u32, usize)| vec![f64::from(*ms) / 1e3; *count];
    let latencies: Vec<f64> = values.iter().flat_map(seconds).collect();
    call(&latencies, &json!({})).to_string()
}

/// The percentiles of nearest rank whose value is this one.
fn marks(values: &[(u32, usize)], value: u32) -> Vec<&'static str> {
    let all: Vec<u32> = values
        .iter()
        .flat_map(|(ms, count)| vec![*ms; *count])
        .collect();
    let at = |percent: usize| all[(all.len() * percent).div_ceil(100) - 1];
    let named = [("p50", 50), ("p90", 90), ("p95", 95)];
    let named = named
        .into_iter()
        .filter(|(_, percent)| at(*percent) == value);
    named.map(|(name, _)| name).collect()
}

#[test]
fn a_value_at_an_edge_is_in_the_step_that_begins_there() {
    for step in [1, 2, 5, 10, 20, 50, 100, 200, 500] {
        let values = edges(step);
        let args = ["--metric", "e2e", "--histogram", "--ascii", "always"];
        let run = stats(&args).stdin(calls(&values)).in_process();
        let picture = run.stdout.split("\n  end to end\n").last().unwrap();
        let rows: Vec<(f64, usize, Vec<&str>)> = picture
            .lines()
            .map(|line| {
                let mut words = line.split_whitespace();
                let from = words.next().unwrap().parse().unwrap();
                let count = words.next().unwrap().parse().unwrap();
                let marks = words.filter(|word| word.starts_with('p'));
                (from, count, marks.collect())
            })
            .collect();
        let expected = values
            .iter()
            .map(|(ms, count)| (f64::from(*ms) / 1e3, *count, marks(&values, *ms)));
        assert_eq!(rows, expected.collect::<Vec<_>>(), "{step} ms: {picture}");
    }
}

#[test]
fn a_step_is_never_finer_than_what_is_told_apart() {
    let values = [(2_101, 60), (2_103, 30)];
    let run = stats(&["--metric", "e2e", "--histogram", "--ascii", "always"]);
    let run = run.stdin(calls(&values)).in_process();
    assert!(run.stdout.contains("\n  2.100  90  #"), "{}", run.stdout);
}

#[test]
fn a_page_draws_them_in_the_same_steps() {
    for (step, width) in [(50, 0.05), (100, 0.1), (200, 0.2)] {
        let values = edges(step);
        let run = stats(&["--metric", "e2e", "-f", "html"]);
        let run = run.stdin(calls(&values)).in_process();
        for (ms, count) in values {
            let from = f64::from(ms) / 1e3;
            let shown = |value: f64| ((value * 1e3).round() / 1e3).to_string();
            let plural = if count == 1 { "" } else { "s" };
            let (from, to) = (shown(from), shown(from + width));
            let title = format!("<title>{from} to {to} s: {count} value{plural}</title>");
            assert!(
                run.stdout.contains(&title),
                "{title}: {}",
                titles(&run.stdout)
            );
        }
    }
}

fn titles(page: &str) -> String {
    let columns = page.split("<title>").skip(2);
    let title = |text: &str| text.split('<').next().unwrap_or_default().to_owned();
    columns.map(title).collect::<Vec<_>>().join("\n")
}
