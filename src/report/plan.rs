//! Which rows of the ledger answer a question: whole days from the coarsest day rollup that can tell
//! apart what is asked for, quarter hours from the quarter rollup, the rest from the events.
//!
//! Owns: that choice, and that the parts cover the range exactly once. Refuses to know: what is
//! summed.

use chrono::{DateTime, Utc};

use super::calendar::{self, QUARTER, day_start, local_day, starts_cleanly};
use crate::domain::{InstantRange, Tz};
use crate::store::Grain;

/// What the question needs to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    /// What only single events have.
    pub(super) events: bool,
    pub(super) sessions: bool,
    /// Branches, hosts or tags.
    pub(super) labels: bool,
    pub(super) models: bool,
    /// Organization, project, user or source.
    pub(super) facets: bool,
    /// Stretches of time, and whether hours are among them.
    pub(super) time: bool,
    pub(super) hours: bool,
}

impl Needs {
    /// The sums by day that tell it apart, if any do.
    fn grain(self) -> Option<Grain> {
        match self {
            Needs { events: true, .. } | Needs { hours: true, .. } => None,
            Needs { sessions: false, labels: false, facets: false, .. } => Some(Grain::ModelDay),
            Needs { sessions: false, labels: false, models: false, time, .. } => {
                Some(if time { Grain::Facet } else { Grain::FacetDays })
            }
            Needs { sessions: false, labels: false, time, .. } => Some(if time { Grain::Day } else { Grain::Days }),
            Needs { sessions: true, labels: false, models: false, .. } => Some(Grain::Session),
            Needs { sessions: false, labels: true, facets: false, time, .. } => {
                Some(if time { Grain::Label } else { Grain::LabelDays })
            }
            _ => None,
        }
    }
}

/// One read: a stretch, and the rows to read it from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) grain: Grain,
    pub(super) range: InstantRange,
}

/// The parts that cover `range` exactly once.
pub(super) fn parts(range: &InstantRange, needs: Needs, zone: Tz, ledger: Tz) -> Vec<Part> {
    let mut parts = Vec::with_capacity(5);
    let grain = needs.grain().filter(|_| !needs.time || calendar::alike(zone, ledger));
    match grain.and_then(|grain| Some((grain, whole_days(range, ledger)?))) {
        Some((grain, days)) => {
            finer(&InstantRange { from: range.from, to: days.from }, range.from.is_some(), needs, &mut parts);
            parts.push(Part { grain, range: days });
            finer(&InstantRange { from: days.to, to: range.to }, range.to.is_some(), needs, &mut parts);
        }
        None => finer(range, true, needs, &mut parts),
    }
    parts
}

/// Covers a range by quarters and events; `wanted` is false where an open end left no edge.
fn finer(range: &InstantRange, wanted: bool, needs: Needs, parts: &mut Vec<Part>) {
    if !wanted || is_empty(range) {
        return;
    }
    let by_quarter = !(needs.events || needs.sessions || needs.labels || needs.facets);
    let quarters = InstantRange { from: quarter(range.from, QUARTER - 1), to: quarter(range.to, 0) };
    if !by_quarter || is_empty(&quarters) {
        parts.push(Part { grain: Grain::Event, range: *range });
        return;
    }
    let mut event = |from, to| {
        let range = InstantRange { from, to };
        if !is_empty(&range) {
            parts.push(Part { grain: Grain::Event, range });
        }
    };
    if range.from.is_some() {
        event(range.from, quarters.from);
    }
    if range.to.is_some() {
        event(quarters.to, range.to);
    }
    parts.push(Part { grain: Grain::Quarter, range: quarters });
}

fn is_empty(range: &InstantRange) -> bool {
    matches!((range.from, range.to), (Some(from), Some(to)) if from >= to)
}

/// The quarter hour an instant lies in, after adding microseconds.
fn quarter(at: Option<DateTime<Utc>>, add: i64) -> Option<DateTime<Utc>> {
    let micros = at?.timestamp_micros().saturating_add(add);
    DateTime::from_timestamp_micros(micros.div_euclid(QUARTER) * QUARTER).or(at)
}

