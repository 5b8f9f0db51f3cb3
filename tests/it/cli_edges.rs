//! The edges of the command line: closed pipes, full disks, odd names, odd terminals, usage errors.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::run::{Home, Ran};

#[test]
fn the_version_is_one_line() {
    let ran = Home::new().run(["--version"]).exits(0);
    assert_eq!(ran.stdout, format!("cost-ops {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn usage_errors_exit_2_and_name_the_nearest() {
    let home = Home::new();
    assert!(home.run(["sumary"]).exits(2).stderr.contains("summary"));
    assert!(home.run(["summary", "--jsn"]).exits(2).stderr.contains("--json"));
    assert!(home.run(["--tz", "Europe/Brlin", "summary"]).exits(2).stderr.contains("Europe/Berlin"));
    assert!(home.run(["--db", "mongodb://me:canary@host/x", "summary"]).exits(2).stderr.contains("mongodb"));
    let ran = home.run(["--db", "postgresql://me:canary@host/x", "summary"]).exits(5);
    assert!(ran.stderr.contains("PostgreSQL") && !ran.stderr.contains("canary"), "{ran:?}");
}

#[test]
fn json_errors_are_the_envelope_on_standard_error() {
    let home = Home::new();
    for args in [&["--json", "sumary"][..], &["summary", "--json", "--db", "absent/x.db"], &["-o", "json", "nonsense"]]
    {
        let ran = home.run(args);
        assert_eq!(ran.stdout, "", "{args:?}");
        let envelope: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
        assert!(envelope["error"]["code"].is_string() && envelope["error"]["message"].is_string(), "{args:?}");
        assert!(envelope["request_id"].as_str().is_some_and(|id| !id.is_empty()));
    }
}

#[test]
fn a_format_that_a_command_lacks_is_refused_not_ignored() {
    let home = Home::new();
    home.write("u.jsonl", RECORD);
    for verb in [&["health"][..], &["init"], &["ingest", "u.jsonl"]] {
        for format in ["csv", "yaml", "markdown"] {
            let ran = home.run(verb.iter().chain(&["-o", format])).exits(2);
            assert!(ran.stderr.contains("text or JSON") && ran.stdout.is_empty(), "{ran:?}");
        }
    }
    assert!(!home.at(".local").exists(), "nothing was done");
    assert!(home.run(["init", "-o", "jsonl"]).exits(0).stdout.starts_with("{\"path\""));
    let ran = home.run(["export", "--output", "u.html"]).exits(2);
    assert!(ran.stderr.contains("html") && !home.at("u.html").exists(), "{ran:?}");
}

#[test]
fn a_model_with_prices_is_not_said_to_have_none() {
    let ran = Home::new().run(["pricing", "get", "--provider", "openai", "--model", "gpt-4o"]).exits(0);
    assert!(ran.stdout.contains("cache_read_tokens") && !ran.stdout.contains("without a price"), "{ran:?}");
}

#[test]
fn notes_fit_a_narrow_terminal() {
    let home = Home::new();
    home.pipe(["ingest", "-"], RECORD.replace("gpt-4o", "house-llm").as_bytes()).exits(0);
    let mut command = home.command(["query", "--range", "all", "--group-by", "model"]);
    let ran = Ran::of(command.env("COLUMNS", "40").output().unwrap()).exits(0);
    assert!(ran.stdout.contains("unpriced"), "{ran:?}");
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 40), "{}", ran.stdout);
}

#[test]
fn a_price_is_zero_or_more() {
    let home = Home::new();
    let add = |price: &str| home.run(["pricing", "add", "--provider", "acme", "--model", "m", price]);
    for price in ["--input-price=-1", "--input-price=1e400", "--input-price=NaN", "--price=web_searches=-0.01"] {
        assert!(add(price).exits(2).stderr.contains("decimal"), "{price}");
    }
    add("--input-price=0").exits(0);
    let record = ["record", "--provider", "acme", "--model", "m", "--input", "5"];
    assert!(home.run(record).exits(0).stdout.ends_with(" $0.00\n"), "free of charge is a price");
}

#[test]
fn who_looked_at_everything_is_not_sent_to_look_at_everything() {
    let home = Home::new();
    home.pipe(["ingest", "-"], RECORD.as_bytes()).exits(0);
    let nothing = |range| home.run(["query", "--user", "nobody", "--range", range]).exits(0).stdout;
    assert!(nothing("last-hour").contains("that passes the filters; --range all"));
    assert!(nothing("all").ends_with("that passes the filters\n"));
}

