//! Cohere chat, embed and rerank: what is charged stands in `billed_units`.
//!
//! `usage.tokens` is larger (it has the system template) and is not what is billed. The body
//! names no model, so it comes from a flag.

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage};
use crate::source::wire::{at, count, has, set, text};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape =
    Shape { id: "cohere", about: "Cohere chat, embed and rerank responses (billed units)", matches, read };

fn matches(body: &Value, hint: &Hint<'_>) -> bool {
    billed(body).is_some() || (hint.is("cohere") && has(body, &["usage", "tokens"]))
}

fn billed(body: &Value) -> Option<&Value> {
    [["usage", "billed_units"], ["meta", "billed_units"]].iter().find_map(|path| at(body, path).ok().flatten())
}

fn read(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut counts = UsageCounts::default();
    if let (Some(units), true) = (billed(body), hint.flavor != Some("tokens")) {
        set(&mut counts, UsageClass::Input, count(units, &["input_tokens"])?);
        set(&mut counts, UsageClass::Output, count(units, &["output_tokens"])?);
        set(&mut counts, UsageClass::RerankSearches, count(units, &["search_units"])?);
        set(&mut counts, UsageClass::InputImage, count(units, &["image_tokens"])?.filter(|n| *n > 0));
        if let images @ 1.. = counts.get(UsageClass::InputImage) {
            counts.add(UsageClass::Input, images);
        }
    } else {
        set(&mut counts, UsageClass::Input, count(body, &["usage", "tokens", "input_tokens"])?);
        set(&mut counts, UsageClass::Output, count(body, &["usage", "tokens", "output_tokens"])?);
        set(&mut counts, UsageClass::CacheRead, count(body, &["usage", "cached_tokens"])?);
    }
    let id = text(body, &["id"]).or_else(|| text(body, &["response_id"])).map(Into::into);
    let model = text(body, &["model"]).map(Into::into);
    let parts = vec![BodyPart { usage: counts, ..BodyPart::default() }];
    Ok(BodyUsage { id, model, provider: Some("cohere"), parts, ..BodyUsage::default() })
}
