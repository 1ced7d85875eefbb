//! Schemas of the user's own: read from text, compiled with neither network nor other files, with
//! regular expressions that take linear time.

mod extent;

use std::sync::Arc;

use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value as SchemaValue;

use crate::diagnostic::Findings;
use crate::json::personal::Outline;
use crate::json::tape::Tape;
use crate::json::tree::Member;
use crate::json::{NodePath, Object, Value};
use crate::text::{Untrusted, counted};

use super::accept::Outcome;
use super::check::{Body, Checker};
use super::scan::scan;
use super::shape::Shape;
use super::tree_json::TreeJson;
use super::{PAYLOAD_VALUE, SHAPE, TABLE, embedded, embedded_outline};

/// Bytes of the largest schema that is read.
pub const LARGEST: usize = 1024 * 1024;

/// Bytes that one compiled regular expression may take.
const LARGEST_PATTERN: usize = 1024 * 1024;

/// Objects in the largest schema; the documentation's has 200.
const MOST_PARTS: usize = 5_000;

/// A schema of the user's own, ready to judge by.
pub struct Own {
    validator: Validator<TreeJson>,
    value: SchemaValue,
}

impl Own {
    /// Reads and compiles a schema. Without `$schema` it is one of draft 2020-12.
    ///
    /// # Errors
    /// Why it is none, as the end of a sentence that begins with the file's name.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: SchemaValue = serde_json::from_str(text).map_err(|error| {
            let what = Untrusted::new(&error.to_string()).excerpt(120);
            format!("is not JSON: {what}")
        })?;
        if says_nothing(&value) {
            return Err(
                "is no JSON Schema: it has no keyword of one, and everything would be valid"
                    .to_owned(),
            );
        }
        let parts = extent::parts(&value);
        if parts.len() > MOST_PARTS {
            let most = counted(MOST_PARTS, "part");
            return Err(format!("is too large: a schema may have {most}"));
        }
        extent::check(&value, &parts)?;
        let validator = jsonschema::options_for::<TreeJson>()
            .should_validate_formats(true)
            .with_pattern_options(
                PatternOptions::regex()
                    .size_limit(LARGEST_PATTERN)
                    .dfa_size_limit(LARGEST_PATTERN),
            )
            .offline()
            .build(&value)
            .map_err(|error| refusal(&error))?;
        Ok(Self { validator, value })
    }
}

/// What a schema of any draft may have at its root.
const KEYWORDS: [&str; 55] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "description",
    "else",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "title",
    "type",
    "uniqueItems",
];

/// Whether a value is surely something else than a schema: a payload in its place would make all others valid. `{}`
/// and `true` are what someone writes who means that.
fn says_nothing(value: &SchemaValue) -> bool {
    let is_keyword =
        |key: &String| KEYWORDS.contains(&key.as_str()) || key.starts_with("unevaluated");
    let members = value.as_object().filter(|members| !members.is_empty());
    members.is_some_and(|members| !members.keys().any(is_keyword))
}

/// Why the engine refuses a schema.
fn refusal(error: &ValidationError<'_>) -> String {
    let pointer = error.instance_path().as_str();
    let place = match pointer {
        "" => String::new(),
        _ => format!("at `{}`: ", Untrusted::new(pointer).excerpt(120)),
    };
    let sentence = error.to_string();
    let what = Untrusted::new(&sentence).excerpt(200);
    let keyword = error.kind().keyword();
    let hint = match keyword {
        "$ref" => {
            "; a schema may refer to itself and to JSON Schema's own, not to other files or addresses"
        }
        "format" if sentence.contains("regex") => {
            "; patterns are of bounded size and have neither look-around nor back-references, so that they take linear time"
        }
        _ => "",
    };
    format!("is no JSON Schema: {place}{what}{hint}")
}

/// The schemas that payloads are judged by: the documentation's unless the user replaces it, and
/// those that the user adds. Every violation of any of them is a finding.
#[derive(Clone, Default)]
pub struct InForce(Option<Arc<Chosen>>);

struct Chosen {
    /// Whether the documentation's schema is among them.
    is_documented: bool,
    own: Vec<Own>,
    shape: Shape,
}

