//! Records on their way to a server: read here, in any format, and posted in batches.
//!
//! Owns: batches, and what their answers add up to. Refuses to know: formats. Every record has its
//! identity before it is sent, so that a batch may be sent again.

use std::io::Read;

use serde::Deserialize;

use super::Failure;
use super::remote::Remote;
use crate::client::Asked;
use crate::domain::{Code, Error, Rejection, Result, UsageEvent, Usd};
use crate::ingest::{Summary, read_events};
use crate::source::{Given, Source, write_native};

/// Records a batch has at most.
const MOST: usize = 1_000;
/// Bytes after which one is sent.
const ENOUGH: usize = 1024 * 1024;
const JOIN: &[(&str, &str)] = &[("join", "true")];

/// What became of a batch.
#[derive(Deserialize)]
struct Answered {
    data: Vec<One>,
    summary: Counts,
}

#[derive(Deserialize)]
struct One {
    total_cost_exact: Option<String>,
    unpriced: Option<String>,
    error: Option<Refused>,
}

#[derive(Deserialize)]
struct Refused {
    message: String,
}

#[derive(Deserialize)]
struct Counts {
    new: u64,
    updated: u64,
    duplicate: u64,
}

/// What is being sent.
struct Batch<'r> {
    remote: &'r Remote,
    name: &'r str,
    lines: Vec<String>,
    models: Vec<String>,
    bytes: usize,
}

/// Reads an input as [`crate::ingest::Import::read`] does, and sends its records.
///
/// # Errors
/// As there; [`Code::Remote`] and the server's own errors. What was sent before stays.
pub(super) fn deliver(
    remote: &Remote,
    name: &str,
    input: &mut (dyn Read + Send),
    format: Option<&'static Source>,
    given: &Given,
    progress: &mut dyn FnMut(u64, u64),
    summary: &mut Summary,
) -> Result<(), Failure> {
    let mut batch = Batch { remote, name, lines: Vec::new(), models: Vec::new(), bytes: 0 };
    let mut failed = None;
    let read = read_events(name, input, format, given, progress, summary, &mut |event, summary| {
        batch.add(&event)?;
        if batch.is_full() {
            batch.send(summary).map_err(|failure| keep(&mut failed, failure))?;
        }
        Ok(())
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    batch.send(summary)?;
    Ok(read?)
}

/// Keeps the failure with its exit code, and gives what ends the reading.
fn keep(failed: &mut Option<Failure>, failure: Failure) -> Error {
    let error = failure.error.clone();
    failed.get_or_insert(failure);
    error
}

impl Batch<'_> {
    fn add(&mut self, event: &UsageEvent) -> Result<()> {
        let line = write_native(event)?;
        self.bytes += line.len();
        self.lines.push(line);
        self.models.push(event.model.clone());
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= MOST || self.bytes >= ENOUGH
    }

    fn send(&mut self, summary: &mut Summary) -> Result<(), Failure> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let body = format!("[{}]", self.lines.join(","));
        let query: Vec<_> = JOIN.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let asked = Asked { query: &query, repeatable: true, ..Asked::post("/api/v1/usage/batch", body.as_bytes()) };
        let answered: Answered = self.remote.json(&asked)?;
        summary.new += answered.summary.new;
        summary.updated += answered.summary.updated;
        summary.duplicate += answered.summary.duplicate;
        for (one, model) in answered.data.iter().zip(&self.models) {
            match &one.error {
                Some(refused) => {
                    summary
                        .reject(Some((self.name.to_owned(), Rejection { line: 0, reason: refused.message.clone() })));
                }
                None => summary.priced(model, cost(one)?),
            }
        }
        self.lines.clear();
        self.models.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// The cost the server gave a record, or why there is none.
fn cost(one: &One) -> Result<Result<Usd, String>, Error> {
    match (&one.total_cost_exact, &one.unpriced) {
        (Some(exact), _) => Ok(Ok(exact.parse()?)),
        (None, Some(reason)) => Ok(Err(reason.clone())),
        (None, None) => Err(Error::new(Code::Remote, "the server says neither what a record costs nor why not")),
    }
}
