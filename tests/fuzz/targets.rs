//! What is fuzzed: a name, how bytes are given to the parser, and where good examples of them are.
//!
//! Used twice: by the targets of cargo-fuzz in `fuzz/`, and by the tests here, which need no more than a
//! stable compiler. Each format of the registry is a target of its own.

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use chrono::DateTime;
use cost_ops::auth::{Authenticator, Moment, is_key};
use cost_ops::catalog::{exchange, own};
use cost_ops::domain::{BudgetPeriod, Code, ExchangeRates, Result, StartsOn, Tz, UsageEvent, Usd};
use cost_ops::ingest::bundle;
use cost_ops::report::{Dimension, Period, Starts, period};
use cost_ops::server::probe;
use cost_ops::source::reading::{Reading, Tables};
use cost_ops::source::{self, Given, REGISTRY, bills};
use cost_ops::store::{Ledger, OpenOptions, PricedEvent};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A target that is no format of records: a name, what is fed, and where the seeds are.
type Target = (&'static str, fn(&[u8]), &'static str);

const OTHERS: [Target; 10] = [
    ("bill", bill, "fuzz/bill"),
    ("bundle", bundled, "fuzz/bundle"),
    ("catalog", catalog, "catalog/exchange"),
    ("config", config, "fuzz/config"),
    ("credential", credential, "fuzz/credential"),
    ("detect", detect, "source"),
    ("http", http, "fuzz/http"),
    ("otlp-protobuf", protobuf, "fuzz/otlp-protobuf"),
    ("own-prices", own_prices, "fuzz/own-prices"),
    ("word", word, "fuzz/word"),
];

/// The names of all targets.
pub fn names() -> Vec<&'static str> {
    OTHERS.iter().map(|(name, ..)| *name).chain(REGISTRY.iter().map(|source| source.id)).collect()
}

/// Folders and files below `tests/fixtures` with examples; what was found wrong once is at `fuzz/<name>`.
pub fn seeds(name: &str) -> Vec<String> {
    let own = OTHERS.iter().find(|(other, ..)| *other == name).map(|(.., place)| (*place).to_owned());
    let folders = ["agents", "exports"].map(|folder| format!("{folder}/{name}"));
    let general = match name {
        "json" | "native" | "csv" => vec!["source".to_owned()],
        "otlp" | "copilot-vscode-traces" => vec!["otlp".to_owned()],
        _ => ["jsonl", "sse"].map(|ending| format!("source/{name}.{ending}")).to_vec(),
    };
    own.into_iter().chain(folders).chain(general).chain([format!("fuzz/{name}")]).collect()
}

/// Gives bytes to a target; it must not panic, hang, or take more memory than a few times their length.
pub fn run(name: &str, data: &[u8]) {
    match OTHERS.iter().find(|(other, ..)| *other == name) {
        Some((_, run, _)) => run(data),
        None => records(source::by_id(name).expect("a format"), data),
    }
}

fn records(source: &source::Source, data: &[u8]) {
    let at = DateTime::from_timestamp(1_790_000_000, 0);
    let given = Given { at, model: Some("gpt-4o".into()), ..Given::default() };
    let mut sink = |record: std::result::Result<UsageEvent, _>| {
        if let Ok(event) = record {
            // What is handed on can be told of.
            let _ = format!("{event:?}");
        }
    };
    match &source.reading {
        Reading::Tables(reading) => {
            let mut rows = Rows::of(data);
            let _ = (reading.claims)(&["session".to_owned(), "message".to_owned()]);
            let _ = (reading.read)(&mut rows, &given, &mut sink);
        }
        Reading::Lines(reading) => {
            let _ = source.read(&mut &data[..], &given, &mut sink);
            // Read on where it was stopped, and from a state that nobody wrote.
            let middle = data.iter().skip(data.len() / 2).position(|byte| *byte == b'\n');
            let (first, rest) = data.split_at(middle.map_or(data.len(), |at| data.len() / 2 + at + 1));
            let mut parser = (reading.open)(&given, None);
            (1..).zip(first.split(|byte| *byte == b'\n')).for_each(|(place, line)| parser.line(place, line, &mut sink));
            let state = parser.state();
            parser.finish(&mut sink);
            let odd = String::from_utf8_lossy(&data[..data.len().min(300)]).into_owned();
            for state in [state.as_deref(), Some(&odd)] {
                let mut parser = (reading.open)(&given, state);
                (1..)
                    .zip(rest.split(|byte| *byte == b'\n'))
                    .for_each(|(place, line)| parser.line(place, line, &mut sink));
                parser.finish(&mut sink);
                let _ = parser.limits();
            }
        }
        Reading::Stream(_) | Reading::Whole(_) => _ = source.read(&mut &data[..], &given, &mut sink),
    }
}

/// A database whose every query answers with these rows, and whose every table has all their columns.
struct Rows(Vec<Value>);

