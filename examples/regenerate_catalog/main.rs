//! Writes `src/catalog/files/*.toml` anew from the gathered price data and our corrections.
//!
//! `cargo run --example regenerate_catalog -- ../shared/data/pricing`
//!
//! Input: `merged.jsonl`, `providers.jsonl` in that directory, and `src/catalog/corrections.toml`
//! here. `history_supplement.jsonl` is not laid over blindly: its steps mix price changes with
//! mended mistakes of its source (GPT-4 at 10/30, Claude Haiku 4.5 at 3/15), so what is true of
//! it comes in through corrections.toml, one model at a time. Output is sorted and stable: running it twice changes
//! nothing. What was cleaned or left out is logged on standard error.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

mod corrections;
mod names;
mod prices;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cost_ops::catalog::format::{File, Model, Provider};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let data = PathBuf::from(std::env::args().nth(1).ok_or("usage: regenerate_catalog DIRECTORY-OF-PRICE-DATA")?);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog");
    let corrections = corrections::read(&here.join("corrections.toml"))?;
    let mut models: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for model in lines(&data.join("merged.jsonl"))? {
        models.entry(text(&model, "provider").to_owned()).or_default().push(model);
    }
    let mut count = (0, 0);
    for provider in lines(&data.join("providers.jsonl"))? {
        let mut sources = models.remove(text(&provider, "provider")).unwrap_or_default();
        sources.sort_by_key(|m| m["match_order"].as_u64());
        let mut file = File { provider: describe(&provider)?, ..File::default() };
        let mut log = Vec::new();
        for source in &sources {
            file.models.push(Model {
                id: text(source, "model").to_owned(),
                window: source["context_window"].as_u64(),
                deprecated: source["deprecated"].as_bool().unwrap_or(false),
                ..prices::convert(source, &mut log)?
            });
        }
        names::assign(&mut file, &sources)?;
        prices::uplifts(&mut file, &sources);
        corrections.apply(&mut file)?;
        for model in &mut file.models {
            let prefixes = &model.prefixes;
            model.names.retain(|name| !prefixes.contains(name));
        }
        file.models.sort_by(|a, b| a.id.cmp(&b.id));
        log.iter().for_each(|line| eprintln!("{}: {line}", file.provider.id));
        std::fs::write(here.join(format!("files/{}.toml", file.provider.id)), write::file(&file))?;
        count = (count.0 + 1, count.1 + file.models.len());
    }
    corrections.all_used()?;
    let meta: Value = serde_json::from_str(&std::fs::read_to_string(data.join("merged.meta.json"))?)?;
    std::fs::write(here.join("date.txt"), format!("{}\n", text(&meta, "generated")))?;
    eprintln!("{} providers, {} models", count.0, count.1);
    Ok(())
}

/// The provider's own facts: order, aliases, ownership, borrowing.
fn describe(source: &Value) -> Outcome<Provider> {
    let strings = |key: &str| -> Vec<String> {
        source[key].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    let mut provider = Provider {
        id: text(source, "provider").to_owned(),
        name: text(source, "name").to_owned(),
        order: u32::try_from(source["order"].as_u64().unwrap_or(0))?,
        borrows: strings("fallback_model_providers"),
        pricing_urls: strings("pricing_urls"),
        ..Provider::default()
    };
    names::provider_hints(&source["provider_match"], &mut provider);
    names::ownership(&source["model_match"], &mut provider);
    Ok(provider)
}

fn lines(path: &Path) -> Outcome<Vec<Value>> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines().filter(|line| !line.is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}
