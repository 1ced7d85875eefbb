//! The short way (a walk over the bytes, a tape) and the long one (a tree, the schema engine) find the same in every
//! text: findings, places, and the typed payload.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook::diagnostic::{Finding, Place};
use speakhook::json::{Node, Value};
use speakhook::judge::{Judge, Judged};
use speakhook::payload::Payload;
use speakhook::source::Document;

thread_local! {
    static JUDGE: Judge = Judge::default();
}

fn findings(judged: &Judged<'_>) -> Vec<Finding> {
    // Where there is no tree, findings say themselves what their places are called.
    let named = |finding: &Finding, root: Option<&Value<'_>>| {
        let mut finding = finding.clone();
        if let (Place::Node(path, _), Some(root)) = (&finding.place, root) {
            finding.pattern = Some(path.to_pattern(root));
            finding.pointer = Some(path.to_pointer(root));
        }
        finding
    };
    let kept = judged.findings.kept().iter();
    kept.map(|finding| named(finding, judged.root.as_ref()))
        .collect()
}

fuzz_target!(|text: &str| {
    JUDGE.with(|judge| {
        let short = judge.judge_briefly(Document::of_text(text));
        let long = judge.judge(Document::of_text(text));
        assert_eq!(findings(&short), findings(&long));
        if let Some(tape) = judge.schema.scan(text) {
            let root = long.root.as_ref().expect("what was scanned is JSON");
            let short = Payload::read(Node::Tape(&tape, tape.root()));
            let long = Payload::from_envelope(root);
            assert_eq!(format!("{short:?}"), format!("{long:?}"));
        }
    });
});
