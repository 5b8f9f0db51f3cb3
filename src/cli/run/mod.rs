//! `cost-ops run`: a command whose usage is told apart, and which is stopped at a limit.
//!
//! Owns: the loop around the command, and what is said of it. Refuses to know: how a process is
//! started and stopped (`child`), what it cost (`meter`).

mod child;
mod inlet;
mod meter;

use std::ffi::OsString;
use std::time::{Duration, Instant};

use clap::Args;

use super::labels::{TAGS_VARIABLE, pair, tags_of};
use super::{Context, Failure, unique};
use crate::domain::{Error, Run, Usd};
use child::{Child, State};
use inlet::Inlet;
use meter::{Meter, Reading};

/// Arguments of `run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops run --max-cost 5 -- claude -p 'fix the failing test'
  cost-ops run --max-cost 0.50 --tag job=nightly -- ./review.sh
  cost-ops run --budget ci -- make evals

What is recorded meanwhile is tagged run=ID and with every --tag: by cost-ops record and ingest (they
read COST_OPS_TAGS), from the logs of agents at work in this folder or below, and what is posted to
COST_OPS_INGEST_URL with COST_OPS_INGEST_TOKEN. The exit code is the command's own (128 and the
signal's number, when one ended it), or 6 when it was stopped for what it cost. cost-ops guide
budgets-in-ci says more.")]
pub struct RunArgs {
    /// Stop it when it has cost more than so many dollars
    #[arg(long, value_name = "AMOUNT", value_parser = limit)]
    max_cost: Option<Usd>,
    /// Stop it when this budget is over, and do not start it when it is already; may be repeated
    #[arg(long, value_name = "NAME")]
    budget: Vec<String>,
    /// A tag for what is recorded meanwhile; may be repeated
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = tag)]
    tags: Vec<(String, String)>,
    /// Seconds between SIGTERM and SIGKILL
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    grace: u64,
    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

fn limit(text: &str) -> Result<Usd, String> {
    let amount = text.strip_prefix('$').unwrap_or(text).parse::<Usd>().ok();
    amount.filter(|amount| *amount > Usd::ZERO).ok_or_else(|| "it must be an amount above zero: 5, or 0.50".to_owned())
}

fn tag(text: &str) -> Result<(String, String), String> {
    pair(text).and_then(|tag| if text.contains(';') { Err("a tag cannot have ; in it".to_owned()) } else { Ok(tag) })
}

/// How often the cost is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// How soon after something was posted.
const SOON: Duration = Duration::from_millis(50);
/// How often the command is looked at, at most.
const GLANCE: Duration = Duration::from_millis(25);
/// The variable that names the run.
const RUN_VARIABLE: &str = "COST_OPS_RUN";

/// Runs it.
pub(super) fn run(context: &Context, args: &RunArgs) -> Result<(), Failure> {
    let outer = context.env.text(RUN_VARIABLE).filter(|outer| !outer.is_empty());
    let id = unique::id().chars().take(12).collect::<String>();
    // A run within a run has a tag of its own, so that the outer one counts it too.
    let key = outer.map_or("run".to_owned(), |outer| format!("run{}", outer.split('/').count() + 1));
    let mut tags = vec![(key, id.clone())];
    tags.extend(args.tags.iter().cloned());
    let path = outer.map_or(id.clone(), |outer| format!("{outer}/{id}"));
    let folder = context.env.folder().to_string_lossy().into_owned();
    let run = Run { id, folder, tags, started: context.now, until: context.now };
    let mut meter = Meter::start(context, run, &args.budget)?;
    if let Some(over) = meter.budget_over(context)? {
        context.tell(&format!("not started: {over}"));
        return Err(Failure::told(6));
    }
    let tags = all_tags(context, &meter)?;
    let inlet = inlet(context, &tags);
    let child = Child::start(&args.command, &environment(&tags, &meter, &path, inlet.as_ref()))?;
    let outcome = attend(context, args, &child, &mut meter, inlet.as_ref());
    child.end();
    if let Some(inlet) = inlet {
        inlet.close();
    }
    let reading = meter.end(context);
    meter.alerts.end(context);
    let (exit, stopped) = outcome?;
    match stopped {
        Some(why) => {
            context.tell(&format!("stopped: {why}"));
            say(context, &meter, &reading);
            Err(Failure::told(6))
        }
        None => {
            say(context, &meter, &reading);
            finish(context, exit, &reading)
        }
    }
}

