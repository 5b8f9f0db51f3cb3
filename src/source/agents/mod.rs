//! Logs that coding agents keep on this machine: one file an agent.
//!
//! Owns: what the agents' readers share: the plain event, counters as agents state them, labels
//! derived from paths, lines of JSON with a little state. Refuses to know: any one agent.

use chrono::{DateTime, SubsecRound, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::{EventId, Labels, PriceContext, Rejection, UsageClass, UsageCounts, UsageEvent};

use super::identity::Content;
use super::log::{Places, Root};
use super::reading::{Limit, LineParser};
use super::wire::{counts_fit, safe, sum};
use super::{Given, Sink, Source};

mod amp;
mod claude_code;
mod claude_line;
mod claude_result;
mod codebuff;
mod codex;
mod codex_lineage;
mod codex_record;
mod copilot_beside;
mod copilot_call;
mod copilot_cli;
mod copilot_metrics;
mod copilot_store;
mod copilot_vscode;
mod crush;
mod droid;
mod dsh;
mod gemini_cli;
mod goose;
mod grok_build;
mod hermes;
mod iflow;
mod kimi;
mod kimi_code;
mod llm;
mod mistral_vibe;
mod openclaw;
mod opencode;
mod opencode_copies;
mod opencode_json;
mod pi;
mod pi_message;
mod project;
mod qwen_code;

pub(crate) use amp::SOURCE as AMP;
pub(crate) use claude_code::SOURCE as CLAUDE_CODE;
pub(crate) use claude_result::SOURCE as CLAUDE_RESULT;
pub(crate) use codebuff::SOURCE as CODEBUFF;
pub(crate) use codex::SOURCE as CODEX;
pub(crate) use copilot_cli::SOURCE as COPILOT_CLI;
pub(crate) use copilot_store::SOURCE as COPILOT_STORE;
pub(crate) use copilot_vscode::{SOURCE as COPILOT_VSCODE, TRACES as COPILOT_VSCODE_TRACES};
pub(crate) use crush::SOURCE as CRUSH;
pub(crate) use droid::SOURCE as DROID;
pub(crate) use dsh::SOURCE as DSH;
pub(crate) use gemini_cli::SOURCE as GEMINI_CLI;
pub(crate) use goose::SOURCE as GOOSE;
pub(crate) use grok_build::SOURCE as GROK_BUILD;
pub(crate) use hermes::SOURCE as HERMES;
pub(crate) use iflow::SOURCE as IFLOW;
pub(crate) use kimi::SOURCE as KIMI;
pub(crate) use llm::SOURCE as LLM;
pub(crate) use mistral_vibe::SOURCE as MISTRAL_VIBE;
pub(crate) use openclaw::SOURCE as OPENCLAW;
pub(crate) use opencode::{KILO, SOURCE as OPENCODE};
pub(crate) use opencode_json::SOURCE as OPENCODE_JSON;
pub(crate) use pi::SOURCE as PI;
pub(crate) use project::{of_cwd, of_slug, of_uri};
pub(crate) use qwen_code::SOURCE as QWEN_CODE;

/// Where the logs of an agent are.
pub struct Agent {
    /// The places they may be, in order of precedence: of two copies in two roots the more
    /// complete one counts. They need not be there.
    pub roots: fn(&Places<'_>) -> Vec<Root>,
    /// Whether the file at this path below a root (`/` between folders) is one of its logs.
    pub holds: fn(&str) -> bool,
    /// Days after which the agent deletes its logs, unless it is told otherwise.
    pub deletes_after_days: Option<u32>,
}

/// The longest name, id or label, in bytes.
const LONGEST_NAME: usize = 512;

/// An event with nothing but its identity, instant and model; the reader sets the rest.
pub(crate) fn draft(source: &Source, id: EventId, at: DateTime<Utc>, model: &str) -> UsageEvent {
    UsageEvent {
        source: source.id,
        namespace: source.namespace,
        id,
        at: at.trunc_subsecs(6),
        provider: None,
        model: model.to_owned(),
        context: PriceContext::default(),
        usage: UsageCounts::default(),
        labels: Labels::default(),
        reported: None,
        estimated: false,
        latency_ms: None,
        metadata: None,
        telemetry: None,
    }
}

/// Lays over an event what the caller gave (labels, provider, profile of the root) and checks
/// that it can be kept.
///
/// # Errors
/// What about it cannot.
pub(crate) fn finished(mut event: UsageEvent, given: &Given) -> Result<UsageEvent, String> {
    lay_over(&mut event.labels, given);
    checked(event, given)
}

/// Lays over labels what the caller gave, and the profile of the root.
pub(crate) fn lay_over(labels: &mut Labels, given: &Given) {
    if let Some(profile) = given.log.root.as_ref().and_then(|root| root.profile.as_ref()) {
        labels.tag("profile", profile.as_str());
    }
    labels.overlay(&given.labels);
}

/// Checks an event whose labels are as they will be.
///
/// # Errors
/// What about it cannot be kept.
pub(crate) fn checked(mut event: UsageEvent, given: &Given) -> Result<UsageEvent, String> {
    if let Some(provider) = &given.provider {
        event.provider = Some(provider.clone());
    }
    let labels = &event.labels;
    let names = [&event.model, &labels.project, &labels.session, &labels.branch, &labels.agent];
    if let Some(long) = names.into_iter().find(|name| name.len() > LONGEST_NAME) {
        return Err(format!("\"{}\" is longer than {LONGEST_NAME} bytes", safe(long)));
    }
    if event.usage.present().is_empty() {
        return Err("its usage has no counter in it".into());
    }
    counts_fit(&event.usage)?;
    Ok(event)
}

/// Finishes what a record gave and hands it on; a reason becomes a rejection of that place.
pub(crate) fn send(made: Result<Vec<UsageEvent>, String>, place: u64, given: &Given, sink: &mut Sink<'_>) {
    match made {
        Ok(events) => events.into_iter().for_each(|event| {
            sink(finished(event, given).map_err(|reason| Rejection { line: place, reason }));
        }),
        Err(reason) => sink(Err(Rejection { line: place, reason })),
    }
}

/// The hash of named pieces as an identity, for records without an id of their own. Texts and
/// numbers alike as text; `names` keeps `("ab", "c")` and `("a", "bc")` apart.
pub(crate) fn content_id(pieces: &[(&str, &str)]) -> EventId {
    let mut content = Content::default();
    pieces.iter().for_each(|(name, value)| content.text(name, value));
    content.id(0)
}

/// Counters as agents state them; [`Tokens::beside`] or [`Tokens::within`] says how they nest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub(crate) input: Option<u64>,
    pub(crate) cache_read: Option<u64>,
    /// All cache writes, the one-hour ones among them.
    pub(crate) cache_write: Option<u64>,
    pub(crate) cache_write_1h: Option<u64>,
    /// With the reasoning in it: add it first where an agent states it beside.
    pub(crate) output: Option<u64>,
    pub(crate) reasoning: Option<u64>,
}

impl Tokens {
    /// For agents whose input leaves cached and written tokens out.
    ///
    /// # Errors
    /// When they add up to more than a counter can be.
    pub(crate) fn beside(mut self) -> Result<UsageCounts, String> {
        self.input = Some(sum(&[self.input, self.cache_read, self.cache_write])?);
        self.within()
    }

    /// For agents whose input is the whole prompt.
    ///
    /// # Errors
    /// When a counter is too large.
    pub(crate) fn within(self) -> Result<UsageCounts, String> {
        let mut counts = UsageCounts::default();
        let all = [
            (UsageClass::Input, self.input),
            (UsageClass::Output, self.output),
            (UsageClass::CacheRead, self.cache_read),
            (UsageClass::CacheWrite, self.cache_write),
            (UsageClass::CacheWrite1h, self.cache_write_1h),
            (UsageClass::OutputReasoning, self.reasoning),
        ];
        for (class, count) in all {
            if let Some(count) = count {
                counts.set(class, count);
            }
        }
        counts_fit(&counts)?;
        Ok(counts)
    }

    /// For agents whose input may or may not hold cached tokens: the total they state tells. When
    /// it does not, the input holds them unless it is too small for that.
    ///
    /// # Errors
    /// When a counter is too large.
    pub(crate) fn by_total(self, total: Option<u64>) -> Result<UsageCounts, String> {
        let cached = sum(&[self.cache_read, self.cache_write])?;
        let inside = sum(&[self.input, self.output])?;
        let too_small = self.input.unwrap_or(0) < cached;
        match total {
            Some(total) if total == inside && !too_small => self.within(),
            Some(total) if cached > 0 && total == sum(&[Some(inside), Some(cached)])? => self.beside(),
            _ if too_small => self.beside(),
            _ => self.within(),
        }
    }

    /// Raises an input that is said to be less than the cached and written tokens in it, which
    /// leaves nothing fresh, and says so for the record's metadata.
    pub(crate) fn raise(&mut self) -> Option<String> {
        let parts = sum(&[self.cache_read, self.cache_write]).ok()?;
        let input = self.input.filter(|input| *input < parts)?;
        self.input = Some(parts);
        Some(format!("the log says {input} input tokens with {parts} cached ones in them"))
    }

    /// All counters as text, for the identity of a record without an id: programs that write it again may put its fields
    /// in another order, or add some.
    pub(crate) fn key(&self) -> String {
        let counts = [self.input, self.cache_read, self.cache_write, self.cache_write_1h, self.output, self.reasoning];
        counts.map(|count| count.unwrap_or(0).to_string()).join(" ")
    }

    /// Whether every counter is zero or absent: no call that was billed.
    pub(crate) fn is_nothing(&self) -> bool {
        [self.input, self.cache_read, self.cache_write, self.output, self.reasoning].iter().flatten().all(|n| *n == 0)
    }
}

/// The model of a response whose log names none: its tokens count, their price is unknown.
pub(crate) const UNKNOWN_MODEL: &str = "unknown";

/// Whether an id is unique by itself: 32 hexadecimal digits in the groups of a UUID.
pub(crate) fn is_uuid(id: &str) -> bool {
    let groups = id.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12]) && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// `name version`, the label of an agent; the bare name when no version is known.
