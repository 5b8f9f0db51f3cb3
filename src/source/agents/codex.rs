//! Codex CLI's rollouts: JSON Lines with running totals.
//!
//! Owns: which rows are responses, what makes a row of a fork a copy. Refuses to know: the
//! fields of a line (`codex_record`), other files (`codex_lineage`).
//!
//! A `token_count` row tells the totals so far and the last response. It is written again when
//! only the limits changed, and then its totals are those of the row before. A fork begins with
//! the rows of its parent under new times. So a row is known by the first ancestor's id and a
//! hash over all rows up to it: copies in forks and archives coincide with the original, and
//! with each other when the original is gone, whatever the order in which files are read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{EventId, Labels, Rejection, Telemetry, UsageEvent};
use crate::source::identity::Content;
use crate::source::log::{Places, Root, unpacked_name};
use crate::source::reading::{Limit, LineParser, LineReading, Reading};
use crate::source::scan::Broken;
use crate::source::{Given, Sink, Source, events, time};

use super::codex_lineage::first_ancestor;
use super::codex_record::{Info, Payload, Record, Vector, Window};
use super::{Agent, Tokens, agent, checked, draft, first_objects, has_all, lay_over, of_cwd, why_broken};

pub(crate) const SOURCE: Source = Source {
    id: "codex",
    about: "Codex CLI rollouts (sessions, archived sessions) and what codex exec --json prints",
    namespace: events::NAMESPACE,
    sniff,
    reading: Reading::Lines(LineReading {
        // `token_count` and `token_usage_record`; what a session is, its first lines say.
        marks: &["\"token_", "\"turn_context\"", "\"turn.completed\""],
        open: |given, state| {
            let session = state.and_then(|state| serde_json::from_str(state).ok()).unwrap_or_default();
            Box::new(Parser { given, session, labels: None, limits: Vec::new() })
        },
    }),
    // Rollouts that lie idle are compressed.
    agent: Some(Agent { roots, holds: |path| unpacked_name(path).ends_with(".jsonl"), deletes_after_days: None }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    let default = [places.home.join(".codex")];
    let below = |folder| places.roots("CODEX_HOME", folder, &default);
    [below("sessions"), below("archived_sessions")].concat()
}

fn sniff(head: &[u8]) -> u8 {
    let rollout = ["session_meta", "turn_context", "event_msg", "response_item", "token_usage_record"];
    let exec = ["thread.started", "turn.started", "turn.completed"];
    let is_record = |record: &serde_json::Value| {
        let kind = record["type"].as_str().unwrap_or_default();
        (rollout.contains(&kind) && record["payload"].is_object()) || exec.contains(&kind)
    };
    let by_bytes = || has_all(head, &["\"session_meta\"", "\"payload\"", "\"cli_version\""]);
    if first_objects(head).iter().take(8).any(is_record) || by_bytes() { 96 } else { 0 }
}

/// The model of rows before any model was named.
const FALLBACK: &str = "gpt-5";
/// Responses that may still be told a second time, by another kind of row.
const UNPAIRED: usize = 8;

/// What the rows so far said.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    /// The session's own id, from the first `session_meta`.
    pub(super) id: String,
    /// The id of the first ancestor known: rows are counted from its beginning.
    pub(super) first: String,
    /// That ancestor is only known by name, so it may be a fork itself.
    pub(super) follows_unknown: bool,
    cwd: String,
    branch: String,
    version: String,
    provider: String,
    model: String,
    subagent: bool,
    /// The hash over the rows so far; nothing before the first.
    chain: Option<[u8; 16]>,
    totals: Option<Vector>,
    /// The last time a row had one.
    at: Option<i64>,
    /// How often the counters of a thread began anew (`codex exec`).
    restarts: u32,
    /// Responses met as `token_count` and not yet as `token_usage_record`, and the reverse.
    counted: Vec<Vector>,
    recorded: Vec<Vector>,
}

struct Parser<'a> {
    given: &'a Given,
    session: Session,
    /// The labels of its events, until something is said that may change them.
    labels: Option<Labels>,
    limits: Vec<Limit>,
}

impl LineParser for Parser<'_> {
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        match self.record(line) {
            Ok(None) => {}
            Ok(Some(event)) => {
                sink(checked(event, self.given).map_err(|reason| Rejection { line: place, reason }));
            }
            Err(reason) => sink(Err(Rejection { line: place, reason })),
        }
    }

    fn state(&self) -> Option<String> {
        serde_json::to_string(&self.session).ok()
    }

    fn limits(&self) -> Vec<Limit> {
        self.limits.clone()
    }
}

