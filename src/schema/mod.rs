//! What the documentation says, as one JSON Schema: embedded, printed, compiled when needed,
//! and turned into findings. Knows JSON and the schema, nothing about conversations.

mod accept;
mod check;
mod livekit;
mod order;
mod own;
mod pieces;
mod scan;
mod shape;
mod strict;
mod table;
mod tree_json;
mod values;
mod wording;

use std::sync::{Arc, LazyLock};

use jsonschema::Validator;
use serde_json::Value as SchemaValue;

use crate::json::personal::Outline;
use crate::json::tree::parse_only;

pub use check::Body;
pub use order::documented_orders;
pub use own::{InForce, LARGEST, Own};
use pieces::Pieces;
pub use scan::scan;
use shape::Shape;
use table::Table;
use tree_json::TreeJson;
pub use wording::no_data;

/// The schema of a payload, as `speakhook schema` prints it.
pub const PAYLOAD: &str = include_str!("payload.schema.json");

/// The schema of `validate -f json`.
pub const REPORT: &str = include_str!("report.schema.json");

/// The schema of `show -f json`.
pub const SHOW: &str = include_str!("show.schema.json");

/// The schema of `tests -f json`.
pub const TESTS: &str = include_str!("tests.schema.json");

/// The schema of `stats -f json`.
pub const STATS: &str = include_str!("stats.schema.json");

/// The schema of `stats --save`.
pub const STATS_FILE: &str = include_str!("stats-file.schema.json");

/// The schema of what `verify -f json` writes.
pub const VERIFY: &str = include_str!("verify.schema.json");

/// The schema of `send -f jsonl`.
#[cfg(feature = "webhook")]
pub const SENT: &str = include_str!("sent.schema.json");

/// The schema of a line of `listen -f jsonl`.
#[cfg(feature = "webhook")]
pub const DELIVERIES: &str = include_str!("deliveries.schema.json");

/// The payload schema as a value; parsed once, when first needed.
static PAYLOAD_VALUE: LazyLock<SchemaValue> =
    LazyLock::new(|| serde_json::from_str(PAYLOAD).unwrap_or(SchemaValue::Null));

static WHOLE: LazyLock<Option<Pieces>> = LazyLock::new(|| Pieces::of(&PAYLOAD_VALUE));

static DATA: LazyLock<Option<Pieces>> = LazyLock::new(|| {
    let mut schema = PAYLOAD_VALUE.clone();
    let members = schema.as_object_mut()?;
    for keyword in ["type", "required", "properties"] {
        members.remove(keyword);
    }
    members.insert("$ref".to_owned(), SchemaValue::from("#/$defs/data"));
    Pieces::of(&schema)
});

/// What accepts most payloads without the engine; `None` if the schema says more than it knows.
static TABLE: LazyLock<Option<Table>> = LazyLock::new(|| Table::of(&parse_only(PAYLOAD)?));

static SHAPE: LazyLock<Shape> = LazyLock::new(|| Shape::of(&[&PAYLOAD_VALUE]));

/// The closed variant: no additional properties, known values only. Derived from [`PAYLOAD`].
#[must_use]
pub fn strict() -> SchemaValue {
    strict::close(&PAYLOAD_VALUE)
}

/// What of a payload may be shown without being asked: documented scalars that are not personal,
/// of a body, of its `data` alone, and of arrays of both. Everything else is hidden.
fn embedded_outline() -> Arc<Outline> {
    static SHOWN: LazyLock<Arc<Outline>> = LazyLock::new(|| {
        let data = SHAPE.outline(Body::Data);
        let body = SHAPE.outline(Body::Whole).with_members_of(&data);
        Arc::new(body.clone().with_element(body))
    });
    Arc::clone(&SHOWN)
}

fn embedded(body: Body) -> Option<&'static Pieces> {
    match body {
        Body::Whole => WHOLE.as_ref(),
        Body::Data => DATA.as_ref(),
    }
}

/// `None` only if the embedded schema did not compile, which a test excludes.
fn compile(schema: &SchemaValue) -> Option<Validator<TreeJson>> {
    jsonschema::options_for::<TreeJson>()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .offline()
        .build(schema)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_schema_compiles_and_has_every_annotation() {
        assert!(WHOLE.is_some());
        assert!(DATA.is_some());
        assert!(jsonschema::meta::is_valid(&PAYLOAD_VALUE));
        let outline = embedded_outline();
        let data = outline.member("data").unwrap();
        assert!(data.member("from_number").is_none());
        assert!(data.member("start_time").unwrap().shows_scalar());
        let id = PAYLOAD_VALUE.get("$id").and_then(SchemaValue::as_str);
        assert_eq!(id, Some("https://speakhook.dev/schema/payload/v1.json"));
    }

    #[test]
    fn every_property_says_what_it_is() {
        fn visit(schema: &SchemaValue, pointer: &str) {
            if let Some(properties) = schema.get("properties").and_then(SchemaValue::as_object) {
                for (name, property) in properties {
                    assert!(property.get("description").is_some(), "{pointer}/{name}");
                }
            }
            for (name, child) in schema.as_object().into_iter().flatten() {
                visit(child, &format!("{pointer}/{name}"));
            }
        }
        visit(&PAYLOAD_VALUE, "");
    }
}
