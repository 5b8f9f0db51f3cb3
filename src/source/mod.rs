//! Bytes → `UsageEvent`: one file a format, one line each in `REGISTRY`.
//!
//! Owns: the list of formats and the choice among them. Refuses to know: prices, storage, the
//! clock.
//!
//! The arrangement of a file and the shape of its records are separate: `framing` finds
//! records (array, JSON Lines, values one after another), `sse` puts streams together, and
//! each record is told apart by its own fields, so one file may mix native records and the
//! bodies of several APIs. Memory is bounded whatever the file's size. Logs of agents (`agents`)
//! and exports of providers and gateways (`exports`) each have a file of their own.

pub mod agents;
pub mod bills;
pub mod body;
mod brackets;
mod csv;
mod envelope;
mod events;
mod exports;
mod framing;
mod identity;
mod lines;
pub mod log;
mod loose;
mod native;
pub mod otlp;
mod providers;
pub mod reading;
mod records;
mod scan;
mod sse;
mod time;
mod wire;

use std::io::BufRead;

use chrono::{DateTime, Utc};

use crate::domain::{Code, Error, Labels, Rejection, Result, UsageEvent};

pub use native::write as write_native;
pub(crate) use wire::MAX_COUNT;

use agents::Agent;
use log::Log;
use providers::{Hint, SHAPES};
use reading::Reading;
use records::Want;

/// What the caller knows that the bytes may not say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Replaces the provider a record names.
    pub provider: Option<String>,
    /// The model, for bodies and traces that do not name one.
    pub model: Option<String>,
    /// The instant for records without one (the file's time, or now).
    pub at: Option<DateTime<Utc>>,
    /// Labels laid over every record's own.
    pub labels: Labels,
    /// `(ours, theirs)`: our field name and the column or key to read it from.
    pub map: Vec<(String, String)>,
    /// What is known of the input beside its bytes.
    pub log: Log,
}

/// Where events and refused records go.
pub type Sink<'a> = dyn FnMut(std::result::Result<UsageEvent, Rejection>) + 'a;

/// A format: a record of functions, not a trait object hierarchy.
pub struct Source {
    /// The word for `--format`.
    pub id: &'static str,
    /// One line for help and man pages.
    pub about: &'static str,
    /// Ids are unique within it; sources that tell of the same responses share one.
    pub namespace: &'static str,
    /// How sure it is (0–100) that a file that begins with these bytes is its own.
    pub sniff: fn(head: &[u8]) -> u8,
    /// How it is read.
    pub reading: Reading,
    /// Where an agent keeps logs of this format on its machine.
    pub agent: Option<Agent>,
}

impl Source {
    /// Reads a whole input.
    ///
    /// # Errors
    /// When it cannot be read as this format at all; a bad record only goes to the sink.
    pub fn read(&self, input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
        self.reading.read(input, given, sink)
    }
}

/// Every format, most specific first.
pub const REGISTRY: &[Source] = &[
    Source {
        id: "native",
        about: "native usage records: JSON object, array or JSON Lines",
        namespace: "native",
        sniff: sniff_native,
        reading: Reading::Stream(|input, given, sink| records::read(input, given, sink, Want::Native)),
        agent: None,
    },
    Source {
        id: "csv",
        about: "a table with native headers, or any headers by --map",
        namespace: "native",
        sniff: csv::sniff,
        reading: Reading::Stream(csv::read),
        agent: None,
    },
    shape::<0>(),
    shape::<1>(),
    shape::<2>(),
    shape::<3>(),
    shape::<4>(),
    shape::<5>(),
    shape::<6>(),
    shape::<7>(),
    shape::<8>(),
    shape::<9>(),
    shape::<10>(),
    shape::<11>(),
    Source {
        id: "json",
        about: "any mix of native records, response bodies and their SSE streams, told apart one by one",
        namespace: "native",
        sniff: sniff_json,
        reading: Reading::Stream(|input, given, sink| records::read(input, given, sink, Want::Any)),
        agent: None,
    },
    // Logs and exports stand after the general formats: they are asked first, and a mark of
    // their own makes them surer.
    agents::CLAUDE_CODE,
    agents::CLAUDE_RESULT,
    agents::CODEX,
    agents::CRUSH,
    exports::ANTHROPIC_USAGE,
    exports::CURSOR,
    agents::GEMINI_CLI,
    agents::OPENCODE,
    agents::OPENCODE_JSON,
    agents::KILO,
    agents::QWEN_CODE,
    agents::IFLOW,
    agents::AMP,
    agents::COPILOT_CLI,
    agents::COPILOT_STORE,
    agents::COPILOT_VSCODE,
    agents::COPILOT_VSCODE_TRACES,
    agents::DROID,
    agents::GOOSE,
    agents::KIMI,
    agents::PI,
    agents::OPENCLAW,
    agents::HERMES,
    exports::DEEPSEEK_USAGE,
    exports::FOCUS,
    exports::LANGFUSE,
    exports::LITELLM,
    exports::OPENAI_USAGE,
    exports::OPENROUTER,
    agents::GROK_BUILD,
    agents::MISTRAL_VIBE,
    agents::LLM,
    agents::CODEBUFF,
    agents::DSH,
    otlp::SOURCE,
];

