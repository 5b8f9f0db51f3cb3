//! `cost-ops ingest`: files and streams of usage into the ledger.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::input::{self, Input};
use super::labels::{LabelArgs, pair};
use super::remote::Remote;
use super::{Context, Failure, delivery, ingested};
use crate::catalog::PriceBook;
use crate::domain::{Code, Error, period};
use crate::ingest::{self, Import, Summary, Target};
use crate::paths::Location;
use crate::source::log::Log;
use crate::source::{self, Given, REGISTRY};
use crate::store::Ledger;

/// Arguments of `ingest`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops ingest usage.jsonl responses/*.json
  zcat old.jsonl.gz | cost-ops ingest -
  cost-ops ingest --format csv --map timestamp=TIMESTAMP --map input_tokens=ContextTokens \\
      --map output_tokens=GeneratedTokens --provider openai --model gpt-4o trace.csv

Ingesting the same records again changes nothing. Gzip and zstd are unpacked. Records that cannot be
understood are rejected with file and line, and the rest goes in. cost-ops guide formats says more.")]
pub struct IngestArgs {
    /// Files to read; - is standard input
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// A file to read, - for standard input; may be repeated
    #[arg(short, long = "file", value_name = "FILE", allow_hyphen_values = true)]
    pub files: Vec<PathBuf>,
    /// The format; auto tells it by the content
    #[arg(long, default_value = "auto", value_name = "FORMAT", value_parser = formats(), hide_possible_values = true)]
    pub format: String,
    /// The provider of every record
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The model of records that do not name one
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// The instant of records that carry none (default: the file's own time, or now)
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub at: Option<DateTime<Utc>>,
    /// Read our field from their column or key; may be repeated
    #[arg(long, value_name = "OURS=THEIRS", value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// Read, check and price everything, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub labels: LabelArgs,
}

/// `auto` and every format of the registry.
fn formats() -> PossibleValuesParser {
    let auto = PossibleValue::new("auto").help("tell by the content");
    let known = REGISTRY.iter().map(|source| PossibleValue::new(source.id).help(source.about));
    let lines = PossibleValue::new("jsonl").help("the same as json");
    PossibleValuesParser::new(std::iter::once(auto).chain(known).chain([lines]))
}

/// An instant as RFC 3339 writes it, or a date, which begins at midnight UTC.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    period::instant(text).ok_or_else(|| "it must be like 2026-11-20T12:00:00Z or 2026-11-20".to_owned())
}

/// Runs it.
pub(super) fn run(context: &Context, args: &IngestArgs) -> Result<(), Failure> {
    let started = Instant::now();
    let json = context.tells_json()?;
    let paths: Vec<&Path> = args.files.iter().chain(&args.paths).map(PathBuf::as_path).collect();
    if paths.is_empty() {
        let error = Error::validation("no file to read was given");
        return Err(error.hint("cost-ops ingest FILE …, or - for standard input").into());
    }
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Error::validation("standard input can be read only once").into());
    }
    let remote = context.remote()?;
    if remote.is_some() && args.dry_run {
        let error = Error::new(Code::Unsupported, "--dry-run works on a ledger of this machine, not on a server");
        return Err(error.hint("without --api-url").into());
    }
    let mut ledger = if remote.is_some() { None } else { open(context, args.dry_run)? };
    let book = match &ledger {
        Some(ledger) => context.book(ledger)?,
        None => PriceBook::new(Vec::new()),
    };
    let mut report = ingested::Report { dry_run: args.dry_run, ..ingested::Report::default() };
    for path in paths {
        let target = match &mut ledger {
            Some(ledger) if !args.dry_run => Target::Ledger(ledger),
            ledger => Target::DryRun(ledger.as_ref()),
        };
        let into = match &remote {
            Some(remote) => Into::Server(remote),
            None => Into::Ledger(&book, target),
        };
        match one(context, args, path, into, &mut report.summary) {
            Ok(()) => {}
            Err(failure) if matches!(failure.exit, 3..=5) => return Err(failure),
            Err(failure) => report.unreadable.push((path.to_string_lossy().into_owned(), failure.error)),
        }
    }
    report.elapsed = started.elapsed();
    tracing::info!(
        read = report.summary.read,
        new = report.summary.new,
        rejected = report.summary.rejected,
        "ingested"
    );
    report.tell(context, json)
}

/// The ledger to write; for a dry run the one there is, if any.
fn open(context: &Context, dry_run: bool) -> Result<Option<Ledger>, Failure> {
    match context.location()? {
        Location::File(path) if dry_run && !path.exists() => Ok(None),
        _ => context.ledger(!dry_run).map(Some),
    }
}

/// Where records go.
enum Into<'a> {
    Ledger(&'a PriceBook, Target<'a>),
    Server(&'a Remote),
}

fn one(
    context: &Context,
    args: &IngestArgs,
    path: &Path,
    into: Into<'_>,
    summary: &mut Summary,
) -> Result<(), Failure> {
    let mut stdin;
    let mut input = if path.as_os_str() == "-" {
        stdin = context.stdin();
        let (bytes, _) = input::unpacked(&mut **stdin)
            .map_err(|error| Error::new(Code::Io, format!("cannot read standard input: {error}")))?;
        Input { name: "standard input".into(), path: PathBuf::new(), bytes, size: None, modified: None }
    } else {
        input::open(path)?
    };
    let given = Given {
        provider: args.provider.clone(),
        model: args.model.clone(),
        at: Some(args.at.or(input.modified).unwrap_or(context.now)),
        labels: args.labels.labels(&context.env)?,
        map: args.map.clone(),
        log: Log { path: input.path.clone(), root: None, near: ingest::DISK },
    };
    let bar = context.progress(&input.name, input.size);
    let mut progress = |bytes, records| bar.at(bytes, records);
    let format = source::by_id(&args.format);
    match into {
        Into::Server(remote) => {
            delivery::deliver(remote, &input.name, &mut *input.bytes, format, &given, &mut progress, summary)
        }
        Into::Ledger(pricer, target) => {
            let mut import = Import { pricer, target, progress: &mut progress };
            Ok(import.read(&input.name, &mut *input.bytes, format, &given, summary)?)
        }
    }
}
