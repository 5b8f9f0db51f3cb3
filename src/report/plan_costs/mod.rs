//! What plans paid for: list value, billed and effective cost, and when each period broke even.
//!
//! Owns: those figures over a range, and their tables. Refuses to know: where plans are kept, flags.
//!
//! Records keep their calculated cost whether a plan covers them or not; nothing here is stored.

mod billing;
mod break_even;
mod cover;
mod tables;

pub use break_even::{BreakEven, Outcome};
pub use tables::{plan_facts, plan_list, plan_section, plan_table};

use super::Window;
use super::budget::Asking;
use crate::domain::{Measures, Plan, Result, Usd};
use crate::store::Reader;

/// The plans over a range.
#[derive(Debug, Clone, Default)]
pub struct PlanCosts {
    pub plans: Vec<PlanCost>,
    /// What at least one plan covers, each record once.
    pub covered: Measures,
    /// What no plan covers.
    pub uncovered: Measures,
    /// The list value that the rows of plans have more than once, as several cover it.
    pub repeated: Usd,
    /// Every plan's billing periods that meet the range.
    pub periods: Vec<BreakEven>,
}

/// One plan over a range.
#[derive(Debug, Clone)]
pub struct PlanCost {
    pub plan: Plan,
    /// What it covers; the cost is the list value.
    pub used: Measures,
    /// The part of its price that falls on the days that began in the range, up to now.
    pub billed: Usd,
}

impl PlanCosts {
    /// What all plans cost in the range so far.
    pub fn billed(&self) -> Usd {
        self.plans.iter().map(|one| one.billed).sum()
    }

    /// What was billed, and the cost of what no plan covers.
    pub fn effective(&self) -> Usd {
        self.billed() + self.uncovered.total_cost
    }
}

/// The plans over a window. Days that began in it (in the plan's zone) and before now are billed, so
/// windows that lie side by side add up to the one of both.
///
/// # Errors
/// When the currency of a plan has no rate; what the reader fails with.
pub fn plan_costs(plans: &[Plan], window: &Window, asking: &Asking, reader: &dyn Reader) -> Result<PlanCosts> {
    let cover = cover::cover(plans, &window.range, reader)?;
    let mut costs = PlanCosts {
        covered: cover.covered,
        uncovered: cover.uncovered,
        repeated: cover.repeated,
        ..PlanCosts::default()
    };
    for (plan, used) in plans.iter().zip(cover.each) {
        let billed = billing::billed(plan, &window.range, asking)?;
        costs.plans.push(PlanCost { plan: plan.clone(), used, billed });
    }
    Ok(costs)
}

/// The same, and when each billing period that meets the window broke even.
///
/// # Errors
/// As [`plan_costs`].
pub fn plan_status(plans: &[Plan], window: &Window, asking: &Asking, reader: &dyn Reader) -> Result<PlanCosts> {
    let mut costs = plan_costs(plans, window, asking, reader)?;
    for plan in plans {
        costs.periods.extend(break_even::periods(plan, &window.range, asking, reader)?);
    }
    Ok(costs)
}
