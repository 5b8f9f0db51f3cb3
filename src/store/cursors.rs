//! How far the logs of agents were read.
//!
//! Owns: cursors, the times of syncs, stated limits. Refuses to know: how a log is read. What a
//! transaction of events brings of them becomes durable with those events.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::failure::Doing;
use super::{Ledger, Prepared};
use crate::domain::Result;

/// What a file was like when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    pub device: u64,
    pub inode: u64,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970-01-01 UTC.
    pub modified: i64,
}

/// How far one file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub source: String,
    pub path: PathBuf,
    pub stamp: Stamp,
    /// Bytes read, up to the end of the last whole line.
    pub position: u64,
    /// Hash of the bytes just before `position`.
    pub tail: [u8; 16],
    /// What the parser knows there; empty when it needs to know nothing.
    pub state: String,
    /// Records met in the file so far.
    pub records: u64,
}

/// A window of a provider's limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedLimit {
    /// The source whose logs said it.
    pub source: String,
    /// Length of the window in minutes.
    pub minutes: u32,
    pub resets: DateTime<Utc>,
    /// How much of it was used, in thousandths.
    pub used_permille: u32,
    /// When it was said.
    pub seen: DateTime<Utc>,
}

/// What is written in one go.
#[derive(Default)]
pub struct Batch {
    pub events: Vec<Prepared>,
    /// Files whose events are in this batch or in one before it.
    pub cursors: Vec<Cursor>,
    pub limits: Vec<StatedLimit>,
}

impl Batch {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.cursors.is_empty() && self.limits.is_empty()
    }
}

impl From<Vec<Prepared>> for Batch {
    fn from(events: Vec<Prepared>) -> Self {
        Batch { events, ..Batch::default() }
    }
}

/// What was known of the files of a source at the last sync.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceFiles {
    pub source: String,
    pub files: u64,
    pub records: u64,
    /// When it was last synced.
    pub synced: Option<DateTime<Utc>>,
}

const READ: &str = "read the cursors";
const WRITE: &str = "store the cursors";

impl Ledger {
    /// The files that were read: the source and the stamp of each.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn read_so_far(&self, each: &mut dyn FnMut(&str, Stamp)) -> Result<()> {
        self.stamps("SELECT source, device, inode, size, modified FROM log_files", params![], each)
    }

    /// The same of the files of a source that are what the system calls this one.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn read_so_far_of(&self, source: &str, file: &Stamp, each: &mut dyn FnMut(&str, Stamp)) -> Result<()> {
        let sql = "SELECT source, device, inode, size, modified FROM log_files \
                   WHERE source = ?1 AND device = ?2 AND inode = ?3";
        self.stamps(sql, params![source, file.device.cast_signed(), file.inode.cast_signed()], each)
    }

    fn stamps(&self, sql: &str, of: &[&dyn ToSql], each: &mut dyn FnMut(&str, Stamp)) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let mut rows = statement.query(of).doing(READ)?;
        while let Some(row) = rows.next().doing(READ)? {
            let number = |at| row.get_ref(at).and_then(|value| Ok(value.as_i64()?)).doing(READ);
            let stamp = Stamp {
                device: number(1)?.cast_unsigned(),
                inode: number(2)?.cast_unsigned(),
                size: number(3)?.cast_unsigned(),
                modified: number(4)?,
            };
            if let Ok(source) = row.get_ref(0).doing(READ)?.as_str() {
                each(source, stamp);
            }
        }
        Ok(())
    }

    /// The whole cursor of one file.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn cursor(&self, source: &str, path: &OsStr) -> Result<Option<Cursor>> {
        let sql = "SELECT device, inode, size, modified, position, tail, state, records FROM log_files \
                   WHERE source = ?1 AND path = ?2";
        let found = self.conn.prepare_cached(sql).doing(READ)?.query_row(params![source, path.as_bytes()], |row| {
            let number = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
            Ok(Cursor {
                source: source.to_owned(),
                path: path.into(),
                stamp: Stamp { device: number(0)?, inode: number(1)?, size: number(2)?, modified: row.get(3)? },
                position: number(4)?,
                tail: row.get::<_, [u8; 16]>(5)?,
                state: row.get(6)?,
                records: number(7)?,
            })
        });
        found.optional().doing(READ)
    }

    /// The paths of the logs of a source that were read, in order.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn logs_of(&self, source: &str) -> Result<Vec<PathBuf>> {
        let sql = "SELECT path FROM log_files WHERE source = ?1 ORDER BY path";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let path = |row: &rusqlite::Row<'_>| Ok(PathBuf::from(OsStr::from_bytes(row.get_ref(0)?.as_bytes()?)));
        statement.query_map([source], path).and_then(Iterator::collect).doing(READ)
    }

    /// Whether logs were ever read into it.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn was_synced(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM syncs) OR EXISTS (SELECT 1 FROM log_files)";
        self.conn.query_row(sql, [], |row| row.get(0)).doing(READ)
    }

    /// When the source that was not synced for longest was last synced; `None` when one never was.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn last_synced(&self, sources: &[&str]) -> Result<Option<DateTime<Utc>>> {
        let mut statement = self.conn.prepare_cached("SELECT source, at FROM syncs").doing(READ)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let known: Vec<(String, i64)> = rows.and_then(Iterator::collect).doing(READ)?;
        let at = |source: &&str| known.iter().find(|(known, _)| known == source).map(|(_, at)| *at);
        let first = sources.iter().map(at).min().flatten();
        Ok(first.and_then(DateTime::from_timestamp_micros))
    }

    /// What was read of each source, in order of name.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn synced_sources(&self) -> Result<Vec<SourceFiles>> {
        let sql = "SELECT source, sum(files), sum(records), max(at) FROM (\
                   SELECT source, count(*) AS files, sum(records) AS records, NULL AS at FROM log_files GROUP BY source \
                   UNION ALL SELECT source, 0, 0, at FROM syncs) GROUP BY source ORDER BY source";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let rows = statement
            .query_map([], |row| {
                let synced: Option<i64> = row.get(3)?;
                Ok(SourceFiles {
                    source: row.get(0)?,
                    files: row.get::<_, i64>(1)?.cast_unsigned(),
                    records: row.get::<_, i64>(2)?.cast_unsigned(),
                    synced: synced.and_then(DateTime::from_timestamp_micros),
                })
            })
            .doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }

    /// How many files of a source were read at or below a path, and how many records were met in them.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn read_below(&self, source: &str, path: &OsStr) -> Result<(u64, u64)> {
        // What is below a folder sorts between it with a slash and with the sign after a slash.
        let path = path.as_bytes();
        let (from, to) = ([path, b"/"].concat(), [path, b"0"].concat());
        let sql = "SELECT count(*), ifnull(sum(records), 0) FROM log_files \
                   WHERE source = ?1 AND (path = ?2 OR (path >= ?3 AND path < ?4))";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let number = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::cast_unsigned);
        statement.query_row(params![source, path, from, to], |row| Ok((number(row, 0)?, number(row, 1)?))).doing(READ)
    }

    /// The windows that end after an instant, the earliest end first.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn stated_limits(&self, after: DateTime<Utc>) -> Result<Vec<StatedLimit>> {
        let sql =
            "SELECT source, minutes, resets, used, seen FROM limits WHERE resets > ?1 ORDER BY resets, source, minutes";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let rows = statement
            .query_map([after.timestamp_micros()], |row| {
                let at =
                    |column| row.get(column).map(|us: i64| DateTime::from_timestamp_micros(us).unwrap_or_default());
                Ok(StatedLimit {
                    source: row.get(0)?,
                    minutes: row.get(1)?,
                    resets: at(2)?,
                    used_permille: row.get(3)?,
                    seen: at(4)?,
                })
            })
            .doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }
}

