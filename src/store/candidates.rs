//! Which stored events are to be priced again, and where they are.
//!
//! Owns: the choice by kind, instant and names, and the way through the file: row by row, or, when
//! the day sums say that it is a small part, through the index. Refuses to know: prices.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::cells::Cells;
use super::dictionary::Wanted;
use super::failure::Doing;
use super::fold::{Passing, Readings, Span, bounds, each_event_of, is_small_part, readings};
use super::kind::Kind;
use super::stored::instant;
use crate::domain::{EventId, Labels, Repricing, Result, UsageCounts, UsageEvent, Which};

const WHAT: &str = "look for the events to price again";
/// Events in memory at a time.
const PAGE: i64 = 4_000;
/// Microseconds of a UTC day.
const DAY: i64 = 86_400_000_000;

/// One event to price.
pub(super) struct Candidate {
    pub row: i64,
    pub at: i64,
    pub kind: usize,
    pub facet: i64,
    pub scope: i64,
    pub cells: Cells,
}

/// A kind whose events are wanted.
pub(super) struct WantedKind {
    pub kind: Kind,
    /// An event of it, but for instant and counters: what a price depends on is here.
    pub event: UsageEvent,
    /// At these instants only, `[from, to)` microseconds.
    instants: Option<Vec<(i64, i64)>>,
}

/// The events a wish is about.
pub(super) struct Candidates<'c> {
    conn: &'c Connection,
    /// By row number.
    pub kinds: Vec<Option<WantedKind>>,
    wanted: Wanted,
    readings: Readings,
    range: (i64, i64),
    way: Way,
}

/// Rows still to be looked at.
enum Way {
    /// All in `(after, until]`.
    Rows(i64, i64),
    /// These, the last first.
    Few(Vec<i64>),
}

impl<'c> Candidates<'c> {
    pub(super) fn new(conn: &'c Connection, wish: &Repricing) -> Result<Self> {
        let wanted = Wanted::new(conn, &wish.filter)?;
        let kinds = kinds(conn, wish, &wanted).doing(WHAT)?;
        let readings = readings(conn).doing(WHAT)?;
        let mut found =
            Candidates { conn, kinds, wanted, readings, range: bounds(&wish.range), way: Way::Few(Vec::new()) };
        if let Some(span) = found.locate(wish.which == Which::Unpriced).doing(WHAT)? {
            found.way = if is_small_part(conn, &span).doing(WHAT)? {
                Way::Few(found.rows(&span)?)
            } else {
                let last = "SELECT ifnull(max(id), 0) FROM events";
                Way::Rows(0, conn.query_row(last, [], |row| row.get(0)).doing(WHAT)?)
            };
        }
        Ok(found)
    }

    /// The span of days and facets that has all of them, by the day sums; `None` for nothing.
    fn locate(&self, unpriced: bool) -> rusqlite::Result<Option<Span>> {
        let models: BTreeSet<i64> = self.kinds.iter().flatten().map(|wanted| wanted.kind.model_row).collect();
        let (mut first, mut last, mut facets) = (i64::MAX, i64::MIN, BTreeSet::new());
        let sql = "SELECT day, model, facet, iif(?1, unpriced_requests, requests) FROM rollup_day";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([unpriced])?;
        while let Some(row) = rows.next()? {
            let (day, model, facet, count): (i64, i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            if count > 0 && models.contains(&model) && self.wanted.facet(facet) {
                (first, last) = (first.min(day), last.max(day));
                facets.insert(facet);
            }
        }
        // A day of any zone begins at most a day away from the UTC day of the same number.
        let start = |day: i64| day.saturating_mul(DAY);
        let from = self.range.0.max(start(first.saturating_sub(1)));
        let to = self.range.1.min(start(last.saturating_add(2)));
        Ok((from < to).then(|| Span { from, to, facets: Some(facets.into_iter().collect()), ..Span::ALL }))
    }

    /// The rows of a span that are wanted, the last first.
    fn rows(&self, span: &Span) -> Result<Vec<i64>> {
        let mut rows = Vec::new();
        each_event_of(self.conn, &self.readings, span, &mut |event| {
            if self.takes(event.kind, event.at, event.facet, event.scope).is_some() {
                rows.push(event.row);
            }
        })?;
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(*row));
        Ok(rows)
    }

