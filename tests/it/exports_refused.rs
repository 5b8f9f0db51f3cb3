//! Exports that are known and not taken in: each with its reason and what to do instead.

use serde_json::Value;

use crate::run::Home;

/// Ingests a file of this content; what was said.
fn ingested(name: &str, content: &str) -> String {
    let home = Home::new();
    std::fs::write(home.at(name), content).unwrap();
    let ran = home.run(["ingest", name]);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    let ingested: Value = serde_json::from_str(&home.run(["query", "--json"]).stdout).unwrap();
    assert_eq!(ingested["data"].as_array().unwrap().len(), 0, "{said}");
    said
}

#[test]
fn sums_by_day_of_generations() {
    let table = "\"Date\",\"Slug\",\"Usage\",\"BYOK Usage\",\"Requests\",\"Prompt Tokens\",\"Completion Tokens\"\n\
                 \"2026-05-12 00:00:00\",\"anthropic/claude-opus-4.7\",\"430.07\",\"0\",\"4115\",\"70965\",\"3009\"\n";
    let said = ingested("daily.csv", table);
    assert!(said.contains("sums by day and model") && said.contains("generation_id"), "{said}");
    let answer = r#"{"data":[{"date":"2025-08-24","model":"openai/gpt-4.1","model_permaslug":"openai/gpt-4.1",
        "usage":0.015,"byok_usage_inference":0.012,"requests":5,"prompt_tokens":50,"completion_tokens":125}]}"#;
    let said = ingested("daily.json", answer);
    assert!(said.contains("sums by day and model"), "{said}");
}

#[test]
fn costs_that_openai_reports() {
    let table = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item\n\
                 1790467200,1790553600,2026-09-27T00:00:00+00:00,2026-09-28T00:00:00+00:00,0.5,usd,\"gpt-5, input\"\n";
    let page = r#"{"object":"page","data":[{"object":"bucket","start_time":1730419200,"end_time":1730505600,
        "results":[{"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"}}]}]}"#;
    for (name, content) in [("cost.csv", table), ("costs.json", page)] {
        let said = ingested(name, content);
        assert!(said.contains("reported costs without tokens") && said.contains("usage export"), "{said}");
    }
}

#[test]
fn costs_that_anthropic_reports() {
    let table = "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd\n\
                 2026-08-04,Claude Haiku 4.5,Default,demo-key,message,≤ 200k,output,0.02,0.02\n";
    let page = r#"{"data":[{"starting_at":"2025-08-01T00:00:00Z","ending_at":"2025-08-02T00:00:00Z",
        "results":[{"currency":"USD","amount":"2799.187450","workspace_id":null,"token_type":"output_tokens"}]}]}"#;
    for (name, content) in [("cost.csv", table), ("cost_report.json", page)] {
        let said = ingested(name, content);
        assert!(said.contains("reported costs without tokens") && said.contains("usage report"), "{said}");
    }
}

#[test]
fn costs_that_deepseek_reports() {
    let table = "user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency\n\
                 u1,2026-07-01T00:00:00+00:00,2026-07-02T00:00:00+00:00,deepseek-v4-pro,granted,1.25,CNY\n";
    let said = ingested("cost.csv", table);
    assert!(said.contains("reported costs without tokens") && said.contains("amount"), "{said}");
}

/// Refused by itself, the table of costs tells in which currency the amounts beside it are.
#[test]
fn currencies_that_deepseek_reports() {
    let day = "u1,2026-07-01T00:00:00+00:00,2026-07-02T00:00:00+00:00";
    let amounts = format!(
        "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\n\
         {day},flash,dev,sk,output_tokens,0.00000042,1000\n{day},pro,dev,sk,output_tokens,0.000003,1000\n\
         {day},mixed,dev,sk,output_tokens,0.000003,1000\n"
    );
    let costs = format!(
        "user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency\n{day},flash,topped_up,0.00042,USD\n\
         {day},pro,granted,0.003,CNY\n{day},mixed,topped_up,0.001,USD\n{day},mixed,granted,0.002,CNY\n"
    );
    let home = Home::new();
    std::fs::write(home.at("amount-2026-07.csv"), amounts).unwrap();
    std::fs::write(home.at("cost-2026-07.csv"), costs).unwrap();
    home.run(["ingest", "amount-2026-07.csv"]).exits(0);
    home.run(["export", "--output", "all.jsonl"]).exits(0);
    let records = std::fs::read_to_string(home.at("all.jsonl")).unwrap();
    let costs: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let reported = |model: &str| costs.iter().find(|record| record["model"] == model).unwrap()["reported_cost"].clone();
    assert_eq!(["flash", "pro", "mixed"].map(|model| reported(model).is_null()), [false, true, true], "{records}");
}
