//! `cost-ops sql`: a question of your own, in SQL, over the documented views.

use std::io::Read;
use std::time::Duration;

use clap::Args;

use super::{Context, Failure, answer};
use crate::domain::Error;
use crate::render::Format;
use crate::store::{Answer, Value};
use crate::table::{Cell, Column, Kind, Table};

/// Bytes of SQL that are read from standard input.
const LONGEST: u64 = 1024 * 1024;

/// Arguments of `sql`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops sql
  cost-ops sql \"SELECT model_id, usd_sum(total_cost_pico) AS dollars FROM cost_records GROUP BY 1\"
  cost-ops sql \"SELECT day, sum(requests) AS requests FROM daily_costs GROUP BY 1\" --format csv
  cost-ops sql - --json < question.sql

One SELECT over usage_records, cost_records, daily_costs and the other views; without one they and
their columns are listed.
Nothing can be written, and no other file opened. usd_sum adds pico-dollars exactly, as decimal
dollars. cost-ops guide sql says more.")]
pub struct SqlArgs {
    /// The question; - reads it from standard input
    pub sql: Option<String>,
    /// Rows at most
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &SqlArgs) -> Result<(), Failure> {
    let ledger = answer::any_ledger(context)?;
    let format = context.format(args.format);
    let Some(sql) = question(context, args)? else {
        return answer::give(context, &views(&ledger.views()?), format);
    };
    let found = ledger.ask(&sql, args.limit as usize, Duration::from_secs(context.global.timeout.unwrap_or(30)))?;
    answer::give(context, &table(found, args.limit), format)
}

fn question(context: &Context, args: &SqlArgs) -> Result<Option<String>, Failure> {
    match args.sql.as_deref() {
        Some("-") => {
            let mut text = String::new();
            context.stdin().by_ref().take(LONGEST).read_to_string(&mut text)?;
            if text.trim().is_empty() {
                return Err(Error::validation("there is no SQL on standard input").into());
            }
            Ok(Some(text))
        }
        given => Ok(given.map(str::to_owned)),
    }
}

/// What can be asked.
fn views(views: &[(String, Vec<String>)]) -> Table {
    let mut table = Table { title: "Views".into(), ..Table::default() };
    table.columns = vec![Column::new("view", "View", Kind::Text), Column::new("column", "Column", Kind::Text)];
    for (view, columns) in views {
        columns.iter().for_each(|column| table.item(vec![Cell::text(view), Cell::text(column)]));
    }
    table.note(false, "cost-ops guide ledger says what each column is");
    table
}

fn table(answer: Answer, limit: u32) -> Table {
    let mut table = Table::default();
    for (at, name) in answer.columns.iter().enumerate() {
        // Two columns of one name would be one key of an object.
        let earlier = answer.columns[..at].iter().filter(|other| *other == name).count();
        let id = if earlier == 0 { name.clone() } else { format!("{name}:{}", earlier + 1) };
        let number = |row: &Vec<Value>| matches!(row.get(at), Some(Value::Integer(_) | Value::Real(_) | Value::Null));
        let kind = if answer.rows.iter().all(number) { Kind::Count } else { Kind::Text };
        table.columns.push(Column::new(id, name, kind));
    }
    let cell = |value| match value {
        Value::Null => Cell::Empty,
        Value::Integer(number) => Cell::Number(number.to_string()),
        Value::Real(number) => Cell::Number(number),
        Value::Text(text) | Value::Blob(text) => Cell::Text(text),
    };
    answer.rows.into_iter().for_each(|row| table.item(row.into_iter().map(cell).collect()));
    if answer.more {
        table.note(true, format!("only the first {limit} rows; --limit gives more"));
    }
    table
}
