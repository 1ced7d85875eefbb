//! The whole way: a delivery is kept, verified, sent again to a second listener and kept there, and every byte is the
//! sender's at every step.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sha2::{Digest as _, Sha256};

use super::{Listener, Speakhook};
use crate::harness::sign;

const SECRET: &str = "an example secret";

/// Bodies that are easily changed on their way.
const AWKWARD: [&[u8]; 14] = [
    b"{}",
    b"{}\n",
    b" \r\n\t{ \"a\" :\t1 }\r\n\r\n ",
    "{\"event\":\"x\",\"a\":\"žluťoučký 你好 \u{202e}\u{1f468}\u{200d}\u{1f469}\"}".as_bytes(),
    b"{\"url\":\"https:\\/\\/h\\/\",\"e\":\"\\u00e9\\ud83d\\ude00\"}",
    b"\xef\xbb\xbf{\"a\":1}\n",
    b"{\"a\":1e0,\"b\":1.0,\"c\":0.10,\"a\":2}",
    b"{\"a\":\"\xff\xfe latin \xe9\"}",
    b"{\"a\":",
    b"{\"a\":\"\x00\"}",
    b"no JSON at all",
    b"[{\"event\":\"x\"},{\"event\":\"y\"}]",
    b"{\"headers\":{},\"body\":{\"event\":\"x\"}}",
    b"{\"a\":1}\n{\"a\":2}\n",
];

fn listener(folder: &Path) -> Listener {
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0", "--no-config"])
        .args(["--secret-env", "S", "--header", "X-Signature", "--save"])
        .arg(folder)
        .env("S", SECRET);
    // Nobody reads what it says of ten thousand deliveries.
    Listener::spawn(run.command().stdout(Stdio::null()))
}

/// The bodies in a folder of captures, by their hashes.
fn hashes(folder: &Path) -> Vec<Vec<u8>> {
    let names = fs::read_dir(folder).unwrap();
    let paths = names.map(|entry| entry.unwrap().path());
    let is_body = |path: &PathBuf| !path.to_str().unwrap().ends_with(".headers.json");
    let mut hashes: Vec<Vec<u8>> = paths
        .filter(is_body)
        .map(|path| Sha256::digest(fs::read(path).unwrap()).to_vec())
        .collect();
    hashes.sort();
    hashes
}

/// Random bytes, the same every time (xorshift); mostly of the kind that JSON has.
fn random_bodies(count: usize) -> Vec<Vec<u8>> {
    const PARTS: [&[u8]; 12] = [
        b"{",
        b"}",
        b"\"",
        b":",
        b",",
        b"\\",
        b"\\/",
        b"\n",
        b" ",
        "é".as_bytes(),
        b"\xff",
        b"1.0",
    ];
    let mut state = 0x5eed_u64;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 16).unwrap() % bound
    };
    let mut body = || -> Vec<u8> {
        let length = 1 + below(60);
        let parts = (0..length).map(|_| PARTS[below(PARTS.len())]);
        parts.flatten().copied().collect()
    };
    (0..count).map(|_| body()).collect()
}

/// `SPEAKHOOK_BODIES=10000 cargo test chain` takes more of the random ones.
#[test]
fn every_byte_is_the_senders_at_every_step() {
    let count = std::env::var("SPEAKHOOK_BODIES").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(30);
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut sent: Vec<Vec<u8>> = AWKWARD.iter().map(|body| body.to_vec()).collect();
    sent.extend(random_bodies(count));

    let receiver = listener(first.path());
    for body in &sent {
        let header = format!("X-Signature: {}\r\n", sign(SECRET.as_bytes(), body));
        assert_eq!(
            receiver.deliver_with(&header, body),
            200,
            "{}",
            body.escape_ascii()
        );
    }
    let mut expected: Vec<Vec<u8>> = sent
        .iter()
        .map(|body| Sha256::digest(body).to_vec())
        .collect();
    expected.sort();
    assert_eq!(receiver.interrupt().status, 130);
    assert!(hashes(first.path()) == expected);

    let verified = Speakhook::new(["verify", "--secret-env", "S", "--header", "X-Signature"])
        .arg(first.path())
        .env("S", SECRET)
        .run();
    let last = verified.last_line().replace(',', "");
    assert_eq!(
        last,
        format!("ok: all {} signatures fit", sent.len()),
        "{}",
        verified.stderr
    );

    // Nobody signs anew: the signature is the captured one.
    let receiver = listener(second.path());
    let url = format!("http://{}{}", receiver.addr, receiver.path);
    let again = Speakhook::new(["send", "--to", &url, "-q"])
        .arg(first.path())
        .run();
    assert_eq!(
        (again.status, again.stderr.as_str()),
        (0, ""),
        "{}",
        again.stdout
    );
    receiver.interrupt();
    assert!(hashes(second.path()) == expected);
}
