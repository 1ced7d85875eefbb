//! Delivers a body: one POST, the exact bytes, one answer. Redirects are answers like others, and
//! what an answer says is read to a limit. Proxies are taken from nobody: an environment variable
//! must not decide where a transcript goes. Certificates are always checked.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use ureq::config::AutoHeaderValue;
use ureq::http::{HeaderName, HeaderValue, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Timeout};

use super::headers::Headers;
use super::roots::Roots;
use super::url::Url;
use crate::text::Untrusted;

/// What we call ourselves, unless the headers say otherwise.
pub const USER_AGENT: &str = concat!("speakhook/", env!("CARGO_PKG_VERSION"));

/// How long a connection may take to be made, TLS included.
const CONNECT: Duration = Duration::from_secs(10);

/// Bytes of an answer's body that are read; whoever sends more is not listened to.
const MOST: u64 = 1024 * 1024;

/// Bytes of an answer's body that are kept.
const KEPT: usize = 4 * 1024;

/// Bytes of an answer's head that are read.
const MOST_HEAD: usize = 64 * 1024;

/// Characters of what a library says that are shown.
const LONGEST_REASON: usize = 120;

/// Makes deliveries, each over a connection of its own: a connection that is kept may be closed at
/// the very moment it is used again, which would be a failed delivery that nobody caused. Clones are cheap.
#[derive(Clone)]
pub struct Client(Agent);

/// What somebody answered to a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200 to 299 is a delivery that was taken.
    pub status: u16,
    /// What the status is called; empty when it has no name.
    pub reason: &'static str,
    /// From before the connection to the end of the answer, as far as it was read.
    pub elapsed: Duration,
    /// The beginning of the answer's body: a stranger's bytes.
    pub excerpt: Vec<u8>,
    /// Whether the body has more than the excerpt, or broke off.
    pub is_cut: bool,
}

impl Answer {
    /// Whether the delivery was taken.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why there is no answer. The display is safe to print.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody listens there.
    #[error("connection refused")]
    Refused,
    /// No answer in time, or no connection.
    #[error("{0}")]
    Timeout(&'static str),
    /// The host's name has no address.
    #[error("the host's name could not be resolved")]
    Dns,
    /// No connection that could be trusted.
    #[error("TLS: {0}")]
    Tls(String),
    /// The connection ended before the answer did.
    #[error("the connection was closed before an answer came")]
    Closed,
    /// What came is no answer of HTTP.
    #[error("the answer is no HTTP: {0}")]
    Protocol(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// What a handshake failed with. Bytes that no message of TLS begins with are mostly the answer of a server
    /// without it; the library's words are all that tells.
    fn tls(mut words: String) -> Self {
        if words.contains("InvalidContentType") {
            words.push_str("; is it http:// there?");
        }
        Self::Tls(words)
    }

    /// One word, for machines.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Timeout(_) => "timeout",
            Self::Dns => "dns",
            Self::Tls(_) => "tls",
            Self::Closed => "closed",
            Self::Protocol(_) => "protocol",
            Self::Other(_) => "other",
        }
    }
}

impl Client {
    /// A client whose deliveries take so long at most, connection and answer included.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self::trusting(timeout, None)
    }

    /// [`Client::new`], which trusts these certificates instead of the built-in ones.
    #[must_use]
    pub fn trusting(timeout: Duration, roots: Option<&Roots>) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(roots.map_or(RootCerts::WebPki, Roots::certificates))
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .tls_config(tls)
            .user_agent(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .max_response_header_size(MOST_HEAD)
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .timeout_resolve(Some(CONNECT.min(timeout)))
            .timeout_connect(Some(CONNECT.min(timeout)))
            .timeout_global(Some(timeout));
        Self(config.build().new_agent())
    }

    /// Delivers `body` and waits for the answer. Where `headers` say nothing, it is JSON, and from us.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn post(&self, url: &Url, headers: &Headers, body: &[u8]) -> Result<Answer, Failure> {
        let begun = Instant::now();
        let mut request = self.0.post(url.uri());
        for (name, value) in complete(headers).pairs() {
            request = request.header(name, value);
        }
        let response = request.send(body).map_err(failure)?;
        let status = response.status();
        let (excerpt, is_cut) = beginning(response.into_body());
        Ok(Answer {
            status: status.as_u16(),
            reason: status.canonical_reason().unwrap_or_default(),
            elapsed: begun.elapsed(),
            excerpt,
            is_cut,
        })
    }
}

/// The headers as they are sent, without those that the address and the body make.
#[must_use]
pub fn complete(headers: &Headers) -> Headers {
    let defaults: [(HeaderName, &'static str); 2] = [
        (header::CONTENT_TYPE, "application/json"),
        (header::USER_AGENT, USER_AGENT),
    ];
    let mut complete = headers.clone();
    for (name, value) in defaults {
        if !headers.has(name.as_str()) {
            complete.add(name, HeaderValue::from_static(value));
        }
    }
    complete
}

/// The beginning of a body, and whether that is not all of it. A body that breaks off does not undo
/// the status that came before it.
fn beginning(body: ureq::Body) -> (Vec<u8>, bool) {
    let mut reader = body.into_reader().take(MOST);
    let mut excerpt = Vec::new();
    let mut chunk = [0; 16 * 1024];
    let mut is_cut = false;
    loop {
        let count = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return (excerpt, true),
        };
        let room = KEPT.saturating_sub(excerpt.len());
        is_cut |= count > room;
        excerpt.extend(chunk.iter().take(count.min(room)));
    }
    (excerpt, is_cut)
}

fn failure(error: ureq::Error) -> Failure {
    let words = |error: &dyn std::fmt::Display| {
        let text = error.to_string();
        Untrusted::new(&text).excerpt(LONGEST_REASON)
    };
    match error {
        ureq::Error::HostNotFound => Failure::Dns,
        ureq::Error::Timeout(Timeout::Resolve) => {
            Failure::Timeout("no address for the host in time")
        }
        ureq::Error::Timeout(Timeout::Connect) => Failure::Timeout("no connection in time"),
        ureq::Error::Timeout(_) => Failure::Timeout("no answer in time"),
        ureq::Error::Tls(reason) => Failure::tls(words(&reason)),
        ureq::Error::Rustls(error) => Failure::tls(words(&error)),
        ureq::Error::Protocol(error) => Failure::Protocol(words(&error)),
        ureq::Error::LargeResponseHeader(..) => {
            Failure::Protocol(format!("its head is larger than {} KiB", MOST_HEAD / 1024))
        }
        ureq::Error::ConnectionFailed => Failure::Other("no connection".to_owned()),
        ureq::Error::Io(error) => io_failure(&error),
        error => Failure::Other(words(&error)),
    }
}

/// Whether an address was looked up in vain. The standard library has no kind for it: its words where it
/// uses the system's resolver, and the numbers of Windows, are all that tells.
fn is_lookup(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(11_001..=11_004))
        || error.to_string().starts_with("failed to lookup address")
}

fn io_failure(error: &io::Error) -> Failure {
    let shown = || Untrusted::new(&crate::error::reason(error)).excerpt(LONGEST_REASON);
    if is_lookup(error) {
        return Failure::Dns;
    }
    match error.kind() {
        // What a handshake fails with comes wrapped.
        io::ErrorKind::InvalidData => Failure::tls(shown()),
        io::ErrorKind::ConnectionRefused => Failure::Refused,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            Failure::Timeout("no answer in time")
        }
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Other(shown()),
    }
}

#[cfg(test)]
mod tests;
