//! Any bytes, through every view and every export; what is JSON, CSV or HTML is read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook_fuzz::{assert_tame, run};

const RUNS: [&[&str]; 17] = [
    &["show", "--all"],
    &["show", "--all", "--width", "40", "--ascii", "always"],
    &["show", "--latency", "--waterfall", "--width", "60"],
    &["show", "--all", "--full-args", "--grep", "a"],
    &["show", "--all", "-f", "markdown"],
    &["show", "--all", "-f", "json"],
    &["show", "--transcript", "-f", "csv"],
    &["show", "--transcript", "-f", "srt"],
    &["show", "--transcript", "-f", "vtt"],
    &["show", "-f", "chrome-trace"],
    &["show", "-f", "html"],
    &["stats", "--histogram"],
    &["stats", "-f", "json", "--by", "day", "--by", "agent"],
    &["stats", "-f", "html"],
    &["stats", "--rows", "turns", "-f", "csv"],
    &["stats", "--rows", "calls", "-f", "jsonl"],
    &["tests", "-f", "junit"],
];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, input)) = bytes.split_first() else {
        return;
    };
    let args = RUNS[usize::from(*choice) % RUNS.len()];
    let run = run(args, input);
    // Subtitles are of one call; more of them are wrong usage.
    let is_subtitles = args.contains(&"srt") || args.contains(&"vtt");
    let is_fine = matches!(run.status, 0 | 1 | 3) || (run.status == 2 && is_subtitles);
    assert!(is_fine, "{args:?}: {}", run.status);
    let format = args.iter().skip_while(|arg| **arg != "-f").nth(1).copied();
    let is_json = |text: &str| {
        serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    };
    match format {
        Some("json" | "chrome-trace") if !run.stdout.is_empty() => is_json(&run.stdout),
        Some("jsonl") => run.stdout.lines().for_each(is_json),
        Some("csv") => {
            let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
            reader
                .records()
                .for_each(|record| drop(record.expect("CSV")));
        }
        Some("junit") => drop(roxmltree::Document::parse(&run.stdout).expect("XML")),
        Some("html") if !run.stdout.is_empty() => {
            let page = scraper::Html::parse_document(&run.stdout);
            assert_eq!(page.errors, Vec::<std::borrow::Cow<'_, str>>::new());
            let active =
                scraper::Selector::parse("script, iframe, object, embed, img").expect("a selector");
            assert_eq!(page.select(&active).count(), 0);
        }
        _ => {}
    }
    match format {
        // Carriage returns are CSV's line ends.
        Some("csv") => assert_tame(&run.stdout.replace('\r', "")),
        _ => assert_tame(&run.stdout),
    }
    assert_tame(&run.stderr);
});
