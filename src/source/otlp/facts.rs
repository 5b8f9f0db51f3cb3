//! What a log record, a data point or a span states, whatever its encoding made of numbers.
//!
//! Owns: attributes by name, their values as text, counters, dollars and instants. Refuses to know:
//! which attribute means what. A value that is of no use as what is asked for is as good as absent,
//! but a counter that is none is an error.

use chrono::{DateTime, Utc};
use serde_json::{Number, Value};

use crate::domain::Usd;
use crate::source::{time, wire};

/// Attributes, in order of precedence: the record's own, then those of its resource.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    own: &'a [Value],
    resource: &'a [Value],
}

/// The list at a key; nothing when there is none.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn find<'a>(attributes: &'a [Value], name: &str) -> Option<&'a Value> {
    attributes.iter().find(|attribute| attribute["key"] == name).map(|attribute| &attribute["value"])
}

/// The one value in `{"intValue": "5"}`.
fn plain(value: &Value) -> Option<&Value> {
    let kinds = ["stringValue", "intValue", "doubleValue", "boolValue"];
    kinds.iter().find_map(|kind| value.get(kind)).filter(|value| !value.is_null())
}

impl<'a> Facts<'a> {
    pub(super) fn new(record: &'a Value, resource: &'a Value) -> Self {
        Facts { own: list(record, "attributes"), resource: list(resource, "attributes") }
    }

    /// The value of an attribute.
    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        find(self.own, name).or_else(|| find(self.resource, name)).and_then(plain)
    }

    /// Text of an attribute that has any in it.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// The first of these that has text in it.
    pub(super) fn first_text(self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The counter under the first of these names that has one, nothing when none is there.
    ///
    /// # Errors
    /// The name and what is wrong with its value.
    pub(super) fn count(self, names: &[&str]) -> Result<Option<u64>, String> {
        let Some((name, value)) = names.iter().find_map(|name| Some((name, self.get(name)?))) else { return Ok(None) };
        counter(value).map(Some).map_err(|why| format!("{name} is {why}"))
    }

    /// An amount of US dollars.
    pub(super) fn dollars(self, names: &[&str]) -> Option<Usd> {
        names.iter().find_map(|name| dollars(self.get(name)?))
    }

    /// The attributes of the record itself but one, in order of name: what tells series apart.
    pub(super) fn own_but(self, but: &str) -> Vec<(&'a str, String)> {
        let named = self.own.iter().filter_map(|one| Some((one["key"].as_str()?, plain(&one["value"])?)));
        let mut all: Vec<_> = named.filter(|(name, _)| *name != but).map(|(name, value)| (name, said(value))).collect();
        all.sort_unstable();
        all
    }

    /// The attributes of the resource, as text.
    pub(super) fn of_resource(self) -> impl Iterator<Item = (&'a str, String)> {
        self.resource.iter().filter_map(|one| Some((one["key"].as_str()?, said(plain(&one["value"])?))))
    }
}

fn said(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A counter, be it a number or its text.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub(super) fn counter(value: &Value) -> Result<u64, String> {
    let number = match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => serde_json::from_str::<Number>(text).ok(),
        _ => None,
    };
    number.map_or_else(|| Err(format!("{}, not a number", wire::shown(value))), |number| wire::counter(&number))
}

/// An amount of dollars, be it a number or its text.
pub(super) fn dollars(value: &Value) -> Option<Usd> {
    said(value).parse().ok()
}

/// The instant at the first of these keys that has one: nanoseconds since 1970, in text or not.
/// Numbers near zero are as good as none.
pub(super) fn instant(record: &Value, keys: &[&str]) -> Option<DateTime<Utc>> {
    keys.iter().find_map(|key| {
        let nanos: i64 = said(&record[*key]).parse().ok()?;
        time::epoch(&nanos.to_string()).ok().filter(|_| nanos > 1_000_000_000_000_000_000 / 2)
    })
}
