//! What was in the folders of logs when they were last listed.
//!
//! Owns: the table of it. Refuses to know: when a listing may still be trusted.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use rusqlite::params;

use super::Ledger;
use super::failure::Doing;
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

/// A folder and what was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    pub stamp: FolderStamp,
    /// Names of files, each followed by a zero byte, and of folders, each followed by a slash.
    pub names: Vec<u8>,
}

const READ: &str = "read the folders of logs";
const WRITE: &str = "store the folders of logs";

impl Ledger {
    /// All folders that were listed.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn folders(&self) -> Result<Vec<Folder>> {
        let sql = "SELECT path, device, inode, modified, changed, names FROM log_folders";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let mut rows = statement.query([]).doing(READ)?;
        let mut folders = Vec::new();
        while let Some(row) = rows.next().doing(READ)? {
            let number = |at| row.get_ref(at).and_then(|value| Ok(value.as_i64()?)).doing(READ);
            let bytes = |at| row.get_ref(at).and_then(|value| Ok(value.as_blob()?)).doing(READ);
            let stamp = FolderStamp {
                device: number(1)?.cast_unsigned(),
                inode: number(2)?.cast_unsigned(),
                modified: number(3)?,
                changed: number(4)?,
            };
            folders.push(Folder { path: OsStr::from_bytes(bytes(0)?).into(), stamp, names: bytes(5)?.to_vec() });
        }
        Ok(folders)
    }

    /// Keeps what is in these folders, and forgets those that are gone.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn keep_folders(&mut self, listed: &[Folder], gone: &[PathBuf]) -> Result<()> {
        let tx = self.write_tx()?;
        for path in gone {
            let mut forget = tx.prepare_cached("DELETE FROM log_folders WHERE path = ?1").doing(WRITE)?;
            forget.execute([path.as_os_str().as_bytes()]).doing(WRITE)?;
        }
        let mut keep = tx.prepare_cached("REPLACE INTO log_folders VALUES (?1, ?2, ?3, ?4, ?5, ?6)").doing(WRITE)?;
        for Folder { path, stamp, names } in listed {
            let (device, inode) = (stamp.device.cast_signed(), stamp.inode.cast_signed());
            let path = path.as_os_str().as_bytes();
            keep.execute(params![path, device, inode, stamp.modified, stamp.changed, names]).doing(WRITE)?;
        }
        drop(keep);
        tx.commit().doing(WRITE)
    }
}
