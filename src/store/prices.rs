//! The prices that are not in the binary: the user's entries and imported lists, in versions.
//!
//! Owns: their rows, and what is in force in which version. Amounts are kept as the decimal text
//! they were given as. Refuses to know: which price wins, what a list says.

use chrono::SecondsFormat;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::failure::Doing;
use super::stored::instant;
use super::{Ledger, audit, corrections};
use crate::domain::price::{Rates, Tiers};
use crate::domain::{
    Act, Action, Code, Error, ImportedList, NativePrice, PriceChange, PriceEntry, PriceLayers, PricePlace,
    PriceVersion, Result, UsageClass,
};

type RateTexts = Vec<(String, String)>;
type TierTexts = Vec<(u64, RateTexts)>;

/// The `native` column.
#[derive(Serialize, Deserialize)]
struct Native {
    currency: String,
    per_usd: String,
    rates: RateTexts,
    tiers: TierTexts,
}

impl Ledger {
    /// What is in force now.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn price_layers(&self) -> Result<PriceLayers> {
        const WHAT: &str = "read the prices";
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let version = current(&tx).doing(WHAT)?;
        let at: i64 = tx
            .query_row("SELECT at FROM price_versions WHERE version = ?1", [version], |row| row.get(0))
            .doing(WHAT)?;
        Ok(PriceLayers {
            version,
            at: (version > 0).then(|| instant(at)),
            entries: entries(&tx, version)?,
            lists: lists(&tx, version).doing(WHAT)?,
        })
    }

    /// The version in force.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn price_version(&self) -> Result<i64> {
        current(&self.conn).doing("read the prices")
    }

    /// Makes a new version of the price book; its number, and the rows of the entries added. What
    /// was priced before keeps its cost.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a retired row that is not in force; [`Code::Database`] when it
    /// cannot be written.
    pub fn change_prices(&mut self, change: &PriceChange) -> Result<(i64, Vec<i64>)> {
        const WHAT: &str = "store the prices";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let before = current(&tx).doing(WHAT)?;
        let version = next(&tx, change.at.timestamp_micros(), &change.what).doing(WHAT)?;
        tx.execute(include_str!("sql/keep_entries.sql"), [version, before]).doing(WHAT)?;
        for row in &change.retired {
            let gone = tx
                .execute("DELETE FROM price_version_entries WHERE version = ?1 AND entry = ?2", [version, *row])
                .doing(WHAT)?;
            if gone == 0 {
                return Err(Error::new(Code::NotFound, format!("there is no price {row}"))
                    .hint("cost-ops pricing list --all shows the ids"));
            }
        }
        let mut rows = Vec::with_capacity(change.added.len());
        for entry in &change.added {
            rows.push(insert(&tx, version, entry).doing(WHAT)?);
        }
        let mut kept = list_rows(&tx, before).doing(WHAT)?;
        if let Some(list) = &change.list {
            kept.retain(|(_, source)| *source != list.source);
            kept.insert(0, (insert_list(&tx, list).doing(WHAT)?, list.source.clone()));
        }
        for (place, (list, _)) in (0i64..).zip(&kept) {
            tx.execute("INSERT INTO price_version_lists VALUES (?1, ?2, ?3)", [version, place, *list]).doing(WHAT)?;
        }
        for mended in &change.corrections {
            corrections::insert(&tx, mended).doing(WHAT)?;
        }
        let act = act(&tx, change, version, &rows).doing(WHAT)?;
        audit::insert(&tx, &actor, &act).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        Ok((version, rows))
    }

    /// Makes a new version that is an earlier one again; its number.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such version; [`Code::Database`] when it cannot be
    /// written.
    pub fn roll_prices_back(&mut self, to: i64, at: i64) -> Result<i64> {
        const WHAT: &str = "roll the prices back";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let known: Option<i64> = tx
            .query_row("SELECT version FROM price_versions WHERE version = ?1", [to], |row| row.get(0))
            .optional()
            .doing(WHAT)?;
        if known.is_none() {
            return Err(Error::new(Code::NotFound, format!("there is no version {to} of the price book"))
                .hint("cost-ops pricing history lists them"));
        }
        let version = next(&tx, at, &format!("rolled back to version {to}")).doing(WHAT)?;
        tx.execute(include_str!("sql/keep_entries.sql"), [version, to]).doing(WHAT)?;
        tx.execute(include_str!("sql/keep_lists.sql"), [version, to]).doing(WHAT)?;
        let act = Act::new(instant(at), Action::PriceRollback, format!("version {to}")).with("version", version);
        audit::insert(&tx, &actor, &act).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        Ok(version)
    }

    /// Every version, oldest first.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn price_history(&self) -> Result<Vec<PriceVersion>> {
        const WHAT: &str = "read the versions of the prices";
        let mut statement = self.conn.prepare(include_str!("sql/price_history.sql")).doing(WHAT)?;
        let version = |row: &Row<'_>| {
            let (version, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            let lists: Option<String> = row.get(4)?;
            Ok(PriceVersion {
                version,
                at: (version > 0).then(|| instant(at)),
                what: row.get(2)?,
                entries: row.get::<_, i64>(3)?.unsigned_abs(),
                lists: lists.map(|lists| lists.split('\n').map(str::to_owned).collect()).unwrap_or_default(),
            })
        };
        statement.query_map([], version).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }
}

