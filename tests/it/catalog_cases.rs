//! Prices as the binary gives them: our own cases always, the shared ones when they are there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cost_ops::domain::Usd;
use serde::Deserialize;
use serde_json::Value;

/// The shared price data, or `None` (said aloud) in a clone that stands alone.
fn shared(file: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("COST_OPS_SHARED").map_or(beside, PathBuf::from);
    let path = root.join("data/pricing").join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

fn read(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    text.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
}

/// What `pricing cases` answers, by id.
fn answers(cases: &[Value]) -> BTreeMap<String, Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cost-ops"))
        .args(["pricing", "cases", "--file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    let lines: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let done = child.wait_with_output().expect("the binary ends");
    writer.join().expect("no panic").expect("all cases are read");
    assert!(done.status.success(), "exit {:?}", done.status.code());
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    let parsed = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON lines"));
    parsed.map(|answer| (answer["id"].as_str().expect("an id").to_owned(), answer)).collect()
}

fn amount(value: &Value) -> Usd {
    value["amount"].as_str().and_then(|text| text.parse().ok()).expect("an amount")
}

/// What differs, empty when nothing does.
fn differences(expected: &Value, got: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for key in ["status", "matched_model", "total_pico"] {
        if !expected[key].is_null() && expected[key] != got[key] {
            out.push(format!("{key}: {} instead of {}", got[key], expected[key]));
        }
    }
    let empty = serde_json::Map::new();
    let (want, have) =
        (expected["classes"].as_object().unwrap_or(&empty), got["classes"].as_object().unwrap_or(&empty));
    let classes: BTreeSet<&String> = want.keys().chain(have.keys()).collect();
    for class in classes {
        match (want.get(class), have.get(class)) {
            (Some(w), Some(h)) if w["count"].as_f64() == h["count"].as_f64() && amount(w) == amount(h) => {}
            (w, h) => out.push(format!("{class}: {h:?} instead of {w:?}")),
        }
    }
    out
}

#[test]
fn our_own_cases_come_out_to_the_pico_dollar() {
    let cases = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog/cases.jsonl"));
    let answers = answers(&cases);
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let id = case["id"].as_str().expect("an id");
        let found = differences(&case["expected"], &answers[id]);
        wrong.extend((!found.is_empty()).then(|| format!("{id} ({}): {}", case["model"], found.join("; "))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_used_class_without_a_rate_leaves_no_total() {
    let case = serde_json::json!({
        "id": "a", "kind": "usage", "provider": "openai", "model": "text-embedding-3-small",
        "timestamp": "2026-11-23T12:00:00Z", "usage": {"input_tokens": 10, "output_tokens": 1},
    });
    let answer = answers(&[case]).remove("a").expect("an answer");
    assert_eq!(answer["reason"], "missing_rate:output_tokens");
    assert_eq!(answer["total_pico"], Value::Null, "unknown is not zero");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Departures {
    departure: Vec<Departure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Departure {
    id: String,
    #[serde(rename = "model")]
    _model: String,
    reason: String,
}

#[test]
fn the_handed_out_cases_agree_but_for_the_listed_departures() {
    let Some(path) = shared("CASES_handout.jsonl") else { return };
    let listed: Departures = toml::from_str(include_str!("catalog_departures.toml")).expect("departures");
    assert!(listed.departure.iter().all(|d| d.reason.len() > 10), "a departure needs its reason");
    let listed: BTreeSet<&str> = listed.departure.iter().map(|d| d.id.as_str()).collect();
    let cases = read(&path);
    let answers = answers(&cases);
    let (mut unlisted, mut departed) = (Vec::new(), BTreeSet::new());
    for case in &cases {
        let id = case["id"].as_str().expect("an id");
        let found = differences(&case["expected"], &answers[id]);
        if found.is_empty() {
            continue;
        }
        departed.insert(id);
        if !listed.contains(id) {
            unlisted.push(format!(
                "{id} {} {} {}: {}",
                case["tags"],
                case["provider"],
                case["model"],
                found.join("; ")
            ));
        }
    }
    assert!(unlisted.is_empty(), "{} unlisted departures:\n{}", unlisted.len(), unlisted.join("\n"));
    let mended: Vec<_> = listed.difference(&departed).collect();
    assert!(mended.is_empty(), "listed as departing, but agree: {mended:?}");
}

/// A judged amount: the cases lack a `kind`, which follows from what they carry.
fn judged(path: &Path) -> Vec<Value> {
    let mut cases = read(path);
    for case in &mut cases {
        case["kind"] = if case.get("raw_body").is_some() { "raw_body" } else { "usage" }.into();
    }
    cases
}

#[test]
fn where_the_reference_is_wrong_we_are_right() {
    let Some(path) = shared("ORACLE_BUGS.jsonl") else { return };
    let cases = judged(&path);
    let answers = answers(&cases);
    for case in &cases {
        let got = &answers[case["id"].as_str().expect("an id")];
        let correct = case["correct_total"].as_str().expect("a total");
        if correct.starts_with("unknown") {
            assert_eq!(got["status"], "unknown_model", "{case}");
        } else {
            let correct: Usd = correct.parse().expect("an amount");
            assert_eq!(got["total_pico"], correct.pico().to_string(), "{}: {}", case["tag"], case["why"]);
        }
    }
}

#[test]
fn amounts_really_billed_are_reproduced() {
    let Some(path) = shared("GROUND_TRUTH.jsonl") else { return };
    let cases = judged(&path);
    let answers = answers(&cases);
    let (mut exact, mut truncated) = (0, 0);
    for case in &cases {
        let got = answers[case["id"].as_str().expect("an id")]["total_pico"].as_str().expect("a total");
        let got = Usd::from_pico(got.parse().expect("whole pico-dollars"));
        let billed: Usd = case["billed_usd"].as_str().and_then(|t| t.parse().ok()).expect("an amount");
        let step: Usd = case["billed_rounding"].as_str().map_or(Usd::ZERO, |t| t.parse().expect("a step"));
        if got == billed {
            exact += 1;
        } else if got > billed && (got - billed) < step {
            truncated += 1;
        } else {
            assert_eq!(case["agrees"], false, "{case}: {got}");
        }
    }
    assert_eq!((exact, truncated), (34, 1));
}
