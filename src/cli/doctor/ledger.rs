//! The ledger itself: can it be opened, is it whole, are its sums those of its records.

use chrono::TimeDelta;

use super::examination::{Examination, Fix, Severity};
use super::untold;
use crate::cli::ingested::counted;
use crate::cli::{Context, Failure};
use crate::domain::Result;
use crate::store::{Difference, Ledger, SCHEMA_VERSION};

/// Differences that are told one by one.
const TOLD: usize = 10;
/// Two clocks may be so far apart without anybody having set one.
const ASTRAY: TimeDelta = TimeDelta::minutes(5);
const RESTORE: &str = "cost-ops restore FILE, with a backup; sqlite3 FILE .recover saves what can be read";

/// One thing to look at.
type Check = fn(&Context, &Ledger, &mut Examination) -> Result<()>;

pub(super) fn examine(context: &Context, seen: &mut Examination) {
    let ledger = match context.ledger(false) {
        Ok(ledger) => ledger,
        Err(Failure { error, .. }) => {
            seen.looked("database", "it cannot be opened");
            let (message, mend) = untold(&error);
            seen.find(Severity::Error, message, mend.as_deref());
            return;
        }
    };
    let checks: [(&str, Check); 8] = [
        ("the database", database),
        ("every page and index", integrity),
        ("the schema", schema),
        ("rows that point at nothing", orphans),
        ("sums", sums),
        ("the audit log", audit),
        ("closed periods", closes),
        ("the clock", clock),
    ];
    let bar = context.steps("doctor");
    for (what, check) in checks {
        bar.step(what);
        if let Err(error) = check(context, &ledger, seen) {
            let (message, mend) = untold(&error);
            seen.find(Severity::Error, message, mend.as_deref());
        }
    }
}

fn database(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    let stats = match ledger.stats() {
        Ok(stats) => stats,
        Err(error) => {
            seen.looked("database", "it cannot be read");
            return Err(error);
        }
    };
    seen.looked(
        "database",
        format!("{}, schema {SCHEMA_VERSION}, SQLite {}", counted(stats.events, "record"), stats.engine),
    );
    if stats.read_only
        && stats.path.as_deref().is_some_and(|path| path.metadata().is_ok_and(|m| m.permissions().readonly()))
    {
        seen.find(Severity::Warning, "the ledger can only be read", Some("check the owner and mode of the file"));
    }
    Ok(())
}

fn integrity(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    seen.looked("integrity", "every page and index");
    for problem in ledger.full_integrity()?.iter().take(TOLD) {
        seen.find(Severity::Error, format!("the file is damaged: {problem}"), Some(RESTORE));
    }
    Ok(())
}

fn schema(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    seen.looked("schema", format!("version {SCHEMA_VERSION}"));
    for difference in ledger.schema_differences()? {
        if difference.ends_with("is not of this program") {
            let mend = "nothing, if you made it; sqlite3 FILE drops it";
            seen.find(Severity::Notice, difference, Some(mend));
        } else {
            seen.find(Severity::Error, difference, Some(RESTORE));
        }
    }
    Ok(())
}

fn orphans(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    seen.looked("orphans", "looked for rows that point at nothing");
    for found in ledger.orphans()? {
        seen.find(Severity::Error, format!("{} {}", found.rows, found.what), Some(RESTORE));
    }
    Ok(())
}

fn sums(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    seen.looked("sums", "each made again from the records");
    let differences = ledger.verify()?;
    for difference in differences.iter().take(TOLD) {
        let mend = if misses_records(difference) { RESTORE } else { "cost-ops doctor --fix" };
        let finding = seen.find(Severity::Error, told(difference), Some(mend));
        finding.fix = (!misses_records(difference)).then_some(Fix::Sums);
    }
    if differences.len() > TOLD {
        let message = format!("{} more sums differ", differences.len() - TOLD);
        seen.find(Severity::Error, message, Some("cost-ops doctor --fix")).fix = Some(Fix::Sums);
    }
    Ok(())
}

fn told(difference: &Difference) -> String {
    let Difference { place, stored, recomputed } = difference;
    if stored == recomputed {
        return format!("{place} is not from the first to the last of its records");
    }
    format!(
        "{place} is not the sum of its records: {} and ${} kept, {} and ${} from the records",
        counted(stored.records.unsigned_abs() as u64, "record"),
        stored.total_cost,
        counted(recomputed.records.unsigned_abs() as u64, "record"),
        recomputed.total_cost,
    )
}

fn misses_records(difference: &Difference) -> bool {
    difference.stored.records > difference.recomputed.records
}

/// Whether sums that differ know of more records than there are.
pub(super) fn records_are_missing(seen: &Examination) -> bool {
    seen.findings_of("sums").any(|finding| finding.fix.is_none())
}

fn audit(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    let (lines, broken) = ledger.verify_audit()?;
    seen.looked("audit", counted(lines, "line"));
    if let Some(line) = broken {
        let message = format!("line {line} of the audit log is not as it was written");
        seen.find(Severity::Error, message, Some("compare it with a backup: cost-ops audit --verify"));
    }
    Ok(())
}

fn closes(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    let closed: Vec<_> = ledger.closes()?.into_iter().filter(|close| close.reopened.is_none()).collect();
    seen.looked("closes", counted(closed.len() as u64, "closed period"));
    for close in closed {
        let period = close.closing.period.clone();
        if !ledger.verify_close(close)?.is_intact() {
            let mend = format!("compare it with a backup: cost-ops close --verify {period}");
            seen.find(Severity::Error, format!("{period} is not as it was closed"), Some(&mend));
        }
    }
    Ok(())
}

/// Times that have not come yet: of records, and of what was written down.
fn clock(context: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<()> {
    seen.looked("clock", context.now.format("%Y-%m-%d %H:%M UTC").to_string());
    let future = |at: &chrono::DateTime<chrono::Utc>| *at > context.now + ASTRAY;
    let said = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d %H:%M UTC").to_string();
    if let Some(at) = ledger.last_written()?.filter(future) {
        let message = format!("something was written at {}: the clock was set back, or was wrong then", said(at));
        seen.find(Severity::Warning, message, Some("date; timedatectl set-ntp true"));
    }
    if let Some(at) = ledger.stats()?.last.filter(future) {
        let message = format!("there are records of the future, the last of {}", said(at));
        let mend = format!("cost-ops query --start-date {} --limit 20", context.now.format("%Y-%m-%dT%H:%M:%SZ"));
        seen.find(Severity::Warning, message, Some(&mend));
    }
    Ok(())
}
