//! `--save`: exact bytes under names that nobody else chooses.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{Listener, call, captures};
use crate::harness::{ID, Speakhook, payload, sign};

/// The bodies in a folder, by name.
fn bodies(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let names = captures(folder).into_iter();
    let bodies = names.filter(|name| !name.ends_with(".headers.json"));
    bodies
        .map(|name| {
            let bytes = fs::read(folder.join(&name)).unwrap();
            (name, bytes)
        })
        .collect()
}

/// Bodies that a careless hand would change.
fn awkward() -> Vec<Vec<u8>> {
    let call = call(1);
    let mut bodies: Vec<Vec<u8>> = [
        call.clone(),
        format!("  \t{call}"),
        format!("{call}\n"),
        format!("{call}\r\n\r\n"),
        call.replace(", ", " ,\r\n\t "),
        payload(r#", "agent_name": "Zo\u00eb \/ Zoë \u005c""#),
        payload(r#", "a": 1.0, "a": 1e2, "b": -0"#),
        format!("\u{feff}{call}"),
        format!("{call}{call}"),
        String::new(),
        " ".to_owned(),
        "not JSON".to_owned(),
        "[]".to_owned(),
        "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n".to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec();
    bodies.push(b"{\"event\": \"\xff\xfe\"}\0".to_vec());
    bodies.push((0..=255).collect());
    bodies.push(vec![b'x'; 300_000]);
    bodies
}

/// Bodies of random bytes, always the same.
fn random(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    };
    (0..count).map(move |_| {
        let length = usize::from(next()) * usize::from(next()) / 64;
        (0..length).map(|_| next()).collect()
    })
}

#[test]
fn bodies_are_kept_to_the_byte() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("captures");
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0", "--save"]).arg(&folder);
    // Nobody reads what is told of ten thousand.
    let listener = Listener::spawn(run.command().stdout(Stdio::null()));
    // SPEAKHOOK_BODIES=10000 sends more of them.
    let more = std::env::var("SPEAKHOOK_BODIES").map_or(40, |count| count.parse().unwrap());
    let mut sent: Vec<Vec<u8>> = awkward().into_iter().chain(random(more)).collect();
    for (number, body) in sent.iter().enumerate() {
        if number % 2 == 0 {
            assert_eq!(listener.deliver(body), 200);
            continue;
        }
        // In two chunks, which are no part of it.
        let (first, second) = body.split_at(body.len() / 2);
        let head = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        let mut request = head.as_bytes().to_vec();
        for part in [first, second].into_iter().filter(|part| !part.is_empty()) {
            request.extend(format!("{:x}\r\n", part.len()).into_bytes());
            request.extend([part, b"\r\n"].concat());
        }
        request.extend(b"0\r\n\r\n");
        assert_eq!(listener.send(request).status, 200);
    }
    listener.interrupt();
    let mut kept: Vec<Vec<u8>> = bodies(&folder).into_iter().map(|(_, body)| body).collect();
    assert_eq!(captures(&folder).len(), sent.len() * 2);
    sent.sort();
    kept.sort();
    assert!(sent == kept, "{} sent, {} kept", sent.len(), kept.len());
}

#[test]
fn beside_a_body_is_what_came_with_it() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let listener = Listener::start(&["--save", path, "--path", "/hook"]);
    let more = "X-Signature: abc\r\nX-Twice: 1\r\nx-twice: 2\r\nX-Utf: Zo\u{eb}\r\n\
                Authorization: Bearer MARKER\r\nCookie: MARKER\r\nProxy-Authorization: MARKER\r\n\
                X-Api-Key: MARKER\r\n";
    let head = listener
        .head(more, payload("").len())
        .replace("/hook", "/hook?token=MARKER")
        .replace("X-Signature", "X-Latin: caf\u{1}\r\nX-Signature");
    let request = [head.as_bytes(), payload("").as_bytes()].concat();
    let request: Vec<u8> = request
        .into_iter()
        .map(|byte| if byte == 1 { 0xe9 } else { byte })
        .collect();
    assert_eq!(listener.send(request).status, 200);
    listener.interrupt();
    let names = captures(root.path());
    let (headers, body) = (&names[0], &names[1]);
    assert_eq!(
        headers.strip_suffix(".headers.json"),
        body.strip_suffix(".json")
    );
    assert!(body.ends_with(&format!("Z-{ID}-1.json")), "{body}");
    let text = fs::read_to_string(root.path().join(headers)).unwrap();
    assert!(!text.contains("MARKER"), "{text}");
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["capture"], 1);
    assert_eq!(
        (&value["method"], &value["target"]),
        (&"POST".into(), &"/hook?…".into())
    );
    assert_eq!(
        (&value["signature"], &value["session_id"]),
        (&"unchecked".into(), &ID.into())
    );
    let left_out: Vec<&str> = value["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    assert_eq!(
        left_out,
        [
            "authorization",
            "cookie",
            "proxy-authorization",
            "x-api-key"
        ]
    );
    let compact: String = value["received_at"]
        .as_str()
        .unwrap()
        .replace(['-', ':', '.'], "");
    assert!(body.starts_with(&compact), "{body} {compact}");
    let pairs: Vec<String> = value["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            format!(
                "{}={}",
                pair[0].as_str().unwrap(),
                pair[1].as_str().unwrap()
            )
        })
        .collect();
    for expected in [
        "x-signature=abc",
        "x-twice=1",
        "x-twice=2",
        "x-utf=Zoë",
        "x-latin=café",
    ] {
        assert!(
            pairs.iter().any(|pair| pair == expected),
            "{expected}: {pairs:?}"
        );
    }
}

