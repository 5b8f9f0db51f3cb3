//! Text of strangers in every place a record has for text: whatever is said of it afterwards, on
//! either output, in any format or log, nothing is in it that a terminal or a pager would obey.

use std::fs;

use cost_ops::domain::text::is_unsafe;
use serde_json::{Value, json};

use crate::ground::{Dice, held, reached, times};
use crate::run::{Home, Ran};
use crate::serving::Server;

const PIECES: [&str; 27] = [
    "\u{1b}[31m",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\",
    "\u{9b}2J",
    "\u{90}",
    "\r",
    "\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{8}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{e0041}",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "<script>",
    "\"",
    "'",
    "é",
    "価格",
    "gpt-4o",
    " ",
];

/// Pieces of attacks, or any characters.
fn text(dice: &mut Dice) -> String {
    let count = 1 + dice.below(5);
    let any = dice.below(3) == 0;
    let mut one = |_| match any {
        true => char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('\u{fffd}').to_string(),
        false => PIECES[dice.below(PIECES.len())].to_owned(),
    };
    (0..count).map(&mut one).collect()
}

/// A record with such text wherever text may be.
fn record(n: usize, dice: &mut Dice) -> Value {
    let mut one = json!({
        "id": format!("h{n}-{}", text(dice)), "timestamp": format!("2026-10-{:02}T10:00:00Z", 1 + n % 28),
        "model": text(dice), "input_tokens": n, "output_tokens": 1,
        "tags": {text(dice): text(dice), "team": text(dice)}, "metadata": {text(dice): [text(dice)]},
    });
    for label in ["provider", "organization", "project", "user", "session", "branch", "host", "agent", "service_tier"] {
        one[label] = text(dice).into();
    }
    one
}

fn assert_harmless(what: &str, said: &str) {
    let plain = said.replace("\r\n", "\n");
    if let Some(at) = plain.find(|c| c != '\n' && is_unsafe(c)) {
        let from = plain[..at].char_indices().rev().nth(80).map_or(0, |(from, _)| from);
        panic!("{what}: {:?}", &plain[from..at + plain[at..].chars().next().map_or(0, char::len_utf8)]);
    }
}

fn harmless(home: &Home, args: &[&str]) -> Ran {
    let ran = home.run(args);
    assert!(ran.exit >= 0 && !ran.stderr.contains("panicked"), "{args:?} {ran:?}");
    assert_harmless(&format!("{args:?} standard output"), &ran.stdout);
    assert_harmless(&format!("{args:?} standard error"), &ran.stderr);
    ran
}

const FORMATS: [&str; 7] = ["table", "json", "jsonl", "csv", "markdown", "yaml", "html"];
const DIMENSIONS: [&str; 9] =
    ["provider", "model", "organization", "project", "user", "session", "branch", "host", "tag:team"];

#[test]
fn no_output_says_it_raw() {
    let (home, mut dice, count) = (Home::new(), Dice::new("hostile text"), times(300, 10_000));
    home.write("cost-ops.toml", "[logging]\nfile = \"own.log\"\nlevel = \"debug\"\n");
    let records: String = (0..count).map(|n| record(n, &mut dice).to_string() + "\n").collect();
    home.write("usage.jsonl", records);
    harmless(&home, &["-v", "ingest", "usage.jsonl"]);
    let taken = held(&home);
    assert!(taken > count / 2, "{taken} of {count} were taken");
    let mut outputs = 0;
    let mut see = |args: &[&str]| {
        outputs += 1;
        harmless(&home, args)
    };
    for format in FORMATS {
        for verb in ["models", "projects", "sessions", "tags", "top", "daily", "blocks", "audit"] {
            let all: &[&str] = if verb == "audit" { &[] } else { &["--range", "all"] };
            see(&[&[verb, "--format", format][..], all].concat());
        }
        for by in DIMENSIONS {
            see(&["query", "--range", "all", "--group-by", by, "--limit", "10000", "--format", format]).exits(0);
        }
        see(&["query", "--range", "all", "--limit", "10000", "--format", format]).exits(0);
        see(&["sql", "SELECT * FROM records", "--limit", "10000", "--format", format]);
    }
    for format in ["json", "jsonl", "csv", "focus", "hledger", "beancount", "prometheus"] {
        see(&["export", "--format", format]).exits(0);
    }
    for args in
        [&["summary", "--period", "all"][..], &["explain", "--range", "all"], &["pricing", "conflicts"], &["doctor"]]
    {
        see(args);
        see(&[args, &["--json"]].concat());
    }
    reached(&format!("{taken} records of hostile text, {outputs} outputs: nothing raw"));
}

/// As an argument, a name of a file, a line that is no record, a value of the environment, a request.
#[test]
fn no_error_says_it_raw() {
    let (home, mut dice, rounds) = (Home::new(), Dice::new("hostile arguments"), times(40, 1_000));
    home.write("one.jsonl", crate::ground::record(1));
    home.run(["ingest", "one.jsonl"]).exits(0);
    for round in 0..rounds {
        let text = text(&mut dice).replace('\0', "0");
        let argument = format!("x{text}");
        let line = format!("{{\"id\": {}, \"timestamp\": {0}, {0}: {0}}}", json!(text));
        home.write("bad.jsonl", format!("{line}\n{text}\n"));
        let file = home.write(&format!("f{}", text.replace('/', "")), &line);
        let args: &[&[&str]] = &[
            &["ingest", "bad.jsonl"],
            &["ingest", file.to_str().unwrap()],
            &["query", "--model", &argument, "--range", &argument],
            &["query", "--range", "all", "--project", &argument],
            &["query", "--range", "all", "--group-by", &argument],
            &["explain", &argument],
            &["pricing", "explain", &argument],
            &["budget", "set", &argument, "--amount", &argument],
            &["--tz", &argument, "summary"],
            &["config", "get", &argument],
            &["restore", &argument, "--yes"],
            &["merge", "bad.jsonl"],
            &["sql", &argument],
            &[&argument],
        ];
        harmless(&home, args[round % args.len()]);
        harmless(&home, &[&["--json"], args[(round / 2) % args.len()]].concat());
        fs::remove_file(file).unwrap();
    }
    reached(&format!("{rounds} hostile arguments, files and lines: nothing raw in an error"));
}

#[test]
fn no_answer_and_no_log_says_it_raw() {
    let (home, mut dice, rounds) = (Home::new(), Dice::new("hostile requests"), times(60, 2_000));
    let mut server = Server::start(&home, &[("COST_OPS_LOGGING_LEVEL", "debug")]);
    for n in 0..rounds {
        let body = match n % 3 {
            0 => text(&mut dice),
            _ => record(n, &mut dice).to_string(),
        };
        let header = text(&mut dice).replace(['\r', '\n'], " ");
        let answer = server.ask(
            "POST",
            "/api/v1/usage",
            &[("Content-Type", "application/json"), ("X-Trace-ID", &header)],
            &body,
        );
        assert_harmless("an answer", &(answer.head + "\n" + &answer.body));
        let raw = server.raw(format!("GET /api/v1/{} HTTP/1.1\r\nHost: t\r\n\r\n", text(&mut dice)).as_bytes());
        assert_harmless("an answer", &raw);
    }
    server.signal("TERM");
    server.wait(std::time::Duration::from_secs(15));
    let log = server.said.lock().unwrap().join("\n");
    assert!(log.lines().count() > rounds, "a line a request");
    assert_harmless("the log", &log);
    reached(&format!("{rounds} hostile requests: nothing raw in an answer or the log"));
}
