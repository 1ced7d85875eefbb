//! Any text as a signature, any bytes as a body: nothing fits but the MAC of the body, every spelling of it does, and a
//! cause that is found is one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook::json::reprint::{Layout, Order, Reprint, Strings};
use speakhook::json::tree::parse_only;
use speakhook::secret::Secret;
use speakhook::signature::{Claim, cause, sign, verify};

fuzz_target!(|input: (&str, &[u8], &[u8])| {
    let (text, key, body) = input;
    let secret = || Secret::new(key.to_vec().into(), "fuzz".to_owned());
    let right = sign(&secret(), body);
    assert_eq!(right.len(), 64);
    for spelling in [
        right.clone(),
        right.to_uppercase(),
        format!("sha256={right}"),
        format!(" {right}\t"),
    ] {
        let claim = Claim::read(&spelling).expect("a signature is one");
        assert_eq!(verify(&[secret()], body, &claim), Some(0));
    }
    if let Ok(claim) = Claim::read(text) {
        let fits = verify(&[secret()], body, &claim).is_some();
        assert_eq!(fits, claim.hex() == right);
    }
    // A body with one more line end is explained, whatever it is.
    if !body.ends_with(b"\r") && body.len() < 4096 {
        let claim = Claim::read(&right).expect("a signature is one");
        let kept = [body, b"\n"].concat();
        let budget = cause::Budget::default();
        let found = cause::find(&[secret()], &kept, &[claim], &[], &budget);
        assert!(found.is_some());
    }
    if let Some(reprint) = std::str::from_utf8(body).ok().and_then(Reprint::new) {
        let original = parse_only(std::str::from_utf8(body).unwrap_or_default());
        for layout in [
            Layout::Minified,
            Layout::Spaced,
            Layout::Indented(2),
            Layout::Tabs,
        ] {
            for strings in [
                Strings::AsWritten,
                Strings::Plain,
                Strings::Ascii,
                Strings::AsciiHtml,
                Strings::Html,
                Strings::Slashes,
            ] {
                let text = reprint.write(layout, strings, Order::AsWritten);
                assert_eq!(parse_only(&text), original, "{text}");
            }
        }
    }
});
