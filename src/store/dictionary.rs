//! Names by number, and filters as sets of numbers.
//!
//! Owns: reading the look-up tables. Refuses to know: sums, events.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::failure::Doing;
use super::firsts;
use super::intern::tags_from;
use crate::domain::{Code, Error, Filter, Result};

const WHAT: &str = "read the names";

/// Interned names by id.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// `(provider, model)`.
    pub models: Vec<(String, String)>,
    pub facets: Vec<Facet>,
    pub scopes: HashMap<u32, Scope>,
}

/// The labels a rollup keeps apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Facet {
    pub organization: String,
    pub project: String,
    pub user: String,
    pub source: String,
}

/// The finer labels of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    pub session: String,
    pub branch: String,
    pub host: String,
    pub agent: String,
    pub tags: Vec<(String, String)>,
}

/// Puts `value` at `row`, with empty values in the gaps.
fn place<T: Default>(list: &mut Vec<T>, row: i64, value: T) -> Result<()> {
    let at = u32::try_from(row).map_err(|_| Error::new(Code::Database, "the ledger has more names than fit"))? as usize;
    if list.len() <= at {
        list.resize_with(at + 1, T::default);
    }
    list[at] = value;
    Ok(())
}

pub(super) fn models(conn: &Connection) -> Result<Vec<(String, String)>> {
    let mut models = Vec::new();
    let mut statement = conn.prepare_cached("SELECT id, provider, model FROM models").doing(WHAT)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).doing(WHAT)?;
    for row in rows {
        let (at, names) = row.doing(WHAT)?;
        place(&mut models, at, names)?;
    }
    Ok(models)
}

pub(super) fn facets(conn: &Connection) -> Result<Vec<Facet>> {
    let mut facets = Vec::new();
    let mut statement =
        conn.prepare_cached("SELECT id, organization, project, user, source FROM facets").doing(WHAT)?;
    let facet = |row: &rusqlite::Row<'_>| {
        let (organization, project, user, source) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Facet { organization, project, user, source }))
    };
    for row in statement.query_map([], facet).doing(WHAT)? {
        let (at, facet) = row.doing(WHAT)?;
        place(&mut facets, at, facet)?;
    }
    Ok(facets)
}

fn scopes(conn: &Connection) -> Result<Vec<Scope>> {
    let mut scopes = vec![Scope::default()];
    let mut statement = conn.prepare_cached("SELECT id, session, branch, host, agent, tags FROM scopes").doing(WHAT)?;
    let scope = |row: &rusqlite::Row<'_>| {
        let (session, branch, host, agent) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        let tags = tags_from(row.get_ref(5)?.as_str()?);
        Ok((row.get(0)?, Scope { session, branch, host, agent, tags }))
    };
    for row in statement.query_map([], scope).doing(WHAT)? {
        let (at, scope) = row.doing(WHAT)?;
        place(&mut scopes, at, scope)?;
    }
    Ok(scopes)
}

pub(super) fn all(conn: &Connection) -> Result<Dictionary> {
    let scopes = (0..).zip(scopes(conn)?).collect();
    Ok(Dictionary { models: models(conn)?, facets: facets(conn)?, scopes })
}

/// The names of all models and facets, and of these scopes.
pub(super) fn of(conn: &Connection, wanted: &BTreeSet<u32>) -> Result<Dictionary> {
    let mut scopes = HashMap::with_capacity(wanted.len());
    for row in wanted {
        if let Some(scope) = firsts::load(conn, i64::from(*row)).doing(WHAT)? {
            scopes.insert(*row, scope);
        }
    }
    Ok(Dictionary { models: models(conn)?, facets: facets(conn)?, scopes })
}

/// The keys of all tags: every event is counted under its label.
pub(super) fn tag_keys(conn: &Connection) -> Result<BTreeSet<String>> {
    let sql = "SELECT tags FROM scopes WHERE id IN (SELECT DISTINCT label FROM rollup_label) AND tags <> ''";
    let mut statement = conn.prepare_cached(sql).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    let mut keys = BTreeSet::new();
    while let Some(row) = rows.next().doing(WHAT)? {
        let tags = tags_from(row.get_ref(0).and_then(|text| Ok(text.as_str()?)).doing(WHAT)?);
        keys.extend(tags.into_iter().map(|(key, _)| key));
    }
    Ok(keys)
}

/// A filter as sets of row numbers; `None` accepts all.
pub(super) struct Wanted {
    models: Option<Vec<bool>>,
    facets: Option<Vec<bool>>,
    scopes: Option<Vec<bool>>,
}

fn accepted(set: &Option<Vec<bool>>, row: i64) -> bool {
    set.as_ref().is_none_or(|set| usize::try_from(row).ok().and_then(|at| set.get(at)).copied().unwrap_or(false))
}

impl Wanted {
    /// Resolves the filter against the names in the file.
    pub(super) fn new(conn: &Connection, filter: &Filter) -> Result<Wanted> {
        let of = Filter::accepts;
        let models = if filter.provider.is_empty() && filter.model.is_empty() {
            None
        } else {
            let wanted = |(provider, model): &(String, String)| {
                of(&filter.provider, provider, true) && of(&filter.model, model, true)
            };
            Some(models(conn)?.iter().map(wanted).collect())
        };
        let facets =
            if [&filter.organization, &filter.project, &filter.user, &filter.source].iter().all(|l| l.is_empty()) {
                None
            } else {
                let wanted = |facet: &Facet| {
                    of(&filter.organization, &facet.organization, false)
                        && of(&filter.project, &facet.project, false)
                        && of(&filter.user, &facet.user, false)
                        && of(&filter.source, &facet.source, false)
                };
                Some(facets(conn)?.iter().map(wanted).collect())
            };
        let scopes = if filter.needs_events() {
            let wanted = |scope: &Scope| {
                of(&filter.session, &scope.session, false)
                    && of(&filter.branch, &scope.branch, false)
                    && of(&filter.host, &scope.host, false)
                    && filter.tags.iter().all(|tag| scope.tags.contains(tag))
            };
            Some(scopes(conn)?.iter().map(wanted).collect())
        } else {
            None
        };
        Ok(Wanted { models, facets, scopes })
    }

    pub(super) fn model(&self, row: i64) -> bool {
        accepted(&self.models, row)
    }

    pub(super) fn facet(&self, row: i64) -> bool {
        accepted(&self.facets, row)
    }

    pub(super) fn scope(&self, row: i64) -> bool {
        accepted(&self.scopes, row)
    }

    /// The facets asked for, when not all are.
    pub(super) fn facet_rows(&self) -> Option<Vec<i64>> {
        let set = self.facets.as_ref()?;
        Some(set.iter().zip(0i64..).filter(|(wanted, _)| **wanted).map(|(_, row)| row).collect())
    }
}
