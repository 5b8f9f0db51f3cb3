//! What events have in common besides labels: model, price context, stamp, reported classes.
//!
//! Owns: the rows of `kinds`, `models` and `stamps` and their text forms. Few distinct kinds
//! serve many events.

use rusqlite::{Connection, OptionalExtension, params};

use super::intern::{tags_from, tags_text};
use super::shape::{Price, Shape};
use super::stored::lasting;
use crate::domain::{ClassSet, Layer, MatchClass, PriceContext, PriceStamp, Rate, UsageClass};

/// A stored kind.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    pub namespace: &'static str,
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

/// The rows of a shape in `kinds` and `models`, made if they are not there. Call within a write
/// transaction.
pub(super) fn store(conn: &Connection, shape: &Shape) -> rusqlite::Result<(i64, i64)> {
    let model = model_row(conn, &shape.provider, &shape.model)?;
    let (stamp, unpriced) = match &shape.price {
        Ok(price) => (Some(stamp_row(conn, price)?), None),
        Err(reason) => (None, Some(reason.as_text())),
    };
    let context = tags_text(&shape.context.attributes);
    let classes = shape.classes.iter().map(UsageClass::name).collect::<Vec<_>>().join(",");
    let values = params![
        shape.namespace,
        model,
        shape.hint,
        context,
        shape.context.aggregate,
        shape.estimated,
        classes,
        stamp,
        unpriced,
        shape.unit
    ];
    let found =
        conn.prepare_cached(include_str!("sql/find_kind.sql"))?.query_row(values, |row| row.get(0)).optional()?;
    let row = match found {
        Some(row) => row,
        None => conn.prepare_cached(include_str!("sql/insert_kind.sql"))?.insert(values)?,
    };
    Ok((row, model))
}

impl Stamp {
    /// `rule`, as reports name it.
    pub(super) fn rule(&self) -> &str {
        &self.stamp[1]
    }

    /// Provider and model, as the price list names them.
    pub(super) fn listed(&self) -> (&str, &str) {
        (&self.stamp[2], &self.stamp[3])
    }

    /// How the name was matched.
    pub(super) fn matched(&self) -> &str {
        &self.stamp[5]
    }

    /// The stamp as the price book gave it; `None` when a later version of this program wrote it
    /// and has words that are not known here.
    pub(super) fn given(&self) -> Option<PriceStamp> {
        let [catalog, rule, provider, model, layer, matched, context] = self.stamp.clone();
        Some(PriceStamp {
            catalog,
            rule,
            provider,
            model,
            layer: Layer::by_name(&layer)?,
            matched: MatchClass::by_name(&matched)?,
            tier_above: self.tier_above,
            context,
            free: self.free,
        })
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
                }),
            };
            let classes: String = found.get(7)?;
            Ok(Kind {
                namespace: lasting(found.get_ref(0)?.as_str()?),
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

/// The row of a stamp with its rates, made if it is not there.
fn stamp_row(conn: &Connection, price: &Price) -> rusqlite::Result<i64> {
    let stamp = &*price.stamp;
    let [catalog, rule, provider, model, layer, matched, context] = texts(stamp);
    let tier = stamp.tier_above.and_then(|tokens| i64::try_from(tokens).ok());
    let rates = rates_text(&price.rates);
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

fn rates_text(rates: &[(UsageClass, Rate)]) -> String {
    let rates: Vec<RateText> = rates
        .iter()
        .map(|(class, rate)| {
            let (times, over) = rate.multiplier();
            (class.name().to_owned(), rate.usd(), rate.per(), times, over)
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
