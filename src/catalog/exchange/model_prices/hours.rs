//! model-prices' schedules: hours of the day that change a provider's prices.
//!
//! Owns: turning its multipliers, weekdays and calendars into schedules. Refuses to know: the
//! prices they change.

use crate::catalog::exchange::amount;
use crate::catalog::exchange::dates;
use crate::catalog::exchange::json::Node;
use crate::catalog::exchange::log::{Log, Taken};
use crate::catalog::exchange::providers;
use crate::catalog::format::{File, Hours, Schedule};

/// Gives the files their schedules, and the models their hours.
pub(super) fn put(schedules: Node<'_>, files: &mut [File], log: &mut Log) {
    let calendars = schedules.get("holidays");
    for node in schedules.get("schedule").and_then(Node::items).unwrap_or_default() {
        let provider = node.get("provider").and_then(Node::text).unwrap_or_default();
        let file = files.iter_mut().find(|file| file.provider.id == providers::ours(&provider));
        let done = file.map_or_else(|| Err("no such provider".to_owned()), |file| one(node, calendars, file));
        if let Err(why) = done {
            log.note(format!("left out: hours of the day: {why}"), &provider);
        }
    }
}

fn one(node: Node<'_>, calendars: Option<Node<'_>>, file: &mut File) -> Taken<()> {
    let calendar = node.get("holidays").and_then(Node::text).and_then(|name| calendars?.get(&name));
    let (windows, peak) = match node.get("peak_hours_utc") {
        Some(windows) => (windows, true),
        None => (node.get("off_peak_hours_utc").ok_or("no hours")?, false),
    };
    let offset = calendar.and_then(|c| c.get("utc_offset_hours")).and_then(Node::count).unwrap_or(0);
    if offset > 14 {
        return Err("no such offset from UTC".into());
    }
    let instant = |key: &str| node.get(key).and_then(Node::text).and_then(|at| dates::instant(&at)).map(whole);
    let id = format!("hours-{}", file.schedules.len() + 1);
    let schedule = Schedule {
        id: id.clone(),
        // Written the other way round: eight hours before is to the east.
        zone: if offset == 0 { "UTC".into() } else { format!("Etc/GMT-{offset}") },
        weekdays: if node.get("weekdays_only").is_some_and(Node::is_true) {
            ["mon", "tue", "wed", "thu", "fri"].map(str::to_owned).into()
        } else {
            Vec::new()
        },
        holidays: holidays(calendar),
        windows: windows
            .items()
            .unwrap_or_default()
            .into_iter()
            .map(|pair| window(pair, offset))
            .collect::<Taken<_>>()?,
        from: instant("valid_from").ok_or("no beginning")?,
        until: instant("valid_until"),
        source: node.get("source").and_then(Node::text).unwrap_or_default(),
    };
    let multipliers = node.get(if peak { "peak_multiplier" } else { "off_peak_multiplier" }).ok_or("no multiplier")?;
    for model in &mut file.models {
        // One for all models of the provider, or one for each.
        let number = multipliers.number().or_else(|| multipliers.get(&model.id)?.number());
        let Some(text) = number else { continue };
        let (times, over) = amount::fraction(text).ok_or_else(|| format!("{text:.40} is no multiplier"))?;
        model.hours.push(Hours { schedule: id.clone(), times, over, ..Hours::default() });
    }
    file.schedules.push(schedule);
    Ok(())
}

/// Midnight is written out in a schedule.
fn whole(at: String) -> String {
    if at.len() == 10 { format!("{at}T00:00:00Z") } else { at }
}

fn holidays(calendar: Option<Node<'_>>) -> Vec<String> {
    let dates = calendar.and_then(|calendar| calendar.get("dates")).and_then(Node::items).unwrap_or_default();
    let mut dates: Vec<String> = dates.into_iter().filter_map(Node::text).collect();
    dates.sort_unstable();
    dates
}

/// Two times of day, moved to the calendar's clock.
fn window(pair: Node<'_>, offset: u64) -> Taken<[String; 2]> {
    let ends: Vec<String> = pair.items().unwrap_or_default().into_iter().filter_map(Node::text).collect();
    let moved = |at: &String| {
        let (hour, minute) = at.split_once(':').filter(|_| dates::is_minute(at))?;
        Some(format!("{:02}:{minute}", (hour.parse::<u64>().ok()? + offset) % 24))
    };
    match ends.iter().map(moved).collect::<Option<Vec<_>>>().and_then(|ends| <[String; 2]>::try_from(ends).ok()) {
        Some(window) => Ok(window),
        None => Err("hours that are no pair of times of day".into()),
    }
}
