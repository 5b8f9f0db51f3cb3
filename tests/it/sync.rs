//! Syncing the logs of a home folder: only what is new is read, nothing is ever taken out.

use std::fs::{self, OpenOptions};
use std::io::Write;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use crate::run::{Home, Ran};

pub(crate) const LOG: &str = ".claude/projects/-home-u-shop/s1.jsonl";

pub(crate) fn line(id: &str, output: u64) -> String {
    format!(
        "{{\"type\":\"assistant\",\"timestamp\":\"2026-11-20T10:00:00Z\",\"sessionId\":\"s1\",\"cwd\":\"/home/u/shop\",\
         \"version\":\"2.1.0\",\"message\":{{\"id\":\"{id}\",\"model\":\"claude-sonnet-4-5\",\"stop_reason\":\"end_turn\",\
         \"usage\":{{\"input_tokens\":100,\"output_tokens\":{output}}}}}}}\n"
    )
}

pub(crate) fn sync(home: &Home, more: &[&str]) -> Value {
    let args = ["sync", "--json"].iter().chain(more).copied();
    serde_json::from_str(&home.run(args).exits(0).stdout).unwrap()
}

fn counts(done: &Value) -> [u64; 4] {
    ["read_files", "new", "updated", "read_bytes"].map(|key| done[key].as_u64().unwrap())
}

pub(crate) fn append(home: &Home, name: &str, text: &str) {
    OpenOptions::new().append(true).open(home.at(name)).unwrap().write_all(text.as_bytes()).unwrap();
}

/// `(requests, output tokens)` of everything in the ledger.
pub(crate) fn totals(home: &Home) -> (u64, u64) {
    let said = home.run(["query", "--range", "all", "--group-by", "source", "--no-sync", "--json"]).exits(0).stdout;
    let said: Value = serde_json::from_str(&said).unwrap();
    let sum = |key: &str| said["data"].as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).sum();
    (sum("requests"), sum("output_tokens"))
}

#[test]
fn only_what_is_new_is_read() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10) + &line("msg_b", 20));
    let size = fs::metadata(home.at(LOG)).unwrap().len();
    assert_eq!(counts(&sync(&home, &[])), [1, 2, 0, size]);
    assert_eq!(counts(&sync(&home, &[])), [0, 0, 0, 0]);
    let more = line("msg_c", 5);
    append(&home, LOG, &more);
    assert_eq!(counts(&sync(&home, &[])), [1, 1, 0, more.len() as u64]);
    home.write(".claude/projects/-home-u-shop/s1/subagents/agent-1.jsonl", line("msg_d", 1));
    assert_eq!(counts(&sync(&home, &[]))[..2], [1, 1]);
    assert_eq!(totals(&home), (4, 36));
}

#[test]
fn a_line_that_is_being_written_counts_once_it_is_whole() {
    let home = Home::new();
    let (first, second) = (line("msg_a", 10), line("msg_b", 20));
    let (begin, end) = second.split_at(150);
    home.write(LOG, format!("{first}{begin}"));
    let done = sync(&home, &[]);
    assert_eq!((counts(&done)[1], done["rejected"].as_u64()), (1, Some(0)));
    append(&home, LOG, end.trim_end());
    assert_eq!(counts(&sync(&home, &[]))[1], 1, "whole, though without its line end");
    append(&home, LOG, &format!("\n{}", line("msg_c", 3)));
    assert_eq!(counts(&sync(&home, &[]))[1], 1);
    assert_eq!(totals(&home), (3, 33));
}

/// As editors of Windows leave a file.
#[test]
fn a_mark_of_the_encoding_and_line_ends_of_two_bytes_lose_nothing() {
    let home = Home::new();
    let lines = (line("msg_a", 10) + &line("msg_b", 20)).replace('\n', "\r\n");
    home.write(LOG, format!("\u{feff}{lines}"));
    let done = sync(&home, &[]);
    assert_eq!((counts(&done)[1], done["rejected"].as_u64()), (2, Some(0)));
    append(&home, LOG, &line("msg_c", 3).replace('\n', "\r\n"));
    assert_eq!(counts(&sync(&home, &[]))[1], 1);
    home.write(".claude/projects/-home-u-shop/s2.jsonl", format!("\u{feff}{}", line("msg_d", 4).trim_end()));
    assert_eq!(counts(&sync(&home, &[]))[1], 1, "one line, not ended");
    assert_eq!(totals(&home), (4, 37));
}

