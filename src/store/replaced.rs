//! What events had before they were priced again.
//!
//! Owns: the rows of `replaced`, and the steps from generation to generation they stand for.
//! Refuses to know: who priced, and why.

use rusqlite::{CachedStatement, Connection, Row};

use super::cells::Cells;
use super::intern::Interner;
use super::sparse::Sparse;
use super::stored::integer;
use crate::domain::Measures;

/// Puts the costs of an earlier generation in the place of the current ones.
pub(super) struct Before<'c> {
    statement: CachedStatement<'c>,
    generation: i64,
}

impl<'c> Before<'c> {
    /// The costs of that generation.
    pub(super) fn new(conn: &'c Connection, generation: i64) -> rusqlite::Result<Self> {
        Ok(Before { statement: conn.prepare_cached(include_str!("sql/replaced_after.sql"))?, generation })
    }

    /// Makes kind and cells those the event had, when they were others.
    pub(super) fn put(&mut self, event: i64, kind: &mut i64, cells: &mut Cells) -> rusqlite::Result<()> {
        let mut rows = self.statement.query([event, self.generation])?;
        if let Some(row) = rows.next()? {
            (*kind, cells.costs, cells.detail) = values(row, 0)?;
        }
        Ok(())
    }

    /// The kind the event had; `kind` is the current one.
    pub(super) fn kind(&mut self, event: i64, kind: i64) -> rusqlite::Result<i64> {
        let mut rows = self.statement.query([event, self.generation])?;
        rows.next()?.map_or(Ok(kind), |row| row.get(0))
    }
}

/// Kind, cost columns and detail, the first at `from`.
fn values(row: &Row<'_>, from: usize) -> rusqlite::Result<(i64, Sparse<6>, Option<String>)> {
    let mut costs = Sparse::default();
    for at in 0..6 {
        costs.set(at, integer(row, from + 1 + at)?);
    }
    Ok((row.get(from)?, costs, row.get(from + 7)?))
}

/// What a generation did to one event.
pub(super) struct Step {
    pub event: i64,
    pub at: i64,
    pub facet: i64,
    pub generation: i64,
    /// The model it was filed under, and what it added to sums; then the same after.
    pub old: (i64, Measures),
    pub new: (i64, Measures),
}

/// Visits every step of the events in rows `first` to `last`, the steps of an event oldest first.
pub(super) fn each_step(
    conn: &Connection,
    interner: &mut Interner,
    (first, last): (i64, i64),
    each: &mut dyn FnMut(Step),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(include_str!("sql/replacements.sql"))?;
    let mut rows = statement.query([first, last])?;
    // The last step read; where it leads is known with the next row.
    let mut open: Option<(i64, Step)> = None;
    while let Some(row) = rows.next()? {
        let event: i64 = row.get(0)?;
        let old = sums(conn, interner, row, 11)?;
        if let Some((of, mut step)) = open.take() {
            if of == event {
                step.new = old;
            }
            each(step);
        }
        let new = sums(conn, interner, row, 19)?;
        open = Some((event, Step { event, at: row.get(2)?, facet: row.get(3)?, generation: row.get(1)?, old, new }));
    }
    if let Some((_, step)) = open {
        each(step);
    }
    Ok(())
}

/// The model and the sums of an event with the values that begin at `from`.
fn sums(conn: &Connection, interner: &mut Interner, row: &Row<'_>, from: usize) -> rusqlite::Result<(i64, Measures)> {
    let (kind, costs, detail) = values(row, from)?;
    let kind = interner.kind_at(conn, kind)?;
    let mut cells = Cells {
        costs,
        detail,
        reported: integer(row, 10)?,
        unit: kind.unit,
        priced: kind.stamp.is_some(),
        estimated: kind.estimated,
        ..Cells::default()
    };
    for at in 0..6 {
        cells.tokens.set(at, integer(row, 4 + at)?);
    }
    Ok((kind.model_row, cells.measures()))
}