/// The whole ledger days within a range, from the first day that begins in it to the last; only
/// at bounds where one date ends and the next begins for good.
fn whole_days(range: &InstantRange, ledger: Tz) -> Option<InstantRange> {
    let bound = |at: DateTime<Utc>, step: i64| -> Option<DateTime<Utc>> {
        let day = local_day(ledger, at);
        (0..4).find_map(|distance| {
            let date = calendar::date(day + step * distance)?;
            let start = day_start(ledger, date)?;
            let within = if step > 0 { start >= at } else { start <= at };
            (within && starts_cleanly(ledger, date)).then_some(start)
        })
    };
    let from = match range.from {
        Some(from) => Some(bound(from, 1)?),
        None => None,
    };
    let to = match range.to {
        Some(to) => Some(bound(to, -1)?),
        None => None,
    };
    let days = InstantRange { from, to };
    (!is_empty(&days)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODELS: Needs =
        Needs { events: false, sessions: false, labels: false, models: true, facets: false, time: true, hours: false };

    fn at(text: &str) -> Option<DateTime<Utc>> {
        Some(text.parse().expect("an instant"))
    }

    fn grains(from: &str, to: &str, needs: Needs, zone: Tz) -> Vec<Grain> {
        let range = InstantRange { from: at(from), to: at(to) };
        parts(&range, needs, zone, Tz::named("Europe/Berlin").expect("a zone")).iter().map(|part| part.grain).collect()
    }

    #[test]
    fn day_bounds_of_the_ledger_need_the_day_rollup_only() {
        let month = ("2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z");
        assert_eq!(grains(month.0, month.1, MODELS, Tz::named("Europe/Berlin").expect("a zone")), [Grain::ModelDay]);
        let all = parts(
            &InstantRange::ALL,
            MODELS,
            Tz::named("Europe/Berlin").expect("a zone"),
            Tz::named("Europe/Berlin").expect("a zone"),
        );
        assert_eq!(all, [Part { grain: Grain::ModelDay, range: InstantRange::ALL }]);
    }

    #[test]
    fn edges_come_from_finer_rows() {
        let (from, to) = ("2026-11-20T10:10:00Z", "2026-11-23T10:10:00Z");
        use Grain::{Day, Event, ModelDay, Quarter};
        assert_eq!(
            grains(from, to, MODELS, Tz::named("Europe/Berlin").expect("a zone")),
            [Event, Quarter, ModelDay, Event, Quarter]
        );
        assert_eq!(grains(from, to, MODELS, Tz::named("America/New_York").expect("a zone")), [Event, Event, Quarter]);
        let facets = Needs { facets: true, ..MODELS };
        assert_eq!(grains(from, to, facets, Tz::named("Europe/Berlin").expect("a zone")), [Event, Day, Event]);
        assert_eq!(grains(from, to, facets, Tz::named("America/New_York").expect("a zone")), [Event]);
        assert_eq!(
            grains(from, to, Needs { sessions: true, ..MODELS }, Tz::named("Europe/Berlin").expect("a zone")),
            [Event]
        );
        assert_eq!(
            grains(from, to, Needs { events: true, ..MODELS }, Tz::named("Europe/Berlin").expect("a zone")),
            [Event]
        );
        let sessions = Needs { sessions: true, models: false, facets: true, ..MODELS };
        assert_eq!(
            grains(from, to, sessions, Tz::named("Europe/Berlin").expect("a zone")),
            [Event, Grain::Session, Event]
        );
        assert_eq!(grains(from, to, sessions, Tz::named("America/New_York").expect("a zone")), [Event]);
        let labels = Needs { labels: true, models: false, ..MODELS };
        assert_eq!(grains(from, to, labels, Tz::named("Europe/Berlin").expect("a zone")), [Event, Grain::Label, Event]);
        assert_eq!(
            grains(from, to, Needs { facets: true, ..labels }, Tz::named("Europe/Berlin").expect("a zone")),
            [Event]
        );
        assert_eq!(
            grains(from, to, Needs { sessions: true, ..labels }, Tz::named("Europe/Berlin").expect("a zone")),
            [Event]
        );
        assert_eq!(
            grains(
                from,
                to,
                Needs { facets: true, models: false, time: false, ..MODELS },
                Tz::named("America/New_York").expect("a zone")
            ),
            [Event, Grain::FacetDays, Event]
        );
    }
}
