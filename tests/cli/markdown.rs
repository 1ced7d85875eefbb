//! Markdown as GitHub reads it: an independent parser finds no link, image, HTML, mention or footnote that a
//! payload made, every table has its cells, and what was said is read back.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use serde_json::{Value, json};
use speakhook::text::Untrusted;

use crate::harness::{ID, Speakhook, files_below, payload, project};

/// Everything that GitHub makes of text.
fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    options
}

/// What a document is made of, as GitHub sees it.
#[derive(Debug, Default)]
struct Seen {
    /// The text of each cell of each table.
    cells: Vec<String>,
    /// The columns of each row, by table.
    rows: Vec<Vec<usize>>,
    /// Whatever is neither text nor structure of ours.
    strange: Vec<String>,
}

fn seen(markdown: &str) -> Seen {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    let mut seen = Seen::default();
    for node in root.descendants() {
        let value = &node.data.borrow().value;
        match value {
            NodeValue::Table(_) => seen.rows.push(Vec::new()),
            NodeValue::TableRow(_) => {
                if let Some(rows) = seen.rows.last_mut() {
                    rows.push(node.children().count());
                }
            }
            NodeValue::TableCell => {
                let inner =
                    node.descendants()
                        .filter_map(|child| match &child.data.borrow().value {
                            NodeValue::Text(text) => Some(text.to_string()),
                            NodeValue::Code(code) => Some(code.literal.clone()),
                            _ => None,
                        });
                seen.cells.push(inner.collect());
            }
            NodeValue::Document
            | NodeValue::Heading(_)
            | NodeValue::Paragraph
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Text(_)
            | NodeValue::Strong
            | NodeValue::Emph
            | NodeValue::SoftBreak => {}
            // What would be a mention, a reference or a hash is code.
            NodeValue::Code(code) if is_defused(&code.literal) => {}
            other => seen.strange.push(format!("{other:?}")),
        }
    }
    seen
}

fn is_defused(literal: &str) -> bool {
    let is_hash = literal.len() == 40 && literal.chars().all(|c| c.is_ascii_hexdigit());
    is_hash || literal.chars().all(|c| "@#:-".contains(c))
}

