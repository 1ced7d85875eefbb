//! What is published about the tables: a JSON Schema of their rows, and the list of their columns.

use serde_json::{Map, Value, json};

use super::{Column, Holds, Kind};

/// The schema of a row, as a line of `jsonl` holds it.
#[must_use]
pub fn schema(kind: Kind) -> Value {
    let columns = kind.columns();
    let name = kind.name();
    let properties: Map<String, Value> = columns
        .iter()
        .map(|column| (column.name.to_owned(), property(column)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("https://speakhook.dev/schema/rows-{name}/v1.json"),
        "title": format!("A row of speakhook stats --rows {name}"),
        "description": format!(
            "What a line of `speakhook stats --rows {name} -f jsonl` holds. Seconds are to the microsecond, times are \
             RFC 3339 in UTC, absent is null. Columns may be added at the end; none changes its meaning."
        ),
        "type": "object",
        "required": columns.iter().map(|column| column.name).collect::<Vec<_>>(),
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(column: &Column) -> Value {
    let mut property = match column.holds {
        Holds::Text => json!({"type": ["string", "null"]}),
        Holds::Word(words) => {
            let words = words.iter().map(|word| Value::from(*word));
            let values: Vec<Value> = words.chain([Value::Null]).collect();
            json!({"enum": values})
        }
        Holds::Count => json!({"type": ["integer", "null"], "minimum": 0}),
        Holds::Number => json!({"type": ["number", "null"]}),
        Holds::Flag => json!({"type": ["boolean", "null"]}),
        Holds::Time => json!({"type": ["string", "null"], "format": "date-time"}),
    };
    if let Some(property) = property.as_object_mut() {
        property.insert("description".to_owned(), Value::from(column.about));
    }
    property
}

/// The columns of a table as a table in Markdown.
#[must_use]
pub fn documentation(kind: Kind) -> String {
    let mut text = "| column | holds | what it says |\n|---|---|---|\n".to_owned();
    for column in kind.columns() {
        let holds = match column.holds {
            Holds::Text => "text".to_owned(),
            Holds::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                words.join(", ")
            }
            Holds::Count => "integer".to_owned(),
            Holds::Number if column.name.ends_with("_seconds") => "seconds".to_owned(),
            Holds::Number => "number".to_owned(),
            Holds::Flag => "true or false".to_owned(),
            Holds::Time => "time".to_owned(),
        };
        let Column { name, about, .. } = column;
        text.push_str(&format!("| `{name}` | {holds} | {about} |\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_one_and_no_column_comes_twice() {
        for kind in Kind::ALL {
            let schema = schema(kind);
            assert!(jsonschema::meta::is_valid(&schema));
            let columns = kind.columns().len();
            assert_eq!(schema["properties"].as_object().unwrap().len(), columns);
        }
    }

    #[test]
    fn every_length_of_time_has_its_unit_and_every_moment_its_ending() {
        for column in Kind::ALL.into_iter().flat_map(Kind::columns) {
            let (name, holds) = (column.name, column.holds);
            assert!(
                !name.ends_with("_seconds") || holds == Holds::Number,
                "{name}"
            );
            assert_eq!(name.ends_with("_at"), holds == Holds::Time, "{name}");
            assert!(column.about.ends_with('.'), "{name}");
        }
    }
}
