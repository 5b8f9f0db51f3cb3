//! The cost an event has, kept while copies of its record come in.
//!
//! Owns: telling whether a better copy touches what the cost was made of. Refuses to know: which copy
//! is the better one, how prices are found.
//!
//! What a record costs was found when it came, with the prices of that day. A copy that only adds
//! a name or moves the instant a little must not bring the prices of today: then the past would
//! change by itself.

use std::sync::Arc;

use super::Reprice;
use super::stored::Stored;
use crate::domain::{Cost, Line, Priced, UnpricedReason, UsageClass, UsageEvent};

/// A stored event and what it costs.
pub(super) struct Frozen {
    event: UsageEvent,
    /// The provider it is filed under.
    provider: String,
    cost: Cost,
}

impl Frozen {
    /// Of an event as it is in the file; `None` when its cost is in words of a later version.
    pub(super) fn of(stored: Stored, namespace: &'static str) -> Option<Frozen> {
        let cost = cost(&stored)?;
        Some(Frozen { provider: stored.kind.provider.clone(), event: stored.event(namespace), cost })
    }

    /// Provider and cost for the joined record, if they are as they were: it used the same, and the price
    /// book of today does not tell the two apart.
    pub(super) fn serves(self, joined: &UsageEvent, reprice: &Reprice<'_>) -> Option<(String, Cost)> {
        // Who tells of no cache tells the same as who tells that nothing was cached.
        let same = UsageClass::ALL.iter().all(|class| self.event.usage.get(*class) == joined.usage.get(*class))
            && reprice(&self.event) == reprice(joined);
        same.then_some((self.provider, self.cost))
    }

    /// Whether what it cost in earlier generations is told of by the joined record too.
    pub(super) fn is_of_kind(&self, joined: &UsageEvent) -> bool {
        let of = |event: &UsageEvent| (event.provider.clone(), event.model.clone(), event.context.clone());
        of(&self.event) == of(joined) && self.event.estimated == joined.estimated
    }
}

/// What a stored event costs; `None` when that is in words of a later version.
pub(super) fn cost(stored: &Stored) -> Option<Cost> {
    let kind = &stored.kind;
    let Some(stamp) = &kind.stamp else {
        let reason = UnpricedReason::from_text(kind.unpriced.as_deref()?, stored.cells.refusal())?;
        return Some(Cost::Unpriced(reason));
    };
    let classes: Vec<_> = stamp.rates.iter().map(|(class, _)| *class).collect();
    let counted = stored.cells.lines(&stored.cells.usage(kind.classes), &classes);
    let lines: Option<Vec<Line>> = counted
        .into_iter()
        .map(|(class, count, amount)| {
            let (_, rate) = stamp.rates.iter().find(|(of, _)| *of == class)?;
            Some(Line { class, count, rate: *rate, amount })
        })
        .collect();
    Some(Cost::Priced(Priced { lines: lines?, stamp: Arc::new(stamp.given()?) }))
}