/// What is written down about a change that made this version and these rows.
fn act(tx: &Transaction<'_>, change: &PriceChange, version: i64, rows: &[i64]) -> rusqlite::Result<Act> {
    let mut subjects: Vec<String> = change.list.iter().map(|list| list.source.clone()).collect();
    subjects.extend(change.added.iter().map(|entry| format!("{}/{}", entry.provider, entry.model)));
    if subjects.is_empty() {
        let name =
            |row| tx.query_row("SELECT provider || '/' || model FROM price_entries WHERE id = ?1", [row], |r| r.get(0));
        subjects = change.retired.iter().map(name).collect::<rusqlite::Result<_>>()?;
    }
    let mut act = Act::new(change.at, change.action, subjects.join(", ")).with("version", version);
    if let Some(list) = &change.list {
        act = act.with("catalog", list.catalog.as_str()).with("models", list.models);
    }
    if let Some(entry) = change.added.first() {
        act = act.with("added", rows).with("rates", rates_of(entry));
        act =
            entry.from.map_or(act.clone(), |from| act.with("from", from.to_rfc3339_opts(SecondsFormat::AutoSi, true)));
    }
    if !change.retired.is_empty() {
        act = act.with("removed", change.retired.as_slice());
    }
    if !change.corrections.is_empty() {
        act = act.with("corrections", change.corrections.len());
    }
    Ok(act)
}

fn rates_of(entry: &PriceEntry) -> serde_json::Map<String, Value> {
    texts(&entry.rates).into_iter().map(|(class, usd)| (class, Value::from(usd))).collect()
}

/// The version in force.
fn current(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT max(version) FROM price_versions", [], |row| row.get(0))
}

fn next(tx: &Transaction<'_>, at: i64, what: &str) -> rusqlite::Result<i64> {
    let version = current(tx)? + 1;
    tx.execute("INSERT INTO price_versions VALUES (?1, ?2, ?3)", params![version, at, what])?;
    Ok(version)
}

/// The entries of a version, oldest first.
fn entries(conn: &Connection, version: i64) -> Result<Vec<PriceEntry>> {
    const WHAT: &str = "read the price entries";
    let mut statement = conn.prepare_cached(include_str!("sql/price_entries.sql")).doing(WHAT)?;
    let mut rows = statement.query([version]).doing(WHAT)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next().doing(WHAT)? {
        let id: i64 = row.get(0).doing(WHAT)?;
        entries.push(entry(row).doing(WHAT)?.ok_or_else(|| {
            Error::new(Code::Database, format!("price entry {id} in the ledger is not understood"))
                .hint(format!("`cost-ops pricing remove {id}` removes it"))
        })?);
    }
    Ok(entries)
}

