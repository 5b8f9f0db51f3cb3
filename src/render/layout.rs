//! Which columns fit a width, and how wide each may be.
//!
//! Owns: that columns give way by priority, that text then gives way with an ellipsis, and that
//! numbers never do. Refuses to know: borders, colors.

use unicode_width::UnicodeWidthStr;

use crate::table::{Cell, Column, Kind, RowKind, Table};

/// Spaces between columns.
pub(super) const GAP: usize = 2;
/// Long text does not push columns out beyond this width.
const TEXT_CLAIM: usize = 24;
/// Text is not cut below this.
const TEXT_FLOOR: usize = 6;
/// A bar is between these.
const BAR: (usize, usize) = (8, 32);

/// A column that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its place in the table.
    pub(super) at: usize,
    pub(super) width: usize,
}

/// The columns to show within `width`; `natural` is the width each would like (bars: none).
pub(super) fn slots(table: &Table, natural: &[usize], width: usize) -> Vec<Slot> {
    let mut shown: Vec<usize> = (0..table.columns.len()).filter(|at| is_shown(table, *at)).collect();
    let claim = |at: usize| match table.columns.get(at).map(|column| column.kind) {
        Some(Kind::Bar) => BAR.0,
        Some(Kind::Text | Kind::Json | Kind::Flag) => natural[at].min(TEXT_CLAIM),
        _ => natural[at],
    };
    while total(shown.iter().map(|at| claim(*at))) > width {
        let priority = |at: usize| table.columns.get(at).map_or(0, |column| column.priority);
        let Some(last) = shown.iter().copied().max_by_key(|at| priority(*at)).filter(|at| priority(*at) > 0) else {
            break;
        };
        shown.retain(|at| *at != last);
    }
    let mut slots: Vec<Slot> = shown.into_iter().map(|at| Slot { at, width: natural[at].max(claim(at)) }).collect();
    shrink_text(&table.columns, &mut slots, width);
    widen_bar(&table.columns, &mut slots, width);
    slots
}

/// Visible, and not a column of text that nothing is in.
fn is_shown(table: &Table, at: usize) -> bool {
    let Some(column) = table.columns.get(at).filter(|column| column.visible) else { return false };
    let mut cells = table.rows.iter().filter(|row| row.kind == RowKind::Item).filter_map(|row| row.cells.get(at));
    column.kind.is_number() || column.priority == 0 || table.rows.is_empty() || cells.any(|cell| *cell != Cell::Empty)
}

fn total(widths: impl Iterator<Item = usize>) -> usize {
    widths.map(|width| width + GAP).sum::<usize>().saturating_sub(GAP)
}

/// The titles of the columns that gave way, pictures aside.
pub(super) fn left_out<'t>(table: &'t Table, slots: &[Slot]) -> impl Iterator<Item = &'t str> {
    let shown: Vec<usize> = slots.iter().map(|slot| slot.at).collect();
    let columns = table.columns.iter().enumerate();
    let gone =
        columns.filter(move |(at, column)| is_shown(table, *at) && !column.kind.is_picture() && !shown.contains(at));
    gone.map(|(_, column)| column.title.as_str())
}

/// Takes from the widest text until it fits.
fn shrink_text(columns: &[Column], slots: &mut [Slot], width: usize) {
    let is_text = |slot: &Slot| columns.get(slot.at).is_some_and(|c| matches!(c.kind, Kind::Text | Kind::Json));
    while total(slots.iter().map(|slot| slot.width)) > width {
        let texts = slots.iter_mut().filter(|slot| is_text(slot) && slot.width > TEXT_FLOOR);
        match texts.max_by_key(|slot| slot.width) {
            Some(widest) => widest.width -= 1,
            None => break,
        }
    }
}

/// A bar takes what is left.
fn widen_bar(columns: &[Column], slots: &mut [Slot], width: usize) {
    let left = width.saturating_sub(total(slots.iter().map(|slot| slot.width)));
    let is_bar = |slot: &&mut Slot| columns.get(slot.at).is_some_and(|column| column.kind == Kind::Bar);
    if let Some(bar) = slots.iter_mut().find(is_bar) {
        bar.width = (bar.width + left).min(BAR.1);
    }
}

/// The text in at most `width` columns, with an ellipsis where it was cut.
pub(super) fn fitted(text: &str, width: usize, unicode: bool) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let ellipsis = if unicode { "…" } else { "..." };
    let room = width.saturating_sub(ellipsis.width());
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fits = ends.take(4 * width + 4).filter(|end| text[..*end].width() <= room).last().unwrap_or(0);
    format!("{}{ellipsis}", &text[..fits])
}

/// The text in lines of at most `width` columns, broken at spaces; a longer word keeps its line.
pub fn wrapped(text: &str, width: usize) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), text);
    while rest.width() > width {
        let mut spaces = rest.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0).peekable();
        let Some(first) = spaces.peek().copied() else { break };
        let at = spaces.take_while(|at| rest[..*at].width() <= width).last().unwrap_or(first);
        lines.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    lines.push(rest);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrapped("at least $0.73", 60), ["at least $0.73"]);
        assert_eq!(wrapped("at least $0.73", 10), ["at least", "$0.73"]);
        assert_eq!(wrapped("at least $0.73", 8), ["at least", "$0.73"]);
        assert_eq!(wrapped("incomprehensible as it is", 6), ["incomprehensible", "as it", "is"]);
        assert_eq!(wrapped(" x", 1), [" x"]);
        assert_eq!(wrapped("", 5), [""]);
        assert_eq!(wrapped("価格 モデル", 6), ["価格", "モデル"]);
    }

    #[test]
    fn text_is_cut_by_its_width_not_its_characters() {
        assert_eq!(fitted("gpt-4o", 6, true), "gpt-4o");
        assert_eq!(fitted("gpt-4o-mini", 6, true), "gpt-4…");
        assert_eq!(fitted("価格モデル", 6, true), "価格…");
        assert_eq!(fitted("価格モデル", 7, true), "価格モ…");
        assert_eq!(fitted("👍👍👍", 5, true), "👍👍…");
        assert_eq!(fitted("gpt-4o-mini", 6, false), "gpt...");
        assert!(fitted(&"x".repeat(1_000_000), 10, true).width() == 10);
    }
}
