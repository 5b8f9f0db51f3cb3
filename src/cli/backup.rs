//! `cost-ops backup`: a checked copy of the ledger, made while it is in use.
//!
//! Owns: the folder of backups, the names in it, which of them are old enough to go. Only a plain
//! file whose name is that of a backup of this very ledger is ever removed.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::json;

use super::ingested::counted;
use super::{Context, Failure};
use crate::domain::text::json_made_safe;
use crate::domain::{Code, Error};

/// The folder beside the ledger.
const FOLDER: &str = "backups";
/// The instant in a name: `cost-ops-20261125T093000123Z.db`.
const INSTANT: &str = "%Y%m%dT%H%M%S%3fZ";

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops backup
  cost-ops backup --keep 7
  cost-ops backup --output /mnt/disk/cost-ops.db

Without --output it goes to the folder `backups` beside the ledger, with the time in its name. Others may
write meanwhile. A backup is itself a ledger: cost-ops --database-url FILE summary reads it.")]
pub struct BackupArgs {
    /// Then remove all but the N newest backups of this ledger from the folder `backups`
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: Option<u32>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &BackupArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    if context.global.output.as_deref().is_some_and(|output| output == "-") {
        return Err(Error::validation("a backup is a file, and is not written to standard output").into());
    }
    if args.keep.is_some() && context.output_file().is_some() {
        let error = Error::validation("--keep is about the folder of backups, and --output names another place");
        return Err(error.hint("leave one of them out").into());
    }
    let ledger = context.ledger(false)?;
    let Some(place) = ledger.path().and_then(Place::beside) else {
        return Err(Error::validation("a ledger in memory has no file to back up").into());
    };
    let to = context.output_file().map_or_else(|| place.name(context), Path::to_owned);
    let bar = context.steps("backup");
    bar.step("copied and checked");
    let made = ledger.back_up(&to)?;
    drop(bar);
    let removed = args.keep.map_or_else(|| Ok(Vec::new()), |keep| place.keep(keep, &made.path))?;
    if as_json {
        let answer = json!({
            "path": made.path.to_string_lossy(),
            "bytes": made.bytes,
            "records": made.events,
            "schema_version": made.schema_version,
            "removed": removed.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
        });
        // The file that --output names is the backup.
        return Ok(writeln(context, &json_made_safe(&answer.to_string()))?);
    }
    context.say(&format!("{}, checked: {} bytes", counted(made.events, "record"), made.bytes));
    if !removed.is_empty() {
        context.say(&format!("{} removed", counted(removed.len() as u64, "older backup")));
    }
    writeln(context, &made.path.to_string_lossy())?;
    Ok(())
}

fn writeln(context: &Context, line: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = context.stdout();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Where backups of one ledger go.
pub(super) struct Place {
    folder: PathBuf,
    stem: String,
}

impl Place {
    pub(super) fn beside(ledger: &Path) -> Option<Place> {
        Some(Place { folder: ledger.parent()?.join(FOLDER), stem: ledger.file_stem()?.to_string_lossy().into_owned() })
    }

    fn name(&self, context: &Context) -> PathBuf {
        self.folder.join(format!("{}-{}.db", self.stem, context.now.format(INSTANT)))
    }

    /// What was there before a restore: no backup by rule, and never removed by one.
    pub(super) fn replaced(&self, context: &Context) -> PathBuf {
        self.folder.join(format!("{}-before-restore-{}.db", self.stem, context.now.format(INSTANT)))
    }

    /// When a backup of this ledger was made; `None` when it is not the name of one.
    fn made(&self, name: &str) -> Option<NaiveDateTime> {
        let instant = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        NaiveDateTime::parse_from_str(instant, INSTANT).ok()
    }

    /// Removes all but the newest, and never the one that was just made: a clock that went back gives it
    /// the name of an old one. Which those were.
    fn keep(&self, newest: u32, made: &Path) -> Result<Vec<PathBuf>, Failure> {
        let mut names = self.beyond(newest)?;
        names.retain(|name| name != made);
        names.iter().try_for_each(std::fs::remove_file).map_err(|error| self.failed(&error))?;
        Ok(names)
    }

    /// All but the newest backups.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(super) fn beyond(&self, newest: u32) -> Result<Vec<PathBuf>, Failure> {
        let mut names = self.all()?;
        names.truncate(names.len().saturating_sub(newest as usize));
        Ok(names)
    }

    /// The newest backup.
    pub(super) fn newest(&self) -> Option<PathBuf> {
        self.all().ok()?.pop()
    }

    /// When the newest backup was made.
    pub(super) fn last(&self) -> Option<DateTime<Utc>> {
        let path = self.newest()?;
        self.made(path.file_name()?.to_str()?).map(|at| at.and_utc())
    }

    /// All backups of this ledger, the oldest first.
    fn all(&self) -> Result<Vec<PathBuf>, Failure> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(|error| self.failed(&error))? {
            let entry = entry.map_err(|error| self.failed(&error))?;
            let owned = entry.file_name().to_str().is_some_and(|name| self.made(name).is_some());
            if owned && entry.file_type().map_err(|error| self.failed(&error))?.is_file() {
                names.push(entry.path());
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    fn failed(&self, error: &std::io::Error) -> Error {
        Error::new(Code::Io, format!("cannot clean up {}: {error}", self.folder.display()))
    }
}
