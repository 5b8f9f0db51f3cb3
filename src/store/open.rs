//! Opening a ledger: the rules every connection obeys.
//!
//! Owns: flags, pragmas, the fall-back to reading a file that cannot be written.
//! Refuses to know: what is in the tables.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::failure::{Doing, is_unwritable, plain};
use super::intern::Interner;
use super::place::{self, Found};
use super::{Ledger, OpenOptions, busy, draft, migrate, usd_sum};
use crate::domain::{Actor, Code, Error, Result, Tz};

/// The first SQLite without the WAL-reset bug (several processes write and checkpoint).
const OLDEST_ENGINE: i32 = 3_051_003;
/// Page cache of a connection; an import keeps within 64 MiB with it. More gains little: what
/// falls out is still in the system's cache.
const CACHE_KIB: i64 = 12_288;

const OPENING: &str = "open the ledger";

impl Ledger {
    /// Opens the file, making it when it is not there and `options.create` says so; brings an
    /// older schema up to date unless it is opened read-only.
    ///
    /// # Errors
    /// [`Code::Database`] when the file is not a plain file, belongs to another program, is
    /// newer than this program, damaged, locked, or on a network file system;
    /// [`Code::NotFound`] when it is not there and may not be made. A refused file is untouched.
    pub fn open(options: &OpenOptions) -> Result<Ledger> {
        Self::open_checked(options, true)
    }

    /// [`Ledger::open`] for a file on a network file system: only for a single host that
    /// mounts it.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_on_network(options: &OpenOptions) -> Result<Ledger> {
        Self::open_checked(options, false)
    }

    /// Whether there is a ledger of an older schema, which [`Ledger::open`] would bring up to date.
    pub fn is_older(path: &Path) -> bool {
        version_of(path).is_ok_and(|version| version < migrate::SCHEMA_VERSION)
    }

    fn open_checked(options: &OpenOptions, refuse_network: bool) -> Result<Ledger> {
        let engine = rusqlite::version_number();
        if engine < OLDEST_ENGINE {
            return Err(Error::new(Code::Internal, format!("SQLite {} is too old", rusqlite::version())));
        }
        let Some(path) = &options.path else {
            let mut conn = Connection::open_in_memory().doing(OPENING)?;
            initialise(&mut conn, options.zone)?;
            return ready(conn, None, false);
        };
        let path = place::resolve(path, options.create && !options.read_only)?;
        if refuse_network {
            place::refuse_network(&path)?;
        }
        if place::look(&path)? == Found::Nothing {
            if !options.create || options.read_only {
                return Err(Error::new(Code::NotFound, format!("there is no ledger at {path:?}"))
                    .hint("`cost-ops init` makes one; the first ingest does too"));
            }
            draft::create(&path, options.zone)?;
        }
        existing(path, options.read_only)
    }
}

/// Schema and zone of a new ledger.
pub(super) fn initialise(conn: &mut Connection, zone: Tz) -> Result<()> {
    let what = "create the ledger";
    conn.pragma_update(None, "application_id", migrate::APPLICATION_ID).doing(what)?;
    migrate::migrate(conn)?;
    conn.execute("INSERT INTO meta VALUES ('zone', ?1)", [zone.name()]).doing(what)?;
    Ok(())
}

