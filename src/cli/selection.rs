//! The flags that say which records are meant, and at which prices: the period, the filters, the
//! generation of costs.

use chrono::Weekday;
use clap::Args;

use super::labels::pair;
use super::{Context, Failure};
use crate::config::keys;
use crate::domain::{Currency, Filter, Prices};
use crate::report::{Period, Starts, Window, period};

fn weekday(text: &str) -> Result<Weekday, String> {
    text.parse().map_err(|_| "a day of the week: monday, sunday".to_owned())
}

/// Which records a report is of, and their costs.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which records")]
pub struct SelectionArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// The costs they had: current, recorded (when they came in), or a number that pricing
    /// generations shows
    #[arg(long, value_name = "GENERATION", default_value_t, hide_default_value = true, hide_short_help = true)]
    pub prices: Prices,
    /// Show costs in this currency, at the rate of the period's last day ([currency.rates] of the
    /// configuration); what is stored stays US dollars
    #[arg(long, value_name = "CODE", hide_short_help = true)]
    pub currency: Option<String>,
}

impl SelectionArgs {
    /// The period asked for, or `default`.
    ///
    /// # Errors
    /// For a word, date or range that is none.
    pub(super) fn window(&self, default: &str, context: &Context) -> Result<Window, Failure> {
        self.which.window(default, context)
    }

    /// The filters.
    pub(super) fn filter(&self) -> Filter {
        self.which.filter()
    }

    /// Where weeks and months begin.
    pub(super) fn starts(&self, context: &Context) -> Starts {
        self.which.starts(context)
    }

    /// The currency costs are shown in, at the rate of the window's last day.
    ///
    /// # Errors
    /// When no rate is configured for it.
    pub(super) fn currency(&self, window: &Window, context: &Context) -> Result<Currency, Failure> {
        let configured = || context.config.text(&keys::CURRENCY_DISPLAY);
        let code = self.currency.as_deref().or_else(configured).unwrap_or("USD");
        let last = window.range.to.map(|to| to - chrono::TimeDelta::microseconds(1));
        let last = last.map_or(context.now, |last| last.min(context.now));
        Ok(context.exchange_rates()?.on(code, last.with_timezone(&context.zone()).date_naive())?)
    }
}

/// Which records.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which records")]
pub struct WhichArgs {
    /// today, last-7-days, this-month, all, 36h, 2w …
    ///
    /// One of last-hour, last-24-hours, last-7-days, last-30-days, today, yesterday, this-week,
    /// last-week, this-month, last-month, this-year, all, a length: 36h, 7d, 2w, or 2026-10, 2026-Q3, 2026.
    #[arg(long, visible_alias = "period", value_name = "PERIOD", conflicts_with_all = ["start_date", "end_date"])]
    pub range: Option<String>,
    /// From this day on, 20261101
    ///
    /// Days are written 2026-11-01 or 20261101; an instant is 2026-11-01T10:00:00Z.
    #[arg(long, visible_alias = "since", value_name = "DATE")]
    pub start_date: Option<String>,
    /// Up to and with this day
    ///
    /// Or up to and without this instant.
    #[arg(long, visible_alias = "until", value_name = "DATE")]
    pub end_date: Option<String>,
    /// The day weeks begin on, for example sunday (general.week_start)
    #[arg(long, value_name = "DAY", value_parser = weekday, hide_short_help = true)]
    pub week_start: Option<Weekday>,
    /// The day of the month that billing months begin on, 1 to 28 (general.month_start)
    #[arg(long, value_name = "DAY", value_parser = clap::value_parser!(u32).range(1..=28), hide_short_help = true)]
    pub month_start: Option<u32>,
    #[command(flatten)]
    pub only: FilterArgs,
}

/// Filters.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which records")]
pub struct FilterArgs {
    /// Of this provider
    ///
    /// This filter and those below may be repeated, and end in *.
    #[arg(long, value_name = "NAME")]
    pub provider: Vec<String>,
    /// Of this model
    #[arg(long, value_name = "NAME")]
    pub model: Vec<String>,
    /// Of this organization
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub organization: Vec<String>,
    /// Of this project
    #[arg(long, value_name = "ID")]
    pub project: Vec<String>,
    /// Of this user
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub user: Vec<String>,
    /// Of this session
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub session: Vec<String>,
    /// From this source (a format of ingest)
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub source: Vec<String>,
    /// On this branch
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub branch: Vec<String>,
    /// From this host
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub host: Vec<String>,
    /// With this tag
    ///
    /// Every one given must be there.
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = pair)]
    pub tags: Vec<(String, String)>,
}

impl WhichArgs {
    /// The period asked for, or `default`.
    ///
    /// # Errors
    /// For a word, date or range that is none.
    pub(super) fn window(&self, default: &str, context: &Context) -> Result<Window, Failure> {
        let (start, end) = (self.start_date.as_deref(), self.end_date.as_deref());
        if start.is_some() || end.is_some() {
            return Ok(period::explicit(start, end, context.now, context.zone())?);
        }
        let period: Period = self.range.as_deref().unwrap_or(default).parse()?;
        Ok(period.window(context.now, context.zone(), self.starts(context))?)
    }

    /// Where weeks and months begin.
    pub(super) fn starts(&self, context: &Context) -> Starts {
        let configured = starts(context);
        Starts { week: self.week_start.unwrap_or(configured.week), month: self.month_start.unwrap_or(configured.month) }
    }

    /// Whether a period is given.
    pub(super) fn says_when(&self) -> bool {
        self.range.is_some() || self.start_date.is_some() || self.end_date.is_some()
    }

    /// The filters.
    pub(super) fn filter(&self) -> Filter {
        self.only.filter()
    }
}

/// Where weeks and months begin when no flag says.
pub(super) fn starts(context: &Context) -> Starts {
    let week = || context.config.text(&keys::GENERAL_WEEK_START).and_then(|day| day.parse().ok());
    let month = || context.config.whole(&keys::GENERAL_MONTH_START).and_then(|day| u32::try_from(day).ok());
    let usual = Starts::default();
    Starts { week: week().unwrap_or(usual.week), month: month().unwrap_or(usual.month) }
}

impl FilterArgs {
    /// The filters.
    pub(super) fn filter(&self) -> Filter {
        let own = self.clone();
        Filter {
            provider: own.provider,
            model: own.model,
            organization: own.organization,
            project: own.project,
            user: own.user,
            session: own.session,
            source: own.source,
            branch: own.branch,
            host: own.host,
            tags: own.tags,
        }
    }
}
