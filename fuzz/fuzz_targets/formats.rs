//! Date-times and UUIDs against an oracle that shares nothing with the code: RFC 3339, section 5.6, and RFC 9562,
//! by the letter.

#![no_main]

use libfuzzer_sys::fuzz_target;
use speakhook::judge::Judge;
use speakhook::source::Document;

fn digits(text: &str, at: usize, count: usize) -> Option<u32> {
    let part = text.get(at..at + count)?;
    part.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| part.parse().ok())?
}

fn is_date_time(text: &str) -> Option<()> {
    let sign = |at: usize, signs: &str| {
        signs
            .contains(*text.as_bytes().get(at)? as char)
            .then_some(())
    };
    let (year, month, day) = (
        digits(text, 0, 4)?,
        digits(text, 5, 2)?,
        digits(text, 8, 2)?,
    );
    let (hour, minute, second) = (
        digits(text, 11, 2)?,
        digits(text, 14, 2)?,
        digits(text, 17, 2)?,
    );
    sign(4, "-")?;
    sign(7, "-")?;
    sign(10, "Tt")?;
    sign(13, ":")?;
    sign(16, ":")?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    let mut at = 19;
    if sign(at, ".").is_some() {
        at += 1;
        digits(text, at, 1)?;
        while digits(text, at, 1).is_some() {
            at += 1;
        }
    }
    let mut offset = 0;
    if sign(at, "Zz").is_some() {
        at += 1;
    } else {
        sign(at, "+-")?;
        sign(at + 3, ":")?;
        let (hours, minutes) = (digits(text, at + 1, 2)?, digits(text, at + 4, 2)?);
        (hours < 24 && minutes < 60).then_some(())?;
        offset = (hours * 60 + minutes) as i32;
        if text.as_bytes()[at] == b'-' {
            offset = -offset;
        }
        at += 6;
    }
    let is_leap_second = second == 60 && {
        let utc = (hour * 60 + minute) as i32 - offset;
        utc.rem_euclid(24 * 60) == 23 * 60 + 59
    };
    let fits =
        (1..=days).contains(&day) && hour < 24 && minute < 60 && (second < 60 || is_leap_second);
    (fits && at == text.len()).then_some(())
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fuzz_target!(|text: &str| {
    let quoted = serde_json::Value::from(text).to_string();
    let id = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";
    let judge = |field: &str| {
        let payload = format!(
            r#"{{"event":"SessionStarted","data":{{"session_id":"{id}","agent_id":"{id}","{field}":{quoted}}}}}"#
        );
        let judge = Judge::default();
        let find = |judged: speakhook::judge::Judged<'_>| {
            judged
                .findings
                .kept()
                .iter()
                .any(|finding| finding.rule == "schema/format")
        };
        let long = find(judge.judge(Document::of_text(&payload)));
        let short = find(judge.judge_briefly(Document::of_text(&payload)));
        assert_eq!(long, short, "{text:?}");
        !long
    };
    assert_eq!(
        judge("created_at"),
        is_date_time(text).is_some(),
        "{text:?}"
    );
    assert_eq!(judge("campaign_id"), is_uuid(text), "{text:?}");
});
