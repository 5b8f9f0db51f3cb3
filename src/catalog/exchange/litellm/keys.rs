//! What LiteLLM's cost keys say: which class, in which context, above which prompt size.
//!
//! Owns: the grammar of keys such as `cache_read_input_token_cost_above_272k_tokens_priority`.
//! Refuses to know: models, amounts.

use crate::domain::UsageClass;

/// A cost key taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    /// What is left: the kind of cost.
    pub(super) cost: &'a str,
    /// The threshold in tokens, if it is one of a tier.
    pub(super) above: Option<u64>,
    /// The request attribute it depends on.
    pub(super) when: Option<(&'static str, &'static str)>,
}

/// Endings that name a way of being served. LiteLLM puts the request's service tier there, but
/// for `batches`.
const CONTEXTS: &[(&str, (&str, &str))] = &[
    ("_batches", ("processing", "batch")),
    ("_priority", ("service_tier", "priority")),
    ("_flex", ("service_tier", "flex")),
    ("_ultrafast", ("service_tier", "ultrafast")),
    ("_balanced", ("service_tier", "balanced")),
];

impl<'a> Key<'a> {
    /// Takes the endings off.
    pub(super) fn parse(key: &'a str) -> Self {
        let served = CONTEXTS.iter().find_map(|(ending, when)| Some((key.strip_suffix(ending)?, *when)));
        let (rest, when) = served.map_or((key, None), |(rest, when)| (rest, Some(when)));
        let tier = || {
            let (cost, size) = rest.strip_suffix("k_tokens")?.rsplit_once("_above_")?;
            Some((cost, size.parse::<u64>().ok()?.checked_mul(1000)?))
        };
        let (cost, above) = tier().map_or((rest, None), |(cost, above)| (cost, Some(above)));
        Key { cost, above, when }
    }
}

/// The class a kind of cost is the price of, and how many units our price buys for one of theirs.
/// `mode` is what the model is for, which decides what a second and a query are.
pub(super) fn class(cost: &str, mode: &str) -> Option<(UsageClass, u64)> {
    use UsageClass as C;
    let class = match cost {
        "input_cost_per_token" => C::Input,
        "output_cost_per_token" => C::Output,
        "cache_read_input_token_cost" => C::CacheRead,
        "cache_creation_input_token_cost" => C::CacheWrite,
        "cache_creation_input_token_cost_above_1hr" => C::CacheWrite1h,
        "cache_creation_input_token_cost_above_12hr" => C::CacheWrite12h,
        "output_cost_per_reasoning_token" => C::OutputReasoning,
        "citation_cost_per_token" => C::OutputCitation,
        "input_cost_per_audio_token" => C::InputAudio,
        "output_cost_per_audio_token" => C::OutputAudio,
        "cache_read_input_audio_token_cost" => C::CacheAudioRead,
        "cache_creation_input_audio_token_cost" => C::CacheAudioWrite,
        "input_cost_per_image_token" => C::InputImage,
        "output_cost_per_image_token" => C::OutputImage,
        "cache_read_input_image_token_cost" => C::CacheImageRead,
        "input_cost_per_video_token" => C::InputVideo,
        "output_cost_per_video_token" => C::OutputVideo,
        "input_cost_per_character" => C::InputCharacters,
        "input_cost_per_text_message" => C::InputTextMessages,
        "input_cost_per_pixel" => C::InputPixels,
        "input_cost_per_request" => C::Requests,
        "input_cost_per_audio_per_second" => C::AudioSeconds,
        "input_cost_per_second" | "output_cost_per_second" if is_sound(mode) => C::AudioSeconds,
        "input_cost_per_query" if mode == "rerank" => C::RerankSearches,
        "input_cost_per_query" if mode == "search" => C::WebSearches,
        "input_cost_per_query" if mode == "embedding" => C::Requests,
        "ocr_cost_per_page" => C::InputDocumentPages,
        "annotation_cost_per_page" => C::InputAnnotatedDocumentPages,
        "code_interpreter_cost_per_session" => C::CodeExecutions,
        // Listed by the thousand already.
        "file_search_cost_per_1k_calls" => return Some((C::StorageSearches, 1)),
        _ => return None,
    };
    // Ours is for `per` units, seconds being counted in thousandths.
    Some((class, if class.is_duration() { class.per() / 1000 } else { class.per() }))
}

fn is_sound(mode: &str) -> bool {
    matches!(mode, "audio_transcription" | "audio_speech" | "realtime")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_come_off_in_order() {
        let key = Key::parse("cache_creation_input_token_cost_above_12hr_above_272k_tokens_priority");
        assert_eq!(key.cost, "cache_creation_input_token_cost_above_12hr");
        assert_eq!((key.above, key.when), (Some(272_000), Some(("service_tier", "priority"))));
        let key = Key::parse("input_cost_per_video_per_second_above_15s_interval");
        assert_eq!((key.cost, key.above), ("input_cost_per_video_per_second_above_15s_interval", None));
        assert_eq!(Key::parse("input_cost_per_token_batches").when, Some(("processing", "batch")));
    }

    #[test]
    fn a_second_is_sound_only_where_the_model_is_for_sound() {
        assert_eq!(class("input_cost_per_second", "audio_transcription"), Some((UsageClass::AudioSeconds, 3600)));
        assert_eq!(class("input_cost_per_second", "chat"), None);
        assert_eq!(class("input_cost_per_query", "rerank"), Some((UsageClass::RerankSearches, 1000)));
        assert_eq!(class("input_cost_per_pixel", ""), Some((UsageClass::InputPixels, 1_000_000_000)));
    }
}
