//! A question in SQL, asked over the documented views.
//!
//! Owns: what such a question may touch, and for how long. The connection may be read-only or not:
//! nothing is ever written, no other file is opened, and no table but those a view is made of is
//! read. Refuses to know: how an answer is shown.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::ErrorCode;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;

use super::Ledger;
use super::failure::{Doing, plain};
use crate::domain::{Code, Error, Result};

/// Bytes a value may have, so that a question cannot fill the memory.
const LARGEST_VALUE: i32 = 64 * 1024 * 1024;
/// Steps of the engine between two looks at the clock.
const STEPS: i32 = 10_000;
/// Functions that reach beyond the ledger.
const REFUSED: [&str; 5] = ["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"];
const ASKING: &str = "answer the question";

/// One value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Integer(i64),
    /// A finite number in its shortest decimal form.
    Real(String),
    Text(String),
    /// Bytes in hexadecimal.
    Blob(String),
}

/// An answer: rows under the names the question gave them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
    /// There are rows beyond the limit.
    pub more: bool,
}

/// What was refused, in words.
type Refusal = Arc<Mutex<Option<String>>>;

impl Ledger {
    /// Answers one SELECT over the views, with at most `limit` rows, within `time`.
    ///
    /// # Errors
    /// [`Code::Validation`] for what is no single SELECT over the views, naming what was refused, and
    /// when time is up; [`Code::Database`] when the file cannot be read.
    pub fn ask(&self, sql: &str, limit: usize, time: Duration) -> Result<Answer> {
        let rules = Rules::of(self)?;
        let refusal: Refusal = Arc::default();
        let told = Arc::clone(&refusal);
        let until = Instant::now() + time;
        let length = self.conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LARGEST_VALUE).doing(ASKING)?;
        self.conn.pragma_update(None, "query_only", true).doing(ASKING)?;
        self.conn.progress_handler(STEPS, Some(move || Instant::now() >= until)).doing(ASKING)?;
        self.conn.authorizer(Some(move |context: AuthContext<'_>| rules.judge(&context, &told))).doing(ASKING)?;
        let answer = self.rows(sql, limit);
        let none: Option<fn(AuthContext<'_>) -> Authorization> = None;
        self.conn.authorizer(none).doing(ASKING)?;
        self.conn.progress_handler(0, None::<fn() -> bool>).doing(ASKING)?;
        self.conn.pragma_update(None, "query_only", self.read_only).doing(ASKING)?;
        self.conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, length).doing(ASKING)?;
        let refused = refusal.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer.map_err(|error| explained(&error, refused, time))
    }

    /// The views, each with its columns.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read.
    pub fn views(&self) -> Result<Vec<(String, Vec<String>)>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
        let mut statement = self.conn.prepare(sql).doing("list the views")?;
        let names = statement.query_map([], |row| row.get::<_, String>(0)).doing("list the views")?;
        let names = names.collect::<rusqlite::Result<Vec<_>>>().doing("list the views")?;
        let mut views = Vec::with_capacity(names.len());
        for name in names {
            let mut statement = self.conn.prepare("SELECT name FROM pragma_table_info(?1)").doing("list the views")?;
            let columns = statement.query_map([&name], |row| row.get(0)).doing("list the views")?;
            let columns = columns.collect::<rusqlite::Result<Vec<String>>>().doing("list the views")?;
            views.push((name, columns));
        }
        Ok(views)
    }

    fn rows(&self, sql: &str, limit: usize) -> rusqlite::Result<Answer> {
        let mut statement = self.conn.prepare(sql)?;
        if !statement.readonly() || statement.column_count() == 0 {
            return Err(rusqlite::Error::InvalidQuery);
        }
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut answer = Answer { columns, ..Answer::default() };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if answer.rows.len() == limit {
                answer.more = true;
                break;
            }
            let cells = (0..answer.columns.len()).map(|at| row.get_ref(at).map(value));
            answer.rows.push(cells.collect::<rusqlite::Result<_>>()?);
        }
        Ok(answer)
    }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) if number.is_finite() => Value::Real(number.to_string()),
        ValueRef::Real(number) => Value::Text(number.to_string()),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}

/// What may be read.
struct Rules {
    views: Vec<String>,
    /// Tables of which no column may be named.
    tables: Vec<String>,
    /// Tables that views read.
    behind: Vec<String>,
}

