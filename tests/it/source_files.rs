//! Whole files through the registry: the shared recordings, streams and traces.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

use cost_ops::domain::{Labels, Rejection, UsageClass, UsageEvent};
use cost_ops::source::{Given, by_id, detect};
use serde_json::Value;

use crate::source_conformance::{expected_classes, lines, shared};

/// What a file gave.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) events: Vec<UsageEvent>,
    pub(crate) rejections: Vec<Rejection>,
}

pub(crate) fn given() -> Given {
    Given { at: "2026-11-23T12:00:00Z".parse().ok(), ..Given::default() }
}

/// Reads bytes as the named format, or as what they look like.
pub(crate) fn read_as(format: Option<&str>, bytes: &[u8], given: &Given) -> Read {
    let source = match format {
        Some(id) => by_id(id).expect("a format"),
        None => detect(&bytes[..bytes.len().min(65_536)]).expect("recognised"),
    };
    let mut read = Read::default();
    let mut sink = |record| match record {
        Ok(event) => read.events.push(event),
        Err(rejection) => read.rejections.push(rejection),
    };
    let mut input = BufReader::with_capacity(4_096, Cursor::new(bytes));
    source.read(&mut input, given, &mut sink).expect("readable");
    read
}

pub(crate) fn read(text: &str) -> Read {
    read_as(None, text.as_bytes(), &given())
}

#[test]
fn recorded_streams_give_the_labelled_classes() {
    let Some(expected) = lines("formats/EXPECTED.jsonl") else { return };
    let mut seen = 0;
    for entry in expected {
        let fixture = entry["fixture"].as_str().expect("a path");
        if !fixture.ends_with(".sse") {
            continue;
        }
        let bytes = std::fs::read(shared(&format!("formats/{fixture}")).expect("there")).expect("readable");
        let read = read_as(None, &bytes, &given());
        assert!(read.rejections.is_empty(), "{fixture}: {:?}", read.rejections);
        assert_eq!(read.events.len(), 1, "{fixture}");
        let event = &read.events[0];
        if entry["expectation"] == "provider_reported_cost_usd" {
            let reported = event.reported.expect("a cost").to_string();
            assert_eq!(reported, entry["value"].to_string(), "{fixture}");
            continue;
        }
        seen += 1;
        assert_eq!(event.model, entry["value"]["model"].as_str().expect("a model"), "{fixture}");
        assert_eq!(classes(event), expected_classes(&entry["value"]), "{fixture}");
        assert!(!event.estimated, "{fixture}");
    }
    assert!(seen >= 25, "{seen} streams");
}

fn classes(event: &UsageEvent) -> BTreeMap<String, i128> {
    let get = |class| i128::from(event.usage.get(class));
    let (read, written) = (get(UsageClass::CacheRead), get(UsageClass::CacheWrite));
    [
        ("input_uncached", get(UsageClass::Input) - read - written),
        ("cache_read", read),
        ("cache_write_5m", written - get(UsageClass::CacheWrite1h)),
        ("cache_write_1h", get(UsageClass::CacheWrite1h)),
        ("output", get(UsageClass::Output)),
        ("reasoning", get(UsageClass::OutputReasoning)),
        ("audio_in", get(UsageClass::InputAudio)),
        ("audio_out", get(UsageClass::OutputAudio)),
    ]
    .into_iter()
    .filter(|(_, n)| *n != 0)
    .map(|(k, n)| (k.to_owned(), n))
    .collect()
}

