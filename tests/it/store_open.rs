//! The opening rules: what is refused is left untouched, what is made is private.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use cost_ops::domain::{Code, EventId, Tz};
use cost_ops::store::{Draft, Ledger, OpenOptions, Reader, SCHEMA_VERSION};
use rusqlite::Connection;

use crate::store_events::{event, options, price, priced, totals};

fn open(path: &Path) -> cost_ops::domain::Result<Ledger> {
    Ledger::open(&options(Some(path), Tz::UTC))
}

/// The message of a refusal that left `path` byte for byte as it was, with nothing beside it.
fn refused(path: &Path) -> String {
    let before = fs::read(path).expect("the file");
    let message = match open(path) {
        Ok(_) => panic!("{path:?} was opened"),
        Err(error) => {
            assert_eq!(error.code, Code::Database);
            error.message
        }
    };
    assert!(Ledger::plan(&options(Some(path), Tz::UTC)).is_err());
    assert_eq!(fs::read(path).expect("the file"), before, "the file was changed");
    let beside = fs::read_dir(path.parent().expect("a folder")).expect("a folder").count();
    assert_eq!(beside, 1, "something was left beside it");
    message
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn the_engine_has_no_wal_reset_bug() {
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn a_new_ledger_keeps_its_zone_and_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/er/ledger.db");
    drop(Ledger::open(&options(Some(&path), Tz::named("Asia/Kathmandu").expect("a zone"))).expect("made"));
    let ledger = open(&path).expect("opened");
    assert_eq!(ledger.zone(), Tz::named("Asia/Kathmandu").expect("a zone"), "the zone is the file's, not the caller's");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("deep/er")), 0o700);
    let plain = Connection::open(&path).expect("plain SQLite");
    let text = |name| plain.pragma_query_value(None, name, |row| row.get::<_, String>(0)).expect("a value");
    assert_eq!(text("journal_mode"), "wal");
    let number = |name| plain.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect("a value");
    assert_eq!(number("application_id"), 0x634F_7073);
    assert_eq!(number("user_version"), i64::from(SCHEMA_VERSION));
}

#[test]
fn a_draft_is_seen_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let begin = || Draft::begin(&options(Some(&path), Tz::UTC)).expect("begun");
    let written = |id: &str| {
        let mut draft = begin().expect("nothing is there");
        draft.ledger().append(&[priced(event(id))], &price).expect("written");
        draft
    };
    drop(written("given-up"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is left of it");

    let (first, late) = (written("first"), written("late"));
    assert!(!path.exists());
    assert!(first.put().expect("put"));
    assert!(!late.put().expect("seen"), "another one was first");
    assert!(begin().is_none());
    let ledger = open(&path).expect("opened");
    assert_eq!(totals(&ledger).records, 1);
    assert!(ledger.knows("native", &EventId::Given("first".into())).expect("looked up"));
    assert_eq!(mode(&path), 0o600);
    let plain = Connection::open(&path).expect("plain SQLite");
    let mode = plain.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0)).expect("a mode");
    assert_eq!(mode, "wal");
    drop((plain, ledger));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn a_missing_ledger_is_not_made_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("no/ledger.db");
    for (create, read_only) in [(false, false), (false, true), (true, true)] {
        let error = Ledger::open(&OpenOptions { path: Some(path.clone()), create, read_only, zone: Tz::UTC })
            .err()
            .expect("nothing there");
        assert!(error.hint.is_some() || error.message.contains("folder"), "{error}");
    }
    assert!(!folder.path().join("no").exists());
}

#[test]
fn only_plain_files_are_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    drop(open(&at("ledger.db")).expect("made"));
    symlink(at("ledger.db"), at("link.db")).expect("a link");
    symlink(at("loop.db"), at("loop.db")).expect("a loop");
    symlink(at("nowhere"), at("dangling.db")).expect("a link");
    fs::create_dir(at("dir.db")).expect("a folder");
    rustix::fs::mknodat(rustix::fs::CWD, at("fifo.db"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .expect("a FIFO");
    for (name, why) in [
        ("link.db", "symbolic link"),
        ("loop.db", "symbolic link"),
        ("dangling.db", "symbolic link"),
        ("dir.db", "directory"),
        ("fifo.db", "FIFO"),
    ] {
        let error = open(&at(name)).err().expect("refused");
        assert!(error.message.contains(why) && error.code == Code::Database, "{error}");
        assert!(Ledger::plan(&options(Some(&at(name)), Tz::UTC)).is_err());
    }
    assert!(!at("nowhere").exists());
    assert!(open(Path::new("/")).is_err());
    assert!(open(&at("ledger.db/below.db")).is_err(), "a file is no folder");
}

#[test]
fn a_linked_folder_is_fine() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("real")).expect("a folder");
    symlink(folder.path().join("real"), folder.path().join("alias")).expect("a link");
    drop(open(&folder.path().join("alias/ledger.db")).expect("made"));
    assert!(folder.path().join("real/ledger.db").exists());
}

