use super::*;

#[test]
fn conditions_are_read_with_their_units() {
    for (text, name, sign, limit) in [
        ("e2e.p95<1.5s", "e2e.p95", "<", 1.5),
        (" llm.mean <= 800 ms ", "llm.mean", "<=", 0.8),
        ("duration.max<=10min", "duration.max", "<=", 600.0),
        ("callback.p50<500us", "callback.p50", "<", 0.0005),
        ("pass_rate>=90%", "pass_rate", ">=", 90.0),
        ("tool_errors < 1 %", "tool_errors", "<", 1.0),
        ("e2e.min>0s", "e2e.min", ">", 0.0),
        ("llm_ttft.p50<1s", "llm.p50", "<", 1.0),
        ("tts_ttfb.p50<1s", "tts.p50", "<", 1.0),
        ("call.max<1min", "duration.max", "<", 60.0),
    ] {
        let budget = Budget::read(text).unwrap();
        assert_eq!(
            (budget.subject.name().as_str(), budget.comparison.sign()),
            (name, sign)
        );
        assert!((budget.limit - limit).abs() < 1e-12, "{text}");
    }
}

#[test]
#[expect(clippy::float_cmp, reason = "the same number, not one that is near it")]
fn a_limit_is_the_number_that_was_typed_whatever_the_unit() {
    let limit = |number: &str| Budget::read(&format!("e2e.max<{number}")).unwrap().limit;
    for number in 0..10_000_u32 {
        let (whole, part) = (number / 1_000, number % 1_000);
        let seconds: f64 = format!("{whole}.{part:03}").parse().unwrap();
        assert_eq!(limit(&format!("{whole}.{part:03}s")), seconds);
        assert_eq!(limit(&format!("{number}ms")), seconds);
        assert_eq!(limit(&format!("{number}000.us")), seconds);
        let small = limit(&format!("{whole}.{part:03}ms"));
        assert_eq!(small, limit(&format!("{number}us")), "{number} us");
    }
    assert_eq!((limit("1.5min"), limit(".5ms")), (90.0, 0.0005));
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    for (text, at, words) in [
        ("", 0, "begins with one of"),
        ("latency.p95<1s", 0, "begins with one of"),
        ("E2E.p95<1s", 0, "begins with one of"),
        ("e2e<1s", 3, "needs a statistic, as in `e2e.p95`"),
        ("e2e.p96<1s", 4, "one of min, p50"),
        ("e2e.p95=1s", 7, "expected one of <"),
        ("e2e.p95", 7, "expected one of <"),
        ("e2e.p95< x", 9, "expected a number"),
        ("e2e.p95<1.2.3s", 8, "expected a number"),
        ("e2e.p95<-1s", 8, "expected a number"),
        ("e2e.p95<1", 9, "units s, ms, us, min"),
        ("e2e.p95<1%", 9, "units s, ms, us, min"),
        ("e2e.p95<1sec", 9, "units s, ms, us, min"),
        ("pass_rate>90s", 12, "the unit %"),
        ("pass_rate>90", 12, "the unit %"),
        ("e2e.p95<1s, llm.p50<1s", 10, "ends with its unit"),
    ] {
        let (place, message) = Budget::read(text).unwrap_err();
        assert_eq!(place, at, "{text}: {message}");
        assert!(message.contains(words), "{text}: {message}");
    }
}

#[test]
fn what_a_payload_calls_it_and_what_is_misspelt_is_understood() {
    for (text, meant) in [
        ("e2e_latency.p95<1.5s", Some("e2e")),
        ("end_of_turn_delay.p95<1s", Some("end_of_turn")),
        ("transcription_delay.p95<1s", Some("transcription")),
        ("on_user_turn_completed_delay.p95<1s", Some("callback")),
        ("llm_node_ttft.p95<1s", Some("llm")),
        ("tts_node_ttfb.p95<1s", Some("tts")),
        ("tts_node_ttbf.p95<1s", Some("tts")),
        ("duration_seconds.max<10min", Some("duration")),
        ("E2E.p95<1s", Some("e2e")),
        ("tool_error<1%", Some("tool_errors")),
        ("passrate>90%", Some("pass_rate")),
        ("latency.p95<1s", None),
    ] {
        let (_, message) = Budget::read(text).unwrap_err();
        let begin = "a budget begins with one of end_of_turn, transcription, ";
        assert!(message.starts_with(begin), "{text}: {message}");
        let suggestion = message.split_once("; did you mean `");
        let suggestion = suggestion.and_then(|(_, rest)| rest.strip_suffix("`?"));
        assert_eq!(suggestion, meant, "{text}: {message}");
    }
}

#[test]
fn a_caret_points_below_what_is_shown() {
    let text = "e2e.p95\u{1b}<1s";
    let fault = Budget::read(text).unwrap_err();
    assert_eq!(
        with_caret(text, &fault),
        "expected one of <, <=, >, >=\n  e2e.p95\\u{1b}<1s\n         ^"
    );
}
