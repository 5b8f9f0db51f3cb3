//! `cost-ops budget test-alert`.

use std::time::Instant;

use clap::Args;

use super::super::{Context, Failure, alerts, answer, unique};
use super::status::statuses;
use crate::alert::{Clock, Ways, test_message};
use crate::client;
use crate::domain::{AlertWay, BudgetPlace, BudgetText, Code, Error, PlacedBudget};
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `budget test-alert`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget test-alert
  cost-ops budget test-alert team --json

It sends what an alert would, with \"event\": \"budget.test\", by each way that is configured (alerts.command,
alerts.webhook_url), once and without noting it, and exits with 1 when one did not arrive.")]
pub(super) struct TestAlertArgs {
    /// As if of this budget (default: the first one)
    name: Option<String>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &TestAlertArgs) -> Result<(), Failure> {
    let ways = alerts::ways(context)?;
    if ways.all().is_empty() {
        let error = Error::new(Code::Config, "alerts go nowhere: neither alerts.command nor alerts.webhook_url is set");
        return Err(error.hint("cost-ops guide budgets-in-ci says how they are set").into());
    }
    let message = message(context, args.name.as_deref())?;
    let mut table = Table { id: "alerts".into(), title: "Test alert".into(), ..Table::default() };
    table.columns = vec![
        Column::new("way", "Way", Kind::Text),
        Column::new("receiver", "To", Kind::Text),
        Column::new("delivered", "Delivered", Kind::Flag),
        Column::new("error", "Error", Kind::Text),
    ];
    let mut failed = 0;
    for way in ways.all() {
        let sent = ways.send(way, &message, Clock::set(context.now), Instant::now() + ways.patience);
        failed += u32::from(sent.is_err());
        let why = sent.as_ref().err().map_or(Cell::Empty, |failed| Cell::text(&failed.why));
        let (to, arrived) = (Cell::Text(receiver(&ways, way)), Cell::Flag(sent.is_ok()));
        table.item(vec![Cell::text(way.word()), to, arrived, why]);
    }
    answer::give(context, &table, context.format(None))?;
    if failed == 0 { Ok(()) } else { Err(Failure::told(1)) }
}

/// Of the budget of this name, or the first one, or one that is made up when there is none.
fn message(context: &Context, name: Option<&str>) -> Result<String, Failure> {
    let ledger = answer::any_ledger(context)?;
    let names: Vec<String> = name.into_iter().map(str::to_owned).collect();
    let mut budgets = super::named(super::all(context, &ledger)?, &names)?;
    budgets.truncate(1);
    if budgets.is_empty() {
        let text =
            BudgetText { name: "test".into(), amount: "1".into(), period: "month".into(), ..BudgetText::default() };
        budgets.push(PlacedBudget { budget: text.read()?, place: BudgetPlace::Ledger, hides: false, since: None });
    }
    let statuses = statuses(&budgets, &super::asking(context)?, &ledger)?;
    let message = statuses.first().map(|status| test_message(status, context.now, &unique::id()));
    Ok(message.unwrap_or_default())
}

/// The program, or the host: an address may hold a secret.
fn receiver(ways: &Ways, way: AlertWay) -> String {
    match way {
        AlertWay::Command => {
            ways.command.as_ref().map(|command| command.program.to_string_lossy().into_owned()).unwrap_or_default()
        }
        AlertWay::Webhook => {
            ways.webhook.as_ref().map(|webhook| client::host(&webhook.url).to_owned()).unwrap_or_default()
        }
    }
}
