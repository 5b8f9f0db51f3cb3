//! `cost-ops doctor`: everything that can be wrong with a ledger and around it, and what mends it.
//!
//! Owns: the order of the checks, what is mended, how findings are told. Each check is a function that adds
//! findings to an [`Examination`]. Refuses to know: how anything is found out (`store`).

mod around;
mod examination;
mod files;
mod ledger;

use std::path::Path;

use serde_json::json;

use super::{Context, Failure};
use crate::domain::text::visible;
use crate::domain::{Code, Error};
use crate::paths::Location;
use examination::{Examination, Severity};
pub(super) use files::drafts;

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops doctor
  cost-ops doctor --fix
  cost-ops doctor --json | jq -r '.findings[] | \"\\(.severity) \\(.message)\"'

Each finding has what mends it. Exit 0 when nothing is an error (warnings and notices included), 5 when
something is. It reads every record: a million take two seconds, in little memory. cost-ops health is the quick look.")]
pub struct DoctorArgs {
    /// Mend what is safe to mend: sums made again from the records, modes of files, what interrupted
    /// commands left over
    #[arg(long)]
    pub fix: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    let mut seen = examine(context);
    let mut fixed = Vec::new();
    if args.fix {
        fixed = mend(context, &seen)?;
        if !fixed.is_empty() {
            seen = examine(context);
        }
    }
    if as_json {
        context.print_json(&machine(&seen, &fixed))?;
    } else {
        context.print(&people(context, &seen, &fixed))?;
    }
    match seen.worst() {
        Severity::Error => Err(Failure::told(5)),
        _ => Ok(()),
    }
}

fn examine(context: &Context) -> Examination {
    let mut seen = Examination::default();
    files::examine(context, &mut seen);
    ledger::examine(context, &mut seen);
    around::examine(context, &mut seen);
    seen
}

/// Mends what is safe to mend; what was done, in words.
fn mend(context: &Context, seen: &Examination) -> Result<Vec<String>, Failure> {
    let mut fixed = files::mend(seen)?;
    // Sums that differ because records are gone are the last trace of them.
    let whole = ["integrity", "orphans", "schema"].iter().all(|check| seen.status(check) < Severity::Error);
    if seen.status("sums") == Severity::Error && whole {
        if ledger::records_are_missing(seen) {
            context.warn("the sums know of records that are gone: they are not made again (cost-ops restore)");
        } else {
            let differences = seen.findings_of("sums").count() as u64;
            context.ledger(true)?.rebuild_sums(context.now, differences)?;
            fixed.push("made the sums again from the records".to_owned());
        }
    }
    Ok(fixed)
}

fn machine(seen: &Examination, fixed: &[String]) -> serde_json::Value {
    let checks: Vec<_> = seen
        .checks()
        .map(|check| json!({"name": check.name, "status": seen.status(check.name).word(), "detail": check.detail}))
        .collect();
    let findings: Vec<_> = seen
        .findings()
        .map(|one| {
            json!({
                "check": one.check,
                "severity": one.severity.word(),
                "message": one.message,
                "mend": one.mend,
                "fixable": one.fixable(),
            })
        })
        .collect();
    json!({
        "schema_version": 1,
        "status": seen.worst().word(),
        "checks": checks,
        "findings": findings,
        "fixed": fixed,
    })
}

fn people(context: &Context, seen: &Examination, fixed: &[String]) -> String {
    let path = match context.location() {
        Ok(Location::File(path)) => path.to_string_lossy().into_owned(),
        _ => "in memory".to_owned(),
    };
    let mut text = format!("{}  {}\n", seen.worst().word(), visible(&path));
    fixed.iter().for_each(|done| text.push_str(&format!("  mended   {}\n", visible(done))));
    let mut last = None;
    for check in seen.checks() {
        text.push_str(&format!(
            "  {:8} {:11} {}\n",
            seen.status(check.name).word(),
            check.name,
            visible(&check.detail)
        ));
        for one in seen.findings_of(check.name) {
            text.push_str(&format!("  {:>8} {}\n", "-", visible(&one.message)));
            // What mends several findings in a row is said once.
            if let Some(mend) = one.mend.as_deref().filter(|mend| last != Some(*mend)) {
                text.push_str(&format!("           mend: {}\n", visible(mend)));
                last = Some(mend);
            }
        }
    }
    if !seen.findings().any(examination::Finding::fixable) {
        return text;
    }
    text + "\ncost-ops doctor --fix mends what is safe to mend\n"
}

/// The error a check could not be made for, as a finding.
fn untold(error: &Error) -> (String, Option<String>) {
    let hint = error.hint.clone().or_else(|| (error.code == Code::Database).then(|| "cost-ops health".to_owned()));
    (error.message.clone(), hint)
}

/// The folder of a path, `.` for a plain name.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
