//! What is mistyped is answered with the nearest right word.

use crate::run::Home;

fn hints(home: &Home, line: &str) -> String {
    let ran = home.run(line.split(' '));
    assert_ne!(ran.exit, 0, "{line}: {ran:?}");
    assert!(!ran.stderr.contains("panicked"), "{line}: {ran:?}");
    ran.stderr
}

#[test]
fn a_mistyped_word_is_answered_with_the_nearest() {
    let home = Home::new();
    home.run(["budget", "set", "team", "--amount", "5", "--period", "month"]).exits(0);
    home.run(["plan", "add", "max", "--amount", "100", "--since", "2026-11-01"]).exits(0);
    for (line, meant) in [
        ("dayly", "daily"),
        ("modles", "models"),
        ("budget chek", "check"),
        ("daily --sinse 2026-11-01", "--since"),
        ("daily --formt csv", "--format"),
        ("daily --format jsn", "json"),
        ("daily --tz Europe/Berlinn", "Europe/Berlin"),
        ("daily --range last-mont", "last-month"),
        ("daily --range lastweek", "last-week"),
        ("query --group-by modell", "model"),
        ("query --group-by project --sort total_costs", "total_cost"),
        ("guide trubleshooting", "troubleshooting"),
        ("config get database.ulr", "database.url"),
        ("config set api.prot 1", "api.port"),
        ("budget check taem", "team"),
        ("budget remove teem", "team"),
        ("plan remove mex", "max"),
        ("forecast generate --model lineer", "linear"),
        ("pricing get --provider openai --model gpt4o", "gpt-4o"),
        ("pricing explain openai/gpt-4o --usage inptu=1", "input"),
        ("auth api-key create --name x --role analist", "analyst"),
        ("auth api-key create --name x --scopes usage:reed", "usage:read"),
        ("audit --action budget.sett", "budget.set"),
        ("completion zhs", "zsh"),
    ] {
        assert!(hints(&home, line).contains(meant), "{line} should name {meant}: {}", hints(&home, line));
    }
}

#[test]
fn a_mistyped_variable_is_answered_with_the_nearest() {
    let home = Home::new();
    let output = home.command(["daily"]).env("COST_OPS_DATABSE_URL", "x.db").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("did you mean COST_OPS_DATABASE_URL?"), "{said}");
}

#[test]
fn a_filter_that_no_record_passes_names_the_nearest() {
    let home = Home::new();
    let record = ["record", "--provider", "openai", "--model", "gpt-4o", "--project", "website", "--input", "9"];
    home.run(record).exits(0);
    for (flag, value, meant) in [
        ("--model", "gpt4o", "did you mean gpt-4o?"),
        ("--provider", "opnai", "did you mean openai?"),
        ("--project", "web-site", "did you mean website?"),
        ("--project", "wholly-else", "--group-by project"),
    ] {
        let ran = home.run(["daily", flag, value]).exits(0);
        assert!(ran.stderr.contains(meant), "{ran:?}");
    }
    for (flag, value) in [("--model", "GPT-4O"), ("--model", "gpt-*"), ("--project", "website")] {
        assert_eq!(home.run(["daily", flag, value]).exits(0).stderr, "", "{flag} {value}");
    }
}

#[test]
fn an_error_says_once_what_is_wrong_and_where_to_read_on() {
    let home = Home::new();
    let date = hints(&home, "daily --since 2026-13-01");
    assert!(date.starts_with("Error: \"2026-13-01\" is no date that exists\n"), "{date}");
    assert!(date.ends_with("\n  more: cost-ops guide reports\n"), "{date}");
    let zone = hints(&home, "daily --tz Europe/Berlinn");
    assert!(zone.ends_with("did you mean Europe/Berlin?\n"), "{zone}");
    // What names a guide already does so once.
    let none = hints(&home, "query --db wrong.db");
    assert_eq!(none.matches("cost-ops guide").count(), 1, "{none}");
    let unread = home.run(["ingest", "nosuch.jsonl"]).exits(1);
    assert_eq!((unread.stdout.as_str(), unread.stderr.as_str()), ("", "Error: nosuch.jsonl is not there\n"));
    home.run(["init"]).exits(0);
    home.run(["daily", "--zone", "Europe/Berlin"]).exits(0);
}
