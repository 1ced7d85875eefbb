//! The outline of schemas as a table: which keys each object documents. Finds unknown keys, and
//! tells which values are known to be harmless. Derived from the schemas, never kept by hand.

mod build;

use std::sync::Arc;

use crate::diagnostic::{Finding, Findings, Part, Place, Severity};
use crate::json::personal::Outline;
use crate::json::{NodePath, Object, Value};

use super::Body;
use super::livekit;
use super::values::{Met, Words};
use super::wording::{shows, unknown_field};
use crate::nearest::nearest;

/// An outline is as deep as the documentation's schema at most; others may be recursive.
const OUTLINE_DEPTH: usize = 16;

/// What one schema, or several taken together, say about the keys of a body and what is below.
#[derive(Debug)]
pub(super) struct Shape {
    views: Vec<View>,
    whole: usize,
    data: Option<usize>,
}

/// What is documented at one place: the keys of an object, the elements of an array.
#[derive(Debug, Default)]
pub(super) struct View {
    properties: Vec<Property>,
    element: Option<usize>,
    /// Whether a string, a number or a boolean is documented here.
    is_scalar: bool,
    /// Whether a schema says itself what becomes of other keys.
    decides_others: bool,
}

#[derive(Debug)]
struct Property {
    name: String,
    view: usize,
    personal: bool,
    words: Words,
}

impl View {
    fn property(&self, name: &str) -> Option<&Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.name == name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties
            .iter()
            .map(|property| property.name.as_str())
    }
}

impl Shape {
    fn start(&self, body: Body) -> Option<&View> {
        match body {
            Body::Whole => self.views.get(self.whole),
            Body::Data => self.views.get(self.data?),
        }
    }

    /// What of a body may be shown: what is documented and not personal.
    pub(super) fn outline(&self, body: Body) -> Outline {
        let start = self.start(body);
        start.map_or_else(Outline::default, |view| {
            self.outline_of(view, OUTLINE_DEPTH)
        })
    }

    fn outline_of(&self, view: &View, depth: usize) -> Outline {
        let Some(depth) = depth.checked_sub(1) else {
            return Outline::default();
        };
        let mut outline = if view.is_scalar {
            Outline::scalar()
        } else {
            Outline::default()
        };
        for property in view.properties.iter().filter(|property| !property.personal) {
            if let Some(view) = self.views.get(property.view) {
                outline = outline.with_member(&property.name, self.outline_of(view, depth));
            }
        }
        match view.element.and_then(|element| self.views.get(element)) {
            Some(element) => outline.with_element(self.outline_of(element, depth)),
            None => outline,
        }
    }

