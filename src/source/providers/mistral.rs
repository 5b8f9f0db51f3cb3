//! Mistral: chat completions with the cache counter at the top of `usage`, and OCR pages.

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage};
use crate::source::wire::{count, has, set, text};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape =
    Shape { id: "mistral", about: "Mistral chat completions (num_cached_tokens) and their streams", matches, read };

pub(super) const OCR: Shape =
    Shape { id: "mistral-ocr", about: "Mistral OCR responses (pages)", matches: is_ocr, read: read_ocr };

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["usage", "num_cached_tokens"])
}

fn read(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut found = super::openai::read(body, hint)?;
    found.provider = Some("mistral");
    // The price data's own reading of this API does not know the field.
    if hint.flavor.is_none()
        && let Some(part) = found.parts.first_mut()
    {
        let cached = count(body, &["usage", "num_cached_tokens"])?;
        set(&mut part.usage, UsageClass::CacheRead, cached);
    }
    Ok(found)
}

fn is_ocr(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["usage_info", "pages_processed"])
}

fn read_ocr(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let pages = count(body, &["usage_info", "pages_processed"])?;
    let annotated = hint.flavor == Some("ocr_annotated") || has(body, &["document_annotation"]);
    let mut counts = UsageCounts::default();
    set(&mut counts, UsageClass::InputDocumentPages, pages);
    if annotated {
        set(&mut counts, UsageClass::InputAnnotatedDocumentPages, pages);
    }
    let id = text(body, &["id"]).map(Into::into);
    let model = text(body, &["model"]).map(Into::into);
    let parts = vec![BodyPart { usage: counts, ..BodyPart::default() }];
    Ok(BodyUsage { id, model, provider: Some("mistral"), parts, ..BodyUsage::default() })
}
