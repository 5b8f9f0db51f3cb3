//! Writing a bundle, in constant memory.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::LONGEST;
use super::head::Head;
use super::line::{End, EndOut, EventLine, EventOut};
use super::redact::Redactor;
use crate::domain::{Code, Error, InstantRange, Result, UsageEvent};
use crate::store::Ledger;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    pub events: u64,
    /// Bytes before packing.
    pub bytes: u64,
}

/// Names for records that have none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fill {
    pub host: Option<String>,
    pub user: Option<String>,
}

impl Fill {
    fn event(&self, event: &mut UsageEvent) {
        let labels = &mut event.labels;
        for (label, name) in [(&mut labels.host, &self.host), (&mut labels.user, &self.user)] {
            if let Some(name) = name.as_ref().filter(|_| label.is_empty()) {
                label.clone_from(name);
            }
        }
    }
}

/// Counts and hashes what is written.
struct Hashing<W: Write> {
    out: W,
    sha: Sha256,
    bytes: u64,
}

impl<W: Write> Hashing<W> {
    fn line(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(value).map_err(|error| failed(&error.into()))?;
        line.push(b'\n');
        if line.len() as u64 > LONGEST {
            let start = String::from_utf8_lossy(&line[..line.len().min(200)]).into_owned();
            return Err(Error::validation(format!("a record is too long for a bundle: {start}…")));
        }
        self.sha.update(&line);
        self.bytes += line.len() as u64;
        self.out.write_all(&line).map_err(|error| failed(&error))
    }
}

fn failed(error: &io::Error) -> Error {
    Error::new(Code::Io, format!("cannot write the bundle: {error}"))
}

/// Writes the events of a range, with the costs they have, in the order they came in. The same ledger gives the
/// same lines.
///
/// # Errors
/// When the ledger cannot be read or the bundle cannot be written.
pub fn write(
    ledger: &Ledger,
    head: &Head,
    range: &InstantRange,
    (redact, fill): (Option<&Redactor>, &Fill),
    out: &mut dyn Write,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Written> {
    let packed = GzEncoder::new(out, Compression::default());
    let mut hashing = Hashing { out: packed, sha: Sha256::new(), bytes: 0 };
    hashing.line(head)?;
    let mut events = 0;
    ledger.each_priced(range, &mut |mut priced| {
        fill.event(&mut priced.event);
        if let Some(redact) = redact {
            redact.event(&mut priced.event);
        }
        events += 1;
        progress(hashing.bytes, events);
        hashing.line(&EventOut { event: EventLine::of(&priced) })
    })?;
    let sha256 = hashing.sha.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    hashing.line(&EndOut { end: End { events, sha256 } })?;
    let bytes = hashing.bytes;
    hashing.out.finish().map_err(|error| failed(&error))?;
    Ok(Written { events, bytes })
}
