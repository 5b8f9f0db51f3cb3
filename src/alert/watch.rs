//! Looking for thresholds that were crossed and not told yet, and telling them.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Clock, Outcome, Undelivered, Ways, message};
use crate::domain::{Budget, ExchangeRates, PlacedBudget, Result, Threshold, Tz};
use crate::report::budget::{self, Asking, BudgetStatus};
use crate::store::{AlertKey, Ledger, OpenOptions};

/// A period that has ended is looked at for so long still: usage is often read later than it was.
const LATE: TimeDelta = TimeDelta::hours(24);
/// A claim outlives the time there is by so much; then another process may take the alert up.
const MARGIN: TimeDelta = TimeDelta::seconds(60);
/// The pause after the first failure; twice as long after each further one.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// The longest pause of that kind.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);
/// A receiver that asks for more is not believed.
const LONGEST_WISH: TimeDelta = TimeDelta::hours(24);
/// Then it is given up: after about a day.
const ATTEMPTS: u32 = 30;

/// What alerts are looked for with.
#[derive(Debug, Clone)]
pub struct Watch {
    pub ledger: OpenOptions,
    /// Budgets of the configuration, with where they stand.
    pub files: Vec<(Budget, String)>,
    /// The zone of budgets that have none.
    pub zone: Tz,
    pub rates: ExchangeRates,
    pub ways: Ways,
    /// Words nobody else has.
    pub unique: fn() -> String,
}

/// An alert that is to be sent.
struct Due {
    key: AlertKey,
    crossed: DateTime<Utc>,
    /// Empty for one that was tried before: it is kept.
    message: String,
}

