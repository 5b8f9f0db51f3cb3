//! The examples do what they say, against a server.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::otlp_python::python;
use crate::run::Home;
use crate::serving::{Server, count};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(example(name)).unwrap()
}

/// A server, and a key of its ledger.
fn served() -> (Home, Server, String) {
    let home = Home::new();
    let made = home.run(["auth", "api-key", "create", "--name", "k", "--role", "admin", "--json"]).exits(0);
    let key = serde_json::from_str::<Value>(&made.stdout).unwrap()["key"].as_str().unwrap().to_owned();
    let server = Server::start(&home, &[]);
    (home, server, key)
}

/// Whether a program is there; says so when it is not.
fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap().status.success();
    if !found {
        eprintln!("skipped: {program} is not there");
    }
    found
}

fn done(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out.into_owned()
}

/// Runs a client twice: its record is new once, and it shows what it cost.
fn client(mut command: impl FnMut() -> Command) {
    let (home, server, key) = served();
    let mut run = || {
        let mut command = command();
        command.env("COST_OPS_API_URL", format!("http://{}", server.address)).env("COST_OPS_API_KEY", &key);
        done(&command.output().unwrap())
    };
    assert!(run().contains(" new 0.006"), "1,200 and 300 tokens of gpt-4o");
    let again = run();
    assert!(again.contains(" duplicate 0.006") && again.contains("\ngpt-4o 0.006"), "{again}");
    assert_eq!(count(&home), 1);
}

#[test]
fn the_client_in_shell_works() {
    if has("curl") && has("jq") {
        client(|| Command::new(example("client.sh")));
    }
}

#[test]
fn the_client_in_python_works() {
    if let Some(python) = python("urllib.request") {
        client(|| {
            let mut command = Command::new(&python);
            command.arg(example("client.py"));
            command
        });
    }
}

#[test]
fn the_client_in_rust_works() {
    // Built with the tests, beside the folder they are in.
    let built = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("examples/client");
    if !built.exists() {
        eprintln!("skipped: the examples are not built ({})", built.display());
        return;
    }
    client(|| Command::new(&built));
}

#[test]
fn the_callback_of_litellm_reports_its_calls() {
    let Some(python) = python("litellm") else { return };
    let (home, server, key) = served();
    let script = "\
import datetime, time, litellm
from cost_ops_callback import handler, usage
now = datetime.datetime.now()
counts = litellm.Usage(prompt_tokens=170, completion_tokens=9, prompt_tokens_details={'cached_tokens': 40,
    'cache_creation_tokens': 30}, completion_tokens_details={'reasoning_tokens': 4})
told = usage({'model': 'm'}, {'id': 'r', 'usage': counts}, now, now)
assert [told[part] for part in ('cached_tokens', 'cache_write_tokens', 'reasoning_tokens')] == [40, 30, 4], told
litellm.callbacks = [handler]
for n in range(2):
    litellm.completion(model='gpt-4o', messages=[{'role': 'user', 'content': 'CANARY-PROMPT'}], mock_response='Hello')
time.sleep(3)
";
    let mut command = Command::new(python);
    command.args(["-c", script]).env("PYTHONPATH", example("litellm")).current_dir(home.path());
    command.env("COST_OPS_API_URL", format!("http://{}", server.address)).env("COST_OPS_API_KEY", &key);
    done(&command.output().unwrap());
    assert_eq!(count(&home), 2);
    let ran = home.run(["query", "--range", "all", "--json"]).exits(0);
    let records: Value = serde_json::from_str(&ran.stdout).unwrap();
    let one = &records["data"][0];
    assert_eq!((&one["model"], &one["provider"]), (&"gpt-4o".into(), &"openai".into()), "{one}");
    assert!(one["input_tokens"].as_u64().unwrap() > 0 && one["output_tokens"].as_u64().unwrap() > 0, "{one}");
    assert!(!records.to_string().contains("CANARY"));
}

#[test]
fn prometheus_takes_its_configuration() {
    if has("promtool") {
        done(&Command::new("promtool").args(["check", "config"]).arg(example("prometheus.yml")).output().unwrap());
    }
}

#[test]
fn systemd_takes_the_unit() {
    if !has("systemd-analyze") {
        return;
    }
    let home = Home::new();
    // Verified with the program that is there.
    let unit = text("cost-ops.service").replace("/usr/bin/cost-ops", env!("CARGO_BIN_EXE_cost-ops"));
    let path = home.write("cost-ops.service", unit);
    let verified = Command::new("systemd-analyze").arg("verify").arg(path).output().unwrap();
    assert!(verified.stderr.is_empty(), "{}", String::from_utf8_lossy(&verified.stderr));
    done(&verified);
}

#[test]
fn the_lines_for_proxies_and_agents_are_of_one_mind_with_the_listener() {
    for name in ["Caddyfile", "nginx.conf"] {
        assert!(text(name).contains("127.0.0.1:8080"), "{name}");
    }
    // A proxy says whom it asks for, so its requests are not taken for this machine's own.
    assert!(text("nginx.conf").contains("X-Forwarded-For"));
    let home = Home::new();
    let script = format!("COST_OPS_API_KEY=k; . {}; env", example("agents.env").display());
    let set = done(&Command::new("sh").arg("-c").arg(script).env_clear().current_dir(home.path()).output().unwrap());
    for line in ["OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer k", "CLAUDE_CODE_ENABLE_TELEMETRY=1"] {
        assert!(set.lines().any(|set| set == line), "{line}: {set}");
    }
}
