//! The price book: what is on the lists, and prices of one's own.
//!
//! Owns: nothing but the way from a body to an entry, in the words of `prices.toml`. Refuses to
//! know: how a price is found, what it changes.

use serde_json::{Map, Value, json};

use super::api::Api;
use super::params::{PAGES, Params};
use super::reports;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::catalog::own;
use crate::domain::{Action, Actor, Code, Error, ExchangeRates, PriceChange, PriceEntry, PricePlace, Result};
use crate::report;

/// `GET /api/v1/pricing`.
pub(super) fn list(api: &Api, request: &Request, _: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[PAGES, &["provider", "model", "all", "format"]])?;
    let all = params.parsed::<bool>("all", "true or false")?.unwrap_or(false);
    let (provider, model) = (params.one(&["provider"])?, params.one(&["model"])?);
    let (limit, cursor) = params.page(api.settings.max_page_size)?;
    let layers = (api.settings.layers)(&*api.ledger()?)?;
    let at = (!all).then(|| (api.settings.now)());
    let mut table = report::prices(layers, provider.as_deref(), model.as_deref(), at);
    if let Some(limit) = limit {
        report::cut(&mut table, limit, cursor.as_deref())?;
    }
    reports::rendered(&table, params.form()?).map(|response| reports::tagged(response, request.header("if-none-match")))
}

/// `GET /api/v1/pricing/{id}`.
pub(super) fn one(api: &Api, request: &Request, _: &Caller) -> Result<Response> {
    Params::of(request, false, &[])?;
    Ok(Response::json(200, &shown(&own_price(api, &request.segment)?)))
}

/// `POST /api/v1/pricing`: a price of one's own.
pub(super) fn add(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let entry = stated(api, request)?;
    let what = format!("added {}/{}", entry.provider, entry.model);
    let added = change(api, caller, Action::PriceAdd, what, Vec::new(), Some(entry))?;
    let location = format!("/api/v1/pricing/{}", added["id"].as_str().unwrap_or_default());
    Ok(Response::json(201, &added).header("Location", location))
}

/// `PUT /api/v1/pricing/{id}`: another in its place.
pub(super) fn replace(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let old = own_price(api, &request.segment)?;
    let entry = stated(api, request)?;
    let what = format!("changed {}/{}", entry.provider, entry.model);
    let retired = old.place.row().into_iter().collect();
    Ok(Response::json(200, &change(api, caller, Action::PriceUpdate, what, retired, Some(entry))?))
}

/// `DELETE /api/v1/pricing/{id}`.
pub(super) fn remove(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let old = own_price(api, &request.segment)?;
    let what = format!("removed {}/{}", old.provider, old.model);
    change(api, caller, Action::PriceRemove, what, old.place.row().into_iter().collect(), None)?;
    Ok(Response::new(204, super::response::JSON, Vec::new()))
}

/// `GET /api/v1/providers`.
pub(super) fn providers(_: &Api, request: &Request, _: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[&["format"]])?;
    reports::rendered(&report::providers(), params.form()?)
        .map(|response| reports::tagged(response, request.header("if-none-match")))
}

/// Who it is done by, for the audit log.
pub(super) fn actor(caller: &Caller) -> Actor {
    match &caller.identity {
        None => Actor::System,
        Some(identity) if identity.via == "token" => Actor::User(identity.subject.clone()),
        Some(identity) => Actor::Key(identity.subject.clone()),
    }
}

fn own_price(api: &Api, id: &str) -> Result<PriceEntry> {
    let row = id.parse().map(PricePlace::Ledger);
    let entries = api.ledger()?.price_layers()?.entries;
    let found = row.ok().and_then(|place| entries.into_iter().find(|entry| entry.place == place));
    found.ok_or_else(|| {
        Error::new(Code::NotFound, format!("there is no price of your own with the id {id:?}"))
            .hint("GET /api/v1/pricing shows ids; what is on a list has none")
    })
}

/// The entry a body states.
fn stated(api: &Api, request: &Request) -> Result<PriceEntry> {
    let mut price = Value::Object(request.json()?);
    for name in ["provider", "model"] {
        if price.get(name).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
            let error = Error::new(Code::MissingField, format!("{name} is missing"));
            return Err(error.detail(name, "must be text"));
        }
    }
    as_texts(&mut price);
    let wrong = |why: String| Error::validation(format!("the body states no price: {why}")).detail("body", why);
    let text = toml::to_string(&json!({"price": [price]})).map_err(|error| wrong(error.to_string()))?;
    let now = (api.settings.now)();
    let entries = own::read(&text, "body", &ExchangeRates::default(), now).map_err(|error| wrong(error.message))?;
    let entry = entries.into_iter().next().ok_or_else(|| wrong("it is empty".into()))?;
    Ok(PriceEntry { place: PricePlace::Ledger(0), added: now, ..entry })
}

/// Numbers as the texts the file has, and no nulls.
fn as_texts(value: &mut Value) {
    match value {
        Value::Number(number) => *value = Value::String(number.to_string()),
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(as_texts);
        }
        _ => {}
    }
}

/// Makes a new version of the price book, in the name of the caller; the entry as it is now.
fn change(
    api: &Api,
    caller: &Caller,
    action: Action,
    what: String,
    retired: Vec<i64>,
    added: Option<PriceEntry>,
) -> Result<Value> {
    let mut ledger = api.ledger()?;
    ledger.act_as(actor(caller));
    let change = PriceChange {
        retired,
        added: added.iter().cloned().collect(),
        ..PriceChange::new((api.settings.now)(), action, what)
    };
    let changed = ledger.change_prices(&change);
    ledger.act_as(Actor::System);
    let (_, rows) = changed?;
    api.prices_changed()?;
    let placed = added.zip(rows.first()).map(|(entry, row)| PriceEntry { place: PricePlace::Ledger(*row), ..entry });
    Ok(placed.as_ref().map_or(Value::Null, shown))
}

/// An entry in the words it is stated in.
fn shown(entry: &PriceEntry) -> Value {
    let rates = |rates: &crate::domain::price::Rates| -> Value {
        rates
            .iter()
            .map(|(class, price)| (class.name().to_owned(), Value::from(price.as_str())))
            .collect::<Map<_, _>>()
            .into()
    };
    let instant = |at: Option<chrono::DateTime<chrono::Utc>>| Value::from(at.map(|at| at.to_rfc3339()));
    let above: Map<String, Value> = entry.tiers.iter().map(|(size, tier)| (size.to_string(), rates(tier))).collect();
    let when: Map<String, Value> = entry.when.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect();
    json!({
        "id": entry.place.row().map(|row| row.to_string()),
        "provider": entry.provider,
        "model": entry.model,
        "from": instant(entry.from),
        "until": instant(entry.to),
        "rates": rates(&entry.rates),
        "above": above,
        "when": when,
        "free": entry.free,
    })
}
