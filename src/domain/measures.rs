//! The sums a report is made of; the same words in JSON, CSV, HTTP and the SQL views.
//!
//! Owns: the list of measures and their addition. Refuses to know: grouping, columns, text.

use std::ops::AddAssign;

use super::money::Usd;

/// Exact sums over a set of events. Token counts are inclusive as in
/// [`UsageCounts`](super::UsageCounts); costs cover priced events only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    /// Records: one an event, however many calls it sums up.
    pub records: i128,
    /// Calls to a model: those a record says it sums up, else one a record.
    pub requests: i128,
    /// The whole prompt: fresh + cached + written.
    pub input_tokens: i128,
    pub cache_read_tokens: i128,
    /// All writes, whatever their lifetime.
    pub cache_write_tokens: i128,
    pub cache_write_1h_tokens: i128,
    /// The whole output, reasoning included.
    pub output_tokens: i128,
    pub reasoning_tokens: i128,
    pub audio_input_tokens: i128,
    pub audio_output_tokens: i128,
    /// Cost of everything on the input side.
    pub input_cost: Usd,
    /// Cost of everything on the output side.
    pub output_cost: Usd,
    /// Input, output and everything else (searches, requests, seconds).
    pub total_cost: Usd,
    /// What providers or tools reported; never mixed into `total_cost`.
    pub reported_cost: Usd,
    pub unpriced_requests: i128,
    /// Requests of which only the total is known: neither side's cost has them.
    pub unsplit_requests: i128,
    /// Input and output tokens of unpriced events.
    pub unpriced_tokens: i128,
    pub estimated_requests: i128,
}

impl Measures {
    /// `input_tokens + output_tokens`.
    pub fn total_tokens(&self) -> i128 {
        self.input_tokens + self.output_tokens
    }

    /// Prompt tokens billed at the full rate.
    pub fn uncached_input_tokens(&self) -> i128 {
        self.input_tokens - self.cache_read_tokens - self.cache_write_tokens
    }

    /// Writes that are not one-hour writes (5 minutes at Anthropic, generic elsewhere).
    pub fn cache_write_5m_tokens(&self) -> i128 {
        self.cache_write_tokens - self.cache_write_1h_tokens
    }
}

impl AddAssign<&Measures> for Measures {
    fn add_assign(&mut self, other: &Measures) {
        self.records += other.records;
        self.requests += other.requests;
        self.input_tokens += other.input_tokens;
        self.cache_read_tokens += other.cache_read_tokens;
        self.cache_write_tokens += other.cache_write_tokens;
        self.cache_write_1h_tokens += other.cache_write_1h_tokens;
        self.output_tokens += other.output_tokens;
        self.reasoning_tokens += other.reasoning_tokens;
        self.audio_input_tokens += other.audio_input_tokens;
        self.audio_output_tokens += other.audio_output_tokens;
        self.input_cost += other.input_cost;
        self.output_cost += other.output_cost;
        self.total_cost += other.total_cost;
        self.reported_cost += other.reported_cost;
        self.unpriced_requests += other.unpriced_requests;
        self.unsplit_requests += other.unsplit_requests;
        self.unpriced_tokens += other.unpriced_tokens;
        self.estimated_requests += other.estimated_requests;
    }
}
