//! Which of our providers another list means.
//!
//! Owns: the other spellings that lists use as keys. Refuses to know: what a hint in a usage
//! record means, which the price book decides.

/// Their spelling and ours, where they differ and mean the same prices.
const SAME: &[(&str, &str)] = &[
    ("amazon", "aws"),
    ("amazon-bedrock", "aws"),
    ("azure_ai", "azure"),
    ("azure_text", "azure"),
    ("bedrock", "aws"),
    ("bedrock_converse", "aws"),
    ("bedrock_mantle", "aws"),
    ("bigmodel", "zhipuai"),
    ("cloudflare-workers-ai", "cloudflare"),
    ("codestral", "mistral"),
    ("cohere_chat", "cohere"),
    ("fireworks-ai", "fireworks"),
    ("fireworks_ai", "fireworks"),
    ("fireworks_ai-embedding-models", "fireworks"),
    ("gemini", "google"),
    ("github_copilot", "github-copilot"),
    ("google-vertex", "google"),
    ("google-vertex-anthropic", "google"),
    ("llama", "meta"),
    ("meta-ai", "meta"),
    ("meta_llama", "meta"),
    ("moonshot", "moonshotai"),
    ("moonshot-ai", "moonshotai"),
    ("novita-ai", "novita"),
    ("text-completion-codestral", "mistral"),
    ("text-completion-openai", "openai"),
    ("together_ai", "together"),
    ("togetherai", "together"),
    ("voyage", "voyageai"),
    ("xai", "x-ai"),
    ("z.ai", "zai"),
];

/// Our id of their provider; one we do not have keeps its own.
pub(super) fn ours(theirs: &str) -> String {
    let theirs = theirs.trim().to_lowercase();
    // One for each maker: `vertex_ai-anthropic_models`.
    if theirs.starts_with("vertex_ai") {
        return "google".into();
    }
    SAME.iter().find(|(have, _)| *have == theirs).map_or(theirs, |(_, ours)| (*ours).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_leads_nowhere_twice() {
        assert!(SAME.is_sorted());
        assert!(SAME.iter().all(|(theirs, ours)| super::ours(ours) == *ours && theirs != ours));
    }
}
