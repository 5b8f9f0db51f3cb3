//! `cost-ops maintain`: what a ledger and its folders need now and then.
//!
//! Owns: what is done and in which order, what is removed by which rule, sizes before and after.
//! Refuses to know: how a file is vacuumed. Only files whose names are of a kind made here are
//! ever removed.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::backup::Place;
use super::export_folder::Folder;
use super::health::bytes;
use super::{Context, Failure, doctor, log_file, logging};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::store::Sizes;

/// A vacuum is worth it from this part of the file on: one in so many bytes.
const WORTH: u64 = 10;

/// Arguments of `maintain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops maintain --dry-run
  cost-ops maintain --keep 7

It empties the write-ahead log, vacuums where a tenth of the file is free, and removes exports older than
export.retention_days, backups beyond retention.backups, rotated logs beyond logging.rotation, and what
interrupted commands left. Others may go on using the ledger; writers wait while it is vacuumed.")]
pub struct MaintainArgs {
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Vacuum also where little of the file is free
    #[arg(long)]
    pub vacuum: bool,
    /// Keep the N newest backups in the folder `backups` (retention.backups)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: Option<u32>,
}

/// A file that a rule removes.
struct Old {
    path: PathBuf,
    bytes: u64,
    /// `backup`, `export`, `log` or `left-over`.
    what: &'static str,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &MaintainArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    // Not made for the purpose.
    let before = context.ledger(false)?.sizes()?;
    let vacuum = args.vacuum || before.free.saturating_mul(WORTH) >= before.file;
    let old = old(context, args)?;
    let after = if args.dry_run {
        // What it would come to: the log is emptied, the free pages are gone.
        Sizes { file: if vacuum { before.file - before.free } else { before.file }, log: 0, ..before }
    } else {
        // First: that may be the room a vacuum needs.
        old.iter().try_for_each(remove)?;
        file(context, vacuum)?
    };
    let told = Told { before, after, vacuum, old, dry_run: args.dry_run };
    if as_json {
        return context.print_json(&told.machine());
    }
    context.print(&told.people())
}

/// The ledger file itself; how large it is then.
fn file(context: &Context, vacuum: bool) -> Result<Sizes, Failure> {
    let mut ledger = context.ledger(true)?;
    if ledger.settling_pays()? {
        ledger.settle()?;
    }
    ledger.optimize()?;
    if vacuum {
        ledger.vacuum()?;
    }
    ledger.checkpoint()?;
    Ok(ledger.sizes()?)
}

/// What is to be removed by the rules in force.
fn old(context: &Context, args: &MaintainArgs) -> Result<Vec<Old>, Failure> {
    let mut found: Vec<(&'static str, Vec<PathBuf>)> = Vec::new();
    let ledger = context.open_options(false)?.path;
    let configured = || context.config.whole(&keys::RETENTION_BACKUPS).and_then(|keep| u32::try_from(keep).ok());
    let keep = args.keep.or_else(configured);
    if let (Some(place), Some(keep)) = (ledger.as_deref().and_then(Place::beside), keep) {
        found.push(("backup", place.beyond(keep)?));
    }
    if let Some(folder) = Folder::configured(context) {
        found.push(("export", folder.old(context)));
    }
    if let Some(log) = context.config.text(&keys::LOGGING_FILE) {
        found.push(("log", log_file::beyond(log.as_ref(), logging::rotation(&context.config))));
    }
    if let Some(ledger) = &ledger {
        found.push(("left-over", doctor::drafts(ledger)));
    }
    let one = |what, path: PathBuf| Old { bytes: path.metadata().map_or(0, |found| found.len()), path, what };
    Ok(found.into_iter().flat_map(|(what, paths)| paths.into_iter().map(move |path| one(what, path))).collect())
}

fn remove(old: &Old) -> Result<(), Failure> {
    match fs::remove_file(&old.path) {
        // Another one may be at it.
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::new(Code::Io, format!("cannot remove {}: {error}", old.path.display())).into())
        }
        _ => Ok(()),
    }
}

/// What was done.
struct Told {
    before: Sizes,
    after: Sizes,
    vacuum: bool,
    old: Vec<Old>,
    dry_run: bool,
}

impl Told {
    /// Bytes that are free again, in the ledger and its folders.
    fn freed(&self) -> u64 {
        let shrunk = (self.before.file + self.before.log).saturating_sub(self.after.file + self.after.log);
        shrunk + self.old.iter().map(|old| old.bytes).sum::<u64>()
    }

    fn machine(&self) -> serde_json::Value {
        let removed: Vec<_> = self
            .old
            .iter()
            .map(|old| json!({"path": old.path.to_string_lossy(), "bytes": old.bytes, "what": old.what}))
            .collect();
        json!({
            "schema_version": 1,
            "dry_run": self.dry_run,
            "vacuumed": self.vacuum,
            "file_bytes_before": self.before.file,
            "file_bytes_after": self.after.file,
            "log_bytes_before": self.before.log,
            "log_bytes_after": self.after.log,
            "removed": removed,
            "freed_bytes": self.freed(),
        })
    }

    fn people(&self) -> String {
        let (would, done) = if self.dry_run { ("Would free", "would go") } else { ("Freed", "removed") };
        let mut text = format!("{would} {}{}\n", bytes(self.freed()), if self.dry_run { " (dry run)" } else { "" });
        let vacuum = if self.vacuum { "" } else { ", too little free to vacuum" };
        let mut line = |name: &str, before, after, more: &str| {
            text.push_str(&format!("  {name:8} {} before, {} after{more}\n", bytes(before), bytes(after)));
        };
        line("ledger", self.before.file, self.after.file, vacuum);
        line("its log", self.before.log, self.after.log, "");
        for old in &self.old {
            text.push_str(&format!("  {:8} {done}: {} ({})\n", old.what, old.path.display(), bytes(old.bytes)));
        }
        text
    }
}
