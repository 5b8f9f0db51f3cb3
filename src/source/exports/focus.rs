//! FOCUS billing exports (FinOps Open Cost and Usage Specification 1.x): the rows of models.
//!
//! Owns: which rows belong together. A bill has a row for each kind of token, and rows without
//! tokens (reserved throughput, credits, taxes); those of one resource, model, account, period
//! and bill are one record. One column is its cost, `BilledCost`; effective, list and contracted
//! costs are other views of it. Corrections are negative and are added: within a bill they cancel
//! what they correct, in a later one they are a record with a negative cost. Refuses to know:
//! services that sell no models.

use std::collections::HashMap;
use std::io::BufRead;

use serde_json::{Map, Value, json};

use crate::domain::{EventId, Result, UsageClass, UsageEvent, Usd};
use crate::source::agents::{Tokens, content_id, draft, send};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::focus_sku::{NANO, class_of, is_batch, is_model, of_description, of_resource, quantity, tokens_per};
use super::{Row, first_of, has_columns, nested, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "focus",
    about: "FOCUS 1.x billing exports (CSV), the rows of model services",
    namespace: "focus",
    sniff: |head| if has_columns(head, &NEEDED) { 97 } else { 0 },
    reading: Reading::Stream(read),
    agent: None,
};

const NEEDED: [&str; 5] = ["BilledCost", "BillingCurrency", "ChargeCategory", "ChargePeriodStart", "ServiceName"];

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let (mut charges, mut by_id): (Vec<Charges>, _) = (Vec::new(), HashMap::new());
    table(input, &NEEDED, given, sink, &mut |row| {
        let sells = [
            said(&row.cells, "ServiceName"),
            said(&row.cells, "ServiceSubcategory"),
            said(&row.cells, "PublisherName"),
        ];
        if is_model(&sells.join(" "), &description(&row.cells)) {
            add(row, &mut charges, &mut by_id)?;
        }
        Ok(Vec::new())
    })?;
    charges.into_iter().for_each(|charges| send(charges.events(), charges.place, given, sink));
    Ok(())
}

/// The rows of one record, added up.
struct Charges {
    place: u64,
    id: EventId,
    /// The first row, for what they have in common.
    row: Value,
    model: String,
    batch: bool,
    /// Billionths of tokens by class.
    tokens: Vec<(UsageClass, i128)>,
    billed: Usd,
    /// What of it is not for tokens.
    others: Usd,
}

/// All that a row says about what it charges for.
fn description(row: &Value) -> String {
    ["ChargeDescription", "SkuMeter", "SkuId", "SkuPriceId"].map(|column| said(row, column)).join(" ")
}

fn model_of(row: &Value) -> String {
    let resource = [said(row, "ResourceId"), said(row, "ResourceName")].into_iter().find_map(of_resource);
    let described = ["SkuMeter", "ChargeDescription"].map(|column| of_description(said(row, column)));
    let described = described.into_iter().find(|model| !model.is_empty());
    resource.map(str::to_owned).or(described).unwrap_or_else(|| "unknown".into())
}

fn add(row: &Row, charges: &mut Vec<Charges>, by_id: &mut HashMap<EventId, usize>) -> std::result::Result<(), String> {
    let cells = &row.cells;
    let counted = counted(cells)?;
    let billed = wire::dollars(cells, &["BilledCost"]).filter(|billed| billed.to_stored().is_some());
    let billed = billed.ok_or("BilledCost is no amount that can be kept")?;
    let (model, batch) = (model_of(cells), counted.is_some() && is_batch(&description(cells)));
    let id = identity(cells, &model, batch);
    let index = *by_id.entry(id.clone()).or_insert(charges.len());
    if index == charges.len() {
        let (row, place) = (cells.clone(), row.place);
        let (tokens, zero) = (Vec::new(), Usd::ZERO);
        charges.push(Charges { place, id, row, model, batch, tokens, billed: zero, others: zero });
    }
    let sum = &mut charges[index];
    sum.billed += billed;
    match counted {
        Some((class, count)) => match sum.tokens.iter_mut().find(|(known, _)| *known == class) {
            Some((_, sum)) => *sum += count,
            None => sum.tokens.push((class, count)),
        },
        None => sum.others += billed,
    }
    Ok(())
}

