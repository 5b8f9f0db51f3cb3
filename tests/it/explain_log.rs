//! A record found again in the log it was read from, and nothing of what was said in it.

use serde_json::Value;

use crate::run::Home;

const LOG: &str = ".claude/projects/-home-u-shop/session-one.jsonl";

fn line(session: &str, id: &str, stop: &str, output: u64) -> String {
    format!(
        "{{\"type\":\"assistant\",\"timestamp\":\"2026-11-20T10:00:00Z\",\"sessionId\":\"{session}\",\"cwd\":\"/home/u/shop\",\
         \"version\":\"2.1.0\",\"message\":{{\"id\":\"{id}\",\"model\":\"claude-sonnet-4-5\",\"stop_reason\":{stop},\
         \"content\":\"what was said\",\"usage\":{{\"input_tokens\":100,\"output_tokens\":{output}}}}}}}\n"
    )
}

/// A response whose line is written three times, the first before it ended, and once more by the session
/// that was resumed from it; other responses around it.
fn home() -> Home {
    let home = Home::new();
    let end = "\"end_turn\"";
    let said = "{\"type\":\"user\",\"sessionId\":\"session-one\",\"message\":{\"content\":\"what was said\"}}\n";
    let one = |stop, output| line("session-one", "msg_repeated", stop, output);
    let log = [said, &line("session-one", "msg_before", end, 5), &one("null", 1), &one(end, 40), &one(end, 40)];
    home.write(LOG, log.concat());
    let resumed = line("session-two", "msg_repeated", end, 40) + &line("session-two", "msg_after", end, 7);
    home.write(".claude/projects/-home-u-shop/session-two.jsonl", resumed);
    home.run(["sync"]).exits(0);
    home
}

fn explained(home: &Home, id: &str) -> Value {
    serde_json::from_str(&home.run(["explain", id, "--json", "--no-sync"]).exits(0).stdout).unwrap()
}

/// The end of the file's name, the line, and what was decided of each.
fn lines(told: &Value) -> Vec<(String, u64, String)> {
    let one = |line: &Value| {
        let file = line["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        (file, line["line"].as_u64().unwrap(), line["decision"].as_str().unwrap().to_owned())
    };
    told["lines"].as_array().map(|lines| lines.iter().map(one).collect()).unwrap_or_default()
}

#[test]
fn every_line_that_repeats_a_response_is_shown_with_the_one_that_counts() {
    let home = home();
    let told = explained(&home, "msg_repeated");
    crate::schemas::check("explain-event", "explain msg_repeated", &told.to_string());
    let at = |file: &str, line, decision: &str| (format!("{file}.jsonl"), line, decision.to_owned());
    let expected = [
        at("session-one", 3, "less complete"),
        at("session-one", 4, "counts"),
        at("session-one", 5, "the same again"),
        at("session-two", 1, "the same again"),
    ];
    assert_eq!(lines(&told), expected);
    assert_eq!(told["summary"]["output_tokens"], 40);
    let people = home.run(["explain", "msg_repeated", "--no-sync"]).exits(0).stdout;
    assert!(people.contains("session-one.jsonl, line 4"), "{people}");
    assert!(people.contains("3 other lines repeat it"), "{people}");
    assert!(!people.contains("was said") && !told.to_string().contains("was said"));
    assert_eq!(lines(&explained(&home, "msg_before")), [at("session-one", 2, "counts")]);
}

#[test]
fn a_log_that_is_gone_is_said_to_be() {
    let home = home();
    std::fs::remove_file(home.at(LOG)).unwrap();
    let people = home.run(["explain", "msg_before", "--no-sync"]).exits(0).stdout;
    assert!(people.contains("a log that is gone"), "{people}");
    assert_eq!(lines(&explained(&home, "msg_repeated")), [("session-two.jsonl".into(), 1, "counts".into())]);
    let price = ["--model", "gpt-4o", "--input-tokens", "5", "--output-tokens", "2", "--id", "by-hand"];
    home.run(["record", "--provider", "openai"].into_iter().chain(price)).exits(0);
    let people = home.run(["explain", "by-hand", "--no-sync"]).exits(0).stdout;
    assert!(people.contains("what it was read from is not kept"), "{people}");
}

#[test]
fn a_record_without_an_id_is_found_by_its_session() {
    let home = Home::new();
    let row = |input: u32| {
        format!(
            "{{\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"event_msg\",\"payload\":{{\"type\":\"token_count\",\"info\":\
             {{\"total_token_usage\":{{\"input_tokens\":{input},\"output_tokens\":9}}}}}}}}\n"
        )
    };
    let meta = "{\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"a-session\",\"cwd\":\"/p\"}}\n\
                {\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"turn_context\",\"payload\":{\"model\":\"gpt-5.2\"}}\n";
    let log = ".codex/sessions/2026/11/20/rollout-2026-11-20T10-00-00-a-session.jsonl";
    home.write(log, format!("{meta}{}{}", row(100), row(300)));
    home.run(["sync"]).exits(0);
    let all = home.run(["query", "--range", "all", "--json", "--no-sync"]).exits(0).stdout;
    let all: Value = serde_json::from_str(&all).unwrap();
    let records = all["data"].as_array().unwrap();
    let mut found: Vec<u64> =
        records.iter().map(|record| lines(&explained(&home, record["id"].as_str().unwrap()))[0].1).collect();
    found.sort_unstable();
    assert_eq!(found, [3, 4]);
}