#[test]
fn no_session_leads_out_of_the_folder() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("a/captures");
    let listener = Listener::start(&["--save", folder.to_str().unwrap()]);
    let long = "x".repeat(5000);
    let ids = [
        "../../escape",
        "/etc/cron.d/x",
        "..",
        ".",
        "",
        "a/b",
        "a\\\\b",
        "..\\\\..\\\\x",
        "con",
        "NUL.json",
        "x:y",
        "x\\u0000y",
        "x\\ny",
        "-rf",
        "~",
        "$(id)",
        "%2e%2e%2f",
        "\\u202egnp.exe",
        "é",
        long.as_str(),
        "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11/../x",
    ];
    for id in ids {
        assert_eq!(
            listener.deliver(payload("").replacen(ID, id, 1)),
            200,
            "{id}"
        );
    }
    let spellings = [
        ID.to_uppercase(),
        format!("{{{ID}}}"),
        format!("urn:uuid:{ID}"),
        ID.replace('-', ""),
    ];
    for id in &spellings {
        assert_eq!(
            listener.deliver(payload("").replacen(ID, id, 1)),
            200,
            "{id}"
        );
    }
    listener.interrupt();
    let bodies = bodies(&folder);
    assert_eq!(bodies.len(), ids.len() + spellings.len());
    for (name, _) in &bodies {
        let stem = name.strip_suffix(".json").unwrap();
        let (_, behind) = stem.split_once("Z-").unwrap();
        let (session, number) = behind.rsplit_once('-').unwrap();
        assert!(session == "unknown" || session == ID, "{name}");
        assert!(number.parse::<usize>().is_ok(), "{name}");
    }
    let unknown = bodies.iter().filter(|(name, _)| name.contains("-unknown-"));
    assert_eq!(unknown.count(), ids.len());
    assert_eq!(captures(root.path()), ["a"]);
    assert_eq!(captures(&root.path().join("a")), ["captures"]);
}

#[test]
fn what_is_kept_is_plain_files_for_their_owner_alone() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("captures");
    let target = root.path().join("target");
    fs::write(&target, "mine").unwrap();
    fs::create_dir(&folder).unwrap();
    let listener = Listener::start(&["--save", folder.to_str().unwrap()]);
    symlink(&target, folder.join("link.json")).unwrap();
    assert_eq!(listener.deliver(payload("")), 200);
    listener.interrupt();
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    let names = captures(&folder);
    assert_eq!(names.len(), 3, "{names:?}");
    for name in names.iter().filter(|name| *name != "link.json") {
        let about = folder.join(name).symlink_metadata().unwrap();
        assert!(about.is_file(), "{name}");
        assert_eq!(about.permissions().mode() & 0o777, 0o600, "{name}");
    }
}

