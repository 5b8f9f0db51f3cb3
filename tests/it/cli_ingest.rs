//! Reading usage from the outside: files, standard input, gzip, bad records, exit codes; making and
//! looking after the ledger.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::run::Home;

const GOOD: &str = "{\"id\":\"a\",\"timestamp\":\"2026-11-20T10:00:00Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":1000,\"output_tokens\":100}\n";
const OTHER: &str = "{\"id\":\"b\",\"timestamp\":\"2026-11-20T11:00:00Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input_tokens\":2000,\"output_tokens\":100}\n";
const NO_PRICE: &str = "{\"id\":\"c\",\"timestamp\":\"2026-11-20T12:00:00Z\",\"model\":\"house-llm\",\"input_tokens\":1,\"output_tokens\":1}\n";

fn counts(json: &str) -> [u64; 6] {
    let json: Value = serde_json::from_str(json).unwrap();
    ["read", "new", "updated", "duplicate", "rejected", "unpriced"].map(|key| json[key].as_u64().unwrap())
}

#[test]
fn the_same_record_twice_changes_nothing() {
    let home = Home::new();
    home.write("a.jsonl", GOOD);
    assert_eq!(counts(&home.run(["ingest", "a.jsonl", "--json"]).exits(0).stdout), [1, 1, 0, 0, 0, 0]);
    assert_eq!(counts(&home.run(["ingest", "-f", "a.jsonl", "--json"]).exits(0).stdout), [1, 0, 0, 1, 0, 0]);
    let ran = home.pipe(["ingest", "-", "--json"], [GOOD, OTHER].concat().as_bytes()).exits(0);
    assert_eq!(counts(&ran.stdout), [2, 1, 0, 1, 0, 0]);
}

#[test]
fn gzip_is_read_from_files_and_from_standard_input() {
    let home = Home::new();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all([GOOD, OTHER].concat().as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    home.write("a.jsonl.gz", &packed);
    assert_eq!(counts(&home.run(["ingest", "a.jsonl.gz", "--json"]).exits(0).stdout)[1], 2);
    assert_eq!(counts(&home.pipe(["ingest", "-", "--json"], &packed).exits(0).stdout)[3], 2);
    home.write("cut.jsonl.gz", &packed[..packed.len() - 12]);
    assert!(home.run(["ingest", "cut.jsonl.gz"]).exits(1).stderr.contains("cut.jsonl.gz"));
}

#[test]
fn bad_records_are_named_and_the_rest_goes_in() {
    let home = Home::new();
    home.write("mixed.jsonl", [GOOD, "{\"model\":\"gpt-4o\"}\n", "not json\n", OTHER].concat());
    let ran = home.run(["ingest", "mixed.jsonl"]).exits(0);
    assert!(ran.stdout.contains("new 2") && ran.stdout.contains("rejected 2"), "{ran:?}");
    assert!(ran.stderr.contains("mixed.jsonl:2: rejected: ") && ran.stderr.contains("mixed.jsonl:3: "), "{ran:?}");
    let ran = home.run(["ingest", "mixed.jsonl", "--strict", "--json"]).exits(7);
    assert_eq!(counts(&ran.stdout), [4, 0, 0, 2, 2, 0]);
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["error"]["code"], "INCOMPLETE_DATA");
}

#[test]
fn an_unknown_price_is_said_and_strict_fails() {
    let home = Home::new();
    home.write("c.jsonl", NO_PRICE);
    let ran = home.run(["ingest", "c.jsonl"]).exits(0);
    assert!(ran.stdout.contains("unpriced 1 record") && ran.stdout.contains("house-llm"), "{ran:?}");
    home.run(["ingest", "c.jsonl", "--strict"]).exits(7);
}

