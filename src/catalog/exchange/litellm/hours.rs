//! LiteLLM's `off_peak_pricing`: rates for some hours of some weekdays.
//!
//! Owns: turning its windows into schedules. Refuses to know: the other costs of the model.

use super::keys;
use crate::catalog::exchange::amount;
use crate::catalog::exchange::dates;
use crate::catalog::exchange::json::Node;
use crate::catalog::exchange::log::{Log, Taken};
use crate::catalog::format::{File, Hours, Model, Rates, Schedule};

/// Gives the model its hours, and the file the schedules they need.
pub(super) fn put(node: Node<'_>, model: &mut Model, file: &mut File, place: &str, log: &mut Log) -> Taken<()> {
    let members = node.entries().ok_or("off_peak_pricing is no object")?;
    let mut rates = Rates::new();
    for (name, value) in members.iter().filter(|(name, _)| name != "windows") {
        match keys::class(name, "") {
            Some((class, times)) => {
                rates.insert(class.name().to_owned(), amount::usd(*value, times, name, place, log)?);
            }
            None => log.note(format!("left out: {name} in hours of the day"), place),
        }
    }
    for window in node.get("windows").and_then(Node::items).ok_or("off_peak_pricing without windows")? {
        let id = schedule(window, file)?;
        model.hours.push(Hours { schedule: id, times: 1, over: 1, rates: rates.clone() });
    }
    log.note("hours of the day have no dates and no holidays in the list", place);
    Ok(())
}

/// The id of the schedule with these hours and weekdays.
fn schedule(window: Node<'_>, file: &mut File) -> Taken<String> {
    let hours = window.get("hours_utc").ok_or("hours without hours_utc")?;
    let spans: Vec<String> = match hours.items() {
        Some(items) => items.into_iter().filter_map(Node::text).collect(),
        None => hours.text().into_iter().collect(),
    };
    let mut windows = Vec::new();
    for span in spans {
        windows.extend(pairs(&span).ok_or_else(|| format!("{span:.40?} are no hours"))?);
    }
    let days = window.get("weekdays").and_then(Node::items).unwrap_or_default();
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day =
        |day: Node<'_>| names.get(usize::try_from(day.count()?.checked_sub(1)?).ok()?).map(|name| (*name).to_owned());
    let weekdays: Option<Vec<String>> = days.into_iter().map(day).collect();
    let weekdays = weekdays.ok_or("weekdays that are not 1 to 7")?;
    let same = |have: &&Schedule| have.windows == windows && have.weekdays == weekdays;
    if let Some(have) = file.schedules.iter().find(same) {
        return Ok(have.id.clone());
    }
    let id = format!("off-peak-{}", file.schedules.len() + 1);
    file.schedules.push(Schedule {
        id: id.clone(),
        zone: "UTC".into(),
        weekdays,
        holidays: Vec::new(),
        windows,
        from: "1970-01-01T00:00:00Z".into(),
        until: None,
        source: "litellm".into(),
    });
    Ok(id)
}

/// `10:00-00:00`; the same time twice is the whole day, which two halves make.
fn pairs(span: &str) -> Option<Vec<[String; 2]>> {
    let (start, end) = span.split_once('-')?;
    if !dates::is_minute(start) || !dates::is_minute(end) {
        return None;
    }
    let pair = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    if start == end {
        return (start == "00:00").then(|| vec![pair("00:00", "12:00"), pair("12:00", "00:00")]);
    }
    Some(vec![pair(start, end)])
}
