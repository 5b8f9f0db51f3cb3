//! Exports for other programs, read by those programs where they are installed. A program that is
//! missing is said aloud; what can be told without it is tested all the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::Home;

/// The program, when it is on the path.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("SKIPPED: {name} is not on the path; it did not read the export");
    }
    found
}

fn runs(command: &mut Command) {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}: {}{}", text(&output.stdout), text(&output.stderr));
}

/// Names that break formats, three days, a model without a price, one that is free.
fn home() -> Home {
    let home = Home::new();
    let mut records = String::new();
    let names = ["web", "", "a;b \"c\" | =d\\", "数据 平台", "x\u{1b}[31m\ny"];
    for n in 0..60usize {
        let (provider, model) = [
            ("openai", "gpt-4o"),
            ("anthropic", "claude-sonnet-4-5"),
            ("acme", "mystery \"m\"; x"),
            ("openai", "gpt-4o-mini"),
        ][n % 4];
        let record = serde_json::json!({
            "id": format!("r{n}"), "timestamp": format!("2026-11-{:02}T{:02}:00:00Z", n % 3 + 1, n % 24),
            "provider": provider, "model": model, "project_id": names[n % 5],
            "input_tokens": 1234 + n * 7, "output_tokens": 10 + n,
        });
        records += &format!("{record}\n");
    }
    home.write("u.jsonl", records);
    home.run(["ingest", "u.jsonl"]).exits(0);
    home
}

fn exported(home: &Home, format: &str, file: &str) -> String {
    home.run(["export", "--format", format, "--tz", "UTC", "--output", file]).exits(0);
    std::fs::read_to_string(home.at(file)).unwrap()
}

fn total(home: &Home) -> String {
    let ran = home.run(["query", "--range", "all", "--group-by", "month", "--tz", "UTC", "--json"]).exits(0);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    answer["summary"]["total_cost_exact"].as_str().unwrap().to_owned()
}

#[test]
fn journals_balance_and_their_programs_read_them() {
    let home = home();
    for (format, ending) in [("hledger", "journal"), ("beancount", "beancount")] {
        let file = format!("llm.{ending}");
        let text = exported(&home, format, &file);
        let (mut expenses, mut debts) = (0i128, 0i128);
        for line in text.lines().filter(|line| line.starts_with("    ")) {
            let amount = line.trim().split_once("  ").unwrap().1.split(" USD").next().unwrap();
            let pico = amount.parse::<cost_ops::domain::Usd>().unwrap().pico();
            *if line.contains("Expenses:") { &mut expenses } else { &mut debts } += pico;
        }
        assert_eq!(expenses, -debts, "{format}");
        assert_eq!(cost_ops::domain::Usd::from_pico(expenses).to_string(), total(&home), "{format}");
        assert!(text.contains("no price for acme"), "{format}: what has no price is told");
        assert!(!text.contains('\u{1b}'));
        // The name tells the format.
        home.run(["export", "--tz", "UTC", "--force", "--output", &file]).exits(0);
        assert_eq!(std::fs::read_to_string(home.at(&file)).unwrap(), text);
    }
    if let Some(hledger) = program("hledger") {
        runs(
            Command::new(&hledger)
                .args(["-f"])
                .arg(home.at("llm.journal"))
                .args(["check", "--strict"])
                .env("LANG", "C.UTF-8"),
        );
    }
    if let Some(check) = program("bean-check") {
        runs(Command::new(check).arg(home.at("llm.beancount")));
    }
}

