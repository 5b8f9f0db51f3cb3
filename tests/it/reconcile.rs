//! Bills against the ledger: every kind of bill, every kind of difference.

use std::path::Path;

use serde_json::{Value, json};

use crate::run::{Home, Ran};

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

/// A ledger in which a million input tokens of each model cost a dollar, `odd` has no price.
fn ledger(provider: &str, records: &[(&str, &str, u64)]) -> Home {
    let home = Home::new();
    let models: std::collections::BTreeSet<_> = records.iter().map(|(_, model, _)| *model).collect();
    for model in models.into_iter().filter(|model| *model != "odd") {
        home.run([
            "pricing",
            "add",
            "--provider",
            provider,
            "--model",
            model,
            "--input-price",
            "1",
            "--output-price",
            "1",
        ])
        .exits(0);
    }
    let line = |(n, (at, model, tokens)): (usize, &(&str, &str, u64))| {
        json!({"id": n.to_string(), "timestamp": at, "provider": provider, "model": model, "input_tokens": tokens, "output_tokens": 0}).to_string()
    };
    let lines: Vec<String> = records.iter().enumerate().map(line).collect();
    home.pipe(["ingest", "-"], lines.join("\n").as_bytes()).exits(0);
    home
}

fn classes(told: &Value) -> Vec<(String, String, String)> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    told["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, "day"), text(row, "model"), text(row, "class")))
        .collect()
}

fn bucket(start: u64, items: &[(&str, &str)]) -> Value {
    let results: Vec<_> = items
        .iter()
        .map(|(item, usd)| json!({"object": "organization.costs.result", "amount": {"value": usd, "currency": "usd"}, "line_item": item}))
        .collect();
    json!({"object": "bucket", "start_time": start, "end_time": start + 86_400, "results": results})
}

/// 2026-10-01 and the days after it, in seconds.
const DAY: [u64; 3] = [1_790_812_800, 1_790_899_200, 1_790_985_600];

#[test]
fn every_difference_has_its_class() {
    const M: u64 = 1_000_000;
    let home = ledger(
        "openai",
        &[
            ("2026-10-01T10:00:00Z", "gpt-a-2026-01-01", 2 * M),
            ("2026-10-01T23:30:00Z", "gpt-z", 3 * M),
            ("2026-10-01T10:00:00Z", "gpt-z", M),
            ("2026-10-02T10:00:00Z", "gpt-z", M),
            ("2026-10-02T10:00:00Z", "gpt-batch", 8 * M),
            ("2026-10-02T10:00:00Z", "odd", M),
            ("2026-10-02T10:00:00Z", "gpt-extra", M),
            ("2026-10-03T10:00:00Z", "gpt-a", 5 * M),
        ],
    );
    let page = json!({"object": "page", "data": [
        bucket(DAY[0], &[("gpt-a, input", "1.5"), ("gpt-a, output", "0.500000000000000000000000000000"), ("gpt-z, input", "1"), ("gpt-lost, input", "7")]),
        bucket(DAY[1], &[("gpt-z, input", "4"), ("gpt-batch, input", "4"), ("odd, input", "2")]),
        bucket(DAY[2], &[("gpt-a, input", "5.31")]),
    ]});
    home.write("costs.json", page.to_string());
    let told = json(home.run(["reconcile", "costs.json", "--json"]));
    let row = |day: &str, model: &str, class: &str| (format!("2026-10-{day}"), model.to_owned(), class.to_owned());
    assert_eq!(
        classes(&told),
        [
            row("01", "gpt-a", "agrees"),
            row("01", "gpt-lost", "missing_usage"),
            row("01", "gpt-z", "time_zone"),
            row("02", "gpt-batch", "tier"),
            row("02", "gpt-extra", "not_billed"),
            row("02", "gpt-z", "time_zone"),
            row("02", "odd", "unpriced"),
            row("03", "gpt-a", "unexplained"),
        ]
    );
    let exact = |key: &str| told["summary"][key].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        (exact("billed_cost_exact"), exact("recorded_cost_exact"), exact("difference_exact")),
        ("25.31".into(), "21".into(), String::new())
    );
    assert!(home.run(["reconcile", "costs.json", "--strict"]).exits(6).stderr.contains("do not agree"));
    let wide = json(home.run(["reconcile", "costs.json", "--tolerance", "8", "--json"]));
    assert_eq!(wide["summary"]["agrees"], 7, "all but the one without a price: {wide}");
    let percent = json(home.run(["reconcile", "costs.json", "--tolerance-percent", "10", "--json"]));
    assert_eq!(percent["summary"]["unexplained"], 0);
    home.run(["reconcile", "costs.json", "--range", "7d"]).exits(2);
}