    /// Calls `visit` with every object below `value` whose keys are documented, and its path.
    fn visit_objects<'s, 't, 'a>(
        &'s self,
        view: &'s View,
        value: &'t Value<'a>,
        path: &mut Vec<usize>,
        visit: &mut dyn FnMut(&'s View, &'t Object<'a>, &[usize]),
    ) {
        match value {
            Value::Object(object) if !view.properties.is_empty() => {
                visit(view, object, path);
                for (number, member) in object.members().iter().enumerate() {
                    if matches!(member.value, Value::Object(_) | Value::Array(_))
                        && let Some(property) = view.property(&member.key)
                        && let Some(view) = self.views.get(property.view)
                    {
                        path.push(number);
                        self.visit_objects(view, &member.value, path, visit);
                        path.pop();
                    }
                }
            }
            Value::Array(elements) => {
                let Some(view) = view.element.and_then(|view| self.views.get(view)) else {
                    return;
                };
                for (number, element) in elements.iter().enumerate() {
                    path.push(number);
                    self.visit_objects(view, element, path, visit);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// The keys of `value` that no schema knows, where none decides about them itself, and the
    /// words that no source does.
    pub(super) fn unknown(
        &self,
        body: Body,
        value: &Value<'_>,
        shown: impl FnOnce() -> Arc<Outline>,
        findings: &mut Findings,
    ) {
        let Some(start) = self.start(body) else {
            return;
        };
        let mut known_elsewhere = livekit::Fields::default();
        let mut words = Met::default();
        let mut path = Vec::new();
        self.visit_objects(start, value, &mut path, &mut |view, object, path| {
            for (number, member) in object.members().iter().enumerate() {
                let path = || NodePath::from_steps(path).child(number);
                if let Some(property) = view.property(&member.key) {
                    // `event` has a rule of its own.
                    if let Value::String(word) = &member.value
                        && property.name != "event"
                    {
                        words.see(&property.name, &property.words, word, path);
                    }
                    continue;
                }
                if view.decides_others || known_elsewhere.see(view, &member.key, path) {
                    continue;
                }
                if findings.is_full() {
                    findings.count("unknown-field".into(), Severity::Warning, 1);
                    continue;
                }
                let absent = view.names().filter(|name| object.position(name).is_none());
                let likely =
                    livekit::name_here(view, &member.key).or_else(|| nearest(&member.key, absent));
                let (message, help) = unknown_field(&member.key, likely);
                let place = Place::Node(path(), Part::Key);
                let mut finding = Finding::new("unknown-field", Severity::Warning, place, message);
                finding.help = help;
                findings.push(finding);
            }
        });
        known_elsewhere.report(findings);
        if !words.is_empty() {
            let shown = shown();
            words.report(|path| shows(&shown, value, path), findings);
        }
    }

    /// Whether `key` is a documented key of the object at `path` in `root`.
    pub(super) fn documents(
        &self,
        body: Body,
        root: &Value<'_>,
        path: &NodePath,
        key: &str,
    ) -> bool {
        let view = self.at(body, root, path);
        view.is_some_and(|view| view.property(key).is_some())
    }

    /// The documented key of the object at `path` that `key` is probably a misspelling of.
    pub(super) fn suggestion(
        &self,
        body: Body,
        root: &Value<'_>,
        path: &NodePath,
        key: &str,
    ) -> Option<&str> {
        let object = path.resolve(root)?.as_object()?;
        let view = self.at(body, root, path)?;
        nearest(
            key,
            view.names().filter(|name| object.position(name).is_none()),
        )
    }

    /// The view of the value at `path` in `root`; `None` where nothing is documented.
    fn at(&self, body: Body, root: &Value<'_>, path: &NodePath) -> Option<&View> {
        let mut found = (self.start(body)?, root);
        for number in path.steps() {
            let (view, value) = found;
            let (next, value) = match value {
                Value::Object(object) => {
                    let member = object.members().get(*number)?;
                    (view.property(&member.key)?.view, &member.value)
                }
                Value::Array(elements) => (view.element?, elements.get(*number)?),
                _ => return None,
            };
            found = (self.views.get(next)?, value);
        }
        Some(found.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;

    fn unknown(schemas: &[&str], text: &str) -> Vec<String> {
        let schemas: Vec<_> = schemas
            .iter()
            .map(|text| serde_json::from_str(text).unwrap())
            .collect();
        let shape = Shape::of(&schemas.iter().collect::<Vec<_>>());
        let (root, _) = parse_first(text).unwrap().unwrap();
        let mut findings = Findings::default();
        shape.unknown(Body::Whole, &root, Arc::default, &mut findings);
        let pointer = |finding: &Finding| match &finding.place {
            Place::Node(path, _) => path.to_pointer(&root),
            Place::Text(_) => String::new(),
        };
        findings.sort();
        findings.kept().iter().map(pointer).collect()
    }

    #[test]
    fn every_part_of_a_schema_documents_keys() {
        let schema = r##"{
            "properties": {"a": {}}, "allOf": [{"properties": {"b": {}}}],
            "anyOf": [{"properties": {"c": {}}}, {"$ref": "#/$defs/d"}],
            "if": {"properties": {"e": {}}}, "then": {"properties": {"f": {"items": {"$ref": "#/$defs/d"}}}},
            "dependentSchemas": {"a": {"properties": {"g": {}}}},
            "$defs": {"d": {"properties": {"d": {"$ref": "#"}}}}
        }"##;
        let text = r#"{"a":1,"b":1,"c":1,"d":{"d":{"x":1}},"e":1,"f":[{"d":1,"y":1}],"g":1,"z":1}"#;
        assert_eq!(unknown(&[schema], text), ["/d/d/x", "/f/0/y", "/z"]);
    }

    #[test]
    fn a_schema_that_decides_about_other_keys_is_left_to_it() {
        for open in [
            r#""additionalProperties": true"#,
            r#""additionalProperties": false"#,
            r#""patternProperties": {"^x_": {}}"#,
            r#""unevaluatedProperties": false"#,
            r#""$ref": "https://example.com/other""#,
        ] {
            let schema = format!(r#"{{"properties": {{"a": {{}}}}, {open}}}"#);
            assert_eq!(unknown(&[&schema], r#"{"b": 1}"#), [""; 0], "{open}");
        }
        assert_eq!(unknown(&["true"], r#"{"b": 1}"#), [""; 0]);
    }

    #[test]
    fn several_schemas_document_together() {
        let schemas = [
            r#"{"properties": {"a": {"properties": {"x": {}}}}}"#,
            r#"{"properties": {"a": {"properties": {"y": {}}}}}"#,
        ];
        assert_eq!(unknown(&schemas, r#"{"a":{"x":1,"y":1,"z":1}}"#), ["/a/z"]);
    }

    #[test]
    fn a_schema_of_many_combinations_stays_small() {
        let names: Vec<String> = (0..24).map(|n| format!("k{n}")).collect();
        let branch = |skip: usize| {
            let refs: Vec<String> = names
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != skip)
                .map(|(n, name)| format!(r##""{name}":{{"anyOf":[{{"$ref":"#/$defs/{n}"}},{{"$ref":"#/$defs/{skip}"}}]}}"##))
                .collect();
            format!(r#""{skip}":{{"properties":{{{}}}}}"#, refs.join(","))
        };
        let defs: Vec<String> = (0..names.len()).map(branch).collect();
        let schema = format!(r##"{{"$ref":"#/$defs/0","$defs":{{{}}}}}"##, defs.join(","));
        assert_eq!(unknown(&[&schema], r#"{"x": 1}"#), ["/x"]);
    }
}
