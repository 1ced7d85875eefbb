//! What is JSON text, by the grammar of RFC 8259, production by production: what must be read, what must be refused,
//! and our verdict on everything that the RFC leaves to the reader.

use crate::harness::Speakhook;
use crate::runner::assert_none;

/// Whether `validate` takes `text` for JSON: it finds fault with what it means, not with the text.
fn is_json(text: &[u8]) -> bool {
    let run = Speakhook::new(["validate", "-f", "jsonl", "--no-config"])
        .stdin(text)
        .in_process();
    assert!(run.status < 2, "{}: {}", text.escape_ascii(), run.stderr);
    !run.stdout.contains("\"rule\":\"json/")
}

fn assert_verdicts<'t>(texts: impl IntoIterator<Item = &'t [u8]>, expected: bool) {
    let wrong = texts.into_iter().filter(|text| is_json(text) != expected);
    let shown = wrong.map(|text| text.escape_ascii().to_string());
    assert_none(&shown.collect::<Vec<_>>());
}

/// A value in every place that takes one.
fn places(value: &[u8]) -> Vec<Vec<u8>> {
    let around: [(&[u8], &[u8]); 5] = [
        (b"", b""),
        (b"[", b"]"),
        (b"[0, ", b" ,0]"),
        (b"{\"a\":", b"}"),
        (b" \t\r\n{\"a\" : [ ", b" ] , \"b\":0 } \n"),
    ];
    around
        .iter()
        .map(|(before, behind)| [before, value, behind].concat())
        .collect()
}

const VALUES: [&[u8]; 59] = [
    // Section 3: the three names.
    b"null",
    b"true",
    b"false",
    // Section 4 and 5.
    b"{}",
    b"{ }",
    b"[]",
    b"[\n]",
    b"{\"\":0}",
    b"{\"a\":{\"b\":{\"c\":[[[]]]}}}",
    b"[{},[],\"\",0,null]",
    b"{\"a b\\\"\\\\\":1}",
    b"{\"\\u0061\":1,\"b\":2}",
    // Section 6: minus, int, frac, exp.
    b"0",
    b"-0",
    b"7",
    b"-7",
    b"10",
    b"1234567890",
    b"0.0",
    b"-0.0",
    b"0.5",
    b"10.25",
    b"0e0",
    b"0e1",
    b"0E+1",
    b"1e2",
    b"1E2",
    b"1e+2",
    b"1e-2",
    b"1E-02",
    b"1e00",
    b"-1.5e+10",
    b"0.000000000000000000000000000000000000000000001",
    b"123456789012345678901234567890",
    b"-123456789012345678901234567890",
    b"3.14159265358979323846264338327950288",
    b"1e308",
    b"2.2250738585072014e-308",
    // Section 7: unescaped, and every escape.
    b"\"\"",
    b"\"a\"",
    b"\" \"",
    b"\"/\"",
    b"\"\\/\"",
    b"\"\\\"\\\\\\b\\f\\n\\r\\t\"",
    b"\"\\u0000\"",
    b"\"\\u001f\\u007F\\u00e9\"",
    b"\"\\uD83D\\uDE00\"",
    b"\"\\uDBFF\\uDFFF\"",
    b"\"\\uFFFF\\uFFFE\"",
    b"\"\\u2028\\u2029\"",
    b"\"\x7f\"",
    b"\"\xc2\x80\"",
    b"\"\xc3\xa9\"",
    b"\"\xe2\x80\xa8\"",
    b"\"\xef\xbf\xbf\"",
    b"\"\xf0\x9f\x98\x80\"",
    b"\"\xf4\x8f\xbf\xbf\"",
    b"\"// no comment\"",
    b"\"{[:,]}\"",
];

#[test]
fn what_the_grammar_makes_is_read_in_every_place() {
    let texts: Vec<Vec<u8>> = VALUES.iter().flat_map(|value| places(value)).collect();
    assert_verdicts(texts.iter().map(Vec::as_slice), true);
}

