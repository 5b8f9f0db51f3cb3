//! Events one by one, as what a price depends on.
//!
//! Owns: the pass over what was used, filed as the generation that is read has it. Refuses to know:
//! prices, who asks.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Ledger;
use super::candidates;
use super::dictionary::Wanted;
use super::failure::Doing;
use super::fold::{Span, bounds, each_event};
use super::kind::Kind;
use super::stored::instant;
use crate::domain::{Filter, InstantRange, Result, UsageEvent};

const WHAT: &str = "read what was used";

impl Ledger {
    /// Visits what the events in `range` that pass `filter` used, with the provider each is filed under
    /// in the generation that is read; all that a price depends on is there, labels and identity are not.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn each_usage(
        &self,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(&str, &UsageEvent),
    ) -> Result<()> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let wanted = Wanted::new(&tx, filter)?;
        let (from, to) = bounds(range);
        let span = Span { from, to, facets: wanted.facet_rows(), at_generation: self.older(&tx)?, ..Span::ALL };
        let (mut kinds, mut failed) = (HashMap::<i64, (Kind, UsageEvent)>::new(), None);
        each_event(&tx, &span, &mut |event| {
            if !(wanted.model(event.model) && wanted.facet(event.facet) && wanted.scope(event.scope)) {
                return;
            }
            let (kind, used) = match kinds.entry(event.kind) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => match Kind::load(&tx, event.kind) {
                    Ok(kind) => place.insert((kind.clone(), candidates::event(&kind))),
                    Err(error) => return failed = Some(error),
                },
            };
            (used.at, used.usage) = (instant(event.at), event.cells.usage(kind.classes));
            each(&kind.provider, used);
        })?;
        failed.map_or(Ok(()), |error| Err(error).doing(WHAT))
    }
}
