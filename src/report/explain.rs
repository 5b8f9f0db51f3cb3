//! What a cost is made of: of one record line by line, of a total by class and rule.
//!
//! Owns: the arithmetic laid open, as it was frozen. Refuses to know: flags, formats, today's prices
//! (which the caller may look up beside it).

use std::collections::BTreeMap;

use super::figures::share;
use super::{Query, fold, measure, notes};
use crate::domain::{Measures, Rate, Result, UsageClass, Usd};
use crate::store::{Ledger, PriceSum, PricedBy, Reader, Record, StoredLine};
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// What today's price book says of a record: the steps of the match, the rule, and the cost.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub steps: Vec<String>,
    pub rule: Option<String>,
    pub cost: Option<Usd>,
    /// The prompt size above which the rates in force begin.
    pub tier_above: Option<u64>,
}

/// One record: where it came from, what became of it, and each line of its cost.
pub fn explain_event(record: &Record, lines: &[StoredLine], query: &Query, told: &Told) -> Table {
    let mut table = Table { title: format!("Record {}", record.id), zone: Some(query.zone), ..Table::default() };
    origin(&mut table, record);
    table.rows_title = "Arithmetic, as it was recorded".to_owned();
    table.columns = vec![
        Column::new("class", "Class", Kind::Text),
        Column::new("count", "Count", Kind::Count),
        Column::new("usd", "USD", Kind::Text),
        Column::new("per", "Per", Kind::Count),
        Column::new("times", "Times", Kind::Text).priority(2),
        Column::new("amount", "Amount", Kind::Text),
        Column::new("total_cost", "Cost", Kind::Money).hidden(),
        Column::new("share", "Share", Kind::Share).priority(1),
    ];
    let total: Usd = lines.iter().map(|line| line.amount).sum();
    for line in lines {
        let cells = rate_cells(line.class, i128::from(line.count), line.rate);
        let beside = [Cell::Money(line.amount), share(line.amount, total, &record.measures)];
        let amount = Cell::Text(line.amount.to_string());
        table.item(
            [Cell::Text(line.class.name().into())].into_iter().chain(cells).chain([amount]).chain(beside).collect(),
        );
    }
    if !lines.is_empty() {
        let mut cells = vec![Cell::Empty; table.columns.len()];
        (cells[0], cells[5], cells[6]) =
            (Cell::Text("Total".into()), Cell::Text(total.to_string()), Cell::Money(total));
        table.rows.push(Row { kind: RowKind::Total, cells });
    }
    summary(&mut table, record);
    if let Some(above) = told.tier_above.filter(|_| told.rule == record.rule) {
        table.fact("Tier", Cell::Text(format!("prompts above {above} tokens")));
    }
    told_today(&mut table, record, told);
    notes::made_of(&mut table, &record.measures);
    table
}

/// Where it came from, how it is counted, who priced it.
fn origin(table: &mut Table, record: &Record) {
    let labels = &record.labels;
    let maybe = |text: &Option<String>| text.as_deref().map_or(Cell::Empty, Cell::text);
    let identity = match record.id.starts_with("sha256:") {
        true => "the content's hash: the same content again is the same record",
        false => "the id that was given: later copies improve the record, and count no second time",
    };
    let attributes: Vec<String> = record.context.attributes.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let figures = [
        ("Time", Cell::Instant(record.at)),
        ("Source", Cell::text(&record.source)),
        ("Counted once by", Cell::text(identity)),
        ("Provider", Cell::text(&record.provider)),
        ("Model, as recorded", Cell::text(&record.model)),
        ("Project", Cell::text(&labels.project)),
        ("Session", Cell::text(&labels.session)),
        ("Attributes", Cell::text(attributes.join(", "))),
        ("Matched", maybe(&record.matched)),
        ("Rule", maybe(&record.rule)),
        ("Not priced", maybe(&record.unpriced)),
        ("Stated by the source", record.reported.map_or(Cell::Empty, Cell::Money)),
        ("Cost", record.cost.map_or(Cell::Empty, Cell::Money)),
    ];
    for (label, value) in figures.into_iter().filter(|(label, value)| *value != Cell::Empty || *label == "Cost") {
        table.fact(label, value);
    }
    if record.provider_inferred {
        table.note(false, "the record named no provider: it was found by the model");
    }
}

/// What machines find beside the lines.
fn summary(table: &mut Table, record: &Record) {
    let maybe = |text: &Option<String>| text.as_deref().map_or(Cell::Empty, Cell::text);
    table.summary = [
        ("id", Cell::text(&record.id)),
        ("timestamp", Cell::Instant(record.at)),
        ("source", Cell::text(&record.source)),
        ("provider", Cell::text(&record.provider)),
        ("model", Cell::text(&record.model)),
        ("price_match", maybe(&record.matched)),
        ("price_rule", maybe(&record.rule)),
        ("unpriced_reason", maybe(&record.unpriced)),
    ]
    .into_iter()
    .map(|(key, cell)| (key.to_owned(), cell))
    .chain(measure::summary(&record.measures))
    .collect();
}

