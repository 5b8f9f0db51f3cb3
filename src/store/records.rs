//! Single records, in the order of time.
//!
//! Owns: paging by (instant, row) and the full record with its names.

use std::collections::BinaryHeap;

use rusqlite::{Connection, params};

use super::dictionary::Wanted;
use super::failure::Doing;
use super::fold::{bounds, facet_rows};
use super::identity::shown;
use super::intern::Interner;
use super::replaced::Before;
use super::stored::{Stored, instant};
use super::{Ledger, Record};
use crate::domain::{EventId, Filter, InstantRange, Rate, Result, UsageClass, Usd};

const WHAT: &str = "read records";

/// `(instant, row)`, both complemented for newest first: the smallest come first.
type Key = (i64, i64);

impl Ledger {
    pub(super) fn records_page(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let wanted = Wanted::new(&tx, filter)?;
        let mut interner = Interner::default();
        let at_generation = self.older(&tx)?;
        let mut was = at_generation.map(|generation| Before::new(&tx, generation)).transpose().doing(WHAT)?;
        let page = Page {
            conn: &tx,
            range: bounds(range),
            ascending,
            after,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        };
        let keys = page.keys(&wanted, &mut interner, &mut was).doing(WHAT)?;
        keys.into_iter().map(|(_, row)| record(&tx, &mut interner, row, &mut was).doing(WHAT)).collect()
    }
}

impl Ledger {
    /// The records with this id as reports show it, one in each namespace that has it, in the
    /// order of the namespaces.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn find(&self, namespaces: &[&str], id: &str) -> Result<Vec<Record>> {
        let id = EventId::from_written(id).unwrap_or_else(|| EventId::Given(id.to_owned()));
        let mut found = Vec::new();
        for namespace in namespaces {
            let Some(row) = self.row_of(namespace, &id)? else { continue };
            found.push(record(&self.conn, &mut Interner::default(), row, &mut None).doing(WHAT)?);
        }
        Ok(found)
    }
}

/// Which page is asked for.
struct Page<'a> {
    conn: &'a Connection,
    range: (i64, i64),
    ascending: bool,
    after: Option<(i64, i64)>,
    limit: usize,
}

impl Page<'_> {
    /// The first `limit` keys, in order. The index is ordered by time within a facet, so each
    /// facet is read until its next key would not make the page.
    fn keys(
        &self,
        wanted: &Wanted,
        interner: &mut Interner,
        was: &mut Option<Before<'_>>,
    ) -> rusqlite::Result<Vec<Key>> {
        let turn = |key: Key| if self.ascending { key } else { (!key.0, !key.1) };
        let (sql, start) = match self.ascending {
            true => (include_str!("sql/keys_oldest.sql"), (i64::MIN, i64::MIN)),
            false => (include_str!("sql/keys_newest.sql"), (i64::MAX, i64::MAX)),
        };
        let after = self.after.unwrap_or(start);
        let mut best: BinaryHeap<Key> = BinaryHeap::new();
        let facets = match wanted.facet_rows() {
            Some(facets) => facets,
            None => facet_rows(self.conn)?,
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        for facet in facets {
            let mut rows = statement.query(params![facet, self.range.0, self.range.1, after.0, after.1])?;
            while let Some(row) = rows.next()? {
                let key = turn((row.get(0)?, row.get(1)?));
                if best.len() >= self.limit && best.peek().is_none_or(|worst| key >= *worst) {
                    break;
                }
                let kind = match was {
                    Some(was) => was.kind(row.get(1)?, row.get(2)?)?,
                    None => row.get(2)?,
                };
                if wanted.scope(row.get(3)?) && wanted.model(interner.kind_at(self.conn, kind)?.model_row) {
                    best.push(key);
                    if best.len() > self.limit {
                        best.pop();
                    }
                }
            }
        }
        Ok(best.into_sorted_vec().into_iter().map(turn).collect())
    }
}

/// The whole record of a row.
fn record(
    conn: &Connection,
    interner: &mut Interner,
    row: i64,
    was: &mut Option<Before<'_>>,
) -> rusqlite::Result<Record> {
    let stored = Stored::load_before(conn, interner, row, was)?;
    let kind = &stored.kind;
    let measures = stored.cells.measures();
    Ok(Record {
        row,
        id: shown(&stored.id),
        at: instant(stored.at),
        provider: kind.provider.clone(),
        provider_inferred: kind.hint.is_none(),
        model: kind.model.clone(),
        context: kind.context.clone(),
        usage: stored.cells.usage(kind.classes),
        cost: kind.stamp.is_some().then_some(measures.total_cost),
        measures,
        reported: stored.cells.reported(),
        unpriced: kind.unpriced.clone(),
        rule: kind.stamp.as_ref().map(|stamp| stamp.rule().to_owned()),
        matched: kind.stamp.as_ref().map(|stamp| stamp.matched().to_owned()),
        latency_ms: stored.latency_ms,
        source: stored.source,
        labels: stored.labels,
        metadata: stored.metadata,
    })
}

/// One stored cost line: `count` units of `class` cost `amount`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredLine {
    pub class: UsageClass,
    pub count: u64,
    /// What a unit cost, when the stamp still says.
    pub rate: Option<Rate>,
    pub amount: Usd,
}

impl Ledger {
    /// The records of that id: one, unless several kinds of sources use it.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn records_of(&self, id: &str) -> Result<Vec<Record>> {
        let rows = self.rows_of(id)?;
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let mut was = self.older(&tx)?.map(|generation| Before::new(&tx, generation)).transpose().doing(WHAT)?;
        let mut interner = Interner::default();
        rows.into_iter().map(|row| record(&tx, &mut interner, row, &mut was).doing(WHAT)).collect()
    }

    /// The cost lines of the event in that row, as they were frozen in the generation that is read;
    /// none when it has no price.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when there is no such row.
    pub fn lines(&self, row: i64) -> Result<Vec<StoredLine>> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let mut was = self.older(&tx)?.map(|generation| Before::new(&tx, generation)).transpose().doing(WHAT)?;
        let stored = Stored::load_before(&tx, &mut Interner::default(), row, &mut was).doing(WHAT)?;
        let Some(stamp) = &stored.kind.stamp else { return Ok(Vec::new()) };
        let classes: Vec<UsageClass> = stamp.rates.iter().map(|(class, _)| *class).collect();
        let usage = stored.cells.usage(stored.kind.classes);
        let rate = |class| stamp.rates.iter().find(|(priced, _)| *priced == class).map(|(_, rate)| *rate);
        let line = |(class, count, amount)| StoredLine { class, count, rate: rate(class), amount };
        Ok(stored.cells.lines(&usage, &classes).into_iter().map(line).collect())
    }
}
