//! Calls that programs tell of as spans: the conventions for generative AI, and what came before
//! them or stands beside (OpenInference, the Vercel AI SDK, Langfuse).
//!
//! Owns: which spans are calls and not something around one, what their attributes are called.
//! Refuses to know: which other records tell of the same response.
//!
//! A call is a span with counters and no such span within it: what stands around it (an agent, a
//! framework, another instrumentation) repeats the counters of those within. A response id is the
//! call's name, the one its body and other spans have too.

use serde_json::Value;

use crate::domain::{EventId, Labels, Telemetry, UsageClass, UsageEvent};
use crate::source::agents::{Tokens, UNKNOWN_MODEL, draft};
use crate::source::events::{NAMESPACE, is_placeholder};
use crate::source::{Given, wire};

use super::facts::{Facts, instant};
use super::{SOURCE, labels};

type Made = Result<UsageEvent, String>;

/// A span with its scope and attributes.
pub(super) struct Span<'a> {
    pub(super) span: &'a Value,
    pub(super) scope: &'a str,
    pub(super) facts: Facts<'a>,
}

const INPUT: &[&str] = &[
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.usage.prompt_tokens",
    "llm.token_count.prompt",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
];
const OUTPUT: &[&str] = &[
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.usage.completion_tokens",
    "llm.token_count.completion",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
];
const READ: &[&str] = &[
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_cached_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "llm.token_count.prompt_details.cache_read",
    "ai.usage.cachedInputTokens",
];
const WRITTEN: &[&str] = &[
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "llm.token_count.prompt_details.cache_write",
];
const WRITTEN_1H: &[&str] = &["anthropic.usage.cache_creation.ephemeral_1h_input_tokens"];
const REASONING: &[&str] = &[
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
    "ai.usage.reasoningTokens",
];
const TOTAL: &[&str] = &[
    "gen_ai.usage.total_tokens",
    "llm.usage.total_tokens",
    "llm.token_count.total",
    "ai.usage.totalTokens",
    "ai.usage.tokens",
];
const AUDIO: &[&str] = &["gen_ai.usage.details.input_audio_tokens", "llm.token_count.prompt_details.audio"];
const AUDIO_OUT: &[&str] = &["gen_ai.usage.output_audio_tokens", "llm.token_count.completion_details.audio"];
const SEARCHES: &[&str] = &["gen_ai.usage.details.web_search_requests"];
const MODEL: &[&str] = &[
    "gen_ai.response.model",
    "ai.response.model",
    "gen_ai.request.model",
    "llm.model_name",
    "embedding.model_name",
    "ai.model.id",
    "langfuse.observation.model.name",
];
const SESSION: &[&str] = &[
    "gen_ai.conversation.id",
    "session.id",
    "langfuse.session.id",
    "ai.telemetry.metadata.sessionId",
    "traceloop.association.properties.session_id",
];

