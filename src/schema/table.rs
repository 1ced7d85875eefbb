//! The embedded schema as a table, for the two short ways past the schema engine: a walk over a tree
//! (`accept`) and one over the text (`scan`). What the table does not know it refuses to be made of.

use super::values::Words;
use crate::json::keys::KeySet;
use crate::json::tree::Member;
use crate::json::{NodePath, Value, moment};

/// Schemas within schemas, references included; ours needs 10.
const DEEPEST: usize = 32;

/// Properties of one object that a bit each is kept of.
const MOST_PROPERTIES: usize = 64;

/// The embedded schema as a table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) nodes: Vec<Node>,
    /// The keys of each node's properties.
    pub(super) keys: Vec<KeySet>,
    pub(super) whole: usize,
    pub(super) data: usize,
}

/// What holds for the values at one place.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) types: u8,
    pub(super) properties: Vec<Property>,
    /// The required properties, a bit each.
    pub(super) required: u64,
    pub(super) items: Option<usize>,
    /// What holds for the values of other keys.
    pub(super) others: Option<usize>,
    pub(super) format: Option<Format>,
    minimum: Option<f64>,
    maximum: Option<f64>,
    pub(super) words: Option<Words>,
}

/// A key that is documented, and the node of its value.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    /// The key as it mostly stands in a text: in quotes, with a colon behind it.
    pub(super) quoted: Box<[u8]>,
    pub(super) node: usize,
}

/// A format that is asserted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Format {
    DateTime,
    Uuid,
}

pub(super) const NULL: u8 = 1;
pub(super) const BOOLEAN: u8 = 2;
pub(super) const NUMBER: u8 = 4;
pub(super) const STRING: u8 = 8;
pub(super) const ARRAY: u8 = 16;
pub(super) const OBJECT: u8 = 32;

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
    pub(super) fn of(schema: &Value<'_>) -> Option<Self> {
        let mut builder = Builder {
            root: schema,
            nodes: Vec::new(),
        };
        let whole = builder.node(schema, DEEPEST)?;
        let start = builder.nodes.get(whole)?;
        let data = start.properties.iter().find(|found| found.name == "data")?;
        let data = data.node;
        let names = |node: &Node| {
            let names = node.properties.iter();
            names
                .map(|property| property.name.as_str().into())
                .collect()
        };
        let keys = builder.nodes.iter().map(|node| KeySet::new(names(node)));
        Some(Self {
            keys: keys.collect(),
            nodes: builder.nodes,
            whole,
            data,
        })
    }
}

impl Node {
    /// Whether a number is within the bounds.
    pub(super) fn allows(&self, number: f64) -> bool {
        self.minimum.is_none_or(|minimum| number >= minimum)
            && self.maximum.is_none_or(|maximum| number <= maximum)
    }

    /// The number of the property called `key`. Payloads keep to an order, mostly the schema's, so
    /// the search begins behind the property that was found before.
    pub(super) fn position(&self, key: &str, next: usize) -> Option<usize> {
        let is_it = |property: &Property| property.name == key;
        let (before, behind) = self.properties.split_at_checked(next)?;
        let found = behind.iter().position(is_it);
        let found = found.map(|at| at.saturating_add(next));
        found.or_else(|| before.iter().position(is_it))
    }
}

/// The bit of the property with this number.
pub(super) fn bit(at: usize) -> u64 {
    u32::try_from(at)
        .ok()
        .and_then(|at| 1_u64.checked_shl(at))
        .unwrap_or(0)
}

struct Builder<'s> {
    root: &'s Value<'s>,
    nodes: Vec<Node>,
}

impl<'s> Builder<'s> {
    fn node(&mut self, schema: &Value<'_>, fuel: usize) -> Option<usize> {
        let fuel = fuel.checked_sub(1)?;
        if let Some(reference) = schema.get("$ref") {
            let mut keywords = schema
                .as_object()?
                .members()
                .iter()
                .map(|member| &*member.key);
            let is_alone = keywords.all(|key| key == "$ref" || ANNOTATIONS.contains(&key));
            let root: &'s Value<'s> = self.root;
            let pointer = reference.as_str()?.strip_prefix('#')?;
            let target = NodePath::from_pointer(root, pointer)?.resolve(root)?;
            return is_alone.then(|| self.node(target, fuel))?;
        }
        let mut node = Node::default();
        let mut required = Vec::new();
        for Member { key, value } in schema.as_object()?.members() {
            match key.as_ref() {
                "type" => node.types = types(value)?,
                "properties" => {
                    for Member { key: name, value } in value.as_object()?.members() {
                        let below = self.node(value, fuel)?;
                        node.properties.push(Property {
                            quoted: format!("\"{name}\":").into_bytes().into(),
                            name: name.clone().into_owned(),
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
        node.words = Words::of_table(schema);
        self.nodes.push(node);
        self.nodes.len().checked_sub(1)
    }
}

/// The types as a mask; no `integer`, of which 1.0 is one.
fn types(value: &Value<'_>) -> Option<u8> {
    let one = |name: &Value<'_>| {
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
        Value::Array(names) => names
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

    /// Whether a text is surely of this format.
    pub(super) fn matches(self, text: &[u8]) -> bool {
        match self {
            Self::DateTime => moment::plain(text).is_some(),
            Self::Uuid => is_uuid(text),
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
