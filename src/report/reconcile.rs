//! A provider's bill against the ledger, a day and a model at a time.
//!
//! Owns: what counts as agreement, and what a difference is a sign of. Refuses to know: formats of
//! bills.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{date, day_number, day_start};
use super::dimension::Dimension;
use super::fold::{self, Key};
use super::measure;
use crate::domain::bill::model_key;
use crate::domain::money::div_half_even;
use crate::domain::{Bill, Filter, InstantRange, Measures, Result, Tz, Usd};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

/// How far apart amounts may be and still agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// In all.
    pub amount: Usd,
    /// Of what was billed, in parts per million.
    pub share: i64,
}

/// What a difference is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Class {
    #[default]
    Agrees,
    TimeZone,
    Unpriced,
    MissingUsage,
    NotBilled,
    Tier,
    Price,
    Unexplained,
}

/// Every class with its word and what it means.
const CLASSES: [(Class, &str, &str); 8] = [
    (Class::Agrees, "agrees", "within the tolerance"),
    (Class::TimeZone, "time_zone", "nets out with the day beside it: one of the two counts days in another zone"),
    (Class::Unpriced, "unpriced", "recorded, and some of it has no price here: cost-ops pricing add"),
    (Class::MissingUsage, "missing_usage", "billed, and not (or not all) recorded"),
    (Class::NotBilled, "not_billed", "recorded, and not (or not all) billed"),
    (Class::Tier, "tier", "off by the factor of a tier: batch or flex, priority, a region"),
    (Class::Price, "price", "the same tokens at another price"),
    (Class::Unexplained, "unexplained", "another price or other usage: the bill does not count tokens"),
];

/// Factors between tiers, as fractions: batch and flex, priority, fast, a region's surcharge.
const FACTORS: [(i128, i128); 7] = [(1, 2), (2, 1), (11, 10), (10, 11), (5, 2), (7, 4), (6, 1)];

/// One day and model.
#[derive(Debug, Clone, Default)]
struct Line {
    billed: Usd,
    tokens: Option<u64>,
    is_billed: bool,
    rounding: Usd,
    recorded: Measures,
    class: Class,
}

impl Line {
    fn difference(&self) -> Usd {
        self.billed - self.recorded.total_cost
    }

    fn within(&self, difference: Usd, tolerance: &Tolerance) -> bool {
        let share = div_half_even(self.billed.pico().abs() * i128::from(tolerance.share), 1_000_000);
        difference.pico().abs() <= tolerance.amount.pico().max(share) + self.rounding.pico()
    }

    fn classify(&self, tolerance: &Tolerance) -> Class {
        let (recorded, counts) = (self.recorded.total_cost, self.recorded.total_tokens());
        let times = |(n, d): &(i128, i128)| Usd::from_pico(div_half_even(recorded.pico() * n, *d));
        let unpriced = self.recorded.unpriced_requests > 0;
        match self.tokens.map(|tokens| i128::from(tokens).cmp(&counts)) {
            _ if !unpriced && self.within(self.difference(), tolerance) => Class::Agrees,
            _ if self.recorded.requests == 0 => Class::MissingUsage,
            _ if !self.is_billed => Class::NotBilled,
            _ if unpriced => Class::Unpriced,
            Some(Ordering::Greater) => Class::MissingUsage,
            Some(Ordering::Less) => Class::NotBilled,
            _ if FACTORS.iter().any(|factor| self.within(self.billed - times(factor), tolerance)) => Class::Tier,
            Some(Ordering::Equal) => Class::Price,
            None => Class::Unexplained,
        }
    }
}

/// A day, and the key of a model; empty where the bill does not say which.
type Place = (i64, String);

/// The bill against what is recorded of its days and provider, and whether they agree.
///
/// # Errors
/// What the reader fails with.
pub fn reconcile(bill: &Bill, filter: &Filter, tolerance: &Tolerance, reader: &dyn Reader) -> Result<(Table, bool)> {
    let mut lines = billed(bill);
    recorded(&mut lines, filter, reader)?;
    for line in lines.values_mut() {
        line.class = line.classify(tolerance);
    }
    shifts(&mut lines, tolerance);
    let agree = lines.values().all(|line| line.class == Class::Agrees);
    Ok((table(bill, &lines), agree))
}

fn billed(bill: &Bill) -> BTreeMap<Place, Line> {
    let whole: BTreeSet<_> = bill.lines.iter().filter(|line| line.model.is_none()).map(|line| line.day).collect();
    let mut lines: BTreeMap<Place, Line> = BTreeMap::new();
    for one in &bill.lines {
        let model = one.model.as_deref().filter(|_| !whole.contains(&one.day)).map(model_key).unwrap_or_default();
        let line = lines.entry((day_number(one.day), model)).or_default();
        line.tokens = match (line.is_billed, one.tokens) {
            (true, tokens) => line.tokens.zip(tokens).map(|(sum, tokens)| sum.saturating_add(tokens)),
            (false, tokens) => tokens,
        };
        line.billed += one.amount;
        line.rounding += one.rounding;
        line.is_billed = true;
    }
    lines
}

