//! The budgets that were set.
//!
//! Owns: their rows. Refuses to know: what was spent, their alerts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::failure::Doing;
use super::stored::instant;
use super::{Ledger, alerts, audit};
use crate::domain::{Act, Action, Budget, BudgetText, Code, Error, Filter, Result};

const READ: &str = "read the budgets";
const WRITE: &str = "store the budget";
const COLUMNS: &str = "name, amount, currency, period, starts_on, zone, filter, thresholds, set_at";

/// A budget of the ledger, and when it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBudget {
    pub budget: Budget,
    pub set_at: DateTime<Utc>,
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
    /// so that setting it again does not repeat them; those on their way are given up.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn remove_budget(&mut self, name: &str, at: DateTime<Utc>) -> Result<bool> {
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let gone = tx.execute("DELETE FROM budgets WHERE name = ?1", [name]).doing(WRITE)? > 0;
        if gone {
            alerts::abandon(&tx, name).doing(WRITE)?;
            audit::insert(&tx, &actor, &Act::new(at, Action::BudgetRemove, name)).doing(WRITE)?;
        }
        tx.commit().doing(WRITE)?;
        Ok(gone)
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
        zone: match zone.as_str() {
            "" => None,
            // Days of another zone are another period: no zone is taken in the place of one that is not known.
            name => Some(name.parse().map_err(|_| {
                rusqlite::Error::FromSqlConversionFailure(
                    5,
                    rusqlite::types::Type::Text,
                    format!("there is no time zone {name:?}").into(),
                )
            })?),
        },
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