/// Operations around calls.
const AROUND: [&str; 5] = ["invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "agent"];
/// Agents whose events tell of every call.
const TOLD: [&str; 4] = ["claude-code", "codex", "gemini-cli", "qwen-code"];

/// The calls among these spans.
pub(super) fn events(spans: &[Span<'_>], given: &Given) -> Vec<Made> {
    let mut calls: Vec<(&Span<'_>, Used)> = Vec::new();
    let mut wrong = Vec::new();
    for span in spans.iter().filter(|span| span.is_call()) {
        match used(span.facts) {
            Ok(used) if used.tokens.is_nothing() => {}
            Ok(used) => calls.push((span, used)),
            Err(why) => wrong.push(Err(why)),
        }
    }
    let around: Vec<EventId> = calls.iter().filter_map(|(span, _)| span.parent()).collect();
    let within = calls.into_iter().filter(|(span, _)| !around.contains(&span.own_id()));
    within.map(|(span, used)| span.event(used, given)).chain(wrong).collect()
}

impl Span<'_> {
    fn is_call(&self) -> bool {
        let facts = self.facts;
        let service = facts.text("service.name").unwrap_or_default();
        let around = facts.text("gen_ai.operation.name").is_some_and(|operation| AROUND.contains(&operation));
        let other_kind = facts.text("openinference.span.kind").is_some_and(|kind| kind != "LLM" && kind != "EMBEDDING");
        let outer = facts.text("ai.operationId").is_some_and(|operation| !operation.contains(".do"));
        !(around || other_kind || outer || TOLD.iter().any(|agent| service.starts_with(agent)))
    }

    fn is_copilot(&self) -> bool {
        let service = self.facts.text("service.name").unwrap_or_default();
        service.contains("copilot") || self.scope.contains("copilot")
    }

    fn named(&self, key: &str) -> Option<EventId> {
        let text = |key: &str| self.span[key].as_str().filter(|text| text.bytes().any(|byte| byte != b'0'));
        Some(EventId::Given(format!("{}/{}", text("traceId").unwrap_or_default(), text(key)?)))
    }

    fn own_id(&self) -> EventId {
        self.named("spanId").unwrap_or(EventId::Given(String::new()))
    }

    fn parent(&self) -> Option<EventId> {
        self.named("parentSpanId")
    }

    fn event(&self, used: Used, given: &Given) -> Made {
        let facts = self.facts;
        let (begin, end) = (instant(self.span, &["startTimeUnixNano"]), instant(self.span, &["endTimeUnixNano"]));
        let at = end.or(begin).or(given.at).ok_or("the span has no time in it")?;
        let model = facts.first_text(MODEL).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        // Vertex names a model by its whole path.
        let model = model.rsplit_once("/models/").map_or(model, |(_, model)| model);
        let response = facts.first_text(&["gen_ai.response.id", "ai.response.id"]);
        let response = response.filter(|id| !self.is_copilot() && !is_placeholder(id) && id.len() <= 256);
        let id = match (response, self.named("spanId")) {
            (Some(id), _) => EventId::Given(id.to_owned()),
            (None, Some(id)) => id,
            (None, None) => return Err("the span has neither a span id nor a response id".into()),
        };
        let mut event = draft(&SOURCE, id, at, model);
        if response.is_some() {
            event.namespace = NAMESPACE;
        }
        event.labels = self.labels();
        event.provider = self.provider().map(str::to_owned);
        event.latency_ms = begin.zip(end).and_then(|(begin, end)| u64::try_from((end - begin).num_milliseconds()).ok());
        event.reported = facts.dollars(&["gen_ai.usage.cost", "operation.cost"]);
        used.put(&mut event)?;
        event.telemetry = Some(Box::new(Telemetry::Call { around: self.parent() }));
        Ok(event)
    }

    fn labels(&self) -> Labels {
        let service = self.facts.text("service.name").filter(|name| !name.starts_with("unknown_service"));
        let name = if self.is_copilot() { "copilot" } else { service.unwrap_or_default() };
        let mut labels = labels(self.facts, name, SESSION);
        if labels.user.is_empty() {
            labels.user = self.facts.first_text(&["user.id", "langfuse.user.id"]).unwrap_or_default().to_owned();
        }
        labels
    }

    /// The provider under the name price lists have for it; nothing for one that is not known here.
    fn provider(&self) -> Option<&'static str> {
        if self.is_copilot() {
            return Some("github-copilot");
        }
        let named = self.facts.first_text(&["gen_ai.provider.name", "gen_ai.system", "llm.provider"])?;
        let named = named.to_ascii_lowercase();
        Some(match named.as_str() {
            "openai" => "openai",
            "anthropic" => "anthropic",
            "aws.bedrock" | "aws_bedrock" | "bedrock" | "aws" => "aws",
            "gcp.gemini" | "gcp.gen_ai" | "gcp.vertex_ai" | "vertex_ai" | "google" | "gemini" => "google",
            "azure.ai.openai" | "azure.ai.inference" | "az.ai.openai" | "az.ai.inference" | "azure" => "azure",
            "mistral_ai" | "mistral" | "mistralai" => "mistral",
            "x_ai" | "xai" | "x-ai" => "x-ai",
            "cohere" => "cohere",
            "deepseek" => "deepseek",
            "groq" => "groq",
            "perplexity" => "perplexity",
            "openrouter" => "openrouter",
            "together_ai" | "together" => "together",
            "fireworks" => "fireworks",
            "moonshot_ai" | "moonshotai" => "moonshotai",
            _ => return None,
        })
    }
}

/// The counters of a span.
struct Used {
    tokens: Tokens,
    total: Option<u64>,
    audio: Option<u64>,
    audio_out: Option<u64>,
    searches: Option<u64>,
    /// Only a part of the output is said.
    estimated: bool,
}

fn used(facts: Facts<'_>) -> Result<Used, String> {
    let mut tokens = Tokens {
        input: facts.count(INPUT)?,
        cache_read: facts.count(READ)?,
        cache_write: facts.count(WRITTEN)?,
        cache_write_1h: facts.count(WRITTEN_1H)?,
        output: facts.count(OUTPUT)?,
        reasoning: facts.count(REASONING)?,
    };
    let mut total = facts.count(TOTAL)?;
    if let Some(text) = facts.text("langfuse.observation.usage_details") {
        langfuse(text, &mut tokens, &mut total)?;
    }
    if let Some(text) = facts.text("ai.response.providerMetadata") {
        of_provider(text, &mut tokens)?;
    }
    let estimated = tokens.output.is_none() && tokens.reasoning.is_some();
    beside(&mut tokens, total);
    Ok(Used {
        tokens,
        total,
        audio: facts.count(AUDIO)?,
        audio_out: facts.count(AUDIO_OUT)?,
        searches: facts.count(SEARCHES)?,
        estimated,
    })
}

/// Adds reasoning to the output where it is said to stand beside it.
fn beside(tokens: &mut Tokens, total: Option<u64>) {
    let Some(reasoning) = tokens.reasoning.filter(|reasoning| *reasoning > 0) else { return };
    let output = tokens.output.unwrap_or(0);
    let whole = tokens.input.unwrap_or(0).saturating_add(output).saturating_add(reasoning);
    if total == Some(whole) || reasoning > output {
        tokens.output = Some(output.saturating_add(reasoning));
    }
}

/// Counters as the Langfuse SDK sends them: a JSON object in text.
fn langfuse(text: &str, tokens: &mut Tokens, total: &mut Option<u64>) -> Result<(), String> {
    let Ok(details) = serde_json::from_str::<Value>(text) else { return Ok(()) };
    let count = |names: [&str; 3]| wire::first(&details, &[&[names[0]], &[names[1]], &[names[2]]]);
    tokens.input = tokens.input.or(count(["input", "input_tokens", "prompt_tokens"])?);
    tokens.output = tokens.output.or(count(["output", "output_tokens", "completion_tokens"])?);
    *total = total.or(count(["total", "total_tokens", "totalTokens"])?);
    Ok(())
}

/// What a provider said beside the counters of the Vercel AI SDK.
fn of_provider(text: &str, tokens: &mut Tokens) -> Result<(), String> {
    let Ok(said) = serde_json::from_str::<Value>(text) else { return Ok(()) };
    let count = |path: &[&str]| wire::count(&said, path);
    let written = count(&["anthropic", "usage", "cache_creation_input_tokens"])?.or(count(&[
        "bedrock",
        "usage",
        "cacheWriteInputTokens",
    ])?);
    let read = count(&["anthropic", "usage", "cache_read_input_tokens"])?.or(count(&[
        "bedrock",
        "usage",
        "cacheReadInputTokens",
    ])?);
    tokens.cache_write = tokens.cache_write.or(written);
    tokens.cache_read = tokens.cache_read.or(read);
    let split = ["anthropic", "usage", "cache_creation", "ephemeral_1h_input_tokens"];
    tokens.cache_write_1h = tokens.cache_write_1h.or(count(&split)?);
    Ok(())
}

impl Used {
    fn put(self, event: &mut UsageEvent) -> Result<(), String> {
        event.usage = self.tokens.by_total(self.total)?;
        let parts = [
            (UsageClass::InputAudio, UsageClass::Input, self.audio),
            (UsageClass::OutputAudio, UsageClass::Output, self.audio_out),
        ];
        for (part, whole, count) in parts {
            let count = count.filter(|count| *count > 0 && *count <= event.usage.get(whole));
            wire::set(&mut event.usage, part, count);
        }
        wire::set(&mut event.usage, UsageClass::WebSearches, self.searches.filter(|searches| *searches > 0));
        event.estimated = self.estimated;
        Ok(())
    }
}
