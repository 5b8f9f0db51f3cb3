//! `cost-ops plan`: subscriptions, what they paid for, when they broke even.
//!
//! Owns: the verbs. Refuses to know: how prices are spread, what a plan covers (`report`).

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::fresh::{self, CostArgs, FreshArgs};
use super::selection::{FilterArgs, SelectionArgs, WhichArgs};
use super::{Context, Failure, answer, budget};
use crate::domain::{Code, Error, Plan, PlanText, nearest};
use crate::render::Format;
use crate::report;

/// Arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops plan add \"Claude Max\" --amount 100 --since 2026-01-14 --source claude-code
  cost-ops plan status
  cost-ops plan remove \"Claude Max\"

Records that a plan covers keep the cost they are calculated at: that is their list value. cost-ops
guide plans says more.")]
pub struct PlanArgs {
    #[command(subcommand)]
    verb: PlanVerb,
}

/// What to do with plans.
#[derive(Debug, Subcommand)]
enum PlanVerb {
    /// Add a subscription: a flat amount for each billing period, from a day on
    Add(Box<AddArgs>),
    /// The plans there are
    List,
    /// List value, billed and effective cost; when each billing period broke even
    Status(StatusArgs),
    /// Take a plan out, also of the past; to end one, add it again with --until
    Remove {
        /// Its name
        name: String,
        /// Only the one that begins on this day
        #[arg(long, value_name = "DATE")]
        since: Option<NaiveDate>,
    },
}

/// Arguments of `plan add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops plan add \"Claude Max\" --amount 100 --period month --since 2026-01-14 --source claude-code
  cost-ops plan add Copilot --amount 390 --period year --since 2025-09-01 --until 2026-08-31 --source copilot
  cost-ops plan add Team --amount 90 --currency EUR --since 2026-03-01 --starts-on 1 --organization acme

Billing periods begin on the anniversary of --since, or where --starts-on says; a period that is cut
is billed for its days. A plan keeps the zone it was added in (--tz, else the usual one).")]
struct AddArgs {
    /// What it is called; the same name may stand for plans one after the other
    name: String,
    /// What a period costs: 100, 12.50
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,
    /// day, week, month, quarter or year
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    period: String,
    /// Its first day: 2026-01-14
    #[arg(long, value_name = "DATE")]
    since: String,
    /// Its last day; without it there is no end
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Where periods begin: a day of the month (14), of a quarter or year (04-06), of the week (sunday)
    #[arg(long, value_name = "DAY")]
    starts_on: Option<String>,
    /// The currency of the amount, at the configured rate ([currency.rates])
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[command(flatten)]
    only: FilterArgs,
}

/// Arguments of `plan status`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops plan status
  cost-ops plan status --range last-month
  cost-ops plan status --since 2026-01-01 --json | jq '.break_even[] | {plan, first_day, value_share}'")]
struct StatusArgs {
    /// this-month (as without it), last-month, last-30-days, this-year, all, or a length: 7d, 2w
    #[arg(long, visible_alias = "period", value_name = "PERIOD", conflicts_with_all = ["start_date", "end_date"])]
    range: Option<String>,
    /// From this day on, 2026-11-01, or this instant
    #[arg(long, visible_alias = "since", value_name = "DATE")]
    start_date: Option<String>,
    /// Up to and with this day, or up to and without this instant
    #[arg(long, visible_alias = "until", value_name = "DATE")]
    end_date: Option<String>,
    #[command(flatten)]
    fresh: FreshArgs,
    #[command(flatten)]
    cost: CostArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &PlanArgs) -> Result<(), Failure> {
    match &args.verb {
        PlanVerb::Add(args) => add(context, args),
        PlanVerb::List => {
            let plans = answer::any_ledger(context)?.plans()?;
            answer::give(context, &report::plan_list(&plans), context.format(None))
        }
        PlanVerb::Status(args) => status(context, args),
        PlanVerb::Remove { name, since } => remove(context, name, *since),
    }
}

fn add(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let text = PlanText {
        name: args.name.clone(),
        amount: args.amount.clone(),
        currency: args.currency.clone(),
        period: args.period.clone(),
        starts_on: args.starts_on.clone(),
        since: args.since.clone(),
        until: args.until.clone(),
        zone: context.zone(),
        filter: args.only.filter(),
    };
    let plan = text.read()?;
    // A currency without a rate would be an error at every look at it.
    let today = context.now.with_timezone(&plan.zone).date_naive();
    context.exchange_rates()?.on(&plan.currency, plan.since.min(today))?;
    context.ledger(true)?.add_plan(&plan, context.now)?;
    context.say(&format!("plan {} added: {}", plan.name, words(&plan)));
    Ok(())
}

/// `100 USD a month from 2026-01-14 on, for source claude-code (Europe/Berlin)`.
fn words(plan: &Plan) -> String {
    let until = plan.until.map_or(" on".to_owned(), |until| format!(" to {until}"));
    let scope = match plan.filter.words() {
        scope if scope.is_empty() => "all usage".to_owned(),
        scope => scope,
    };
    let Plan { amount, currency, period, since, zone, .. } = plan;
    format!("{amount} {currency} a {period} from {since}{until}, for {scope} ({})", zone.name())
}

fn status(context: &Context, args: &StatusArgs) -> Result<(), Failure> {
    let which = WhichArgs {
        range: args.range.clone(),
        start_date: args.start_date.clone(),
        end_date: args.end_date.clone(),
        ..WhichArgs::default()
    };
    let window = which.window("this-month", context)?;
    let ledger = fresh::ledger(context, args.fresh, &SelectionArgs::default())?;
    let costed = args.cost.of(&ledger);
    let costs = report::plan_status(&ledger.plans()?, &window, &budget::asking(context)?, &costed)?;
    let label = format!("{} ({})", window.label, context.zone().name());
    answer::give(context, &report::plan_table(&costs, &label), context.format(args.format))
}

fn remove(context: &Context, name: &str, since: Option<NaiveDate>) -> Result<(), Failure> {
    let mut ledger = context.ledger(true)?;
    let gone = ledger.remove_plans(name, since, context.now)?;
    if gone.is_empty() {
        return Err(unknown(name, since, &ledger.plans()?));
    }
    gone.iter().for_each(|plan| context.say(&format!("plan {} removed: {}", plan.name, words(plan))));
    Ok(())
}

fn unknown(name: &str, since: Option<NaiveDate>, plans: &[Plan]) -> Failure {
    let begins = since.map_or(String::new(), |since| format!(" that begins on {since}"));
    let error = Error::new(Code::NotFound, format!("there is no plan {name:?}{begins}"));
    let error = match nearest(name, plans.iter().map(|plan| plan.name.as_str())) {
        Some(nearest) if nearest != name => error.hint(format!("did you mean {nearest:?}?")),
        _ => error.hint("cost-ops plan list shows those there are"),
    };
    error.into()
}