impl Watch {
    /// Sends what is due, one after the other while there is time and `go_on` says so. Where no
    /// way is given, or there is no ledger in a file, nothing is looked at.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub fn look(&self, now: DateTime<Utc>, go_on: &dyn Fn() -> bool) -> Result<Vec<Outcome>> {
        let there = self.ledger.path.as_ref().is_some_and(|path| path.exists());
        if self.ways.all().is_empty() || !there {
            return Ok(Vec::new());
        }
        let (clock, until) = (Clock::set(now), Instant::now() + self.ways.patience);
        let reading = Ledger::open(&OpenOptions { create: false, read_only: true, ..self.ledger.clone() })?;
        let mut outcomes = Vec::new();
        let due = self.due(&reading, now, &mut outcomes)?;
        drop(reading);
        if due.is_empty() {
            return Ok(outcomes);
        }
        let mut ledger = Ledger::open(&OpenOptions { create: false, read_only: false, ..self.ledger.clone() })?;
        for (at, alert) in due.iter().enumerate() {
            let begun = at == 0 || Instant::now() + Duration::from_millis(100) < until;
            if !begun || !go_on() {
                outcomes.push(Outcome::Left(due.len() - at));
                break;
            }
            outcomes.extend(self.tell(&mut ledger, alert, clock, until)?);
        }
        Ok(outcomes)
    }

    /// What is crossed and not told, then what was tried before in periods that are no longer
    /// looked at.
    fn due(&self, ledger: &Ledger, now: DateTime<Utc>, outcomes: &mut Vec<Outcome>) -> Result<Vec<Due>> {
        let own = ledger.budgets()?.into_iter().map(|stored| (stored.budget, stored.set_at));
        let mut due = Vec::new();
        for placed in PlacedBudget::merged(own, self.files.iter().cloned()) {
            if let Err(error) = self.crossed(&placed, ledger, now, &mut due) {
                outcomes.push(Outcome::Unread(placed.budget.name, error));
            }
        }
        let ways = self.ways.all();
        for stored in ledger.due_alerts(now)? {
            if ways.contains(&stored.key.way) && !due.iter().any(|due| due.key == stored.key) {
                due.push(Due { key: stored.key, crossed: stored.crossed, message: String::new() });
            }
        }
        Ok(due)
    }

    /// Those of one budget, of this period and for a while of the one before.
    fn crossed(&self, placed: &PlacedBudget, ledger: &Ledger, now: DateTime<Utc>, due: &mut Vec<Due>) -> Result<()> {
        let start = budget::Span::around(&placed.budget, now, self.zone)?.from;
        let is_older = placed.since.is_none_or(|since| since < start);
        let before = (is_older && now - start < LATE).then(|| start - TimeDelta::microseconds(1));
        for at in before.into_iter().chain([now]) {
            let asking = Asking { now: at, zone: self.zone, rates: self.rates.clone() };
            let level = budget::level(placed, &asking, ledger)?;
            let passed = |threshold: &&Threshold| threshold.of(level.amount) <= level.used.total_cost;
            let passed: Vec<Threshold> = placed.budget.thresholds.iter().filter(passed).copied().collect();
            let untold = self.untold(placed, level.span.from, &passed, ledger, now)?;
            if !untold.is_empty() {
                let status = budget::status(placed, &asking, ledger)?;
                due.extend(untold.into_iter().filter_map(|key| self.alert(&status, key)));
            }
        }
        Ok(())
    }

    /// Which of the passed thresholds are to be told, and are in nobody's hand.
    fn untold(
        &self,
        placed: &PlacedBudget,
        period_start: DateTime<Utc>,
        passed: &[Threshold],
        ledger: &Ledger,
        now: DateTime<Utc>,
    ) -> Result<Vec<AlertKey>> {
        if passed.is_empty() {
            return Ok(Vec::new());
        }
        let known = ledger.alerts(&placed.budget.name, period_start)?;
        let ways = self.ways.all();
        let keys = passed
            .iter()
            .flat_map(|threshold| ways.iter().map(|way| AlertKey::of(&placed.budget, period_start, *threshold, *way)));
        let is_open = |key: &AlertKey| known.iter().find(|known| known.key == *key).is_none_or(|it| it.is_due(now));
        Ok(keys.filter(is_open).collect())
    }

    fn alert(&self, status: &BudgetStatus, key: AlertKey) -> Option<Due> {
        let crossing = status.crossings.iter().find(|crossing| crossing.threshold == key.threshold)?;
        let message = message::crossed(status, crossing, &(self.unique)());
        Some(Due { key, crossed: crossing.crossed?, message })
    }

    /// Takes one in hand, sends it, and notes what came of it; nothing when somebody else has it.
    fn tell(&self, ledger: &mut Ledger, due: &Due, clock: Clock, until: Instant) -> Result<Option<Outcome>> {
        let now = clock.now();
        let held = TimeDelta::from_std(self.ways.patience).unwrap_or(LONGEST_WISH) + MARGIN;
        let Some(claimed) = ledger.claim_alert(&due.key, (due.crossed, &due.message), now, now + held)? else {
            return Ok(None);
        };
        let key = due.key.clone();
        Ok(Some(match self.ways.send(due.key.way, &claimed.message, clock, until) {
            Ok(()) => {
                ledger.settle_alert(&due.key, Ok(clock.now()))?;
                Outcome::Delivered(key)
            }
            Err(failed) => {
                let again = again(&failed, claimed.attempt).map(|pause| clock.now() + pause);
                ledger.settle_alert(&due.key, Err((&failed.why, again)))?;
                Outcome::Failed(key, failed.why, again)
            }
        }))
    }
}

/// How long to leave it alone after this attempt; `None` to give it up.
fn again(failed: &Undelivered, attempt: u32) -> Option<TimeDelta> {
    let doubled = FIRST_PAUSE.checked_mul(1 << attempt.saturating_sub(1).min(10)).unwrap_or(LONGEST_PAUSE);
    let wish = failed.after.and_then(|after| TimeDelta::from_std(after).ok()).unwrap_or_default();
    (attempt < ATTEMPTS).then(|| doubled.min(LONGEST_PAUSE).max(wish.min(LONGEST_WISH)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pause = |attempt, after: Option<u64>| {
            let failed = Undelivered { why: String::new(), after: after.map(Duration::from_secs) };
            again(&failed, attempt).map(|pause| pause.num_seconds())
        };
        assert_eq!([1, 2, 3, 7, 29].map(|attempt| pause(attempt, None)), [60, 120, 240, 3600, 3600].map(Some));
        assert_eq!(pause(30, None), None);
        assert_eq!((pause(1, Some(90)), pause(1, Some(5)), pause(1, Some(u64::MAX))), (Some(90), Some(60), Some(60)));
        assert_eq!(pause(1, Some(1_000_000)), Some(86_400));
    }
}
