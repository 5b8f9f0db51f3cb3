//! `cost-ops pricing reprice`: stored records at other prices.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use clap::Args;

use super::instant;
use crate::catalog::PriceBook;
use crate::cli::ingested::{counted, money};
use crate::cli::selection::WhichArgs;
use crate::cli::{Context, Failure, answer};
use crate::domain::{Correction, Error, Repricing, Usd, Which};
use crate::ingest::reprice::{self, Effect, Mover};
use crate::render::Format;
use crate::report::{difference, known};
use crate::store::Ledger;
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `pricing reprice`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops pricing reprice --unpriced
  cost-ops pricing reprice --corrections --dry-run
  cost-ops pricing reprice --what-if --as-of now --range last-month
  cost-ops pricing reprice --all --as-of 2026-11-01 --provider openai --yes

What would change is shown first, and asked about on a terminal. Nothing is lost: the costs so far
stay readable with --prices. A record whose price is on no list any more keeps the cost it has.")]
pub(super) struct RepriceArgs {
    /// Records without a price
    #[arg(long, group = "chosen")]
    unpriced: bool,
    /// Records whose price was mended since
    #[arg(long, group = "chosen")]
    corrections: bool,
    /// All records (the default of --what-if)
    #[arg(long, group = "chosen")]
    all: bool,
    /// The price lists of record (each record's own instant), of now, or of a date or instant
    #[arg(long, value_name = "DATE", default_value = "record", value_parser = as_of)]
    as_of: AsOf,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
    /// Only show what the records would cost
    #[arg(long)]
    what_if: bool,
    /// Leave records in closed periods as they are
    #[arg(long)]
    skip_closed: bool,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    which: WhichArgs,
}

/// The instant whose prices are meant.
#[derive(Debug, Clone, Copy)]
enum AsOf {
    Record,
    Now,
    At(DateTime<Utc>),
}

