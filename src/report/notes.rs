//! What a total says about itself.
//!
//! Owns: the sentences about what has no price, what is estimated, and about an empty answer.
//! Refuses to know: where they are shown.

use super::{Query, fold, measure};
use crate::domain::money::group_thousands;
use crate::domain::{Filter, InstantRange, Measures, Result};
use crate::store::{Pruned, Reader};
use crate::table::{Cell, Note, Table};

/// Adds what must be said about the totals of an answer.
pub(super) fn about(table: &mut Table, total: &Measures, query: &Query, reader: &dyn Reader) -> Result<()> {
    table.notes.extend(prices(reader)?);
    let (range, filter) = (&query.window.range, &query.filter);
    let lost = fold::lost(reader, range, filter, &query.dimensions(), query.zone)?;
    if let Some(note) = pruned(&lost).filter(|note| !table.notes.contains(note)) {
        table.notes.push(note);
    }
    if total.requests == 0 && table.rows.is_empty() {
        return nothing(table, query, reader);
    }
    made_of(table, total);
    after_close(table, query, reader)
}

/// What came to closed periods after they were closed.
fn after_close(table: &mut Table, query: &Query, reader: &dyn Reader) -> Result<()> {
    for after in reader.after_close(&query.window.range)? {
        let count = |count: u64, what: &str| (count > 0).then(|| format!("{} {what}", counted(count.into(), "record")));
        let parts = [count(after.arrived, "arrived after the close"), count(after.changed, "changed since")];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        table.note(true, format!("{} is closed: {text} (cost-ops close --verify {0})", after.period));
    }
    Ok(())
}

/// Which generation of costs it is, when it is not the current one.
pub(super) fn prices(reader: &dyn Reader) -> Result<Option<Note>> {
    let text = |(shown, newest)| match shown {
        0 => format!("costs as recorded, not those of generation {newest}, the current one"),
        shown => format!("costs of generation {shown}, not of {newest}, the current one"),
    };
    Ok(reader.earlier_prices()?.map(|earlier| Note::new(false, text(earlier))))
}

/// What is not in an answer because it was pruned. Days that are not asked for as a whole count as a whole.
pub(super) fn pruned(lost: &Pruned) -> Option<Note> {
    let records = counted(lost.records.into(), "record");
    let text = format!(
        "not in this answer: up to {records}, {{}}, which were pruned; their sums by day, model and project are kept"
    );
    (lost.records > 0).then(|| Note::of(true, &text, lost.cost))
}

/// What of it is unpriced, what estimated.
pub(super) fn made_of(table: &mut Table, total: &Measures) {
    unpriced(table, total);
    if total.estimated_requests > 0 {
        let requests = counted(total.estimated_requests, "request");
        table.note(false, format!("{requests} with estimated counters: the real ones may be higher"));
    }
}

/// `1 request, 20 tokens unpriced`, and what helps.
pub(super) fn without_price(total: &Measures) -> String {
    let (requests, tokens) = (counted(total.unpriced_requests, "request"), counted(total.unpriced_tokens, "token"));
    format!("{requests}, {tokens} unpriced (add a price: cost-ops pricing add)")
}

fn unpriced(table: &mut Table, total: &Measures) {
    if total.unpriced_requests <= 0 {
        return;
    }
    let rest = without_price(total);
    match measure::total(total) {
        Cell::AtLeast(amount) if amount.pico() > 0 => table.note_of(true, &format!("at least {{}}; {rest}"), amount),
        _ => table.note(true, format!("the cost is unknown; {rest}")),
    }
}

/// Of an empty ledger.
pub const NO_RECORD: &str =
    "the ledger is empty: cost-ops ingest FILE reads usage into it, cost-ops record takes one event";

/// Nothing found: is the ledger empty, or the question too narrow?
fn nothing(table: &mut Table, query: &Query, reader: &dyn Reader) -> Result<()> {
    let any = !reader.records(&InstantRange::ALL, &Filter::default(), false, None, 1)?.is_empty();
    if any {
        let filtered = if query.filter == Filter::default() { "" } else { " that passes the filters" };
        let all = query.window.range == InstantRange::ALL;
        let wider = if all { "" } else { "; --range all looks at everything" };
        table.note(false, format!("nothing recorded in {}{filtered}{wider}", query.window.label));
    } else {
        table.note(false, NO_RECORD);
    }
    Ok(())
}

/// `1 request`, `48,210 tokens`.
fn counted(count: i128, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", group_thousands(count.unsigned_abs()))
}
