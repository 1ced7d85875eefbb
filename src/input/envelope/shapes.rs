//! Which envelope a tree is, and where the bodies are in it.

use super::http;
use super::{Body, Headers, Tool, may_be_payload, of_string};
use crate::json::{NodePath, Value};

/// What an envelope holds.
pub(super) struct Found<'a> {
    pub(super) tool: Tool,
    pub(super) is_list: bool,
    pub(super) requests: Vec<FoundRequest<'a>>,
    pub(super) others: usize,
}

/// A request and the place of its body in the tree.
pub(super) struct FoundRequest<'a> {
    pub(super) body: Body<'a>,
    pub(super) headers: Option<Headers>,
    pub(super) path: NodePath,
    pub(super) may_be_payload: bool,
}

/// The keys that bodies go by; raw ones come first, as others were parsed.
const BODIES: [&str; 5] = ["rawBody", "raw_body", "bodyRaw", "body", "Body"];

/// The keys that lists of requests go by: ngrok's, Hookdeck's, those of queues and of webhook.site.
const LISTS: [&str; 5] = ["requests", "models", "items", "Records", "data"];

/// Whether an outermost key may be an envelope's.
pub(super) fn is_mark(key: &str) -> bool {
    const MARKS: [&str; 6] = ["log", "request", "json", "event", "data", "content"];
    let is_list = LISTS.contains(&key);
    is_list || BODIES.contains(&key) || MARKS.contains(&key)
}

/// What `root` holds, if it is an envelope or a list of them.
pub(super) fn find<'a>(root: &Value<'a>) -> Option<Found<'a>> {
    let at = NodePath::root();
    if let Value::Array(_) = root {
        return list_of(&any, (at, root));
    }
    let own = any((at.clone(), root));
    if let Some(mut found) = lists(root, &at) {
        // What has a body of its own besides: neither hides the other.
        found.requests.extend(own.and_then(|(_, request)| request));
        return Some(found);
    }
    let (tool, request) = own?;
    // The only body there is may be empty.
    let request = request.or_else(|| empty(&at, root));
    Some(Found {
        tool,
        is_list: false,
        others: usize::from(request.is_none()),
        requests: request.into_iter().collect(),
    })
}

/// The requests of every list that an envelope has, also of several with one key. What is in a list of something else
/// beside them is counted.
fn lists<'a>(root: &Value<'a>, at: &NodePath) -> Option<Found<'a>> {
    let mut all: Option<Found<'a>> = None;
    let mut others = 0_usize;
    for (number, member) in root.as_object()?.members().iter().enumerate() {
        let Some(elements) = elements(&member.key, (at.child(number), &member.value)) else {
            continue;
        };
        let count = elements.1.as_array().map_or(0, <[_]>::len);
        let found = match &*member.key {
            "log" => list(Tool::Har, elements, &har_entry),
            _ => list_of(&any, elements),
        };
        match (&mut all, found) {
            (Some(all), Some(found)) => {
                all.requests.extend(found.requests);
                all.others = all.others.saturating_add(found.others);
            }
            (all, Some(found)) => *all = Some(found),
            (_, None) => others = others.saturating_add(count),
        }
    }
    all.map(|all| Found {
        others: all.others.saturating_add(others),
        ..all
    })
}

/// The array that an outermost member is, if its key is one of a list.
fn elements<'t, 'a>(key: &str, (at, value): At<'t, 'a>) -> Option<At<'t, 'a>> {
    let found = match key {
        "log" => inside(value, &at, &["entries"])?,
        key if LISTS.contains(&key) => (at, value),
        _ => return None,
    };
    matches!(found.1, Value::Array(_)).then_some(found)
}

/// The request whose body is the empty string.
fn empty<'a>(at: &NodePath, value: &Value<'a>) -> Option<FoundRequest<'a>> {
    let is_empty = |key: &&str| match inside(value, at, &[key])? {
        (path, Value::String(text)) if text.is_empty() => Some(path),
        _ => None,
    };
    Some(FoundRequest {
        body: Body::Text("".into()),
        headers: headers(value),
        path: BODIES.iter().find_map(is_empty)?,
        may_be_payload: false,
    })
}

/// A value and its place.
type At<'t, 'a> = (NodePath, &'t Value<'a>);

/// What an element of a list is: of which tool, and the request unless it has no body.
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
        is_list: true,
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
                may_be_payload: true,
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
    } else if has("content") && (has("token_id") || HEADERS.iter().any(|key| has(key))) {
        return Some((Tool::WebhookSite, request_in(&at, value, &["content"])));
    } else if has("webhookUrl") && has("executionMode") {
        Tool::N8n
    } else {
        Tool::Request
    };
    let request = request(&at, value);
    // Without headers it takes a body that is one to tell an envelope from what has just such a key.
    let has_headers = HEADERS.iter().any(|key| has(key));
    let may_be_payload = request.as_ref().is_some_and(|one| one.may_be_payload);
    let is_one = tool != Tool::Request || has_headers || may_be_payload;
    let has_body = BODIES.iter().any(|key| has(key));
    (has_body && is_one).then_some((tool, request))
}

/// The request that an object with a body is; `None` without a body.
fn request<'a>(at: &NodePath, value: &Value<'a>) -> Option<FoundRequest<'a>> {
    request_in(at, value, &BODIES)
}

/// [`request`], with the body under one of `keys`: the first that may be a payload, or else the first.
fn request_in<'a>(at: &NodePath, value: &Value<'a>, keys: &[&str]) -> Option<FoundRequest<'a>> {
    let is_encoded = ["isBase64Encoded", "is_base64_encoded"]
        .iter()
        .find_map(|key| value.get(key).and_then(Value::as_bool));
    let body = |key: &&str| {
        let (path, body) = inside(value, at, &[key])?;
        found(path, body, is_encoded, headers(value))
    };
    let mut first = None;
    for request in keys.iter().filter_map(body) {
        if request.may_be_payload {
            return Some(request);
        }
        first = first.or(Some(request));
    }
    first
}

/// The keys that headers go by.
const HEADERS: [&str; 4] = ["multiValueHeaders", "headers", "Headers", "header"];

fn headers(value: &Value<'_>) -> Option<Headers> {
    Headers::read(HEADERS.map(|key| value.get(key)))
}

/// The request with this body, if it is one.
fn found<'a>(
    path: NodePath,
    value: &Value<'a>,
    is_encoded: Option<bool>,
    headers: Option<Headers>,
) -> Option<FoundRequest<'a>> {
    let body = match value {
        Value::Object(_) | Value::Array(_) => Body::Value,
        Value::String(text) if !text.is_empty() => of_string(text, is_encoded),
        _ => return None,
    };
    let may_be_payload = may_be_payload(&body);
    Some(FoundRequest {
        body,
        headers,
        path,
        may_be_payload,
    })
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
    let request = text.and_then(|(path, value)| found(path, value, is_encoded, headers));
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
    if body == Body::Encoded(Vec::new()) {
        return None;
    }
    let kept = || Headers::read([envelope.get("request")?.get("headers")]);
    let headers = request.headers.filter(|headers| !headers.is_empty());
    let headers = headers.or_else(kept);
    Some(FoundRequest {
        may_be_payload: may_be_payload(&body),
        body,
        headers,
        path,
    })
}
