//! Records: a page of them, or one by its id.

use super::api::Api;
use super::params::{Around, COSTS, PAGES, Params};
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Code, Error, Filter, Result};
use crate::report;
use crate::source::REGISTRY;

/// `GET /api/v1/usage/history`: the records of a period, newest first.
pub(super) fn history(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, true, &[PAGES, COSTS, &["sort", "format"]])?;
    let around = Around {
        now: (api.settings.now)(),
        zone: api.settings.zone,
        starts: api.settings.starts,
        most: api.settings.max_page_size,
        caller,
    };
    let query = params.query(&around, "last-30-days")?;
    super::costs::asked(api, request, &params, &query, caller)
}

/// `GET /api/v1/usage/{id}`.
pub(super) fn one(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    Params::of(request, false, &[])?;
    let mut filter = Filter::default();
    super::params::confine(&mut filter, caller)?;
    let mut namespaces: Vec<&str> = REGISTRY.iter().map(|source| source.namespace).collect();
    namespaces.sort_unstable_by_key(|name| (*name != "native", *name));
    namespaces.dedup();
    let found = api.ledger()?.find(&namespaces, &request.segment)?;
    let visible =
        |record: &crate::store::Record| Filter::accepts(&filter.organization, &record.labels.organization, false);
    let record = found
        .into_iter()
        .find(visible)
        .ok_or_else(|| Error::new(Code::NotFound, format!("there is no record with the id {:?}", request.segment)))?;
    let table = report::record(&record, api.settings.zone);
    let mut body = Vec::new();
    crate::render::write_row(&table, &mut body)?;
    Ok(Response::new(200, super::response::JSON, body))
}
