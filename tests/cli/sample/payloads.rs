//! Whole payloads: valid, complete, and the same bytes for the same seed in every version.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use speakhook::sample::SCENARIOS;

use super::super::harness::{Speakhook, assert_golden, project, validate};
use super::{at, corpus, history, made, payload};

#[test]
fn every_scenario_is_valid_with_every_seed_and_number_of_turns() {
    for scenario in SCENARIOS {
        let turns: &[(&str, u64)] = match scenario.has_turns() {
            true => &[("", 20), ("0", 5), ("1", 20), ("2", 20), ("30", 5)],
            false => &[("", 20)],
        };
        for (turns, seeds) in turns {
            let mut text = String::new();
            for seed in 0..*seeds {
                let seed = seed.to_string();
                let mut args = vec![scenario.name, "--compact", "--seed", &seed];
                if !turns.is_empty() {
                    args.extend(["--turns", turns]);
                }
                text.push_str(&made(&args));
            }
            let run = validate(["-f", "jsonl", "--fail-on", "never"]);
            let run = run.stdin(&text).in_process();
            for finding in run.json_lines(0) {
                let name = scenario.name;
                assert!(
                    is_expected(name, turns, &finding),
                    "{name} {turns:?}: {finding}"
                );
            }
        }
    }
}

/// Nothing is wrong with a sample; worth knowing is only what its scenario is about.
fn is_expected(scenario: &str, turns: &str, finding: &Value) -> bool {
    let is_about = ["tool-error", "interrupted", "web", "everything"].contains(&scenario);
    let is_short = ["0", "1"].contains(&turns);
    match finding["severity"].as_str().unwrap() {
        "info" => is_about || is_short,
        _ => scenario == "legacy" && finding["rule"] == "legacy-history",
    }
}

#[test]
fn samples_satisfy_the_closed_schema() {
    let schema = Speakhook::new(["schema", "--strict"]).in_process().stdout;
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&serde_json::from_str(&schema).unwrap())
        .unwrap();
    for (scenario, payload) in corpus() {
        if scenario.name != "legacy" {
            let errors: Vec<String> = validator
                .iter_errors(payload)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(errors, [""; 0], "{}", scenario.name);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_in_every_version() {
    assert_golden(
        &project("tests/fixtures/sample/phone.json"),
        &made(&["--turns", "2"]),
    );
    let mut sums = String::new();
    for scenario in SCENARIOS {
        let args = [scenario.name, "--seed", "1", "--count", "5"];
        let text = made(&args);
        assert_eq!(text, made(&args), "{}", scenario.name);
        sums += &format!("{:016x} {}\n", fnv(text.as_bytes()), scenario.name);
    }
    assert_golden(&project("tests/fixtures/sample/sums.txt"), &sums);
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn a_session_that_starts_is_the_beginning_of_the_call_of_its_seed() {
    for (started, complete) in [("started", "phone"), ("started-web", "web")] {
        let (before, after) = (payload(&[started]), payload(&[complete]));
        for key in [
            "session_id",
            "agent_id",
            "agent_name",
            "created_at",
            "start_time",
            "from_number",
            "to_number",
            "url_parameters",
        ] {
            assert_eq!(before["data"][key], after["data"][key], "{key}");
        }
        assert_eq!(
            (&before["event"], history(&before).len()),
            (&"SessionStarted".into(), 0)
        );
    }
}

#[test]
fn sessions_have_all_of_a_thing_or_nothing() {
    for (scenario, payload) in corpus() {
        let data = &payload["data"];
        let given =
            |keys: &[&str]| -> Vec<bool> { keys.iter().map(|key| !data[key].is_null()).collect() };
        for keys in [
            &["telecom_provider", "from_number", "to_number"][..],
            &["campaign_id", "campaign_item_id", "campaign_name"],
            &["test_id", "test_run_id"],
            &["audio_url", "audio_url_expires_at"],
        ] {
            let given: BTreeSet<bool> = given(keys).into_iter().collect();
            assert_eq!(given.len(), 1, "{}: {keys:?}", scenario.name);
        }
        let numbers = [&data["from_number"], &data["to_number"]];
        let is_fictional = |number: &Value| {
            number
                .as_str()
                .is_none_or(|number| number.len() == 12 && number.starts_with("+1555010"))
        };
        assert!(numbers.into_iter().all(is_fictional));
        assert!(numbers[0].is_null() || numbers[0] != numbers[1]);
        let verdict = &data["test_eval_result"];
        assert!(verdict["success"] != false || !verdict["reasons"].as_array().unwrap().is_empty());
        assert_eq!(
            data["test_id"].is_string(),
            scenario.name.starts_with("test-") || scenario.name == "everything"
        );
    }
}

#[test]
fn links_expire_when_their_signature_does() {
    let mut links = 0;
    for (_, payload) in corpus() {
        let data = &payload["data"];
        let (Some(url), Some(expires)) = (
            data["audio_url"].as_str(),
            at(&data["audio_url_expires_at"]),
        ) else {
            assert_eq!(
                data["audio_url"].is_null(),
                data["audio_url_expires_at"].is_null()
            );
            continue;
        };
        let parameter = |name: &str| {
            let (_, rest) = url.split_once(name).unwrap();
            rest.split('&').next().unwrap()
        };
        let signed =
            chrono::NaiveDateTime::parse_from_str(parameter("X-Amz-Date="), "%Y%m%dT%H%M%SZ")
                .unwrap();
        let lifetime: i64 = parameter("X-Amz-Expires=").parse().unwrap();
        assert_eq!(
            signed.and_utc().timestamp_millis() + lifetime * 1000,
            expires
        );
        let session = data["session_id"].as_str().unwrap();
        assert!(url.contains(session));
        let milliseconds = i64::from_str_radix(&session.replace('-', "")[..12], 16).unwrap();
        assert_eq!(
            (Some(milliseconds), &session[14..15]),
            (at(&data["created_at"]), "7")
        );
        links += 1;
    }
    assert!(links > 300, "{links}");
}

#[test]
fn everything_has_every_documented_field() {
    let schema: Value = serde_json::from_str(
        &fs::read_to_string(project("src/schema/payload.schema.json")).unwrap(),
    )
    .unwrap();
    for seed in 0..20 {
        let payload = payload(&["everything", "--seed", &seed.to_string()]);
        let data = &payload["data"];
        let items: Vec<&Value> = history(&payload).iter().collect();
        let metrics: Vec<&Value> = items.iter().map(|item| &item["metrics"]).collect();
        for (part, places) in [
            ("data", vec![data]),
            ("history_item", items),
            ("metrics", metrics),
            ("test_eval_result", vec![&data["test_eval_result"]]),
        ] {
            for key in schema["$defs"][part]["properties"]
                .as_object()
                .unwrap()
                .keys()
            {
                assert!(
                    places.iter().any(|place| !place[key].is_null()),
                    "{part}/{key}"
                );
            }
        }
    }
}
