//! The native record: what it may say, whatever file it comes in.
//!
//! Owns: the names of its fields and their aliases, and how a record becomes an event. Refuses
//! to know: JSON (`json`) and tables (`csv`).
//!
//! `cached_tokens` and `cache_write_tokens` are parts of `input_tokens`, `reasoning_tokens` of
//! `output_tokens`. A `total_tokens` settles it where a record means otherwise: it may equal
//! input + output, or the same with caches or reasoning beside them, and the counters are
//! brought to the first reading; a total that fits none refuses the record.

use std::borrow::Cow;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde_json::{Map, Value};

use crate::domain::{EventId, Labels, PriceContext, Telemetry, UsageClass, UsageCounts, UsageEvent, Usd};

use super::identity::{Content, Repeats};
use super::providers::is_neutral;
use super::wire::{counts_fit, safe};
use super::{Given, REGISTRY, Source};

mod fields;
pub(crate) mod json;
mod write;

pub use write::write;

pub(crate) use fields::{Field, HEADERS, MARK};

/// The longest model, provider, id or label, in bytes.
const LONGEST_NAME: usize = 512;
/// The longest metadata, in bytes of JSON.
const LONGEST_METADATA: usize = 64 * 1024;

/// A record as it stands in its file.
#[derive(Default)]
pub(crate) struct Record<'a> {
    pub(crate) id: Option<Cow<'a, str>>,
    pub(crate) at: Option<DateTime<Utc>>,
    /// Seconds after the file's base instant, for traces that start at zero.
    pub(crate) offset: Option<TimeDelta>,
    pub(crate) provider: Option<Cow<'a, str>>,
    pub(crate) model: Option<Cow<'a, str>>,
    pub(crate) labels: [Option<Cow<'a, str>>; fields::LABELS],
    pub(crate) context: [Option<Cow<'a, str>>; fields::CONTEXT],
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) usage: UsageCounts,
    pub(crate) total: Option<u64>,
    pub(crate) latency_ms: Option<u64>,
    pub(crate) reported: Option<Usd>,
    pub(crate) reported_exact: Option<Usd>,
    /// The format an exported record first came in; known once it is [`Record::recognise`]d.
    source: Option<&'static Source>,
    /// What it names as its source, and whether it has the mark of an export.
    named_source: Option<Value>,
    marked: bool,
    flags: [bool; fields::FLAGS],
    /// What an export adds; metadata of a record that is not from an export.
    derived: Map<String, Value>,
    /// The `metadata` object, then every field we do not know.
    pub(crate) metadata: Map<String, Value>,
}

/// What the records of one file share while they are read.
#[derive(Default)]
pub(crate) struct Shared {
    content: Content,
    repeats: Repeats,
    rows: bool,
}

impl Shared {
    /// For a table, whose equal rows are separate events.
    pub(crate) fn rows() -> Self {
        Shared { rows: true, ..Shared::default() }
    }
}

