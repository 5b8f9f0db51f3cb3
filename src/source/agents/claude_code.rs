//! Claude Code's session logs: JSON Lines below `projects/`.
//!
//! Owns: which lines are one response, and its labels. Refuses to know: the fields of a line
//! (`claude_line`), how passes of a request are told apart (`providers::anthropic`).
//!
//! A response is written once for every block of its content, each time with the counters so
//! far, and again into the logs of sessions that were resumed or forked from this one. It is
//! the same response by the id the API gave it, so it shares the namespace of response bodies.
//! Lines that follow each other are joined here; the ledger joins the rest.

use serde_json::Value;

use crate::domain::{EventId, Labels, PriceContext, Rejection, UsageClass, UsageCounts, UsageEvent};
use crate::source::events::{self, is_placeholder};
use crate::source::log::{Places, Root};
use crate::source::providers::anthropic;
use crate::source::reading::{LineParser, LineReading, Reading};
use crate::source::{Given, Sink, Source, time, wire};

use super::claude_line::{Line, Message, Stated, Usage};
use super::{Agent, agent, content_id, draft, finished, first_objects, has_all, not_json, of_cwd, of_slug};

pub(crate) const SOURCE: Source = Source {
    id: "claude-code",
    about: "Claude Code session logs (projects, subagents, sidechains)",
    namespace: events::NAMESPACE,
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"usage\""],
        open: |given, _| Box::new(Parser { given, held: None }),
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
    /// The response that following lines may repeat, with the place it began at.
    held: Option<(UsageEvent, u64)>,
}

impl LineParser for Parser<'_> {
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        let parsed: Line<'_> = match serde_json::from_slice(line) {
            Ok(parsed) => parsed,
            Err(error) => return sink(Err(Rejection { line: place, reason: not_json(&error) })),
        };
        let Some((message, usage)) = parsed.response() else { return };
        let made = if usage.has_passes_beside() {
            several(&parsed, message, usage, line, self.given)
        } else {
            single(&parsed, message, usage, self.given).map(|event| vec![event])
        };
        match made {
            Ok(events) => events.into_iter().for_each(|event| self.take(event, place, sink)),
            Err(reason) => sink(Err(Rejection { line: place, reason })),
        }
    }

    fn finish(&mut self, sink: &mut Sink<'_>) {
        if let Some((event, place)) = self.held.take() {
            sink(finished(event, self.given).map_err(|reason| Rejection { line: place, reason }));
        }
    }
}

impl Parser<'_> {
    /// Joins an event to the one before, if it is of the same response and says nothing else
    /// that matters; hands on the one before otherwise.
    fn take(&mut self, event: UsageEvent, place: u64, sink: &mut Sink<'_>) {
        if let Some((held, _)) = &mut self.held
            && held.id == event.id
            && held.labels == event.labels
        {
            let rank = |e: &UsageEvent| (!e.estimated, e.usage.get(UsageClass::Output), e.usage.total_tokens());
            let at = held.at.min(event.at);
            if rank(&event) > rank(held) {
                *held = UsageEvent { at, ..event };
                return;
            }
            if rank(&event) < rank(held) || (UsageEvent { at: held.at, ..event.clone() }) == *held {
                held.at = at;
                return;
            }
        }
        self.finish(sink);
        self.held = Some((event, place));
    }
}

/// The one event of a line without passes beside it.
fn single(line: &Line<'_>, message: &Message<'_>, usage: &Usage<'_>, given: &Given) -> Result<UsageEvent, String> {
    let mut event = blank(line, message, usage, given)?;
    event.usage = counts(usage)?;
    event.context = anthropic::context_of(usage.service_tier.some(), usage.speed.some(), usage.inference_geo.some());
    event.estimated = message.stop_reason == Stated::Null
        && (line.version.get().split('.').next().is_some_and(|major| major != "1" && !major.is_empty())
            || usage.output_tokens.get() < PLACEHOLDER);
    event.reported = line.cost().and_then(|text| text.parse().ok());
    Ok(event)
}