#[test]
fn logs_that_shrink_or_go_take_nothing_out() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10) + &line("msg_b", 20));
    sync(&home, &[]);
    home.write(LOG, line("msg_b", 20));
    sync(&home, &[]);
    home.write(LOG, line("msg_z", 1) + &line("msg_y", 2) + &line("msg_x", 3));
    assert_eq!(counts(&sync(&home, &[]))[1], 3, "rewritten, longer than before");
    fs::remove_file(home.at(LOG)).unwrap();
    sync(&home, &[]);
    assert_eq!(totals(&home), (5, 36));
    home.write(LOG, line("msg_a", 12));
    assert_eq!(counts(&sync(&home, &[]))[1..3], [0, 1], "a more complete copy");
    assert_eq!(totals(&home), (5, 38));
}

#[test]
fn a_log_that_was_written_anew_at_its_old_length_is_read_again() {
    let home = Home::new();
    let many: String = (0..100).map(|n| line(&format!("msg_{n:03}"), 10)).collect();
    home.write(LOG, &many);
    assert_eq!(counts(&sync(&home, &[]))[1], 100);
    let file = OpenOptions::new().write(true).open(home.at(LOG)).unwrap();
    (&file).write_all(many.replace("msg_001", "msg_xyz").as_bytes()).unwrap();
    assert_eq!(counts(&sync(&home, &[]))[..2], [1, 1]);
    assert_eq!(totals(&home), (101, 1_010));
}

#[test]
fn forks_of_forks_are_copies_even_where_they_only_name_their_parent() {
    let vector = |n: u32| format!("{{\"input_tokens\":{},\"output_tokens\":{n}}}", 100 * n);
    let row = |n: u32| {
        let (total, last) = (vector((1..=n).sum()), vector(n));
        format!(
            "{{\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"event_msg\",\"payload\":{{\"type\":\"token_count\",\
             \"info\":{{\"total_token_usage\":{total},\"last_token_usage\":{last}}}}}}}\n"
        )
    };
    let rollout = |id: &str, parent: &str, rows: u32| {
        let head = format!(
            "{{\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"session_meta\",\"payload\":{{\"id\":\"{id}\"{parent}}}}}\n"
        );
        head + &(1..=rows).map(row).collect::<String>()
    };
    let of = |id: &str| format!(",\"forked_from_id\":\"{id}\"");
    let name = |day: u32, id: &str| format!(".codex/sessions/2026/11/{day}/rollout-2026-11-{day}T10-00-00-{id}.jsonl");
    let home = Home::new();
    home.write(&name(22, "s-c"), rollout("s-c", &of("s-b"), 3));
    home.write(&name(21, "s-b"), rollout("s-b", &of("s-a"), 2));
    home.write(".codex/archived_sessions/first.jsonl", rollout("s-a", "", 1));
    assert_eq!(counts(&sync(&home, &[]))[..2], [3, 3]);
    assert_eq!(totals(&home), (3, 6));
}

#[test]
fn running_totals_go_on_where_they_were() {
    let home = Home::new();
    let row = |at: u32, input: u32, output: u32| {
        format!(
            "{{\"timestamp\":\"2026-11-20T10:00:{at:02}Z\",\"type\":\"event_msg\",\"payload\":{{\"type\":\"token_count\",\"info\":\
             {{\"total_token_usage\":{{\"input_tokens\":{input},\"output_tokens\":{output}}}}}}}}}\n"
        )
    };
    let log = ".codex/sessions/2026/11/20/rollout-2026-11-20T10-00-00-x.jsonl";
    let meta = "{\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"x\",\"cwd\":\"/p\"}}\n\
                {\"timestamp\":\"2026-11-20T10:00:00Z\",\"type\":\"turn_context\",\"payload\":{\"model\":\"gpt-5.2\"}}\n";
    home.write(log, format!("{meta}{}", row(1, 100, 10)));
    sync(&home, &[]);
    append(&home, log, &row(2, 150, 25));
    sync(&home, &[]);
    append(&home, log, &row(3, 150, 25));
    append(&home, log, &row(4, 170, 26));
    sync(&home, &[]);
    let said: Value = serde_json::from_str(&home.run(["query", "--range", "all", "--json"]).exits(0).stdout).unwrap();
    let inputs: Vec<_> = said["data"].as_array().unwrap().iter().map(|r| r["input_tokens"].as_u64().unwrap()).collect();
    assert_eq!(inputs, [20, 50, 100]);
    assert!(said["data"].as_array().unwrap().iter().all(|r| r["model"] == "gpt-5.2" && r["project_id"] == "/p"));
    let other = Home::new();
    other.write(log, fs::read(home.at(log)).unwrap());
    sync(&other, &[]);
    assert_eq!(totals(&other), totals(&home), "in one go");
}

