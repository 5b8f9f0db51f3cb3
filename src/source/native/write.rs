//! An event as a native record: what reading it gives back, and nothing less.
//!
//! The form of an export: a record of another format keeps that format's name and its own identity.

use chrono::SecondsFormat;
use serde_json::{Map, Value};

use super::fields::MARK;
use crate::domain::{Code, Error, EventId, Result, UsageClass, UsageEvent};

/// The record on one line.
///
/// # Errors
/// [`Code::Internal`] when a number or the metadata is not JSON, which no event is known to cause.
pub fn write(event: &UsageEvent) -> Result<String> {
    let broken = |error: serde_json::Error| Error::new(Code::Internal, format!("a record cannot be written: {error}"));
    let mut record = Map::new();
    record.insert("id".into(), written(&event.id).into());
    record.insert("timestamp".into(), event.at.to_rfc3339_opts(SecondsFormat::Micros, true).into());
    record.insert("model".into(), event.model.as_str().into());
    record.insert("source".into(), event.source.into());
    record.insert(MARK.into(), Value::Null);
    if let Some(provider) = &event.provider {
        record.insert("provider".into(), provider.as_str().into());
    }
    labels(event, &mut record);
    for (key, value) in &event.context.attributes {
        record.insert(key.clone(), value.as_str().into());
    }
    if event.context.aggregate {
        record.insert("aggregate".into(), true.into());
    }
    for (class, count) in event.usage.iter() {
        record.insert(class.name().into(), counted(class, count).map_err(broken)?);
    }
    if let Some(reported) = event.reported {
        record.insert("reported_cost_exact".into(), reported.to_string().into());
    }
    if event.estimated {
        record.insert("estimated".into(), true.into());
    }
    if let Some(latency) = event.latency_ms {
        record.insert("latency_ms".into(), latency.into());
    }
    if let Some(metadata) = &event.metadata {
        record.insert("metadata".into(), serde_json::from_str(metadata).map_err(broken)?);
    }
    serde_json::to_string(&record).map_err(broken)
}

fn written(id: &EventId) -> String {
    match id {
        EventId::Given(id) => id.clone(),
        EventId::Content(hash) => {
            hash.iter().fold(EventId::CONTENT.to_owned(), |text, byte| text + &format!("{byte:02x}"))
        }
    }
}

fn labels(event: &UsageEvent, record: &mut Map<String, Value>) {
    let own = &event.labels;
    let values = [&own.organization, &own.project, &own.user, &own.session, &own.branch, &own.host, &own.agent];
    for (name, value) in super::fields::LABEL_NAMES.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        record.insert((*name).into(), value.as_str().into());
    }
    if !own.tags.is_empty() {
        let tags = own.tags.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str())));
        record.insert("tags".into(), Value::Object(tags.collect()));
    }
}

/// Durations are kept in milliseconds and written in seconds.
fn counted(class: UsageClass, count: u64) -> serde_json::Result<Value> {
    match class.is_duration() {
        true => serde_json::from_str(&format!("{}.{:03}", count / 1000, count % 1000)),
        false => Ok(count.into()),
    }
}
