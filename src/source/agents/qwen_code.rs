//! Qwen Code's chats: JSON Lines, a response told twice.
//!
//! Owns: which rows tell of the same response, how counters nest. Refuses to know: which branch
//! of a chat is the current one; what was rewound was billed.
//!
//! A response is logged as telemetry and then as the answer, with the same counters and hardly
//! the same time; no id is in both (`response_id` is the server's, and some servers give one to
//! all). An answer takes the identity of the telemetry before it that counts the same. Telemetry
//! without an answer is a call beside the chat (a title), and counts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{EventId, Labels, Rejection, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::{LineParser, LineReading, Reading};
use crate::source::{Given, Sink, Source, time, wire};

use super::{
    Agent, Tokens, UNKNOWN_MODEL, agent, content_id, draft, first_objects, has_all, not_json, of_cwd, of_slug, send,
};

pub(crate) const SOURCE: Source = Source {
    id: "qwen-code",
    about: "Qwen Code chats (projects/*/chats/*.jsonl)",
    namespace: "qwen-code",
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"usageMetadata\"", "\"input_token_count\""],
        open: |given, state| {
            let session = state.and_then(|state| serde_json::from_str(state).ok()).unwrap_or_default();
            Box::new(Parser { given, session })
        },
    }),
    agent: Some(Agent { roots, holds, deletes_after_days: None }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    let variable = if places.listed("QWEN_DATA_DIR").is_empty() { "QWEN_HOME" } else { "QWEN_DATA_DIR" };
    places.roots(variable, "projects", &[places.home.join(".qwen")])
}

fn holds(path: &str) -> bool {
    path.ends_with(".jsonl") && path.rsplit('/').nth(1) == Some("chats")
}

fn sniff(head: &[u8]) -> u8 {
    let kinds = ["user", "assistant", "system", "tool_result"];
    let is_row = |row: &Value| {
        let is_chat = row["sessionId"].is_string() && row.get("parentUuid").is_some() && row["uuid"].is_string();
        is_chat
            && kinds.iter().any(|kind| row["type"] == *kind)
            && (row["message"]["parts"].is_array() || row["systemPayload"].is_object())
    };
    let glued = || has_all(head, &["\"parentUuid\"", "\"sessionId\"", "\"parts\":["]);
    if first_objects(head).iter().take(8).any(is_row) || glued() { 97 } else { 0 }
}

/// Rows that may still be told a second time.
const UNPAIRED: usize = 16;

/// A row and the identity it has.
#[derive(Clone, Serialize, Deserialize)]
struct Told {
    id: String,
    counters: [u64; 4],
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Session {
    /// Telemetry whose answer has not come, answers whose telemetry has not.
    telemetry: Vec<Told>,
    answers: Vec<Told>,
    /// Answers by their own id, with the identity they took: they may be written again.
    named: Vec<(String, String)>,
}

struct Parser<'a> {
    given: &'a Given,
    session: Session,
}

impl LineParser for Parser<'_> {
    /// A line may hold several records: some versions lose the end of a line.
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>) {
        for row in serde_json::Deserializer::from_slice(line).into_iter::<Value>() {
            match row {
                Ok(row) => {
                    let made = self.row(&row).map(|event| event.into_iter().collect());
                    send(made, place, self.given, sink);
                }
                Err(error) => return sink(Err(Rejection { line: place, reason: not_json(&error) })),
            }
        }
    }

    fn state(&self) -> Option<String> {
        serde_json::to_string(&self.session).ok()
    }
}

impl Parser<'_> {
    fn row(&mut self, row: &Value) -> Result<Option<UsageEvent>, String> {
        let telemetry = &row["systemPayload"]["uiEvent"];
        let (stated, is_answer) = match wire::text(row, &["type"]) {
            Some("assistant") => (answer(&row["usageMetadata"])?, true),
            Some("system") => (called(telemetry)?, false),
            _ => return Ok(None),
        };
        let Stated { mut tokens, contradiction } = stated;
        if tokens.is_nothing() {
            return Ok(None);
        }
        let stamp = wire::text(row, &["timestamp"]).or_else(|| wire::text(telemetry, &["event.timestamp"]));
        let at = stamp.map(time::parse).transpose()?.or(self.given.at).ok_or("it has no time in it")?;
        let own = wire::text(row, &["uuid"]).map(str::to_owned);
        let own = own.unwrap_or_else(|| written(&content_id(&[("at", &at.to_rfc3339()), ("is", &key(&tokens))])));
        let Some(id) = self.session.identity(own, counters(&tokens), is_answer) else { return Ok(None) };
        let note = tokens.raise().or(contradiction.clone());
        let model = wire::text(row, &["model"]).or_else(|| wire::text(telemetry, &["model"]));
        let model = model.or(self.given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let mut event = draft(&SOURCE, EventId::Given(id), at, model);
        event.usage = tokens.within()?;
        event.estimated = contradiction.is_some();
        event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
        event.latency_ms = wire::count(telemetry, &["duration_ms"]).ok().flatten();
        event.labels = labels(row, self.given);
        Ok(Some(event))
    }
}

