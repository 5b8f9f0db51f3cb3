//! Visiting the sums by day.
//!
//! Owns: by model and facet, by one of them, by session, by label: which filters each can answer, and
//! the sums of earlier prices. Refuses to know: which of them a question needs.

use rusqlite::{Connection, Row};

use super::dictionary::Wanted;
use super::failure::Doing;
use super::fold::{Span, bounds, bucket, each_event, event_bucket, models_only};
use super::generations::Later;
use super::rollup::{DayKey, Days, PART, WIDTH, sums};
use super::{Bucket, Grain, Ledger, Reader, extents, spans};
use crate::domain::{Code, Error, Filter, InstantRange, Measures, Result, Usd};

const WHAT: &str = "read the ledger";

impl Ledger {
    pub(super) fn fold_days(
        &self,
        conn: &Connection,
        range: &InstantRange,
        filter: &Filter,
        wanted: &Wanted,
        at_generation: Option<i64>,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        days_only(filter)?;
        let days = self.day_bounds(range)?;
        let mut later = Later::since(conn, at_generation, days, |key| key)?;
        let mut statement = conn.prepare_cached(include_str!("sql/read_days.sql")).doing(WHAT)?;
        let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
        let mut day = |(day, model, facet): DayKey, sums: &Measures| {
            if wanted.model(model) && wanted.facet(facet) && *sums != Measures::default() {
                each(bucket(day, model, facet, 0, sums));
            }
        };
        while let Some(row) = rows.next().doing(WHAT)? {
            let key = head(row).doing(WHAT)?;
            if wanted.model(key.1) && wanted.facet(key.2) {
                day(key, &later.before(&key, sums(row, 3).doing(WHAT)?));
            }
        }
        later.rest().for_each(|(key, sums)| day(key, &sums));
        Ok(())
    }

    /// Days by model, or by facet.
    pub(super) fn fold_pairs(
        &self,
        conn: &Connection,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        (wanted, at_generation): (&Wanted, Option<i64>),
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        let by_model = grain == Grain::ModelDay;
        if by_model { models_only(filter) } else { facets_only(filter) }?;
        let days = self.day_bounds(range)?;
        let key = move |(day, model, facet): DayKey| (day, if by_model { model } else { facet });
        let mut later = Later::since(conn, at_generation, days, key)?;
        let sql = if by_model { include_str!("sql/read_models.sql") } else { include_str!("sql/read_facets.sql") };
        let mut statement = conn.prepare_cached(sql).doing(WHAT)?;
        let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
        let is_wanted = |of: i64| if by_model { wanted.model(of) } else { wanted.facet(of) };
        let mut day = |(day, of): (i64, i64), sums: &Measures| {
            if is_wanted(of) && *sums != Measures::default() {
                let (model, facet) = if by_model { (of, 0) } else { (0, of) };
                each(bucket(day, model, facet, 0, sums));
            }
        };
        while let Some(row) = rows.next().doing(WHAT)? {
            let key: (i64, i64) = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
            if is_wanted(key.1) {
                day(key, &later.before(&key, sums(row, 2).doing(WHAT)?));
            }
        }
        later.rest().for_each(|(key, sums)| day(key, &sums));
        Ok(())
    }

    /// Days by session and facet, or by label: each by its first scope.
    pub(super) fn fold_scopes(
        &self,
        conn: &Connection,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        (wanted, at_generation): (&Wanted, Option<i64>),
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        let by_session = grain == Grain::Session;
        scopes_only(filter, by_session)?;
        let days = self.day_bounds(range)?;
        if at_generation.is_some() {
            // Sums by scope are kept of the current costs only.
            let (from, to) = bounds(range);
            let mut local = Days::new(self.zone);
            return each_event(conn, &Span { from, to, at_generation, ..Span::ALL }, &mut |event| {
                if wanted.model(event.model) && wanted.facet(event.facet) && wanted.scope(event.scope) {
                    let of = event.measures();
                    each(Bucket { time: local.day(event.at), ..event_bucket(&event, &of) });
                }
            });
        }
        let sql = if by_session { include_str!("sql/read_sessions.sql") } else { include_str!("sql/read_labels.sql") };
        let mut statement = conn.prepare_cached(sql).doing(WHAT)?;
        let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let (day, scope): (i64, i64) = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
            let third: i64 = row.get(2).doing(WHAT)?;
            let (model, facet) = if by_session { (0, third) } else { (third, 0) };
            if wanted.scope(scope) && wanted.facet(facet) && wanted.model(model) {
                let sums = sums(row, 3).doing(WHAT)?;
                let extent = if by_session { extents::extent(row, 3 + WIDTH).doing(WHAT)? } else { None };
                if sums != Measures::default() {
                    each(Bucket { extent, ..bucket(day, model, facet, scope, &sums) });
                }
            }
        }
        Ok(())
    }
}

