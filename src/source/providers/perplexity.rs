//! Perplexity Sonar: deep research bills reasoning and citations beside the completion, and
//! the searches it made.

use serde_json::Value;

use crate::domain::UsageClass;
use crate::source::body::{BodyUsage, check_total};
use crate::source::wire::{count, has, set, sum, text};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape = Shape {
    id: "perplexity",
    about: "Perplexity Sonar responses (citations, searches) and their streams",
    matches,
    read,
};

fn matches(body: &Value, hint: &Hint<'_>) -> bool {
    let own = ["citation_tokens", "num_search_queries", "search_context_size"];
    has(body, &["usage", "prompt_tokens"])
        && (own.iter().any(|key| has(body, &["usage", key]))
            || hint.is("perplexity")
            || text(body, &["model"]).is_some_and(|model| model.starts_with("sonar")))
}

fn read(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut found = super::openai::read(body, hint)?;
    found.provider = Some("perplexity");
    (found.estimated, found.note) = (false, None);
    let usage = &body["usage"];
    let prompt = count(usage, &["prompt_tokens"])?;
    let completion = count(usage, &["completion_tokens"])?;
    let reasoning = count(usage, &["reasoning_tokens"])?;
    let citation = count(usage, &["citation_tokens"])?;
    if let Some(part) = found.parts.first_mut() {
        part.usage.set(UsageClass::Output, sum(&[completion, reasoning, citation])?);
        set(&mut part.usage, UsageClass::OutputReasoning, reasoning);
        set(&mut part.usage, UsageClass::OutputCitation, citation);
        set(&mut part.usage, UsageClass::WebSearches, count(usage, &["num_search_queries"])?);
    }
    let readings = [
        sum(&[prompt, completion])?,
        sum(&[prompt, completion, reasoning])?,
        sum(&[prompt, completion, citation])?,
        sum(&[prompt, completion, reasoning, citation])?,
    ];
    check_total(&mut found, count(usage, &["total_tokens"])?, &readings);
    Ok(found)
}
