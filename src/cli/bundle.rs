//! `cost-ops bundle`: the events of a ledger in a file, to be merged into another.

use clap::Args;
use serde_json::json;

use super::ingested::counted;
use super::{Context, Failure, logs};
use crate::domain::text::json_made_safe;
use crate::domain::{Error, InstantRange};
use crate::ingest::bundle::{self, Head, OwnPrice, Redactor};
use crate::report::period;
use crate::store::Reader;

/// Arguments of `bundle`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops bundle --output laptop.bundle
  cost-ops bundle --since 2026-11-01 --redact --output for-finance.bundle

The bundle has every record with the cost it has, packed, with a hash. cost-ops merge takes it into another ledger,
as often and in whatever order: the result is the same. --redact replaces the names of organizations, projects,
users, sessions, branches, hosts and tags by hashes, and leaves metadata out; ids of records stay.
cost-ops guide bundles describes the format.")]
pub struct BundleArgs {
    /// Only records from this day on, or this instant
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Hashes in the place of names
    #[arg(long)]
    pub redact: bool,
    /// The machine of records that name none; this one without a NAME
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "redact")]
    pub host: Option<Option<String>>,
    /// The user (account) of records that name none
    #[arg(long, value_name = "NAME", conflicts_with = "redact")]
    pub user: Option<String>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &BundleArgs) -> Result<(), Failure> {
    if context.is_to_terminal() {
        let error = Error::validation("a bundle is no text, and a terminal cannot show it");
        return Err(error.hint("--output FILE writes it to a file").into());
    }
    let since = args.since.as_deref().map(|since| period::explicit(Some(since), None, context.now, context.zone()));
    let since = since.transpose()?.and_then(|window| window.range.from);
    let redact = match args.redact {
        // Not made for the purpose, but the key of its hashes may be.
        true => {
            drop(context.ledger(false)?);
            Some(Redactor::new(context.ledger(true)?.redaction_key()?))
        }
        false => None,
    };
    let ledger = context.ledger(false)?;
    let range = InstantRange { from: since, to: None };
    let host = args.host.as_ref().map(|host| host.clone().unwrap_or_else(logs::host));
    let head = Head {
        cost_ops_bundle: bundle::VERSION,
        program: concat!("cost-ops ", env!("CARGO_PKG_VERSION")).to_owned(),
        made: context.now,
        host: (!args.redact).then(|| host.clone().unwrap_or_else(logs::host)),
        redacted: args.redact,
        since,
        generation: ledger.newest_generation()?,
        own_prices: match args.redact {
            true => Vec::new(),
            false => context.own_and_kept(&ledger)?.iter().map(OwnPrice::of).collect(),
        },
    };
    let fill = bundle::Fill { host, user: args.user.clone() };
    let bar = context.output_file().map(|_| context.progress("bundle", None));
    let mut output = context.output()?;
    let written =
        bundle::write(&ledger, &head, &range, (redact.as_ref(), &fill), &mut output, &mut |bytes, records| {
            bar.iter().for_each(|bar| bar.at(bytes, records));
        });
    drop(bar);
    if output.is_closed() {
        return output.finish();
    }
    let written = written?;
    output.finish()?;
    let pruned = ledger.pruned(&range)?;
    if pruned.records > 0 {
        let records = counted(pruned.records, "record");
        context.warn(&format!("{records} not in the bundle: they were pruned, and only their sums are here"));
    }
    tell(context, args, written)
}

/// Tells what was written.
fn tell(context: &Context, args: &BundleArgs, written: bundle::Written) -> Result<(), Failure> {
    if context.global.json {
        let answer = json!({
            "schema_version": 1,
            "path": context.output_file().map(|path| path.to_string_lossy()),
            "records": written.events,
            "unpacked_bytes": written.bytes,
            "redacted": args.redact,
        });
        let answer = answer.to_string();
        let answer = json_made_safe(&answer);
        // Standard output may be the bundle.
        if context.output_file().is_some() {
            return context.print_line(&answer);
        }
        context.say(&answer);
        return Ok(());
    }
    context.say(&format!("{} bundled", counted(written.events, "record")));
    Ok(())
}
