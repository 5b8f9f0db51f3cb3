//! What an import did, told to people and to machines.

use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Context, Failure};
use crate::domain::money::PICO;
use crate::domain::{Code, Error, Usd};
use crate::ingest::Summary;

/// An import that is over.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) summary: Summary,
    /// Inputs that could not be read at all, or not to their end.
    pub(super) unreadable: Vec<(String, Error)>,
    pub(super) elapsed: Duration,
    pub(super) dry_run: bool,
}

impl Report {
    /// Prints it, and fails when an input could not be read or, with `--strict`, when something
    /// is missing.
    pub(super) fn tell(&self, context: &Context, json: bool) -> Result<(), Failure> {
        say_pruned(context, self.summary.pruned);
        if json {
            context.print_json(&self.machine()?)?;
        } else {
            self.say_rejections(context);
            // Where nothing could be read, what there is to say is why.
            if self.unreadable.is_empty() || self.summary.read + self.summary.rejected > 0 {
                context.print(&self.people())?;
            }
        }
        self.verdict(context)
    }

    fn people(&self) -> String {
        let s = &self.summary;
        let would = if self.dry_run { "Would ingest (dry run, nothing written)" } else { "Ingested" };
        let files = s.formats.len();
        let mut text = format!(
            "{would}: {} from {} in {:.2} s\n  new {}  updated {}  duplicate {}  rejected {}\n  total cost {}\n",
            counted(s.read, "record"),
            counted(files as u64, "input"),
            self.elapsed.as_secs_f64(),
            s.new,
            s.updated,
            s.duplicate,
            s.rejected,
            total_cost(s),
        );
        if s.unpriced > 0 {
            text.push_str(&format!("  unpriced {} (not in the total):\n", counted(s.unpriced, "record")));
            for (reason, model, count) in &s.unpriced_models {
                text.push_str(&format!("    {} {} {reason}\n", crate::domain::text::visible(model), count));
            }
        }
        text
    }

    /// The first refused records, each with its place and reason; the others are counted.
    fn say_rejections(&self, context: &Context) {
        for (name, rejection) in &self.summary.rejections {
            context.warn(&rejection.of(name));
        }
        let shown = self.summary.rejections.len() as u64;
        if self.summary.rejected > shown {
            context.warn(&format!("{} more were rejected", self.summary.rejected - shown));
        }
    }

    fn machine(&self) -> Result<Machine<'_>, Failure> {
        let s = &self.summary;
        let exact = is_known(s).then(|| s.cost.to_string());
        let number = exact.clone().map(RawValue::from_string).transpose();
        let number =
            number.map_err(|error| Error::new(Code::Internal, format!("{} is not a number: {error}", s.cost)))?;
        Ok(Machine {
            schema_version: 1,
            dry_run: self.dry_run,
            read: s.read,
            new: s.new,
            updated: s.updated,
            duplicate: s.duplicate,
            rejected: s.rejected,
            unpriced: s.unpriced,
            total_cost: number,
            total_cost_exact: exact,
            currency: "USD",
            elapsed_ms: self.elapsed.as_millis() as u64,
            inputs: s.formats.iter().map(|(name, format)| Read { name, format }).collect(),
            rejections: s
                .rejections
                .iter()
                .map(|(input, r)| Refused { input, line: r.line, reason: &r.reason })
                .collect(),
            unpriced_models: s
                .unpriced_models
                .iter()
                .map(|(reason, model, records)| Unpriced { model, reason, records: *records })
                .collect(),
            unreadable: self
                .unreadable
                .iter()
                .map(|(name, error)| Refused { input: name, line: 0, reason: &error.message })
                .collect(),
        })
    }

    fn verdict(&self, context: &Context) -> Result<(), Failure> {
        match self.unreadable.as_slice() {
            [] => {}
            [(name, error)] if error.message.contains(name) => return Err(Failure::with_exit(error.clone(), 1)),
            [(name, error)] => {
                let named = Error { message: format!("{name}: {}", error.message), ..error.clone() };
                return Err(Failure::with_exit(named, 1));
            }
            several => {
                let start = Error::new(Code::Io, format!("{} inputs could not be read", several.len()));
                let error = several.iter().fold(start, |error, (name, why)| error.detail(name, &why.message));
                return Err(error.into());
            }
        }
        let (rejected, unpriced) = (self.summary.rejected, self.summary.unpriced);
        if context.strict && rejected + unpriced > 0 {
            return Err(Failure::incomplete(format!(
                "{} rejected, {} without a price, and --strict was given",
                counted(rejected, "record"),
                counted(unpriced, "record")
            )));
        }
        Ok(())
    }
}

/// The same on the wire.
#[derive(Serialize)]
struct Machine<'a> {
    schema_version: u32,
    dry_run: bool,
    read: u64,
    new: u64,
    updated: u64,
    duplicate: u64,
    rejected: u64,
    unpriced: u64,
    total_cost: Option<Box<RawValue>>,
    total_cost_exact: Option<String>,
    currency: &'static str,
    elapsed_ms: u64,
    inputs: Vec<Read<'a>>,
    rejections: Vec<Refused<'a>>,
    unpriced_models: Vec<Unpriced<'a>>,
    unreadable: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct Read<'a> {
    name: &'a str,
    format: &'static str,
}

#[derive(Serialize)]
struct Refused<'a> {
    input: &'a str,
    line: u64,
    reason: &'a str,
}

#[derive(Serialize)]
struct Unpriced<'a> {
    model: &'a str,
    reason: &'a str,
    records: u64,
}

/// Says that records came again that were pruned.
pub(super) fn say_pruned(context: &Context, pruned: u64) {
    if pruned > 0 {
        let records = counted(pruned, "record");
        context.say(&format!("{records} of the duplicates were pruned: counted already, and no better copy is taken"));
    }
}

/// `1 record`, `2 records`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The cost of what was read: at least what has a price, unknown when that is nothing.
pub(super) fn total_cost(summary: &Summary) -> String {
    match summary.unpriced {
        0 => money(summary.cost),
        _ if is_known(summary) => format!("at least {}", money(summary.cost)),
        _ => "unknown".to_owned(),
    }
}

fn is_known(summary: &Summary) -> bool {
    summary.unpriced == 0 || summary.cost != Usd::ZERO
}

/// Dollars for people: two decimals, six below a dollar, all there are below a millionth.
pub(super) fn money(amount: Usd) -> String {
    match amount.pico().abs() {
        0 | PICO.. => format!("${}", amount.rounded(2, true)),
        1_000_000.. => format!("${}", amount.rounded(6, true)),
        _ => format!("${amount}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_never_shown_as_nothing() {
        let shown = |pico: i64| money(Usd::from_pico(pico.into()));
        assert_eq!(shown(0), "$0.00");
        assert_eq!(shown(1_234_567_890_000_000), "$1,234.57");
        assert_eq!(shown(52_561_680_000), "$0.052562");
        assert_eq!(shown(1_400_000), "$0.000001");
        assert_eq!(shown(40_000), "$0.00000004");
    }
}
