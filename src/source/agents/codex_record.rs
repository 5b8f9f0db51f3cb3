//! One line of a Codex rollout, borrowed from its bytes.
//!
//! Owns: the fields of a line. Refuses to know: what came before it, events.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Number;
use serde_json::value::RawValue;

use crate::source::loose::{Count, Text};

/// A line; also of the stream that `codex exec --json` prints, which has no payloads.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Record<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) kind: Text<'a>,
    #[serde(borrow)]
    timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) payload: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) thread_id: Text<'a>,
    #[serde(borrow)]
    pub(super) response_id: Text<'a>,
    #[serde(borrow)]
    pub(super) usage: Option<&'a RawValue>,
}

impl Record<'_> {
    /// The timestamp as text, whether it is one or a number.
    pub(super) fn timestamp(&self) -> Option<Cow<'_, str>> {
        let raw = self.timestamp?.get();
        match serde_json::from_str::<Text<'_>>(raw) {
            Ok(Text(Some(text))) => Some(text),
            _ => Some(Cow::Borrowed(raw)),
        }
    }
}

/// The payload of any kind of line; which fields there are depends on it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Payload<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) kind: Text<'a>,
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) cwd: Text<'a>,
    #[serde(borrow)]
    pub(super) cli_version: Text<'a>,
    #[serde(borrow)]
    pub(super) model: Text<'a>,
    #[serde(borrow)]
    pub(super) model_provider: Text<'a>,
    #[serde(borrow)]
    pub(super) forked_from_id: Text<'a>,
    #[serde(borrow)]
    pub(super) response_id: Text<'a>,
    #[serde(borrow)]
    pub(super) source: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) git: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) info: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) usage: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) rate_limits: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Git<'a> {
    #[serde(borrow)]
    branch: Text<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Origin<'a> {
    #[serde(borrow)]
    subagent: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Subagent<'a> {
    #[serde(borrow)]
    thread_spawn: Option<Spawn<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Spawn<'a> {
    #[serde(borrow)]
    parent_thread_id: Text<'a>,
}

impl Payload<'_> {
    /// The branch a session began on.
    pub(super) fn branch(&self) -> String {
        let git = self.git.and_then(|raw| serde_json::from_str::<Git<'_>>(raw.get()).ok());
        git.map(|git| git.branch.get().to_owned()).unwrap_or_default()
    }

    /// The thread this one was spawned from as a subagent; empty when it is one of nobody known.
    pub(super) fn spawned_from(&self) -> Option<String> {
        let origin: Origin<'_> = serde_json::from_str(self.source?.get()).ok()?;
        let subagent = serde_json::from_str::<Subagent<'_>>(origin.subagent?.get()).unwrap_or_default();
        Some(subagent.thread_spawn.map(|spawn| spawn.parent_thread_id.get().to_owned()).unwrap_or_default())
    }
}

/// What a `token_count` says of tokens.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Info<'a> {
    pub(super) total_token_usage: Option<Vector>,
    pub(super) last_token_usage: Option<Vector>,
    #[serde(borrow)]
    pub(super) model: Text<'a>,
    /// Version 0.50 said only these.
    pub(super) prompt: Count,
    pub(super) completion: Count,
}

/// The counters of one response, or of all so far. The input has cached and written tokens in
/// it, the output the reasoning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Vector {
    #[serde(rename = "input_tokens", deserialize_with = "count")]
    pub(super) input: u64,
    #[serde(rename = "cached_input_tokens", deserialize_with = "count")]
    pub(super) cached: u64,
    #[serde(rename = "cache_write_input_tokens", deserialize_with = "count")]
    pub(super) written: u64,
    #[serde(rename = "output_tokens", deserialize_with = "count")]
    pub(super) output: u64,
    #[serde(rename = "reasoning_output_tokens", deserialize_with = "count")]
    pub(super) reasoning: u64,
    #[serde(rename = "total_tokens", deserialize_with = "count")]
    pub(super) total: u64,
}

fn count<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    Count::deserialize(from).map(Count::get)
}

impl Vector {
    /// Its numbers, for an identity.
    pub(super) fn numbers(&self) -> [u64; 6] {
        [self.input, self.cached, self.written, self.output, self.reasoning, self.total]
    }

    /// Whether no token was used; a row that only says how full the context is, is like that.
    pub(super) fn is_nothing(&self) -> bool {
        [self.input, self.cached, self.written, self.output, self.reasoning] == [0; 5]
    }

    /// What came since `before`; all of it, when the counters began anew.
    pub(super) fn since(&self, before: &Vector) -> Vector {
        if self.input < before.input || self.output < before.output || self.cached < before.cached {
            return *self;
        }
        Vector {
            input: self.input - before.input,
            cached: self.cached - before.cached,
            written: self.written.saturating_sub(before.written),
            output: self.output - before.output,
            reasoning: self.reasoning.saturating_sub(before.reasoning),
            total: self.total.saturating_sub(before.total),
        }
    }
}

/// The two windows of the account's limits.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct RateLimits {
    pub(super) primary: Option<Window>,
    pub(super) secondary: Option<Window>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Window {
    pub(super) used_percent: Option<Number>,
    pub(super) window_minutes: Count,
    pub(super) resets_at: Count,
}
