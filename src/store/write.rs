//! How every change of a ledger begins.
//!
//! Owns: the transaction, and that a ledger is finished before it is changed in any other way than by adding events.
//! Refuses to know: what is changed.

use rusqlite::{Transaction, TransactionBehavior};

use super::failure::Doing;
use super::intern::Interner;
use super::unfinished::Unfinished;
use super::{Ledger, migrate};
use crate::domain::Result;

const WHAT: &str = "write to the ledger";

impl Ledger {
    /// Whether it is still being made, and nobody waits for it.
    pub fn is_unfinished(&self) -> bool {
        self.unfinished.is_some()
    }

    /// Every write goes through here: IMMEDIATE, because a read that turns into a write fails
    /// when another writer came between.
    pub(super) fn write_tx(&mut self) -> Result<Transaction<'_>> {
        Ok(self.write_parts()?.0)
    }

    /// [`Ledger::write_tx`] with what is remembered of the names.
    pub(super) fn write_parts(&mut self) -> Result<(Transaction<'_>, &mut Interner)> {
        self.finish()?;
        let (tx, interner, _) = self.append_parts()?;
        Ok((tx, interner))
    }

    /// Makes what the ledger lacks.
    pub(super) fn finish(&mut self) -> Result<()> {
        if self.unfinished.is_none() {
            return Ok(());
        }
        let (tx, _, unfinished) = self.append_parts()?;
        unfinished.as_mut().map_or(Ok(()), |unfinished| unfinished.finish(&tx)).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        self.unfinished = None;
        Ok(())
    }

    /// The same for adding events, with what the ledger lacks meanwhile.
    pub(super) fn append_parts(&mut self) -> Result<(Transaction<'_>, &mut Interner, &mut Option<Unfinished>)> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).doing(WHAT)?;
        migrate::still_current(&tx)?;
        Ok((tx, &mut self.interner, &mut self.unfinished))
    }
}
