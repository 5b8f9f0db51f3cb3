//! Prices move: added, changed, mended, imported, rolled back, from the command line.

use serde_json::Value;

use crate::run::{Home, Ran};

const LIST: &str = r#"[provider]
id = "acme"
name = "Acme"
order = 900

[[model]]
id = "solid-1"
names = ["solid"]
[[model.price]]
rates = { input_tokens = "1", output_tokens = "2" }
[[model.price]]
from = "2026-06-01"
rates = { input_tokens = "0.5", output_tokens = "1" }

[[model]]
id = "solid-2"
[[model.price]]
rates = { input_tokens = "4", output_tokens = "8" }
"#;

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

/// What a million tokens in and out of the model cost on a day.
fn cost(home: &Home, model: &str, date: &str) -> Value {
    let args = ["pricing", "explain", model, "--provider", "acme", "--date", date, "--input", "1000000", "--json"];
    let told = json(home.run(args.iter().copied().chain(["--output-tokens", "1000000"])));
    told["summary"]["total_cost_exact"].clone()
}

#[test]
fn a_list_is_taken_in_and_rolled_back() {
    let home = Home::new();
    home.write("acme.toml", LIST);
    let dry = home.run(["pricing", "update", "--from", "acme.toml", "--dry-run", "--json"]);
    assert_eq!(json(dry)["summary"]["new"], 2);
    assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists(), "a dry run makes no ledger");
    home.run(["pricing", "import", "--from", "acme.toml"]).exits(0);
    assert_eq!((cost(&home, "solid", "2026-05-31"), cost(&home, "solid-1", "2026-06-01")), ("3".into(), "1.5".into()));
    let again = home.run(["pricing", "update", "--from", "acme.toml"]).exits(0);
    assert!(again.stderr.contains("nothing was changed"), "{again:?}");

    home.write("acme.toml", LIST.replace("\"0.5\"", "\"0.6\""));
    let changed = json(home.run(["pricing", "update", "--from", "acme.toml", "--json"]));
    assert_eq!((&changed["summary"]["corrected"], &changed["summary"]["new"]), (&1.into(), &0.into()));
    assert!(changed["data"][0]["detail"].as_str().unwrap().contains("input_tokens 0.5 → 0.6"));
    assert_eq!(cost(&home, "solid", "2026-06-01"), "1.6");
    home.run(["pricing", "rollback"]).exits(0);
    assert_eq!(cost(&home, "solid", "2026-06-01"), "1.5");
    home.run(["pricing", "rollback", "0"]).exits(0);
    assert_eq!(cost(&home, "solid", "2026-06-01"), Value::Null);
    let history = json(home.run(["pricing", "history", "--json"]));
    assert_eq!(history["data"].as_array().unwrap().len(), 5);
    assert_eq!(history["data"][0]["what"], "rolled back to version 0");
    home.run(["pricing", "rollback", "77"]).exits(1);
}

#[test]
fn what_is_missing_or_unusable_is_said() {
    let home = Home::new();
    let nothing = home.run(["pricing", "import"]).exits(2);
    assert!(nothing.stderr.contains("--from FILE"), "{nothing:?}");
    home.write("acme.toml", "[provider]\nid = \"acme\"\nname = \"Acme\"\norder = 1\n[[model]]\nid = \"m\"\n");
    let empty = home.run(["pricing", "import", "--from", "acme.toml"]).exits(1);
    assert!(empty.stderr.contains("refused: no rates, and not marked free (acme/m)"), "{empty:?}");
}

#[test]
fn a_list_is_called_something() {
    let home = Home::new();
    home.write("acme.toml", LIST);
    for name in ["", " a", "a\nb", "embedded"] {
        let ran = home.run(["pricing", "import", "--from", "acme.toml", "--source", name]).exits(2);
        assert!(ran.stderr.contains("a list cannot be called"), "{ran:?}");
    }
}

