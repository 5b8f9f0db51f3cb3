//! Where the next page starts, as an opaque word.
//!
//! Owns: its spelling, and that nothing else is accepted. Refuses to know: what pages are of.

use crate::domain::{Error, Result};

/// A place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    /// After the record at this instant (microseconds) and row.
    Record(i64, i64),
    /// After so many rows.
    Rows(u64),
    /// Before the line of that id.
    Line(i64),
}

impl Cursor {
    pub(super) fn encode(self) -> String {
        match self {
            Cursor::Record(at, row) => format!("r{:016x}{:016x}", at as u64, row as u64),
            Cursor::Rows(skipped) => format!("g{skipped:016x}"),
            Cursor::Line(id) => format!("l{:016x}", id as u64),
        }
    }

    /// # Errors
    /// When the word is none of ours.
    pub(super) fn decode(word: &str) -> Result<Cursor> {
        let number = |text: Option<&str>| {
            let digits = text.filter(|text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u64::from_str_radix(digits, 16).ok()
        };
        let cursor = match (word.get(..1), word.len()) {
            (Some("r"), 33) => number(word.get(1..17))
                .zip(number(word.get(17..)))
                .map(|(at, row)| Cursor::Record(at as i64, row as i64)),
            (Some("g"), 17) => number(word.get(1..)).map(Cursor::Rows),
            (Some("l"), 17) => number(word.get(1..)).map(|id| Cursor::Line(id as i64)),
            _ => None,
        };
        cursor.ok_or_else(|| {
            Error::validation(format!("{word:?} is not a cursor of this list"))
                .detail("cursor", "not a cursor")
                .hint("take next_cursor from the page before, and ask the same question")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_and_nothing_else() {
        for cursor in [Cursor::Record(-1, i64::MAX), Cursor::Record(0, 0), Cursor::Rows(u64::MAX), Cursor::Line(7)] {
            assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
        }
        for bad in ["", "r", "x0000000000000000", "g000000000000000é", "g+00000000000000f", "1", "r00"] {
            assert!(Cursor::decode(bad).is_err(), "{bad:?}");
        }
    }
}