#[test]
fn sources_folders_and_days_can_be_chosen() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.write(".codex/sessions/none.jsonl", "{\"type\":\"session_meta\",\"payload\":{}}\n");
    assert_eq!(sync(&home, &["--source", "codex", "--dry-run"])["files"], 1);
    assert_eq!(sync(&home, &["--dry-run"])["new"], 1);
    assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists());
    home.write("backup/x/s9.jsonl", line("msg_n", 7));
    home.write("backup/codex.jsonl", "{\"type\":\"session_meta\",\"payload\":{\"id\":\"q\"}}\n");
    home.write("backup/notes.jsonl", "{\"note\":1}\n");
    let done = sync(&home, &["--path", "backup"]);
    assert_eq!((done["files"].as_u64(), done["new"].as_u64()), (Some(2), Some(1)));
    assert_eq!(sync(&home, &["--since", "2999-01-01"])["files"], 0);
    assert!(home.run(["sync", "--source", "nonsense"]).exits(2).stderr.contains("one of"));
    assert!(home.run(["sync", "--path", "nowhere"]).exits(1).stderr.contains("is not there"));
}

#[test]
fn one_process_syncs_at_a_time() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.run(["init"]).exits(0);
    let lock = fs::File::create(home.at(".local/share/cost-ops/cost-ops.db.sync")).unwrap();
    lock.lock().unwrap();
    let ran: Ran = home.run(["sync"]).exits(0);
    assert!(ran.stderr.contains("another sync") && ran.stdout.is_empty(), "{ran:?}");
    let said = sync(&home, &[]);
    assert_eq!((&said["busy"], &said["new"]), (&true.into(), &0.into()), "an answer in JSON all the same");
    for args in [&["sync", "--strict"][..], &["sync", "--strict", "--json"]] {
        let ran = home.run(args).exits(7);
        assert!(ran.stderr.contains("another sync is under way, and --strict was given"), "{ran:?}");
    }
    lock.unlock().unwrap();
    assert_eq!(sync(&home, &[])["new"], 1);
}

#[test]
fn a_log_that_cannot_be_read_fails_a_strict_sync() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.write(".local/share/opencode/opencode.db", "no database");
    home.run(["sync"]).exits(0);
    let ran = home.run(["sync", "--strict"]).exits(7);
    assert!(ran.stderr.contains("1 log unreadable, and --strict was given"), "{ran:?}");
    assert_eq!(totals(&home), (1, 10));
}

/// Killed at any point, the next sync has exactly what one would have had.
#[test]
fn a_sync_that_is_killed_loses_and_doubles_nothing() {
    let home = Home::new();
    let mut expected = (0, 0);
    for file in 0..40u64 {
        let text: String = (0..200).map(|n| line(&format!("msg_{file}_{n}"), n)).collect();
        home.write(&format!(".claude/projects/-p/{file}.jsonl"), text);
        expected = (expected.0 + 200, expected.1 + 199 * 200 / 2);
    }
    for wait in [1u64, 3, 6, 10, 15, 25] {
        let mut child = home.command(["sync", "-q"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    }
    sync(&home, &[]);
    assert_eq!(totals(&home), expected);
    assert_eq!(counts(&sync(&home, &[])), [0, 0, 0, 0]);
    home.run(["health", "--full"]).exits(0);
}

/// Agents compress logs that lie idle, and some write no others.
#[test]
fn compressed_logs_are_the_logs() {
    for (id, folder) in [("codex", ".codex"), ("dsh", ".dsh")] {
        let fixture = crate::agents::fixture(cost_ops::source::by_id(id).unwrap()).unwrap().join("home").join(folder);
        let (plain, packed, both) = (Home::new(), Home::new(), Home::new());
        for path in crate::agents::files(&fixture).iter().filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        {
            let text = fs::read(path).unwrap();
            let name = format!("{folder}/{}", path.strip_prefix(&fixture).unwrap().display());
            let (first, second) = text.split_at(text.len() / 2);
            let frame = |part: &[u8]| compress_to_vec(part, CompressionLevel::Fastest);
            let frames = [frame(first), frame(second)].concat();
            for home in [&plain, &both] {
                home.write(&name, &text);
            }
            for home in [&packed, &both] {
                home.write(&format!("{name}.zst"), &frames);
            }
        }
        let read = |home: &Home| {
            let done = sync(home, &["--source", id]);
            (done["new"].clone(), totals(home))
        };
        let expected = read(&plain);
        assert!(expected.1.0 > 3, "{id}: {expected:?}");
        assert_eq!((read(&packed), read(&both)), (expected.clone(), expected), "{id}");
        assert_eq!(counts(&sync(&packed, &[])), [0, 0, 0, 0], "{id}");
    }
}
