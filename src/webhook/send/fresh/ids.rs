//! The ids that belong to one call alone: its session's, its items', its tool calls'. Agents, campaigns and
//! tests are the receiver's acquaintances and keep theirs.
//!
//! An id is a UUID, or words and chance such as `item_a1b2c3d4e5f6`. A UUID changes as a whole, and so does each part of
//! chance, into one of the same shape; both wherever they occur. Parts that could also be words or counts are
//! changed in ids alone, or not at all.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

use crate::json::locate::locate;
use crate::json::{NodePath, Value};
use crate::rules::is_placeholder;

/// Characters of a UUID with its hyphens, and without.
const HYPHENATED: usize = 36;
const PLAIN: usize = 32;

/// The new ids of a run: the same old one becomes the same new one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ids {
    space: Uuid,
    /// Milliseconds since 1970, for ids that say when they were made.
    now: u64,
}

/// What becomes of what in a text.
#[derive(Default)]
struct Changes {
    /// UUIDs in small letters, without hyphens.
    uuids: HashMap<String, String>,
    /// Parts that change wherever they occur.
    everywhere: HashMap<String, String>,
    /// Parts that change in ids.
    in_ids: HashMap<String, String>,
}

impl Ids {
    pub(super) fn new(seed: u64, now: DateTime<Utc>) -> Self {
        Self {
            space: Uuid::from_u128(u128::from(seed)),
            now: u64::try_from(now.timestamp_millis()).unwrap_or_default(),
        }
    }

    /// Puts new ids into `bytes`, which has as many bytes as `text`, the text of `root`.
    pub(super) fn renew(&self, bytes: &mut [u8], text: &str, root: &Value<'_>) {
        let paths = paths(root);
        let mut changes = Changes::default();
        for path in &paths {
            let id = path.resolve(root).and_then(Value::as_str);
            if let Some(id) = id.filter(|id| !is_placeholder(id)) {
                self.learn(id, &mut changes);
            }
        }
        replace_uuids(bytes, &changes.uuids);
        let all = 0..bytes.len();
        replace_parts(bytes, all, &changes.everywhere);
        for found in locate(text, &paths).into_iter().flatten() {
            replace_parts(bytes, found.value.start..found.value.end, &changes.in_ids);
        }
    }

    fn learn(&self, id: &str, changes: &mut Changes) {
        if let Some(uuid) = hyphenated(id.as_bytes()) {
            // No id is no id of this call's alone.
            if !uuid.is_nil() {
                let new = self.uuid(uuid).simple().to_string();
                changes.uuids.insert(uuid.simple().to_string(), new);
            }
            return;
        }
        for part in id.split(|c: char| !c.is_ascii_alphanumeric()) {
            let known = match weight(part) {
                Weight::Chance => &mut changes.everywhere,
                Weight::Perhaps => &mut changes.in_ids,
                Weight::Word => continue,
            };
            if !known.contains_key(part) {
                known.insert(part.to_owned(), self.part(part));
            }
        }
    }

    /// Sixteen bytes of chance that `old` and `count` determine.
    fn chance(&self, old: &str, count: u32) -> [u8; 16] {
        let name = [old.as_bytes(), b"\0", &count.to_be_bytes()].concat();
        Uuid::new_v5(&self.space, &name).into_bytes()
    }

    /// A UUID of the version of `old`, made now if it says when.
    fn uuid(&self, old: Uuid) -> Uuid {
        let old_text = old.simple().to_string();
        if old.get_version_num() == 7 {
            let [random @ .., _, _, _, _, _, _] = self.chance(&old_text, 0);
            return Builder::from_unix_timestamp_millis(self.now, &random).into_uuid();
        }
        let builder = Builder::from_random_bytes(self.chance(&old_text, 0));
        match old.get_version() {
            Some(version) => builder.with_version(version).into_uuid(),
            None => builder.into_uuid(),
        }
    }

    /// A part of the shape of `old`: hexadecimal stays so, small letters stay small.
    fn part(&self, old: &str) -> String {
        let has = |test: fn(&u8) -> bool| old.as_bytes().iter().any(test);
        let is_hex = old.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !(has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase))
            && !old.bytes().all(|byte| byte.is_ascii_digit());
        let chance = (0_u32..).flat_map(|count| {
            // The bytes with version and variant are not quite chance.
            let [a, b, c, d, e, f, _, g, _, h, i, j, k, l, m, n] = self.chance(old, count);
            [a, b, c, d, e, f, g, h, i, j, k, l, m, n]
        });
        old.bytes()
            .zip(chance)
            .map(|(old, chance)| char::from(like(old, chance, is_hex, has(u8::is_ascii_uppercase))))
            .collect()
    }
}

/// A character of the kind of `old`.
fn like(old: u8, chance: u8, is_hex: bool, is_upper: bool) -> u8 {
    let of = |letters: &[u8]| {
        let at = usize::from(chance).checked_rem(letters.len());
        at.and_then(|at| letters.get(at)).copied().unwrap_or(old)
    };
    match (old, is_hex) {
        (_, true) if is_upper => of(b"0123456789ABCDEF"),
        (_, true) => of(b"0123456789abcdef"),
        (b'0'..=b'9', _) => of(b"0123456789"),
        (b'A'..=b'Z', _) => of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        _ => of(b"abcdefghijklmnopqrstuvwxyz"),
    }
}

