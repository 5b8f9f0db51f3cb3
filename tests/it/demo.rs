//! Demo data: in a ledger of its own, marked, the same every time, removed by one command.

use crate::run::Home;

const DEMO: &str = ".local/share/cost-ops/demo.db";

#[test]
fn demo_data_has_a_ledger_of_its_own_and_says_so() {
    let home = Home::new();
    let ran = home.run(["init", "--seed"]).exits(0);
    assert!(ran.stdout.contains("demo.db") && ran.stderr.contains("export COST_OPS_DATABASE_URL="), "{ran:?}");
    assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists(), "the user's own is left alone");
    let demo = home.at(DEMO);
    let demo = demo.to_str().unwrap();
    for verb in ["daily", "summary", "models", "query"] {
        let ran = home.run([verb, "--db", demo]).exits(0);
        assert!(ran.stderr.contains("this is demo data"), "{ran:?}");
    }
    assert!(home.run(["budget", "status", "--db", demo]).exits(0).stdout.contains("demo-month"));
    let forecast = home.run(["forecast", "generate", "--db", demo]).exits(0);
    assert!(forecast.stdout.lines().count() > 10, "{forecast:?}");
    let total =
        |home: &Home| home.run(["query", "--range", "all", "--group-by", "model", "--db", demo, "--json"]).stdout;
    let before = total(&home);
    assert!(before.contains("claude-sonnet-4-5") && before.contains("\"unpriced_requests\": 0"), "{before}");
    home.run(["init", "--seed"]).exits(0);
    let records =
        |answer: &str| serde_json::from_str::<serde_json::Value>(answer).unwrap()["summary"]["records"].clone();
    let (first, second) = (records(&before).as_u64().unwrap(), records(&total(&home)).as_u64().unwrap());
    assert!(first > 2_000 && second >= first && second < first + 20, "the same again adds nothing: {first} {second}");
    home.run(["init", "--unseed"]).exits(0);
    assert!(!home.at(DEMO).exists());
    assert!(home.run(["init", "--unseed"]).exits(0).stdout.contains("there is no demo data"));
}

#[test]
fn demo_data_is_never_mixed_with_other_data() {
    let home = Home::new();
    let record = ["record", "--provider", "openai", "--model", "gpt-4o", "--input", "9"];
    home.run(record).exits(0);
    let own = home.at(".local/share/cost-ops/cost-ops.db");
    let ran = home.run(["init", "--seed", "--db", own.to_str().unwrap()]).exits(1);
    assert!(ran.stderr.contains("never mixed"), "{ran:?}");
    let ran = home.run(["init", "--unseed", "--db", own.to_str().unwrap()]).exits(1);
    assert!(ran.stderr.contains("left as it is") && own.exists(), "{ran:?}");
    assert!(!home.run(["daily"]).exits(0).stderr.contains("demo data"));
    home.run(["init", "--seed"]).exits(0);
    let demo = home.at(DEMO);
    home.run(record.iter().chain(&["--db", demo.to_str().unwrap()])).exits(0);
    home.run(["init", "--unseed"]).exits(1);
    assert!(demo.exists(), "what is not demo data is not removed");
}
