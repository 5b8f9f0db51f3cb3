//! Response bodies as events: identity, instant, model, labels.
//!
//! Owns: what a body's event takes from the body, from a few native keys beside it, and from
//! flags. Refuses to know: the shapes of bodies, how records are framed.

use serde_json::{Map, Value};

use crate::domain::{EventId, Labels, UsageEvent};

use super::body::{BodyUsage, PartKind};
use super::identity::Content;
use super::native::{one_tag, tags_of};
use super::wire::{at, counts_fit, safe, shown, text};
use super::{Given, time};

/// All responses share one namespace: a body and the stream it came in are the same event.
pub(crate) const NAMESPACE: &str = "api";

/// The longest id or model, in bytes.
const LONGEST_NAME: usize = 512;

/// The events of one response: the request, then each pass billed beside it.
///
/// # Errors
/// What is missing, or not acceptable.
pub(crate) fn events(body: &Value, found: BodyUsage, given: &Given) -> Result<Vec<UsageEvent>, String> {
    let own = text(body, &["timestamp"]).map(time::parse).transpose()?;
    let at = found.at.or(own).or(given.at).ok_or("it has no time in it")?;
    let (labels, mut metadata) = (labels(body, given), Map::new());
    if let Some(note) = &found.note {
        metadata.insert("note".into(), note.as_str().into());
    }
    let metadata = if metadata.is_empty() { None } else { Some(Value::Object(metadata).to_string()) };
    let named = found
        .provider
        .map(str::to_owned)
        .or_else(|| text(body, &["provider"]).filter(|name| !name.contains(' ')).map(str::to_lowercase));
    let provider = given.provider.clone().or(named);
    let response = found.id.as_deref().filter(|id| !is_placeholder(id));
    let hash = if response.is_none() { Some(content_of(body)) } else { None };
    let mut suffixes = Suffixes::default();
    let mut events = Vec::with_capacity(found.parts.len());
    for (index, part) in found.parts.into_iter().enumerate() {
        if part.usage.present().is_empty() {
            return Err("its usage has no counter in it".into());
        }
        counts_fit(&part.usage)?;
        let suffix = suffixes.next(part.kind);
        let model = part.model.or_else(|| found.model.clone()).or_else(|| given.model.clone());
        let model = model.ok_or("it names no model (say which with --model)")?;
        let id = identity(response, hash.as_ref(), &suffix);
        within(&model, "model")?;
        if let EventId::Given(id) = &id {
            within(id, "id")?;
        }
        events.push(UsageEvent {
            source: found.shape,
            namespace: NAMESPACE,
            id,
            at: chrono::SubsecRound::trunc_subsecs(at, 6),
            provider: provider.clone(),
            model,
            context: part.context,
            usage: part.usage,
            labels: labels.clone(),
            // The response's own figure covers all its passes; it stands once.
            reported: found.reported.filter(|_| index == 0),
            estimated: found.estimated,
            latency_ms: found.latency_ms.filter(|_| index == 0),
            metadata: metadata.clone(),
            telemetry: None,
        });
    }
    Ok(events)
}

/// What is added to a response's id for each pass billed beside it: `#advisor-1`.
#[derive(Default)]
pub(crate) struct Suffixes([u32; 2]);

impl Suffixes {
    /// The suffix of the next pass; empty for the request itself.
    pub(crate) fn next(&mut self, kind: PartKind) -> String {
        if kind == PartKind::Request {
            return String::new();
        }
        let number = &mut self.0[usize::from(kind == PartKind::Advisor)];
        *number += 1;
        format!("#{}-{number}", kind.as_str())
    }
}

/// Recordings replace ids by `resp_0200…0`, and then several responses share one: a run of
/// sixteen equal characters is no id, and the content tells the responses apart.
pub(crate) fn is_placeholder(id: &str) -> bool {
    id.as_bytes().windows(16).any(|run| run.iter().all(|b| *b == run[0]))
}

fn within(name: &str, what: &str) -> Result<(), String> {
    if name.len() <= LONGEST_NAME {
        return Ok(());
    }
    Err(format!("{what} \"{}\" is longer than {LONGEST_NAME} bytes", safe(name)))
}

fn content_of(body: &Value) -> Content {
    let mut content = Content::default();
    content.json("body", body);
    content
}

fn identity(id: Option<&str>, content: Option<&Content>, suffix: &str) -> EventId {
    match (id, content) {
        (Some(id), _) => EventId::Given(format!("{id}{suffix}")),
        (None, Some(content)) => EventId::Content(content.hash_with(suffix)),
        (None, None) => EventId::Content(Content::default().hash_with(suffix)),
    }
}

/// Labels a gateway may have laid beside the body's own fields.
fn labels(body: &Value, given: &Given) -> Labels {
    let of = |keys: [&str; 2]| keys.iter().find_map(|key| text(body, &[key])).unwrap_or_default().to_owned();
    let mut labels = Labels {
        organization: of(["organization_id", "organization"]),
        project: of(["project_id", "project"]),
        user: of(["user_id", "user"]),
        session: of(["session_id", "session"]),
        ..Labels::default()
    };
    let mut tags = Vec::new();
    match at(body, &["tags"]) {
        Ok(Some(Value::String(list))) => tags_of(list, &mut tags),
        Ok(Some(Value::Array(list))) => tags.extend(list.iter().filter_map(Value::as_str).map(one_tag)),
        Ok(Some(Value::Object(map))) => tags.extend(
            map.iter().map(|(key, value)| (key.clone(), value.as_str().map_or_else(|| shown(value), str::to_owned))),
        ),
        _ => {}
    }
    tags.into_iter().for_each(|(key, value)| labels.tag(key, value));
    labels.overlay(&given.labels);
    labels
}
