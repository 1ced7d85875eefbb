//! The schema's outline as a table: which keys each object documents. Finds unknown keys, and
//! tells which values are known to be harmless. Derived from the schema, never kept by hand.

use serde_json::Value as SchemaValue;

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::personal::Outline;
use crate::json::{NodePath, Value};

use super::livekit;
use super::values::{Met, Words};
use super::wording::unknown_field;
use crate::nearest::nearest;

/// References in a schema are followed this deep; ours needs 3.
const MAX_REFERENCES: usize = 16;

/// What a schema says about one place: the keys of an object, the elements of an array.
#[derive(Debug, Default)]
pub struct Shape {
    properties: Vec<Property>,
    element: Option<Box<Shape>>,
    /// Whether a string, a number or a boolean is documented here.
    is_scalar: bool,
}

#[derive(Debug)]
struct Property {
    name: String,
    shape: Shape,
    personal: bool,
    words: Words,
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

impl Shape {
    /// The shape of the subschema at `pointer` in `root`.
    #[must_use]
    pub fn of(root: &SchemaValue, pointer: &str) -> Self {
        root.pointer(pointer)
            .map(|schema| Self::read(root, schema, MAX_REFERENCES))
            .unwrap_or_default()
    }

    fn read(root: &SchemaValue, schema: &SchemaValue, fuel: usize) -> Self {
        let Some(fuel) = fuel.checked_sub(1) else {
            return Self::default();
        };
        if let Some(target) = schema.get("$ref").and_then(SchemaValue::as_str) {
            let target = target
                .strip_prefix('#')
                .and_then(|pointer| root.pointer(pointer));
            return target
                .map(|target| Self::read(root, target, fuel))
                .unwrap_or_default();
        }
        let properties = schema.get("properties").and_then(SchemaValue::as_object);
        let properties = properties
            .into_iter()
            .flatten()
            .map(|(name, property)| Property {
                name: name.clone(),
                shape: Self::read(root, property, fuel),
                personal: property.get("x-personal") == Some(&SchemaValue::Bool(true)),
                words: Words::of(property),
            });
        let element = schema
            .get("items")
            .map(|items| Box::new(Self::read(root, items, fuel)));
        Self {
            properties: properties.collect(),
            element,
            is_scalar: types_of(schema)
                .any(|name| ["string", "number", "integer", "boolean"].contains(&name)),
        }
    }

    fn property(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    /// The names of the keys that are documented here.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.properties
            .iter()
            .map(|property| property.name.as_str())
    }

    /// What of a value of this shape may be shown: what is documented and not personal.
    pub(super) fn outline(&self) -> Outline {
        let mut outline = if self.is_scalar {
            Outline::scalar()
        } else {
            Outline::default()
        };
        for property in self.properties.iter().filter(|property| !property.personal) {
            outline = outline.with_member(&property.name, property.shape.outline());
        }
        match &self.element {
            Some(element) => outline.with_element(element.outline()),
            None => outline,
        }
    }

    /// Calls `visit` with every object of `value` whose keys are documented, and its path.
    pub(super) fn visit_objects<'s, 't, 'a>(
        &'s self,
        value: &'t Value<'a>,
        path: &mut Vec<usize>,
        visit: &mut dyn FnMut(&'s Shape, &'t crate::json::Object<'a>, &[usize]),
    ) {
        match value {
            Value::Object(object) if !self.properties.is_empty() => {
                visit(self, object, path);
                for (number, member) in object.members().iter().enumerate() {
                    if matches!(member.value, Value::Object(_) | Value::Array(_))
                        && let Some(property) = self.property(&member.key)
                    {
                        path.push(number);
                        property.shape.visit_objects(&member.value, path, visit);
                        path.pop();
                    }
                }
            }
            Value::Array(elements) => {
                let Some(element_shape) = &self.element else {
                    return;
                };
                for (number, element) in elements.iter().enumerate() {
                    path.push(number);
                    element_shape.visit_objects(element, path, visit);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// The keys of `value` that the schema does not know, and the words that no source does.
    pub(super) fn unknown(&self, value: &Value<'_>, findings: &mut Findings) {
        let mut known_elsewhere = livekit::Fields::default();
        let mut words = Met::default();
        self.visit_objects(value, &mut Vec::new(), &mut |shape, object, path| {
            for (number, member) in object.members().iter().enumerate() {
                let path = || NodePath::from_steps(path).child(number);
                if let Some(property) = shape.property(&member.key) {
                    // `event` has a rule of its own.
                    if let Value::String(word) = &member.value
                        && property.name != "event"
                    {
                        words.see(&property.name, &property.words, word, path);
                    }
                    continue;
                }
                if known_elsewhere.see(shape, &member.key, path) {
                    continue;
                }
                let absent = shape.names().filter(|name| object.position(name).is_none());
                let likely =
                    livekit::name_here(shape, &member.key).or_else(|| nearest(&member.key, absent));
                let (message, help) = unknown_field(&member.key, likely);
                let place = Place::Node(path(), Part::Key);
                let mut finding = Finding::new("unknown-field", Severity::Warning, place, message);
                finding.help = help;
                findings.push(finding);
            }
        });
        known_elsewhere.report(findings);
        words.report(findings);
    }
}

impl Shape {
    /// The shape of the value at `path` in `root`; `None` where nothing is documented.
    pub(super) fn at(&self, root: &Value<'_>, path: &NodePath) -> Option<&Self> {
        let mut found = (self, root);
        for number in path.steps() {
            let (shape, value) = found;
            found = match value {
                Value::Object(object) => {
                    let member = object.members().get(*number)?;
                    (&shape.property(&member.key)?.shape, &member.value)
                }
                Value::Array(elements) => (shape.element.as_deref()?, elements.get(*number)?),
                _ => return None,
            };
        }
        Some(found.0)
    }
}
