//! Every record of a period, as it is read: in constant memory.

use std::sync::Arc;
use std::thread::Builder;

use super::api::Api;
use super::params::Params;
use super::reports::content_type;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use super::stream::Stream;
use super::work::Reply;
use crate::domain::{Code, Error, Filter, Result};
use crate::render::{Format, Pages};
use crate::report::{self, Window};

/// What to export.
struct Asked {
    window: Window,
    filter: Filter,
    zone: chrono_tz::Tz,
    format: Format,
}

/// `GET /api/v1/export`: on a thread of its own, since a client may read slowly.
pub(super) fn export(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    let asked = match asked(api, &request, &caller) {
        Ok(asked) => asked,
        Err(error) => return reply.send(Err(error)),
    };
    if request.method == tiny_http::Method::Head {
        return reply.send(Ok(Response::new(200, content_type(asked.format), Vec::new())));
    }
    let Some(permit) = api.exports.take() else {
        let error = Error::new(Code::Unavailable, "two exports are being written already");
        return reply.send(Err(error.hint("try again when one of them is done")));
    };
    let here = Arc::clone(api);
    let spawned = Builder::new().name("export".into()).spawn(move || {
        let _permit = permit;
        run(&here, &asked, reply);
    });
    if let Err(error) = spawned {
        // The reply went with the thread that was not made, and has answered.
        tracing::error!(%error, "an export cannot be started");
    }
}

fn asked(api: &Api, request: &Request, caller: &Caller) -> Result<Asked> {
    let params = Params::of(request, true, &[&["format"]])?;
    let zone = params.zone(api.settings.zone)?;
    let format = match params.one(&["format"])?.as_deref() {
        None | Some("jsonl") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        Some(other) => {
            let error = Error::validation(format!("format is {other:?}: it must be csv, jsonl or json"));
            return Err(error.detail("format", "csv, jsonl or json"));
        }
    };
    Ok(Asked {
        window: params.window("all", (api.settings.now)(), zone, api.settings.starts)?,
        filter: params.filter(caller)?,
        zone,
        format,
    })
}

fn run(api: &Api, asked: &Asked, reply: Reply) {
    // No deadline: it may take as long as it moves.
    let ledger = match api.pool.lend(None) {
        Ok(ledger) => ledger,
        Err(error) => return reply.send(Err(error)),
    };
    let fixed = asked.format == Format::Csv;
    let begun =
        report::Export::new(&*ledger, asked.window.range, asked.filter.clone(), asked.zone, report::PAGE, fixed);
    let mut export = match begun {
        Ok(export) => export,
        Err(error) => return reply.send(Err(error)),
    };
    let Ok(mut out) = reply.stream(content_type(asked.format), api.settings.max_export_size) else { return };
    match write(&mut export, asked.format, &mut out) {
        Ok(()) => _ = out.finish(),
        Err(error) if out.full => {
            tracing::warn!("an export was broken off: larger than export.max_export_size: {error}");
        }
        Err(error) => tracing::info!("an export was broken off: {error}"),
    }
}

fn write(export: &mut report::Export<'_>, format: Format, out: &mut Stream) -> Result<()> {
    let mut last = export.heading();
    let mut pages = Pages::begin(format, &last, out)?;
    while let Some(page) = export.page()? {
        pages.page(&page, out)?;
    }
    last.summary = export.summary();
    pages.end(&last, out)
}
