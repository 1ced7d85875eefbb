//! Rules about text and types: what no other receiver would read. Most are found on the way to
//! a payload, by the reader and by the schema engine.

mod duplicate_key;
mod json_text;
mod own_schema;
mod schema_keywords;

use super::Group;

pub(super) use own_schema::OWN_SCHEMA;

pub(super) const GROUP: Group = Group {
    title: "Text and schema",
    rules: &[
        &json_text::SYNTAX,
        &json_text::ENCODING,
        &schema_keywords::TYPE,
        &schema_keywords::REQUIRED,
        &schema_keywords::FORMAT,
        &schema_keywords::MINIMUM,
        &schema_keywords::MAXIMUM,
        &duplicate_key::DUPLICATE_KEY,
    ],
};
