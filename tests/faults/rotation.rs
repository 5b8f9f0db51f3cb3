//! Several processes that write one log and turn it over: every line is there, once.

use std::fs;
use std::io::Read;
use std::time::Duration;

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::ground::{reached, times};
use crate::run::Home;
use crate::serving::Server;

/// All lines of the log and of what it was turned over to; how many of those are packed.
fn lines(home: &Home) -> (Vec<Value>, usize) {
    let (mut all, mut packed) = (String::new(), 0);
    for entry in fs::read_dir(home.at("logs")).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = fs::read(&entry).unwrap();
        if entry.extension().is_some_and(|ending| ending == "gz") {
            packed += 1;
            GzDecoder::new(&bytes[..]).read_to_string(&mut all).unwrap();
        } else {
            all.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    (all.lines().map(read).collect(), packed)
}

#[test]
fn four_processes_that_turn_a_log_over_lose_no_line() {
    let home = Home::new();
    let (servers, each) = (4, times(1_500, 20_000));
    let variables = [
        ("COST_OPS_LOGGING_FORMAT", "json"),
        ("COST_OPS_LOGGING_LEVEL", "info"),
        ("COST_OPS_LOGGING_FILE", "logs/app.log"),
        ("COST_OPS_LOGGING_ROTATION_MAX_SIZE_MB", "1"),
        ("COST_OPS_LOGGING_ROTATION_MAX_BACKUPS", "200"),
        ("COST_OPS_LOGGING_ROTATION_MAX_AGE_DAYS", "1"),
        ("COST_OPS_LOGGING_ROTATION_COMPRESS", "true"),
    ];
    home.write("logs/keep", "");
    let mut running: Vec<Server> = (0..servers).map(|_| Server::start(&home, &variables)).collect();
    std::thread::scope(|scope| {
        for (at, server) in running.iter().enumerate() {
            scope.spawn(move || {
                for n in 0..each {
                    server.ask("GET", "/live", &[("X-Trace-ID", &format!("process-{at}-request-{n}"))], "");
                }
            });
        }
    });
    for server in &mut running {
        server.signal("TERM");
        assert_eq!(server.wait(Duration::from_secs(12)), Some(0));
    }
    let (all, packed) = lines(&home);
    let mut seen: Vec<&str> = all.iter().filter_map(|line| line["trace_id"].as_str()).collect();
    assert!(packed > 0, "the log was turned over");
    assert_eq!(seen.len(), servers * each);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), servers * each);
    reached(&format!("{servers} processes x {each} lines, the log turned over {packed} times: 0 lost, 0 twice"));
}
