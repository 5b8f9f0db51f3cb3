//! `cost-ops init`: makes the ledger or brings it up to date; or says what that would be.

use serde_json::json;

use super::{Context, Failure, seed};
use crate::store::{Ledger, Plan};

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops init
  cost-ops init --dry-run
  cost-ops init --seed
  cost-ops init --database-url sqlite:/var/lib/cost-ops/cost-ops.db

The first ingest makes the ledger too; init is for seeing it done, or that it can be done.")]
pub struct InitArgs {
    /// Say which file, its schema and what would be done to it; change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// List the migrations that are applied and those that are pending; change nothing
    #[arg(long)]
    pub status: bool,
    /// Make a ledger of its own with some weeks of demo data to look at
    #[arg(long, conflicts_with_all = ["dry_run", "status"])]
    pub seed: bool,
    /// Remove the ledger with the demo data
    #[arg(long, conflicts_with_all = ["dry_run", "status", "seed"])]
    pub unseed: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &InitArgs) -> Result<(), Failure> {
    match (args.seed, args.unseed) {
        (true, _) => return seed::seed(context),
        (_, true) => return seed::unseed(context),
        _ => {}
    }
    let json = context.tells_json()?;
    let options = context.open_options(true)?;
    let plan = Ledger::plan(&options).map_err(|error| Failure::with_exit(error, 5))?;
    let changes = !(args.dry_run || args.status);
    if changes {
        context.ledger(true)?;
    }
    if json {
        return context.print_json(&machine(&plan, changes));
    }
    context.print(&if args.status { status(&plan) } else { told(&plan, changes) })
}

/// One sentence, and what there is to do or was done.
fn told(plan: &Plan, changed: bool) -> String {
    let Some(path) = &plan.path else {
        return "the ledger is in memory: it ends with each command\n".to_owned();
    };
    let path = path.display();
    let what = match (plan.exists, plan.pending.is_empty(), changed) {
        (false, _, true) => format!("made {path}"),
        (false, _, false) => format!("{path} is not there; it would be made"),
        (true, true, _) => format!("{path} is there and up to date"),
        (true, false, true) => format!("brought {path} up to date"),
        (true, false, false) => format!("{path} is there; it would be brought up to date"),
    };
    let to = plan.applied.len() + plan.pending.len();
    let mut text = format!("{what}\n  schema version {}", plan.schema_version);
    if !plan.pending.is_empty() {
        text.push_str(&format!(" -> {to}"));
    }
    text.push('\n');
    for name in &plan.pending {
        text.push_str(&format!("  {} {name}\n", if changed { "applied" } else { "pending" }));
    }
    text
}

fn status(plan: &Plan) -> String {
    let lines = |word: &str, names: &[&str]| names.iter().map(|name| format!("{word}  {name}\n")).collect::<String>();
    lines("applied", &plan.applied) + &lines("pending", &plan.pending)
}

fn machine(plan: &Plan, changed: bool) -> serde_json::Value {
    json!({
        "path": plan.path.as_ref().map(|path| path.to_string_lossy()),
        "existed": plan.exists,
        "changed": changed && !plan.pending.is_empty(),
        "schema_version": plan.schema_version,
        "applied": plan.applied,
        "pending": plan.pending,
    })
}
