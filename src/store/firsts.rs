//! The first scope of a session, and of a label: what sums by session and by label are filed under.
//!
//! Owns: finding them. A label is a branch, a host and tags. What has no session, or no label, is
//! filed under scope 0, which has neither. Refuses to know: sums.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::Scope;
use super::identity::next;
use super::intern::{digest, tags_from, tags_text};
use super::memo::REMEMBERED;
use super::mix::MixBuild;

/// The scopes a scope's session and label are filed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct First {
    pub session: i64,
    pub label: i64,
}

/// What distinguishes one kind of thing a scope can be the first of.
struct Part {
    hash: i64,
    is_empty: bool,
    same: fn(&Scope, &Scope) -> bool,
}

fn parts(scope: &Scope) -> [Part; 2] {
    let tags = tags_text(&scope.tags);
    let label = [&scope.branch, &scope.host, &tags];
    [
        Part {
            hash: digest(["session", &scope.session, "", "", ""]),
            is_empty: scope.session.is_empty(),
            same: |a, b| a.session == b.session,
        },
        Part {
            hash: digest(["label", &scope.branch, &scope.host, &tags, ""]),
            is_empty: label.iter().all(|text| text.is_empty()),
            same: |a, b| a.branch == b.branch && a.host == b.host && a.tags == b.tags,
        },
    ]
}

/// Finds the first scopes of a scope that was stored just now in `row`, and writes them down.
pub(super) fn store(conn: &Connection, row: i64, scope: &Scope) -> rusqlite::Result<First> {
    let [session, label] = parts(scope).map(|part| first(conn, row, scope, &part));
    let first = First { session: session?, label: label? };
    conn.prepare_cached("UPDATE scopes SET session_of = ?2, label_of = ?3 WHERE id = ?1")?.execute([
        row,
        first.session,
        first.label,
    ])?;
    Ok(first)
}

fn first(conn: &Connection, row: i64, scope: &Scope, part: &Part) -> rusqlite::Result<i64> {
    if part.is_empty {
        return Ok(0);
    }
    let mut claim = conn.prepare_cached("INSERT INTO firsts (hash, scope) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    let mut holder = conn.prepare_cached("SELECT scope FROM firsts WHERE hash = ?1")?;
    let mut hash = part.hash;
    loop {
        if claim.execute([hash, row])? == 1 {
            return Ok(row);
        }
        let held: i64 = holder.query_row([hash], |row| row.get(0))?;
        if load(conn, held)?.is_some_and(|held| (part.same)(&held, scope)) {
            return Ok(held);
        }
        hash = next(hash);
    }
}

/// The scope of that row number.
pub(super) fn load(conn: &Connection, row: i64) -> rusqlite::Result<Option<Scope>> {
    let sql = "SELECT session, branch, host, agent, tags FROM scopes WHERE id = ?1";
    let scope = |row: &rusqlite::Row<'_>| {
        let (session, branch, host, agent) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Scope { session, branch, host, agent, tags: tags_from(row.get_ref(4)?.as_str()?) })
    };
    conn.prepare_cached(sql)?.query_row([row], scope).optional()
}

/// Finds those of every scope of a file that has none yet.
pub(super) fn find_all(conn: &Connection) -> rusqlite::Result<()> {
    let mut ids = conn.prepare("SELECT id FROM scopes WHERE id > 0 ORDER BY id")?;
    let ids: Vec<i64> = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for row in ids {
        if let Some(scope) = load(conn, row)? {
            store(conn, row, &scope)?;
        }
    }
    Ok(())
}

/// The first scopes of stored scopes, remembered.
#[derive(Default)]
pub(super) struct Firsts {
    known: HashMap<i64, First, MixBuild>,
    /// Events of one session tend to come together.
    last: Option<(i64, First)>,
}

impl Firsts {
    /// Those of the scope in `row`.
    pub(super) fn of(&mut self, conn: &Connection, row: i64) -> rusqlite::Result<First> {
        if let Some((_, first)) = self.last.filter(|(last, _)| *last == row) {
            return Ok(first);
        }
        let first = match self.known.get(&row) {
            Some(first) => *first,
            None => {
                let mut found = conn.prepare_cached("SELECT session_of, label_of FROM scopes WHERE id = ?1")?;
                let first = found.query_row([row], |row| Ok(First { session: row.get(0)?, label: row.get(1)? }));
                // A scope that is not there names nothing: sums are made again of a damaged file too.
                let first = first.optional()?.unwrap_or_default();
                if self.known.len() >= REMEMBERED {
                    self.known.clear();
                }
                self.known.insert(row, first);
                first
            }
        };
        self.last = Some((row, first));
        Ok(first)
    }
}
