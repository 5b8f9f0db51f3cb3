//! Logs of agents and exports: our own fixture of each, read like the real thing.
//!
//! `tests/fixtures/agents/<id>/home/` is a home folder with an agent's logs in it (`X.db.sql`
//! stands for a database `X.db`), `tests/fixtures/exports/<id>/` holds export files. Beside
//! them `expected.json` says what must be in the ledger; see [`check`].

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cost_ops::catalog::PriceBook;
use cost_ops::domain::{Filter, InstantRange, Labels, Tz, UsageClass};
use cost_ops::ingest::{DISK, Import, Summary, Target};
use cost_ops::source::log::{Log, Places, Root};
use cost_ops::source::{Given, REGISTRY, Source, by_id};
use cost_ops::store::{Ledger, Reader, Record};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::store_events::options;

fn fixtures(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind)
}

/// The fixture of a source, unless it is one of the general formats.
pub(crate) fn fixture(source: &Source) -> Option<PathBuf> {
    let kind = if source.agent.is_some() { "agents" } else { "exports" };
    Some(fixtures(kind).join(source.id)).filter(|folder| folder.exists())
}

/// Every file below a folder, in order of name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A copy of a folder in which databases are databases.
pub(crate) fn unpacked(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for file in files(folder) {
        let to = copy.path().join(file.strip_prefix(folder).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        if to.extension().is_some_and(|e| e == "sql") {
            let conn = rusqlite::Connection::open(to.with_extension("")).unwrap();
            conn.execute_batch(&fs::read_to_string(&file).unwrap()).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        } else {
            fs::copy(&file, &to).unwrap();
        }
    }
    copy
}

/// The logs an agent has below a home folder, with their roots.
fn logs(source: &Source, home: &Path) -> Vec<Log> {
    let agent = source.agent.as_ref().unwrap();
    let (config, data) = (home.join(".config"), home.join(".local/share"));
    let places = Places { home, config: &config, data: &data, variable: &|_| None };
    let mut logs = Vec::new();
    for root in (agent.roots)(&places).into_iter().filter(|root| root.path.exists()) {
        logs.extend(logs_below(source, &root));
    }
    logs
}

/// The logs of an agent below a root.
pub(crate) fn logs_below(source: &Source, root: &Root) -> Vec<Log> {
    let below = if root.path.is_dir() { files(&root.path) } else { vec![root.path.clone()] };
    let holds = source.agent.as_ref().unwrap().holds;
    let of = |path: &PathBuf| path.strip_prefix(&root.path).unwrap().to_string_lossy().into_owned();
    let own = |path: &PathBuf| *path == root.path || holds(&of(path));
    below.into_iter().filter(own).map(|path| Log { path, root: Some(root.clone()), near: DISK }).collect()
}

pub(crate) fn given(log: &Log) -> Given {
    Given { at: "2026-11-23T12:00:00Z".parse().ok(), log: log.clone(), ..Given::default() }
}

/// Imports one file, as what it is said to be or as what it looks like.
pub(crate) fn import(ledger: &mut Ledger, source: Option<&'static Source>, given: &Given, summary: &mut Summary) {
    let book = PriceBook::new(Vec::new());
    let mut import = Import { pricer: &book, target: Target::Ledger(ledger), progress: &mut |_, _| () };
    let mut input = fs::File::open(&given.log.path).unwrap();
    let name = given.log.path.display().to_string();
    import.read(&name, &mut input, source, given, summary).unwrap_or_else(|e| panic!("{name}: {e:?}"));
}

pub(crate) fn records(ledger: &Ledger) -> Vec<Record> {
    ledger.records(&InstantRange::ALL, &Filter::default(), true, None, 1_000_000).unwrap()
}

/// The counters of a record under the names of the shared expectations.
pub(crate) fn classes(record: &Record) -> BTreeMap<&'static str, i64> {
    let get = |class| i64::try_from(record.usage.get(class)).unwrap();
    let (read, written) = (get(UsageClass::CacheRead), get(UsageClass::CacheWrite));
    let h1 = get(UsageClass::CacheWrite1h);
    BTreeMap::from([
        ("requests", get(UsageClass::Requests).max(1)),
        ("input_uncached", get(UsageClass::Input) - read - written),
        ("cache_read", read),
        ("cache_write_5m", written - h1),
        ("cache_write_1h", h1),
        ("output", get(UsageClass::Output)),
        ("reasoning", get(UsageClass::OutputReasoning)),
        ("audio_in", get(UsageClass::InputAudio)),
        ("audio_out", get(UsageClass::OutputAudio)),
        ("web_searches", get(UsageClass::WebSearches)),
    ])
}

