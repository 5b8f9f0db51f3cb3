//! Which events of a batch are there already.
//!
//! Owns: that each new event gets a row of its own. Refuses to know: what becomes of the others.

use rusqlite::{CachedStatement, Connection};

use super::append::Append;
use super::clusters::{Cluster, clusters};
use super::known::is_it;
use super::prepared::Prepared;
use super::unfinished::Unfinished;
use super::{claims, identity};

/// The clusters of a batch, by what the ledger knows of them.
#[derive(Default)]
pub(super) struct Resolved {
    /// New, and now claimed.
    pub fresh: Vec<Cluster>,
    /// Of events that are there, with their rows.
    pub known: Vec<(i64, Cluster)>,
    /// Of events that were pruned: they are counted, and nothing is there to be improved.
    pub pruned: Vec<Cluster>,
}

/// How many copies there are in clusters.
pub(super) fn copies(clusters: &[Cluster]) -> u64 {
    clusters.iter().map(|cluster| 1 + cluster.rest.len() as u64).sum()
}

/// The way to a place, in the tables or beside them.
enum Claim<'a> {
    Kept(CachedStatement<'a>, &'a Connection),
    Beside(&'a mut Unfinished),
}

impl Claim<'_> {
    /// Takes a place for a row, or tells the row that has it.
    fn take(&mut self, hash: i64, row: i64) -> rusqlite::Result<Option<i64>> {
        match self {
            Claim::Beside(unfinished) => Ok(unfinished.take(hash, row)),
            Claim::Kept(claim, conn) => match claim.execute([hash, row])? {
                1 => Ok(None),
                _ => claims::holder(conn, hash)?.map(Some).ok_or(rusqlite::Error::QueryReturnedNoRows),
            },
        }
    }
}

impl Append<'_> {
    /// Splits clusters into events that are new (and now claimed), events that
    /// are there, with their rows, and events that were pruned.
    pub(super) fn resolve(&mut self, batch: &[&Prepared]) -> rusqlite::Result<Resolved> {
        let clusters = clusters(batch);
        let last = self.base + batch.len() as i64;
        if self.unfinished.as_ref().is_some_and(|unfinished| !unfinished.has_room(clusters.len(), last)) {
            self.complete()?;
        }
        let mut unfinished = self.unfinished.take();
        let outcome = match &mut unfinished {
            Some(unfinished) => self.split(batch, clusters, Claim::Beside(unfinished)),
            None => {
                let claim = claims::claim(self.conn, self.base)?;
                self.split(batch, clusters, Claim::Kept(claim, self.conn))
            }
        };
        *self.unfinished = unfinished;
        outcome
    }

    fn split(&self, batch: &[&Prepared], clusters: Vec<Cluster>, mut claim: Claim<'_>) -> rusqlite::Result<Resolved> {
        let mut resolved = Resolved { fresh: Vec::with_capacity(clusters.len()), ..Resolved::default() };
        for cluster in clusters {
            let event = batch[cluster.first];
            if self.is_pruned(event)? {
                resolved.pruned.push(cluster);
                continue;
            }
            let row = self.base + cluster.first as i64;
            let mut hash = cluster.hash;
            let found = loop {
                match claim.take(hash, row)? {
                    None => break None,
                    Some(held) if self.holds(held, event)? => break Some(held),
                    Some(_) => hash = identity::next(hash),
                }
            };
            match found {
                Some(row) => resolved.known.push((row, cluster)),
                None => resolved.fresh.push(cluster),
            }
        }
        Ok(resolved)
    }

    /// Whether this event is in that row. What this very batch claimed is another event, or it would be in the
    /// same cluster.
    fn holds(&self, row: i64, event: &Prepared) -> rusqlite::Result<bool> {
        Ok(row < self.base && is_it(self.conn, row, event.shape.namespace, &event.id)?)
    }
}