impl Rules {
    fn of(ledger: &Ledger) -> Result<Rules> {
        let views: Vec<String> = ledger.views()?.into_iter().map(|(name, _)| name).collect();
        let mut statement = ledger.conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").doing(ASKING)?;
        let tables = statement.query_map([], |row| row.get(0)).doing(ASKING)?;
        let tables = tables.collect::<rusqlite::Result<Vec<String>>>().doing(ASKING)?;
        let read: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&read);
        let watch = move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action {
                seen.lock().unwrap_or_else(PoisonError::into_inner).push(table_name.to_lowercase());
            }
            Authorization::Allow
        };
        ledger.conn.authorizer(Some(watch)).doing(ASKING)?;
        let tried: rusqlite::Result<()> = views.iter().try_for_each(|view| {
            let quoted = view.replace('"', "\"\"");
            ledger.conn.prepare(&["SELECT * FROM \"", &quoted, "\""].concat()).map(|_| ())
        });
        let none: Option<fn(AuthContext<'_>) -> Authorization> = None;
        ledger.conn.authorizer(none).doing(ASKING)?;
        tried.doing(ASKING)?;
        let behind = std::mem::take(&mut *read.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Rules { views, tables, behind })
    }

    fn judge(&self, context: &AuthContext<'_>, told: &Refusal) -> Authorization {
        let is = |list: &[String], name: &str| list.iter().any(|known| known.eq_ignore_ascii_case(name));
        let refused = match context.action {
            AuthAction::Select | AuthAction::Recursive => None,
            AuthAction::Function { function_name } => {
                REFUSED.contains(&function_name.to_ascii_lowercase().as_str()).then(|| format!("{function_name}()"))
            }
            AuthAction::Read { table_name, column_name } => {
                let internal = table_name.to_ascii_lowercase().starts_with("sqlite_");
                let own = is(&self.views, table_name) || !(internal || is(&self.tables, table_name));
                // What stands in the FROM of a question may be called like a view: so a view opens
                // the tables behind views, and no others.
                // Of a table without a column only the rows are counted, when a view was unfolded.
                let by_view = context.accessor.is_some_and(|name| is(&self.views, name)) || column_name.is_empty();
                let behind = by_view && is(&self.behind, table_name);
                (!own && !behind).then(|| format!("the table {table_name}"))
            }
            AuthAction::Pragma { pragma_name, .. } => Some(format!("PRAGMA {pragma_name}")),
            AuthAction::Attach { .. } => Some("ATTACH".to_owned()),
            AuthAction::Detach { .. } => Some("DETACH".to_owned()),
            AuthAction::Insert { table_name } => Some(format!("writing to {table_name}")),
            AuthAction::Update { table_name, .. } => Some(format!("changing {table_name}")),
            AuthAction::Delete { table_name } => Some(format!("deleting from {table_name}")),
            _ => Some("this statement".to_owned()),
        };
        match refused {
            None => Authorization::Allow,
            Some(what) => {
                told.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(what);
                Authorization::Deny
            }
        }
    }
}

fn explained(error: &rusqlite::Error, refused: Option<String>, time: Duration) -> Error {
    const VIEWS: &str = "one SELECT over the views; cost-ops sql lists them and their columns";
    if let Some(what) = refused {
        return Error::validation(format!("refused: {what}; a question only reads the views")).hint(VIEWS);
    }
    let said = |why: &str| Error::validation(format!("the SQL cannot be answered: {why}")).hint(VIEWS);
    match error {
        rusqlite::Error::MultipleStatement => said("it is more than one statement"),
        rusqlite::Error::InvalidQuery => said("it is no SELECT"),
        rusqlite::Error::SqlInputError { msg, .. } => said(msg),
        rusqlite::Error::SqliteFailure(failure, _) if failure.code == ErrorCode::OperationInterrupted => Error::new(
            Code::Validation,
            format!("the question took longer than {} seconds, and was stopped", time.as_secs()),
        )
        .hint("--timeout SECONDS gives it more; daily_costs answers sums at once"),
        rusqlite::Error::SqliteFailure(failure, message)
            if matches!(failure.code, ErrorCode::Unknown | ErrorCode::TooBig | ErrorCode::TypeMismatch) =>
        {
            said(message.as_deref().unwrap_or("the engine gave no reason"))
        }
        error => plain(ASKING, error),
    }
}
