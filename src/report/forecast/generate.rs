//! `forecast generate`: the days ahead as a table, and all that is known about them.
//!
//! Owns: columns, figures, what must be said. Refuses to know: how a figure is found, floating point.

use chrono::{DateTime, Utc};

use super::{Accuracy, Detector, Forecast, Model, Past, Sensitivity, Trial, Wanted, anomalies, past};
use crate::domain::money::ppm;
use crate::domain::{Filter, Result, Tz, Usd};
use crate::report::{Window, calendar, measure, notes};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

/// What the days after the window, or after yesterday, will cost.
///
/// # Errors
/// [`Code::Incomplete`](crate::domain::Code::Incomplete) with too little history; what the reader
/// fails with.
pub fn generate(
    window: &Window,
    filter: &Filter,
    wanted: &Wanted,
    zone: Tz,
    now: DateTime<Utc>,
    reader: &dyn Reader,
) -> Result<Table> {
    let past = past(&window.range, filter, zone, now, reader)?;
    let ahead = past.forecast(wanted)?;
    let mut table = rows(&past, &ahead);
    table.title = title(&ahead, zone);
    table.summary = summary(&past, &ahead, wanted);
    facts(&mut table, &past, &ahead, wanted);
    table.sections.push(trials(&ahead));
    said(&mut table, &past, &ahead, wanted);
    table.notes.extend(notes::prices(reader)?);
    notes::made_of(&mut table, &past.total);
    Ok(table)
}

