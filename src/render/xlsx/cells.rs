//! One cell of a worksheet: numbers are numbers, text is text and never a formula.
//!
//! Owns: number formats and limits of the file format. A spreadsheet keeps 15 digits of a number;
//! what needs more stands beside it as text (amounts) or is text (counts). Refuses to know: which
//! cells there are.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::super::machine;
use crate::domain::money::PICO;
use crate::domain::text::{FORMULA, visible};
use crate::domain::{Tz, Usd};
use crate::table::Cell;

/// UTF-16 units a cell holds.
const LONGEST: usize = 32_767;
/// Whole numbers beyond this have digits that a spreadsheet drops.
const LARGEST: u128 = 999_999_999_999_999;
const INSTANT: &str = "yyyy-mm-dd hh:mm:ss";

/// How cells of one worksheet look.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    pub(super) zone: Tz,
    /// Before amounts: `$`, `EUR `.
    pub(super) sign: String,
}

/// Where a cell goes: its row and column, and whether it is part of a sum.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) total: bool,
}

impl Looks {
    fn format(&self, pattern: Option<&str>, total: bool) -> Format {
        let format = pattern.map_or_else(Format::new, |pattern| Format::new().set_num_format(pattern));
        let format = format.set_align(FormatAlign::Top);
        if total { format.set_bold().set_border_top(FormatBorder::Thin) } else { format }
    }

    /// Two decimals from a dollar on, four below it, all there are below that.
    fn money(&self, amount: Usd, least: bool) -> String {
        let size = amount.pico().unsigned_abs();
        let digits = match size {
            0 => "#,##0.00",
            size if size >= PICO as u128 => "#,##0.00",
            size if size >= PICO as u128 / 10_000 => "0.0000",
            _ => "0.0000########",
        };
        let sign = if least { format!("≥{}", self.sign) } else { self.sign.clone() };
        format!("\"{sign}\"{digits};-\"{sign}\"{digits}")
    }

    /// Writes a cell; `day` says that text may be a calendar day.
    pub(super) fn write(&self, sheet: &mut Worksheet, spot: Spot, cell: &Cell, day: bool) -> Result<(), XlsxError> {
        let number = |sheet: &mut Worksheet, text: String, pattern: &str| match text.parse::<f64>() {
            Ok(number) => {
                let format = self.format(Some(pattern), spot.total);
                sheet.write_number_with_format(spot.row, spot.column, number, &format).map(|_| ())
            }
            Err(_) => self.text(sheet, spot, &text),
        };
        match cell {
            Cell::Empty if spot.total => sheet.write_blank(spot.row, spot.column, &self.format(None, true)).map(|_| ()),
            Cell::Empty | Cell::Spark(_) => Ok(()),
            Cell::AtLeast(amount) if amount.pico() == 0 => Ok(()),
            Cell::Text(text) => match NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| day) {
                Some(date) => self.instant(sheet, spot, date.into(), "yyyy-mm-dd", text),
                None => self.text(sheet, spot, text),
            },
            Cell::Json(text) => self.text(sheet, spot, text),
            Cell::Count(count) if count.unsigned_abs() > LARGEST => self.text(sheet, spot, &count.to_string()),
            Cell::Count(count) => number(sheet, count.to_string(), "#,##0"),
            Cell::Number(text) if text.trim_start_matches('-').len() > 15 => self.text(sheet, spot, text),
            Cell::Number(text) => number(sheet, text.clone(), "General"),
            Cell::Milli(thousandths) => number(sheet, machine::milli(*thousandths), "#,##0.0##"),
            Cell::Money(amount) => number(sheet, amount.to_string(), &self.money(*amount, false)),
            Cell::AtLeast(amount) => number(sheet, amount.to_string(), &self.money(*amount, true)),
            Cell::Share(ppm) => number(sheet, machine::fraction(*ppm), "0.0%"),
            Cell::Change(ppm) => number(sheet, machine::fraction(*ppm), "+0.0%;-0.0%;0.0%"),
            Cell::Instant(at) => {
                let local: DateTime<Tz> = at.with_timezone(&self.zone);
                self.instant(sheet, spot, local.naive_local(), INSTANT, &machine::instant(*at))
            }
            Cell::Flag(flag) => {
                let format = self.format(None, spot.total);
                sheet.write_boolean_with_format(spot.row, spot.column, *flag, &format).map(|_| ())
            }
        }
    }

    /// A point of the calendar; what the file format has no number for stays text.
    fn instant(
        &self,
        sheet: &mut Worksheet,
        spot: Spot,
        at: NaiveDateTime,
        pattern: &str,
        text: &str,
    ) -> Result<(), XlsxError> {
        let parts = (u16::try_from(at.year()), u8::try_from(at.month()), u8::try_from(at.day()));
        let found = match parts {
            (Ok(year), Ok(month), Ok(day)) => ExcelDateTime::from_ymd(year, month, day).and_then(|date| {
                let millis = u16::try_from(at.nanosecond() / 1_000_000).unwrap_or(999).min(999);
                date.and_hms_milli(at.hour() as u16, at.minute() as u8, at.second() as u8, millis)
            }),
            _ => return self.text(sheet, spot, text),
        };
        match found {
            Ok(found) => {
                let format = self.format(Some(pattern), spot.total);
                sheet.write_datetime_with_format(spot.row, spot.column, &found, &format).map(|_| ())
            }
            Err(_) => self.text(sheet, spot, text),
        }
    }

    /// Text, marked as text where a spreadsheet that edits it would take it for a formula.
    pub(super) fn text(&self, sheet: &mut Worksheet, spot: Spot, text: &str) -> Result<(), XlsxError> {
        let format = self.format(None, spot.total);
        let format = if text.starts_with(FORMULA) { format.set_quote_prefix() } else { format };
        sheet.write_string_with_format(spot.row, spot.column, fitted(text), &format).map(|_| ())
    }
}

/// Text with nothing that steers, as long as a cell may be; it says so when it was cut.
fn fitted(text: &str) -> String {
    let safe = visible(text);
    let safe: String = safe.chars().map(|c| if (c as u32) & 0xfffe == 0xfffe { '\u{fffd}' } else { c }).collect();
    let length = safe.encode_utf16().count();
    if length <= LONGEST {
        return safe;
    }
    let note = format!("… (cut: {length} characters)");
    let mut room = LONGEST - note.encode_utf16().count();
    let kept = safe.chars().take_while(|c| {
        let fits = room >= c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.collect::<String>() + &note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_and_says_so() {
        let long = fitted(&"😀".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST);
        assert!(long.ends_with("… (cut: 40000 characters)"));
        assert_eq!(fitted("a\u{1b}b"), "a\\u{1b}b");
    }

    #[test]
    fn small_amounts_keep_their_digits() {
        let looks = Looks { zone: Tz::UTC, sign: "$".into() };
        let shown = |text: &str| looks.money(text.parse().expect("an amount"), false);
        assert_eq!(shown("12"), "\"$\"#,##0.00;-\"$\"#,##0.00");
        assert_eq!(shown("-0.05"), "\"$\"0.0000;-\"$\"0.0000");
        assert_eq!(shown("0.000000000001"), "\"$\"0.0000########;-\"$\"0.0000########");
    }
}
