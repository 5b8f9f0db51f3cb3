//! Looking after the file: its log, its statistics, its free pages.
//!
//! Owns: how each is done beside readers and writers. Refuses to know: when it is worth it.

use super::failure::Doing;
use super::{Ledger, place};
use crate::domain::{Code, Error, Result};

/// How large the file is, and what of it is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// The file, in bytes.
    pub file: u64,
    /// Free pages within it, in bytes: what a vacuum gives back.
    pub free: u64,
    /// Its write-ahead log, in bytes.
    pub log: u64,
}

impl Ledger {
    /// How large the file and its log are.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn sizes(&self) -> Result<Sizes> {
        let stats = self.stats()?;
        let log = stats.path.as_deref().map_or(0, |path| place::size(&place::beside(path, "-wal")));
        Ok(Sizes { file: stats.file_bytes, free: stats.free_bytes, log })
    }

    /// Brings what the planner knows of the tables up to date, where that pays.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be written.
    pub fn optimize(&self) -> Result<()> {
        self.conn.execute_batch("PRAGMA optimize = 0x10002").doing("optimize the ledger")
    }

    /// Writes the file anew without its free pages. Readers go on; writers wait. It needs room for the file
    /// twice, in its folder and where the system keeps temporary files; interrupted, the file is as it was.
    ///
    /// # Errors
    /// [`Code::Io`] when there is not enough room; [`Code::Database`] when the file cannot be written.
    pub fn vacuum(&self) -> Result<()> {
        const WHAT: &str = "vacuum the ledger";
        let Some(path) = self.path() else {
            return Err(Error::new(Code::Unsupported, "a ledger in memory has no file to vacuum"));
        };
        place::needs_room(path, self.stats()?.file_bytes * 2)?;
        self.conn.execute_batch("VACUUM").doing(WHAT)
    }
}
