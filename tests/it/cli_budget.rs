//! `cost-ops budget` as it is typed: definitions, where they stand, the gate's exit codes and formats.

use serde_json::Value;

use crate::run::{Home, Ran};

/// Uses of a model that costs 2.50 dollars a million prompt tokens, so many millions each, now.
pub(crate) fn spend(home: &Home, id: &str, project: &str, millions: u32) {
    let now = chrono::Utc::now().to_rfc3339();
    let line = format!(
        "{{\"id\":\"{id}\",\"timestamp\":\"{now}\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"project_id\":\"{project}\",\
         \"input_tokens\":{},\"output_tokens\":0}}\n",
        millions * 1_000_000
    );
    home.pipe(["ingest", "-"], line.as_bytes()).exits(0);
}

fn unpriced(home: &Home) {
    let now = chrono::Utc::now().to_rfc3339();
    let line = format!(
        "{{\"timestamp\":\"{now}\",\"provider\":\"acme\",\"model\":\"mystery\",\"input_tokens\":10,\"output_tokens\":1}}"
    );
    home.pipe(["ingest", "-"], line.as_bytes()).exits(0);
}

fn set(home: &Home, args: &[&str]) -> Ran {
    home.run(["budget", "set"].iter().chain(args))
}

fn rows(ran: &Ran) -> Vec<Value> {
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    answer["data"].as_array().unwrap().clone()
}

#[test]
fn a_budget_is_set_listed_changed_and_removed() {
    let home = Home::new();
    let said = set(
        &home,
        &[
            "web",
            "--amount",
            "12.50",
            "--period",
            "week",
            "--starts-on",
            "sunday",
            "--project",
            "web*",
            "--tag",
            "team=a=b",
        ],
    );
    assert_eq!(
        said.exits(0).stderr,
        "budget web set: 12.5 USD a week from sunday on, of project web*, tag team=a=b (UTC)\n"
    );
    set(
        &home,
        &[
            "web",
            "--amount",
            "20",
            "--tz",
            "europe/berlin",
            "--project",
            "web*",
            "--tag",
            "team=a=b",
            "--thresholds",
            "80,99.5",
        ],
    )
    .exits(0);
    let listed = rows(&home.run(["budget", "list", "--json"]).exits(0));
    assert_eq!(listed.len(), 1);
    let one = &listed[0];
    assert_eq!(
        (&one["amount"], &one["period"], &one["timezone"]),
        (&"20".into(), &"month".into(), &"Europe/Berlin".into())
    );
    assert_eq!((&one["scope"], &one["thresholds"]), (&"project web*, tag team=a=b".into(), &"80,99.5".into()));
    assert_eq!(one["place"], "ledger");
    home.run(["budget", "remove", "web"]).exits(0);
    let gone = home.run(["budget", "remove", "web"]).exits(1);
    assert!(gone.stderr.contains("there is no budget \"web\""), "{gone:?}");
    let none = home.run(["budget", "check"]).exits(1);
    assert!(none.stderr.contains("cost-ops budget set"), "{none:?}");
}

#[test]
fn what_is_no_budget_is_refused_with_what_to_type() {
    let home = Home::new();
    for (args, says) in [
        (vec!["a", "--amount", "none"], "no amount"),
        (vec!["a", "--amount", "-5"], "no amount"),
        (vec!["a b", "--amount", "5"], "cannot be the name"),
        (vec!["a", "--amount", "5", "--period", "moon"], "one of day, week, month, quarter, year"),
        (vec!["a", "--amount", "5", "--starts-on", "32"], "cannot start on"),
        (vec!["a", "--amount", "5", "--thresholds", "x"], "no threshold"),
        (vec!["a", "--amount", "5", "--currency", "EUR"], "EUR"),
    ] {
        let refused = set(&home, &args).exits(2);
        assert!(refused.stderr.contains(says), "{args:?}: {}", refused.stderr);
    }
}

#[test]
fn a_file_s_budget_wins_and_that_is_said() {
    let home = Home::new();
    set(&home, &["team", "--amount", "5"]).exits(0);
    home.write(
        "cost-ops.toml",
        "[budgets.team]\namount = 100\nperiod = \"month\"\nproject = \"web\"\nthresholds = [50, \"75.5\"]\ntags = { team = \"x\" }\n\
         [budgets.other]\namount = \"7.25\"\nperiod = \"quarter\"\nstarts_on = \"02-01\"\ntimezone = \"Asia/Tokyo\"\n",
    );
    let listed = home.run(["budget", "list", "--json"]).exits(0);
    let all = rows(&listed);
    let places: Vec<&str> = all.iter().map(|row| row["place"].as_str().unwrap()).collect();
    assert_eq!(places, ["cost-ops.toml:7", "cost-ops.toml:1"]);
    assert_eq!(
        (&all[0]["amount"], &all[0]["starts_on"], &all[0]["timezone"]),
        (&"7.25".into(), &"02-01".into(), &"Asia/Tokyo".into())
    );
    assert_eq!((&all[1]["scope"], &all[1]["thresholds"]), (&"project web, tag team=x".into(), &"50,75.5".into()));
    assert!(listed.stderr.contains("team is that of cost-ops.toml:1"), "{}", listed.stderr);
    assert!(set(&home, &["team", "--amount", "6"]).exits(0).stderr.contains("that one counts"));
    home.run(["budget", "remove", "team"]).exits(0);
    assert!(home.run(["budget", "remove", "team"]).exits(1).stderr.contains("take it out of the file"));
    let more = home.write("more.toml", "[budgets.team]\namount = 1\nperiod = \"day\"\n");
    let of_more = rows(&home.run(["-c", more.to_str().unwrap(), "budget", "list", "--json"]).exits(0));
    assert_eq!(of_more.len(), 1);
}

