//! A database of an agent as the rows its reader asks for: JSON, one row a line.

use cost_ops::domain::Result;
use cost_ops::source::reading::{Reading, Tables};
use cost_ops::source::{Given, by_id};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

/// What a target's reader is given of the database that this SQL makes.
pub(crate) fn rows(target: &str, sql: &str) -> Vec<u8> {
    let Some(Reading::Tables(reading)) = by_id(target).map(|source| &source.reading) else { return sql.into() };
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(sql).unwrap();
    let mut watched = Watched { conn, columns: Map::new(), lines: Vec::new() };
    (reading.read)(&mut watched, &Given::default(), &mut |_| ()).expect("a fixture is read");
    let lines = [Value::Object(watched.columns)].into_iter().chain(watched.lines);
    lines.map(|line| format!("{line}\n")).collect::<String>().into_bytes()
}

struct Watched {
    conn: Connection,
    columns: Map<String, Value>,
    lines: Vec<Value>,
}

impl Tables for Watched {
    fn columns(&mut self, table: &str) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare("SELECT name FROM pragma_table_xinfo(?1)").unwrap();
        let names: Vec<String> =
            statement.query_map([table], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
        self.columns.extend(names.iter().map(|name| (name.clone(), Value::Null)));
        Ok(names)
    }

    fn rows(&mut self, sql: &str, each: &mut dyn FnMut(Value)) -> Result<()> {
        let mut statement = self.conn.prepare(sql).unwrap();
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let value = |at: usize| match row.get_ref(at).unwrap() {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => json!(number),
                ValueRef::Real(number) => json!(number),
                ValueRef::Text(text) | ValueRef::Blob(text) => json!(String::from_utf8_lossy(text)),
            };
            let row = Value::Object(names.iter().enumerate().map(|(at, name)| (name.clone(), value(at))).collect());
            self.lines.push(row.clone());
            each(row);
        }
        Ok(())
    }
}
