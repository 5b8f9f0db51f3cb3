//! The recipes for pipelines in `examples/`, run as the services run them: each step by bash, a failed
//! one ends the job but for what is to run always, and the job has its exit code.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::run::{Home, Ran};

fn recipe(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A checkout with a budget of so much, a job that writes down usage of $2.50 (of this model), and
/// stand-ins for the tools that reach others.
fn checkout(amount: &str, model: &str) -> Home {
    let home = Home::new();
    home.write(
        "cost-ops.toml",
        format!("[budgets.ci]\namount = {amount}\nperiod = \"year\"\ntags = {{ job = \"evals\" }}\n"),
    );
    let now = chrono::Utc::now().to_rfc3339();
    script(
        &home,
        "evals.sh",
        &format!(
            "echo '{{\"timestamp\":\"{now}\",\"provider\":\"openai\",\"model\":\"{model}\",\"input_tokens\":1000000,\"output_tokens\":0}}' > usage.jsonl"
        ),
    );
    for tool in ["gh", "curl"] {
        script(&home, &format!("tools/{tool}"), "echo \"$0 $*\" >> \"$HOME/sent\"");
    }
    home
}

fn script(home: &Home, name: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = home.write(name, format!("#!/bin/sh\n{text}\n"));
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// What a service puts in the place of its expressions and variables.
fn expand(home: &Home, text: &str) -> String {
    let place = home.path().to_str().unwrap();
    let known = [
        ("${{ github.workspace }}", place),
        ("${{ github.event.number }}", "17"),
        ("${{ github.token }}", "token"),
        ("$CI_PROJECT_DIR", place),
        ("$CI_PIPELINE_ID", "9"),
    ];
    let text = known.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    assert!(!text.contains("${{"), "{text}");
    text
}

fn bash(home: &Home, script: &str, variables: &[&Value]) -> Ran {
    let bare = home.command::<&str>([]);
    let built = Path::new(env!("CARGO_BIN_EXE_cost-ops")).parent().unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", home.at("tools").display(), built.display());
    let envs: BTreeMap<String, String> = variables
        .iter()
        .filter_map(|value| value.as_object())
        .flatten()
        .map(|(name, value)| (name.clone(), expand(home, value.as_str().unwrap())))
        .collect();
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(home.path()).env_clear();
    bash.envs(bare.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("PATH", path).envs(envs);
    bash.env("GITHUB_STEP_SUMMARY", home.at("summary.md")).env("CI_MERGE_REQUEST_IID", "5").env("CI_PROJECT_ID", "3");
    bash.env("CI_API_V4_URL", "https://git.example.org/api/v4").env("COST_COMMENT_TOKEN", "token");
    Ran::of(bash.output().unwrap())
}

/// The exit code of the job, and what its steps printed.
fn github(home: &Home) -> (i32, String) {
    let recipe = recipe("github-actions.yml");
    let job = &recipe["jobs"]["evals"];
    assert!(recipe["on"].is_string() && job["defaults"]["run"]["shell"] == "bash");
    let (mut exit, mut printed) = (0, String::new());
    let mut steps = 0;
    for step in job["steps"].as_array().unwrap() {
        let Some(script) = step["run"].as_str() else {
            assert!(step["uses"].is_string());
            continue;
        };
        steps += 1;
        if exit != 0 && step["if"] != "always()" {
            continue;
        }
        let ran = bash(home, script, &[&job["env"], &step["env"]]);
        printed += &ran.stdout;
        exit = if exit == 0 { ran.exit } else { exit };
        assert!(step["if"] != "always()" || ran.exit == 0, "{ran:?}");
    }
    assert!(steps >= 5);
    (exit, printed)
}

/// The same of the other service.
fn gitlab(home: &Home) -> (i32, String) {
    let recipe = recipe("gitlab-ci.yml");
    let job = &recipe["llm-cost"];
    let lines = |key: &str| {
        let lines: Vec<&str> = job[key].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        lines.join("\n")
    };
    let ran = bash(home, &lines("script"), &[&job["variables"]]);
    let after = bash(home, &lines("after_script"), &[&job["variables"]]).exits(0);
    assert_eq!(job["allow_failure"]["exit_codes"], 7);
    (ran.exit, ran.stdout + &after.stdout)
}

fn read(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.at(name)).unwrap()
}

#[test]
fn the_recipe_for_github_is_a_gate() {
    let home = checkout("10", "gpt-4o");
    let (exit, printed) = github(&home);
    assert_eq!(exit, 0, "{printed}");
    assert!(printed.contains("::notice title=Budget ci%3A within::$2.50 of $10.00 spent (25.0%25)"), "{printed}");
    assert!(read(&home, "budgets.xml").contains("tests=\"1\" failures=\"0\""));
    for file in ["comment.md", "summary.md"] {
        let text = read(&home, file);
        assert!(text.contains("| ci | within |") && text.contains("gpt-4o"), "{text}");
    }
    let sent = read(&home, "sent");
    assert!(sent.contains("gh pr comment 17 --edit-last --create-if-none --body-file comment.md"), "{sent}");

    let home = checkout("2", "gpt-4o");
    let (exit, printed) = github(&home);
    assert_eq!(exit, 6, "{printed}");
    assert!(printed.contains("::error title=Budget ci%3A over::$2.50 of $2.00 spent"), "{printed}");
    assert!(read(&home, "budgets.xml").contains("failures=\"1\""));
    assert!(read(&home, "comment.md").contains("| ci | over |"));
    assert!(read(&home, "sent").contains("gh pr comment"), "also then");

    let home = checkout("10", "no-such-model");
    let (exit, printed) = github(&home);
    assert_eq!(exit, 7, "{printed}");
    assert!(printed.contains("::warning title=Budget ci%3A incomplete::"), "{printed}");
}

#[test]
fn the_recipe_for_gitlab_is_a_gate() {
    for (amount, model, exit, failures) in
        [("10", "gpt-4o", 0, 0), ("2", "gpt-4o", 6, 1), ("10", "no-such-model", 7, 1)]
    {
        let home = checkout(amount, model);
        let (left, printed) = gitlab(&home);
        assert_eq!(left, exit, "{printed}");
        assert!(read(&home, "budgets.xml").contains(&format!("failures=\"{failures}\"")));
        assert!(read(&home, "comment.md").contains("| ci |"));
        let sent = read(&home, "sent");
        assert!(
            sent.contains("body@comment.md https://git.example.org/api/v4/projects/3/merge_requests/5/notes"),
            "{sent}"
        );
    }
}

#[test]
fn a_recipe_stops_what_costs_too_much() {
    let home = checkout("100", "gpt-4o");
    script(
        &home,
        "evals.sh",
        "cost-ops record --provider openai --model gpt-4o --input 9000000 --output-tokens 0; sleep 60",
    );
    assert_eq!(github(&home).0, 6);
}
