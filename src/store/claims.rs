//! Which row an identity is of.
//!
//! Owns: the tables of claims, and when those of the small one go into the large one. Refuses to know:
//! how identities are hashed, whether a row is of the event that is looked for.
//!
//! A claim may fall anywhere among all there are, so in a large ledger each transaction would write
//! most pages of them anew. What was claimed lately is kept apart and put among the others together.

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::quarters::last_row;

/// Events up to which no claim is kept apart; few, where tests are to meet both.
const SMALL: i64 = if cfg!(debug_assertions) { 64 } else { 262_144 };
/// The claims of this part of all events are kept apart at most.
const PART: i64 = 16;
const TABLES: [&str; 2] = ["claims_new", "claims"];

/// The row that holds a place; 0 where it is held by nobody any more.
pub(super) fn holder(conn: &Connection, hash: i64) -> rusqlite::Result<Option<i64>> {
    const SQL: &str =
        "SELECT event FROM claims_new WHERE hash = ?1 UNION ALL SELECT event FROM claims WHERE hash = ?1 LIMIT 1";
    conn.prepare_cached(SQL)?.query_row([hash], |row| row.get(0)).optional()
}

/// The statement that takes a place for a row, `[hash, row]`, unless it is taken, in a ledger whose next
/// row is `next`.
pub(super) fn claim(conn: &Connection, next: i64) -> rusqlite::Result<CachedStatement<'_>> {
    conn.prepare_cached(match are_apart(conn, next)? {
        true => {
            "INSERT INTO claims_new (hash, event) SELECT ?1, ?2
             WHERE NOT EXISTS (SELECT 1 FROM claims WHERE hash = ?1) ON CONFLICT DO NOTHING"
        }
        false => "INSERT INTO claims (hash, event) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    })
}

fn are_apart(conn: &Connection, next: i64) -> rusqlite::Result<bool> {
    let any = || conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM claims_new)")?.query_row([], |row| row.get(0));
    if next > SMALL { Ok(true) } else { any() }
}

/// Gives the place of one row to another; false when the row does not hold it.
pub(super) fn hand_over(conn: &Connection, hash: i64, from: i64, to: i64) -> rusqlite::Result<bool> {
    changed(conn, &|table| format!("UPDATE {table} SET event = ?3 WHERE hash = ?1 AND event = ?2"), &[hash, from, to])
}

/// Makes a place free, or one that nobody holds: where the next place is taken, somebody may have been
/// sent on from here.
pub(super) fn leave(conn: &Connection, hash: i64, next: i64) -> rusqlite::Result<()> {
    match holder(conn, next)?.is_some() {
        true => changed(conn, &|table| format!("UPDATE {table} SET event = 0 WHERE hash = ?1"), &[hash])?,
        false => changed(conn, &|table| format!("DELETE FROM {table} WHERE hash = ?1"), &[hash])?,
    };
    Ok(())
}

fn changed(conn: &Connection, sql: &dyn Fn(&str) -> String, values: &[i64]) -> rusqlite::Result<bool> {
    for table in TABLES {
        if conn.prepare_cached(&sql(table))?.execute(rusqlite::params_from_iter(values))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The rows that hold a place.
pub(super) fn each(conn: &Connection, each: &mut dyn FnMut(i64)) -> rusqlite::Result<()> {
    for table in TABLES {
        let mut statement = conn.prepare(&format!("SELECT event FROM {table} WHERE event <> 0"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?);
        }
    }
    Ok(())
}

/// How many places are held in both tables: none, in a sound ledger.
pub(super) fn twice(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT count(*) FROM claims_new JOIN claims USING (hash)", [], |row| row.get(0))
}

/// Puts what was claimed lately among the others when there is much of it.
pub(super) fn settle(conn: &Connection) -> rusqlite::Result<()> {
    let last = last_row(conn)?;
    if last <= SMALL {
        return Ok(());
    }
    let through: Option<i64> = conn
        .prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'claims_through'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if last - through.unwrap_or(0) < (last / PART).max(SMALL / 2) {
        return Ok(());
    }
    conn.execute("INSERT INTO claims SELECT hash, event FROM claims_new ORDER BY hash", [])?;
    conn.execute("DELETE FROM claims_new", [])?;
    let sql = "INSERT INTO meta VALUES ('claims_through', ?1) ON CONFLICT DO UPDATE SET value = excluded.value";
    conn.execute(sql, [last.to_string()]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(old: &[[i64; 2]], new: &[[i64; 2]]) -> Connection {
        let conn = Connection::open_in_memory().expect("opened");
        conn.execute_batch(
            "CREATE TABLE claims (hash INTEGER PRIMARY KEY, event INTEGER); CREATE TABLE meta (key PRIMARY KEY, value);
             CREATE TABLE claims_new (hash INTEGER PRIMARY KEY, event INTEGER); CREATE TABLE events (id INTEGER PRIMARY KEY);",
        )
        .expect("made");
        for (table, rows) in [("claims", old), ("claims_new", new)] {
            let put = format!("INSERT INTO {table} VALUES (?1, ?2)");
            rows.iter().for_each(|row| _ = conn.execute(&put, *row).expect("put"));
        }
        conn
    }

    #[test]
    fn a_place_is_one_whichever_table_it_is_in() {
        for (old, new) in [(&[[5, 1]][..], &[[6, 2]][..]), (&[[6, 2]], &[[5, 1]]), (&[[5, 1], [6, 2]], &[])] {
            let conn = tables(old, new);
            let held = |hash| holder(&conn, hash).expect("looked");
            assert_eq!([held(5), held(6), held(7)], [Some(1), Some(2), None]);
            let taken =
                |hash: i64| claim(&conn, SMALL + 1).and_then(|mut claim| claim.execute([hash, 9])).expect("tried");
            assert_eq!([taken(5), taken(6), taken(7)], [0, 0, 1]);
            assert!(!hand_over(&conn, 6, 1, 4).expect("tried") && hand_over(&conn, 6, 2, 4).expect("tried"));
            assert_eq!(held(6), Some(4));

            leave(&conn, 5, 6).expect("left");
            leave(&conn, 7, 8).expect("left");
            assert_eq!([held(5), held(7)], [Some(0), None], "sent on from here, and not");
            conn.execute("INSERT INTO events VALUES (?1)", [SMALL * 2]).expect("put");
            settle(&conn).expect("settled");
            assert_eq!(([held(5), held(6)], twice(&conn)), ([Some(0), Some(4)], Ok(0)));
            assert_eq!(conn.query_row("SELECT count(*) FROM claims_new", [], |row| row.get(0)), Ok(0));
            let mut rows = Vec::new();
            each(&conn, &mut |row| rows.push(row)).expect("listed");
            assert_eq!(rows, [4]);
        }
    }
}
