//! What an import did.
//!
//! Owns: the counts and the refused records kept for show. Refuses to know: how they are shown.

use crate::domain::{Rejection, Usd};
use crate::store::{Appended, Prepared};

/// Refused records kept with their reason; beyond this many they are only counted.
const KEPT_REJECTIONS: usize = 100;

/// What an import did; `read = new + updated + duplicate + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records seen, refused ones among them.
    pub read: u64,
    /// Events the ledger did not have.
    pub new: u64,
    /// Events a more complete copy improved.
    pub updated: u64,
    /// Events that were there already.
    pub duplicate: u64,
    /// Of the duplicates, those of events that were pruned.
    pub pruned: u64,
    /// Records that were refused.
    pub rejected: u64,
    /// The first refused records: `(input, rejection)`.
    pub rejections: Vec<(String, Rejection)>,
    /// Events read that have no price (duplicates among them).
    pub unpriced: u64,
    /// Unpriced events by reason, most frequent models first when shown: `(reason, model, count)`.
    pub unpriced_models: Vec<(String, String, u64)>,
    /// The cost of the events read that have one (duplicates among them).
    pub cost: Usd,
    /// The format each input was read as: `(input, format)`.
    pub formats: Vec<(String, &'static str)>,
}

impl Summary {
    /// Counts one refused record, and keeps where and why it was where that is given.
    pub fn reject(&mut self, rejection: Option<(String, Rejection)>) {
        self.read += 1;
        self.rejected += 1;
        self.rejections.extend(rejection.filter(|_| self.rejections.len() < KEPT_REJECTIONS));
    }

    /// Adds what the ledger did with events, and what there was to count of them.
    pub(super) fn add(&mut self, done: &Appended, counted: Summary) {
        self.new += done.new;
        self.updated += done.updated;
        self.duplicate += done.duplicate;
        self.pruned += done.pruned;
        self.read += counted.read;
        self.unpriced += counted.unpriced;
        self.cost += counted.cost;
        for (reason, model, count) in counted.unpriced_models {
            self.unpriced_model(reason, &model, count);
        }
    }

    /// Counts an event that was read, and its cost or the lack of it.
    pub(super) fn event(&mut self, event: &Prepared) {
        self.priced(event.model(), event.cost().map_err(|reason| reason.as_text()));
    }

    /// Counts an event of a model that was read, with its cost or why it has none.
    pub fn priced(&mut self, model: &str, cost: Result<Usd, String>) {
        self.read += 1;
        match cost {
            Ok(cost) => self.cost += cost,
            Err(reason) => {
                self.unpriced += 1;
                self.unpriced_model(reason, model, 1);
            }
        }
    }

    fn unpriced_model(&mut self, reason: String, model: &str, count: u64) {
        let known = self.unpriced_models.iter().position(|(r, m, _)| *r == reason && m == model);
        match known {
            Some(at) => self.unpriced_models[at].2 += count,
            None if self.unpriced_models.len() < KEPT_REJECTIONS => {
                self.unpriced_models.push((reason, model.to_owned(), count));
            }
            None => {}
        }
    }
}
