//! Any bytes as a capture: bodies are where they are said to be, and what is taken out of one is judged without harm.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook::input::envelope::{self, Body};
use speakhook::json::tree::parse_only;
use speakhook_fuzz::run;

fuzz_target!(|bytes: &[u8]| {
    if let Some(capture) = envelope::requests(bytes) {
        for request in &capture.requests {
            let span = bytes
                .get(request.span.start..request.span.end)
                .expect("a span is inside");
            if let Body::Plain(body) = request.body {
                assert_eq!(span, body);
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Some(capture) = envelope::open(text)
    {
        for request in &capture.requests {
            let span = text
                .get(request.span.start..request.span.end)
                .expect("a span is inside");
            match &request.body {
                Body::Value => drop(parse_only(span).expect("a value is JSON")),
                Body::Text(body) => {
                    let read: String = serde_json::from_str(span).expect("a string is JSON");
                    assert_eq!(read, *body);
                }
                Body::Encoded(_) | Body::Plain(_) => assert!(span.starts_with('"')),
            }
        }
    }
    for args in [
        &["validate", "-f", "json"][..],
        &["verify", "-f", "json", "--secret-env", "S"],
    ] {
        let run = run(args, bytes);
        assert!(run.status <= 3);
    }
});
