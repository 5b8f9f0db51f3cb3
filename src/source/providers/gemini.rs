//! Google `generateContent`, embeddings, Live, and their Vertex forms.
//!
//! `promptTokenCount` holds the cached tokens; tool-use prompts and thoughts stand beside the
//! prompt and the candidates and are added. Counters of zero are left out on the wire.

use serde_json::Value;

use crate::domain::{PriceContext, UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::time;
use crate::source::wire::{at, count, first, has, set, sum, text};

use super::{Hint, Shape, is_neutral};

pub(super) const SHAPE: Shape = Shape {
    id: "gemini",
    about: "Google generateContent, embeddings and Live, on the Gemini API or Vertex, and their streams",
    matches,
    read,
};

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["usageMetadata"])
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let usage = &body["usageMetadata"];
    let prompt = count(usage, &["promptTokenCount"])?;
    let tool = count(usage, &["toolUsePromptTokenCount"])?;
    let answer = first(usage, &[&["candidatesTokenCount"], &["responseTokenCount"]])?;
    let thoughts = count(usage, &["thoughtsTokenCount"])?;
    let mut counts = UsageCounts::default();
    counts.set(UsageClass::Input, sum(&[prompt, tool])?);
    if answer.is_some() || thoughts.is_some() {
        counts.set(UsageClass::Output, sum(&[answer, thoughts])?);
    }
    set(&mut counts, UsageClass::OutputReasoning, thoughts);
    set(&mut counts, UsageClass::InputTool, tool);
    set(&mut counts, UsageClass::CacheRead, count(usage, &["cachedContentTokenCount"])?);
    modalities(usage, &mut counts)?;
    let id = text(body, &["responseId"]).map(Into::into);
    let model = text(body, &["modelVersion"]).or_else(|| text(body, &["model"])).map(Into::into);
    let parts = vec![BodyPart { usage: counts, context: context(usage), ..BodyPart::default() }];
    let mut found = BodyUsage { id, model, provider: Some("google"), parts, ..BodyUsage::default() };
    found.at = text(body, &["createTime"]).map(time::parse).transpose()?;
    let without_thoughts = sum(&[prompt, tool, answer])?;
    let readings = [
        without_thoughts,
        sum(&[Some(without_thoughts), thoughts])?,
        sum(&[prompt, answer])?,
        sum(&[prompt, answer, thoughts])?,
    ];
    check_total(&mut found, count(usage, &["totalTokenCount"])?, &readings);
    Ok(found)
}

/// Which class a modality of a list of details is; documents are billed as images.
type Classes = [(&'static str, UsageClass); 5];

const fn classes(text: UsageClass, audio: UsageClass, image: UsageClass, video: UsageClass) -> Classes {
    [("TEXT", text), ("AUDIO", audio), ("IMAGE", image), ("DOCUMENT", image), ("VIDEO", video)]
}

const INPUT: Classes =
    classes(UsageClass::InputText, UsageClass::InputAudio, UsageClass::InputImage, UsageClass::InputVideo);
const TOOL: Classes = classes(
    UsageClass::InputTextTool,
    UsageClass::InputAudioTool,
    UsageClass::InputImageTool,
    UsageClass::InputVideoTool,
);
const READ: Classes = classes(
    UsageClass::CacheTextRead,
    UsageClass::CacheAudioRead,
    UsageClass::CacheImageRead,
    UsageClass::CacheVideoRead,
);
const OUTPUT: Classes =
    classes(UsageClass::OutputText, UsageClass::OutputAudio, UsageClass::OutputImage, UsageClass::OutputVideo);

/// The lists of details; the embedding API spells one of them in the singular.
fn modalities(usage: &Value, counts: &mut UsageCounts) -> Result<(), String> {
    let lists: [(&str, &[&Classes]); 6] = [
        ("promptTokensDetails", &[&INPUT]),
        ("promptTokenDetails", &[&INPUT]),
        ("toolUsePromptTokensDetails", &[&INPUT, &TOOL]),
        ("cacheTokensDetails", &[&READ]),
        ("candidatesTokensDetails", &[&OUTPUT]),
        ("responseTokensDetails", &[&OUTPUT]),
    ];
    for (key, tables) in lists {
        let Some(Value::Array(entries)) = at(usage, &[key])? else { continue };
        for entry in entries {
            let modality = text(entry, &["modality"]).unwrap_or_default();
            let Some(tokens) = count(entry, &["tokenCount"]).map_err(|why| format!("{key}: {why}"))? else { continue };
            for table in tables {
                if let Some((_, class)) = table.iter().find(|(name, _)| *name == modality) {
                    counts.add(*class, tokens);
                }
            }
        }
    }
    Ok(())
}

/// `serviceTier` (Gemini API) or `trafficType` (Vertex: `ON_DEMAND_FLEX`).
fn context(usage: &Value) -> PriceContext {
    let mut context = PriceContext::default();
    let tier = text(usage, &["serviceTier"]).or_else(|| text(usage, &["trafficType"])).unwrap_or_default();
    let tier = tier.to_ascii_lowercase();
    let tier = tier.strip_prefix("service_tier_").unwrap_or(&tier);
    let tier = tier.strip_prefix("on_demand_").unwrap_or(tier);
    if tier == "batch" {
        context.set("processing", "batch");
    } else if !is_neutral(tier) && tier != "traffic_type_unspecified" {
        context.set("service_tier", tier);
    }
    context
}
