//! Reports by name: `daily`, `models`, `sessions`, … Each is a `query` with other defaults, of the ledger
//! of this machine or of a server.

use clap::Args;

use super::asked::CostedArgs;
use super::remote::Question;
use super::{Context, Failure};
use crate::domain::{Code, Error};
use crate::render::Format;
use crate::report::{self, Costed, Dimension, Query, period};
use crate::table::Table;

/// What a named report asks when nobody says otherwise.
pub(super) struct Preset {
    by: &'static [Dimension],
    period: Usual,
    sort: &'static [&'static str],
    limit: Option<u64>,
    /// Whether rows have a line over time.
    trend: bool,
    /// What `--breakdown` splits rows into.
    breakdown: &'static [Dimension],
}

/// The period of a named report when none is given.
#[derive(Clone, Copy)]
enum Usual {
    Word(&'static str),
    /// So many whole days, today the last: a part of a day is asked for, not met by chance.
    Days(u16),
}

const MODEL: &[Dimension] = &[Dimension::Model];
const OVER_TIME: Preset = Preset {
    by: &[Dimension::Day],
    period: Usual::Word("all"),
    sort: &[],
    limit: None,
    trend: false,
    breakdown: MODEL,
};
const DEAREST: Preset = Preset {
    by: &[Dimension::Project],
    period: Usual::Days(30),
    sort: &["-total_cost"],
    limit: None,
    trend: true,
    breakdown: MODEL,
};

/// Cost by hour.
pub(super) const HOURLY: Preset = Preset { by: &[Dimension::Hour], period: Usual::Word("last-24-hours"), ..OVER_TIME };
/// Cost by day.
pub(super) const DAILY: Preset = OVER_TIME;
/// Cost by week.
pub(super) const WEEKLY: Preset = Preset { by: &[Dimension::Week], ..OVER_TIME };
/// Cost by month.
pub(super) const MONTHLY: Preset = Preset { by: &[Dimension::Month], ..OVER_TIME };
/// Cost by model, the dearest first.
pub(super) const MODELS: Preset =
    Preset { by: &[Dimension::Provider, Dimension::Model], breakdown: &[Dimension::Project], ..DEAREST };
/// Cost by project, the dearest first.
pub(super) const PROJECTS: Preset = DEAREST;
/// Cost by session, the dearest first.
pub(super) const SESSIONS: Preset =
    Preset { by: &[Dimension::Session, Dimension::Project], limit: Some(20), trend: false, ..DEAREST };
/// The ten dearest of anything.
const TOP: Preset = Preset { by: MODEL, limit: Some(10), trend: false, ..DEAREST };
/// What each tag cost.
const TAGS: Preset = Preset { by: &[], trend: false, ..DEAREST };

/// Arguments of a named report.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops daily --since 20261101 --breakdown
  cost-ops weekly --week-start sunday --range all
  cost-ops monthly --month-start 15 --project website
  cost-ops models --range this-month --breakdown=user
  cost-ops sessions --limit 5 --json

Each is a query with other defaults: cost-ops guide reports.")]
pub struct PresetArgs {
    /// Split each row by model (models: by project)
    ///
    /// Or by the dimension given; the parts stand beneath it.
    #[arg(long, value_name = "DIMENSION", num_args = 0..=1, require_equals = true, default_missing_value = "",
          conflicts_with = "by")]
    pub breakdown: Option<String>,
    /// Rows by a further dimension too
    ///
    /// A dimension of `query --group-by`; several with commas.
    #[arg(long, value_name = "DIMENSION", value_delimiter = ',')]
    pub by: Vec<String>,
    #[command(flatten)]
    pub shown: ShownArgs,
}

/// How the rows of a named report are shown.
#[derive(Debug, Args)]
pub struct ShownArgs {
    /// By a measure or dimension; -NAME: descending
    #[arg(long, value_name = "WORD", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// Rows at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// next_cursor of the page before
    #[arg(long, value_name = "CURSOR", hide_short_help = true)]
    pub cursor: Option<String>,
    /// Only the most important columns
    #[arg(long)]
    pub compact: bool,
    #[command(flatten)]
    pub asked: CostedArgs,
}

