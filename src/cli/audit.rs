//! `cost-ops audit`: who changed what decides about costs, and who logged in.

use clap::Args;

use super::selection::starts;
use super::{Context, Failure, answer};
use crate::domain::{Action, Code, Error};
use crate::render::{Format, SCHEMA_VERSION};
use crate::report::{self, AuditQuery, Period, Window, period};

/// Arguments of `audit`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops audit
  cost-ops audit --action 'price.*' --since 2026-11-01
  cost-ops audit --actor local:ada --limit 5 --json
  cost-ops audit --verify

Newest first. A line is written in the same transaction as the change it tells of; lines are never
changed or deleted, and each carries a hash of itself and all before it, which --verify checks.")]
pub struct AuditArgs {
    /// A period by name or length, as reports take it (default: all)
    #[arg(long, visible_alias = "period", value_name = "PERIOD", conflicts_with_all = ["since", "until"])]
    pub range: Option<String>,
    /// From this day on, or this instant
    #[arg(long, visible_alias = "start-date", value_name = "DATE")]
    pub since: Option<String>,
    /// Up to and with this day, or up to and without this instant
    #[arg(long, visible_alias = "end-date", value_name = "DATE")]
    pub until: Option<String>,
    /// What was done: price.add, reprice, …; may be repeated, and end in *
    #[arg(long, value_name = "ACTION", value_parser = action)]
    pub action: Vec<String>,
    /// Who did it: local:NAME, user:ID, key:ID, system, or only the name
    #[arg(long, value_name = "WHO")]
    pub actor: Vec<String>,
    /// What it was done to
    #[arg(long, value_name = "NAME")]
    pub subject: Vec<String>,
    /// Lines at most; 20 when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// next_cursor of the page before
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// Check that every line is as it was written; exit 6 when one is not
    #[arg(long, conflicts_with_all = ["range", "since", "until", "action", "actor", "subject", "limit", "cursor"])]
    pub verify: bool,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// A known action, or the beginning of one and `*`.
fn action(text: &str) -> Result<String, String> {
    let known = match text.strip_suffix('*') {
        Some(start) => Action::ALL.iter().any(|action| action.as_str().starts_with(start)),
        None => text.parse::<Action>().is_ok(),
    };
    let words = || Action::ALL.iter().map(|action| action.as_str()).collect::<Vec<_>>().join(", ");
    if known { Ok(text.to_owned()) } else { Err(format!("one of {}, or the beginning of some and *", words())) }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &AuditArgs) -> Result<(), Failure> {
    if args.verify {
        return verify(context);
    }
    let query = AuditQuery {
        window: window(context, args)?,
        actions: args.action.clone(),
        actors: args.actor.clone(),
        subjects: args.subject.clone(),
        limit: args.limit,
        cursor: args.cursor.clone(),
        zone: context.zone(),
    };
    let table = report::audit(&query, &answer::any_ledger(context)?)?;
    answer::give(context, &table, context.format(args.format))
}

fn window(context: &Context, args: &AuditArgs) -> Result<Window, Failure> {
    let (since, until) = (args.since.as_deref(), args.until.as_deref());
    if since.is_some() || until.is_some() {
        return Ok(period::explicit(since, until, context.now, context.zone())?);
    }
    let period: Period = args.range.as_deref().unwrap_or("all").parse()?;
    Ok(period.window(context.now, context.zone(), starts(context))?)
}

fn verify(context: &Context) -> Result<(), Failure> {
    let json = context.tells_json()?;
    let (lines, broken) = answer::any_ledger(context)?.verify_audit()?;
    if let Some(line) = broken {
        let error = Error::new(Code::Conflict, format!("line {line} of the audit log is not as it was written"));
        let hint = "the file was changed by other means; compare it with a backup";
        return Err(Failure::with_exit(error.hint(hint), 6));
    }
    if json {
        return context
            .print_json(&serde_json::json!({"schema_version": SCHEMA_VERSION, "lines": lines, "intact": true}));
    }
    let lines = super::ingested::counted(lines, "line");
    context.print(&format!("the audit log is as it was written: {lines}\n"))
}
