//! Our own fixtures: one file a format, each event spelled out.

use std::path::PathBuf;

use cost_ops::domain::{EventId, UsageClass, UsageEvent};
use cost_ops::source::{Given, REGISTRY, by_id, detect};

use crate::source_files::{Read, given, read, read_as};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/source"))
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|e| panic!("fixture {name}: {e}"))
}

fn names_of(id: &str) -> Vec<String> {
    std::fs::read_dir(folder())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.rsplit_once('.').is_some_and(|(stem, _)| stem == id))
        .collect()
}

/// Whether it is a general format with a fixture here; logs and exports have theirs elsewhere.
pub(crate) fn has_fixture(id: &str) -> bool {
    !names_of(id).is_empty()
}

fn with_model() -> Given {
    Given { model: Some("given-model".into()), ..given() }
}

#[test]
fn every_format_has_a_fixture_that_reads_the_same_twice() {
    for source in REGISTRY.iter().filter(|source| has_fixture(source.id)) {
        for name in names_of(source.id) {
            let bytes = fixture(&name);
            let first = read_as(Some(source.id), &bytes, &with_model());
            assert!(first.rejections.is_empty(), "{name}: {:?}", first.rejections);
            assert!(!first.events.is_empty(), "{name}");
            let second = read_as(None, &bytes, &with_model());
            assert_eq!(first.events, second.events, "{name}: forced and detected");
            let ids: std::collections::HashSet<_> = first.events.iter().map(|e| (e.namespace, &e.id)).collect();
            assert_eq!(ids.len(), first.events.len(), "{name}: ids");
        }
        assert!(by_id(source.id).is_some_and(|found| found.id == source.id));
        assert!(!source.about.is_empty() && !source.namespace.is_empty());
    }
    assert_eq!(by_id("jsonl").map(|s| s.id), Some("json"));
    assert!(by_id("nonsense").is_none());
}

#[test]
fn formats_are_recognised_by_content() {
    let is = |bytes: &[u8]| detect(bytes).map(|source| source.id);
    assert_eq!(is(b"id,timestamp,model,input_tokens\n"), Some("csv"));
    assert_eq!(is(b"\xef\xbb\xbfTIMESTAMP,ContextTokens,GeneratedTokens\r\n"), Some("csv"));
    for json in
        ["", "  \n", "{\"id\":1}", "[", "[{", "data: {}\n", "event: ping\n", ": note\n", "null", "\u{feff}{\"a\":"]
    {
        assert_eq!(is(json.as_bytes()), Some("json"), "{json:?}");
    }
    for other in [&b"\x7fELF\x02\x01"[..], b"PK\x03\x04", b"plain words", b"SQLite format 3\0"] {
        assert_eq!(is(other), None);
    }
}

fn events(name: &str) -> Vec<UsageEvent> {
    let Read { events, rejections } = read_as(None, &fixture(name), &with_model());
    assert!(rejections.is_empty(), "{name}: {rejections:?}");
    events
}

fn counts(event: &UsageEvent) -> Vec<(&'static str, u64)> {
    event.usage.iter().filter(|(_, n)| *n > 0).map(|(class, n)| (class.name(), n)).collect()
}

fn id(event: &UsageEvent) -> &str {
    match &event.id {
        EventId::Given(id) => id,
        EventId::Content(_) => "",
    }
}

#[test]
fn chat_bodies() {
    let all = events("openai.jsonl");
    assert_eq!(
        counts(&all[0]),
        [("input_tokens", 1200), ("output_tokens", 300), ("cache_read_tokens", 1024), ("output_reasoning_tokens", 128)]
    );
    assert_eq!(
        (id(&all[0]), all[0].at.timestamp(), all[0].provider.as_deref()),
        ("chatcmpl-fx001", 1_790_000_000, Some("openai"))
    );
    assert_eq!(all[0].context.attributes, []);
    assert_eq!(all[1].context.get("service_tier"), Some("flex"));
    assert_eq!(all[2].reported.map(|usd| usd.to_string()), Some("0.00004".into()));
    assert_eq!(all[2].provider.as_deref(), Some("openrouter"));
    assert_eq!(counts(&all[3]), [("input_tokens", 100), ("output_tokens", 10), ("cache_read_tokens", 64)]);
    assert_eq!((all[4].context.get("processing"), id(&all[4])), (Some("batch"), "chatcmpl-fx005"));
    assert_eq!((counts(&all[5]), &all[5].at), (vec![("input_tokens", 8)], &given().at.expect("given")));
}

