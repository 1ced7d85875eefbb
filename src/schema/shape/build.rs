//! Makes the table of a [`Shape`]: a view for each set of subschemas that hold at one place, made
//! once, so that references that go round end, and bounded.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as SchemaValue;

use super::{Property, Shape, View};
use crate::schema::values::Words;

/// Views of the largest table, and subschemas behind all of them; the documentation needs 40.
/// What goes beyond documents nothing, so that nothing there is called unknown.
const MOST_VIEWS: usize = 10_000;
const MOST_PARTS: usize = 200_000;

/// A subschema and the document in which its references are looked up.
#[derive(Clone, Copy)]
struct Part<'s> {
    root: &'s SchemaValue,
    schema: &'s SchemaValue,
}

impl Part<'_> {
    /// What tells one subschema from another: where it is in memory.
    fn identity(&self) -> usize {
        std::ptr::from_ref(self.schema).addr()
    }
}

struct Builder<'s> {
    views: Vec<View>,
    by_parts: BTreeMap<Vec<usize>, usize>,
    /// Views that are numbered but not yet made.
    waiting: Vec<(usize, Vec<Part<'s>>)>,
    parts: usize,
}

impl Shape {
    /// The shape of what all of `schemas` describe together.
    pub(in crate::schema) fn of(schemas: &[&SchemaValue]) -> Self {
        let mut builder = Builder {
            views: Vec::new(),
            by_parts: BTreeMap::new(),
            waiting: Vec::new(),
            parts: 0,
        };
        let roots = schemas.iter().map(|schema| Part {
            root: schema,
            schema,
        });
        let whole = builder.view(roots.collect());
        while let Some((number, parts)) = builder.waiting.pop() {
            let view = builder.make(&parts);
            if let Some(place) = builder.views.get_mut(number) {
                *place = view;
            }
        }
        let mut shape = Self {
            views: builder.views,
            whole: whole.unwrap_or(usize::MAX),
            data: None,
        };
        let start = shape.views.get(shape.whole);
        let data = start.and_then(|view| view.property("data"));
        shape.data = data.map(|property| property.view);
        shape
    }
}

impl<'s> Builder<'s> {
    /// The number of the view of what holds where all of `parts` hold; `None` beyond the bounds.
    fn view(&mut self, parts: Vec<Part<'s>>) -> Option<usize> {
        let parts = closure(parts);
        let mut key: Vec<usize> = parts.iter().map(Part::identity).collect();
        key.sort_unstable();
        if let Some(number) = self.by_parts.get(&key) {
            return Some(*number);
        }
        self.parts = self.parts.saturating_add(parts.len());
        if self.views.len() >= MOST_VIEWS || self.parts > MOST_PARTS {
            return None;
        }
        let number = self.views.len();
        self.views.push(View::default());
        self.by_parts.insert(key, number);
        self.waiting.push((number, parts));
        Some(number)
    }

    fn make(&mut self, parts: &[Part<'s>]) -> View {
        let mut names: Vec<&str> = Vec::new();
        let mut members: BTreeMap<&str, Vec<Part<'s>>> = BTreeMap::new();
        let mut elements = Vec::new();
        let mut view = View::default();
        for part in parts {
            let below = |schema| Part { schema, ..*part };
            view.is_scalar |= types_of(part.schema)
                .any(|name| ["string", "number", "integer", "boolean"].contains(&name));
            view.decides_others |= decides_others(part);
            let properties = part.schema.get("properties");
            for (name, schema) in properties
                .and_then(SchemaValue::as_object)
                .into_iter()
                .flatten()
            {
                let same = members.entry(name).or_default();
                if same.is_empty() {
                    names.push(name);
                }
                same.push(below(schema));
            }
            for keyword in ["items", "prefixItems"] {
                match part.schema.get(keyword) {
                    Some(SchemaValue::Array(several)) => elements.extend(several.iter().map(below)),
                    Some(schema) => elements.push(below(schema)),
                    None => {}
                }
            }
        }
        for name in names {
            let parts = members.remove(name).unwrap_or_default();
            let personal = parts
                .iter()
                .any(|part| part.schema.get("x-personal") == Some(&SchemaValue::Bool(true)));
            let schemas: Vec<&SchemaValue> = parts.iter().map(|part| part.schema).collect();
            let words = Words::of(&schemas);
            view.properties.push(Property {
                name: name.to_owned(),
                // No view has the last number: nothing is documented there.
                view: self.view(parts).unwrap_or(usize::MAX),
                personal,
                words,
            });
        }
        if !elements.is_empty() {
            view.element = self.view(elements);
        }
        view
    }
}

/// The types that a schema allows by name.
fn types_of(schema: &SchemaValue) -> impl Iterator<Item = &str> {
    let types = schema.get("type");
    let several = types.and_then(SchemaValue::as_array).into_iter().flatten();
    types
        .into_iter()
        .chain(several)
        .filter_map(SchemaValue::as_str)
}

/// Whether a schema says what becomes of keys that it does not list, or says so in a place that
/// is not looked up here.
fn decides_others(part: &Part<'_>) -> bool {
    let keywords = [
        "additionalProperties",
        "patternProperties",
        "unevaluatedProperties",
    ];
    let has = |keyword: &str| part.schema.get(keyword).is_some();
    let leads_away = references(part.schema).any(|to| target(part, to).is_none());
    keywords.into_iter().any(has) || leads_away
}

fn references(schema: &SchemaValue) -> impl Iterator<Item = &str> {
    let keywords = ["$ref", "$dynamicRef", "$recursiveRef"].into_iter();
    keywords.filter_map(|keyword| schema.get(keyword)?.as_str())
}

/// The subschema that a reference within its document names.
fn target<'s>(part: &Part<'s>, reference: &str) -> Option<Part<'s>> {
    let schema = part.root.pointer(reference.strip_prefix('#')?)?;
    Some(Part { schema, ..*part })
}

/// `parts` and every subschema that holds where they hold.
fn closure(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let mut seen = BTreeSet::new();
    let mut waiting = parts;
    waiting.reverse();
    let mut all = Vec::new();
    while let Some(part) = waiting.pop() {
        if !seen.insert(part.identity()) {
            continue;
        }
        all.push(part);
        let mut also = in_place(&part);
        also.reverse();
        waiting.append(&mut also);
    }
    all
}

/// The subschemas that a schema applies to the value that it is itself applied to.
fn in_place<'s>(part: &Part<'s>) -> Vec<Part<'s>> {
    let schema = part.schema;
    let mut found = Vec::new();
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let several = schema.get(keyword).and_then(SchemaValue::as_array);
        found.extend(several.into_iter().flatten());
    }
    for keyword in ["if", "then", "else"] {
        found.extend(schema.get(keyword));
    }
    let dependent = schema.get("dependentSchemas");
    let dependent = dependent.and_then(SchemaValue::as_object).into_iter();
    found.extend(dependent.flat_map(serde_json::Map::values));
    let below = found.into_iter().map(|schema| Part { schema, ..*part });
    let named = references(schema).filter_map(|to| target(part, to));
    below.chain(named).collect()
}
