//! Copies of one event become one.
//!
//! Owns: which copy is the more complete, and the join of copies. The join takes the earliest
//! instant and, for all the rest, the greatest copy of a total order, so order, repetition and
//! grouping of copies do not matter.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::prepared::{Prepared, Preparer};
use super::stored::instant;
use super::{PricedEvent, Reprice};
use crate::domain::{Result, UsageClass, UsageEvent};

/// Orders copies by completeness: final over estimated, more output, more in all, more in any
/// class, then what was not redacted, then what a session said over what was replayed beside it, then every other field, so
/// that only equal copies (but for the instant) are equal. Of two sessions the one that sorts
/// first counts: ids that begin with their time put the original before what was resumed or
/// forked from it. A fork may go on with another model, and names it for what it copied too.
pub(super) fn completeness(a: &UsageEvent, b: &UsageEvent) -> Ordering {
    let output = |event: &UsageEvent| event.usage.get(UsageClass::Output);
    let rest = |event: &UsageEvent| event.usage.iter().collect::<Vec<_>>();
    (!a.estimated)
        .cmp(&!b.estimated)
        .then_with(|| output(a).cmp(&output(b)))
        .then_with(|| a.usage.total_tokens().cmp(&b.usage.total_tokens()))
        .then_with(|| rest(a).cmp(&rest(b)))
        .then_with(|| (!a.labels.is_redacted()).cmp(&!b.labels.is_redacted()))
        .then_with(|| (!a.labels.is_beside()).cmp(&!b.labels.is_beside()))
        .then_with(|| a.labels.session.is_empty().cmp(&b.labels.session.is_empty()).reverse())
        .then_with(|| b.labels.session.cmp(&a.labels.session))
        .then_with(|| a.model.cmp(&b.model))
        .then_with(|| a.provider.cmp(&b.provider))
        .then_with(|| a.context.cmp(&b.context))
        .then_with(|| a.reported.cmp(&b.reported))
        .then_with(|| a.labels.cmp(&b.labels))
        .then_with(|| a.latency_ms.cmp(&b.latency_ms))
        .then_with(|| a.metadata.cmp(&b.metadata))
        .then_with(|| a.source.cmp(b.source))
}

/// Copies joined so far.
pub(super) struct Joined<'a> {
    /// The most complete copy as a record, and as a row unless it is the stored one.
    event: UsageEvent,
    best: Option<&'a Prepared>,
    /// The instant of that copy, and the earliest of all, in microseconds.
    own: i64,
    earliest: i64,
    /// Copies that changed it.
    pub changed: u64,
}

impl<'a> Joined<'a> {
    /// The event as it is in the ledger.
    pub(super) fn stored(event: UsageEvent, at: i64) -> Self {
        Joined { event, best: None, own: at, earliest: at, changed: 0 }
    }

    /// A first copy.
    pub(super) fn first(copy: &'a Prepared) -> Self {
        Joined { event: copy.event(), best: Some(copy), own: copy.at, earliest: copy.at, changed: 0 }
    }

    /// Takes another copy in.
    pub(super) fn take(&mut self, copy: &'a Prepared) {
        let event = copy.event();
        let wins = completeness(&event, &self.event) == Ordering::Greater;
        if !wins && self.earliest <= copy.at {
            return;
        }
        self.changed += 1;
        self.earliest = self.earliest.min(copy.at);
        if wins {
            (self.event, self.best, self.own) = (event, Some(copy), copy.at);
        }
    }

    /// The row of what came of copies that are all new. The cost follows: the copy that won brings its
    /// own, an instant that moved asks the price book again.
    pub(super) fn row(self, preparer: &mut Preparer, reprice: &Reprice<'_>) -> Result<Cow<'a, Prepared>> {
        match self.best {
            Some(best) if self.own == self.earliest => Ok(Cow::Borrowed(best)),
            _ => {
                let event = self.record();
                let (provider, cost) = reprice(&event);
                preparer.prepare(PricedEvent { event, provider, cost }).map(Cow::Owned)
            }
        }
    }

    /// The record that came of it.
    pub(super) fn record(self) -> UsageEvent {
        UsageEvent { at: instant(self.earliest), ..self.event }
    }
}
