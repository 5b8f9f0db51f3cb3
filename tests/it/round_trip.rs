//! What was exported comes back as what it was.

use crate::run::Home;

/// Records with everything that is easily lost on the way.
const ODD: &str = r#"{"id":"=1+1","timestamp":"2026-11-01T10:00:00.123456Z","model":"claude-sonnet-4-5","input_tokens":10,"output_tokens":5,"cache_write_1h_tokens":3,"tags":{"a,b":"c=d","x":"-1"},"project_id":"+web","metadata":{"total_cost":3,"z":{"k":[1,2]}},"cost":0}
{"timestamp":"2026-11-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":10,"output_tokens":5,"total_cost":1.5,"source":"mine","latency_ms":12,"processing":"batch","user_id":" sp ace "}
{"id":"sha256:00112233445566778899aabbccddeeff","timestamp":"2026-11-01T10:00:00Z","model":"nobody-knows","input_tokens":10,"output_tokens":5,"reported_cost":"0.123456789012"}
{"id":"3f1c2a34-7b1e-4a50-9c1d-5e6f70818293","timestamp":"2026-11-01T23:59:59.999999Z","model":"gpt-4o","input_tokens":100,"cached_tokens":40,"output_tokens":0,"reasoning_tokens":0,"audio_seconds":1.5,"estimated":true}
{"id":"sum","timestamp":"2026-11-02T00:00:00Z","model":"gpt-4o","input_tokens":100,"output_tokens":7,"requests":3,"tags":["job=nightly","plain"]}
"#;
/// A response body, whose id is of another space of ids, and one that has no id.
const BODIES: &str = r#"{"id":"chatcmpl-1","object":"chat.completion","created":1793500000,"model":"gpt-4o","service_tier":"priority","usage":{"prompt_tokens":50,"completion_tokens":9,"total_tokens":59}}
{"object":"chat.completion","created":1793500001,"model":"gpt-4o-mini","usage":{"prompt_tokens":51,"completion_tokens":9,"total_tokens":60}}
"#;

fn filled() -> Home {
    let home = Home::new();
    let files = [home.write("odd.jsonl", ODD), home.write("bodies.jsonl", BODIES)];
    let csv = "timestamp,model,input_tokens,output_tokens\n2026-11-03,gpt-4o,5,6\n2026-11-03,gpt-4o,5,6\n";
    let table = home.write("table.csv", csv);
    let all = files.into_iter().chain([table]);
    let done = home.run([std::ffi::OsString::from("ingest")].into_iter().chain(all.map(Into::into))).exits(0);
    assert!(done.stdout.contains("new 9"), "{done:?}");
    home
}

fn export(home: &Home, name: &str) {
    home.run(["export", "--output", name, "--force"]).exits(0);
}

#[test]
fn in_the_same_ledger_every_record_is_a_duplicate() {
    let home = filled();
    export(&home, "before.jsonl");
    for name in ["all.jsonl", "all.json", "all.csv", "all.jsonl.gz"] {
        export(&home, name);
        let again = home.run(["ingest", name]).exits(0);
        assert!(again.stdout.contains("new 0  updated 0  duplicate 9  rejected 0"), "{name}: {again:?}");
    }
    export(&home, "after.jsonl");
    let read = |name| std::fs::read_to_string(home.at(name)).expect("exported");
    assert_eq!(read("before.jsonl"), read("after.jsonl"));
}

#[test]
fn in_an_empty_ledger_the_records_are_the_same() {
    let home = filled();
    export(&home, "first.jsonl");
    let first = std::fs::read_to_string(home.at("first.jsonl")).expect("exported");
    assert_eq!(first.lines().count(), 9);
    for name in ["all.jsonl", "all.json", "all.csv"] {
        export(&home, name);
        let other = Home::new();
        other.run(["ingest".into(), home.at(name)]).exits(0);
        export(&other, "second.jsonl");
        let second = std::fs::read_to_string(other.at("second.jsonl")).expect("exported");
        assert_eq!(first, second, "by {name}");
    }
}

#[test]
fn our_own_answers_are_read_in_one_line_too() {
    let home = filled();
    export(&home, "all.json");
    let text = std::fs::read_to_string(home.at("all.json")).expect("exported");
    let again = home.pipe(["ingest", "-"], text.replace('\n', " ").as_bytes()).exits(0);
    assert!(again.stdout.contains("duplicate 9  rejected 0"), "{again:?}");
}

#[test]
fn a_counter_too_large_costs_its_record_alone() {
    let home = Home::new();
    let lines = r#"{"id":"a","timestamp":"2026-11-01T10:00:00Z","model":"gpt-4o","input_tokens":9223372036854775807,"output_tokens":5}
{"id":"b","timestamp":"2026-11-01T10:00:00Z","model":"gpt-4o","input_tokens":9223372036854775808,"output_tokens":5}
{"id":"c","timestamp":"2026-11-01T10:00:00Z","model":"gpt-4o","input_tokens":100000000000000000,"cached_tokens":60000000000000000,"output_tokens":5,"total_tokens":160000000000000005}
{"id":"d","timestamp":"2026-11-01T10:00:00Z","model":"gpt-4o","input_tokens":9007199254740993,"output_tokens":5}
{"id":"e","type":"message","model":"claude-haiku-4-5","usage":{"input_tokens":90000000000000000,"cache_read_input_tokens":90000000000000000,"output_tokens":1}}
{"id":"f","timestamp":"2026-11-01T10:00:00Z","model":"gpt-4o","input_tokens":7,"output_tokens":5}
"#;
    home.write("large.jsonl", lines);
    let done = home.run(["ingest", "large.jsonl"]).exits(0);
    assert!(done.stdout.contains("new 2  updated 0  duplicate 0  rejected 4"), "{done:?}");
    for line in [1, 2, 3, 5] {
        assert!(done.stderr.contains(&format!("large.jsonl:{line}: rejected")), "{done:?}");
    }
    home.write("large.csv", "id,timestamp,model,input_tokens,output_tokens\nx,2026-11-01,gpt-4o,9223372036854775808,1\ny,2026-11-01,gpt-4o,8,1\n");
    let done = home.run(["ingest", "large.csv"]).exits(0);
    assert!(done.stdout.contains("new 1  updated 0  duplicate 0  rejected 1"), "{done:?}");
    let flags = ["record", "--provider", "openai", "--model", "gpt-4o", "--output", "3", "--input"];
    let refused = home.run(flags.into_iter().chain(["9223372036854775808"]));
    assert!(refused.exit != 0 && refused.stderr.contains("9223372036854775808"), "{refused:?}");
}

#[test]
fn a_file_of_somebody_else_with_such_names_is_no_export() {
    let home = Home::new();
    // The total says that the cached tokens stand beside the input.
    let line = r#"{"id":"a","timestamp":"2026-11-01T10:00:00Z","source":"anthropic","model":"claude-haiku-4-5","input_tokens":10,"cached_tokens":90,"output_tokens":5,"total_tokens":105,"total_cost":9}"#;
    home.write("other.jsonl", line);
    home.run(["ingest", "other.jsonl"]).exits(0);
    export(&home, "all.jsonl");
    let all = std::fs::read_to_string(home.at("all.jsonl")).expect("exported");
    let record: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    assert_eq!(record["input_tokens"], 100);
    assert_eq!(record["source"], "native");
    assert_eq!(record["metadata"], serde_json::json!({"total_cost": 9, "source": "anthropic"}));
}
