//! `cost-ops export`: every record of a period, in constant memory.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::export_folder::Folder;
use super::output::Output;
use super::progress::Progress;
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, format};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::render::{Format, Pages};
use crate::report::{Export, PAGE};
use crate::table::Table;

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops export --output usage.csv
  cost-ops export --period last-month --format jsonl --compress --output october.jsonl.gz
  cost-ops export --project website | jq -s 'map(.total_cost) | add'

The file is whole or not there; one that is there is kept without --force. What is exported as
jsonl or csv can be ingested again: the same records, under the same ids. With export.output_dir,
an export that names no output is a file in that folder, and those older than
export.retention_days are removed.")]
pub struct ExportArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// json, jsonl, csv or xlsx; without it what the file's name ends in, else jsonl
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(["json", "jsonl", "csv", "xlsx", "focus"]))]
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
    let format = chosen(context, args)?;
    context.refuse_bytes(format)?;
    if args.selection.currency.as_ref().is_some_and(|code| !code.trim().eq_ignore_ascii_case("USD")) {
        let error = Error::validation("an export is in US dollars, so that it can be ingested again");
        return Err(error.hint("cost-ops query --currency shows records in another currency").into());
    }
    let window = args.selection.window("all", context)?;
    let ledger = answer::ledger(context, &args.selection)?;
    let folder = Folder::of(context)?;
    let named = context.output_file();
    // Records and a bar do not go to the same terminal.
    let apart = named.is_some() || folder.is_some() || !io::stdout().is_terminal();
    let bar = apart.then(|| context.progress("export", None));
    let mut export =
        Export::new(&ledger, window.range, args.selection.filter(), context.zone(), PAGE, format.has_fixed_columns())?;
    let compress = args.compress || named.is_some_and(|path| path.extension().is_some_and(|e| e == "gz"));
    let file = folder.as_ref().map(|folder| folder.name(context, format, compress));
    let mut output = match &file {
        Some(path) => Output::to_file(path, context.global.force)?,
        None => context.output()?,
    };
    let limit = if args.stream { None } else { context.config.whole(&keys::EXPORT_MAX_EXPORT_SIZE) };
    let written = if compress {
        let mut gzip = GzEncoder::new(&mut output, Compression::default());
        let written = write(&mut export, format, limit, bar.as_ref(), &mut gzip);
        written.and_then(|table| gzip.try_finish().map(|()| table).map_err(Failure::from))
    } else {
        write(&mut export, format, limit, bar.as_ref(), &mut output)
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

/// Writes every page; returns the summary.
fn write(
    export: &mut Export<'_>,
    format: Format,
    limit: Option<u64>,
    bar: Option<&Progress>,
    out: &mut dyn Write,
) -> Result<Table, Failure> {
    let mut out = Bounded { out, written: 0, limit: limit.unwrap_or(u64::MAX), full: false };
    let mut records = 0;
    let mut last = export.heading();
    let mut all = || -> Result<(), Error> {
        let mut pages = Pages::begin(format, &last, &mut out)?;
        while let Some(page) = export.page()? {
            pages.page(&page, &mut out)?;
            records += page.rows.len() as u64;
            bar.inspect(|bar| bar.at(out.written, records));
        }
        last.summary = export.summary();
        last.notes = export.notes();
        pages.end(&last, &mut out)
    };
    match all() {
        Err(_) if out.full => Err(too_large(limit.unwrap_or_default())),
        done => Ok(done.map(|()| last)?),
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
fn chosen(context: &Context, args: &ExportArgs) -> Result<Format, Failure> {
    let ungzipped = context.output_file().filter(|path| path.extension().is_some_and(|e| e == "gz"));
    let inner = ungzipped.and_then(|path| Path::new(path.file_stem()?).extension()?.to_str());
    let chosen = match args.format.as_deref().or(inner) {
        Some("json") => Some(Format::Json),
        Some("jsonl") => Some(Format::Jsonl),
        Some("csv") => Some(Format::Csv),
        Some("xlsx") => Some(Format::Xlsx),
        Some(word @ "focus") => return Err(unsupported(word)),
        _ => None,
    };
    match context.format(chosen) {
        Format::Table => Ok(Format::Jsonl),
        format @ (Format::Json | Format::Jsonl | Format::Csv | Format::Xlsx) => Ok(format),
        format => Err(unsupported(format::word(format))),
    }
}

fn unsupported(word: &str) -> Failure {
    let error = Error::new(Code::Unsupported, format!("this version does not export {word}"));
    error
        .hint(
            "json, jsonl, csv and xlsx are available; query and report generate write tables, markdown, yaml and html",
        )
        .into()
}
