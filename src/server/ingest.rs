//! Usage that is posted: one record, or a batch.
//!
//! Owns: what a sender is told of each record. Refuses to know: what a record looks like (the
//! native format), how it is priced and stored (`ingest`). An answer leaves after the commit.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::api::Api;
use super::params::Params;
use super::request::Request;
use super::route::Caller;
use super::told::{self, Told};
use super::work::Reply;
use crate::domain::{Code, Error, EventId, Result, UsageEvent};
use crate::ingest::Handed;
use crate::source::Given;
use crate::store::{Fate, Prepared, Submission, Submitted};

/// Records a batch may have.
const MOST: usize = 1_000;

/// `POST /api/v1/usage`.
pub(super) fn one(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    let handed = object(&request.body).and_then(|body| single(read(api, body, &caller)?));
    let (record, told) = match handed {
        Ok(found) => found,
        Err(error) => {
            api.metrics.rejected(1);
            return reply.send(Err(error));
        }
    };
    drop(request);
    let here = Arc::clone(api);
    let answer = move |stored: Result<Submitted>| {
        reply.send(stored.and_then(|stored| {
            let fate = fates(stored).first().copied().unwrap_or(Fate::Conflict);
            here.metrics.stored(fate);
            match fate {
                Fate::New => Ok(told.answer(201, "new")),
                Fate::Duplicate => Ok(told.answer(200, "duplicate")),
                Fate::Conflict => Err(conflict(&told.id)),
            }
        }));
    };
    api.group.submit(Submission::Exact(vec![record]), Box::new(answer));
}

/// `POST /api/v1/usage/batch`: an array of records, or `{"records": [...]}`.
pub(super) fn batch(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    let asked = joins(&request).and_then(|join| Ok((join, array(&request.body)?)));
    let (join, handed) = match asked.and_then(|(join, records)| Ok((join, read(api, records, &caller)?))) {
        Ok(found) => found,
        Err(error) => return reply.send(Err(error)),
    };
    drop(request);
    let mut records = Vec::with_capacity(handed.len());
    let mut told = Vec::with_capacity(handed.len());
    for one in handed {
        match one {
            Ok((record, one)) => {
                records.push(record);
                told.push(Ok(one));
            }
            Err(why) => told.push(Err(why)),
        }
    }
    let here = Arc::clone(api);
    let answer = move |stored: Result<Submitted>| {
        reply.send(stored.map(|stored| {
            let (response, [new, duplicate, conflict, rejected]) = match stored {
                Submitted::Exact(fates) => told::each(&told, &fates),
                Submitted::Joined(done) => told::joined(&told, done),
            };
            here.metrics.batch(new, duplicate, conflict, rejected);
            response
        }));
    };
    let submission = match join {
        false => Submission::Exact(records),
        true => Submission::Joined(records.into_iter().map(|(record, _)| record).collect()),
    };
    api.group.submit(submission, Box::new(answer));
}

/// Whether copies of a record are joined, as those of logs are: the fuller one stays.
fn joins(request: &Request) -> Result<bool> {
    let params = Params::of(request, false, &[&["join"]])?;
    Ok(params.parsed::<bool>("join", "true or false")?.unwrap_or(false))
}

/// A body that is one JSON object.
fn object(body: &[u8]) -> Result<&[u8]> {
    let malformed = |what: String| Error::new(Code::Malformed, format!("the body is not a JSON object: {what}"));
    let trimmed = body.trim_ascii();
    match trimmed.first() {
        Some(b'{') => {
            serde_json::from_slice::<&RawValue>(trimmed).map_err(|error| malformed(error.to_string()))?;
            Ok(trimmed)
        }
        Some(_) => Err(malformed("it is of another kind".into())),
        None => Err(malformed("there is no body".into())),
    }
}

