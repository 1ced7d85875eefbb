//! Keywords of JSON Schema that the documentation's schema does not use. Findings of the user's
//! own schemas have them; no list shows them, but every other place knows them like any rule.

use crate::diagnostic::Severity;
use crate::rules::Rule;

macro_rules! keywords {
    ($($keyword:literal $summary:literal, $example:literal;)+) => {
        /// The keywords, in the order of the alphabet.
        pub(in crate::rules) static OWN_SCHEMA: &[&Rule] = &[$(&Rule {
            id: concat!("schema/", $keyword),
            severity: Severity::Error,
            summary: $summary,
            docs: concat!(
                "## What it does\n",
                "Reports what breaks `", $keyword, "` of a schema of your own (`--schema`, `--extend`): ",
                $summary, ". The documentation's schema does not use it.\n\n",
                "## Why is this bad\n",
                "Your schema says so.\n\n",
                "## Example\n",
                "```json\n", $example, "\n```\n\n",
                "## How to fix\n",
                "Correct the payload or the schema; `schema_path` in `-f json` says which part of it.\n",
            ),
            check: None,
            threshold: None,
            arguments: &[],
        }),+];
    };
}

keywords! {
    "additionalItems" "an array has more elements than its schema lists",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{}], "additionalItems": false}"#;
    "additionalProperties" "a key is not among those that the schema allows",
        r#"{"properties": {"event": {}}, "additionalProperties": false}"#;
    "anyOf" "a value matches none of several alternatives",
        r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#;
    "const" "a value is not the only one that is allowed",
        r#"{"const": "Inbound"}"#;
    "contains" "an array lacks elements of a kind, or has too many of them",
        r#"{"contains": {"required": ["role"]}, "minContains": 2}"#;
    "contentEncoding" "a string is not encoded as its schema says",
        r#"{"contentEncoding": "base64"}"#;
    "contentMediaType" "a string does not hold what its schema says",
        r#"{"contentMediaType": "application/json"}"#;
    "dependentRequired" "a field is missing that another one asks for",
        r#"{"dependentRequired": {"campaign_id": ["to_number"]}}"#;
    "enum" "a value is not among those that are allowed",
        r#"{"enum": ["Inbound", "Outbound"]}"#;
    "exclusiveMaximum" "a number is not below its bound",
        r#"{"exclusiveMaximum": 60}"#;
    "exclusiveMinimum" "a number is not above its bound",
        r#"{"exclusiveMinimum": 0}"#;
    "falseSchema" "a value is where nothing is allowed",
        r#"{"properties": {"audio_url": false}}"#;
    "maxItems" "an array has too many elements",
        r#"{"maxItems": 200}"#;
    "maxLength" "a string is too long",
        r#"{"maxLength": 64}"#;
    "maxProperties" "an object has too many fields",
        r#"{"maxProperties": 10}"#;
    "minItems" "an array has too few elements",
        r#"{"minItems": 1}"#;
    "minLength" "a string is too short",
        r#"{"minLength": 1}"#;
    "minProperties" "an object has too few fields",
        r#"{"minProperties": 1}"#;
    "multipleOf" "a number is no multiple of another",
        r#"{"multipleOf": 0.5}"#;
    "not" "a value matches what is excluded",
        r#"{"not": {"required": ["audio_url"]}}"#;
    "oneOf" "a value matches none of several alternatives, or more than one",
        r#"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#;
    "pattern" "a string does not match its regular expression",
        r#"{"pattern": "^[A-Z]"}"#;
    "propertyNames" "a key is not of the allowed kind",
        r#"{"propertyNames": {"maxLength": 40}}"#;
    "unevaluatedItems" "an array has elements that no part of the schema knows",
        r#"{"prefixItems": [{}], "unevaluatedItems": false}"#;
    "unevaluatedProperties" "a key is known to no part of the schema",
        r#"{"properties": {"event": {}}, "unevaluatedProperties": false}"#;
    "uniqueItems" "an array has two equal elements",
        r#"{"uniqueItems": true}"#;
}
