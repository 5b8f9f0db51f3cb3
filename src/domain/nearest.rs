//! Which of the words there are was meant by one that is none.
//!
//! Owns: how near is near enough to be worth suggesting. Refuses to know: what the words are of.

/// Nobody types more than this by hand; to compare it would take time and memory for nothing.
const LONGEST: usize = 200;

/// The candidate spelled most like `word`, when one is close enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let (word, most) = (word.to_ascii_lowercase(), (length / 3).max(2));
    let distance = |candidate: &str| strsim::damerau_levenshtein(&word, &candidate.to_ascii_lowercase());
    // As many letters have to be added or left out at least.
    let near = candidates.filter(|c| c.chars().take(LONGEST + most + 1).count().abs_diff(length) <= most);
    let (distance, candidate) = near.map(|c| (distance(c), c)).min_by_key(|(distance, _)| *distance)?;
    (distance <= most).then_some(candidate)
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
        let long = "o".repeat(1_000_000);
        assert_eq!(nearest(&long, ["logging"].into_iter()), None);
        assert_eq!(nearest("logging", [long.as_str(), "loging"].into_iter()), Some("loging"));
        assert_eq!(did_you_mean("dayly", ["daily", "weekly"].into_iter(), "all"), "did you mean daily?");
        assert_eq!(did_you_mean("x-ray", ["daily", "weekly"].into_iter(), "all"), "all");
    }
}
