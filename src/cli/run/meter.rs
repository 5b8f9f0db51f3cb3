//! What a run costs, while it goes on.
//!
//! Owns: reading what is new in logs, the sum of what has the run's tag, the budgets it is held to.
//! Refuses to know: the command.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::super::alerts::Beside;
use super::super::{Context, Failure, budget, logs, news};
use crate::config::keys;
use crate::domain::{Error, Filter, InstantRange, Measures, PlacedBudget, Run, Usd};
use crate::ingest::Order;
use crate::paths::Location;
use crate::report;
use crate::report::budget::Asking;

/// How far ahead a run that goes on is said to last, in case nothing more is heard of it.
const AHEAD: TimeDelta = TimeDelta::seconds(60);
/// How often that is said anew.
const RENEWED: Duration = Duration::from_secs(10);
/// Providers' clocks may be behind.
const BEHIND: TimeDelta = TimeDelta::minutes(2);

/// The meter of a run.
pub(super) struct Meter {
    pub(super) run: Run,
    /// The ledger, as an absolute path.
    pub(super) ledger: PathBuf,
    budgets: Vec<PlacedBudget>,
    began: Instant,
    renewed: Instant,
    /// What was warned of already.
    warned: Vec<String>,
    last: Reading,
    pub(super) alerts: Beside,
}

/// What it shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    pub(super) measures: Measures,
}

impl Reading {
    pub(super) fn cost(&self) -> Usd {
        self.measures.total_cost
    }

    /// `$0.42`, `at least $0.42`.
    pub(super) fn shown(&self) -> String {
        let least = if self.measures.unpriced_requests > 0 { "at least " } else { "" };
        format!("{least}{}", self.cost().dollars())
    }
}

impl Meter {
    /// Notes the run in the ledger, once what was there before is read.
    ///
    /// # Errors
    /// When the ledger cannot be written, or there is no such budget.
    pub(super) fn start(context: &Context, mut run: Run, budgets: &[String]) -> Result<Meter, Failure> {
        let Location::File(path) = context.location()? else {
            return Err(Error::validation("a run needs a ledger in a file").hint("--database-url PATH").into());
        };
        let ledger = std::path::absolute(&path).unwrap_or(path);
        if let Err(failure) = sync(context) {
            context.warn(&format!("the logs of agents were not read: {}", failure.error.message));
        }
        let mut open = context.ledger(true)?;
        let budgets = match budgets {
            [] => Vec::new(),
            names => budget::named(budget::all(context, &open)?, names)?,
        };
        run.until = run.started + AHEAD;
        open.note_run(&run)?;
        let now = Instant::now();
        let last = Reading::default();
        let alerts = Beside::new(context);
        Ok(Meter { alerts, run, ledger, budgets, began: now, renewed: now, warned: Vec::new(), last })
    }

    /// The instant it is now: the clock is read once a command.
    fn now(&self) -> DateTime<Utc> {
        self.run.started + TimeDelta::from_std(self.began.elapsed()).unwrap_or_default()
    }

    /// Looks at what it has cost so far. What cannot be read now is said once, and the last figure
    /// stands.
    pub(super) fn read(&mut self, context: &Context) -> Reading {
        if self.renewed.elapsed() >= RENEWED {
            self.renewed = Instant::now();
            self.run.until = self.now() + AHEAD;
            let noted = context.ledger(true).and_then(|mut ledger| Ok(ledger.note_run(&self.run)?));
            self.warn(context, noted);
            self.alerts.look(context);
        }
        let synced = sync(context);
        self.warn(context, synced);
        match self.total(context) {
            Ok(measures) => self.last = Reading { measures },
            Err(failure) => self.warn(context, Err(failure)),
        }
        if self.last.measures.unpriced_requests > 0 {
            let error = Error::validation("some of its usage has no price: it costs at least what is shown");
            self.warn(context, Err(error.into()));
        }
        self.last
    }

    /// The end: the last reading.
    pub(super) fn end(&mut self, context: &Context) -> Reading {
        self.run.until = self.now();
        let noted = context.ledger(true).and_then(|mut ledger| Ok(ledger.note_run(&self.run)?));
        self.warn(context, noted);
        // What was written last must not be taken for being after the end.
        self.renewed = Instant::now();
        self.read(context)
    }

    fn total(&self, context: &Context) -> Result<Measures, Failure> {
        let ledger = context.ledger(false)?;
        let filter = Filter { tags: self.run.tags.first().cloned().into_iter().collect(), ..Filter::default() };
        let range = InstantRange { from: Some(self.run.started - BEHIND), to: None };
        Ok(report::total(&ledger, &range, &filter)?)
    }

    /// Says that one of its budgets is over, if one is.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(super) fn budget_over(&self, context: &Context) -> Result<Option<String>, Failure> {
        if self.budgets.is_empty() {
            return Ok(None);
        }
        let ledger = context.ledger(false)?;
        let asking = Asking { now: self.now(), zone: context.zone(), rates: context.exchange_rates()? };
        for placed in &self.budgets {
            let status = report::budget::status(placed, &asking, &ledger)?;
            if status.is_over() {
                let checked = report::budget::check(status, false, false);
                return Ok(Some(format!("budget {} is over: {}", placed.budget.name, checked.reason)));
            }
        }
        Ok(None)
    }

    pub(super) fn warn(&mut self, context: &Context, done: Result<(), Failure>) {
        if let Err(failure) = done
            && !self.warned.contains(&failure.error.message)
        {
            context.warn(&failure.error.message);
            self.warned.push(failure.error.message);
        }
    }
}

/// Reads what is new in the logs of agents, unless another process is at it.
fn sync(context: &Context) -> Result<(), Failure> {
    if !context.config.flag(&keys::SYNC_AUTO) {
        return Ok(());
    }
    let ledger = logs::ledger(context)?;
    let agents = logs::agents(&[])?;
    let news = news::look(context, &agents, ledger.as_ref())?;
    if news.changed.is_empty() {
        return Ok(());
    }
    drop(ledger);
    news.read(context, Order::NewestFirst, None, None).map(|_| ())
}
