//! cost-ops: the ledger of LLM spend. One binary, one SQLite file.
//!
//! This page is the map of the house. The library is what the thin binary (`main.rs`) is made of;
//! its interface for others is the command line and the ledger file.
//!
//! # Two waists
//!
//! Sources become [`domain::UsageEvent`]s; an event is priced and stored once, by one function
//! ([`ingest::Import::read`]); reports are questions that return a typed [`table::Table`];
//! renderers turn a `Table` into bytes. Nothing crosses but these two types, so a format, a report
//! and an output can each be added without touching the others.
//!
//! ```text
//!   bytes ─ source ─▶ UsageEvent ─ ingest (catalog prices, store writes) ─▶ ledger
//!   bytes ◀─ render ─ Table ◀─ report ─ store (reads) ◀────────────────────┘
//! ```
//!
//! # Rooms
//!
//! | room | owns | refuses to know |
//! |---|---|---|
//! | [`domain`] | values: event, counters, money, cost, price, period, labels, errors | files, clock, SQL, display |
//! | [`catalog`] | the price book: names, dated rates, why a rule was chosen | where events come from or go |
//! | [`source`] | one file a format, one line each in [`source::REGISTRY`] | prices, storage |
//! | [`store`] | the SQLite file; the only room that speaks SQL | formats, prices, text for people |
//! | [`ingest`] | the only way into the event table | what a record looks like |
//! | [`report`] | question → `Table` | how anything looks |
//! | [`render`] | `Table` → terminal, JSON, CSV, Markdown, YAML, HTML, XLSX, journals | where numbers come from |
//! | [`auth`] | keys, passwords, tokens: who is asking | HTTP, flags, what an endpoint does |
//! | [`alert`] | telling crossed thresholds, once each: a command, a signed message | what a budget is, the configuration |
//! | [`server`] | the listener: a gate, routes, limits, metrics; the only room that names tiny_http | how anything is computed |
//! | [`client`] | asking another machine, only when an address is given | what is asked for |
//! | [`config`], [`paths`] | the table of keys, the files, precedence; the default places | the environment (a parameter) |
//! | [`cli`] | clap, environment, clock, terminal, exit codes; one file a verb | SQL, formats |
//!
//! Imports go one way: `cli → server → (ingest, report, render) → (source, catalog, store, table) → domain`;
//! `auth` stands on `store`; `alert` on `report`, `store` and `client`.
//! `report` and `render` meet only in `Table`; `source`, `catalog` and `store` do not know each
//! other. `tests/it/layers.rs` reads the sources and holds the code to this; `clippy.toml` keeps
//! the environment, the clock and printing in `cli`.
//!
//! # The life of a record
//!
//! 1. `cli` opens the input (a file, standard input, gzip or not) and hands it to
//!    [`ingest::Import::read`], which tells the format by the first bytes or is told.
//! 2. The source calls its sink with an event or a refusal. Counters are inclusive (the whole
//!    prompt with its cached part), instants are UTC. An outer error says the input cannot be
//!    read; an inner one that this record is bad, and the work goes on.
//! 3. The price book finds the rule in force at the event's instant, in its context, by a match
//!    that can be explained, and splits the counters over the classes that rule prices. The event
//!    becomes a [`store::Prepared`] row, still on the thread that reads.
//! 4. `store` writes a batch in one transaction: insert or improve by identity, the cost lines,
//!    the rollups. A crash leaves all of it or none of it.
//!
//!    Logs of agents take the same way: [`ingest::logs`] finds the files (folders that are as they
//!    were are not listed again, [`ingest::Folders`]), [`ingest::Seen`] leaves out those that are as they were, [`ingest::Syncing`] reads the rest on from the stored offset,
//!    several at a time; how far a file was read becomes durable with its events or after them.
//! 5. `report` folds the coarsest rollup that can answer, else the events. Every total says what
//!    it is made of: exact, estimated, unpriced.
//! 6. `render` writes bytes. Standard output carries data only; all else goes to standard error.
//!
//! # What users rely on
//!
//! - Money is exact: integers of 1e-12 dollars ([`domain::Usd`]), one half-even rounding a cost
//!   line, no floating point near it.
//! - An unknown price is a state with a reason, never zero.
//! - The past does not change by itself: a cost is frozen with the rule that gave it. Pricing
//!   records again ([`ingest::reprice`]) makes a new generation of costs; the older ones stay
//!   readable, to the last sum.
//! - No record is lost or counted twice: identity is the source's id, or the content's hash. What telemetry
//!   and a log tell of one call under different names is matched where it is stored.
//! - A file that is newer, foreign or damaged is refused and left as it is.
//! - Text from data cannot steer a terminal or a log ([`domain::text`]).
//!
//! # How to add …
//!
//! | what | the files it takes | held by |
//! |---|---|---|
//! | a source (a log, an export, a shape of body) | one file in `src/source/…` with a `Source`, one line of [`source::REGISTRY`], a fixture in `tests/fixtures` | `tests/it/source_conformance.rs`, `agents_conformance.rs`, `exports_conformance.rs`: an entry without a fixture fails, and so does one that counts the same file twice |
//! | a report | one file in `src/report` that returns a [`table::Table`], its line in `src/report/mod.rs`; a verb | `tests/it/layers.rs`: it formats nothing; `schemas.rs`: its JSON has a schema |
//! | an output format | one file in `src/render`, a variant and an arm in `src/render/mod.rs`, a word in `src/cli/format.rs` | `tests/it/render_hostile.rs` does not compile without it, and feeds it hostile text |
//! | a price | the provider's file in `src/catalog/files/*.toml`, nothing in Rust | `tests/it/catalog_lint.rs`, `catalog_cases.rs` |
//! | a verb | one file in `src/cli`, a variant and an arm in `src/cli/mod.rs`, a line in `src/cli/help.rs`; then `COST_OPS_BLESS=1 cargo generated` | `help.rs`: it is under a heading; `tests/it/help.rs`: it has examples that parse, and its help fits a screen; `generated.rs` |
//! | a configuration key | one line in `src/config/keys.rs`, a row in `man/guide/config.md` | `tests/it/generated.rs` |
//! | a change of the file | `schema/migrations/NNNN_name.sql`, one line in `src/store/migrate.rs`; `COST_OPS_BLESS=1` writes `schema/current.sql` | `tests/it/store_schema.rs` |
//! | a guide | `man/guide/TOPIC.md`, one line in `src/cli/guide.rs` | `tests/it/readme.rs` runs its console blocks |
//!
//! # Where the plan was left
//!
//! - Counters are kept inclusive, as providers report them, and made disjoint against the classes a
//!   price list distinguishes: which overlaps matter is a property of the price list, not of the
//!   record ([`domain::usage`]).
//! - The embedded catalog is compiled from its TOML files into one binary table, so that start-up
//!   does not parse 47 price lists.
//! - An imported price list is kept as what it states beyond, or other than, the lists below it, and
//!   becomes tables of the embedded list's kind when one of its names is asked for. Tables live as
//!   long as the program: a command reads a few.
//! - Day sums are kept twice, with labels and by model alone; quarter-hour sums are brought up to
//!   date after large imports, and readers add the events since.
//! - On Linux the program is linked at a fixed address (`build.rs`): correcting the pointers of the
//!   tables of zones and prices took longer than a short command.
//! - Errors go to standard error with `--json` too (as the envelope, on one line): a program that
//!   reads standard output finds data there or nothing.

pub mod alert;
pub mod auth;
pub mod catalog;
pub mod cli;
pub mod client;
pub mod config;
pub mod domain;
pub mod ingest;
pub mod paths;
pub mod render;
pub mod report;
pub mod server;
pub mod source;
pub mod store;
pub mod table;
