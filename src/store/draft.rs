//! A ledger that nobody sees yet.
//!
//! Owns: making a ledger under another name and giving it its own. Refuses to know: what is written
//! to it meanwhile.
//!
//! Other processes see nothing, or all of it. So it needs no log and no flush in between, which is
//! what most of a first import would otherwise wait for; and whatever fails, or ends the process,
//! leaves nothing but a file to be removed.

use std::fs::{self, DirEntry, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempPath;

use super::failure::{Doing, plain};
use super::place::{self, Found};
use super::unfinished::Unfinished;
use super::{Ledger, OpenOptions, open};
use crate::domain::{Result, Tz};

/// Larger pages than the default gain about a fifth on bulk import.
const PAGE_SIZE: u32 = 8192;
const WHAT: &str = "create the ledger";
/// What the names of drafts of a first import begin with.
const FIRST: &str = ".cost-ops-first-";
/// A younger one may be about to be locked.
const ABANDONED: Duration = Duration::from_secs(60);

/// A ledger that is being made, gone unless it is [put](Draft::put) in its place.
pub struct Draft {
    ledger: Ledger,
    file: TempPath,
    path: PathBuf,
    /// Locked while it is written to, by which others see that it is. Closed after the connection, whose own locks
    /// end with any descriptor of the file.
    _held: Option<File>,
}

impl Draft {
    /// An empty ledger that is to lie at the path of `options`; `None` when something is there, or
    /// when it is to be in memory.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when no ledger may be made there.
    pub fn begin(options: &OpenOptions) -> Result<Option<Draft>> {
        let Some(path) = &options.path else { return Ok(None) };
        let path = place::resolve(path, true)?;
        place::refuse_network(&path)?;
        match place::look(&path)? {
            Found::Nothing => Draft::at(path, options.zone).map(Some),
            Found::File(_) => Ok(None),
        }
    }

    fn at(path: PathBuf, zone: Tz) -> Result<Draft> {
        let file = place::draft_of(&path, FIRST)?;
        let held = File::open(&file).ok().filter(|file| file.try_lock().is_ok());
        let conn = empty(&file, zone)?;
        let mut ledger = open::ready(conn, Some(file.to_path_buf()), false)?;
        ledger.unfinished = Some(Unfinished::begin(&ledger.conn).doing(WHAT)?);
        Ok(Draft { ledger, file, path, _held: held })
    }

    /// The ledger. What was added to it is known to it once it is put in its place, or changed in another way. Once
    /// something could not be written to it, it is good for nothing.
    pub fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    /// Makes it durable and gives it its name; false, and nothing of it stays, when another process
    /// was first.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be written.
    pub fn put(mut self) -> Result<bool> {
        self.ledger.finish()?;
        put(self.ledger.conn, self.file, &self.path)
    }

    /// Removes what interrupted first imports left in the folder of a ledger.
    pub fn sweep(ledger: &Path) {
        let Ok(ledger) = place::resolve(ledger, false) else { return };
        let is_left = |file: &DirEntry| {
            let ours = file.file_name().to_str().is_some_and(|name| name.starts_with(FIRST) && name.ends_with(".new"));
            let age = || file.metadata().ok()?.modified().ok()?.elapsed().ok();
            let free = || File::open(file.path()).is_ok_and(|file| file.try_lock().is_ok());
            ours && age().is_some_and(|age| age > ABANDONED) && free()
        };
        let files = ledger.parent().into_iter().flat_map(fs::read_dir).flatten().flatten();
        for file in files.filter(is_left) {
            // What cannot be removed stays for `doctor` to tell of.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Makes an empty ledger in one step; another process may have been first.
pub(super) fn create(path: &Path, zone: Tz) -> Result<()> {
    let file = place::draft(path)?;
    put(empty(&file, zone)?, file, path).map(|_| ())
}

/// Schema and zone, in a file that is written as it comes.
fn empty(file: &Path, zone: Tz) -> Result<Connection> {
    let mut conn = Connection::open_with_flags(file, open::flags(false)).doing(WHAT)?;
    conn.pragma_update(None, "page_size", PAGE_SIZE).doing(WHAT)?;
    conn.pragma_update(None, "synchronous", "OFF").doing(WHAT)?;
    conn.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(())).doing(WHAT)?;
    open::initialise(&mut conn, zone)?;
    Ok(conn)
}

fn put(conn: Connection, file: TempPath, path: &Path) -> Result<bool> {
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).doing(WHAT)?;
    conn.close().map_err(|(_, error)| plain(WHAT, &error))?;
    place::put(file, path)
}
