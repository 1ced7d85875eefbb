use super::*;
use crate::json::Node;
use crate::json::tree::parse_first;

fn shape(text: &str) -> Option<Shape> {
    let history = format!("[{text}]");
    let (root, _) = parse_first(&history).unwrap().unwrap();
    let items = read(Node::Tree(&root)).unwrap();
    items[0].kind.shape()
}

#[test]
fn the_filled_fields_say_what_an_item_is() {
    let cases = [
        (r#"{"tool_arguments_json": "{}"}"#, Shape::ToolCall),
        (r#"{"tool_output": "x"}"#, Shape::ToolOutput),
        (r#"{"tool_is_error": true}"#, Shape::ToolOutput),
        (r#"{"handoff_to_agent_id": "billing"}"#, Shape::Handoff),
        (r#"{"instructions": "Be kind."}"#, Shape::ConfigUpdate),
        (r#"{"tools_added": ["a"]}"#, Shape::ConfigUpdate),
        (r#"{"role": "User", "content": "Hi"}"#, Shape::Message),
        (r"{}", Shape::Message),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(text), Some(expected), "{text}");
    }
    assert_eq!(shape("17"), None);
}

#[test]
fn defaults_alone_classify_nothing() {
    let text = r#"{"role": "User", "content": "Hi", "tool_is_error": false, "tool_output": "",
        "tool_arguments_json": "", "handoff_to_agent_id": "", "instructions": "",
        "tools_added": [], "interrupted": false, "tool_name": "", "tool_call_id": ""}"#;
    assert_eq!(shape(text), Some(Shape::Message));
}

#[test]
fn a_tool_that_returned_nothing_is_still_an_output() {
    let text = r#"{"tool_call_id": "c", "tool_output": "", "tool_is_error": false}"#;
    assert_eq!(shape(text), Some(Shape::ToolOutput));
    assert_eq!(
        shape(r#"{"tool_call_id": "c", "tool_name": "f"}"#),
        Some(Shape::ToolCall)
    );
}

#[test]
fn the_declared_kind_decides_between_several_and_where_nothing_is_filled() {
    let sample = r#"{"role": "System", "kind": "Message", "content": "string",
        "tool_arguments_json": "string", "tool_output": "string", "instructions": "string"}"#;
    assert_eq!(shape(sample), Some(Shape::Message));
    let removal = r#"{"kind": "agent_config_update", "instructions": null}"#;
    assert_eq!(shape(removal), Some(Shape::ConfigUpdate));
    let contradicted = r#"{"kind": "Message", "tool_arguments_json": "{}"}"#;
    assert_eq!(shape(contradicted), Some(Shape::ToolCall));
    assert_eq!(
        shape(r#"{"kind": "Novelty", "content": "x"}"#),
        Some(Shape::Message)
    );
}

#[test]
fn roles_are_read_in_any_case() {
    for (text, role) in [
        ("assistant", Role::Assistant),
        ("USER", Role::User),
        ("System", Role::System),
        ("developer", Role::Developer),
        ("tOOL", Role::Tool),
    ] {
        assert_eq!(Role::new(Untrusted::new(text)), role);
    }
    let bot = Untrusted::new("Bot");
    assert_eq!(Role::new(bot), Role::Other(bot));
}

#[test]
fn a_legacy_item_holds_both_halves_of_a_turn() {
    let text = r#"[7, {"type": "user_turn", "timestamp": "2026-01-01T00:00:00Z", "text": "Hello!",
        "user_input": "Hi", "user_metrics": {"end_of_utterance_delay": 0.5},
        "assistant_metrics": {"interrupted": true, "llm_ttft": 0.4}}]"#;
    let (root, _) = parse_first(text).unwrap().unwrap();
    let items = read(Node::Tree(&root)).unwrap();
    assert_eq!(
        items.iter().map(|item| item.index).collect::<Vec<_>>(),
        [0, 1, 1]
    );
    let (user, agent) = (items[1].message().unwrap(), items[2].message().unwrap());
    assert_eq!(user.role, Some(Role::User));
    assert_eq!(user.metrics.end_of_turn_delay, Some(0.5));
    assert_eq!(agent.role, Some(Role::Assistant));
    assert_eq!(agent.interrupted, Some(true));
    assert_eq!(agent.metrics.llm_node_ttft, Some(0.4));
    assert!(items[2].is_legacy && items[2].created_at.is_written());
}

#[test]
fn the_older_shape_has_a_type_and_no_kind() {
    let is_legacy = |text: &str| {
        let (item, _) = parse_first(text).unwrap().unwrap();
        legacy::is_legacy_item(&item)
    };
    assert!(is_legacy(r#"{"type": "x", "assistant_metrics": {}}"#));
    assert!(is_legacy(r#"{"type": "x", "text": "", "role": "User"}"#));
    assert!(!is_legacy(
        r#"{"type": "x", "text": "", "kind": "Message"}"#
    ));
    assert!(!is_legacy(r#"{"type": "x", "content": "a"}"#));
    assert!(!is_legacy(r#"{"text": "x"}"#) && !is_legacy("7"));
}

#[test]
fn the_likely_names_of_kinds_are_known_in_any_spelling() {
    for (names, shape) in [
        ("Message message chat_message", Shape::Message),
        ("FunctionCall function_call TOOL-CALL", Shape::ToolCall),
        (
            "FunctionCallOutput function_call_output FunctionOutput function_result tool_call_output ToolOutput tool_result",
            Shape::ToolOutput,
        ),
        ("AgentHandoff handoff", Shape::Handoff),
        ("agent_config_update ConfigUpdate", Shape::ConfigUpdate),
    ] {
        for name in names.split(' ') {
            assert_eq!(Shape::named(Untrusted::new(name)), Some(shape), "{name}");
        }
    }
    for name in ["", "Messages", "call", "config"] {
        assert_eq!(Shape::named(Untrusted::new(name)), None, "{name}");
    }
}

#[test]
fn either_field_of_an_output_tells_it_from_a_call() {
    for text in [
        r#"{"tool_call_id": "c", "tool_output": ""}"#,
        r#"{"tool_call_id": "c", "tool_is_error": false}"#,
    ] {
        assert_eq!(shape(text), Some(Shape::ToolOutput), "{text}");
    }
}

#[test]
fn evidence_is_of_every_kind_that_an_item_fills() {
    let text = r#"[{"tool_arguments_json": "{}", "tool_is_error": true, "handoff_to_agent_id": "a",
        "tools_added": ["a"], "content": "x"}, {"content": "x"}, {}]"#;
    let (root, _) = parse_first(text).unwrap().unwrap();
    let items = read(Node::Tree(&root)).unwrap();
    let shapes = |item: &Item<'_>| item.evidence.shapes().collect::<Vec<_>>();
    assert_eq!(shapes(&items[0]), Shape::ALL);
    assert_eq!(shapes(&items[1]), [Shape::Message]);
    assert_eq!(shapes(&items[2]), []);
}

#[test]
fn blank_text_was_not_said() {
    let text = r#"[{"role": "User", "content": " a "}, {"role": "User", "content": " \n"}, {"role": "User"}]"#;
    let (root, _) = parse_first(text).unwrap().unwrap();
    let items = read(Node::Tree(&root)).unwrap();
    let said = |item: &Item<'_>| {
        item.message()
            .unwrap()
            .said()
            .map(|text| text.raw().to_owned())
    };
    let said: Vec<_> = items.iter().map(said).collect();
    assert_eq!(said, [Some(" a ".to_owned()), None, None]);
}
