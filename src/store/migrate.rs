//! Schema versions, oldest first, and the step from one to the next.
//!
//! Owns: the list of migrations, the application id, the version check. Migrations are
//! append-only: a released one is never edited. A new file gets what they come to in one step
//! (`schema/current.sql`, generated from them), which takes a tenth of the time.

use std::io::Read;

use flate2::read::GzDecoder;
use rusqlite::{Connection, TransactionBehavior};

use super::failure::Doing;
use super::{firsts, recompute};
use crate::domain::{Code, Error, Result};

/// `application_id` of a ledger: "cOps".
pub(super) const APPLICATION_ID: i32 = 0x634F_7073;

/// Their names, one for each file in `schema/migrations/`; the version is the position, counted from 1.
const MIGRATIONS: &[&str] = &[
    "0001_ledger",
    "0002_generations",
    "0003_cursors",
    "0004_price_versions",
    "0005_audit",
    "0006_log_folders",
    "0007_budgets",
    "0008_closes",
    "0009_access",
    "0010_runs",
    "0011_plans",
    "0012_requests",
    "0013_alerts",
    "0014_telemetry",
    "0015_telemetry_counted",
    "0016_sessions",
    "0017_pruned",
    "0018_session_instants",
    "0019_spans",
    "0020_telemetry_told",
    "0021_claims",
    "0022_log_digests",
];

/// Those files, packed by the build: `name NUL SQL NUL` for each.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/migrations.gz"));

/// What they come to, packed too; it says itself up to which.
const CURRENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/current.gz"));

/// The schema version this program writes.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// The first version that keeps sums by session and by label.
const SUMS_SESSIONS: u32 = 16;
/// The first version whose sums are kept as now: older files' sums are made again.
const SUMS: u32 = 19;

/// Names of the migrations a file of `version` still needs.
pub(super) fn pending(version: u32) -> Vec<&'static str> {
    MIGRATIONS.iter().skip(version as usize).copied().collect()
}

/// Names of the migrations a file of `version` has had.
pub(super) fn applied(version: u32) -> Vec<&'static str> {
    MIGRATIONS.iter().take(version as usize).copied().collect()
}

/// The version of a ledger file; refuses any other file.
pub(super) fn check(conn: &Connection) -> Result<u32> {
    let header = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).doing("open the ledger");
    let (application, version) = (header("application_id")?, header("user_version")?);
    if application != APPLICATION_ID {
        return Err(Error::new(Code::Database, "cannot open the ledger: the file belongs to another program")
            .hint("the file was left as it is; choose another path"));
    }
    match u32::try_from(version) {
        Ok(version) if version <= SCHEMA_VERSION => Ok(version),
        _ => Err(Error::new(
            Code::Database,
            format!(
                "cannot open the ledger: its schema version {version} is newer than {SCHEMA_VERSION}, the newest known here"
            ),
        )
        .hint("the file was left as it is; upgrade cost-ops")),
    }
}

/// Refuses a file that another program has upgraded since it was opened.
pub(super) fn still_current(conn: &Connection) -> Result<()> {
    const WHAT: &str = "write to the ledger";
    let mut version = conn.prepare_cached("PRAGMA user_version").doing(WHAT)?;
    let version: u32 = version.query_row([], |row| row.get(0)).doing(WHAT)?;
    if version == SCHEMA_VERSION {
        return Ok(());
    }
    Err(Error::new(Code::Database, "cannot write to the ledger: another version of cost-ops has changed its schema")
        .hint("end this program and start the newer one"))
}

fn version_of(conn: &Connection) -> Result<u32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0)).doing("upgrade the ledger")
}

fn apply(conn: &Connection, name: &str, sql: &str) -> Result<()> {
    conn.execute_batch(sql).map_err(|error| failed(name, &error))
}

fn failed(name: &str, error: &dyn std::fmt::Display) -> Error {
    Error::new(Code::Database, format!("migration {name} failed: {error}")).hint("the ledger is as it was before")
}

fn unpacked(packed: &[u8]) -> Result<String> {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).map_err(|error| failed("of the schema", &error))?;
    Ok(text)
}

/// Brings a file up to date in one transaction: all steps or none.
pub(super) fn migrate(conn: &mut Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).doing("upgrade the ledger")?;
    // Another process may have upgraded it while this one waited for the lock.
    let version = version_of(&tx)?;
    if version == 0 {
        apply(&tx, "of the schema", &unpacked(CURRENT)?)?;
    }
    let missing = pending(version_of(&tx)?);
    if !missing.is_empty() {
        let all = unpacked(PACKED)?;
        let mut parts = all.split('\0');
        let mut applied = 0;
        while let (Some(name), Some(sql)) = (parts.next(), parts.next()) {
            if missing.contains(&name) {
                apply(&tx, name, sql)?;
                applied += 1;
            }
        }
        if applied != missing.len() {
            return Err(failed("of the schema", &"one of its files is not in the program"));
        }
    }
    if version > 0 && version < SUMS_SESSIONS {
        firsts::find_all(&tx).doing("upgrade the ledger")?;
    }
    if version > 0 && version < SUMS {
        recompute::rebuild(&tx)?;
    }
    tx.pragma_update(None, "user_version", SCHEMA_VERSION).doing("upgrade the ledger")?;
    tx.commit().doing("upgrade the ledger")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_is_packed_under_its_name() {
        let all = unpacked(PACKED).expect("packed");
        let names: Vec<&str> = all.split_terminator('\0').step_by(2).collect();
        assert_eq!(names, MIGRATIONS);
    }
}