/// Adds what the ledger has of the days from the first of the bill to its last.
fn recorded(lines: &mut BTreeMap<Place, Line>, filter: &Filter, reader: &dyn Reader) -> Result<()> {
    let (Some(first), Some(last)) = (lines.keys().next(), lines.keys().next_back()) else { return Ok(()) };
    let start = |day| date(day).and_then(|date| day_start(Tz::UTC, date));
    let range = InstantRange { from: start(first.0), to: start(last.0 + 1) };
    let whole: BTreeSet<i64> = lines.keys().filter(|(_, model)| model.is_empty()).map(|(day, _)| *day).collect();
    for group in fold::groups(reader, &range, filter, &[Dimension::Day, Dimension::Model], Tz::UTC)? {
        let [Key::Time(day), Key::Name(model)] = group.keys.as_slice() else { continue };
        let model = if whole.contains(day) { String::new() } else { model_key(model) };
        lines.entry((*day, model)).or_default().recorded += &group.measures;
    }
    Ok(())
}

/// Finds differences that net out with the day beside them.
fn shifts(lines: &mut BTreeMap<Place, Line>, tolerance: &Tolerance) {
    let places: Vec<Place> = lines.keys().cloned().collect();
    for (day, model) in places {
        let (here, next) = ((day, model.clone()), (day + 1, model));
        let (Some(one), Some(other)) = (lines.get(&here), lines.get(&next)) else { continue };
        let both = one.difference() + other.difference();
        let apart = [one, other].iter().all(|line| !line.within(line.difference(), tolerance));
        let unpriced = one.recorded.unpriced_requests + other.recorded.unpriced_requests;
        let is_shift = apart && unpriced == 0 && one.class != Class::TimeZone && one.within(both, tolerance);
        if is_shift {
            for place in [here, next] {
                lines.entry(place).and_modify(|line| line.class = Class::TimeZone);
            }
        }
    }
}

fn table(bill: &Bill, lines: &BTreeMap<Place, Line>) -> Table {
    let mut table =
        Table { title: format!("Bill of {} ({}) against the ledger", bill.provider, bill.about), ..Table::default() };
    table.columns = vec![
        Column::new("day", "Day (UTC)", Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("billed_cost", "Billed", Kind::Money),
        Column::new("recorded_cost", "Recorded", Kind::Money),
        Column::new("difference", "Difference", Kind::Money),
        Column::new("class", "Sign of", Kind::Text),
        Column::new("requests", "Requests", Kind::Count).priority(2),
        Column::new("unpriced_requests", "Unpriced", Kind::Count).priority(3),
    ];
    let (mut billed, mut recorded) = (Usd::ZERO, Measures::default());
    for ((day, model), line) in lines {
        billed += line.billed;
        recorded += &line.recorded;
        table.item(cells(*day, model, line));
    }
    let (billed, unpriced) = (Cell::Money(billed), recorded.unpriced_requests);
    let recorded = measure::total(&recorded);
    let difference = measure::difference(&billed, &recorded);
    table.fact("Billed", billed.clone());
    table.fact("Recorded", recorded.clone());
    table.fact("Difference", difference.clone());
    table.summary = vec![
        ("provider".to_owned(), Cell::text(bill.provider)),
        ("unit".to_owned(), Cell::text(bill.unit)),
        ("billed_cost".to_owned(), billed),
        ("recorded_cost".to_owned(), recorded),
        ("difference".to_owned(), difference),
        ("unpriced_requests".to_owned(), Cell::Count(unpriced)),
        ("refused_lines".to_owned(), Cell::Count(bill.rejected.len() as i128)),
    ];
    for (class, word, means) in CLASSES {
        let count = lines.values().filter(|line| line.class == class).count() as i128;
        table.summary.push((word.to_owned(), Cell::Count(count)));
        if count > 0 {
            table.note(false, format!("{word}, {count}: {means}"));
        }
    }
    table.summary.push(("currency".to_owned(), Cell::text("USD")));
    table.note(false, format!("the bill is in {}", bill.unit));
    if let Some(first) = bill.rejected.first() {
        table.note(
            true,
            format!("lines that were not understood: {}; the first: {}", bill.rejected.len(), first.reason),
        );
    }
    table
}

fn cells(day: i64, model: &str, line: &Line) -> Vec<Cell> {
    let recorded = measure::total(&line.recorded);
    let difference = measure::difference(&Cell::Money(line.billed), &recorded);
    vec![
        Cell::Text(date(day).map(|date| date.to_string()).unwrap_or_default()),
        Cell::text(if model.is_empty() { "all models" } else { model }),
        if line.is_billed { Cell::Money(line.billed) } else { Cell::Empty },
        recorded,
        difference,
        Cell::text(CLASSES.iter().find(|(class, ..)| *class == line.class).map_or("", |(_, word, _)| word)),
        Cell::Count(line.recorded.requests),
        Cell::Count(line.recorded.unpriced_requests),
    ]
}
