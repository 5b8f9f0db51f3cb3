//! The measures of a report: one list for columns, sorting and summaries.
//!
//! Owns: each measure's name, heading and how it becomes a cell; what can be said of a cost in which
//! something has no price, and of two such costs set against each other. Refuses to know: grouping.

use crate::domain::money::ppm;
use crate::domain::{Measures, Usd};
use crate::table::{Cell, Column, Kind};

/// One measure.
pub struct Measure {
    /// The word in JSON, CSV, HTTP, the views and `--sort`.
    pub id: &'static str,
    title: &'static str,
    kind: Kind,
    /// `None`: machines only.
    priority: Option<u8>,
    read: fn(&Measures) -> Cell,
}

/// A cost over what has a price: unknown when that is nothing, a lower bound when something has none.
pub(super) fn cost(measures: &Measures, amount: Usd) -> Cell {
    known(measures.unpriced_requests, amount)
}

/// The cost of the input, or the output.
pub(super) fn side(measures: &Measures, amount: Usd) -> Cell {
    known(measures.unpriced_requests + measures.unsplit_requests, amount)
}

/// The cost of all of it.
pub(super) fn total(measures: &Measures) -> Cell {
    cost(measures, measures.total_cost)
}

/// An amount that leaves out what so many requests cost.
pub fn known(left_out: i128, amount: Usd) -> Cell {
    match (left_out > 0, amount) {
        (false, amount) => Cell::Money(amount),
        (true, Usd::ZERO) => Cell::Empty,
        (true, amount) => Cell::AtLeast(amount),
    }
}

/// How much more one cost is than another: unknown when either is, or when the other is a lower bound;
/// a lower bound when only the one is.
pub fn difference(now: &Cell, then: &Cell) -> Cell {
    match (now, then) {
        (Cell::Money(now), Cell::Money(then)) => Cell::Money(*now - *then),
        (Cell::AtLeast(now), Cell::Money(then)) => Cell::AtLeast(*now - *then),
        _ => Cell::Empty,
    }
}

/// The same as a part of the other: only of costs that are known as a whole; empty where there was nothing.
pub(super) fn change(now: &Cell, then: &Cell) -> Cell {
    let (Cell::Money(now), Cell::Money(then)) = (now, then) else { return Cell::Empty };
    ppm((*now - *then).pico(), then.pico()).map_or(Cell::Empty, Cell::Change)
}

const fn count(id: &'static str, title: &'static str, priority: Option<u8>, read: fn(&Measures) -> Cell) -> Measure {
    Measure { id, title, kind: Kind::Count, priority, read }
}

const fn money(id: &'static str, title: &'static str, priority: Option<u8>, read: fn(&Measures) -> Cell) -> Measure {
    Measure { id, title, kind: Kind::Money, priority, read }
}

/// Every measure, in column order.
pub const MEASURES: &[Measure] = &[
    count("requests", "Requests", Some(3), |m| Cell::Count(m.requests)),
    count("input_tokens", "Input", Some(4), |m| Cell::Count(m.input_tokens)),
    count("uncached_input_tokens", "Uncached", None, |m| Cell::Count(m.uncached_input_tokens())),
    count("cache_read_tokens", "Cache read", Some(6), |m| Cell::Count(m.cache_read_tokens)),
    count("cache_write_tokens", "Cache write", Some(7), |m| Cell::Count(m.cache_write_tokens)),
    count("cache_write_5m_tokens", "Write 5m", None, |m| Cell::Count(m.cache_write_5m_tokens())),
    count("cache_write_1h_tokens", "Write 1h", None, |m| Cell::Count(m.cache_write_1h_tokens)),
    count("output_tokens", "Output", Some(5), |m| Cell::Count(m.output_tokens)),
    count("reasoning_tokens", "Reasoning", None, |m| Cell::Count(m.reasoning_tokens)),
    count("audio_input_tokens", "Audio in", None, |m| Cell::Count(m.audio_input_tokens)),
    count("audio_output_tokens", "Audio out", None, |m| Cell::Count(m.audio_output_tokens)),
    count("total_tokens", "Tokens", Some(2), |m| Cell::Count(m.total_tokens())),
    money("total_cost", "Cost", Some(0), total),
    money("input_cost", "Input cost", None, |m| side(m, m.input_cost)),
    money("output_cost", "Output cost", None, |m| side(m, m.output_cost)),
    money("reported_cost", "Reported", None, |m| match m.reported_cost {
        Usd::ZERO => Cell::Empty,
        reported => Cell::Money(reported),
    }),
    count("unpriced_requests", "Unpriced", Some(1), |m| Cell::Count(m.unpriced_requests)),
    count("unpriced_tokens", "Unpriced tokens", None, |m| Cell::Count(m.unpriced_tokens)),
    count("estimated_requests", "Estimated", None, |m| Cell::Count(m.estimated_requests)),
    count("records", "Records", None, |m| Cell::Count(m.records)),
];

impl Measure {
    /// The measure of that word; `cost` and `tokens` are short for the totals.
    pub fn by_word(word: &str) -> Option<&'static Measure> {
        let word = match word {
            "cost" => "total_cost",
            "tokens" => "total_tokens",
            word => word,
        };
        MEASURES.iter().find(|measure| measure.id == word)
    }

    /// Its value as a cell.
    pub fn cell(&self, measures: &Measures) -> Cell {
        (self.read)(measures)
    }

    /// Its value to sort by; `None` is unknown.
    pub(super) fn rank(&self, measures: &Measures) -> Option<i128> {
        match self.cell(measures) {
            Cell::Count(count) => Some(count),
            Cell::Money(amount) | Cell::AtLeast(amount) => Some(amount.pico()),
            _ => None,
        }
    }

    fn column(&self) -> Column {
        let column = Column::new(self.id, self.title, self.kind);
        match self.priority {
            Some(priority) => column.priority(priority),
            None => column.hidden(),
        }
    }
}

/// The columns of every measure and of the currency; the unpriced count is shown to people only
/// when `unpriced`.
pub(super) fn columns(unpriced: bool) -> impl Iterator<Item = Column> {
    let measures = MEASURES.iter().map(move |measure| match measure.id {
        "unpriced_requests" if !unpriced => measure.column().hidden(),
        _ => measure.column(),
    });
    measures.chain([Column::new("currency", "Currency", Kind::Text).hidden()])
}

/// The cells under [`columns`].
pub(super) fn cells(measures: &Measures) -> impl Iterator<Item = Cell> + use<> {
    let measures = *measures;
    MEASURES.iter().map(move |measure| measure.cell(&measures)).chain([Cell::Text("USD".to_owned())])
}

/// The `summary` object: the totals of the whole answer.
pub(super) fn summary(total: &Measures) -> Vec<(String, Cell)> {
    let mut summary = vec![
        ("total_cost".to_owned(), self::total(total)),
        ("total_records".to_owned(), Cell::Count(total.records)),
        ("total_requests".to_owned(), Cell::Count(total.requests)),
        ("total_tokens".to_owned(), Cell::Count(total.total_tokens())),
    ];
    for measure in MEASURES.iter().filter(|m| !matches!(m.id, "total_cost" | "total_tokens")) {
        summary.push((measure.id.to_owned(), measure.cell(total)));
    }
    summary.push(("currency".to_owned(), Cell::Text("USD".to_owned())));
    summary
}
