//! A ledger of what has a price.
//!
//! Owns: leaving out the rest, event by event. Refuses to know: prices, whose figure a cost is.

use std::collections::BTreeSet;

use crate::domain::{AfterClose, Filter, InstantRange, Result, Tz};
use crate::store::{Bucket, Dictionary, Grain, Pruned, Reader, Record};

/// The events of a ledger that have a price. Sums of stored rollups mix them with others: events are read.
pub(super) struct Priced<'r>(pub &'r dyn Reader);

impl Reader for Priced<'_> {
    fn after_close(&self, range: &InstantRange) -> Result<Vec<AfterClose>> {
        self.0.after_close(range)
    }

    fn zone(&self) -> Tz {
        self.0.zone()
    }

    fn dictionary(&self) -> Result<Dictionary> {
        self.0.dictionary()
    }

    fn dictionary_of(&self, scopes: &BTreeSet<u32>) -> Result<Dictionary> {
        self.0.dictionary_of(scopes)
    }

    fn tag_keys(&self) -> Result<BTreeSet<String>> {
        self.0.tag_keys()
    }

    fn pruned(&self, range: &InstantRange) -> Result<Pruned> {
        self.0.pruned(range)
    }

    fn earlier_prices(&self) -> Result<Option<(u32, u32)>> {
        self.0.earlier_prices()
    }

    fn needs_events(&self) -> bool {
        true
    }

    fn fold(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.0.fold(grain, range, filter, &mut |bucket| {
            if bucket.measures.unpriced_requests == 0 {
                each(bucket);
            }
        })
    }

    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        self.0.records(range, filter, ascending, after, limit)
    }
}