fn insert(tx: &Transaction<'_>, version: i64, entry: &PriceEntry) -> rusqlite::Result<i64> {
    let native = entry.native.as_ref().map(|native| {
        let (rates, tiers) = (texts(&native.rates), tier_texts(&native.tiers));
        json(&Native { currency: native.currency.clone(), per_usd: native.per_usd.clone(), rates, tiers })
    });
    tx.execute(
        include_str!("sql/insert_price.sql"),
        params![
            "user",
            entry.provider,
            entry.model,
            entry.from.map(|at| at.timestamp_micros()),
            entry.to.map(|at| at.timestamp_micros()),
            json(&texts(&entry.rates)),
            json(&tier_texts(&entry.tiers)),
            json(&entry.when),
            entry.free,
            entry.added.timestamp_micros(),
            native,
        ],
    )?;
    let row = tx.last_insert_rowid();
    tx.execute("INSERT INTO price_version_entries VALUES (?1, ?2)", [version, row])?;
    Ok(row)
}

/// The rows and sources of a version's lists, most important first.
fn list_rows(conn: &Connection, version: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = conn.prepare_cached(include_str!("sql/list_rows.sql"))?;
    statement.query_map([version], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn lists(conn: &Connection, version: i64) -> rusqlite::Result<Vec<ImportedList>> {
    let mut lists = Vec::new();
    for (row, source) in list_rows(conn, version)? {
        let mut list = conn
            .prepare_cached("SELECT catalog, origin, whole, models FROM price_lists WHERE id = ?1")?
            .query_row([row], |found| {
                Ok(ImportedList {
                    source,
                    catalog: found.get(0)?,
                    origin: found.get(1)?,
                    whole: found.get(2)?,
                    models: found.get::<_, i64>(3)?.unsigned_abs(),
                    providers: Vec::new(),
                })
            })?;
        let mut parts = conn.prepare_cached("SELECT provider, json FROM price_list_providers WHERE list = ?1")?;
        list.providers =
            parts.query_map([row], |part| Ok((part.get(0)?, part.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        lists.push(list);
    }
    Ok(lists)
}

fn insert_list(tx: &Transaction<'_>, list: &ImportedList) -> rusqlite::Result<i64> {
    tx.execute(
        "INSERT INTO price_lists (source, catalog, origin, whole, models) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![list.source, list.catalog, list.origin, list.whole, list.models.cast_signed()],
    )?;
    let row = tx.last_insert_rowid();
    for (provider, json) in &list.providers {
        tx.execute("INSERT INTO price_list_providers VALUES (?1, ?2, ?3)", params![row, provider, json])?;
    }
    Ok(row)
}

fn texts(rates: &Rates) -> RateTexts {
    rates.iter().map(|(class, usd)| (class.name().to_owned(), usd.clone())).collect()
}

fn tier_texts(tiers: &Tiers) -> TierTexts {
    tiers.iter().map(|(above, rates)| (*above, texts(rates))).collect()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("lists of texts and integers are JSON")
}

fn rates(texts: RateTexts) -> Option<Rates> {
    texts.into_iter().map(|(class, usd)| Some((UsageClass::by_name(&class)?, usd))).collect()
}

fn tiers(texts: TierTexts) -> Option<Tiers> {
    texts.into_iter().map(|(above, texts)| Some((above, rates(texts)?))).collect()
}

fn parsed<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<T>> {
    Ok(serde_json::from_str(row.get_ref(at)?.as_str()?).ok())
}

/// `None` when a column does not say what this program writes there.
fn entry(row: &Row<'_>) -> rusqlite::Result<Option<PriceEntry>> {
    let native = match row.get::<_, Option<String>>(10)? {
        None => Some(None),
        Some(text) => native(&text).map(Some),
    };
    let (Some(rates), Some(tiers), Some(when), Some(native)) =
        (parsed(row, 5)?.and_then(rates), parsed(row, 6)?.and_then(tiers), parsed(row, 7)?, native)
    else {
        return Ok(None);
    };
    Ok(Some(PriceEntry {
        place: PricePlace::Ledger(row.get(0)?),
        provider: row.get(1)?,
        model: row.get(2)?,
        from: row.get::<_, Option<i64>>(3)?.map(instant),
        to: row.get::<_, Option<i64>>(4)?.map(instant),
        rates,
        tiers,
        when,
        free: row.get(8)?,
        added: instant(row.get(9)?),
        native,
    }))
}

fn native(text: &str) -> Option<NativePrice> {
    let Native { currency, per_usd, rates: listed, tiers: above } = serde_json::from_str(text).ok()?;
    Some(NativePrice { currency, per_usd, rates: rates(listed)?, tiers: tiers(above)? })
}
