//! What a billing row charges for, by the words of its descriptions and units.
//!
//! Owns: which services sell models, which class of tokens a row counts and how many, and the
//! model where only a description names it. Refuses to know: columns, costs.

use crate::domain::UsageClass;

/// Services and sellers whose every row is a model's.
const SURE: [&str; 13] = [
    "bedrock",
    "openai",
    "anthropic",
    "claude",
    "gemini",
    "generative ai",
    "mistral",
    "cohere",
    "deepseek",
    "foundry models",
    "xai",
    "grok",
    "perplexity",
];

/// Services that sell models among other things.
const MIXED: [&str; 6] = ["vertex ai", "cognitive services", "azure ai", "ai services", "foundry", "databricks"];

/// What tells a model from those other things.
const MODELS: [&str; 10] =
    ["token", "gpt", "claude", "gemini", "llama", "mistral", "deepseek", "phi-", "command-r", "embedding"];

/// Whether a row of this service with these descriptions is a model's.
pub(super) fn is_model(service: &str, description: &str) -> bool {
    let (service, description) = (service.to_lowercase(), description.to_lowercase());
    let any = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    any(&SURE, &service) || (any(&MIXED, &service) && any(&MODELS, &description))
}

/// The class of tokens a description speaks of.
pub(super) fn class_of(description: &str) -> Option<UsageClass> {
    let lower = description.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |text: &str| lower.contains(text);
    let is = |word: &str| words.contains(&word);
    if has("cache") || is("cchd") || is("cchg") {
        let written = has("write") || has("creation");
        return Some(match written {
            true if is("1h") || has("1hour") || has("1-hour") || has("1 hour") => UsageClass::CacheWrite1h,
            true => UsageClass::CacheWrite,
            false => UsageClass::CacheRead,
        });
    }
    if has("output") || is("outp") || is("opt") || has("completion") || has("generated") || has("response") {
        return Some(UsageClass::Output);
    }
    (has("input") || is("inp") || has("prompt")).then_some(UsageClass::Input)
}

/// Whether a description speaks of batch processing.
pub(super) fn is_batch(description: &str) -> bool {
    description.to_lowercase().contains("batch")
}

/// How many tokens one unit is: `1K tokens`, `Tokens`, `1M`; `None` for hours and other units.
pub(super) fn tokens_per(unit: &str) -> Option<i128> {
    let unit = unit.to_lowercase().replace(',', "");
    let (mut per, mut tokens) = (1i128, false);
    for word in unit.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &word[..word.len() - letters.len()];
        if !digits.is_empty() {
            per = per.checked_mul(digits.parse().ok()?)?;
        }
        per = per.checked_mul(match letters {
            "" => 1,
            "k" | "thousand" | "thousands" => 1_000,
            "m" | "million" | "millions" => 1_000_000,
            "token" | "tokens" => {
                tokens = true;
                1
            }
            _ => return None,
        })?;
    }
    (per > 0 && (tokens || per > 1)).then_some(per)
}

/// Parts of a token that quantities are added in.
pub(super) const NANO: i128 = 1_000_000_000;

/// A quantity in billionths, also a negative one; digits beyond are dropped.
pub(super) fn quantity(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let nano = whole.parse::<i128>().ok()?.checked_mul(NANO)?.checked_add(kept.parse().ok()?)?;
    Some(sign * nano)
}

/// The model in the id of a resource: what stands after `foundation-model/` and the like.
pub(super) fn of_resource(resource: &str) -> Option<&str> {
    let marks = ["foundation-model/", "inference-profile/", "publishers/", "deployments/"];
    let after = marks.iter().find_map(|mark| resource.split_once(mark)).map(|(_, after)| after)?;
    let model = after.split_once("models/").map_or(after, |(_, model)| model);
    Some(model.trim_end_matches('/')).filter(|model| !model.is_empty())
}

/// Words of a description that name no model.
const OTHERS: [&str; 38] = [
    "input",
    "inp",
    "output",
    "outp",
    "opt",
    "token",
    "tokens",
    "count",
    "cache",
    "cached",
    "cchd",
    "read",
    "write",
    "creation",
    "batch",
    "prompt",
    "completion",
    "glbl",
    "global",
    "regional",
    "regnl",
    "dz",
    "datazone",
    "data",
    "zone",
    "standard",
    "std",
    "1k",
    "1m",
    "1h",
    "5m",
    "per",
    "text",
    "response",
    "azure",
    "openai",
    "generated",
    "hour",
];

/// The model that a description names: `USE1-Claude4.5Sonnet-input-tokens` is Claude4.5Sonnet.
pub(super) fn of_description(description: &str) -> String {
    let words = description.split([' ', '-', '_', ':', '/', '(', ')', ',']).filter(|word| !word.is_empty());
    let own = words.filter(|word| !OTHERS.contains(&word.to_lowercase().as_str()) && !is_region(word));
    own.collect::<Vec<_>>().join("-")
}

/// A region as it begins the names of AWS: USE1, EUW3, APN1.
fn is_region(word: &str) -> bool {
    let bytes = word.as_bytes();
    (3..=5).contains(&bytes.len())
        && bytes[bytes.len() - 1].is_ascii_digit()
        && bytes[..bytes.len() - 1].iter().all(u8::is_ascii_uppercase)
        && ["US", "EU", "AP", "CA", "SA", "ME", "AF", "IL", "MX"].iter().any(|area| word.starts_with(area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_quantities_are_exact() {
        let per = ["1K tokens", "Tokens", "1M Tokens", "1,000 tokens", "K tokens", "1K", "Hours", "1", "Requests", ""];
        let known =
            [Some(1_000), Some(1), Some(1_000_000), Some(1_000), Some(1_000), Some(1_000), None, None, None, None];
        assert_eq!(per.map(tokens_per), known);
        let read = ["150", "-150.0000", "0.0005", "0.1234567899", "1e3", "", "x"].map(quantity);
        let nano = [Some(150 * NANO), Some(-150 * NANO), Some(500_000), Some(123_456_789), None, None, None];
        assert_eq!(read, nano);
    }

    #[test]
    fn descriptions_name_classes_and_models() {
        use UsageClass::{CacheRead, CacheWrite, CacheWrite1h, Input, Output};
        let cases = [
            ("USE1-Claude4.5Sonnet-input-tokens", Some(Input), "Claude4.5Sonnet"),
            ("USE1-Claude4.5Sonnet-cache-read-input-token-count", Some(CacheRead), "Claude4.5Sonnet"),
            ("EUW1-Claude4.5Sonnet-cache-write-input-token-count", Some(CacheWrite), "Claude4.5Sonnet"),
            ("EUW1-Claude4.5Sonnet-cache-write-1h-tokens", Some(CacheWrite1h), "Claude4.5Sonnet"),
            ("Azure OpenAI - gpt-4o-0806-Outp-glbl Tokens", Some(Output), "gpt-4o-0806"),
            ("gpt 4.1 cached Inp glbl Tokens", Some(CacheRead), "gpt-4.1"),
            ("Provisioned throughput", None, "Provisioned-throughput"),
        ];
        for (description, class, model) in cases {
            assert_eq!((class_of(description), &*of_description(description)), (class, model), "{description}");
        }
    }

    #[test]
    fn services_that_sell_models_are_told() {
        assert!(is_model("Amazon Bedrock", ""));
        assert!(
            is_model("Vertex AI", "Gemini 2.5 Flash Input Tokens") && !is_model("Vertex AI", "Custom training N1 core")
        );
        assert!(!is_model("Amazon Elastic Compute Cloud", "tokens") && !is_model("Amazon Rekognition", "Images"));
    }
}
