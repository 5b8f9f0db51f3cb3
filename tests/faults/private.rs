//! What is written is for its owner, and a secret is nowhere but where its owner put it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::ground::{files_below, ingest, logs, reached, record};
use crate::run::{Home, Ran};
use crate::serving::Server;

/// Runs a command of a home under a umask.
fn under(umask: &str, home: &Home, args: &[&str]) -> Ran {
    let plain = home.command(args);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_cost-ops")]).args(args);
    shell.current_dir(home.path()).env_clear().stdin(Stdio::null());
    shell.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Ran::of(shell.output().unwrap())
}

#[test]
fn everything_that_is_made_is_for_its_owner_alone() {
    let mut seen = 0;
    for umask in ["022", "000", "077"] {
        let home = Home::new();
        let given = ["usage.jsonl", "cost-ops.toml"];
        home.write(given[0], record(1));
        home.write(given[1], "[logging]\nfile = \"own.log\"\n");
        logs(&home, 1, 5);
        for args in [
            &["-vv", "init"][..],
            &["-vv", "ingest", "usage.jsonl"],
            &["sync"],
            &["backup"],
            &["export", "--output", "out.csv"],
            &["config", "set", "display.color", "never"],
            &["auth", "api-key", "create", "--name", "ci"],
            &["pricing", "add", "--provider", "acme", "--model", "m", "--input-price", "1"],
        ] {
            let ran = under(umask, &home, args);
            assert!(!ran.stderr.contains("panicked"), "{ran:?}");
        }
        for path in files_below(home.path()) {
            let below = path.strip_prefix(home.path()).unwrap();
            if given.iter().any(|name| below == std::path::Path::new(name)) || below.starts_with(".claude") {
                continue;
            }
            seen += 1;
            let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&path) & 0o077, 0, "{below:?} is {:o} under umask {umask}", mode(&path));
            let folder = path.parent().unwrap();
            if folder != home.path()
                && !folder.ends_with(".local")
                && !folder.ends_with("share")
                && !folder.ends_with(".config")
            {
                assert_eq!(mode(folder) & 0o077, 0, "{folder:?} is {:o} under umask {umask}", mode(folder));
            }
        }
    }
    assert!(seen >= 12, "{seen} files");
    reached(&format!("{seen} files and their folders under three umasks: for their owner alone"));
}

const CANARY: &str = "canary-5f2c9f7e-secret";

#[test]
fn a_secret_is_found_nowhere_else() {
    let home = Home::new();
    ingest(&home, 0..10);
    home.write("cost-ops.toml", "[logging]\nfile = \"own.log\"\nlevel = \"trace\"\n");
    let key = home.run(["auth", "api-key", "create", "--name", "ci", "--json"]).exits(0).stdout;
    let key = key.split('"').find(|text| text.starts_with("sk_")).expect("a key").to_owned();
    let variables = ["COST_OPS_ALERTS_WEBHOOK_SECRET", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"];
    let mut said = String::new();
    for args in [
        &["-vvv", "summary"][..],
        &["-vvv", "health", "--full"],
        &["-vvv", "ingest", "absent.jsonl"],
        &["config", "show"],
        &["-vvv", "query", "--range", "all", "--json"],
        &["-vvv", "audit"],
        &["-vvv", "backup"],
        &["-vvv", "no-such-verb"],
    ] {
        let mut command = home.command(args);
        let ran = Ran::of(command.envs(variables.map(|name| (name, CANARY))).output().unwrap());
        said += &(ran.stdout + &ran.stderr);
    }
    let mut server = Server::start(&home, &[("RUST_LOG", "trace")]);
    for credential in [CANARY, key.as_str(), &key[..key.len() - 1]] {
        let bearer = format!("Bearer {credential}");
        server.ask(
            "POST",
            "/api/v1/usage",
            &[("Authorization", &bearer), ("Content-Type", "application/json")],
            &record(50),
        );
        server.ask("GET", &format!("/api/v1/costs?key={CANARY}"), &[("X-API-Key", credential)], "");
    }
    server.signal("TERM");
    server.wait(std::time::Duration::from_secs(15));
    said += &server.said.lock().unwrap().join("\n");
    let secret = &key[..key.len() - 6];
    assert!(!said.contains(CANARY) && !said.contains(secret), "a secret was said");
    for path in files_below(home.path()) {
        let bytes = fs::read(&path).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!has(CANARY) && !has(secret), "{path:?} has a secret");
    }
    reached("a planted secret and a key: in no output, log, ledger or backup");
}
