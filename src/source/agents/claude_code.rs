//! Claude Code's session logs: JSON Lines below `projects/`.
//!
//! Owns: which lines are one response, and its labels. Refuses to know: the fields of a line
//! (`claude_line`), how passes of a request are told apart (`providers::anthropic`).
//!
//! A response is written once for every block of its content, each time with the counters so
//! far, and again into the logs of sessions that were resumed or forked from this one. It is
//! the same response by the id the API gave it, so it shares the namespace of response bodies.
//! Lines that follow each other are joined here; the ledger joins the rest.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::text::are_same;
use crate::domain::{EventId, Labels, PriceContext, Rejection, UsageClass, UsageCounts, UsageEvent};
use crate::source::events::{self, is_placeholder};
use crate::source::log::{Places, Root};
use crate::source::providers::anthropic;
use crate::source::reading::{LineParser, LineReading, Reading};
use crate::source::scan::{Broken, Raw};
use crate::source::{Given, Sink, Source, time, wire};

use super::claude_line::{Line, Usage};
use super::{
    Agent, UNKNOWN_MODEL, agent, checked, content_id, draft, first_objects, has_all, lay_over, not_json, of_cwd,
    of_slug, why_broken,
};

pub(crate) const SOURCE: Source = Source {
    id: "claude-code",
    about: "Claude Code session logs (projects, subagents, sidechains)",
    namespace: events::NAMESPACE,
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"usage\""],
        open: |given, _| Box::new(Parser { given, labeller: Labeller::new(given), held: None }),
    }),
    agent: Some(Agent { roots, holds: |path| path.ends_with(".jsonl"), deletes_after_days: Some(30) }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    let default = [places.config.join("claude"), places.home.join(".claude")];
    let mut roots = places.roots("CLAUDE_CONFIG_DIR", "projects", &default);
    let desktop = places.application("Claude").into_iter();
    roots.extend(desktop.map(|folder| Root::new(folder.join("local-agent-mode-sessions"), "Claude Desktop")));
    roots
}

fn sniff(head: &[u8]) -> u8 {
    if !has_all(head, &["\"message\""]) && !has_all(head, &["\"leafUuid\""]) {
        return 0;
    }
    let is_line = |record: &Value| {
        let has = |key| record.get(key).is_some();
        (has("sessionId") && (has("parentUuid") || has("isSidechain")))
            || (record["type"] == "summary" && has("leafUuid"))
            || (record["type"] == "file-history-snapshot" && has("messageId"))
            || (has("timestamp") && record["message"]["usage"].get("input_tokens").is_some())
    };
    if first_objects(head).iter().take(8).any(is_line) { 96 } else { 0 }
}

/// Lines written before a response ended carry a placeholder of a few tokens for its output;
/// some versions write every line like that, with the true count.
const PLACEHOLDER: u64 = 10;

struct Parser<'a> {
    given: &'a Given,
    labeller: Labeller<'a>,
    /// The response that following lines may repeat, with the place it began at.
    held: Option<(UsageEvent, u64)>,
}

impl LineParser for Parser<'_> {
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        let parsed = match Line::read(line) {
            Ok(parsed) => parsed,
            Err(Broken) => return sink(Err(Rejection { line: place, reason: why_broken(line) })),
        };
        let Some(usage) = parsed.usage() else { return };
        if let Err(reason) = self.response(place, line, &parsed, usage, sink) {
            self.labeller.last = None;
            sink(Err(Rejection { line: place, reason }));
        }
    }

    fn finish(&mut self, sink: &mut Sink<'_>) {
        if let Some((event, place)) = self.held.take() {
            sink(checked(event, self.given).map_err(|reason| Rejection { line: place, reason }));
        }
    }
}

