//! A plan: a subscription as a flat amount for each billing period, from a day on.
//!
//! Owns: its parts, its billing periods, how an amount is spread over their days. Refuses to know:
//! what usage was worth, where plans are kept, the clock.

use crate::domain::Tz;
use chrono::{Datelike, NaiveDate};

use super::budget::currency;
use super::budget_period::{self, BudgetPeriod, StartsOn};
use super::error::{Error, Result};
use super::filter::Filter;
use super::money::Usd;

/// The most a plan can cost in a period, in whole units: sums of many stay far within 128 bits.
const MOST: i128 = 1_000_000_000_000;

/// A flat amount for each billing period, for some of the usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it is called: `Claude Max`. The same name may stand for one after the other.
    pub name: String,
    /// For a period, in units of 1e-12 of `currency`.
    pub amount: Usd,
    /// ISO 4217; another than `USD` is converted at the configured rate of each period's first day.
    pub currency: String,
    pub period: BudgetPeriod,
    /// Where billing periods begin; the anniversary of `since` as a rule.
    pub starts_on: StartsOn,
    /// Its first day, and its last when it has one.
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// The zone its days are of.
    pub zone: Tz,
    /// Which usage it pays for.
    pub filter: Filter,
}

/// What a plan is made from: texts, as flags and the ledger give them.
#[derive(Debug, Clone)]
pub struct PlanText {
    pub name: String,
    pub amount: String,
    pub currency: Option<String>,
    pub period: String,
    /// The anniversary of `since` when none; the usual first day when empty.
    pub starts_on: Option<String>,
    pub since: String,
    pub until: Option<String>,
    pub zone: Tz,
    pub filter: Filter,
}

/// A billing period, and the days of it on which the plan is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillingPeriod {
    /// The first day of the period, and the first after it.
    pub first: NaiveDate,
    pub after: NaiveDate,
    /// The first day in force, and the first that is not any more.
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl PlanText {
    /// The plan.
    ///
    /// # Errors
    /// [`Code::Validation`](super::Code::Validation) with the first thing that is wrong.
    pub fn read(self) -> Result<Plan> {
        let period = BudgetPeriod::parse(&self.period)?;
        let since = day(&self.since)?;
        let until = self.until.as_deref().map(day).transpose()?;
        if let Some(until) = until.filter(|until| *until < since) {
            return Err(Error::validation(format!("a plan that begins on {since} cannot end on {until}"))
                .hint("--until is its last day"));
        }
        if let Some((key, _)) = self.filter.tags.iter().find(|(_, value)| value.is_empty()) {
            return Err(Error::validation(format!("the tag {key:?} of a plan has no value")).hint("as team=search"));
        }
        let starts_on = match self.starts_on.as_deref() {
            Some("") => StartsOn::usual(period),
            Some(text) => StartsOn::parse(text, period)?,
            None => anniversary(since, period)?,
        };
        Ok(Plan {
            name: name(&self.name)?,
            amount: amount(&self.amount)?,
            currency: currency(self.currency.as_deref())?,
            period,
            starts_on,
            since,
            until,
            zone: self.zone,
            filter: self.filter,
        })
    }
}

fn name(text: &str) -> Result<String> {
    let name = text.trim();
    if name.is_empty() || name.len() > 100 || name.starts_with('-') || name.chars().any(char::is_control) {
        return Err(Error::validation(format!("{text:?} cannot be the name of a plan"))
            .hint("a name as \"Claude Max\", on one line, up to 100 bytes"));
    }
    Ok(name.to_owned())
}

fn amount(text: &str) -> Result<Usd> {
    let plain = text.trim().strip_prefix('$').unwrap_or(text.trim());
    let most = Usd::from_pico(MOST * 1_000_000_000_000);
    let found = plain.parse::<Usd>().ok().filter(|amount| *amount >= Usd::ZERO && *amount <= most);
    found.ok_or_else(|| {
        Error::validation(format!("{text:?} is no amount for a plan")).hint("what a period costs: 100 or 12.50")
    })
}

fn day(text: &str) -> Result<NaiveDate> {
    let found = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    found.filter(|day| (1970..=9998).contains(&day.year())).ok_or_else(|| {
        Error::validation(format!("{text:?} is no day of a plan")).hint("as 2026-01-14, from 1970 to 9998")
    })
}

/// Periods that begin on the day the plan does.
fn anniversary(since: NaiveDate, period: BudgetPeriod) -> Result<StartsOn> {
    match period {
        BudgetPeriod::Day => Ok(StartsOn::usual(period)),
        BudgetPeriod::Week => StartsOn::parse(&since.format("%A").to_string(), period),
        BudgetPeriod::Month => StartsOn::parse(&since.day().to_string(), period),
        BudgetPeriod::Quarter | BudgetPeriod::Year => StartsOn::parse(&since.format("%m-%d").to_string(), period),
    }
}

impl Plan {
    /// Its first day, and the first on which it is over.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.since, self.until.and_then(|until| until.succ_opt()).unwrap_or(NaiveDate::MAX))
    }

    /// The first day on which it is over; `None` while it has no end.
    pub fn over(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.succ_opt())
    }

    /// Whether both are in force on some day.
    pub fn meets(&self, other: &Plan) -> bool {
        let ((from, to), (other_from, other_to)) = (self.days(), other.days());
        from < other_to && other_from < to
    }

    /// Its billing periods that have a day from `from` (inclusive) to `to` (exclusive), in order.
    pub fn periods(&self, from: NaiveDate, to: NaiveDate) -> Vec<BillingPeriod> {
        let (since, over) = self.days();
        let (mut day, to) = (from.max(since), to.min(over));
        let mut periods = Vec::new();
        while day < to {
            let Some((first, after)) = budget_period::span(self.period, self.starts_on, day, 0) else { break };
            periods.push(BillingPeriod { first, after, from: first.max(since), to: after.min(over) });
            day = after;
        }
        periods
    }
}