#[test]
fn responses_and_realtime() {
    let all = events("openai-responses.jsonl");
    assert_eq!(
        counts(&all[0]),
        [
            ("input_tokens", 900),
            ("output_tokens", 80),
            ("cache_read_tokens", 512),
            ("cache_write_tokens", 128),
            ("output_reasoning_tokens", 64),
            ("web_searches", 2)
        ]
    );
    assert_eq!(all[0].context.get("service_tier"), Some("priority"));
    assert_eq!(all[1].at.to_rfc3339(), "2026-09-21T14:19:20.500+00:00");
    let all = events("realtime.jsonl");
    assert_eq!(all[0].usage.get(UsageClass::CacheTextRead), 64);
    assert_eq!((all[0].usage.get(UsageClass::OutputAudio), id(&all[0])), (69, "resp_rt_fx1"));
    assert_eq!(counts(&all[1]), [("audio_seconds", 3_000)]);
}

#[test]
fn anthropic_bodies_and_their_passes() {
    let all = events("anthropic.jsonl");
    assert_eq!(
        counts(&all[0]),
        [
            ("input_tokens", 9304),
            ("output_tokens", 150),
            ("cache_read_tokens", 9000),
            ("cache_write_tokens", 300),
            ("cache_write_5m_tokens", 200),
            ("cache_write_1h_tokens", 100),
            ("web_searches", 2)
        ]
    );
    assert_eq!((all[1].model.as_str(), id(&all[1])), ("claude-sonnet-5", "msg_fx002"));
    assert_eq!(all[1].usage.get(UsageClass::Input), 2400 + 100 + 55_000);
    assert_eq!(all[1].usage.get(UsageClass::Output), 130 + 82);
    assert_eq!((all[2].model.as_str(), id(&all[2])), ("claude-opus-4-8", "msg_fx002#advisor-1"));
    assert_eq!(counts(&all[2]), [("input_tokens", 2500), ("output_tokens", 38)]);
    assert!(all[1..3].iter().all(|e| e.context.get("inference_geo") == Some("us")));
    assert_eq!(all[3].context.get("processing"), Some("batch"));
}

#[test]
fn a_compaction_that_could_move_a_tier_is_its_own_record() {
    let body = r#"{"id":"msg_1","type":"message","model":"claude-sonnet-4-5","usage":{"input_tokens":90000,"output_tokens":1,
        "iterations":[{"type":"compaction","input_tokens":150000,"output_tokens":9},{"type":"message","input_tokens":90000,"output_tokens":1}]}}"#;
    let all = read(body).events;
    assert_eq!(all.iter().map(id).collect::<Vec<_>>(), ["msg_1", "msg_1#compaction-1"]);
    assert_eq!(all[0].usage.get(UsageClass::Input), 90_000);
    assert_eq!(all[1].usage.get(UsageClass::Input), 150_000);
}

#[test]
fn the_other_shapes() {
    let all = events("gemini.jsonl");
    assert_eq!((all[0].usage.get(UsageClass::Output), all[0].context.get("service_tier")), (256, Some("flex")));
    assert_eq!(all[0].usage.get(UsageClass::InputImage), 73);
    assert_eq!(all[1].usage.get(UsageClass::Output), 113);
    let all = events("bedrock.jsonl");
    assert_eq!((all[0].usage.get(UsageClass::Input), all[0].usage.get(UsageClass::CacheWrite1h)), (1951, 36));
    assert_eq!((all[0].latency_ms, all[0].provider.as_deref()), (Some(812), Some("aws")));
    let all = events("cohere.jsonl");
    assert_eq!(counts(&all[0]), [("input_tokens", 13), ("output_tokens", 61)]);
    assert_eq!(counts(&all[1]), [("rerank_searches", 2)]);
    let all = events("ollama.jsonl");
    assert_eq!(
        (all.len(), counts(&all[0]), all[0].latency_ms),
        (1, vec![("input_tokens", 26), ("output_tokens", 298)], Some(1500))
    );
    assert_eq!(events("mistral.jsonl")[0].usage.get(UsageClass::CacheRead), 48);
    assert_eq!(counts(&events("mistral-ocr.jsonl")[0]), [("input_document_pages", 12)]);
    let px = &events("perplexity.jsonl")[0];
    assert_eq!((px.usage.get(UsageClass::Output), px.usage.get(UsageClass::WebSearches)), (101_176, 23));
    assert!(!px.estimated);
    let xai = &events("xai.jsonl")[0];
    assert_eq!(
        (xai.usage.get(UsageClass::Output), xai.reported.map(|r| r.to_string())),
        (57, Some("0.0003884".into()))
    );
}

