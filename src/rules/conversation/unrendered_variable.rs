//! `unrendered-variable`: the name of a variable where its value should be.

use memchr::memmem;

use crate::diagnostic::Findings;
use crate::payload::{Item, ItemKind, Role};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words;
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports `{{ name }}` in what the agent says, in `instructions` and in the arguments of tools:
    /// once a value, with the first name and the number of the others. Only a name of letters,
    /// digits, `_` and `.` counts.
    ///
    /// ## Why is this bad
    /// SpeakNode's guide on variables says that a variable without a value is left as it is written, and
    /// may be spoken.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Good morning, {{ customer_name }}!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Give the variable a value or a default where the call is started.
    UNRENDERED_VARIABLE, "unrendered-variable", Warning, "a variable was not filled in", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for item in context.items().iter().filter(|item| !item.is_legacy) {
        let Some((key, text)) = template(item) else {
            continue;
        };
        let mut names = variables(text.raw());
        let Some(name) = names.next() else {
            continue;
        };
        let mut message = format!("`{{{{ {} }}}}` was not filled in", shown(name));
        let more = names.count();
        if more > 0 {
            let noun = words::plural(more, "other", "others");
            message.push_str(&format!(", nor {more} {noun}"));
        }
        let place = context.item_place(item, &[key]);
        findings.push(UNRENDERED_VARIABLE.at(place, message));
    }
}

/// A name for a sentence; digits alone may be a telephone number that somebody did fill in.
fn shown(name: &str) -> String {
    let is_number = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        "…".to_owned()
    } else {
        Untrusted::new(name).excerpt(60)
    }
}

/// The text of an item that is made from a template.
fn template<'t>(item: &Item<'t>) -> Option<(&'static str, Untrusted<'t>)> {
    match &item.kind {
        ItemKind::Message(message) if message.role == Some(Role::Assistant) => {
            Some(("content", message.content?))
        }
        ItemKind::ToolCall(call) => Some(("tool_arguments_json", call.arguments?)),
        ItemKind::ConfigUpdate(update) => Some(("instructions", update.instructions?)),
        _ => None,
    }
}

/// The names in double braces. Each part between braces is looked at once.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let begin = memmem::find(text.as_bytes(), b"{{");
    let text = begin
        .and_then(|begin| text.get(begin..))
        .unwrap_or_default();
    let parts = text.split("{{").skip(1);
    parts.filter_map(|part| {
        // Three braces are what some template languages write for a value as it is.
        let part = part.trim_start_matches('{').trim_start();
        let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))?;
        let (name, rest) = part.split_at_checked(end)?;
        let is_closed = rest.trim_start().starts_with("}}");
        (is_closed && !name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_double_braces_are_variables() {
        for (text, names) in [
            ("Hello {{ name }}!", &["name"][..]),
            ("{{a}}{{ b.c_1 }}{{{d}}}", &["a", "b.c_1", "d"]),
            ("{{\n naïve \n}}", &["naïve"]),
            (r#"{"a":"{{ x }}"}"#, &["x"]),
            ("{{ {{ x }} }}", &["x"]),
        ] {
            assert_eq!(variables(text).collect::<Vec<_>>(), names, "{text}");
        }
    }

    #[test]
    fn a_number_in_braces_is_not_repeated() {
        assert_eq!(
            (shown("1"), shown("15550100145")),
            ("1".to_owned(), "…".to_owned())
        );
        assert_eq!(shown("line_2"), "line_2");
    }

    #[test]
    fn other_braces_are_none() {
        for text in [
            "",
            "{{",
            "{{ }}",
            "{{ name",
            "{{ name }",
            "{ name }",
            "{{ a b }}",
            "{{ a | upper }}",
            "{% if a %}",
            r#"{"a":{"b":1}}"#,
            "}} a {{",
        ] {
            assert_eq!(variables(text).next(), None, "{text}");
        }
    }
}
