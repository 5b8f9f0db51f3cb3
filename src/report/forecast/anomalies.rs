//! `forecast anomalies`: the days out of the ordinary as a table, with what moved them.
//!
//! Owns: columns, figures, what must be said. Refuses to know: how a day is judged, floating point.

use chrono::{DateTime, Utc};

use super::anomaly::{self, Anomaly, BASELINE_DAYS, Detector, Judged, Sensitivity, same_weekdays};
use super::cause::{Cause, Days};
use super::generate::{day_text, weekday_text};
use super::history::{Past, first_whole, past};
use crate::domain::{Filter, InstantRange, Result, Tz, Usd};
use crate::report::{Dimension, Window, calendar, day_start, groups, measure, notes};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

/// The days of a window that are out of the ordinary, each with its cause.
///
/// # Errors
/// [`Code::Incomplete`](crate::domain::Code::Incomplete) with too little history; what the reader
/// fails with.
pub fn anomaly_table(
    window: &Window,
    filter: &Filter,
    (detector, sensitivity): (Detector, Sensitivity),
    zone: Tz,
    now: DateTime<Utc>,
    reader: &dyn Reader,
) -> Result<Table> {
    let from = window.range.from.map(|from| first_whole(zone, from));
    let range = with_baseline(&window.range, from, zone);
    let past = past(&range, filter, zone, now, reader)?;
    let from = from.unwrap_or(past.history.first).max(past.history.first);
    let judged = anomaly::anomalies(&past.history, from, detector, sensitivity)?;
    let causes = causes(&past, &judged.anomalies, filter, zone, reader)?;

    let mut table = Table { columns: columns(), ..Table::default() };
    table.title = format!("Days out of the ordinary, {} ({})", window.label, zone.name());
    for (anomaly, cause) in judged.anomalies.iter().zip(&causes) {
        table.item(row(anomaly, cause));
    }
    table.summary = summary(&judged, detector, sensitivity, &past);
    said(&mut table, &judged, &past, window);
    table.notes.extend(notes::prices(reader)?);
    notes::made_of(&mut table, &past.total);
    Ok(table)
}

/// The window, and the weeks before it that tell what is usual.
fn with_baseline(range: &InstantRange, from: Option<i64>, zone: Tz) -> InstantRange {
    let earlier = from.and_then(|from| calendar::date(from - BASELINE_DAYS - 7)).and_then(|date| day_start(zone, date));
    InstantRange { from: earlier, to: range.to }
}

/// The causes, read only when there is something to explain.
fn causes(past: &Past, anomalies: &[Anomaly], filter: &Filter, zone: Tz, reader: &dyn Reader) -> Result<Vec<Cause>> {
    if anomalies.is_empty() {
        return Ok(Vec::new());
    }
    let start = |day: i64| calendar::date(day).and_then(|date| day_start(zone, date));
    let range = InstantRange { from: start(past.history.first), to: start(past.history.next()) };
    let by = [Dimension::Day, Dimension::Model, Dimension::Project];
    let days = Days::new(groups(reader, &range, filter, &by, zone)?);
    let is_odd = |day: i64| anomalies.iter().any(|other| other.day == day);
    let place = |day: i64| usize::try_from(day - past.history.first).unwrap_or(0);
    let is_known = |day: i64| past.history.cost(place(day)).is_some();
    let cause = |anomaly: &Anomaly| {
        let before: Vec<i64> = same_weekdays(place(anomaly.day)).map(|at| past.history.first + at as i64).collect();
        let before: Vec<i64> = before.into_iter().filter(|day| is_known(*day)).collect();
        let plain: Vec<i64> = before.iter().copied().filter(|day| !is_odd(*day)).collect();
        days.cause(anomaly.day, if plain.is_empty() { &before } else { &plain })
    };
    Ok(anomalies.iter().map(cause).collect())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("day", "Day", Kind::Text),
        Column::new("weekday", "Weekday", Kind::Text).priority(6),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("expected_cost", "Expected", Kind::Money).priority(1),
        Column::new("difference", "Difference", Kind::Money).priority(2),
        Column::new("score", "Score", Kind::Count).priority(5),
        Column::new("direction", "Direction", Kind::Text).hidden(),
        Column::new("driver", "Moved by", Kind::Text).priority(1),
        Column::new("volume_change", "Volume", Kind::Money).priority(4),
        Column::new("price_change", "Price", Kind::Money).priority(4),
        Column::new("model", "Model", Kind::Text).priority(1),
        Column::new("model_change", "Model's part", Kind::Money).priority(3),
        Column::new("project", "Project", Kind::Text).priority(2),
        Column::new("project_change", "Project's part", Kind::Money).priority(3),
        Column::new("baseline_cost", "Usually", Kind::Money).hidden(),
        Column::new("currency", "Currency", Kind::Text).hidden(),
    ]
}

