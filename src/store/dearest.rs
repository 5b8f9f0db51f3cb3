//! The dearest sessions, without summing up all there are.
//!
//! Owns: which sums rank them, and that the answer is the one all sums would give. It says nothing
//! where it cannot be sure: of other days than the ledger's, of earlier prices, of costs that are not
//! above zero. Refuses to know: what a session is shown with.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::Connection;

use super::dictionary::{self, Wanted};
use super::failure::Doing;
use super::mix::MixBuild;
use super::rollup::{PART, projects, sums};
use super::{Ledger, firsts};
use crate::domain::{Filter, InstantRange, Measures, Result};

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

/// What one of them cost, by day of the ledger's zone; under one day (0) where days were not asked for.
#[derive(Debug, Clone)]
pub struct DearSession {
    pub session: String,
    /// Empty when projects are not told apart.
    pub project: String,
    pub days: Vec<(i64, Measures)>,
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
            return ever(&tx, wanted);
        }
        let Ok(days) = self.day_bounds(wanted.range) else { return Ok(None) };
        within(&tx, wanted, days)
    }
}

/// Those of all days, by the index of what sessions cost; what is in several projects is summed up first,
/// unless projects are told apart.
fn ever(conn: &Connection, wanted: &WantedSessions<'_>) -> Result<Option<Dearest>> {
    let WantedSessions { by_project, count, by_day, .. } = *wanted;
    let shared = if by_project { HashMap::default() } else { shared(conn)? };
    if shared.len() > TIES {
        return Ok(None);
    }
    let mut costs: HashMap<Key, i128, MixBuild> =
        shared.iter().map(|(session, (_, sums))| ((*session, 0), sums.total_cost.pico())).collect();
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
    let further: usize = shared.values().map(|(rows, _)| rows - 1).sum();
    let groups = usize::try_from(rows).unwrap_or(0).saturating_sub(further);
    let Some(best) = best(costs, count) else { return Ok(None) };
    let days = if by_day { days(conn)? } else { Vec::new() };
    let span = days.first().copied().zip(days.last().copied());
    let (mut dearest, facets) = (Dearest { groups, span, ..Dearest::default() }, dictionary::facets(conn)?);
    for key @ (session, project) in best {
        let row = if by_project { project } else { projects.get(&session).copied().unwrap_or(project) };
        let parts = match shared.get(&session) {
            _ if by_day => by_days(conn, &days, key, by_project)?,
            Some((_, sums)) => vec![(0, *sums)],
            None => vec![(0, overall(conn, session, row).doing(WHAT)?)],
        };
        dearest.sessions.push(named(conn, &facets, key, by_project, parts)?);
    }
    Ok(Some(dearest))
}

/// What one session cost in one project over all days.
fn overall(conn: &Connection, session: i64, project: i64) -> rusqlite::Result<Measures> {
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_totals.sql"))?;
    statement.query_row([session, session, project, project], |row| sums(row, 2))
}

/// Every day there is something of, in order.
fn days(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT day FROM rollup_model WHERE records <> 0 ORDER BY day").doing(WHAT)?;
    statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).doing(WHAT)
}

/// What one session cost on each day, by one look at each.
fn by_days(conn: &Connection, days: &[i64], (session, project): Key, by_project: bool) -> Result<Vec<(i64, Measures)>> {
    let projects = if by_project { projects(conn).doing(WHAT)? } else { HashMap::default() };
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_day.sql")).doing(WHAT)?;
    let mut found = Vec::new();
    for day in days {
        let mut rows = statement.query([*day, session, i64::MIN, i64::MAX]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let facet: i64 = row.get(2).doing(WHAT)?;
            if !by_project || projects.get(&facet).copied().unwrap_or(facet) == project {
                found.push((*day, sums(row, 3).doing(WHAT)?));
            }
        }
    }
    Ok(found)
}

/// Sessions of several projects: in how many they are, and their sums.
fn shared(conn: &Connection) -> Result<HashMap<i64, (usize, Measures), MixBuild>> {
    let mut shared: HashMap<i64, (usize, Measures), MixBuild> = HashMap::default();
    let mut statement = conn.prepare_cached(include_str!("sql/read_shared_sessions.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    while let Some(row) = rows.next().doing(WHAT)? {
        let (rows, all) = shared.entry(row.get(0).doing(WHAT)?).or_default();
        *rows += 1;
        *all += &sums(row, 2).doing(WHAT)?;
    }
    Ok(shared)
}

/// One row of the sums by day, as far as it ranks a session.
struct Part {
    key: Key,
    day: i64,
    facet: i64,
}

/// Those of some days, by one pass over what ranks them.
fn within(conn: &Connection, wanted: &WantedSessions<'_>, days: (i64, i64)) -> Result<Option<Dearest>> {
    let (names, projects) = (Wanted::new(conn, wanted.filter)?, projects(conn).doing(WHAT)?);
    let mut statement = conn.prepare_cached(include_str!("sql/dear_sessions.sql")).doing(WHAT)?;
    let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
    let mut costs: HashMap<Key, i128, MixBuild> = HashMap::default();
    let mut parts = Vec::new();
    while let Some(row) = rows.next().doing(WHAT)? {
        let (facet, records): (i64, i64) = (row.get(2).doing(WHAT)?, row.get(5).doing(WHAT)?);
        if records == 0 || !names.facet(facet) {
            continue;
        }
        let project = if wanted.by_project { projects.get(&facet).copied().unwrap_or(facet) } else { 0 };
        let key = (row.get(1).doing(WHAT)?, project);
        *costs.entry(key).or_default() += cost(row, 3).doing(WHAT)?;
        parts.push(Part { key, day: row.get(0).doing(WHAT)?, facet });
    }
    let groups = costs.len();
    let Some(best) = best(costs, wanted.count) else { return Ok(None) };
    let mut statement = conn.prepare_cached(include_str!("sql/read_session_day.sql")).doing(WHAT)?;
    let mut sessions: HashMap<Key, Vec<(i64, Measures)>, MixBuild> =
        best.into_iter().map(|key| (key, Vec::new())).collect();
    for part in parts {
        if let Some(days) = sessions.get_mut(&part.key) {
            let measures =
                statement.query_row([part.day, part.key.0, part.facet, part.facet], |row| sums(row, 3)).doing(WHAT)?;
            days.push((part.day, measures));
        }
    }
    let facets = dictionary::facets(conn)?;
    let named = |(key, days)| named(conn, &facets, key, wanted.by_project, days);
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
    days: Vec<(i64, Measures)>,
) -> Result<DearSession> {
    let scope = firsts::load(conn, session).doing(WHAT)?.unwrap_or_default();
    let facet = usize::try_from(project).ok().and_then(|at| facets.get(at)).filter(|_| by_project);
    Ok(DearSession {
        session: scope.session,
        project: facet.map(|facet| facet.project.clone()).unwrap_or_default(),
        days,
    })
}