pub(crate) fn agent(name: &str, version: Option<&str>) -> String {
    match version.filter(|version| !version.is_empty() && version.len() <= 64) {
        Some(version) => format!("{name} {version}"),
        None => name.to_owned(),
    }
}

/// Makes events of one JSON record, with what the records before it said.
pub(crate) type JsonRecord<S> = fn(&mut S, &Value, &Given) -> Result<Vec<UsageEvent>, String>;

/// A parser of JSON lines whose state `S` is what earlier records said (session, model, …): it
/// is stored between readings and must hold nothing that a user or a model wrote.
pub(crate) fn json_lines<'a, S>(
    given: &'a Given,
    state: Option<&str>,
    record: JsonRecord<S>,
) -> Box<dyn LineParser + 'a>
where
    S: Serialize + DeserializeOwned + Default + 'a,
{
    let session = state.and_then(|state| serde_json::from_str(state).ok()).unwrap_or_default();
    Box::new(JsonLines { given, session, record })
}

struct JsonLines<'a, S> {
    given: &'a Given,
    session: S,
    record: JsonRecord<S>,
}

impl<S: Serialize> LineParser for JsonLines<'_, S> {
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        let made = match serde_json::from_slice(line) {
            Ok(record) => (self.record)(&mut self.session, &record, self.given),
            Err(error) => Err(not_json(&error)),
        };
        send(made, place, self.given, sink);
    }

    fn state(&self) -> Option<String> {
        serde_json::to_string(&self.session).ok().filter(|state| state != "null" && state != "{}")
    }

    fn limits(&self) -> Vec<Limit> {
        Vec::new()
    }
}

