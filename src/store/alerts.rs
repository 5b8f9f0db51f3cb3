//! How far telling each crossed threshold came.
//!
//! Owns: the rows, and that one process at a time has an alert in hand. Refuses to know: what was
//! spent, how an alert is delivered.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::Ledger;
use super::failure::Doing;
use crate::domain::{AlertWay, Budget, Result, Threshold};

const READ: &str = "read the alerts";
const NOTE: &str = "note the alert";
const COLUMNS: &str =
    "budget, period_start, threshold, amount, way, crossed, state, attempts, claimed_until, error, delivered";

/// Which alert: of a threshold of a budget, in a period, at an amount, on one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertKey {
    pub budget: String,
    pub period_start: DateTime<Utc>,
    pub threshold: Threshold,
    /// The budget's amount, with its currency.
    pub amount: String,
    pub way: AlertWay,
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

/// An alert in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The number of this attempt, from 1.
    pub attempt: u32,
    /// What is to be sent: the same at every attempt.
    pub message: String,
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

impl AlertKey {
    /// The key of a threshold of a budget.
    pub fn of(budget: &Budget, period_start: DateTime<Utc>, threshold: Threshold, way: AlertWay) -> AlertKey {
        let amount = format!("{} {}", budget.amount, budget.currency);
        AlertKey { budget: budget.name.clone(), period_start, threshold, amount, way }
    }

    fn columns(&self) -> (i64, i64, &'static str) {
        (self.period_start.timestamp_micros(), self.threshold.0, self.way.word())
    }
}

impl StoredAlert {
    /// Whether somebody may try it now.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.state == AlertState::Pending && self.claimed_until <= now
    }
}

impl Ledger {
    /// The alerts of a budget's period at whatever amount, by threshold.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn alerts(&self, budget: &str, period_start: DateTime<Utc>) -> Result<Vec<StoredAlert>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM budget_alerts WHERE budget = ?1 AND period_start = ?2 \
             ORDER BY threshold, amount, way"
        );
        let mut statement = self.conn.prepare_cached(&sql).doing(READ)?;
        let rows = statement.query_map(params![budget, period_start.timestamp_micros()], alert).doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }

    /// The alerts of whatever period that were tried, are to be delivered still, and are in
    /// nobody's hand.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn due_alerts(&self, now: DateTime<Utc>) -> Result<Vec<StoredAlert>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM budget_alerts WHERE state = 'pending' AND claimed_until <= ?1 ORDER BY claimed_until"
        );
        let mut statement = self.conn.prepare_cached(&sql).doing(READ)?;
        let rows = statement.query_map([now.timestamp_micros()], alert).doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }

    /// Takes an alert in hand until `until`, if nobody else has it and it is still to be
    /// delivered. `message` is what is sent, unless an earlier attempt said something else.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be written.
    pub fn claim_alert(
        &mut self,
        key: &AlertKey,
        (crossed, message): (DateTime<Utc>, &str),
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<Claimed>> {
        let tx = self.write_tx()?;
        let sql = "INSERT INTO budget_alerts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'pending', 1, ?9, '', NULL) \
                   ON CONFLICT DO UPDATE SET attempts = attempts + 1, claimed_until = excluded.claimed_until \
                   WHERE state = 'pending' AND claimed_until <= ?8 RETURNING attempts, message";
        let (start, threshold, way) = key.columns();
        let (crossed, now, until) = (crossed.timestamp_micros(), now.timestamp_micros(), until.timestamp_micros());
        let values = params![key.budget, start, threshold, key.amount, way, crossed, message, now, until];
        let claimed = |row: &Row<'_>| Ok(Claimed { attempt: row.get(0)?, message: row.get(1)? });
        let claimed = tx.query_row(sql, values, claimed).optional().doing(NOTE)?;
        tx.commit().doing(NOTE)?;
        Ok(claimed)
    }

    /// Notes what came of an attempt: delivered, or why not and from when on it may be tried
    /// again (`None`: never).
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be written.
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
        let sql = "UPDATE budget_alerts SET state = ?6, claimed_until = ifnull(?7, claimed_until), error = ?8, \
                   delivered = ?9 WHERE budget = ?1 AND period_start = ?2 AND threshold = ?3 AND amount = ?4 \
                   AND way = ?5";
        let (start, threshold, way) = key.columns();
        let micros = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
        let values = params![
            key.budget,
            start,
            threshold,
            key.amount,
            way,
            state.word(),
            micros(again),
            error,
            micros(delivered)
        ];
        tx.execute(sql, values).doing(NOTE)?;
        tx.commit().doing(NOTE)
    }
}

/// Gives up what is on its way for a budget that is no more.
pub(super) fn abandon(tx: &Transaction<'_>, budget: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE budget_alerts SET state = 'abandoned' WHERE budget = ?1 AND state = 'pending'";
    tx.execute(sql, [budget]).map(|_| ())
}

fn alert(row: &Row<'_>) -> rusqlite::Result<StoredAlert> {
    let (way, state, error): (String, String, String) = (row.get(4)?, row.get(6)?, row.get(9)?);
    let state =
        AlertState::ALL.iter().find(|(_, word)| *word == state).map_or(AlertState::Pending, |(state, _)| *state);
    Ok(StoredAlert {
        key: AlertKey {
            budget: row.get(0)?,
            period_start: super::stored::instant(row.get(1)?),
            threshold: Threshold(row.get(2)?),
            amount: row.get(3)?,
            way: if way == AlertWay::Webhook.word() { AlertWay::Webhook } else { AlertWay::Command },
        },
        crossed: super::stored::instant(row.get(5)?),
        state,
        attempts: row.get(7)?,
        claimed_until: super::stored::instant(row.get(8)?),
        error: Some(error).filter(|error| !error.is_empty()),
        delivered: row.get::<_, Option<i64>>(10)?.map(super::stored::instant),
    })
}