impl Ledger {
    /// Days that are not told apart, by model and facet, by facet, or by label and model.
    pub(super) fn fold_spans(
        &self,
        conn: &Connection,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        (wanted, at_generation): (&Wanted, Option<i64>),
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        let days = self.day_bounds(range)?;
        let few = days.1.saturating_sub(days.0) < SHORT || !spans::are_kept(conn).doing(WHAT)?;
        match grain {
            Grain::LabelDays if at_generation.is_some() => {
                return self.fold_scopes(conn, Grain::Label, range, filter, (wanted, at_generation), each);
            }
            Grain::LabelDays => scopes_only(filter, false)?,
            Grain::FacetDays if few || at_generation.is_some() => {
                return self.fold_pairs(conn, Grain::Facet, range, filter, (wanted, at_generation), each);
            }
            Grain::FacetDays => facets_only(filter)?,
            _ if at_generation.is_some() => {
                return self.fold_days(conn, range, filter, wanted, at_generation, each);
            }
            _ => days_only(filter)?,
        }
        let by_label = grain == Grain::LabelDays;
        let visited = spans::visit(conn, days, by_label, &mut |(one, other), sums| {
            let (model, facet, scope) = if by_label { (other, 0, one) } else { (one, other, 0) };
            if wanted.model(model) && wanted.facet(facet) && wanted.scope(scope) {
                each(bucket(0, model, facet, scope, sums));
            }
        });
        visited.doing(WHAT)
    }

    /// What lines over time show, from as few columns as that takes.
    pub(super) fn fold_grain_costs(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        let sql = match grain {
            Grain::ModelDay => include_str!("sql/read_model_costs.sql"),
            Grain::Facet => include_str!("sql/read_facet_costs.sql"),
            _ => return self.fold(grain, range, filter, each),
        };
        if self.older(&self.conn)?.is_some() {
            return self.fold(grain, range, filter, each);
        }
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let by_model = grain == Grain::ModelDay;
        if by_model { models_only(filter) } else { facets_only(filter) }?;
        let (wanted, days) = (Wanted::new(&tx, filter)?, self.day_bounds(range)?);
        let mut statement = tx.prepare_cached(sql).doing(WHAT)?;
        let mut rows = statement.query([days.0, days.1]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let (day, of, sums) = costs(row).doing(WHAT)?;
            if if by_model { wanted.model(of) } else { wanted.facet(of) } {
                let (model, facet) = if by_model { (of, 0) } else { (0, of) };
                each(bucket(day, model, facet, 0, &sums));
            }
        }
        Ok(())
    }
}

fn costs(row: &Row<'_>) -> rusqlite::Result<(i64, i64, Measures)> {
    let number = |at: usize| row.get::<_, i64>(at).map(i128::from);
    let total_cost = Usd::from_pico(number(2)? * PART + number(3)?);
    let sums = Measures {
        total_cost,
        requests: number(4)?,
        unpriced_requests: number(5)?,
        unpriced_tokens: number(6)?,
        estimated_requests: number(7)?,
        ..Measures::default()
    };
    Ok((row.get(0)?, row.get(1)?, sums))
}

/// Fewer days than this have fewer sums by facet and day than there are over several days by model and facet.
const SHORT: i64 = 64;

/// Sums by day know no scopes.
fn days_only(filter: &Filter) -> Result<()> {
    if filter.needs_events() {
        return Err(Error::new(Code::Internal, "day sums do not know sessions, branches, hosts or tags"));
    }
    Ok(())
}

/// Sums by session know sessions and facets, those by label labels and models.
fn scopes_only(filter: &Filter, by_session: bool) -> Result<()> {
    let labels = !filter.branch.is_empty() || !filter.host.is_empty() || !filter.tags.is_empty();
    let facets = [&filter.organization, &filter.project, &filter.user, &filter.source];
    let finer = if by_session { labels } else { !filter.session.is_empty() || facets.iter().any(|f| !f.is_empty()) };
    let models = by_session && (!filter.provider.is_empty() || !filter.model.is_empty());
    if finer || models {
        return Err(Error::new(Code::Internal, "these sums know sessions or labels only"));
    }
    Ok(())
}

/// Sums by facet cannot answer for models or scopes.
fn facets_only(filter: &Filter) -> Result<()> {
    if filter.needs_events() || !filter.provider.is_empty() || !filter.model.is_empty() {
        return Err(Error::new(Code::Internal, "these sums know facets only"));
    }
    Ok(())
}

fn head(row: &Row<'_>) -> rusqlite::Result<DayKey> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}