/// The tags of what is recorded meanwhile: those there were, under those of the run.
fn all_tags(context: &Context, meter: &Meter) -> Result<Vec<(String, String)>, Failure> {
    let mut tags = tags_of(&context.env)?;
    for tag in &meter.run.tags {
        tags.retain(|(key, _)| *key != tag.0);
        tags.push(tag.clone());
    }
    Ok(tags)
}

/// The address the command can post to; without one it works as well.
fn inlet(context: &Context, tags: &[(String, String)]) -> Option<Inlet> {
    Inlet::open(context, tags)
        .map_err(|failure| context.warn(&format!("nothing can be posted to this run: {}", failure.error)))
        .ok()
}

/// What the command is handed.
fn environment(
    tags: &[(String, String)],
    meter: &Meter,
    path: &str,
    inlet: Option<&Inlet>,
) -> Vec<(OsString, OsString)> {
    let tags: Vec<String> = tags.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let mut variables: Vec<(OsString, OsString)> = vec![
        (TAGS_VARIABLE.into(), tags.join(";").into()),
        (RUN_VARIABLE.into(), path.into()),
        ("COST_OPS_DATABASE_URL".into(), meter.ledger.clone().into_os_string()),
    ];
    variables.extend(inlet.into_iter().flat_map(Inlet::variables));
    variables
}

/// Waits for the command and looks at what it costs; its status, and why it was stopped.
fn attend(
    context: &Context,
    args: &RunArgs,
    child: &Child,
    meter: &mut Meter,
    inlet: Option<&Inlet>,
) -> Result<(u8, Option<String>), Failure> {
    let posted = || inlet.map_or(0, Inlet::accepted);
    let mut counted = 0;
    let grace = Duration::from_secs(args.grace);
    let (mut looked, mut wait) = (Instant::now(), Duration::from_millis(2));
    let mut stopping: Option<(Instant, String)> = None;
    loop {
        child.pass_signals_on();
        match child.look()? {
            State::Ended(exit) if stopping.is_none() || !child.has_others() => {
                return Ok((exit, stopping.map(|(_, why)| why)));
            }
            State::Suspended => child.suspend_with(),
            State::WantsTerminal => child.lend_or_suspend(),
            State::Ended(_) | State::Running => {}
        }
        match &stopping {
            Some((since, _)) if since.elapsed() >= grace => child.kill(),
            Some(_) => {}
            None if looked.elapsed() >= if posted() == counted { EVERY } else { SOON } => {
                counted = posted();
                let reading = meter.read(context);
                stopping = reason(context, args, meter, &reading).map(|why| (Instant::now(), why));
                if stopping.is_some() {
                    child.terminate();
                }
                looked = Instant::now();
            }
            None => {}
        }
        std::thread::sleep(wait);
        wait = (wait * 2).min(GLANCE);
    }
}

/// Why it must be stopped, if it must. A budget that cannot be read now is said once, and is looked at
/// again: the command is not left to run without anybody looking.
fn reason(context: &Context, args: &RunArgs, meter: &mut Meter, reading: &Reading) -> Option<String> {
    if let Some(most) = args.max_cost.filter(|most| reading.cost() > *most) {
        return Some(format!("{} is more than --max-cost {}", reading.shown(), most.dollars()));
    }
    meter.budget_over(context).unwrap_or_else(|failure| {
        meter.warn(context, Err(failure));
        None
    })
}

fn say(context: &Context, meter: &Meter, reading: &Reading) {
    let requests = reading.measures.requests;
    let noun = if requests == 1 { "request" } else { "requests" };
    let (key, id) = meter.run.tags.first().map_or(("run", ""), |(key, id)| (key, id));
    context.say(&format!("cost-ops: {} in {requests} {noun} ({key}={id})", reading.shown()));
}

/// The command's own exit code; under `--strict` 7 when it succeeded and something has no price.
fn finish(context: &Context, exit: u8, reading: &Reading) -> Result<(), Failure> {
    match exit {
        0 if context.strict && reading.measures.unpriced_requests > 0 => {
            Err(Failure::incomplete("the command used what has no price, and --strict was given"))
        }
        0 => Ok(()),
        exit => Err(Failure::told(exit)),
    }
}

/// The error of a command that cannot be started.
fn cannot_start(command: &OsString, error: &std::io::Error) -> Failure {
    let exit = if error.kind() == std::io::ErrorKind::NotFound { 127 } else { 126 };
    let error = Error::new(crate::domain::Code::Io, format!("cannot run {}: {error}", command.to_string_lossy()));
    Failure::with_exit(error, exit)
}