#[test]
fn recorded_files_lose_no_line() {
    let Some(root) = shared("formats/provider-bodies") else { return };
    let mut bad = Vec::new();
    for folder in std::fs::read_dir(root).expect("a folder") {
        let folder = folder.expect("an entry").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(folder.join("handout.jsonl")).expect("readable");
        let given = Given { model: Some("given-model".into()), ..given() };
        let read = read_as(None, &bytes, &given);
        let lines = bytes.iter().filter(|b| **b == b'\n').count();
        let requests = read.events.iter().filter(|e| !format!("{:?}", e.id).contains("#advisor")).count();
        let refused = usize::from(name == "cohere");
        if requests + read.rejections.len() != lines || read.rejections.len() != refused {
            bad.push(format!("{name}: {requests} of {lines}, {:?}", read.rejections));
        }
        let ids: std::collections::HashSet<_> = read.events.iter().map(|e| (e.namespace, &e.id)).collect();
        if ids.len() != read.events.len() {
            bad.push(format!("{name}: {} ids for {} events", ids.len(), read.events.len()));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn reported_costs_are_exact() {
    let Some(expected) = lines("formats/EXPECTED.jsonl") else { return };
    for entry in expected.iter().filter(|e| e["expectation"] == "provider_reported_cost_usd") {
        let fixture = entry["fixture"].as_str().expect("a path");
        let Some((file, line)) = fixture.split_once("#L") else { continue };
        if !file.starts_with("provider-bodies/") {
            continue;
        }
        let text = std::fs::read_to_string(shared(&format!("formats/{file}")).expect("there")).expect("readable");
        let line = text.lines().nth(line.parse::<usize>().expect("a number") - 1).expect("the line");
        let read = read(line);
        let expected: cost_ops::domain::Usd = entry["value"].to_string().parse().expect("an amount");
        assert_eq!(read.events[0].reported, Some(expected), "{fixture}");
    }
}

#[test]
fn the_azure_trace_loads_by_mapping() {
    let Some(file) = shared("formats/traces/AzureLLMInferenceTrace_code.csv") else { return };
    let bytes = std::fs::read(file).expect("readable");
    let map = [("timestamp", "TIMESTAMP"), ("input_tokens", "ContextTokens"), ("output_tokens", "GeneratedTokens")];
    let given = Given {
        model: Some("gpt-4o".into()),
        map: map.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        ..given()
    };
    let read = read_as(None, &bytes, &given);
    assert!(read.rejections.is_empty(), "{:?}", read.rejections);
    assert_eq!(read.events.len(), 8_819);
    let sum = |class| read.events.iter().map(|e| e.usage.get(class)).sum::<u64>();
    assert_eq!((sum(UsageClass::Input), sum(UsageClass::Output)), (18_059_974, 245_896));
    assert_eq!(read.events[0].at.to_rfc3339(), "2023-11-16T18:17:03.979960+00:00");
    let last = &read.events[8_818];
    assert_eq!((last.usage.get(UsageClass::Input), last.usage.get(UsageClass::Output)), (549, 173));
    let ids: std::collections::HashSet<_> = read.events.iter().map(|e| &e.id).collect();
    assert_eq!(ids.len(), 8_819);
}

#[test]
fn burst_traces_load_by_mapping() {
    for (file, rows) in [("BurstGPT_head.csv", 3), ("BurstGPT_3_layout.csv", 2)] {
        let Some(path) = shared(&format!("formats/traces/{file}")) else { return };
        let bytes = std::fs::read(path).expect("readable");
        let map = [
            ("offset_s", "Timestamp"),
            ("input_tokens", "Request tokens"),
            ("output_tokens", "Response tokens"),
            ("total_tokens", "Total tokens"),
            ("model", "Model"),
        ];
        let given = Given { map: map.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(), ..given() };
        let read = read_as(None, &bytes, &given);
        assert!(read.rejections.is_empty(), "{:?}", read.rejections);
        assert_eq!(read.events.len(), rows);
        assert!(read.events.iter().all(|e| e.metadata.as_ref().is_some_and(|m| m.contains("\"Log Type\""))));
        let elapsed = read.events[1].at - read.events[0].at;
        assert!(matches!(elapsed.num_seconds(), 40 | 61));
    }
}

#[test]
fn the_generic_examples_load_whole() {
    for file in ["examples_data_openai-usage.json", "examples_usage.json"] {
        let Some(path) = shared(&format!("formats/generic-json/{file}")) else { return };
        let bytes = std::fs::read(path).expect("readable");
        let read = read_as(None, &bytes, &Given::default());
        assert!(read.rejections.is_empty(), "{:?}", read.rejections);
        let raw: Vec<Value> = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(read.events.len(), raw.len());
        for (event, raw) in read.events.iter().zip(&raw) {
            assert_eq!(event.model, raw["model"]["name"].as_str().expect("a name"));
            assert_eq!(event.labels.organization, raw["organization_id"].as_str().expect("text"));
            assert_eq!(event.usage.total_tokens(), raw["total_tokens"].as_u64().expect("a count"));
            assert_eq!(event.latency_ms, raw["latency_ms"].as_u64());
            assert_eq!(event.usage.get(UsageClass::CacheRead), raw["cached_tokens"].as_u64().unwrap_or(0));
            assert_eq!(event.labels.tags.len(), raw["tags"].as_array().expect("tags").len());
            assert_eq!(event.source, "native");
        }
        assert_ne!(read.events[0].labels, Labels::default());
    }
}