pub(crate) fn sums<'r>(records: impl IntoIterator<Item = &'r Record>) -> BTreeMap<&'static str, i64> {
    let mut sums = BTreeMap::new();
    for record in records {
        for (class, count) in classes(record) {
            *sums.entry(class).or_default() += count;
        }
    }
    sums
}

/// Every key of `expected` is in `sums` with that number; other keys must be zero if `whole`.
pub(crate) fn compare(what: &str, expected: &Map<String, Value>, sums: &BTreeMap<&'static str, i64>) {
    for (class, count) in expected {
        let got = sums.get(class.as_str()).copied().unwrap_or(0);
        assert_eq!(json!(got), *count, "{what}: {class} of {sums:?}");
    }
}

pub(crate) fn facts(record: &Record) -> Map<String, Value> {
    let labels = &record.labels;
    let text = [
        ("id", &record.id),
        ("source", &record.source),
        ("provider", &record.provider),
        ("model", &record.model),
        ("project", &labels.project),
        ("session", &labels.session),
        ("branch", &labels.branch),
        ("agent", &labels.agent),
    ];
    let mut facts: Map<String, Value> = text.into_iter().map(|(key, text)| (key.into(), json!(text))).collect();
    facts.insert("at".into(), json!(record.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)));
    facts.insert("tags".into(), labels.tags.iter().map(|(k, v)| (k.clone(), json!(v))).collect::<Map<_, _>>().into());
    let context = record.context.attributes.iter().map(|(k, v)| (k.clone(), json!(v)));
    facts.insert("context".into(), context.collect::<Map<_, _>>().into());
    facts.insert("aggregate".into(), json!(record.context.aggregate));
    facts.insert("estimated".into(), json!(record.measures.estimated_requests > 0));
    facts.insert("reported".into(), json!(record.reported.map(|usd| usd.to_string())));
    facts.insert("metadata".into(), json!(record.metadata));
    facts.extend(classes(record).into_iter().map(|(class, count)| (class.into(), json!(count))));
    facts
}

/// Holds a ledger against `expected.json`:
/// - `totals`: the sums of classes (those not named must be zero);
/// - `by_model`: the same for each model (no other model may be there);
/// - `events`: for each, a record with all the facts it names;
/// - `count`: how many records there are; `rejected`: how many were refused (0 if not named).
pub(crate) fn check(id: &str, expected: &Value, records: &[Record], summary: &Summary) {
    let rejected = expected["rejected"].as_u64().unwrap_or(0);
    assert_eq!(summary.rejected, rejected, "{id}: {:?}", summary.rejections);
    let sums_of_all = sums(records);
    let totals = expected["totals"].as_object().unwrap_or_else(|| panic!("{id}: expected.json has no totals"));
    compare(id, totals, &sums_of_all);
    for (class, count) in &sums_of_all {
        assert!(*count == 0 || totals.contains_key(*class), "{id}: {count} {class} are not expected");
    }
    if let Some(models) = expected["by_model"].as_object() {
        let met: std::collections::BTreeSet<&str> = records.iter().map(|record| record.model.as_str()).collect();
        assert_eq!(
            met.into_iter().collect::<Vec<_>>(),
            models.keys().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
            "{id}: models"
        );
        for (model, expected) in models {
            let own = sums(records.iter().filter(|record| record.model == *model));
            compare(&format!("{id} {model}"), expected.as_object().unwrap(), &own);
        }
    }
    if let Some(count) = expected["count"].as_u64() {
        assert_eq!(records.len() as u64, count, "{id}: records");
    }
    let met: Vec<_> = records.iter().map(facts).collect();
    for event in expected["events"].as_array().into_iter().flatten() {
        let event = event.as_object().unwrap();
        let alike = |facts: &&Map<String, Value>| event.iter().all(|(key, value)| facts.get(key) == Some(value));
        let found = met.iter().filter(alike).count();
        assert!(found >= 1, "{id}: nothing is {}\nin {}", json!(event), json!(met));
    }
}

