//! Names to numbers: models, labels, stamps and kinds, each distinct one stored once.
//!
//! Owns: the look-up tables and what is remembered of them between batches. Row numbers are
//! never reused, so what was read stays true; [`Interner::forget`] after a rollback.

use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::kind::{Kind, KindKey};
use super::mix::{Mix, MixBuild};
use crate::domain::Labels;

/// Labels remembered at most; past it, memory is freed and refilled from the file.
const REMEMBERED: usize = 50_000;

/// Values by hash, with their row numbers.
struct Memo<T> {
    rows: HashMap<u64, Vec<(T, i64)>, MixBuild>,
    count: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { rows: HashMap::default(), count: 0 }
    }
}

impl<T> Memo<T> {
    fn find(&self, hash: u64, same: impl Fn(&T) -> bool) -> Option<&(T, i64)> {
        self.rows.get(&hash)?.iter().find(|(value, _)| same(value))
    }

    fn keep(&mut self, hash: u64, value: T, row: i64) {
        if self.count >= REMEMBERED {
            *self = Memo::default();
        }
        self.count += 1;
        self.rows.entry(hash).or_default().push((value, row));
    }
}

/// What has been looked up so far on this connection.
#[derive(Default)]
pub(super) struct Interner {
    kinds: Memo<Arc<Kind>>,
    kinds_by_row: HashMap<i64, Arc<Kind>, MixBuild>,
    facets: Memo<[String; 4]>,
    scopes: Memo<Labels>,
}

impl Interner {
    /// Forgets everything: rows of a transaction that was rolled back are not there.
    pub(super) fn forget(&mut self) {
        *self = Interner::default();
    }

    /// The kind of an event, stored if it is new.
    pub(super) fn kind(&mut self, conn: &Connection, key: &KindKey<'_>) -> rusqlite::Result<Arc<Kind>> {
        let hash = key.hash();
        if let Some((kind, _)) = self.kinds.find(hash, |kind| key.is(kind)) {
            return Ok(Arc::clone(kind));
        }
        let row = key.store(conn)?;
        let kind = self.kind_at(conn, row)?;
        self.kinds.keep(hash, Arc::clone(&kind), row);
        Ok(kind)
    }

    /// The kind of that row number.
    pub(super) fn kind_at(&mut self, conn: &Connection, row: i64) -> rusqlite::Result<Arc<Kind>> {
        if let Some(kind) = self.kinds_by_row.get(&row) {
            return Ok(Arc::clone(kind));
        }
        let kind = Arc::new(Kind::load(conn, row)?);
        if self.kinds_by_row.len() >= REMEMBERED {
            self.kinds_by_row.clear();
        }
        self.kinds_by_row.insert(row, Arc::clone(&kind));
        Ok(kind)
    }

    /// The row of organization, project, user and source.
    pub(super) fn facet(&mut self, conn: &Connection, labels: &Labels, source: &str) -> rusqlite::Result<i64> {
        let texts = [labels.organization.as_str(), &labels.project, &labels.user, source];
        let mut mix = Mix::default();
        texts.iter().for_each(|text| mix.text(text));
        if let Some((_, row)) = self.facets.find(mix.finish(), |known| known.iter().zip(texts).all(|(a, b)| a == b)) {
            return Ok(*row);
        }
        let found = conn
            .prepare_cached(
                "SELECT id FROM facets WHERE organization = ?1 AND project = ?2 AND user = ?3 AND source = ?4",
            )?
            .query_row(texts, |row| row.get(0))
            .optional()?;
        let row = match found {
            Some(row) => row,
            None => conn
                .prepare_cached("INSERT INTO facets (organization, project, user, source) VALUES (?1, ?2, ?3, ?4)")?
                .insert(texts)?,
        };
        self.facets.keep(mix.finish(), texts.map(str::to_owned), row);
        Ok(row)
    }

    /// The row of session, branch, host, agent and tags.
    pub(super) fn scope(&mut self, conn: &Connection, labels: &Labels) -> rusqlite::Result<i64> {
        let texts = |labels: &Labels| {
            let Labels { session, branch, host, agent, tags, .. } = labels;
            [session, branch, host, agent].iter().all(|text| text.is_empty()) && tags.is_empty()
        };
        if texts(labels) {
            return Ok(0);
        }
        let mut mix = Mix::default();
        [&labels.session, &labels.branch, &labels.host, &labels.agent].iter().for_each(|text| mix.text(text));
        labels.tags.iter().for_each(|(key, value)| {
            mix.text(key);
            mix.text(value);
        });
        let hash = mix.finish();
        if let Some((_, row)) = self.scopes.find(hash, |known| same_scope(known, labels)) {
            return Ok(*row);
        }
        let row = store_scope(conn, labels)?;
        let kept =
            Labels { organization: String::new(), project: String::new(), user: String::new(), ..labels.clone() };
        self.scopes.keep(hash, kept, row);
        Ok(row)
    }
}

fn same_scope(a: &Labels, b: &Labels) -> bool {
    a.session == b.session && a.branch == b.branch && a.host == b.host && a.agent == b.agent && a.tags == b.tags
}

fn store_scope(conn: &Connection, labels: &Labels) -> rusqlite::Result<i64> {
    let tags = tags_text(&labels.tags);
    let digest = digest([&labels.session, &labels.branch, &labels.host, &labels.agent, &tags]);
    let found = conn
        .prepare_cached(
            "SELECT id FROM scopes WHERE digest = ?1 AND session = ?2 AND branch = ?3 AND host = ?4 AND agent = ?5
             AND tags = ?6",
        )?
        .query_row(params![digest, labels.session, labels.branch, labels.host, labels.agent, tags], |row| row.get(0))
        .optional()?;
    if let Some(row) = found {
        return Ok(row);
    }
    conn.prepare_cached(
        "INSERT INTO scopes (digest, session, branch, host, agent, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .insert(params![digest, labels.session, labels.branch, labels.host, labels.agent, tags])
}

/// The same in every version of this program: it is in the file.
fn digest(texts: [&str; 5]) -> i64 {
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