    /// The kind of an event that is wanted.
    fn takes(&self, kind: i64, at: i64, facet: i64, scope: i64) -> Option<usize> {
        let place = usize::try_from(kind).ok()?;
        let wanted = self.kinds.get(place)?.as_ref()?;
        let within = |(from, to): &(i64, i64)| (*from..*to).contains(&at);
        (within(&self.range)
            && wanted.instants.as_ref().is_none_or(|instants| instants.iter().any(within))
            && self.wanted.facet(facet)
            && self.wanted.scope(scope))
        .then_some(place)
    }

    /// The next events in row order, none at the end.
    pub(super) fn page(&mut self) -> Result<Vec<Candidate>> {
        let mut page = Vec::new();
        while page.is_empty() {
            match &mut self.way {
                Way::Rows(after, until) if *after >= *until => break,
                Way::Rows(after, until) => {
                    let window = (*after, after.saturating_add(PAGE).min(*until));
                    *after = window.1;
                    self.read(window, &mut page)?;
                }
                Way::Few(rows) => {
                    let next = rows.split_off(rows.len().saturating_sub(PAGE as usize));
                    if next.is_empty() {
                        break;
                    }
                    next.iter().rev().try_for_each(|row| self.read((row - 1, *row), &mut page))?;
                }
            }
        }
        Ok(page)
    }

    fn read(&self, (after, until): (i64, i64), page: &mut Vec<Candidate>) -> Result<()> {
        each_event_of(self.conn, &self.readings, &Span { after, until, ..Span::ALL }, &mut |event| {
            if let Some(kind) = self.takes(event.kind, event.at, event.facet, event.scope) {
                let cells = event.cells.clone();
                let Passing { row, at, facet, scope, .. } = event;
                page.push(Candidate { row, at, kind, facet, scope, cells });
            }
        })
    }
}

/// The kinds whose events are wanted, by row number.
fn kinds(conn: &Connection, wish: &Repricing, wanted: &Wanted) -> rusqlite::Result<Vec<Option<WantedKind>>> {
    let mut kinds = Vec::new();
    let mut statement = conn.prepare_cached("SELECT id FROM kinds ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let kind = Kind::load(conn, id)?;
        let at = usize::try_from(id).unwrap_or(0);
        if let Some(chosen) = chosen(kind, wish, wanted) {
            kinds.resize_with(at + 1, || None);
            kinds[at] = Some(chosen);
        }
    }
    Ok(kinds)
}

/// The kind, if its events are wanted at any instant.
fn chosen(kind: Kind, wish: &Repricing, wanted: &Wanted) -> Option<WantedKind> {
    let instants = match &wish.which {
        Which::All => None,
        Which::Unpriced => kind.stamp.is_none().then_some(None)?,
        Which::Corrected(mended) => {
            let listed = kind.stamp.as_ref().map(|stamp| stamp.listed());
            let of = mended.iter().filter(|mended| {
                mended.is_of(&kind.provider, &kind.model)
                    || listed.is_some_and(|(provider, model)| mended.is_of(provider, model))
            });
            let instants: Vec<_> = of.map(|mended| bounds(&mended.range)).collect();
            Some(Some(instants).filter(|instants| !instants.is_empty())?)
        }
    };
    wanted.model(kind.model_row).then(|| WantedKind { event: event(&kind), kind, instants })
}

/// An event of that kind at no particular instant, with nothing used.
pub(super) fn event(kind: &Kind) -> UsageEvent {
    UsageEvent {
        source: kind.namespace,
        namespace: kind.namespace,
        id: EventId::Content([0; 16]),
        at: instant(0),
        provider: kind.hint.clone(),
        model: kind.model.clone(),
        context: kind.context.clone(),
        usage: UsageCounts::default(),
        labels: Labels::default(),
        reported: None,
        estimated: kind.estimated,
        latency_ms: None,
        metadata: None,
        telemetry: None,
    }
}
