//! Over TLS a body goes only to whom the certificate says. The certificates in `fixtures/tls` are of an authority whose key was
//! thrown away, and hold for `localhost` alone.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver as Channel};
use std::thread;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::super::harness::{Run, Speakhook, project};
use super::file;

fn fixture(name: &str) -> String {
    let path = project("tests/fixtures/tls").join(name);
    path.to_str().unwrap().to_owned()
}

fn config() -> Arc<ServerConfig> {
    let chain = CertificateDer::from_pem_file(fixture("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(fixture("server.key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let config = builder.with_no_client_auth();
    Arc::new(config.with_single_cert(vec![chain], key).unwrap())
}

/// A port, and what was read on each connection to it, without TLS around it.
fn receiver() -> (u16, Channel<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, requests) = mpsc::channel();
    let config = config();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            let mut request = Vec::new();
            let mut chunk = [0; 4096];
            while !request.ends_with(b"{\"a\":1}") {
                match stream.read(&mut chunk) {
                    Ok(count) if count > 0 => request.extend_from_slice(&chunk[..count]),
                    _ => break,
                }
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            stream.conn.send_close_notify();
            let _ = stream.flush();
            sender.send(request).unwrap();
        }
    });
    (port, requests)
}

fn send(url: &str, args: &[&str]) -> Run {
    Speakhook::new(["send", "--to", url])
        .args(args)
        .stdin("{\"a\":1}")
        .run()
}

#[test]
fn a_certificate_that_nobody_vouches_for_gets_nothing() {
    let (port, requests) = receiver();
    let ca = fixture("ca.pem");
    for (host, args, reason) in [
        ("localhost", &[][..], "UnknownIssuer"),
        ("localhost", &["--yes"], "UnknownIssuer"),
        ("127.0.0.1", &["--cacert", &ca], "NotValidForName"),
    ] {
        let run = send(&format!("https://{host}:{port}/"), args);
        assert_eq!(run.status, 3, "{host}: {}", run.stdout);
        let first = run.stdout.lines().next().unwrap();
        assert!(first.starts_with("<stdin>  TLS: "), "{first}");
        // The library names the reason with or without more about the name.
        let is_named =
            first.contains(reason) || first.to_lowercase().contains("not valid for name");
        assert!(is_named, "{first}");
        assert_eq!(requests.recv().unwrap(), b"");
    }
}

#[test]
fn an_authority_of_ones_own_can_vouch() {
    let (port, requests) = receiver();
    let url = format!("https://localhost:{port}/");
    let run = send(&url, &["--cacert", &fixture("ca.pem")]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let request = String::from_utf8(requests.recv().unwrap()).unwrap();
    assert!(request.starts_with("POST / HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"a\":1}"), "{request}");
}

#[test]
fn a_file_without_an_authority_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "none.pem", "text");
    let run = send("https://localhost:1/", &["--cacert", &path]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("none.pem has no certificate"),
        "{}",
        run.stderr
    );
    let run = send("https://localhost:1/", &["--cacert", "missing.pem"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    let words = "cannot read the certificates in missing.pem: ";
    assert!(run.stderr.contains(words), "{}", run.stderr);
}

#[test]
fn a_file_of_certificates_is_read_to_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let ca = std::fs::read(fixture("ca.pem")).unwrap();
    let large = [ca, vec![b'\n'; 8 << 20]].concat();
    let path = file(folder.path(), "large.pem", large);
    let run = send("https://localhost:1/", &["--cacert", &path]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("larger than 8 MiB"), "{}", run.stderr);
}

#[test]
fn whoever_asks_for_tls_where_there_is_none_is_asked_back() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            .unwrap();
        // Held until the other end has gone.
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let run = send(&format!("https://127.0.0.1:{port}/"), &[]);
    answer.join().unwrap();
    assert_eq!(run.status, 3, "{}", run.stderr);
    let first = run.stdout.lines().next().unwrap();
    assert!(first.starts_with("<stdin>  TLS: "), "{first}");
    assert!(first.contains("; is it http:// there?"), "{first}");
}
