//! Every record of a period, as it is read: in constant memory.

use std::io::Write;
use std::sync::Arc;
use std::thread::Builder;

use super::api::Api;
use super::lane::{Job, Make};
use super::params::{Form, Params};
use super::reports::{self, content_type};
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use super::stream::Stream;
use super::work::Reply;
use crate::domain::{Code, Error, Filter, Prices, Result};
use crate::render::{Format, Pages};
use crate::report::{self, Window};
use crate::table;

/// What to export.
struct Asked {
    window: Window,
    filter: Filter,
    zone: crate::domain::Tz,
    format: Format,
    /// As tables, one a line.
    whole: bool,
    prices: Prices,
}

impl Asked {
    fn content_type(&self) -> &'static str {
        if self.whole { table::CONTENT_TYPE } else { content_type(self.format) }
    }
}

/// `GET /api/v1/export`: on a thread of its own, since a client may read slowly.
pub(super) fn export(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    let asked = match asked(api, &request, &caller) {
        Ok(Ok(asked)) => asked,
        Ok(Err(bill)) => return api.lane.queue(Job { make: bill, request, caller, reply }),
        Err(error) => return reply.send(Err(error)),
    };
    if request.method == tiny_http::Method::Head {
        return reply.send(Ok(Response::new(200, asked.content_type(), Vec::new())));
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

/// What to export: records, or what is made at once.
fn asked(api: &Api, request: &Request, caller: &Caller) -> Result<std::result::Result<Asked, Make>> {
    let params = Params::of(request, true, &[&["prices", "format"]])?;
    let zone = params.zone(api.settings.zone)?;
    let format = match params.one(&["format"])?.as_deref() {
        None | Some("jsonl") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        Some("focus") => return Ok(Err(bill)),
        Some(other) => {
            let error = Error::validation(format!("format is {other:?}: it must be csv, jsonl, json or focus"));
            return Err(error.detail("format", "csv, jsonl, json or focus"));
        }
    };
    Ok(Ok(Asked {
        window: params.window("all", (api.settings.now)(), zone, api.settings.starts)?,
        filter: params.filter(caller)?,
        zone,
        format,
        whole: params.is_whole(),
        prices: params.prices()?,
    }))
}

/// A FOCUS bill.
fn bill(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, true, &[&["prices", "format"]])?;
    let window = params.window("all", (api.settings.now)(), params.zone(api.settings.zone)?, api.settings.starts)?;
    let table = report::focus(&window, &params.filter(caller)?, &*params.ledger(api)?)?;
    reports::rendered(&table, if params.is_whole() { Form::Whole } else { Form::As(Format::Csv) })
}

fn run(api: &Api, asked: &Asked, reply: Reply) {
    // No deadline: it may take as long as it moves.
    let lent = api.pool.lend(None).and_then(|mut ledger| ledger.read_at(asked.prices).map(|()| ledger));
    let ledger = match lent {
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
    let Ok(mut out) = reply.stream(asked.content_type(), api.settings.max_export_size) else { return };
    let written = if asked.whole { send(&mut export, &mut out) } else { write(&mut export, asked.format, &mut out) };
    match written {
        Ok(()) => _ = out.finish(),
        Err(error) if out.full => {
            tracing::warn!("an export was broken off: larger than export.max_export_size: {error}");
        }
        Err(error) => tracing::info!("an export was broken off: {error}"),
    }
}

/// A heading, the pages, and last a table without rows, with the summary and the notes.
fn send(export: &mut report::Export<'_>, out: &mut Stream) -> Result<()> {
    let gone = |error: std::io::Error| Error::new(Code::Io, format!("nobody reads: {error}"));
    let mut last = export.heading();
    out.write_all(&last.to_wire()?).map_err(gone)?;
    while let Some(page) = export.page()? {
        out.write_all(&page.to_wire()?).map_err(gone)?;
    }
    (last.summary, last.notes) = (export.summary(), export.notes());
    out.write_all(&last.to_wire()?).map_err(gone)
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
