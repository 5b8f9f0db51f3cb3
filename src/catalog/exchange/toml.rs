//! Our own TOML: one provider a file.
//!
//! Owns: reading it strictly, with the place of a mistake. Refuses to know: what is written in
//! it is sensible ([`super::check`]).

use crate::catalog::format::File;
use crate::domain::{Error, Result};

/// # Errors
/// When it is no TOML, or has an unknown or missing key: with line and column.
pub(super) fn read(text: &str) -> Result<File> {
    ::toml::from_str(text).map_err(|e| {
        let (line, column) = place(text, e.span().map_or(0, |span| span.start));
        let hint = "one provider a file: [provider], then [[model]] and [[model.price]]; several go into JSON Lines";
        Error::validation(format!("price list, line {line}, column {column}: {}", e.message())).hint(hint)
    })
}

/// Line and column, from 1, of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}