fn identity(row: &Value, model: &str, batch: bool) -> EventId {
    let columns = [
        "BillingPeriodStart",
        "ChargePeriodStart",
        "ChargePeriodEnd",
        "BillingAccountId",
        "SubAccountId",
        "ServiceName",
        "RegionId",
        "ResourceId",
        "Tags",
        "BillingCurrency",
    ];
    let mut pieces = columns.map(|column| (column, said(row, column))).to_vec();
    pieces.push(("model", model));
    pieces.push(("batch", if batch { "true" } else { "" }));
    content_id(&pieces)
}

/// The class and the billionths of tokens a row of usage counts, if it counts tokens.
fn counted(row: &Value) -> std::result::Result<Option<(UsageClass, i128)>, String> {
    if said(row, "ChargeCategory") != "Usage" {
        return Ok(None);
    }
    let Some(class) = class_of(&description(row)) else { return Ok(None) };
    for [amount, unit] in [["ConsumedQuantity", "ConsumedUnit"], ["PricingQuantity", "PricingUnit"]] {
        let stated = said(row, amount);
        let Some(per) = tokens_per(said(row, unit)).filter(|_| !stated.is_empty()) else { continue };
        let most = i128::from(wire::MAX_COUNT) * NANO;
        let count = quantity(stated).and_then(|count| count.checked_mul(per)).filter(|count| count.abs() <= most);
        let bad = || format!("{amount} is \"{}\", not a quantity", wire::safe(stated));
        return count.map(|count| Some((class, count))).ok_or_else(bad);
    }
    Ok(None)
}

impl Charges {
    fn events(&self) -> std::result::Result<Vec<UsageEvent>, String> {
        if self.billed == Usd::ZERO && self.tokens.iter().all(|(_, count)| *count == 0) {
            return Ok(Vec::new());
        }
        let mut notes = Map::new();
        let mut count = |class: UsageClass| {
            let nano = self.tokens.iter().find(|(known, _)| *known == class).map_or(0, |(_, nano)| *nano);
            if nano < 0 {
                notes.insert(format!("corrected_{}", class.name()), json!((nano / NANO).to_string()));
            }
            u64::try_from((nano + NANO / 2).max(0) / NANO).ok()
        };
        let (short, hour) = (count(UsageClass::CacheWrite), count(UsageClass::CacheWrite1h));
        let tokens = Tokens {
            input: count(UsageClass::Input),
            cache_read: count(UsageClass::CacheRead),
            cache_write: Some(wire::sum(&[short, hour])?),
            cache_write_1h: hour,
            output: count(UsageClass::Output),
            ..Tokens::default()
        };
        let at = time::parse(said(&self.row, "ChargePeriodStart"))?;
        let mut event = draft(&SOURCE, self.id.clone(), at, &self.model);
        // Services list cached tokens in rows of their own, beside the input.
        event.usage = tokens.beside()?;
        event.context.aggregate = true;
        if self.batch {
            event.context.set("processing", "batch");
        }
        event.provider = provider(&self.row);
        match said(&self.row, "BillingCurrency") {
            "USD" | "usd" => event.reported = Some(self.billed),
            currency => {
                notes.insert("billed".into(), json!(format!("{} {currency}", self.billed)));
            }
        }
        if self.others != Usd::ZERO {
            notes.insert("billed_without_tokens".into(), json!(self.others.to_string()));
        }
        event.metadata = Some(notes).filter(|notes| !notes.is_empty()).map(|notes| Value::Object(notes).to_string());
        label(&mut event, &self.row);
        Ok(vec![event])
    }
}

fn provider(row: &Value) -> Option<String> {
    let names = ["ServiceName", "ProviderName", "ServiceProviderName", "PublisherName"].map(|column| said(row, column));
    let names = names.join(" ").to_lowercase();
    let known = [
        ("aws", "aws"),
        ("amazon", "aws"),
        ("azure", "azure"),
        ("microsoft", "azure"),
        ("google", "google"),
        ("databricks", "databricks"),
        ("openai", "openai"),
        ("anthropic", "anthropic"),
    ];
    known.iter().find(|(name, _)| names.contains(name)).map(|(_, id)| (*id).to_owned())
}

fn label(event: &mut UsageEvent, row: &Value) {
    let labels = &mut event.labels;
    labels.organization =
        first_of(&["BillingAccountName", "BillingAccountId"].map(|column| said(row, column))).to_owned();
    labels.project = first_of(&["SubAccountName", "SubAccountId"].map(|column| said(row, column))).to_owned();
    let tags = nested(row, "Tags").unwrap_or_default();
    for (key, value) in tags.as_object().into_iter().flatten() {
        labels.tag(key.as_str(), value.as_str().map_or_else(|| wire::shown(value), str::to_owned));
    }
}
