//! What happened on the way in, told briefly.
//!
//! Owns: putting like remarks together, counting what was refused. Refuses to know: formats.

use std::collections::BTreeMap;

/// Something read, or why its model is refused.
pub(super) type Taken<T> = Result<T, String>;

/// Why a model without prices is refused.
pub(super) const NOTHING: &str = "no rates, and not marked free";

/// Examples named in a line: a few, or (for what was refused) nearly all there ever are.
const NAMED: usize = 3;
const REFUSED: usize = 30;

/// Remarks, each with the models it is about.
#[derive(Debug, Default)]
pub(super) struct Log {
    remarks: BTreeMap<String, Told>,
    refused: usize,
}

#[derive(Debug, Default)]
struct Told {
    times: usize,
    examples: Vec<String>,
}

impl Log {
    /// The same remark about one more model (`provider/model`).
    pub(super) fn note(&mut self, remark: impl Into<String>, about: &str) {
        self.tell(remark.into(), about, NAMED);
    }

    fn tell(&mut self, remark: String, about: &str, named: usize) {
        let told = self.remarks.entry(remark).or_default();
        told.times += 1;
        if told.examples.len() < named && !told.examples.iter().any(|have| have == about) {
            told.examples.push(about.chars().take(120).collect());
        }
    }

    /// A model that is not taken over, and why.
    pub(super) fn refuse(&mut self, why: impl Into<String>, about: &str) {
        self.refused += 1;
        self.tell(format!("refused: {}", why.into()), about, REFUSED);
    }

    /// How many models were refused.
    pub(super) const fn refused(&self) -> usize {
        self.refused
    }

    /// One line a remark: `remark (14 times: a/b, c/d, e/f, …)`.
    pub(super) fn lines(self) -> Vec<String> {
        self.remarks.into_iter().map(|(remark, told)| told.line(&remark)).collect()
    }
}

impl Told {
    fn line(&self, remark: &str) -> String {
        let examples = self.examples.join(", ");
        match self.times {
            1 => format!("{remark} ({examples})"),
            n if n > self.examples.len() => format!("{remark} ({n} times: {examples}, …)"),
            n => format!("{remark} ({n} times: {examples})"),
        }
    }
}