/// Why a line is no JSON, in one clause.
pub(crate) fn not_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    match error.classify() {
        serde_json::error::Category::Eof => format!("not JSON: {said}; the record was cut short"),
        _ => format!("not JSON: {said} (column {})", error.column()),
    }
}

/// Why a line is no object, in words.
pub(crate) fn why_broken(line: &[u8]) -> String {
    match serde_json::from_slice::<serde::de::IgnoredAny>(line) {
        Err(error) => not_json(&error),
        Ok(_) => "it is no JSON object".to_owned(),
    }
}

/// Whether the first bytes of a file hold all of these words, for [`Source::sniff`]. One that ends with
/// a colon is the name of a field, and there may be spaces before the colon.
pub(crate) fn has_all(head: &[u8], words: &[&str]) -> bool {
    use memchr::memmem;
    words.iter().all(|word| match word.strip_suffix(':') {
        None => memmem::find(head, word.as_bytes()).is_some(),
        Some(name) => {
            memmem::find_iter(head, name).any(|at| head[at + name.len()..].trim_ascii_start().first() == Some(&b':'))
        }
    })
}

/// The whole lines at the beginning of a file that are JSON objects, for sniffing; of a
/// document written over several lines the whole, if it is whole.
pub(crate) fn first_objects(head: &[u8]) -> Vec<Value> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let lines = head.split(|byte| *byte == b'\n').take(64);
    let objects: Vec<Value> =
        lines.filter_map(|line| serde_json::from_slice(line).ok()).filter(Value::is_object).collect();
    match objects.is_empty() {
        false => objects,
        true => serde_json::from_slice(head).ok().filter(Value::is_object).into_iter().collect(),
    }
}
