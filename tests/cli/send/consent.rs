//! Calls of real people go to this machine, or where somebody said yes to.

use super::super::harness::Speakhook;
use super::receiver::Receiver;
use super::send;

/// The reserved names and addresses below never lead anywhere, were one of them asked.
#[test]
fn another_machine_needs_a_yes() {
    for (url, host) in [
        (
            "http://192.0.2.1/hook",
            "192.0.2.1 is not this machine, and over plain http",
        ),
        (
            "https://192.0.2.1/hook",
            "192.0.2.1 is not this machine; `--yes` sends there",
        ),
        (
            "https://hooks.example.com/",
            "hooks.example.com is not this machine; ",
        ),
        (
            "http://127.evil.example/",
            "127.evil.example is not this machine, and",
        ),
        (
            "http://127.0.0.1.evil.example/",
            "127.0.0.1.evil.example is not",
        ),
        (
            "http://localhost.evil.example/",
            "localhost.evil.example is not",
        ),
        ("http://0.0.0.0/", "0.0.0.0 is not this machine"),
        ("http://[::ffff:127.0.0.1]/", "[::ffff:127.0.0.1] is not"),
        ("http://evil.example/?127.0.0.1", "evil.example is not"),
        ("http://evil.example#localhost", "evil.example is not"),
    ] {
        let run = Speakhook::new(["send", "--to", url]).stdin("{}").run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{url}");
        assert!(run.stderr.contains(host), "{url}: {}", run.stderr);
        // Nothing goes out, so that nobody has to agree.
        let run = Speakhook::new(["send", "--dry-run", "--to", url])
            .stdin("{}")
            .run();
        assert_eq!(run.status, 0, "{url}: {}", run.stderr);
    }
    let receiver = Receiver::takes();
    let named = receiver.url.replace("127.0.0.1", "LocalHost");
    for url in [&receiver.url, &named] {
        let run = Speakhook::new(["send", "--to", url]).stdin("{}").run();
        assert_eq!(
            (run.status, receiver.requests().len()),
            (0, 1),
            "{}",
            run.stdout
        );
    }
    // Consent lets a delivery begin; here it ends at a port where nobody can listen.
    let url = "http://0.0.0.0:1/";
    let run = Speakhook::new(["send", "--yes", "--timeout", "5", "--to", url])
        .stdin("{}")
        .run();
    assert_eq!(run.status, 3, "{}", run.stderr);
}

#[test]
fn what_is_no_address_is_refused_without_repeating_it() {
    for (url, part) in [
        ("localhost:8000", "begins with http:// or https://"),
        ("ftp://127.0.0.1/MARKER", "begins with http:// or https://"),
        ("http://user:MARKER@127.0.0.1/", "--header-env"),
        ("http://MARKER@127.0.0.1/", "--header-env"),
        ("http://127.0.0.1:99999/MARKER", "--to: "),
        ("http://127.0.0.1/MARKER\r\nx: 1", "--to: "),
    ] {
        let run = Speakhook::new(["send", "--to", url]).stdin("{}").run();
        assert_eq!(run.status, 2, "{url}");
        assert!(run.stderr.contains(part), "{url}: {}", run.stderr);
        assert!(!run.stderr.contains("MARKER"), "{url}: {}", run.stderr);
    }
    let run = Speakhook::new(["send"]).stdin("{}").run();
    assert!(
        run.status == 2 && run.stderr.contains("--to <URL>"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_dry_run_sends_nothing_and_says_all() {
    let receiver = Receiver::takes();
    let args = [
        "--dry-run",
        "-v",
        "-H",
        "X-A: b",
        "--header-env",
        "authorization=TOKEN",
        "--secret-env",
        "S",
        "--header",
        "X-Sig",
    ];
    let run = send(&receiver, &args)
        .env("S", "Jefe")
        .env("TOKEN", "MARKER")
        .stdin("what do ya want for nothing?")
        .run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let address = receiver.url.split('?').next().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        run.stdout,
        format!(
            "<stdin>\n  POST {address}?…\n  x-a: b\n  authorization: … (hidden)\n  \
             x-sig: 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843\n  \
             content-type: application/json\n  user-agent: speakhook/{version}\n  \
             content-length: 28\n  | what do ya want for nothing?\n\
             ok: 1 delivery described, nothing was sent\n"
        )
    );
    assert!(receiver.requests().is_empty());
}

#[test]
fn nobody_in_the_environment_decides_where_a_call_goes() {
    let (receiver, proxy) = (Receiver::takes(), Receiver::takes());
    let mut speakhook = send(&receiver, &[]).stdin("{}");
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        speakhook = speakhook.env(name, &proxy.url);
    }
    assert_eq!(speakhook.run().status, 0);
    assert_eq!((receiver.requests().len(), proxy.requests().len()), (1, 0));
}

#[test]
fn an_address_without_its_option_gets_a_hint() {
    let hint = "note: the address to deliver to is written behind --to";
    for (args, is_hinted) in [
        (&["call.json", "http://127.0.0.1:1/"][..], true),
        (&["https://127.0.0.1:1/"], true),
        (&["call.json"], false),
        (&["--rate", "0", "http://127.0.0.1:1/"], false),
    ] {
        let run = Speakhook::new(["send"]).args(args).run();
        assert_eq!(run.status, 2, "{args:?}");
        assert_eq!(run.stderr.contains(hint), is_hinted, "{}", run.stderr);
    }
}

#[test]
fn the_help_offers_one_secret_where_one_signs() {
    let help = |command: &str| Speakhook::new([command, "--help"]).run().stdout;
    let secrets = |help: &str| -> Vec<bool> {
        let options = help.split("\n  ").map(str::trim_start);
        let secrets = options.filter(|option| option.starts_with("--secret-"));
        secrets
            .map(|option| option.contains("repeatable"))
            .collect()
    };
    for (command, is_repeatable) in [("send", false), ("verify", true)] {
        let help = help(command).replace("\n          ", " ");
        assert_eq!(secrets(&help), [is_repeatable; 2], "{help}");
        assert!(!help.contains("Judge what"), "{help}");
    }
}
