//! `record`: what passes through stays as it is, and is recorded whatever becomes of the reader.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::Value;

use crate::run::{Home, Ran};

const STREAM: &[u8] = include_bytes!("../../examples/sample/responses/anthropic-stream.sse");

fn records(home: &Home) -> u64 {
    let ran = home.run(["query", "--range", "all", "--json"]).exits(0);
    serde_json::from_str::<Value>(&ran.stdout).unwrap()["summary"]["total_records"].as_u64().unwrap()
}

#[test]
fn bytes_pass_untouched_and_the_cost_is_said() {
    let home = Home::new();
    let ran = home.pipe(["record", "--tag", "job=nightly"], STREAM).exits(0);
    assert_eq!(ran.bytes, STREAM);
    assert_eq!(ran.stderr, "cost-ops: 1 request recorded: $0.002628\n");
    let ran = home.pipe(["record"], STREAM).exits(0);
    assert!(ran.stderr.contains("1 recorded before"), "{ran:?}");
    assert_eq!(records(&home), 1);
}

#[test]
fn any_bytes_pass_and_nothing_found_is_a_note() {
    let home = Home::new();
    let noise: Vec<u8> = (0..300_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [&noise[..], b"", b"{\"a\":1}", b"\n"] {
        let ran = home.pipe(["record"], bytes).exits(0);
        assert_eq!(ran.bytes, bytes);
        assert!(ran.stderr.contains("no usage found"), "{ran:?}");
        assert!(!ran.stderr.chars().any(|c| c.is_control() && c != '\n'), "{ran:?}");
    }
    home.pipe(["record", "--strict"], b"{}").exits(7);
}

#[test]
fn a_stream_appears_as_it_arrives() {
    let home = Home::new();
    let mut command = home.command(["record", "-q"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    for part in STREAM.chunks(200) {
        stdin.write_all(part).unwrap();
        let mut seen = vec![0; part.len()];
        // Comes back while standard input is still open, or this never returns.
        stdout.read_exact(&mut seen).unwrap();
        assert_eq!(seen, part);
    }
    drop(stdin);
    let ran = Ran::of(child.wait_with_output().unwrap()).exits(0);
    assert_eq!(ran.stderr, "");
    assert_eq!(records(&home), 1);
}

#[test]
fn a_reader_that_has_gone_loses_no_record() {
    let home = Home::new();
    home.write("stream.sse", STREAM);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = home.command(["record"]);
    command.stdin(File::open(home.at("stream.sse")).unwrap()).stdout(writer);
    Ran::of(command.output().unwrap()).exits(0);
    assert_eq!(records(&home), 1);
}

#[test]
fn a_full_disk_behind_it_is_an_error_and_the_usage_is_recorded() {
    let home = Home::new();
    home.write("stream.sse", STREAM);
    let mut command = home.command(["record"]);
    command.stdin(File::open(home.at("stream.sse")).unwrap());
    command.stdout(File::options().write(true).open("/dev/full").unwrap());
    let ran = Ran::of(command.output().unwrap()).exits(1);
    assert!(ran.stderr.contains("No space left"), "{ran:?}");
    assert_eq!(records(&home), 1);
}

#[test]
fn a_ledger_that_cannot_be_opened_does_not_stop_the_stream() {
    let home = Home::new();
    std::fs::create_dir(home.at("folder")).unwrap();
    let big = vec![b'x'; 6_000_000];
    let ran = home.pipe(["--db", "folder", "record"], &big).exits(5);
    assert_eq!(ran.bytes.len(), big.len());
}

#[test]
fn one_request_is_recorded_from_flags() {
    let home = Home::new();
    let args = ["record", "--provider", "openai", "--model", "gpt-4o", "--input", "1200", "--output", "300"];
    let first = home.run(args).exits(0);
    assert!(first.stdout.starts_with("rec-") && first.stdout.ends_with(" $0.006000\n"), "{first:?}");
    assert_ne!(home.run(args).exits(0).stdout, first.stdout);
    assert_eq!(records(&home), 2);
    let batch = home.run([&args[..], &["--context", "processing=batch", "--json"]].concat()).exits(0);
    assert_eq!(serde_json::from_str::<Value>(&batch.stdout).unwrap()["total_cost_exact"], "0.003");
    let cached = home.run([&args[..], &["--cached", "1000", "-o", "json"]].concat());
    cached.exits(2);
    let known = [&args[..], &["--id", "mine", "--timestamp", "2026-11-20T10:00:00Z", "--json"]].concat();
    assert_eq!(serde_json::from_str::<Value>(&home.run(&known).exits(0).stdout).unwrap()["result"], "new");
    assert_eq!(serde_json::from_str::<Value>(&home.run(&known).exits(0).stdout).unwrap()["result"], "duplicate");
}

#[test]
fn flags_that_make_no_request_are_refused() {
    let home = Home::new();
    home.run(["record", "--input", "5"]).exits(2);
    home.run(["record", "--model", "gpt-4o", "--input", "five"]).exits(2);
    home.run(["record", "--model", "gpt-4o", "--input", "5", "--output", "out.txt"]).exits(2);
    home.run(["record", "--model", "gpt-4o", "--input", "5", "--cached", "6"]).exits(2);
    home.run(["record", "--model", "gpt-4o", "--input", "5", "--timestamp", "2026-02-30T00:00:00Z"]).exits(2);
    home.run(["record", "--model", "gpt-4o", "--input", "5", "--context", "colour=red"]).exits(2);
    home.run(["record", "--id", "x"]).exits(2);
    let ran = home.run(["record", "--model", "nobody-knows", "--input", "5"]).exits(0);
    assert!(ran.stdout.contains("no price (unknown_model)"), "{ran:?}");
    home.run(["record", "--model", "nobody-knows", "--input", "5", "--strict"]).exits(7);
    assert_eq!(records(&home), 2);
}
