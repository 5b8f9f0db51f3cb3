//! The names a ledger has: providers, models, projects, … that begin in a certain way.
//!
//! Owns: how they are found quickly, in the tables of interned names. Refuses to know: who asks.

use rusqlite::params;

use super::Ledger;
use super::failure::Doing;
use crate::domain::Result;

/// What may be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Provider,
    Model,
    Organization,
    Project,
    User,
    Source,
    /// Sessions, the latest first.
    Session,
    Branch,
    Host,
    /// Tags as `KEY=VALUE`.
    Tag,
    /// Budgets that were set; not those of configuration files.
    Budget,
    Plan,
}

impl Named {
    const fn sql(self) -> &'static str {
        match self {
            Named::Provider => "SELECT DISTINCT provider AS name FROM models",
            Named::Model => "SELECT DISTINCT model AS name FROM models",
            Named::Organization => "SELECT DISTINCT organization AS name FROM facets",
            Named::Project => "SELECT DISTINCT project AS name FROM facets",
            Named::User => "SELECT DISTINCT user AS name FROM facets",
            Named::Source => "SELECT DISTINCT source AS name FROM facets",
            Named::Session => "SELECT session AS name, -max(id) AS rank FROM scopes GROUP BY session",
            Named::Branch => "SELECT DISTINCT branch AS name FROM scopes",
            Named::Host => "SELECT DISTINCT host AS name FROM scopes",
            Named::Tag => {
                "SELECT DISTINCT tag.key || '=' || tag.value AS name FROM scopes, json_each(scopes.tags) AS tag \
                 WHERE scopes.tags <> ''"
            }
            Named::Budget => "SELECT name FROM budgets",
            Named::Plan => "SELECT DISTINCT name FROM plans",
        }
    }
}

impl Ledger {
    /// At most `most` names that begin with `start`: sessions the latest first, others in their order.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn names(&self, of: Named, start: &str, most: u32) -> Result<Vec<String>> {
        const WHAT: &str = "read the names";
        let order = if of == Named::Session { "rank" } else { "name" };
        let sql = format!(
            "SELECT name FROM ({}) WHERE name <> '' AND substr(name, 1, length(?1)) = ?1 ORDER BY {order} LIMIT ?2",
            of.sql()
        );
        let mut statement = self.conn.prepare(&sql).doing(WHAT)?;
        let names = statement.query_map(params![start, most], |row| row.get(0)).doing(WHAT)?;
        names.collect::<rusqlite::Result<_>>().doing(WHAT)
    }
}
