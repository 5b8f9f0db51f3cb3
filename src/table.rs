//! The second narrow waist: what a report returns and a renderer takes.
//!
//! Owns: typed cells, columns with a machine id and a human title, row kinds, notes. Refuses
//! to know: where the numbers came from, and how any format looks.

mod wire;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::{Currency, Tz, Usd};

pub use wire::CONTENT_TYPE;

/// How a column's cells are shown and aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Left-aligned text.
    Text,
    /// A whole number, right-aligned, thousands grouped for people.
    Count,
    /// Exact money; people see rounded dollars, machines the decimal.
    Money,
    /// A share of a whole, in parts per million.
    Share,
    /// Yes or no.
    Flag,
    /// JSON that is carried through as it is (tags, metadata).
    Json,
    /// A UTC instant.
    Instant,
    /// A change against something earlier, in parts per million; people see which way it went.
    Change,
    /// A horizontal bar, in parts per million of the widest; people only.
    Bar,
    /// A line of small bars, one for each stretch of time; people only.
    Spark,
}

impl Kind {
    /// Whether it only pictures what other cells say: machines do not get it.
    pub const fn is_picture(self) -> bool {
        matches!(self, Kind::Bar | Kind::Spark)
    }

    /// Whether its cells stand to the right.
    pub const fn is_number(self) -> bool {
        matches!(self, Kind::Count | Kind::Money | Kind::Share | Kind::Change)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name in JSON, CSV, HTTP and the views: `total_cost`, `tag:team`.
    pub id: Cow<'static, str>,
    /// The heading for people.
    pub title: String,
    /// What its cells are.
    pub kind: Kind,
    /// Shown to people (a machine always gets every column but pictures).
    pub visible: bool,
    /// Machines do not get it where it is empty (what only some records have).
    pub sparse: bool,
    /// Which columns give way first when the terminal is narrow: 0 stays, higher goes earlier.
    pub priority: u8,
}

impl Column {
    /// A visible column that stays on narrow terminals.
    pub fn new(id: impl Into<Cow<'static, str>>, title: impl Into<String>, kind: Kind) -> Self {
        Column { id: id.into(), title: title.into(), kind, visible: true, sparse: false, priority: 0 }
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The same column, giving way at `priority`.
    #[must_use]
    pub fn priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// The same column for machines only, and only where it has something.
    #[must_use]
    pub fn sparse(mut self) -> Self {
        (self.visible, self.sparse) = (false, true);
        self
    }

    /// The same column for machines only.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.visible = false;
        self
    }
}

/// One typed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing to say: unknown, not applicable. Never zero.
    Empty,
    Text(String),
    Count(i128),
    /// A number as it was given, spelled as machines read it.
    Number(String),
    /// Thousandths: seconds of a duration that is counted in milliseconds.
    Milli(i128),
    Money(Usd),
    /// A sum in which something has no price: the true amount is at least this.
    AtLeast(Usd),
    /// Parts per million.
    Share(i64),
    /// A change against something earlier, in parts per million; people see its sign.
    Change(i64),
    /// Parts per million of the highest, one for each stretch of time; `None`: not known.
    Spark(Vec<Option<i64>>),
    Instant(DateTime<Utc>),
    Flag(bool),
    /// Compact JSON text.
    Json(String),
}

impl Cell {
    /// Text, or [`Cell::Empty`] for the empty string ("not given").
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

/// Days as weeks side by side, shaded by what they cost; people only, the rows say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heat {
    /// The first of the days.
    pub first: NaiveDate,
    /// From 0 (nothing) to 4 (the dearest), for each day from the first on; `None`: not known.
    pub levels: Vec<Option<u8>>,
    /// The most a day of level 1, 2, 3 and 4 costs.
    pub bounds: [Usd; 4],
    /// The day weeks begin on.
    pub week_start: Weekday,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    Item,
    /// The sum of the items that follow it; for people, who need not read again what it names.
    Subtotal,
    /// The sum of all that was asked for, also what `limit` cut off.
    Total,
}

/// One row: as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

/// A figure shown to people above the rows (machines find it in [`Table::summary`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub label: String,
    pub value: Cell,
}

/// A sentence that belongs to the result (`12 requests have no price: at least $3.10`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Worth a person's attention (goes to standard error when the format has no place for it).
    pub warning: bool,
    pub text: String,
    /// The text with `{}` where an amount stands, and the amount in US dollars.
    amount: Option<(String, Usd)>,
}

impl Note {
    /// A note without an amount in it.
    pub fn new(warning: bool, text: impl Into<String>) -> Self {
        Note { warning, text: text.into(), amount: None }
    }

    /// A note with an amount where the template has `{}`.
    pub fn of(warning: bool, template: &str, amount: Usd) -> Self {
        let text = template.replace("{}", &amount.dollars());
        Note { warning, text, amount: Some((template.to_owned(), amount)) }
    }
}

