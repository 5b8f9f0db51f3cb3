//! The keys of programs.
//!
//! Owns: their rows. Refuses to know: how a key is made and compared; it keeps a hash.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::failure::Doing;
use super::stored::instant;
use super::{Ledger, audit};
use crate::domain::{Act, Action, ApiKey, Code, Error, Result, Role, Scope};

const COLUMNS: &str =
    "SELECT id, name, organization, role, scopes, test, created, expires, revoked, last_used, tag, hash FROM api_keys";
const WHAT: &str = "read the keys";

/// What is kept of a key's secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHash {
    /// A quick look that nearly every wrong key fails.
    pub tag: [u8; 2],
    /// The slow hash, as a PHC string.
    pub hash: String,
}

impl Ledger {
    /// Keeps a new key.
    ///
    /// # Errors
    /// [`Code::Conflict`] when its id is taken; [`Code::Database`] when it cannot be written.
    pub fn add_key(&mut self, key: &ApiKey, secret: &KeyHash) -> Result<()> {
        const WHAT: &str = "store the key";
        let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
        let act = Act::new(key.created, Action::KeyCreate, &key.id)
            .with("name", key.name.as_str())
            .with("role", key.role.as_str())
            .with("scopes", scopes.join(" "));
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let added = tx
            .execute(
                "INSERT INTO api_keys (id, name, organization, role, scopes, test, tag, hash, created, expires)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
                params![
                    key.id,
                    key.name,
                    key.organization,
                    key.role.as_str(),
                    scopes.join(" "),
                    key.test,
                    secret.tag,
                    secret.hash,
                    key.created.timestamp_micros(),
                    key.expires.map(|at| at.timestamp_micros()),
                ],
            )
            .doing(WHAT)?;
        if added == 0 {
            return Err(Error::new(Code::Conflict, format!("there is a key {} already", key.id)));
        }
        audit::insert(&tx, &actor, &act).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// All keys, oldest first.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn keys(&self) -> Result<Vec<ApiKey>> {
        let mut statement = self.conn.prepare(&format!("{COLUMNS} ORDER BY created, id")).doing(WHAT)?;
        statement.query_map([], key).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }

    /// A key with what is kept of its secret.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn key(&self, id: &str) -> Result<Option<(ApiKey, KeyHash)>> {
        let mut statement = self.conn.prepare_cached(&format!("{COLUMNS} WHERE id = ?1")).doing(WHAT)?;
        let found = |row: &Row<'_>| Ok((key(row)?, KeyHash { tag: row.get(10)?, hash: row.get(11)? }));
        statement.query_row([id], found).optional().doing(WHAT)
    }

    /// Ends a key; one that is ended already stays ended since then.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of that id; [`Code::Database`] when it cannot be
    /// written.
    pub fn revoke_key(&mut self, id: &str, at: DateTime<Utc>) -> Result<()> {
        const WHAT: &str = "revoke the key";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let ended = tx
            .execute(
                "UPDATE api_keys SET revoked = ifnull(revoked, ?2) WHERE id = ?1",
                params![id, at.timestamp_micros()],
            )
            .doing(WHAT)?;
        if ended == 0 {
            return Err(Error::new(Code::NotFound, format!("there is no key {id}"))
                .hint("cost-ops auth api-key list shows the ids"));
        }
        audit::insert(&tx, &actor, &Act::new(at, Action::KeyRevoke, id)).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// Notes that a key was used.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn key_used(&mut self, id: &str, at: DateTime<Utc>) -> Result<()> {
        const WHAT: &str = "note the use of a key";
        let tx = self.write_tx()?;
        let values = params![id, at.timestamp_micros()];
        tx.execute("UPDATE api_keys SET last_used = ?2 WHERE id = ?1", values).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// Whether there is a key that works at an instant.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn has_live_key(&self, at: DateTime<Utc>) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM api_keys
                           WHERE revoked IS NULL AND (expires IS NULL OR expires > ?1))";
        self.conn.query_row(SQL, [at.timestamp_micros()], |row| row.get(0)).doing(WHAT)
    }
}

fn key(row: &Row<'_>) -> rusqlite::Result<ApiKey> {
    let at = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(instant));
    let scopes: String = row.get(4)?;
    Ok(ApiKey {
        id: row.get(0)?,
        name: row.get(1)?,
        organization: row.get(2)?,
        role: role(row, 3)?,
        // A scope that a later version knows gives nothing here.
        scopes: scopes.split(' ').filter_map(|scope| Scope::by_name(scope).ok()).collect(),
        test: row.get(5)?,
        created: instant(row.get(6)?),
        expires: at(7)?,
        revoked: at(8)?,
        last_used: at(9)?,
    })
}

/// The role in a column.
pub(super) fn role(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    let name: String = row.get(column)?;
    Role::by_name(&name)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into()))
}
