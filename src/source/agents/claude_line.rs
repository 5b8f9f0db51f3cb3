//! One line of a Claude Code log, borrowed from its bytes.
//!
//! Owns: the fields of a line and which lines are of a response. Refuses to know: events.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::source::loose::{Count, Flag, Text};

/// A line, as far as usage needs it; what was said in it is skipped.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Line<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) kind: Text<'a>,
    #[serde(borrow)]
    pub(super) timestamp: Text<'a>,
    #[serde(borrow)]
    pub(super) session_id: Text<'a>,
    #[serde(borrow)]
    pub(super) uuid: Text<'a>,
    #[serde(borrow)]
    pub(super) cwd: Text<'a>,
    #[serde(borrow)]
    pub(super) git_branch: Text<'a>,
    #[serde(borrow)]
    pub(super) version: Text<'a>,
    pub(super) is_sidechain: Flag,
    pub(super) is_api_error_message: Flag,
    #[serde(borrow, rename = "costUSD")]
    pub(super) cost_usd: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) message: Option<Message<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Message<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) role: Text<'a>,
    #[serde(borrow)]
    pub(super) model: Text<'a>,
    /// `null` in lines written before the response ended.
    #[serde(deserialize_with = "stated")]
    pub(super) stop_reason: Stated,
    #[serde(borrow)]
    pub(super) usage: Option<Usage<'a>>,
}

/// Whether a field is there, and whether there is anything in it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stated {
    #[default]
    Absent,
    Null,
    Something,
}

fn stated<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Stated, D::Error> {
    let value = Option::<serde::de::IgnoredAny>::deserialize(from)?;
    Ok(value.map_or(Stated::Null, |_| Stated::Something))
}

/// Counters, fresh, read and written input side by side.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Usage<'a> {
    pub(super) input_tokens: Count,
    pub(super) cache_creation_input_tokens: Count,
    pub(super) cache_read_input_tokens: Count,
    pub(super) output_tokens: Count,
    pub(super) cache_creation: Option<Written>,
    pub(super) output_tokens_details: Option<OutputDetails>,
    pub(super) server_tool_use: Option<ServerTools>,
    #[serde(borrow)]
    pub(super) service_tier: Text<'a>,
    #[serde(borrow)]
    pub(super) speed: Text<'a>,
    #[serde(borrow)]
    pub(super) inference_geo: Text<'a>,
    #[serde(borrow)]
    pub(super) iterations: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    pub(super) ephemeral_5m_input_tokens: Count,
    pub(super) ephemeral_1h_input_tokens: Count,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OutputDetails {
    pub(super) thinking_tokens: Count,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ServerTools {
    pub(super) web_search_requests: Count,
}

impl<'a> Line<'a> {
    /// The message, if this line is of a response that was billed: answers of the agent itself
    /// (errors, notices) name the model `<synthetic>`.
    pub(super) fn response(&self) -> Option<(&Message<'a>, &Usage<'a>)> {
        let message = self.message.as_ref()?;
        let usage = message.usage.as_ref()?;
        let by_model = self.kind.some() == Some("assistant")
            || (self.kind.0.is_none() && message.role.some().is_none_or(|role| role == "assistant"));
        let billed = message.model.get() != "<synthetic>" && !self.is_api_error_message.0;
        (by_model && billed).then_some((message, usage))
    }

    /// What the agent itself says it cost, as written.
    pub(super) fn cost(&self) -> Option<&str> {
        self.cost_usd.map(|raw| raw.get().trim_matches('"')).filter(|text| *text != "null")
    }
}

impl Usage<'_> {
    /// Whether passes are billed beside the counters.
    pub(super) fn has_passes_beside(&self) -> bool {
        self.iterations.is_some_and(|raw| ["compaction", "advisor_message"].iter().any(|kind| raw.get().contains(kind)))
    }
}
