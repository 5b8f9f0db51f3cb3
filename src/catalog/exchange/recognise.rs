//! Tells what a price list is from its content.
//!
//! Owns: the formats, what each cannot carry, the marks they are known by. Refuses to know: file
//! names, media types, how any of them is read.

use super::json::{Entries, Node};
use crate::domain::{Error, Result};

/// What a price list was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Our own, one provider.
    Toml,
    /// Our own, any number of providers.
    Jsonl,
    /// genai-prices, `data.json` of version 2.
    GenaiPrices,
    /// LiteLLM, `model_prices_and_context_window.json`.
    LiteLlm,
    /// models.dev, `api.json`.
    ModelsDev,
    /// model-prices, `snapshot.json`.
    ModelPrices,
    /// llm-prices, `historical-v1.json`.
    LlmPrices,
}

/// How far a list states since when its prices hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// Of every price: one without a start holds for all of the past.
    All,
    /// Of some models. Of the others it knows what holds now, not since when.
    Some,
    /// Of none.
    None,
}

impl Format {
    /// The name for people and for `--json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Toml => "toml",
            Format::Jsonl => "jsonl",
            Format::GenaiPrices => "genai-prices",
            Format::LiteLlm => "litellm",
            Format::ModelsDev => "models.dev",
            Format::ModelPrices => "model-prices",
            Format::LlmPrices => "llm-prices",
        }
    }

    /// What reading such a list loses, in a sentence.
    pub const fn cannot_carry(self) -> &'static str {
        match self {
            Format::Toml | Format::Jsonl => "Nothing is lost: it is our own format.",
            Format::GenaiPrices => {
                "A rule that accepts a name by what it contains becomes a declared beginning of a name; hours of the \
                 day hold on every day, as the list has no weekdays, holidays or dates for them; the smallest \
                 counts that are billed are not in it; how usage is read from responses, descriptions and comments \
                 are left out."
            }
            Format::LiteLlm => {
                "It has no dates: its prices hold as of now. Prices by the picture, by the second of video or of \
                 reserved machines, storage by the day, map searches and free allowances have no class here; hours \
                 of the day have neither dates nor holidays. A class without a price of its own for batches or a \
                 service tier keeps its standard price there (one-hour cache writes). What a model can do is left out."
            }
            Format::ModelsDev => {
                "It has no dates: its prices hold as of now. It prices tokens only, and says of few models what other \
                 ways of being served cost; one-hour cache writes, searches, batches and regions are missing; what a \
                 model can do is left out."
            }
            Format::ModelPrices => {
                "It prices tokens of text only; the price of a thinking mode is left out, as no request states it; \
                 so are subscriptions, estimates and the prices as they were before it mended them."
            }
            Format::LlmPrices => {
                "It has input, output and cached input only: cache writes, audio, images, searches, batches and \
                 regions are missing."
            }
        }
    }

    /// How far such a list states since when its prices hold.
    pub const fn dates(self) -> Dates {
        match self {
            Format::Toml | Format::Jsonl => Dates::All,
            Format::GenaiPrices | Format::ModelPrices | Format::LlmPrices => Dates::Some,
            Format::LiteLlm | Format::ModelsDev => Dates::None,
        }
    }
}

const ACCEPTED: &str = "accepted are our own TOML and JSON Lines, data.json of genai-prices (version 2), \
    model_prices_and_context_window.json of LiteLLM, api.json of models.dev, snapshot.json of model-prices and \
    historical-v1.json of llm-prices";

/// Tells what a price list is.
///
/// # Errors
/// When it is none of the known formats: what it looks like, and what is accepted.
pub fn recognise(bytes: &[u8]) -> Result<Format> {
    format(text(bytes)?)
}

/// The text, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK") {
        return Err(unknown("it is compressed; unpack it first"));
    }
    let text = std::str::from_utf8(bytes);
    text.map_err(|e| unknown(&format!("it is not UTF-8 text (byte {} is not)", e.valid_up_to() + 1)))
}

pub(super) fn format(text: &str) -> Result<Format> {
    let start = text.trim_start();
    match start.as_bytes().first() {
        None => Err(unknown("it is empty")),
        Some(b'{') => object(start),
        Some(b'[') if start[1..].trim_start().starts_with(['{', ']']) => list(start),
        Some(b'<') => Err(unknown("it looks like a web page (was the address that of a page, not of a file?)")),
        _ if text.lines().any(is_table) => Ok(Format::Toml),
        _ => Err(unknown("it is neither JSON nor a TOML file with a [provider]")),
    }
}

fn is_table(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("[provider]") || line.starts_with("[[model]]") || line.starts_with("[[provider.")
}

fn object(text: &str) -> Result<Format> {
    if text.lines().next().is_some_and(is_our_line) {
        return Ok(Format::Jsonl);
    }
    let entries = Node::document(text)?.entries().unwrap_or_default();
    let member = |key: &str| entries.iter().find(|(have, _)| have == key).map(|(_, value)| *value);
    let has = |key: &str| entries.iter().any(|(_, value)| value.get(key).is_some());
    match member("prices") {
        Some(prices) if prices.items().is_some() => return Ok(Format::LlmPrices),
        Some(prices) if prices.entries().is_some() && member("schema").is_some() => return Ok(Format::ModelPrices),
        _ if has("litellm_provider") => return Ok(Format::LiteLlm),
        _ if entries.iter().any(|(_, value)| value.get("models").and_then(Node::entries).is_some()) => {
            return Ok(Format::ModelsDev);
        }
        _ => {}
    }
    Err(unknown(&format!("it is a JSON object with {}", keys(&entries))))
}

/// The first line is an object that only our lines can be.
fn is_our_line(line: &str) -> bool {
    let entries = Node::document(line).ok().and_then(Node::entries).unwrap_or_default();
    let ours = ["provider", "schedule", "of", "model"];
    !entries.is_empty() && entries.iter().all(|(key, _)| ours.contains(&key.as_str()))
}

fn list(text: &str) -> Result<Format> {
    let items = Node::document(text)?.items().unwrap_or_default();
    let provider = |item: &Node<'_>| {
        item.get("models").and_then(Node::items).is_some() && item.get("id").and_then(Node::text).is_some()
    };
    if items.iter().any(provider) {
        return Ok(Format::GenaiPrices);
    }
    Err(unknown("it is a JSON list, but not of providers with \"id\" and \"models\""))
}

/// A few of an object's keys, for people.
fn keys(entries: &Entries<'_>) -> String {
    let some: Vec<String> = entries.iter().take(4).map(|(key, _)| format!("{key:.40?}")).collect();
    match some.is_empty() {
        true => "no keys".into(),
        false => format!("the keys {}{}", some.join(", "), if entries.len() > 4 { ", …" } else { "" }),
    }
}

fn unknown(looks: &str) -> Error {
    Error::validation(format!("the price list is in no known format: {looks}")).hint(ACCEPTED)
}
