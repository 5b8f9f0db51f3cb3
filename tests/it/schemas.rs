//! Every shape that machines read has a JSON schema in `schema/`, and real output keeps to it.
//!
//! When a test here fails, a shape changed: a new key goes into its schema (and into the guide where
//! it is for users); a key that is gone, or changed its type, is a new `schema_version`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
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
    let wrong = wrong(name, args, text);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of an answer is not as its schema says.
fn wrong(name: &str, args: &str, text: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{args}: {error}: {text}"));
    let schema = schema(name);
    let found = schema.iter_errors(&value).take(5);
    found
        .map(|error| {
            format!("cost-ops {args} is not as in schema/{name}.schema.json: {}: {error}", error.instance_path())
        })
        .collect()
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
            "hourly",
            "weekly",
            "models",
            "top tag:team",
            "top session",
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
    ("calendar", &["calendar", "calendar --range today"]),
    ("tags", &["tags", "tags team --limit 1", "tags nothing"]),
    ("blocks", &["blocks --source native --range all", "blocks --active"]),
    ("explain-event", &["explain EVENT"]),
    ("explain-total", &["explain --range all", "explain --model nobody"]),
    ("diff", &["diff last-month this-month", "diff project=a project=b"]),
    ("what-if", &["what-if --batch --range all", "what-if --at nobody", "what-if --batch --model nobody"]),
    ("anomalies", &["forecast anomalies", "forecast anomalies --method iqr"]),
    ("record", &["record --provider openai --model gpt-4o --input-tokens 5 --output-tokens 2"]),
    ("pricing-generations", &["pricing generations"]),
    ("pricing-history", &["pricing history"]),
    ("pricing-check", &["pricing check"]),
    ("pricing-explain", &["pricing explain gpt-4o --input 5 --output-tokens 2", "pricing explain gpt-4o"]),
    ("pricing-reprice", &["pricing reprice --all --dry-run", "pricing reprice --unpriced --yes"]),
    ("whoami", &["auth whoami"]),
    ("close-verify", &["close --verify 2020-01"]),
    ("audit-verify", &["audit --verify"]),
    ("reconcile", &["reconcile bill.json"]),
    ("pricing-conflicts", &["pricing conflicts"]),
    ("api-keys", &["auth api-key list"]),
    ("users", &["auth user list"]),
    ("config-get", &["config get general.timezone"]),
    ("config-path", &["config path"]),
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
    ("prune", &["prune --older-than 9y --dry-run"]),
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
    let price = ["--provider", "openai", "--model", "gpt-4o", "--input-price", "9", "--output-price", "9"];
    home.run(["pricing", "add"].into_iter().chain(price)).exits(0);
    home.run(["auth", "api-key", "create", "--name", "ci"]).exits(0);
    let user = ["auth", "user", "add", "--email", "ann@example.com", "--password-stdin"];
    home.pipe(user, b"correct horse battery staple\n").exits(0);
    let cost = r#"{"object": "organization.costs.result", "amount": {"value": 1.5, "currency": "usd"}, "line_item": "gpt-4o, input"}"#;
    home.write("bill.json", format!(r#"{{"object": "page", "data": [{{"object": "bucket", "start_time": 1790812800, "end_time": 1790899200, "results": [{cost}]}}]}}"#));
    home.run(["backup", "--output", "copy.db"]).exits(0);
    home
}

#[test]
fn every_output_keeps_to_its_schema() {
    let home = home();
    let newest: Value = serde_json::from_str(&home.run(["query", "--range", "all", "--json"]).stdout).unwrap();
    let event = newest["data"][0]["id"].as_str().unwrap().to_owned();
    let mut all = Vec::new();
    for (name, commands) in OUTPUTS {
        for command in *commands {
            let args: Vec<&str> = match *command {
                "explain EVENT" => vec!["explain", &event],
                "sql usage.sql" => vec!["sql", "SELECT *, NULL, 0.5 FROM usage_records"],
                command => command.split(' ').collect(),
            };
            let ran = home.run(args.iter().copied().chain((!args.contains(&"--format")).then_some("--json")));
            all.extend(wrong(name, command, &ran.stdout));
            let version: Value = serde_json::from_str(&ran.stdout).unwrap();
            assert!(version["schema_version"].is_u64(), "{command} tells its version");
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Commands whose answer has no schema of its own, and why.
const EXEMPT: &[(&str, &str)] = &[
    ("statusline", "a line for Claude Code's status line"),
    ("run", "the command's own output"),
    ("completion", "a script"),
    ("guide", "text"),
    ("server", "HTTP: schema/openapi.json"),
    ("config set", "says on standard error what it did"),
    ("config unset", "says on standard error what it did"),
    ("config validate", "says on standard error what is wrong"),
    ("budget set", "says on standard error what it did"),
    ("budget remove", "says on standard error what it did"),
    ("plan add", "says on standard error what it did"),
    ("plan remove", "says on standard error what it did"),
    ("pricing add", "the number of the price alone"),
    ("pricing update", "the number of the price alone, or what a list changed"),
    ("pricing remove", "says on standard error what it did"),
    ("pricing rollback", "says on standard error what it did"),
    ("budget test-alert", "tests of alerts hold its answer to its schema"),
    ("pricing export", "a price list"),
    ("pricing cases", "one object a line, as the cases say"),
    ("auth api-key create", "the key alone, as it is used"),
    ("auth api-key revoke", "says on standard error what it did"),
    ("auth user add", "says on standard error what it did"),
    ("auth user disable", "says on standard error what it did"),
    ("auth login", "needs a server"),
    ("auth logout", "needs a server"),
];

/// Each command that does something, by its words.
fn leaves(command: &clap::Command, words: &str, all: &mut Vec<String>) {
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help" && !verb.is_hide_set()) {
        let words = format!("{words} {}", verb.get_name()).trim().to_owned();
        if verb.has_subcommands() { leaves(verb, &words, all) } else { all.push(words) }
    }
}

#[test]
fn every_command_has_a_schema_or_a_reason() {
    let mut all = Vec::new();
    leaves(&cost_ops::cli::Cli::command(), "", &mut all);
    let begins = |words: &str, with: &str| words == with || words.starts_with(&format!("{with} "));
    let held = |leaf: &str| OUTPUTS.iter().any(|(_, commands)| commands.iter().any(|command| begins(command, leaf)));
    let exempt = |leaf: &str| EXEMPT.iter().any(|(words, _)| begins(leaf, words));
    let without: Vec<&String> = all.iter().filter(|leaf| !held(leaf) && !exempt(leaf)).collect();
    assert!(without.is_empty(), "no schema and no reason: {without:?}");
    let needless: Vec<_> = EXEMPT.iter().filter(|(words, _)| !all.iter().any(|leaf| begins(leaf, words))).collect();
    assert!(needless.is_empty(), "no such commands: {needless:?}");
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