#[test]
fn metrics_are_bounded_and_promtool_reads_them() {
    let home = home();
    let text = exported(&home, "prometheus", "llm.prom");
    assert!(text.contains("cost_ops_tokens{provider=\"openai\",model=\"gpt-4o\",project=\"web\",kind=\"input\"}"));
    let costs: i128 = text
        .lines()
        .filter(|line| line.starts_with("cost_ops_cost_dollars{"))
        .map(|line| line.rsplit_once("} ").unwrap().1.parse::<cost_ops::domain::Usd>().unwrap().pico())
        .sum();
    assert_eq!(cost_ops::domain::Usd::from_pico(costs).to_string(), total(&home));
    if let Some(promtool) = program("promtool") {
        runs(
            Command::new(promtool).args(["check", "metrics"]).stdin(std::fs::File::open(home.at("llm.prom")).unwrap()),
        );
    }
    let mut many = String::new();
    for n in 0..500 {
        many += &format!(
            "{{\"id\":\"m{n}\",\"timestamp\":\"2026-11-01T00:00:00Z\",\"provider\":\"openai\",\"model\":\"gpt-4o\",\"project_id\":\"p{n}\",\"input_tokens\":1,\"output_tokens\":1}}\n"
        );
    }
    home.write("many.jsonl", many);
    home.run(["ingest", "many.jsonl"]).exits(0);
    home.run(["export", "--format", "prometheus", "--force", "--output", "llm.prom"]).exits(0);
    let text = std::fs::read_to_string(home.at("llm.prom")).unwrap();
    let series = text.lines().filter(|line| line.starts_with("cost_ops_requests{")).count();
    assert_eq!(series, 201, "two hundred, and all others");
    let requests: u64 = text
        .lines()
        .filter(|line| line.starts_with("cost_ops_requests{"))
        .map(|line| line.rsplit_once("} ").unwrap().1.parse::<u64>().unwrap())
        .sum();
    assert_eq!(requests, 560, "none is lost in the rest");
}

#[test]
fn the_bill_adds_up_and_its_validator_passes_it() {
    let home = home();
    let text = exported(&home, "focus", "focus.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut sum = 0;
    for row in reader.records().map(|row| row.unwrap()) {
        sum += row[column("BilledCost")].parse::<cost_ops::domain::Usd>().unwrap().pico();
        assert_eq!(&row[column("BillingPeriodStart")], "2026-11-01T00:00:00Z");
        assert_eq!(&row[column("BillingPeriodEnd")], "2026-12-01T00:00:00Z");
        assert!(row[column("ChargePeriodStart")] < row[column("ChargePeriodEnd")]);
    }
    assert_eq!(cost_ops::domain::Usd::from_pico(sum).to_string(), total(&home));
    let Some(validator) = program("focus-validator") else { return };
    let mut command = Command::new(&validator);
    command.args(["--validate-version", "1.0", "--data-file"]).arg(home.at("focus.csv"));
    // It looks for its list of currencies below the folder it is run in.
    if let Some(packages) = packages(&validator) {
        command.current_dir(packages);
    }
    runs(&mut command);
    let said = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
    assert!(said.contains("Validation succeeded"), "{said}");
}

/// Where the validator's own files are.
fn packages(validator: &Path) -> Option<PathBuf> {
    let library = validator.canonicalize().ok()?.parent()?.parent()?.join("lib");
    let pythons = std::fs::read_dir(library).ok()?.flatten().map(|entry| entry.path().join("site-packages"));
    pythons.into_iter().find(|folder| folder.join("focus_validator").is_dir())
}

#[test]
fn exports_of_sums_compress_and_obey_the_filters() {
    let home = home();
    home.run(["export", "--provider", "openai", "--output", "openai.journal.gz"]).exits(0);
    let bytes = std::fs::read(home.at("openai.journal.gz")).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut text).unwrap();
    assert!(text.contains("Expenses:LLM:openai:gpt-4o") && !text.contains("anthropic"));
    let ran = home.run(["export", "--format", "focus", "--provider", "nobody"]).exits(0);
    assert_eq!(ran.stdout.lines().count(), 1, "a bill of nothing has its heading");
    let ran = home.run(["export", "--format", "beancount", "--provider", "nobody"]).exits(0);
    assert!(!ran.stdout.contains("open "));
}
