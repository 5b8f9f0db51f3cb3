//! `schema/openapi.json` against a running server: its examples are taken, and nothing is answered
//! that it does not tell of.

use std::process::Command;

use serde_json::Value;

use crate::otlp_python::python;
use crate::run::Home;
use crate::serving::Server;

fn contract() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/openapi.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A server without limits, and a key that may do anything.
fn served(home: &Home) -> (Server, String) {
    let made = home.run(["auth", "api-key", "create", "--name", "k", "--role", "admin", "--json"]).exits(0);
    let key = serde_json::from_str::<Value>(&made.stdout).unwrap()["key"].as_str().unwrap().to_owned();
    (Server::start(home, &[("COST_OPS_RATE_LIMITING_ENABLE", "false")]), key)
}

#[test]
fn what_the_contract_gives_as_an_example_is_taken() {
    let home = Home::new();
    let (server, key) = served(&home);
    let contract = contract();
    let mut tried = Vec::new();
    let mut post = |path: &str, method: &Value| {
        let Some(body) = method["requestBody"]["content"]["application/json"].get("example") else { return };
        let bearer = format!("Bearer {key}");
        let headers = [("Content-Type", "application/json"), ("Authorization", bearer.as_str())];
        // A login is its own credential.
        let headers = if path.ends_with("/login") { &headers[..1] } else { &headers[..] };
        let answer = server.ask("POST", path, headers, &body.to_string());
        assert!(matches!(answer.status, 200 | 201), "{path}: {answer:?}");
        let told = &method["responses"][answer.status.to_string()]["content"]["application/json"];
        assert!(told.is_object(), "{path} does not tell of {}", answer.status);
        tried.push(path.to_owned());
    };
    let paths = contract["paths"].as_object().unwrap();
    // Whom the login names is made by the example for users.
    post("/api/v1/auth/users", &paths["/api/v1/auth/users"]["post"]);
    for (path, methods) in paths.iter().filter(|(path, _)| *path != "/api/v1/auth/users") {
        post(path, &methods["post"]);
    }
    assert_eq!(tried.len(), 8, "{tried:?}");
}

#[test]
fn costs_of_prices_that_never_were_are_not_found_wherever_they_can_be_asked_for() {
    let home = Home::new();
    let (server, key) = served(&home);
    let bearer = format!("Bearer {key}");
    let contract = contract();
    let mut asked = 0;
    for (path, methods) in contract["paths"].as_object().unwrap() {
        let get = &methods["get"];
        let names = get["parameters"].as_array().into_iter().flatten();
        if names.into_iter().any(|name| name["$ref"] == "#/components/parameters/Prices") {
            let answer = server.ask("GET", &format!("{path}?prices=9"), &[("Authorization", &bearer)], "");
            assert_eq!(answer.status, 404, "{path}: {answer:?}");
            assert!(get["responses"]["404"].is_object(), "{path} does not tell of 404");
            asked += 1;
        }
    }
    assert_eq!(asked, 4);
}

#[test]
fn schemathesis_finds_no_answer_that_the_contract_does_not_tell_of() {
    let Some(python) = python("schemathesis") else { return };
    let home = Home::new();
    let (server, key) = served(&home);
    // Its key is given beside; made up ones would be a second credential and end most requests early.
    let mut contract = contract();
    contract["components"].as_object_mut().unwrap().remove("securitySchemes");
    for method in contract["paths"].as_object_mut().unwrap().values_mut() {
        method
            .as_object_mut()
            .unwrap()
            .values_mut()
            .for_each(|method| _ = method.as_object_mut().unwrap().remove("security"));
    }
    let file = home.at("openapi.json");
    std::fs::write(&file, contract.to_string()).unwrap();
    let run = |with_key: bool, more: &[&str]| {
        let mut command = Command::new(&python);
        command.args(["-m", "schemathesis.cli", "run"]).arg(&file).current_dir(home.at("."));
        command.args(["--url", &format!("http://{}", server.address), "--phases", "examples,coverage,fuzzing"]);
        command.args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance"]);
        command.args(["--checks", "response_headers_conformance,response_schema_conformance"]);
        command.args(["--seed", "7", "--no-color", "--continue-on-failure"]).args(more);
        if with_key {
            command.args(["--header", &format!("Authorization: Bearer {key}")]);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        eprintln!("{}", said.lines().rev().find(|line| line.contains("generated")).unwrap_or_default());
    };
    run(true, &["--max-examples", "10"]);
    run(false, &["--max-examples", "2"]);
}
