//! The least work an import of session logs can be: no labels, constant prices, no cursors that
//! are checked, one table, one transaction.

use std::collections::HashMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use memchr::{memchr, memmem, memrchr};
use rusqlite::{Connection, params};
use serde::Deserialize;

use crate::measure::Run;

#[derive(Deserialize)]
struct Line<'a> {
    timestamp: &'a str,
    #[serde(borrow)]
    message: Message<'a>,
}

#[derive(Deserialize)]
struct Message<'a> {
    id: &'a str,
    model: &'a str,
    usage: Usage,
}

#[derive(Deserialize, Clone, Copy)]
struct Usage {
    input_tokens: i64,
    cache_creation_input_tokens: i64,
    cache_read_input_tokens: i64,
    output_tokens: i64,
}

struct Event {
    id: String,
    model: String,
    day: String,
    usage: Usage,
}

/// Imports every log below a folder into a new file.
pub(crate) fn import(folder: &Path, database: &Path) -> Run {
    let begun = Instant::now();
    let mut files = Vec::new();
    list(folder, &mut files);
    files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let next = AtomicUsize::new(0);
    let (send, receive) = sync_channel::<Vec<Event>>(64);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (send, next, files) = (send.clone(), &next, &files);
            scope.spawn(move || {
                let mut buffer = vec![0; 256 * 1024];
                while let Some((path, _)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    send.send(read(path, &mut buffer)).expect("the writer is there");
                }
            });
        }
        drop(send);
        write(database, receive.into_iter());
    });
    Run { wall: begun.elapsed(), peak_kib: 0 }
}

fn list(folder: &Path, files: &mut Vec<(PathBuf, u64)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let about = entry.metadata().expect("facts");
        if about.is_dir() {
            list(&entry.path(), files);
        } else if entry.path().extension().is_some_and(|e| e == "jsonl") {
            files.push((entry.path(), about.len()));
        }
    }
}

fn read(path: &Path, buffer: &mut Vec<u8>) -> Vec<Event> {
    let file = File::open(path).expect("a log");
    let finder = memmem::Finder::new("\"usage\"");
    let mut events: HashMap<String, Event> = HashMap::new();
    let (mut at, mut filled) = (0, 0);
    loop {
        if filled == buffer.len() {
            buffer.resize(buffer.len() * 2, 0);
        }
        let read = file.read_at(&mut buffer[filled..], at).expect("readable");
        if read == 0 {
            break;
        }
        at += read as u64;
        filled += read;
        let Some(end) = memrchr(b'\n', &buffer[..filled]).map(|end| end + 1) else { continue };
        let block = &buffer[..end];
        let mut here = 0;
        while let Some(found) = finder.find(&block[here..]) {
            let found = here + found;
            let start = memrchr(b'\n', &block[here..found]).map_or(here, |at| here + at + 1);
            let stop = found + memchr(b'\n', &block[found..]).unwrap_or(block.len() - found);
            if let Ok(line) = serde_json::from_slice::<Line<'_>>(&block[start..stop]) {
                take(&mut events, &line);
            }
            here = stop + 1;
            if here >= block.len() {
                break;
            }
        }
        buffer.copy_within(end..filled, 0);
        filled -= end;
    }
    events.into_values().collect()
}

fn take(events: &mut HashMap<String, Event>, line: &Line<'_>) {
    let (message, usage) = (&line.message, line.message.usage);
    match events.get_mut(message.id) {
        Some(event) if event.usage.output_tokens < usage.output_tokens => event.usage = usage,
        Some(_) => {}
        None => {
            let day = line.timestamp.get(..10).unwrap_or_default().to_owned();
            let event = Event { id: message.id.to_owned(), model: message.model.to_owned(), day, usage };
            events.insert(message.id.to_owned(), event);
        }
    }
}

fn write(database: &Path, parcels: impl Iterator<Item = Vec<Event>>) {
    let mut conn = Connection::open(database).expect("a database");
    conn.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
         CREATE TABLE events (id INTEGER PRIMARY KEY, day INTEGER, model INTEGER, input INTEGER, written INTEGER,
             read INTEGER, output INTEGER, cost INTEGER);
         CREATE TABLE seen (key INTEGER PRIMARY KEY, event INTEGER) STRICT;
         CREATE TABLE sums (day TEXT, model INTEGER, cost INTEGER, PRIMARY KEY (day, model)) WITHOUT ROWID;",
    )
    .expect("made");
    let tx = conn.transaction().expect("begun");
    let (mut models, mut sums): (Vec<String>, HashMap<(String, usize), i64>) = (Vec::new(), HashMap::new());
    {
        let mut seen = tx.prepare("INSERT OR IGNORE INTO seen VALUES (?1, ?2)").expect("SQL");
        let mut put = tx.prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)").expect("SQL");
        let mut row = 0i64;
        let mut pending: Vec<(i64, Event)> = Vec::new();
        let mut flush = |pending: &mut Vec<(i64, Event)>| {
            pending.sort_unstable_by_key(|(key, _)| *key);
            for (key, event) in pending.drain(..) {
                row += 1;
                if seen.execute([key, row]).expect("stored") == 0 {
                    continue;
                }
                let model = models.iter().position(|model| *model == event.model).unwrap_or_else(|| {
                    models.push(event.model.clone());
                    models.len() - 1
                });
                let usage = event.usage;
                let cost = usage.input_tokens * 3 + usage.output_tokens * 15 + usage.cache_read_input_tokens;
                *sums.entry((event.day, model)).or_default() += cost;
                put.execute(params![
                    row,
                    0,
                    model as i64,
                    usage.input_tokens,
                    usage.cache_creation_input_tokens,
                    usage.cache_read_input_tokens,
                    usage.output_tokens,
                    cost
                ])
                .expect("stored");
            }
        };
        for events in parcels {
            pending.extend(events.into_iter().map(|event| (key(&event.id), event)));
            if pending.len() > 16_384 {
                flush(&mut pending);
            }
        }
        flush(&mut pending);
    }
    for ((day, model), cost) in &sums {
        tx.execute("INSERT INTO sums VALUES (?1, ?2, ?3)", params![day, *model as i64, cost]).expect("stored");
    }
    tx.commit().expect("durable");
}

fn key(id: &str) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    id.bytes().for_each(|byte| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 22).cast_signed()
}
