//! Writes a price list in our own two forms.
//!
//! Owns: TOML the way people review it (one key a line, short tables inline, stable order) and
//! JSON Lines (one line a provider, one line a model). Refuses to know: where the text goes.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::jsonl::Line;
use crate::catalog::format::{File, Model, Provider, Rates};
use crate::domain::UsageClass;

/// The file as JSON Lines: each provider's line, then a line for each of its models.
pub fn to_jsonl(files: &[File]) -> String {
    let mut out = String::new();
    for file in files {
        let provider = Some(file.provider.clone());
        line(&mut out, &Line { provider, schedules: file.schedules.clone(), ..Line::default() });
        for model in &file.models {
            let of = Some(file.provider.id.clone());
            line(&mut out, &Line { of, model: Some(model.clone()), ..Line::default() });
        }
    }
    out
}

fn line(out: &mut String, line: &Line) {
    // Maps with text for keys, texts, numbers: nothing in a line can fail to be written.
    out.push_str(&serde_json::to_string(line).unwrap_or_default());
    out.push('\n');
}

/// The file as TOML, without a header.
pub fn to_toml(file: &File) -> String {
    let mut out = String::new();
    provider(&mut out, &file.provider);
    for schedule in &file.schedules {
        out.push_str("\n[[schedule]]\n");
        key(&mut out, "id", &schedule.id);
        key(&mut out, "zone", &schedule.zone);
        list(&mut out, "weekdays", &schedule.weekdays);
        list(&mut out, "holidays", &schedule.holidays);
        let windows: Vec<String> =
            schedule.windows.iter().map(|[a, b]| format!("[{}, {}]", quoted(a), quoted(b))).collect();
        let _ = writeln!(out, "windows = [{}]", windows.join(", "));
        key(&mut out, "from", &schedule.from);
        optional(&mut out, "until", schedule.until.as_ref());
        key(&mut out, "source", &schedule.source);
    }
    file.models.iter().for_each(|one| model(&mut out, one));
    out
}

fn provider(out: &mut String, provider: &Provider) {
    out.push_str("[provider]\n");
    key(out, "id", &provider.id);
    key(out, "name", &provider.name);
    let _ = writeln!(out, "order = {}", provider.order);
    list(out, "aliases", &provider.aliases);
    list(out, "words", &provider.words);
    list(out, "owns", &provider.owns);
    list(out, "borrows", &provider.borrows);
    list(out, "vendors", &provider.vendors);
    list(out, "pricing_urls", &provider.pricing_urls);
    for uplift in &provider.uplifts {
        out.push_str("\n[[provider.uplift]]\n");
        key(out, "attribute", &uplift.attribute);
        list(out, "values", &uplift.values);
        let _ = writeln!(out, "times = {}\nover = {}", uplift.times, uplift.over);
        list(out, "models", &uplift.models);
    }
}

fn model(out: &mut String, model: &Model) {
    out.push_str("\n[[model]]\n");
    key(out, "id", &model.id);
    flag(out, "unnamed", model.unnamed);
    list(out, "names", &model.names);
    list(out, "dated", &model.dated);
    list(out, "prefixes", &model.prefixes);
    list(out, "open", &model.open);
    flag(out, "any_region", model.any_region);
    if let Some(window) = model.window {
        let _ = writeln!(out, "window = {window}");
    }
    flag(out, "free", model.free);
    flag(out, "unpriced", model.unpriced);
    flag(out, "deprecated", model.deprecated);
    if !model.minimum.is_empty() {
        let pairs: Vec<String> = model.minimum.iter().map(|(class, n)| format!("{} = {n}", bare(class))).collect();
        let _ = writeln!(out, "minimum = {{ {} }}", pairs.join(", "));
    }
    for hours in &model.hours {
        out.push_str("\n[[model.hours]]\n");
        key(out, "schedule", &hours.schedule);
        if (hours.times, hours.over) != (1, 1) {
            let _ = writeln!(out, "times = {}\nover = {}", hours.times, hours.over);
        }
        if !hours.rates.is_empty() {
            let _ = writeln!(out, "rates = {}", rates(&hours.rates));
        }
    }
    for price in &model.prices {
        out.push_str("\n[[model.price]]\n");
        period(out, price.from.as_ref(), price.until.as_ref());
        amounts(out, &price.rates, &price.above);
    }
    for variant in &model.variants {
        out.push_str("\n[[model.variant]]\n");
        let pairs: Vec<String> = variant.when.iter().map(|(k, v)| format!("{} = {}", bare(k), quoted(v))).collect();
        let _ = writeln!(out, "when = {{ {} }}", pairs.join(", "));
        period(out, variant.from.as_ref(), variant.until.as_ref());
        amounts(out, &variant.rates, &variant.above);
    }
}

fn period(out: &mut String, from: Option<&String>, until: Option<&String>) {
    optional(out, "from", from);
    optional(out, "until", until);
}

fn amounts(out: &mut String, base: &Rates, above: &BTreeMap<String, Rates>) {
    let _ = writeln!(out, "rates = {}", rates(base));
    let mut tiers: Vec<_> = above.iter().collect();
    tiers.sort_by_key(|(threshold, _)| threshold.parse::<u64>().unwrap_or(0));
    for (threshold, tier) in tiers {
        let _ = writeln!(out, "above.{} = {}", bare(threshold), rates(tier));
    }
}

/// Rates in the order of the class list.
fn rates(rates: &Rates) -> String {
    if rates.is_empty() {
        return "{}".into();
    }
    let mut pairs: Vec<_> = rates.iter().collect();
    pairs.sort_by_key(|(class, _)| UsageClass::by_name(class).map_or(u8::MAX, |class| class as u8));
    let pairs: Vec<String> = pairs.iter().map(|(class, usd)| format!("{} = {}", bare(class), quoted(usd))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn key(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name} = {}", quoted(value));
}

fn optional(out: &mut String, name: &str, value: Option<&String>) {
    if let Some(value) = value {
        key(out, name, value);
    }
}

fn flag(out: &mut String, name: &str, value: bool) {
    if value {
        let _ = writeln!(out, "{name} = true");
    }
}

fn list(out: &mut String, name: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    let line = format!("{name} = [{}]", quoted.join(", "));
    if line.len() <= 120 {
        let _ = writeln!(out, "{line}");
    } else {
        let _ = writeln!(out, "{name} = [\n    {},\n]", quoted.join(",\n    "));
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A key, quoted where TOML needs it.
fn bare(key: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if !key.is_empty() && key.bytes().all(plain) { key.to_owned() } else { quoted(key) }
}
