//! `cost-ops pricing conflicts`: where the layers of the price book disagree about what a ledger
//! used, and by how much.

use std::collections::BTreeMap;

use crate::catalog::{Opinion, PriceBook};
use crate::cli::{Context, Failure, answer};
use crate::domain::{Cost, Filter, InstantRange, UsageEvent, Usd};
use crate::store::{Ledger, UsedModel};
use crate::table::{Cell, Column, Kind, Table};

/// What one layer would have asked for the requests of one model on which it disagrees.
#[derive(Default)]
struct Dispute {
    requests: u64,
    in_force: Usd,
    other: Usd,
    /// Requests that one of the two has no price for; they are in neither sum.
    unpriced: u64,
}

/// By provider, model, the layer in force and the other one.
type Disputes = BTreeMap<[String; 4], Dispute>;

/// Lists the disagreements, the most expensive first.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let ledger = answer::any_ledger(context)?;
    let book = context.book(&ledger)?;
    let used = ledger.used_models()?;
    let contested: Vec<&UsedModel> = used.iter().filter(|model| is_contested(&book, model)).collect();
    let disputes = disputes(&ledger, &book, &contested)?;
    let mut rows: Vec<_> = disputes.into_iter().filter(|(_, dispute)| dispute.requests > 0).collect();
    rows.sort_by_key(|(_, dispute)| std::cmp::Reverse((dispute.other - dispute.in_force).pico().unsigned_abs()));
    let mut table = Table { title: "Prices on which layers disagree".into(), columns: columns(), ..Table::default() };
    rows.iter().for_each(|(names, dispute)| table.item(cells(names, dispute)));
    if table.rows.is_empty() {
        table.note(false, format!("no layer contradicts another about the {} models in use", used.len()));
    } else {
        table.note(false, "costs that are stored stay as they are; pricing rollback or remove takes a layer away");
    }
    context.show(&table)
}

fn is_contested(book: &PriceBook, model: &UsedModel) -> bool {
    // The provider may have been found, not given; both readings are looked at.
    [Some(model.provider.as_str()), None].into_iter().any(|hint| book.is_contested(hint, &model.model))
}

fn disputes(ledger: &Ledger, book: &PriceBook, contested: &[&UsedModel]) -> Result<Disputes, Failure> {
    let mut disputes = Disputes::new();
    if contested.is_empty() {
        return Ok(disputes);
    }
    let model = contested.iter().map(|used| used.model.clone()).collect();
    let filter = Filter { model, ..Filter::default() };
    ledger.each_usage(&InstantRange::ALL, &filter, &mut |provider, event| {
        let hint = event.provider.as_deref();
        let opinions = book.opinions(hint, &event.model, event.at, &event.context, &event.usage);
        if let Some((in_force, others)) = opinions.split_first() {
            others.iter().for_each(|other| add(&mut disputes, provider, event, in_force, other));
        }
    })?;
    Ok(disputes)
}

fn add(disputes: &mut Disputes, provider: &str, event: &UsageEvent, in_force: &Opinion, other: &Opinion) {
    let sum = |cost: &Cost| match cost {
        Cost::Priced(priced) => Some(priced.total()),
        Cost::Unpriced(_) => None,
    };
    let (mine, theirs) = (sum(&in_force.cost), sum(&other.cost));
    if mine == theirs {
        return;
    }
    let names = [provider, &event.model, &in_force.source, &other.source].map(str::to_owned);
    let dispute = disputes.entry(names).or_default();
    let requests = event.usage.requests();
    dispute.requests += requests;
    match mine.zip(theirs) {
        Some((mine, theirs)) => {
            dispute.in_force += mine;
            dispute.other += theirs;
        }
        None => dispute.unpriced += requests,
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("provider", "Provider", Kind::Text).priority(3),
        Column::new("model", "Model", Kind::Text),
        Column::new("requests", "Requests", Kind::Count).priority(1),
        Column::new("in_force", "In force", Kind::Text),
        Column::new("cost", "Cost", Kind::Money),
        Column::new("other", "Other", Kind::Text),
        Column::new("other_cost", "Its cost", Kind::Money),
        Column::new("difference", "Difference", Kind::Money),
        Column::new("unpriced_requests", "Without one", Kind::Count).priority(2),
    ]
}

fn cells([provider, model, in_force, other]: &[String; 4], dispute: &Dispute) -> Vec<Cell> {
    vec![
        Cell::text(provider),
        Cell::text(model),
        Cell::Count(dispute.requests.into()),
        Cell::text(in_force),
        Cell::Money(dispute.in_force),
        Cell::text(other),
        Cell::Money(dispute.other),
        Cell::Money(dispute.other - dispute.in_force),
        Cell::Count(dispute.unpriced.into()),
    ]
}
