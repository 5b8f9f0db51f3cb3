//! The same usage otherwise: at another model, in batch, without a cache, at another date's prices.
//!
//! Owns: what is changed of a request before it is priced, and the comparison. Refuses to know: how a
//! price is found, flags. Nothing is written.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{Dimension, Query, clock, fold, measure};
use crate::catalog::PriceBook;
use crate::domain::{Code, Cost, Error, Measures, PriceContext, Result, UsageCounts, UsageEvent, Usd};
use crate::store::{Ledger, Reader};
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// What is otherwise.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Another model, and its provider when that was said.
    pub model: Option<(Option<String>, String)>,
    /// Everything in batch.
    pub batch: bool,
    /// Cached and written input as fresh input.
    pub no_cache: bool,
    /// At the prices of this instant.
    pub as_of: Option<DateTime<Utc>>,
}

impl Change {
    /// In words, for the heading.
    fn words(&self) -> String {
        let model = self.model.as_ref().map(|(_, model)| format!("at {model}"));
        let date = self.as_of.map(|at| format!("at the prices of {}", at.date_naive()));
        let batch = self.batch.then(|| "in batch".to_owned());
        let cache = self.no_cache.then(|| "without a cache".to_owned());
        [model, batch, cache, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The cost of an event otherwise; `None` when that has no price.
    fn cost(&self, provider: &str, event: &UsageEvent, book: &PriceBook) -> std::result::Result<Usd, String> {
        let mut context = event.context.clone();
        let (hint, model) = match &self.model {
            Some((hint, model)) => {
                // Attributes are of the provider that was asked: another one's prices know nothing of them.
                context = PriceContext { aggregate: context.aggregate, ..PriceContext::default() };
                (hint.as_deref(), model.as_str())
            }
            None => (event.provider.as_deref().or((provider != "unknown").then_some(provider)), event.model.as_str()),
        };
        if self.batch {
            context.set("processing", "batch");
        }
        let plain: UsageCounts;
        let usage = if self.no_cache {
            let fresh = event
                .usage
                .iter()
                .filter(|(class, _)| !matches!(class.dimensions().kind, Some("cache_read" | "cache_write")));
            plain = fresh.collect();
            &plain
        } else {
            &event.usage
        };
        match book.quote(hint, model, self.as_of.unwrap_or(event.at), &context, usage).cost {
            Cost::Priced(priced) => Ok(priced.total()),
            Cost::Unpriced(reason) => Err(reason.as_text()),
        }
    }
}

/// What the usage of a question would have cost otherwise, by the model that was used: the ledger has
/// the usage, `costed` is the same with the costs it is compared with.
///
/// # Errors
/// When the ledger cannot be read.
pub fn what_if(
    query: &Query,
    change: &Change,
    book: &PriceBook,
    (ledger, costed): (&Ledger, &dyn Reader),
) -> Result<Table> {
    let range = query.window.range;
    let lost = ledger.pruned(&range)?;
    if lost.records > 0 {
        let message = format!("{} records of that time were pruned: what they would cost cannot be told", lost.records);
        return Err(Error::new(Code::Conflict, message).hint("--start-date DATE leaves them out"));
    }
    let (mut otherwise, reasons) = otherwise(query, change, book, ledger)?;
    let by = [Dimension::Provider, Dimension::Model];
    let mut real = fold::groups(costed, &range, &query.filter, &by, query.zone)?;
    real.sort_unstable_by(|a, b| b.measures.total_cost.cmp(&a.measures.total_cost).then_with(|| a.keys.cmp(&b.keys)));
    let title = format!("What if {}: {} ({})", change.words(), query.window.label, query.zone.name());
    let mut table = Table { title, columns: columns(), ..Table::default() };
    let (mut before, mut after) = (Measures::default(), Measures::default());
    for group in &real {
        let names = by.iter().zip(&group.keys).map(|(dimension, key)| clock::text(dimension, key));
        let names: Vec<String> = names.collect();
        let key = (names[0].clone(), names[1].clone());
        let unknown = Measures { unpriced_requests: group.measures.requests, ..Measures::default() };
        let then = otherwise.remove(&key).unwrap_or(unknown);
        before += &group.measures;
        after += &then;
        let names = names.into_iter().rev().map(Cell::text);
        table.item(names.chain(cells(&group.measures, &then)).collect());
    }
    let sums = cells(&before, &after);
    if !table.rows.is_empty() {
        let label = [Cell::Text("Total".into()), Cell::Empty];
        table.rows.push(Row { kind: RowKind::Total, cells: label.into_iter().chain(sums.clone()).collect() });
    }
    let ids = table.columns[2..].iter().map(|column| column.id().to_owned());
    table.summary = ids.zip(sums).collect();
    for (reason, count) in reasons {
        table.note(true, format!("{count} requests would have no price: {reason}"));
    }
    if table.rows.is_empty() {
        table.note(false, format!("nothing recorded in {}", query.window.label));
    }
    if change.model.is_some() {
        table.note(false, "the same tokens: another model counts text its own way, and may need more or fewer");
    }
    Ok(table)
}

/// What models would cost, by provider and model, and why some requests would have no price.
type Otherwise = (BTreeMap<(String, String), Measures>, BTreeMap<String, i128>);

fn otherwise(query: &Query, change: &Change, book: &PriceBook, ledger: &Ledger) -> Result<Otherwise> {
    let (mut sums, mut reasons) = Otherwise::default();
    ledger.each_usage(&query.window.range, &query.filter, &mut |provider, event| {
        let sum = sums.entry((provider.to_owned(), event.model.clone())).or_default();
        match change.cost(provider, event, book) {
            Ok(cost) => sum.total_cost += cost,
            Err(reason) => {
                let requests = i128::from(event.usage.requests());
                sum.unpriced_requests += requests;
                *reasons.entry(reason).or_default() += requests;
            }
        }
    })?;
    Ok((sums, reasons))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("model", "Model", Kind::Text),
        Column::new("provider", "Provider", Kind::Text).priority(3),
        Column::new("requests", "Requests", Kind::Count).priority(4),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("what_if_cost", "What if", Kind::Money),
        Column::new("difference", "Difference", Kind::Money).priority(1),
        Column::new("change", "Change", Kind::Change).priority(2),
        Column::new("unpriced_requests", "Unpriced", Kind::Count).hidden(),
        Column::new("what_if_unpriced_requests", "Unpriced then", Kind::Count).hidden(),
    ]
}

/// Requests, both costs and how they differ, where both are known of everything.
fn cells(real: &Measures, then: &Measures) -> [Cell; 7] {
    let (now, otherwise) = (measure::total(real), measure::total(then));
    [
        Cell::Count(real.requests),
        now.clone(),
        otherwise.clone(),
        measure::difference(&otherwise, &now),
        measure::change(&otherwise, &now),
        Cell::Count(real.unpriced_requests),
        Cell::Count(then.unpriced_requests),
    ]
}
