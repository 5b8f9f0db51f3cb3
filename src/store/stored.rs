//! A stored event back as the record it was made from.
//!
//! Owns: reading one row of `events` with its names. Refuses to know: which rows are wanted.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::cells::Cells;
use super::identity::stored_id;
use super::intern::{Interner, tags_from};
use super::kind::Kind;
use super::replaced::Before;
use crate::domain::{EventId, Labels, Measures, UsageEvent};

/// One row of `events`, with its kind and labels.
pub(super) struct Stored {
    pub at: i64,
    pub kind: Arc<Kind>,
    pub facet: i64,
    pub scope: i64,
    pub source: String,
    pub labels: Labels,
    pub cells: Cells,
    pub latency_ms: Option<u64>,
    pub id: EventId,
    pub metadata: Option<String>,
}

/// What a stored event is counted as, and where.
pub(super) struct Counted {
    pub at: i64,
    pub model: i64,
    pub facet: i64,
    pub scope: i64,
    pub sums: Measures,
}

impl Stored {
    /// What it is counted as.
    pub(super) fn counted(&self) -> Counted {
        Counted {
            at: self.at,
            model: self.kind.model_row,
            facet: self.facet,
            scope: self.scope,
            sums: self.cells.measures(),
        }
    }

    /// The event of that row number.
    pub(super) fn load(conn: &Connection, interner: &mut Interner, row: i64) -> rusqlite::Result<Stored> {
        Self::load_before(conn, interner, row, &mut None)
    }

    /// The same with the cost it had in an earlier generation.
    pub(super) fn load_before(
        conn: &Connection,
        interner: &mut Interner,
        row: i64,
        was: &mut Option<Before<'_>>,
    ) -> rusqlite::Result<Stored> {
        let mut statement = conn.prepare_cached(include_str!("sql/load_event.sql"))?;
        let mut rows = statement.query([row])?;
        let found = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let (mut kind, mut cells) = (found.get(1)?, cells(found, 4)?);
        if let Some(was) = was {
            was.put(row, &mut kind, &mut cells)?;
        }
        let kind = interner.kind_at(conn, kind)?;
        (cells.unit, cells.priced, cells.estimated) = (kind.unit, kind.stamp.is_some(), kind.estimated);
        let (facet, scope) = (found.get(2)?, found.get(3)?);
        let (labels, source) = labels(conn, facet, scope)?;
        Ok(Stored {
            at: found.get(0)?,
            cells,
            kind,
            facet,
            scope,
            source,
            labels,
            latency_ms: found.get::<_, Option<i64>>(17)?.map(i64::unsigned_abs),
            id: stored_id(found.get_ref(19)?).ok_or(rusqlite::Error::InvalidColumnType(
                19,
                "uid".into(),
                rusqlite::types::Type::Blob,
            ))?,
            metadata: found.get(20)?,
        })
    }

    /// The record it was made from, as a source with this namespace would give it.
    pub(super) fn event(self, namespace: &'static str) -> UsageEvent {
        UsageEvent {
            source: lasting(&self.source),
            namespace,
            id: self.id,
            at: instant(self.at),
            provider: self.kind.hint.clone(),
            model: self.kind.model.clone(),
            context: self.kind.context.clone(),
            usage: self.cells.usage(self.kind.classes),
            labels: self.labels,
            reported: self.cells.reported(),
            estimated: self.kind.estimated,
            latency_ms: self.latency_ms,
            metadata: self.metadata,
            telemetry: None,
        }
    }
}

/// The instant of a stored number; what lies outside the calendar is its nearest end.
pub(super) fn instant(micros: i64) -> DateTime<Utc> {
    let end = if micros < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp_micros(micros).unwrap_or(end)
}

/// The number columns of a row, the first (`input`) at `from`, in the order of `load_event.sql`;
/// the kind says the rest.
fn cells(row: &Row<'_>, from: usize) -> rusqlite::Result<Cells> {
    let mut cells = Cells::default();
    for at in 0..6 {
        cells.tokens.set(at, integer(row, from + at)?);
        cells.costs.set(at, integer(row, from + 6 + at)?);
    }
    cells.reported = integer(row, from + 12)?;
    if !matches!(row.get_ref(from + 14)?, ValueRef::Null) {
        cells.detail = row.get(from + 14)?;
    }
    Ok(cells)
}

pub(super) fn integer(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<i64>> {
    match row.get_ref(at)? {
        ValueRef::Integer(value) => Ok(Some(value)),
        ValueRef::Null => Ok(None),
        other => Err(rusqlite::Error::InvalidColumnType(at, "a number".into(), other.data_type())),
    }
}

fn labels(conn: &Connection, facet: i64, scope: i64) -> rusqlite::Result<(Labels, String)> {
    let (mut labels, source) = conn
        .prepare_cached("SELECT organization, project, user, source FROM facets WHERE id = ?1")?
        .query_row([facet], |row| {
            let labels =
                Labels { organization: row.get(0)?, project: row.get(1)?, user: row.get(2)?, ..Labels::default() };
            Ok((labels, row.get(3)?))
        })?;
    if scope != 0 {
        conn.prepare_cached("SELECT session, branch, host, agent, tags FROM scopes WHERE id = ?1")?.query_row(
            [scope],
            |row| {
                (labels.session, labels.branch, labels.host, labels.agent) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                labels.tags = tags_from(&row.get::<_, String>(4)?);
                Ok(())
            },
        )?;
    }
    Ok((labels, source))
}

/// The text as one that lasts. Formats are few, so what this keeps is bounded.
pub(super) fn lasting(text: &str) -> &'static str {
    static KNOWN: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(found) = known.get(text) {
        return found;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    known.insert(kept);
    kept
}