impl BillingPeriod {
    /// The part of a period's amount that falls on its days from `from` (inclusive) to `to`
    /// (exclusive), as far as the plan is in force on them. Parts that lie side by side add up to
    /// the part of both, to the last unit; those of all days are the whole amount.
    pub fn part(&self, amount: Usd, from: NaiveDate, to: NaiveDate) -> Usd {
        let (from, to) = (from.max(self.from), to.min(self.to));
        if from >= to {
            return Usd::ZERO;
        }
        self.up_to(amount, to) - self.up_to(amount, from)
    }

    /// What falls on the days of the period before `day`, rounded down to whole units.
    fn up_to(&self, amount: Usd, day: NaiveDate) -> Usd {
        let days = |to: NaiveDate| i128::from((to - self.first).num_days());
        Usd::from_pico((amount.pico() * days(day)).div_euclid(days(self.after).max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(period: &str, since: &str) -> PlanText {
        PlanText {
            name: "Claude Max".into(),
            amount: "100".into(),
            currency: None,
            period: period.into(),
            starts_on: None,
            since: since.into(),
            until: None,
            zone: Tz::UTC,
            filter: Filter::default(),
        }
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn periods_begin_on_the_anniversary_of_the_first_day() {
        let shown = |period: &str, since: &str| {
            let plan = text(period, since).read().expect("a plan");
            let all = plan.periods(on("2020-01-01"), on("2026-12-31"));
            assert!(all.windows(2).all(|pair| pair[0].after == pair[1].first));
            assert_eq!((all[0].first, all[0].from), (on(since), on(since)));
            all[1].first.to_string()
        };
        assert_eq!(shown("month", "2026-01-14"), "2026-02-14");
        assert_eq!(shown("month", "2026-01-31"), "2026-02-28");
        assert_eq!(shown("quarter", "2026-01-31"), "2026-04-30");
        assert_eq!(shown("year", "2024-02-29"), "2025-02-28");
        assert_eq!(shown("week", "2026-01-14"), "2026-01-21");
        assert_eq!(shown("day", "2026-01-14"), "2026-01-15");
    }

    #[test]
    fn the_days_of_a_period_add_up_to_its_amount_however_it_is_split() {
        for amount in ["100", "0.000000000001", "19.99", "0", "1000000000000"] {
            let plan = PlanText { amount: amount.into(), ..text("month", "2023-12-31") }.read().expect("a plan");
            let mut lengths = std::collections::BTreeSet::new();
            for period in plan.periods(on("2023-12-31"), on("2028-03-01")) {
                let days: Vec<NaiveDate> = period.first.iter_days().take_while(|day| *day <= period.after).collect();
                lengths.insert(days.len() - 1);
                let daily = days.windows(2).map(|pair| period.part(plan.amount, pair[0], pair[1]));
                assert_eq!(daily.clone().sum::<Usd>(), plan.amount);
                let (least, most) = (daily.clone().min().expect("a day"), daily.max().expect("a day"));
                assert!((most - least).pico() <= 1, "no day has more than a unit more than another");
                for split in &days {
                    let halves =
                        period.part(plan.amount, period.first, *split) + period.part(plan.amount, *split, period.after);
                    assert_eq!(halves, plan.amount);
                }
            }
            assert!(lengths.contains(&28) && lengths.contains(&29) && lengths.contains(&31), "{lengths:?}");
        }
    }

    #[test]
    fn a_period_that_is_cut_has_the_part_of_its_days() {
        let cut =
            PlanText { starts_on: Some("1".into()), until: Some("2026-06-10".into()), ..text("month", "2026-04-16") };
        let plan = cut.read().expect("a plan");
        let periods = plan.periods(on("2026-01-01"), on("2027-01-01"));
        let parts: Vec<String> =
            periods.iter().map(|period| period.part(plan.amount, period.first, period.after).to_string()).collect();
        assert_eq!(parts, ["50", "100", "33.333333333333"]);
        assert_eq!(periods[2].part(plan.amount, on("2026-06-11"), on("2026-07-01")), Usd::ZERO);
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        let usual = || text("month", "2026-01-14");
        for wrong in [
            PlanText { name: " ".into(), ..usual() },
            PlanText { name: "a\nb".into(), ..usual() },
            PlanText { amount: "-1".into(), ..usual() },
            PlanText { amount: "1000000000001".into(), ..usual() },
            PlanText { amount: "much".into(), ..usual() },
            PlanText { period: "fortnight".into(), ..usual() },
            PlanText { since: "2026-02-30".into(), ..usual() },
            PlanText { since: "0001-01-01".into(), ..usual() },
            PlanText { until: Some("2026-01-13".into()), ..usual() },
            PlanText { starts_on: Some("32".into()), ..usual() },
            PlanText { currency: Some("euro".into()), ..usual() },
            PlanText { filter: Filter { tags: vec![("k".into(), String::new())], ..Filter::default() }, ..usual() },
        ] {
            assert!(wrong.clone().read().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn plans_meet_where_both_are_in_force() {
        let plan = |since: &str, until: Option<&str>| {
            PlanText { until: until.map(str::to_owned), ..text("month", since) }.read().expect("a plan")
        };
        let first = plan("2026-01-01", Some("2026-03-31"));
        assert!(!first.meets(&plan("2026-04-01", None)));
        assert!(first.meets(&plan("2026-03-31", None)) && plan("2026-03-31", None).meets(&first));
        assert!(plan("2026-01-01", None).meets(&plan("2030-01-01", None)));
    }
}
