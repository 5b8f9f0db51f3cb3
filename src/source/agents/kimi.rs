//! Kimi CLI and its successor Kimi Code: JSON Lines (`wire.jsonl`), one file an agent of a session.
//!
//! Owns: where both keep their logs, and what Kimi CLI writes: the usage of a response in
//! `StatusUpdate`, also for subagents, whose lines their parent's log may repeat. It names no
//! model and no folder: they come from the files beside it. Refuses to know: what Kimi Code
//! writes (`kimi_code`).

use md5::{Digest, Md5};
use serde_json::Value;

use crate::domain::{EventId, Labels, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source, time, wire};

use super::kimi_code::{self, Beside, Session};
use super::{Agent, Tokens, content_id, draft, first_objects, has_all, json_lines, of_cwd};

pub(crate) const SOURCE: Source = Source {
    id: "kimi",
    about: "Kimi CLI and Kimi Code sessions (wire.jsonl)",
    namespace: "kimi",
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"StatusUpdate\"", "\"usage.record\"", "\"llm.request\"", "\"config.update\""],
        open: |given, state| json_lines::<Session>(given, state, events),
    }),
    agent: Some(Agent { roots, holds: |path| path.ends_with("wire.jsonl"), deletes_after_days: None }),
};

fn sniff(head: &[u8]) -> u8 {
    let is_line = |record: &Value| {
        (record["type"] == "metadata" && record.get("protocol_version").is_some())
            || (record["message"]["type"] == "StatusUpdate" && record["message"].get("payload").is_some())
            || (record["type"] == "usage.record" && record.get("usageScope").is_some())
    };
    let words = ["\"protocol_version\"", "\"StatusUpdate\"", "\"usageScope\""];
    let marked = words.iter().any(|word| has_all(head, &[word]));
    if marked && first_objects(head).iter().any(is_line) { 96 } else { 0 }
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    let chosen = ["KIMI_DATA_DIR", "KIMI_SHARE_DIR"].map(|name| places.roots(name, "sessions", &[])).concat();
    let cli = match chosen.is_empty() {
        true => vec![Root::below(&places.home.join(".kimi"), "sessions", "default")],
        false => chosen,
    };
    let desktop = "Library/Application Support/kimi-desktop/daimon-share/daimon/runtime/kimi-code/home";
    let code = [places.home.join(".kimi-code"), places.home.join(desktop)];
    [cli, places.roots("KIMI_CODE_HOME", "sessions", &code)].concat()
}

fn events(session: &mut Session, line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    if line.get("message").is_none() {
        return kimi_code::events(session, line, given);
    }
    let message = &line["message"];
    // A subagent's event may come wrapped in its parent's log.
    let wrapped = &message["payload"]["event"];
    let (update, beside) = match message["type"].as_str() {
        Some("SubagentEvent") => (wrapped, true),
        _ => (message, given.log.folder(2) == "subagents"),
    };
    if update["type"] != "StatusUpdate" {
        return Ok(Vec::new());
    }
    response(session, &update["payload"], line, beside, given).map(|event| event.into_iter().collect())
}

fn response(
    known: &mut Session,
    payload: &Value,
    line: &Value,
    beside: bool,
    given: &Given,
) -> Result<Option<UsageEvent>, String> {
    let tokens = Tokens {
        input: wire::count(payload, &["token_usage", "input_other"])?,
        cache_read: wire::count(payload, &["token_usage", "input_cache_read"])?,
        cache_write: wire::count(payload, &["token_usage", "input_cache_creation"])?,
        output: wire::count(payload, &["token_usage", "output"])?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(None);
    }
    let stamp = &line["timestamp"];
    let at = match stamp {
        Value::Number(seconds) => time::epoch(&seconds.to_string())?,
        _ => given.at.ok_or("it has no time in it")?,
    };
    let folder = if given.log.folder(2) == "subagents" { 3 } else { 1 };
    let session = given.log.folder(folder);
    let own = wire::text(payload, &["message_id"]);
    let id = match own {
        // What the API calls a completion; other ids are counted from one in every session.
        Some(id) if id.starts_with("chatcmpl-") => EventId::Given(id.to_owned()),
        _ => content_id(&[
            ("session", session),
            ("id", own.unwrap_or_default()),
            ("time", &stamp.to_string()),
            ("usage", &tokens.key()),
        ]),
    };
    let near = known
        .beside
        .get_or_insert_with(|| Beside { project: project(given, folder), model: configured(given, folder) });
    let model = given.model.as_deref().or(near.model.as_deref()).unwrap_or("kimi-auto");
    let mut event = draft(&SOURCE, id, at, model);
    event.usage = tokens.beside()?;
    event.labels.session = session.to_owned();
    event.labels.agent = "kimi-cli".into();
    event.labels.project = near.project.clone().unwrap_or_default();
    if beside {
        event.labels.tag(Labels::BESIDE, "true");
    }
    Ok(Some(event))
}

/// The path from the log to the folder that holds `sessions`, which lies `folder` above the log.
fn home(folder: usize) -> String {
    "../".repeat(folder + 2)
}

/// The model Kimi CLI is configured to use now; its logs name none.
fn configured(given: &Given, folder: usize) -> Option<String> {
    let config = given.log.beside(&format!("{}config.toml", home(folder)))?;
    let text = String::from_utf8(config).ok()?;
    let mut top = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let named = top.find_map(|line| line.trim().strip_prefix("default_model")?.trim().strip_prefix('='))?;
    let name = named.trim().trim_matches(['"', '\'']);
    Some(name.rsplit('/').next().unwrap_or(name).to_owned())
        .filter(|name| !name.is_empty() && !name.contains(['"', '#']))
}

/// The folder a session worked in: `kimi.json` lists folders, and the MD5 of one is the name of
/// the folder its sessions are in (after the kind of machine, where it was not this one).
fn project(given: &Given, folder: usize) -> Option<String> {
    let slug = given.log.folder(folder + 1);
    let hash = slug.rsplit('_').next().unwrap_or(slug);
    let list = given.log.json_beside(&format!("{}kimi.json", home(folder)))?;
    let mut paths = list["work_dirs"].as_array()?.iter().filter_map(|entry| wire::text(entry, &["path"]));
    paths.find(|path| md5(path) == hash).map(of_cwd)
}

fn md5(text: &str) -> String {
    Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
