//! The closed variant of a schema, for those who want to see every drift.

use serde_json::Value;

/// `schema` with additional properties forbidden and open strings closed to the known values.
pub(super) fn close(schema: &Value) -> Value {
    let mut closed = schema.clone();
    close_in_place(&mut closed);
    if let Some(members) = closed.as_object_mut() {
        if let Some(Value::String(id)) = members.get_mut("$id") {
            *id = id.replace(".json", ".strict.json");
        }
        if let Some(Value::String(title)) = members.get_mut("title") {
            title.push_str(" (strict)");
        }
    }
    closed
}

fn close_in_place(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(close_in_place),
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) {
                members.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            let open = members.get("x-strict-open") == Some(&Value::Bool(true));
            if let (Some(Value::Array(known)), false) = (members.get("x-known-values"), open) {
                let mut values = known.clone();
                if allows_null(members.get("type")) {
                    values.push(Value::Null);
                }
                members.insert("enum".to_owned(), Value::Array(values));
            }
            for (keyword, child) in members.iter_mut() {
                if !matches!(
                    keyword.as_str(),
                    "enum" | "x-known-values" | "x-likely-values" | "examples" | "required"
                ) {
                    close_in_place(child);
                }
            }
        }
        _ => {}
    }
}

fn allows_null(types: Option<&Value>) -> bool {
    match types {
        Some(Value::Array(types)) => types.iter().any(|name| name == "null"),
        Some(name) => name == "null",
        None => true,
    }
}
