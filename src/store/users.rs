//! Users, and the tokens of those who are logged in.
//!
//! Owns: their rows, and that a refresh token is spent once. Refuses to know: passwords and
//! tokens themselves; it keeps hashes.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::failure::Doing;
use super::keys::role;
use super::stored::instant;
use super::{Ledger, audit};
use crate::domain::{Act, Action, Actor, Code, Error, Result, Rotation, User};

const COLUMNS: &str = "SELECT id, email, organization, role, created, disabled, last_login, hash FROM users";
const WHAT: &str = "read the users";

/// A refresh token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshHash {
    pub hash: [u8; 32],
    pub expires: DateTime<Utc>,
}

impl Ledger {
    /// Keeps a new user with the hash of the password.
    ///
    /// # Errors
    /// [`Code::Conflict`] when the address is taken; [`Code::Database`] when it cannot be written.
    pub fn add_user(&mut self, user: &User, hash: &str) -> Result<()> {
        const WHAT: &str = "store the user";
        let act = Act::new(user.created, Action::UserAdd, &user.id).with("role", user.role.as_str());
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let added = tx
            .execute(
                "INSERT INTO users (id, email, organization, role, hash, created)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                params![
                    user.id,
                    user.email,
                    user.organization,
                    user.role.as_str(),
                    hash,
                    user.created.timestamp_micros()
                ],
            )
            .doing(WHAT)?;
        if added == 0 {
            return Err(Error::new(Code::Conflict, format!("there is a user {} already", user.email)));
        }
        audit::insert(&tx, &actor, &act).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// All users, oldest first.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn users(&self) -> Result<Vec<User>> {
        let mut statement = self.conn.prepare(&format!("{COLUMNS} ORDER BY created, id")).doing(WHAT)?;
        statement.query_map([], user).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }

    /// The user of an e-mail address, with the hash of the password.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn user_of(&self, email: &str) -> Result<Option<(User, String)>> {
        let mut statement = self.conn.prepare_cached(&format!("{COLUMNS} WHERE email = ?1")).doing(WHAT)?;
        statement.query_row([email], |row| Ok((user(row)?, row.get(7)?))).optional().doing(WHAT)
    }

    /// The user of a login that is not ended; none either when the user is disabled.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn logged_in(&self, login: &str, id: &str) -> Result<Option<User>> {
        let sql = format!(
            "{COLUMNS} WHERE id = ?2 AND disabled IS NULL
             AND EXISTS (SELECT 1 FROM logins WHERE logins.id = ?1 AND user = users.id AND ended IS NULL)"
        );
        self.conn.prepare_cached(&sql).doing(WHAT)?.query_row([login, id], user).optional().doing(WHAT)
    }

    /// Disables a user and ends what is open of the user's logins.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of that address or id; [`Code::Database`] when it
    /// cannot be written.
    pub fn disable_user(&mut self, email_or_id: &str, at: DateTime<Utc>) -> Result<User> {
        const WHAT: &str = "disable the user";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let sql = format!("{COLUMNS} WHERE email = ?1 OR id = ?1");
        let Some(mut found) = tx.query_row(&sql, [email_or_id], user).optional().doing(WHAT)? else {
            return Err(Error::new(Code::NotFound, format!("there is no user {email_or_id}"))
                .hint("cost-ops auth user list shows them"));
        };
        found.disabled.get_or_insert(at);
        let values = params![found.id, at.timestamp_micros()];
        tx.execute("UPDATE users SET disabled = ifnull(disabled, ?2) WHERE id = ?1", values).doing(WHAT)?;
        tx.execute("UPDATE logins SET ended = ifnull(ended, ?2) WHERE user = ?1", values).doing(WHAT)?;
        audit::insert(&tx, &actor, &Act::new(at, Action::UserDisable, &found.id)).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        Ok(found)
    }

    /// Begins a login with its first refresh token; what is long over is forgotten.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn begin_login(&mut self, login: &str, user: &str, first: &RefreshHash, at: DateTime<Utc>) -> Result<()> {
        const WHAT: &str = "store the login";
        let (tx, at) = (self.write_tx()?, at.timestamp_micros());
        tx.execute("DELETE FROM refresh_tokens WHERE expires <= ?1", [at]).doing(WHAT)?;
        tx.execute("DELETE FROM logins WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE login = logins.id)", [])
            .doing(WHAT)?;
        tx.execute("INSERT INTO logins (id, user, began) VALUES (?1, ?2, ?3)", params![login, user, at]).doing(WHAT)?;
        tx.execute("UPDATE users SET last_login = ?2 WHERE id = ?1", params![user, at]).doing(WHAT)?;
        insert(&tx, login, first).doing(WHAT)?;
        let act = Act::new(instant(at), Action::UserLogin, user).with("login", login);
        audit::insert(&tx, &Actor::User(user.to_owned()), &act).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// Spends a refresh token and stores the next. One that was spent before ends the login:
    /// either its owner or a thief has the other copy, and it cannot be told who.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn rotate_refresh(&mut self, spent: &[u8; 32], next: &RefreshHash, at: DateTime<Utc>) -> Result<Rotation> {
        const WHAT: &str = "store the token";
        const FIND: &str = "SELECT login, user, expires, spent, ended IS NOT NULL OR disabled IS NOT NULL
                            FROM refresh_tokens JOIN logins ON logins.id = login JOIN users ON users.id = user
                            WHERE refresh_tokens.hash = ?1";
        let (tx, now) = (self.write_tx()?, at.timestamp_micros());
        let found: Option<(String, String, i64, Option<i64>, bool)> = tx
            .query_row(FIND, [spent], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .optional()
            .doing(WHAT)?;
        let rotation = match found {
            None => return Ok(Rotation::Unknown),
            Some((login, user, _, Some(_), _)) => {
                // The first time: whoever shows it again and again does not fill the log.
                if end(&tx, &login, now).doing(WHAT)? {
                    let act = Act::new(at, Action::TokenReuse, user).with("login", login);
                    audit::insert(&tx, &Actor::System, &act).doing(WHAT)?;
                }
                Rotation::Reused
            }
            Some((_, _, _, None, true)) => return Ok(Rotation::Unknown),
            Some((_, _, expires, None, false)) if expires <= now => return Ok(Rotation::Expired),
            Some((login, user, _, None, false)) => {
                let values = params![spent, now];
                tx.execute("UPDATE refresh_tokens SET spent = ?2 WHERE hash = ?1", values).doing(WHAT)?;
                insert(&tx, &login, next).doing(WHAT)?;
                Rotation::Rotated { login, user }
            }
        };
        tx.commit().doing(WHAT)?;
        Ok(rotation)
    }

    /// Ends a login: its tokens are no longer good.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn end_login(&mut self, login: &str, at: DateTime<Utc>) -> Result<()> {
        const WHAT: &str = "end the login";
        let tx = self.write_tx()?;
        if end(&tx, login, at.timestamp_micros()).doing(WHAT)? {
            let user: String =
                tx.query_row("SELECT user FROM logins WHERE id = ?1", [login], |row| row.get(0)).doing(WHAT)?;
            let act = Act::new(at, Action::UserLogout, &user).with("login", login);
            audit::insert(&tx, &Actor::User(user), &act).doing(WHAT)?;
        }
        tx.commit().doing(WHAT)
    }
}

/// Ends a login; false when it was ended before.
fn end(tx: &Transaction<'_>, login: &str, at: i64) -> rusqlite::Result<bool> {
    tx.execute("UPDATE logins SET ended = ?2 WHERE id = ?1 AND ended IS NULL", params![login, at])
        .map(|ended| ended > 0)
}

fn insert(tx: &Transaction<'_>, login: &str, token: &RefreshHash) -> rusqlite::Result<()> {
    let values = params![token.hash, login, token.expires.timestamp_micros()];
    tx.execute("INSERT INTO refresh_tokens (hash, login, expires) VALUES (?1, ?2, ?3)", values).map(|_| ())
}

fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    let at = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(instant));
    Ok(User {
        id: row.get(0)?,
        email: row.get(1)?,
        organization: row.get(2)?,
        role: role(row, 3)?,
        created: instant(row.get(4)?),
        disabled: at(5)?,
        last_login: at(6)?,
    })
}
