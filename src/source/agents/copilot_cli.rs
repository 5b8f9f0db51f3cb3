//! GitHub Copilot CLI's session events, and the telemetry it can be told to write.
//!
//! Owns: the parts of a session between shutdowns. Refuses to know: credits and premium requests
//! as money.
//!
//! Several files tell of one session, each less than the one before: the store a call
//! (`copilot_store`), telemetry a call, a shutdown the sums so far, an answer no more than its
//! output. A session that the store or the telemetry beside tells of is passed over here. A
//! shutdown counts for what it says more than the one before; outputs since then stand for their
//! part, as a lower bound, until the next shutdown replaces them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{Rejection, UsageClass, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::{LineParser, LineReading, Reading};
use crate::source::{Given, Sink, Source, time, wire};

use super::copilot_call::{self, Repeats};
use super::copilot_metrics::{Metrics, stated};
use super::{Agent, UNKNOWN_MODEL, copilot_beside, draft, first_objects, not_json, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "copilot-cli",
    about: "GitHub Copilot CLI session events (events.jsonl) and telemetry files (otel/*.jsonl)",
    namespace: copilot_call::NAMESPACE,
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &[
            "\"session.start\"",
            "\"session.resume\"",
            "\"session.model_change\"",
            "\"session.auto_mode_resolved\"",
            "\"session.shutdown\"",
            "\"assistant.message\"",
            "\"gen_ai.usage.",
        ],
        open: |given, state| {
            let session = state.and_then(|state| serde_json::from_str(state).ok()).unwrap_or_default();
            Box::new(Parser { given, session, told: None })
        },
    }),
    agent: Some(Agent { roots, holds, deletes_after_days: None }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    let exported = places.listed("COPILOT_OTEL_FILE_EXPORTER_PATH").into_iter();
    let mut roots = home(places);
    roots.extend(exported.map(|path| Root::new(path, "COPILOT_OTEL_FILE_EXPORTER_PATH")));
    roots
}

/// The folder Copilot CLI keeps everything in.
pub(super) fn home(places: &Places<'_>) -> Vec<Root> {
    places.roots("COPILOT_HOME", "", &[places.home.join(".copilot")])
}

fn holds(path: &str) -> bool {
    let in_folder = |folder| path.starts_with(folder) && path.ends_with(".jsonl");
    path.ends_with("/events.jsonl") || in_folder("session-state/") || in_folder("otel/")
}

fn sniff(head: &[u8]) -> u8 {
    let is_event = |line: &Value| {
        let kind = line["type"].as_str().unwrap_or_default();
        let named = ["session.", "assistant.", "user.", "tool.", "hook."].iter().any(|start| kind.starts_with(start));
        named && line["data"].is_object() && line.get("parentId").is_some()
    };
    let is_span = |line: &Value| {
        line["attributes"]["gen_ai.operation.name"].is_string()
            && line["attributes"].is_object()
            && (line["instrumentationScope"]["name"] == "github.copilot" || line["type"] == "span")
    };
    if first_objects(head).iter().take(8).any(|line| is_event(line) || is_span(line)) { 96 } else { 0 }
}

/// Outputs of one model since the last shutdown.
#[derive(Serialize, Deserialize)]
struct Pending {
    model: String,
    output: u64,
    requests: u64,
    at: i64,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Session {
    id: String,
    cwd: String,
    branch: String,
    version: String,
    model: String,
    /// Shutdowns so far, and what the last one said.
    part: u32,
    last: BTreeMap<String, Metrics>,
    pending: Vec<Pending>,
    /// The call the last answer was of, with the output that was counted for it: an answer of
    /// several pieces tells it with each.
    call: (String, u64),
    repeats: Repeats,
    /// Spans met lately: one may be exported again.
    spans: Vec<String>,
}

struct Parser<'a> {
    given: &'a Given,
    session: Session,
    /// Whether a better file tells of the session, once asked.
    told: Option<bool>,
}

