//! Bundles: the events of a ledger in a file, to be merged into another.
//!
//! Owns: the format (`man/guide/bundles.md`): packed lines of JSON, the first of them the head, the last the
//! count and the hash of all before it. Refuses to know: where bundles come from, who asks.

mod head;
mod line;
mod read;
mod redact;
mod write;

pub use head::{Head, OwnPrice};
pub use read::{Bundle, Checked, read};
pub use redact::Redactor;
pub use write::{Fill, Written, write};

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// The longest line that is written or read: a record of the longest line that is imported, its text written as text
/// of JSON.
const LONGEST: u64 = 40 * 1024 * 1024;
