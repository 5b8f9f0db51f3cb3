//! The fields of a native record and every name each goes by.

use crate::domain::UsageClass;

/// What a key or column of a native record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Timestamp,
    /// Seconds after the base instant.
    Offset,
    Provider,
    Model,
    /// Which of [`LABEL_NAMES`].
    Label(usize),
    /// Which of [`CONTEXT_NAMES`].
    Context(usize),
    Tags,
    Count(UsageClass),
    /// A duration class, given in seconds.
    Seconds(UsageClass),
    Total,
    Latency,
    Reported,
    /// The same as exact text, beside a JSON number.
    ReportedExact,
    /// Our name for the format an exported record first came in.
    Source,
    /// Which of [`FLAGS`].
    Flag(usize),
    /// What an export adds and a ledger works out for itself.
    Derived,
    Metadata,
    /// A key that belongs to a provider's response body.
    Body,
    Unknown,
}

pub(crate) const LABELS: usize = 7;
/// The labels, in the order of [`crate::domain::Labels`].
pub(crate) const LABEL_NAMES: [&str; LABELS] =
    ["organization_id", "project_id", "user_id", "session_id", "branch", "host", "agent"];

pub(crate) const CONTEXT: usize = 7;
/// Request attributes that select a price.
pub(crate) const CONTEXT_NAMES: [&str; CONTEXT] =
    ["processing", "service_tier", "speed", "inference_geo", "data_residency", "route", "search_type"];

pub(crate) const FLAGS: usize = 3;
/// What is true of an exported record.
const FLAG_NAMES: [&str; FLAGS] = ["estimated", "aggregate", "provider_inferred"];
pub(crate) const ESTIMATED: usize = 0;
pub(crate) const AGGREGATE: usize = 1;
pub(crate) const PROVIDER_INFERRED: usize = 2;

/// The field of exports, given or not, that no other file has.
pub(crate) const MARK: &str = "price_match";

/// Columns of an export that are not part of the record.
const DERIVED: &[&str] = &[
    "total_cost",
    "total_cost_exact",
    "input_cost",
    "input_cost_exact",
    "output_cost",
    "output_cost_exact",
    "unpriced_reason",
    "price_rule",
    MARK,
];

/// Names that make the first line of a table a native one.
pub(crate) const HEADERS: [&str; 8] = [
    "input_tokens",
    "prompt_tokens",
    "output_tokens",
    "completion_tokens",
    "total_tokens",
    "timestamp",
    "model",
    "model_id",
];

impl Field {
    /// The field a name stands for.
    pub(crate) fn named(name: &str) -> Field {
        match name {
            "id" => Field::Id,
            "timestamp" | "time" | "ts" | "created_at" => Field::Timestamp,
            "offset_s" => Field::Offset,
            "provider" => Field::Provider,
            "model" | "model_id" => Field::Model,
            "input_tokens" | "prompt_tokens" => Field::Count(UsageClass::Input),
            "output_tokens" | "completion_tokens" => Field::Count(UsageClass::Output),
            "cached_tokens" | "cache_read_tokens" => Field::Count(UsageClass::CacheRead),
            "cache_write_tokens" => Field::Count(UsageClass::CacheWrite),
            "reasoning_tokens" | "output_reasoning_tokens" => Field::Count(UsageClass::OutputReasoning),
            "audio_input_tokens" => Field::Count(UsageClass::InputAudio),
            "audio_output_tokens" => Field::Count(UsageClass::OutputAudio),
            "audio_seconds" => Field::Seconds(UsageClass::AudioSeconds),
            "input_audio_seconds" => Field::Seconds(UsageClass::InputAudioSeconds),
            "output_audio_seconds" => Field::Seconds(UsageClass::OutputAudioSeconds),
            "organization_id" | "organization" => Field::Label(0),
            "project_id" | "project" => Field::Label(1),
            "user_id" | "user" => Field::Label(2),
            "session_id" | "session" => Field::Label(3),
            "branch" => Field::Label(4),
            "host" => Field::Label(5),
            "agent" => Field::Label(6),
            "total_tokens" => Field::Total,
            "latency_ms" => Field::Latency,
            "cost" | "reported_cost" | "cost_usd" => Field::Reported,
            "reported_cost_exact" => Field::ReportedExact,
            "source" => Field::Source,
            "currency" => Field::Derived,
            "tags" => Field::Tags,
            "metadata" => Field::Metadata,
            _ => Field::rarer(name),
        }
    }

    /// A bit of its own, to notice a field that is given twice.
    pub(crate) const fn bit(self) -> u128 {
        1 << match self {
            Field::Id => 0,
            Field::Timestamp => 1,
            Field::Offset => 2,
            Field::Provider => 3,
            Field::Model => 4,
            Field::Tags => 5,
            Field::Total => 6,
            Field::Latency => 7,
            Field::Reported => 8,
            Field::Metadata => 9,
            Field::Body => 10,
            Field::Unknown => 11,
            Field::ReportedExact => 12,
            Field::Source => 13,
            Field::Derived => 14,
            Field::Flag(flag) => 40 + flag,
            Field::Label(label) => 16 + label,
            Field::Context(attribute) => 32 + attribute,
            Field::Count(class) | Field::Seconds(class) => 48 + class as usize,
        }
    }

    fn rarer(name: &str) -> Field {
        const BODY: [&str; 14] = [
            "usage",
            "usageMetadata",
            "usage_info",
            "x_groq",
            "meta",
            "result",
            "response",
            "custom_id",
            "recordId",
            "eval_count",
            "prompt_eval_count",
            "amazon-bedrock-invocationMetrics",
            "inputTextTokenCount",
            "prompt_token_count",
        ];
        if let Some(attribute) = CONTEXT_NAMES.iter().position(|attribute| *attribute == name) {
            return Field::Context(attribute);
        }
        if let Some(flag) = FLAG_NAMES.iter().position(|flag| *flag == name) {
            return Field::Flag(flag);
        }
        if DERIVED.contains(&name) {
            return Field::Derived;
        }
        if BODY.contains(&name) {
            return Field::Body;
        }
        UsageClass::by_name(name).map_or(Field::Unknown, Field::Count)
    }
}
