//! `cost-ops export`: every record of a period, in constant memory.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::export_folder::Folder;
use super::export_sums::{self, What};
use super::output::Output;
use super::progress::Progress;
use super::remote::{Question, Remote};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, format};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::render::{self, Format, Pages};
use crate::report::{Export, PAGE, Window};
use crate::store::Ledger;
use crate::table::Table;

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops export --output usage.csv
  cost-ops export --period last-month --format jsonl --compress --output october.jsonl.gz
  cost-ops export --project website | jq -s 'map(.total_cost) | add'
  cost-ops export --period last-month --format focus --output october-focus.csv
  cost-ops export --period this-year --format hledger --output llm.journal

The file is whole or not there; one that is there is kept without --force. What is exported as
jsonl or csv can be ingested again: the same records, under the same ids. With export.output_dir,
an export that names no output is a file in that folder, and those older than
export.retention_days are removed.")]
pub struct ExportArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Records as json, jsonl, csv or xlsx; a FOCUS bill; a journal for hledger or beancount; metrics
    /// for prometheus. Without it what the file's name ends in, else jsonl
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(export_sums::WORDS))]
    pub format: Option<String>,
    /// Compress with gzip (so does a file name that ends in .gz)
    #[arg(long)]
    pub compress: bool,
    /// Write any amount: export.max_export_size does not apply
    #[arg(long)]
    pub stream: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<(), Failure> {
    let (what, format) = chosen(context, args)?;
    context.refuse_bytes(format)?;
    if args.selection.currency.as_ref().is_some_and(|code| !code.trim().eq_ignore_ascii_case("USD")) {
        let error = Error::validation("an export is in US dollars, so that it can be ingested again");
        return Err(error.hint("cost-ops query --currency shows records in another currency").into());
    }
    let window = args.selection.window("all", context)?;
    let remote = context.remote()?;
    let ledger = if remote.is_some() { None } else { Some(answer::ledger(context, &args.selection)?) };
    let folder = Folder::of(context)?;
    let named = context.output_file();
    // Records and a bar do not go to the same terminal.
    let apart = named.is_some() || folder.is_some() || !io::stdout().is_terminal();
    let bar = apart.then(|| context.progress("export", None));
    let sums = match (&remote, &ledger) {
        (Some(remote), _) => export_sums::asked(context, args, (what, format), remote)?,
        (None, Some(ledger)) => export_sums::table(context, args, (what, format), &window, ledger)?,
        (None, None) => None,
    };
    let mut records = match &sums {
        None => records(context, args, format, &window, (remote.as_ref(), ledger.as_ref()))?,
        Some(_) => None,
    };
    let compress = args.compress || named.is_some_and(|path| path.extension().is_some_and(|e| e == "gz"));
    let file = folder.as_ref().map(|folder| folder.name(context, format, compress));
    let mut output = match &file {
        Some(path) => Output::to_file(path, context.global.force)?,
        None => context.output()?,
    };
    let limit = if args.stream { None } else { context.config.whole(&keys::EXPORT_MAX_EXPORT_SIZE) };
    let mut write = |out: &mut dyn Write| match (&sums, &mut records) {
        (Some(sums), _) => write_sums(context, sums, format, limit, out),
        (None, Some(records)) => write(records, format, limit, bar.as_ref(), out),
        (None, None) => Ok(Table::default()),
    };
    let written = if compress {
        let mut gzip = GzEncoder::new(&mut output, Compression::default());
        let written = write(&mut gzip);
        written.and_then(|table| gzip.try_finish().map(|()| table).map_err(Failure::from))
    } else {
        write(&mut output)
    };
    drop(bar);
    if output.is_closed() {
        return output.finish();
    }
    let last = written?;
    output.finish()?;
    if let (Some(folder), Some(path)) = (&folder, &file) {
        context.say(&format!("exported to {}", path.display()));
        folder.clean(context);
    }
    answer::say_notes(context, &last);
    answer::strict(context, &last)
}

/// The records that are asked for, of a server or of the ledger here.
fn records<'l>(
    context: &Context,
    args: &ExportArgs,
    format: Format,
    window: &Window,
    places: (Option<&'l Remote>, Option<&'l Ledger>),
) -> Result<Option<Records<'l>>, Failure> {
    let fixed = format.has_fixed_columns();
    Ok(match places {
        (Some(remote), _) => {
            let mut question = args.selection.question("all", context);
            question.push(("format", if fixed { "csv" } else { "jsonl" }.to_owned()));
            Some(Records::Server(remote, question))
        }
        (None, Some(ledger)) => {
            let filter = args.selection.filter();
            let export = Export::new(ledger, window.range, filter, context.zone(), PAGE, fixed)?;
            Some(Records::Ledger(Box::new(export)))
        }
        (None, None) => None,
    })
}

