//! The lines of many events, summed by what priced them.
//!
//! Owns: one pass over the events of a range; lines are worked out once for all events of a kind, whose
//! counters are made disjoint alike. Refuses to know: what the sums are asked for.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::cells::Cells;
use super::dictionary::Wanted;
use super::failure::Doing;
use super::fold::{Span, bounds, each_event};
use super::identity::{hash, next, shown, stored_id};
use super::intern::Interner;
use super::kind::Kind;
use super::stored::lasting;
use super::{Ledger, claims};
use crate::domain::{EventId, Filter, InstantRange, Rate, Result, UsageClass, Usd};

const WHAT: &str = "read what was priced";

/// What tells sums apart: who was asked, and what gave the price, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PricedBy {
    pub provider: String,
    pub model: String,
    /// The rule and how the name was matched.
    pub rule: Option<(String, String)>,
    pub unpriced: Option<String>,
}

/// The sums of the events priced alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceSum {
    pub requests: i128,
    /// Input and output.
    pub tokens: i128,
    /// By class and what a unit cost: how many units, and the cost.
    pub lines: BTreeMap<(UsageClass, String), ClassSum>,
}

/// Units of one class at one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSum {
    pub count: i128,
    pub amount: Usd,
    pub rate: Option<Rate>,
}

/// What is summed for one kind before its lines are worked out.
#[derive(Default)]
struct Gathered {
    records: i128,
    cells: Cells,
}

impl Gathered {
    /// Adds the columns of an event; false when they would overflow.
    fn add(&mut self, cells: &Cells) -> bool {
        let (mut tokens, mut costs) = (self.cells.tokens, self.cells.costs);
        for at in 0..6 {
            for (sum, more) in [(&mut tokens, cells.tokens.get(at)), (&mut costs, cells.costs.get(at))] {
                let Some(more) = more else { continue };
                let Some(added) = sum.get(at).unwrap_or(0).checked_add(more) else { return false };
                sum.set(at, Some(added));
            }
        }
        self.records += 1;
        (self.cells.tokens, self.cells.costs) = (tokens, costs);
        (self.cells.unit, self.cells.priced) = (cells.unit, cells.priced);
        true
    }
}

impl Ledger {
    /// The cost lines of the events in `range` that pass `filter`, as they were frozen in the generation
    /// that is read.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn price_sums(&self, range: &InstantRange, filter: &Filter) -> Result<BTreeMap<PricedBy, PriceSum>> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let wanted = Wanted::new(&tx, filter)?;
        let (from, to) = bounds(range);
        let at_generation = self.older(&tx)?;
        let span = Span { from, to, facets: wanted.facet_rows(), at_generation, ..Span::ALL };
        let mut gathered: HashMap<i64, Gathered> = HashMap::new();
        // What has a detail keeps its lines apart, and what overflowed begins anew.
        let mut apart: Vec<(i64, Gathered)> = Vec::new();
        each_event(&tx, &span, &mut |event| {
            if !(wanted.model(event.model) && wanted.facet(event.facet) && wanted.scope(event.scope)) {
                return;
            }
            if event.cells.detail.is_some() {
                apart.push((event.kind, Gathered { records: 1, cells: event.cells.clone() }));
                return;
            }
            let sum = gathered.entry(event.kind).or_default();
            if !sum.add(event.cells) {
                apart.push((event.kind, std::mem::take(sum)));
                sum.add(event.cells);
            }
        })?;
        let (mut interner, mut sums) = (Interner::default(), BTreeMap::new());
        for (row, sum) in apart.into_iter().chain(gathered) {
            let kind = interner.kind_at(&tx, row).doing(WHAT)?;
            put(&mut sums, &kind, &sum);
        }
        Ok(sums)
    }

    /// The rows of the events of that id, in every namespace there is.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn rows_of(&self, id: &str) -> Result<Vec<i64>> {
        let given = match id.strip_prefix(EventId::CONTENT).and_then(content) {
            Some(hash) => EventId::Content(hash),
            None => EventId::Given(id.to_owned()),
        };
        rows_of(&self.conn, &given).doing(WHAT)
    }
}

fn rows_of(conn: &Connection, id: &EventId) -> rusqlite::Result<Vec<i64>> {
    let mut rows = Vec::new();
    let mut names = conn.prepare_cached("SELECT DISTINCT namespace FROM kinds")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut identity = conn.prepare_cached(include_str!("sql/identity.sql"))?;
    for namespace in names {
        let mut at = hash(lasting(&namespace), id);
        while let Some(event) = claims::holder(conn, at)? {
            let mut found = identity.query([event])?;
            if let Some(row) = found.next()?
                && stored_id(row.get_ref(0)?).is_some_and(|stored| shown(&stored) == shown(id))
                && row.get_ref(1)?.as_str()? == namespace
            {
                rows.push(event);
                break;
            }
            at = next(at);
        }
    }
    Ok(rows)
}

/// The 16 bytes of 32 hex digits.
fn content(digits: &str) -> Option<[u8; 16]> {
    let number = (digits.len() == 32).then(|| u128::from_str_radix(digits, 16).ok()).flatten()?;
    Some(number.to_be_bytes())
}

fn put(sums: &mut BTreeMap<PricedBy, PriceSum>, kind: &Kind, gathered: &Gathered) {
    let by = PricedBy {
        provider: kind.provider.clone(),
        model: kind.model.clone(),
        rule: kind.stamp.as_ref().map(|stamp| (stamp.rule().to_owned(), stamp.matched().to_owned())),
        unpriced: kind.unpriced.clone(),
    };
    let sum = sums.entry(by).or_default();
    let measures = gathered.cells.measures();
    // Records that say how many calls they sum up have a detail, and are alone.
    sum.requests += gathered.records.max(measures.requests);
    sum.tokens += measures.total_tokens();
    let Some(stamp) = &kind.stamp else { return };
    let classes: Vec<UsageClass> = stamp.rates.iter().map(|(class, _)| *class).collect();
    let usage = gathered.cells.usage(kind.classes);
    for (class, count, amount) in gathered.cells.lines(&usage, &classes) {
        let rate = stamp.rates.iter().find(|(priced, _)| *priced == class).map(|(_, rate)| *rate);
        let line = sum.lines.entry((class, rate.map(spelt).unwrap_or_default())).or_default();
        line.count += i128::from(count);
        line.amount += amount;
        line.rate = rate;
    }
}

/// The rate as text, so that sums at different rates stay apart.
fn spelt(rate: Rate) -> String {
    let (times, over) = rate.multiplier();
    format!("{}/{}*{times}/{over}", rate.usd(), rate.per())
}