#[test]
fn cents_are_cents_and_names_meet() {
    let home = ledger("anthropic", &[("2026-10-01T10:00:00Z", "claude-haiku-4-5-20251001", 27_991_874)]);
    let page = json!({"data": [{"starting_at": "2026-10-01T00:00:00Z", "ending_at": "2026-10-02T00:00:00Z", "results": [
        {"currency": "USD", "amount": "2799.1874", "model": "claude-haiku-4-5", "cost_type": "tokens", "token_type": "uncached_input_tokens"}]}]});
    home.write("report.json", page.to_string());
    let told = json(home.run([
        "reconcile",
        "report.json",
        "--tolerance",
        "0",
        "--tolerance-percent",
        "0",
        "--strict",
        "--json",
    ]));
    assert_eq!(
        (&told["data"][0]["billed_cost_exact"], &told["data"][0]["class"]),
        (&"27.991874".into(), &"agrees".into())
    );
    assert!(told["summary"]["unit"].as_str().unwrap().contains("cents"));
    home.write(
        "console.csv",
        "\u{feff}usage_date_utc,model,token_type,cost_usd\n2026-10-01,Claude Haiku 4.5,input_no_cache,27.99\n",
    );
    let told = json(home.run([
        "reconcile",
        "console.csv",
        "--tolerance",
        "0",
        "--tolerance-percent",
        "0",
        "--strict",
        "--json",
    ]));
    assert_eq!(told["data"][0]["class"], "agrees", "within half a cent a row: {told}");
}

#[test]
fn counted_tokens_tell_price_from_usage() {
    let home = ledger(
        "openrouter",
        &[("2026-10-01T10:00:00Z", "a/one", 1_000_000), ("2026-10-01T10:00:00Z", "b/two", 500_000)],
    );
    let csv = "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n\
               2026-10-01 00:00:00,a/one,1.30,0,1,1000000,0,0\n2026-10-01 00:00:00,b/two,1.30,0,2,1300000,0,0\n";
    home.write("activity.csv", csv);
    let told = json(home.run(["reconcile", "activity.csv", "--json"]));
    let found: Vec<_> = classes(&told).into_iter().map(|(_, _, class)| class).collect();
    assert_eq!(found, ["price", "missing_usage"]);
}

#[test]
fn rows_of_generations_are_a_bill_too() {
    let home = ledger(
        "openrouter",
        &[("2026-10-01T10:00:00Z", "a/one", 1_000_000), ("2026-10-02T10:00:00Z", "a/one", 500_000)],
    );
    let csv = "generation_id,created_at,model_permaslug,tokens_prompt,tokens_completion,cost_total\n\
               g1,2026-10-01 10:00:00.123,a/one,600000,0,0.75\ng2,2026-10-01T23:59:59Z,a/one,400000,0,0.25\n\
               g3,2026-10-02T00:00:00Z,a/one,500000,0,0.5\ng4,2026-10-02T00:00:01Z,,0,0,0\n";
    home.write("generations.csv", csv);
    let told = json(home.run(["reconcile", "generations.csv", "--json"]));
    assert_eq!(told["summary"]["billed_cost_exact"], "1.5");
    assert_eq!(told["summary"]["refused_lines"], 0);
    let found: Vec<_> = classes(&told).into_iter().map(|(_, _, class)| class).collect();
    assert_eq!(found, ["agrees", "agrees"], "{told}");
}

#[test]
fn a_bill_without_models_is_compared_by_day_and_nonsense_is_refused() {
    let home =
        ledger("openai", &[("2026-10-01T10:00:00Z", "gpt-a", 1_000_000), ("2026-10-01T11:00:00Z", "gpt-b", 1_000_000)]);
    let csv = "start_time,end_time,start_time_iso,amount_value,amount_currency,line_item\n\
               1790812800,1790899200,x,2,usd,\n1790812800,1790899200,x,1,eur,\n1790899200,1790985600,x,,,\n";
    let told = json(home.pipe(["reconcile", "-", "--json"], csv.as_bytes()));
    assert_eq!(
        (told["data"][0]["model"].as_str(), told["data"][0]["class"].as_str()),
        (Some("all models"), Some("agrees"))
    );
    assert_eq!(told["summary"]["refused_lines"], 1, "euros are no dollars");
    for (bad, exit) in [
        ("{}", 2),
        ("[1", 2),
        ("a,b\n1,2\n", 2),
        (r#"{"data":[{"start_time":1,"results":[{"amount":{"value":"x"}}]}]}"#, 2),
    ] {
        home.pipe(["reconcile", "-"], bad.as_bytes()).exits(exit);
    }
    home.run(["reconcile", "absent.json"]).exits(1);
}

#[test]
fn the_fixtures_are_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/formats");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    for (file, lines, billed) in [
        ("openai-usage/costs.json", 2, "1.56383598"),
        ("openai-usage/cost_2026-09-27_2026-09-29.csv", 1, "0.50383598"),
        ("anthropic-usage/claude_api_cost.csv", 3, "0.47"),
        ("openrouter/activity-daily.csv", 2, "935.94"),
        ("openrouter/activity_api.json", 1, "0.015"),
    ] {
        let path = folder.join(file);
        let told = json(Home::new().run(["reconcile", path.to_str().unwrap(), "--json"]));
        let summary = &told["summary"];
        assert_eq!(
            (told["data"].as_array().unwrap().len(), summary["billed_cost_exact"].as_str()),
            (lines, Some(billed)),
            "{file}"
        );
        assert_eq!(summary["refused_lines"], 0, "{file}");
        let refused = Home::new().run(["ingest", path.to_str().unwrap()]);
        assert!(
            refused.exit != 0 && format!("{}{}", refused.stdout, refused.stderr).contains("reconcile")
                || file.ends_with("api.json"),
            "{refused:?}"
        );
    }
}