fn row(anomaly: &Anomaly, cause: &Cause) -> Vec<Cell> {
    let (cost, expected) = (measure::known(anomaly.short.into(), anomaly.cost), Cell::Money(anomaly.expected));
    let difference = measure::difference(&cost, &expected);
    vec![
        Cell::Text(day_text(anomaly.day)),
        Cell::Text(weekday_text(anomaly.day)),
        cost,
        expected,
        difference,
        Cell::Milli(i128::from(anomaly.score)),
        Cell::text(if anomaly.score > 0 { "above" } else { "below" }),
        Cell::text(cause.driver()),
        Cell::Money(cause.volume),
        Cell::Money(cause.price),
        Cell::text(cause.model.0.as_str()),
        Cell::Money(cause.model.1),
        Cell::text(cause.project.0.as_str()),
        Cell::Money(cause.project.1),
        Cell::Money(cause.baseline),
        Cell::text("USD"),
    ]
}

fn summary(judged: &Judged, detector: Detector, sensitivity: Sensitivity, past: &Past) -> Vec<(String, Cell)> {
    let count = |count: usize| Cell::Count(count as i128);
    let above = judged.anomalies.iter().filter(|anomaly| anomaly.score > 0);
    let over: Usd = above.clone().map(|anomaly| anomaly.cost - anomaly.expected).sum();
    let over = measure::known(above.clone().any(|anomaly| anomaly.short).into(), over);
    [
        ("anomalies", count(judged.anomalies.len())),
        ("anomalies_above", count(above.count())),
        ("above_expected_cost", over),
        ("method", Cell::text(detector.as_str())),
        ("sensitivity", Cell::text(sensitivity.as_str())),
        ("threshold", Cell::Milli(i128::from(detector.threshold(sensitivity)))),
        ("days", count(judged.days)),
        ("days_with_too_little_history", count(judged.unknown_days)),
        ("days_without_price", count(judged.unpriced_days)),
        ("unpriced_requests", Cell::Count(past.total.unpriced_requests)),
        ("currency", Cell::text("USD")),
    ]
    .map(|(key, cell)| (key.to_owned(), cell))
    .into()
}

fn said(table: &mut Table, judged: &Judged, past: &Past, window: &Window) {
    let days = if judged.days == 1 { "1 day".to_owned() } else { format!("{} days", judged.days) };
    if judged.anomalies.is_empty() {
        table.note(false, format!("nothing out of the ordinary in {days} of {}", window.label));
    } else {
        let text = "volume: tokens at their usual cost; price: what a token cost (list price, or mix of cached tokens); \
                    against the mean of the same weekday before";
        table.note(false, text);
    }
    if judged.unknown_days > 0 {
        let count = judged.unknown_days;
        let text = format!("{count} days have too little history before them (three weeks) and were not judged");
        table.note(false, text);
    }
    if judged.unpriced_days > 0 {
        let (days, them) = if judged.unpriced_days == 1 { ("day", "it") } else { ("days", "them") };
        let text = format!("{} {days} not judged: something used on {them} has no price", judged.unpriced_days);
        table.note(false, text);
    }
    if past.today.is_some() {
        table.note(false, "today is not over and was not judged");
    }
}
