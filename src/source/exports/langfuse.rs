//! Langfuse: traces with their observations (JSON), exports of observations (CSV, JSONL, JSON).
//!
//! Owns: which observations are calls. A span, an agent or an outer generation repeats what the
//! calls below it used, so usage counts only where nothing below has any; a generation whose tool
//! asked a model is a call beside that one. Refuses to know: inputs, outputs, names, scores.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use serde_json::Value;

use crate::domain::{EventId, Result, UsageEvent, Usd};
use crate::source::agents::{draft, has_all, send};
use crate::source::native::one_tag;
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::langfuse_usage::used;
use super::{begins_like_json, first_of, has_columns, is_json, nested, objects, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "langfuse",
    about: "Langfuse traces (JSON) and exports of observations (CSV, JSONL)",
    namespace: "langfuse",
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

const NEEDED: [&str; 3] = ["id", "traceId", "startTime"];

fn sniff(head: &[u8]) -> u8 {
    let marks: [&[&str]; 4] = [
        &["\"traceId\":", "\"parentObservationId\":"],
        &["\"traceId\":", "\"usageDetails\":"],
        &["\"traceId\":", "\"startTime\":", "\"promptTokens\":"],
        &["\"projectId\":", "\"bookmarked\":"],
    ];
    let json = begins_like_json(head) && marks.iter().any(|marks| has_all(head, marks));
    let rows = has_columns(head, &NEEDED)
        && ["usageDetails", "totalUsage", "totalTokens"].iter().any(|column| has_columns(head, &[column]));
    if json || rows { 97 } else { 0 }
}

type Made = std::result::Result<Option<UsageEvent>, String>;

/// An observation, as far as it is needed to tell calls from what repeats them.
struct Observation {
    place: u64,
    id: String,
    parent: String,
    tool: bool,
    generation: bool,
    /// The event of its usage, if it has any.
    made: Made,
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut found = Vec::new();
    if is_json(input)? {
        objects(input, sink, &mut |place, record, _| document(place, record, given, &mut found))?;
    } else {
        table(input, &NEEDED, given, sink, &mut |row| {
            found.push(observation(row.place, &row.cells, &Value::Null, given));
            Ok(Vec::new())
        })?;
    }
    let repeating = repeating(&found);
    let calls = (0..).zip(found).filter(|(index, _)| !repeating.contains(index)).map(|(_, one)| one);
    calls.for_each(|one| send(one.made.map(|event| event.into_iter().collect()), one.place, given, sink));
    Ok(())
}

/// The observations of a trace, of a page of observations, or one of them.
fn document(place: u64, record: &Value, given: &Given, found: &mut Vec<Observation>) {
    let trace = record.get("trace").unwrap_or(record);
    let lists = [record.get("observations"), trace.get("observations"), record.get("data")];
    match lists.into_iter().flatten().find_map(Value::as_array) {
        Some(list) => list.iter().for_each(|one| match one.get("observations") {
            Some(_) => document(place, one, given, found),
            None => found.push(observation(place, one, trace, given)),
        }),
        // A trace alone says nothing of what was used.
        None if record.get("traceId").is_none() && record.get("bookmarked").is_some() => {}
        None => found.push(observation(place, record, &Value::Null, given)),
    }
}

fn observation(place: u64, one: &Value, trace: &Value, given: &Given) -> Observation {
    let kind = said(one, "type");
    Observation {
        place,
        id: said(one, "id").to_owned(),
        parent: said(one, "parentObservationId").to_owned(),
        tool: kind == "TOOL",
        generation: matches!(kind, "GENERATION" | "EMBEDDING"),
        made: event(one, trace, given),
    }
}

/// Those whose usage is that of others below them.
fn repeating(found: &[Observation]) -> HashSet<usize> {
    let by_id: HashMap<&str, usize> = found.iter().enumerate().map(|(index, one)| (one.id.as_str(), index)).collect();
    let has_usage = |one: &Observation| matches!(one.made, Ok(Some(_)));
    let (mut repeating, mut seen) = (HashSet::new(), HashSet::new());
    for below in found.iter().filter(|one| has_usage(one)) {
        let (mut here, mut by_tool) = (below, false);
        while let Some(index) = by_id.get(here.parent.as_str()).copied().filter(|_| !here.parent.is_empty()) {
            if !seen.insert((index, by_tool)) {
                break;
            }
            here = &found[index];
            if has_usage(here) && !(by_tool && here.generation) {
                repeating.insert(index);
            }
            by_tool |= here.tool;
        }
    }
    repeating
}

fn event(one: &Value, trace: &Value, given: &Given) -> Made {
    let model = first_of(&["model", "providedModelName", "internalModel"].map(|key| said(one, key)));
    let used = used(one, model)?;
    if used.is_nothing() {
        return Ok(None);
    }
    let id = said(one, "id");
    if id.is_empty() {
        return Err("it has no id".into());
    }
    let model = first_of(&[model, given.model.as_deref().unwrap_or_default(), "unknown"]);
    let began = time::parse(said(one, "startTime"))?;
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), began, model);
    event.usage = used.counts;
    event.estimated = used.doubtful.is_some();
    event.metadata = used.doubtful.map(|note| serde_json::json!({ "note": note }).to_string());
    event.reported = reported(one)?;
    let ended = said(one, "endTime");
    if !ended.is_empty() {
        event.latency_ms = u64::try_from((time::parse(ended)? - began).num_milliseconds()).ok();
    }
    let labels = &mut event.labels;
    labels.user = first_of(&[said(one, "userId"), said(trace, "userId")]).to_owned();
    labels.session = first_of(&[said(one, "sessionId"), said(trace, "sessionId")]).to_owned();
    for (list, key) in [(trace, "tags"), (one, "traceTags")] {
        let tags = nested(list, key)?;
        for (key, value) in tags.as_array().into_iter().flatten().filter_map(Value::as_str).map(one_tag) {
            labels.tag(key, value);
        }
    }
    let environment = first_of(&[said(one, "environment"), said(trace, "environment")]);
    if !environment.is_empty() && environment != "default" {
        labels.tag("environment", environment);
    }
    Ok(Some(event))
}

/// What Langfuse worked out or was told; nothing is a price it does not know.
fn reported(one: &Value) -> std::result::Result<Option<Usd>, String> {
    let costs = nested(one, "costDetails")?;
    let stated = [
        wire::dollars(one, &["totalCost"]),
        wire::dollars(&costs, &["total"]),
        wire::dollars(one, &["calculatedTotalCost"]),
    ];
    Ok(stated.into_iter().flatten().find(|cost| *cost != Usd::ZERO))
}
