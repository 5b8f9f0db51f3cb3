//! The same logs and exports, written in another way: with the mark of an encoding, other line ends, spaces or
//! none, fields in another order and new ones among them. None of it changes a count, neither alone nor in a ledger that
//! reads the original too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cost_ops::domain::Tz;
use cost_ops::ingest::Summary;
use cost_ops::source::{REGISTRY, Source};
use cost_ops::store::Ledger;
use serde_json::{Map, Value};

use crate::agents::{Fixture, given, import, load, records, sums};
use crate::store_events::options;

/// A way to write the bytes of a file; none where it cannot be written so.
type Way = fn(&[u8]) -> Option<Vec<u8>>;

/// Other bytes around the same records.
const BYTES: &[(&str, Way)] = &[
    ("with a mark of its encoding", |bytes| text(bytes).map(|_| [b"\xef\xbb\xbf", unmarked(bytes)].concat())),
    ("with carriage returns", |bytes| Some(text(bytes)?.replace("\r\n", "\n").replace('\n', "\r\n").into())),
    ("without a last line end", |bytes| Some(text(bytes)?.trim_end().into())),
    ("with empty lines", |bytes| Some(text(bytes)?.replace('\n', "\n\n").into()).filter(|_| !is_table(bytes))),
];

/// The same records in other words.
const RECORDS: &[(&str, Way)] = &[
    ("with spaces", |bytes| json(bytes, &|value| spaced(&value))),
    ("with fields sorted", |bytes| json(bytes, &|value| sorted(&value).to_string())),
    ("with new fields", |bytes| json(bytes, &|value| grown(value).to_string())),
];

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn is_table(bytes: &[u8]) -> bool {
    !matches!(unmarked(bytes).first(), Some(b'{' | b'['))
}

/// A document, or every line that is one, written anew.
fn json(bytes: &[u8], write: &dyn Fn(Value) -> String) -> Option<Vec<u8>> {
    let text = text(unmarked(bytes)).filter(|_| !is_table(bytes))?;
    if let Ok(whole) = serde_json::from_str(text) {
        return Some(write(whole).into());
    }
    let line = |line: &str| serde_json::from_str(line).map_or_else(|_| line.to_owned(), write);
    Some(text.split('\n').map(line).collect::<Vec<_>>().join("\n").into())
}

fn spaced(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let each = fields.iter().map(|(name, value)| format!("{} : {}", Value::from(name.as_str()), spaced(value)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(" , "))
        }
        Value::Array(items) => format!("[ {} ]", items.iter().map(spaced).collect::<Vec<_>>().join(" , ")),
        other => other.to_string(),
    }
}

fn map(value: Value, field: &dyn Fn(&str, Value) -> Value) -> Value {
    match value {
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name.clone(), field(&name, value))).collect(),
        Value::Array(items) => items.into_iter().map(|item| field("", item)).collect(),
        other => other,
    }
}

fn sorted(value: &Value) -> Value {
    let fields = value.as_object().map(|fields| fields.iter().collect::<BTreeMap<_, _>>());
    match fields {
        Some(fields) => fields.into_iter().rev().map(|(name, value)| (name.clone(), sorted(value))).collect(),
        None => map(value.clone(), &|_, value| sorted(&value)),
    }
}

/// Records get fields nobody knows; what lists counters or models by name has no others.
fn grown(value: Value) -> Value {
    let keeps =
        |name: &str| name.to_lowercase().contains("usage") || name.contains("etail") || name.ends_with("etrics");
    match value {
        Value::Object(fields) => {
            let mut all = Map::from_iter([("zz_new".to_owned(), serde_json::json!({ "a": [1, null] }))]);
            all.extend(fields.into_iter().map(|(name, value)| {
                let kept = keeps(&name);
                (name, if kept { value } else { grown(value) })
            }));
            Value::Object(all)
        }
        other => map(other, &|_, value| grown(value)),
    }
}

/// Requests and tokens by model.
type Counted = BTreeMap<String, BTreeMap<&'static str, i64>>;

fn counted(ledger: &Ledger) -> Counted {
    let records = records(ledger);
    let models: std::collections::BTreeSet<&str> = records.iter().map(|record| record.model.as_str()).collect();
    let of = |model: &str| sums(records.iter().filter(|record| record.model == model));
    models.into_iter().map(|model| (model.to_owned(), of(model))).collect()
}

fn read(ledger: &mut Ledger, source: &'static Source, fixture: &Fixture) {
    for log in &fixture.logs {
        let source = source.agent.as_ref().map(|_| source);
        import(ledger, source, &given(log), &mut Summary::default());
    }
}

/// Writes every file of a folder in a way; false if none can be.
fn rewrite(folder: &Path, way: Way) -> bool {
    let mut any = false;
    for file in crate::agents::files(folder) {
        if let Some(bytes) = fs::read(&file).ok().and_then(|bytes| way(&bytes)) {
            fs::write(&file, bytes).unwrap();
            any = true;
        }
    }
    any
}

/// What a source gives written in each way, where it is not what it gives as it is.
fn unlike(source: &'static Source, fixture: &Fixture, ways: &[(&str, Way)]) -> Vec<String> {
    let ledger = || Ledger::open(&options(None, Tz::UTC)).unwrap();
    let mut original = ledger();
    read(&mut original, source, fixture);
    let before = counted(&original);
    let mut unlike = Vec::new();
    for (way, rewritten) in ways {
        let other = load(source).unwrap();
        if !rewrite(other.folder.path(), *rewritten) {
            continue;
        }
        let mut ledger = ledger();
        for (fixture, order) in [(&other, "alone"), (fixture, "and as it is")] {
            read(&mut ledger, source, fixture);
            let counted = counted(&ledger);
            if counted != before {
                unlike.push(format!("{} {way}, {order}: {counted:?} for {before:?}", source.id));
            }
        }
    }
    unlike
}

fn all_alike(ways: &[(&str, Way)], sources: &mut dyn Iterator<Item = &'static Source>) {
    let fixtures = sources.filter_map(|source| load(source).map(|fixture| (source, fixture)));
    let known = fixtures.filter(|(_, fixture)| fixture.expected["undetected"] != true);
    let unlike: Vec<String> = known.flat_map(|(source, fixture)| unlike(source, &fixture, ways)).collect();
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

#[test]
fn logs_are_the_same_in_any_encoding() {
    all_alike(BYTES, &mut REGISTRY.iter().filter(|source| source.agent.is_some()));
}

#[test]
fn logs_are_the_same_however_their_records_are_written() {
    all_alike(RECORDS, &mut REGISTRY.iter().filter(|source| source.agent.is_some()));
}

#[test]
fn exports_are_the_same_however_they_are_written() {
    all_alike(&[BYTES, RECORDS].concat(), &mut REGISTRY.iter().filter(|source| source.agent.is_none()));
}