/// A day as it is written: `2026-11-25`.
pub(super) fn day_text(day: i64) -> String {
    calendar::date(day).map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// `Wed`.
pub(super) fn weekday_text(day: i64) -> String {
    calendar::date(day).map(|date| date.format("%a").to_string()).unwrap_or_default()
}

fn title(ahead: &Forecast, zone: Tz) -> String {
    let day = |day: Option<&super::Day>| day.map(|day| day_text(day.day)).unwrap_or_default();
    format!("Forecast, {} to {} ({})", day(ahead.days.first()), day(ahead.days.last()), zone.name())
}

fn rows(past: &Past, ahead: &Forecast) -> Table {
    let mut table = Table {
        columns: vec![
            Column::new("day", "Day", Kind::Text),
            Column::new("weekday", "Weekday", Kind::Text).priority(3),
            Column::new("bar", "", Kind::Bar).priority(4),
            Column::new("point", "Forecast", Kind::Money),
            Column::new("lower", "At least", Kind::Money).priority(1),
            Column::new("upper", "At most", Kind::Money).priority(1),
            Column::new("cumulative_point", "Together", Kind::Money).priority(2),
            Column::new("cumulative_lower", "Together at least", Kind::Money).hidden(),
            Column::new("cumulative_upper", "Together at most", Kind::Money).hidden(),
            Column::new("currency", "Currency", Kind::Text).hidden(),
        ],
        ..Table::default()
    };
    let widest = ahead.days.iter().map(|day| day.cost.point).max().unwrap_or_default();
    for day in &ahead.days {
        let (cost, running) = (day.cost, day.running);
        let money = |amount: Usd| measure::cost(&past.total, amount);
        table.item(vec![
            Cell::Text(day_text(day.day)),
            Cell::Text(weekday_text(day.day)),
            ppm(cost.point.pico(), widest.pico()).map_or(Cell::Empty, Cell::Share),
            money(cost.point),
            money(cost.lower),
            money(cost.upper),
            money(running.point),
            money(running.lower),
            money(running.upper),
            Cell::Text("USD".to_owned()),
        ]);
    }
    table
}

fn summary(past: &Past, ahead: &Forecast, wanted: &Wanted) -> Vec<(String, Cell)> {
    let total = ahead.days.last().map(|day| day.running).unwrap_or_default();
    let history = &past.history;
    let count = |count: usize| Cell::Count(count as i128);
    let mut summary: Vec<(String, Cell)> = [
        ("forecast_cost", measure::cost(&past.total, total.point)),
        ("forecast_lower_cost", measure::cost(&past.total, total.lower)),
        ("forecast_upper_cost", measure::cost(&past.total, total.upper)),
        ("horizon", count(ahead.days.len())),
        ("confidence", Cell::Share(i64::from(wanted.confidence.ppm()))),
        ("requested_model", Cell::text(wanted.model.as_str())),
        ("model", Cell::text(ahead.method.model())),
        ("method", Cell::text(ahead.method.about())),
    ]
    .map(|(key, cell)| (key.to_owned(), cell))
    .into();
    for (name, value) in &ahead.parameters {
        let cell = if *name == "window" { Cell::Count(i128::from(*value)) } else { Cell::Share(*value) };
        summary.push(((*name).to_owned(), cell));
    }
    let rest = [
        ("history_start", Cell::text(day_text(history.first))),
        ("history_end", Cell::text(day_text(history.next() - 1))),
        ("history_days", count(history.costs.len())),
        ("history_days_without_records", count(past.empty_days)),
        ("fitted_days", count(ahead.fitted_days)),
        ("history_cost", measure::total(&past.total)),
        ("today_cost", today(past)),
        ("unpriced_requests", Cell::Count(past.total.unpriced_requests)),
        ("currency", Cell::text("USD")),
    ];
    summary.extend(accuracy(&ahead.accuracy).map(|(key, cell)| (key.to_owned(), cell)));
    summary.extend(rest.map(|(key, cell)| (key.to_owned(), cell)));
    summary
}

fn today(past: &Past) -> Cell {
    past.today.as_ref().map_or(Cell::Empty, measure::total)
}

fn accuracy(accuracy: &Accuracy) -> [(&'static str, Cell); 6] {
    [
        ("mape", accuracy.mape.map_or(Cell::Empty, Cell::Share)),
        ("rmse", Cell::Money(accuracy.rmse)),
        ("mae", Cell::Money(accuracy.mae)),
        ("backtest_origins", Cell::Count(accuracy.origins as i128)),
        ("backtest_forecasts", Cell::Count(accuracy.forecasts as i128)),
        ("mape_zero_days", Cell::Count(accuracy.zero_days as i128)),
    ]
}

fn facts(table: &mut Table, past: &Past, ahead: &Forecast, wanted: &Wanted) {
    let total = ahead.days.last().map(|day| day.running).unwrap_or_default();
    let days = if ahead.days.len() == 1 { "1 day".to_owned() } else { format!("{} days", ahead.days.len()) };
    table.fact(format!("{days} ahead"), measure::cost(&past.total, total.point));
    table.fact("  at least", measure::cost(&past.total, total.lower));
    table.fact("  at most", measure::cost(&past.total, total.upper));
    table.fact("  confidence", Cell::Share(i64::from(wanted.confidence.ppm())));
    table.fact("Method", Cell::text(ahead.method.about()));
    if let Some(mape) = ahead.accuracy.mape {
        table.fact("  off by (MAPE)", Cell::Share(mape));
    }
    table.fact("  off by (MAE) a day", Cell::Money(ahead.accuracy.mae));
    table.fact("  off by (RMSE) a day", Cell::Money(ahead.accuracy.rmse));
    table.fact("History, days", Cell::Count(past.history.costs.len() as i128));
    table.fact("  cost", measure::total(&past.total));
}

/// What was tried, the best first, and what no model would have said.
fn trials(ahead: &Forecast) -> Table {
    let mut table = Table {
        id: "models".into(),
        title: "Tried on the past".to_owned(),
        columns: vec![
            Column::new("model", "Model", Kind::Text).priority(2),
            Column::new("method", "Method", Kind::Text),
            Column::new("rmse", "RMSE", Kind::Money),
            Column::new("mae", "MAE", Kind::Money).priority(1),
            Column::new("mape", "MAPE", Kind::Share).priority(1),
            Column::new("chosen", "Chosen", Kind::Flag).priority(1),
        ],
        ..Table::default()
    };
    for (at, Trial { method, accuracy }) in ahead.trials.iter().enumerate() {
        table.item(vec![
            Cell::text(method.model()),
            Cell::text(method.about()),
            Cell::Money(accuracy.rmse),
            Cell::Money(accuracy.mae),
            accuracy.mape.map_or(Cell::Empty, Cell::Share),
            Cell::Flag(at == 0),
        ]);
    }
    table
}

/// What must be known to read it.
fn said(table: &mut Table, past: &Past, ahead: &Forecast, wanted: &Wanted) {
    if let Some(today) = &past.today {
        let so_far = match measure::total(today) {
            Cell::Empty => "what it cost so far, which is unknown,",
            Cell::AtLeast(_) => "at least {} so far",
            _ => "{} so far",
        };
        let text = format!("today is not over: it is forecast as a whole, and {so_far} is not in the history");
        table.note_of(false, &text, today.total_cost);
    }
    if wanted.model == Model::Auto {
        let text = "auto: of {} methods, {} had the smallest error (RMSE) on the past";
        let tried = ahead.trials.len().saturating_sub(super::Method::BENCHMARKS.len());
        table.note(false, text.replacen("{}", &tried.to_string(), 1).replacen("{}", ahead.method.about(), 1));
    }
    if past.history.costs.len() > ahead.fitted_days {
        table.note(false, format!("of the history, the last {} days are fitted", ahead.fitted_days));
    }
    if past.empty_days > 0 {
        let days = if past.empty_days == 1 { "day" } else { "days" };
        table.note(false, format!("{} {days} of the history without a record count as days of $0", past.empty_days));
    }
    if ahead.accuracy.zero_days > 0 {
        let forecasts = ahead.accuracy.zero_days;
        table.note(false, format!("MAPE leaves out {forecasts} forecasts of days that came to nothing"));
    }
    if ahead.interval_short {
        let errors = ahead.interval_errors;
        let text = format!(
            "the history gives {errors} errors to make the interval from, too few for its confidence: it is the widest of them"
        );
        table.note(false, text);
    }
    odd_days(table, past);
    let plain = ahead.trials.iter().rev().take(super::Method::BENCHMARKS.len());
    if let Some(better) =
        plain.filter(|trial| trial.accuracy.rmse < ahead.accuracy.rmse).min_by_key(|trial| trial.accuracy.rmse)
    {
        table.note(true, format!("on the past, {:?} was nearer than the model", better.method.about()));
    }
}

/// Days far out of the ordinary move every method; who reads the forecast should know.
fn odd_days(table: &mut Table, past: &Past) {
    let judged = anomalies(&past.history, past.history.first, Detector::ZScore, Sensitivity::Low);
    let odd = judged.map(|judged| judged.anomalies).unwrap_or_default();
    let above: Vec<String> = odd.iter().filter(|day| day.score > 0).map(|day| day_text(day.day)).collect();
    let shown = above.get(above.len().saturating_sub(3)..).unwrap_or_default();
    if !shown.is_empty() {
        let text =
            format!("far above the ordinary, and in the history: {} (forecast anomalies says why)", shown.join(", "));
        table.note(false, text);
    }
}
