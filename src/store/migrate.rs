//! Schema versions, oldest first, and the step from one to the next.
//!
//! Owns: the list of migrations, the application id, the version check. Migrations are
//! append-only: a released one is never edited.

use rusqlite::{Connection, TransactionBehavior};

use super::failure::Doing;
use super::{firsts, recompute};
use crate::domain::{Code, Error, Result};

/// `application_id` of a ledger: "cOps".
pub(super) const APPLICATION_ID: i32 = 0x634F_7073;

/// `(name, SQL)`; the version is the position, counted from 1.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_ledger", include_str!("../../schema/migrations/0001_ledger.sql")),
    ("0002_generations", include_str!("../../schema/migrations/0002_generations.sql")),
    ("0003_cursors", include_str!("../../schema/migrations/0003_cursors.sql")),
    ("0004_price_versions", include_str!("../../schema/migrations/0004_price_versions.sql")),
    ("0005_audit", include_str!("../../schema/migrations/0005_audit.sql")),
    ("0006_log_folders", include_str!("../../schema/migrations/0006_log_folders.sql")),
    ("0007_budgets", include_str!("../../schema/migrations/0007_budgets.sql")),
    ("0008_closes", include_str!("../../schema/migrations/0008_closes.sql")),
    ("0009_access", include_str!("../../schema/migrations/0009_access.sql")),
    ("0010_runs", include_str!("../../schema/migrations/0010_runs.sql")),
    ("0011_plans", include_str!("../../schema/migrations/0011_plans.sql")),
    ("0012_requests", include_str!("../../schema/migrations/0012_requests.sql")),
    ("0013_alerts", include_str!("../../schema/migrations/0013_alerts.sql")),
    ("0014_telemetry", include_str!("../../schema/migrations/0014_telemetry.sql")),
    ("0015_telemetry_counted", include_str!("../../schema/migrations/0015_telemetry_counted.sql")),
    ("0016_sessions", include_str!("../../schema/migrations/0016_sessions.sql")),
    ("0017_pruned", include_str!("../../schema/migrations/0017_pruned.sql")),
    ("0018_session_instants", include_str!("../../schema/migrations/0018_session_instants.sql")),
    ("0019_spans", include_str!("../../schema/migrations/0019_spans.sql")),
    ("0020_telemetry_told", include_str!("../../schema/migrations/0020_telemetry_told.sql")),
];

/// The schema version this program writes.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// The first version that keeps sums by session and by label.
const SUMS_SESSIONS: u32 = 16;
/// The first version whose sums are kept as now: older files' sums are made again.
const SUMS: u32 = 19;

/// Names of the migrations a file of `version` still needs.
pub(super) fn pending(version: u32) -> Vec<&'static str> {
    MIGRATIONS.iter().skip(version as usize).map(|(name, _)| *name).collect()
}

/// Names of the migrations a file of `version` has had.
pub(super) fn applied(version: u32) -> Vec<&'static str> {
    MIGRATIONS.iter().take(version as usize).map(|(name, _)| *name).collect()
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

/// Brings a file up to date in one transaction: all steps or none.
pub(super) fn migrate(conn: &mut Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).doing("upgrade the ledger")?;
    // Another process may have upgraded it while this one waited for the lock.
    let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0)).doing("upgrade the ledger")?;
    for (name, sql) in MIGRATIONS.iter().skip(version as usize) {
        tx.execute_batch(sql).map_err(|error| {
            Error::new(Code::Database, format!("migration {name} failed: {error}"))
                .hint("the ledger is as it was before")
        })?;
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