#[test]
fn an_empty_file_is_not_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    fs::write(&path, "").expect("written");
    assert!(refused(&path).contains("empty"));
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    fs::write(&path, "dear diary, ".repeat(1_000)).expect("written");
    assert!(refused(&path).contains("not a SQLite database"));
}

#[test]
fn another_programs_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    Connection::open(&path)
        .expect("made")
        .execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES (1)")
        .expect("filled");
    assert!(refused(&path).contains("another program"));
}

#[test]
fn a_newer_ledger_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    drop(open(&path).expect("made"));
    Connection::open(&path).expect("opened").pragma_update(None, "user_version", SCHEMA_VERSION + 1).expect("set");
    assert!(refused(&path).contains("newer"));
}

#[test]
fn a_damaged_ledger_is_refused_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    drop(open(&path).expect("made"));
    let mut bytes = fs::read(&path).expect("the file");
    bytes[100..600].fill(0xAA);
    fs::write(&path, &bytes).expect("written");
    let before = fs::read(&path).expect("the file");
    let error = open(&path).err().expect("refused");
    assert_eq!(error.code, Code::Database);
    assert!(error.message.contains("damaged") || error.message.contains("malformed"), "{error}");
    assert_eq!(fs::read(&path).expect("the file"), before);
}

/// Who has it open does not know what the newer tables are for.
#[test]
fn a_ledger_that_was_upgraded_meanwhile_is_not_written_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut ledger = open(&path).expect("made");
    ledger.append(&[priced(event("before"))], &price).expect("stored");
    Connection::open(&path).expect("opened").pragma_update(None, "user_version", SCHEMA_VERSION + 1).expect("set");
    let error = ledger.append(&[priced(event("after"))], &price).expect_err("refused");
    assert_eq!(error.code, Code::Database);
    assert!(error.message.contains("another version") && error.hint.is_some(), "{error}");
    assert_eq!(totals(&ledger).records, 1);
}

#[test]
fn a_plan_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sub/ledger.db");
    let plan = Ledger::plan(&options(Some(&path), Tz::UTC)).expect("a plan");
    assert_eq!((plan.exists, plan.schema_version, plan.pending[0]), (false, 0, "0001_ledger"));
    let newest = plan.pending.len();
    assert!(!folder.path().join("sub").exists());
    drop(open(&path).expect("made"));
    let plan = Ledger::plan(&options(Some(&path), Tz::UTC)).expect("a plan");
    assert_eq!((plan.exists, plan.pending.len(), plan.applied.len()), (true, 0, newest));
    assert_eq!(plan.schema_version, SCHEMA_VERSION);
    assert_eq!(fs::read_dir(folder.path().join("sub")).expect("a folder").count(), 1);
    let held = open(&path).expect("opened");
    assert!(Ledger::plan(&options(Some(&path), Tz::UTC)).expect("a plan").exists, "also while it is in use");
    drop(held);
    assert!(Ledger::plan(&options(Some(&path.join("x.db")), Tz::UTC)).is_err());
}

#[test]
fn a_read_only_ledger_reads_and_does_not_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    open(&path).expect("made").append(&[priced(event("a"))], &price).expect("stored");
    let mut reader =
        Ledger::open(&OpenOptions { path: Some(path), create: false, read_only: true, zone: Tz::UTC }).expect("opened");
    assert_eq!(totals(&reader).requests, 1);
    let error = reader.append(&[priced(event("b"))], &price).expect_err("refused");
    assert!(error.message.contains("read-only"), "{error}");
    assert_eq!(totals(&reader).requests, 1);
}

#[test]
fn the_connection_is_defensive() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd ?#%41 name.db");
    let mut ledger = open(&path).expect("made, whatever its name");
    ledger.append(&[priced(event("a"))], &price).expect("stored");
    assert_eq!(ledger.stats().expect("facts").events, 1);
    assert_eq!(ledger.path().and_then(Path::file_name), path.file_name());
}
