//! Demo data: some weeks of invented usage, in a ledger of its own.
//!
//! Owns: what is invented, where it is kept, its mark, its removal. Refuses to know: how records are
//! read. Demo data never meets real data: it is written only to a ledger that has nothing else, logs of
//! agents are not read into that, and whatever reports from it says so.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::{Context, Failure};
use crate::domain::{Budget, BudgetText, Code, Error};
use crate::ingest::{Import, Summary, Target};
use crate::paths::Location;
use crate::source::{self, Given};
use crate::store::{Ledger, Named, OpenOptions};

/// The organization of all demo data, and of nothing else.
const ORGANIZATION: &str = "demo-data";
/// Days with usage, today the last of them.
const DAYS: i64 = 56;

/// Project, user, provider, model, requests on a working day, tokens of prompt and answer.
type Habit = (&'static str, &'static str, &'static str, &'static str, u64, u64, u64);

const HABITS: &[Habit] = &[
    ("demo-website", "ada", "anthropic", "claude-sonnet-4-5", 14, 52_000, 1_400),
    ("demo-website", "bo", "anthropic", "claude-haiku-4-5", 9, 18_000, 600),
    ("demo-search", "cy", "openai", "gpt-4o", 22, 6_500, 420),
    ("demo-search", "cy", "openai", "gpt-4o-mini", 30, 3_000, 250),
    ("demo-evals", "nightly", "google", "gemini-2.5-flash", 12, 24_000, 2_100),
];

/// Makes the ledger with demo data, or brings it up to today.
pub(super) fn seed(context: &Context) -> Result<(), Failure> {
    let path = place(context)?;
    let options = OpenOptions { path: Some(path.clone()), create: true, read_only: false, zone: context.zone() };
    if path.exists() && !is_demo(&Ledger::open(&OpenOptions { create: false, ..options.clone() })?)? {
        let error = Error::new(Code::Conflict, format!("{} has records that are no demo data", path.display()));
        return Err(error.hint("--db FILE with a new file; demo data is never mixed with other data").into());
    }
    let mut ledger = Ledger::open(&options)?;
    let book = context.book(&ledger)?;
    let mut summary = Summary::default();
    let lines = records(context.now);
    let target = Target::Ledger(&mut ledger);
    let mut import = Import { pricer: &book, target, progress: &mut |_, _| {} };
    let format = source::by_id("json");
    import.read("demo data", &mut lines.as_bytes(), format, &Given::default(), &mut summary)?;
    ledger.set_budget(&budget(context)?, context.now)?;
    context.print(&format!("demo data: {} records of {DAYS} days in {}\n", summary.read, path.display()))?;
    context.say(&format!(
        "next:\n  export COST_OPS_DATABASE_URL={}\n  cost-ops summary; cost-ops daily; cost-ops budget status\n  cost-ops forecast generate\n  cost-ops init --unseed            removes it",
        path.display()
    ));
    Ok(())
}

/// Removes the ledger with demo data, and nothing else.
pub(super) fn unseed(context: &Context) -> Result<(), Failure> {
    let path = place(context)?;
    if !path.exists() {
        return context.print(&format!("there is no demo data at {}\n", path.display()));
    }
    let options = OpenOptions { path: Some(path.clone()), create: false, read_only: true, zone: context.zone() };
    if !is_demo(&Ledger::open(&options)?)? {
        let error = Error::new(Code::Conflict, format!("{} has records that are no demo data", path.display()));
        return Err(error.hint("it was left as it is").into());
    }
    for end in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{end}", path.display()));
        match std::fs::remove_file(&file) {
            Err(error) if end.is_empty() => {
                return Err(Error::new(Code::Io, format!("cannot remove {}: {error}", file.display())).into());
            }
            _ => {}
        }
    }
    context.print(&format!("removed {}\n", path.display()))
}

/// Says it when a ledger holds demo data.
///
/// # Errors
/// When the names cannot be read.
pub(super) fn tell(context: &Context, ledger: &Ledger) -> Result<(), Error> {
    if !ledger.names(Named::Organization, ORGANIZATION, 1)?.is_empty() {
        context.say("this is demo data: none of it was spent (cost-ops init --unseed removes it)");
    }
    Ok(())
}

/// The ledger that was named, else one of its own beside the user's.
fn place(context: &Context) -> Result<PathBuf, Failure> {
    if context.global.database_url.is_some() {
        return match context.location()? {
            Location::File(path) => Ok(path),
            Location::Memory => Err(Error::validation("demo data in memory would end with this command").into()),
        };
    }
    Ok(context.paths.ledger()?.parent().map_or_else(PathBuf::new, Path::to_owned).join("demo.db"))
}

/// Whether a ledger has demo data or nothing.
fn is_demo(ledger: &Ledger) -> Result<bool, Error> {
    use crate::domain::{Filter, InstantRange};
    use crate::store::Reader;
    let records = |filter: &Filter| ledger.records(&InstantRange::ALL, filter, false, None, u64::from(u32::MAX));
    let demo = Filter { organization: vec![ORGANIZATION.to_owned()], ..Filter::default() };
    Ok(records(&Filter::default())?.len() == records(&demo)?.len())
}

fn budget(context: &Context) -> Result<Budget, Error> {
    BudgetText {
        name: "demo-month".to_owned(),
        amount: "60".to_owned(),
        period: "month".to_owned(),
        ..BudgetText::default()
    }
    .read()
    .map(|budget| Budget { zone: Some(context.zone()), ..budget })
}

/// The records as JSON lines: the same for the same day, and none after `now`.
fn records(now: DateTime<Utc>) -> String {
    let mut out = String::new();
    for back in (0..DAYS).rev() {
        let day = (now - TimeDelta::days(back)).date_naive();
        for (at, habit) in HABITS.iter().enumerate() {
            of_day(day, at as u64, habit, now, &mut out);
        }
    }
    out
}

fn of_day(day: NaiveDate, at: u64, habit: &Habit, now: DateTime<Utc>, out: &mut String) {
    let (project, user, provider, model, usual, input, output) = *habit;
    let weekend = day.weekday().num_days_from_monday() >= 5 && user != "nightly";
    let days = day.num_days_from_ce().unsigned_abs().into();
    // Between 70 and 130 of a hundred, growing slowly; one Thursday out of five is busy.
    let busy = if days % 35 == 4 { 3 } else { 1 };
    let count = usual * (70 + mixed(days, at) % 61) * busy / if weekend { 600 } else { 100 };
    for n in 0..count {
        let chance = mixed(days * 1_000 + n, at);
        let second = 8 * 3600 + (n * 36_000 / count.max(1)) + chance % 600;
        let time = day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::seconds(second.cast_signed());
        if time > now {
            break;
        }
        let input = input * (50 + chance % 101) / 100;
        let line = json!({
            "id": format!("demo-{day}-{at}-{n}"), "timestamp": time.to_rfc3339(), "provider": provider, "model": model,
            "input_tokens": input, "output_tokens": output * (40 + chance % 121) / 100,
            "cached_tokens": input * (chance % 80) / 100, "organization_id": ORGANIZATION, "project_id": project,
            "user_id": user, "tags": {"demo": "true"},
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
}

/// A number that looks like chance and is always the same.
const fn mixed(a: u64, b: u64) -> u64 {
    let x = (a.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ b.wrapping_add(1).wrapping_mul(0xD1B5_4A32_D192_ED03)) >> 7;
    x.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
}