/// Columns of a higher priority are not shown in compact tables.
const COMPACT: u8 = 3;

/// A result: rows under columns, a heading, notes, and the facts about the whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The heading for people.
    pub title: String,
    /// A second heading, between the facts and the rows.
    pub rows_title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<Note>,
    /// What whoever asked must hear of and is no part of the answer, in any format.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<String>,
    /// Figures above the rows, for people.
    pub facts: Vec<Fact>,
    /// The `summary` object of JSON: `(key, value)` in order.
    pub summary: Vec<(String, Cell)>,
    /// How many rows were asked for at most; machines get a `pagination` object when there is one.
    pub limit: Option<u64>,
    /// Where the next page starts, when `limit` cut it off.
    pub next_cursor: Option<String>,
    /// The currency of every amount, when it is not US dollars; see [`Table::show_in`]. Between
    /// machines amounts are US dollars.
    #[serde(skip)]
    pub currency: Option<Currency>,
    /// The zone people see instants in (machines always get UTC).
    #[serde(with = "wire::zone")]
    pub zone: Option<Tz>,
    /// Days as a calendar, above the rows.
    pub heat: Option<Heat>,
    /// Further tables shown below (`summary` has several).
    pub sections: Vec<Table>,
    /// The machine name of this table when it is a section (`by_model`).
    pub id: Cow<'static, str>,
    /// The id of the column that a picture of it shows; its first amount when empty.
    pub chart: Cow<'static, str>,
}

impl Table {
    /// Adds an item row.
    pub fn item(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(Row { kind: RowKind::Item, cells });
    }

    /// Adds the sum of the items that follow.
    pub fn subtotal(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(Row { kind: RowKind::Subtotal, cells });
    }

    /// Whether the cell of an item says what the subtotal above it has said.
    pub fn is_repeated(&self, row: usize, column: usize) -> bool {
        let is_name = self.columns.get(column).is_some_and(|column| column.kind == Kind::Text);
        let item = self.rows.get(row).filter(|row| is_name && row.kind == RowKind::Item);
        let mut above = self.rows.get(..row).into_iter().flatten().rev().skip_while(|row| row.kind == RowKind::Item);
        let cell = item.and_then(|item| item.cells.get(column));
        let said =
            above.next().filter(|above| above.kind == RowKind::Subtotal).and_then(|above| above.cells.get(column));
        // Beyond the first column a subtotal leaves out what its items differ in.
        cell.is_some() && cell == said && (column == 0 || cell != Some(&Cell::Empty))
    }

    /// Leaves to people only the columns that stay longest on narrow terminals.
    pub fn compact(&mut self) {
        for column in self.columns.iter_mut().filter(|column| column.priority > COMPACT) {
            column.visible = false;
        }
        self.sections.iter_mut().for_each(Table::compact);
    }

    /// Adds a figure for people.
    pub fn fact(&mut self, label: impl Into<String>, value: Cell) {
        self.facts.push(Fact { label: label.into(), value });
    }

    /// Adds a note.
    pub fn note(&mut self, warning: bool, text: impl Into<String>) {
        self.notes.push(Note::new(warning, text));
    }

    /// Adds a note with an amount where `{}` stands.
    pub fn note_of(&mut self, warning: bool, template: &str, amount: Usd) {
        self.notes.push(Note::of(warning, template, amount));
    }

    /// Shows every amount in another currency, at its rate; what is stored stays US dollars.
    pub fn show_in(&mut self, currency: &Currency) {
        if currency.is_usd() || self.currency.is_some() {
            return;
        }
        let dollars = Cell::Text("USD".to_owned());
        let is_code = |id: &str| id == "currency";
        let columns: Vec<bool> = self.columns.iter().map(|column| is_code(column.id())).collect();
        let cells = self.rows.iter_mut().flat_map(|row| row.cells.iter_mut().zip(&columns));
        let summary = self.summary.iter_mut().map(|(key, cell)| (is_code(key), cell));
        let bounds = self.heat.iter_mut().flat_map(|heat| &mut heat.bounds);
        bounds.for_each(|bound| *bound = Usd::from_pico(currency.amount(*bound)));
        let all = cells.map(|(cell, code)| (*code, cell)).chain(summary);
        for (code, cell) in all.chain(self.facts.iter_mut().map(|fact| (false, &mut fact.value))) {
            match cell {
                Cell::Money(amount) | Cell::AtLeast(amount) => *amount = Usd::from_pico(currency.amount(*amount)),
                cell if code && *cell == dollars => *cell = Cell::Text(currency.code.clone()),
                _ => {}
            }
        }
        for note in &mut self.notes {
            if let Some((template, amount)) = &note.amount {
                note.text = template.replace("{}", &currency.shown(Usd::from_pico(currency.amount(*amount)), true));
            }
        }
        self.sections.iter_mut().for_each(|section| section.show_in(currency));
        self.currency = Some(currency.clone());
    }
}
