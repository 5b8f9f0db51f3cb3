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
