//! Where a budget is heading: what its period will have cost, the day the amount runs out.
//!
//! Refuses to know: how that is found.

use chrono::{DateTime, Utc};

use super::{BudgetStatus, Expected, Outlook};
use crate::domain::{Code, Result};
use crate::report::forecast::{Wanted, heading};
use crate::store::Reader;

/// What the period will have cost at its end, from the days before this one; `wanted` as far as its
/// model and confidence go.
///
/// # Errors
/// What the reader fails with.
pub fn outlook(status: &BudgetStatus, wanted: Wanted, now: DateTime<Utc>, reader: &dyn Reader) -> Result<Outlook> {
    let (span, filter) = (&status.span, &status.placed.budget.filter);
    match heading(&status.used, span.last(), filter, wanted, (now, span.zone), reader) {
        Ok(heading) => Ok(Outlook::Known(Expected {
            point: heading.end.point,
            lower: heading.end.lower,
            upper: heading.end.upper,
            runs_out: heading.exceeds(status.amount).filter(|_| status.spent_up.is_none()),
            method: heading.method.about(),
            mape: heading.mape,
            unpriced_requests: heading.unpriced_requests,
        })),
        Err(short) if short.code == Code::Incomplete => Ok(Outlook::Unknown(short.message)),
        Err(error) => Err(error),
    }
}

/// Adds to each where it is heading; where forecasts are off, why.
///
/// # Errors
/// What the reader fails with.
pub fn look_ahead(
    statuses: &mut [BudgetStatus],
    wanted: Wanted,
    off: Option<&str>,
    now: DateTime<Utc>,
    reader: &dyn Reader,
) -> Result<()> {
    for status in statuses {
        status.outlook = match off {
            Some(off) => Outlook::Unknown(off.to_owned()),
            None => outlook(status, wanted, now, reader)?,
        };
    }
    Ok(())
}
