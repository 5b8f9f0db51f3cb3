//! The folder of exports that name no file: `export.output_dir`.
//!
//! Owns: the names of files in it, and which of them are old enough to go. Refuses to know: what
//! is in them. Only a plain file whose name is of the kind given here is ever removed.

use std::fs;
use std::path::PathBuf;

use chrono::{NaiveDateTime, TimeDelta};

use super::{Context, Failure, export_sums};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::render::Format;

/// The instant in a name: `cost-ops-20261125T093000Z.jsonl`.
const INSTANT: &str = "%Y%m%dT%H%M%SZ";

/// An export folder that is there.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The configured folder, made when it is not there; `None` when none is configured, or the
    /// output was named, a file or `-`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn of(context: &Context) -> Result<Option<Folder>, Failure> {
        let to_stdout = context.global.output.as_deref().is_some_and(|output| output == "-");
        let elsewhere = to_stdout || context.output_file().is_some();
        let Some(folder) = Folder::configured(context).filter(|_| !elsewhere) else { return Ok(None) };
        fs::create_dir_all(&folder.0)
            .map_err(|error| Error::new(Code::Io, format!("cannot make the folder {}: {error}", folder.0.display())))?;
        Ok(Some(folder))
    }

    /// The configured folder, there or not.
    pub(super) fn configured(context: &Context) -> Option<Folder> {
        let folder = context.config.text(&keys::EXPORT_OUTPUT_DIR)?;
        Some(Folder(context.paths.expand(PathBuf::from(folder))))
    }

    /// The path of an export made now.
    pub(super) fn name(&self, context: &Context, format: Format, compress: bool) -> PathBuf {
        let ending = export_sums::ending(format);
        let gz = if compress { ".gz" } else { "" };
        self.0.join(format!("cost-ops-{}.{ending}{gz}", context.now.format(INSTANT)))
    }

    /// Removes the exports made more than `export.retention_days` ago, if that is configured.
    pub(super) fn clean(&self, context: &Context) {
        for path in self.old(context) {
            match fs::remove_file(&path) {
                Ok(()) => tracing::info!(path = %path.display(), "old export removed"),
                Err(error) => context.warn(&format!("cannot remove {}: {error}", path.display())),
            }
        }
    }

    /// The exports made more than `export.retention_days` ago; none when that is not configured.
    pub(super) fn old(&self, context: &Context) -> Vec<PathBuf> {
        let days = context.config.whole(&keys::EXPORT_RETENTION_DAYS).and_then(|days| i64::try_from(days).ok());
        let age = days.and_then(TimeDelta::try_days);
        let Some(oldest) = age.and_then(|age| context.now.naive_utc().checked_sub_signed(age)) else {
            return Vec::new();
        };
        let is_old = |entry: &fs::DirEntry| {
            let made = entry.file_name().to_str().and_then(made);
            entry.file_type().is_ok_and(|kind| kind.is_file()) && made.is_some_and(|made| made < oldest)
        };
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        entries.filter(is_old).map(|entry| entry.path()).collect()
    }
}

/// When an export of this name was made; `None` for a name that is not ours.
fn made(name: &str) -> Option<NaiveDateTime> {
    let (instant, ending) = name.strip_prefix("cost-ops-")?.split_once('.')?;
    let ours = matches!(
        ending.strip_suffix(".gz").unwrap_or(ending),
        "json" | "jsonl" | "csv" | "xlsx" | "journal" | "beancount" | "prom"
    );
    NaiveDateTime::parse_from_str(instant, INSTANT).ok().filter(|_| ours)
}
