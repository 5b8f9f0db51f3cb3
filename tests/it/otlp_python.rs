//! The OpenTelemetry SDK for Python against a server: what a real exporter sends is taken.

use std::process::Command;

use serde_json::Value;

use crate::otlp::sums;
use crate::run::Home;
use crate::serving::Server;

/// A Python that has this module: the one `COST_OPS_TEST_PYTHON` names, or the usual one.
pub(crate) fn python(module: &str) -> Option<String> {
    let named = std::env::var("COST_OPS_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
    let has = Command::new(&named).args(["-c", &format!("import {module}")]).output();
    let found = has.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: {named} has no module {module} (COST_OPS_TEST_PYTHON names another Python)");
    }
    found.then_some(named)
}

#[test]
fn what_the_exporter_for_python_sends_is_counted_once() {
    let Some(python) = python("opentelemetry.exporter.otlp.proto.http") else { return };
    let home = Home::new();
    let made = home.run(["auth", "api-key", "create", "--name", "k", "--role", "engineer", "--json"]).exits(0);
    let key = serde_json::from_str::<Value>(&made.stdout).unwrap()["key"].as_str().unwrap().to_owned();
    let server = Server::start(&home, &[]);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/otlp/export.py");
    let send = |key: &str| {
        let sent = Command::new(&python).args([script, &format!("http://{}", server.address), key]).output().unwrap();
        (sent.status.success(), String::from_utf8_lossy(&sent.stderr).into_owned())
    };
    let (well, said) = send(&key);
    assert!(well && !said.contains("Failed"), "{said}");
    // One call told of twice; three exports of each temporality; two calls within an agent.
    assert_eq!(sums(&home), [9, 1_016, 23_048, 2_000, 1_050, 0]);
    let (_, refused) = send("sk_live_wrong");
    assert!(refused.contains("401") || refused.contains("Unauthorized"), "{refused}");
    assert_eq!(sums(&home)[0], 9);
}