#[test]
fn what_was_imported_comes_out_as_the_same_book() {
    let (home, other) = (Home::new(), Home::new());
    home.write("acme.toml", LIST);
    home.run(["pricing", "update", "--from", "acme.toml"]).exits(0);
    let jsonl = home.run(["pricing", "export"]).exits(0).stdout;
    other.write("acme.jsonl", &jsonl);
    other.run(["pricing", "update", "--from", "acme.jsonl", "--source", "acme"]).exits(0);
    assert_eq!(other.run(["pricing", "export", "acme"]).exits(0).stdout, jsonl);
    let toml = home.run(["pricing", "export", "--format", "toml"]).exits(0).stdout;
    other.write("again.toml", toml);
    let again = other.run(["pricing", "update", "--from", "again.toml", "--source", "acme"]).exits(0);
    assert!(again.stderr.contains("nothing was changed"), "{again:?}");
    for model in ["solid", "solid-2"] {
        assert_eq!(cost(&home, model, "2026-11-01"), cost(&other, model, "2026-11-01"));
    }
    home.run(["pricing", "export", "none"]).exits(1);
}

#[test]
fn a_shrunken_list_is_refused() {
    let home = Home::new();
    let model = |n: usize| {
        format!(
            "[[model]]\nid = \"m{n}\"\n[[model.price]]\nrates = {{ input_tokens = \"1\", output_tokens = \"2\" }}\n"
        )
    };
    let list = |n: usize| {
        let head = "[provider]\nid = \"acme\"\nname = \"Acme\"\norder = 900\n".to_owned();
        (0..n).fold(head, |text, n| text + &model(n))
    };
    home.write("acme.toml", list(10));
    home.run(["pricing", "update", "--from", "acme.toml"]).exits(0);
    home.write("acme.toml", list(4));
    let refused = home.run(["pricing", "update", "--from", "acme.toml"]).exits(1);
    assert!(refused.stderr.contains("has 4 models and had 10"), "{refused:?}");
    home.write("acme.toml", list(0));
    home.run(["pricing", "update", "--from", "acme.toml"]).exits(1);
    home.write("acme.toml", list(4));
    home.run(["pricing", "update", "--from", "acme.toml", "--force"]).exits(0);
    assert_eq!(cost(&home, "m9", "2026-11-01"), "3", "a model that is no longer listed keeps its price");
}

#[test]
fn a_provider_named_like_a_known_one_is_its_own() {
    let home = Home::new();
    // "amazon" is a word by which the embedded list knows aws.
    home.write("nova.toml", LIST.replace("acme", "amazon_nova"));
    home.run(["pricing", "update", "--from", "nova.toml"]).exits(0);
    let told = home.run(["pricing", "explain", "solid-2", "--provider", "amazon_nova", "--input", "1000000", "--json"]);
    assert_eq!(json(told)["summary"]["total_cost_exact"], "4");
    let again = home.run(["pricing", "update", "--from", "nova.toml"]).exits(0);
    assert!(again.stderr.contains("nothing was changed"), "{again:?}");
}

#[test]
fn an_address_that_does_not_answer_is_a_remote_error() {
    let home = Home::new();
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = home.run(["pricing", "update", "--from", &format!("http://127.0.0.1:{port}/x.json")]).exits(4);
    assert!(refused.stderr.contains("Connection refused"), "{refused:?}");
    let local = home.run(["pricing", "update", "--from", "not-there.json"]).exits(1);
    assert!(local.stderr.contains("not-there.json"), "{local:?}");
}

#[test]
fn a_list_is_fetched_from_the_address_given() {
    use std::io::{Read, Write};
    let home = Home::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/acme.toml", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 4096];
        let read = stream.read(&mut head).unwrap();
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{LIST}", LIST.len());
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8_lossy(&head[..read]).into_owned()
    });
    home.run(["pricing", "update", "--from", &url]).exits(0);
    assert!(server.join().unwrap().starts_with("GET /acme.toml HTTP/1.1"));
    assert_eq!(cost(&home, "solid-2", "2026-11-01"), "12");
}

