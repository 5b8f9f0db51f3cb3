//! Two copies of one event become one.
//!
//! Owns: which copy is the more complete, and the join of two copies. The join takes the
//! earliest instant and, for all the rest, the greater copy of a total order, so order,
//! repetition and grouping of copies do not matter.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{DateTime, Utc};

use super::{PricedEvent, Reprice};
use crate::domain::{UsageClass, UsageEvent};

/// Orders copies by completeness: final over estimated, more output, more in all, then every
/// other field, so that only equal copies (but for the instant) are equal.
pub(super) fn completeness(a: &UsageEvent, b: &UsageEvent) -> Ordering {
    let output = |event: &UsageEvent| event.usage.get(UsageClass::Output);
    let rest = |event: &UsageEvent| event.usage.iter().collect::<Vec<_>>();
    (!a.estimated)
        .cmp(&!b.estimated)
        .then_with(|| output(a).cmp(&output(b)))
        .then_with(|| a.usage.total_tokens().cmp(&b.usage.total_tokens()))
        .then_with(|| rest(a).cmp(&rest(b)))
        .then_with(|| a.model.cmp(&b.model))
        .then_with(|| a.provider.cmp(&b.provider))
        .then_with(|| a.context.cmp(&b.context))
        .then_with(|| a.reported.cmp(&b.reported))
        .then_with(|| a.labels.cmp(&b.labels))
        .then_with(|| a.latency_ms.cmp(&b.latency_ms))
        .then_with(|| a.metadata.cmp(&b.metadata))
        .then_with(|| a.source.cmp(b.source))
}

/// The instant as the ledger keeps it.
pub(super) fn instant(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// Joins `other` into `mine`; false when that changes nothing. The cost follows: a copy that
/// wins brings its own, an instant that moves asks the price book again.
pub(super) fn join(mine: &mut Cow<'_, PricedEvent>, other: &PricedEvent, reprice: &Reprice<'_>) -> bool {
    let (our_at, their_at) = (instant(mine.event.at), instant(other.event.at));
    let they_win = completeness(&other.event, &mine.event) == Ordering::Greater;
    if !they_win && our_at <= their_at {
        return false;
    }
    let earliest = if our_at <= their_at { mine.event.at } else { other.event.at };
    let winner_at = if they_win { their_at } else { our_at };
    let mut joined = if they_win { other.clone() } else { mine.as_ref().clone() };
    if winner_at != instant(earliest) {
        joined.event.at = earliest;
        (joined.provider, joined.cost) = reprice(&joined.event);
    }
    *mine = Cow::Owned(joined);
    true
}
