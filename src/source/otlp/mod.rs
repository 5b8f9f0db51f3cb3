//! What agents and programs tell over OpenTelemetry: documents of log records, metrics and spans,
//! in the shape of OTLP's JSON.
//!
//! Owns: walking a document, the labels every kind of record has, who tells of what. Refuses to
//! know: how a document came here; whether others told of the same, which the ledger knows.
//!
//! What tells of calls one by one is taken: events of agents (`calls`), spans of programs
//! (`spans`). Sums are taken where nothing else tells (`sums`). Prompts and answers are not looked at.

mod calls;
mod facts;
mod spans;
mod sums;

use std::io::BufRead;

use serde_json::Value;

use crate::domain::{Labels, Rejection, Result, UsageEvent};

use super::agents::{agent, checked, has_all, lay_over, not_json};
use super::reading::Reading;
use super::{Given, Sink, Source};
use facts::{Facts, list};

/// Ids of what only telemetry names.
const NAMESPACE: &str = "otlp";

pub(crate) const SOURCE: Source = Source {
    id: "otlp",
    about: "OpenTelemetry of agents and programs: logs, metrics and traces in OTLP's JSON",
    namespace: NAMESPACE,
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

fn sniff(head: &[u8]) -> u8 {
    let kinds = [
        ["\"resourceLogs\"", "\"scopeLogs\""],
        ["\"resourceMetrics\"", "\"scopeMetrics\""],
        ["\"resourceSpans\"", "\"scopeSpans\""],
    ];
    if kinds.iter().any(|words| has_all(head, words)) { 97 } else { 0 }
}

/// Reads documents one after another, as collectors write them to a file.
fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    for (place, document) in (1..).zip(serde_json::Deserializer::from_reader(input).into_iter::<Value>()) {
        match document {
            Ok(document) => read_document(&document, place, given, sink),
            Err(error) => {
                sink(Err(Rejection { line: place, reason: not_json(&error) }));
                break;
            }
        }
    }
    Ok(())
}

/// Makes events of what a document tells; refusals are of this place.
pub fn read_document(document: &Value, place: u64, given: &Given, sink: &mut Sink<'_>) {
    let mut take = |made: std::result::Result<UsageEvent, String>| {
        sink(made.and_then(|event| finish(event, given)).map_err(|reason| Rejection { line: place, reason }));
    };
    for resource in list(document, "resourceLogs") {
        each(resource, "scopeLogs", "logRecords", &mut |record, scope| {
            calls::event(record, scope, Facts::new(record, &resource["resource"]), given)
                .into_iter()
                .for_each(&mut take);
        });
    }
    let mut all = Vec::new();
    for resource in list(document, "resourceSpans") {
        each(resource, "scopeSpans", "spans", &mut |span, scope| {
            all.push(spans::Span { span, scope, facts: Facts::new(span, &resource["resource"]) });
        });
    }
    spans::events(&all, given).into_iter().for_each(&mut take);
    for resource in list(document, "resourceMetrics") {
        let mut points = sums::Points::default();
        each(resource, "scopeMetrics", "metrics", &mut |metric, _| {
            points.add(metric, &resource["resource"]).into_iter().for_each(|why| take(Err(why)));
        });
        points.events(given).into_iter().for_each(&mut take);
    }
}

/// Visits what is in all scopes of a resource, with each scope's name.
fn each<'a>(resource: &'a Value, scopes: &str, records: &str, take: &mut dyn FnMut(&'a Value, &'a str)) {
    for scope in list(resource, scopes) {
        let name = scope["scope"]["name"].as_str().unwrap_or_default();
        list(scope, records).iter().for_each(|record| take(record, name));
    }
}

fn finish(mut event: UsageEvent, given: &Given) -> std::result::Result<UsageEvent, String> {
    lay_over(&mut event.labels, given);
    checked(event, given)
}

/// Names of a resource that say whose usage it was, as agents' documentation recommends them.
const TAGS: [(&str, &str); 8] = [
    ("team", "team"),
    ("team.id", "team"),
    ("department", "department"),
    ("cost_center", "cost_center"),
    ("cost.center", "cost_center"),
    ("environment", "environment"),
    ("deployment.environment", "environment"),
    ("deployment.environment.name", "environment"),
];
/// What begins so is meant for the ledger: `cost_ops.project`, `cost_ops.tag.team`.
const OURS: &str = "cost_ops.";

/// The labels of a record; `name` is the agent that made it.
fn labels(facts: Facts<'_>, name: &str, session: &[&str]) -> Labels {
    let text = |names: &[&str]| facts.first_text(names).unwrap_or_default().to_owned();
    let mut labels = Labels {
        project: text(&["cost_ops.project", "project"]),
        user: text(&["cost_ops.user", "user.email", "enduser.id", "user.account_uuid"]),
        organization: text(&["cost_ops.organization"]),
        session: text(session),
        host: text(&["host.name"]),
        agent: agent(name, facts.first_text(&["app.version", "service.version"])),
        ..Labels::default()
    };
    for (name, value) in facts.of_resource() {
        if let Some(tag) = name.strip_prefix(OURS).and_then(|ours| ours.strip_prefix("tag.")) {
            labels.tag(tag, value);
        } else if let Some((_, tag)) = TAGS.iter().find(|(known, _)| *known == name) {
            labels.tag(*tag, value);
        }
    }
    labels
}
