//! Usage extraction against the shared recordings: every class of every body.

use std::collections::BTreeMap;
use std::path::PathBuf;

use cost_ops::source::body::{BodyUsage, usage_of_body};
use serde_json::Value;

use cost_ops::domain::{UsageClass, UsageCounts};

/// The shared data, or a word on standard error that it is not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root =
        std::env::var("COST_OPS_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").into());
    let file = PathBuf::from(root).join("data").join(path);
    if !file.exists() {
        eprintln!("skipped: {} is not there", file.display());
        return None;
    }
    Some(file)
}

pub(crate) fn lines(path: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared(path)?).expect("readable");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
}

fn nonzero(counts: &UsageCounts) -> BTreeMap<&'static str, u64> {
    counts.iter().filter(|(_, n)| *n > 0).map(|(class, n)| (class.name(), n)).collect()
}

#[test]
fn raw_body_cases_give_the_expected_usage() {
    let Some(cases) = lines("pricing/CASES_handout.jsonl") else { return };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in cases.iter().filter(|case| case["kind"] == "raw_body") {
        seen += 1;
        let found = usage_of_body(&case["raw_body"], case["provider"].as_str(), case["api_flavor"].as_str());
        let found = match found {
            Ok(found) => found,
            Err(why) => {
                wrong.push(format!("{}: {why}", case["id"]));
                continue;
            }
        };
        let expected: BTreeMap<&str, u64> = case["expected"]["usage"]
            .as_object()
            .expect("usage")
            .iter()
            .map(|(class, n)| (class.as_str(), n.as_u64().expect("a count")))
            .filter(|(_, n)| *n > 0)
            .collect();
        let got = nonzero(&found.usage());
        if got != expected {
            wrong.push(format!("{} {} {}: {got:?} for {expected:?}", case["id"], case["provider"], case["raw_body"]));
        }
    }
    assert!(seen > 400, "{seen} cases");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The classes the recordings are labelled with.
fn classes(usage: &UsageCounts) -> BTreeMap<&'static str, i128> {
    let get = |class| i128::from(usage.get(class));
    let (read, written) = (get(UsageClass::CacheRead), get(UsageClass::CacheWrite));
    let h1 = get(UsageClass::CacheWrite1h);
    [
        ("input_uncached", get(UsageClass::Input) - read - written),
        ("cache_read", read),
        ("cache_write_5m", written - h1),
        ("cache_write_1h", h1),
        ("output", get(UsageClass::Output)),
        ("reasoning", get(UsageClass::OutputReasoning)),
        ("audio_in", get(UsageClass::InputAudio)),
        ("audio_out", get(UsageClass::OutputAudio)),
    ]
    .into_iter()
    .filter(|(_, n)| *n != 0)
    .collect()
}

pub(crate) fn expected_classes(value: &Value) -> BTreeMap<String, i128> {
    value
        .as_object()
        .expect("classes")
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "model" | "requests"))
        .map(|(key, n)| (key.clone(), i128::from(n.as_i64().expect("a count"))))
        .collect()
}

/// Bodies the labels are wrong or silent about, with the reason.
const KNOWN: &[(&str, &str)] = &[
    ("provider-bodies/cohere/handout.jsonl#L1", "a tokenize response: nothing is billed, no record"),
    (
        "provider-bodies/gemini/handout.jsonl#L147",
        "OpenAI-compatible: 35 in, 12 + 62 hidden out, total 109; the label has no counters",
    ),
    ("provider-bodies/voyage/handout.jsonl#L2", "3 embedded tokens, which the labels leave out"),
];

#[test]
fn recorded_bodies_give_the_labelled_classes() {
    let Some(expected) = lines("formats/EXPECTED.jsonl") else { return };
    let mut labels: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for entry in expected {
        let fixture = entry["fixture"].as_str().expect("a path");
        if fixture.starts_with("provider-bodies/") && fixture.contains("#L") && entry["expectation"] == "token_classes"
        {
            labels.entry(fixture.to_owned()).or_default().push(entry["value"].clone());
        }
    }
    let mut wrong = Vec::new();
    for (fixture, labels) in &labels {
        if KNOWN.iter().any(|(known, _)| known == fixture) {
            continue;
        }
        let (file, line) = fixture.split_once("#L").expect("a line");
        let text = std::fs::read_to_string(shared(&format!("formats/{file}")).expect("there")).expect("readable");
        let line: usize = line.parse().expect("a number");
        let body: Value = serde_json::from_str(text.lines().nth(line - 1).expect("the line")).expect("JSON");
        match usage_of_body(&body, None, None) {
            Ok(found) => compare(fixture, &found, labels, &mut wrong),
            Err(why) => wrong.push(format!("{fixture}: {why}")),
        }
    }
    assert!(labels.len() > 600, "{} bodies", labels.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), labels.len(), wrong.join("\n"));
}

fn compare(fixture: &str, found: &BodyUsage, labels: &[Value], wrong: &mut Vec<String>) {
    if found.parts.len() != labels.len() {
        wrong.push(format!("{fixture}: {} parts for {}", found.parts.len(), labels.len()));
    }
    if found.estimated {
        wrong.push(format!("{fixture}: {:?}", found.note));
    }
    for (part, label) in found.parts.iter().zip(labels) {
        let got: BTreeMap<String, i128> = classes(&part.usage).into_iter().map(|(k, n)| (k.to_owned(), n)).collect();
        let expected = expected_classes(label);
        let model = part.model.as_deref().or(found.model.as_deref());
        if got != expected || (model.is_some() && model != label["model"].as_str()) {
            wrong.push(format!("{fixture}: {model:?} {got:?} for {label}"));
        }
    }
}
