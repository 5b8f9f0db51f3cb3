//! `cost-ops blocks`: the five-hour windows of a plan.

use clap::Args;

use super::asked::CostedArgs;
use super::{Context, Failure, first};
use crate::domain::{Filter, InstantRange};
use crate::render::Format;
use crate::report::{self, NO_RECORD, Query, Window};
use crate::store::{Ledger, Reader, StatedLimit};

/// The agent whose windows are meant when nobody says otherwise.
pub(super) const USUAL: &str = "claude-code";

/// Arguments of `blocks`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops blocks
  cost-ops blocks --source codex --range 30d
  cost-ops blocks --limit 3
  cost-ops blocks --active --json

Of Claude Code, unless --source names another agent. A block is inferred from the requests, unless the
provider stated the window (the status line's input and Codex logs do).")]
pub struct BlocksArgs {
    #[command(flatten)]
    pub asked: CostedArgs,
    /// Only the block that is going on
    #[arg(long)]
    pub active: bool,
    /// Blocks at most, the newest
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &BlocksArgs) -> Result<(), Failure> {
    let CostedArgs { ask, .. } = &args.asked;
    let usual = match (args.active, context.format(ask.format)) {
        (true, _) => "last-24-hours",
        (false, Format::Ccusage) => "all",
        (false, _) => "last-7-days",
    };
    let Query { window, mut filter, .. } = ask.query(usual, context)?;
    if filter.source.is_empty() {
        filter.source.push(USUAL.to_owned());
    }
    let ledger = ask.ledger(context)?;
    let limits = stated(&ledger, &filter.source)?;
    let costed = args.asked.costed(&ledger);
    let mut blocks = report::blocks(&window, &filter, &limits, &costed)?;
    blocks.retain(|block| !args.active || block.is_active(context.now));
    let lost = costed.pruned(&window.range)?;
    let mut table = report::block_table(&blocks, args.limit, (&window, &lost), context.now, context.zone());
    if blocks.is_empty() {
        let nothing =
            if first::is_empty(&ledger)? { NO_RECORD.to_owned() } else { nothing(args.active, filter, &window) };
        table.note(false, nothing);
    }
    ask.answer(context, &window, table)
}

/// That there is no block, and where to look for one.
fn nothing(active: bool, mut filter: Filter, window: &Window) -> String {
    let mut of = std::mem::take(&mut filter.source).join(", ");
    if filter != Filter::default() {
        of.push_str(" that passes the filters");
    }
    if active {
        return format!("no block of {of} is going on; try --source AGENT");
    }
    let wider = if window.range == InstantRange::ALL { "" } else { "--range all or " };
    format!("no block of {of} in {}; try {wider}--source AGENT", window.label)
}

/// The windows that were stated for these sources.
pub(super) fn stated(ledger: &Ledger, sources: &[String]) -> Result<Vec<StatedLimit>, Failure> {
    let mut limits = ledger.stated_limits(chrono::DateTime::UNIX_EPOCH)?;
    limits.retain(|limit| Filter::accepts(sources, &limit.source, false));
    Ok(limits)
}