#[test]
fn a_misspelt_variable_is_an_error() {
    let home = Home::new();
    let misspelt = |args: &[&str]| Ran::of(home.command(args).env("COST_OPS_API_PROT", "1").output().unwrap());
    let ran = misspelt(&["summary"]).exits(2);
    assert!(ran.stderr.contains("did you mean COST_OPS_API_PORT?"), "{ran:?}");
    misspelt(&["config", "set", "api.port", "80"]).exits(0);
}

#[test]
fn control_bytes_of_arguments_are_made_visible() {
    let ran = Home::new().run(["\u{1b}]0;owned\u{7}"]).exits(2);
    assert!(!ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\u{7}'), "{ran:?}");
}

#[test]
fn arguments_that_are_not_utf8_are_refused_or_work() {
    let home = Home::new();
    let odd = OsString::from_vec(b"caf\xe9".to_vec());
    home.run([odd.clone()]).exits(2);
    let ran = home.run([OsString::from("--db"), odd.clone(), "config".into(), "get".into(), "database.url".into()]);
    ran.exits(0);
    let ran = home.run([OsString::from("ingest"), odd]).exits(1);
    assert!(ran.stderr.contains("is not there"), "{ran:?}");
}

#[test]
fn a_full_disk_is_an_error() {
    let home = Home::new();
    for args in [&["--help"][..], &["--version"], &["guide", "config"], &["config", "show"], &["completion", "bash"]] {
        let mut command = home.command(args);
        command.stdout(File::options().write(true).open("/dev/full").unwrap());
        let ran = Ran::of(command.output().unwrap()).exits(1);
        assert!(ran.stderr.contains("No space left"), "{args:?} {ran:?}");
    }
    let ran = home.run(["guide", "config", "-o", "/dev/full"]).exits(1);
    assert!(ran.stderr.contains("No space left"), "{ran:?}");
}

#[test]
fn a_closed_pipe_is_a_success() {
    let home = Home::new();
    for args in [&["completion", "zsh"][..], &["--help"], &["guide", "config"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = home.command(args);
        let ran = Ran::of(command.stdout(writer).output().unwrap()).exits(0);
        assert_eq!(ran.stderr, "", "{args:?}");
    }
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let home = Home::new();
    home.run(["guide", "config", "-o", "g.md"]).exits(0);
    let first = std::fs::read(home.at("g.md")).unwrap();
    assert!(!first.is_empty());
    let ran = home.run(["guide", "troubleshooting", "-o", "g.md"]).exits(1);
    assert!(ran.stderr.contains("--force"), "{ran:?}");
    assert_eq!(std::fs::read(home.at("g.md")).unwrap(), first);
    home.run(["guide", "troubleshooting", "-o", "g.md", "--force"]).exits(0);
    assert_ne!(std::fs::read(home.at("g.md")).unwrap(), first);
    home.run(["guide", "config", "-o", "absent/g.md"]).exits(1);
    home.run(["guide", "config", "-o", "."]).exits(1);
    home.run(["config", "path", "--output", "./json"]).exits(0);
    assert!(home.at("json").is_file());
    assert!(home.run(["config", "path", "--output", "json"]).exits(0).stdout.starts_with('{'));
}

#[test]
fn old_exports_are_removed_and_nothing_else() {
    let home = Home::new();
    home.pipe(["ingest", "-"], RECORD.as_bytes()).exits(0);
    let kept = ["cost-ops-20200101T000000Z.txt", "cost-ops-notes.csv", "usage-20200101T000000Z.csv"];
    let old = ["cost-ops-20200101T000000Z.csv", "cost-ops-20200101T000000Z.jsonl.gz"];
    kept.iter().chain(&old).for_each(|name| _ = home.write(&format!("out/{name}"), "x"));
    std::fs::create_dir(home.at("out/cost-ops-20200101T000000Z.json")).unwrap();
    home.write("cost-ops.toml", "[export]\noutput_dir = \"out\"\n");
    home.run(["export"]).exits(0);
    assert!(old.iter().all(|name| home.at("out").join(name).exists()), "kept unless asked to");
    home.write("cost-ops.toml", "[export]\noutput_dir = \"out\"\nretention_days = 7\n");
    home.run(["export", "--output", "elsewhere.csv"]).exits(0);
    assert!(old.iter().all(|name| home.at("out").join(name).exists()), "not the folder's business");
    home.run(["export", "--format", "csv"]).exits(0);
    assert!(!old.iter().any(|name| home.at("out").join(name).exists()));
    assert!(kept.iter().all(|name| home.at("out").join(name).exists()));
    let left: Vec<_> = std::fs::read_dir(home.at("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), kept.len() + 3, "the folder and two new exports too: {left:?}");
}

#[test]
fn an_export_may_be_as_large_as_allowed() {
    let home = Home::new();
    home.pipe(["ingest", "-"], RECORD.as_bytes()).exits(0);
    let size = home.run(["export"]).exits(0).bytes.len();
    let export = |limit: usize, more: &[&str]| {
        home.write("cost-ops.toml", format!("[export]\nmax_export_size = {limit}\n"));
        home.run(["export", "--force", "--output", "out.jsonl"].iter().chain(more))
    };
    let ran = export(size - 1, &[]).exits(2);
    assert!(ran.stderr.contains("max_export_size") && !home.at("out.jsonl").exists(), "{ran:?}");
    export(size, &[]).exits(0);
    export(1, &["--stream"]).exits(0);
    assert_eq!(std::fs::metadata(home.at("out.jsonl")).unwrap().len(), size as u64);
}

#[test]
fn a_ledger_must_be_a_plain_file() {
    let home = Home::new();
    std::fs::create_dir(home.at("folder")).unwrap();
    symlink("loop-b", home.at("loop-a")).unwrap();
    symlink("loop-a", home.at("loop-b")).unwrap();
    assert!(Command::new("mkfifo").arg(home.at("fifo")).status().unwrap().success());
    let usage = home.write("u.jsonl", "");
    for odd in ["folder", "loop-a", "fifo"] {
        let ran = home.run(["--db", odd, "ingest", usage.to_str().unwrap()]).exits(5);
        assert!(ran.stderr.contains(odd), "{ran:?}");
    }
}

#[test]
fn names_that_begin_with_a_dash_can_be_given() {
    let home = Home::new();
    home.write("-usage.jsonl", RECORD);
    home.run(["--db=-odd.db", "ingest", "--", "-usage.jsonl"]).exits(0);
    assert!(home.at("-odd.db").is_file());
    home.run(["--db=-odd.db", "ingest", "-f", "-usage.jsonl"]).exits(0);
}

#[test]
fn terminals_without_columns_or_utf8_still_show_a_summary() {
    let home = Home::new();
    home.write("u.jsonl", RECORD);
    home.run(["ingest", "u.jsonl"]).exits(0);
    for (name, value) in [("COLUMNS", "0"), ("COLUMNS", "1"), ("LC_ALL", "C"), ("TERM", "dumb")] {
        let mut command = home.command(["summary", "--period", "all"]);
        let ran = Ran::of(command.env(name, value).output().unwrap()).exits(0);
        assert!(ran.stdout.contains("gpt-4o") || ran.stdout.contains("gpt"), "{name}={value} {ran:?}");
        if name == "LC_ALL" {
            assert!(ran.stdout.is_ascii(), "{ran:?}");
        }
        assert!(!ran.stdout.contains('\u{1b}'), "{ran:?}");
    }
}

#[test]
fn what_cannot_be_asked_of_a_server_is_refused_rather_than_done_here() {
    let home = Home::new();
    let ran = home.run(["--api-url", "http://localhost:1", "sql", "SELECT 1"]).exits(2);
    assert!(ran.stderr.contains("--api-url"), "{ran:?}");
    let mut command = home.command(["--json", "sql", "SELECT 1"]);
    let ran = Ran::of(command.env("COST_OPS_API_URL", "http://localhost:1").output().unwrap()).exits(2);
    assert!(ran.stderr.contains("NOT_SUPPORTED") && ran.stderr.contains("COST_OPS_API_URL"), "{ran:?}");
}

#[test]
fn debug_logging_goes_to_standard_error() {
    let home = Home::new();
    home.write("u.jsonl", RECORD);
    let ran = home.run(["-vvv", "ingest", "u.jsonl", "--json"]).exits(0);
    serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap();
    assert!(ran.stderr.contains("DEBUG"), "{ran:?}");
    let mut command = home.command(["ingest", "u.jsonl"]);
    command.env("RUST_LOG", "no=such=thing").stdin(Stdio::null());
    Ran::of(command.output().unwrap()).exits(2);
}

const RECORD: &str = "{\"id\":\"r1\",\"timestamp\":\"2026-11-20T10:00:00Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":1000,\"output_tokens\":100}\n";

#[test]
fn the_version_is_the_same_however_it_is_asked() {
    let home = Home::new();
    let quick = home.run(["--version"]).exits(0).stdout;
    assert_eq!(quick, concat!("cost-ops ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(home.run(["-V"]).exits(0).stdout, quick);
    assert_eq!(home.run(["--quiet", "--version"]).exits(0).stdout, quick, "as the command parser says it");
}