/// What a fixture gave.
pub(crate) struct Fixture {
    pub(crate) folder: TempDir,
    pub(crate) logs: Vec<Log>,
    pub(crate) expected: Value,
}

pub(crate) fn load(source: &Source) -> Option<Fixture> {
    let fixture = fixture(source)?;
    let expected = fs::read_to_string(fixture.join("expected.json"));
    let expected = expected.unwrap_or_else(|e| panic!("{}: expected.json: {e}", source.id));
    let expected = serde_json::from_str(&expected).unwrap_or_else(|e| panic!("{}: expected.json: {e}", source.id));
    let agent = source.agent.is_some();
    let folder = unpacked(&if agent { fixture.join("home") } else { fixture });
    let logs = match agent {
        true => logs(source, folder.path()),
        false => files(folder.path())
            .into_iter()
            .filter(|path| !path.ends_with("expected.json"))
            .map(|path| Log { path, root: None, near: DISK })
            .collect(),
    };
    assert!(!logs.is_empty(), "{}: no root holds anything of the fixture", source.id);
    Some(Fixture { folder, logs, expected })
}

#[test]
fn every_log_and_export_has_a_fixture() {
    // Telemetry is no file of an agent: its fixtures are documents as they are posted.
    let posted = |source: &Source| source.id == "otlp" && fixtures("otlp").is_dir();
    let general = |source: &Source| crate::source_formats::has_fixture(source.id) || posted(source);
    for source in REGISTRY.iter().filter(|source| !general(source)) {
        assert!(fixture(source).is_some(), "{} has no fixture", source.id);
    }
    for kind in ["agents", "exports"] {
        for entry in fs::read_dir(fixtures(kind)).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(by_id(&name).is_some(), "{kind}/{name} is of no source");
        }
    }
}

#[test]
fn fixtures_are_read_once_and_as_expected() {
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        let mut ledger = Ledger::open(&options(None, Tz::UTC)).unwrap();
        let mut first = Summary::default();
        fixture.logs.iter().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut first));
        check(source.id, &fixture.expected, &records(&ledger), &first);
        let before = records(&ledger);
        let mut again = Summary::default();
        fixture.logs.iter().rev().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut again));
        assert_eq!((again.new, again.updated), (0, 0), "{}: read again", source.id);
        assert_eq!(format!("{before:?}"), format!("{:?}", records(&ledger)), "{}: read again", source.id);
        assert!(ledger.verify().unwrap().is_empty(), "{}: sums", source.id);
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        let read = |logs: &mut dyn Iterator<Item = &Log>| {
            let mut ledger = Ledger::open(&options(None, Tz::UTC)).unwrap();
            logs.for_each(|log| import(&mut ledger, Some(source), &given(log), &mut Summary::default()));
            let mut facts: Vec<String> = records(&ledger).iter().map(|r| json!(facts(r)).to_string()).collect();
            facts.sort();
            facts
        };
        let (forward, backward) = (read(&mut fixture.logs.iter()), read(&mut fixture.logs.iter().rev()));
        assert_eq!(forward, backward, "{}", source.id);
    }
}

#[test]
fn fixtures_are_recognised() {
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        if fixture.expected["undetected"] == true {
            continue;
        }
        for log in &fixture.logs {
            let mut ledger = Ledger::open(&options(None, Tz::UTC)).unwrap();
            let mut summary = Summary::default();
            import(&mut ledger, None, &given(log), &mut summary);
            assert_eq!(summary.formats[0].1, source.id, "{:?}", log.path);
        }
    }
}

#[test]
fn labels_given_replace_those_of_the_log() {
    let source = by_id("claude-code").unwrap();
    let fixture = load(source).unwrap();
    let mut ledger = Ledger::open(&options(None, Tz::UTC)).unwrap();
    for log in &fixture.logs {
        let mut given = given(log);
        given.labels = Labels { host: "h1".into(), project: "over".into(), ..Labels::default() };
        import(&mut ledger, Some(source), &given, &mut Summary::default());
    }
    assert!(records(&ledger).iter().all(|r| r.labels.host == "h1" && r.labels.project == "over"));
}
