//! Exports that are no records: a FOCUS bill, journals of bookkeeping, metrics.
//!
//! Owns: which sums each is made of. Refuses to know: how they are written.

use super::export::ExportArgs;
use super::remote::Remote;
use super::{Context, Failure};
use crate::render::Format;
use crate::report::{self, Dimension, Query, Window};
use crate::store::Reader;
use crate::table::Table;

/// What an export is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Records,
    Focus,
    Sums,
}

/// The export of a word: what it is of, and the format it is written in.
pub(super) fn of_word(word: &str) -> Option<(What, Format)> {
    Some(match word {
        "json" => (What::Records, Format::Json),
        "jsonl" => (What::Records, Format::Jsonl),
        "csv" => (What::Records, Format::Csv),
        "xlsx" => (What::Records, Format::Xlsx),
        "focus" => (What::Focus, Format::Csv),
        "hledger" | "journal" => (What::Sums, Format::Hledger),
        "beancount" => (What::Sums, Format::Beancount),
        "prometheus" | "prom" => (What::Sums, Format::Prometheus),
        _ => return None,
    })
}

/// The words of `--format`.
pub(super) const WORDS: [&str; 8] = ["json", "jsonl", "csv", "xlsx", "focus", "hledger", "beancount", "prometheus"];

/// The ending of a file of that format.
pub(super) fn ending(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Hledger => "journal",
        Format::Beancount => "beancount",
        Format::Prometheus => "prom",
        _ => "jsonl",
    }
}

/// The sums an export is written from; `None` for records.
pub(super) fn table(
    context: &Context,
    args: &ExportArgs,
    (what, format): (What, Format),
    window: &Window,
    reader: &dyn Reader,
) -> Result<Option<Table>, Failure> {
    let filter = args.selection.filter();
    match what {
        What::Records => Ok(None),
        What::Focus => Ok(Some(report::focus(window, &filter, reader)?)),
        What::Sums => {
            let query = Query { by: by(format), filter, ..Query::new(window.clone(), context.zone()) };
            Ok(Some(report::run(&query, reader)?))
        }
    }
}

/// The same sums, of a server.
pub(super) fn asked(
    context: &Context,
    args: &ExportArgs,
    (what, format): (What, Format),
    remote: &Remote,
) -> Result<Option<Table>, Failure> {
    let mut question = args.selection.question("all", context);
    match what {
        What::Records => Ok(None),
        What::Focus => {
            question.push(("format", "focus".to_owned()));
            remote.table("/api/v1/export", &question).map(Some)
        }
        What::Sums => {
            question.extend(by(format).iter().map(|dimension| ("group_by", dimension.to_string())));
            remote.table("/api/v1/costs", &question).map(Some)
        }
    }
}

/// What sums are grouped by.
fn by(format: Format) -> Vec<Dimension> {
    match format {
        Format::Prometheus => vec![Dimension::Provider, Dimension::Model, Dimension::Project],
        _ => vec![Dimension::Day, Dimension::Project, Dimension::Provider, Dimension::Model],
    }
}
