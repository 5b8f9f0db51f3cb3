//! `cost-ops sync`: what is new in the logs of the coding agents on this machine.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use clap::Args;
use serde::Serialize;

use super::ingested::{counted, total_cost};
use super::news::{self, Gaps, News};
use super::{Context, Failure, alerts, install, logs};
use crate::domain::money::group_thousands;
use crate::ingest::{Order, Synced, Target};
use crate::paths::Location;
use crate::source::Source;
use crate::store::{Ledger, Stamp};

/// Arguments of `sync`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops sync
  cost-ops sync --source claude-code --since 2026-11-01
  cost-ops sync --path /mnt/backup/.claude --dry-run

Only what is new is read, and a log that shrinks, is rewritten or deleted takes nothing out of the
ledger. cost-ops sources lists where logs are looked for; cost-ops guide agents says more.")]
pub struct SyncArgs {
    /// Only the logs of this agent; may be repeated
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Read the logs below this folder instead of the usual ones
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Leave logs alone that were last written before this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<NaiveDate>,
    /// Read and count everything that is new, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Go on until interrupted, looking for something new every few seconds (2, or as said)
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "2",
          conflicts_with = "dry_run", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub watch: Option<u64>,
    /// Write a systemd timer of your own that syncs now and then, after asking; or print a line for cron
    #[arg(long, conflicts_with_all = ["watch", "dry_run", "path"])]
    pub install: bool,
    /// With --install: do not ask
    #[arg(long, requires = "install")]
    pub yes: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &SyncArgs) -> Result<(), Failure> {
    if args.install {
        return install::run(context, args.yes);
    }
    let (mut silent, began) = (false, Instant::now());
    loop {
        // A watch goes on long after the process began.
        let done = once(context, args, silent, context.now + began.elapsed());
        alerts::look(context);
        done?;
        let Some(seconds) = args.watch else { return Ok(()) };
        std::thread::sleep(Duration::from_secs(seconds));
        silent = true;
    }
}

/// One sync; a `silent` one says something only when something was new.
fn once(context: &Context, args: &SyncArgs, silent: bool, now: DateTime<Utc>) -> Result<(), Failure> {
    let started = Instant::now();
    let sources = logs::agents(&args.source)?;
    let (there, done) = if args.dry_run { dry(context, args, &sources)? } else { write(context, args, &sources, now)? };
    let (busy, done) = (done.is_none(), done.unwrap_or_default());
    let report = Report { done, there, elapsed: started.elapsed(), dry_run: args.dry_run, busy };
    // That another one is at it was said; who asks for JSON gets an answer all the same.
    if !(silent && report.done.changed == 0) && (!busy || context.tells_json()?) {
        report.tell(context)?;
    }
    report.judge(context)
}

