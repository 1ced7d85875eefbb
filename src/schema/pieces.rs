//! The documentation's schema in pieces: one without arrays' elements, and one for the elements of
//! each array. The engine collects every error of a run before it hands out the first; run over one
//! element at a time, it holds what one object may have wrong, and not what a megabyte of them may.

use jsonschema::{ValidationError, Validator};
use serde_json::Value as SchemaValue;

use crate::json::{NodePath, Value};

use super::compile;
use super::tree_json::TreeJson;

/// A schema, and what it says of the elements of its arrays.
pub(super) struct Pieces {
    validator: Validator<TreeJson>,
    arrays: Vec<Array>,
}

/// An array below a value.
struct Array {
    /// The keys that lead to it.
    keys: Vec<String>,
    /// JSON Pointer of its `items` in the schema.
    location: String,
    /// What its elements have to be.
    elements: Pieces,
}

/// A violation, and where the value that was judged lies.
pub(super) struct Violation<'v, 'e> {
    /// What the engine says, seen from the value.
    pub(super) error: ValidationError<'e>,
    /// The value.
    pub(super) value: &'v Value<'v>,
    /// Its place in the document.
    pub(super) base: &'v NodePath,
    /// JSON Pointer of the schema that the value was judged by.
    location: &'v str,
}

impl Violation<'_, '_> {
    /// JSON Pointer of the violated keyword in the whole schema.
    pub(super) fn schema_path(&self) -> String {
        let path = self.error.schema_path().as_str();
        if path.starts_with("/$defs/") {
            path.to_owned()
        } else {
            format!("{}{path}", self.location)
        }
    }
}

impl Pieces {
    /// Takes a schema apart, whose references are all to `#/$defs`. `None` only if it does not compile.
    pub(super) fn of(schema: &SchemaValue) -> Option<Self> {
        let mut arrays = Vec::new();
        Self::find_arrays(schema, schema, &mut Vec::new(), "", &mut arrays)?;
        let mut plain = schema.clone();
        drop_items(&mut plain);
        Some(Self {
            validator: compile(&plain)?,
            arrays,
        })
    }

    /// Adds the arrays that `part` of a schema describes, without those in their elements.
    fn find_arrays(
        whole: &SchemaValue,
        part: &SchemaValue,
        keys: &mut Vec<String>,
        location: &str,
        arrays: &mut Vec<Array>,
    ) -> Option<()> {
        if let Some(reference) = part.get("$ref").and_then(SchemaValue::as_str) {
            let location = reference.strip_prefix('#')?;
            Self::find_arrays(whole, whole.pointer(location)?, keys, location, arrays)?;
        }
        if let Some(items) = part.get("items") {
            let mut elements = items.clone();
            let definitions = whole.get("$defs").cloned().unwrap_or_default();
            elements
                .as_object_mut()?
                .insert("$defs".to_owned(), definitions);
            arrays.push(Array {
                keys: keys.clone(),
                location: format!("{location}/items"),
                elements: Self::of(&elements)?,
            });
        }
        let properties = part.get("properties").and_then(SchemaValue::as_object);
        for (name, property) in properties.into_iter().flatten() {
            keys.push(name.clone());
            let path = format!("{location}/properties/{name}");
            Self::find_arrays(whole, property, keys, &path, arrays)?;
            keys.pop();
        }
        Some(())
    }

    /// Tells every violation in a document.
    pub(super) fn judge(&self, root: &Value<'_>, tell: &mut dyn FnMut(Violation<'_, '_>)) {
        self.judge_at(root, &NodePath::root(), "", tell);
    }

    fn judge_at(
        &self,
        value: &Value<'_>,
        base: &NodePath,
        location: &str,
        tell: &mut dyn FnMut(Violation<'_, '_>),
    ) {
        for error in self.validator.iter_errors(value) {
            tell(Violation {
                error,
                value,
                base,
                location,
            });
        }
        for array in &self.arrays {
            let Some((elements, place)) = array.find(value, base) else {
                continue;
            };
            for (number, element) in elements.iter().enumerate() {
                let place = place.child(number);
                let location = &array.location;
                array.elements.judge_at(element, &place, location, tell);
            }
        }
    }
}

impl Array {
    /// The elements of this array in a value, and its place in the document; of equal keys the last
    /// counts, as for the engine.
    fn find<'v, 'a>(
        &self,
        value: &'v Value<'a>,
        base: &NodePath,
    ) -> Option<(&'v [Value<'a>], NodePath)> {
        let mut found = (value, base.clone());
        for key in &self.keys {
            let (value, place) = found;
            let object = value.as_object()?;
            let number = object.position(key)?;
            found = (&object.members().get(number)?.value, place.child(number));
        }
        Some((found.0.as_array()?, found.1))
    }
}

/// Takes `items` out of a schema, but for a field of that name.
fn drop_items(schema: &mut SchemaValue) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    keywords.remove("items");
    for holder in ["properties", "$defs"] {
        let parts = keywords
            .get_mut(holder)
            .and_then(SchemaValue::as_object_mut);
        parts
            .into_iter()
            .flat_map(|parts| parts.values_mut())
            .for_each(drop_items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;
    use crate::schema::PAYLOAD_VALUE;

    #[test]
    fn no_run_of_the_engine_sees_more_than_one_element() {
        fn assert_small(pieces: &Pieces, value: &Value<'_>) {
            assert!(pieces.validator.is_valid(value));
            for array in &pieces.arrays {
                let found = array.find(value, &NodePath::root());
                for element in found.map_or(&[][..], |(elements, _)| elements) {
                    if element.as_object().is_some() {
                        assert_small(&array.elements, element);
                    }
                }
            }
        }
        let text = r#"{"event": "x", "data": {"session_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411",
            "agent_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411", "history": [0, {"tools_added": [1, 2]}],
            "test_eval_result": {"success": true, "reasons": [1, 2]}}}"#;
        let (value, _) = parse_first(text).unwrap().unwrap();
        assert!(!compile(&PAYLOAD_VALUE).unwrap().is_valid(&value));
        assert_small(&Pieces::of(&PAYLOAD_VALUE).unwrap(), &value);
    }

    #[test]
    fn the_pieces_say_what_the_whole_says() {
        let whole = compile(&PAYLOAD_VALUE).unwrap();
        let pieces = Pieces::of(&PAYLOAD_VALUE).unwrap();
        let texts = [
            r#"{"event": 1, "data": {"session_id": "x", "history": [{"role": 1, "tools_added": ["a", 2, null]}, 3,
                {"metrics": {"e2e_latency": "1"}}], "test_eval_result": {"reasons": [true, "a", {}]}}}"#,
            r#"{"data": {"history": {"role": 1}, "test_eval_result": {"reasons": 1}}}"#,
            r#"{"data": {"history": [1], "history": ["a", [], null]}, "event": null}"#,
            "[1]",
        ];
        for text in texts {
            let (value, _) = parse_first(text).unwrap().unwrap();
            let mut expected: Vec<_> = whole
                .iter_errors(&value)
                .map(|error| {
                    let path = NodePath::from_pointer(&value, error.instance_path().as_str());
                    (
                        path.unwrap(),
                        error.schema_path().to_string(),
                        error.to_string(),
                    )
                })
                .collect();
            let mut found = Vec::new();
            pieces.judge(&value, &mut |violation| {
                let error = &violation.error;
                let path = NodePath::from_pointer(violation.value, error.instance_path().as_str());
                found.push((
                    path.unwrap().below(violation.base),
                    violation.schema_path(),
                    error.to_string(),
                ));
            });
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{text}");
        }
    }
}
