//! The ledger as a bill after FOCUS 1.0 (FinOps Open Cost and Usage Specification).
//!
//! Owns: which columns a bill has and what they say: a charge for each UTC day, model, project and
//! kind of token. Refuses to know: CSV. A charge has a cost: what has no price is not in the bill, nor
//! are its tokens, and a note says how much that is. A cost that is known as a whole only is one charge.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::dimension::Dimension;
use super::fold::{self, Group, Key};
use super::period::Window;
use super::priced::Priced;
use super::{Query, calendar, measure, notes};
use crate::domain::{Filter, InstantRange, Measures, Result, Tz, Usd};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

const BY: [Dimension; 5] =
    [Dimension::Day, Dimension::Provider, Dimension::Model, Dimension::Organization, Dimension::Project];
/// The account of usage that names no organization.
const NO_ACCOUNT: &str = "cost-ops";

/// One charge, before it is a row.
struct Charge<'a> {
    day: NaiveDate,
    provider: &'a str,
    model: &'a str,
    organization: &'a str,
    project: &'a str,
    /// `input`, `output`, `all` (of both) or `other`.
    kind: &'static str,
    tokens: Option<i128>,
    cost: Usd,
}

type Read = fn(&Charge<'_>) -> Cell;

/// The columns of FOCUS 1.0, in the order of the specification; those we know nothing of are empty.
const COLUMNS: &[(&str, Kind, Read)] = &[
    ("AvailabilityZone", Kind::Text, |_| Cell::Empty),
    ("BilledCost", Kind::Count, |c| decimal(&c.cost.to_string())),
    ("BillingAccountId", Kind::Text, |c| account(c)),
    ("BillingAccountName", Kind::Text, |c| account(c)),
    ("BillingCurrency", Kind::Text, |_| Cell::text("USD")),
    ("BillingPeriodEnd", Kind::Instant, |c| instant(calendar::month_start(c.day, 1))),
    ("BillingPeriodStart", Kind::Instant, |c| instant(calendar::month_start(c.day, 0))),
    ("ChargeCategory", Kind::Text, |_| Cell::text("Usage")),
    ("ChargeClass", Kind::Text, |_| Cell::Empty),
    ("ChargeDescription", Kind::Text, |c| Cell::Text(format!("{} {}", c.model, c.unit_name()))),
    ("ChargeFrequency", Kind::Text, |_| Cell::text("Usage-Based")),
    ("ChargePeriodEnd", Kind::Instant, |c| instant(calendar::plus_days(c.day, 1))),
    ("ChargePeriodStart", Kind::Instant, |c| instant(Some(c.day))),
    ("CommitmentDiscountCategory", Kind::Text, |_| Cell::Empty),
    ("CommitmentDiscountId", Kind::Text, |_| Cell::Empty),
    ("CommitmentDiscountName", Kind::Text, |_| Cell::Empty),
    ("CommitmentDiscountStatus", Kind::Text, |_| Cell::Empty),
    ("CommitmentDiscountType", Kind::Text, |_| Cell::Empty),
    ("ConsumedQuantity", Kind::Count, |c| c.tokens.map_or(Cell::Empty, |tokens| decimal(&tokens.to_string()))),
    ("ConsumedUnit", Kind::Text, |c| c.tokens.map_or(Cell::Empty, |_| Cell::text("Tokens"))),
    ("ContractedCost", Kind::Count, |c| decimal(&c.cost.to_string())),
    ("ContractedUnitPrice", Kind::Money, |_| Cell::Empty),
    ("EffectiveCost", Kind::Count, |c| decimal(&c.cost.to_string())),
    ("InvoiceIssuerName", Kind::Text, |c| Cell::text(c.provider)),
    ("ListCost", Kind::Count, |c| decimal(&c.cost.to_string())),
    ("ListUnitPrice", Kind::Money, |_| Cell::Empty),
    ("PricingCategory", Kind::Text, |_| Cell::text("Standard")),
    ("PricingQuantity", Kind::Count, |c| decimal(&c.tokens.unwrap_or(1).to_string())),
    ("PricingUnit", Kind::Text, |c| Cell::text(if c.tokens.is_some() { "Tokens" } else { "Charges" })),
    ("ProviderName", Kind::Text, |c| Cell::text(c.provider)),
    ("PublisherName", Kind::Text, |c| Cell::text(c.provider)),
    ("RegionId", Kind::Text, |_| Cell::Empty),
    ("RegionName", Kind::Text, |_| Cell::Empty),
    ("ResourceId", Kind::Text, |c| Cell::text(c.model)),
    ("ResourceName", Kind::Text, |c| Cell::text(c.model)),
    ("ResourceType", Kind::Text, |_| Cell::text("Model")),
    ("ServiceCategory", Kind::Text, |_| Cell::text("AI and Machine Learning")),
    ("ServiceName", Kind::Text, |c| Cell::Text(format!("{} API", c.provider))),
    ("SkuId", Kind::Text, |c| Cell::text(c.model)),
    ("SkuPriceId", Kind::Text, |c| Cell::Text(format!("{}/{}", c.model, c.kind))),
    ("SubAccountId", Kind::Text, |c| Cell::text(c.project)),
    ("SubAccountName", Kind::Text, |c| Cell::text(c.project)),
    ("Tags", Kind::Json, |c| Cell::Json(serde_json::json!({ "token_kind": c.kind }).to_string())),
    // Earlier names of columns above, which the public validator (focus-validator 1.0.0) asks for.
    ("ChargeType", Kind::Text, |_| Cell::text("Usage")),
    ("InvoiceIssuer", Kind::Text, |c| Cell::text(c.provider)),
    ("Provider", Kind::Text, |c| Cell::text(c.provider)),
    ("Publisher", Kind::Text, |c| Cell::text(c.provider)),
    ("ResourceID", Kind::Text, |c| Cell::text(c.model)),
];

impl Charge<'_> {
    fn unit_name(&self) -> String {
        if self.tokens.is_some() { format!("{} tokens", self.kind) } else { "other charges".to_owned() }
    }
}