fn told_today(table: &mut Table, record: &Record, told: &Told) {
    let mut steps = Table { id: "steps".into(), title: "How the name is found".into(), ..Table::default() };
    steps.columns = vec![Column::new("step", "Step", Kind::Text)];
    told.steps.iter().for_each(|step| steps.item(vec![Cell::text(step)]));
    table.sections = vec![steps];
    if told.cost == record.cost && told.rule == record.rule {
        return;
    }
    let rule = told.rule.clone().unwrap_or_else(|| "no rule".into());
    match told.cost {
        Some(cost) => table.note_of(false, &format!("at the prices of now it would be {{}}, by {rule}"), cost),
        None => table.note(false, "at the prices of now it would have no price"),
    }
}

/// Count, rate and multiplier in units people know: seconds for milliseconds.
fn rate_cells(class: UsageClass, count: i128, rate: Option<Rate>) -> [Cell; 4] {
    let unit: i128 = if class.is_duration() { 1000 } else { 1 };
    let per = rate.map(|rate| i128::from(rate.per()) / unit);
    let times = rate.map(Rate::multiplier).filter(|(times, over)| times != over);
    [
        if unit > 1 { Cell::Milli(count) } else { Cell::Count(count) },
        rate.map_or(Cell::Empty, |rate| Cell::Text(rate.usd())),
        per.map_or(Cell::Empty, Cell::Count),
        times.map_or(Cell::Empty, |(times, over)| Cell::Text(format!("{times}/{over}"))),
    ]
}

/// A total by model, class and rule, the largest part first; a section by class alone.
///
/// # Errors
/// When the ledger cannot be read.
pub fn explain_total(query: &Query, ledger: &Ledger) -> Result<Table> {
    let sums = ledger.price_sums(&query.window.range, &query.filter)?;
    let total = fold::total(ledger, &query.window.range, &query.filter)?;
    let title = format!("What the cost is made of, {} ({})", query.window.label, query.zone.name());
    let mut table = Table { title, zone: Some(query.zone), ..Table::default() };
    table.columns = vec![
        Column::new("model", "Model", Kind::Text),
        Column::new("provider", "Provider", Kind::Text).priority(5),
        Column::new("class", "Class", Kind::Text),
        Column::new("rule", "Rule", Kind::Text).priority(6),
        Column::new("matched", "Matched", Kind::Text).priority(7),
        Column::new("count", "Count", Kind::Count).priority(2),
        Column::new("usd", "USD", Kind::Text).priority(3),
        Column::new("per", "Per", Kind::Count).priority(4),
        Column::new("times", "Times", Kind::Text).priority(8),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("share", "Share", Kind::Share).priority(1),
    ];
    let mut rows: Vec<(Usd, Vec<Cell>)> = sums.iter().flat_map(|(by, sum)| lines(by, sum, &total)).collect();
    rows.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    rows.into_iter().for_each(|(_, cells)| table.item(cells));
    if !table.rows.is_empty() {
        let mut cells = vec![Cell::Empty; table.columns.len()];
        cells[0] = Cell::Text("Total".into());
        (cells[9], cells[10]) = (measure::total(&total), share(total.total_cost, total.total_cost, &total));
        table.rows.push(Row { kind: RowKind::Total, cells });
        table.sections = vec![by_class(&sums, &total)];
    }
    for (by, sum) in sums.iter().filter(|(by, _)| by.unpriced.is_some()) {
        let why = by.unpriced.as_deref().unwrap_or_default();
        table.note(
            true,
            format!(
                "{} {}: {} requests, {} tokens without a price: {why}",
                by.provider, by.model, sum.requests, sum.tokens
            ),
        );
    }
    table.summary = measure::summary(&total);
    table.notes.extend(notes::pruned(&ledger.pruned(&query.window.range)?));
    notes::about(&mut table, &total, query, ledger)?;
    Ok(table)
}

fn lines(by: &PricedBy, sum: &PriceSum, total: &Measures) -> Vec<(Usd, Vec<Cell>)> {
    let (rule, matched) = by.rule.clone().unwrap_or_default();
    let row = |((class, _), line): (&(UsageClass, String), &crate::store::ClassSum)| {
        let mut cells = vec![
            Cell::text(&by.model),
            Cell::text(&by.provider),
            Cell::text(class.name()),
            Cell::text(&rule),
            Cell::text(&matched),
        ];
        cells.extend(rate_cells(*class, line.count, line.rate));
        cells.extend([Cell::Money(line.amount), share(line.amount, total.total_cost, total)]);
        (line.amount, cells)
    };
    sum.lines.iter().map(row).collect()
}

fn by_class(sums: &BTreeMap<PricedBy, PriceSum>, total: &Measures) -> Table {
    let mut classes: BTreeMap<UsageClass, (i128, Usd)> = BTreeMap::new();
    for ((class, _), line) in sums.values().flat_map(|sum| &sum.lines) {
        let sum = classes.entry(*class).or_default();
        (sum.0, sum.1) = (sum.0 + line.count, sum.1 + line.amount);
    }
    let mut table = Table { id: "by_class".into(), title: "By class".into(), ..Table::default() };
    table.columns = vec![
        Column::new("class", "Class", Kind::Text),
        Column::new("count", "Count", Kind::Count).priority(2),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("share", "Share", Kind::Share).priority(1),
        Column::new("bar", "", Kind::Bar).priority(3),
    ];
    let widest = classes.values().map(|(_, amount)| *amount).max().unwrap_or_default();
    for (class, (count, amount)) in classes {
        let part = share(amount, total.total_cost, total);
        let [count, ..] = rate_cells(class, count, None);
        table.item(vec![Cell::text(class.name()), count, Cell::Money(amount), part, share(amount, widest, total)]);
    }
    table
}
