//! Every shape that machines read has a JSON schema in `schema/`, and real output keeps to it.
//!
//! When a test here fails, a shape changed: a new key goes into its schema (and into the guide where
//! it is for users); a key that is gone, or changed its type, is a new `schema_version`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

use crate::run::Home;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")
}

fn schema(name: &str) -> Validator {
    let path = folder().join(format!("{name}.schema.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{name} is a schema");
    assert!(schema["title"].is_string() && schema["description"].is_string(), "{name} says what it is of");
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

pub(crate) fn check(name: &str, args: &str, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{args}: {error}: {text}"));
    let wrong: Vec<String> =
        schema(name).iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
    assert!(wrong.is_empty(), "cost-ops {args} is not as in schema/{name}.schema.json:\n{}", wrong.join("\n"));
}

/// Each schema with commands whose output it describes.
const OUTPUTS: &[(&str, &[&str])] = &[
    ("ingest", &["ingest bad.jsonl --dry-run"]),
    (
        "query-grouped",
        &[
            "query --range all --group-by provider,model --limit 2",
            "query --range all --group-by tag:team,project,user,organization",
            "query --range all --group-by hour",
            "query --range all --group-by week,branch,host,source",
            "query --range today --group-by model",
            "daily",
            "monthly",
            "projects --range all",
            "sessions --range all",
        ],
    ),
    ("query-records", &["query --range all --limit 3", "query --range today", "export --format json"]),
    ("summary", &["summary --period all --breakdown", "summary --period today", "report generate --period all"]),
    ("usage-analysis", &["report generate --type usage_analysis --period all"]),
    ("pricing-list", &["pricing list --provider openai", "pricing list --provider nobody"]),
    ("pricing-get", &["pricing get --provider openai --model gpt-4o"]),
    ("budget-list", &["budget list"]),
    ("budget-status", &["budget status", "report generate --type budget"]),
    ("budget-check", &["budget check"]),
    ("plan-list", &["plan list"]),
    ("plan-status", &["plan status", "plan status --range all"]),
    ("audit", &["audit", "report generate --type audit"]),
    ("forecast", &["forecast generate --horizon 3", "report generate --type forecast"]),
    ("forecast-budget", &["forecast budget", "forecast budget web --model linear"]),
    ("sql", &["sql", "sql usage.sql"]),
    ("sources", &["sources", "sources --all"]),
    ("close", &["close --list"]),
    ("config-show", &["config show"]),
    ("sync", &["sync"]),
    ("init", &["init", "init --dry-run", "init --status"]),
    ("health", &["health"]),
    ("backup", &["backup", "backup --keep 1"]),
    ("doctor", &["doctor", "doctor --fix"]),
    ("maintain", &["maintain --dry-run", "maintain --vacuum --keep 1"]),
    ("bundle", &["bundle --force --output b.bundle", "bundle --force --redact --output b.bundle"]),
    ("merge", &["merge --dry-run b.bundle", "merge b.bundle"]),
    ("restore", &["restore --dry-run copy.db", "restore --yes copy.db"]),
];

/// Those that other tests hold output to.
const ELSEWHERE: [&str; 4] = ["export-record", "error", "alert", "budget-test-alert"];

fn home() -> Home {
    let home = Home::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample/usage.jsonl");
    home.run([Path::new("ingest"), &sample]).exits(0);
    let mut days = String::new();
    for n in 0..60 {
        let day = chrono::Utc::now() - chrono::TimeDelta::days(n);
        days += &format!(
            "{{\"timestamp\":\"{}\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":{},\"output_tokens\":9,\"tags\":{{\"team\":\"a\"}},\"latency_ms\":7,\"metadata\":{{\"a\":[1]}}}}\n",
            day.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            1000 + n
        );
    }
    home.write("days.jsonl", days);
    home.run(["ingest", "days.jsonl"]).exits(0);
    home.write("bad.jsonl", "{\"timestamp\":\"no\"}\n{\"timestamp\":\"2026-11-01T00:00:00Z\",\"provider\":\"acme\",\"model\":\"m\",\"input_tokens\":1,\"output_tokens\":1}\n");
    home.run(["budget", "set", "web", "--amount", "5", "--period", "month"]).exits(0);
    home.run(["plan", "add", "Max", "--amount", "100", "--since", "2026-01-14"]).exits(0);
    home.run(["close", "2020-01"]).exits(0);
    home.run(["backup", "--output", "copy.db"]).exits(0);
    home
}

#[test]
fn every_output_keeps_to_its_schema() {
    let home = home();
    for (name, commands) in OUTPUTS {
        for command in *commands {
            let args: Vec<&str> = match *command {
                "sql usage.sql" => vec!["sql", "SELECT *, NULL, 0.5 FROM usage_records"],
                command => command.split(' ').collect(),
            };
            let ran = home.run(args.iter().copied().chain((!args.contains(&"--format")).then_some("--json")));
            check(name, command, &ran.stdout);
            let version: Value = serde_json::from_str(&ran.stdout).unwrap();
            assert!(*name == "health" || version["schema_version"].is_u64(), "{command} tells its version");
        }
    }
}

#[test]
fn every_line_of_an_export_is_a_record() {
    let ran = home().run(["export", "--format", "jsonl"]).exits(0);
    assert!(ran.stdout.lines().count() > 50);
    ran.stdout.lines().for_each(|line| check("export-record", "export --format jsonl", line));
}

#[test]
fn errors_are_the_envelope() {
    let home = home();
    for args in [
        &["query", "--range", "nope", "--json"][..],
        &["nonsense", "--json"],
        &["--db", "/nonexistent/x.db", "query", "--json"],
        &["sql", "DELETE FROM events", "--json"],
    ] {
        let ran = home.run(args);
        assert_ne!(ran.exit, 0);
        check("error", &args.join(" "), &ran.stderr);
    }
}

#[test]
fn every_schema_is_held_to_some_output() {
    let used: BTreeSet<String> = OUTPUTS.iter().map(|(name, _)| *name).chain(ELSEWHERE).map(str::to_owned).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_string_lossy().strip_suffix(".schema.json").map(str::to_owned)
        })
        .collect();
    assert_eq!(used, there);
}

#[test]
fn a_schema_refuses_what_is_wrong() {
    let text = home().run(["query", "--range", "all", "--group-by", "model", "--json"]).exits(0).stdout;
    let good: Value = serde_json::from_str(&text).unwrap();
    let schema = schema("query-grouped");
    assert!(schema.is_valid(&good));
    for spoil in [
        |answer: &mut Value| answer["schema_version"] = 2.into(),
        |answer: &mut Value| answer["data"][0]["requests"] = "7".into(),
        |answer: &mut Value| answer["data"][0]["total_cost_exact"] = 0.5.into(),
        |answer: &mut Value| answer["data"][0]["total_cost_exact"] = "1e-6".into(),
        |answer: &mut Value| answer["data"][0]["a_new_key"] = Value::Null,
        |answer: &mut Value| drop(answer["data"][0].as_object_mut().unwrap().remove("currency")),
    ] {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(!schema.is_valid(&bad), "{bad}");
    }
}
