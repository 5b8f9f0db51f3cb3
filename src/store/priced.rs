//! Stored events as they came in, with the costs they have.
//!
//! Owns: an event and its cost back from the rows. Refuses to know: who wants them.

use rusqlite::{Connection, params};

use super::failure::Doing;
use super::intern::Interner;
use super::stored::Stored;
use super::{Ledger, PricedEvent, frozen};
use crate::domain::{Code, Error, InstantRange, Result};

const WHAT: &str = "read events with their costs";

impl Ledger {
    /// Visits the events of a range that pass, each with the cost it has now, in the order they came in. Pages are
    /// read apart: what comes in meanwhile is not among them, and the log of the ledger does not grow.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read; what `each` fails with.
    pub fn each_priced(&self, range: &InstantRange, each: &mut dyn FnMut(PricedEvent) -> Result<()>) -> Result<()> {
        const PAGE: i64 = 2_000;
        let (from, to) = super::fold::bounds(range);
        let mut interner = Interner::default();
        let last: i64 =
            self.conn.query_row("SELECT ifnull(max(id), 0) FROM events", [], |row| row.get(0)).doing(WHAT)?;
        let mut after = 0;
        while after < last {
            let until = last.min(after + PAGE);
            let tx = self.conn.unchecked_transaction().doing(WHAT)?;
            let sql = "SELECT id FROM events WHERE id > ?1 AND id <= ?2 AND at >= ?3 AND at < ?4";
            let rows: Vec<i64> = tx
                .prepare_cached(sql)
                .and_then(|mut found| found.query_map(params![after, until, from, to], |row| row.get(0))?.collect())
                .doing(WHAT)?;
            for row in rows {
                each(load(&tx, &mut interner, row)?)?;
            }
            after = until;
        }
        Ok(())
    }
}

/// The event of that row, with the cost it has.
pub(super) fn load(conn: &Connection, interner: &mut Interner, row: i64) -> Result<PricedEvent> {
    let stored = Stored::load(conn, interner, row).doing(WHAT)?;
    let cost = frozen::cost(&stored).ok_or_else(|| {
        Error::new(Code::Database, "the ledger has a cost in words this program does not know").hint("upgrade cost-ops")
    })?;
    let (provider, namespace) = (stored.kind.provider.clone(), stored.kind.namespace);
    Ok(PricedEvent { event: stored.event(namespace), provider, cost })
}
