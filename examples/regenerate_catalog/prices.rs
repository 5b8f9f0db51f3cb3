//! Dated prices, tiers and variants; float artefacts cleaned.

use std::collections::BTreeMap;

use cost_ops::catalog::exchange::scaled;
use cost_ops::catalog::format::{File, Model, Price, Rates, Uplift, Variant};
use serde_json::Value;

use crate::{Outcome, text};

/// A model's prices and variants.
pub(crate) fn convert(source: &Value, log: &mut Vec<String>) -> Outcome<Model> {
    let mut model = Model::default();
    let id = text(source, "model");
    for price in source["prices"].as_array().into_iter().flatten() {
        if price.get("time_utc").is_some() {
            log.push(format!("{id}: undated hours left out (schedules come from corrections.toml)"));
            continue;
        }
        let (rates, above) = rates(&price["rates"], id, log)?;
        model.prices.push(Price { from: date(price), until: None, rates, above });
    }
    for variant in source["variants"].as_array().into_iter().flatten() {
        let when = serde_json::from_value(variant["when"].clone())?;
        let (rates, above) = rates(&variant["rates"], id, log)?;
        model.variants.push(Variant { when, from: date(variant), until: None, rates, above });
    }
    if model.prices.iter().all(|price| price.rates.is_empty()) {
        model.free = id.ends_with(":free");
        model.unpriced = !model.free;
        model.prices.clear();
    }
    twelve_hour_writes(&mut model, &source["supplement_litellm"]["values_usd_per_unit"])?;
    Ok(model)
}

fn date(value: &Value) -> Option<String> {
    value["from"].as_str().map(str::to_owned)
}

/// Rates and, by threshold, the rates above it.
fn rates(source: &Value, id: &str, log: &mut Vec<String>) -> Outcome<(Rates, BTreeMap<String, Rates>)> {
    let (mut base, mut above) = (Rates::new(), BTreeMap::<String, Rates>::new());
    for (class, rate) in source.as_object().into_iter().flatten() {
        base.insert(class.clone(), clean(text(rate, "usd"), id, log)?);
        for tier in rate["tiers"].as_array().into_iter().flatten() {
            let threshold = tier["above"].as_u64().ok_or("a tier without threshold")?.to_string();
            above.entry(threshold).or_default().insert(class.clone(), clean(text(tier, "usd"), id, log)?);
        }
    }
    Ok((base, above))
}

fn clean(usd: &str, id: &str, log: &mut Vec<String>) -> Outcome<String> {
    let amount = scaled(usd, 1).ok_or_else(|| format!("{id}: {usd:?} is no price"))?;
    if amount.was.is_some() {
        log.push(format!("{id}: {usd} is a float artefact of {}", amount.usd));
    }
    Ok(amount.usd)
}

/// OpenAI bills 12-hour cache writes at 2.5 × input: only in the second source, and only taken
/// where it is exactly that multiple of the price it stands beside.
fn twelve_hour_writes(model: &mut Model, supplement: &Value) -> Outcome<()> {
    if supplement.get("cache_creation_input_token_cost_above_12hr").is_none() {
        return Ok(());
    }
    let times = |rates: &Rates| -> Option<String> {
        let input: rust_decimal::Decimal = rates.get("input_tokens")?.parse().ok()?;
        Some((input * rust_decimal::Decimal::new(25, 1)).normalize().to_string())
    };
    let put = |rates: &mut Rates, above: &mut BTreeMap<String, Rates>| {
        for rates in std::iter::once(rates).chain(above.values_mut()) {
            if let Some(write) = times(rates).filter(|_| rates.contains_key("cache_write_tokens")) {
                rates.insert("cache_write_12h_tokens".into(), write);
            }
        }
    };
    model.prices.iter_mut().for_each(|price| put(&mut price.rates, &mut price.above));
    model.variants.iter_mut().for_each(|variant| put(&mut variant.rates, &mut variant.above));
    Ok(())
}

/// Multipliers the second source states: data residency, inference region, regional endpoints.
pub(crate) fn uplifts(file: &mut File, sources: &[Value]) {
    let stated = |key: &str| -> Vec<String> {
        let has = |s: &&Value| {
            let values = &s["supplement_litellm"]["values_usd_per_unit"];
            values.get(key).is_some() || values["provider_specific_entry"].get(key).is_some()
        };
        let mut ids: Vec<String> = sources.iter().filter(has).map(|s| text(s, "model").to_owned()).collect();
        ids.sort();
        ids
    };
    for (key, attribute, values) in [
        ("us", "inference_geo", vec!["us"]),
        ("regional_processing_uplift_multiplier_eu", "data_residency", vec!["eu", "us"]),
        ("regional_endpoint_uplift_multiplier", "endpoint", vec!["regional"]),
    ] {
        let models = stated(key);
        if !models.is_empty() {
            let values = values.into_iter().map(str::to_owned).collect();
            file.provider.uplifts.push(Uplift { attribute: attribute.into(), values, times: 11, over: 10, models });
        }
    }
}
