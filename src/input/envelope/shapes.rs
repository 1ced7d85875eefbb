//! Which envelope a tree is, and where the bodies are in it.

use super::http;
use super::{Body, Headers, Tool, is_promising, of_string};
use crate::json::{NodePath, Value};

/// What an envelope holds.
pub(super) struct Found<'a> {
    pub(super) tool: Tool,
    pub(super) requests: Vec<FoundRequest<'a>>,
    pub(super) others: usize,
}

/// A request and the place of its body in the tree.
pub(super) struct FoundRequest<'a> {
    pub(super) body: Body<'a>,
    pub(super) headers: Option<Headers>,
    pub(super) path: NodePath,
}

/// The keys that bodies go by; raw ones come first, as others were parsed.
const BODIES: [&str; 6] = ["rawBody", "raw_body", "bodyRaw", "body", "Body", "content"];

/// The keys that lists of requests go by: ngrok's, Hookdeck's, those of queues and of webhook.site.
const LISTS: [&str; 5] = ["requests", "models", "items", "Records", "data"];

/// Whether an outermost key may be an envelope's.
pub(super) fn is_mark(key: &str) -> bool {
    const MARKS: [&str; 5] = ["log", "request", "json", "event", "data"];
    let is_list = LISTS.contains(&key);
    is_list || BODIES.contains(&key) || MARKS.contains(&key)
}

/// What `root` holds, if it is an envelope or a list of them.
pub(super) fn find<'a>(root: &Value<'a>) -> Option<Found<'a>> {
    let at = NodePath::root();
    if let Some(entries) = inside(root, &at, &["log", "entries"])
        && matches!(entries.1, Value::Array(_))
    {
        return list(Tool::Har, entries, &har_entry);
    }
    if let Value::Array(_) = root {
        return list_of(&any, (at, root));
    }
    for key in LISTS {
        if let Some(elements) = inside(root, &at, &[key])
            && matches!(elements.1, Value::Array(_))
            && let Some(found) = list_of(&any, elements)
        {
            return Some(found);
        }
    }
    let (tool, request) = any((at.clone(), root))?;
    // The only body there is is judged whatever it is.
    let request = request.or_else(|| text_body(&at, root));
    Some(Found {
        tool,
        others: usize::from(request.is_none()),
        requests: request.into_iter().collect(),
    })
}

/// A body that is a string, but none that could be a payload.
fn text_body<'a>(at: &NodePath, value: &Value<'a>) -> Option<FoundRequest<'a>> {
    let text = |key: &&str| match inside(value, at, &[key])? {
        (path, Value::String(text)) if !text.is_empty() => Some((path, text.clone())),
        _ => None,
    };
    let (path, text) = BODIES.iter().find_map(text)?;
    Some(FoundRequest {
        body: Body::Text(text),
        headers: headers(value),
        path,
    })
}

/// A value and its place.
type At<'t, 'a> = (NodePath, &'t Value<'a>);

/// What an element of a list is: of which tool, and the request unless it has no body of use.
type Seen<'a> = (Tool, Option<FoundRequest<'a>>);

fn inside<'t, 'a>(value: &'t Value<'a>, path: &NodePath, keys: &[&str]) -> Option<At<'t, 'a>> {
    let mut at = (path.clone(), value);
    for key in keys {
        let object = at.1.as_object()?;
        let number = object.position(key)?;
        at = (at.0.child(number), &object.members().get(number)?.value);
    }
    Some(at)
}

fn list_of<'a>(
    see: &dyn Fn(At<'_, 'a>) -> Option<Seen<'a>>,
    elements: At<'_, 'a>,
) -> Option<Found<'a>> {
    let first = elements.1.as_array()?.first()?;
    let (tool, _) = see((elements.0.child(0), first))?;
    list(tool, elements, see)
}

/// The requests of a list. An element that is no envelope may be a payload: it is judged as it stands.
fn list<'a>(
    tool: Tool,
    (path, elements): At<'_, 'a>,
    see: &dyn Fn(At<'_, 'a>) -> Option<Seen<'a>>,
) -> Option<Found<'a>> {
    let mut found = Found {
        tool,
        requests: Vec::new(),
        others: 0,
    };
    for (number, element) in elements.as_array()?.iter().enumerate() {
        let at = path.child(number);
        match see((at.clone(), element)) {
            Some((_, Some(request))) => found.requests.push(request),
            Some((_, None)) => found.others = found.others.saturating_add(1),
            None => found.requests.push(FoundRequest {
                body: Body::Value,
                headers: None,
                path: at,
            }),
        }
    }
    Some(found)
}

