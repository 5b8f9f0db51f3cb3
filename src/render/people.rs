//! One cell as people read it: dollars rounded sensibly, thousands grouped, nothing raw.
//!
//! Owns: the words and signs. Refuses to know: widths, borders.

use std::borrow::Cow;

use super::machine;
use crate::domain::money::{div_half_even, group_thousands, percent};
use crate::domain::text::visible;
use crate::domain::{Currency, Tz, Usd};
use crate::table::{Cell, Table};

/// What the reader's screen can show, and in which zone they live.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eyes<'t> {
    pub(super) unicode: bool,
    pub(super) zone: Tz,
    /// The currency of amounts, when it is not US dollars.
    pub(super) currency: Option<&'t Currency>,
}

impl<'t> Eyes<'t> {
    pub(super) fn new(table: &'t Table, unicode: bool) -> Self {
        Eyes { unicode, zone: table.zone.unwrap_or(Tz::UTC), currency: table.currency.as_ref() }
    }

    fn money(self, amount: Usd) -> String {
        self.currency.map_or_else(|| amount.dollars(), |currency| currency.shown(amount, self.unicode))
    }

    /// Stands for what is not known or not given.
    pub(super) fn nothing(self) -> &'static str {
        if self.unicode { "—" } else { "-" }
    }

    pub(super) fn text<'c>(self, cell: &'c Cell) -> Cow<'c, str> {
        let shown = match cell {
            Cell::Empty => return Cow::Borrowed(self.nothing()),
            Cell::Text(text) | Cell::Json(text) => return visible(text),
            Cell::Count(count) if *count < 0 => format!("-{}", group_thousands(count.unsigned_abs())),
            Cell::Count(count) => group_thousands(count.unsigned_abs()),
            Cell::Number(number) => return Cow::Borrowed(number),
            Cell::Milli(thousandths) => machine::milli(*thousandths),
            Cell::Money(amount) => self.money(*amount),
            Cell::AtLeast(amount) if amount.pico() == 0 => return Cow::Borrowed(self.nothing()),
            Cell::AtLeast(amount) => {
                let shown = self.money(*amount);
                let exact = shown.starts_with('<').then(|| shown[1..].replace("0.0001", &amount.to_string()));
                format!("{}{}", if self.unicode { "≥" } else { ">=" }, exact.unwrap_or(shown))
            }
            Cell::Share(ppm) => percent(*ppm),
            Cell::Change(ppm) => self.change(*ppm),
            Cell::Spark(points) => self.spark(points),
            Cell::Instant(at) => at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Flag(flag) => return Cow::Borrowed(if *flag { "yes" } else { "no" }),
        };
        Cow::Owned(shown)
    }

    /// Which way it went, and how far.
    fn change(self, ppm: i64) -> String {
        let far = percent(ppm.saturating_abs());
        match (self.unicode, ppm.signum()) {
            (_, 0) => far,
            (true, 1) => format!("▲ {far}"),
            (true, _) => format!("▼ {far}"),
            (false, 1) => format!("+{far}"),
            (false, _) => format!("-{far}"),
        }
    }

    /// A small bar for each point; a blank for none, a dot for one that is not known.
    fn spark(self, points: &[Option<i64>]) -> String {
        let steps = if self.unicode { SPARK } else { ASCII_SPARK };
        let most = steps.len() as i128 - 1;
        let step = |ppm: i64| match usize::try_from(div_half_even(i128::from(ppm) * most, 1_000_000)) {
            Ok(at) if ppm > 0 => steps[at.clamp(1, steps.len() - 1)],
            _ => steps[0],
        };
        points.iter().map(|point| point.map_or(if self.unicode { '·' } else { '?' }, step)).collect()
    }

    /// A bar of at most `width` characters, never nothing for something.
    pub(super) fn bar(self, cell: &Cell, width: usize) -> String {
        let Cell::Share(ppm) = cell else { return String::new() };
        let eighths = usize::try_from(div_half_even(i128::from(*ppm) * width as i128 * 8, 1_000_000)).unwrap_or(0);
        let eighths = if *ppm > 0 { eighths.clamp(1, width * 8) } else { 0 };
        if !self.unicode {
            return "#".repeat(eighths.div_ceil(8));
        }
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(eighths % 8).copied().unwrap_or_default();
        "█".repeat(eighths / 8) + part
    }
}

/// The heights of a spark line, none first.
const SPARK: &[char] = &[' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_SPARK: &[char] = &[' ', '.', ':', '|'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_rounded_and_honest_figures() {
        let eyes = Eyes { unicode: true, zone: Tz::UTC, currency: None };
        let usd = |text: &str| text.parse().expect("an amount");
        assert_eq!(eyes.text(&Cell::AtLeast(usd("3.1"))), "≥$3.10");
        assert_eq!(eyes.text(&Cell::AtLeast(usd("0.0000033"))), "≥$0.0000033");
        assert_eq!(eyes.text(&Cell::AtLeast(usd("0"))), "—");
        assert_eq!(eyes.text(&Cell::Empty), "—");
        assert_eq!(eyes.text(&Cell::Count(48_210)), "48,210");
        assert_eq!(eyes.text(&Cell::Share(1)), "<0.1%");
        assert_eq!(eyes.text(&Cell::Change(123_456)), "▲ 12.3%");
        assert_eq!(eyes.text(&Cell::Change(-500_000)), "▼ 50.0%");
        assert_eq!(eyes.text(&Cell::Change(12_345_678)), "▲ 1,235%");
        assert_eq!(eyes.text(&Cell::Change(0)), "0.0%");
        let points = Cell::Spark(vec![Some(0), Some(1), None, Some(500_000), Some(1_000_000)]);
        assert_eq!(eyes.text(&points), " ▁·▄█");
        let plain = Eyes { unicode: false, ..eyes };
        assert_eq!((plain.text(&points), plain.text(&Cell::Change(-500_000))), (" .?:|".into(), "-50.0%".into()));
        assert_eq!(eyes.bar(&Cell::Share(500_000), 10), "█████");
        assert_eq!(eyes.bar(&Cell::Share(1), 10), "▏");
        let eur = Currency::new("EUR", "0.93", None).expect("a currency");
        let abroad = Eyes { currency: Some(&eur), ..eyes };
        assert_eq!(abroad.text(&Cell::Money(usd("1234.5"))), "€1,234.50");
        assert_eq!(abroad.text(&Cell::AtLeast(usd("0.0000033"))), "≥€0.0000033");
        assert_eq!(Eyes { unicode: false, ..abroad }.text(&Cell::Money(usd("-2"))), "-EUR 2.00");
        assert_eq!(Eyes { unicode: false, ..eyes }.bar(&Cell::Share(1_000_000), 4), "####");
    }
}
