//! Whether files beside a session of Copilot CLI tell of it call by call.
//!
//! Owns: looking for a session in the bytes of the store and of telemetry. A source cannot ask a
//! database beside its log; but a row of the store is written as it is: the id of the session
//! and, a few small columns on, the name of the model.

use std::path::Path;

use memchr::memmem;

use crate::source::log::Log;

/// Bytes between the id of a session and the name of a model in a row: a turn, an agent, a call.
const WITHIN: usize = 256;

/// Whether the store or the telemetry of the home this log lies in tells of the session's calls
/// of these models.
pub(super) fn tells<'m>(log: &Log, session: &str, models: impl Iterator<Item = &'m String>) -> bool {
    let up = match (log.folder(1), log.folder(2)) {
        ("session-state", _) => 2,
        (_, "session-state") => 3,
        _ => return false,
    };
    let (Some(home), false) = (log.path.ancestors().nth(up), session.is_empty()) else { return false };
    let models: Vec<&[u8]> = models.map(String::as_bytes).collect();
    in_store(log, home, session, &models) || in_telemetry(log, home, session)
}

/// Rows may still be in the write-ahead log alone.
fn in_store(log: &Log, home: &Path, session: &str, models: &[&[u8]]) -> bool {
    ["session-store.db", "session-store.db-wal"].iter().any(|name| {
        let bytes = (log.near.read)(&home.join(name)).unwrap_or_default();
        memmem::find_iter(&bytes, session).any(|at| {
            let after = &bytes[at + session.len()..];
            let after = &after[..after.len().min(WITHIN)];
            models.iter().any(|model| memmem::find(after, model).is_some())
        })
    })
}

fn in_telemetry(log: &Log, home: &Path, session: &str) -> bool {
    let files = (log.near.list)(&home.join("otel"));
    files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).any(|path| {
        let bytes = (log.near.read)(path).unwrap_or_default();
        bytes.split(|byte| *byte == b'\n').any(|line| {
            let has = |word: &str| memmem::find(line, word.as_bytes()).is_some();
            has(session) && has("\"gen_ai.usage.input_tokens\"") && has("\"chat\"")
        })
    })
}