#[test]
fn a_dry_run_writes_nothing() {
    let home = Home::new();
    home.write("a.jsonl", GOOD);
    let ran = home.run(["--db", "x/y.db", "ingest", "--dry-run", "a.jsonl", "--json"]).exits(0);
    assert_eq!(counts(&ran.stdout)[1], 1);
    assert!(!home.at("x").exists());
    home.run(["--db", "y.db", "ingest", "a.jsonl"]).exits(0);
    let before = std::fs::read(home.at("y.db")).unwrap();
    let ran = home.run(["--db", "y.db", "ingest", "--dry-run", "a.jsonl", "--json"]).exits(0);
    assert_eq!(counts(&ran.stdout)[3], 1);
    assert_eq!(std::fs::read(home.at("y.db")).unwrap(), before);
}

#[test]
fn unreadable_inputs_do_not_stop_the_others() {
    let home = Home::new();
    home.write("a.jsonl", GOOD);
    std::fs::create_dir(home.at("folder")).unwrap();
    let ran = home.run(["ingest", "absent.jsonl", "folder", "a.jsonl"]).exits(1);
    assert!(ran.stdout.contains("new 1"), "{ran:?}");
    assert!(ran.stderr.contains("absent.jsonl") && ran.stderr.contains("folder"), "{ran:?}");
    home.run(["ingest"]).exits(2);
    home.run(["ingest", "-", "-f", "-"]).exits(2);
    home.run(["ingest", "--format", "cvs", "a.jsonl"]).exits(2);
    home.run(["ingest", "--tag", "no-value", "a.jsonl"]).exits(2);
}

#[test]
fn columns_of_another_table_are_mapped() {
    let home = Home::new();
    home.write("trace.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2026-11-16 18:17:03.9799600,374,44\n");
    let map = [
        "--map",
        "timestamp=TIMESTAMP",
        "--map",
        "input_tokens=ContextTokens",
        "--map",
        "output_tokens=GeneratedTokens",
    ];
    let args = [
        &["ingest", "--format", "csv", "--provider", "openai", "--model", "gpt-4o", "--json"][..],
        &map,
        &["trace.csv"],
    ];
    let ran = home.run(args.concat()).exits(0);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["total_cost_exact"], "0.001375");
    assert!(json["total_cost"].is_number());
}

#[test]
fn the_ledger_and_its_folder_are_for_their_owner() {
    let home = Home::new();
    let ran = home.run(["init", "--dry-run"]).exits(0);
    assert!(ran.stdout.contains("would be made") && ran.stdout.contains("pending"), "{ran:?}");
    assert!(!home.at(".local").exists());
    let ran = home.run(["health", "--json"]).exits(5);
    assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()["status"], "unhealthy");
    let mut command = std::process::Command::new("sh");
    command.arg("-c").arg(format!("umask 000; exec {} init", env!("CARGO_BIN_EXE_cost-ops")));
    assert!(command.current_dir(home.path()).env_clear().env("HOME", home.path()).status().unwrap().success());
    let mode = |name: &str| std::fs::metadata(home.at(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(".local/share/cost-ops/cost-ops.db"), 0o600);
    assert_eq!(mode(".local/share/cost-ops"), 0o700);
    assert!(home.run(["init"]).exits(0).stdout.contains("up to date"));
    assert!(home.run(["init", "--status"]).exits(0).stdout.starts_with("applied  0001_"));
    let health: Value = serde_json::from_str(&home.run(["health", "--json"]).exits(0).stdout).unwrap();
    for key in ["status", "version", "uptime_seconds", "components"] {
        assert!(!health[key].is_null(), "{key}");
    }
    assert_eq!(health["components"]["database"]["facts"]["records"], 0);
}

#[test]
fn a_foreign_or_empty_file_is_refused_and_left_alone() {
    let home = Home::new();
    for (name, content) in [("empty.db", &b""[..]), ("text.db", b"not a database, at all, whatever its name is\n")] {
        home.write(name, content);
        for args in [&["init"][..], &["init", "--dry-run"], &["health"], &["summary"]] {
            home.run([&["--db", name], args].concat()).exits(5);
        }
        assert_eq!(std::fs::read(home.at(name)).unwrap(), content);
    }
}