#[test]
fn a_price_covers_every_dimension() {
    let home = Home::new();
    let add =
        |args: &[&str]| home.run([&["pricing", "add", "--provider", "acme", "--model", "m"], args].concat()).exits(0);
    add(&["--input-price", "1", "--output-price", "2", "--cached-price", "0.1", "--tier", "200000:input=3,output=4"]);
    add(&["--batch", "--input-price", "0.5", "--output-price", "1"]);
    add(&["--region", "eu", "--input-price", "1.1", "--output-price", "2.2", "--price", "web_searches=10"]);
    let cost = |args: &[&str]| {
        let base = ["pricing", "explain", "m", "--provider", "acme", "--json"];
        json(home.run([&base[..], args].concat()))["summary"]["total_cost_exact"].clone()
    };
    assert_eq!(cost(&["--input", "100000", "--cached", "50000", "--output-tokens", "1000"]), "0.057");
    assert_eq!(cost(&["--input", "200001", "--output-tokens", "0"]), "0.600003");
    assert_eq!(cost(&["--input", "100000", "--context", "processing=batch"]), "0.05");
    assert_eq!(cost(&["--input", "100000", "--context", "region=eu", "--usage", "web_searches=2"]), "0.13");
    home.run(["pricing", "add", "--provider", "acme", "--model", "m"]).exits(2);
    home.run(["pricing", "add", "--model", "m", "--input-price", "1"]).exits(2);
    home.run(["pricing", "add", "--provider", "acme", "--model", "m", "--tier", "many:input=1"]).exits(2);
}

#[test]
fn a_price_is_changed_from_a_date_on_or_mended() {
    let home = Home::new();
    let price = |args: &[&str]| home.run([&["pricing"], args].concat()).exits(0);
    price(&["add", "--provider", "acme", "--model", "m", "--input-price", "1", "--output-price", "2"]);
    price(&["update", "--provider", "acme", "--model", "m", "--input-price", "3", "--effective-date", "2026-06-01"]);
    assert_eq!((cost(&home, "m", "2026-05-31"), cost(&home, "m", "2026-06-01")), ("3".into(), "5".into()));
    price(&[
        "update",
        "--correction",
        "--provider",
        "acme",
        "--model",
        "m",
        "--input-price",
        "1.5",
        "--effective-date",
        "2026-01-01",
    ]);
    assert_eq!((cost(&home, "m", "2026-05-31"), cost(&home, "m", "2026-06-01")), ("3.5".into(), "5".into()));
    home.run(["pricing", "update", "--correction", "--provider", "acme", "--model", "none", "--input-price", "1"])
        .exits(1);
}

#[test]
fn what_is_mended_is_the_entry_in_force_and_what_is_not_stated_stays() {
    let home = Home::new();
    let price = |args: &str| {
        let args = format!("pricing {args} --provider acme --model m");
        home.run(args.split(' ')).exits(0)
    };
    let input = |tokens: &str| {
        let args =
            ["pricing", "explain", "m", "--provider", "acme", "--date", "2026-11-01", "--json", "--input", tokens];
        json(home.run(args))["summary"]["total_cost_exact"].clone()
    };
    price("add --input-price 2 --tier 100000:input=4 --tier 200000:input=8,output=9 --effective-date 2026-01-01");
    let hidden = price("add --input-price 7");
    assert!(hidden.stderr.contains("price #1 is for the same and goes before it"), "{hidden:?}");
    price("update --correction --tier 200000:input=10 --effective-date 2026-11-01");
    assert_eq!((input("150000"), input("1000000")), ("0.6".into(), "10".into()));
    let price_list = json(home.run(["pricing", "list", "--all", "--provider", "acme", "--json"]));
    assert_eq!(price_list["data"].as_array().map(Vec::len), Some(2), "{price_list}");
    price("update --correction --free");
    assert_eq!(input("1000000"), "0");
}

#[test]
fn a_price_in_another_currency_keeps_it_and_the_rate() {
    let home = Home::new();
    let add = ["pricing", "add", "--provider", "acme", "--model", "m", "--currency", "CNY", "--input-price", "8"];
    let refused = home.run(add).exits(2);
    assert!(refused.stderr.contains("no exchange rate of CNY"), "{refused:?}");
    home.write("cost-ops.toml", "[currency.rates.CNY]\n2026-01-01 = \"8\"\n");
    let added = home.run(add).exits(0);
    assert!(added.stderr.contains("1 USD = 8 CNY"), "{added:?}");
    let told = json(home.run(["pricing", "explain", "m", "--provider", "acme", "--input", "1000000", "--json"]));
    assert_eq!(told["summary"]["total_cost_exact"], "1");
    assert_eq!(told["entries"][0]["listed"], "CNY (1 USD = 8)");
    // The dollars do not move with the rate.
    home.write("cost-ops.toml", "[currency.rates]\nCNY = \"4\"\n");
    let told = json(home.run(["pricing", "explain", "m", "--provider", "acme", "--input", "1000000", "--json"]));
    assert_eq!(told["summary"]["total_cost_exact"], "1");
}