const _: () = assert!(every_shape_is_a_format(), "every shape is a format");

const fn every_shape_is_a_format() -> bool {
    let mut shape = 0;
    while shape < SHAPES.len() {
        let (listed, known) = (REGISTRY[shape + 2].id.as_bytes(), SHAPES[shape].id.as_bytes());
        let mut at = 0;
        while at < known.len() {
            if listed.len() != known.len() || listed[at] != known[at] {
                return false;
            }
            at += 1;
        }
        shape += 1;
    }
    true
}

/// The format of one wire shape.
const fn shape<const N: usize>() -> Source {
    Source {
        id: SHAPES[N].id,
        about: SHAPES[N].about,
        namespace: events::NAMESPACE,
        sniff: |head| {
            first_value(head).map_or(0, |body| {
                let (body, _) = providers::unwrap(&body);
                let found = providers::shape_of(body, &Hint::default());
                if found.is_some_and(|found| found.id == SHAPES[N].id) { 80 } else { 0 }
            })
        },
        reading: Reading::Stream(|input, given, sink| records::read(input, given, sink, Want::Shape(&SHAPES[N]))),
        agent: None,
    }
}

/// The format named by `--format`: a registry id, or `jsonl` for `json`.
pub fn by_id(id: &str) -> Option<&'static Source> {
    let id = if id == "jsonl" { "json" } else { id };
    REGISTRY.iter().find(|source| source.id == id)
}

/// The format of a file that begins with `head`: the surest of them, `None` for what is
/// neither JSON, nor an event stream, nor a table.
pub fn detect(head: &[u8]) -> Option<&'static Source> {
    let mut best: Option<(&'static Source, u8)> = None;
    // The quickest to tell stand last; those before the general ones are then not asked.
    for source in REGISTRY.iter().rev() {
        let sure = (source.sniff)(head);
        if sure > best.map_or(0, |(_, sure)| sure) {
            best = Some((source, sure));
        }
        if sure >= 90 && source.id == "json" {
            break;
        }
    }
    best.map(|(source, _)| source)
}

/// The source that a database with these tables belongs to.
pub fn of_tables(tables: &[String]) -> Option<&'static Source> {
    REGISTRY.iter().find(|source| match &source.reading {
        Reading::Tables(reading) => (reading.claims)(tables),
        _ => false,
    })
}

/// The format of an input by its first bytes, which stay unread.
///
/// # Errors
/// When it cannot be read, or is of no known format.
pub fn sniff(input: &mut dyn BufRead) -> Result<&'static Source> {
    let head = input.fill_buf().map_err(|e| Error::new(Code::Io, format!("the input cannot be read: {e}")))?;
    detect(head).ok_or_else(|| {
        Error::validation("the input is neither JSON, nor an event stream, nor a table")
            .hint("say what it is with --format; `cost-ops guide formats` lists what can be read")
    })
}

/// The first record of the head, when it is whole.
fn first_value(head: &[u8]) -> Option<serde_json::Value> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let head = head.strip_prefix(b"[").unwrap_or(head);
    serde_json::Deserializer::from_slice(head).into_iter().next()?.ok()
}

fn sniff_native(head: &[u8]) -> u8 {
    let Some(text) = first_value(head).map(|value| value.to_string()) else { return 0 };
    let mut record = native::Record::default();
    let native = matches!(native::json::parse(text.as_bytes(), &mut record), Ok(native::json::Parsed::Native));
    if native && !record.usage.present().is_empty() { 85 } else { 0 }
}

/// Anything that begins like JSON or like an event stream; nothing at all is an empty list.
fn sniff_json(head: &[u8]) -> u8 {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let stream: [&[u8]; 5] = [b"data:", b"event:", b"id:", b"retry:", b":"];
    let plain: [&[u8]; 3] = [b"null", b"true", b"false"];
    match head.first() {
        None | Some(b'{' | b'[') => 90,
        Some(_) if stream.iter().any(|start| head.starts_with(start)) => 90,
        Some(b'"' | b'-' | b'0'..=b'9') => 40,
        Some(_) if plain.iter().any(|start| head.starts_with(start)) => 40,
        Some(_) => 0,
    }
}
