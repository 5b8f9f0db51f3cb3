//! Names to row numbers: models, labels, stamps and kinds, each distinct one stored once.
//!
//! Owns: the look-up tables and what is remembered of them between batches. Row numbers are
//! never reused, so what was read stays true; [`Interner::forget`] after a rollback.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::firsts::{self, First};
use super::kind::{self, Kind};
use super::memo::REMEMBERED;
use super::mix::MixBuild;
use super::shape::Shape;
use super::{Facet, Scope};

/// What has been looked up so far on this connection.
#[derive(Default)]
pub(super) struct Interner {
    shapes: Shared<Shape, (i64, i64)>,
    facets: Shared<Facet, i64>,
    scopes: Shared<Scope, (i64, First)>,
    kinds: HashMap<i64, Arc<Kind>, MixBuild>,
}

/// Rows by the shared value they are of. The value is kept, so its address stays its own.
struct Shared<T, R> {
    rows: HashMap<usize, (Arc<T>, R), MixBuild>,
    /// The address and the row of the last: events of one session tend to come together.
    last: Option<(usize, R)>,
}

impl<T, R> Default for Shared<T, R> {
    fn default() -> Self {
        Shared { rows: HashMap::default(), last: None }
    }
}

impl<T, R: Copy> Shared<T, R> {
    fn row(&mut self, value: &Arc<T>, store: impl FnOnce(&T) -> rusqlite::Result<R>) -> rusqlite::Result<R> {
        let address = Arc::as_ptr(value).addr();
        if let Some((_, row)) = self.last.filter(|(last, _)| *last == address) {
            return Ok(row);
        }
        let row = match self.rows.get(&address) {
            Some((_, row)) => *row,
            None => self.keep(value, store(value)?),
        };
        self.last = Some((address, row));
        Ok(row)
    }

    fn keep(&mut self, value: &Arc<T>, row: R) -> R {
        if self.rows.len() >= REMEMBERED {
            self.rows.clear();
        }
        self.rows.insert(Arc::as_ptr(value).addr(), (Arc::clone(value), row));
        row
    }
}

impl Interner {
    /// Forgets everything: rows of a transaction that was rolled back are not there.
    pub(super) fn forget(&mut self) {
        *self = Interner::default();
    }

    /// The rows of a shape in `kinds` and in `models`, stored if it is new.
    pub(super) fn shape(&mut self, conn: &Connection, shape: &Arc<Shape>) -> rusqlite::Result<(i64, i64)> {
        self.shapes.row(shape, |shape| kind::store(conn, shape))
    }

    /// The kind of that row number.
    pub(super) fn kind_at(&mut self, conn: &Connection, row: i64) -> rusqlite::Result<Arc<Kind>> {
        if let Some(kind) = self.kinds.get(&row) {
            return Ok(Arc::clone(kind));
        }
        let kind = Arc::new(Kind::load(conn, row)?);
        if self.kinds.len() >= REMEMBERED {
            self.kinds.clear();
        }
        self.kinds.insert(row, Arc::clone(&kind));
        Ok(kind)
    }

    /// The row of organization, project, user and source.
    pub(super) fn facet(&mut self, conn: &Connection, facet: &Arc<Facet>) -> rusqlite::Result<i64> {
        self.facets.row(facet, |facet| store_facet(conn, facet))
    }

    /// The row of session, branch, host, agent and tags, and what its sums are filed under.
    pub(super) fn scope(&mut self, conn: &Connection, scope: &Arc<Scope>) -> rusqlite::Result<(i64, First)> {
        self.scopes.row(scope, |scope| store_scope(conn, scope))
    }
}

fn store_facet(conn: &Connection, facet: &Facet) -> rusqlite::Result<i64> {
    let texts = [&facet.organization, &facet.project, &facet.user, &facet.source];
    let found = conn
        .prepare_cached("SELECT id FROM facets WHERE organization = ?1 AND project = ?2 AND user = ?3 AND source = ?4")?
        .query_row(texts, |row| row.get(0))
        .optional()?;
    match found {
        Some(row) => Ok(row),
        None => conn
            .prepare_cached("INSERT INTO facets (organization, project, user, source) VALUES (?1, ?2, ?3, ?4)")?
            .insert(texts),
    }
}

fn store_scope(conn: &Connection, scope: &Scope) -> rusqlite::Result<(i64, First)> {
    if *scope == Scope::default() {
        return Ok((0, First::default()));
    }
    let tags = tags_text(&scope.tags);
    let digest = digest([&scope.session, &scope.branch, &scope.host, &scope.agent, &tags]);
    let found = conn
        .prepare_cached(
            "SELECT id, session_of, label_of FROM scopes WHERE digest = ?1 AND session = ?2 AND branch = ?3
             AND host = ?4 AND agent = ?5 AND tags = ?6",
        )?
        .query_row(params![digest, scope.session, scope.branch, scope.host, scope.agent, tags], |row| {
            Ok((row.get(0)?, First { session: row.get(1)?, label: row.get(2)? }))
        })
        .optional()?;
    if let Some(row) = found {
        return Ok(row);
    }
    let row = conn
        .prepare_cached(
            "INSERT INTO scopes (digest, session, branch, host, agent, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .insert(params![digest, scope.session, scope.branch, scope.host, scope.agent, tags])?;
    Ok((row, firsts::store(conn, row, scope)?))
}

/// The same in every version of this program: it is in the file.
pub(super) fn digest(texts: [&str; 5]) -> i64 {
    use sha2::{Digest, Sha256};
    let mut sha = Sha256::new();
    for text in texts {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text);
    }
    // 40 bits keep the index small; equality is checked anyway.
    let digest = sha.finalize();
    digest.iter().take(5).fold(0i64, |word, byte| (word << 8) | i64::from(*byte))
}

/// Pairs as a JSON object, empty text for none.
pub(super) fn tags_text(tags: &[(String, String)]) -> String {
    if tags.is_empty() {
        return String::new();
    }
    let object = tags.iter().map(|(key, value)| (key.clone(), serde_json::Value::from(value.as_str())));
    serde_json::Value::Object(object.collect()).to_string()
}

/// The pairs of [`tags_text`] back, sorted by key.
pub(super) fn tags_from(text: &str) -> Vec<(String, String)> {
    let Ok(serde_json::Value::Object(object)) = serde_json::from_str(text) else { return Vec::new() };
    let mut tags: Vec<_> = object
        .into_iter()
        .map(|(key, value)| match value {
            serde_json::Value::String(text) => (key, text),
            other => (key, other.to_string()),
        })
        .collect();
    tags.sort_unstable();
    tags
}
