//! A table between two machines: all of it, so that either can write it in any format.
//!
//! Owns: the JSON form, its version. Refuses to know: what carries it. Renderers write tables for
//! people and programs; this form is for the program itself at the other end, and loses nothing
//! but the currency amounts are shown in, which is chosen where they are shown.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Table;
use crate::domain::{Code, Error, Result, Usd};

/// What the form is called.
pub const CONTENT_TYPE: &str = "application/vnd.cost-ops.table+json";

/// Counts up when another program could no longer read it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Sent<'a> {
    version: u32,
    table: &'a Table,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
struct Received {
    table: Table,
}

impl Table {
    /// The table on one line.
    ///
    /// # Errors
    /// [`Code::Internal`] when it cannot be written, which no table is known to cause.
    pub fn to_wire(&self) -> Result<Vec<u8>> {
        let mut line = serde_json::to_vec(&Sent { version: VERSION, table: self })
            .map_err(|error| Error::new(Code::Internal, format!("a table cannot be sent: {error}")))?;
        line.push(b'\n');
        Ok(line)
    }

    /// The table of a line.
    ///
    /// # Errors
    /// [`Code::Remote`] for another version, and for what is no table.
    pub fn from_wire(line: &[u8]) -> Result<Table> {
        let wrong = |error: serde_json::Error| {
            Error::new(Code::Remote, format!("the answer is no table: {error}"))
                .hint("is the address that of cost-ops server?")
        };
        let found: Version = serde_json::from_slice(line).map_err(wrong)?;
        if found.version != VERSION {
            let error = Error::new(Code::Remote, format!("the answer is a table of version {}", found.version));
            return Err(error.hint("bring both programs to the same version"));
        }
        serde_json::from_slice::<Received>(line).map(|received| received.table).map_err(wrong)
    }
}

/// Exact: whole pico-dollars.
impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_i128(self.pico())
    }
}

impl<'de> Deserialize<'de> for Usd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        i128::deserialize(deserializer).map(Usd::from_pico)
    }
}

/// A zone by its name.
pub(super) mod zone {
    use crate::domain::Tz;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(in super::super) fn serialize<S: Serializer>(zone: &Option<Tz>, serializer: S) -> Result<S::Ok, S::Error> {
        zone.map(Tz::name).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Tz>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        name.map(|name| name.parse().map_err(|_| de::Error::custom(format!("{name:?} is no time zone")))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Column, Kind};
    use chrono::DateTime;

    #[test]
    fn a_table_comes_back_as_it_was() {
        let most = Usd::from_pico(i128::MAX);
        let kinds = [Kind::Text, Kind::Count, Kind::Money, Kind::Spark];
        let columns = kinds.iter().enumerate().map(|(at, kind)| Column::new(format!("c{at}"), "C", *kind)).collect();
        let mut table = Table {
            title: "T\u{1b}".into(),
            columns,
            zone: Some(crate::domain::Tz::named("Europe/Berlin").expect("a zone")),
            ..Table::default()
        };
        table.item(vec![
            Cell::text("x\n"),
            Cell::Count(i128::MIN),
            Cell::AtLeast(most),
            Cell::Spark(vec![None, Some(1)]),
        ]);
        let instant = DateTime::from_timestamp_micros(1_790_000_000_123_456).expect("an instant");
        table.subtotal(vec![Cell::Empty, Cell::Instant(instant), Cell::Json("{}".into()), Cell::Flag(true)]);
        table.note_of(true, "at least {}", most);
        table.fact("F", Cell::Money(most));
        table.summary.push(("total".into(), Cell::Number("1e3".into())));
        table.sections.push(Table { id: "by_model".into(), chart: "c1".into(), ..table.clone() });
        let line = table.to_wire().expect("sent");
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        assert_eq!(Table::from_wire(&line).expect("received"), table);
    }

    #[test]
    fn what_is_no_table_is_told_so() {
        for (line, what) in [("<html>", "no table"), ("{\"version\":9}", "version 9"), ("{\"version\":1}", "no table")]
        {
            let error = Table::from_wire(line.as_bytes()).expect_err(line);
            assert_eq!(error.code, Code::Remote);
            assert!(error.message.contains(what), "{error:?}");
        }
    }
}
