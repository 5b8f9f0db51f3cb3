//! What every report is asked with: which records, whether what is new is read first, in which form.
//!
//! Owns: those flags, and the question and the answer they make. Refuses to know: what is reported.
//! A verb flattens [`AskArgs`], or [`CostedArgs`] where stated costs can stand for calculated ones: a
//! flag that would change nothing is not offered.

use clap::Args;

use super::fresh::{self, CostArgs, FreshArgs};
use super::remote::Question;
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::domain::Error;
use crate::render::Format;
use crate::report::{Costed, Query, Window};
use crate::store::{Ledger, Reader};
use crate::table::Table;

/// Which records, how fresh, in which form.
#[derive(Debug, Args)]
pub struct AskArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// As [`AskArgs`], and whose figure a cost is.
#[derive(Debug, Args)]
pub struct CostedArgs {
    #[command(flatten)]
    pub ask: AskArgs,
    #[command(flatten)]
    pub cost: CostArgs,
}

impl AskArgs {
    /// The question: everything that is chosen, in the period asked for or `default`.
    ///
    /// # Errors
    /// For a period that is none.
    pub(super) fn query(&self, default: &str, context: &Context) -> Result<Query, Failure> {
        let window = self.selection.window(default, context)?;
        Ok(Query {
            filter: self.selection.filter(),
            starts: self.selection.starts(context),
            now: Some(context.now),
            ..Query::new(window, context.zone())
        })
    }

    /// The same question, for a server.
    pub(super) fn question(&self, default: &str, context: &Context) -> Question {
        self.selection.question(default, context)
    }

    /// The ledger to report from, with what is new in it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn ledger(&self, context: &Context) -> Result<Ledger, Failure> {
        fresh::ledger(context, self.fresh, &self.selection)
    }

    /// What a question gets from that ledger.
    ///
    /// # Errors
    /// When it cannot be opened; what the question fails with.
    pub(super) fn of_ledger<T>(
        &self,
        context: &Context,
        ask: &dyn Fn(&Ledger) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        fresh::asked(context, self.fresh, &self.selection, ask)
    }

    /// Writes the report, in the currency and the form asked for.
    ///
    /// # Errors
    /// When it cannot be written; under `--strict`, when something has no price.
    pub(super) fn answer(&self, context: &Context, window: &Window, table: Table) -> Result<(), Failure> {
        answer::report(context, &self.selection, window, table, context.format(self.format))
    }
}

impl CostedArgs {
    /// The question for a server, with whose figure a cost is.
    pub(super) fn question(&self, default: &str, context: &Context) -> Question {
        let mut question = self.ask.question(default, context);
        question.push(("cost", self.cost.cost.to_string()));
        question
    }

    /// The ledger, its costs those that were chosen.
    pub(super) fn costed<'r>(&self, reader: &'r dyn Reader) -> Costed<'r> {
        self.cost.of(reader)
    }
}