impl Parser<'_> {
    fn record(&mut self, line: &[u8]) -> Result<Option<UsageEvent>, String> {
        let record = Record::read(line).map_err(|Broken| why_broken(line))?;
        if let Some(at) = record.timestamp().and_then(|text| time::parse(&text).ok()) {
            self.session.at = Some(at.timestamp_micros());
        }
        let payload = &record.payload;
        match (record.kind.get(), payload.kind.get()) {
            ("session_meta", _) => {
                self.labels = None;
                self.session.begins(payload);
            }
            ("turn_context", _) => {
                self.labels = None;
                self.session.turns_to(payload);
            }
            ("thread.started", _) => {
                self.labels = None;
                if self.session.id != record.thread_id.get() {
                    (self.session.totals, self.session.restarts) = (None, 0);
                }
                self.session.id = record.thread_id.get().to_owned();
                self.session.first.clone_from(&self.session.id);
            }
            ("event_msg", "token_count") => {
                self.limits_of(payload);
                return self.token_count(payload);
            }
            ("event_msg", "turn.completed") if self.session.totals.is_none() => {
                return self.turn(Vector::read(payload.usage)?);
            }
            ("turn.completed", _) => return self.thread(Vector::read(record.usage)?),
            ("token_usage_record", _) | ("event_msg", "token_usage_record") => {
                let response = payload.response_id.some().or(record.response_id.some());
                let usage =
                    Vector::read(payload.usage)?.map_or_else(|| Vector::read(record.usage), |usage| Ok(Some(usage)))?;
                return self.usage_record(usage, response);
            }
            _ => {}
        }
        Ok(None)
    }

    fn token_count(&mut self, payload: &Payload<'_>) -> Result<Option<UsageEvent>, String> {
        let Some(info) = Info::read(payload.info)? else { return Ok(None) };
        if let Some(model) = info.model.some() {
            self.session.model = model.to_owned();
        }
        if info.total.is_some() && info.total == self.session.totals {
            return Ok(None);
        }
        let value = match (info.last, info.total) {
            (Some(last), _) => last,
            (None, Some(total)) => total.since(&self.session.totals.unwrap_or_default()),
            (None, None) => return Ok(None),
        };
        self.session.totals = info.total.or(self.session.totals);
        if value.is_nothing() {
            return Ok(None);
        }
        let id = self.row(info.last, info.total);
        if told_before(&mut self.session.recorded, &mut self.session.counted, value) {
            return Ok(None);
        }
        self.event(EventId::Content(id), value).map(Some)
    }

    /// A response told with its id; the same one is told as a `token_count` too.
    fn usage_record(&mut self, usage: Option<Vector>, response: Option<&str>) -> Result<Option<UsageEvent>, String> {
        let Some(value) = usage.filter(|value| !value.is_nothing()) else { return Ok(None) };
        if told_before(&mut self.session.counted, &mut self.session.recorded, value) {
            return Ok(None);
        }
        let Some(response) = response.filter(|id| !events::is_placeholder(id)) else {
            let id = self.row(Some(value), None);
            return self.event(EventId::Content(id), value).map(Some);
        };
        self.event(EventId::Given(response.to_owned()), value).map(Some)
    }

    /// A turn told as a whole by an old version.
    fn turn(&mut self, usage: Option<Vector>) -> Result<Option<UsageEvent>, String> {
        let Some(value) = usage.filter(|value| !value.is_nothing()) else { return Ok(None) };
        let id = self.row(Some(value), None);
        self.event(EventId::Content(id), value).map(Some)
    }

    /// The end of a turn of `codex exec`: what its thread used so far, which the rollout tells response by
    /// response. Counters that began anew are another sum.
    fn thread(&mut self, usage: Option<Vector>) -> Result<Option<UsageEvent>, String> {
        let Some(value) = usage.filter(|value| !value.is_nothing()) else { return Ok(None) };
        let before = self.session.totals.replace(value);
        self.session.restarts += u32::from(before.is_some_and(|before| value.since(&before) == value));
        let thread = self.session.id.clone();
        let id = match (thread.as_str(), self.session.restarts) {
            ("", _) => EventId::Content(self.row(Some(value), None)),
            (thread, 0) => EventId::Given(format!("{thread}#sum")),
            (thread, restarts) => EventId::Given(format!("{thread}#sum-{restarts}")),
        };
        let mut event = self.event(id, value)?;
        event.context.aggregate = true;
        if !thread.is_empty() {
            event.labels.tag(Labels::RESULT.0, Labels::RESULT.1);
            event.telemetry = Telemetry::of_sum(&event.labels);
        }
        Ok(Some(event))
    }

    /// The identity of the next row; before the first one the ancestors have to be known.
    fn row(&mut self, last: Option<Vector>, total: Option<Vector>) -> [u8; 16] {
        if std::mem::take(&mut self.session.follows_unknown) {
            self.session.first = first_ancestor(&self.given.log, &self.session.first);
        }
        self.session.row(last, total)
    }

    fn event(&mut self, id: EventId, value: Vector) -> Result<UsageEvent, String> {
        let session = &self.session;
        let at = session.at.and_then(DateTime::<Utc>::from_timestamp_micros).or(self.given.at);
        let at = at.ok_or("it has no time in it")?;
        let mut tokens = Tokens {
            input: Some(value.input),
            cache_read: Some(value.cached),
            cache_write: Some(value.written).filter(|written| *written > 0),
            output: Some(value.output),
            reasoning: Some(value.reasoning),
            ..Tokens::default()
        };
        let mut notes: Vec<String> = tokens.raise().into_iter().collect();
        let named = Some(session.model.as_str()).filter(|model| !model.is_empty()).or(self.given.model.as_deref());
        if named.is_none() {
            notes.push(format!("the log names no model, {FALLBACK} was assumed"));
        }
        let mut event = draft(&SOURCE, id, at, named.unwrap_or(FALLBACK));
        event.usage = tokens.within()?;
        event.provider = Some(session.provider.clone()).filter(|provider| KNOWN.contains(&provider.as_str()));
        event.labels = self.labels.get_or_insert_with(|| session.labels(self.given)).clone();
        if !notes.is_empty() {
            event.metadata = Some(serde_json::json!({ "note": notes.join("; ") }).to_string());
        }
        Ok(event)
    }

    fn limits_of(&mut self, payload: &Payload<'_>) {
        let Some(seen) = self.session.at.and_then(DateTime::<Utc>::from_timestamp_micros) else { return };
        let windows = Window::both(payload.rate_limits).into_iter().flatten();
        for limit in windows.filter_map(|window| limit(&window, seen)) {
            self.limits.retain(|known| known.minutes != limit.minutes || known.resets != limit.resets);
            self.limits.push(limit);
        }
    }
}

