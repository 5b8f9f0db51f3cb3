//! A server that is killed: every record it answered with 201 is there.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::ground::{Dice, held, ids, ingest, reached, record, times};
use crate::run::Home;
use crate::serving::{Answer, Server};

/// Sends records from several clients until told to stop; those that were acknowledged.
fn send(server: &Server, next: &AtomicUsize, stop: &AtomicBool, acknowledged: &Mutex<BTreeSet<usize>>) {
    while !stop.load(Ordering::Relaxed) {
        let Ok(mut stream) = TcpStream::connect(server.address) else { continue };
        let (n, mut answer) = (next.fetch_add(1, Ordering::Relaxed), Vec::new());
        let body = record(n);
        let head = "POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: application/json\r\n";
        let _ = stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let _ = stream.read_to_end(&mut answer);
        if Answer::of(&String::from_utf8_lossy(&answer)).status == 201 {
            acknowledged.lock().unwrap().insert(n);
        }
    }
}

fn killed(signal: &str, rounds: usize) {
    let home = Home::new();
    ingest(&home, 0..1);
    let (next, acknowledged, mut dice) = (AtomicUsize::new(1), Mutex::new(BTreeSet::new()), Dice::new(signal));
    for _ in 0..rounds {
        let mut server = Server::start(&home, &[]);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            (0..4).for_each(|_| _ = scope.spawn(|| send(&server, &next, &stop, &acknowledged)));
            std::thread::sleep(Duration::from_millis(100) + dice.part(Duration::from_millis(500)));
            server.signal(signal);
            std::thread::sleep(Duration::from_millis(200));
            stop.store(true, Ordering::Relaxed);
        });
        let code = server.wait(Duration::from_secs(12));
        assert!(signal == "KILL" || code == Some(0), "{signal}: {code:?}");
        held(&home);
    }
    let there = ids(&home);
    let acknowledged = acknowledged.into_inner().unwrap();
    let lost: Vec<_> = acknowledged.iter().filter(|n| !there.contains(&format!("r{n}"))).collect();
    assert!(!acknowledged.is_empty() && lost.is_empty(), "lost: {lost:?}");
    reached(&format!("server: {rounds} SIG{signal} under load, {} records acknowledged, 0 lost", acknowledged.len()));
}

#[test]
fn killed_at_once() {
    killed("KILL", times(5, 200));
}

#[test]
fn told_to_end() {
    killed("TERM", times(3, 50));
}
