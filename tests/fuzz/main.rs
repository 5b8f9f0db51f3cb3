//! Every parser, fed with what nobody would write: no panic, no hang, no memory out of proportion.
//!
//! Seeds are the fixtures; each is changed over and over by a fixed chance (`COST_OPS_SEED` gives
//! another), about a second a target. `COST_OPS_FUZZ_SECONDS=600 cargo test --release --test fuzz --
//! --nocapture` takes ten minutes each; `COST_OPS_FUZZ_TARGETS=codex,http` only those. What is found
//! goes to `tests/fixtures/fuzz/<target>/` and stays a seed. The same targets are laid out for
//! cargo-fuzz in `fuzz/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::disallowed_macros)]

mod database;
mod mutate;
#[path = "../it/otlp_wire.rs"]
mod otlp_wire;
#[allow(unreachable_pub, reason = "elsewhere it is a library")]
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use mutate::Mutator;

/// What one input may take before it counts as a hang, also where everything else is slow.
const HANG: Duration = Duration::from_secs(60);
/// What may be added to the memory of the process while one target runs.
const MEMORY: u64 = 64 * 1024;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn files_at(path: &Path, into: &mut Vec<PathBuf>) {
    if path.is_file() {
        into.push(path.to_owned());
    } else if let Ok(entries) = fs::read_dir(path) {
        entries.for_each(|entry| files_at(&entry.unwrap().path(), into));
    }
}

/// The examples of a target, in a fixed order; there is at least one.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    targets::seeds(target).iter().for_each(|place| files_at(&fixtures().join(place), &mut files));
    files.retain(|file| !file.ends_with("expected.json"));
    files.sort();
    let read = |file: &PathBuf| match file.extension().is_some_and(|ending| ending == "sql") {
        true => database::rows(target, &fs::read_to_string(file).unwrap()),
        false => fs::read(file).unwrap(),
    };
    let mut seeds: Vec<Vec<u8>> = files.iter().map(read).collect();
    if target == "otlp-protobuf" {
        let mut documents = Vec::new();
        files_at(&fixtures().join("otlp"), &mut documents);
        documents.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
        documents.sort();
        let documents = documents.iter().map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap());
        seeds.extend(documents.map(|document| otlp_wire::encode(&document)));
    }
    assert!(!seeds.is_empty(), "{target} has no example below tests/fixtures: {:?}", targets::seeds(target));
    seeds
}

/// A number of `/proc/self/status` in KiB; where there is no such thing, memory is not looked at.
fn memory(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.trim_start_matches(':').split_whitespace().next()?.parse().ok())
}

/// Gives an input to a target; what is wrong is kept in a file and told.
fn give(target: &str, input: &[u8]) {
    if let Err(panic) = catch_unwind(|| targets::run(target, input)) {
        let why = panic.downcast_ref::<String>().cloned();
        let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
        panic!("{target} panicked ({}); the input is at {}", why.unwrap_or_default(), keep(target, input).display());
    }
}

fn keep(target: &str, input: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("cost-ops-fuzz-{target}-{}", std::process::id()));
    fs::write(&path, input).unwrap();
    path
}

/// Feeds a target for a while; how many inputs it took, and how long the slowest took.
fn feed(target: &str, time: Duration, seed: u64) -> (u64, Duration) {
    let seeds = seeds(target);
    let (current, done) = (Mutex::new(Vec::new()), channel());
    let (mut count, mut slowest) = (0, Duration::ZERO);
    std::thread::scope(|scope| {
        let (tick, watched) = done;
        let current = &current;
        scope.spawn(move || {
            // No word for too long: the input that was being read is the one to look at.
            loop {
                match watched.recv_timeout(HANG) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {
                        eprintln!(
                            "{target} hangs; the input is at {}",
                            keep(target, &current.lock().unwrap()).display()
                        );
                        std::process::abort();
                    }
                }
            }
        });
        let mut mutator = Mutator::new(seed, &seeds);
        let end = Instant::now() + time;
        let mut next = seeds.clone().into_iter();
        while Instant::now() < end || count < seeds.len() as u64 {
            let input = next.next().unwrap_or_else(|| mutator.input());
            current.lock().unwrap().clone_from(&input);
            let start = Instant::now();
            give(target, &input);
            slowest = slowest.max(start.elapsed());
            count += 1;
            tick.send(()).unwrap();
        }
        drop(tick);
    });
    (count, slowest)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

#[test]
fn no_input_harms_a_parser() {
    let time = Duration::from_millis(number("COST_OPS_FUZZ_SECONDS").map_or(700, |seconds| seconds * 1_000));
    let chosen = std::env::var("COST_OPS_FUZZ_TARGETS").ok();
    let mut all = 0;
    for target in targets::names() {
        if chosen.as_ref().is_some_and(|chosen| !chosen.split(',').any(|one| one == target)) {
            continue;
        }
        // Where the high-water mark can be reset, it is that of this target alone.
        let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
        let before = memory("VmRSS");
        let (count, slowest) = feed(target, time, number("COST_OPS_SEED").unwrap_or(20_261_125));
        let grown = memory("VmHWM").zip(before).map_or(0, |(most, before)| most.saturating_sub(before));
        eprintln!("{target}: {count} inputs, the slowest {slowest:?}, {grown} KiB more memory");
        assert!(!reset || grown <= MEMORY, "{target} took {grown} KiB");
        all += count;
    }
    eprintln!("{all} inputs in all");
}

/// Each target has its file for cargo-fuzz, and nothing else is there.
#[test]
fn cargo_fuzz_has_the_same_targets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    if !folder.exists() {
        return eprintln!("skipped: the package has no folder fuzz");
    }
    let names: BTreeSet<String> = targets::names().into_iter().map(str::to_owned).collect();
    let file = |name: &str| {
        format!("#![no_main]\n\nlibfuzzer_sys::fuzz_target!(|data: &[u8]| cost_ops_fuzz::run(\"{name}\", data));\n")
    };
    let manifest: String = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let (head, _) = manifest.split_once("\n[[bin]]").unwrap_or((manifest.trim_end(), ""));
    let bins = names.iter().map(|name| {
        format!("\n[[bin]]\nname = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\ntest = false\ndoc = false\nbench = false\n")
    });
    let wanted = format!("{}\n{}", head.trim_end(), bins.collect::<String>());
    if option_env!("COST_OPS_BLESS").is_some() {
        fs::write(folder.join("Cargo.toml"), &wanted).unwrap();
        names.iter().for_each(|name| fs::write(folder.join(format!("fuzz_targets/{name}.rs")), file(name)).unwrap());
    }
    assert_eq!(fs::read_to_string(folder.join("Cargo.toml")).unwrap(), wanted, "COST_OPS_BLESS=1 writes it anew");
    for name in &names {
        assert_eq!(fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap(), file(name));
    }
    assert_eq!(fs::read_dir(folder.join("fuzz_targets")).unwrap().count(), names.len());
}
