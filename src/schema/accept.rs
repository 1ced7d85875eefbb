//! A shorter way for payloads that are as documented, which most are: one walk over the tree with a
//! table made from the embedded schema. It accepts or passes on. It never says what is wrong, and
//! when in doubt it passes on, so the schema engine stays the only judge; a test compares the two.
//!
//! The engine costs a millisecond to build, which one file does not need to pay.

use serde_json::Value as SchemaValue;

use super::Body;
use super::values::Words;
use crate::json::{Number, Object, Value};

/// Schemas within schemas, references included; ours needs 10.
const DEEPEST: usize = 32;

/// Properties of one object that a bit each is kept of.
const MOST_PROPERTIES: usize = 64;

/// What one walk can say of a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The schema is satisfied, and every key and word is documented.
    Clean,
    /// The schema is satisfied.
    Valid,
    /// Somebody else has to look.
    PassOn,
}

/// The embedded schema as a table.
#[derive(Debug)]
pub(super) struct Table {
    nodes: Vec<Node>,
    whole: usize,
    data: usize,
}

#[derive(Debug, Default)]
struct Node {
    types: u8,
    properties: Vec<Property>,
    /// The required properties, a bit each.
    required: u64,
    items: Option<usize>,
    /// What holds for the values of other keys.
    others: Option<usize>,
    format: Option<Format>,
    minimum: Option<f64>,
    maximum: Option<f64>,
    words: Option<Words>,
}

#[derive(Debug)]
struct Property {
    name: String,
    node: usize,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    DateTime,
    Uuid,
}

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
const NUMBER: u8 = 4;
const STRING: u8 = 8;
const ARRAY: u8 = 16;
const OBJECT: u8 = 32;

/// Keywords that constrain nothing.
const ANNOTATIONS: [&str; 11] = [
    "$schema",
    "$id",
    "$comment",
    "$defs",
    "title",
    "description",
    "examples",
    "x-personal",
    "x-known-values",
    "x-likely-values",
    "x-strict-open",
];

impl Table {
    /// The table of a schema; `None` if it says something that this module does not know.
    pub(super) fn of(schema: &SchemaValue) -> Option<Self> {
        let mut builder = Builder {
            root: schema,
            nodes: Vec::new(),
        };
        let whole = builder.node(schema, DEEPEST)?;
        let start = builder.nodes.get(whole)?;
        let data = start.properties.iter().find(|found| found.name == "data")?;
        let data = data.node;
        Some(Self {
            nodes: builder.nodes,
            whole,
            data,
        })
    }

    /// Walks over a payload.
    pub(super) fn look(&self, body: Body, value: &Value<'_>) -> Outcome {
        let start = match body {
            Body::Whole => self.whole,
            Body::Data => self.data,
        };
        let mut is_plain = true;
        match self.is_valid(start, value, &mut is_plain) {
            false => Outcome::PassOn,
            true if is_plain => Outcome::Clean,
            true => Outcome::Valid,
        }
    }

    fn is_valid(&self, node: usize, value: &Value<'_>, is_plain: &mut bool) -> bool {
        let Some(node) = self.nodes.get(node) else {
            return false;
        };
        let has = |kind: u8| node.types & kind != 0;
        match value {
            Value::Null => has(NULL),
            Value::Bool(_) => has(BOOLEAN),
            Value::Number(number) => has(NUMBER) && node.allows(*number),
            Value::String(text) => {
                if node.words.as_ref().is_some_and(|words| !words.knows(text)) {
                    *is_plain = false;
                }
                has(STRING) && node.format.is_none_or(|format| format.matches(text))
            }
            Value::Array(elements) => {
                let of = |element| match node.items {
                    Some(items) => self.is_valid(items, element, is_plain),
                    None => true,
                };
                has(ARRAY) && elements.iter().all(of)
            }
            Value::Object(object) => has(OBJECT) && self.holds(node, object, is_plain),
        }
    }

    fn holds(&self, node: &Node, object: &Object<'_>, is_plain: &mut bool) -> bool {
        // Which of two equal keys counts is not decided here.
        if object.has_duplicates() {
            return false;
        }
        let (mut seen, mut next) = (0_u64, 0_usize);
        for member in object.members() {
            let below = match node.position(&member.key, next) {
                Some(at) => {
                    next = at.saturating_add(1);
                    seen |= bit(at);
                    node.properties.get(at).map(|property| property.node)
                }
                None if node.others.is_some() => node.others,
                None => {
                    *is_plain = false;
                    continue;
                }
            };
            if below.is_none_or(|below| !self.is_valid(below, &member.value, is_plain)) {
                return false;
            }
        }
        seen & node.required == node.required
    }
}

impl Node {
    fn allows(&self, number: Number) -> bool {
        let number = number.as_f64();
        self.minimum.is_none_or(|minimum| number >= minimum)
            && self.maximum.is_none_or(|maximum| number <= maximum)
    }

    /// The number of the property called `key`. Payloads keep to an order, mostly the schema's, so
    /// the search begins behind the property that was found before.
    fn position(&self, key: &str, next: usize) -> Option<usize> {
        let is_it = |property: &Property| property.name == key;
        let (before, behind) = self.properties.split_at_checked(next)?;
        let found = behind.iter().position(is_it);
        let found = found.map(|at| at.saturating_add(next));
        found.or_else(|| before.iter().position(is_it))
    }
}

