//! `show -f html`: what is on the page, and what is not.

use scraper::Html;

use super::page::{all, parsed};
use crate::harness::{Speakhook, assert_golden, payload, project};

fn show(args: &[&str]) -> String {
    let run = Speakhook::new([&["show", "-f", "html"], args].concat()).dir(&project(""));
    run.in_process().stdout
}

fn sample(args: &[&str]) -> String {
    let run = Speakhook::new([&["sample"], args].concat()).in_process();
    let show = Speakhook::new(["show", "-f", "html"]).stdin(run.stdout);
    show.in_process().stdout
}

fn call(name: &str) -> String {
    format!("samples/conversation-complete/{name}.json")
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let shown = all(page, selector).into_iter();
    let text = shown.map(|element| element.text().collect::<Vec<_>>().join(" "));
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The page without its style, which would be most of it.
fn plain(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let page = format!("{head}<style></style>{rest}");
    let (before, hash) = page.split_once("sha256-").unwrap();
    let (_, after) = hash.split_once('=').unwrap();
    let page = format!("{before}[HASH]{after}");
    page.replace(
        concat!("speakhook ", env!("CARGO_PKG_VERSION")),
        "speakhook [VERSION]",
    )
}

#[test]
fn the_page_of_a_call() {
    let page = show(&["tests/fixtures/payload/example-call.json"]);
    parsed(&page);
    assert_golden(&project("tests/fixtures/show/page.html"), &plain(&page));
}

#[test]
fn every_sample_has_a_page() {
    let samples = crate::harness::files_below(&project("samples"));
    for path in samples
        .iter()
        .filter(|path| path.to_string_lossy().contains(".json"))
    {
        let run = Speakhook::new(["show", "-f", "html", "--full-args"])
            .arg(path)
            .in_process();
        parsed(&run.stdout);
    }
}

#[test]
fn a_reply_stands_beside_its_latency() {
    let page = parsed(&show(&[&call("phone-order")]));
    let chips = texts(&page, ".chip");
    assert_eq!(chips.len(), 9);
    assert_eq!(chips[0], "replied after 0.95 s");
    assert_eq!(chips[2], "replied after 3.41 s critical");
    let computed = show(&[&call("handoff")]);
    assert_eq!(
        texts(&parsed(&computed), ".chip")
            .iter()
            .filter(|chip| chip.contains('≈'))
            .count(),
        1
    );
}

#[test]
fn what_was_not_measured_is_no_zero() {
    let page = parsed(&sample(&["test-text"]));
    assert!(all(&page, ".chip, table.latency, .spread").is_empty());
    let tiles = texts(&page, ".tile");
    assert_eq!(tiles[0], "Reply, median – no latency reported");
    assert!(
        texts(&page, ".none")
            .iter()
            .any(|text| text.starts_with("Not measured"))
    );
    let bare = Speakhook::new(["show", "-f", "html"])
        .stdin(payload(""))
        .in_process();
    let page = parsed(&bare.stdout);
    assert!(texts(&page, ".tile").contains(&"Turns – no history given".to_owned()));
    let nothing = texts(&page, ".none");
    assert_eq!(
        nothing
            .iter()
            .filter(|text| text.starts_with("No history given"))
            .count(),
        3
    );
    assert!(all(&page, ".staves").is_empty());
}

#[test]
fn the_timeline_says_what_its_signs_mean() {
    let legend = |name: &str| {
        let page = parsed(&show(&[&call(name)]));
        texts(&page, ".staves + .legend li").join("; ")
    };
    let plain = legend("phone-order");
    assert!(plain.contains("silence of 2 s or more") && !plain.contains("tool that failed"));
    assert!(legend("tool-error").contains("tool that failed"));
    assert!(legend("interrupted").contains("interrupted; both at once"));
}

#[test]
fn a_test_has_three_answers() {
    let badge = |name: &str| texts(&parsed(&show(&[&call(name)])), ".verdict .badge");
    assert_eq!(badge("test-passed"), ["✓ passed"]);
    assert_eq!(badge("test-failed"), ["✗ failed"]);
    assert_eq!(badge("test-unfinished"), ["? no result"]);
    let page = parsed(&show(&[&call("test-failed")]));
    assert_eq!(all(&page, ".reasons li").len(), 4);
    let page = parsed(&show(&[&call("phone-order")]));
    assert!(texts(&page, ".none").contains(&"This call is no test.".to_owned()));
}

#[test]
fn findings_lead_to_their_item() {
    let page = parsed(&show(&[&call("phone-order")]));
    let links = all(&page, ".findings .where a");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].attr("href"), Some("#c1-i10"));
    let target = all(&page, "#c1-i10");
    let text: String = target[0].text().collect();
    assert!(text.contains("The Diavola comes with"), "{text}");
}

#[test]
fn views_and_filters_are_kept_and_links_lead_to_what_is_shown() {
    let page = parsed(&show(&["--turn", "3", &call("phone-order")]));
    assert_eq!(all(&page, "section h3").len(), 1);
    let page = parsed(&show(&[
        "--summary",
        "--transcript",
        "--latency",
        "--turn",
        "3..4",
        &call("phone-order"),
    ]));
    assert_eq!(all(&page, ".turns a").len(), 2);
    assert_eq!(all(&page, "table.latency tbody a").len(), 2);
    assert!(texts(&page, ".note").contains(&"6 of 26 entries".to_owned()));
}

#[test]
fn the_recording_is_linked_only_with_what_it_needs() {
    let hidden = show(&[&call("phone-order")]);
    assert!(hidden.contains(".ogg?…") && !hidden.contains("X-Amz"));
    assert!(all(&parsed(&hidden), "a[rel]").is_empty());
    let open = parsed(&show(&["--show-values", &call("phone-order")]));
    let link = all(&open, "a[rel]");
    assert_eq!(link.len(), 1);
    assert!(link[0].attr("href").unwrap().contains("X-Amz-Signature="));
}

#[test]
fn several_calls_have_an_index() {
    let page = parsed(&show(&[
        "samples/conversation-complete",
        "samples/flawed/truncated.json",
    ]));
    let rows = all(&page, "table.index tbody tr");
    assert_eq!(rows.len(), 13);
    assert_eq!(all(&page, "article").len(), 13);
    assert_eq!(all(&page, "table.index tbody th a").len(), 13);
    assert_eq!(texts(&page, "h1"), ["13 calls"]);
    assert_eq!(all(&page, ".unread li").len(), 1);
    let none = parsed(
        &Speakhook::new(["show", "-f", "html", "--allow-empty"])
            .in_process()
            .stdout,
    );
    assert_eq!(texts(&none, "h1"), ["No calls"]);
}

#[test]
fn a_right_to_left_call_keeps_its_text() {
    let page = parsed(&show(&[&call("non-latin")]));
    let said = texts(&page, "bdi.said");
    assert!(
        said.iter()
            .any(|text| text.chars().any(|c| ('\u{5d0}'..'\u{700}').contains(&c)))
    );
}

#[test]
fn long_calls_and_many_calls_stay_small() {
    let hundred = sample(&["--turns", "100"]);
    assert!(hundred.len() < 300_000, "{}", hundred.len());
    let of = |count: &str| sample(&["--count", count]).len();
    let (few, many) = (of("10"), of("100"));
    assert!(many < few * 12, "{few} {many}");
}

#[test]
fn two_runs_give_the_same_page() {
    let args = ["samples/conversation-complete"];
    assert_eq!(show(&args), show(&args));
}
