//! GitHub Copilot in VS Code: its chats, and the database of traces it can be told to keep.
//!
//! Owns: the columns of the traces. A chat says nothing of tokens: it is known, and gives no
//! records. So does a trace without token attributes.

use std::path::Path;

use serde_json::Value;

use crate::domain::{Result, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::copilot_call::{self, Call, Repeats};
use super::{Agent, Tokens, UNKNOWN_MODEL, first_objects, has_all, send};

pub(crate) const SOURCE: Source = Source {
    id: "copilot-vscode",
    about: "GitHub Copilot chats of VS Code (chatSessions): they state no tokens, and give no records",
    namespace: copilot_call::NAMESPACE,
    sniff,
    reading: Reading::Stream(|_, _, _| Ok(())),
    agent: Some(Agent {
        roots,
        holds: |path| {
            let is_chat = Path::new(path).extension().is_some_and(|name| name == "json" || name == "jsonl");
            is_chat && ["/chatSessions/", "/emptyWindowChatSessions/"].iter().any(|folder| path.contains(folder))
        },
        deletes_after_days: None,
    }),
};

pub(crate) const TRACES: Source = Source {
    id: "copilot-vscode-traces",
    about: "GitHub Copilot's traces in VS Code (agent-traces.db)",
    namespace: copilot_call::NAMESPACE,
    sniff: |_| 0,
    reading: Reading::Tables(TableReading {
        claims: |tables| ["spans", "span_attributes"].iter().all(|name| tables.iter().any(|table| table == name)),
        read,
    }),
    agent: Some(Agent { roots, holds: |path| path.ends_with("agent-traces.db"), deletes_after_days: None }),
};

/// The user's folder of every edition of the editor, and of its server on this machine.
fn roots(places: &Places<'_>) -> Vec<Root> {
    let editions = ["Code", "Code - Insiders", "VSCodium"];
    let folders = editions.iter().flat_map(|edition| places.application(edition));
    let servers = [".vscode-server", ".vscode-server-insiders"].map(|server| places.home.join(server).join("data"));
    folders.chain(servers).map(|folder| Root::new(folder.join("User"), "default")).collect()
}

fn sniff(head: &[u8]) -> u8 {
    let is_chat = |chat: &Value| {
        let chat = if chat["kind"] == 0 { &chat["v"] } else { chat };
        chat["requests"].is_array() && (chat["responderUsername"].is_string() || chat["creationDate"].is_number())
    };
    let by_bytes = || has_all(head, &["\"responderUsername\"", "\"requests\""]);
    if by_bytes() || first_objects(head).first().is_some_and(is_chat) { 96 } else { 0 }
}

/// A counter of a span: its column, or its attribute where the column is empty.
fn counter(column: &str, attribute: &str, shown: &str) -> String {
    let stated = format!("SELECT value FROM span_attributes a WHERE a.span_id = s.span_id AND a.key = '{attribute}'");
    format!("COALESCE({column}, CAST(({stated}) AS INTEGER)) AS {shown}")
}

/// Only calls: the spans around them tell their sums again.
fn query(columns: &[String]) -> Option<String> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    if !has("operation_name") || !has("span_id") {
        return None;
    }
    let column = |name: &str| if has(name) { format!("s.{name}") } else { "NULL".to_owned() };
    let plain = |name: &str| format!("{} AS {name}", column(name));
    let columns = [
        plain("conversation_id"),
        plain("chat_session_id"),
        plain("response_model"),
        plain("request_model"),
        plain("start_time_ms"),
        plain("end_time_ms"),
        counter(&column("input_tokens"), "gen_ai.usage.input_tokens", "input"),
        counter(&column("output_tokens"), "gen_ai.usage.output_tokens", "output"),
        counter(&column("cached_tokens"), "gen_ai.usage.cache_read.input_tokens", "read"),
        counter("NULL", "gen_ai.usage.cache_creation.input_tokens", "written"),
        counter(&column("reasoning_tokens"), "gen_ai.usage.reasoning.output_tokens", "reasoning"),
    ];
    let columns = columns.join(", ");
    Some(format!("SELECT {columns} FROM spans s WHERE s.operation_name = 'chat' ORDER BY start_time_ms, s.span_id"))
}

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let columns = tables.columns("spans")?;
    let attributes = tables.columns("span_attributes")?;
    let is_known = ["span_id", "key", "value"].iter().all(|name| attributes.iter().any(|column| column == name));
    let Some(query) = query(&columns).filter(|_| is_known) else { return Ok(()) };
    let (mut place, mut repeats) = (0, Repeats::default());
    tables.rows(&query, &mut |row| {
        place += 1;
        let made = event(&row, given, &mut repeats).map(|event| event.into_iter().collect());
        send(made, place, given, sink);
    })
}

fn event(row: &Value, given: &Given, repeats: &mut Repeats) -> std::result::Result<Option<UsageEvent>, String> {
    let count = |name: &str| wire::count(row, &[name]);
    let text = |name: &str| wire::text(row, &[name]);
    let tokens = Tokens {
        input: count("input")?,
        cache_read: count("read")?,
        cache_write: count("written")?,
        output: count("output")?,
        reasoning: count("reasoning")?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(None);
    }
    let (begin, end) = (count("start_time_ms")?, count("end_time_ms")?);
    let at = begin.or(end).map(|at| time::epoch(&at.to_string())).transpose()?;
    let call = Call {
        session: text("conversation_id").or_else(|| text("chat_session_id")).unwrap_or_default().to_owned(),
        at: at.or(given.at).ok_or("the span has no time in it")?,
        model: text("response_model")
            .or_else(|| text("request_model"))
            .or(given.model.as_deref())
            .unwrap_or(UNKNOWN_MODEL)
            .to_owned(),
        tokens,
        latency_ms: begin.zip(end).and_then(|(begin, end)| end.checked_sub(begin)),
        version: None,
    };
    call.event(&TRACES, repeats)
}
