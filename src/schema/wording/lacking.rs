//! Sentences about fields that are not there, and about what is there in their stead.

use jsonschema::JsonType;
use jsonschema::error::TypeKind;
use serde_json::Value as SchemaValue;

use crate::json::personal::Outline;
use crate::json::{NodePath, Object, Value};
use crate::nearest::is_restyled;
use crate::text::{Untrusted, without_url_secrets};

use super::{EXCERPT, Subject, wrong_type};

type Words = (String, Option<String>);

/// A field that has to be there, and the key that was meant to be it.
pub(super) fn required(subject: &Subject<'_>, property: &SchemaValue) -> Words {
    let property = property.as_str().unwrap_or_default();
    let name = Untrusted::new(property).excerpt(EXCERPT);
    let members = subject.value().as_object().map(Object::members);
    let mut keys = members.into_iter().flatten().map(|member| &member.key);
    let meant = keys.find(|key| is_restyled(key, property));
    let help = meant.map(|key| {
        let key = without_url_secrets(key);
        let key = Untrusted::new(&key).excerpt(EXCERPT);
        format!("`{key}` is here; the name is written `{name}`")
    });
    let message = format!("{} lacks the required field `{name}`", subject.name);
    (message, help)
}

/// The message for a field that another one asks for.
pub(in crate::schema) fn dependent(subject: &Subject<'_>, property: &SchemaValue) -> String {
    let property = property.as_str().unwrap_or_default();
    format!(
        "{} lacks the field `{}`, which another of its fields asks for",
        subject.name,
        Untrusted::new(property).excerpt(EXCERPT)
    )
}

/// The message and the help for a payload without an object `data`. `None` where it is not certain what was meant to be it.
#[must_use]
pub fn no_data(payload: &Value<'_>) -> Option<Words> {
    // No sentence about objects tells a value.
    let shown = Outline::default();
    let subject = |path: &NodePath| Subject::new(payload, path, &shown);
    let no_object = |path| wrong_type(&subject(path), &TypeKind::Single(JsonType::Object));
    let root = NodePath::root();
    let is_explained = |(_, help): &Words| help.is_some();
    match (payload, root.member(payload, "data")) {
        (_, Some(data)) => Some(no_object(&data)),
        (Value::Object(_), None) => {
            Some(required(&subject(&root), &"data".into())).filter(is_explained)
        }
        _ => Some(no_object(&root)).filter(is_explained),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_only;

    #[test]
    fn what_is_no_call_for_certain_is_told_in_the_words_of_validate() {
        let twice = "this is JSON inside a string; it was encoded twice";
        let cases = [
            (r#""{\"event\": 1}""#, "the payload is a string", twice),
            (r#"{"data": "{}"}"#, "`data` is a string", twice),
            (r#"{"data": null}"#, "`data` is null", ""),
            (r#"{"event": "x", "data": []}"#, "`data` is an array", ""),
        ];
        for (text, what, why) in cases {
            let (message, help) = no_data(&parse_only(text).unwrap()).unwrap();
            assert_eq!(message, format!("{what}, expected an object"), "{text}");
            assert_eq!(help.unwrap_or_default(), why, "{text}");
        }
        let pascal = parse_only(r#"{"Event": "x", "Data": {}}"#).unwrap();
        let (message, help) = no_data(&pascal).unwrap();
        assert_eq!(message, "the payload lacks the required field `data`");
        assert_eq!(help.unwrap(), "`Data` is here; the name is written `data`");
        for text in ["{}", "[]", "5", "null", r#""x""#, r#"{"dat": {}}"#] {
            assert_eq!(no_data(&parse_only(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn a_key_in_other_letters_is_a_guess_and_not_told() {
        let help = |text: &str| {
            let root = parse_only(text).unwrap();
            let (path, shown) = (NodePath::root(), Outline::default());
            required(&Subject::new(&root, &path, &shown), &"session_id".into()).1
        };
        for key in ["sessionId", "SessionID", "session-id", "SESSION_ID"] {
            let told = help(&format!(r#"{{"x": 1, "{key}": "y"}}"#));
            let expected = format!("`{key}` is here; the name is written `session_id`");
            assert_eq!(told, Some(expected));
        }
        for key in ["sesion_id", "session", "session id", "\u{17f}essionid"] {
            assert_eq!(help(&format!(r#"{{"{key}": 1}}"#)), None, "{key}");
        }
        // As cheap as it is to read.
        let hostile = format!(r#"{{"{}": 1}}"#, "_".repeat(1_000_000));
        assert_eq!(help(&hostile), None);
        let long = format!(r#"{{"session{}id": 1}}"#, "_".repeat(1_000_000));
        assert!(help(&long).unwrap().len() < 200);
    }
}