impl Parser<'_> {
    fn response(
        &mut self,
        place: u64,
        bytes: &[u8],
        line: &Line<'_>,
        usage: &Usage<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), String> {
        let at = line.timestamp.some().map(time::parse).transpose()?.or(self.given.at).ok_or("it has no time in it")?;
        let same = self.labeller.note(line);
        let estimated = is_placeholder_of(line, usage);
        if same && self.joins(line, usage, at, estimated)? {
            return Ok(());
        }
        let labels = self.labeller.last.clone().unwrap_or_default();
        let event = UsageEvent { estimated, ..single(line, usage, at, labels, self.given)? };
        if !usage.has_passes_beside() {
            self.hold(event, place, sink);
            return Ok(());
        }
        for event in several(event, bytes)? {
            self.hold(event, place, sink);
        }
        Ok(())
    }

    /// Joins a line, with labels like those of the one before, to the response that is held, if it
    /// is of that: the more complete copy counts, under the first instant.
    fn joins(
        &mut self,
        line: &Line<'_>,
        usage: &Usage<'_>,
        at: DateTime<Utc>,
        estimated: bool,
    ) -> Result<bool, String> {
        let Some((held, _)) = &mut self.held else { return Ok(false) };
        let message = &line.message;
        let same = matches!(&held.id, EventId::Given(id) if Some(id.as_str()) == message.id.some());
        if !same || message.model.get() != held.model || usage.has_passes_beside() {
            return Ok(false);
        }
        let counts = counts(usage)?;
        let new = (!estimated, output(&counts), counts.total_tokens());
        let context = || context(usage);
        let reported = line.cost().and_then(|text| text.parse().ok());
        if new == rank(held) && (counts != held.usage || reported != held.reported || context() != held.context) {
            // Which of the two counts is for the ledger to say.
            return Ok(false);
        }
        if new > rank(held) {
            (held.usage, held.estimated, held.context, held.reported) = (counts, estimated, context(), reported);
        }
        held.at = held.at.min(at);
        Ok(true)
    }

    /// Hands on the event that is held, and holds this one.
    fn hold(&mut self, event: UsageEvent, place: u64, sink: &mut Sink<'_>) {
        self.finish(sink);
        self.held = Some((event, place));
    }
}

fn context(usage: &Usage<'_>) -> PriceContext {
    let (tier, speed, geo) = (usage.tier.text(), usage.speed.text(), usage.geo.text());
    anthropic::context_of(tier.some(), speed.some(), geo.some())
}

fn output(counts: &UsageCounts) -> u64 {
    counts.get(UsageClass::Output)
}

/// How complete a copy is, as the ledger sees it first.
fn rank(event: &UsageEvent) -> (bool, u64, u64) {
    (!event.estimated, output(&event.usage), event.usage.total_tokens())
}

fn is_placeholder_of(line: &Line<'_>, usage: &Usage<'_>) -> bool {
    let later = || {
        let version = line.version.text();
        version.get().split('.').next().is_some_and(|major| major != "1" && !major.is_empty())
    };
    line.message.unfinished && (later() || usage.output.count().is_ok_and(|output| output.get() < PLACEHOLDER))
}

/// The one event of a line without passes beside it.
fn single(
    line: &Line<'_>,
    usage: &Usage<'_>,
    at: DateTime<Utc>,
    labels: Labels,
    given: &Given,
) -> Result<UsageEvent, String> {
    let message = &line.message;
    let model = message.model.some().or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let response = message.id.some().filter(|id| !is_placeholder(id) && id.len() <= 256);
    let uuid = line.uuid.text();
    let id = match response.or(uuid.some()) {
        Some(id) => EventId::Given(id.to_owned()),
        None => content(line, model, usage),
    };
    let mut event = draft(&SOURCE, id, at, model);
    event.provider = anthropic::provider_of(message.id.some(), Some(model)).map(str::to_owned);
    event.labels = labels;
    event.usage = counts(usage)?;
    event.context = context(usage);
    event.reported = line.cost().and_then(|text| text.parse().ok());
    Ok(event)
}

/// The events of a line with passes that are billed beside its counters.
fn several(whole: UsageEvent, bytes: &[u8]) -> Result<Vec<UsageEvent>, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| not_json(&error))?;
    let parts = anthropic::parts(&value["message"]["usage"])?;
    let mut suffixes = events::Suffixes::default();
    let each = parts.into_iter().enumerate().map(|(index, part)| {
        let suffix = suffixes.next(part.kind);
        let id = match &whole.id {
            EventId::Given(id) => EventId::Given(format!("{id}{suffix}")),
            EventId::Content(hash) => content_id(&[("line", &format!("{hash:?}")), ("pass", &suffix)]),
        };
        UsageEvent {
            id,
            model: part.model.unwrap_or_else(|| whole.model.clone()),
            usage: part.usage,
            reported: whole.reported.filter(|_| index == 0),
            ..whole.clone()
        }
    });
    Ok(each.collect())
}

