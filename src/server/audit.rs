//! Who changed what decides about costs.

use super::api::Api;
use super::params::{PAGES, Params};
use super::reports;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Code, Error, Result};
use crate::report::{self, AuditQuery};

/// `GET /api/v1/audit`.
pub(super) fn audit(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let known: &[&[&str]] = &[
        PAGES,
        &["range", "start_date", "end_date", "tz", "week_start", "month_start", "action", "actor", "subject", "format"],
    ];
    let params = Params::of(request, false, known)?;
    if caller.identity.as_ref().is_some_and(|identity| identity.organization.is_some()) {
        // Prices and keys are of the whole ledger, and so is who changed them.
        return Err(Error::new(
            Code::Forbidden,
            "the audit log is of the whole ledger, and this key of an organization",
        ));
    }
    let zone = params.zone(api.settings.zone)?;
    let (limit, cursor) = params.page(api.settings.max_page_size)?;
    let query = AuditQuery {
        window: params.window("all", (api.settings.now)(), zone, api.settings.starts)?,
        actions: params.all(&["action"]),
        actors: params.all(&["actor"]),
        subjects: params.all(&["subject"]),
        limit,
        cursor,
        zone,
    };
    reports::rendered(&report::audit(&query, &*api.ledger()?)?, params.form()?)
}