/// What is new in the logs that are asked for.
fn news(
    context: &Context,
    args: &SyncArgs,
    sources: &[&'static Source],
    ledger: Option<&Ledger>,
) -> Result<News, Failure> {
    let first = args.since.map(|since| since.and_time(NaiveTime::MIN).and_utc().timestamp());
    let counts = |stamp: &Stamp| first.is_none_or(|first| stamp.modified.div_euclid(1_000_000_000) >= first);
    match &args.path {
        Some(path) => {
            let found = logs::below(path, sources)?;
            news::among(found.into_iter().filter(|log| counts(&log.stamp)).collect(), ledger)
        }
        None if first.is_some() => news::look_for(context, sources, ledger, &counts),
        None => news::look(context, sources, ledger),
    }
}

/// How many logs are there, and what a sync did or would do with them; `None` when another process
/// is at it.
type Done = (u64, Option<Synced>);

fn dry(context: &Context, args: &SyncArgs, sources: &[&'static Source]) -> Result<Done, Failure> {
    let ledger = match context.location()? {
        Location::File(path) if !path.exists() => None,
        _ => Some(context.ledger(false)?),
    };
    let news = news(context, args, sources, ledger.as_ref())?;
    let done = logs::read(context, news.changed, Target::DryRun(ledger.as_ref()), Order::LargestFirst, None)?;
    Ok((news.there, Some(done)))
}

/// That a sync found nothing new is noted again after so long.
const NOTED: TimeDelta = TimeDelta::minutes(1);

fn write(context: &Context, args: &SyncArgs, sources: &[&'static Source], now: DateTime<Utc>) -> Result<Done, Failure> {
    let ids: Vec<&str> = sources.iter().map(|source| source.id).collect();
    let ledger = logs::ledger(context)?;
    let news = news(context, args, sources, ledger.as_ref())?;
    let there = news.there;
    if let Some(ledger) = ledger {
        // Nothing new and nothing to note: that needs no right to write. What tells so quicker the next time
        // can wait until something is noted.
        let noted = ledger.last_synced(&ids)?.is_some_and(|at| now.signed_duration_since(at) < NOTED);
        if noted && news.changed.is_empty() {
            return Ok((there, Some(Synced::default())));
        }
    }
    let done = news.read(context, Order::LargestFirst, None, Some((&ids, now)))?;
    if done.is_none() {
        context.say("another sync into this ledger is under way; nothing was done");
    }
    Ok((there, done))
}

struct Report {
    done: Synced,
    /// Logs that are there.
    there: u64,
    elapsed: Duration,
    dry_run: bool,
    /// Another process was at it, so nothing was done.
    busy: bool,
}

/// The same on the wire.
#[derive(Serialize)]
struct Machine<'a> {
    schema_version: u32,
    dry_run: bool,
    busy: bool,
    files: u64,
    changed_files: u64,
    read_files: u64,
    read_bytes: u64,
    read: u64,
    new: u64,
    updated: u64,
    duplicate: u64,
    rejected: u64,
    unpriced: u64,
    elapsed_ms: u64,
    unreadable: Vec<&'a str>,
}

impl Report {
    fn tell(&self, context: &Context) -> Result<(), Failure> {
        let summary = &self.done.summary;
        for (name, rejection) in summary.rejections.iter().take(5) {
            context.warn(&rejection.of(name));
        }
        let shown = summary.rejections.len().min(5) as u64;
        if summary.rejected > shown {
            context.warn(&format!("{} more were rejected", summary.rejected - shown));
        }
        for (_, error) in &self.done.unreadable {
            context.warn(&error.message);
        }
        if context.tells_json()? {
            context.print_json(&self.machine())?;
        } else {
            context.print(&self.people())?;
        }
        Ok(())
    }

    /// With `--strict` all of the logs must be in the ledger, and have a price.
    fn judge(&self, context: &Context) -> Result<(), Failure> {
        let unpriced = self.done.summary.unpriced;
        let gaps = Gaps { busy: self.busy, ..Gaps::of(&self.done) }.told();
        let unpriced = (unpriced > 0).then(|| format!("{} without a price", counted(unpriced, "record")));
        let missing: Vec<String> = gaps.into_iter().chain(unpriced).collect();
        if context.strict && !missing.is_empty() {
            return Err(Failure::incomplete(format!("{}, and --strict was given", missing.join(", "))));
        }
        Ok(())
    }

    fn people(&self) -> String {
        let (done, summary) = (&self.done, &self.done.summary);
        if done.changed == 0 {
            return format!("Nothing new in {}\n", counted(self.there, "log"));
        }
        let would = if self.dry_run { "Would sync (dry run, nothing written)" } else { "Synced" };
        let mut text = format!(
            "{would}: {} of {} read ({} bytes) in {:.2} s\n  new {}  updated {}  duplicate {}  rejected {}\n  total cost {}\n",
            done.read,
            counted(self.there, "log"),
            group_thousands(u128::from(done.bytes)),
            self.elapsed.as_secs_f64(),
            summary.new,
            summary.updated,
            summary.duplicate,
            summary.rejected,
            total_cost(summary),
        );
        if summary.unpriced > 0 {
            text.push_str(&format!("  unpriced {} (not in the total)\n", counted(summary.unpriced, "record")));
        }
        text
    }

    fn machine(&self) -> Machine<'_> {
        let (done, summary) = (&self.done, &self.done.summary);
        Machine {
            schema_version: 1,
            dry_run: self.dry_run,
            busy: self.busy,
            files: self.there,
            changed_files: done.changed,
            read_files: done.read,
            read_bytes: done.bytes,
            read: summary.read,
            new: summary.new,
            updated: summary.updated,
            duplicate: summary.duplicate,
            rejected: summary.rejected,
            unpriced: summary.unpriced,
            elapsed_ms: self.elapsed.as_millis() as u64,
            unreadable: done.unreadable.iter().map(|(name, _)| name.as_str()).collect(),
        }
    }
}
