//! Completions in the shells that are installed: verbs, flags, and the names of the ledger.

use std::process::Command;

use crate::run::Home;

/// A ledger with some names, a budget and a plan.
fn home() -> Home {
    let home = Home::new();
    let record = ["record", "--provider", "openai", "--input", "10", "--output", "10", "--quiet"];
    let more: [&[&str]; 2] = [
        &["--model", "gpt-4o", "--project", "website", "--tag", "team=search", "--organization", "acme"],
        &["--model", "house-llm-7b", "--project", "warehouse", "--tag", "job=nightly"],
    ];
    for args in more {
        home.run(record.iter().chain(args)).exits(0);
    }
    home.run(["budget", "set", "team-web", "--amount", "5", "--period", "month"]).exits(0);
    home.write("cost-ops.toml", "[budgets.filed]\namount = 9\nperiod = \"month\"\n");
    home
}

/// What bash would put in the place of the last word of this line. It breaks words at = and : too.
fn bash(home: &Home, line: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    for c in line.chars() {
        let is_break = |c: char| matches!(c, '=' | ':');
        let last = words.last().and_then(|word| word.chars().last());
        match c {
            ' ' => words.push(String::new()),
            c if last.is_some_and(|last| is_break(last) != is_break(c)) => words.push(c.to_string()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    let current = words.last().filter(|word| !word.starts_with(['=', ':'])).cloned().unwrap_or_default();
    let list = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let script = format!(
        ". {}/completions/cost-ops.bash; COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({list}); \
         COMP_CWORD={}; _cost_ops cost-ops '{current}' ''; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        env!("CARGO_MANIFEST_DIR"),
        words.len() - 1,
    );
    shell(home, "bash", &["--norc", "-c", &script]).expect("bash is there")
}

/// The lines a shell prints, with the built program on its path; `None` when it is not installed.
fn shell(home: &Home, name: &str, args: &[&str]) -> Option<Vec<String>> {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_cost-ops")).parent().unwrap().display().to_string();
    let mut command = Command::new(name);
    command.args(args).current_dir(home.path()).env_clear().env("HOME", home.path()).env("TERM", "dumb");
    command.env("PATH", format!("{program}:/usr/local/bin:/usr/bin:/bin"));
    match command.output() {
        Ok(output) => {
            assert!(output.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Some(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
        }
        Err(_) => {
            eprintln!("skipped: {name} is not installed");
            None
        }
    }
}

#[test]
fn bash_offers_verbs_flags_and_names() {
    let home = home();
    for (line, expected) in [
        ("wee", &["weekly"][..]),
        ("budget st", &["status"]),
        ("daily --week-s", &["--week-start"]),
        ("query --model ", &["gpt-4o", "house-llm-7b"]),
        ("query --model=", &["gpt-4o", "house-llm-7b"]),
        ("query --model=ho", &["house-llm-7b"]),
        ("query --project w", &["warehouse", "website"]),
        ("query --organization ", &["acme"]),
        ("query --provider ", &["openai"]),
        ("query --source ", &["native"]),
        ("query --tag te", &["team=search"]),
        ("query --tag team=", &["search"]),
        ("query --range last-m", &["last-month"]),
        ("query --group-by tag:", &["job", "team"]),
        ("query --group-by tag:te", &["team"]),
        ("query --group-by day,mod", &["day,model"]),
        ("tags ", &["job", "team"]),
        ("query --sort=-total_c", &["-total_cost"]),
        ("budget status ", &["team-web", "filed"]),
        ("budget remove t", &["team-web"]),
        ("guide trou", &["troubleshooting"]),
        ("config get database.u", &["database.url"]),
        ("daily --tz Europe/Berl", &["Europe/Berlin"]),
        ("pricing get --model claude-opus-4-1", &["claude-opus-4-1"]),
        ("daily --format x", &["xlsx"]),
    ] {
        assert_eq!(bash(&home, &format!("cost-ops {line}")), expected, "{line}");
    }
    assert!(bash(&home, "cost-ops ").iter().any(|verb| verb == "forecast"));
}

#[test]
fn the_ledger_that_is_meant_is_asked() {
    let home = home();
    let other = home.at("other.db");
    let record = ["record", "--provider", "anthropic", "--model", "claude-haiku-4-5", "--input", "1", "--quiet"];
    home.run(record.iter().copied().chain(["--db", other.to_str().unwrap()])).exits(0);
    let asked = bash(&home, &format!("cost-ops query --db {} --model ", other.display()));
    assert_eq!(asked, ["claude-haiku-4-5"]);
}

#[test]
fn a_completion_makes_no_ledger_and_never_complains() {
    let home = Home::new();
    assert_eq!(bash(&home, "cost-ops query --model "), [""; 0]);
    assert!(!home.at(".local").exists(), "looking makes no ledger");
    home.write("cost-ops.toml", "this is no TOML");
    assert_eq!(bash(&home, "cost-ops query --model "), [""; 0]);
    assert_eq!(bash(&home, "cost-ops wee"), ["weekly"]);
    home.write("broken.db", "this is no ledger, and a completion says nothing of it");
    assert_eq!(bash(&home, "cost-ops query --db broken.db --model "), [""; 0]);
}

#[test]
fn zsh_and_fish_offer_the_same() {
    let home = home();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/completions");
    // What zsh's own functions would show is printed in their place.
    let script = format!(
        "compdef() {{ }}; compadd() {{ }}; _describe() {{ print -l -- ${{(P)3}}; }}; _files() {{ }}; \
         words=(cost-ops query --project w); CURRENT=4; BUFFER=''; . {folder}/_cost-ops; \
         _clap_dynamic_completer_cost_ops"
    );
    if let Some(offered) = shell(&home, "zsh", &["-f", "-c", &script]) {
        assert_eq!(offered, ["warehouse", "website"]);
    }
    let script = format!("source {folder}/cost-ops.fish; complete -C 'cost-ops query --project w'");
    if let Some(offered) = shell(&home, "fish", &["--no-config", "-c", &script]) {
        assert_eq!(offered, ["warehouse", "website"]);
    }
}
