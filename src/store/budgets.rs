//! The budgets that were set, and how far each alert of theirs came.
//!
//! Owns: their rows, and that one process at a time has an alert in hand. Refuses to know: what
//! was spent, how an alert is delivered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::failure::Doing;
use super::stored::instant;
use super::{Ledger, audit};
use crate::domain::{Act, Action, Budget, BudgetText, Code, Error, Filter, Result, Threshold, Usd};

const READ: &str = "read the budgets";
const WRITE: &str = "store the budget";
const ALERT: &str = "note the alert";
const COLUMNS: &str = "name, amount, currency, period, starts_on, zone, filter, thresholds, set_at";

/// A budget of the ledger, and when it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBudget {
    pub budget: Budget,
    pub set_at: DateTime<Utc>,
}

/// Which alert: of a threshold of a budget, in a period, at an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertKey {
    pub budget: String,
    pub period_start: DateTime<Utc>,
    pub threshold: Threshold,
    /// In US dollars.
    pub amount: Usd,
}

/// An alert and how far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAlert {
    pub key: AlertKey,
    /// The instant of the event that crossed the threshold.
    pub crossed: DateTime<Utc>,
    pub state: AlertState,
    /// How often it was tried.
    pub attempts: u32,
    /// Nobody else tries before.
    pub claimed_until: DateTime<Utc>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    pub delivered: Option<DateTime<Utc>>,
}

/// How far an alert came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertState {
    Pending,
    Delivered,
    /// It was tried often enough.
    Abandoned,
}

impl AlertState {
    const ALL: [(AlertState, &'static str); 3] =
        [(AlertState::Pending, "pending"), (AlertState::Delivered, "delivered"), (AlertState::Abandoned, "abandoned")];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }
}

impl Ledger {
    /// Every budget that was set, by name.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn budgets(&self) -> Result<Vec<StoredBudget>> {
        let sql = format!("SELECT {COLUMNS} FROM budgets ORDER BY name");
        let mut statement = self.conn.prepare_cached(&sql).doing(READ)?;
        let rows = statement.query_map([], texts).doing(READ)?.collect::<rusqlite::Result<Vec<_>>>().doing(READ)?;
        let read = |(text, filter, set_at): (BudgetText, String, DateTime<Utc>)| {
            let text = BudgetText { filter: filter_of(&filter)?, ..text };
            Ok(StoredBudget { budget: text.read().map_err(unreadable)?, set_at })
        };
        rows.into_iter().map(read).collect()
    }

    /// Sets a budget in the place of one of that name, if there is one; whether there was.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn set_budget(&mut self, budget: &Budget, at: DateTime<Utc>) -> Result<bool> {
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let was = tx.execute("DELETE FROM budgets WHERE name = ?1", [&budget.name]).doing(WRITE)? > 0;
        let sql = "INSERT INTO budgets VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let values = params![
            budget.name,
            budget.amount.to_string(),
            budget.currency,
            budget.period.to_string(),
            budget.starts_on.text(budget.period),
            budget.zone.map_or("", |zone| zone.name()),
            filter_json(&budget.filter)?,
            budget.thresholds_text(),
            at.timestamp_micros(),
        ];
        tx.execute(sql, values).doing(WRITE)?;
        let act = Act::new(at, Action::BudgetSet, &budget.name)
            .with("amount", budget.amount.to_string())
            .with("currency", budget.currency.as_str())
            .with("period", budget.period.to_string())
            .with("scope", budget.scope());
        audit::insert(&tx, &actor, &act).doing(WRITE)?;
        tx.commit().doing(WRITE)?;
        Ok(was)
    }

    /// Takes a budget out; whether there was one of that name. What is known of its alerts stays,
    /// so that setting it again does not repeat them.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn remove_budget(&mut self, name: &str, at: DateTime<Utc>) -> Result<bool> {
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let gone = tx.execute("DELETE FROM budgets WHERE name = ?1", [name]).doing(WRITE)? > 0;
        if gone {
            audit::insert(&tx, &actor, &Act::new(at, Action::BudgetRemove, name)).doing(WRITE)?;
        }
        tx.commit().doing(WRITE)?;
        Ok(gone)
    }

    /// The alerts of a budget's period at whatever amount, by threshold.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn alerts(&self, budget: &str, period_start: DateTime<Utc>) -> Result<Vec<StoredAlert>> {
        let sql = "SELECT budget, period_start, threshold, amount, crossed, state, attempts, claimed_until, error, delivered \
                   FROM budget_alerts WHERE budget = ?1 AND period_start = ?2 ORDER BY threshold, amount";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let rows = statement.query_map(params![budget, period_start.timestamp_micros()], alert).doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }

    /// Takes an alert in hand until `until`, if nobody else has it and it is still to be
    /// delivered; the number of this attempt, or `None`.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn claim_alert(
        &mut self,
        key: &AlertKey,
        crossed: DateTime<Utc>,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<u32>> {
        let tx = self.write_tx()?;
        let sql = "INSERT INTO budget_alerts VALUES (?1, ?2, ?3, ?4, ?5, 'pending', 1, ?7, '', NULL) \
                   ON CONFLICT DO UPDATE SET attempts = attempts + 1, claimed_until = excluded.claimed_until \
                   WHERE state = 'pending' AND claimed_until <= ?6 RETURNING attempts";
        let (start, threshold, amount) = key.columns();
        let values = params![
            key.budget,
            start,
            threshold,
            amount,
            crossed.timestamp_micros(),
            now.timestamp_micros(),
            until.timestamp_micros()
        ];
        let attempt = tx.query_row(sql, values, |row| row.get(0)).optional().doing(ALERT)?;
        tx.commit().doing(ALERT)?;
        Ok(attempt)
    }

    /// Notes what came of an attempt: delivered, or why not and from when on it may be tried
    /// again (`None`: never).
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn settle_alert(
        &mut self,
        key: &AlertKey,
        outcome: std::result::Result<DateTime<Utc>, (&str, Option<DateTime<Utc>>)>,
    ) -> Result<()> {
        let (state, again, error, delivered) = match outcome {
            Ok(at) => (AlertState::Delivered, None, "", Some(at)),
            Err((why, Some(again))) => (AlertState::Pending, Some(again), why, None),
            Err((why, None)) => (AlertState::Abandoned, None, why, None),
        };
        let tx = self.write_tx()?;
        let sql = "UPDATE budget_alerts SET state = ?5, claimed_until = ifnull(?6, claimed_until), error = ?7, \
                   delivered = ?8 WHERE budget = ?1 AND period_start = ?2 AND threshold = ?3 AND amount = ?4";
        let (start, threshold, amount) = key.columns();
        let micros = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
        let values =
            params![key.budget, start, threshold, amount, state.word(), micros(again), error, micros(delivered)];
        tx.execute(sql, values).doing(ALERT)?;
        tx.commit().doing(ALERT)
    }
}

