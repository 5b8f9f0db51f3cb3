//! One response of one model: the record that every source is brought to.
//!
//! Owns: the event, its identity, and what a refused record is. Refuses to know: formats,
//! prices, storage.

use std::fmt;

use chrono::{DateTime, Utc};

use super::class::UsageClass;
use super::labels::Labels;
use super::money::Usd;
use super::usage::UsageCounts;

/// What makes an event the same event: within its namespace, the id it was given, or the
/// hash of its content when it has none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventId {
    /// The id in the source (a response id, a message id, the caller's own).
    Given(String),
    /// The first 16 bytes of the SHA-256 of the record's canonical content.
    Content([u8; 16]),
}

impl EventId {
    /// What a content hash begins with where it is written out: `sha256:` and 32 hex digits.
    pub const CONTENT: &'static str = "sha256:";

    /// The id a written one stands for: a content hash in its written form is that hash again,
    /// so that what was exported is known when it comes back.
    pub fn from_written(text: &str) -> Option<EventId> {
        let digits = text.strip_prefix(Self::CONTENT)?.as_bytes();
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut hash = [0u8; 16];
        let (pairs, rest) = digits.as_chunks::<2>();
        if pairs.len() != hash.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(EventId::Content(hash))
    }
}

/// Request attributes that select a price: `processing=batch`, `service_tier=priority`,
/// `speed=fast`, `inference_geo=us`, `data_residency=eu`, `route=…`, `search_type=…`.
/// Sorted by key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct PriceContext {
    /// `(attribute, value)` pairs, sorted.
    pub attributes: Vec<(String, String)>,
    /// The record is itself a sum of several requests: the base tier applies, flagged.
    pub aggregate: bool,
}

impl PriceContext {
    /// The value of an attribute.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// Sets an attribute, keeping the order.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        match self.attributes.binary_search_by(|(k, _)| k.as_str().cmp(key)) {
            Ok(at) => self.attributes[at].1 = value.into(),
            Err(at) => self.attributes.insert(at, (key.to_owned(), value.into())),
        }
    }
}

/// One request to one model, as a source reports it: nothing priced, nothing stored.
#[derive(Debug, Clone, PartialEq)]
pub struct UsageEvent {
    /// The registry id of the format it came from (`native`, `anthropic`, …).
    pub source: &'static str,
    /// Ids are unique within a namespace; formats that describe the same responses share one.
    pub namespace: &'static str,
    /// The identity within the namespace.
    pub id: EventId,
    /// When the response was made, UTC, kept to the microsecond.
    pub at: DateTime<Utc>,
    /// The provider, when the source or a flag names it.
    pub provider: Option<String>,
    /// The model, as the source spells it.
    pub model: String,
    /// Attributes that select the price.
    pub context: PriceContext,
    /// Inclusive counters.
    pub usage: UsageCounts,
    /// Whose usage it was.
    pub labels: Labels,
    /// What the provider or the tool itself says it cost; kept beside ours.
    pub reported: Option<Usd>,
    /// Counters are a lower bound (a stream cut short, a placeholder).
    pub estimated: bool,
    /// How long the request took, in milliseconds.
    pub latency_ms: Option<u64>,
    /// Whatever else the record carries, as compact JSON text.
    pub metadata: Option<String>,
    /// How telemetry told of it; `None` for every other record, and for what was stored.
    pub telemetry: Option<Box<Telemetry>>,
}

/// What a record of telemetry is. Others may tell of the same usage, and do not name it alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telemetry {
    /// One call. Its agent's log may tell of it too, and so may the span around it, of this name.
    Call { around: Option<EventId> },
    /// What a session used between two instants, or since its series began. Its calls may be told
    /// of one by one.
    Sum { since_start: Option<Series> },
}

impl Telemetry {
    /// What a record that comes from another ledger is, if it is a sum there: its calls may be told of here.
    pub fn of_sum(labels: &Labels) -> Option<Box<Telemetry>> {
        labels.is_sums().then(|| Box::new(Telemetry::Sum { since_start: None }))
    }
}

/// The series that a sum was put together of, each with a start of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// Of the counters side by side: of the input only what was neither read from a cache nor
    /// written to one.
    pub counters: Vec<(UsageClass, [u8; 16])>,
    /// Of what was reported as the cost.
    pub cost: Option<[u8; 16]>,
}

/// A record that was refused; the work goes on without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The 1-based line (or array element for JSON arrays, row for CSV), 0 where no line is meant or known.
    pub line: u64,
    /// Why, in one clause, with the offending value made safe.
    pub reason: String,
}

impl Rejection {
    /// The same with the input it is of: `input:line: rejected: why`.
    pub fn of(&self, input: impl fmt::Display) -> String {
        match self.line {
            0 => format!("{input}: {self}"),
            line => format!("{input}:{line}: rejected: {}", self.reason),
        }
    }
}

/// `line 3: rejected: why`.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "rejected: {}", self.reason),
            line => write!(f, "line {line}: rejected: {}", self.reason),
        }
    }
}
