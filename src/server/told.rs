//! What a sender is told of its records, in the words of `record --json`.
//!
//! Owns: those words. They are written as they are made: there may be a hundred thousand of them
//! a second.

use std::fmt::Write;

use serde_json::json;

use super::ingest::{conflict, refused};
use super::response::{JSON, Response};
use crate::domain::text::{is_plain, json_made_safe};
use crate::domain::{Error, UnpricedReason, Usd};
use crate::store::{Appended, Fate};

/// One record on its way: what will be said of it once it is stored.
pub(super) struct Told {
    pub id: String,
    pub cost: Result<Usd, UnpricedReason>,
}

/// A record of a batch, or why it was refused.
pub(super) type One = Result<Told, String>;

impl Told {
    /// What is said of one record by itself.
    pub(super) fn answer(&self, status: u16, result: &str) -> Response {
        let mut body = String::with_capacity(192);
        self.write(result, &mut body);
        body.push_str("}\n");
        Response::new(status, JSON, body.into_bytes())
    }

    /// Everything but the closing brace.
    fn write(&self, result: &str, out: &mut String) {
        out.push_str("{\"id\":");
        quote(&self.id, out);
        push(out, &[",\"result\":\"", result, "\",\"estimated_cost\":"]);
        match self.cost.as_ref().map(Usd::to_string) {
            // An exact decimal is a JSON number as it stands.
            Ok(cost) => push(
                out,
                &[&cost, ",\"total_cost\":", &cost, ",\"total_cost_exact\":\"", &cost, "\"", CURRENCY, "null"],
            ),
            Err(why) => {
                push(out, &["null,\"total_cost\":null,\"total_cost_exact\":null", CURRENCY]);
                quote(&why.as_text(), out);
            }
        }
    }
}

const CURRENCY: &str = ",\"currency\":\"USD\",\"unpriced\":";

fn push(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Writes a JSON string. Most texts stand in it as they are.
fn quote(text: &str, out: &mut String) {
    if is_plain(text) && !text.contains(['"', '\\']) {
        push(out, &["\"", text, "\""]);
    } else {
        out.push_str(&json_made_safe(&serde_json::Value::from(text).to_string()));
    }
}

/// What became of each record of a batch, and how many of each there are: new, duplicate,
/// conflicting, refused.
pub(super) fn each(told: &[One], fates: &[Fate]) -> (Response, [u64; 4]) {
    let (mut counts, mut fates, mut results) = ([0u64; 4], fates.iter(), Results::of(told));
    for one in told {
        match one {
            Err(why) => {
                counts[3] += 1;
                results.failed(None, "rejected", &refused(why));
            }
            Ok(told) => match fates.next() {
                Some(Fate::New) => {
                    counts[0] += 1;
                    results.stored(told, "new");
                }
                Some(Fate::Duplicate) => {
                    counts[1] += 1;
                    results.stored(told, "duplicate");
                }
                _ => {
                    counts[2] += 1;
                    results.failed(Some(&told.id), "conflict", &conflict(&told.id));
                }
            },
        }
    }
    let [new, duplicate, conflict, rejected] = counts;
    let summary = json!({"new": new, "duplicate": duplicate, "conflict": conflict, "rejected": rejected});
    (results.answer(new > 0, conflict + rejected > 0, &summary), counts)
}

/// How many records were new and how many were joined; of each, what it costs.
pub(super) fn joined(told: &[One], done: Appended) -> (Response, [u64; 4]) {
    let mut results = Results::of(told);
    for one in told {
        match one {
            Ok(told) => results.stored(told, "joined"),
            Err(why) => results.failed(None, "rejected", &refused(why)),
        }
    }
    let rejected = told.iter().filter(|one| one.is_err()).count() as u64;
    let Appended { new, updated, duplicate, pruned: _ } = done;
    let summary = json!({"new": new, "updated": updated, "duplicate": duplicate, "conflict": 0, "rejected": rejected});
    (results.answer(new > 0, rejected > 0, &summary), [new, updated + duplicate, 0, rejected])
}

/// The results of a batch under way.
struct Results {
    body: String,
    count: usize,
}

impl Results {
    fn of(told: &[One]) -> Results {
        let mut body = String::with_capacity(64 + 192 * told.len());
        body.push_str("{\"data\":[");
        Results { body, count: 0 }
    }

    fn begin(&mut self) {
        if self.count > 0 {
            self.body.push(',');
        }
    }

    fn end(&mut self) {
        let _ = write!(self.body, ",\"index\":{}}}", self.count);
        self.count += 1;
    }

    fn stored(&mut self, told: &Told, result: &str) {
        self.begin();
        told.write(result, &mut self.body);
        self.end();
    }

    fn failed(&mut self, id: Option<&str>, result: &str, error: &Error) {
        self.begin();
        self.body.push('{');
        if let Some(id) = id {
            self.body.push_str("\"id\":");
            quote(id, &mut self.body);
            self.body.push(',');
        }
        let error = json!({"code": error.code.as_str(), "message": error.message}).to_string();
        push(&mut self.body, &["\"result\":\"", result, "\",\"error\":", &json_made_safe(&error)]);
        self.end();
    }

    fn answer(mut self, new: bool, failed: bool, summary: &serde_json::Value) -> Response {
        let _ = writeln!(self.body, "],\"summary\":{summary}}}");
        let status = match (failed, new) {
            (true, _) => 207,
            (false, true) => 201,
            (false, false) => 200,
        };
        Response::new(status, JSON, self.body.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_json_whatever_the_names() {
        let told = |id: &str, cost| Told { id: id.into(), cost };
        let unknown = || Err(UnpricedReason::UnknownModel);
        let batch = [Ok(told("a\"\n", Ok(Usd::from_pico(1)))), Err("it \"is\" bad".into()), Ok(told("b", unknown()))];
        let (response, counts) = each(&batch, &[Fate::New, Fate::Conflict]);
        let said: serde_json::Value = serde_json::from_slice(&response.body).expect("JSON");
        assert_eq!((response.status, counts), (207, [1, 0, 1, 1]));
        assert_eq!((&said["data"][0]["id"], &said["data"][2]["index"]), (&json!("a\"\n"), &json!(2)));
        assert_eq!(said["data"][0]["total_cost_exact"], "0.000000000001");
        let one: serde_json::Value =
            serde_json::from_slice(&told("x", unknown()).answer(201, "new").body).expect("JSON");
        assert_eq!(
            (&one["result"], &one["total_cost"], &one["unpriced"]),
            (&json!("new"), &json!(null), &json!("unknown_model"))
        );
    }
}