impl Session {
    /// The identity of a row; none for telemetry of an answer that was told before.
    fn identity(&mut self, own: String, counters: [u64; 4], is_answer: bool) -> Option<String> {
        if let Some((_, id)) = self.named.iter().find(|(known, _)| *known == own) {
            return Some(id.clone());
        }
        let (there, here) = match is_answer {
            true => (&mut self.telemetry, &mut self.answers),
            false => (&mut self.answers, &mut self.telemetry),
        };
        let twin = there.iter().position(|told| told.counters == counters).map(|at| there.remove(at).id);
        if twin.is_some() && !is_answer {
            return None;
        }
        let id = twin.clone().unwrap_or_else(|| own.clone());
        if twin.is_none() {
            here.push(Told { id: id.clone(), counters });
        }
        if is_answer {
            self.named.push((own, id.clone()));
        }
        for list in [&mut self.telemetry, &mut self.answers] {
            list.drain(..list.len().saturating_sub(UNPAIRED));
        }
        self.named.drain(..self.named.len().saturating_sub(UNPAIRED));
        Some(id)
    }
}

/// Counters, and what in them contradicts the total.
struct Stated {
    tokens: Tokens,
    contradiction: Option<String>,
}

fn answer(raw: &Value) -> Result<Stated, String> {
    let paths = [
        "promptTokenCount",
        "candidatesTokenCount",
        "thoughtsTokenCount",
        "cachedContentTokenCount",
        "totalTokenCount",
    ];
    stated(raw, paths, "toolUsePromptTokenCount")
}

fn called(raw: &Value) -> Result<Stated, String> {
    let paths = [
        "input_token_count",
        "output_token_count",
        "thoughts_token_count",
        "cached_content_token_count",
        "total_token_count",
    ];
    stated(raw, paths, "tool_token_count")
}

/// Cached tokens are in the prompt. Thoughts stand beside the candidates, unless the total
/// leaves them out, as servers of OpenAI's kind do; prompts of tools as well.
fn stated(raw: &Value, names: [&str; 5], tool: &str) -> Result<Stated, String> {
    let count = |name: &str| Ok::<u64, String>(wire::count(raw, &[name])?.unwrap_or(0));
    let [prompt, output, thoughts, cached, total] = names.map(count);
    let (prompt, output, thoughts, cached, total) = (prompt?, output?, thoughts?, cached?, total?);
    let add = |parts: &[u64]| wire::sum(&parts.iter().map(|part| Some(*part)).collect::<Vec<_>>());
    let tool = count(tool)?;
    let usual = add(&[prompt, output, thoughts, tool])?;
    let mut tokens = Tokens {
        input: Some(add(&[prompt, tool])?),
        cache_read: Some(cached),
        output: Some(add(&[output, thoughts])?),
        reasoning: Some(thoughts),
        ..Tokens::default()
    };
    let mut contradiction = None;
    if total == 0 || total == usual {
        // As it should be.
    } else if total == add(&[prompt, output, tool])? && thoughts <= output {
        tokens.output = Some(output);
    } else if total == add(&[prompt, output, thoughts])? {
        tokens.input = Some(prompt);
    } else if total == add(&[prompt, output])? && thoughts <= output {
        (tokens.input, tokens.output) = (Some(prompt), Some(output));
    } else {
        contradiction = Some(format!("the log says {total} tokens in all, its counters add up to {usual}"));
    }
    Ok(Stated { tokens, contradiction })
}

fn counters(tokens: &Tokens) -> [u64; 4] {
    [tokens.input, tokens.cache_read, tokens.output, tokens.reasoning].map(|count| count.unwrap_or(0))
}

fn key(tokens: &Tokens) -> String {
    counters(tokens).map(|count| count.to_string()).join(" ")
}

fn written(id: &EventId) -> String {
    match id {
        EventId::Given(id) => id.clone(),
        EventId::Content(hash) => hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn labels(row: &Value, given: &Given) -> Labels {
    let text = |name: &str| wire::text(row, &[name]);
    let slug = if given.log.folder(1) == "chats" { given.log.folder(2) } else { "" };
    let project = match text("cwd") {
        Some(cwd) if slug.is_empty() => of_cwd(cwd),
        Some(cwd) => of_slug(slug, cwd),
        None => slug.to_owned(),
    };
    Labels {
        project,
        session: text("sessionId").unwrap_or_else(|| given.log.stem()).to_owned(),
        branch: text("gitBranch").unwrap_or_default().to_owned(),
        agent: agent(SOURCE.id, text("version")),
        ..Labels::default()
    }
}
