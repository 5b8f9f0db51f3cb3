//! What events have in common besides labels: model, price context, stamp, reported classes.
//!
//! Owns: the rows of `kinds`, `models` and `stamps` and their text forms. Few distinct kinds
//! serve many events.

use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use rusqlite::{Connection, OptionalExtension, params};

use super::cells::Cells;
use super::intern::{tags_from, tags_text};
use super::mix::Mix;
use crate::domain::{ClassSet, Cost, Line, PriceContext, PriceStamp, Rate, UnpricedReason, UsageClass, UsageEvent};

/// The kind of one event, borrowed from it.
pub(super) struct KindKey<'a> {
    pub event: &'a UsageEvent,
    pub provider: &'a str,
    /// The stamp and lines, or why there are none.
    pub cost: Result<(&'a Arc<PriceStamp>, &'a [Line]), &'a UnpricedReason>,
    pub unit: i64,
}

/// A stored kind.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    pub row: i64,
    pub namespace: String,
    /// Row in `models`.
    pub model_row: i64,
    pub provider: String,
    pub model: String,
    pub hint: Option<String>,
    pub context: PriceContext,
    pub estimated: bool,
    pub classes: ClassSet,
    pub unit: i64,
    pub stamp: Option<Stamp>,
    pub unpriced: Option<String>,
}

/// A stored stamp with the rates of the lines it serves.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    pub stamp: StampTexts,
    pub tier_above: Option<u64>,
    pub free: bool,
    pub rates: Vec<(UsageClass, Rate)>,
    /// The shared stamp it was last found equal to: the same one needs no comparing.
    alias: OnceLock<Arc<PriceStamp>>,
}

/// catalog, rule, provider, model, layer, matched, context.
pub(super) type StampTexts = [String; 7];

fn texts(stamp: &PriceStamp) -> [&str; 7] {
    [
        &stamp.catalog,
        &stamp.rule,
        &stamp.provider,
        &stamp.model,
        stamp.layer.as_str(),
        stamp.matched.as_str(),
        &stamp.context,
    ]
}

impl<'a> KindKey<'a> {
    pub(super) fn new(event: &'a UsageEvent, provider: &'a str, cost: &'a Cost, cells: &Cells) -> Self {
        let cost = match cost {
            Cost::Priced(priced) if cells.priced => Ok((&priced.stamp, priced.lines.as_slice())),
            Cost::Priced(_) => Err(&UnpricedReason::AmountOutOfRange),
            Cost::Unpriced(reason) => Err(reason),
        };
        KindKey { event, provider, cost, unit: cells.unit }
    }

    pub(super) fn hash(&self) -> u64 {
        let mut mix = Mix::default();
        mix.text(&self.event.model);
        mix.text(self.provider);
        mix.write_u64(self.event.usage.present().0);
        mix.write_u64(self.unit.unsigned_abs() << 1 | u64::from(self.event.estimated));
        if let Ok((stamp, lines)) = &self.cost {
            mix.text(&stamp.rule);
            mix.write_u64(lines.iter().fold(0, |bits, line| bits | 1 << line.class as u8));
        }
        mix.finish()
    }

    /// Whether the stored kind is this one.
    pub(super) fn is(&self, kind: &Kind) -> bool {
        let event = self.event;
        kind.model == event.model
            && kind.provider == self.provider
            && kind.classes == event.usage.present()
            && kind.unit == self.unit
            && kind.estimated == event.estimated
            && kind.namespace == event.namespace
            && kind.hint == event.provider
            && kind.context == event.context
            && match (&self.cost, &kind.stamp) {
                (Ok((mine, lines)), Some(theirs)) => theirs.is(mine, lines),
                (Err(reason), None) => kind.unpriced.as_deref() == Some(&reason.as_text()),
                _ => false,
            }
    }

    /// Its row, made if it is not there. Call within a write transaction.
    pub(super) fn store(&self, conn: &Connection) -> rusqlite::Result<i64> {
        let model = model_row(conn, self.provider, &self.event.model)?;
        let (stamp, unpriced) = match &self.cost {
            Ok((stamp, lines)) => (Some(stamp_row(conn, stamp, lines)?), None),
            Err(reason) => (None, Some(reason.as_text())),
        };
        let event = self.event;
        let context = tags_text(&event.context.attributes);
        let classes = event.usage.present().iter().map(UsageClass::name).collect::<Vec<_>>().join(",");
        let values = params![
            event.namespace,
            model,
            event.provider,
            context,
            event.context.aggregate,
            event.estimated,
            classes,
            stamp,
            unpriced,
            self.unit
        ];
        let found =
            conn.prepare_cached(include_str!("sql/find_kind.sql"))?.query_row(values, |row| row.get(0)).optional()?;
        match found {
            Some(row) => Ok(row),
            None => conn.prepare_cached(include_str!("sql/insert_kind.sql"))?.insert(values),
        }
    }
}

