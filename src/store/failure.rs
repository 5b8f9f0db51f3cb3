//! SQLite's failures in plain words.
//!
//! Owns: the mapping of result codes to messages and hints. Refuses to know: what was asked.

use rusqlite::ErrorCode;

use crate::domain::{Code, Error, Result};

/// The directory of the file does not allow the write-ahead log's side files.
const READONLY_DIRECTORY: i32 = 1544;
/// The shared-memory file cannot be sized: no space left.
const IOERR_SHMSIZE: i32 = 4874;

/// A number beyond the whole numbers of a column: a sum that grew beyond 64 bits is none any more.
const CONSTRAINT_DATATYPE: i32 = 3091;

/// Turns an engine error into ours; `what` says what was being done (`append events`).
pub(super) fn plain(what: &str, error: &rusqlite::Error) -> Error {
    let database = |why: &str| Error::new(Code::Database, format!("cannot {what}: {why}"));
    let failure = match error {
        rusqlite::Error::SqliteFailure(failure, message) => Some((failure, message)),
        rusqlite::Error::ToSqlConversionFailure(_) => None,
        _ => return database(&error.to_string()),
    };
    let Some((failure, message)) = failure.filter(|(failure, _)| failure.extended_code != CONSTRAINT_DATATYPE) else {
        return Error::validation(format!("cannot {what}: counters add up to more than a ledger can hold"));
    };
    match (failure.code, failure.extended_code) {
        (ErrorCode::DiskFull, _) | (_, IOERR_SHMSIZE) => {
            database("the disk is full").hint("free some space; nothing that was committed is lost")
        }
        (ErrorCode::ReadOnly, READONLY_DIRECTORY) => database("the folder of the ledger is read-only")
            .hint("make the folder writable, or copy the ledger elsewhere"),
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => {
            database("the ledger is read-only").hint("check the owner and mode of the file and its folder")
        }
        // A disk that cannot be read is told in the same way.
        (ErrorCode::DatabaseCorrupt, _) => database("the file is damaged, or the disk cannot read it").hint(
            "the file was left as it is; if the disk has no errors (dmesg), restore a backup, or try `sqlite3 FILE .recover` on a copy",
        ),
        (ErrorCode::SystemIoFailure, _) => database(&message.clone().unwrap_or_else(|| failure.to_string()))
            .hint("look whether the disk has errors (dmesg), then try again; nothing that was committed is lost"),
        (ErrorCode::NotADatabase, _) => {
            database("the file is not a SQLite database").hint("the file was left as it is; choose another path")
        }
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => {
            database("another process kept the ledger locked for 30 seconds").hint("try again when it has finished")
        }
        (ErrorCode::CannotOpen, _) => {
            database("the file cannot be opened").hint("check that its folder exists and may be written to")
        }
        _ => database(&message.clone().unwrap_or_else(|| failure.to_string())),
    }
}

/// Whether the failure is one under which a closed file can still be read as it is: a full
/// disk, a read-only folder.
pub(super) fn is_unwritable(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(failure, _) = error else { return false };
    failure.extended_code == IOERR_SHMSIZE
        || matches!(failure.code, ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::CannotOpen)
}

/// `.doing("read events")?` on an engine result.
pub(super) trait Doing<T> {
    fn doing(self, what: &str) -> Result<T>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, what: &str) -> Result<T> {
        self.map_err(|error| plain(what, &error))
    }
}
