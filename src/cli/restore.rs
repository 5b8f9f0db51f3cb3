//! `cost-ops restore`: a backup in the place of the ledger.
//!
//! Owns: what is asked before, who is in the way, what is said. Refuses to know: how a ledger is
//! replaced while nobody sees half of it (`store`).

use std::path::{Path, PathBuf};

use serde_json::json;

use super::backup::Place;
use super::ingested::counted;
use super::logs::Lock;
use super::{Context, Failure, actor};
use crate::domain::{Act, Action, Code, Error};
use crate::paths::Location;
use crate::store::{Ledger, Restorable, holders};

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops restore --dry-run ~/.local/share/cost-ops/backups/cost-ops-20261125T093000123Z.db
  cost-ops restore /mnt/disk/cost-ops.db

The backup is checked before anything is touched. What was there is kept beside it, in the folder
`backups`. Stop the server first. Interrupted at any point, the ledger is the old one or the new one.")]
pub struct RestoreArgs {
    /// The backup: a ledger of this version or an older one
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Check the backup, say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &RestoreArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    let Location::File(path) = context.location()? else {
        return Err(Error::validation("a ledger in memory cannot be restored").into());
    };
    let place = Place::beside(&path);
    let keep = place.as_ref().map(|place| place.replaced(context)).unwrap_or_default();
    let there = path.symlink_metadata().is_ok();
    refuse_in_use(&path)?;
    let now = there.then(|| present(context)).flatten();
    let act = |records: u64| {
        let act = Act::new(context.now, Action::Restore, args.file.to_string_lossy()).with("records", records);
        if there { act.with("records_before", now).with("kept", keep.to_string_lossy()) } else { act }
    };
    let made = Ledger::restorable(&args.file, &path, actor::local(&context.env), &act)
        .map_err(|error| where_backups_are(error, place.as_ref()))?;
    context.say(&format!("{} is sound: {}", args.file.display(), counted(made.events, "record")));
    let told = Told { file: &args.file, path: &path, kept: there.then_some(keep.as_path()), now };
    if args.dry_run {
        return told.tell(context, as_json, &made, true);
    }
    if there && !agreed(context, args, &told, &made)? {
        context.say("nothing was changed");
        return Ok(());
    }
    let Some(_lock) = Lock::take(context)? else {
        return Err(Error::new(Code::Database, "cannot restore the ledger: a sync into it is under way")
            .hint("wait for it to end, or stop it, then give the same command again")
            .into());
    };
    // The answer may have taken a while.
    refuse_in_use(&path)?;
    let (events, bytes, schema_version) = (made.events, made.bytes, made.schema_version);
    made.restore(&keep)?;
    if context.ledger(false)?.has_live_key(context.now)? {
        context.warn("keys are as they were in the backup: one that was revoked since is live again (cost-ops auth api-key list)");
    }
    told.done(context, as_json, (events, bytes, schema_version), false)
}

/// A file that is not there was perhaps named in a hurry.
fn where_backups_are(error: Error, place: Option<&Place>) -> Error {
    match place.and_then(Place::newest).filter(|_| error.code == Code::NotFound) {
        Some(newest) => error.hint(format!("the newest backup is {}", newest.display())),
        None => error,
    }
}

/// The records of the ledger that is there; nothing when it cannot be read, which is what backups are for.
fn present(context: &Context) -> Option<u64> {
    context.ledger(false).ok()?.stats().ok().map(|stats| stats.events)
}

/// Names whoever has the ledger open: they would go on with what they remember of the old one.
fn refuse_in_use(path: &Path) -> Result<(), Failure> {
    let holders = holders(path);
    if holders.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = holders.iter().map(|one| format!("{} (process {})", one.command, one.process)).collect();
    let numbers: Vec<String> = holders.iter().map(|one| one.process.to_string()).collect();
    let error = Error::new(
        Code::Database,
        format!("cannot restore the ledger {}: it is in use by {}", path.display(), names.join(", ")),
    );
    let hint = format!("stop it (kill {}), then give the same command again", numbers.join(" "));
    Err(error.hint(hint).into())
}

fn agreed(context: &Context, args: &RestoreArgs, told: &Told<'_>, made: &Restorable) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if !context.can_ask() {
        let error = Error::validation("restore asks before it replaces the ledger, and nobody is there to answer");
        return Err(error.hint("--yes restores without asking, --dry-run only checks").into());
    }
    let now = told.now.map_or_else(|| "which cannot be read".to_owned(), |now| format!("{now} now"));
    context.ask(&format!(
        "replace {} ({now}) with {} of {}?",
        told.path.display(),
        counted(made.events, "record"),
        told.file.display(),
    ))
}

/// What is said at the end.
struct Told<'a> {
    file: &'a Path,
    path: &'a Path,
    /// Where what was there is kept.
    kept: Option<&'a Path>,
    /// Records that were there.
    now: Option<u64>,
}

impl Told<'_> {
    fn tell(&self, context: &Context, as_json: bool, made: &Restorable, dry_run: bool) -> Result<(), Failure> {
        self.done(context, as_json, (made.events, made.bytes, made.schema_version), dry_run)
    }

    fn done(
        &self,
        context: &Context,
        as_json: bool,
        (records, bytes, schema_version): (u64, u64, u32),
        dry_run: bool,
    ) -> Result<(), Failure> {
        let kept = self.kept.map(Path::to_string_lossy);
        if as_json {
            let answer = json!({
                "schema_version": 1,
                "dry_run": dry_run,
                "path": self.path.to_string_lossy(),
                "from": self.file.to_string_lossy(),
                "records": records,
                "bytes": bytes,
                "restored_schema": schema_version,
                "records_before": self.now,
                "kept": kept,
            });
            return context.print_json(&answer);
        }
        let done = if dry_run { "Would restore (dry run, nothing written)" } else { "Restored" };
        let mut text = format!("{done}: {}, {}\n", self.path.display(), counted(records, "record"));
        if let Some(now) = self.now {
            text.push_str(&format!("  before   {}\n", counted(now, "record")));
        }
        if let Some(kept) = kept {
            text.push_str(&format!("  kept as  {kept}\n"));
        }
        context.print(&text)
    }
}
