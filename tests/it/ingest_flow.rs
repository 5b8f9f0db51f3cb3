//! An import: everything read is written or refused, counted once, in bounded memory.

use std::io::{self, BufRead, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use cost_ops::domain::Tz;
use cost_ops::domain::{Code, Cost, Error, Filter, InstantRange, Rejection, UsageEvent};
use cost_ops::ingest::{Import, Pricer, Summary, Target};
use cost_ops::source::reading::Reading;
use cost_ops::source::{Given, Sink, Source};
use cost_ops::store::{Ledger, OpenOptions, Reader};

use crate::store_events::{event, memory, options, price, totals};

/// A line is an id; `!…` is refused, `?…` has no price, `#` ends with an error.
static LINES: Source = Source {
    id: "lines",
    about: "one id a line",
    namespace: "native",
    sniff: |_| 0,
    reading: Reading::Stream(read_lines),
    agent: None,
};

fn read_lines(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> cost_ops::domain::Result<()> {
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.map_err(|error| Error::new(Code::Io, error.to_string()))?;
        if line == "#" {
            return Err(Error::new(Code::Io, "the input broke off"));
        }
        if let Some(rest) = line.strip_prefix('!') {
            sink(Err(Rejection { line: number, reason: rest.to_owned() }));
            continue;
        }
        let mut read = event(&line);
        if line.starts_with('?') {
            read.model = "unknown-x".into();
        }
        read.labels.overlay(&given.labels);
        sink(Ok(read));
    }
    Ok(())
}

struct Stub;

impl Pricer for Stub {
    fn price(&self, event: &UsageEvent) -> (String, Cost) {
        price(event)
    }
}

fn import(target: Target<'_>, input: &mut (dyn Read + Send), summary: &mut Summary) -> cost_ops::domain::Result<()> {
    let mut import = Import { pricer: &Stub, target, progress: &mut |_, _| () };
    import.read("input.txt", input, Some(&LINES), &Given::default(), summary)
}

fn numbered(from: usize, to: usize) -> String {
    (from..to).map(|n| format!("id-{n}\n")).collect()
}

#[test]
fn every_record_is_counted_once() {
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    let text = "a\nb\n!no model\n?c\na\n";
    import(Target::Ledger(&mut ledger), &mut text.as_bytes(), &mut summary).expect("imported");
    assert_eq!((summary.read, summary.new, summary.duplicate, summary.rejected, summary.updated), (5, 3, 1, 1, 0));
    assert_eq!(summary.unpriced, 1);
    assert_eq!(summary.rejections, [("input.txt".into(), Rejection { line: 3, reason: "no model".into() })]);
    assert_eq!(summary.formats, [("input.txt".into(), "lines")]);
    import(Target::Ledger(&mut ledger), &mut text.as_bytes(), &mut summary).expect("imported");
    assert_eq!((summary.read, summary.new, summary.duplicate, summary.rejected), (10, 3, 5, 2));
    assert_eq!(summary.read, summary.new + summary.updated + summary.duplicate + summary.rejected);
    assert_eq!(totals(&ledger).requests, 3);
}

#[test]
fn labels_given_reach_the_records() {
    let mut ledger = memory(Tz::UTC);
    let mut given = Given::default();
    given.labels.tag("job", "nightly");
    let mut summary = Summary::default();
    let mut import = Import { pricer: &Stub, target: Target::Ledger(&mut ledger), progress: &mut |_, _| () };
    import.read("x", &mut "a\n".as_bytes(), Some(&LINES), &given, &mut summary).expect("imported");
    let filter = Filter { tags: vec![("job".into(), "nightly".into())], ..Filter::default() };
    assert_eq!(ledger.records(&InstantRange::ALL, &filter, true, None, 9).expect("records").len(), 1);
}

#[test]
fn many_refusals_are_all_counted_and_a_few_kept() {
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    let text = "!bad\n".repeat(5_000);
    import(Target::Ledger(&mut ledger), &mut text.as_bytes(), &mut summary).expect("imported");
    assert_eq!((summary.read, summary.rejected, summary.rejections.len()), (5_000, 5_000, 100));
}

#[test]
fn what_came_before_an_error_stays() {
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    let text = format!("{}#\nnever\n", numbered(0, 3_000));
    let error = import(Target::Ledger(&mut ledger), &mut text.as_bytes(), &mut summary).expect_err("broken off");
    assert_eq!(error.message, "the input broke off");
    assert_eq!((summary.new, totals(&ledger).requests), (3_000, 3_000));
}

/// Gives some bytes, then fails.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the device is gone")),
            read => Ok(read),
        }
    }
}

