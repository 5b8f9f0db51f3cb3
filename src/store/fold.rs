//! Visiting sums and events.
//!
//! Owns: the three grains and which way the events of a range are found. Refuses to know:
//! grouping, ordering.

use rusqlite::{Connection, params};

use super::cells::Cells;
use super::dictionary::Wanted;
use super::failure::Doing;
use super::replaced::Before;
use super::rollup::{Days, QUARTER, sums};
use super::{Bucket, Grain, Ledger, quarters};
use crate::domain::{Code, Error, Extent, Filter, InstantRange, Measures, Result};

const WHAT: &str = "read the ledger";

/// Which events to visit: after a row, up to a row, in `[from, to)` microseconds, of some facets or all.
#[derive(Clone)]
pub(super) struct Span {
    pub after: i64,
    pub until: i64,
    pub from: i64,
    pub to: i64,
    pub facets: Option<Vec<i64>>,
    /// With the costs of this generation, when there are later ones.
    pub at_generation: Option<i64>,
}

impl Span {
    /// All events as they are.
    pub(super) const ALL: Span =
        Span { after: 0, until: i64::MAX, from: i64::MIN, to: i64::MAX, facets: None, at_generation: None };
}

/// One event on its way by.
pub(super) struct Passing<'a> {
    pub row: i64,
    pub at: i64,
    pub kind: i64,
    pub model: i64,
    pub facet: i64,
    pub scope: i64,
    pub cells: &'a Cells,
}

impl Passing<'_> {
    /// What it adds to sums.
    pub(super) fn measures(&self) -> Measures {
        self.cells.measures()
    }
}

/// What a kind says about the numbers of its events.
#[derive(Clone, Copy, Default)]
struct Reading {
    model: i64,
    unit: i64,
    priced: bool,
    estimated: bool,
}

/// Bounds in microseconds: the range as `[from, to)`.
pub(super) fn bounds(range: &InstantRange) -> (i64, i64) {
    let micros = |at: Option<chrono::DateTime<chrono::Utc>>, open| at.map_or(open, |at| at.timestamp_micros());
    (micros(range.from, i64::MIN), micros(range.to, i64::MAX))
}

impl Ledger {
    pub(super) fn fold_grain(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        // One snapshot for names, sums and events.
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let wanted = Wanted::new(&tx, filter)?;
        let at_generation = self.older(&tx)?;
        match grain {
            Grain::Day => self.fold_days(&tx, range, filter, &wanted, at_generation, each),
            Grain::ModelDay | Grain::Facet => {
                self.fold_pairs(&tx, grain, range, filter, (&wanted, at_generation), each)
            }
            Grain::Session | Grain::Label => {
                self.fold_scopes(&tx, grain, range, filter, (&wanted, at_generation), each)
            }
            Grain::Days | Grain::FacetDays | Grain::LabelDays => {
                self.fold_spans(&tx, grain, range, filter, (&wanted, at_generation), each)
            }
            Grain::Quarter => fold_quarters(&tx, range, filter, &wanted, at_generation, each),
            Grain::Event => {
                let (from, to) = bounds(range);
                let span = Span { from, to, facets: wanted.facet_rows(), at_generation, ..Span::ALL };
                each_event(&tx, &span, &mut |event| {
                    if wanted.model(event.model) && wanted.facet(event.facet) && wanted.scope(event.scope) {
                        each(event_bucket(&event, &event.measures()));
                    }
                })
            }
        }
    }

    /// The days `[from, to)` of a range that lies on their bounds.
    pub(super) fn day_bounds(&self, range: &InstantRange) -> Result<(i64, i64)> {
        let mut days = Days::new(self.zone);
        let mut bound = |at: Option<chrono::DateTime<chrono::Utc>>, open| {
            let Some(at) = at.map(|at| at.timestamp_micros()) else { return Ok(open) };
            let day = days.day(at);
            if days.day(at.saturating_sub(1)) == day {
                return Err(Error::new(Code::Internal, "day sums were asked for within a day"));
            }
            Ok(day)
        };
        Ok((bound(range.from, i64::MIN)?, bound(range.to, i64::MAX)?))
    }
}

/// Grains by model alone cannot answer for finer filters.
pub(super) fn models_only(filter: &Filter) -> Result<()> {
    let finer = [&filter.organization, &filter.project, &filter.user, &filter.source];
    if filter.needs_events() || finer.iter().any(|list| !list.is_empty()) {
        return Err(Error::new(Code::Internal, "these sums know models only"));
    }
    Ok(())
}

