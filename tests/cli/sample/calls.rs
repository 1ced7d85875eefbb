//! What happens in a sample is consistent: one clock, latencies that the times confirm, tools with
//! answers, and people who take turns.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{at, corpus, history, is_role};

#[test]
fn latencies_are_what_the_times_say() {
    let (mut replies, mut all) = (0, Vec::new());
    for (_, payload) in corpus() {
        let mut stopped = None;
        let mut end_of_turn = 0.0;
        for item in history(payload) {
            let metrics = &item["metrics"];
            if is_role(item, "User") {
                stopped = at(&metrics["stopped_speaking_at"]);
                if let (Some(stopped), Some(delay)) =
                    (stopped, metrics["end_of_turn_delay"].as_f64())
                {
                    end_of_turn = delay;
                    let committed = at(&item["created_at"]).unwrap();
                    assert!(((committed - stopped) as f64 / 1000.0 - delay).abs() < 1e-9);
                    assert!(metrics["transcription_delay"].as_f64().unwrap() <= delay);
                    let hook = metrics["on_user_turn_completed_delay"].as_f64().unwrap();
                    assert!((0.00004..0.0002).contains(&hook));
                }
            }
            if let Some(e2e) = metrics["e2e_latency"].as_f64() {
                let started = at(&metrics["started_speaking_at"]).unwrap();
                let exact = (started - stopped.unwrap()) as f64 / 1000.0;
                assert!((e2e - exact).abs() < 0.001, "{item}");
                let model = metrics["llm_node_ttft"].as_f64().unwrap();
                let voice = metrics["tts_node_ttfb"].as_f64().unwrap();
                assert!(end_of_turn + model + voice <= e2e, "{item}");
                assert!(e2e < 3.0, "{item}");
                replies += 1;
                all.push(e2e);
            }
        }
    }
    assert!(replies > 2000, "{replies}");
    all.sort_by(f64::total_cmp);
    let (half, most) = (all[all.len() / 2], all[all.len() * 99 / 100]);
    assert!((1.1..1.5).contains(&half), "{half}");
    assert!((2.0..2.9).contains(&most), "{most}");
}

#[test]
fn items_follow_one_clock() {
    for (scenario, payload) in corpus() {
        let data = &payload["data"];
        let [created, started] = [at(&data["created_at"]), at(&data["start_time"])];
        assert!(created <= started || started.is_none());
        let (mut last, mut heard) = (created, None);
        let mut ids = BTreeSet::new();
        for item in history(payload)
            .iter()
            .filter(|item| item.get("kind").is_some())
        {
            let now = at(&item["created_at"]);
            assert!(now >= last, "{}: {item}", scenario.name);
            last = now;
            assert!(ids.insert(item["id"].to_string()), "{item}");
            let metrics = &item["metrics"];
            let window = [
                at(&metrics["started_speaking_at"]),
                at(&metrics["stopped_speaking_at"]),
            ];
            if let [Some(from), Some(to)] = window {
                assert!(from < to);
                assert!(
                    heard.is_none_or(|heard| from - heard < 5000),
                    "{}: {item}",
                    scenario.name
                );
            }
            // Who is not measured may have spoken for any time.
            let is_unmeasured = is_role(item, "User") && window[1].is_none();
            heard = if is_unmeasured {
                None
            } else {
                window[1].or(heard)
            };
        }
        if let (Some(heard), Some(started)) = (heard, started) {
            let length = data["duration_seconds"].as_f64().unwrap();
            assert!(
                (heard - started) as f64 / 1000.0 <= length,
                "{}",
                scenario.name
            );
        }
    }
}

#[test]
fn whoever_is_interrupted_was_talked_into() {
    let mut cuts = 0;
    for (scenario, payload) in corpus() {
        let messages: Vec<&Value> = history(payload)
            .iter()
            .filter(|item| item["kind"] == "Message" && !item["metrics"].is_null())
            .collect();
        for pair in messages.windows(2) {
            let stopped = at(&pair[0]["metrics"]["stopped_speaking_at"]);
            let (Some(stopped), Some(next)) =
                (stopped, at(&pair[1]["metrics"]["started_speaking_at"]))
            else {
                continue;
            };
            let is_cut = pair[0]["interrupted"] == true;
            assert_eq!(next < stopped, is_cut, "{}: {}", scenario.name, pair[0]);
            cuts += usize::from(is_cut);
        }
        assert!(
            messages
                .last()
                .is_none_or(|last| last["interrupted"] != true)
        );
        if scenario.name == "interrupted" {
            assert!(
                messages
                    .iter()
                    .any(|message| message["interrupted"] == true)
            );
        }
    }
    assert!(cuts > 100, "{cuts}");
}

