//! `cost-ops merge`: bundles of other ledgers into this one.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::ingested::{counted, say_pruned};
use super::{Context, Failure};
use crate::domain::{Act, Action, Code, Error};
use crate::ingest::bundle::{Bundle, Checked, OwnPrice};
use crate::paths::Location;
use crate::store::{Adopted, Ledger, PricedEvent};

/// Records of one transaction.
const BATCH: usize = 10_000;

/// Arguments of `merge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops merge laptop.bundle desktop.bundle
  cost-ops merge --dry-run from-a-stranger.bundle

Each bundle is checked before any of it is taken in. Records come with the costs they have there; what is there
already is not counted again, and of two copies the more complete one stays, at the price that counts for more: one of
one's own before an imported one before one of the program. In any order, as often as you like: the result is the same.")]
pub struct MergeArgs {
    /// The bundles
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Check the bundles, say what is in them, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// One bundle and what became of it.
struct Merged {
    file: PathBuf,
    checked: Checked,
    done: Adopted,
    /// Prices of one's own that differ: there and here.
    conflicts: Vec<(OwnPrice, String)>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &MergeArgs) -> Result<(), Failure> {
    let as_json = context.tells_json()?;
    let mut bundles = Vec::new();
    for file in &args.files {
        let mut bundle = Bundle::open(file)?;
        let checked = bundle.check()?;
        bundles.push((file.clone(), bundle, checked));
    }
    let there = !matches!(context.location()?, Location::File(path) if !path.exists());
    let own: Vec<OwnPrice> = match there {
        true => context.own_and_kept(&context.ledger(false)?)?.iter().map(OwnPrice::of).collect(),
        false => Vec::new(),
    };
    let mut ledger = if args.dry_run { None } else { Some(context.ledger(true)?) };
    let mut merged = Vec::new();
    for (file, bundle, checked) in bundles {
        let conflicts = conflicts(&checked.head.own_prices, &own);
        let done = match &mut ledger {
            Some(ledger) => take_in(context, ledger, bundle, &checked)?,
            None => Adopted::default(),
        };
        if let Some(ledger) = ledger.as_mut().filter(|_| done.new + done.updated > 0) {
            ledger.audit(&act(context, &file, &checked, &done))?;
        }
        merged.push(Merged { file, checked, done, conflicts });
    }
    if let Some(ledger) = &mut ledger
        && ledger.settling_pays()?
    {
        ledger.settle()?;
    }
    say_pruned(context, merged.iter().map(|one| one.done.pruned).sum());
    if as_json {
        context.print_json(&machine(&merged, args.dry_run))?;
    } else {
        merged.iter().for_each(|one| warn(context, one));
        context.print(&merged.iter().map(|one| people(one, args.dry_run)).collect::<String>())?;
    }
    let rejected: u64 = merged.iter().map(|one| one.checked.rejected).sum();
    if context.strict && rejected > 0 {
        return Err(Failure::incomplete(format!("{} rejected, and --strict was given", counted(rejected, "record"))));
    }
    Ok(())
}

/// Takes the events of a bundle in, some at a time; each transaction leaves a whole ledger, and the same merge again does
/// the rest.
fn take_in(context: &Context, ledger: &mut Ledger, mut bundle: Bundle, checked: &Checked) -> Result<Adopted, Failure> {
    let bar = context.progress("merge", None);
    let (mut done, mut batch, mut taken) = (Adopted::default(), Vec::<PricedEvent>::with_capacity(BATCH), 0);
    let head = bundle.read(&mut |event| {
        // What was refused was told when it was checked.
        let Ok(event) = event else { return Ok(()) };
        batch.push(event);
        if batch.len() >= BATCH {
            done += ledger.adopt(&batch)?;
            taken += batch.len() as u64;
            batch.clear();
            bar.at(0, taken);
        }
        Ok(())
    })?;
    done += ledger.adopt(&batch)?;
    if head != checked.head {
        return Err(Error::new(Code::Conflict, "the bundle changed while it was read").hint("merge it again").into());
    }
    Ok(done)
}

fn act(context: &Context, file: &std::path::Path, checked: &Checked, done: &Adopted) -> Act {
    let act = Act::new(context.now, Action::Merge, file.to_string_lossy())
        .with("made", checked.head.made.to_rfc3339())
        .with("new", done.new)
        .with("updated", done.updated)
        .with("duplicate", done.duplicate)
        .with("disputed", done.disputed);
    match &checked.head.host {
        Some(host) => act.with("host", host.as_str()),
        None => act,
    }
}

/// Prices of one's own for the same model and time that are not the same.
fn conflicts(there: &[OwnPrice], here: &[OwnPrice]) -> Vec<(OwnPrice, String)> {
    let of = |one: &OwnPrice| {
        let other = here.iter().filter(|other| other.is_of(one) && other.meets(one));
        other.filter(|other| other.price != one.price).map(|other| other.price.clone()).next()
    };
    there.iter().filter_map(|one| of(one).map(|here| (one.clone(), here))).collect()
}

fn warn(context: &Context, one: &Merged) {
    let file = one.file.display();
    for (there, here) in &one.conflicts {
        context.warn(&format!(
            "own prices of {} {} differ: {} in {file}, {here} here",
            there.provider, there.model, there.price
        ));
    }
    for rejection in &one.checked.rejections {
        context.warn(&rejection.of(&file));
    }
    if one.done.disputed > 0 {
        let copies = if one.done.disputed == 1 { "1 copy".to_owned() } else { format!("{} copies", one.done.disputed) };
        context.say(&format!(
            "{copies} of records that were here cost something else in {file}: the price that counts for more stays"
        ));
    }
}

fn people(one: &Merged, dry_run: bool) -> String {
    let (file, head) = (one.file.display(), &one.checked.head);
    let from = head.host.as_deref().map(|host| format!(" from {host}")).unwrap_or_default();
    let day = head.made.format("%Y-%m-%d");
    let records = counted(one.checked.events, "record");
    if dry_run {
        return format!(
            "{file}: sound, {records}{from}, made {day}, rejected {} (dry run, nothing written)\n",
            one.checked.rejected
        );
    }
    format!(
        "Merged {file}: {records}{from}, made {day}\n  new {}  updated {}  duplicate {}  rejected {}\n",
        one.done.new, one.done.updated, one.done.duplicate, one.checked.rejected
    )
}

fn machine(merged: &[Merged], dry_run: bool) -> serde_json::Value {
    let one = |one: &Merged| {
        let conflicts: Vec<_> = one
            .conflicts
            .iter()
            .map(|(there, here)| json!({"provider": there.provider, "model": there.model, "there": there.price, "here": here}))
            .collect();
        let rejections: Vec<_> =
            one.checked.rejections.iter().map(|r| json!({"line": r.line, "reason": r.reason})).collect();
        json!({
            "file": one.file.to_string_lossy(),
            "host": one.checked.head.host,
            "made": one.checked.head.made.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            "redacted": one.checked.head.redacted,
            "records": one.checked.events,
            "new": one.done.new,
            "updated": one.done.updated,
            "duplicate": one.done.duplicate,
            "disputed": one.done.disputed,
            "rejected": one.checked.rejected,
            "rejections": rejections,
            "price_conflicts": conflicts,
        })
    };
    json!({"schema_version": 1, "dry_run": dry_run, "bundles": merged.iter().map(one).collect::<Vec<_>>()})
}
