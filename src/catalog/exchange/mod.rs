//! Price lists from elsewhere, and our own on the way in and out.
//!
//! Owns: telling what a list is from its content, reading it into our own shape
//! ([`format`](super::format)), writing that shape as TOML and JSON Lines, and what a list must
//! hold to be used ([`lint`]). Refuses to know: files, the network, the clock, the ledger, how
//! lists are layered.
//!
//! One file a format. A foreign list loses whatever our shape cannot say; that is told, in
//! general by [`Format::cannot_carry`] and for one list by [`Imported::log`]. Names of providers
//! and of their fields are facts of those lists: genai-prices (MIT, Pydantic Services Inc.),
//! LiteLLM's model map (MIT, BerriAI), models.dev (MIT), model-prices (MIT), llm-prices.

mod amount;
mod check;
mod dates;
mod decimal;
mod genai;
mod json;
mod jsonl;
mod lint;
mod litellm;
mod llm_prices;
mod log;
mod model_prices;
mod models_dev;
pub mod names;
mod parts;
mod pattern;
mod plain;
mod providers;
mod recognise;
mod rule;
mod settle;
mod shelf;
mod toml;
mod write;

pub use decimal::{Amount, scaled};
pub use lint::lint;
pub use recognise::{Dates, Format, recognise};
pub use write::{to_jsonl, to_toml};

use super::format::File;
use crate::domain::Result;
use json::Node;
use log::Log;

/// A price list, read.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What it was taken for.
    pub format: Format,
    /// One a provider, by provider id; models sorted by id, no name claimed twice.
    pub files: Vec<File>,
    /// How far the list states since when its prices hold.
    pub dates: Dates,
    /// What was cleaned, left out or refused, for people: one line each, like ones together.
    pub log: Vec<String>,
    /// Models refused: no rates and not marked free, a negative or unreadable price, a bad date.
    pub skipped: usize,
}

/// Reads a price list, whatever it is.
///
/// # Errors
/// When it is none of the known formats, is damaged, or (our own formats) has an unknown key.
/// Models that cannot be used are no error: they are counted and logged.
pub fn read(bytes: &[u8]) -> Result<Imported> {
    let text = recognise::text(bytes)?;
    let format = recognise::format(text)?;
    let mut log = Log::default();
    let files = match format {
        Format::Toml => vec![toml::read(text)?],
        Format::Jsonl => jsonl::read(text)?,
        Format::GenaiPrices => genai::read(Node::document(text)?, &mut log),
        Format::LiteLlm => litellm::read(Node::document(text)?, &mut log),
        Format::ModelsDev => models_dev::read(Node::document(text)?, &mut log),
        Format::ModelPrices => model_prices::read(Node::document(text)?, &mut log),
        Format::LlmPrices => llm_prices::read(Node::document(text)?, &mut log),
    };
    let files = settle::files(files, &mut log);
    let skipped = log.refused();
    Ok(Imported { format, files, dates: format.dates(), log: log.lines(), skipped })
}