impl Rows {
    fn of(data: &[u8]) -> Rows {
        let values = serde_json::Deserializer::from_slice(data).into_iter::<Value>().map_while(std::result::Result::ok);
        Rows(values.take(1_000).collect())
    }
}

impl Tables for Rows {
    fn columns(&mut self, _table: &str) -> Result<Vec<String>> {
        Ok(self.0.iter().filter_map(Value::as_object).flat_map(|row| row.keys().cloned()).collect())
    }

    fn rows(&mut self, _sql: &str, each: &mut dyn FnMut(Value)) -> Result<()> {
        self.0.iter().cloned().for_each(each);
        Ok(())
    }
}

/// As a file, and as the lines of one that is whole: what is believed of it, a ledger can take in.
fn bundled(data: &[u8]) {
    let _ = bundle::read(data, &mut |_| Ok(()));
    let lines = data.iter().filter(|byte| **byte == b'\n').count();
    let hash: String = Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut whole = GzEncoder::new(Vec::new(), Compression::fast());
    whole.write_all(data).expect("memory");
    let end = format!("{{\"end\":{{\"events\":{},\"sha256\":\"{hash}\"}}}}\n", lines.saturating_sub(1));
    whole.write_all(end.as_bytes()).expect("memory");
    let mut batch: Vec<PricedEvent> = Vec::new();
    let mut keep = |event: std::result::Result<PricedEvent, _>| {
        batch.extend(event.ok().filter(|_| batch.len() < 50));
        Ok(())
    };
    let _ = bundle::read(whole.finish().expect("memory").as_slice(), &mut keep);
    TAKEN.with_borrow_mut(|taken| {
        let (ledger, count) = taken.get_or_insert_with(|| (in_memory(), 0));
        match ledger.adopt(&batch) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.code, Code::Validation, "what was believed can be taken in: {error}"),
        }
        *count += batch.len();
        if *count > 5_000 {
            assert_eq!(ledger.verify().expect("sums"), Vec::new());
            *taken = None;
        }
    });
}

fn in_memory() -> Ledger {
    let memory = OpenOptions { path: None, create: true, read_only: false, zone: Tz::UTC };
    Ledger::open(&memory).expect("a ledger")
}

fn catalog(data: &[u8]) {
    let Ok(list) = exchange::read(data) else { return };
    for file in &list.files {
        let again = exchange::read(exchange::to_toml(file).as_bytes()).expect("what was read can be written and read");
        assert_eq!(format!("{:?}", again.files), format!("{:?}", std::slice::from_ref(file)));
    }
}

fn own_prices(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
        let _ = own::read(text, "prices.toml", &ExchangeRates::default(), now);
    }
}

fn bill(data: &[u8]) {
    if let Ok(bill) = bills::read(data) {
        let _ = format!("{bill:?}");
    }
}

/// A word of a command line or of a question to the server: a period, a date, an amount, a budget's period.
fn word(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
    let (first, last) = text.split_once(' ').map_or((text, None), |(first, last)| (first, Some(last)));
    for zone in ["UTC", "America/Sao_Paulo", "Pacific/Apia", text].into_iter().filter_map(Tz::named) {
        if let Ok(period) = text.parse::<Period>() {
            let _ = period.window(now, zone, Starts::default());
        }
        let _ = period::explicit(Some(first), last, now, zone);
    }
    if let Ok(amount) = text.parse::<Usd>() {
        assert_eq!(amount.to_string().parse::<Usd>().ok(), Some(amount), "an amount is read as it is written");
    }
    let _ = text.parse::<Dimension>();
    if let Ok(period) = BudgetPeriod::parse(last.unwrap_or("month")) {
        let _ = StartsOn::parse(first, period);
    }
}

fn config(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = cost_ops::config::read_text(text, Path::new("cost-ops.toml"));
    }
}

fn detect(data: &[u8]) {
    let _ = source::detect(data);
}

fn http(data: &[u8]) {
    probe::request(data);
}

fn protobuf(data: &[u8]) {
    for document in probe::telemetry(data) {
        let given = Given { at: DateTime::from_timestamp(1_790_000_000, 0), ..Given::default() };
        source::otlp::read_document(&document, 1, &given, &mut |_| ());
    }
}

thread_local! {
    static TAKEN: RefCell<Option<(Ledger, usize)>> = const { RefCell::new(None) };
    static DOOR: RefCell<Option<(Authenticator, Ledger)>> = const { RefCell::new(None) };
}

fn credential(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = is_key(text);
    DOOR.with_borrow_mut(|door| {
        let (authenticator, ledger) =
            door.get_or_insert_with(|| (Authenticator::beside(None).expect("a door"), in_memory()));
        let at = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
        let known = authenticator.identify(text, ledger, Moment { at, since: Instant::now() });
        assert!(known.is_err(), "a ledger without keys let somebody in");
    });
}