#[test]
fn calls_have_tools_and_answers_and_are_not_repeated() {
    for (scenario, payload) in corpus() {
        let mut tools: Vec<&Value> = Vec::new();
        let mut open: BTreeMap<String, &Value> = BTreeMap::new();
        let mut done: Vec<(String, i64)> = Vec::new();
        let (mut errors, mut handoffs) = (0, BTreeSet::new());
        for item in history(payload) {
            tools.extend(item["tools_added"].as_array().into_iter().flatten());
            let now = at(&item["created_at"]).unwrap_or(0);
            if let Some(text) = item["tool_arguments_json"].as_str() {
                assert!(tools.contains(&&item["tool_name"]), "{item}");
                let arguments: Value = serde_json::from_str(text).unwrap();
                assert!(arguments.is_object());
                open.insert(item["tool_call_id"].to_string(), item);
            }
            if item["tool_output"].is_string() {
                let call = open.remove(&item["tool_call_id"].to_string()).unwrap();
                assert_eq!(call["tool_name"], item["tool_name"]);
                let key = format!("{}{}", call["tool_name"], call["tool_arguments_json"]);
                if item["tool_is_error"] == true {
                    errors += 1;
                } else {
                    let again = done
                        .iter()
                        .any(|(other, then)| *other == key && now - then < 60_000);
                    assert!(!again, "{}: {item}", scenario.name);
                    done.push((key, now));
                }
            }
            if let Some(agent) = item["handoff_to_agent_id"].as_str() {
                assert!(handoffs.insert(agent), "{item}");
            }
        }
        assert!(open.is_empty());
        assert_eq!(
            errors > 0,
            scenario.name == "tool-error",
            "{}",
            scenario.name
        );
        let is_handed = ["handoff", "everything"].contains(&scenario.name);
        assert_eq!(handoffs.len() == 2, is_handed, "{}", scenario.name);
    }
}

#[test]
fn every_user_is_answered_and_nobody_repeats_themselves() {
    for (scenario, payload) in corpus() {
        let messages: Vec<&Value> = history(payload)
            .iter()
            .filter(|item| item["kind"] == "Message" && item["role"] != "System")
            .collect();
        for pair in messages.windows(2) {
            let is_measured = !pair[0]["metrics"]["end_of_turn_delay"].is_null();
            if is_measured {
                assert!(pair[1]["metrics"]["e2e_latency"].is_number(), "{}", pair[1]);
            }
            let both = is_role(pair[0], "User") && is_role(pair[1], "User");
            assert!(!both, "{}: {}", scenario.name, pair[1]);
        }
        assert!(
            messages
                .last()
                .is_none_or(|last| is_role(last, "Assistant"))
        );
        for role in ["User", "Assistant"] {
            let said: Vec<&Value> = messages
                .iter()
                .filter(|item| is_role(item, role))
                .map(|item| &item["content"])
                .collect();
            for pair in said.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", scenario.name);
            }
        }
        for message in messages {
            let content = message["content"].as_str().unwrap();
            let is_plain = !content.contains(['<', '>', '{', '}', '|', '*', '`'])
                && content.trim() == content
                && !content.contains("  ");
            assert!(
                is_plain && !content.is_empty(),
                "{}: {content}",
                scenario.name
            );
        }
    }
}

#[test]
fn measurements_vary() {
    for (scenario, payload) in corpus() {
        let of = |get: &dyn Fn(&Value) -> Option<f64>| -> (usize, BTreeSet<String>) {
            let values: Vec<f64> = history(payload).iter().filter_map(get).collect();
            (values.len(), values.iter().map(f64::to_string).collect())
        };
        for get in [
            &(|item: &Value| item["transcript_confidence"].as_f64())
                as &dyn Fn(&Value) -> Option<f64>,
            &|item| item["metrics"]["end_of_turn_delay"].as_f64(),
        ] {
            let (count, distinct) = of(get);
            assert!(count < 3 || distinct.len() > count / 2, "{}", scenario.name);
        }
        let sure = |item: &Value| {
            item["transcript_confidence"]
                .as_f64()
                .is_none_or(|value| (0.6..0.99).contains(&value))
        };
        assert!(history(payload).iter().all(sure));
    }
}
