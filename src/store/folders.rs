//! What logs and the folders they are in were like when they were last looked at.
//!
//! Owns: the tables of it. Refuses to know: when it may still be trusted.

use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::failure::Doing;
use super::{Ledger, cursors};
use crate::domain::Result;

/// What a folder was like when it was listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FolderStamp {
    pub device: u64,
    pub inode: u64,
    /// When something was made, renamed or removed in it: nanoseconds since 1970-01-01 UTC.
    pub modified: i64,
    /// When that, or an attribute of it, was changed: nobody can set this time.
    pub changed: i64,
}

/// The key of a folder, which is the same wherever it was moved. Keys sort as their numbers do.
fn key(stamp: &FolderStamp) -> [[u8; 8]; 2] {
    [stamp.inode, stamp.device].map(u64::to_be_bytes)
}

/// What is kept under it.
fn listing(Folder { path, stamp, names }: &Folder) -> Vec<u8> {
    let times = [stamp.modified, stamp.changed].map(i64::to_be_bytes);
    [times.as_flattened(), path.as_os_str().as_bytes(), b"\0", names].concat()
}

/// A folder as it is kept; nothing, when that is not how one is kept.
fn kept<'a>(key: &[u8], listing: &'a [u8]) -> Option<KeptFolder<'a>> {
    let ([inode, device], _) = key.as_chunks() else { return None };
    let ([modified, changed, ..], _) = listing.as_chunks() else { return None };
    let rest = listing.get(16..)?;
    let path = rest.get(..memchr::memchr(0, rest)?)?;
    let stamp = FolderStamp {
        device: u64::from_be_bytes(*device),
        inode: u64::from_be_bytes(*inode),
        modified: i64::from_be_bytes(*modified),
        changed: i64::from_be_bytes(*changed),
    };
    Some(KeptFolder { path, stamp, names: rest.get(path.len() + 1..)? })
}

/// A folder and what was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    pub stamp: FolderStamp,
    /// Names of files, each followed by a zero byte, and of folders, each followed by a slash.
    pub names: Vec<u8>,
}

/// The same, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptFolder<'a> {
    pub path: &'a [u8],
    pub stamp: FolderStamp,
    pub names: &'a [u8],
}

/// SHA-256 of what all logs of a source are like.
pub type Digest = [u8; 32];

/// What is to be remembered of a look at logs.
#[derive(Default)]
pub struct Look<'a> {
    /// Folders that were listed, and those that are gone.
    pub listed: &'a [Folder],
    pub gone: Vec<FolderStamp>,
    /// Of sources of which every log was read as it was found: what they were like.
    pub digests: &'a [(&'static str, Digest)],
    /// Sources that were synced, and when.
    pub synced: Option<(&'a [&'static str], DateTime<Utc>)>,
}

const READ: &str = "read what is known of logs";
const WRITE: &str = "store what is known of logs";

impl Ledger {
    /// Gives all folders that were listed, in the order of their inodes and devices.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn folders(&self, each: &mut dyn FnMut(KeptFolder<'_>)) -> Result<()> {
        let sql = "SELECT folder, listing FROM log_folders ORDER BY folder";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let mut rows = statement.query([]).doing(READ)?;
        while let Some(row) = rows.next().doing(READ)? {
            let bytes = |at| row.get_ref(at).and_then(|value| Ok(value.as_blob()?)).doing(READ);
            if let Some(folder) = kept(bytes(0)?, bytes(1)?) {
                each(folder);
            }
        }
        Ok(())
    }

    /// What all logs of each source were like when each of them had been read as it was; only of sources
    /// of which no log was read since.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn digests(&self) -> Result<Vec<(String, Digest)>> {
        let sql = "SELECT source, digest FROM log_digests";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.and_then(Iterator::collect).doing(READ)
    }

    /// Keeps what a look at logs showed; writes nothing when that is nothing.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn keep_look(&mut self, look: &Look<'_>) -> Result<()> {
        if look.listed.is_empty() && look.gone.is_empty() && look.digests.is_empty() && look.synced.is_none() {
            return Ok(());
        }
        let tx = self.write_tx()?;
        keep_folders(&tx, look)?;
        let mut keep = tx.prepare_cached("REPLACE INTO log_digests VALUES (?1, ?2)").doing(WRITE)?;
        for (source, digest) in look.digests {
            keep.execute(params![source, digest]).doing(WRITE)?;
        }
        drop(keep);
        if let Some((sources, at)) = look.synced {
            cursors::note_synced(&tx, sources, at)?;
        }
        tx.commit().doing(WRITE)
    }
}

fn keep_folders(conn: &Connection, look: &Look<'_>) -> Result<()> {
    let mut forget = conn.prepare_cached("DELETE FROM log_folders WHERE folder = ?1").doing(WRITE)?;
    for stamp in &look.gone {
        forget.execute([key(stamp).as_flattened()]).doing(WRITE)?;
    }
    let mut keep = conn.prepare_cached("REPLACE INTO log_folders VALUES (?1, ?2)").doing(WRITE)?;
    for folder in look.listed {
        keep.execute(params![key(&folder.stamp).as_flattened(), listing(folder)]).doing(WRITE)?;
    }
    Ok(())
}

/// Forgets what all logs of a source were like: one of them was read.
pub(super) fn forget_digest(conn: &Connection, source: &str) -> Result<()> {
    let mut forget = conn.prepare_cached("DELETE FROM log_digests WHERE source = ?1").doing(WRITE)?;
    forget.execute([source]).doing(WRITE)?;
    Ok(())
}
