//! JSON records → events: native records, response bodies and stream events, told apart one
//! by one.
//!
//! Owns: which reader a piece of JSON goes to, and what its failure is called. Refuses to
//! know: framing, the fields of any of them.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::domain::{Rejection, Result};

use super::events::events;
use super::framing::{self, Outcome, Records};
use super::lines::Lines;
use super::native::json::{Failure, Parsed, parse};
use super::native::{Field, Record, Shared};
use super::providers::{self, Hint, Shape};
use super::sse::{Assembled, Assembler, Step};
use super::wire::{at, has, text};
use super::{Given, Sink};

const NO_USAGE: &str = "no usage in it: neither a native record (timestamp, model, input_tokens, output_tokens) \
                        nor a known response body";

/// Which records are wanted.
#[derive(Clone, Copy)]
pub(crate) enum Want {
    /// Each record as what it looks like.
    Any,
    /// Native records only.
    Native,
    /// Response bodies of one shape.
    Shape(&'static Shape),
}

/// Reads the whole input as JSON records of the wanted kind.
///
/// # Errors
/// When the input cannot be read.
pub(crate) fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>, want: Want) -> Result<()> {
    let mut reader = Reader { given, sink, want, shared: Shared::default(), sse: Assembler::default() };
    framing::each(&mut Lines::new(input), &mut reader)?;
    if let Some(data) = reader.sse.take_data() {
        reader.data(reader.sse.place(), &data);
    }
    if let Some(last) = reader.sse.finish() {
        reader.assembled(last);
    }
    Ok(())
}

struct Reader<'r, 's, 'k> {
    given: &'r Given,
    sink: &'s mut Sink<'k>,
    want: Want,
    shared: Shared,
    sse: Assembler,
}

impl Records for Reader<'_, '_, '_> {
    fn record(&mut self, place: u64, bytes: &[u8]) -> Outcome {
        if !self.given.map.is_empty() {
            return self.mapped(place, bytes);
        }
        if matches!(self.want, Want::Shape(_)) {
            return self.value(place, bytes);
        }
        let mut record = Record::default();
        match parse(bytes, &mut record) {
            Ok(Parsed::Native) if record.usage.present().is_empty() && matches!(self.want, Want::Any) => {
                self.other(place, bytes, NO_USAGE.into())
            }
            Ok(Parsed::Native) => {
                let event = record.event(self.given, &mut self.shared);
                (self.sink)(event.map_err(|reason| Rejection { line: place, reason }));
                Outcome::Done
            }
            Ok(Parsed::Body) if matches!(self.want, Want::Native) => {
                self.refuse(place, "a provider's response body, not a native record".into())
            }
            Ok(Parsed::Body) => self.value(place, bytes),
            Err(Failure::Syntax(e)) => self.syntax(place, &e),
            // What is no native record may still be an event of a stream, or an odd body.
            Err(Failure::Content(why)) if matches!(self.want, Want::Any) => self.other(place, bytes, why),
            Err(Failure::Content(why)) => self.refuse(place, why),
        }
    }

    fn line(&mut self, place: u64, bytes: &[u8]) -> bool {
        if matches!(self.want, Want::Native) || bytes.first() == Some(&b'{') {
            return false;
        }
        let Some(finished) = self.sse.line(place, bytes) else { return false };
        if let Some(data) = finished {
            self.data(self.sse.place(), &data);
        }
        true
    }

    fn reject(&mut self, rejection: Rejection) {
        (self.sink)(Err(rejection));
    }
}