/// Lines without any id are known by what they say.
fn content(line: &Line<'_>, model: &str, usage: &Usage<'_>) -> EventId {
    let counters = [usage.input, usage.written, usage.read, usage.output];
    let counters = counters.map(|raw| raw.count().unwrap_or_default().get().to_string()).join(" ");
    content_id(&[
        ("timestamp", line.timestamp.get()),
        ("session", line.session_id.text().get()),
        ("model", model),
        ("usage", &counters),
    ])
}

fn counts(usage: &Usage<'_>) -> Result<UsageCounts, String> {
    let count = |name: &str, raw: Raw<'_>| raw.count().map(|count| count.0).map_err(|why| format!("{name}: {why}"));
    let m5 = count("ephemeral_5m_input_tokens", usage.written_5m)?;
    let h1 = count("ephemeral_1h_input_tokens", usage.written_1h)?;
    let split = Some(wire::sum(&[m5, h1])?).filter(|_| m5.is_some() || h1.is_some());
    // A split that adds up to less than the whole leaves the rest to the short lifetime.
    let written = count("cache_creation_input_tokens", usage.written)?.max(split);
    let read = count("cache_read_input_tokens", usage.read)?;
    let fresh = count("input_tokens", usage.input)?;
    let searches = count("web_search_requests", usage.searches)?.filter(|searches| *searches > 0);
    let mut counts = UsageCounts::default();
    counts.set(UsageClass::Input, wire::sum(&[fresh, read, written])?);
    wire::set(&mut counts, UsageClass::Output, count("output_tokens", usage.output)?);
    wire::set(&mut counts, UsageClass::CacheRead, read);
    wire::set(&mut counts, UsageClass::CacheWrite, written);
    wire::set(&mut counts, UsageClass::CacheWrite5m, m5);
    wire::set(&mut counts, UsageClass::CacheWrite1h, h1);
    wire::set(&mut counts, UsageClass::OutputReasoning, count("thinking_tokens", usage.thinking)?);
    wire::set(&mut counts, UsageClass::WebSearches, searches);
    Ok(counts)
}

/// Gives lines their labels. Lines that follow each other mostly have the same.
struct Labeller<'a> {
    given: &'a Given,
    /// The name of the folder that stands for the project.
    slug: String,
    /// The fields the last labels were made of.
    fields: [Vec<u8>; 4],
    beside: bool,
    last: Option<Labels>,
}

impl<'a> Labeller<'a> {
    fn new(given: &'a Given) -> Self {
        Labeller { given, slug: slug(given), fields: Default::default(), beside: false, last: None }
    }

    /// Makes the labels of a line; true when they are those of the line before.
    fn note(&mut self, line: &Line<'_>) -> bool {
        let fields = [line.session_id.0, line.cwd.0, line.branch.0, line.version.0];
        let same = || self.fields.iter().zip(fields).all(|(last, field)| are_same(last, field));
        if self.last.is_some() && self.beside == line.beside && same() {
            return true;
        }
        let mut labels = self.labels(line);
        lay_over(&mut labels, self.given);
        self.fields = fields.map(<[u8]>::to_vec);
        self.beside = line.beside;
        self.last = Some(labels);
        false
    }

    fn labels(&self, line: &Line<'_>) -> Labels {
        let (session, cwd, branch) = (line.session_id.text(), line.cwd.text(), line.branch.text());
        let project = match cwd.some() {
            Some(cwd) if self.slug.is_empty() => of_cwd(cwd),
            Some(cwd) => of_slug(&self.slug, cwd),
            None => self.slug.clone(),
        };
        let mut labels = Labels {
            project,
            session: session.some().unwrap_or_else(|| self.given.log.stem()).to_owned(),
            branch: branch.some().filter(|branch| *branch != "HEAD").unwrap_or_default().to_owned(),
            agent: agent(SOURCE.id, line.version.text().some()),
            ..Labels::default()
        };
        if line.beside {
            labels.tag(Labels::BESIDE, "true");
        }
        labels
    }
}

/// The name of the folder that stands for the project: the one below `projects`.
fn slug(given: &Given) -> String {
    let folders = given.log.path.parent().into_iter().flat_map(|folder| folder.iter());
    let names: Vec<&str> = folders.filter_map(|name| name.to_str()).collect();
    let below = names.iter().rposition(|name| *name == "projects").and_then(|at| names.get(at + 1));
    below.copied().unwrap_or_default().to_owned()
}
