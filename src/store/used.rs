//! The models a ledger has usage of.
//!
//! Owns: one row a model, from the sums. Refuses to know: what their prices are.

use chrono::NaiveDate;

use super::Ledger;
use super::failure::Doing;
use crate::domain::Result;

/// A model with usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedModel {
    pub provider: String,
    pub model: String,
    pub requests: u64,
    pub unpriced_requests: u64,
    /// How its name was matched, `exact`, `borrowed`, …: every way that occurred.
    pub matched: Vec<String>,
    /// Why requests had no price: every reason that occurred.
    pub unpriced: Vec<String>,
    /// The first day with usage, in the ledger's zone.
    pub first: NaiveDate,
}

impl Ledger {
    /// Every model with usage, the most used first.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn used_models(&self) -> Result<Vec<UsedModel>> {
        const WHAT: &str = "read the models";
        let words = |text: Option<String>| -> Vec<String> {
            text.iter().flat_map(|text| text.split(',')).map(str::to_owned).collect()
        };
        let mut statement = self.conn.prepare(include_str!("sql/used_models.sql")).doing(WHAT)?;
        let used = |row: &rusqlite::Row<'_>| {
            let day = i32::try_from(row.get::<_, i64>(6)?).unwrap_or(i32::MAX);
            Ok(UsedModel {
                provider: row.get(0)?,
                model: row.get(1)?,
                requests: row.get::<_, i64>(2)?.unsigned_abs(),
                unpriced_requests: row.get::<_, i64>(3)?.unsigned_abs(),
                matched: words(row.get(4)?),
                unpriced: words(row.get(5)?),
                first: NaiveDate::from_epoch_days(day).unwrap_or(NaiveDate::MAX),
            })
        };
        statement.query_map([], used).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }
}
