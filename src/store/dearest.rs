//! The dearest sessions, without summing up all there are.
//!
//! Owns: which sums rank them, and that the answer is the one all sums would give. It says nothing
//! where it cannot be sure: of other days than the ledger's, of earlier prices, of costs that are not
//! above zero. Refuses to know: what a session is shown with.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::dictionary::{self, Wanted};
use super::failure::Doing;
use super::firsts::{self, Firsts};
use super::fold::{each_event_of_facet, event_bucket, readings};
use super::mix::MixBuild;
use super::rollup::{self, Days, PART, WIDTH, sums};
use super::{Bucket, Ledger, extents};
use crate::domain::{Extent, Filter, InstantRange, Measures, Result, Tz};

const WHAT: &str = "read the sums of sessions";
/// Sessions that cost the same as the last wanted one are all read, if they are no more than this.
const TIES: usize = 1_000;

/// Which sessions are asked for.
#[derive(Debug, Clone, Copy)]
pub struct WantedSessions<'a> {
    pub range: &'a InstantRange,
    /// Of organizations, projects, users and sources only.
    pub filter: &'a Filter,
    /// Whether the projects of one session are told apart.
    pub by_project: bool,
    /// How many.
    pub count: usize,
    /// Whether days are told apart; those of a bounded range always are.
    pub by_day: bool,
}

/// One session on one day, under one facet: what its events are found by ([`Reader::fold_sessions`](super::Reader)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionDay {
    session: i64,
    facet: i64,
    /// Nothing is known of what was pruned before this was kept.
    extent: Option<Extent>,
}

impl SessionDay {
    /// Whether it is known when it was used, so that its events can be found.
    pub fn is_known(&self) -> bool {
        self.extent.is_some()
    }
}

/// What one of them cost, by day of the ledger's zone; under one day (0) where days were not asked for.
#[derive(Debug, Clone)]
pub struct DearSession {
    pub session: String,
    /// Empty when projects are not told apart.
    pub project: String,
    pub days: Vec<(i64, Measures)>,
    /// From when to when it was used.
    pub extent: Option<Extent>,
    /// Where its events are; empty where days were not asked for.
    pub parts: Vec<SessionDay>,
}

/// The dearest, and those that cost as much as the last of them, in no promised order.
#[derive(Debug, Clone, Default)]
pub struct Dearest {
    pub sessions: Vec<DearSession>,
    /// How many sessions there are in all.
    pub groups: usize,
    /// The first and last day of all sessions, where the range has no bounds and days are told apart.
    pub span: Option<(i64, i64)>,
}

/// Session and project by their first scope and facet.
type Key = (i64, i64);

impl Ledger {
    pub(super) fn dearest(&self, wanted: &WantedSessions<'_>) -> Result<Option<Dearest>> {
        let filter = wanted.filter;
        let finer = !filter.provider.is_empty() || !filter.model.is_empty();
        if wanted.count == 0 || finer || filter.needs_events() {
            return Ok(None);
        }
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        if self.older(&tx)?.is_some() {
            return Ok(None);
        }
        if *wanted.range == InstantRange::ALL && *filter == Filter::default() {
            return ever(&tx, wanted, self.zone);
        }
        let Ok(days) = self.day_bounds(wanted.range) else { return Ok(None) };
        within(&tx, wanted, days)
    }