/// Arguments of `top`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops top
  cost-ops top session --range this-month --limit 3
  cost-ops top day,model --range this-year
  cost-ops top tag:team")]
pub struct TopArgs {
    /// A dimension of `query --group-by` (default: model)
    ///
    /// What to look for the dearest of.
    #[arg(value_name = "DIMENSION", value_delimiter = ',')]
    pub of: Vec<String>,
    /// Split each row by model, or by the dimension given
    #[arg(long, value_name = "DIMENSION", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub breakdown: Option<String>,
    #[command(flatten)]
    pub shown: ShownArgs,
}

/// Arguments of `tags`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops tags
  cost-ops tags team --range this-month
  cost-ops tags team --breakdown

A record counts under each of its tags; --breakdown takes one KEY.")]
pub struct TagsArgs {
    /// Only these tags
    #[arg(value_name = "KEY", value_delimiter = ',')]
    pub keys: Vec<String>,
    /// Split each value, beneath it, by model or by the dimension given
    #[arg(long, value_name = "DIMENSION", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub breakdown: Option<String>,
    #[command(flatten)]
    pub shown: ShownArgs,
}

impl ShownArgs {
    /// The question for a server: of the usual period when no other is given.
    fn question(&self, context: &Context, period: Usual, query: &Query) -> Question {
        let whole_days = match period {
            Usual::Days(days) if !self.asked.ask.selection.which.says_when() => Some(days),
            _ => None,
        };
        let usual = if let Usual::Word(word) = period { word } else { "all" };
        let mut question = self.asked.question(usual, context);
        if let Some(days) = whole_days {
            let [first, last] = period::dates(days, context.now, context.zone());
            question.retain(|(name, _)| *name != "range");
            question.extend([("start_date", first), ("end_date", last)]);
        }
        question.extend(query.by.iter().map(|by| ("group_by", by.to_string())));
        question.extend(query.breakdown.iter().map(|by| ("breakdown", by.to_string())));
        question.extend(query.sort.iter().map(|word| ("sort", word.clone())));
        question.extend(query.limit.map(|limit| ("limit", limit.to_string())));
        question.extend(query.cursor.iter().map(|cursor| ("cursor", cursor.clone())));
        question.push(("trend", query.trend.to_string()));
        question
    }
}

/// Runs a named report.
pub(super) fn run(context: &Context, args: &PresetArgs, preset: &Preset) -> Result<(), Failure> {
    let more = dimensions(&args.by)?;
    let mut query = query(context, preset, &args.shown)?;
    query.by.extend(more);
    query.breakdown = breakdown(args.breakdown.as_deref(), preset, &query.by)?;
    if context.format(args.shown.asked.ask.format) == Format::Ccusage {
        return ccusage(context, &args.shown, query);
    }
    ask(context, &args.shown, preset.period, &query)
}

/// The same, with what ccusage tells of it: each model and agent.
fn ccusage(context: &Context, shown: &ShownArgs, mut query: Query) -> Result<(), Failure> {
    refuse_server(context, "ccusage's form is written on the machine of the ledger only", "--json")?;
    query.window = shown.asked.ask.selection.window("all", context)?;
    query.by.truncate(1);
    query.breakdown = vec![Dimension::Model, Dimension::Source];
    query.limit = shown.limit;
    give(context, shown, &query, &|reader| report::run(&query, reader))
}

/// Refuses what cannot be asked of a server, when one is named.
fn refuse_server(context: &Context, why: &str, instead: &str) -> Result<(), Failure> {
    let Some((_, origin)) = context.api_url()? else { return Ok(()) };
    let error = Error::new(Code::Unsupported, format!("{origin} names a server, and {why}"));
    Err(error.hint(format!("{instead}; or without the server, on the machine that has the ledger")).into())
}

