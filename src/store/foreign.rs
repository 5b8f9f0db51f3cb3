//! Database files of other programs, read only.
//!
//! Owns: opening them without a trace, rows as JSON. Refuses to know: what is in them; the
//! ledger. The owner may be writing: it is never made to wait longer than one query takes, and
//! a file that cannot be locked (a read-only disk) is read as it is.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Number, Value};

use super::failure::{Doing, is_unwritable, plain};
use super::{busy, open};
use crate::domain::{Code, Error, Result};

const READING: &str = "read the database";

/// A database file of another program.
pub struct Foreign {
    conn: Connection,
}

impl Foreign {
    /// Opens the file for reading.
    ///
    /// # Errors
    /// [`Code::Io`] when it is not there, is no database, or cannot be read.
    pub fn open(path: &Path) -> Result<Foreign> {
        let failed = |error: &rusqlite::Error| {
            let said = plain(READING, error);
            Error::new(Code::Io, format!("cannot read the database {path:?}: {}", said.message))
        };
        // Folders of agents are often links to another disk; it is the ledger that must be none.
        let real = path.canonicalize();
        let path = real.as_deref().unwrap_or(path);
        let opened = Connection::open_with_flags(path, open::flags(true)).and_then(|conn| {
            conn.busy_handler(Some(busy::wait))?;
            conn.pragma_query_value(None, "schema_version", |_| Ok(()))?;
            Ok(conn)
        });
        let conn = match opened {
            Ok(conn) => conn,
            Err(error) if is_unwritable(&error) => open::as_it_is(path)?,
            Err(error) => return Err(failed(&error)),
        };
        conn.pragma_update(None, "query_only", true).doing(READING)?;
        conn.pragma_update(None, "trusted_schema", false).doing(READING)?;
        Ok(Foreign { conn })
    }

    /// The names of its tables and views.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn tables(&self) -> Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";
        let mut statement = self.conn.prepare(sql).doing(READING)?;
        let names = statement.query_map([], |row| row.get(0)).doing(READING)?;
        names.collect::<rusqlite::Result<_>>().doing(READING)
    }

    /// The columns of a table; none when there is no such table.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn columns(&self, table: &str) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare("SELECT name FROM pragma_table_info(?1)").doing(READING)?;
        let names = statement.query_map([table], |row| row.get(0)).doing(READING)?;
        names.collect::<rusqlite::Result<_>>().doing(READING)
    }

    /// Gives each row of a query as a JSON object.
    ///
    /// # Errors
    /// [`Code::Database`] when the query does not fit the file, or it cannot be read.
    pub fn rows(&self, sql: &str, each: &mut dyn FnMut(Value)) -> Result<()> {
        let mut statement = self.conn.prepare(sql).doing(READING)?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([]).doing(READING)?;
        while let Some(row) = rows.next().doing(READING)? {
            let mut object = Map::with_capacity(names.len());
            for (at, name) in names.iter().enumerate() {
                object.insert(name.clone(), json(row.get_ref(at).doing(READING)?));
            }
            each(Value::Object(object));
        }
        Ok(())
    }
}

/// A cell as JSON; a real in its shortest decimal form.
fn json(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::from(number),
        ValueRef::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            std::str::from_utf8(bytes).map_or(Value::Null, |text| Value::String(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_program_is_read_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a b?.db");
        let conn = Connection::open(&path).expect("made");
        conn.execute_batch("CREATE TABLE t (n INTEGER, r REAL, s TEXT); INSERT INTO t VALUES (7, 0.0125, 'x');")
            .expect("filled");
        drop(conn);
        let before = std::fs::read(&path).expect("there");
        let foreign = Foreign::open(&path).expect("opened");
        assert_eq!(foreign.tables(), Ok(vec!["t".to_owned()]));
        assert_eq!(foreign.columns("t").expect("read"), ["n", "r", "s"]);
        assert_eq!(foreign.columns("none"), Ok(Vec::new()));
        let mut rows = Vec::new();
        foreign.rows("SELECT * FROM t", &mut |row| rows.push(row.to_string())).expect("read");
        assert_eq!(rows, [r#"{"n":7,"r":0.0125,"s":"x"}"#]);
        assert!(foreign.rows("DELETE FROM t", &mut |_| ()).is_err());
        drop(foreign);
        assert_eq!(std::fs::read(&path).expect("there"), before);
        assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 1);
        assert!(Foreign::open(&folder.path().join("none.db")).is_err());
        let elsewhere = tempfile::tempdir().expect("a folder");
        let linked = elsewhere.path().join("linked");
        std::os::unix::fs::symlink(folder.path(), &linked).expect("linked");
        assert!(Foreign::open(&linked.join("a b?.db")).is_ok(), "through a link to its folder");
    }
}
