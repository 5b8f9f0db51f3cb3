//! What was spent: by anything, in all, and broken down.

use super::api::Api;
use super::params::{Around, COSTS, PAGES, Params, ROWS};
use super::reports;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Error, Result};

use crate::report::{self, Beside, Costed, Query};

/// `GET /api/v1/costs`: the question of `cost-ops query`.
pub(super) fn costs(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, true, &[PAGES, COSTS, ROWS])?;
    let around = around(api, caller);
    let query = params.query(&around, "last-24-hours")?;
    asked(api, request, &params, &query, caller)
}

/// `GET /api/v1/costs/summary`: that of `cost-ops summary`.
pub(super) fn summary(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, true, &[COSTS, &["breakdown", "format"]])?;
    let zone = params.zone(api.settings.zone)?;
    let now = (api.settings.now)();
    let starts = params.starts(api.settings.starts)?;
    let window = params.window("last-30-days", now, zone, starts)?;
    let (filter, form, basis) = (params.filter(caller)?, params.form()?, params.basis()?);
    let breakdown = params.parsed::<bool>("breakdown", "true or false")?.unwrap_or(false);
    let key = reports::key(
        &window,
        &now,
        format!(
            "summary {window:?} {filter:?} {zone} {starts:?} {breakdown} {form:?} {basis} {} {}",
            params.prices()?,
            // How much of the period of a budget has passed is told to the second.
            now.timestamp()
        ),
    );
    let query = Query { filter: filter.clone(), starts, now: Some(now), ..Query::new(window.clone(), zone) };
    reports::answer(api, request, key, || {
        let ledger = params.ledger(api)?;
        let costed = Costed::new(&*ledger, basis);
        let mut table = report::summary(&window, &filter, zone, breakdown, &costed)?;
        let (budgets, notes) = super::budgets::statuses(api, &ledger, caller, &costed)?;
        let beside = Beside {
            book: &*api.book()?,
            budgets: &budgets,
            plans: &ledger.plans()?,
            asking: &super::budgets::asking(api),
            forecast: api.settings.forecasts_off.is_none().then_some(api.settings.forecast),
        };
        report::dashboard(&mut table, &query, &beside, &costed)?;
        table.notes.extend(notes);
        table.asides = params.asides(&filter, caller, &ledger)?;
        reports::rendered(&table, form)
    })
}

/// `POST /api/v1/costs/breakdown`: the question in a JSON object, under the names of the query.
pub(super) fn breakdown(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let mut asked_in_body = Vec::new();
    for (name, value) in request.json()? {
        let texts: Vec<String> = match value {
            serde_json::Value::Array(values) => values.iter().filter_map(text).collect(),
            value => text(&value).into_iter().collect(),
        };
        asked_in_body.extend(texts.into_iter().map(|text| (name.clone(), text)));
    }
    if !request.query.is_empty() {
        return Err(Error::validation("the question stands in the body, not in the query").detail("query", "not empty"));
    }
    let as_query = request.with_query(asked_in_body);
    let params = Params::of(&as_query, true, &[PAGES, COSTS, ROWS])?;
    let around = around(api, caller);
    let mut query = params.query(&around, "last-30-days")?;
    if query.by.is_empty() {
        query.by = ["provider", "model"].iter().map(|word| word.parse()).collect::<Result<_>>()?;
    }
    asked(api, request, &params, &query, caller)
}

pub(super) fn text(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn around<'a>(api: &Api, caller: &'a Caller) -> Around<'a> {
    Around {
        now: (api.settings.now)(),
        zone: api.settings.zone,
        starts: api.settings.starts,
        most: api.settings.max_page_size,
        caller,
    }
}

/// The answer to a question.
pub(super) fn asked(
    api: &Api,
    request: &Request,
    params: &Params<'_>,
    query: &Query,
    caller: &Caller,
) -> Result<Response> {
    let (basis, form) = (params.basis()?, params.form()?);
    let question = format!("{} {basis} {}", reports::question(query, form), params.prices()?);
    let key = query.now.and_then(|now| reports::key(&query.window, &now, question));
    reports::answer(api, request, key, || {
        let ledger = params.ledger(api)?;
        let mut table = report::run(query, &Costed::new(&*ledger, basis))?;
        table.asides = params.asides(&query.filter, caller, &ledger)?;
        reports::rendered(&table, form)
    })
}
