//! Alerts of budgets: who is told, once, signed, and what happens when nobody listens.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::run::{Home, Ran};

const SECRET: &str = "canary-5f1d";
/// $2.50.
const RECORD: [&str; 7] =
    ["record", "--provider=openai", "--model=gpt-4o", "--input=1000000", "--output-tokens=0", "--tz=UTC", "--quiet"];

/// A message as it arrived.
struct Arrived {
    signature: String,
    body: String,
}

/// Something that listens on this machine and answers with these statuses in turn, then with 204.
struct Listener {
    url: String,
    arrived: Receiver<Arrived>,
}

impl Listener {
    fn answering(answers: &'static [&'static str]) -> Listener {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook/path-token", listener.local_addr().unwrap());
        let (sender, arrived) = channel();
        std::thread::spawn(move || {
            let mut answers = answers.iter();
            for stream in listener.incoming() {
                let answer = answers.next().copied().unwrap_or("204 No Content");
                if serve(stream.unwrap(), answer, &sender).is_err() {
                    return;
                }
            }
        });
        Listener { url, arrived }
    }

    /// What arrived so far.
    fn all(&self) -> Vec<Arrived> {
        self.arrived.try_iter().collect()
    }
}

fn serve(stream: TcpStream, answer: &str, sender: &Sender<Arrived>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut signature) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            if line.trim_end().is_empty() { break } else { continue }
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "x-cost-ops-signature" => value.clone_into(&mut signature),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    write!(reader.get_mut(), "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    let _ = sender.send(Arrived { signature, body: String::from_utf8(body).unwrap() });
    Ok(())
}

/// A home with a budget of $10, told of at 20 and 50 %.
fn home() -> Home {
    let home = Home::new();
    home.run(["budget", "set", "all", "--amount", "10", "--period", "year", "--thresholds", "20,50"]).exits(0);
    home
}

fn with_webhook(home: &Home, listener: &Listener, args: &[&str]) -> std::process::Command {
    let mut command = home.command(args);
    command.env("COST_OPS_ALERTS_WEBHOOK_URL", &listener.url).env("COST_OPS_ALERTS_WEBHOOK_SECRET", SECRET);
    command
}

/// A home whose alerts go to a script.
fn with_command(home: &Home, script: &str) {
    let command = serde_json::json!(["sh", "-c", script, "alert", home.at("told")]);
    home.run(["config", "set", "alerts.command", &command.to_string()]).exits(0);
}