#[test]
fn mistakes_in_a_file_are_named_with_their_line() {
    let home = Home::new();
    for (text, says) in [
        ("[budgets.a]\namount = 5\n", "budgets.a (cost-ops.toml:1): has no period"),
        ("[budgets.a]\namount = 5\nperiod = \"month\"\nprojekt = \"x\"\n", "did you mean project?"),
        ("[budgets.a]\namount = [5]\nperiod = \"month\"\n", "amount must be one text or number"),
        ("[budgets]\na = 5\n", "is no table"),
        ("[budgets.a]\namount = 5\nperiod = \"month\"\ntimezone = \"Mars\"\n", "no time zone"),
        ("[budget.a]\namount = 5\n", "did you mean budgets?"),
    ] {
        home.write("cost-ops.toml", text);
        let said = home.run(["budget", "list"]).exits(2);
        assert!(said.stderr.contains(says), "{text}: {}", said.stderr);
    }
}

#[test]
fn a_check_answers_with_its_exit_code_and_one_line() {
    let home = Home::new();
    spend(&home, "a", "web", 2);
    set(&home, &["wide", "--amount", "100"]).exits(0);
    let within = home.run(["budget", "check"]).exits(0);
    assert!(within.stderr.starts_with("budget wide is within: $5.00 of $100.00 spent (5.0%), $95.00 left until "));
    assert_eq!(within.stderr.lines().count(), 1);
    set(&home, &["tight", "--amount", "4", "--period", "year"]).exits(0);
    let over = home.run(["-q", "budget", "check", "--json"]).exits(6);
    assert!(
        over.stderr.starts_with("budget tight is over: $5.00 of $4.00 spent (125.0%), $1.00 over until "),
        "{over:?}"
    );
    let answer: Value = serde_json::from_str(&over.stdout).unwrap();
    assert_eq!(answer["summary"]["outcome"], "over");
    assert_eq!(answer["data"][0]["outcome"], "over");
    assert_eq!(answer["data"][1]["outcome"], "within");
    home.run(["budget", "check", "wide"]).exits(0);
    unpriced(&home);
    home.run(["budget", "check", "wide"]).exits(0);
    let strict = home.run(["budget", "check", "wide", "--strict"]).exits(7);
    assert!(strict.stderr.contains("budget wide is incomplete: at least $5.00 of"), "{}", strict.stderr);
    home.run(["budget", "check", "--strict"]).exits(6);
    let unknown = home.run(["budget", "check", "wid"]).exits(1);
    assert!(unknown.stderr.contains("did you mean wide?"), "{}", unknown.stderr);
}

#[test]
fn records_rejected_on_the_way_fail_a_strict_check() {
    let home = Home::new();
    set(&home, &["all", "--amount", "100"]).exits(0);
    home.run(["budget", "check", "--strict"]).exits(0);
    let broken = "{\"type\":\"assistant\",\"timestamp\":\"never\",\"sessionId\":\"s1\",\"message\":{\"id\":\"m\",\
                  \"model\":\"claude-sonnet-4-5\",\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n";
    home.write(".claude/projects/-p/s1.jsonl", broken);
    let said = home.run(["budget", "check", "--strict"]).exits(7);
    assert!(said.stderr.contains("1 record rejected"), "{}", said.stderr);
}

#[test]
fn logs_that_were_not_read_fail_a_strict_check() {
    let home = Home::new();
    set(&home, &["all", "--amount", "100"]).exits(0);
    home.write(".claude/projects/-p/s1.jsonl", "{}\n");
    let lock = std::fs::File::create(home.at(".local/share/cost-ops/cost-ops.db.sync")).unwrap();
    lock.lock().unwrap();
    let said = home.run(["budget", "check", "--strict"]).exits(7);
    assert!(said.stderr.contains("budget all is incomplete: "), "{}", said.stderr);
    assert!(said.stderr.contains("; another sync is under way"), "{}", said.stderr);
    home.run(["budget", "check"]).exits(0);
    lock.unlock().unwrap();
    home.run(["budget", "check", "--strict"]).exits(0);
    home.write(".local/share/opencode/opencode.db", "no database");
    let said = home.run(["budget", "check", "--strict"]).exits(7);
    assert!(said.stderr.contains("; 1 log unreadable"), "{}", said.stderr);
    assert!(said.stderr.contains("opencode.db"), "{}", said.stderr);
}

