//! What a ledger lives on: the disk, prices, the logs of agents, backups.

use chrono::{DateTime, TimeDelta};

use super::examination::{Examination, Severity};
use super::{folder, untold};
use crate::cli::backup::Place;
use crate::cli::ingested::counted;
use crate::cli::{Context, Failure, logs};
use crate::domain::{Filter, InstantRange, Measures};
use crate::ingest::{self, Folders};
use crate::paths::Location;
use crate::store::{Grain, Ledger, Reader};

/// Less free space than this is soon none.
const LOW_DISK: u64 = 256 * 1024 * 1024;
/// Less than this, and the next import may fail.
const NO_DISK: u64 = 16 * 1024 * 1024;
/// Logs that an agent deletes so soon are to be read now.
const SOON_DELETED: i64 = 7;
/// A backup older than this is of little use.
const OLD_BACKUP: TimeDelta = TimeDelta::days(30);

/// One thing to look at.
type Check = fn(&Context, &Ledger, &mut Examination) -> Result<(), Failure>;

pub(super) fn examine(context: &Context, seen: &mut Examination) {
    disk(context, seen);
    let Ok(ledger) = context.ledger(false) else { return };
    let checks: [Check; 4] = [unpriced, prices, agents, backups];
    for check in checks {
        if let Err(Failure { error, .. }) = check(context, &ledger, seen) {
            let (message, mend) = untold(&error);
            seen.find(Severity::Warning, message, mend.as_deref());
        }
    }
}

fn disk(context: &Context, seen: &mut Examination) {
    let Ok(Location::File(path)) = context.location() else { return };
    let Ok(space) = rustix::fs::statvfs(folder(&path)) else { return };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    seen.looked("disk", format!("{} free", crate::cli::health::bytes(free)));
    let size = path.metadata().map_or(0, |found| found.len());
    let mend = "make room: cost-ops maintain, df -h";
    if free < NO_DISK {
        seen.find(Severity::Error, "the disk is full", Some(mend));
    } else if free < LOW_DISK.max(size) {
        seen.find(
            Severity::Warning,
            "little room is left: a backup or a vacuum needs as much as the ledger",
            Some(mend),
        );
    }
}

fn unpriced(_: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<(), Failure> {
    let mut total = Measures::default();
    ledger.fold(Grain::ModelDay, &InstantRange::ALL, &Filter::default(), &mut |row| total += row.measures)?;
    seen.looked("unpriced", format!("{} of {} requests", total.unpriced_requests, total.requests));
    if total.unpriced_requests > 0 {
        let models = ledger.used_models()?;
        let mut names: Vec<&str> =
            models.iter().filter(|used| used.unpriced_requests > 0).map(|used| used.model.as_str()).collect();
        let more = names.len().saturating_sub(3);
        names.truncate(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!(
            "{} without a price ({}{more}): totals are a lower bound",
            counted(total.unpriced_requests.unsigned_abs() as u64, "request"),
            names.join(", ")
        );
        let mend = "cost-ops pricing add or pricing update, then cost-ops pricing reprice --unpriced";
        seen.find(Severity::Warning, message, Some(mend));
    }
    Ok(())
}

fn prices(context: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<(), Failure> {
    let layers = context.price_layers(ledger)?;
    let age = context.stale_prices(&layers);
    seen.looked("prices", context.prices_name(&layers));
    if let Some(age) = age {
        let mend = "cost-ops pricing update --from FILE";
        seen.find(Severity::Warning, format!("the prices are {age} days old"), Some(mend));
    }
    let book = crate::catalog::PriceBook::layered(layers);
    let used = ledger.used_models()?;
    let contested = used
        .iter()
        .filter(|used| [Some(used.provider.as_str()), None].iter().any(|hint| book.is_contested(*hint, &used.model)))
        .count() as u64;
    if contested > 0 {
        let message = format!("layers of the price book disagree about {}", counted(contested, "model in use"));
        seen.find(Severity::Notice, message, Some("cost-ops pricing conflicts"));
    }
    Ok(())
}

/// Logs that were not read, by when their agent deletes them.
fn agents(context: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<(), Failure> {
    seen.looked("agents", "looked for logs that are not read yet");
    for source in logs::agents(&[])? {
        let found = ingest::logs(source, logs::roots(context, source), &mut Folders::default());
        let unread = logs::changed(found.all(), ledger)?;
        let Some(oldest) = unread.iter().map(|log| log.stamp.modified).min() else { continue };
        let files = counted(unread.len() as u64, "log");
        let age = context.now.signed_duration_since(DateTime::from_timestamp_nanos(oldest)).num_days();
        let left = source.agent.as_ref().and_then(|agent| agent.deletes_after_days).map(|days| i64::from(days) - age);
        match left {
            Some(left) if left <= SOON_DELETED => {
                let left = left.max(0);
                let days = counted(left.unsigned_abs(), "day");
                let message = format!("{files} of {} not read yet; it deletes the oldest in {days}", source.id);
                seen.find(Severity::Warning, message, Some("cost-ops sync"));
            }
            _ => {
                seen.find(Severity::Notice, format!("{files} of {} not read yet", source.id), Some("cost-ops sync"));
            }
        }
    }
    Ok(())
}

fn backups(context: &Context, ledger: &Ledger, seen: &mut Examination) -> Result<(), Failure> {
    let last = ledger.path().and_then(Place::beside).and_then(|place| place.last());
    let told =
        last.map_or_else(|| "none beside the ledger".to_owned(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    seen.looked("backups", told);
    let mend = "cost-ops backup --keep 7";
    if ledger.stats()?.events == 0 {
        return Ok(());
    }
    match last {
        None => _ = seen.find(Severity::Notice, "there is no backup in the folder of backups", Some(mend)),
        Some(at) if context.now - at > OLD_BACKUP => {
            let days = counted((context.now - at).num_days().unsigned_abs(), "day");
            seen.find(Severity::Notice, format!("the last backup is {days} old"), Some(mend));
        }
        Some(_) => {}
    }
    Ok(())
}