impl InForce {
    /// `instead` of the documentation's schema, and `more` besides.
    #[must_use]
    pub fn new(instead: Option<Own>, more: Vec<Own>) -> Self {
        if instead.is_none() && more.is_empty() {
            return Self(None);
        }
        let is_documented = instead.is_none();
        let own: Vec<Own> = instead.into_iter().chain(more).collect();
        let embedded = is_documented.then(|| &*PAYLOAD_VALUE);
        let values: Vec<&SchemaValue> = embedded
            .into_iter()
            .chain(own.iter().map(|own| &own.value))
            .collect();
        let shape = Shape::of(&values);
        Self(Some(Arc::new(Chosen {
            is_documented,
            own,
            shape,
        })))
    }

    fn shape(&self) -> &Shape {
        self.0.as_ref().map_or(&*SHAPE, |chosen| &chosen.shape)
    }

    /// Reads a text that satisfies the documentation's schema, in which every key and word is documented, and
    /// which is a body in its envelope. `None` if it may be anything else, or there are other schemas, too.
    #[must_use]
    pub fn scan<'a>(&self, text: &'a str) -> Option<Tape<'a>> {
        if self.0.is_some() {
            return None;
        }
        scan(text)
    }

    /// Every violation of the schemas in `value`, and every key that none of them knows. The
    /// places are paths in `value`; the order is not yet the document's.
    pub fn check(&self, body: Body, value: &Value<'_>, findings: &mut Findings) {
        let table = TABLE.as_ref().filter(|_| self.0.is_none());
        match table.map_or(Outcome::PassOn, |table| table.look(body, value)) {
            Outcome::Clean => {}
            Outcome::Valid => self.unknown(body, value, findings),
            Outcome::PassOn => self.check_at_length(body, value, findings),
        }
    }

    /// [`InForce::check`] by the engine.
    pub(super) fn check_at_length(&self, body: Body, value: &Value<'_>, findings: &mut Findings) {
        let checker = Checker::new(body, self.shape(), self);
        let own = self.0.as_ref().map_or(&[][..], |chosen| &chosen.own);
        if self.0.as_ref().is_none_or(|chosen| chosen.is_documented)
            && let Some(pieces) = embedded(body)
        {
            checker.violations(pieces, value, findings);
        }
        match body {
            Body::Whole => {
                for own in own {
                    checker.own_violations(&own.validator, value, findings);
                }
            }
            Body::Data if !own.is_empty() => self.enveloped(own, value, findings),
            Body::Data => {}
        }
        if self.0.is_some() {
            findings.sort();
            findings.dedup();
        }
        // A schema that replaces the documentation's says itself which keys it does not want.
        if self.0.as_ref().is_none_or(|chosen| chosen.is_documented) {
            self.unknown(body, value, findings);
        }
    }

    /// Adds the keys and words that no schema knows.
    fn unknown(&self, body: Body, value: &Value<'_>, findings: &mut Findings) {
        let shown = || self.shown_keys();
        self.shape().unknown(body, value, shown, findings);
    }

    /// Whether `key` is a documented key of the object at `path` in `value`.
    #[must_use]
    pub fn documents(&self, body: Body, value: &Value<'_>, path: &NodePath, key: &str) -> bool {
        self.shape().documents(body, value, path, key)
    }

    /// The keys whose values are shown without being asked: documented scalars that are not
    /// personal. Of a schema instead of the documentation's nobody can tell, so nothing is.
    #[must_use]
    pub fn shown_keys(&self) -> Arc<Outline> {
        match &self.0 {
            Some(chosen) if !chosen.is_documented => Arc::default(),
            _ => embedded_outline(),
        }
    }

    /// Judges the content of `data` by schemas of whole bodies: puts it into an envelope, and
    /// leaves out what is said about that.
    fn enveloped(&self, own: &[Own], value: &Value<'_>, findings: &mut Findings) {
        let data = Member {
            key: "data".into(),
            value: value.clone(),
        };
        let envelope = Value::Object(Box::new(Object::from_members(vec![data])));
        let checker = Checker::new(Body::Whole, self.shape(), self);
        let mut found = Findings::default();
        for own in own {
            checker.own_violations(&own.validator, &envelope, &mut found);
        }
        findings.append_inside(found);
    }
}