impl AlertKey {
    fn columns(&self) -> (i64, i64, String) {
        (self.period_start.timestamp_micros(), self.threshold.0, self.amount.to_string())
    }
}

/// The columns of a budget as texts, the one of its filter apart.
fn texts(row: &Row<'_>) -> rusqlite::Result<(BudgetText, String, DateTime<Utc>)> {
    let (starts_on, zone, thresholds): (String, String, String) = (row.get(4)?, row.get(5)?, row.get(7)?);
    let text = BudgetText {
        name: row.get(0)?,
        amount: row.get(1)?,
        currency: Some(row.get(2)?),
        period: row.get(3)?,
        starts_on: Some(starts_on).filter(|text| !text.is_empty()),
        zone: zone.parse().ok(),
        filter: Filter::default(),
        thresholds: thresholds.split(',').map(str::to_owned).collect(),
    };
    Ok((text, row.get(6)?, instant(row.get(8)?)))
}

pub(super) fn unreadable(error: Error) -> Error {
    Error::new(Code::Database, format!("a budget or plan in the ledger cannot be read: {}", error.message))
}

type Lists = BTreeMap<String, Vec<String>>;

/// The filter as it is stored: only the lists that say something.
pub(super) fn filter_json(filter: &Filter) -> Result<String> {
    let lists = filter.lists().into_iter().filter(|(_, values)| !values.is_empty());
    let mut lists: Lists = lists.map(|(word, values)| (word.to_owned(), values.clone())).collect();
    if !filter.tags.is_empty() {
        lists.insert("tag".to_owned(), filter.tags.iter().map(|(key, value)| format!("{key}={value}")).collect());
    }
    serde_json::to_string(&lists).map_err(|error| Error::new(Code::Internal, format!("cannot write a filter: {error}")))
}

/// The filter that was stored so.
pub(super) fn filter_of(json: &str) -> Result<Filter> {
    let mut filter = Filter::default();
    let lists =
        serde_json::from_str::<Lists>(json).map_err(|error| unreadable(Error::validation(error.to_string())))?;
    for (word, values) in lists {
        if word == "tag" {
            let pairs = values.iter().filter_map(|tag| tag.split_once('='));
            filter.tags = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        } else if let Some(list) = filter.list_mut(&word) {
            *list = values;
        }
    }
    Ok(filter)
}

fn alert(row: &Row<'_>) -> rusqlite::Result<StoredAlert> {
    let (amount, state, error): (String, String, String) = (row.get(3)?, row.get(5)?, row.get(8)?);
    let state =
        AlertState::ALL.iter().find(|(_, word)| *word == state).map_or(AlertState::Pending, |(state, _)| *state);
    Ok(StoredAlert {
        key: AlertKey {
            budget: row.get(0)?,
            period_start: instant(row.get(1)?),
            threshold: Threshold(row.get(2)?),
            amount: amount.parse().unwrap_or_default(),
        },
        crossed: instant(row.get(4)?),
        state,
        attempts: row.get(6)?,
        claimed_until: instant(row.get(7)?),
        error: Some(error).filter(|error| !error.is_empty()),
        delivered: row.get::<_, Option<i64>>(9)?.map(instant),
    })
}