#[test]
fn an_input_that_cannot_be_read_is_an_error_after_what_was() {
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    let text = numbered(0, 10);
    let error = import(Target::Ledger(&mut ledger), &mut Failing(text.as_bytes()), &mut summary).expect_err("failed");
    assert!(error.message.contains("the device is gone"), "{error}");
    assert_eq!((summary.new, totals(&ledger).requests), (10, 10));
}

/// An endless input of new ids; counts what was taken of it.
struct Endless<'a>(&'a AtomicUsize);

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = format!("id-{}\n", self.0.fetch_add(1, Ordering::Relaxed));
        buffer[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}

#[test]
fn a_writer_that_fails_stops_the_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    drop(Ledger::open(&options(Some(&path), Tz::UTC)).expect("made"));
    let mut read_only =
        Ledger::open(&OpenOptions { path: Some(path), create: false, read_only: true, zone: Tz::UTC }).expect("opened");
    let taken = AtomicUsize::new(0);
    let mut summary = Summary::default();
    let error = import(Target::Ledger(&mut read_only), &mut Endless(&taken), &mut summary).expect_err("cannot write");
    assert!(error.message.contains("read-only"), "{error}");
    assert_eq!((summary.read, summary.new), (0, 0), "nothing was committed, nothing is counted");
}

#[test]
fn a_dry_run_tells_what_would_be_new_and_writes_nothing() {
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    import(Target::Ledger(&mut ledger), &mut numbered(0, 10).as_bytes(), &mut summary).expect("imported");
    let mut dry = Summary::default();
    let text = format!("{}{}", numbered(5, 15), numbered(12, 14));
    import(Target::DryRun(Some(&ledger)), &mut text.as_bytes(), &mut dry).expect("weighed");
    assert_eq!((dry.read, dry.new, dry.duplicate), (12, 5, 7));
    assert_eq!(totals(&ledger).requests, 10);
    let mut alone = Summary::default();
    import(Target::DryRun(None), &mut text.as_bytes(), &mut alone).expect("weighed");
    assert_eq!((alone.new, alone.duplicate), (10, 2));
}

#[test]
fn more_than_a_batch_is_the_same_as_a_batch() {
    let count = cost_ops::ingest::BATCH + 2_500;
    let mut ledger = memory(Tz::UTC);
    let mut summary = Summary::default();
    let progressed = AtomicUsize::new(0);
    let text = numbered(0, count);
    let mut import = Import {
        pricer: &Stub,
        target: Target::Ledger(&mut ledger),
        progress: &mut |bytes, records| {
            assert!(bytes <= text.len() as u64 && records <= count as u64);
            progressed.fetch_add(1, Ordering::Relaxed);
        },
    };
    import.read("x", &mut text.as_bytes(), Some(&LINES), &Given::default(), &mut summary).expect("imported");
    assert_eq!((summary.new, summary.read), (count as u64, count as u64));
    assert_eq!(totals(&ledger).requests, count as i128);
    assert!(progressed.load(Ordering::Relaxed) > 1);
}

#[test]
fn an_input_of_no_known_format_is_refused() {
    let mut ledger = memory(Tz::UTC);
    let mut import = Import { pricer: &Stub, target: Target::Ledger(&mut ledger), progress: &mut |_, _| () };
    let mut input: &[u8] = b"\x00\x01\x02 nothing of the kind";
    let error = import.read("x", &mut input, None, &Given::default(), &mut Summary::default()).expect_err("refused");
    assert!(error.message.contains("neither JSON"), "{error}");
}
