//! A copy in the place of the ledger.
//!
//! Owns: the checks of the copy, keeping what was there, and the replacement, which happens in one
//! transaction of the engine: whoever looks sees the old ledger or the new one. Refuses to know: who
//! asked, where copies are kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::TempPath;

use super::failure::{Doing, plain};
use super::place::{self, Found};
use super::{Ledger, OpenOptions, backup, migrate, open};
use crate::domain::{Act, Actor, Code, Error, Result};

const WHAT: &str = "restore the ledger";
/// How long others are waited for: commands that only look are gone by then.
const PATIENCE: Duration = Duration::from_secs(2);

/// A copy that was checked and brought up to date beside the ledger it is to replace.
#[derive(Debug)]
pub struct Restorable {
    draft: TempPath,
    /// The ledger it is to replace.
    ledger: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    pub events: u64,
    /// The version of its schema before it was brought up to date.
    pub schema_version: u32,
}

impl Ledger {
    /// Checks a copy, and makes of it what is to take the place of `ledger`: a private draft beside it, of
    /// the present schema, with `act` in its audit log. Changes neither of them.
    ///
    /// # Errors
    /// [`Code::Validation`] when the copy is the ledger itself; [`Code::Database`] when it is no ledger,
    /// is newer than this program, is damaged, or its sums are not those of its records.
    pub fn restorable(copy: &Path, ledger: &Path, actor: Actor, act: &dyn Fn(u64) -> Act) -> Result<Restorable> {
        let (copy, ledger) = (place::resolve(copy, false)?, place::resolve(ledger, true)?);
        if copy == ledger {
            return Err(Error::validation("the ledger cannot be restored from itself").hint("name a backup of it"));
        }
        let (from, schema_version) = open::source(&copy)?;
        place::needs_room(&ledger, place::size(&copy) * 2 + place::size(&ledger))?;
        let draft = place::draft(&ledger)?;
        backup::copy(&from, &draft)?;
        drop(from);
        let mut made = Ledger::open(&OpenOptions {
            path: Some(draft.to_path_buf()),
            create: false,
            read_only: false,
            zone: crate::domain::Tz::UTC,
        })?;
        backup::sound(&made).map_err(|why| {
            Error::new(Code::Database, format!("{copy:?} cannot be restored: {why}"))
                .hint("nothing was changed; restore another backup")
        })?;
        let stats = made.stats()?;
        made.act_as(actor);
        made.audit(&act(stats.events))?;
        made.conn.close().map_err(|(_, error)| plain(WHAT, &error))?;
        Ok(Restorable { draft, ledger, bytes: stats.file_bytes, events: stats.events, schema_version })
    }
}

impl Restorable {
    /// Puts it in the place of the ledger; what was there is kept as `keep` (0600), also when it is damaged.
    /// False when nothing was there. Interrupted at any point, the ledger is the old one or the new one.
    ///
    /// # Errors
    /// [`Code::Database`] when others have the ledger open, when it belongs to another program or is newer
    /// than this one, or cannot be written. It is as it was then.
    pub fn restore(self, keep: &Path) -> Result<bool> {
        if place::look(&self.ledger)? == Found::Nothing {
            if place::put(self.draft, &self.ledger)? {
                return Ok(false);
            }
            return Err(Error::new(Code::Conflict, "another process made a ledger just now")
                .hint("the same command again replaces it"));
        }
        let keep = place::resolve(keep, true)?;
        if place::look(&self.ledger)? == Found::File(0) {
            swap(self.draft, &self.ledger, &keep)?;
            return Ok(true);
        }
        match exclusive(&self.ledger) {
            Ok(mut live) => {
                keep_copy(&live, &keep)?;
                replace(&self.draft, &mut live)?;
                live.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing(WHAT)?;
                live.close().map_err(|(_, error)| plain(WHAT, &error))?;
            }
            Err(Unusable::Unreadable) => swap(self.draft, &self.ledger, &keep)?,
            Err(Unusable::Refused(error)) => return Err(error),
        }
        Ok(true)
    }
}

/// Why the ledger cannot be written through the engine.
enum Unusable {
    /// It is no database any more, so nobody can have it open as one.
    Unreadable,
    Refused(Error),
}

/// The ledger with everybody else locked out.
fn exclusive(ledger: &Path) -> Result<Connection, Unusable> {
    let refused = |error: &rusqlite::Error| Unusable::Refused(plain(WHAT, error));
    let conn = Connection::open_with_flags(ledger, open::flags(false)).map_err(|error| refused(&error))?;
    conn.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(())).map_err(|error| refused(&error))?;
    let until = Instant::now() + PATIENCE;
    loop {
        // The first read takes the lock.
        match conn.pragma_query_value(None, "schema_version", |_| Ok(())) {
            Ok(()) => break,
            Err(error) if open::is_busy(&error) && Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) if open::is_busy(&error) => return Err(Unusable::Refused(in_use())),
            Err(error) if open::is_no_database(&error) => return Err(Unusable::Unreadable),
            Err(error) => return Err(refused(&error)),
        }
    }
    migrate::check(&conn).map_err(Unusable::Refused)?;
    conn.pragma_update(None, "synchronous", "FULL").map_err(|error| refused(&error))?;
    Ok(conn)
}

fn in_use() -> Error {
    Error::new(Code::Database, "cannot restore the ledger: another process has it open")
        .hint("stop the server and wait for syncs to end, then give the same command again")
}

/// What was there under another name, as it was: whether it is sound is no matter.
fn keep_copy(live: &Connection, keep: &Path) -> Result<()> {
    let draft = place::draft(keep)?;
    backup::copy(live, &draft)?;
    if place::put(draft, keep)? { Ok(()) } else { Err(backup::taken(keep)) }
}

/// All pages in one transaction.
fn replace(draft: &Path, live: &mut Connection) -> Result<()> {
    let from = open::as_it_is(draft)?;
    let sizes = [&from, &*live].map(|conn| conn.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0)));
    let [Ok(new), Ok(old)] = sizes else { return Err(Error::new(Code::Database, "cannot read the page size")) };
    if new != old {
        return Err(Error::new(
            Code::Database,
            format!("the copy has pages of {new} bytes and the ledger of {old}: it cannot be written into it"),
        )
        .hint("move the ledger with its -wal and -shm away, then give the same command again"));
    }
    match Backup::new(&from, live).and_then(|backup| backup.step(-1)).doing(WHAT)? {
        StepResult::Done => Ok(()),
        _ => Err(in_use()),
    }
}

/// The draft in the place of a file that is no database any more; that keeps another name, its log too.
fn swap(draft: TempPath, ledger: &Path, keep: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::new(Code::Io, format!("cannot {WHAT}: {error}"));
    fs::hard_link(ledger, keep).map_err(failed)?;
    for side in ["-wal", "-shm"] {
        // Of no use without the file it is of; beside the new one it would be taken for its own.
        let of = |path: &Path| place::beside(path, side);
        if of(ledger).exists() {
            fs::rename(of(ledger), of(keep)).map_err(failed)?;
        }
    }
    fs::File::open(&draft).and_then(|file| file.sync_all()).map_err(failed)?;
    draft.persist(ledger).map_err(|error| failed(error.error))?;
    let folder = ledger.parent().unwrap_or(Path::new("."));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}
