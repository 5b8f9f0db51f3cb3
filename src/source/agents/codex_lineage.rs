//! The ancestors of a Codex session, as the rollouts near its own tell them.
//!
//! Owns: where a rollout of another session lies. Refuses to know: rows. A fork mostly repeats
//! what its ancestors said of themselves before the rows it copied; one that only names its
//! parent leaves the parent's own parents to be looked up.

use std::path::{Path, PathBuf};

use memchr::memmem;

use crate::source::log::{Log, stem, unpacked_name};

use super::codex::Session;
use super::codex_record::Record;

/// Forks of forks that are followed.
const GENERATIONS: usize = 16;
/// Folders below `sessions`: year, month, day.
const DEPTH: usize = 3;
/// Rollouts whose names say nothing, up to which all of them are looked into.
const FEW: usize = 32;

/// The first ancestor of the session with this id; itself, when nothing near tells of others.
pub(super) fn first_ancestor(log: &Log, id: &str) -> String {
    let rollouts = rollouts(log);
    let mut first = id.to_owned();
    for _ in 0..GENERATIONS {
        let Some(parent) = find(log, &rollouts, &first) else { break };
        let goes_on = parent.follows_unknown && parent.first != first;
        first = parent.first;
        if !goes_on {
            break;
        }
    }
    first
}

/// All rollouts of the home that the log lies in; of its folder, when it lies in none.
fn rollouts(log: &Log) -> Vec<PathBuf> {
    let kinds = ["sessions", "archived_sessions"];
    let is_kind = |folder: &&Path| folder.file_name().is_some_and(|name| kinds.iter().any(|kind| name == *kind));
    let mut found = Vec::new();
    match log.path.ancestors().skip(1).find(is_kind).and_then(Path::parent) {
        Some(home) => kinds.iter().for_each(|kind| below(log, &home.join(kind), DEPTH, &mut found)),
        None => log.path.parent().into_iter().for_each(|folder| below(log, folder, 0, &mut found)),
    }
    found.retain(|path| *path != log.path);
    found
}

fn below(log: &Log, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for path in (log.near.list)(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if unpacked_name(name).ends_with(".jsonl") {
            found.push(path);
        } else if path.extension().is_none() && depth > 0 {
            below(log, &path, depth - 1, found);
        }
    }
}

/// What the rollout of a session says before its first row.
fn find(log: &Log, rollouts: &[PathBuf], id: &str) -> Option<Session> {
    let is_named = |path: &&PathBuf| stem(path).ends_with(id);
    let named = rollouts.iter().filter(is_named).find_map(|path| head(log, path, id));
    let few = if rollouts.len() <= FEW { rollouts } else { &[] };
    named.or_else(|| few.iter().find_map(|path| head(log, path, id)))
}

fn head(log: &Log, path: &Path, id: &str) -> Option<Session> {
    let bytes = (log.near.read)(path)?;
    let mut session = Session::default();
    for line in bytes.split(|byte| *byte == b'\n') {
        if memmem::find(line, b"\"token_count\"").is_some() {
            break;
        }
        if memmem::find(line, b"\"session_meta\"").is_some()
            && let Ok(record) = Record::read(line)
        {
            session.begins(&record.payload);
        }
        if session.id != id {
            return None;
        }
    }
    Some(session).filter(|session| session.id == id)
}
