//! `cost-ops prune`: records of long ago go, their sums stay.
//!
//! Owns: where the cut is, what is asked before. Refuses to know: what is kept of a record (`store`).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::ingested::{counted, money};
use super::{Context, Failure, actor};
use crate::config::keys;
use crate::domain::{Close, Error, Tz};
use crate::report::{day_start, first_of_month, local_day};
use crate::store::{Ledger, Pruned, Reader};

/// Arguments of `prune`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops prune --older-than 365d --dry-run
  cost-ops backup && cost-ops prune --older-than 2y

Whole months of the ledger's zone go, and no closed period in part. Sums by day, model, project, user, organization,
source, session, branch, host and tag stay exact, those by model to the quarter hour. What needs single records is
gone: query without --group-by, explain, export, diff, bundle; reports say so. The same records again count no second time.
cost-ops guide ledger says more; cost-ops maintain gives the room back.")]
pub struct PruneArgs {
    /// Records of whole months that ended so long ago: 365d, 52w, 2y (retention.detail_days)
    #[arg(long, value_name = "AGE", value_parser = age)]
    pub older_than: Option<TimeDelta>,
    /// Say what would go, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

fn age(text: &str) -> Result<TimeDelta, String> {
    let wrong = || "a number of days, weeks or years: 365d, 52w, 2y".to_owned();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let days = match unit {
        "d" => 1,
        "w" => 7,
        "y" => 365,
        _ => return Err(wrong()),
    };
    let number = number.parse::<u32>().ok().filter(|number| *number > 0).ok_or_else(wrong)?;
    TimeDelta::try_days(i64::from(number) * days).ok_or_else(wrong)
}

/// Runs it.
pub(super) fn run(context: &Context, args: &PruneArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    let ledger = context.ledger(false)?;
    let zone = ledger.zone();
    let before = cut(context, args, zone, &ledger.closes()?)?;
    let found = ledger.prunable(before)?;
    drop(ledger);
    if args.dry_run || found.records == 0 {
        return tell(context, as_json, before, zone, &found, args.dry_run);
    }
    if !args.yes && !agreed(context, before, zone, &found)? {
        context.say("nothing was changed");
        return Ok(());
    }
    let bar = context.progress("records", None);
    let mut ledger: Ledger = context.ledger(true)?;
    ledger.act_as(actor::local(&context.env));
    let done = ledger.prune(before, context.now, &mut |records| bar.at(0, records))?;
    drop(bar);
    tell(context, as_json, before, zone, &done, false)
}

fn agreed(context: &Context, before: DateTime<Utc>, zone: Tz, found: &Pruned) -> Result<bool, Failure> {
    if !context.can_ask() {
        let error = Error::validation("prune asks before it drops records, and nobody is there to answer");
        return Err(error.hint("--yes prunes without asking, --dry-run only counts").into());
    }
    let day = before.with_timezone(&zone).date_naive();
    context.say("this cannot be undone but from a backup (cost-ops backup)");
    context.ask(&format!("drop {} before {day} and keep their sums?", counted(found.records, "record")))
}

/// The first instant that stays: the beginning of a month that is old enough, and no closed period lies on
/// both sides of it.
fn cut(context: &Context, args: &PruneArgs, zone: Tz, closes: &[Close]) -> Result<DateTime<Utc>, Failure> {
    let configured = || {
        let days = context.config.whole(&keys::RETENTION_DETAIL_DAYS).and_then(|days| i64::try_from(days).ok());
        days.and_then(TimeDelta::try_days)
    };
    let Some(age) = args.older_than.or_else(configured) else {
        let error = Error::validation("how old records must be to go was not said");
        return Err(error.hint("--older-than 365d, or retention.detail_days").into());
    };
    let too_old = || Error::validation("that is before the beginning of all calendars");
    let at = context.now.checked_sub_signed(age).ok_or_else(too_old)?;
    let mut before = month(zone, at).ok_or_else(too_old)?;
    let closed = || closes.iter().filter(|close| close.reopened.is_none()).map(|close| &close.closing);
    while let Some(split) = closed().find(|closing| closing.from < before && before < closing.to) {
        before = month(zone, split.from).ok_or_else(too_old)?;
    }
    Ok(before)
}

/// The beginning of the month an instant lies in.
fn month(zone: Tz, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let day = NaiveDate::from_epoch_days(i32::try_from(local_day(zone, at)).ok()?)?;
    day_start(zone, first_of_month(day)?)
}

fn tell(
    context: &Context,
    as_json: bool,
    before: DateTime<Utc>,
    zone: Tz,
    found: &Pruned,
    dry_run: bool,
) -> Result<(), Failure> {
    let day = before.with_timezone(&zone).date_naive();
    if as_json {
        let answer = json!({
            "schema_version": 1,
            "dry_run": dry_run,
            "before": before.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            "zone": zone.name(),
            "records": found.records,
            "unpriced_requests": found.unpriced,
            "total_cost_exact": found.cost.to_string(),
            "currency": "USD",
        });
        return context.print_json(&answer);
    }
    if found.records == 0 {
        return context.print(&format!("Nothing to prune before {day} ({zone})\n"));
    }
    let done = if dry_run { "Would prune (dry run, nothing written)" } else { "Pruned" };
    let mut text = format!(
        "{done}: {} before {day} ({zone})\n  their sums stay: {}\n",
        counted(found.records, "record"),
        money(found.cost)
    );
    if !dry_run {
        text.push_str("  cost-ops maintain gives the room back\n");
    }
    context.print(&text)
}
