//! Telemetry over HTTP, as OTLP has it: `POST /v1/logs`, `/v1/metrics`, `/v1/traces`.
//!
//! Owns: the two encodings and the answers in each. Refuses to know: what a record of telemetry
//! means (`source::otlp`), what others told of the same (`store`). An answer leaves after the commit.

mod document;
mod protobuf;

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::Api;
use super::ingest::confine;
use super::request::Request;
use super::response::{JSON, Response, status};
use super::route::Caller;
use super::work::Reply;
use crate::domain::text::{json_made_safe, visible_lines};
use crate::domain::{Code, Error, Result};
use crate::ingest::read_telemetry;
use crate::source::Given;
use crate::store::{Prepared, Submission, Submitted};
use protobuf::Message;

const PROTOBUF: &str = "application/x-protobuf";

/// One of the three kinds.
struct Signal {
    message: Message,
    /// What an answer calls the records that were not taken.
    rejected: &'static str,
}

const LOGS: Signal = Signal { message: protobuf::LOGS, rejected: "rejectedLogRecords" };
const METRICS: Signal = Signal { message: protobuf::METRICS, rejected: "rejectedDataPoints" };
const TRACES: Signal = Signal { message: protobuf::TRACES, rejected: "rejectedSpans" };

/// `POST /v1/logs`.
pub(super) fn logs(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    take(api, &LOGS, request, &caller, reply);
}

/// `POST /v1/metrics`.
pub(super) fn metrics(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    take(api, &METRICS, request, &caller, reply);
}

/// `POST /v1/traces`.
pub(super) fn traces(api: &Arc<Api>, request: Request, caller: Caller, reply: Reply) {
    take(api, &TRACES, request, &caller, reply);
}

/// How a request is written, and so its answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Json,
    Protobuf,
}

impl Encoding {
    /// # Errors
    /// [`Code::UnsupportedMedia`] for any other.
    fn of(request: &Request) -> Result<Encoding> {
        let named = request.header("content-type").unwrap_or_default();
        let named = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match named.as_str() {
            JSON => Ok(Encoding::Json),
            PROTOBUF | "application/protobuf" => Ok(Encoding::Protobuf),
            _ => Err(Error::new(Code::UnsupportedMedia, format!("Content-Type: {named:?} is not understood"))
                .hint("application/x-protobuf, or application/json")),
        }
    }

    /// What was taken, and what was not, with a reason for some of it.
    fn accepted(self, signal: &Signal, rejected: u64, why: &str) -> Response {
        match self {
            Encoding::Json if rejected == 0 => Response::json(200, &json!({})),
            Encoding::Json => {
                let partial = json!({signal.rejected: rejected.to_string(), "errorMessage": why});
                Response::json(200, &json!({"partialSuccess": partial}))
            }
            Encoding::Protobuf if rejected == 0 => Response::new(200, PROTOBUF, Vec::new()),
            Encoding::Protobuf => {
                Response::new(200, PROTOBUF, protobuf::within(&protobuf::number_and_text(rejected, why)))
            }
        }
    }

    /// An error as OTLP has it: a `Status`, beside the envelope of this interface where both fit.
    fn failed(self, error: &Error, trace: &str) -> Response {
        let plain = Response::error(error, trace);
        let (code, message) = (grpc(error.code), visible_lines(&error.message));
        match self {
            Encoding::Protobuf => {
                Response { content_type: PROTOBUF, body: protobuf::number_and_text(code, &message), ..plain }
            }
            Encoding::Json => {
                let mut body: Value = serde_json::from_slice(&plain.body).unwrap_or_default();
                (body["code"], body["message"]) = (code.into(), message.into());
                Response { body: format!("{}\n", json_made_safe(&body.to_string())).into_bytes(), ..plain }
            }
        }
    }
}

/// The code of a `Status`.
const fn grpc(code: Code) -> u64 {
    match status(code) {
        401 => 16,
        403 => 7,
        429 => 8,
        503 => 14,
        400..=499 => 3,
        _ => 13,
    }
}

fn take(api: &Arc<Api>, signal: &'static Signal, request: Request, caller: &Caller, reply: Reply) {
    let encoding = match Encoding::of(&request) {
        Ok(encoding) => encoding,
        Err(error) => return reply.send(Err(error)),
    };
    let found = document(signal, encoding, &request).and_then(|document| records(api, &document, caller));
    let (records, rejected) = match found {
        Ok(found) => found,
        Err(error) => {
            let failed = encoding.failed(&error, &reply.trace);
            return reply.send(Ok(failed));
        }
    };
    drop(request);
    let here = Arc::clone(api);
    let answer = move |stored: Result<Submitted>| {
        let count = rejected.len() as u64;
        let response = match stored {
            Err(error) => encoding.failed(&error, &reply.trace),
            Ok(stored) => {
                if let Submitted::Joined(done) = stored {
                    here.metrics.batch(done.new, done.updated + done.duplicate, 0, count);
                }
                encoding.accepted(signal, count, rejected.first().map_or("", String::as_str))
            }
        };
        reply.send(Ok(response));
    };
    api.group.submit(Submission::Joined(records), Box::new(answer));
}

/// The document of a request.
fn document(signal: &Signal, encoding: Encoding, request: &Request) -> Result<Value> {
    let malformed = |what: String| Error::new(Code::Malformed, format!("the body is not OTLP: {what}"));
    match encoding {
        Encoding::Json => signal.message.read_json(&request.body).map_err(|error| malformed(error.to_string())),
        Encoding::Protobuf => signal.message.read(&request.body).map_err(malformed),
    }
}

/// The records of a document, and why some were not taken.
fn records(api: &Api, document: &Value, caller: &Caller) -> Result<(Vec<Prepared>, Vec<String>)> {
    let given = Given { at: Some((api.settings.now)()), labels: api.settings.labels.clone(), ..Given::default() };
    let book = api.book()?;
    let (mut records, mut rejected) = (Vec::new(), Vec::new());
    for handed in read_telemetry(document, &given, &*book, &mut |event| confine(caller, event)) {
        match handed {
            Ok(record) => records.push(record),
            Err(why) => rejected.push(why),
        }
    }
    Ok((records, rejected))
}

/// What these bytes are as each kind of telemetry, where they are one.
pub(super) fn documents(bytes: &[u8]) -> Vec<Value> {
    [LOGS, METRICS, TRACES].iter().filter_map(|signal| signal.message.read(bytes).ok()).collect()
}
