//! The audit log: lines are added with the change they tell of, in the same transaction.
//!
//! Owns: the rows of `audit` and the chain of hashes through them; triggers of the schema refuse
//! to change or delete a line. Refuses to know: who may read it, how it looks.

use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

use super::Ledger;
use super::failure::Doing;
use super::stored::instant;
use crate::domain::{Act, Actor, AuditLine, InstantRange, Result};

const WHAT: &str = "read the audit log";
/// Stands before the first line.
const NOTHING: [u8; 32] = [0; 32];

impl Ledger {
    /// Who changes the ledger from now on; at first it is the program itself.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// Writes down something that was done outside of the ledger; what is done in it writes its own
    /// line.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be written.
    pub fn audit(&mut self, act: &Act) -> Result<()> {
        const WHAT: &str = "write the audit log";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        insert(&tx, &actor, act).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// The lines of a range that pass `wanted`, newest first, below the line `before` where given:
    /// `limit` at most.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn audit_lines(
        &self,
        range: &InstantRange,
        wanted: &dyn Fn(&AuditLine) -> bool,
        before: Option<i64>,
        limit: u64,
    ) -> Result<Vec<AuditLine>> {
        let mut statement = self.conn.prepare_cached(include_str!("sql/audit_lines.sql")).doing(WHAT)?;
        let mut rows = statement.query([before.unwrap_or(i64::MAX)]).doing(WHAT)?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next().doing(WHAT)? {
            let line = line(row).doing(WHAT)?;
            if range.contains(line.at) && wanted(&line) {
                lines.push(line);
                if lines.len() as u64 >= limit {
                    break;
                }
            }
        }
        Ok(lines)
    }

    /// Computes the chain of hashes anew: how many lines there are, and the first that is not as it
    /// was written (or whose predecessor is not).
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn verify_audit(&self) -> Result<(u64, Option<i64>)> {
        let mut statement = self.conn.prepare("SELECT * FROM audit ORDER BY id").doing(WHAT)?;
        let mut rows = statement.query([]).doing(WHAT)?;
        let (mut before, mut lines) = (NOTHING, 0);
        while let Some(row) = rows.next().doing(WHAT)? {
            let line = line(row).doing(WHAT)?;
            lines += 1;
            let stored: Vec<u8> = row.get(6).doing(WHAT)?;
            before = hash(&before, &line);
            if line.id.unsigned_abs() != lines || stored != before {
                return Ok((lines, Some(line.id)));
            }
        }
        Ok((lines, None))
    }
}

/// Adds a line, as part of the transaction that makes the change.
pub(super) fn insert(conn: &Connection, actor: &Actor, act: &Act) -> rusqlite::Result<()> {
    let last = conn
        .prepare_cached("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")?
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?)))?
        .next()
        .transpose()?;
    let (id, before) = last.map_or((1, NOTHING), |(id, hash)| (id + 1, hash));
    let line = AuditLine {
        id,
        at: instant(act.at.timestamp_micros()),
        actor: actor.to_string(),
        action: act.action.to_string(),
        subject: act.subject.clone(),
        details: act.details(),
    };
    conn.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        line.id,
        line.at.timestamp_micros(),
        line.actor,
        line.action,
        line.subject,
        line.details,
        hash(&before, &line),
    ])?;
    Ok(())
}

/// The hash of a line and all before it, as the schema describes it.
fn hash(before: &[u8; 32], line: &AuditLine) -> [u8; 32] {
    let AuditLine { id, at, actor, action, subject, details } = line;
    let text = serde_json::to_string(&(id, at.timestamp_micros(), actor, action, subject, details));
    Sha256::new().chain_update(before).chain_update(text.expect("texts and integers are JSON")).finalize().into()
}

fn line(row: &Row<'_>) -> rusqlite::Result<AuditLine> {
    Ok(AuditLine {
        id: row.get(0)?,
        at: instant(row.get(1)?),
        actor: row.get(2)?,
        action: row.get(3)?,
        subject: row.get(4)?,
        details: row.get(5)?,
    })
}
