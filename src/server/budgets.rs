//! Budgets: how they stand, and setting one.

use serde_json::{Value, json};

use super::api::Api;
use super::params::Params;
use super::pricing::actor;
use super::reports;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Actor, BudgetText, Error, Filter, PlacedBudget, Result};
use crate::report::Costed;
use crate::report::budget::{self, Asking, BudgetStatus};
use crate::store::{Ledger, Reader};
use crate::table::Note;

/// `GET /api/v1/budgets`.
pub(super) fn list(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[&["name", "tz", "cost", "format"]])?;
    let ledger = api.ledger()?;
    let costed = Costed::new(&*ledger, params.basis()?);
    let zone = params.zone(api.settings.zone)?;
    let asking = Asking { zone, ..asking(api) };
    let budgets = PlacedBudget::named(visible(api, &ledger, caller)?, &params.all(&["name"]))?;
    let (mut statuses, notes) = budget::standing(&budgets, &asking, &costed)?;
    let (wanted, off) = (api.settings.forecast, api.settings.forecasts_off.as_deref());
    budget::look_ahead(&mut statuses, wanted, off, asking.now, &costed)?;
    let mut table = budget::status_table(&statuses, zone);
    table.notes.extend(notes);
    reports::rendered(&table, params.form()?)
}

/// How the budgets stand that the caller may see, and what is said of those that cannot be shown.
pub(super) fn statuses(
    api: &Api,
    ledger: &Ledger,
    caller: &Caller,
    reader: &dyn Reader,
) -> Result<(Vec<BudgetStatus>, Vec<Note>)> {
    budget::standing(&visible(api, ledger, caller)?, &asking(api), reader)
}

/// What budgets are looked at with.
pub(super) fn asking(api: &Api) -> Asking {
    let settings = &api.settings;
    Asking { now: (settings.now)(), zone: settings.zone, rates: settings.rates.clone() }
}

/// The budgets that the caller may see.
fn visible(api: &Api, ledger: &Ledger, caller: &Caller) -> Result<Vec<PlacedBudget>> {
    let own = ledger.budgets()?.into_iter().map(|stored| (stored.budget, stored.set_at));
    let mut all = PlacedBudget::merged(own, api.settings.budgets.iter().cloned());
    all.retain(|placed| is_visible(&placed.budget.filter, caller));
    Ok(all)
}

/// `POST /api/v1/budgets`.
pub(super) fn set(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let text = stated(api, request, caller)?;
    let budget = text.read()?;
    let now = (api.settings.now)();
    // A currency without a rate would be an error at every look at it.
    api.settings.rates.on(&budget.currency, now.with_timezone(&api.settings.zone).date_naive())?;
    let mut ledger = api.ledger()?;
    let known = ledger.budgets()?.into_iter().find(|stored| stored.budget.name == budget.name);
    if known.is_some_and(|stored| !is_visible(&stored.budget.filter, caller)) {
        return Err(Error::new(crate::domain::Code::Conflict, format!("another budget is called {:?}", budget.name)));
    }
    ledger.act_as(actor(caller));
    let was = ledger.set_budget(&budget, now);
    ledger.act_as(Actor::System);
    let was = was?;
    let answer = json!({
        "budget": budget.name,
        "result": if was { "changed" } else { "new" },
        "amount": budget.amount.to_string(),
        "currency": budget.currency,
        "period": budget.period.to_string(),
    });
    Ok(Response::json(if was { 200 } else { 201 }, &answer))
}

/// The texts of a body, under the names of the flags.
fn stated(api: &Api, request: &Request, caller: &Caller) -> Result<BudgetText> {
    let mut text = BudgetText { period: "month".into(), zone: Some(api.settings.zone), ..BudgetText::default() };
    let mut filter = Filter::default();
    for (name, value) in request.json()? {
        let wrong =
            || Error::validation(format!("{name} must be text, or an array of texts")).detail(&name, "must be text");
        let one = || super::costs::text(&value).ok_or_else(wrong);
        let many = || match &value {
            Value::Array(values) => values.iter().map(|value| super::costs::text(value).ok_or_else(wrong)).collect(),
            _ => one().map(|one| vec![one]),
        };
        match name.as_str() {
            _ if value.is_null() => {}
            "name" => text.name = one()?,
            "amount" => text.amount = one()?,
            "currency" => text.currency = Some(one()?),
            "period" => text.period = one()?,
            "starts_on" => text.starts_on = Some(one()?),
            "thresholds" => text.thresholds = many()?,
            "provider" => filter.provider = many()?,
            "model" => filter.model = many()?,
            "organization" | "organization_id" => filter.organization = many()?,
            "project" | "project_id" => filter.project = many()?,
            "user" | "user_id" => filter.user = many()?,
            _ => return Err(Error::validation(format!("a budget has no {name:?}")).detail(&name, "not known")),
        }
    }
    for (field, value) in [("name", &text.name), ("amount", &text.amount)] {
        if value.trim().is_empty() {
            let error = Error::new(crate::domain::Code::MissingField, format!("{field} is missing"));
            return Err(error.detail(field, "must be given"));
        }
    }
    super::params::confine(&mut filter, caller)?;
    text.filter = filter;
    Ok(text)
}

/// Whether a budget is of the caller's own organization alone.
fn is_visible(filter: &Filter, caller: &Caller) -> bool {
    let own = caller.identity.as_ref().and_then(|identity| identity.organization.as_ref());
    own.is_none_or(|own| filter.organization.len() == 1 && filter.organization[0] == *own)
}
