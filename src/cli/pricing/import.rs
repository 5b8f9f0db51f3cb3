//! `cost-ops pricing update --from`: a price list from a file, standard input or a URL.
//!
//! Owns: reading the list, showing what it changes, keeping it. Refuses to know: formats of
//! lists, what a difference is. Nothing is fetched unless a URL is given.

use std::io::Read;
use std::path::Path;

use clap::Args;

use super::layers;
use super::reprice::fill_unpriced;
use crate::catalog::exchange::{self, Format, Imported};
use crate::catalog::update::{self, Change, ChangeKind, Update};
use crate::cli::{Context, Failure};
use crate::domain::{Action, Code, Correction, Error, ImportedList, Layer, PriceChange, PriceLayers};
use crate::table::{Cell, Column, Kind, Table};

/// The largest list that is read.
const LARGEST: u64 = 64 << 20;
/// Lines about a list that are shown; the others are counted.
const SHOWN: usize = 20;

/// Arguments of `pricing update --from`.
#[derive(Debug, Args)]
pub(super) struct FromArgs {
    /// A price list to take in; a URL is fetched
    ///
    /// Our TOML or JSON Lines, genai-prices data.json, LiteLLM's model map, models.dev api.json, llm-prices
    /// historical-v1.json; - reads standard input.
    #[arg(long, value_name = "FILE|URL|-", conflicts_with_all = ["provider", "model", "correction"])]
    pub(super) from: Option<String>,
    /// What the list is called here
    ///
    /// By default its format, or the file's name for our own formats.
    #[arg(long, value_name = "NAME", requires = "from")]
    source: Option<String>,
    /// Show what would change, change nothing
    #[arg(long, requires = "from")]
    dry_run: bool,
    /// Name each new model, not only their number
    #[arg(long, requires = "from")]
    all: bool,
}

/// Imports a list, or shows what that would change.
pub(super) fn run(context: &Context, args: &FromArgs, from: &str) -> Result<(), Failure> {
    let bytes = read(context, from)?;
    let imported = exchange::read(&bytes)?;
    let source = named(args.source.clone().unwrap_or_else(|| name(&imported, from)))?;
    let layers = layers(context)?;
    let models: usize = imported.files.iter().map(|file| file.models.len()).sum();
    say_log(context, &imported);
    shrunken(context.global.force, &layers, &source, models)?;
    let update = update::compare(&layers, &source, &imported.files, imported.dates, context.now)?;
    let mut table = table(&update, args.all || context.format(None) != crate::render::Format::Table);
    table.title = format!("Prices of {source}: {models} models");
    summarize(&mut table, &update, &imported, models);
    context.show(&table)?;
    if args.dry_run {
        context.say("nothing was changed (--dry-run)");
        return Ok(());
    }
    keep(context, from, &source, &bytes, &imported, update, &layers)
}

/// Makes the list part of the price book, unless it says nothing new.
fn keep(
    context: &Context,
    from: &str,
    source: &str,
    bytes: &[u8],
    imported: &Imported,
    update: Update,
    layers: &PriceLayers,
) -> Result<(), Failure> {
    let providers = update.files.iter().map(update::as_json).collect::<Result<Vec<_>, Error>>()?;
    let before = layers.lists.iter().find(|list| list.source == source);
    if before.map_or(providers.is_empty(), |list| list.providers == providers) {
        context.say(&format!("{source} says nothing that the prices in force do not; nothing was changed"));
        return Ok(());
    }
    let list = ImportedList {
        source: source.to_owned(),
        catalog: update::catalog_id(context.now, bytes),
        origin: from.to_owned(),
        whole: is_ours(imported.format),
        models: imported.files.iter().map(|file| file.models.len() as u64).sum(),
        providers,
    };
    let what = format!("imported {source} {}", list.catalog);
    let corrections = corrections(&update.changes, &what, context);
    let mended = !corrections.is_empty();
    let change =
        PriceChange { list: Some(list), corrections, ..PriceChange::new(context.now, Action::PriceImport, what) };
    let mut ledger = context.ledger(true)?;
    let (version, _) = ledger.change_prices(&change)?;
    context.say(&format!(
        "{} (version {version}; pricing rollback undoes it); what is stored keeps its cost",
        change.what
    ));
    if mended {
        context.say("cost-ops pricing reprice --corrections applies what was corrected to what is stored");
    }
    fill_unpriced(context, &mut ledger)
}

/// The stretches of time that were mended, as they are written down.
fn corrections(changes: &[Change], what: &str, context: &Context) -> Vec<Correction> {
    let mended = changes.iter().filter(|change| change.kind == ChangeKind::Corrected);
    let correction = |change: &Change| Correction {
        id: 0,
        provider: change.provider.clone(),
        model: change.model.clone(),
        range: change.holds,
        note: format!("{what}: {}", change.detail),
        at: context.now,
    };
    mended.map(correction).collect()
}

/// A list that lost most of its models is more likely broken than right.
fn shrunken(allowed: bool, layers: &PriceLayers, source: &str, models: usize) -> Result<(), Error> {
    let before = layers.lists.iter().find(|list| list.source == source).map_or(0, |list| list.models);
    let (models, least) = (models as u64, before.div_ceil(2));
    if allowed || (models > 0 && models >= least) {
        return Ok(());
    }
    let message = match models {
        0 => format!("the list {source} has no model in it that can be used"),
        _ => format!("the list {source} has {models} models and had {before}: it has lost more than half"),
    };
    Err(Error::new(Code::Conflict, message).hint("nothing was changed; --force takes it all the same"))
}

