//! Usage that is posted: one record, or a batch.
//!
//! Owns: what a sender is told of each record. Refuses to know: what a record looks like (the
//! native format), how it is priced and stored (`ingest`). An answer leaves after the commit.

use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::api::Api;
use super::params::Params;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use super::work::Reply;
use crate::domain::{Code, Error, EventId, Result, UsageEvent};
use crate::ingest::{Handed, read_records};
use crate::source::Given;
use crate::store::{Appended, Fate, Prepared, Submission, Submitted};

/// Records a batch may have.
const MOST: usize = 1_000;

/// One record on its way: what will be said of it once it is stored.
struct Told {
    id: String,
    cost: std::result::Result<String, String>,
}

/// `POST /api/v1/usage`.
pub(super) fn one(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    let handed = request.json().and_then(|_| read(api, &request.body, &caller));
    let (record, told) = match handed.and_then(single) {
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
                Fate::New => Ok(Response::json(201, &said(&told, "new").into())),
                Fate::Duplicate => Ok(Response::json(200, &said(&told, "duplicate").into())),
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
        reply.send(stored.map(|stored| match stored {
            Submitted::Exact(fates) => batch_answer(&here, &told, &fates),
            Submitted::Joined(counts) => joined_answer(&here, &told, counts),
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

/// How many records were new and how many were joined; of each, what it costs.
fn joined_answer(api: &Api, told: &[std::result::Result<Told, String>], done: Appended) -> Response {
    let one = |(index, one): (usize, &std::result::Result<Told, String>)| {
        let mut result = match one {
            Ok(told) => said(told, "joined"),
            Err(why) => rejected(why),
        };
        result.insert("index".into(), index.into());
        Value::Object(result)
    };
    let results: Vec<Value> = told.iter().enumerate().map(one).collect();
    let rejected = told.iter().filter(|one| one.is_err()).count() as u64;
    let Appended { new, updated, duplicate } = done;
    api.metrics.batch(new, updated + duplicate, 0, rejected);
    let summary = json!({"new": new, "updated": updated, "duplicate": duplicate, "conflict": 0, "rejected": rejected});
    let status = if rejected > 0 {
        207
    } else if new > 0 {
        201
    } else {
        200
    };
    Response::json(status, &json!({"data": results, "summary": summary}))
}

fn rejected(why: &str) -> Map<String, Value> {
    let error = refused(why);
    let error = json!({"code": error.code.as_str(), "message": error.message});
    Map::from_iter([("result".to_owned(), "rejected".into()), ("error".to_owned(), error)])
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
fn read(api: &Api, bytes: &[u8], caller: &Caller) -> Result<Vec<Understood>> {
    let now = (api.settings.now)();
    let given = Given { at: Some(now), ..Given::default() };
    let at = chrono::SubsecRound::trunc_subsecs(now, 6);
    let book = api.book()?;
    let mut adjust = |event: &mut UsageEvent| {
        confine(caller, event)?;
        if event.at == at && matches!(event.id, EventId::Content(_)) {
            event.id = EventId::Given(format!("req-{}", (api.settings.unique)()));
        }
        Ok(())
    };
    let handed = read_records(bytes, &given, &*book, &mut adjust)?;
    let understood = |record: Prepared| {
        let cost = record.cost().map(|cost| cost.to_string()).map_err(|reason| reason.as_text());
        let (told, undated) = (Told { id: record.shown_id(), cost }, record.at() == at);
        ((record, undated), told)
    };
    Ok(handed.into_iter().map(|one: Handed| one.map(understood)).collect())
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
fn single(mut handed: Vec<Understood>) -> Result<((Prepared, bool), Told)> {
    match (handed.pop(), handed.is_empty()) {
        (Some(Ok(found)), true) => Ok(found),
        (Some(Err(why)), true) => Err(refused(&why)),
        _ => Err(Error::validation("the body is not one record")),
    }
}

/// Why a record is refused, with the field it names first.
fn refused(why: &str) -> Error {
    let code = if why.starts_with("it ") { Code::MissingField } else { Code::Validation };
    let field = why.split_whitespace().next().filter(|_| code == Code::Validation).unwrap_or("record");
    Error::new(code, format!("the record is refused: {why}")).detail(field.trim_matches(':'), why)
}

fn conflict(id: &str) -> Error {
    Error::new(Code::Conflict, format!("another record has the id {id:?}"))
        .hint("the same record again is accepted; another one needs an id of its own")
}

fn fates(stored: Submitted) -> Vec<Fate> {
    match stored {
        Submitted::Exact(fates) => fates,
        Submitted::Joined(_) => Vec::new(),
    }
}

/// What is said of a stored record, in the words of `record --json`.
fn said(told: &Told, result: &str) -> Map<String, Value> {
    let exact = told.cost.as_ref().ok();
    let number = exact.and_then(|exact| serde_json::from_str::<Value>(exact).ok());
    let mut said = Map::new();
    said.insert("id".into(), told.id.as_str().into());
    said.insert("result".into(), result.into());
    said.insert("estimated_cost".into(), number.clone().unwrap_or(Value::Null));
    said.insert("total_cost".into(), number.unwrap_or(Value::Null));
    said.insert("total_cost_exact".into(), exact.map(String::as_str).into());
    said.insert("currency".into(), "USD".into());
    said.insert("unpriced".into(), told.cost.as_ref().err().map(String::as_str).into());
    said
}

/// What became of each record, and how many of each there are.
fn batch_answer(api: &Api, told: &[std::result::Result<Told, String>], fates: &[Fate]) -> Response {
    let mut counts = [0u64; 4];
    let mut fates = fates.iter();
    let mut results = Vec::with_capacity(told.len());
    for (index, one) in told.iter().enumerate() {
        let error = |error: &Error| json!({"code": error.code.as_str(), "message": error.message});
        let mut result = match one {
            Err(why) => {
                counts[3] += 1;
                rejected(why)
            }
            Ok(told) => match fates.next() {
                Some(Fate::New) => {
                    counts[0] += 1;
                    said(told, "new")
                }
                Some(Fate::Duplicate) => {
                    counts[1] += 1;
                    said(told, "duplicate")
                }
                _ => {
                    counts[2] += 1;
                    let error = error(&conflict(&told.id));
                    let id = ("id".to_owned(), told.id.as_str().into());
                    Map::from_iter([id, ("result".to_owned(), "conflict".into()), ("error".to_owned(), error)])
                }
            },
        };
        result.insert("index".into(), index.into());
        results.push(Value::Object(result));
    }
    let [new, duplicate, conflict, rejected] = counts;
    api.metrics.batch(new, duplicate, conflict, rejected);
    let summary = json!({"new": new, "duplicate": duplicate, "conflict": conflict, "rejected": rejected});
    let status = if conflict + rejected == 0 { if new > 0 { 201 } else { 200 } } else { 207 };
    Response::json(status, &json!({"data": results, "summary": summary}))
}
