//! A client in Rust: reports one request, and asks what was spent by model.
//!
//! ```text
//! COST_OPS_API_URL=http://localhost:8080 COST_OPS_API_KEY=sk_live_… cargo run --example client
//! ```
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own")]

use std::error::Error;

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::var("COST_OPS_API_URL").unwrap_or_else(|_| "http://localhost:8080".into());
    let bearer = format!("Bearer {}", std::env::var("COST_OPS_API_KEY")?);
    // The same id again is the same request: sending it once more after a failure counts nothing twice.
    let usage = json!({
        "id": "client-rs-1", "provider": "openai", "model": "gpt-4o", "timestamp": "2026-11-20T10:00:00Z",
        "input_tokens": 1200, "output_tokens": 300, "project_id": "shop",
    });
    let sent = ureq::post(format!("{url}/api/v1/usage"))
        .header("Authorization", &bearer)
        .header("Content-Type", "application/json")
        .send(usage.to_string())?;
    let said: Value = serde_json::from_reader(sent.into_body().into_reader())?;
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    println!("{} {} {}", text(&said["id"]), text(&said["result"]), text(&said["total_cost_exact"]));
    let asked = ureq::get(format!("{url}/api/v1/costs?range=all&group_by=model")).header("Authorization", &bearer);
    let costs: Value = serde_json::from_reader(asked.call()?.into_body().into_reader())?;
    for row in costs["data"].as_array().into_iter().flatten() {
        println!("{} {}", text(&row["model"]), text(&row["total_cost_exact"]));
    }
    Ok(())
}