    /// The events of some sessions, each found by when it was used, in no promised order.
    pub(super) fn events_of_sessions(&self, of: &[SessionDay], each: &mut dyn FnMut(Bucket<'_>)) -> Result<()> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let (readings, mut firsts) = (readings(&tx).doing(WHAT)?, Firsts::default());
        for SessionDay { session, facet, extent } in of {
            let Some(Extent { first, last }) = *extent else { continue };
            let (span, mut failed) = ((*facet, first, last.saturating_add(1)), None);
            let found = each_event_of_facet(&tx, &readings, span, &mut |event| match firsts.of(&tx, event.scope) {
                Ok(first) if first.session == *session => each(event_bucket(&event, &event.measures())),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            });
            found.doing(WHAT)?;
            failed.map_or(Ok(()), Err).doing(WHAT)?;
        }
        Ok(())
    }
}

/// Those of all days, by the index of what sessions cost; what is in several projects is summed up first,
/// unless projects are told apart.
fn ever(conn: &Connection, wanted: &WantedSessions<'_>, zone: Tz) -> Result<Option<Dearest>> {
    let WantedSessions { by_project, count, by_day, .. } = *wanted;
    let shared = if by_project { HashMap::default() } else { shared(conn)? };
    if shared.len() > TIES {
        return Ok(None);
    }
    let mut costs: HashMap<Key, i128, MixBuild> =
        shared.iter().map(|(session, (_, sums, _))| ((*session, 0), sums.total_cost.pico())).collect();
    let mut statement = conn.prepare_cached(include_str!("sql/dearest_sessions.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    let (mut met, mut least) = (0, 0);
    let mut projects: HashMap<i64, i64, MixBuild> = HashMap::default();
    while let Some(row) = rows.next().doing(WHAT)? {
        let (session, project): Key = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
        let cost = cost(row, 2).doing(WHAT)?;
        if met >= count && least != cost {
            break;
        }
        if met >= count + TIES || cost <= 0 {
            return Ok(None);
        }
        if !shared.contains_key(&session) {
            (met, least) = (met + 1, cost);
            projects.insert(session, project);
            costs.insert((session, if by_project { project } else { 0 }), cost);
        }
    }
    let rows: i64 = conn
        .prepare_cached("SELECT count(*) FROM session_totals")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .doing(WHAT)?;
    let further: usize = shared.values().map(|(rows, ..)| rows - 1).sum();
    let groups = usize::try_from(rows).unwrap_or(0).saturating_sub(further);
    let Some(best) = best(costs, count) else { return Ok(None) };
    let span = if by_day { span(conn).doing(WHAT)? } else { None };
    let (mut dearest, facets) = (Dearest { groups, span, ..Dearest::default() }, dictionary::facets(conn)?);
    let (mut local, of_project) = (Days::new(zone), rollup::projects(conn).doing(WHAT)?);
    for key @ (session, project) in best {
        let row = if by_project { project } else { projects.get(&session).copied().unwrap_or(project) };
        let overall = match shared.get(&session) {
            Some((_, sums, extent)) => (*sums, *extent),
            None => overall(conn, session, row).doing(WHAT)?,
        };
        let parts = match span {
            None => vec![Part { day: 0, extent: overall.1, place: None, sums: overall.0 }],
            Some(all) => {
                let (first, last) = overall.1.map_or(all, |of| (local.day(of.first), local.day(of.last)));
                let is_wanted = |facet: i64| !by_project || of_project.get(&facet).copied().unwrap_or(facet) == project;
                by_days(conn, first..=last, session, &is_wanted).doing(WHAT)?
            }
        };
        dearest.sessions.push(named(conn, &facets, key, by_project, parts)?);
    }
    Ok(Some(dearest))
}

/// What one session cost in one project over all days, and when it was used.
fn overall(conn: &Connection, session: i64, project: i64) -> rusqlite::Result<(Measures, Option<Extent>)> {
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_totals.sql"))?;
    let found = |row: &rusqlite::Row<'_>| Ok((sums(row, 2)?, extents::extent(row, 2 + WIDTH)?));
    statement.query_row([session, session, project, project], found)
}

/// The first and the last day there is something of.
fn span(conn: &Connection) -> rusqlite::Result<Option<(i64, i64)>> {
    let end = |sql: &str| conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional();
    let first = end("SELECT day FROM rollup_model WHERE records <> 0 ORDER BY day LIMIT 1")?;
    Ok(first.zip(end("SELECT day FROM rollup_model WHERE records <> 0 ORDER BY day DESC LIMIT 1")?))
}

/// What one session cost on each of some days, by one look at each.
fn by_days(
    conn: &Connection,
    days: std::ops::RangeInclusive<i64>,
    session: i64,
    is_wanted: &dyn Fn(i64) -> bool,
) -> rusqlite::Result<Vec<Part>> {
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_day.sql"))?;
    let mut found = Vec::new();
    for day in days {
        let mut rows = statement.query([day, session, i64::MIN, i64::MAX])?;
        while let Some(row) = rows.next()? {
            if is_wanted(row.get(2)?) {
                found.push(part(row)?);
            }
        }
    }
    Ok(found)
}

/// What a session cost on one day; without a place in the ledger, over all days.
struct Part {
    day: i64,
    place: Option<(i64, i64)>,
    extent: Option<Extent>,
    sums: Measures,
}

fn part(row: &rusqlite::Row<'_>) -> rusqlite::Result<Part> {
    let (day, place) = (row.get(0)?, Some((row.get(1)?, row.get(2)?)));
    Ok(Part { day, place, extent: extents::extent(row, 3 + WIDTH)?, sums: sums(row, 3)? })
}

/// By session: in how many projects it is, its sums, from when to when.
type Shared = HashMap<i64, (usize, Measures, Option<Extent>), MixBuild>;

/// Sessions of several projects.
fn shared(conn: &Connection) -> Result<Shared> {
    let mut shared = Shared::default();
    let mut statement = conn.prepare_cached(include_str!("sql/read_shared_sessions.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    while let Some(row) = rows.next().doing(WHAT)? {
        let (rows, all, extent) = shared.entry(row.get(0).doing(WHAT)?).or_default();
        *rows += 1;
        *all += &sums(row, 2).doing(WHAT)?;
        *extent = Extent::of_both(*extent, extents::extent(row, 2 + WIDTH).doing(WHAT)?);
    }
    Ok(shared)
}

/// One row of the sums by day, as far as it ranks a session.
struct Ranked {
    key: Key,
    day: i64,
    facet: i64,
}

/// Those of some days, by one pass over what ranks them.
fn within(conn: &Connection, wanted: &WantedSessions<'_>, days: (i64, i64)) -> Result<Option<Dearest>> {
    let (names, projects) = (Wanted::new(conn, wanted.filter)?, rollup::projects(conn).doing(WHAT)?);
    let mut statement = conn.prepare_cached(include_str!("sql/dear_sessions.sql")).doing(WHAT)?;
    let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
    let mut costs: HashMap<Key, i128, MixBuild> = HashMap::default();
    let mut ranked = Vec::new();
    while let Some(row) = rows.next().doing(WHAT)? {
        let (facet, records): (i64, i64) = (row.get(2).doing(WHAT)?, row.get(5).doing(WHAT)?);
        if records == 0 || !names.facet(facet) {
            continue;
        }
        let project = if wanted.by_project { projects.get(&facet).copied().unwrap_or(facet) } else { 0 };
        let key = (row.get(1).doing(WHAT)?, project);
        *costs.entry(key).or_default() += cost(row, 3).doing(WHAT)?;
        ranked.push(Ranked { key, day: row.get(0).doing(WHAT)?, facet });
    }
    let groups = costs.len();
    let Some(best) = best(costs, wanted.count) else { return Ok(None) };
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_day.sql")).doing(WHAT)?;
    let mut sessions: HashMap<Key, Vec<Part>, MixBuild> = best.into_iter().map(|key| (key, Vec::new())).collect();
    for Ranked { key, day, facet } in ranked {
        if let Some(parts) = sessions.get_mut(&key) {
            parts.push(statement.query_row([day, key.0, facet, facet], part).doing(WHAT)?);
        }
    }
    let facets = dictionary::facets(conn)?;
    let named = |(key, parts)| named(conn, &facets, key, wanted.by_project, parts);
    Ok(Some(Dearest { sessions: sessions.into_iter().map(named).collect::<Result<_>>()?, groups, span: None }))
}

/// The keys of the dearest and of those that cost as much as the last of them; `None` where the last
/// costs nothing, or too many cost the same.
fn best(costs: HashMap<Key, i128, MixBuild>, count: usize) -> Option<Vec<Key>> {
    let mut ranked: Vec<(Reverse<i128>, Key)> = costs.into_iter().map(|(key, cost)| (Reverse(cost), key)).collect();
    if count < ranked.len() {
        let (_, last, _) = ranked.select_nth_unstable(count - 1);
        let least = last.0;
        ranked.retain(|(cost, _)| *cost <= least);
    }
    let sure = ranked.iter().all(|(cost, _)| cost.0 > 0) && ranked.len() <= count + TIES;
    sure.then(|| ranked.into_iter().map(|(_, key)| key).collect())
}

/// A cost in pico-dollars, its two parts from column `at` on.
fn cost(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<i128> {
    Ok(i128::from(row.get::<_, i64>(at)?) * PART + i128::from(row.get::<_, i64>(at + 1)?))
}

fn named(
    conn: &Connection,
    facets: &[super::Facet],
    (session, project): Key,
    by_project: bool,
    parts: Vec<Part>,
) -> Result<DearSession> {
    let scope = firsts::load(conn, session).doing(WHAT)?.unwrap_or_default();
    let facet = usize::try_from(project).ok().and_then(|at| facets.get(at)).filter(|_| by_project);
    Ok(DearSession {
        session: scope.session,
        project: facet.map(|facet| facet.project.clone()).unwrap_or_default(),
        days: parts.iter().map(|part| (part.day, part.sums)).collect(),
        extent: parts.iter().fold(None, |all, part| Extent::of_both(all, part.extent)),
        parts: parts
            .iter()
            .filter_map(|part| part.place.map(|(session, facet)| SessionDay { session, facet, extent: part.extent }))
            .collect(),
    })
}
