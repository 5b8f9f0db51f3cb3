//! `--format ccusage` against what ccusage 20.0.24 itself printed for the same logs
//! (`--json --offline`, kept in `tests/fixtures/ccusage`).

use serde_json::Value;

use crate::run::Home;

fn fixture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ccusage").join(name)
}

/// The same, but for the last digits of amounts, which are exact here and sums of floats there.
fn same(place: &str, theirs: &Value, ours: &Value) {
    match (theirs, ours) {
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.keys().collect::<Vec<_>>(), sorted(b.keys().collect()), "{place}");
            a.iter().for_each(|(key, value)| same(&format!("{place}.{key}"), value, &b[key]));
        }
        // Which model came first is told by nothing that is kept.
        (Value::Array(a), Value::Array(b)) if (place.ends_with(".models") || place.ends_with(".modelsUsed")) => {
            let set = |list: &[Value]| list.iter().map(Value::to_string).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(set(a), set(b), "{place}");
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: {ours:#}");
            a.iter().zip(b).enumerate().for_each(|(at, (a, b))| same(&format!("{place}[{at}]"), a, b));
        }
        (Value::Number(a), Value::Number(b)) => {
            let shown = |number: &serde_json::Number| format!("{:.9}", number.as_f64().unwrap());
            assert_eq!(shown(a), shown(b), "{place}");
        }
        (a, b) => assert_eq!(a, b, "{place}"),
    }
}

fn sorted(mut keys: Vec<&String>) -> Vec<&String> {
    keys.sort();
    keys
}

#[test]
fn scripts_that_read_ccusage_read_this() {
    let home = Home::new();
    home.run(["sync", "--path", fixture("").to_str().unwrap(), "--quiet"]).exits(0);
    for (verb, kept) in
        [("daily", "daily"), ("weekly", "weekly"), ("monthly", "monthly"), ("session", "session"), ("blocks", "blocks")]
    {
        let ran = home.run([verb, "--format", "ccusage", "--offline", "-z", "UTC"]).exits(0);
        let ours: Value = serde_json::from_str(&ran.stdout).unwrap();
        let theirs: Value = serde_json::from_slice(&std::fs::read(fixture(&format!("{kept}.json"))).unwrap()).unwrap();
        same(verb, &theirs, &ours);
    }
    let ran = home.run(["daily", "--format", "ccusage", "--since", "20260303", "--until", "20260303"]).exits(0);
    let ours: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(ours["daily"].as_array().unwrap().len(), 1, "{ours:#}");
}

#[test]
fn an_active_block_has_its_rates() {
    let home = Home::new();
    let now = chrono::Utc::now();
    let line = |minutes: i64, id: &str| {
        let at = now - chrono::TimeDelta::minutes(minutes);
        format!(
            r#"{{"type":"assistant","timestamp":"{}","sessionId":"s","requestId":"r{id}","message":{{"id":"m{id}","role":"assistant","model":"claude-sonnet-4-5-20250929","usage":{{"input_tokens":100,"output_tokens":200,"cache_creation_input_tokens":0,"cache_read_input_tokens":4000}}}}}}"#,
            at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
        )
    };
    // Within one hour, so that both are of one block.
    home.write(".claude/projects/-p/s.jsonl", format!("{}\n{}\n", line(2, "1"), line(1, "2")));
    let ran = home.run(["blocks", "--active", "--format", "ccusage"]).exits(0);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let block = answer["blocks"].as_array().unwrap().last().unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&block["burnRate"]), "costPerHour tokensPerMinute tokensPerMinuteForIndicator");
    assert_eq!(keys(&block["projection"]), "remainingMinutes totalCost totalTokens");
    assert_eq!(block["burnRate"]["tokensPerMinute"], 8600.0);
    assert_eq!(block["burnRate"]["tokensPerMinuteForIndicator"], 600.0);
}

#[test]
fn other_reports_have_no_such_shape() {
    let home = Home::new();
    let ran = home.run(["models", "--format", "ccusage"]).exits(2);
    assert!(ran.stderr.contains("--format json"), "{ran:?}");
}