/// Runs `top`.
pub(super) fn top(context: &Context, args: &TopArgs) -> Result<(), Failure> {
    let mut query = query(context, &TOP, &args.shown)?;
    if !args.of.is_empty() {
        query.by = dimensions(&args.of)?;
    }
    query.trend = !query.by.iter().any(Dimension::is_time);
    query.breakdown = breakdown(args.breakdown.as_deref(), &TOP, &query.by)?;
    ask(context, &args.shown, TOP.period, &query)
}

/// Runs `tags`.
pub(super) fn tags(context: &Context, args: &TagsArgs) -> Result<(), Failure> {
    let mut query = query(context, &TAGS, &args.shown)?;
    query.breakdown = breakdown(args.breakdown.as_deref(), &TAGS, &[])?;
    if let ([key], true) = (args.keys.as_slice(), args.breakdown.is_some()) {
        query.by = vec![Dimension::Tag(key.clone())];
        return ask(context, &args.shown, TAGS.period, &query);
    }
    refuse_server(context, "only `tags KEY --breakdown` can be asked of one", "cost-ops tags KEY --breakdown")?;
    give(context, &args.shown, &query, &|reader| report::tags(&query, &args.keys, reader))
}

fn query(context: &Context, preset: &Preset, shown: &ShownArgs) -> Result<Query, Failure> {
    let sort = match shown.sort.is_empty() {
        true => preset.sort.iter().map(|word| (*word).to_owned()).collect(),
        false => shown.sort.clone(),
    };
    let asked = &shown.asked.ask;
    let usual = match preset.period {
        Usual::Word(word) => asked.query(word, context)?,
        Usual::Days(days) if !asked.selection.which.says_when() => {
            let window = period::last_days(days, context.now, context.zone())?;
            Query { window, ..asked.query("all", context)? }
        }
        Usual::Days(_) => asked.query("all", context)?,
    };
    Ok(Query {
        by: preset.by.to_vec(),
        trend: preset.trend,
        sort,
        limit: shown.limit.or(preset.limit),
        cursor: shown.cursor.clone(),
        ..usual
    })
}

fn dimensions(words: &[String]) -> Result<Vec<Dimension>, Error> {
    words.iter().map(|word| word.parse()).collect()
}

/// The dimension asked for; none given: the report's own, or projects where rows are models.
fn breakdown(asked: Option<&str>, preset: &Preset, by: &[Dimension]) -> Result<Vec<Dimension>, Error> {
    match asked {
        None => Ok(Vec::new()),
        Some("") if by.contains(&Dimension::Model) => Ok(vec![Dimension::Project]),
        Some("") => Ok(preset.breakdown.to_vec()),
        Some(word) => Ok(vec![word.parse()?]),
    }
}

/// Asks the server that is meant, or the ledger of this machine, and writes the answer.
fn ask(context: &Context, shown: &ShownArgs, period: Usual, query: &Query) -> Result<(), Failure> {
    match context.remote()? {
        Some(remote) => {
            let table = remote.table("/api/v1/costs", &shown.question(context, period, query))?;
            write(context, shown, query, table)
        }
        None => give(context, shown, query, &|reader| report::run(query, reader)),
    }
}

/// Asks the ledger of this machine, and writes the answer.
fn give(
    context: &Context,
    shown: &ShownArgs,
    query: &Query,
    ask: &dyn Fn(&Costed<'_>) -> Result<Table, Error>,
) -> Result<(), Failure> {
    let table = shown.asked.ask.of_ledger(context, &|ledger| ask(&shown.asked.costed(ledger)))?;
    write(context, shown, query, table)
}

fn write(context: &Context, shown: &ShownArgs, query: &Query, mut table: Table) -> Result<(), Failure> {
    if shown.compact {
        table.compact();
    }
    shown.asked.ask.answer(context, &query.window, table)
}