#[test]
fn streams_end_as_the_body_they_would_have_been() {
    let all = events("anthropic.sse");
    assert_eq!(counts(&all[0]), [("input_tokens", 22_397), ("output_tokens", 637), ("web_searches", 1)]);
    let all = events("openai.sse");
    assert_eq!(all.iter().map(id).collect::<Vec<_>>(), ["chatcmpl-fx011", "gq-fx012"]);
    assert_eq!((all[1].provider.as_deref(), all[1].usage.get(UsageClass::Input)), (Some("groq"), 304));
    assert_eq!(events("openai-responses.sse")[0].usage.get(UsageClass::Input), 255);
    assert_eq!(counts(&events("gemini.sse")[0]), [("input_tokens", 13), ("output_tokens", 8)]);
    assert_eq!(counts(&events("cohere.sse")[0]), [("input_tokens", 3), ("output_tokens", 9)]);
    let body = r#"{"id":"chatcmpl-fx011","object":"chat.completion","created":1790000500,"model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":14,"completion_tokens":8,"total_tokens":22}}"#;
    assert_eq!(read(body).events[0], events("openai.sse")[0]);
}

#[test]
fn a_stream_cut_short_is_kept_as_a_lower_bound() {
    let whole = String::from_utf8(fixture("anthropic.sse")).expect("text");
    let cut = &whole[..whole.find("event: message_delta").expect("there")];
    let event = &read(cut).events[0];
    assert!(event.estimated);
    assert_eq!((event.usage.get(UsageClass::Input), event.usage.get(UsageClass::Output)), (2068, 8));
    assert_eq!(event.id, events("anthropic.sse")[0].id);
    let whole = String::from_utf8(fixture("gemini.sse")).expect("text");
    let cut = whole.split("\n\n").next().expect("one event");
    assert!(read(cut).events[0].estimated);
    let whole = String::from_utf8(fixture("openai.sse")).expect("text");
    let cut = &whole[..whole.find("data: {\"id\":\"chatcmpl-fx011\",\"object\":\"chat.completion.chunk\",\"created\":1790000500,\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],").expect("there")];
    let read = read(cut);
    assert!(read.events.is_empty());
    assert!(read.rejections[0].reason.contains("stream_options.include_usage"), "{:?}", read.rejections);
}

#[test]
fn streams_stored_without_blank_lines_or_with_crlf_are_read() {
    for name in ["anthropic.sse", "openai.sse", "openai-responses.sse", "gemini.sse"] {
        let text = String::from_utf8(fixture(name)).expect("text");
        let dense = text.replace("\n\n", "\n");
        assert_eq!(read(&dense).events, events(name), "{name} dense");
        assert_eq!(read(&text.replace('\n', "\r\n")).events, events(name), "{name} CRLF");
        let lines: String = text
            .lines()
            .filter_map(|l| l.strip_prefix("data: "))
            .filter(|l| *l != "[DONE]")
            .map(|l| format!("{l}\n"))
            .collect();
        if name != "gemini.sse" {
            assert_eq!(read(&lines).events, events(name), "{name} as JSON Lines");
        }
    }
}

#[test]
fn one_file_may_mix_everything() {
    let read = read_as(None, &fixture("json.jsonl"), &with_model());
    let sources: std::collections::BTreeSet<_> = read.events.iter().map(|e| e.source).collect();
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), ["anthropic", "gemini", "native", "openai"]);
    let refused = read_as(Some("native"), &fixture("json.jsonl"), &with_model());
    assert_eq!(refused.events.len(), 3);
    assert!(
        refused.rejections.iter().all(|r| r.reason.contains("not a native record") || r.reason.contains("no counter"))
    );
}

#[test]
fn tables_with_native_headers() {
    let all = events("csv.csv");
    assert_eq!(counts(&all[0]), [("input_tokens", 1000), ("output_tokens", 200), ("cache_read_tokens", 600)]);
    assert_eq!(all[0].labels.tags, [("job".into(), "nightly".into()), ("prod".into(), "true".into())]);
    assert_eq!(all[0].metadata.as_deref(), Some(r#"{"note":"said \"hi\""}"#));
    assert_ne!(all[1].id, all[2].id, "equal rows are two events");
    let row = r#"{"output_tokens":1,"model":"gpt-4o","input_tokens":5.0,"provider":"openai","timestamp":"2026-11-01 10:00:01"}"#;
    assert_eq!(read(row).events[0].id, all[1].id, "the same content in JSON is the same event");
}
