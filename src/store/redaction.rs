//! The key that names are replaced under in bundles that are handed to others.
//!
//! Owns: where it is kept. Refuses to know: what is replaced.

use rusqlite::OptionalExtension;

use super::Ledger;
use super::failure::Doing;
use crate::domain::{Code, Error, Result};

impl Ledger {
    /// The key of this ledger, made when there is none, so that a name is replaced by the same hash in each of its
    /// bundles.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read or kept.
    pub fn redaction_key(&mut self) -> Result<[u8; 32]> {
        const WHAT: &str = "keep the key of redacted names";
        let tx = self.write_tx()?;
        let sql = "SELECT value FROM meta WHERE key = 'redaction_key'";
        let there: Option<String> = tx.query_row(sql, [], |row| row.get(0)).optional().doing(WHAT)?;
        let key = match there {
            Some(text) => {
                read(&text).ok_or_else(|| Error::new(Code::Database, "the key of redacted names is damaged"))?
            }
            None => {
                let mut key = [0; 32];
                getrandom::fill(&mut key).map_err(|error| {
                    Error::new(Code::Internal, format!("the system gives no random bytes: {error}"))
                })?;
                let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
                tx.execute("INSERT INTO meta VALUES ('redaction_key', ?1)", [text]).doing(WHAT)?;
                key
            }
        };
        tx.commit().doing(WHAT)?;
        Ok(key)
    }
}

fn read(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(key)
}