/// One envelope, of whichever tool.
fn any<'a>((at, value): At<'_, 'a>) -> Option<Seen<'a>> {
    let object = value.as_object()?;
    let has = |key: &str| object.get(key).is_some();
    if let Some((_, item)) = inside(value, &at, &["json"])
        && let Some(number) = object.position("json")
    {
        return any((at.child(number), item)).map(|(_, request)| (Tool::N8n, request));
    }
    if let Some(raw) = inside(value, &at, &["request", "raw"]) {
        return Some((Tool::Ngrok, ngrok(raw, value)));
    }
    if has("request") && inside(value, &at, &["request", "headers"]).is_some() {
        return Some((Tool::Har, har_entry((at, value))?.1));
    }
    if let Some(data) = inside(value, &at, &["data"]).or_else(|| inside(value, &at, &["event"]))
        && data.1.get("body").is_some()
        && (data.1.get("headers").is_some() || data.1.get("path").is_some())
    {
        let is_event = has("event");
        let tool = if is_event {
            Tool::Request
        } else {
            Tool::Hookdeck
        };
        return Some((tool, request(&data.0, data.1)));
    }
    let tool = if has("isBase64Encoded") || has("requestContext") {
        Tool::ApiGateway
    } else if has("messageId") && has("eventSource") {
        Tool::Queue
    } else if has("content") && has("token_id") {
        Tool::WebhookSite
    } else if has("webhookUrl") && has("executionMode") {
        Tool::N8n
    } else {
        Tool::Request
    };
    let has_headers = HEADERS.iter().any(|key| has(key));
    let request = request(&at, value);
    // Without headers it takes a body that is one to tell an envelope from what has just such a key.
    let is_one = tool != Tool::Request || has_headers || request.is_some();
    let has_body = BODIES.iter().any(|key| has(key));
    (has_body && is_one).then_some((tool, request))
}

/// The request that an object with a body is; `None` if the body cannot be a payload.
fn request<'a>(at: &NodePath, value: &Value<'a>) -> Option<FoundRequest<'a>> {
    let is_encoded = ["isBase64Encoded", "is_base64_encoded"]
        .iter()
        .find_map(|key| value.get(key).and_then(Value::as_bool));
    let body = |key: &&str| {
        let (path, body) = inside(value, at, &[key])?;
        found(path, body, is_encoded)
    };
    let (path, body) = BODIES.iter().find_map(body)?;
    Some(FoundRequest {
        body,
        headers: headers(value),
        path,
    })
}

/// The keys that headers go by.
const HEADERS: [&str; 4] = ["multiValueHeaders", "headers", "Headers", "header"];

fn headers(value: &Value<'_>) -> Option<Headers> {
    Headers::read(HEADERS.map(|key| value.get(key)))
}

/// A body, if it may be a payload.
fn found<'a>(
    path: NodePath,
    value: &Value<'a>,
    is_encoded: Option<bool>,
) -> Option<(NodePath, Body<'a>)> {
    let body = match value {
        Value::Object(_) => Body::Value,
        Value::String(text) => of_string(text, is_encoded),
        _ => return None,
    };
    is_promising(&body, value).then_some((path, body))
}

/// An entry of an HTTP archive (HAR 1.2, section `request`; 1.3 proposes `encoding`).
fn har_entry<'a>((at, entry): At<'_, 'a>) -> Option<Seen<'a>> {
    let (_, request) = inside(entry, &at, &["request"])?;
    let headers = Headers::read([request.get("headers")]);
    let text = inside(entry, &at, &["request", "postData", "text"]);
    let encoding = request
        .get("postData")
        .and_then(|data| data.get("encoding"))
        .and_then(Value::as_str);
    let is_encoded = encoding.map(|name| name == "base64");
    let body = text.and_then(|(path, value)| found(path, value, is_encoded));
    let request = body.map(|(path, body)| FoundRequest {
        body,
        headers,
        path,
    });
    Some((Tool::Har, request))
}

/// A request of ngrok's agent, which keeps the bytes of the whole request in base64.
fn ngrok<'a>((path, raw): At<'_, 'a>, envelope: &Value<'a>) -> Option<FoundRequest<'a>> {
    let bytes = data_encoding::BASE64
        .decode(raw.as_str()?.as_bytes())
        .ok()?;
    let capture = http::requests(&bytes)?;
    let request = capture.requests.into_iter().next()?;
    let body = Body::Encoded(request.body.bytes("", request.span).to_vec());
    let kept = || Headers::read([envelope.get("request")?.get("headers")]);
    let headers = request.headers.filter(|headers| !headers.is_empty());
    let headers = headers.or_else(kept);
    is_promising(&body, raw).then_some(FoundRequest {
        body,
        headers,
        path,
    })
}