/// Texts that no production makes, each wrong in one way, to stand where a value does.
const NO_VALUES: [&[u8]; 118] = [
    // Names: other case, other words, parts of them.
    b"nul",
    b"nulll",
    b"Null",
    b"NULL",
    b"tru",
    b"True",
    b"fals",
    b"FALSE",
    b"undefined",
    b"None",
    b"nil",
    b"NaN",
    b"-NaN",
    b"nan",
    b"Infinity",
    b"-Infinity",
    b"+Infinity",
    b"inf",
    b"a",
    b"-foo",
    // Numbers.
    b"+1",
    b"++1",
    b"--1",
    b"-",
    b"-a",
    b"- 1",
    b"01",
    b"00",
    b"-01",
    b"012",
    b"1.",
    b".5",
    b"-.5",
    b"0.",
    b"1.e2",
    b".e1",
    b"1e",
    b"1e+",
    b"1E-",
    b"0e",
    b"1ea",
    b"1e1.5",
    b"1.2.3",
    b"1e2e3",
    b"1 000",
    b"1_000",
    b"1,000.5x",
    b"0x1F",
    b"0b1",
    b"0o7",
    b"1f",
    b"1a",
    b"12-3",
    b"1+2",
    b"\xef\xbc\x91",
    b"\xd9\xa1",
    b"\xe2\x88\x92\x31",
    b"1\xc2\xb2",
    // Strings: quotes, escapes, controls.
    b"\"",
    b"\"a",
    b"'a'",
    b"'a\"",
    b"`a`",
    b"\xe2\x80\x9ca\xe2\x80\x9d",
    b"\"\\\"",
    b"\"\\",
    b"\"\\a\"",
    b"\"\\v\"",
    b"\"\\'\"",
    b"\"\\0\"",
    b"\"\\x41\"",
    b"\"\\U0041\"",
    b"\"\\u\"",
    b"\"\\u0\"",
    b"\"\\u00\"",
    b"\"\\u004\"",
    b"\"\\u004g\"",
    b"\"\\u{41}\"",
    b"\"\\u+041\"",
    b"\"\\u 041\"",
    b"\"\\\xc3\xa9\"",
    b"\"\\\n\"",
    b"\"\x00\"",
    b"\"\x01\"",
    b"\"\x1f\"",
    b"\"\t\"",
    b"\"a\nb\"",
    b"\"a\r\nb\"",
    b"\"\x08\"",
    // Arrays.
    b"[",
    b"[1",
    b"[1,",
    b"[1,]",
    b"[,]",
    b"[,1]",
    b"[1,,2]",
    b"[1 2]",
    b"[1;2]",
    b"[1:2]",
    b"[\"a\":1]",
    b"[1}",
    b"[(1)]",
    // Objects.
    b"{",
    b"{\"a\"",
    b"{\"a\":",
    b"{\"a\":1",
    b"{\"a\":1,",
    b"{\"a\":1,}",
    b"{,}",
    b"{\"a\"}",
    b"{\"a\" 1}",
    b"{\"a\"::1}",
    b"{\"a\"=1}",
    b"{\"a\":1 \"b\":2}",
    b"{\"a\":1;\"b\":2}",
    b"{a:1}",
    b"{'a':1}",
    b"{1:1}",
];

#[test]
fn what_the_grammar_does_not_make_is_refused_in_every_place() {
    let texts: Vec<Vec<u8>> = NO_VALUES.iter().flat_map(|value| places(value)).collect();
    assert_verdicts(texts.iter().map(Vec::as_slice), false);
}

/// Section 2: four kinds of white space, and no other, and nothing else between tokens.
#[test]
fn white_space_is_of_four_kinds() {
    let between =
        |blank: &[u8]| [b"[", blank, b"1", blank, b",", blank, b"2", blank, b"]"].concat();
    let blanks: [&[u8]; 6] = [b" ", b"\t", b"\n", b"\r", b"\r\n", b" \t\n\r"];
    let texts: Vec<Vec<u8>> = blanks.iter().map(|blank| between(blank)).collect();
    assert_verdicts(texts.iter().map(Vec::as_slice), true);
    let others: [&[u8]; 13] = [
        b"\x0b",
        b"\x0c",
        b"\x00",
        b"\x1c",
        b"\x85",
        b"\xc2\x85",
        b"\xc2\xa0",
        b"\xe2\x80\xa8",
        b"\xe2\x81\xa0",
        b"\xe3\x80\x80",
        b"\xef\xbb\xbf",
        b"/* */",
        b"// \n",
    ];
    let texts: Vec<Vec<u8>> = others.iter().map(|blank| between(blank)).collect();
    assert_verdicts(texts.iter().map(Vec::as_slice), false);
}