impl Record<'_> {
    /// The event, or why there is none.
    pub(crate) fn event(&mut self, given: &Given, shared: &mut Shared) -> Result<UsageEvent, String> {
        self.check_names()?;
        self.recognise();
        self.settle()?;
        let id = match self.id.take() {
            Some(id) => EventId::from_written(&id).unwrap_or_else(|| EventId::Given(id.into_owned())),
            None => self.identity(shared),
        };
        let base = || given.at.ok_or("it has no timestamp");
        let at = match (self.at, self.offset) {
            (Some(at), _) => at,
            (None, Some(offset)) => base()?.checked_add_signed(offset).ok_or("its time is out of range")?,
            (None, None) => base()?,
        };
        let model = self.model.take().map(Cow::into_owned).or_else(|| given.model.clone());
        let model = model.ok_or("it names no model (say which with --model)")?;
        let metadata = self.metadata_text()?;
        let (labels, context) = (self.own_labels(given), self.own_context());
        let telemetry = self.source.and_then(|_| Telemetry::of_sum(&labels));
        if self.source.is_some() && self.flags[fields::PROVIDER_INFERRED] {
            self.provider = None;
        }
        Ok(UsageEvent {
            source: self.source.map_or("native", |source| source.id),
            namespace: self.source.map_or("native", |source| source.namespace),
            id,
            at: at.trunc_subsecs(6),
            provider: given.provider.clone().or_else(|| self.provider.take().map(Cow::into_owned)),
            model,
            context,
            usage: std::mem::take(&mut self.usage),
            labels,
            reported: self.reported_exact.or(self.reported),
            estimated: self.flags[fields::ESTIMATED],
            latency_ms: self.latency_ms,
            metadata,
            telemetry,
        })
    }

    fn check_names(&self) -> Result<(), String> {
        let short = |value: &Option<Cow<'_, str>>| value.as_ref().is_none_or(|value| value.len() <= LONGEST_NAME);
        if [&self.id, &self.provider, &self.model].into_iter().chain(&self.labels).chain(&self.context).all(short) {
            return Ok(());
        }
        let named = [("id", &self.id), ("provider", &self.provider), ("model", &self.model)];
        let labels = fields::LABEL_NAMES.iter().copied().zip(&self.labels);
        let context = fields::CONTEXT_NAMES.iter().copied().zip(&self.context);
        for (name, value) in named.into_iter().chain(labels).chain(context) {
            if let Some(value) = value.as_ref().filter(|value| value.len() > LONGEST_NAME) {
                return Err(format!("{name} \"{}\" is longer than {LONGEST_NAME} bytes", safe(value)));
            }
        }
        Ok(())
    }

    /// Brings the counters to the inclusive reading and checks the total.
    fn settle(&mut self) -> Result<(), String> {
        let usage = &mut self.usage;
        if usage.present().is_empty() {
            return Err("it has no counter (input_tokens, output_tokens, …)".into());
        }
        if self.source.is_some() {
            // Exported: brought to this reading already.
            return Ok(());
        }
        let has = |usage: &UsageCounts, class| usage.present().contains(class);
        if !has(usage, UsageClass::CacheWrite) {
            let parts = [
                UsageClass::CacheWrite5m,
                UsageClass::CacheWrite30m,
                UsageClass::CacheWrite1h,
                UsageClass::CacheWrite12h,
            ];
            if parts.iter().any(|part| has(usage, *part)) {
                let written = parts.iter().fold(0u64, |sum, part| sum.saturating_add(usage.get(*part)));
                usage.set(UsageClass::CacheWrite, written);
            }
        }
        counts_fit(usage)?;
        let Some(total) = self.total else { return Ok(()) };
        let inside = usage.total_tokens();
        if total == inside {
            return Ok(());
        }
        let caches = usage.get(UsageClass::CacheRead).saturating_add(usage.get(UsageClass::CacheWrite));
        let reasoning = usage.get(UsageClass::OutputReasoning);
        let beside = [(caches, 0), (0, reasoning), (caches, reasoning)];
        let reading =
            beside.into_iter().find(|(c, r)| inside.checked_add(*c).and_then(|n| n.checked_add(*r)) == Some(total));
        let Some((caches, reasoning)) = reading else {
            return Err(format!(
                "total_tokens {total} is not input_tokens {} + output_tokens {}, with or without caches and reasoning",
                usage.get(UsageClass::Input),
                usage.get(UsageClass::Output)
            ));
        };
        if caches > 0 {
            usage.add(UsageClass::Input, caches);
        }
        if reasoning > 0 {
            usage.add(UsageClass::Output, reasoning);
        }
        counts_fit(usage)
    }

    /// Tells an exported record from one of somebody else who has such names too; what only
    /// exports have is metadata of the latter.
    fn recognise(&mut self) {
        if let Some(Value::String(id)) = &self.named_source
            && self.marked
        {
            self.source = exported(id);
        }
        if self.source.is_none() {
            self.metadata.append(&mut self.derived);
            if let Some(named) = self.named_source.take() {
                self.metadata.insert("source".into(), named);
            }
        }
    }

    /// Takes what has no field of its own: what only exports have, else metadata.
    ///
    /// # Errors
    /// When it was there before.
    pub(crate) fn keep(&mut self, field: Field, name: &str, value: Value) -> Result<(), String> {
        self.marked |= name == MARK;
        match (field, value) {
            (_, Value::Null) => return Ok(()),
            (Field::Metadata, Value::Object(map)) => {
                self.metadata.extend(map);
                return Ok(());
            }
            (Field::Flag(flag), Value::Bool(set)) => self.flags[flag] = set,
            (Field::Source, value) if self.named_source.is_none() => self.named_source = Some(value),
            (field, value) => {
                let place = if field == Field::Derived { &mut self.derived } else { &mut self.metadata };
                if place.insert(name.to_owned(), value).is_some() {
                    return Err(format!("{} is given twice", safe(name)));
                }
            }
        }
        Ok(())
    }

    /// The hash of what the record itself says.
    fn identity(&self, shared: &mut Shared) -> EventId {
        let content = &mut shared.content;
        content.clear();
        if let Some(at) = self.at {
            content.number("timestamp", at.timestamp());
            content.number("nanos", i64::from(at.timestamp_subsec_nanos()));
        }
        if let Some(offset) = self.offset {
            content.number("offset", offset.num_seconds());
            content.number("nanos", i64::from(offset.subsec_nanos()));
        }
        let named = [("provider", &self.provider), ("model", &self.model)];
        let labels = fields::LABEL_NAMES.iter().copied().zip(&self.labels);
        let context = fields::CONTEXT_NAMES.iter().copied().zip(&self.context);
        for (name, value) in named.into_iter().chain(labels).chain(context) {
            if let Some(value) = value {
                content.text(name, value);
            }
        }
        let mut tags: Vec<_> = self.tags.iter().collect();
        tags.sort_unstable();
        tags.iter().for_each(|(key, value)| {
            content.text("tag", key);
            content.text("=", value);
        });
        for (class, count) in self.usage.iter() {
            content.number(class.name(), i64::try_from(count).unwrap_or(i64::MAX));
        }
        if let Some(latency) = self.latency_ms {
            content.number("latency_ms", i64::try_from(latency).unwrap_or(i64::MAX));
        }
        if let Some(reported) = self.reported {
            content.text("reported_cost", &reported.to_string());
        }
        let mut keys: Vec<&String> = self.metadata.keys().collect();
        keys.sort_unstable();
        keys.into_iter().for_each(|key| content.json(key, &self.metadata[key]));
        let repeat = if shared.rows { shared.repeats.count(&content.hash()) } else { 0 };
        content.id(repeat)
    }

    fn metadata_text(&self) -> Result<Option<String>, String> {
        if self.metadata.is_empty() {
            return Ok(None);
        }
        let text = serde_json::to_string(&self.metadata).map_err(|e| format!("its metadata is not JSON: {e}"))?;
        if text.len() > LONGEST_METADATA {
            return Err(format!("its metadata is longer than {} KiB", LONGEST_METADATA >> 10));
        }
        Ok(Some(text))
    }

    fn own_labels(&mut self, given: &Given) -> Labels {
        let mut text = |at: usize| self.labels[at].take().map(Cow::into_owned).unwrap_or_default();
        let mut labels = Labels {
            organization: text(0),
            project: text(1),
            user: text(2),
            session: text(3),
            branch: text(4),
            host: text(5),
            agent: text(6),
            tags: Vec::new(),
        };
        for (key, value) in std::mem::take(&mut self.tags) {
            labels.tag(key, value);
        }
        labels.overlay(&given.labels);
        labels
    }

    fn own_context(&self) -> PriceContext {
        let mut context = PriceContext::default();
        for (key, value) in fields::CONTEXT_NAMES.iter().zip(&self.context) {
            if let Some(value) = value.as_deref().filter(|value| !is_neutral(value)) {
                context.set(key, value.to_ascii_lowercase());
            }
        }
        context.aggregate = self.flags[fields::AGGREGATE] || self.usage.get(UsageClass::Requests) > 1;
        context
    }
}

/// The format that an export names; `csv` and `json` hold records of others.
fn exported(id: &str) -> Option<&'static Source> {
    REGISTRY.iter().find(|source| source.id == id && !matches!(source.id, "csv" | "json"))
}

/// Tags from text: `key=value` pairs apart by `,` or `;`. A bare word is `word=true`.
pub(crate) fn tags_of(text: &str, tags: &mut Vec<(String, String)>) {
    for tag in text.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()) {
        tags.push(one_tag(tag));
    }
}

/// One tag: `key=value`, or a bare word, which is `word=true`.
pub(crate) fn one_tag(tag: &str) -> (String, String) {
    match tag.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => (key.trim().to_owned(), value.trim().to_owned()),
        _ => (tag.to_owned(), "true".to_owned()),
    }
}
