//! The ledger against plain SQLite, in one run: `cargo bench --bench ledger [-- EVENTS]`.
//!
//! Prints rates, sizes and ratios; asserts nothing about time.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::DateTime;
use cost_ops::domain::{
    Cost, EventId, Filter, InstantRange, Labels, Layer, Line, MatchClass, Measures, PriceContext, PriceStamp, Priced,
    Rate, UsageClass, UsageCounts, UsageEvent,
};
use cost_ops::store::{Grain, Ledger, OpenOptions, PricedEvent, Reader};

const BATCH: usize = cost_ops::ingest::BATCH;
const MODELS: [&str; 8] =
    ["gpt-5.2", "gpt-5.2-mini", "claude-opus-5", "claude-sonnet-5", "gemini-3-pro", "grok-5", "o5", "mistral-large"];

/// A small generator with a fixed seed: the same events in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn id(&mut self) -> String {
        const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        (0..22).fold("req_".to_owned(), |mut id, _| {
            id.push(char::from(LETTERS[self.roll(62) as usize]));
            id
        })
    }
}

/// Requests of 90 days: 20 projects in 3 organizations, 40 users, sessions of some 50 requests.
fn make(dice: &mut Dice, from: u64, count: usize, all: u64, stamps: &[Arc<PriceStamp>]) -> Vec<PricedEvent> {
    let rates = [(UsageClass::Input, "3"), (UsageClass::Output, "15"), (UsageClass::CacheRead, "0.3")]
        .map(|(class, usd)| (class, Rate::parse(usd, class.per()).expect("a rate")));
    (from..from + count as u64)
        .map(|n| {
            let model = dice.roll(8) as usize;
            let input = 200 + dice.roll(20_000);
            let cached = input * dice.roll(90) / 100;
            let output = 20 + dice.roll(2_000);
            let counts = [input - cached, output, cached];
            let lines = rates
                .iter()
                .zip(counts)
                .filter(|(_, count)| *count > 0)
                .map(|((class, rate), count)| Line {
                    class: *class,
                    count,
                    rate: *rate,
                    amount: rate.amount(count).expect("in range"),
                })
                .collect();
            let project = dice.roll(20);
            let micros = 1_790_000_000_000_000 + (90 * 86_400_000_000 / all * n) as i64 + dice.roll(1_000_000) as i64;
            let event = UsageEvent {
                source: "native",
                namespace: "native",
                id: EventId::Given(dice.id()),
                at: DateTime::from_timestamp_micros(micros).expect("within the calendar"),
                provider: Some("acme".into()),
                model: MODELS[model].into(),
                context: PriceContext::default(),
                usage: UsageCounts::from_iter([
                    (UsageClass::Input, input),
                    (UsageClass::CacheRead, cached),
                    (UsageClass::Output, output),
                ]),
                labels: Labels {
                    organization: format!("org-{}", project % 3),
                    project: format!("project-{project}"),
                    user: format!("user-{}", project * 2 + dice.roll(2)),
                    session: format!("session-{}", n / 50),
                    ..Labels::default()
                },
                reported: None,
                estimated: false,
                latency_ms: Some(300 + dice.roll(9_000)),
                metadata: None,
                telemetry: None,
            };
            let cost = Cost::Priced(Priced { lines, stamp: Arc::clone(&stamps[model]) });
            PricedEvent { event, provider: "acme".into(), cost }
        })
        .collect()
}

fn stamps() -> Vec<Arc<PriceStamp>> {
    let stamp = |model: &&str| {
        Arc::new(PriceStamp {
            catalog: "2026-11-23-bench".into(),
            rule: format!("acme/{model}@2026"),
            provider: "acme".into(),
            model: (*model).into(),
            layer: Layer::Embedded,
            matched: MatchClass::Exact,
            tier_above: None,
            context: String::new(),
            free: false,
        })
    };
    MODELS.iter().map(stamp).collect()
}

/// Milliseconds with three decimals, without floats.
fn ms(time: Duration) -> String {
    format!("{}.{:03} ms", time.as_millis(), time.as_micros() % 1_000)
}

