//! The dearest sessions of a question that asks for nothing else.
//!
//! Owns: which questions those are. They are answered from the few sessions there are to show, with
//! the same rows as from all of them. Refuses to know: how the ledger finds them.

use super::dimension::Dimension;
use super::fold::{self, Group, Key, Lines};
use super::{Query, calendar};
use crate::domain::{InstantRange, Measures, Result};
use crate::store::{DearSession, Dearest, Reader, SessionDay, WantedSessions};

/// The first rows of an answer, and how many rows it has in all.
pub(super) struct First {
    pub groups: Vec<Group>,
    /// What each is split into.
    pub parts: Vec<Group>,
    /// What they cost over time, where rows show it.
    pub lines: Lines,
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
    let Some(count) = count.filter(|_| dearest && (spans || !query.trend)) else { return Ok(None) };
    let split = !query.breakdown.is_empty();
    // Of what was pruned there are no events to split.
    if split && reader.pruned(range)?.records > 0 {
        return Ok(None);
    }
    let by_day = query.trend || split;
    let wanted = WantedSessions { range, filter: &query.filter, by_project, count, by_day };
    let Some(Dearest { sessions, groups: all, span }) = reader.dearest_sessions(&wanted)? else { return Ok(None) };
    let groups = sessions.iter().map(|session| group(session, by_project)).collect();
    let Some(parts) = parts(query, &sessions, reader)? else { return Ok(None) };
    let lines = if query.trend { lines(&sessions, by_project, span) } else { Lines::new() };
    Ok(Some(First { groups, parts, lines, all }))
}

/// What the sessions are split into; nothing where the ledger does not know when one was used.
fn parts(query: &Query, sessions: &[DearSession], reader: &dyn Reader) -> Result<Option<Vec<Group>>> {
    if query.breakdown.is_empty() {
        return Ok(Some(Vec::new()));
    }
    if query.breakdown.iter().any(|dimension| query.starts.moves(dimension)) {
        return Ok(None);
    }
    let of: Vec<SessionDay> = sessions.iter().flat_map(|session| &session.parts).copied().collect();
    if !of.iter().all(SessionDay::is_known) {
        return Ok(None);
    }
    fold::groups_of_sessions(reader, &of, &query.dimensions(), query.zone).map(Some)
}

/// What each session cost by day, and nothing of any on the first and the last day of all sessions: lines
/// begin and end where those of all would.
fn lines(sessions: &[DearSession], by_project: bool, span: Option<(i64, i64)>) -> Lines {
    let mut lines = Lines::new();
    for session in sessions {
        let line = lines.entry(keys(session, by_project)).or_default();
        session.days.iter().for_each(|(day, measures)| *line.entry(*day).or_default() += measures);
        for day in span.iter().flat_map(|(first, last)| [*first, *last]) {
            line.entry(day).or_default();
        }
    }
    lines
}

fn keys(session: &DearSession, by_project: bool) -> Vec<Key> {
    let names = [&session.session, &session.project];
    names.into_iter().take(if by_project { 2 } else { 1 }).map(|name| Key::Name(name.clone())).collect()
}

fn group(session: &DearSession, by_project: bool) -> Group {
    let mut measures = Measures::default();
    session.days.iter().for_each(|(_, day)| measures += day);
    Group { extent: session.extent, ..Group::new(keys(session, by_project), measures) }
}