/// The header that was asked for has a signature, not a secret, and `verify` has to find it.
#[test]
fn a_signature_is_kept_whatever_its_header_is_called() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let args = ["listen", "--addr", "127.0.0.1:0", "--no-config", "--once"];
    let speakhook = Speakhook::new(args)
        .args([
            "--save",
            path,
            "--secret-env",
            "S",
            "--header",
            "X-Hook-Token",
        ])
        .env("S", "k");
    let listener = Listener::start_as(&speakhook);
    let signature = sign(b"k", payload("").as_bytes());
    let more = format!("X-Hook-Token: {signature}\r\nX-Other-Token: MARKER\r\n");
    assert_eq!(listener.deliver_with(&more, payload("")), 200);
    listener.end();
    let text = fs::read_to_string(root.path().join(&captures(root.path())[0])).unwrap();
    assert!(
        text.contains(&signature) && !text.contains("MARKER"),
        "{text}"
    );
}

/// Nobody who listens without a secret knows which header has the signature, so that one called a secret is not kept.
#[test]
fn a_signature_that_was_not_kept_is_not_one_that_is_missing() {
    for name in ["X-Hook-Secret", "X-Webhook-Token", "Authorization"] {
        let root = tempfile::tempdir().unwrap();
        let listener = Listener::start(&["--once", "--save", root.path().to_str().unwrap()]);
        let signature = sign(b"k", payload("").as_bytes());
        let header = format!("{name}: {signature}\r\n");
        assert_eq!(listener.deliver_with(&header, payload("")), 200);
        listener.end();
        let lower = name.to_ascii_lowercase();
        for args in [&[][..], &["--header", name]] {
            let run = Speakhook::new(["verify", "--secret-env", "S"]);
            let run = run.arg(root.path()).args(args).env("S", "k").run();
            assert_eq!(run.status, 3, "{name}: {}", run.stdout);
            let words = format!("the value of `{lower}` was not kept\n");
            assert!(run.stdout.contains(&words), "{}", run.stdout);
            assert!(!run.stdout.contains("not signed"), "{}", run.stdout);
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said_before_anything_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0", "--save"]);
    let run = run.arg(&file).run();
    assert_eq!(run.status, 3);
    assert!(
        run.stderr.starts_with("speakhook: error: cannot write "),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn what_does_not_fit_is_refused_and_what_fits_later_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let program = env!("CARGO_BIN_EXE_speakhook");
    let mut command = Command::new("bash");
    // A file may have 8 KiB, and more is an error instead of a signal.
    let line = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{program}' listen --addr 127.0.0.1:0 --save '{path}'"
    );
    command
        .args(["-c", &line])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut listener = Listener::spawn(&mut command);
    let large = payload("").replace(", ", &" ".repeat(20_000));
    assert_eq!(listener.deliver(&large), 507);
    let sentence = format!("speakhook: error: cannot write {path}: File too large");
    assert_eq!(listener.said(), sentence);
    assert_eq!(captures(root.path()), [""; 0]);
    assert_eq!(listener.deliver(payload("")), 200);
    let ended = listener.interrupt();
    // What was not taken is no duplicate when it comes again.
    assert!(!ended.stdout.contains("duplicate"), "{}", ended.stdout);
    let tally =
        "interrupted: 1 delivery, 1 valid, 0 invalid, 1 saved, 1 request refused, 1 not kept";
    assert_eq!(ended.stderr.lines().last(), Some(tally));
    assert_eq!(captures(root.path()).len(), 2);
}

#[test]
fn a_folder_that_is_gone_is_an_error_of_ours() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("captures");
    let listener = Listener::start(&[
        "--once",
        "--timeout",
        "50",
        "--save",
        folder.to_str().unwrap(),
    ]);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(listener.deliver(payload("")), 500);
    fs::create_dir(&folder).unwrap();
    // The one that failed has not used up the only place.
    assert_eq!(listener.deliver(payload("")), 200);
    assert_eq!(listener.end().status, 3);
}
