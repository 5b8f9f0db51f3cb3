//! The price entries that are not in the binary.
//!
//! Owns: their rows. Amounts are kept as the decimal text they were given as. Refuses to
//! know: which entry wins.

use rusqlite::{Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Ledger;
use super::failure::Doing;
use super::stored::instant;
use crate::domain::{Code, Error, Layer, PriceEntry, Result, UsageClass};

type Rates = Vec<(UsageClass, String)>;
type RateTexts = Vec<(String, String)>;

impl Ledger {
    /// All entries, oldest first.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn price_entries(&self) -> Result<Vec<PriceEntry>> {
        const WHAT: &str = "read the price entries";
        let mut statement = self.conn.prepare_cached(include_str!("sql/price_entries.sql")).doing(WHAT)?;
        let mut rows = statement.query([]).doing(WHAT)?;
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

    /// Stores an entry; its new id.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn add_price(&mut self, entry: &PriceEntry) -> Result<i64> {
        const WHAT: &str = "store a price entry";
        let tx = self.write_tx()?;
        let tiers: Vec<(u64, RateTexts)> = entry.tiers.iter().map(|(above, rates)| (*above, texts(rates))).collect();
        tx.execute(
            include_str!("sql/insert_price.sql"),
            params![
                entry.layer.as_str(),
                entry.provider,
                entry.model,
                entry.from.map(|at| at.timestamp_micros()),
                entry.to.map(|at| at.timestamp_micros()),
                json(&texts(&entry.rates)),
                json(&tiers),
                json(&entry.when),
                entry.free,
                entry.added.timestamp_micros(),
            ],
        )
        .doing(WHAT)?;
        let id = tx.last_insert_rowid();
        tx.commit().doing(WHAT)?;
        Ok(id)
    }

    /// Removes an entry; false when there is none of that id. Costs already stored stay.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn remove_price(&mut self, id: i64) -> Result<bool> {
        const WHAT: &str = "remove a price entry";
        let tx = self.write_tx()?;
        let removed = tx.execute("DELETE FROM price_entries WHERE id = ?1", [id]).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        Ok(removed > 0)
    }
}

fn texts(rates: &Rates) -> RateTexts {
    rates.iter().map(|(class, usd)| (class.name().to_owned(), usd.clone())).collect()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("lists of texts and integers are JSON")
}

fn rates(texts: RateTexts) -> Option<Rates> {
    texts.into_iter().map(|(class, usd)| Some((UsageClass::by_name(&class)?, usd))).collect()
}

fn parsed<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<T>> {
    Ok(serde_json::from_str(row.get_ref(at)?.as_str()?).ok())
}

/// `None` when a column does not say what this program writes there.
fn entry(row: &Row<'_>) -> rusqlite::Result<Option<PriceEntry>> {
    let layer: String = row.get(1)?;
    let layer = [Layer::Embedded, Layer::Imported, Layer::User].into_iter().find(|known| known.as_str() == layer);
    let tiers = parsed::<Vec<(u64, RateTexts)>>(row, 7)?
        .and_then(|tiers| tiers.into_iter().map(|(above, texts)| Some((above, rates(texts)?))).collect());
    let (Some(layer), Some(rates), Some(tiers), Some(when)) =
        (layer, parsed(row, 6)?.and_then(rates), tiers, parsed(row, 8)?)
    else {
        return Ok(None);
    };
    Ok(Some(PriceEntry {
        id: row.get(0)?,
        layer,
        provider: row.get(2)?,
        model: row.get(3)?,
        from: row.get::<_, Option<i64>>(4)?.map(instant),
        to: row.get::<_, Option<i64>>(5)?.map(instant),
        rates,
        tiers,
        when,
        free: row.get(9)?,
        added: instant(row.get(10)?),
    }))
}
