//! OpenCode's messages as JSON: the files it kept before it had a database, and what
//! `opencode export` writes.
//!
//! Owns: how the files lie, the arrangement of an export. Refuses to know: what a message says
//! (`opencode`).

use serde_json::Value;

use crate::domain::{Error, Result};
use crate::source::log::Log;
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, wire};

use super::opencode::{self, Around};
use super::opencode_copies::Copies;
use super::{Agent, first_objects, has_all, not_json, send};

pub(crate) const SOURCE: Source = Source {
    id: "opencode-json",
    about: "OpenCode's messages in JSON files (storage/message) and what opencode export writes",
    namespace: opencode::NAMESPACE,
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent { roots: opencode::roots, holds, deletes_after_days: None }),
};

/// `storage/message/<session>/<message>.json`, and in the first versions
/// `project/<name>/storage/session/message/…`.
fn holds(path: &str) -> bool {
    let mut folders = path.rsplit('/');
    let is_json = folders.next().is_some_and(|name| name.ends_with(".json"));
    is_json && folders.nth(1) == Some("message")
}

fn sniff(head: &[u8]) -> u8 {
    let is_message = |record: &Value| {
        record["sessionID"].is_string() && (record["role"].is_string() || record["modelID"].is_string())
    };
    let is_export = |record: &Value| {
        let messages = record["messages"].as_array();
        record["info"]["id"].is_string() && messages.is_some_and(|all| all.iter().all(|each| each["info"].is_object()))
    };
    let by_bytes = || has_all(head, &["\"info\"", "\"messages\"", "\"sessionID\"", "\"projectID\""]);
    let found = first_objects(head).iter().take(4).any(|record| is_message(record) || is_export(record));
    if found || by_bytes() { 96 } else { 0 }
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let document: Value = serde_json::from_slice(bytes)
        .map_err(|error| Error::validation(format!("the file is {}", not_json(&error))))?;
    match document["messages"].as_array() {
        Some(messages) => {
            let (around, mut copies) = (around(&document["info"]), Copies::default());
            for (at, message) in messages.iter().enumerate() {
                hand_on(&message["info"], &around, &mut copies, at as u64 + 1, given, sink);
            }
        }
        None => {
            let session = session_of(&document, &given.log).unwrap_or_default();
            hand_on(&document, &around(&session), &mut Copies::default(), 1, given, sink);
        }
    }
    Ok(())
}

fn hand_on(message: &Value, around: &Around<'_>, copies: &mut Copies, place: u64, given: &Given, sink: &mut Sink<'_>) {
    let made = opencode::event(&SOURCE, message, around, copies, given);
    send(made.map(|event| event.into_iter().collect()), place, given, sink);
}

fn around(session: &Value) -> Around<'_> {
    Around {
        session: wire::text(session, &["id"]),
        parent: wire::text(session, &["parentID"]),
        directory: wire::text(session, &["directory"]),
        version: wire::text(session, &["version"]),
        ..Around::default()
    }
}

/// The file of the session a message is in, if it lies near: in `session/<project>/`, or in
/// `session/info/`.
fn session_of(message: &Value, log: &Log) -> Option<Value> {
    let name = format!("{}.json", wire::text(message, &["sessionID"])?);
    let storage = log.path.ancestors().nth(3)?;
    let mut folders = (log.near.list)(&storage.join("session"));
    folders.push(storage.join("info"));
    let bytes = folders.into_iter().find_map(|folder| (log.near.read)(&folder.join(&name)))?;
    serde_json::from_slice(&bytes).ok()
}