/// `a ÷ b` with two decimals.
fn ratio(a: Duration, b: Duration) -> String {
    let hundredths = a.as_nanos() * 100 / b.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn rate(count: u64, time: Duration) -> String {
    format!("{} events/s", u128::from(count) * 1_000_000 / time.as_micros().max(1))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn best_of<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    (0..times).map(|_| timed(&mut work).1).min().unwrap_or_default()
}

/// `sqlite3`'s own import of the same events into a table with a unique key.
fn plain_import(folder: &std::path::Path, all: u64, stamps: &[Arc<PriceStamp>]) -> Option<Duration> {
    let csv = folder.join("rows.csv");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&csv).ok()?);
    let mut dice = Dice(42);
    let mut from = 0;
    while from < all {
        for PricedEvent { event, .. } in make(&mut dice, from, BATCH.min((all - from) as usize), all, stamps) {
            let EventId::Given(id) = &event.id else { continue };
            let (usage, labels) = (&event.usage, &event.labels);
            writeln!(
                out,
                "{id},{},acme,{},{},{},{},{},{},{},{},{}",
                event.at.to_rfc3339(),
                event.model,
                labels.organization,
                labels.project,
                labels.user,
                labels.session,
                usage.get(UsageClass::Input),
                usage.get(UsageClass::CacheRead),
                usage.get(UsageClass::Output),
                event.latency_ms.unwrap_or(0)
            )
            .ok()?;
        }
        from += BATCH as u64;
    }
    out.flush().ok()?;
    let table = "CREATE TABLE t(id TEXT UNIQUE, at, provider, model, org, project, user, session, input INTEGER, \
                 cached INTEGER, output INTEGER, latency INTEGER)";
    let import = format!(".import --csv {} t", csv.display());
    let (status, time) =
        timed(|| Command::new("sqlite3").arg(folder.join("plain.db")).arg(table).arg(&import).status().ok());
    status.filter(std::process::ExitStatus::success).map(|_| time)
}

fn main() {
    let all: u64 = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").expect("standard output");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.db");
    let stamps = stamps();
    let options = OpenOptions {
        path: Some(path.clone()),
        create: true,
        read_only: false,
        zone: cost_ops::domain::Tz::named("Europe/Berlin").expect("a zone"),
    };
    let mut ledger = Ledger::open(&options).expect("a ledger");
    let mut dice = Dice(42);
    let (mut from, mut append, mut last) = (0, Duration::ZERO, Vec::new());
    let mut worst = Duration::ZERO;
    while from < all {
        let batch = make(&mut dice, from, BATCH.min((all - from) as usize), all, &stamps);
        let (done, time) = timed(|| ledger.append(&batch, &|_| unreachable!()).expect("stored"));
        assert_eq!(done.new, batch.len() as u64);
        append += time;
        worst = worst.max(time);
        from += batch.len() as u64;
        last = batch;
    }
    say(format!("append of {all}: {} ({}), longest transaction {}", ms(append), rate(all, append), ms(worst)));
    let (_, again) = timed(|| ledger.append(&last, &|_| unreachable!()).expect("stored"));
    say(format!("the last batch again: {}", rate(last.len() as u64, again)));
    let pays = ledger.settling_pays().expect("weighed");
    let ((), settle) = timed(|| {
        if pays {
            ledger.settle().expect("settled");
        }
    });
    say(format!("settle quarters: {} (pays: {pays})", ms(settle)));
    drop(ledger);
    let bytes = std::fs::metadata(&path).expect("the file").len();
    say(format!("bytes per event: {}.{}", bytes / all, bytes * 10 / all % 10));
    match plain_import(folder.path(), all, &stamps) {
        Some(time) => {
            say(format!("sqlite3 .import: {} ({}); ÷ append = {}", ms(time), rate(all, time), ratio(time, append)));
        }
        None => say("sqlite3 .import: no sqlite3 here".into()),
    }
    let ledger = Ledger::open(&options).expect("a ledger");
    let sum = |grain: Grain| {
        let mut sums = Measures::default();
        ledger
            .fold(grain, &InstantRange::ALL, &Filter::default(), &mut |bucket| sums += bucket.measures)
            .expect("a fold");
        assert_eq!(sums.requests, i128::from(all));
    };
    let events = best_of(3, || sum(Grain::Event));
    let days = best_of(9, || sum(Grain::Day));
    let quarters = best_of(3, || sum(Grain::Quarter));
    let open = best_of(9, || Ledger::open(&options).expect("a ledger").dictionary_of(&BTreeSet::new()).expect("names"));
    let newest =
        best_of(9, || ledger.records(&InstantRange::ALL, &Filter::default(), false, None, 20).expect("records"));
    let raw = rusqlite::Connection::open(&path).expect("the file");
    let group = best_of(2, || {
        let sql = "SELECT at / 86400000000, kind, sum(input), sum(output), sum(cost_input), sum(cost_output), count(*) \
                   FROM events GROUP BY 1, 2";
        let mut statement = raw.prepare(sql).expect("SQL");
        statement.query_map([], |row| row.get::<_, i64>(0)).expect("rows").count()
    });
    say(format!("raw GROUP BY: {}", ms(group)));
    say(format!("fold events: {} ({})", ms(events), rate(all, events)));
    say(format!("fold days: {}; GROUP BY ÷ it = {}", ms(days), ratio(group, days)));
    say(format!("fold quarters: {}; GROUP BY ÷ it = {}", ms(quarters), ratio(group, quarters)));
    say(format!("open and names: {}; newest 20 records: {}", ms(open), ms(newest)));
    let mut sizes =
        raw.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC LIMIT 8").expect("SQL");
    let sizes = sizes.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).expect("rows");
    for (name, size) in sizes.filter_map(Result::ok) {
        say(format!("  {name}: {} bytes per 100 events", size * 100 / all as i64));
    }
}
