//! Which of the words there are was meant by one that is none.
//!
//! Owns: how near is near enough to be worth suggesting. Refuses to know: what the words are of.

/// The candidate spelled most like `word`, when one is close enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&word, &candidate.to_ascii_lowercase());
    let (distance, candidate) = candidates.map(|c| (distance(c), c)).min_by_key(|(distance, _)| *distance)?;
    (distance <= (word.chars().count() / 3).max(2)).then_some(candidate)
}

/// What to type next: the nearest of the words, else `otherwise`.
pub fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>, otherwise: impl Into<String>) -> String {
    match nearest(word, candidates) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => otherwise.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_close_or_none() {
        assert_eq!(nearest("databse", ["database", "api"].into_iter()), Some("database"));
        assert_eq!(nearest("wholly-else", ["database", "api"].into_iter()), None);
        assert_eq!(did_you_mean("dayly", ["daily", "weekly"].into_iter(), "all"), "did you mean daily?");
        assert_eq!(did_you_mean("x-ray", ["daily", "weekly"].into_iter(), "all"), "all");
    }
}
