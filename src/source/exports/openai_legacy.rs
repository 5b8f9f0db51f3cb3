//! What OpenAI's `GET /v1/usage` answered before there were usage reports.
//!
//! Owns: sums over five minutes for a model, an operation and a key, by the names of that time.
//! The context has the cached tokens in it. Refuses to know: pictures, which are counted by
//! number and size.

use serde_json::Value;

use crate::domain::{UsageClass, UsageEvent};
use crate::source::agents::{Tokens, draft};
use crate::source::identity::Content;
use crate::source::{time, wire};

use super::openai_usage::SOURCE;
use super::{counted, first_of, said};

type Made = Result<Vec<UsageEvent>, String>;

const LISTS: [&str; 5] = ["data", "ft_data", "dalle_api_data", "whisper_api_data", "tts_api_data"];

/// Whether a document is such an answer.
pub(super) fn is_page(page: &Value) -> bool {
    let other = LISTS[1..].iter().any(|list| page.get(*list).is_some_and(Value::is_array));
    page["object"] == "list" && (other || wire::has(&page["data"][0], &["aggregation_timestamp"]))
}

/// The events of an answer, list by list.
pub(super) fn events(page: &Value) -> Vec<Made> {
    let rows = |list: &'static str| page.get(list).and_then(Value::as_array).into_iter().flatten();
    LISTS.iter().flat_map(|list| rows(list).map(move |row| event(list, row))).collect()
}

fn event(list: &str, row: &Value) -> Made {
    let at = row.get("aggregation_timestamp").or_else(|| row.get("timestamp")).ok_or("it has no timestamp")?;
    let at = time::epoch(&at.to_string())?;
    let tokens = Tokens {
        input: counted(row, "n_context_tokens_total")?,
        cache_read: counted(row, "n_cached_context_tokens_total")?,
        output: counted(row, "n_generated_tokens_total")?,
        ..Tokens::default()
    };
    let mut usage = tokens.within()?;
    wire::set(&mut usage, UsageClass::InputCharacters, counted(row, "num_characters")?);
    let seconds = counted(row, "num_seconds")?;
    wire::set(&mut usage, UsageClass::InputAudioSeconds, seconds.map(|seconds| seconds.saturating_mul(1_000)));
    if usage.iter().all(|(_, count)| count == 0) {
        let pictures = counted(row, "num_images")?.is_some_and(|count| count > 0);
        return if pictures { Err("it counts images, and no tokens".into()) } else { Ok(Vec::new()) };
    }
    let requests = counted(row, "n_requests")?.or(counted(row, "num_requests")?);
    wire::set(&mut usage, UsageClass::Requests, requests);
    let model = first_of(&[said(row, "snapshot_id"), said(row, "model_id"), "unknown"]);
    let mut event = draft(&SOURCE, identity(list, row), at, model);
    event.usage = usage;
    event.provider = Some("openai".into());
    event.context.aggregate = true;
    if said(row, "request_type").contains("batch") || row["batch"] == true {
        event.context.set("processing", "batch");
    }
    event.labels.organization = first_of(&[said(row, "organization_name"), said(row, "organization_id")]).to_owned();
    event.labels.project = first_of(&[said(row, "project_name"), said(row, "project_id")]).to_owned();
    event.labels.user = first_of(&[said(row, "email"), said(row, "user_id")]).to_owned();
    let api_key = first_of(&[said(row, "api_key_name"), said(row, "api_key_id")]);
    if !api_key.is_empty() {
        event.labels.tag("key", api_key);
    }
    Ok(vec![event])
}

fn identity(list: &str, row: &Value) -> crate::domain::EventId {
    let mut key = Content::default();
    key.text("legacy", list);
    let parts = [
        "aggregation_timestamp",
        "timestamp",
        "organization_id",
        "project_id",
        "snapshot_id",
        "model_id",
        "operation",
        "request_type",
        "email",
        "user_id",
        "api_key_id",
        "api_key_redacted",
    ];
    for part in parts.iter().filter(|part| wire::has(row, &[part])) {
        key.json(part, &row[*part]);
    }
    key.id(0)
}
