//! What is told of logs that were read: their labels, tags and costs in reports, where they are and
//! when that was, and which of their lines were refused.

use serde_json::Value;

use crate::run::{Home, Ran};
use crate::sync::{LOG, append, line, sync};

#[test]
fn labels_tell_the_machine_and_the_project() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    sync(&home, &[]);
    let said: Value = serde_json::from_str(&home.run(["query", "--range", "all", "--json"]).exits(0).stdout).unwrap();
    let row = &said["data"][0];
    assert_eq!((&row["project_id"], &row["session_id"]), (&"/home/u/shop".into(), &"s1".into()));
    assert!(!row["host"].as_str().unwrap().is_empty());
}

#[test]
fn reports_read_what_is_new_unless_told_not_to() {
    let home = Home::new();
    home.run(["daily"]).exits(0);
    assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists(), "nothing to read, nothing made");
    home.write(LOG, line("msg_a", 10));
    let outputs = |args: &[&str]| {
        let said: Value = serde_json::from_str(&home.run(args).exits(0).stdout).unwrap();
        said["summary"]["output_tokens"].as_u64().unwrap()
    };
    assert_eq!(outputs(&["daily", "--no-sync", "--json"]), 0);
    assert_eq!(outputs(&["daily", "--json"]), 10);
    append(&home, LOG, &line("msg_b", 5));
    assert_eq!(outputs(&["projects", "--range", "all", "--no-sync", "--json"]), 10);
    assert_eq!(outputs(&["projects", "--range", "all", "--json"]), 15);
    append(&home, LOG, &line("msg_c", 7));
    home.run(["config", "set", "sync.auto", "false"]).exits(0);
    assert_eq!(outputs(&["sessions", "--range", "all", "--json"]), 15);
    home.run(["config", "set", "sync.auto", "true"]).exits(0);
    home.run(["config", "set", "sync.budget_ms", "0"]).exits(0);
    let ran = home.run(["daily", "--json"]).exits(0);
    assert!(ran.stderr.contains("cost-ops sync"), "{ran:?}");
    home.run(["sync"]).exits(0);
    assert_eq!(outputs(&["daily", "--json"]), 22);
    home.run(["--db", "other.db", "init"]).exits(0);
    assert_eq!(outputs(&["--db", "other.db", "daily", "--json"]), 0, "a ledger that logs were never read into");
    home.run(["--db", "other.db", "sync"]).exits(0);
    append(&home, LOG, &line("msg_d", 1));
    assert_eq!(outputs(&["--db", "other.db", "daily", "--json"]), 22, "and no time to read");
}

#[test]
fn sources_tell_where_logs_are() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.run(["sync"]).exits(0);
    let said: Value = serde_json::from_str(&home.run(["sources", "--json"]).exits(0).stdout).unwrap();
    let rows = said["data"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{said}");
    assert_eq!(
        (&rows[0]["source"], &rows[0]["files"], &rows[0]["records"]),
        (&"claude-code".into(), &1.into(), &1.into())
    );
    assert_eq!(rows[0]["days_left"], 30);
    assert!(rows[0]["last_sync"].is_string());
    let all = home.run(["sources", "--all", "--json"]).exits(0).stdout;
    let rows: Value = serde_json::from_str(&all).unwrap();
    let of_agent = rows["data"].as_array().unwrap().iter().filter(|row| row["source"] == "claude-code");
    let records: Vec<u64> = of_agent.map(|row| row["records"].as_u64().unwrap()).collect();
    assert!(records.len() > 1 && records.iter().sum::<u64>() == 1, "each root tells its own: {records:?}");
    assert!(all.contains("\"codex\"") && all.contains("\"default\""));
    let mut command = home.command(["sources", "--json"]);
    command.env("CLAUDE_CONFIG_DIR", "~/.claude,/elsewhere");
    let said = Ran::of(command.output().unwrap()).exits(0).stdout;
    assert!(said.contains("CLAUDE_CONFIG_DIR"), "{said}");
}

#[test]
fn a_cost_can_be_the_one_that_was_reported() {
    let home = Home::new();
    let paid = line("msg_a", 10).replace("\"type\":\"assistant\",", "\"type\":\"assistant\",\"costUSD\":0.25,");
    home.write(LOG, paid + &line("msg_b", 10));
    home.run(["sync"]).exits(0);
    let cost = |verb: &str, basis: &str| {
        let said = home.run([verb, "--range", "all", "--cost", basis, "--json"]).exits(0).stdout;
        let said: Value = serde_json::from_str(&said).unwrap();
        (said["summary"]["total_cost"].to_string(), said["summary"]["unpriced_requests"].as_u64().unwrap())
    };
    for verb in ["daily", "summary", "query", "blocks"] {
        assert_eq!(cost(verb, "calculated"), ("0.0009".to_owned(), 0), "{verb}");
        assert_eq!(cost(verb, "reported"), ("0.25".to_owned(), 1), "{verb}");
        assert_eq!(cost(verb, "auto"), ("0.25045".to_owned(), 0), "{verb}");
    }
    assert!(home.run(["daily", "--cost", "guessed"]).exits(2).stderr.contains("calculated"));
}

#[test]
fn tags_are_given_by_rule() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.run(["config", "set", "sync.tags", "team=web where project=*/shop; x=y where branch=none"]).exits(0);
    home.run(["sync"]).exits(0);
    let said = home.run(["query", "--range", "all", "--group-by", "tag:team,tag:x", "--json"]).exits(0).stdout;
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["data"][0]["tag:team"], &said["data"][0]["tag:x"]), (&"web".into(), &Value::Null));
    home.run(["config", "set", "sync.tags", "nonsense"]).exits(0);
    append(&home, LOG, &line("msg_b", 10));
    assert!(home.run(["sync"]).exits(2).stderr.contains("where FIELD=PATTERN"));
}

#[test]
fn health_tells_when_logs_were_last_read() {
    let home = Home::new();
    home.write(LOG, line("msg_1", 7));
    let component = |home: &Home| -> Value {
        let health: Value = serde_json::from_str(&home.run(["health", "--json"]).exits(0).stdout).unwrap();
        health["components"]["sync"].clone()
    };
    home.run(["init"]).exits(0);
    assert_eq!(component(&home), Value::Null);
    sync(&home, &[]);
    assert_eq!(component(&home)["facts"]["sources"], serde_json::json!(["claude-code"]));
}

#[test]
fn refused_lines_are_told_with_their_numbers_and_the_rest_is_counted() {
    let home = Home::new();
    for log in 0..40 {
        let text =
            line(&format!("msg_{log}"), 1) + "\n" + &line("cut", 1)[..150] + "\"usage\":{\n" + &line("", 1)[..200];
        home.write(&format!(".claude/projects/-p/{log}.jsonl"), text + "\n");
    }
    let ran = home.run(["sync"]).exits(0);
    let places: Vec<_> = ran.stderr.lines().filter(|line| line.contains(": rejected: ")).collect();
    let places = places.iter().map(|line| line.split(": rejected").next().unwrap().rsplit(':').next().unwrap());
    let places: Vec<&str> = places.collect();
    assert_eq!(places.len(), 5, "{}", ran.stderr);
    assert!(places.iter().all(|place| ["3", "4"].contains(place)), "{places:?}");
    assert!(ran.stderr.contains("more were rejected"), "{}", ran.stderr);
}