pub(super) fn bucket(time: i64, model: i64, facet: i64, scope: i64, measures: &Measures) -> Bucket<'_> {
    // Row numbers of names are checked to fit when the dictionary is read.
    let number = |row: i64| u32::try_from(row).unwrap_or(u32::MAX);
    Bucket { time, model: number(model), facet: number(facet), scope: number(scope), measures, extent: None }
}

/// An event as a row of its own.
pub(super) fn event_bucket<'a>(event: &Passing<'_>, measures: &'a Measures) -> Bucket<'a> {
    let extent = Some(Extent::at(event.at));
    Bucket { extent, ..bucket(event.at, event.model, event.facet, event.scope, measures) }
}

fn fold_quarters(
    conn: &Connection,
    range: &InstantRange,
    filter: &Filter,
    wanted: &Wanted,
    at_generation: Option<i64>,
    each: &mut dyn FnMut(Bucket<'_>),
) -> Result<()> {
    models_only(filter)?;
    let (from, to) = bounds(range);
    let whole = |at: i64| at == i64::MIN || at == i64::MAX || at.rem_euclid(QUARTER) == 0;
    if !whole(from) || !whole(to) {
        return Err(Error::new(Code::Internal, "quarter-hour sums were asked for within a quarter"));
    }
    if at_generation.is_some() {
        // Quarter hours are kept for the current costs only.
        return each_event(conn, &Span { from, to, at_generation, ..Span::ALL }, &mut |event| {
            if wanted.model(event.model) {
                each(bucket(event.at.div_euclid(QUARTER) * QUARTER, event.model, 0, 0, &event.measures()));
            }
        });
    }
    let quarter = |at: i64| if at == i64::MAX { at } else { at.div_euclid(QUARTER) };
    for sql in [include_str!("sql/read_quarters.sql"), include_str!("sql/read_pruned_quarters.sql")] {
        let mut statement = conn.prepare_cached(sql).doing(WHAT)?;
        let mut rows = statement.query([quarter(from), quarter(to)]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let (at, model): (i64, i64) = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
            let sums = sums(row, 2).doing(WHAT)?;
            if wanted.model(model) && sums != Measures::default() {
                each(bucket(at * QUARTER, model, 0, 0, &sums));
            }
        }
    }
    let after = quarters::through(conn).doing(WHAT)?;
    for ((at, model), sums) in quarters::tail(conn, (after, i64::MAX), (from, to))? {
        if wanted.model(model) {
            each(bucket(at * QUARTER, model, 0, 0, &sums));
        }
    }
    Ok(())
}

/// What all kinds say, by row.
pub(super) struct Readings(Vec<Reading>);

pub(super) fn readings(conn: &Connection) -> rusqlite::Result<Readings> {
    let mut readings = Vec::new();
    let mut statement = conn.prepare_cached("SELECT id, model, unit, stamp IS NOT NULL, estimated FROM kinds")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let at = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
        if readings.len() <= at {
            readings.resize(at + 1, Reading::default());
        }
        readings[at] = Reading { model: row.get(1)?, unit: row.get(2)?, priced: row.get(3)?, estimated: row.get(4)? };
    }
    Ok(Readings(readings))
}

