//! The dearest sessions of a question that asks for nothing else.
//!
//! Owns: which questions those are. They are answered from the few sessions there are to show, with
//! the same rows as from all of them. Refuses to know: how the ledger finds them.

use super::dimension::Dimension;
use super::fold::{Group, Key};
use super::{Query, calendar};
use crate::domain::{InstantRange, Measures, Result};
use crate::store::{DearSession, Dearest, Reader, WantedSessions};

/// The first rows of an answer, and how many rows it has in all.
pub(super) struct First {
    pub groups: Vec<Group>,
    /// The same by day, where rows show their cost over time.
    pub days: Vec<Group>,
    pub all: usize,
}

/// The first `count` rows, those that order alike with the last of them too; nothing where the question
/// is another, or only all sessions together tell.
///
/// # Errors
/// What the reader fails with.
pub(super) fn first(query: &Query, count: Option<usize>, reader: &dyn Reader) -> Result<Option<First>> {
    let by_project = match query.by.as_slice() {
        [Dimension::Session] => false,
        [Dimension::Session, Dimension::Project] => true,
        _ => return Ok(None),
    };
    let dearest =
        matches!(query.sort.iter().map(String::as_str).collect::<Vec<_>>()[..], [] | ["-total_cost" | "-cost"]);
    // A line over time spans what all sessions span, unless the question says.
    let range = &query.window.range;
    let known = range.from.is_some() && range.to.is_some() || *range == InstantRange::ALL;
    let spans = known && calendar::alike(query.zone, reader.zone());
    let Some(count) = count.filter(|_| dearest && query.breakdown.is_empty() && (spans || !query.trend)) else {
        return Ok(None);
    };
    let wanted = WantedSessions { range, filter: &query.filter, by_project, count, by_day: query.trend };
    let Some(Dearest { sessions, groups: all, span }) = reader.dearest_sessions(&wanted)? else { return Ok(None) };
    let groups = sessions.iter().map(|session| group(session, by_project)).collect();
    if !query.trend {
        return Ok(Some(First { groups, days: Vec::new(), all }));
    }
    let mut lines: Vec<Group> = sessions.iter().flat_map(|session| days(session, by_project)).collect();
    // Nothing of any session, so that lines begin and end where those of all would.
    if let (Some(session), Some((first, last))) = (sessions.first(), span) {
        let ends =
            DearSession { days: [first, last].map(|day| (day, Measures::default())).to_vec(), ..session.clone() };
        lines.extend(days(&ends, by_project));
    }
    Ok(Some(First { groups, days: lines, all }))
}

fn keys(session: &DearSession, by_project: bool) -> Vec<Key> {
    let names = [&session.session, &session.project];
    names.into_iter().take(if by_project { 2 } else { 1 }).map(|name| Key::Name(name.clone())).collect()
}

fn group(session: &DearSession, by_project: bool) -> Group {
    let mut measures = Measures::default();
    session.days.iter().for_each(|(_, day)| measures += day);
    Group { keys: keys(session, by_project), measures }
}

fn days(session: &DearSession, by_project: bool) -> impl Iterator<Item = Group> + '_ {
    session.days.iter().map(move |(day, measures)| {
        let keys = keys(session, by_project).into_iter().chain([Key::Time(*day)]).collect();
        Group { keys, measures: *measures }
    })
}