/// Section 8.1: UTF-8, of which these are none (RFC 3629: overlong forms, surrogates, beyond U+10FFFF, stray and
/// missing continuation bytes), inside a string and outside.
#[test]
fn text_is_utf_8() {
    let broken: [&[u8]; 20] = [
        b"\x80",
        b"\xbf",
        b"\xc0\x80",
        b"\xc0\xaf",
        b"\xc1\xbf",
        b"\xc3",
        b"\xc3\x28",
        b"\xe0\x80\x80",
        b"\xe0\x9f\xbf",
        b"\xe2\x82",
        b"\xe2\x28\xa1",
        b"\xed\xa0\x80",
        b"\xed\xbf\xbf",
        b"\xf0\x80\x80\x80",
        b"\xf0\x8f\xbf\xbf",
        b"\xf4\x90\x80\x80",
        b"\xf5\x80\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xfe",
        b"\xff",
    ];
    let texts: Vec<Vec<u8>> = broken
        .iter()
        .flat_map(|bytes| {
            [
                [b"[\"a", *bytes, b"\"]"].concat(),
                [b"[", *bytes, b"]"].concat(),
            ]
        })
        .collect();
    assert_verdicts(texts.iter().map(Vec::as_slice), false);
}

/// What the RFC leaves to the reader, and our verdict.
#[test]
fn what_is_left_to_the_reader_has_a_verdict() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let read: [(&str, Vec<u8>); 8] = [
        (
            "a byte order mark before the text (8.1: may be ignored)",
            b"\xef\xbb\xbf{}".to_vec(),
        ),
        (
            "a number that becomes zero (6: range and precision)",
            b"[1e-400]".to_vec(),
        ),
        ("the smallest double", b"[5e-324]".to_vec()),
        (
            "more digits than a double has",
            b"[0.1000000000000000055511151231257827]".to_vec(),
        ),
        ("an integer above 2^64", b"[18446744073709551617]".to_vec()),
        (
            "126 containers around a value (9: depth)",
            nested(126).into_bytes(),
        ),
        (
            "names that are no characters of Unicode",
            "[\"\u{fdd0}\u{fffe}\u{1ffff}\"]".into(),
        ),
        (
            "names that repeat (4: unpredictable), which have a rule of their own",
            b"{\"a\":1,\"a\":2}".to_vec(),
        ),
    ];
    let refused: [(&str, Vec<u8>); 14] = [
        ("a number that no double holds", b"[1e400]".to_vec()),
        ("the same below zero", b"[-1e400]".to_vec()),
        (
            "400 digits",
            [b"[1".to_vec(), b"0".repeat(400), b"]".to_vec()].concat(),
        ),
        (
            "an exponent without end",
            b"[1e99999999999999999999]".to_vec(),
        ),
        (
            "half a surrogate pair: no text that UTF-8 could hold",
            b"[\"\\ud800\"]".to_vec(),
        ),
        ("the other half", b"[\"\\udc00\"]".to_vec()),
        (
            "halves in the wrong order",
            b"[\"\\udc00\\ud800\"]".to_vec(),
        ),
        ("two first halves", b"[\"\\ud800\\ud800\"]".to_vec()),
        ("half a pair and a letter", b"[\"\\ud800a\"]".to_vec()),
        ("128 containers", nested(128).into_bytes()),
        ("UTF-16, little endian", b"\xff\xfe[\x00]\x00".to_vec()),
        ("UTF-16, big endian, without a mark", b"\x00[\x00]".to_vec()),
        (
            "UTF-32",
            b"\xff\xfe\x00\x00[\x00\x00\x00]\x00\x00\x00".to_vec(),
        ),
        (
            "a byte order mark behind the text",
            b"[]\xef\xbb\xbf".to_vec(),
        ),
    ];
    let mut wrong = Vec::new();
    for (cases, expected) in [(&read[..], true), (&refused[..], false)] {
        for (what, text) in cases {
            if is_json(text) != expected {
                wrong.push(format!("{what}: {}", text.escape_ascii()));
            }
        }
    }
    assert_none(&wrong);
}

/// Text behind a value is another document, or an error, and never lost.
#[test]
fn what_follows_a_value_is_judged() {
    for (text, expected) in [
        (&b"{}{}"[..], true),
        (b"{}\n[]\n", true),
        (b"{} 1", true),
        (b"{}}", false),
        (b"{}]", false),
        (b"{},", false),
        (b"{}\x00", false),
        (b"{}garbage", false),
        (b"{}\n\n#", false),
        (b"", false),
        (b" \n", false),
        (b"\xef\xbb\xbf", false),
    ] {
        assert_eq!(is_json(text), expected, "{}", text.escape_ascii());
    }
}
