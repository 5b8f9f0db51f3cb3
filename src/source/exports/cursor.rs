//! Cursor's usage export: a table with a row a request, from the dashboard.
//!
//! The four token columns stand side by side: what was written to the cache, the rest of the
//! input, what was read from the cache, the output. Rows have no id.

use crate::domain::{Result, UsageEvent};
use crate::source::agents::{Tokens, draft};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time};

use super::{Row, Rows, has_columns, table};

const WRITTEN: &str = "Input (w/ Cache Write)";
const INPUT: &str = "Input (w/o Cache Write)";
const READ: &str = "Cache Read";

pub(crate) const SOURCE: Source = Source {
    id: "cursor",
    about: "Cursor usage exports (CSV from the dashboard)",
    namespace: "cursor",
    sniff: |head| if has_columns(head, &["Date", "Model", WRITTEN, INPUT, READ]) { 97 } else { 0 },
    reading: Reading::Stream(read),
    agent: None,
};

fn read(input: &mut dyn std::io::BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut rows = Rows::default();
    table(input, &["Date", "Model", INPUT], given, sink, &mut |row| {
        event(row, &mut rows).map(|event| event.into_iter().collect())
    })
}

fn event(row: &Row, rows: &mut Rows) -> std::result::Result<Option<UsageEvent>, String> {
    let tokens = Tokens {
        input: row.count(INPUT)?,
        cache_read: row.count(READ)?,
        cache_write: row.count(WRITTEN)?,
        output: row.count("Output Tokens")?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        // A request that failed; it says so itself.
        return Ok(None);
    }
    let model = Some(row.text("Model")).filter(|model| !model.is_empty()).ok_or("it names no model")?;
    let mut event = draft(&SOURCE, rows.id(row), time::parse(row.text("Date"))?, model);
    event.usage = tokens.beside()?;
    let cost = [row.text("Cost"), row.text("Cost to you")].into_iter().find(|cost| !cost.is_empty());
    event.reported = cost.and_then(|cost| cost.trim_start_matches('$').replace(',', "").parse().ok());
    event.labels.agent = "cursor".into();
    Ok(Some(event))
}