impl Reader<'_, '_, '_> {
    fn refuse(&mut self, place: u64, reason: String) -> Outcome {
        (self.sink)(Err(Rejection { line: place, reason }));
        Outcome::Done
    }

    fn syntax(&mut self, place: u64, error: &serde_json::Error) -> Outcome {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or(&said);
        let reason =
            if error.is_data() { said.to_owned() } else { format!("not JSON: {said} (column {})", error.column()) };
        match error.classify() {
            serde_json::error::Category::Eof => Outcome::Incomplete(reason),
            _ if said == "trailing characters" => Outcome::Trailing(reason),
            _ => self.refuse(place, reason),
        }
    }

    /// Takes a body or an event of a stream.
    fn value(&mut self, place: u64, bytes: &[u8]) -> Outcome {
        match serde_json::from_slice(bytes) {
            Ok(value) => self.any(place, value),
            Err(e) => self.syntax(place, &e),
        }
    }

    /// A second look at what failed as a native record, for the reason `why`.
    fn other(&mut self, place: u64, bytes: &[u8], why: String) -> Outcome {
        match serde_json::from_slice::<Value>(bytes) {
            Ok(value) if Assembler::knows(&value) || providers::is_known(&value) || is_chunk(&value) => {
                self.any(place, value)
            }
            _ => self.refuse(place, why),
        }
    }

    fn any(&mut self, place: u64, value: Value) -> Outcome {
        if Assembler::knows(&value) {
            self.step(place, value);
        } else if !is_chunk(&value) {
            self.body(place, &value, false);
        }
        Outcome::Done
    }

    /// Takes the data of one server-sent event.
    fn data(&mut self, place: u64, data: &[u8]) {
        let data = data.trim_ascii();
        if data == b"[DONE]" {
            if let Some(done) = self.sse.done() {
                self.assembled(done);
            }
            return;
        }
        match serde_json::from_slice(data) {
            Ok(value) => self.step(place, value),
            Err(_) if !data.starts_with(b"{") => {}
            Err(e) => {
                let reason = format!("an event of the stream is not JSON: {e}");
                (self.sink)(Err(Rejection { line: place, reason }));
            }
        }
    }

    fn step(&mut self, place: u64, value: Value) {
        match self.sse.event(place, value) {
            Step::Taken(Some(done)) => self.assembled(done),
            Step::Taken(None) => {}
            Step::Apart(value)
                if is_event(&value) && !has(&value, &["usage"]) && !has(&value, &["response", "usage"]) => {}
            Step::Apart(value) => self.body(place, &value, false),
        }
    }

    fn assembled(&mut self, done: Assembled) {
        if done.has_usage {
            return self.body(done.place, &done.body, done.cut);
        }
        let reason = "the stream ends without usage (ask the API for it: stream_options.include_usage)".into();
        (self.sink)(Err(Rejection { line: done.place, reason }));
    }

    fn body(&mut self, place: u64, body: &Value, cut: bool) {
        let hint = Hint { provider: self.given.provider.as_deref(), flavor: None };
        let found = match self.want {
            Want::Shape(shape) => providers::read_shape(shape, body, &hint),
            _ => providers::read(body, &hint),
        };
        let made = found.and_then(|mut found| {
            found.estimated |= cut;
            events(providers::unwrap(body).0, found, self.given)
        });
        match made {
            Ok(events) => events.into_iter().for_each(|event| (self.sink)(Ok(event))),
            Err(reason) => (self.sink)(Err(Rejection { line: place, reason })),
        }
    }

    /// Renames keys as `--map` says, then reads the record as a native one.
    fn mapped(&mut self, place: u64, bytes: &[u8]) -> Outcome {
        let value: Value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            Err(e) => return self.syntax(place, &e),
        };
        let renamed = match rename(value, &self.given.map) {
            Ok(renamed) => renamed,
            Err(reason) => return self.refuse(place, reason),
        };
        let text = renamed.to_string();
        let mut record = Record::default();
        match parse(text.as_bytes(), &mut record) {
            Ok(Parsed::Native) => {
                let event = record.event(self.given, &mut self.shared);
                (self.sink)(event.map_err(|reason| Rejection { line: place, reason }));
            }
            Ok(Parsed::Body) => self.body(place, &renamed, false),
            Err(Failure::Content(why)) => return self.refuse(place, why),
            Err(Failure::Syntax(e)) => return self.refuse(place, e.to_string()),
        }
        Outcome::Done
    }
}

/// A message of a stream that never carries usage, and so is no record: an Ollama chunk, a
/// Realtime event, a Gemini Live message.
fn is_chunk(value: &Value) -> bool {
    let ollama = value.get("done") == Some(&Value::Bool(false)) && has(value, &["model"]);
    let realtime = has(value, &["event_id"]) && is_event(value);
    let live = has(value, &["serverContent"]) || has(value, &["setupComplete"]);
    ollama || ((realtime || live) && !providers::is_known(value))
}

/// An event of a Realtime or other stream that carries no usage.
fn is_event(value: &Value) -> bool {
    text(value, &["type"]).is_some() && !has(value, &["usageMetadata"])
}

/// The record with `(ours, theirs)` applied; `theirs` may be a path through objects, joined
/// by dots, when no key has that whole name.
fn rename(value: Value, map: &[(String, String)]) -> std::result::Result<Value, String> {
    let mut record = match value {
        Value::Object(record) => record,
        other => return Err(format!("{} is not a record", super::wire::shown(&other))),
    };
    let mut found = Vec::with_capacity(map.len());
    for (ours, theirs) in map {
        let value = match record.get(theirs) {
            Some(value) => Some(value.clone()),
            None => {
                let path: Vec<&str> = theirs.split('.').collect();
                lookup(&record, &path)
            }
        };
        found.push((ours, value));
    }
    for (ours, theirs) in map {
        let field = Field::named(ours);
        record.retain(|key, _| key != theirs && (field == Field::Unknown || Field::named(key) != field));
    }
    for (ours, value) in found {
        if let Some(value) = value {
            record.insert(ours.clone(), value);
        }
    }
    Ok(Value::Object(record))
}

fn lookup(record: &Map<String, Value>, path: &[&str]) -> Option<Value> {
    let (first, rest) = path.split_first()?;
    at(record.get(*first)?, rest).ok().flatten().cloned()
}
