//! Breaking a ledger on purpose: what is promised of it, shown with numbers.
//!
//! `cargo test --test faults` does a little of everything within a few minutes. With
//! `COST_OPS_FAULTS=long` (best `--release`, `-- --nocapture`) the full numbers are reached, which
//! takes hours: 200 kills of an import of 60,000 records, 100 power cuts of each of several runs, an error and a
//! kill at every single system call, a minute of chaos. Chance is from a seed that is said, and
//! `COST_OPS_SEED` gives it again.
//!
//! What this machine cannot do (no `strace`, no right to mount, no `libfaketime`) is said on standard
//! error, with the reason, and the rest goes on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::disallowed_macros)]

mod calls;
mod clock;
mod crowds;
mod cuts;
mod disk;
mod files;
mod ground;
mod hostile;
mod kills;
mod power;
mod private;
mod rotation;
mod servers;

// What the other integration tests have for running the program is taken from them.
#[allow(dead_code, reason = "each binary uses a part of it")]
#[path = "../it/run.rs"]
mod run;
#[allow(dead_code, reason = "each binary uses a part of it")]
#[path = "../it/serving.rs"]
mod serving;
#[allow(dead_code, reason = "each binary uses a part of it")]
#[path = "../it/store_events.rs"]
mod store_events;
