//! Markup, addresses and controls in every string of a payload, and in the names of files.

use serde_json::Value;
use speakhook::payload::parse_timestamp;

use super::page::{all, parsed};
use crate::harness::{Speakhook, project};

const HOSTILE: [&str; 17] = [
    "<script>alert(1)</script>",
    "</script><script src=https://evil.example/x.js></script>",
    "</style><style>*{background:url(https://evil.example)}</style>",
    "</title><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "--><iframe srcdoc='<script>1</script>'></iframe><!--",
    "]]><![CDATA[<b>x</b>]]>",
    "{{ 7 * 7 }} {% include \"x\" %}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "::stop-commands::x\n::add-mask::e\n  ::error::x\n##[group]y",
    "javascript:alert(document.domain)",
    "JaVaScRiPt://%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "https://evil.example/\"onclick=\"alert(1)",
    "\u{202e}desrever\u{202c}\u{2066}x\u{2069}\u{200b}\u{feff}\u{e0041}",
    "\0\u{1b}[31m\r\u{85}\u{2028}\u{b}\u{fffe}",
];

/// A call with `text` instead of every string that is no time, and as the keys of its maps.
fn payload(sample: &str, text: &str) -> String {
    let path = project("samples/conversation-complete").join(sample);
    let mut root: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    replace(&mut root["data"], text);
    root.to_string()
}

fn replace(value: &mut Value, text: &str) {
    match value {
        Value::String(own) if parse_timestamp(own).is_none() => {
            // Roles and kinds stay now and then, so that every branch of a template is met.
            let is_word = ["User", "Assistant", "System"].contains(&own.as_str());
            *own = if is_word {
                own.clone()
            } else {
                text.to_owned()
            };
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| replace(element, text)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| replace(member, text)),
        _ => {}
    }
}

/// What a person sees of a text.
fn visible(text: &str) -> String {
    speakhook::text::Untrusted::new(text).inline().to_string()
}

#[test]
fn a_call_full_of_markup_is_text() {
    for text in HOSTILE {
        for sample in ["full.json", "tool-error.json", "handoff.json"] {
            let call = payload(sample, text);
            for args in [&[][..], &["--show-values", "--full-args"]] {
                let run = Speakhook::new(["show", "-f", "html"])
                    .args(args)
                    .stdin(&call);
                let run = run.in_process();
                let page = parsed(&run.stdout);
                let said = all(&page, ".said");
                assert!(!said.is_empty());
                for said in said {
                    let told: String = said.text().collect();
                    assert_eq!(told.replace('\n', "\\n"), visible(text));
                }
            }
        }
    }
}

#[test]
fn several_calls_and_their_statistics_are_text() {
    for text in HOSTILE {
        let line = payload("full.json", text);
        let lines = format!("{line}\n{line}\n{{broken\n");
        let show = Speakhook::new(["show", "-f", "html"])
            .stdin(&lines)
            .in_process();
        parsed(&show.stdout);
        let args = [
            "stats",
            "-f",
            "html",
            "--by",
            "agent,campaign",
            "--budget",
            "e2e.p50<1s",
        ];
        let stats = Speakhook::new(args).stdin(&lines).in_process();
        let page = parsed(&stats.stdout);
        assert!(!all(&page, ".compare").is_empty());
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let name = "<img src=x onerror=alert(1)>\u{202e}.json";
    let call = std::fs::read(project("samples/conversation-complete/full.json")).unwrap();
    std::fs::write(folder.path().join(name), call).unwrap();
    for command in ["show", "stats"] {
        let run = Speakhook::new([command, "-f", "html", "."])
            .dir(folder.path())
            .run();
        let page = parsed(&run.stdout);
        assert!(
            page.html()
                .contains("&lt;img src=x onerror=alert(1)&gt;\\u{202e}.json")
        );
    }
}

#[test]
fn no_template_switches_escaping_off() {
    for path in crate::harness::files_below(&project("src/render/html/templates")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["safe", "<script", "javascript", "style=", "{% autoescape"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}