impl LineParser for Parser<'_> {
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        let record: Value = match serde_json::from_slice(line) {
            Ok(record) => record,
            Err(error) => return sink(Err(Rejection { line: place, reason: not_json(&error) })),
        };
        let made = if record["attributes"].is_object() { self.span(&record) } else { self.record(&record) };
        send(made, place, self.given, sink);
    }

    fn finish(&mut self, sink: &mut Sink<'_>) {
        if self.session.pending.is_empty() || self.is_told() {
            return;
        }
        let made = self.session.pending.iter().enumerate().map(|(at, pending)| self.outputs(pending, at == 0));
        let made = made.collect::<Result<Vec<_>, _>>();
        send(made, 0, self.given, sink);
    }

    fn state(&self) -> Option<String> {
        serde_json::to_string(&self.session).ok()
    }
}

impl Parser<'_> {
    fn span(&mut self, span: &Value) -> Result<Vec<UsageEvent>, String> {
        let Some(mut call) = copilot_call::of_span(span)? else { return Ok(Vec::new()) };
        let id = wire::text(span, &["spanId"]).unwrap_or_default();
        if !id.is_empty() && self.session.spans.iter().any(|known| known == id) {
            return Ok(Vec::new());
        }
        self.session.spans.push(id.to_owned());
        self.session.spans.drain(..self.session.spans.len().saturating_sub(64));
        if call.session.is_empty() {
            call.session = self.given.log.stem().to_owned();
        }
        Ok(call.event(&SOURCE, &mut self.session.repeats)?.into_iter().collect())
    }

    fn record(&mut self, record: &Value) -> Result<Vec<UsageEvent>, String> {
        let data = &record["data"];
        let session = &mut self.session;
        match record["type"].as_str().unwrap_or_default() {
            "session.start" | "session.resume" => session.begins(data),
            "session.model_change" => session.turns_to(wire::text(data, &["newModel"])),
            "session.auto_mode_resolved" => session.turns_to(wire::text(data, &["chosenModel"])),
            "assistant.message" => session.answer(record, self.given)?,
            "session.shutdown" => return self.shutdown(record),
            _ => {}
        }
        Ok(Vec::new())
    }

    /// What a shutdown says more than the one before; everything, if it says less: then a
    /// resumed session began to count anew.
    fn shutdown(&mut self, record: &Value) -> Result<Vec<UsageEvent>, String> {
        let data = &record["data"];
        let stated = stated(data, &self.session.model)?;
        if stated.is_empty() {
            return Ok(Vec::new());
        }
        let at = instant(record, self.given)?;
        let goes_on =
            |(model, last): (&String, &Metrics)| stated.get(model).is_some_and(|now| now.since(last).is_some());
        let last = std::mem::take(&mut self.session.last);
        let base = if last.iter().all(goes_on) { last } else { BTreeMap::new() };
        let zero = Metrics::default();
        let more = stated.iter().filter_map(|(model, now)| {
            let more = now.since(base.get(model).unwrap_or(&zero))?;
            (!more.is_nothing()).then_some((model.as_str(), more))
        });
        let more: Vec<(&str, Metrics)> = more.collect();
        let told = self.is_told_for(stated.keys());
        let events = match told {
            true => Ok(Vec::new()),
            false => more.iter().map(|(model, metrics)| self.sums(model, metrics, &more, at)).collect(),
        };
        self.session.pending.clear();
        self.session.part += 1;
        self.session.last = stated;
        events
    }

    /// The event of one model's sums. It replaces the outputs that stood for it.
    fn sums(
        &self,
        model: &str,
        metrics: &Metrics,
        all: &[(&str, Metrics)],
        at: DateTime<Utc>,
    ) -> Result<UsageEvent, String> {
        let session = &self.session;
        let first = session.pending.first();
        let lead = all.iter().map(|(model, _)| *model).find(|model| first.is_some_and(|first| first.model == *model));
        let leads = lead.or(all.first().map(|(model, _)| *model)) == Some(model);
        let stood = session.pending.iter().find(|pending| pending.model == model);
        let since = stood.or(first.filter(|_| leads)).and_then(|pending| DateTime::from_timestamp_micros(pending.at));
        let id = copilot_call::part(self.id(), session.part, (!leads).then_some(model));
        let mut event = draft(&SOURCE, id, since.map_or(at, |since| since.min(at)), model);
        let note = metrics.fill(&mut event)?;
        event.metadata = metrics.metadata(note);
        self.label(&mut event);
        Ok(event)
    }

    /// The event of outputs that no shutdown has told of yet.
    fn outputs(&self, pending: &Pending, leads: bool) -> Result<UsageEvent, String> {
        let id = copilot_call::part(self.id(), self.session.part, (!leads).then_some(&pending.model));
        let at = DateTime::from_timestamp_micros(pending.at).ok_or("it has no time in it")?;
        let mut event = draft(&SOURCE, id, at, &pending.model);
        event.usage.set(UsageClass::Output, pending.output);
        event.usage.set(UsageClass::Requests, pending.requests);
        event.context.aggregate = true;
        event.estimated = true;
        self.label(&mut event);
        Ok(event)
    }

    fn label(&self, event: &mut UsageEvent) {
        let version = Some(self.session.version.as_str());
        event.provider = Some(copilot_call::PROVIDER.into());
        event.labels = copilot_call::labels(self.id().to_owned(), version);
        event.labels.project = of_cwd(&self.session.cwd);
        event.labels.branch.clone_from(&self.session.branch);
    }

    fn id(&self) -> &str {
        let log = &self.given.log;
        match self.session.id.as_str() {
            "" if log.stem() == "events" => log.folder(1),
            "" => log.stem(),
            id => id,
        }
    }

    fn is_told(&mut self) -> bool {
        let models: Vec<String> = self.session.pending.iter().map(|pending| pending.model.clone()).collect();
        self.is_told_for(models.iter())
    }

    fn is_told_for<'m>(&mut self, models: impl Iterator<Item = &'m String>) -> bool {
        let told = self.told.unwrap_or_else(|| copilot_beside::tells(&self.given.log, self.id(), models));
        self.told = Some(told);
        told
    }
}