#[test]
fn prices_of_ones_own_may_stand_in_a_file() {
    let home = Home::new();
    let path = ".config/cost-ops/prices.toml";
    home.write(
        path,
        "[[price]]\nprovider = \"acme\"\nmodel = \"m\"\nrates = { input_tokens = \"1\", output_tokens = \"1\" }\n",
    );
    assert_eq!(cost(&home, "m", "2026-11-01"), "2");
    let before = std::fs::read(home.at(path)).unwrap();
    home.run(["pricing", "add", "--provider", "acme", "--model", "m", "--input-price", "9", "--output-price", "9"])
        .exits(0);
    let later = ["pricing", "update", "--provider", "acme", "--model", "m", "--input-price", "9"];
    let hidden = home.run(later.into_iter().chain(["--effective-date", "2026-10-01"])).exits(0);
    assert!(hidden.stderr.contains("price @prices.toml:1 is for the same and goes before it"), "{hidden:?}");
    assert_eq!(cost(&home, "m", "2026-11-01"), "2", "the file goes before the ledger");
    let mend = ["pricing", "update", "--correction", "--provider", "acme", "--model", "m", "--input-price", "9"];
    assert!(home.run(mend).exits(2).stderr.contains("is stated in prices.toml"));
    assert_eq!(std::fs::read(home.at(path)).unwrap(), before);
    home.write(path, "[[price]]\nprovider = \"acme\"\nmodel = \"m\"\nrates = { input_tokens = 1 }\n");
    let wrong = home.run(["pricing", "list"]).exits(2);
    assert!(wrong.stderr.contains("prices.toml:4:26: "), "{wrong:?}");
    let health = json(home.run(["health", "--json"]));
    let told = health["components"]["catalog"]["detail"].as_str().unwrap();
    assert!(told.contains("prices.toml:4:26: "), "health must not call prices well that nobody can read: {told}");
}

#[test]
fn costs_are_shown_in_another_currency_and_kept_in_dollars() {
    let home = Home::new();
    home.write("cost-ops.toml", "[currency.rates.EUR]\n2026-01-01 = \"0.5\"\n2026-11-01 = \"0.9\"\n");
    let flags = ["--provider", "openai", "--model", "gpt-4o", "--input", "400000", "--output", "0"];
    home.run(["record", "--timestamp", "2026-10-05T10:00:00Z"].iter().chain(&flags)).exits(0);
    let ask = |args: &[&str]| {
        home.run([&["query", "--group-by", "model", "--start-date", "2026-10-01", "--end-date"], args].concat())
    };
    let october = json(ask(&["2026-10-31", "--currency", "EUR", "--json"]));
    assert_eq!(
        (&october["data"][0]["total_cost_exact"], &october["data"][0]["currency"]),
        (&"0.5".into(), &"EUR".into())
    );
    assert_eq!(october["summary"]["total_cost_exact"], "0.5");
    let later = json(ask(&["2026-11-02", "--currency", "EUR", "--json"]));
    assert_eq!(later["data"][0]["total_cost_exact"], "0.9");
    let table = ask(&["2026-10-31", "--currency", "EUR"]).exits(0);
    assert!(
        table.stdout.contains("€0.5000") && table.stdout.contains("1 USD = 0.5 EUR (since 2026-01-01)"),
        "{table:?}"
    );
    assert_eq!(json(ask(&["2026-10-31", "--json"]))["data"][0]["total_cost_exact"], "1");
    ask(&["2026-10-31", "--currency", "GBP"]).exits(2);
    let west = json(ask(&["2026-10-31", "--currency", "EUR", "--json", "--tz", "America/New_York"]));
    assert_eq!(west["data"][0]["total_cost_exact"], "0.5", "the last day is that of the zone");
    let export = home.run(["export", "--currency", "EUR"]).exits(2);
    assert!(export.stderr.contains("an export is in US dollars") && export.stdout.is_empty(), "{export:?}");
}

