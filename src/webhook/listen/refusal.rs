//! Why a request is not taken: the status that says so, and a sentence of ours. Nothing of the request
//! goes back to whoever sent it.

use std::net::SocketAddr;

use hyper::http::request::Parts;
use hyper::http::{HeaderValue, StatusCode, header};

use super::guard::{Guard, Unsigned};
use crate::text::Untrusted;

/// Characters of a method, a path or a host that are told.
const METHOD: usize = 20;
const TARGET: usize = 120;

/// Why a request is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No `Host`, or several.
    NotOneHost,
    /// A `Host` that is no name.
    BadHost,
    /// Somebody else's `Host`.
    ForeignHost,
    /// Somebody else's name in the target, which may be a whole address.
    ForeignTarget,
    /// A target with an address in it that is none.
    BadTarget,
    /// Sent by a page in a browser.
    Browser,
    /// Another method than POST.
    Method,
    /// Another path.
    Path,
    /// A body that was encoded.
    Encoding,
    /// A length, and chunks.
    TwoLengths,
    /// A length that is not one number.
    UnclearLength,
    /// A body that was encoded for the way.
    Coding,
    /// A body that is larger than allowed.
    TooLarge,
    /// A body that took too long.
    Slow,
    /// A body that broke off, or is no body.
    BrokenOff,
    /// No signature, or not the body's: all the same to the sender.
    Unsigned(Unsigned),
    /// Nothing is free for it.
    Busy,
    /// The listener is about to end.
    Ending,
    /// The disk is full.
    DiskFull,
    /// It could not be kept.
    NotKept,
}

impl Refusal {
    /// The status.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::NotOneHost
            | Self::BadHost
            | Self::BadTarget
            | Self::TwoLengths
            | Self::UnclearLength
            | Self::BrokenOff => StatusCode::BAD_REQUEST,
            Self::ForeignHost | Self::ForeignTarget => StatusCode::MISDIRECTED_REQUEST,
            Self::Browser => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Path => StatusCode::NOT_FOUND,
            Self::Coding => StatusCode::NOT_IMPLEMENTED,
            Self::Encoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Unsigned(_) => StatusCode::UNAUTHORIZED,
            Self::Busy | Self::Ending => StatusCode::SERVICE_UNAVAILABLE,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::NotKept => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NotOneHost => "one `Host` is needed, and only one",
            Self::BadHost => "what is in `Host` is no host's name, with or without a port",
            Self::ForeignHost => "this listener does not answer to that `Host`",
            Self::ForeignTarget => "this listener does not answer to the host in that target",
            Self::BadTarget => "the address in the target has no host that could be meant",
            Self::Browser => "deliveries do not come from pages in a browser",
            Self::Method => "deliveries are POST requests",
            Self::Path => "nothing listens at this path",
            Self::Encoding => {
                "the body is encoded, which a signature over its bytes would not survive"
            }
            Self::TwoLengths => "both Content-Length and Transfer-Encoding",
            Self::UnclearLength => "Content-Length is not one number, written once or always alike",
            Self::Coding => "of transfer codings, only one `chunked` is decoded",
            Self::TooLarge => "the body is larger than --max-body",
            Self::Slow => "the request took too long",
            Self::BrokenOff => "the body broke off",
            Self::Unsigned(_) => "no valid signature",
            Self::Busy => "too much at a time",
            Self::Ending => "the listener is about to end",
            Self::DiskFull => "the disk is full, so the delivery could not be kept",
            Self::NotKept => "the delivery could not be kept",
        }
    }
}

/// A request that was not taken, as a person is told. Everything is safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The status that it was answered with.
    pub status: u16,
    /// Why, and perhaps what to do about it.
    pub why: String,
    /// Method and path, where there were any.
    pub request: Option<String>,
    /// Who sent it.
    pub peer: SocketAddr,
}

impl Refused {
    pub(super) fn new(refusal: Refusal, head: &Parts, peer: SocketAddr, ours: Ours<'_>) -> Self {
        Self {
            status: refusal.status().as_u16(),
            why: format!("{}{}", refusal.words(), ours.advice(refusal, head)),
            request: Some(line(head)),
            peer,
        }
    }

    /// What is no request.
    pub(super) fn unread(status: u16, why: &str, peer: SocketAddr) -> Self {
        Self {
            status,
            why: why.to_owned(),
            request: None,
            peer,
        }
    }
}

/// Method and path, or the host that is there instead. The query may have a secret in it.
fn line(head: &Parts) -> String {
    let method = Untrusted::new(head.method.as_str()).excerpt(METHOD);
    let target = match (head.uri.path(), head.uri.authority()) {
        ("", Some(host)) => host.as_str(),
        (path, _) => path,
    };
    let path = Untrusted::new(target).excerpt(TARGET);
    let query = if head.uri.query().is_some() {
        "?…"
    } else {
        ""
    };
    format!("{method} {path}{query}")
}

/// What of the listener a refusal is explained with, to whoever runs it.
#[derive(Clone, Copy)]
pub(super) struct Ours<'o> {
    pub(super) guard: Option<&'o Guard>,
    /// Where it takes deliveries.
    pub(super) path: &'o str,
}

impl Ours<'_> {
    fn advice(self, refusal: Refusal, head: &Parts) -> String {
        match (refusal, self.guard) {
            (Refusal::Unsigned(why), Some(guard)) => {
                format!(": {}", guard.words(why, &head.headers))
            }
            (Refusal::Path, _) => {
                let path = Untrusted::new(self.path).excerpt(TARGET);
                format!("; deliveries are taken at {path}")
            }
            (Refusal::ForeignHost, _) => {
                foreign(head.headers.get(header::HOST).map(HeaderValue::as_bytes))
            }
            (Refusal::ForeignTarget, _) => {
                foreign(head.uri.authority().map(|name| name.as_str().as_bytes()))
            }
            (Refusal::Browser, _) => page(head.headers.get(header::ORIGIN)),
            _ => String::new(),
        }
    }
}

/// Where the page is from, if the browser says so.
fn page(origin: Option<&HeaderValue>) -> String {
    let origin = origin.map_or(&b""[..], HeaderValue::as_bytes);
    if origin.is_empty() {
        return String::new();
    }
    let origin = String::from_utf8_lossy(origin);
    format!(", {}", Untrusted::new(&origin).excerpt(TARGET))
}

/// What was refused is told, and not what was innocent.
fn foreign(host: Option<&[u8]>) -> String {
    let host = String::from_utf8_lossy(host.unwrap_or_default());
    let host = Untrusted::new(&host).excerpt(TARGET);
    format!(", {host}; --allow-host adds a name")
}