fn bit(at: usize) -> u64 {
    u32::try_from(at)
        .ok()
        .and_then(|at| 1_u64.checked_shl(at))
        .unwrap_or(0)
}

struct Builder<'s> {
    root: &'s SchemaValue,
    nodes: Vec<Node>,
}

impl<'s> Builder<'s> {
    fn node(&mut self, schema: &SchemaValue, fuel: usize) -> Option<usize> {
        let fuel = fuel.checked_sub(1)?;
        if let Some(reference) = schema.get("$ref") {
            let mut others = schema.as_object()?.keys().filter(|key| *key != "$ref");
            let is_alone = others.all(|key| ANNOTATIONS.contains(&key.as_str()));
            let root: &'s SchemaValue = self.root;
            let target = root.pointer(reference.as_str()?.strip_prefix('#')?)?;
            return is_alone.then(|| self.node(target, fuel))?;
        }
        let mut node = Node::default();
        let mut required = Vec::new();
        for (keyword, value) in schema.as_object()? {
            match keyword.as_str() {
                "type" => node.types = types(value)?,
                "properties" => {
                    for (name, property) in value.as_object()? {
                        let below = self.node(property, fuel)?;
                        node.properties.push(Property {
                            name: name.clone(),
                            node: below,
                        });
                        // `event` has a rule of its own.
                        if name == "event" {
                            self.nodes.get_mut(below)?.words = None;
                        }
                    }
                }
                "required" => required = value.as_array()?.iter().collect(),
                "items" => node.items = Some(self.node(value, fuel)?),
                "additionalProperties" => node.others = Some(self.node(value, fuel)?),
                "format" => node.format = Some(Format::named(value.as_str()?)?),
                "minimum" => node.minimum = Some(value.as_f64()?),
                "maximum" => node.maximum = Some(value.as_f64()?),
                annotation => ANNOTATIONS.contains(&annotation).then_some(())?,
            }
        }
        if node.properties.len() > MOST_PROPERTIES {
            return None;
        }
        for name in required {
            node.required |= bit(node.position(name.as_str()?, 0)?);
        }
        node.words = schema.get("x-known-values").map(|_| Words::of(&[schema]));
        self.nodes.push(node);
        self.nodes.len().checked_sub(1)
    }
}

/// The types as a mask; no `integer`, of which 1.0 is one.
fn types(value: &SchemaValue) -> Option<u8> {
    let one = |name: &SchemaValue| {
        Some(match name.as_str()? {
            "null" => NULL,
            "boolean" => BOOLEAN,
            "number" => NUMBER,
            "string" => STRING,
            "array" => ARRAY,
            "object" => OBJECT,
            _ => return None,
        })
    };
    match value {
        SchemaValue::Array(names) => names
            .iter()
            .try_fold(0, |mask, name| Some(mask | one(name)?)),
        name => one(name),
    }
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        match name {
            "date-time" => Some(Self::DateTime),
            "uuid" => Some(Self::Uuid),
            _ => None,
        }
    }

    fn matches(self, text: &str) -> bool {
        match self {
            Self::DateTime => is_plain_date_time(text.as_bytes()).unwrap_or(false),
            Self::Uuid => is_uuid(text.as_bytes()),
        }
    }
}

fn is_uuid(text: &[u8]) -> bool {
    let fits = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.iter().enumerate().all(fits)
}

/// The date-times that everybody writes; leap seconds, small letters and the year 0 are for the
/// engine.
fn is_plain_date_time(text: &[u8]) -> Option<bool> {
    let digits = |from: usize, to: usize| {
        text.get(from..to)?.iter().try_fold(0_u32, |number, byte| {
            let digit = char::from(*byte).to_digit(10)?;
            Some(number.saturating_mul(10).saturating_add(digit))
        })
    };
    let is = |at: usize, sign: u8| text.get(at) == Some(&sign);
    let signs = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
    let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    let (hour, minute, second) = (digits(11, 13)?, digits(14, 16)?, digits(17, 19)?);
    let date = year > 0 && day > 0 && day <= days(year, month)?;
    let time = hour < 24 && minute < 60 && second < 60;
    let rest = text.get(19..)?;
    let zone = match rest.split_first() {
        Some((b'.', fraction)) => {
            let count = fraction
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            fraction.get(count..).filter(|_| count > 0)?
        }
        _ => rest,
    };
    Some(signs && date && time && is_zone(zone)?)
}

fn is_zone(zone: &[u8]) -> Option<bool> {
    let &[sign, a, b, colon, c, d] = zone else {
        return Some(zone == b"Z");
    };
    let number = |tens: u8, ones: u8| {
        let tens = char::from(tens).to_digit(10)?;
        Some(
            tens.saturating_mul(10)
                .saturating_add(char::from(ones).to_digit(10)?),
        )
    };
    let is_signed = matches!(sign, b'+' | b'-') && colon == b':';
    Some(is_signed && number(a, b)? < 24 && number(c, d)? < 60)
}

fn days(year: u32, month: u32) -> Option<u32> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if is_leap { 29 } else { 28 }),
        _ => None,
    }
}

#[cfg(test)]
#[path = "accept_tests.rs"]
mod tests;
