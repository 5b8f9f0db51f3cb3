//! Raw provider responses: one JSON body → what it used.
//!
//! Owns: what a body yields, whichever API made it, and the choice of the reader for its
//! shape. Refuses to know: files, streams, events, prices, how any one API spells its fields
//! (`providers`).
//!
//! Counters come out *inclusive* ([`UsageCounts`]): an API that reports fresh and cached input
//! side by side is added up, hidden or separate reasoning is added to the output. Nothing is
//! clamped: a body that says 4,632 cached of 3,472 prompt tokens keeps both numbers, and has no
//! price. `total_tokens` must fit one reading of the other counters; when it fits none the
//! counters are kept, the body is `estimated`, and `note` says so.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{PriceContext, UsageClass, UsageCounts, Usd};

use super::providers::{self, Hint};

/// What one response body says it used.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BodyUsage {
    /// The registry id of the shape it was read as (`openai`, `anthropic`, …).
    pub shape: &'static str,
    /// The response id.
    pub id: Option<String>,
    /// When the response was made.
    pub at: Option<DateTime<Utc>>,
    /// The provider, when the shape leaves no doubt.
    pub provider: Option<&'static str>,
    /// The model that answered, as spelled in the body.
    pub model: Option<String>,
    /// The request itself first, then passes billed beside it. Never empty.
    pub parts: Vec<BodyPart>,
    /// What the provider says it cost.
    pub reported: Option<Usd>,
    /// The counters are a lower bound, or contradict the body's own total.
    pub estimated: bool,
    /// Time the request took, in milliseconds.
    pub latency_ms: Option<u64>,
    /// What is odd about the body, for the record's metadata.
    pub note: Option<String>,
}

/// What a part of a response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartKind {
    /// The request's own pass; compaction passes that cannot move a price tier are in it.
    #[default]
    Request,
    /// A compaction pass, billed beside the request.
    Compaction,
    /// A pass of an advisor model, billed beside the request at its own price.
    Advisor,
}

impl PartKind {
    /// The word in the ids of parts: `<response id>#advisor-1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            PartKind::Request => "request",
            PartKind::Compaction => "compaction",
            PartKind::Advisor => "advisor",
        }
    }
}

/// One separately priced pass of a response.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BodyPart {
    /// What it is.
    pub kind: PartKind,
    /// The pass's own model, when it is not the body's.
    pub model: Option<String>,
    /// Inclusive counters.
    pub usage: UsageCounts,
    /// The attributes the body itself states (`service_tier`, `speed`, `inference_geo`, …).
    /// Neutral values (`default`, `standard`, `on_demand`, `global`, …) are left out.
    pub context: PriceContext,
}

impl BodyUsage {
    /// The counters of all parts, added up.
    pub fn usage(&self) -> UsageCounts {
        let mut all = UsageCounts::default();
        for (class, count) in self.parts.iter().flat_map(|part| part.usage.iter()) {
            all.add(class, count);
        }
        all
    }
}

/// Reads the usage out of one response body (or one batch output line, or one final event of
/// a stream). `provider` settles shapes that several providers share; `api_flavor` names the
/// API (`chat`, `responses`, `embeddings`, `realtime`, `anthropic`, …) as the price data does,
/// and a named flavour reads exactly the fields the price data lists for it.
///
/// # Errors
/// Why the body yields nothing: no usage in it, or a counter that is not a whole number.
pub fn usage_of_body(body: &Value, provider: Option<&str>, api_flavor: Option<&str>) -> Result<BodyUsage, String> {
    let hint = Hint { provider, flavor: api_flavor };
    providers::read(body, &hint)
}

/// Notes a `total_tokens` that fits none of the `readings`; a total of 0 says nothing.
pub(super) fn check_total(found: &mut BodyUsage, total: Option<u64>, readings: &[u64]) {
    let Some(total) = total.filter(|total| *total > 0 && !readings.contains(total)) else { return };
    found.estimated = true;
    let part = found.parts.first().map(|part| &part.usage);
    let of = |class| part.map_or(0, |usage| usage.get(class));
    found.note = Some(format!(
        "total_tokens {total} fits no reading of {} input and {} output tokens",
        of(UsageClass::Input),
        of(UsageClass::Output)
    ));
}
