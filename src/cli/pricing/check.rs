//! `cost-ops pricing check`: what to know about the prices of the models a ledger uses.

use crate::catalog::{PriceBook, Scheduled};
use crate::cli::{Context, Failure, answer};
use crate::domain::{Layer, PriceContext, UsageCounts};
use crate::store::UsedModel;
use crate::table::{Cell, Column, Kind, Table};

/// Matches that deserve a look.
const LOOSE: &[&str] = &["borrowed", "region-unpriced"];

/// Lists what has no price, is borrowed, changes soon, or has one price for all of the past.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let ledger = answer::any_ledger(context)?;
    let book = context.book(&ledger)?;
    let used = ledger.used_models()?;
    let mut table = Table { title: "Prices of the models in use".into(), ..Table::default() };
    table.columns = vec![
        Column::new("finding", "Finding", Kind::Text),
        Column::new("provider", "Provider", Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("requests", "Requests", Kind::Count),
        Column::new("at", "At", Kind::Instant).priority(1),
        Column::new("detail", "What", Kind::Text),
    ];
    used.iter().filter(|model| model.unpriced_requests > 0).for_each(|model| unpriced(&mut table, model));
    for model in &used {
        for matched in model.matched.iter().filter(|matched| LOOSE.contains(&matched.as_str())) {
            item(&mut table, matched, model, model.requests, Cell::Empty, loose(matched).to_owned());
        }
    }
    for model in &used {
        for change in book.scheduled(hint(model), &model.model, context.now) {
            item(&mut table, "scheduled", model, model.requests, Cell::Instant(change.at), told(&change));
        }
    }
    used.iter().for_each(|model| undated(&mut table, &book, model, context));
    if table.rows.is_empty() {
        table.note(false, format!("nothing to say about the prices of {} models", used.len()));
    }
    context.show(&table)
}

/// The provider a model was filed under, unless none was found.
fn hint(model: &UsedModel) -> Option<&str> {
    Some(model.provider.as_str()).filter(|provider| *provider != "unknown")
}

fn item(table: &mut Table, finding: &str, model: &UsedModel, requests: u64, at: Cell, detail: String) {
    table.item(vec![
        Cell::Text(finding.to_owned()),
        Cell::Text(model.provider.clone()),
        Cell::Text(model.model.clone()),
        Cell::Count(requests.into()),
        at,
        Cell::Text(detail),
    ]);
}

fn unpriced(table: &mut Table, model: &UsedModel) {
    let mut detail = model.unpriced.join(", ");
    let nearest = PriceBook::nearest(hint(model), &model.model);
    if model.unpriced.iter().any(|reason| reason == "unknown_model") && !nearest.is_empty() {
        detail = format!("{detail}; the nearest names are {}", nearest.join(", "));
    }
    item(table, "unpriced", model, model.unpriced_requests, Cell::Empty, detail);
}

fn loose(matched: &str) -> &'static str {
    match matched {
        "borrowed" => "priced by another provider's list",
        _ => "its region has neither a price nor a multiplier: the base price",
    }
}

fn told(change: &Scheduled) -> String {
    let price = |usd: &Option<String>| usd.clone().unwrap_or_else(|| "none".to_owned());
    let one = |(class, old, new): &(crate::domain::UsageClass, Option<String>, Option<String>)| {
        format!("{} {} → {}", class.name(), price(old), price(new))
    };
    change.changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A list price without a date stands for all of the past, which may have known others.
fn undated(table: &mut Table, book: &PriceBook, model: &UsedModel, context: &Context) {
    let none = (PriceContext::default(), UsageCounts::default());
    let told = book.explain(hint(model), &model.model, context.now, &none.0, &none.1);
    let listed = told.rates.iter().any(|rate| rate.layer != Layer::User);
    if told.rule.is_some() && listed && told.holds.from.is_none() {
        let detail = format!("one undated price, used for all since {}", model.first);
        item(table, "no history", model, model.requests, Cell::Empty, detail);
    }
}
