//! The days ahead, and the days out of the ordinary.

use super::api::Api;
use super::params::Params;
use super::reports;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Code, Error, Result};
use crate::report::forecast::{self, Confidence, Detector, Model, Sensitivity, Wanted};

/// `GET /api/v1/forecasts`.
pub(super) fn generate(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    allowed(api)?;
    let params = Params::of(request, true, &[&["horizon", "method", "confidence", "format"]])?;
    let usual = api.settings.forecast;
    let horizon = params.parsed::<usize>("horizon", "a number of days from 1 to 366")?.unwrap_or(usual.horizon);
    if !(1..=forecast::MOST_DAYS).contains(&horizon) {
        return Err(Error::validation("horizon must be a number of days from 1 to 366").detail("horizon", "1 to 366"));
    }
    let wanted = Wanted {
        horizon,
        model: params.parsed::<Model>("method", "a forecasting model, or auto")?.unwrap_or(usual.model),
        confidence: params.parsed::<Confidence>("confidence", "from 0.5 to 0.999")?.unwrap_or(usual.confidence),
    };
    let (zone, now) = (params.zone(api.settings.zone)?, (api.settings.now)());
    let window = params.window("all", now, zone, api.settings.starts)?;
    let (filter, form) = (params.filter(caller)?, params.form()?);
    // It depends on what day it is, besides the data.
    let today = now.with_timezone(&zone).date_naive();
    let key = reports::key(&window, &now, format!("forecast {today} {window:?} {filter:?} {zone} {wanted:?} {form:?}"));
    reports::answer(api, request, key, || {
        reports::rendered(&forecast::generate(&window, &filter, &wanted, zone, now, &*api.ledger()?)?, form)
    })
}

/// `GET /api/v1/forecasts/anomalies`.
pub(super) fn anomalies(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    allowed(api)?;
    let params = Params::of(request, true, &[&["method", "sensitivity", "format"]])?;
    let words = |words: &[&str]| format!("one of {}", words.join(", "));
    let how = (
        params.parsed::<Detector>("method", &words(&Detector::WORDS))?.map_or_else(|| "zscore".parse(), Ok)?,
        params
            .parsed::<Sensitivity>("sensitivity", &words(&Sensitivity::WORDS))?
            .map_or_else(|| "medium".parse(), Ok)?,
    );
    let (zone, now) = (params.zone(api.settings.zone)?, (api.settings.now)());
    let window = params.window("last-30-days", now, zone, api.settings.starts)?;
    let (filter, form) = (params.filter(caller)?, params.form()?);
    let table = forecast::anomaly_table(&window, &filter, how, zone, now, &*api.ledger()?)?;
    reports::rendered(&table, form)
}

/// Off means off.
fn allowed(api: &Api) -> Result<()> {
    match &api.settings.forecasts_off {
        None => Ok(()),
        Some(why) => Err(Error::new(Code::Forbidden, why).hint("forecasting.enable = true allows them")),
    }
}
