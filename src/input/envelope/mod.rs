//! What tools that receive webhooks keep: the request around the payload. Finds the bodies in it, and
//! the headers that came with them, for whoever wants to check a signature.
//!
//! Formats are known by what their public documentation says they hold, and never by a file's name.

mod headers;
mod http;
mod shapes;

use std::borrow::Cow;

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD};

use super::encoding::BOM;
use crate::json::tree::parse_only;
use crate::json::{NodePath, locate, top, unescape, value_too_many};
use crate::source::Span;

pub use headers::Headers;
pub(super) use http::LONGEST_LINE;
pub use http::{is_request, requests};

/// Who wrote an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// An object with `body` and `headers`, as many write one.
    Request,
    /// What n8n's webhook node hands on.
    N8n,
    /// The event that AWS API Gateway, a load balancer or a function URL gives to a Lambda function.
    ApiGateway,
    /// A request of webhook.site.
    WebhookSite,
    /// A request of ngrok's agent.
    Ngrok,
    /// A request or an event of Hookdeck.
    Hookdeck,
    /// An HTTP archive, as browsers and proxies write it.
    Har,
    /// A message of a queue, as AWS gives a function a list of them.
    Queue,
    /// The text of a request, as it goes over the wire.
    Http,
}

impl Tool {
    /// What its envelopes are called.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Request => "a saved request",
            Self::N8n => "n8n",
            Self::ApiGateway => "an API Gateway event",
            Self::WebhookSite => "webhook.site",
            Self::Ngrok => "ngrok",
            Self::Hookdeck => "Hookdeck",
            Self::Har => "an HTTP archive",
            Self::Queue => "a queue's messages",
            Self::Http => "an HTTP request",
        }
    }
}

/// What was found in an envelope.
#[derive(Debug)]
pub struct Capture<'a> {
    /// Who wrote it.
    pub tool: Tool,
    /// Whether it is a list of requests, of which some may be about other things.
    pub is_list: bool,
    /// The requests that have a body, in document order.
    pub requests: Vec<Request<'a>>,
    /// How many others there are.
    pub others: usize,
}

/// One request.
#[derive(Debug)]
pub struct Request<'a> {
    /// Its body.
    pub body: Body<'a>,
    /// Its headers; `None` if none were kept.
    pub headers: Option<Headers>,
    /// Where the body is in the envelope: a value with its quotes, or bytes of a request.
    pub span: Span,
    /// Whether the body begins as JSON objects and arrays do.
    pub may_be_payload: bool,
}

/// A body, as the envelope has it.
#[derive(Debug, PartialEq, Eq)]
pub enum Body<'a> {
    /// A JSON value, which is a part of the text. What the sender's bytes were is lost, unless nobody touched them.
    Value,
    /// A JSON string: what it reads as are the sender's bytes.
    Text(Cow<'a, str>),
    /// The sender's bytes, in a form that is decoded.
    Encoded(Vec<u8>),
    /// The sender's bytes, as they are.
    Plain(&'a [u8]),
}

impl Body<'_> {
    /// The bytes of the body. `text` is the envelope, `span` the request's.
    #[must_use]
    pub fn bytes<'b>(&'b self, text: &'b str, span: Span) -> &'b [u8] {
        match self {
            Self::Value => text
                .as_bytes()
                .get(span.start..span.end)
                .unwrap_or_default(),
            Self::Text(text) => text.as_bytes(),
            Self::Encoded(bytes) => bytes,
            Self::Plain(bytes) => bytes,
        }
    }
}

/// The requests in an envelope of JSON; `None` if the text is none.
#[must_use]
pub fn open(text: &str) -> Option<Capture<'_>> {
    // Of what has too many values no tree is made: whoever judges says so.
    if !may_be_one(text) || value_too_many(text).is_some() {
        return None;
    }
    // The tree goes; what it borrows is the text.
    let root = parse_only(text)?;
    let found = shapes::find(&root)?;
    let mut paths: Vec<NodePath> = found.requests.iter().map(|one| one.path.clone()).collect();
    paths.sort();
    paths.dedup();
    let located = locate::locate(text, &paths);
    let mut requests: Vec<Request<'_>> = found
        .requests
        .into_iter()
        .filter_map(|found| {
            let number = paths.binary_search(&found.path).ok()?;
            let span = located.get(number).copied().flatten()?.value;
            Some(Request {
                body: found.body,
                headers: found.headers,
                span,
                may_be_payload: found.may_be_payload,
            })
        })
        .collect();
    requests.sort_by_key(|request| request.span);
    Some(Capture {
        tool: found.tool,
        is_list: found.is_list,
        requests,
        others: found.others,
    })
}

/// Whether the outermost members let a text be an envelope. Most payloads begin with `event`, and are
/// told apart by that; what names a session or an agent is one, too.
fn may_be_one(text: &str) -> bool {
    let mut has_mark = false;
    top::members(text, &mut |written, begins| {
        let key = unescape(written).unwrap_or_default();
        let is_payload = match &*key {
            // Pipedream's name for a request.
            "event" => begins != top::Begins::Object,
            "session_id" | "agent_id" => true,
            _ => false,
        };
        if is_payload {
            has_mark = false;
            return false;
        }
        has_mark |= shapes::is_mark(&key);
        true
    });
    has_mark
}

/// A body that is a string: base64, if it is said to be or can be nothing else, or the text itself.
fn of_string<'a>(text: &Cow<'a, str>, is_encoded: Option<bool>) -> Body<'a> {
    let decode = || {
        let written: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect();
        let encodings = [BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD];
        let mut tried = encodings.iter();
        tried.find_map(|encoding| encoding.decode(&written).ok())
    };
    let decoded = match is_encoded {
        Some(true) => decode(),
        Some(false) => None,
        None if begins_json(text.as_bytes()) => None,
        None => decode().filter(|bytes| begins_json(bytes)),
    };
    decoded.map_or_else(|| Body::Text(text.clone()), Body::Encoded)
}

/// Whether a body could be a payload, seen from its first character.
fn may_be_payload(body: &Body<'_>) -> bool {
    match body {
        Body::Value => true,
        Body::Text(text) => begins_json(text.as_bytes()),
        Body::Encoded(bytes) => begins_json(bytes),
        Body::Plain(bytes) => begins_json(bytes),
    }
}

fn begins_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(&BOM).unwrap_or(bytes);
    let first = text.trim_ascii_start().first();
    first.is_some_and(|byte| b"{[".contains(byte))
}

#[cfg(test)]
mod tests;