pub(super) fn read(context: &Context, from: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let failed = |error: std::io::Error| Error::new(Code::Io, format!("cannot read {from}: {error}"));
    if is_url(from) {
        bytes = crate::client::fetch(from, LARGEST, context.timeout())?;
    } else if from == "-" {
        context.stdin().by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        std::fs::File::open(from).map_err(failed)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Error::validation(format!(
            "{from} is larger than {} MiB, too large for a price list",
            LARGEST >> 20
        ))
        .into());
    }
    Ok(bytes)
}

fn is_url(from: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| from.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}

/// A list of the world has its own name; a file of our own format goes by the file's.
fn name(imported: &Imported, from: &str) -> String {
    let stem =
        Path::new(from).file_stem().and_then(|stem| stem.to_str()).filter(|stem| !stem.is_empty() && *stem != "-");
    match (is_ours(imported.format), stem) {
        (true, Some(stem)) => stem.to_owned(),
        _ => imported.format.as_str().to_owned(),
    }
}

/// The name, if it is one and stands for no layer of the price book.
fn named(source: String) -> Result<String, Error> {
    let layer = [Layer::User, Layer::Imported, Layer::Embedded].iter().any(|layer| layer.as_str() == source);
    if layer || source.trim() != source || source.is_empty() || source.chars().any(char::is_control) {
        let error = Error::validation(format!("a list cannot be called {source:?}"));
        return Err(error.hint("--source NAME calls it something else"));
    }
    Ok(source)
}

/// Our own formats say everything there is to say of a price, multipliers and hours included.
const fn is_ours(format: Format) -> bool {
    matches!(format, Format::Toml | Format::Jsonl)
}

fn say_log(context: &Context, imported: &Imported) {
    for line in imported.log.iter().take(SHOWN) {
        context.say(line);
    }
    if imported.log.len() > SHOWN {
        context.say(&format!("… and {} more notes (-v shows them)", imported.log.len() - SHOWN));
    }
    imported.log.iter().skip(SHOWN).for_each(|line| tracing::info!("{line}"));
}

/// One row a change; new models by provider unless `all`.
fn table(update: &Update, all: bool) -> Table {
    let columns = vec![
        Column::new("change", "Change", Kind::Text),
        Column::new("provider", "Provider", Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("from", "From", Kind::Instant),
        Column::new("until", "Until", Kind::Instant).priority(2),
        Column::new("detail", "What", Kind::Text).priority(1),
    ];
    let mut table = Table { columns, ..Table::default() };
    let mut news: Vec<(&str, usize)> = Vec::new();
    for change in &update.changes {
        match news.iter_mut().find(|(provider, _)| *provider == change.provider) {
            _ if all || change.kind != ChangeKind::New => table.item(row(change)),
            Some((_, count)) => *count += 1,
            None => news.push((&change.provider, 1)),
        }
    }
    for (provider, count) in news {
        let models = if count == 1 { "1 model".to_owned() } else { format!("{count} models") };
        table.item(vec![
            Cell::Text(ChangeKind::New.as_str().into()),
            Cell::Text(provider.into()),
            Cell::Text(models),
            Cell::Empty,
            Cell::Empty,
            Cell::Text("--all names them".into()),
        ]);
    }
    table
}

fn row(change: &Change) -> Vec<Cell> {
    vec![
        Cell::Text(change.kind.as_str().into()),
        Cell::Text(change.provider.clone()),
        Cell::Text(change.model.clone()),
        change.holds.from.map_or(Cell::Empty, Cell::Instant),
        change.holds.to.map_or(Cell::Empty, Cell::Instant),
        Cell::Text(change.detail.clone()),
    ]
}

fn summarize(table: &mut Table, update: &Update, imported: &Imported, models: usize) {
    let count = |kind| update.changes.iter().filter(|change| change.kind == kind).count() as i128;
    table.summary = vec![
        ("format".into(), Cell::Text(imported.format.as_str().into())),
        ("models".into(), Cell::Count(models as i128)),
        ("refused".into(), Cell::Count(imported.skipped as i128)),
    ];
    for kind in
        [ChangeKind::New, ChangeKind::Changed, ChangeKind::Corrected, ChangeKind::Withdrawn, ChangeKind::Conflicting]
    {
        table.summary.push((kind.as_str().into(), Cell::Count(count(kind))));
    }
    let told: Vec<String> = table
        .summary
        .iter()
        .skip(2)
        .filter_map(|(word, cell)| match cell {
            Cell::Count(count) if *count > 0 => Some(format!("{count} {word}")),
            _ => None,
        })
        .collect();
    table.note(false, if told.is_empty() { "nothing differs".to_owned() } else { told.join(", ") });
    if imported.skipped > 0 {
        table.note(true, format!("{} models were refused", imported.skipped));
    }
    if !is_ours(imported.format) {
        table.note(false, format!("{}: {}", imported.format.as_str(), imported.format.cannot_carry()));
    }
}
