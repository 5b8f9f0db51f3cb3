//! Whose figure a cost is: ours, or what the provider or tool itself stated.
//!
//! Owns: the choice, event by event. Refuses to know: where the figures came from. Sums of stored
//! rollups are ours; any other choice reads the events.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::domain::{AfterClose, Error, Filter, InstantRange, Measures, Result, Tz, Usd};
use crate::store::{Bucket, Dearest, Dictionary, Grain, Pruned, Reader, Record, SessionDay, WantedSessions};

/// Which figure counts as the cost of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// What the price book gave.
    #[default]
    Calculated,
    /// What the record itself stated; events that state nothing are unpriced.
    Reported,
    /// What the record stated, else what the price book gave.
    Auto,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Basis::Calculated => "calculated",
            Basis::Reported => "reported",
            Basis::Auto => "auto",
        })
    }
}

impl FromStr for Basis {
    type Err = Error;

    fn from_str(word: &str) -> Result<Basis> {
        let all = [Basis::Calculated, Basis::Reported, Basis::Auto];
        all.into_iter().find(|basis| basis.to_string() == word).ok_or_else(|| {
            Error::validation(format!("{word:?} is no way to choose a cost")).hint("calculated, reported or auto")
        })
    }
}

/// A ledger whose costs are the chosen ones. What is stated is a total: how much of it was for input and how
/// much for output is not known. A stated cost of zero says nothing: tools write it
/// for plans and for models they do not know.
pub struct Costed<'r> {
    reader: &'r dyn Reader,
    basis: Basis,
}

impl<'r> Costed<'r> {
    /// The ledger with costs on that basis.
    pub fn new(reader: &'r dyn Reader, basis: Basis) -> Self {
        Costed { reader, basis }
    }

    fn chosen(&self, ours: &Measures) -> Measures {
        let stated = ours.reported_cost;
        match (self.basis, stated == Usd::ZERO) {
            (Basis::Calculated, _) | (Basis::Auto, true) => *ours,
            (_, false) => Measures {
                total_cost: stated,
                input_cost: Usd::ZERO,
                output_cost: Usd::ZERO,
                unpriced_requests: 0,
                unsplit_requests: ours.requests,
                unpriced_tokens: 0,
                ..*ours
            },
            (Basis::Reported, true) => Measures {
                total_cost: Usd::ZERO,
                input_cost: Usd::ZERO,
                output_cost: Usd::ZERO,
                unpriced_requests: ours.requests,
                unpriced_tokens: ours.total_tokens(),
                ..*ours
            },
        }
    }
}

impl Reader for Costed<'_> {
    fn after_close(&self, range: &InstantRange) -> Result<Vec<AfterClose>> {
        self.reader.after_close(range)
    }

    fn pruned(&self, range: &InstantRange) -> Result<Pruned> {
        self.reader.pruned(range)
    }

    fn zone(&self) -> Tz {
        self.reader.zone()
    }

    fn dictionary(&self) -> Result<Dictionary> {
        self.reader.dictionary()
    }

    fn dictionary_of(&self, scopes: &BTreeSet<u32>) -> Result<Dictionary> {
        self.reader.dictionary_of(scopes)
    }

    fn tag_keys(&self) -> Result<BTreeSet<String>> {
        self.reader.tag_keys()
    }

    fn dearest_sessions(&self, wanted: &WantedSessions<'_>) -> Result<Option<Dearest>> {
        // Ranked by what is calculated.
        if self.basis == Basis::Calculated { self.reader.dearest_sessions(wanted) } else { Ok(None) }
    }

    fn fold_sessions(&self, of: &[SessionDay], each: &mut dyn FnMut(Bucket<'_>)) -> Result<()> {
        self.reader.fold_sessions(of, &mut |bucket| each(Bucket { measures: &self.chosen(bucket.measures), ..bucket }))
    }

    fn earlier_prices(&self) -> Result<Option<(u32, u32)>> {
        self.reader.earlier_prices()
    }

    fn needs_events(&self) -> bool {
        self.basis != Basis::Calculated || self.reader.needs_events()
    }

    fn fold(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.reader.fold(grain, range, filter, &mut |bucket| {
            each(Bucket { measures: &self.chosen(bucket.measures), ..bucket });
        })
    }

    fn fold_costs(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        if self.basis != Basis::Calculated {
            return self.fold(grain, range, filter, each);
        }
        self.reader.fold_costs(grain, range, filter, each)
    }

    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        let mut records = self.reader.records(range, filter, ascending, after, limit)?;
        for record in &mut records {
            let chosen = self.chosen(&record.measures);
            if self.basis != Basis::Calculated {
                record.cost = Some(chosen.total_cost).filter(|_| chosen.unpriced_requests == 0);
                if chosen.unsplit_requests > 0 {
                    (record.unpriced, record.rule, record.matched) = (None, None, None);
                }
            }
            record.measures = chosen;
        }
        Ok(records)
    }
}
