//! The usage analysis: what was used, by whom and when, in tokens before money.
//!
//! Owns: its parts, their shares of the tokens, the hours and weekdays. Refuses to know: formats.

use std::collections::BTreeMap;

use super::clock;
use super::dimension::Dimension;
use super::fold::{self, Group, Key, collapse};
use super::period::Window;
use super::summary::{section, trend};
use super::{Query, column, measure, notes};
use crate::domain::money::{div_half_even, ppm};
use crate::domain::{Filter, Measures, Result, Tz};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// What pictures show.
const CHART: &str = "total_tokens";

/// How much was used in a window: rows by model, sections over time, by hour of the day, by weekday
/// and by the labels in use.
///
/// # Errors
/// What the reader fails with.
pub fn usage_analysis(window: &Window, filter: &Filter, zone: Tz, reader: &dyn Reader) -> Result<Table> {
    let query = Query { filter: filter.clone(), ..Query::new(window.clone(), zone) };
    let read = |by: &[Dimension]| fold::groups(reader, &window.range, filter, by, zone);
    let groups = read(&[Dimension::Provider, Dimension::Model, Dimension::Day])?;
    let mut total = Measures::default();
    groups.iter().for_each(|group| total += &group.measures);

    let mut table = by_tokens(&[Dimension::Provider, Dimension::Model], collapse(&groups, &[0, 1]), &total);
    table.title = format!("Usage, {} ({})", window.label, zone.name());
    table.rows_title = "By model".to_owned();
    table.summary = measure::summary(&total);
    if total.requests > 0 {
        let days = collapse(&groups, &[2]);
        let hours = read(&[Dimension::Hour])?;
        facts(&mut table, &total, &days);
        table.sections.push(Table { chart: CHART.into(), ..trend(days.clone()) });
        table.sections.push(of_clock("by_hour_of_day", "Hour of the day", &hours, 24, clock::hour_of_day, |hour| {
            format!("{hour:02}:00")
        }));
        let weekday = |day: i64| (day + 3).rem_euclid(7);
        table.sections.push(of_clock("by_weekday", "Weekday", &days, 7, weekday, |day| WEEKDAYS[day % 7].to_owned()));
        labels(&mut table, &read(&LABELS)?, &total);
    }
    notes::about(&mut table, &total, &query, reader)?;
    Ok(table)
}

const LABELS: [Dimension; 4] = [Dimension::Project, Dimension::User, Dimension::Organization, Dimension::Source];
const LABEL_IDS: [&str; 4] = ["by_project", "by_user", "by_organization", "by_source"];

/// Sections by the labels that are in use.
fn labels(table: &mut Table, groups: &[Group], total: &Measures) {
    for (at, (id, dimension)) in LABEL_IDS.iter().zip(LABELS).enumerate() {
        let groups = collapse(groups, &[at]);
        if groups.iter().any(|group| group.keys != [Key::Name(String::new())]) {
            table.sections.push(section(id, by_tokens(std::slice::from_ref(&dimension), groups, total)));
        }
    }
}

/// Rows with their share of the tokens, the most first.
fn by_tokens(by: &[Dimension], mut groups: Vec<Group>, total: &Measures) -> Table {
    groups.sort_unstable_by(|a, b| {
        b.measures.total_tokens().cmp(&a.measures.total_tokens()).then_with(|| a.keys.cmp(&b.keys))
    });
    let mut table = Table { chart: CHART.into(), ..Table::default() };
    let own = [
        Column::new("token_share", "Share of tokens", Kind::Share).priority(1),
        Column::new("cache_share", "Cached input", Kind::Share).priority(4),
        Column::new("tokens_per_request", "Per request", Kind::Count).priority(5),
    ];
    table.columns = by.iter().map(column).chain(measure::columns(total.unpriced_requests > 0)).chain(own).collect();
    for group in &groups {
        let mut cells = super::row(by, group);
        cells.extend(ratios(&group.measures, total));
        table.item(cells);
    }
    table
}

fn ratios(part: &Measures, total: &Measures) -> [Cell; 3] {
    let per_request = match part.requests {
        requests if requests > 0 => Cell::Count(div_half_even(part.total_tokens(), requests)),
        _ => Cell::Empty,
    };
    let cached = share(part.cache_read_tokens, part.input_tokens);
    [share(part.total_tokens(), total.total_tokens()), cached, per_request]
}

fn share(part: i128, whole: i128) -> Cell {
    ppm(part, whole).map_or(Cell::Empty, Cell::Share)
}

/// Sums over a round of a clock: every hour of the day, every weekday, those without use too.
fn of_clock(
    id: &'static str,
    title: &str,
    groups: &[Group],
    round: i64,
    place: impl Fn(i64) -> i64,
    name: impl Fn(usize) -> String,
) -> Table {
    let mut sums: BTreeMap<i64, Measures> = BTreeMap::new();
    for group in groups {
        if let Some(Key::Time(code)) = group.keys.first() {
            *sums.entry(place(*code)).or_default() += &group.measures;
        }
    }
    let word = id.trim_start_matches("by_");
    let mut table =
        Table { id: id.into(), title: format!("By {}", title.to_lowercase()), chart: CHART.into(), ..Table::default() };
    let unpriced = sums.values().any(|measures| measures.unpriced_requests > 0);
    table.columns =
        std::iter::once(Column::new(word.to_owned(), title, Kind::Text)).chain(measure::columns(unpriced)).collect();
    for at in 0..round {
        let measures = sums.get(&at).copied().unwrap_or_default();
        let text = Cell::Text(name(usize::try_from(at).unwrap_or_default()));
        table.item(std::iter::once(text).chain(measure::cells(&measures)).collect());
    }
    table
}

/// The figures people see first.
fn facts(table: &mut Table, total: &Measures, days: &[Group]) {
    let [_, cached, per_request] = ratios(total, total);
    let busiest = days.iter().max_by_key(|day| day.measures.total_tokens()).and_then(|day| day.keys.first());
    let busiest = busiest.map_or(Cell::Empty, |key| Cell::text(clock::text(&Dimension::Day, key)));
    let figures = [
        ("Requests", Cell::Count(total.requests)),
        ("Tokens", Cell::Count(total.total_tokens())),
        ("  input", Cell::Count(total.input_tokens)),
        ("  output", Cell::Count(total.output_tokens)),
        ("Tokens per request", per_request),
        ("Input from a cache", cached),
        ("Output spent on reasoning", share(total.reasoning_tokens, total.output_tokens)),
        ("Days with use", Cell::Count(days.len() as i128)),
        ("Busiest day", busiest),
        ("Cost", measure::total(total)),
    ];
    for (label, value) in figures {
        table.fact(label, value);
    }
}
