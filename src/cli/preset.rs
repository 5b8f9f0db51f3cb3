//! Reports by name: `daily`, `projects`, `sessions`. Each is a `query` with other defaults.

use clap::Args;

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::render::Format;
use crate::report::{self, Costed, Dimension, Query};

/// What a named report asks when nobody says otherwise.
pub(super) struct Preset {
    by: &'static [Dimension],
    period: &'static str,
    sort: &'static [&'static str],
    limit: Option<u64>,
}

/// Cost by day.
pub(super) const DAILY: Preset = Preset { by: &[Dimension::Day], period: "all", sort: &[], limit: None };
/// Cost by project, the dearest first.
pub(super) const PROJECTS: Preset =
    Preset { by: &[Dimension::Project], period: "last-30-days", sort: &["-total_cost"], limit: None };
/// Cost by session, the dearest first.
pub(super) const SESSIONS: Preset = Preset {
    by: &[Dimension::Session, Dimension::Project],
    period: "last-30-days",
    sort: &["-total_cost"],
    limit: Some(20),
};

/// Arguments of a named report.
#[derive(Debug, Args)]
pub struct PresetArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Split further: a dimension of `query --group-by`; several with commas
    #[arg(long, value_name = "DIMENSION", value_delimiter = ',')]
    pub by: Vec<String>,
    /// A measure or a dimension, - before it for descending
    #[arg(long, value_name = "WORD", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// Rows at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// next_cursor of the page before
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &PresetArgs, preset: &Preset) -> Result<(), Failure> {
    let more = args.by.iter().map(|word| word.parse()).collect::<Result<Vec<Dimension>, _>>()?;
    let sort = match args.sort.is_empty() {
        true => preset.sort.iter().map(|word| (*word).to_owned()).collect(),
        false => args.sort.clone(),
    };
    let query = Query {
        window: args.selection.window(preset.period, context)?,
        by: preset.by.iter().cloned().chain(more).collect(),
        filter: args.selection.filter(),
        sort,
        limit: args.limit.or(preset.limit),
        cursor: args.cursor.clone(),
        zone: context.zone(),
    };
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let table = report::run(&query, &Costed::new(&ledger, args.fresh.cost))?;
    answer::report(context, &args.selection, &query.window, table, context.format(args.format))
}