/// Notes that these sources were synced at that instant.
pub(super) fn note_synced(conn: &Connection, sources: &[&str], at: DateTime<Utc>) -> Result<()> {
    let mut note = conn.prepare_cached("REPLACE INTO syncs VALUES (?1, ?2)").doing(WRITE)?;
    for source in sources {
        note.execute(params![source, at.timestamp_micros()]).doing(WRITE)?;
    }
    Ok(())
}

/// Writes what a batch brings beside events.
pub(super) fn write(conn: &Connection, batch: &Batch) -> Result<()> {
    const PUT: &str = "INSERT INTO log_files \
        (source, path, device, inode, size, modified, position, tail, state, records) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (source, path) DO UPDATE SET \
        device = excluded.device, inode = excluded.inode, size = excluded.size, modified = excluded.modified, \
        position = excluded.position, tail = excluded.tail, state = excluded.state, records = excluded.records";
    const LIMIT: &str = "INSERT INTO limits VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET \
        used = excluded.used, seen = excluded.seen WHERE excluded.seen >= limits.seen";
    let mut put = conn.prepare_cached(PUT).doing(WRITE)?;
    for cursor in &batch.cursors {
        let stamp = &cursor.stamp;
        let values = params![
            cursor.source,
            cursor.path.as_os_str().as_bytes(),
            stamp.device.cast_signed(),
            stamp.inode.cast_signed(),
            stamp.size.cast_signed(),
            stamp.modified,
            cursor.position.cast_signed(),
            cursor.tail,
            cursor.state,
            cursor.records.cast_signed(),
        ];
        put.execute(values).doing(WRITE)?;
    }
    let mut read: Vec<&str> = batch.cursors.iter().map(|cursor| cursor.source.as_str()).collect();
    read.sort_unstable();
    read.dedup();
    read.into_iter().try_for_each(|source| super::folders::forget_digest(conn, source))?;
    let mut put = conn.prepare_cached(LIMIT).doing(WRITE)?;
    for limit in &batch.limits {
        let at = |at: &DateTime<Utc>| at.timestamp_micros();
        put.execute(params![limit.source, limit.minutes, at(&limit.resets), limit.used_permille, at(&limit.seen)])
            .doing(WRITE)?;
    }
    Ok(())
}