fn markdown(args: &[&str], input: &str) -> String {
    let run = Speakhook::new(["show", "--all", "--full-args", "-q", "-f", "markdown"])
        .args(args)
        .dir(&project(""))
        .stdin(input)
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

fn assert_ours(seen: &Seen, what: &str) {
    assert_eq!(seen.strange, [""; 0], "{what}");
    for table in &seen.rows {
        assert!(
            table.windows(2).all(|rows| rows[0] == rows[1]),
            "{what}: {table:?}"
        );
    }
}

#[test]
fn the_samples_are_tables_and_nothing_else() {
    for path in files_below(&project("samples/conversation-complete")) {
        let path = path.to_str().unwrap();
        let seen = seen(&markdown(&[path], ""));
        assert_ours(&seen, path);
        assert!(seen.rows.len() >= 2, "{path}: {:?}", seen.rows);
        let shown = Speakhook::new(["show", "--transcript", "-f", "json", path]).run();
        let document: Value = serde_json::from_str(&shown.stdout).unwrap();
        for entry in document["calls"][0]["transcript"]["entries"]
            .as_array()
            .unwrap()
        {
            if let Some(content) = entry["content"].as_str() {
                let is_there = seen.cells.iter().any(|cell| cell.starts_with(content));
                assert!(is_there, "{path}: {content}");
            }
        }
    }
}

const HOSTILE: [&str; 34] = [
    "![i](http://x/y) [l](javascript:z) [r][ref] [ref]: http://x",
    "<img src=x onerror=y><script>alert(1)</script><!-- c --><details>",
    "https://x.example www.x.example me@x.example mailto:a@b.example ftp://x.example",
    "http://x.example/a?b=c&d=e#f xmpp:a@b.example",
    "a | b || c \\| d \\\\| e",
    "`code` ``code`` ```js\nx\n```",
    "*a* _b_ **c** ~~d~~ ~e~ ^f^ __g__ ||spoiler||",
    "$x$ $$y$$ $`z`$",
    "[^1] [^1]: note",
    "[[wiki|link]] [[wiki]]",
    "- [ ] task\n- [x] done\n* item\n+ item\n1. one",
    "# heading\n## heading\nsetext\n===\nsetext\n---",
    "> quote\n>>> quotes\n> [!NOTE]\n> alert",
    "| a | b |\n|---|---|\n| c | d |",
    "    indented code\n\n\ttab",
    "~~~\nfence\n~~~\n```\nfence\n```",
    "&lt;b&gt; &#60;i&#62; &amp; &copy; &#x3c;",
    "@team @@team a@b #12 org/repo#12 GH-12 0123456789abcdef0123456789abcdef01234567",
    ":smile: :+1: ::: :100:",
    "line\\\nbreak  \nhard",
    "term\n: definition",
    "***\n---\n___",
    "\\[l\\](x) \\<b\\> \\`c\\` \\\\",
    "<https://x.example> <me@x.example>",
    "[a]: http://x 'title'\n[a] [a][] [b][a]",
    "!\\[x](y) !`[`",
    "WWW.x.example wWw.x.example",
    "`",
    "\\",
    "|",
    "",
    "\u{202e}![x](y)\u{202c}\u{200b}[l](m)",
    "a\u{a0}_b_\u{a0}*c*",
    "javascript:alert(1) data:text/html,x //x.example/y x.example",
];

fn call(text: &str) -> String {
    let x = json!(text);
    let arguments = json!({"a": text, text: "b"}).to_string();
    let history = json!([
        {"handoff_to_agent_id": text},
        {"instructions": text, "tools_added": [text, text]},
        {"role": "User", "content": text, "transcript_confidence": 0.3},
        {"role": text, "kind": text, "content": text},
        {"tool_name": text, "tool_call_id": "1", "tool_arguments_json": arguments},
        {"tool_name": text, "tool_call_id": "1", "tool_output": text, "tool_is_error": true},
        {"tool_name": text, "tool_call_id": "2", "tool_output": text},
        {"role": "Assistant", "content": text, "interrupted": true},
        {"handoff_to_agent_id": text},
    ]);
    payload(&format!(
        r#","agent_name":{x},"audio_url":{x},"telecom_provider":{x},"from_number":{x},"to_number":{x},
        "campaign_name":{x},"test_id":"{ID}","test_run_id":{x},"test_status":{x},
        "test_eval_result":{{"success":false,"reasons":[{x},{x}],"completion_reason":{x}}},"history":{history}"#
    ))
}

#[test]
fn no_text_of_a_payload_is_markdown() {
    for text in HOSTILE {
        let seen = seen(&markdown(&["--show-values"], &call(text)));
        assert_ours(&seen, text);
    }
}

#[test]
fn what_was_said_is_read_back() {
    for text in HOSTILE {
        let seen = seen(&markdown(&["--show-values"], &call(text)));
        let lines: Vec<String> = Untrusted::new(text).lines().collect();
        let lines = lines.join(" ⏎ ");
        let said = format!("{lines} — interrupted");
        // Blanks at the ends of a cell and before a dash are the table's.
        let same = |cell: &String| {
            let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            bare(cell) == bare(&said)
        };
        assert!(seen.cells.iter().any(same), "{text:?}: {:#?}", seen.cells);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 300,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn no_mixture_of_marks_is_markdown(text in "[a-c0-1 \\n\\[\\](){}<>!#@:/.*_~^`|\\\\$&;=+w-]{0,40}") {
        let run = Speakhook::new(["show", "--all", "-q", "-f", "markdown"]).stdin(call(&text)).in_process();
        assert_ours(&seen(&run.stdout), &text);
    }
}
