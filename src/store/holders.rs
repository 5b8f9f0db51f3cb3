//! Which processes have a ledger open.
//!
//! Owns: finding them. Only said to people: whether a lock can be had, the lock itself tells.
//! Refuses to know: what they do with it.

use std::fs;
use std::path::Path;

/// A process that has the file open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub process: u32,
    /// Its command line, the program without its folder.
    pub command: String,
}

/// The other processes that have the file open, as far as this system and this user can see.
pub fn holders(ledger: &Path) -> Vec<Holder> {
    let Ok(ledger) = ledger.canonicalize() else { return Vec::new() };
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let others = numbers.filter(|process| *process != std::process::id());
    others.filter(|process| has_open(*process, &ledger)).map(holder).collect()
}

fn has_open(process: u32, file: &Path) -> bool {
    let open = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|entry| fs::read_link(entry.path()).ok()).any(|target| target == file)
}

fn holder(process: u32) -> Holder {
    let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    let mut words = line.split(|byte| *byte == 0).filter(|word| !word.is_empty()).map(String::from_utf8_lossy);
    let program = words.next().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default().to_owned();
    Holder { process, command: words.fold(name, |command, word| command + " " + &word) }
}
