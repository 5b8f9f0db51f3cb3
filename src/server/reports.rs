//! A report as an answer: kept until the data changes, with a tag by which a client can tell.
//!
//! Owns: the cache, ETag. Refuses to know: what is reported. What was kept is of the data as it is:
//! each time the number of the last change is compared, whoever made it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::api::Api;
use super::params::Form;
use super::request::Request;
use super::response::{JSON, Response};
use crate::domain::{Error, Result};
use crate::render::{self, Format, Style};
use crate::report::{Query, Window};
use crate::table::{self, Table};

/// Bytes of answers kept at most.
const MOST: usize = 4 * 1024 * 1024;
/// Rows of a table that is sent whole.
const MOST_ROWS: usize = 50_000;

struct Kept {
    version: i64,
    since: Instant,
    response: Response,
}

/// Answers by their question.
#[derive(Default)]
struct Answers {
    kept: HashMap<String, Kept>,
    bytes: usize,
}

/// The answers that are kept.
pub(super) struct Cache {
    ttl: Duration,
    answers: Mutex<Answers>,
}

impl Cache {
    pub(super) fn new(ttl: Duration) -> Self {
        Cache { ttl, answers: Mutex::default() }
    }

    fn get(&self, key: &str, version: i64) -> Option<Response> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = answers.kept.get(key)?;
        (kept.version == version && kept.since.elapsed() < self.ttl).then(|| kept.response.clone())
    }

    fn put(&self, key: String, version: i64, response: &Response) {
        let size = key.len() + response.body.len();
        if size > MOST / 8 {
            return;
        }
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.bytes + size > MOST {
            *answers = Answers::default();
        }
        answers.bytes += size;
        answers.kept.insert(key, Kept { version, since: Instant::now(), response: response.clone() });
    }
}

/// The key of an answer: nothing for a period that ends now, which no other request has.
pub(super) fn key(window: &Window, now: &DateTime<Utc>, question: String) -> Option<String> {
    (window.range.to.as_ref() != Some(now)).then_some(question)
}

/// A question as text; which periods are over changes with a quarter hour at the earliest.
pub(super) fn question(query: &Query, form: Form) -> String {
    let quarter = query.now.map(|now| now.timestamp() / 900);
    format!("{:?} {quarter:?} {form:?}", Query { now: None, ..query.clone() })
}

/// The answer to a question that is asked of the ledger, or the kept one. `key` is all that the
/// answer depends on but the data.
///
/// # Errors
/// What making it fails with.
pub(super) fn answer(
    api: &Api,
    request: &Request,
    key: Option<String>,
    make: impl FnOnce() -> Result<Response>,
) -> Result<Response> {
    let response = match api.cache.as_ref().zip(key) {
        None => make()?,
        Some((cache, key)) => {
            // Before the answer is made: a change meanwhile makes it old at once.
            let version = api.data_version()?;
            let found = cache.get(&key, version);
            api.metrics.cached(found.is_some());
            match found {
                Some(response) => response,
                None => {
                    let response = make()?;
                    cache.put(key, version, &response);
                    response
                }
            }
        }
    };
    Ok(tagged(response, request.header("if-none-match")))
}

/// The answer with its tag, or that the client has it already.
pub(super) fn tagged(response: Response, has: Option<&str>) -> Response {
    let digest = Sha256::digest(&response.body);
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hex}\"");
    let same = |word: &str| word == "*" || word.trim_start_matches("W/") == tag;
    let known = has.is_some_and(|has| has.split(',').map(str::trim).any(same));
    let response = if known { Response::new(304, response.content_type, Vec::new()) } else { response };
    response.header("ETag", tag).header("Cache-Control", "private, no-cache")
}

/// A table in a format, or as a whole.
///
/// # Errors
/// When it cannot be written in it, or is too large to be sent whole.
pub(super) fn rendered(table: &Table, form: Form) -> Result<Response> {
    let Form::As(format) = form else { return whole(table) };
    let mut body = Vec::new();
    render::write(table, format, Style { width: 120, color: false, unicode: true }, &mut body)?;
    Ok(Response::new(200, content_type(format), body))
}

fn whole(table: &Table) -> Result<Response> {
    if table.rows.len() > MOST_ROWS {
        let error =
            Error::validation(format!("the answer has {} rows, and {MOST_ROWS} are sent at most", table.rows.len()));
        return Err(error.detail("limit", "must be given").hint("--limit N, a shorter --range, or cost-ops export"));
    }
    Ok(Response::new(200, table::CONTENT_TYPE, table.to_wire()?))
}

pub(super) const fn content_type(format: Format) -> &'static str {
    match format {
        Format::Json => JSON,
        Format::Jsonl => "application/x-ndjson",
        Format::Csv => "text/csv; charset=utf-8",
        Format::Markdown => "text/markdown; charset=utf-8",
        Format::Yaml => "application/yaml",
        _ => "text/plain; charset=utf-8",
    }
}
