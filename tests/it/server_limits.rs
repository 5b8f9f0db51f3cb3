//! A server to which the system gives nothing more, and what it leaves in folders.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::geteuid;

use crate::run::Home;
use crate::serving::{Answer, Server, record};

/// The server, started by a shell that has done this first.
fn after(home: &Home, preparation: &str, prefix: &[&str]) -> Server {
    let script = format!("{preparation}; exec {} server --port 0", env!("CARGO_BIN_EXE_cost-ops"));
    let words = [prefix, &["sh", "-c", &script]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(home.path()).env_clear();
    command.env("HOME", home.path()).env("PATH", "/usr/bin:/bin").env("COST_OPS_METRICS_PORT", "0");
    command.env("COST_OPS_API_LOOPBACK_INGEST", "true").env("COST_OPS_LOGGING_FILE", home.at("logs/app.log"));
    Server::run(command)
}

#[test]
fn a_thread_that_cannot_be_made_is_one_refused_request() {
    // Nobody else runs as this user, whose threads can be limited; the superuser's cannot.
    let other = ["setpriv", "--reuid=54321", "--clear-groups"];
    if !geteuid().is_root() || Command::new("setpriv").arg("--version").output().is_err() {
        eprintln!("skipped: only the superuser can start a server as another user, with setpriv");
        return;
    }
    let home = Home::new();
    std::os::unix::fs::chown(home.path(), Some(54_321), None).unwrap();
    std::fs::create_dir(home.at("logs")).unwrap();
    std::os::unix::fs::chown(home.at("logs"), Some(54_321), None).unwrap();
    let server = after(&home, "umask 077", &other);
    // Only a user's own programs may be limited by it.
    let limit = |most: &str| {
        let pid = server.child.id().to_string();
        let mut command = Command::new(other[0]);
        command.args(&other[1..]).args(["prlimit", "--pid", &pid, &format!("--nproc={most}:")]);
        assert!(command.status().unwrap().success());
    };
    assert_eq!(server.get("/health").status, 200);
    limit("1");
    for _ in 0..20 {
        let refused = Answer::of(&server.raw(b"GET /health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
        assert_eq!((refused.status, refused.code().as_str()), (503, "SERVICE_UNAVAILABLE"), "{refused:?}");
    }
    limit("1000");
    let began = Instant::now();
    while server.get("/health").status != 200 {
        assert!(began.elapsed() < Duration::from_secs(10), "it does not come back");
    }
    eprintln!("well again after {:?}", began.elapsed());
}

#[test]
fn what_a_server_leaves_is_for_its_owner_only() {
    for umask in ["022", "000"] {
        let home = Home::new();
        std::fs::create_dir(home.at("logs")).unwrap();
        let mut server = after(&home, &format!("umask {umask}"), &[]);
        assert_eq!(server.post("/api/v1/usage", &record("a", 5)).status, 201);
        let mut seen = all(&home.at(".local"));
        server.signal("TERM");
        assert_eq!(server.wait(Duration::from_secs(12)), Some(0));
        seen.extend(all(&home.at(".local")));
        seen.extend(all(&home.at("logs")));
        let named = |end: &str| seen.iter().any(|(path, _)| path.to_string_lossy().ends_with(end));
        assert!(named(".db") && named("-wal") && named("app.log"), "{seen:?}");
        for (path, mode) in seen {
            // Files that were there at first may be gone; folders above the ledger's own are the user's.
            let most = match path.extension() {
                Some(_) => 0o600,
                None if path.ends_with("cost-ops") => 0o700,
                None => continue,
            };
            assert!(mode & !most == 0, "{path:?} is {mode:o} under umask {umask}");
        }
    }
}

/// Everything in a folder and below, with its mode.
fn all(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mode = |path: &Path| path.metadata().map_or(0, |meta| meta.permissions().mode() & 0o777);
    let mut found = vec![(folder.to_owned(), mode(folder))];
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(all(&path)) } else { found.push((path.clone(), mode(&path))) }
    }
    found
}