fn instant(record: &Value, given: &Given) -> Result<DateTime<Utc>, String> {
    let stamp = wire::text(record, &["timestamp"]).map(time::parse).transpose()?;
    stamp.or(given.at).ok_or_else(|| "it has no time in it".into())
}

impl Session {
    fn begins(&mut self, data: &Value) {
        let set = |field: &mut String, path: &[&str]| {
            if let Some(text) = wire::text(data, path) {
                text.clone_into(field);
            }
        };
        set(&mut self.id, &["sessionId"]);
        set(&mut self.version, &["copilotVersion"]);
        set(&mut self.cwd, &["context", "cwd"]);
        set(&mut self.branch, &["context", "branch"]);
        self.turns_to(wire::text(data, &["selectedModel"]));
    }

    fn turns_to(&mut self, model: Option<&str>) {
        if let Some(model) = model.filter(|model| *model != "auto") {
            model.clone_into(&mut self.model);
        }
    }

    fn answer(&mut self, record: &Value, given: &Given) -> Result<(), String> {
        let data = &record["data"];
        let output = wire::count(data, &["outputTokens"])?.unwrap_or(0);
        if output == 0 {
            return Ok(());
        }
        let call = wire::text(data, &["apiCallId"]).or_else(|| wire::text(data, &["messageId"])).unwrap_or_default();
        let is_same = !call.is_empty() && self.call.0 == call;
        let counted = if is_same { self.call.1 } else { 0 };
        self.call = (call.to_owned(), output.max(counted));
        let own = Some(self.model.as_str()).filter(|model| !model.is_empty());
        let model = wire::text(data, &["model"]).or(own).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let (output, requests) = (output.saturating_sub(counted), u64::from(!is_same));
        let at = instant(record, given)?.timestamp_micros();
        match self.pending.iter_mut().find(|pending| pending.model == model) {
            Some(pending) => {
                pending.output = wire::sum(&[Some(pending.output), Some(output)])?;
                pending.requests += requests;
            }
            None => self.pending.push(Pending { model: model.to_owned(), output, requests: 1, at }),
        }
        Ok(())
    }
}