#[test]
fn the_check_names_what_deserves_a_look() {
    let home = Home::new();
    let record = |provider: &str, model: &str| {
        let flags = ["--input", "1000", "--output", "10", "--provider", provider, "--model", model];
        home.run(["record"].iter().chain(&flags)).exits(0);
    };
    record("openai", "gpt-5.4-minni");
    record("azure", "gpt-4o");
    record("acme", "m");
    home.run(["pricing", "add", "--provider", "acme", "--model", "m", "--input-price", "1", "--output-price", "1"])
        .exits(0);
    let later = ["--effective-date", "2099-01-01", "--input-price", "2", "--output-price", "1"];
    home.run(["pricing", "update", "--provider", "acme", "--model", "m"].iter().chain(&later)).exits(0);
    let found = json(home.run(["pricing", "check", "--json"]));
    let findings: Vec<_> = found["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["finding"].as_str().unwrap(), row["model"].as_str().unwrap()))
        .collect();
    assert!(findings.contains(&("unpriced", "gpt-5.4-minni")), "{findings:?}");
    assert!(findings.contains(&("scheduled", "m")), "{findings:?}");
    let scheduled = found["data"].as_array().unwrap().iter().find(|row| row["finding"] == "scheduled").unwrap();
    assert_eq!(scheduled["detail"], "input_tokens 1 → 2");
}

#[test]
fn a_price_of_the_future_makes_no_generation() {
    let home = Home::new();
    let flags = ["record", "--provider", "acme", "--model", "m", "--input", "1000", "--output", "1"];
    home.run(flags).exits(0);
    let price = ["pricing", "add", "--provider", "acme", "--model", "m", "--input-price", "1", "--output-price", "1"];
    home.run(price.iter().chain(&["--effective-date", "2099-01-01"])).exits(0);
    let generations =
        |home: &Home| json(home.run(["pricing", "generations", "--json"]))["data"].as_array().unwrap().len();
    let before = generations(&home);
    let filled = home.run(price).exits(0);
    assert!(filled.stderr.contains("1 unpriced record now has a price: $0.001001"), "{filled:?}");
    assert_eq!(generations(&home), before + 1);
}

#[test]
fn conflicts_are_told_with_their_effect() {
    let home = Home::new();
    let usage = |model: &str| {
        format!(
            r#"{{"timestamp":"2026-10-05T10:00:00Z","provider":"openai","model":"{model}","input_tokens":1000000,"output_tokens":0}}"#
        )
    };
    home.write("u.jsonl", [usage("gpt-4o"), usage("gpt-4o-mini")].join("\n"));
    home.run(["ingest", "u.jsonl"]).exits(0);
    assert_eq!(json(home.run(["pricing", "conflicts", "--json"]))["data"].as_array().unwrap().len(), 0);
    home.run(["pricing", "add", "--provider", "openai", "--model", "gpt-4o", "--input-price", "2"]).exits(0);
    let told = json(home.run(["pricing", "conflicts", "--json"]));
    let row = &told["data"][0];
    assert_eq!(
        (&row["model"], &row["in_force"], &row["other"]),
        (&"gpt-4o".into(), &"user".into(), &"embedded".into())
    );
    assert_eq!(
        (&row["cost_exact"], &row["other_cost_exact"], &row["difference_exact"]),
        (&"2".into(), &"2.5".into(), &"0.5".into())
    );
    assert_eq!(told["data"].as_array().unwrap().len(), 1);
}

#[test]
fn old_prices_are_said_to_be_old() {
    let home = Home::new();
    let flags = ["record", "--provider", "openai", "--model", "gpt-4o", "--input", "1", "--output", "1"];
    let mut command = home.command(flags);
    // Any catalog is older than a day the day after it was made; the limit is the user's.
    command.env("COST_OPS_PRICING_STALE_AFTER_DAYS", "1");
    let ran = Ran::of(command.output().unwrap()).exits(0);
    let health = json(home.run(["health", "--json"]));
    let age = health["components"]["catalog"]["facts"]["age_days"].as_i64().unwrap();
    assert_eq!(ran.stderr.contains("days old"), age > 1, "{ran:?}");
    assert!(!home.run(flags).exits(0).stderr.contains("days old"), "0 turns the reminder off");
}