/// A number with a decimal point: readers that guess types take a column of whole numbers for integers,
/// and the specification wants decimals.
fn decimal(number: &str) -> Cell {
    let point = if number.contains('.') { "" } else { ".0" };
    Cell::Number(format!("{number}{point}"))
}

fn account(charge: &Charge<'_>) -> Cell {
    Cell::text(if charge.organization.is_empty() { NO_ACCOUNT } else { charge.organization })
}

/// Midnight in UTC.
fn instant(day: Option<NaiveDate>) -> Cell {
    let at: Option<DateTime<Utc>> = day.and_then(|day| calendar::day_start(Tz::UTC, day));
    at.map_or(Cell::Empty, Cell::Instant)
}

/// The bill of a window: one row a charge.
///
/// # Errors
/// What the reader fails with.
pub fn focus(window: &Window, filter: &Filter, reader: &dyn Reader) -> Result<Table> {
    let mut groups = fold::groups(reader, &window.range, filter, &BY, Tz::UTC)?;
    let mut total = Measures::default();
    groups.iter().for_each(|group| total += &group.measures);
    leave_out_unpriced(&mut groups, window, filter, reader)?;
    groups.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
    let mut table = Table { title: format!("FOCUS bill, {}", window.label), ..Table::default() };
    table.columns = COLUMNS.iter().map(|(id, kind, _)| Column::new(*id, *id, *kind)).collect();
    for charge in groups.iter().flat_map(charges) {
        table.item(COLUMNS.iter().map(|(.., read)| read(&charge)).collect());
    }
    table.summary = measure::summary(&total);
    table.notes.extend(notes::pruned(&reader.pruned(&window.range)?));
    notes::about(&mut table, &total, &Query { filter: filter.clone(), ..Query::new(window.clone(), Tz::UTC) }, reader)?;
    Ok(table)
}

/// Reads the days on which something has no price again, without it: sums do not tell whose tokens are whose.
fn leave_out_unpriced(groups: &mut Vec<Group>, window: &Window, filter: &Filter, reader: &dyn Reader) -> Result<()> {
    let day = |group: &Group| match group.keys.first() {
        Some(Key::Time(code)) => *code,
        _ => 0,
    };
    let short = |group: &&Group| group.measures.unpriced_requests > 0;
    let days: BTreeSet<i64> = groups.iter().filter(short).map(day).collect();
    groups.retain(|group| !days.contains(&day(group)));
    let begins = |day: i64| calendar::date(day).and_then(|date| calendar::day_start(Tz::UTC, date));
    for day in days {
        let (from, to) = (begins(day).max(window.range.from), begins(day + 1));
        let to = to.into_iter().chain(window.range.to).min();
        groups.extend(fold::groups(&Priced(reader), &InstantRange { from, to }, filter, &BY, Tz::UTC)?);
    }
    Ok(())
}

/// Input, output, and what is billed beside them; what is nothing is no charge.
fn charges(group: &Group) -> Vec<Charge<'_>> {
    let m = &group.measures;
    let name = |at: usize| match group.keys.get(at) {
        Some(Key::Name(name)) => name.as_str(),
        _ => "",
    };
    let day = match group.keys.first() {
        Some(Key::Time(code)) => calendar::date(*code),
        _ => None,
    };
    let other = m.total_cost - m.input_cost - m.output_cost;
    let parts = match m.unsplit_requests {
        0 => vec![
            ("input", Some(m.input_tokens), m.input_cost),
            ("output", Some(m.output_tokens), m.output_cost),
            ("other", None, other),
        ],
        _ => vec![("all", Some(m.total_tokens()).filter(|tokens| *tokens > 0), m.total_cost)],
    };
    let real =
        parts.into_iter().filter(|(_, tokens, cost)| *cost != Usd::ZERO || tokens.is_some_and(|count| count > 0));
    real.filter_map(|(kind, tokens, cost)| {
        let (provider, model) = (name(1), name(2));
        Some(Charge { day: day?, provider, model, organization: name(3), project: name(4), kind, tokens, cost })
    })
    .collect()
}
