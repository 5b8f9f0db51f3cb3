//! Every record of a range, page by page, oldest first, in constant memory.
//!
//! Owns: the paging and where it ends: at the newest record there was when it began, so that a
//! ledger that is written to meanwhile cannot keep it going. Refuses to know: formats, files.

use super::records::{self, Shape};
use super::{measure, notes};
use crate::domain::{Code, Error, Filter, InstantRange, Measures, Result, Tz};
use crate::store::{Reader, Record};
use crate::table::{Cell, Note, Table};

/// Records a page.
pub const PAGE: u64 = 1_000;

/// An export under way.
pub struct Export<'a> {
    reader: &'a dyn Reader,
    range: InstantRange,
    filter: Filter,
    zone: Tz,
    page: u64,
    after: Option<(i64, i64)>,
    /// The `(instant, row)` of the last record that belongs to it.
    end: Option<(i64, i64)>,
    /// The columns, when they must be the same on every page.
    fixed: Option<Shape>,
    /// Which generation of costs it is of, when not of the current one; what was pruned.
    said: Vec<Note>,
    total: Measures,
}

impl<'a> Export<'a> {
    /// Fixes where the export ends.
    ///
    /// With `fixed_columns` the records are looked through once before, to know which columns
    /// they need; without, each page has the columns of its own records.
    ///
    /// # Errors
    /// What the reader fails with.
    pub fn new(
        reader: &'a dyn Reader,
        range: InstantRange,
        filter: Filter,
        zone: Tz,
        page: u64,
        fixed_columns: bool,
    ) -> Result<Self> {
        let newest = reader.records(&range, &filter, false, None, 1)?;
        let end = newest.first().map(|record| (record.at.timestamp_micros(), record.row));
        let mut export = Export {
            reader,
            range,
            filter,
            zone,
            page: page.max(1),
            after: None,
            end,
            fixed: None,
            said: notes::prices(reader)?.into_iter().chain(notes::pruned(&reader.pruned(&range)?)).collect(),
            total: Measures::default(),
        };
        if fixed_columns {
            let mut shape = Shape::default();
            while let Some(found) = export.read()? {
                found.iter().for_each(|record| shape.add(record));
            }
            (export.fixed, export.after, export.end) = (Some(shape), None, end);
        }
        Ok(export)
    }

    /// The records of the next page, `None` at the end.
    fn read(&mut self) -> Result<Option<Vec<Record>>> {
        let Some(end) = self.end else { return Ok(None) };
        let range = records::rest(&self.range, self.after, true);
        let mut found = self.reader.records(&range, &self.filter, true, self.after, self.page)?;
        let key = |record: &Record| (record.at.timestamp_micros(), record.row);
        match found.last().map(key) {
            Some(last) if last < end && found.len() as u64 == self.page => self.after = Some(last),
            _ => self.end = None,
        }
        found.retain(|record| key(record) <= end);
        Ok((!found.is_empty()).then_some(found))
    }

    /// The next page, `None` at the end.
    ///
    /// # Errors
    /// What the reader fails with.
    pub fn page(&mut self) -> Result<Option<Table>> {
        let Some(found) = self.read()? else { return Ok(None) };
        let own = Shape::of(&found);
        let shape = match &self.fixed {
            None => own,
            Some(fixed) if fixed.covers(&own) => fixed.clone(),
            Some(_) => {
                let error = Error::new(Code::Conflict, "records with other columns came in while the export ran");
                return Err(error.hint("run it again"));
            }
        };
        let mut table = self.table(&shape);
        for record in &found {
            self.total += &record.measures;
            table.item(records::cells(record, &shape));
        }
        Ok(Some(table))
    }

    fn table(&self, shape: &Shape) -> Table {
        Table { columns: records::columns(shape), zone: Some(self.zone), ..Table::default() }
    }

    /// The columns, without rows.
    pub fn heading(&self) -> Table {
        self.table(&self.fixed.clone().unwrap_or_default())
    }

    /// The totals of what was exported so far.
    pub fn summary(&self) -> Vec<(String, Cell)> {
        measure::summary(&self.total)
    }

    /// What must be said about what was exported so far.
    pub fn notes(&self) -> Vec<Note> {
        let mut table = Table { notes: self.said.clone(), ..Table::default() };
        notes::made_of(&mut table, &self.total);
        table.notes
    }
}