fn told(home: &Home) -> Vec<Value> {
    let text = std::fs::read_to_string(home.at("told")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ledger(home: &Home) -> Connection {
    Connection::open(home.at(".local/share/cost-ops/cost-ops.db")).unwrap()
}

const APPEND: &str = "cat >> \"$1\"; echo >> \"$1\"";

#[test]
fn a_command_is_told_once_a_threshold() {
    let home = home();
    with_command(&home, APPEND);
    let ran = home.run(RECORD).exits(0);
    assert_eq!(ran.stderr, "", "--quiet");
    let first = told(&home);
    assert_eq!(first.len(), 1);
    crate::schemas::check("alert", "an alert", &first[0].to_string());
    assert_eq!(
        (&first[0]["budget"], &first[0]["threshold"], &first[0]["event"]),
        (&"all".into(), &serde_json::json!(0.2), &"budget.threshold_crossed".into())
    );
    assert_eq!((&first[0]["spent_exact"], &first[0]["threshold_amount_exact"]), (&"2.5".into(), &"2".into()));
    let text = first[0]["text"].as_str().unwrap();
    assert!(text.starts_with("Budget all passed 20%: $2.50 of $10.00 spent (25.0%) in the year until "), "{text}");
    for _ in 0..2 {
        home.run(["budget", "check"]).exits(0);
        home.run(["budget", "status"]).exits(0);
    }
    assert_eq!(told(&home).len(), 1, "each once");
    home.write("more.jsonl", "{\"timestamp\":\"2020-01-01T00:00:00Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":9000000,\"output_tokens\":0}\n");
    home.run(["ingest", "more.jsonl"]).exits(0);
    assert_eq!(told(&home).len(), 1, "another period");
    let said = home.run(&RECORD[..6]).exits(0).stderr;
    assert!(said.contains("budget all passed 50% of 10 USD: told by command"), "{said}");
    assert_eq!(told(&home).len(), 2);
    // A new amount is a new promise.
    home.run(["budget", "set", "all", "--amount", "20", "--period", "year", "--thresholds", "20,50"]).exits(0);
    home.run(["budget", "check"]).exits(0);
    assert_eq!(told(&home).len(), 3);
}

#[test]
fn what_is_left_is_unknown_where_something_has_no_price() {
    let home = home();
    with_command(&home, APPEND);
    home.run(["record", "--model", "nobody-knows", "--input", "5"]).exits(0);
    home.run(RECORD).exits(0);
    let first = told(&home).remove(0);
    crate::schemas::check("alert", "an alert", &first.to_string());
    assert_eq!((&first["remaining"], &first["remaining_exact"]), (&Value::Null, &Value::Null), "{first}");
    assert_eq!((&first["spent_exact"], &first["unpriced_requests"]), (&"2.5".into(), &1.into()));
    assert!(first["text"].as_str().unwrap().contains("at least $2.50 of"), "{first}");
}

#[test]
fn a_webhook_is_signed_and_sent_again_when_it_is_refused() {
    let (home, listener) = (home(), Listener::answering(&["503 Busy", "429 Slow\r\nRetry-After: 0"]));
    let ran = Ran::of(with_webhook(&home, &listener, &RECORD[..6]).output().unwrap()).exits(0);
    assert!(ran.stderr.contains("budget all passed 20% of 10 USD: told by webhook"), "{}", ran.stderr);
    let all = listener.all();
    assert_eq!(all.len(), 3, "two refusals and a delivery");
    for arrived in &all {
        let seconds = arrived.signature.strip_prefix("t=").unwrap().split(',').next().unwrap().parse().unwrap();
        assert_eq!(arrived.signature, cost_ops::alert::sign(SECRET, seconds, &arrived.body));
        assert_eq!(arrived.body, all[0].body, "the same at every try");
    }
    crate::schemas::check("alert", "an alert", &all[0].body);
    Ran::of(with_webhook(&home, &listener, &["budget", "check"]).output().unwrap()).exits(0);
    assert!(listener.all().is_empty());
}

#[test]
fn racing_processes_tell_once() {
    let (home, listener) = (home(), Listener::answering(&[]));
    home.run(RECORD).exits(0);
    let racing: Vec<_> =
        (0..4).map(|_| with_webhook(&home, &listener, &["budget", "check", "-q"]).spawn().unwrap()).collect();
    racing.into_iter().for_each(|mut process| assert!(process.wait().unwrap().success()));
    assert_eq!(listener.all().len(), 1);
}

#[test]
fn what_is_not_delivered_is_said_and_tried_again() {
    let home = home();
    with_command(&home, "echo the reason >&2; exit 3");
    let ran = home.run(RECORD).exits(0);
    assert!(ran.stderr.contains("warning: the alert of budget all (20%) was not delivered by command: sh ended with exit status: 3: the reason; it is tried again"), "{}", ran.stderr);
    with_command(&home, APPEND);
    home.run(["budget", "check"]).exits(0);
    assert!(told(&home).is_empty(), "not at once: a receiver that is down would hold up every command");
    ledger(&home).execute("UPDATE budget_alerts SET claimed_until = 0", []).unwrap();
    home.run(["budget", "check"]).exits(0);
    assert_eq!(told(&home).len(), 1);
}

#[test]
fn what_a_killed_process_had_in_hand_is_taken_up() {
    let home = home();
    with_command(&home, &format!("touch \"$1.begun\"; sleep 600; {APPEND}"));
    let mut killed = home.command(RECORD).spawn().unwrap();
    while !home.at("told.begun").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    with_command(&home, APPEND);
    home.run(["budget", "check"]).exits(0);
    assert!(told(&home).is_empty(), "it may be alive still");
    let (state, until): (String, i64) = ledger(&home)
        .query_row("SELECT state, claimed_until FROM budget_alerts", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(state, "pending");
    assert!(until > chrono::Utc::now().timestamp_micros());
    ledger(&home).execute("UPDATE budget_alerts SET claimed_until = 0", []).unwrap();
    home.run(["budget", "check"]).exits(0);
    assert_eq!(told(&home).len(), 1);
}

#[test]
fn a_command_that_hangs_is_ended_and_both_ways_are_tried() {
    let (home, listener) = (home(), Listener::answering(&[]));
    with_command(&home, "sleep 600");
    home.run(["config", "set", "alerts.timeout_secs", "1"]).exits(0);
    let ran = Ran::of(with_webhook(&home, &listener, &RECORD).output().unwrap()).exits(0);
    assert!(ran.stderr.contains("sh took too long and was ended"), "{}", ran.stderr);
    assert!(ran.stderr.contains("there was no time for one alert; the next command sends it"), "{}", ran.stderr);
    Ran::of(with_webhook(&home, &listener, &["budget", "check"]).output().unwrap()).exits(0);
    assert_eq!(listener.all().len(), 1);
}

#[test]
fn the_file_of_a_folder_runs_nothing() {
    let home = home();
    home.write(
        "cost-ops.toml",
        format!(
            "[alerts]\ncommand = [\"touch\", \"{}\"]\nwebhook_url = \"http://127.0.0.1:9/\"\n",
            home.at("owned").display()
        ),
    );
    let ran = home.run(RECORD).exits(0);
    assert!(!home.at("owned").exists());
    assert!(ran.stderr.contains("warning: alerts.command in cost-ops.toml:2 is not heeded"), "{}", ran.stderr);
    assert!(ran.stderr.contains("warning: alerts.webhook_url in cost-ops.toml:3 is not heeded"), "{}", ran.stderr);
    let refused = home.run(["config", "set", "--local", "alerts.command", "[\"true\"]"]).exits(2);
    assert!(refused.stderr.contains("would have no effect"), "{}", refused.stderr);
    std::fs::remove_file(home.at("cost-ops.toml")).unwrap();
    home.run(["config", "set", "alerts.command", "[\"./notify\"]"]).exits(0);
    let ran = home.run(["budget", "test-alert"]).exits(2);
    assert!(ran.stderr.contains("depends on the folder"), "{}", ran.stderr);
}

#[test]
fn a_test_says_what_happened_on_each_way() {
    let (home, listener) = (home(), Listener::answering(&["500 Broken", "404 Not here"]));
    let none = home.run(["budget", "test-alert"]).exits(2);
    assert!(none.stderr.contains("alerts go nowhere"), "{}", none.stderr);
    with_command(&home, APPEND);
    let ran =
        Ran::of(with_webhook(&home, &listener, &["budget", "test-alert", "all", "--json"]).output().unwrap()).exits(1);
    crate::schemas::check("budget-test-alert", "budget test-alert", &ran.stdout);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let row = |at: usize| (answer["data"][at]["way"].clone(), answer["data"][at]["delivered"].clone());
    assert_eq!((row(0), row(1)), (("command".into(), true.into()), ("webhook".into(), false.into())));
    assert!(answer["data"][1]["error"].as_str().unwrap().ends_with("answered with status 404"), "{answer}");
    assert!(!ran.stdout.contains("path-token") && !ran.stderr.contains("path-token"));
    let message = &told(&home)[0];
    assert_eq!((&message["event"], &message["budget"]), (&"budget.test".into(), &"all".into()));
    home.run(["budget", "test-alert", "none"]).exits(1);
    assert_eq!(ledger(&home).query_row("SELECT count(*) FROM budget_alerts", [], |row| row.get::<_, i64>(0)), Ok(0));
}

#[test]
fn a_secret_is_in_a_file_of_its_own_or_in_the_environment() {
    use std::os::unix::fs::PermissionsExt;
    let (home, listener) = (home(), Listener::answering(&[]));
    let path = home.write("secret", format!("{SECRET}\n"));
    let mode = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    home.run(["config", "set", "alerts.webhook_url", &listener.url]).exits(0);
    let unsigned = home.run(["budget", "test-alert"]).exits(2);
    assert!(unsigned.stderr.contains("no secret to sign with"), "{}", unsigned.stderr);
    home.run(["config", "set", "alerts.webhook_secret_file", "~/secret"]).exits(0);
    mode(0o640);
    let shared = home.run(["budget", "test-alert"]).exits(2);
    assert!(shared.stderr.contains("others can read"), "{}", shared.stderr);
    mode(0o600);
    home.run(["budget", "test-alert"]).exits(0);
    let shown = home.command(["config", "show", "-v"]).env("COST_OPS_ALERTS_WEBHOOK_SECRET", SECRET).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("webhook_secret = \"***\"  # COST_OPS_ALERTS_WEBHOOK_SECRET"), "{shown}");
    assert!(!shown.contains(SECRET) && !shown.contains("path-token"), "{shown}");
}

#[test]
fn a_period_that_just_ended_and_a_run_are_looked_at_too() {
    let home = Home::new();
    with_command(&home, APPEND);
    home.write("cost-ops.toml", "[budgets.day]\namount = 1\nperiod = \"day\"\nthresholds = [100]\n");
    let yesterday = (chrono::Utc::now() - chrono::TimeDelta::days(1)).format("%Y-%m-%d");
    home.write("late.jsonl", format!("{{\"timestamp\":\"{yesterday}T23:59:59Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":900000,\"output_tokens\":0}}\n"));
    home.run(["ingest", "late.jsonl", "--quiet"]).exits(0);
    let all = told(&home);
    assert_eq!(all.len(), 1, "read after midnight");
    assert_eq!(all[0]["crossed"], format!("{yesterday}T23:59:59Z"));
    let record = RECORD.join(" ");
    let mut run = home.command(["run", "--", "sh", "-c", &format!("cost-ops {record} >/dev/null")]);
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_cost-ops")).parent().unwrap();
    Ran::of(run.env("PATH", format!("{}:/usr/bin:/bin", folder.display())).output().unwrap()).exits(0);
    assert_eq!(told(&home).len(), 2);
}
