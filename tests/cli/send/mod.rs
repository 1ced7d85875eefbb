//! `speakhook send` against receivers that record every byte they are sent.

mod bodies;
mod consent;
mod fresh;
mod headers;
mod outcomes;
mod receiver;
mod secrets;

use std::path::Path;

use super::harness::Speakhook;
use receiver::Receiver;

/// A delivery to `receiver`.
fn send(receiver: &Receiver, args: &[&str]) -> Speakhook {
    Speakhook::new(["send", "--to", &receiver.url]).args(args)
}

/// A file in `folder`, and its name for a command line.
fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The signature of SpeakNode's documentation, with HMAC as RFC 2104 has it and not as our library does.
fn hmac(key: &[u8], body: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    assert!(key.len() <= 64);
    let pad = |with: u8| -> Vec<u8> {
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        block.iter().map(|byte| byte ^ with).collect()
    };
    let inner = Sha256::digest([pad(0x36).as_slice(), body].concat());
    let outer = Sha256::digest([pad(0x5c).as_slice(), &inner].concat());
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}