/// The elements of a batch as one JSON array.
fn array(body: &[u8]) -> Result<&[u8]> {
    #[derive(serde::Deserialize)]
    struct Batch<'a> {
        #[serde(borrow)]
        records: &'a RawValue,
    }
    let malformed = |error: serde_json::Error| {
        Error::new(Code::Malformed, format!("the body is not a batch: {error}"))
            .hint("a JSON array of records, or {\"records\": […]}")
    };
    let trimmed = body.trim_ascii();
    let records = match trimmed.first() {
        Some(b'{') => serde_json::from_slice::<Batch<'_>>(trimmed).map_err(malformed)?.records.get().as_bytes(),
        _ => trimmed,
    };
    let count = serde_json::from_slice::<Vec<&RawValue>>(records).map_err(malformed)?.len();
    match count {
        0 => Err(Error::validation("the batch is empty").detail("records", "at least one")),
        1..=MOST => Ok(records),
        _ => Err(Error::validation(format!("the batch has {count} records")).detail("records", "at most 1000")),
    }
}

/// A record that was understood, with whether it came without an instant.
type Understood = std::result::Result<((Prepared, bool), Told), String>;

/// Reads and prices records; those without id and instant get an id of their own, since two of
/// them that are alike are still two.
fn read(api: &Api, bytes: &[u8], caller: &Caller) -> Result<impl ExactSizeIterator<Item = Understood> + use<>> {
    let now = (api.settings.now)();
    let given = Given { at: Some(now), labels: api.settings.labels.clone(), ..Given::default() };
    let at = chrono::SubsecRound::trunc_subsecs(now, 6);
    let book = api.book()?;
    let mut adjust = |event: &mut UsageEvent| {
        confine(caller, event)?;
        if event.at == at && matches!(event.id, EventId::Content(_)) {
            event.id = EventId::Given(format!("req-{}", (api.settings.unique)()));
        }
        Ok(())
    };
    let handed = api.group.read(bytes, &given, &*book, &mut adjust)?;
    let understood = move |record: Prepared| {
        let told = Told { id: record.shown_id(), cost: record.cost().map_err(Clone::clone) };
        let undated = record.at() == at;
        ((record, undated), told)
    };
    Ok(handed.into_iter().map(move |one: Handed| one.map(understood)))
}

/// Records go to the caller's own organization.
pub(super) fn confine(caller: &Caller, event: &mut UsageEvent) -> std::result::Result<(), String> {
    let Some(identity) = &caller.identity else { return Ok(()) };
    let own = identity.confine(Some(&event.labels.organization)).map_err(|error| error.message)?;
    if let Some(own) = own {
        event.labels.organization = own;
    }
    Ok(())
}

/// The one record of a body.
fn single(mut handed: impl ExactSizeIterator<Item = Understood>) -> Result<((Prepared, bool), Told)> {
    match (handed.next(), handed.len() == 0) {
        (Some(Ok(found)), true) => Ok(found),
        // A number beyond all bounds is found only when it is read.
        (Some(Err(why)), true) if why.starts_with("not JSON") => {
            Err(Error::new(Code::Malformed, format!("the body is not a JSON object: {why}")))
        }
        (Some(Err(why)), true) => Err(refused(&why)),
        _ => Err(Error::validation("the body is not one record")),
    }
}

/// Why a record is refused, with the field it names first.
pub(super) fn refused(why: &str) -> Error {
    let code = if why.starts_with("it ") { Code::MissingField } else { Code::Validation };
    let field = why.split_whitespace().next().filter(|_| code == Code::Validation).unwrap_or("record");
    Error::new(code, format!("the record is refused: {why}")).detail(field.trim_matches(':'), why)
}

pub(super) fn conflict(id: &str) -> Error {
    Error::new(Code::Conflict, format!("another record has the id {id:?}"))
        .hint("the same record again is accepted; another one needs an id of its own")
}

fn fates(stored: Submitted) -> Vec<Fate> {
    match stored {
        Submitted::Exact(fates) => fates,
        Submitted::Joined(_) => Vec::new(),
    }
}
