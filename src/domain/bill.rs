//! A provider's bill: what it asked for, a day and a model at a time.
//!
//! Owns: the shape of a line, and when two spellings name one model. Refuses to know: formats of
//! bills, what the ledger says.

use chrono::NaiveDate;

use super::event::Rejection;
use super::money::Usd;

/// One line of a bill. Days of bills are UTC days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillLine {
    pub day: NaiveDate,
    /// As the bill spells it; `None` when the bill does not say which model it was.
    pub model: Option<String>,
    pub amount: Usd,
    /// Input and output tokens together, when the bill counts them.
    pub tokens: Option<u64>,
    /// By how much the amount may have been rounded.
    pub rounding: Usd,
}

/// A bill as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bill {
    /// Whose: `openai`, `anthropic`, `openrouter`.
    pub provider: &'static str,
    /// What it is, for people.
    pub about: &'static str,
    /// The unit its amounts are stated in, for people; [`BillLine::amount`] is US dollars.
    pub unit: &'static str,
    pub lines: Vec<BillLine>,
    /// Lines that cannot be understood.
    pub rejected: Vec<Rejection>,
}

/// What spellings of one model have in common: without what stands before a slash, without a date at
/// the end, dots and spaces as hyphens. `Claude Haiku 4.5` and `claude-haiku-4-5-20251001` are one.
pub fn model_key(model: &str) -> String {
    let name = model.rsplit('/').next().unwrap_or(model).trim().to_ascii_lowercase();
    let name = name.replace([' ', '.', '_'], "-");
    let digits = |text: &str, many: &[usize]| {
        text.split('-').map(str::len).eq(many.iter().copied()) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    };
    for dated in [&[8_usize][..], &[4, 2, 2]] {
        let length = dated.iter().sum::<usize>() + dated.len();
        let cut = name.len().checked_sub(length).filter(|cut| *cut > 0 && name.is_char_boundary(*cut));
        if let Some((start, end)) = cut.map(|cut| name.split_at(cut))
            && end.strip_prefix('-').is_some_and(|date| digits(date, dated))
        {
            return start.to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::model_key;

    #[test]
    fn spellings_of_a_model_meet() {
        for (one, other) in [
            ("Claude Haiku 4.5", "claude-haiku-4-5-20251001"),
            ("openai/gpt-4.1-2025-04-14", "gpt-4.1"),
            ("anthropic/claude-opus-4.7", "Claude Opus 4.7"),
        ] {
            assert_eq!(model_key(one), model_key(other));
        }
        assert_ne!(model_key("gpt-5"), model_key("gpt-5-nano"));
        assert_eq!(model_key("20251001"), "20251001");
        assert_eq!(model_key("é-2025-10-0"), "é-2025-10-0");
    }
}