impl Stamp {
    fn is(&self, stamp: &Arc<PriceStamp>, lines: &[Line]) -> bool {
        self.rates.len() == lines.len()
            && self.rates.iter().zip(lines).all(|((class, rate), line)| *class == line.class && *rate == line.rate)
            && (self.alias.get().is_some_and(|alias| Arc::ptr_eq(alias, stamp)) || self.says(stamp))
    }

    fn says(&self, stamp: &Arc<PriceStamp>) -> bool {
        let same = self.tier_above == stamp.tier_above
            && self.free == stamp.free
            && self.stamp.iter().zip(texts(stamp)).all(|(mine, theirs)| mine == theirs);
        if same {
            self.alias.get_or_init(|| Arc::clone(stamp));
        }
        same
    }

    /// `rule`, as reports name it.
    pub(super) fn rule(&self) -> &str {
        &self.stamp[1]
    }

    /// How the name was matched.
    pub(super) fn matched(&self) -> &str {
        &self.stamp[5]
    }
}

impl Kind {
    pub(super) fn load(conn: &Connection, row: i64) -> rusqlite::Result<Kind> {
        let mut statement = conn.prepare_cached(include_str!("sql/load_kind.sql"))?;
        statement.query_row([row], |found| {
            let stamp = match found.get::<_, Option<String>>(10)? {
                None => None,
                Some(rates) => Some(Stamp {
                    stamp: [
                        found.get(11)?,
                        found.get(12)?,
                        found.get(13)?,
                        found.get(14)?,
                        found.get(15)?,
                        found.get(16)?,
                        found.get(17)?,
                    ],
                    tier_above: found.get::<_, Option<i64>>(18)?.map(i64::unsigned_abs),
                    free: found.get(19)?,
                    rates: rates_from(&rates),
                    alias: OnceLock::new(),
                }),
            };
            let classes: String = found.get(7)?;
            Ok(Kind {
                row,
                namespace: found.get(0)?,
                model_row: found.get(1)?,
                provider: found.get(2)?,
                model: found.get(3)?,
                hint: found.get(4)?,
                context: PriceContext { attributes: tags_from(&found.get::<_, String>(5)?), aggregate: found.get(6)? },
                classes: classes.split(',').filter_map(UsageClass::by_name).collect(),
                estimated: found.get(8)?,
                unit: found.get(9)?,
                stamp,
                unpriced: found.get(20)?,
            })
        })
    }
}

/// The row of a model, made if it is not there.
fn model_row(conn: &Connection, provider: &str, model: &str) -> rusqlite::Result<i64> {
    let found = conn
        .prepare_cached("SELECT id FROM models WHERE provider = ?1 AND model = ?2")?
        .query_row([provider, model], |row| row.get(0))
        .optional()?;
    match found {
        Some(row) => Ok(row),
        None => conn.prepare_cached("INSERT INTO models (provider, model) VALUES (?1, ?2)")?.insert([provider, model]),
    }
}

/// The row of a stamp with the rates of these lines, made if it is not there.
fn stamp_row(conn: &Connection, stamp: &PriceStamp, lines: &[Line]) -> rusqlite::Result<i64> {
    let [catalog, rule, provider, model, layer, matched, context] = texts(stamp);
    let tier = stamp.tier_above.and_then(|tokens| i64::try_from(tokens).ok());
    let rates = rates_text(lines);
    let values = params![catalog, rule, provider, model, layer, matched, context, tier, stamp.free, rates];
    let found =
        conn.prepare_cached(include_str!("sql/find_stamp.sql"))?.query_row(values, |row| row.get(0)).optional()?;
    match found {
        Some(row) => Ok(row),
        None => conn.prepare_cached(include_str!("sql/insert_stamp.sql"))?.insert(values),
    }
}

/// One rate as stored: class, listed dollars, units they buy, multiplier.
type RateText = (String, String, u64, u32, u32);

fn rates_text(lines: &[Line]) -> String {
    let rates: Vec<RateText> = lines
        .iter()
        .map(|line| {
            let (times, over) = line.rate.multiplier();
            (line.class.name().to_owned(), line.rate.usd(), line.rate.per(), times, over)
        })
        .collect();
    serde_json::to_string(&rates).expect("texts and integers are JSON")
}

fn rates_from(text: &str) -> Vec<(UsageClass, Rate)> {
    let rates: Vec<RateText> = serde_json::from_str(text).unwrap_or_default();
    let rate = |(class, usd, per, times, over): RateText| {
        Some((UsageClass::by_name(&class)?, Rate::parse(&usd, per).ok()?.multiplied(times, over)))
    };
    rates.into_iter().filter_map(rate).collect()
}