/// Providers that a Codex configuration names as the price book does; a proxy's own name says
/// nothing about prices.
const KNOWN: [&str; 3] = ["openai", "azure", "openrouter"];

/// Whether a response was told by the other kind of row; remembered if it was not.
fn told_before(there: &mut Vec<Vector>, here: &mut Vec<Vector>, value: Vector) -> bool {
    if let Some(at) = there.iter().position(|told| Vector { total: 0, ..*told } == Vector { total: 0, ..value }) {
        there.remove(at);
        return true;
    }
    if here.len() == UNPAIRED {
        here.remove(0);
    }
    here.push(value);
    false
}

fn limit(window: &Window, seen: DateTime<Utc>) -> Option<Limit> {
    Some(Limit {
        minutes: u32::try_from(window.minutes?).ok()?,
        resets: DateTime::from_timestamp(i64::try_from(window.resets?).ok()?, 0)?,
        used_permille: window.used?,
        seen,
    })
}

impl Session {
    /// The file's own identity comes first; those that follow before any row are its ancestors'.
    pub(super) fn begins(&mut self, payload: &Payload<'_>) {
        let spawned = payload.spawned_from();
        let parent = payload.forked_from_id.some().or(spawned.as_deref().filter(|id| !id.is_empty()));
        let first = parent.or(payload.id.some()).unwrap_or_default();
        if self.chain.is_none() {
            self.follows_unknown = payload.forked_from_id.some().is_some();
        }
        if self.id.is_empty() {
            self.id = payload.id.get().to_owned();
            self.first = first.to_owned();
            self.cwd = payload.cwd.get().to_owned();
            self.branch = payload.branch();
            self.version = payload.cli_version.get().to_owned();
            self.provider = payload.model_provider.get().to_owned();
            self.subagent = spawned.is_some();
            self.model = payload.model.get().to_owned();
        } else if self.chain.is_none() && payload.id.get() != self.id {
            self.first = first.to_owned();
        }
    }

    fn turns_to(&mut self, payload: &Payload<'_>) {
        if let Some(model) = payload.model.some() {
            self.model = model.to_owned();
        }
        if self.cwd.is_empty() {
            self.cwd = payload.cwd.get().to_owned();
        }
    }

    /// The identity of the next row.
    fn row(&mut self, last: Option<Vector>, total: Option<Vector>) -> [u8; 16] {
        // A chain, twelve numbers and a session's id.
        let mut content = Content::with_capacity(640);
        content.text("first", &self.first);
        if self.first.is_empty() {
            // Nothing else tells two sessions apart, and no fork refers to them.
            content.number("at", self.at.unwrap_or(0));
        }
        if let Some(chain) = &self.chain {
            content.bytes(chain);
        }
        for (name, vector) in [("last", last), ("total", total)] {
            for number in vector.iter().flat_map(Vector::numbers) {
                content.number(name, number.cast_signed());
            }
        }
        let hash = content.hash();
        self.chain = Some(hash);
        hash
    }

    fn labels(&self, given: &Given) -> Labels {
        let mut labels = Labels {
            project: of_cwd(&self.cwd),
            session: if self.id.is_empty() { session_of(given.log.stem()).to_owned() } else { self.id.clone() },
            branch: self.branch.clone(),
            agent: agent(SOURCE.id, Some(&self.version)),
            ..Labels::default()
        };
        if self.subagent {
            labels.tag(Labels::BESIDE, "true");
        }
        lay_over(&mut labels, given);
        labels
    }
}

/// The session's id in `rollout-2026-07-11T12-00-00-<id>`; the whole name if it is another.
fn session_of(stem: &str) -> &str {
    match stem.strip_prefix("rollout-").and_then(|rest| rest.get(20..)) {
        Some(id) if !id.is_empty() => id,
        _ => stem,
    }
}