/// Writes a table of sums; returns its summary.
fn write_sums(
    context: &Context,
    sums: &Table,
    format: Format,
    limit: Option<u64>,
    out: &mut dyn Write,
) -> Result<Table, Failure> {
    let mut out = Bounded { out, written: 0, limit: limit.unwrap_or(u64::MAX), full: false };
    match render::write(sums, format, context.style(), &mut out) {
        Err(_) if out.full => Err(too_large(limit.unwrap_or_default())),
        done => {
            Ok(done.map(|()| Table { summary: sums.summary.clone(), notes: sums.notes.clone(), ..Table::default() })?)
        }
    }
}

/// Where the records of an export come from.
enum Records<'a> {
    Ledger(Box<Export<'a>>),
    Server(&'a Remote, Question),
}

impl Records<'_> {
    /// Gives a heading, the pages, and last a table without rows, with the summary and the notes.
    fn each(&mut self, take: &mut dyn FnMut(Table) -> Result<(), Failure>) -> Result<(), Failure> {
        let export = match self {
            Records::Server(remote, question) => return remote.tables("/api/v1/export", question, take),
            Records::Ledger(export) => export,
        };
        let mut last = export.heading();
        take(last.clone())?;
        while let Some(page) = export.page()? {
            take(page)?;
        }
        (last.summary, last.notes) = (export.summary(), export.notes());
        take(last)
    }
}

/// Writes every page; returns the summary.
fn write(
    records: &mut Records<'_>,
    format: Format,
    limit: Option<u64>,
    bar: Option<&Progress>,
    out: &mut dyn Write,
) -> Result<Table, Failure> {
    let mut out = Bounded { out, written: 0, limit: limit.unwrap_or(u64::MAX), full: false };
    let (mut pages, mut last, mut count) = (None, None, 0);
    let done = records.each(&mut |table| {
        pages = match pages.take() {
            None => Some(Pages::begin(format, &table, &mut out)?),
            Some(open) if table.rows.is_empty() => {
                Pages::end(open, &table, &mut out)?;
                last = Some(table);
                None
            }
            Some(mut open) => {
                open.page(&table, &mut out)?;
                count += table.rows.len() as u64;
                bar.inspect(|bar| bar.at(out.written, count));
                Some(open)
            }
        };
        Ok(())
    });
    match (done, last) {
        (Err(_), _) if out.full => Err(too_large(limit.unwrap_or_default())),
        (Err(failure), _) => Err(failure),
        (Ok(()), Some(last)) => Ok(last),
        (Ok(()), None) => Err(Error::new(Code::Remote, "the server broke the export off")
            .hint("its export.max_export_size may be smaller: a shorter --period")
            .into()),
    }
}

fn too_large(limit: u64) -> Failure {
    let error =
        Error::new(Code::Validation, format!("the export is larger than export.max_export_size, {limit} bytes"));
    error.hint("--stream writes any amount, a shorter --period less").into()
}

/// Lets so many bytes through, and no more.
struct Bounded<'a> {
    out: &'a mut dyn Write,
    written: u64,
    limit: u64,
    full: bool,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len() as u64;
        if self.written > self.limit {
            self.full = true;
            return Err(io::Error::other("larger than export.max_export_size"));
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// `--format`, else what the output's name ends in (before `.gz`), else `--json`, else JSONL.
fn chosen(context: &Context, args: &ExportArgs) -> Result<(What, Format), Failure> {
    if let Some(found) = args.format.as_deref().and_then(export_sums::of_word) {
        return Ok(found);
    }
    let file = context.output_file();
    let inner = match file {
        Some(path) if path.extension().is_some_and(|e| e == "gz") => path.file_stem().map(Path::new),
        file => file,
    };
    let ending = inner.and_then(Path::extension).and_then(|ending| ending.to_str());
    if let Some(found) = ending.and_then(export_sums::of_word) {
        return Ok(found);
    }
    match context.format(None) {
        Format::Table => Ok((What::Records, Format::Jsonl)),
        format => export_sums::of_word(format::word(format)).ok_or_else(|| unsupported(format::word(format))),
    }
}

fn unsupported(word: &str) -> Failure {
    let error = Error::new(Code::Unsupported, format!("records are not exported as {word}"));
    error.hint("query and report generate write tables, markdown, yaml and html").into()
}