/// What a part of an id is.
enum Weight {
    /// Nothing else in the text has these characters by accident.
    Chance,
    /// It is no word, but short, or it has the looks of one.
    Perhaps,
    /// A word or a count.
    Word,
}

fn weight(part: &str) -> Weight {
    let has = |test: fn(&u8) -> bool| part.as_bytes().iter().any(test);
    let (digits, letters) = (has(u8::is_ascii_digit), has(u8::is_ascii_alphabetic));
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    match part.len() {
        8.. if digits && letters => Weight::Chance,
        10.. if digits => Weight::Chance,
        12.. if is_mixed => Weight::Perhaps,
        5.. if digits && letters => Weight::Perhaps,
        _ => Weight::Word,
    }
}

/// Where a call's own ids are, in document order.
fn paths(root: &Value<'_>) -> Vec<NodePath> {
    let data = NodePath::root().member(root, "data");
    let data = data.filter(|data| {
        let value = data.resolve(root);
        value.is_some_and(|value| value.as_object().is_some())
    });
    let data = data.unwrap_or_else(NodePath::root);
    let mut paths: Vec<NodePath> = data.member(root, "session_id").into_iter().collect();
    if let Some(history) = data.member(root, "history") {
        let items = history.resolve(root).and_then(Value::as_array);
        for number in 0..items.map_or(0, <[Value<'_>]>::len) {
            let item = history.child(number);
            let ids = ["id", "tool_call_id"].iter();
            paths.extend(ids.filter_map(|key| item.member(root, key)));
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

/// The UUID that all of `text` is.
fn hyphenated(text: &[u8]) -> Option<Uuid> {
    let is_it = text.len() == HYPHENATED && has_uuid_shape(text);
    std::str::from_utf8(text)
        .ok()
        .filter(|_| is_it)
        .and_then(|text| Uuid::try_parse(text).ok())
}

fn has_uuid_shape(text: &[u8]) -> bool {
    text.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// Replaces UUIDs in both spellings, in capitals where they were in capitals.
fn replace_uuids(bytes: &mut [u8], changes: &HashMap<String, String>) {
    if changes.is_empty() {
        return;
    }
    let mut at = 0_usize;
    while at < bytes.len() {
        let length = uuid_length(bytes.get(at..).unwrap_or_default());
        let end = at.saturating_add(length.max(1));
        if let Some(old) = bytes.get_mut(at..end).filter(|_| length > 0)
            && replace_uuid(old, changes)
        {
            at = end;
        } else {
            at = at.saturating_add(1);
        }
    }
}

fn uuid_length(rest: &[u8]) -> usize {
    let is_plain = |text: &[u8]| text.len() == PLAIN && text.iter().all(u8::is_ascii_hexdigit);
    match rest.first() {
        Some(first) if first.is_ascii_hexdigit() => {
            if rest.get(..HYPHENATED).is_some_and(has_uuid_shape) {
                HYPHENATED
            } else if rest.get(..PLAIN).is_some_and(is_plain) {
                PLAIN
            } else {
                0
            }
        }
        _ => 0,
    }
}

fn replace_uuid(old: &mut [u8], changes: &HashMap<String, String>) -> bool {
    let digits: Vec<u8> = old.iter().copied().filter(|byte| *byte != b'-').collect();
    let is_upper =
        !digits.iter().any(u8::is_ascii_lowercase) && digits.iter().any(u8::is_ascii_uppercase);
    let key = String::from_utf8_lossy(&digits).to_ascii_lowercase();
    let Some(new) = changes.get(&key) else {
        return false;
    };
    let places = old.iter_mut().filter(|byte| **byte != b'-');
    for (place, new) in places.zip(new.bytes()) {
        *place = if is_upper {
            new.to_ascii_uppercase()
        } else {
            new
        };
    }
    true
}

/// Replaces parts of ids that stand by themselves within `range`.
fn replace_parts(bytes: &mut [u8], range: Range<usize>, changes: &HashMap<String, String>) {
    if changes.is_empty() {
        return;
    }
    let mut at = range.start;
    while at < range.end {
        let rest = bytes.get(at..range.end).unwrap_or_default();
        let skipped = skipped(rest);
        if skipped > 0 {
            at = at.saturating_add(skipped);
            continue;
        }
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let end = at.saturating_add(length);
        let is_escaped = at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\\');
        // In JSON that is a string of JSON, `n` and `u0022` may be the rest of an escape.
        let begins: &[usize] = if is_escaped { &[0, 1, 5] } else { &[0] };
        for begin in begins {
            if let Some(part) = bytes.get_mut(at.saturating_add(*begin)..end)
                && let Some(new) = std::str::from_utf8(part)
                    .ok()
                    .and_then(|old| changes.get(old))
            {
                part.copy_from_slice(new.as_bytes());
                break;
            }
        }
        at = end;
    }
}

/// Bytes before the next part: what is no letter and no digit, and letters that belong to an escape, of JSON or of
/// an address, and not to the part behind it.
fn skipped(rest: &[u8]) -> usize {
    match rest {
        [b'\\', b'u', code @ ..] if starts_with_hex(code, 4) => 6,
        [b'\\', _, ..] => 2,
        [b'%', code @ ..] if starts_with_hex(code, 2) => 3,
        [first, ..] if !first.is_ascii_alphanumeric() => 1,
        _ => 0,
    }
}

fn starts_with_hex(text: &[u8], count: usize) -> bool {
    text.get(..count)
        .is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
}
