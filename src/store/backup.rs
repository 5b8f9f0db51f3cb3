//! A copy of the ledger as it is at one instant, while others write to it.
//!
//! Owns: the copy through the engine's online backup, and the checks before it gets its name.
//! Refuses to know: where backups are kept, and how many.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::failure::{Doing, plain};
use super::{Ledger, open, place};
use crate::domain::{Code, Error, Result};

const WHAT: &str = "back up the ledger";

/// A backup that was made and found sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// The file, its folder resolved.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many records are in it.
    pub events: u64,
    /// The version of its schema.
    pub schema_version: u32,
}

impl Ledger {
    /// Copies the ledger to a new private file (0600; the folder 0700 where it is made): all that
    /// was committed at one instant. Writers are not kept waiting. The copy gets its name only when
    /// it is durable, the file is sound and its sums are those of its records.
    ///
    /// # Errors
    /// [`Code::Validation`] when something is there by that name; [`Code::Database`] when the copy cannot be made
    /// or is not sound, as when the ledger itself is not. Nothing is left behind then.
    pub fn back_up(&self, to: &Path) -> Result<BackedUp> {
        let path = place::resolve(to, true)?;
        let draft = place::draft(&path)?;
        copy(&self.conn, &draft)?;
        let made = checked(&draft, &path)?;
        if !place::put(draft, &path)? {
            return Err(taken(&path));
        }
        Ok(made)
    }
}

pub(super) fn taken(path: &Path) -> Error {
    Error::validation(format!("cannot back up to {path:?}: something is there by that name"))
        .hint("choose another name; a backup is never written over")
}

/// All pages in one step: one snapshot, which a writer neither waits for nor disturbs.
pub(super) fn copy(from: &Connection, draft: &Path) -> Result<()> {
    let mut to = Connection::open_with_flags(draft, open::flags(false)).doing(WHAT)?;
    // It has no name before it is durable, so it needs no steps in between.
    to.pragma_update(None, "synchronous", "OFF").doing(WHAT)?;
    match Backup::new(from, &mut to).and_then(|backup| backup.step(-1)).doing(WHAT)? {
        StepResult::Done => {}
        _ => return Err(Error::new(Code::Database, format!("cannot {WHAT}: another process keeps it locked"))),
    }
    to.close().map_err(|(_, error)| plain(WHAT, &error))
}

/// Facts about a copy that is sound; an error says what is wrong with it.
fn checked(draft: &Path, path: &Path) -> Result<BackedUp> {
    let copy = open::immutable(draft.to_owned())?;
    sound(&copy).map_err(unsound)?;
    let stats = copy.stats()?;
    Ok(BackedUp {
        path: path.to_owned(),
        bytes: stats.file_bytes,
        events: stats.events,
        schema_version: stats.schema_version,
    })
}

/// Whether the pages are whole and the sums those of the records; else what is wrong.
pub(super) fn sound(copy: &Ledger) -> Result<(), String> {
    let told = |error: Error| error.message;
    if let Some(first) = copy.integrity().map_err(told)?.first() {
        return Err(format!("the file is damaged: {first}"));
    }
    match copy.verify().map_err(told)?.first() {
        Some(first) => Err(format!("its sums are not those of its records: {}", first.place)),
        None => Ok(()),
    }
}

fn unsound(why: String) -> Error {
    Error::new(Code::Database, format!("the copy of the ledger is not sound, and was removed: {why}"))
        .hint("`cost-ops health --full` looks at the ledger itself; keep the backups there are")
}