/// Visits the events of a span: facet by facet through the index when that is a small part of
/// the file, else row by row.
pub(super) fn each_event(conn: &Connection, span: &Span, each: &mut dyn FnMut(Passing<'_>)) -> Result<()> {
    let readings = readings(conn).doing(WHAT)?;
    each_event_of(conn, &readings, span, each)
}

/// [`each_event`] with what the kinds say, for many short spans.
pub(super) fn each_event_of(
    conn: &Connection,
    readings: &Readings,
    span: &Span,
    each: &mut dyn FnMut(Passing<'_>),
) -> Result<()> {
    let mut was = span.at_generation.map(|generation| Before::new(conn, generation)).transpose().doing(WHAT)?;
    let all = span.from == i64::MIN && span.to == i64::MAX;
    if (all && span.facets.is_none()) || !is_small_part(conn, span).doing(WHAT)? {
        let mut statement = conn.prepare_cached(include_str!("sql/scan_events.sql")).doing(WHAT)?;
        let rows = statement.query(params![span.after, span.from, span.to, span.until]).doing(WHAT)?;
        return visit(rows, readings, &mut was, each).doing(WHAT);
    }
    let facets = match &span.facets {
        Some(facets) => facets.clone(),
        None => facet_rows(conn).doing(WHAT)?,
    };
    for facet in facets {
        let mut statement = conn.prepare_cached(include_str!("sql/scan_facet.sql")).doing(WHAT)?;
        let rows = statement.query([facet, span.from, span.to, span.after, span.until]).doing(WHAT)?;
        visit(rows, readings, &mut was, each).doing(WHAT)?;
    }
    Ok(())
}

/// Visits the events of one facet in `[from, to)` microseconds, through the index.
pub(super) fn each_event_of_facet(
    conn: &Connection,
    readings: &Readings,
    (facet, from, to): (i64, i64, i64),
    each: &mut dyn FnMut(Passing<'_>),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(include_str!("sql/scan_facet.sql"))?;
    visit(statement.query([facet, from, to, 0, i64::MAX])?, readings, &mut None, each)
}

/// Every row number of `facets`.
pub(super) fn facet_rows(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT id FROM facets")?.query_map([], |row| row.get(0))?.collect()
}

/// Whether the span's days and facets hold less than a tenth of the events of its rows, judged by the day sums.
pub(super) fn is_small_part(conn: &Connection, span: &Span) -> rusqlite::Result<bool> {
    // A day of any zone begins at most a day away from the UTC day of the same number.
    let day = |at: i64| at.div_euclid(86_400_000_000);
    let (first, last) = (day(span.from).saturating_sub(1), day(span.to).saturating_add(1));
    let sql = "SELECT ifnull(sum(records) FILTER (WHERE day BETWEEN ?1 AND ?2), 0), ifnull(sum(records), 0) FROM rollup_model";
    let days = conn.prepare_cached(sql)?.query_row([first, last], |row| Ok((row.get(0)?, row.get(1)?)));
    let (within, all): (i64, i64) = days?;
    let rows = if span.after > 0 { quarters::last_row(conn)?.saturating_sub(span.after) } else { i64::MAX };
    let all = all.min(rows);
    if span.facets.is_none() || within < all / 10 {
        return Ok(within < all / 10);
    }
    let mut statement = conn.prepare_cached("SELECT facet, records, day BETWEEN ?1 AND ?2 FROM rollup_day")?;
    let mut rows = statement.query([first, last])?;
    let wanted: Option<std::collections::HashSet<i64>> =
        span.facets.as_ref().map(|facets| facets.iter().copied().collect());
    let mut within = 0i64;
    while let Some(row) = rows.next()? {
        let records: i64 = row.get(1)?;
        if row.get(2)? && wanted.as_ref().is_none_or(|wanted| row.get(0).is_ok_and(|facet| wanted.contains(&facet))) {
            within = within.saturating_add(records);
        }
    }
    Ok(within < all / 10)
}

fn visit(
    mut rows: rusqlite::Rows<'_>,
    Readings(readings): &Readings,
    was: &mut Option<Before<'_>>,
    each: &mut dyn FnMut(Passing<'_>),
) -> rusqlite::Result<()> {
    let mut cells = Cells::default();
    while let Some(row) = rows.next()? {
        let integer = |at: usize| match row.get_ref(at)? {
            rusqlite::types::ValueRef::Integer(value) => Ok(Some(value)),
            rusqlite::types::ValueRef::Null => Ok(None),
            other => Err(rusqlite::Error::InvalidColumnType(at, "a number".into(), other.data_type())),
        };
        let number = |at: usize| integer(at).map(Option::unwrap_or_default);
        let (id, mut kind_row) = (number(0)?, number(2)?);
        for at in 0..6 {
            cells.tokens.set(at, integer(5 + at)?);
            cells.costs.set(at, integer(11 + at)?);
        }
        cells.reported = integer(17)?;
        cells.detail = row.get(18)?;
        if let Some(was) = was {
            was.put(id, &mut kind_row, &mut cells)?;
        }
        let kind = usize::try_from(kind_row).ok().and_then(|at| readings.get(at)).copied().unwrap_or_default();
        (cells.unit, cells.priced, cells.estimated) = (kind.unit, kind.priced, kind.estimated);
        each(Passing {
            row: id,
            at: number(1)?,
            kind: kind_row,
            model: kind.model,
            facet: number(3)?,
            scope: number(4)?,
            cells: &cells,
        });
    }
    Ok(())
}
