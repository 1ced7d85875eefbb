//! `speakhook send` against receivers that record every byte they are sent.

mod bodies;
mod consent;
mod fresh;
mod headers;
mod outcomes;
mod receiver;
mod secrets;
mod tls;

use std::path::Path;

use super::harness::{Speakhook, sign};
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

/// Made with Python 3 and requests 2.34.2, whose prepared bodies were signed with
/// `hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()`.
#[test]
fn what_python_sends_and_signs_is_accepted() {
    use speakhook::secret::Secret;
    use speakhook::signature::{Claim, verify};
    let secret = Secret::new(
        "žába & secret".as_bytes().to_vec().into(),
        "test".to_owned(),
    );
    let bodies = [
        (
            " {\"event\":\"ConversationComplete\",\"data\":{\"agent_name\":\"Kůň 你好 \u{202e}\",\"url\":\"https:\\/\\/h\\/\"}}\r\n",
            "faf3818e8414b9359fd988e408aa2412940042f0f2f2c601fb0df8cebb85dc74",
        ),
        (
            r#"{"event": "SessionStarted", "data": {"agent_name": "K\u016f\u0148"}}"#,
            "70e023c97feb8e8cf1f924527c8e7ac90a08d7b7957923ea91b9924a0d46cf26",
        ),
    ];
    let secrets = [secret];
    for (body, signature) in bodies {
        let claim = Claim::read(signature).ok().unwrap();
        assert_eq!(verify(&secrets, body.as_bytes(), &claim), Some(0));
        assert_eq!(
            verify(&secrets, body.trim().as_bytes(), &claim).is_some(),
            body == body.trim()
        );
        // `send` signs the same.
        let receiver = Receiver::takes();
        let run = send(&receiver, &["--secret-env", "S", "--header", "x-sig"])
            .env("S", "žába & secret")
            .stdin(body)
            .run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let request = receiver.request();
        assert_eq!(
            (request.body.as_slice(), request.header("x-sig").as_str()),
            (body.as_bytes(), signature)
        );
    }
}
