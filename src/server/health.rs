//! Whether the server is well: alive, ready for questions, and how its parts are.

use std::sync::atomic::Ordering;

use serde_json::json;

use super::api::Api;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use crate::domain::{Code, Error, Result};

/// Records that wait to be written, beyond which the server is behind.
const MANY_QUEUED: usize = 32_768;

/// `GET /health`: 200 while questions can be answered.
pub(super) fn health(api: &Api, _: &Request, _: &Caller) -> Result<Response> {
    let queued = api.group.queued();
    let database = api.data_version();
    let writer = if queued > MANY_QUEUED { "degraded" } else { "healthy" };
    let status = match (&database, writer) {
        (Err(_), _) => "unhealthy",
        (_, "degraded") => "degraded",
        _ => "healthy",
    };
    let (open, idle) = api.pool.state();
    let body = json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "uptime_seconds": api.started.elapsed().as_secs(),
        "components": {
            "database": {"status": if database.is_ok() { "healthy" } else { "unhealthy" }},
            "writer": {"status": writer, "queued_records": queued},
            "pool": {"status": "healthy", "open": open, "idle": idle, "size": api.settings.pool.size},
        },
    });
    Ok(Response::json(if database.is_ok() { 200 } else { 503 }, &body))
}

/// `GET /ready`: whether questions should be sent here.
pub(super) fn ready(api: &Api, _: &Request, _: &Caller) -> Result<Response> {
    if api.draining.load(Ordering::Acquire) {
        return Err(Error::new(Code::Unavailable, "the server is ending"));
    }
    api.data_version()?;
    Ok(Response::json(200, &json!({"status": "ready"})))
}

/// `GET /live`: the process answers.
pub(super) fn live(_: &Api, _: &Request, _: &Caller) -> Result<Response> {
    Ok(Response::json(200, &json!({"status": "alive"})))
}