fn as_of(text: &str) -> Result<AsOf, String> {
    match text {
        "record" => Ok(AsOf::Record),
        "now" => Ok(AsOf::Now),
        date => instant(date)
            .map(AsOf::At)
            .map_err(|why| format!("record, now, or {}", why.trim_start_matches("it must be "))),
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &RepriceArgs) -> Result<(), Failure> {
    let looks = args.dry_run || args.what_if;
    let mut ledger = context.ledger(!looks)?;
    let wish = wish(context, args, &ledger)?;
    let book = context.book(&ledger)?;
    let foreseen = reprice::consider(&ledger, &wish, &book)?;
    let format = context.format(None);
    let people = format == Format::Table;
    if people || looks || foreseen.repriced.changed == 0 {
        answer::give(context, &table(&foreseen, "What would change"), format)?;
    }
    if looks || foreseen.repriced.changed == 0 {
        return Ok(());
    }
    if !args.yes && context.can_ask() && !context.ask("Make this a new generation of costs?")? {
        context.say("nothing was changed");
        return Ok(());
    }
    let catalog = context.prices_name(&ledger.price_layers()?);
    let done = reprice::reprice(&mut ledger, &wish, &book, &catalog, context.now)?;
    if !people {
        answer::give(context, &table(&done, "What changed"), format)?;
    }
    say(context, &done);
    Ok(())
}

/// Prices what has no price, where one can now be found, and says so. Called when prices were
/// added.
///
/// # Errors
/// When the ledger cannot be written; no record was changed then.
pub(super) fn fill_unpriced(context: &Context, ledger: &mut Ledger) -> Result<(), Failure> {
    let book = context.book(ledger)?;
    let wish = Repricing { skip_closed: true, ..Repricing::new(Which::Unpriced) };
    let foreseen = reprice::consider(ledger, &wish, &book)?.repriced;
    if foreseen.closed > 0 {
        let records = counted(foreseen.closed, "unpriced record");
        context.say(&format!("{records} left as it was, in closed periods (cost-ops close --list shows them)"));
    }
    // Another reason for having no price is no news that is worth a generation.
    if foreseen.newly_priced == 0 {
        return Ok(());
    }
    let catalog = context.prices_name(&ledger.price_layers()?);
    let done = reprice::reprice(ledger, &wish, &book, &catalog, context.now)?;
    if let (Some(number), 1..) = (done.generation, done.repriced.newly_priced) {
        let filled = done.repriced.newly_priced;
        let have = if filled == 1 { "has" } else { "have" };
        let cost = money(done.repriced.new_total);
        let records = counted(filled, "unpriced record");
        context.say(&format!("{records} now {have} a price: {cost} (generation {number})"));
    }
    Ok(())
}

fn wish(context: &Context, args: &RepriceArgs, ledger: &Ledger) -> Result<Repricing, Failure> {
    let which = match (args.unpriced, args.corrections, args.all) {
        (true, ..) => Which::Unpriced,
        (_, true, _) => Which::Corrected(corrections(ledger)?),
        (_, _, true) => Which::All,
        _ if args.what_if => Which::All,
        _ => {
            let error = Error::validation("which records are to be priced again?");
            return Err(error.hint("--unpriced, --corrections or --all; --what-if only asks").into());
        }
    };
    let as_of = match args.as_of {
        AsOf::Record => None,
        AsOf::Now => Some(context.now),
        AsOf::At(at) => Some(at),
    };
    let range = args.which.window("all", context)?.range;
    Ok(Repricing { which, range, filter: args.which.filter(), as_of, skip_closed: args.skip_closed })
}

/// The corrections, under every spelling of the provider that the ledger has: records may be filed
/// under an alias of the one that a correction names.
fn corrections(ledger: &Ledger) -> Result<Vec<Correction>, Failure> {
    let spelt: BTreeSet<String> = ledger.used_models()?.into_iter().map(|used| used.provider).collect();
    let mut all = ledger.corrections()?;
    for at in 0..all.len() {
        let mended = PriceBook::canonical(&all[at].provider);
        let aliases = spelt.iter().filter(|spelt| **spelt != all[at].provider && PriceBook::canonical(spelt) == mended);
        let more: Vec<_> = aliases.map(|id| Correction { provider: id.clone(), ..all[at].clone() }).collect();
        all.extend(more);
    }
    Ok(all)
}

/// One line on what was done.
fn say(context: &Context, done: &Effect) {
    let r = &done.repriced;
    let Some(number) = done.generation else { return context.say("nothing changed meanwhile") };
    let records = counted(r.changed, "record");
    let sum = |amount: Usd, unpriced: u64| {
        if unpriced > 0 { format!("at least {}", money(amount)) } else { money(amount) }
    };
    let (old, new) = (sum(r.old_total, r.old_unpriced), sum(r.new_total, r.new_unpriced));
    context.say(&format!(
        "generation {number}: {records} changed, {old} before, {new} now (--prices {} shows the costs before)",
        number - 1
    ));
}

/// Totals, and the largest movers.
fn table(effect: &Effect, title: &str) -> Table {
    let r = &effect.repriced;
    let mut table = Table { title: title.into(), rows_title: "Largest movers".into(), ..Table::default() };
    table.columns = vec![
        Column::new("provider", "Provider", Kind::Text).priority(2),
        Column::new("model", "Model", Kind::Text),
        Column::new("records", "Records", Kind::Count).priority(1),
        Column::new("old_cost", "Old cost", Kind::Money),
        Column::new("new_cost", "New cost", Kind::Money),
        Column::new("difference", "Difference", Kind::Money),
        Column::new("old_unpriced", "Unpriced before", Kind::Count).hidden(),
        Column::new("new_unpriced", "Unpriced after", Kind::Count).hidden(),
    ];
    effect.movers.iter().for_each(|mover| table.item(cells(mover)));
    let count = |count: u64| Cell::Count(count.into());
    let (old, new) = (known(r.old_unpriced.into(), r.old_total), known(r.new_unpriced.into(), r.new_total));
    let figures = [
        ("records", "Records looked at", count(r.records)),
        ("changed", "Records that change", count(r.changed)),
        ("newly_priced", "  newly priced", count(r.newly_priced)),
        ("old_total", "Old total", old.clone()),
        ("new_total", "New total", new.clone()),
        ("difference", "Difference", difference(&new, &old)),
        ("kept", "Kept, on no list any more", count(r.kept)),
        ("closed", "In closed periods", count(r.closed)),
        ("new_unpriced", "Still without a price", count(r.new_unpriced)),
    ];
    for (key, label, value) in figures {
        if !matches!(key, "newly_priced" | "kept" | "closed" | "new_unpriced") || value != Cell::Count(0) {
            table.fact(label, value.clone());
        }
        table.summary.push((key.to_owned(), value));
    }
    table.summary.push(("old_unpriced".to_owned(), count(r.old_unpriced)));
    table.summary.push(("generation".to_owned(), effect.generation.map_or(Cell::Empty, |n| Cell::Count(n.into()))));
    table.summary.push(("currency".to_owned(), Cell::Text("USD".to_owned())));
    if r.changed == 0 {
        table.note(false, "nothing changes, and no generation is made");
    }
    if r.closed > 0 {
        let records = counted(r.closed, "record");
        table.note(true, format!("{records} in closed periods: the cost stays as it is until the period is reopened"));
    }
    if r.kept > 0 {
        let records = counted(r.kept, "record");
        table.note(true, format!("{records} would have no price any more: a known cost is kept"));
    }
    table
}

fn cells(mover: &Mover) -> Vec<Cell> {
    let (old, new) = (known(mover.old_unpriced.into(), mover.old), known(mover.new_unpriced.into(), mover.new));
    let difference = difference(&new, &old);
    vec![
        Cell::text(&mover.provider),
        Cell::text(&mover.model),
        Cell::Count(mover.records.into()),
        old,
        new,
        difference,
        Cell::Count(mover.old_unpriced.into()),
        Cell::Count(mover.new_unpriced.into()),
    ]
}