/// The events of a line with passes that are billed beside its counters.
fn several(
    line: &Line<'_>,
    message: &Message<'_>,
    usage: &Usage<'_>,
    bytes: &[u8],
    given: &Given,
) -> Result<Vec<UsageEvent>, String> {
    let whole = single(line, message, usage, given)?;
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

fn blank(line: &Line<'_>, message: &Message<'_>, usage: &Usage<'_>, given: &Given) -> Result<UsageEvent, String> {
    let at = line.timestamp.some().map(time::parse).transpose()?.or(given.at).ok_or("it has no time in it")?;
    let model = message.model.some().or(given.model.as_deref());
    let model = model.ok_or("it names no model (say which with --model)")?;
    let response = message.id.some().filter(|id| !is_placeholder(id) && id.len() <= 256);
    let id = match response.or(line.uuid.some()) {
        Some(id) => EventId::Given(id.to_owned()),
        None => content(line, model, usage),
    };
    let mut event = draft(&SOURCE, id, at, model);
    event.provider = anthropic::provider_of(message.id.some(), Some(model)).map(str::to_owned);
    event.labels = labels(line, given);
    event.context = PriceContext::default();
    Ok(event)
}

/// Lines without any id are known by what they say.
fn content(line: &Line<'_>, model: &str, usage: &Usage<'_>) -> EventId {
    let counters =
        [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens, usage.output_tokens];
    let counters = counters.map(|count| count.get().to_string()).join(" ");
    content_id(&[
        ("timestamp", line.timestamp.get()),
        ("session", line.session_id.get()),
        ("model", model),
        ("usage", &counters),
    ])
}

fn counts(usage: &Usage<'_>) -> Result<UsageCounts, String> {
    let (read, mut written) = (usage.cache_read_input_tokens.0, usage.cache_creation_input_tokens.0);
    let mut counts = UsageCounts::default();
    if let Some(split) = &usage.cache_creation {
        let (m5, h1) = (split.ephemeral_5m_input_tokens.0, split.ephemeral_1h_input_tokens.0);
        let parts = wire::sum(&[m5, h1])?;
        if written.is_none() || written < Some(parts) {
            written = Some(parts);
        }
        wire::set(&mut counts, UsageClass::CacheWrite5m, m5);
        wire::set(&mut counts, UsageClass::CacheWrite1h, h1);
    }
    counts.set(UsageClass::Input, wire::sum(&[usage.input_tokens.0, read, written])?);
    wire::set(&mut counts, UsageClass::Output, usage.output_tokens.0);
    wire::set(&mut counts, UsageClass::CacheRead, read);
    wire::set(&mut counts, UsageClass::CacheWrite, written);
    let thinking = usage.output_tokens_details.as_ref().and_then(|details| details.thinking_tokens.0);
    wire::set(&mut counts, UsageClass::OutputReasoning, thinking);
    let searches = usage.server_tool_use.as_ref().and_then(|tools| tools.web_search_requests.0);
    wire::set(&mut counts, UsageClass::WebSearches, searches.filter(|searches| *searches > 0));
    Ok(counts)
}

fn labels(line: &Line<'_>, given: &Given) -> Labels {
    let slug = slug(given);
    let session = line.session_id.some().unwrap_or_else(|| given.log.stem());
    let project = match line.cwd.some() {
        Some(cwd) if slug.is_empty() => of_cwd(cwd),
        Some(cwd) => of_slug(slug, cwd),
        None => slug.to_owned(),
    };
    let mut labels = Labels {
        project,
        session: session.to_owned(),
        branch: line.git_branch.some().filter(|branch| *branch != "HEAD").unwrap_or_default().to_owned(),
        agent: agent(SOURCE.id, line.version.some()),
        ..Labels::default()
    };
    if line.is_sidechain.0 {
        labels.tag(Labels::BESIDE, "true");
    }
    labels
}

/// The name of the folder that stands for the project: the one below `projects`.
fn slug(given: &Given) -> &str {
    let mut names = given.log.path.iter().filter_map(|name| name.to_str());
    match names.rfind(|name| *name == "projects") {
        // The file itself is no folder.
        Some(_) => given
            .log
            .path
            .iter()
            .rev()
            .skip(1)
            .take_while(|name| *name != "projects")
            .last()
            .and_then(|name| name.to_str())
            .unwrap_or_default(),
        None => "",
    }
}