#[test]
fn every_format_of_a_check_is_written() {
    let home = Home::new();
    spend(&home, "a", "web", 2);
    set(&home, &["tight", "--amount", "4", "--period", "year"]).exits(0);
    set(&home, &["wide", "--amount", "100", "--period", "year"]).exits(0);
    let year = chrono::Utc::now().format("%Y-12-31").to_string();
    let written = |format: &str| {
        let ran = home.run(["budget", "check", "--format", format]).exits(6);
        ran.stdout.replace(&year, "YEAR-END")
    };
    assert_eq!(
        written("github"),
        "::error title=Budget tight%3A over::$5.00 of $4.00 spent (125.0%25), $1.00 over until YEAR-END\n\
         ::notice title=Budget wide%3A within::$5.00 of $100.00 spent (5.0%25), $95.00 left until YEAR-END\n"
    );
    assert_eq!(
        written("junit"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"cost-ops\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n  \
         <testsuite name=\"budgets\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n    \
         <testcase classname=\"budgets\" name=\"tight\">\n      \
         <failure type=\"over\" message=\"$5.00 of $4.00 spent (125.0%), $1.00 over until YEAR-END\">\
         $5.00 of $4.00 spent (125.0%), $1.00 over until YEAR-END</failure>\n    \
         </testcase>\n    \
         <testcase classname=\"budgets\" name=\"wide\">\n      \
         <system-out>$5.00 of $100.00 spent (5.0%), $95.00 left until YEAR-END</system-out>\n    \
         </testcase>\n  \
         </testsuite>\n\
         </testsuites>\n"
    );
    let markdown = written("markdown");
    assert!(markdown.contains("| tight | over |"), "{markdown}");
    home.run(["budget", "check", "--format", "junit", "--output", "b.xml"]).exits(6);
    assert!(std::fs::read_to_string(home.at("b.xml")).unwrap().ends_with("</testsuites>\n"));
}

#[test]
fn a_status_in_another_currency_says_so() {
    let home = Home::new();
    home.write("cost-ops.toml", "[currency.rates]\nEUR = 0.5\n");
    spend(&home, "a", "web", 2);
    set(&home, &["euros", "--amount", "10", "--currency", "EUR"]).exits(0);
    let row = rows(&home.run(["budget", "status", "euros", "--json"]).exits(0)).remove(0);
    assert_eq!((&row["amount_exact"], &row["spent_exact"], &row["share"]), (&"20".into(), &"5".into(), &0.25.into()));
    let row = rows(&home.run(["budget", "status", "--currency", "EUR", "--json"]).exits(0)).remove(0);
    assert_eq!(
        (&row["amount_exact"], &row["spent_exact"], &row["currency"]),
        (&"10".into(), &"2.5".into(), &"EUR".into())
    );
}

#[test]
fn forecasting_that_is_off_says_so() {
    let home = Home::new();
    set(&home, &["all", "--amount", "100"]).exits(0);
    home.write("cost-ops.toml", "[forecasting]\nenable = false\n");
    let status = home.run(["budget", "status"]).exits(0);
    assert!(
        status.stdout.contains("forecasts are turned off: forecasting.enable is false in cost-ops.toml:2"),
        "{}",
        status.stdout
    );
    let refused = home.run(["budget", "check", "--forecast"]).exits(2);
    assert!(refused.stderr.contains("forecasts are turned off"), "{}", refused.stderr);
    home.run(["budget", "check"]).exits(0);
}

#[test]
fn a_budget_without_a_rate_does_not_hide_the_others() {
    let home = Home::new();
    spend(&home, "a", "web", 1);
    set(&home, &["own", "--amount", "10", "--period", "month"]).exits(0);
    home.write("home.toml", "[budgets.eu]\namount = \"10\"\ncurrency = \"EUR\"\nperiod = \"month\"\n");
    let with = |args: &[&str]| home.run(["--config", "home.toml"].iter().chain(args));
    for args in
        [&["budget", "status"][..], &["summary"], &["report", "generate", "--type", "budget", "--format", "markdown"]]
    {
        let ran = with(args).exits(0);
        assert!(ran.stdout.contains("own"), "{ran:?}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("eu is not shown: no exchange rate of EUR is configured"), "{ran:?}");
    }
    with(&["budget", "check"]).exits(2);
    with(&["budget", "check", "own"]).exits(0);
}

#[test]
fn a_budget_named_twice_is_looked_at_once() {
    let home = Home::new();
    spend(&home, "a", "web", 1);
    set(&home, &["b", "--amount", "10", "--period", "month"]).exits(0);
    let ran = home.run(["budget", "check", "b", "b", "--json"]).exits(0);
    assert_eq!(rows(&ran).len(), 1, "{ran:?}");
    let refused = home.run(["report", "generate", "--type", "budget", "--period", "last-month"]).exits(2);
    assert!(refused.stderr.contains("takes no period"), "{refused:?}");
}
