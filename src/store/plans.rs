//! The plans that were added.
//!
//! Owns: their rows, and that two of one name are never in force on the same day. Refuses to know:
//! what usage was worth.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row, params};

use super::budgets::{filter_json, filter_of, unreadable};
use super::failure::Doing;
use super::{Ledger, audit};
use crate::domain::{Act, Action, Code, Error, Filter, Plan, PlanText, Result, Tz};

const READ: &str = "read the plans";
const WRITE: &str = "store the plan";

impl Ledger {
    /// Every plan, by name and first day.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        all(&self.conn)
    }

    /// Adds a plan.
    ///
    /// # Errors
    /// [`Code::Conflict`] when one of that name is in force on a day of it; [`Code::Database`] when it
    /// cannot be written.
    pub fn add_plan(&mut self, plan: &Plan, at: DateTime<Utc>) -> Result<()> {
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        if let Some(other) = all(&tx)?.iter().find(|other| other.name == plan.name && other.meets(plan)) {
            return Err(conflict(other));
        }
        let values = params![
            plan.name,
            plan.since.to_string(),
            plan.until.map(|until| until.to_string()),
            plan.amount.to_string(),
            plan.currency,
            plan.period.to_string(),
            plan.starts_on.text(plan.period),
            plan.zone.name(),
            filter_json(&plan.filter)?,
            at.timestamp_micros(),
        ];
        tx.execute("INSERT INTO plans VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", values).doing(WRITE)?;
        audit::insert(&tx, &actor, &act(plan, Action::PlanAdd, at)).doing(WRITE)?;
        tx.commit().doing(WRITE)
    }

    /// Takes plans of that name out: the one that begins on `since`, or all; those that are gone.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn remove_plans(&mut self, name: &str, since: Option<NaiveDate>, at: DateTime<Utc>) -> Result<Vec<Plan>> {
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let meant = |plan: &Plan| plan.name == name && since.is_none_or(|since| plan.since == since);
        let gone: Vec<Plan> = all(&tx)?.into_iter().filter(meant).collect();
        for plan in &gone {
            let row = params![plan.name, plan.since.to_string()];
            tx.execute("DELETE FROM plans WHERE name = ?1 AND since = ?2", row).doing(WRITE)?;
            audit::insert(&tx, &actor, &act(plan, Action::PlanRemove, at)).doing(WRITE)?;
        }
        tx.commit().doing(WRITE)?;
        Ok(gone)
    }
}

fn conflict(other: &Plan) -> Error {
    let until = other.until.map_or(String::new(), |until| format!(" until {until}"));
    let text = format!("there is a plan {:?} since {}{until} already", other.name, other.since);
    Error::new(Code::Conflict, text).hint(format!(
        "cost-ops plan remove {:?} --since {} takes it out; add it again with --until, and the new one from the day \
         after",
        other.name, other.since
    ))
}

fn act(plan: &Plan, action: Action, at: DateTime<Utc>) -> Act {
    Act::new(at, action, &plan.name)
        .with("amount", plan.amount.to_string())
        .with("currency", plan.currency.as_str())
        .with("period", plan.period.to_string())
        .with("since", plan.since.to_string())
        .with("until", plan.until.map_or(String::new(), |until| until.to_string()))
        .with("scope", plan.filter.words())
}

fn all(conn: &Connection) -> Result<Vec<Plan>> {
    let sql = "SELECT name, since, until, amount, currency, period, starts_on, zone, filter FROM plans \
               ORDER BY name, since";
    let mut statement = conn.prepare_cached(sql).doing(READ)?;
    let rows = statement.query_map([], texts).doing(READ)?.collect::<rusqlite::Result<Vec<_>>>().doing(READ)?;
    rows.into_iter().map(|(text, zone, filter)| plan(text, &zone, &filter)).collect()
}

fn plan(text: PlanText, zone: &str, filter: &str) -> Result<Plan> {
    let zone = zone.parse().map_err(|_| unreadable(Error::validation(format!("there is no time zone {zone:?}"))))?;
    PlanText { zone, filter: filter_of(filter)?, ..text }.read().map_err(unreadable)
}

/// The columns as texts, those of the zone and the filter apart.
fn texts(row: &Row<'_>) -> rusqlite::Result<(PlanText, String, String)> {
    let text = PlanText {
        name: row.get(0)?,
        since: row.get(1)?,
        until: row.get(2)?,
        amount: row.get(3)?,
        currency: Some(row.get(4)?),
        period: row.get(5)?,
        starts_on: Some(row.get(6)?),
        zone: Tz::UTC,
        filter: Filter::default(),
    };
    Ok((text, row.get(7)?, row.get(8)?))
}