pub(super) fn flags(read_only: bool) -> OpenFlags {
    let access = if read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    // A connection is used by one thread at a time.
    access | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// Opens a file that is there.
fn existing(path: PathBuf, read_only: bool) -> Result<Ledger> {
    if place::look(&path)? == Found::File(0) {
        return Err(empty(&path));
    }
    let opened = Connection::open_with_flags(&path, flags(read_only)).and_then(|conn| {
        conn.busy_handler(Some(busy::wait))?;
        // The first read: it takes the locks and meets whatever is wrong with the file.
        conn.pragma_query_value(None, "schema_version", |_| Ok(()))?;
        Ok(conn)
    });
    let conn = match opened {
        Ok(conn) => conn,
        Err(error) if read_only && is_unwritable(&error) => return immutable(path),
        Err(error) => return Err(plain(&format!("open the ledger {path:?}"), &error)),
    };
    let version = migrate::check(&conn)?;
    configure(&conn, read_only)?;
    let mut conn = conn;
    if version < migrate::SCHEMA_VERSION {
        if read_only {
            return Err(Error::new(Code::Database, format!("cannot read the ledger {path:?}: its schema is older"))
                .hint("`cost-ops init` upgrades it"));
        }
        migrate::migrate(&mut conn)?;
    }
    ready(conn, Some(path), read_only)
}

/// The schema version of the file, read without leaving a trace.
pub(super) fn version_of(path: &Path) -> Result<u32> {
    source(&place::resolve(path, false)?).map(|(_, version)| version)
}

/// A ledger of any version to copy from, without leaving a trace; with its schema version.
pub(super) fn source(path: &Path) -> Result<(Connection, u32)> {
    match place::look(path)? {
        Found::Nothing => return Err(Error::new(Code::NotFound, format!("there is no file {path:?}"))),
        Found::File(0) => return Err(empty(path)),
        Found::File(_) => {}
    }
    let in_use = std::fs::symlink_metadata(place::beside(path, "-wal")).is_ok();
    let conn = if in_use {
        let conn = Connection::open_with_flags(path, flags(true)).doing(OPENING)?;
        conn.busy_handler(Some(busy::wait)).doing(OPENING)?;
        conn
    } else {
        as_it_is(path)?
    };
    let version = migrate::check(&conn)?;
    Ok((conn, version))
}

/// Whether somebody else has the lock.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Whether the file is none that the engine can read.
pub(super) fn is_no_database(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

fn empty(path: &Path) -> Error {
    Error::new(Code::Database, format!("cannot open the ledger {path:?}: the file is empty"))
        .hint("the file was left as it is; remove it, or choose another path")
}

/// Reads a file whose side files cannot be made.
pub(super) fn immutable(path: PathBuf) -> Result<Ledger> {
    let conn = as_it_is(&path)?;
    let version = migrate::check(&conn)?;
    if version < migrate::SCHEMA_VERSION {
        return Err(Error::new(
            Code::Database,
            "cannot read the ledger: its schema is older, and it cannot be upgraded here",
        ));
    }
    ready(conn, Some(path), true)
}

/// A connection without locks and without the log: the file as it is.
pub(super) fn as_it_is(path: &Path) -> Result<Connection> {
    let text = path.to_str().ok_or_else(|| {
        Error::new(Code::Database, format!("cannot open the ledger {path:?} read-only: its name is not UTF-8"))
    })?;
    let escaped = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let uri = format!("file:{escaped}?immutable=1");
    Connection::open_with_flags(uri, flags(true) | OpenFlags::SQLITE_OPEN_URI).doing(OPENING)
}

/// The pragmas of every connection to a file.
fn configure(conn: &Connection, read_only: bool) -> Result<()> {
    if !read_only {
        let mode: String =
            conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).doing(OPENING)?;
        if mode != "wal" {
            return Err(Error::new(Code::Database, format!("cannot open the ledger: journal mode is {mode}, not wal")));
        }
        conn.pragma_update(None, "synchronous", "FULL").doing(OPENING)?;
        conn.pragma_update(None, "journal_size_limit", 67_108_864).doing(OPENING)?;
        // Fewer, larger checkpoints: random pages are written back once instead of often.
        conn.pragma_update(None, "wal_autocheckpoint", 8_000).doing(OPENING)?;
    }
    Ok(())
}

/// The settings of every connection, and the ledger around it.
pub(super) fn ready(conn: Connection, path: Option<PathBuf>, read_only: bool) -> Result<Ledger> {
    conn.pragma_update(None, "foreign_keys", true).doing(OPENING)?;
    conn.pragma_update(None, "trusted_schema", false).doing(OPENING)?;
    conn.pragma_update(None, "cell_size_check", true).doing(OPENING)?;
    cache(&conn, CACHE_KIB).doing(OPENING)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).doing(OPENING)?;
    conn.set_prepared_statement_cache_capacity(64);
    super::trace::watch(&conn, read_only);
    usd_sum::register(&conn).doing(OPENING)?;
    let zone = zone(&conn)?;
    Ok(Ledger {
        conn,
        path,
        read_only,
        zone,
        interner: Interner::default(),
        actor: Actor::System,
        at_generation: None,
        unfinished: None,
    })
}

/// Sets the page cache of a connection.
pub(super) fn cache(conn: &Connection, kib: i64) -> rusqlite::Result<()> {
    conn.pragma_update(None, "cache_size", -kib)
}

/// The zone of the day sums, as the file names it.
pub(super) fn zone(conn: &Connection) -> Result<Tz> {
    let zone: String =
        conn.query_row("SELECT value FROM meta WHERE key = 'zone'", [], |row| row.get(0)).doing("read the zone")?;
    zone.parse().map_err(|_| Error::new(Code::Database, format!("the ledger's zone {zone:?} is not a known time zone")))
}
