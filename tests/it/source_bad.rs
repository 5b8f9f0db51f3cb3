//! Bad input: each bad record costs itself, with its place and a reason; nothing panics.

use cost_ops::domain::{EventId, UsageClass};
use cost_ops::source::{Given, by_id};
use proptest::prelude::*;

use crate::source_files::{Read, given, read, read_as};
use crate::source_formats::fixture;

const GOOD: &str = r#"{"id":"ok","timestamp":"2026-11-01T10:00:00Z","model":"m","input_tokens":1,"output_tokens":2}"#;

/// The one rejection of a record that stands between two good ones.
fn refused(record: &str) -> String {
    let Read { events, rejections } = read_as(None, format!("{GOOD}\n{record}\n{GOOD}\n").as_bytes(), &given());
    assert_eq!(events.len(), 2, "{record} → {rejections:?}");
    assert_eq!(rejections.len(), 1, "{record}");
    assert_eq!(rejections[0].line, 2, "{record}");
    assert!(!rejections[0].reason.contains(|c: char| c.is_control()), "{:?}", rejections[0].reason);
    rejections[0].reason.clone()
}

fn with(field: &str) -> String {
    format!(r#"{{"timestamp":"2026-11-01T10:00:00Z","model":"m","output_tokens":2,{field}}}"#)
}

#[test]
fn counters_are_whole_numbers_within_bounds() {
    for (value, word) in [
        ("-1", "less than zero"),
        ("1.5", "not a whole number"),
        ("\"5\"", "text where a number"),
        ("18446744073709551615", "more than"),
        ("9223372036854775808", "more than"),
        ("18446744073709551616", "not a whole number"),
        ("1e400", "not JSON: number out of range"),
        ("true", "true"),
        ("[1]", "an array"),
        ("{\"a\":1}", "an object"),
        ("\"\"", "text where a number"),
    ] {
        let reason = refused(&with(&format!("\"input_tokens\":{value}")));
        assert!(reason.contains(word), "{value}: {reason}");
    }
    for (value, count) in [
        ("9007199254740993", 9_007_199_254_740_993),
        ("100000000000000000", 100_000_000_000_000_000),
        ("3.0", 3),
        ("1e3", 1000),
        ("0", 0),
    ] {
        let read = read(&with(&format!("\"input_tokens\":{value}")));
        assert_eq!(read.events[0].usage.get(UsageClass::Input), count, "{value}: {:?}", read.rejections);
    }
    assert!(read(&with("\"input_tokens\":null")).events[0].usage.get(UsageClass::Input) == 0);
}

#[test]
fn bodies_have_the_same_rules() {
    for value in ["-1", "1.5", "\"5\"", "18446744073709551615", "[1]"] {
        let reason =
            refused(&format!(r#"{{"id":"x","model":"m","usage":{{"prompt_tokens":{value},"completion_tokens":1}}}}"#));
        assert!(reason.contains("prompt_tokens"), "{value}: {reason}");
    }
    let sum = r#"{"id":"x","type":"message","model":"m","usage":{"input_tokens":90000000000000000,"cache_read_input_tokens":90000000000000000,"output_tokens":1}}"#;
    assert!(refused(sum).contains("add up"));
    assert!(refused(r#"{"error":{"message":"bad \u001b[31mkey","type":"x"},"usage":null}"#).contains("\\u{1b}"));
    let odd = read(
        r#"{"id":"x","created":1790000000,"model":"m","usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":9}}"#,
    );
    assert!(odd.events[0].estimated && odd.events[0].metadata.as_ref().is_some_and(|m| m.contains("fits no reading")));
    let more = read(
        r#"{"id":"x","created":1790000000,"model":"m","usage":{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":9}}}"#,
    );
    assert_eq!(more.events[0].usage.get(UsageClass::CacheRead), 9, "never clamped");
}

#[test]
fn what_is_no_record_is_refused() {
    for (text, word) in [
        ("null", "null"),
        ("[]", ""),
        ("5", "expected"),
        ("\"text\"", "expected"),
        ("{}", "no usage"),
        ("{\"a\":1}", "no usage"),
        ("{\"usage\":{}}", "none of the known counters"),
        ("{\"usage\":5}", "none of the known"),
        ("nonsense", "not JSON"),
        (r#"{"model":"m","timestamp":"2026-11-01T10:00:00Z","total_tokens":5}"#, "no usage"),
        (r#"{"input_tokens":1,"timestamp":"2026-11-01T10:00:00Z"}"#, "names no model"),
        (&with(r#""input_tokens":1,"input_tokens":2"#), "given twice"),
        (&with(r#""input_tokens":1,"prompt_tokens":2"#), "given twice"),
        (&with(r#""input_tokens":1,"total_tokens":9"#), "total_tokens 9"),
        (&with(r#""input_tokens":1,"user_id":"\ud800""#), "not JSON"),
        (&with(r#""input_tokens":1,"model_id":"b""#), "given twice"),
        (&with(r#""input_tokens":1,"x":1,"x":2"#), "given twice"),
        (&with(&format!(r#""input_tokens":1,"provider":"{}""#, "x".repeat(1 << 20))), "longer than 512 bytes"),
        (&with(&format!(r#""input_tokens":1,"note":"{}""#, "x".repeat(1 << 17))), "metadata is longer"),
    ] {
        if text != "[]" {
            assert!(refused(text).contains(word), "{}: {}", &text[..text.len().min(99)], refused(text));
        }
    }
    assert!(read("").events.is_empty() && read("[]").rejections.is_empty() && read("\n \n").rejections.is_empty());
    let without_time = read_as(None, br#"{"model":"m","input_tokens":1}"#, &Given::default());
    assert!(without_time.rejections[0].reason.contains("no timestamp"));
}

#[test]
fn instants_are_checked() {
    for bad in [
        "\"2026-02-30T00:00:00Z\"",
        "0",
        "-1",
        "\"9999-12-31T00:00:00Z\"",
        "1e400",
        "\"soon\"",
        "true",
        "\"1969-12-31\"",
        "99999999999999999999",
    ] {
        let record = format!(r#"{{"timestamp":{bad},"model":"m","input_tokens":1}}"#);
        let reason = refused(&record);
        assert_eq!(reason.matches("timestamp").count(), usize::from(!reason.contains("JSON")), "{reason}");
    }
    for (good, at) in [
        ("1790000000", "2026-09-21T14:13:20+00:00"),
        ("1790000000000", "2026-09-21T14:13:20+00:00"),
        ("1790000000.5", "2026-09-21T14:13:20.500+00:00"),
        ("\"2026-09-21 14:13:20\"", "2026-09-21T14:13:20+00:00"),
        ("\"2026-09-21T16:13:20+02:00\"", "2026-09-21T14:13:20+00:00"),
        ("\"2031-01-01T00:00:00Z\"", "2031-01-01T00:00:00+00:00"),
    ] {
        let read = read(&format!(r#"{{"timestamp":{good},"model":"m","input_tokens":1}}"#));
        assert_eq!(read.events[0].at.to_rfc3339(), at, "{good}");
    }
}

#[test]
fn text_is_kept_as_it_is() {
    for name in [
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "<script>alert(1)</script>",
        "'; DROP TABLE usage;--",
        "gpt\u{202e}-4o",
        "g\u{440}t-4o",
        "a\u{0}b",
        "a\r\nb",
        "\u{1b}]0;x\u{7}",
    ] {
        let record =
            serde_json::json!({"timestamp":"2026-11-01T10:00:00Z","model":name,"input_tokens":1,"user_id":name});
        let read = read(&record.to_string());
        assert_eq!((read.events[0].model.as_str(), read.events[0].labels.user.as_str()), (name, name));
    }
}

#[test]
fn arrangement_and_damage() {
    let lines = format!("\u{feff}{GOOD}\r\n\r\n{GOOD}");
    assert_eq!(read(&lines).events.len(), 2);
    let cut = format!("{GOOD}\n{}", &GOOD[..GOOD.len() - 5]);
    let result = read(&cut);
    assert_eq!((result.events.len(), result.rejections[0].line), (1, 2));
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes.extend_from_slice(b"\n{\"model\":\"\xff\xfe\",\"input_tokens\":1}\n");
    bytes.extend_from_slice(GOOD.as_bytes());
    let result = read_as(None, &bytes, &given());
    assert_eq!((result.events.len(), result.rejections.len()), (2, 1));
    let deep = read(&format!("{}\n", "[".repeat(200_000)));
    assert_eq!((deep.events.len(), deep.rejections.len()), (0, 1));
    assert!(!refused(&format!("{{\"a\":{}", "[".repeat(200_000))).is_empty());
    assert!(!refused(&format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000))).is_empty());
    let array = format!("[{GOOD},5,{{\"model\":}},{GOOD},\n null]");
    let result = read(&array);
    assert_eq!(result.events.len(), 2);
    assert_eq!(result.rejections.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 5]);
    let pretty: serde_json::Value = serde_json::from_str(GOOD).expect("JSON");
    let pretty = serde_json::to_string_pretty(&[&pretty, &pretty]).expect("JSON");
    assert_eq!(read(&pretty).events.len(), 2);
    assert!(by_id("json").is_some_and(|json| {
        let mut sink = |_| {};
        json.read(&mut &b"\xff\xfe{\0"[..], &given(), &mut sink).is_err()
    }));
}

#[test]
fn a_hundred_megabytes_in_one_line_are_not_held() {
    let mut bytes = Vec::with_capacity(101 << 20);
    bytes.extend_from_slice(b"{\"model\":\"");
    bytes.resize(100 << 20, b'x');
    bytes.extend_from_slice(b"\"}\n");
    bytes.extend_from_slice(GOOD.as_bytes());
    let result = read_as(None, &bytes, &given());
    assert_eq!((result.events.len(), result.rejections[0].reason.as_str()), (1, "longer than 16 MiB"));
    bytes[0] = b'[';
    bytes[1] = b'"';
    let result = read_as(None, &bytes, &given());
    assert!(result.rejections[0].reason.contains("longer than 16 MiB"), "{:?}", result.rejections);
    // A line of a log too, even when its mark lies beyond what was kept of it.
    let huge = "x".repeat(17 << 20);
    let log = format!("{{\"message\":{{\"text\":\"{huge}\",\"usage\":{{}}}}}}\n");
    let result = read_as(Some("claude-code"), log.as_bytes(), &given());
    assert_eq!((result.events.len(), result.rejections[0].reason.as_str()), (0, "longer than 16 MiB"));
}

#[test]
fn bad_rows_cost_themselves() {
    let text = "timestamp,model,input_tokens,output_tokens\n\
        2026-11-01,m,1,2\n\
        2026-11-01,m,1\n\
        2026-11-01,m,1,2,3\n\
        2026-11-01,m,-1,2\n\
        2026-11-01,m,1.5,2\n\
        2026-02-30,m,1,2\n\
        \"2026-11-01\",\"m\"x,1,2\n\
        2026-11-01,m,\"1,000\",2\n\
        2026-11-01,\"m\nn\",3.0,2\n\
        2026-11-01,,1,2\n\
        2026-11-01,\"m,1,2\n";
    let result = read(text);
    assert_eq!(result.events.len(), 2, "{:?}", result.rejections);
    assert_eq!(result.events[1].model, "m\nn");
    assert_eq!(result.rejections.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7, 8, 9, 12, 13]);
    let semicolons = read("\u{feff}timestamp;model;input_tokens;output_tokens\r\n2026-11-01;m;1;2\r\n");
    assert_eq!(semicolons.events.len(), 1);
    let mut sink = |_| {};
    let csv = by_id("csv").expect("there");
    let error = csv.read(&mut &b"a,b\n1,2\n"[..], &given(), &mut sink).expect_err("no counters");
    assert!(error.hint.is_some_and(|hint| hint.contains("--map") && hint.contains("a, b")));
    let mapped = Given { map: vec![("input_tokens".into(), "absent".into())], ..given() };
    assert!(csv.read(&mut &b"a,b\n1,2\n"[..], &mapped, &mut sink).is_err());
}

#[test]
fn maps_reach_into_json() {
    let map = [("input_tokens", "u.in"), ("output_tokens", "out"), ("model", "deployment"), ("timestamp", "when")];
    let given = Given { map: map.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect(), ..given() };
    let record = r#"{"when":1790000000,"deployment":"m","u":{"in":7},"out":2,"model":"ignored"}"#;
    let result = read_as(None, record.as_bytes(), &given);
    let event = &result.events[0];
    assert_eq!((event.model.as_str(), event.usage.get(UsageClass::Input)), ("m", 7));
    assert_eq!(event.at.timestamp(), 1_790_000_000);
}

#[test]
fn totals_settle_what_contains_what() {
    let usage = |text: &str| {
        let event = read(&with(text)).events.remove(0);
        (event.usage.get(UsageClass::Input), event.usage.get(UsageClass::Output))
    };
    assert_eq!(usage(r#""input_tokens":100,"cached_tokens":40,"total_tokens":102"#), (100, 2));
    assert_eq!(usage(r#""input_tokens":100,"cached_tokens":40,"total_tokens":142"#), (140, 2));
    assert_eq!(usage(r#""input_tokens":100,"reasoning_tokens":9,"total_tokens":111"#), (100, 11));
}

fn record(n: u64, spaced: bool) -> String {
    let (input, output) = (n * 7 % 1000, n % 13);
    if spaced {
        format!(
            "{{ \"output_tokens\" : {output}.0 , \"model\":\"m\", \"prompt_tokens\":{input},\t\"timestamp\": {} }}",
            1_790_000_000 + n
        )
    } else {
        format!(
            "{{\"timestamp\":{},\"model\":\"m\",\"input_tokens\":{input},\"output_tokens\":{output}}}",
            1_790_000_000 + n
        )
    }
}

fn ids(text: &str) -> Vec<EventId> {
    let mut ids: Vec<_> = read(text).events.into_iter().map(|event| event.id).collect();
    ids.sort();
    ids
}

proptest! {
    #[test]
    fn order_spelling_and_arrangement_never_change_identities(numbers in prop::collection::vec(0u64..500, 1..40), seed in any::<u64>()) {
        let plain: Vec<String> = numbers.iter().map(|n| record(*n, false)).collect();
        let mut other: Vec<String> = numbers.iter().enumerate().map(|(i, n)| record(*n, (seed >> (i % 64)) & 1 == 1)).collect();
        other.rotate_left(seed as usize % numbers.len());
        let expected = ids(&plain.join("\n"));
        prop_assert_eq!(expected.len(), numbers.len());
        prop_assert_eq!(&ids(&format!("[{}]", other.join(" ,\n"))), &expected);
        prop_assert_eq!(&ids(&other.join("\r\n")), &expected);
        let twice = ids(&format!("{}\n{}", plain.join("\n"), other.join("\n")));
        let unique = |mut ids: Vec<EventId>| { ids.dedup(); ids };
        prop_assert_eq!(unique(twice), unique(expected));
    }

    #[test]
    fn rows_of_a_table_are_all_kept_and_the_same_again(numbers in prop::collection::vec(0u64..20, 1..60)) {
        let rows: String = numbers.iter().map(|n| format!("2026-11-01T00:00:{n:02}Z,m,{n},1\n")).collect();
        let mut reversed: Vec<&str> = rows.lines().collect();
        reversed.reverse();
        let header = "timestamp,model,input_tokens,output_tokens\n";
        let first = ids(&format!("{header}{rows}"));
        let mut unique = first.clone();
        unique.dedup();
        prop_assert_eq!(unique.len(), numbers.len());
        prop_assert_eq!(ids(&format!("{header}{}", reversed.join("\n"))), first);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for source in cost_ops::source::REGISTRY {
            let mut sink = |_| {};
            let _ = source.read(&mut &bytes[..], &given(), &mut sink);
            (source.sniff)(&bytes);
        }
    }

    #[test]
    fn mutated_fixtures_never_panic(which in 0usize..8, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let names = ["json.jsonl", "anthropic.sse", "openai.sse", "gemini.sse", "openai-responses.sse", "csv.csv", "realtime.jsonl", "bedrock.jsonl"];
        let mut bytes = fixture(names[which]);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        for source in cost_ops::source::REGISTRY {
            let mut sink = |_| {};
            let _ = source.read(&mut &bytes[..], &given(), &mut sink);
        }
    }
}
