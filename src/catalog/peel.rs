//! Taking a model's name apart: route, region, vendor, suffix, date.
//!
//! Owns: what may stand around a name, and in which order it comes off. Refuses to know:
//! whether what remains names a model. The words themselves are data (`names.toml`).

use super::data::GRAMMAR;

/// A name with what was found around it. All slices are of the lower-cased, trimmed name.
#[derive(Debug, Clone)]
pub(super) struct Peeled<'a> {
    /// The whole name.
    pub(super) whole: &'a str,
    /// Without the ways to reach it (`bedrock/`, `publishers/google/models/`).
    pub(super) routed: &'a str,
    /// The id of the provider a route names.
    pub(super) route: Option<&'static str>,
    /// `us`, `eu`, `global-standard`.
    pub(super) region: Option<&'a str>,
    /// Without route and region.
    pub(super) placed: &'a str,
}

impl<'a> Peeled<'a> {
    /// Takes routes and a region off the front.
    pub(super) fn new(whole: &'a str) -> Self {
        let (mut routed, mut route) = (whole.trim_start_matches('/'), None);
        while let Some((rest, provider)) = strip_route(routed) {
            routed = rest;
            route = provider.or(route);
        }
        Peeled { route, ..Peeled::placed(whole, routed) }
    }

    /// The name as it stands, with its routes.
    pub(super) fn unrouted(whole: &'a str) -> Self {
        Peeled::placed(whole, whole)
    }

    fn placed(whole: &'a str, routed: &'a str) -> Self {
        let (region, placed) = match strip_region(routed) {
            Some((region, rest)) => (Some(region), rest),
            None => (None, routed),
        };
        Peeled { whole, routed, route: None, region, placed }
    }
}

fn strip_route(name: &str) -> Option<(&str, Option<&'static str>)> {
    // Most names have no path before them.
    if !name.as_bytes().contains(&b'/') {
        return None;
    }
    GRAMMAR.routes.iter().find_map(|(path, provider)| Some((strip_path(name, path)?, *provider)))
}

/// Strips `path`, whose `*` stands for one or more bytes other than `/`; something must remain.
fn strip_path<'a>(name: &'a str, path: &str) -> Option<&'a str> {
    if name.as_bytes().first() != path.as_bytes().first() {
        return None;
    }
    let (head, tail) = match path.split_once('*') {
        None => return name.strip_prefix(path).filter(|rest| !rest.is_empty()),
        Some(parts) => parts,
    };
    let rest = name.strip_prefix(head)?;
    let end = rest.find('/').filter(|end| *end > 0)?;
    strip_path(&rest[end..], tail)
}

fn strip_region(name: &str) -> Option<(&str, &str)> {
    let end = name.find(['.', '/'])?;
    let (region, rest) = (&name[..end], &name[end + 1..]);
    let known = if name.as_bytes()[end] == b'.' { GRAMMAR.dot_regions } else { GRAMMAR.slash_regions };
    (known.contains(&region) && !rest.is_empty()).then_some((region, rest))
}

/// What stands before the first `/` or `.`, and the rest.
pub(super) fn split_vendor(name: &str) -> Option<(&str, &str)> {
    let end = name.find(['/', '.'])?;
    (end > 0 && end + 1 < name.len()).then(|| (&name[..end], &name[end + 1..]))
}

/// Strips a suffix that says how the request was served; with the attributes it sets.
pub(super) fn strip_suffix(name: &str) -> Option<(&str, &'static [(&'static str, &'static str)])> {
    let strip = |(text, sets): &(&str, &'static [(&str, &str)])| Some((name.strip_suffix(text)?, *sets));
    GRAMMAR.suffixes.iter().find_map(strip).filter(|(rest, _)| !rest.is_empty())
}

/// Strips `@default` and a Bedrock version (`-v1:0`, `-v1`, `:0`).
pub(super) fn strip_version(name: &str) -> Option<&str> {
    if let Some(rest) = name.strip_suffix("@default") {
        return Some(rest);
    }
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let unthrottled = name.rsplit_once(':').filter(|(_, n)| digits(n)).map(|(rest, _)| rest);
    let base = unthrottled.unwrap_or(name);
    base.rsplit_once("-v").filter(|(rest, n)| digits(n) && !rest.is_empty()).map(|(rest, _)| rest).or(unthrottled)
}

/// The snapshot date at the end of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated<'a> {
    /// The name before it.
    pub(super) name: &'a str,
    /// Written `-20251001`: other lists may write it `-2025-10-01`.
    pub(super) compact: Option<(&'a str, &'a str, &'a str)>,
}

/// Strips a real calendar date: `-20251001`, `@20251001`, `-2025-10-01`.
pub(super) fn strip_date(name: &str) -> Option<Dated<'_>> {
    let from_end = |n: usize| name.len().checked_sub(n).filter(|at| *at > 0 && name.is_char_boundary(*at));
    if let Some(at) = from_end(9).filter(|at| matches!(name.as_bytes()[*at], b'-' | b'@')) {
        let date = &name[at + 1..];
        if date.bytes().all(|b| b.is_ascii_digit()) && is_date(&date[..4], &date[4..6], &date[6..]) {
            let compact = (name.as_bytes()[at] == b'-').then_some((&date[..4], &date[4..6], &date[6..]));
            return Some(Dated { name: &name[..at], compact });
        }
    }
    let at = from_end(11).filter(|at| name.as_bytes()[*at] == b'-')?;
    let mut parts = name[at + 1..].split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4 && month.len() == 2 && is_date(year, month, day))
        .then_some(Dated { name: &name[..at], compact: None })
}

fn is_date(year: &str, month: &str, day: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else { return false };
    (2015..2100).contains(&year)
        && chrono::NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(0), month, day).is_some()
}

/// What follows a declared prefix, judged word by word: dates, builds and whitelisted words
/// only. `true` in the pair when it is nothing but a snapshot date.
pub(super) fn follows_prefix(rest: &str) -> Option<bool> {
    let (mut at, mut words, mut dates) = (rest, 0u32, 0u32);
    while !at.is_empty() {
        let body = at.strip_prefix(['-', '@', ':'])?;
        let (length, date) = word(body)?;
        (at, words, dates) = (&body[length..], words + 1, dates + u32::from(date));
    }
    Some(words == 1 && dates == 1)
}

/// The length of one accepted word, and whether it is a full date.
fn word(text: &str) -> Option<(usize, bool)> {
    let ends = |length: usize| text.as_bytes().get(length).is_none_or(|b| matches!(b, b'-' | b'@' | b':'));
    let digits = |range: std::ops::Range<usize>| text.get(range).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
    if let Some(date) = digits(0..8).filter(|_| ends(8)) {
        return is_date(&date[..4], &date[4..6], &date[6..]).then_some((8, true));
    }
    let dashed = text.len() >= 10 && ends(10) && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if let (true, Some(year), Some(month), Some(day)) = (dashed, digits(0..4), digits(5..7), digits(8..10)) {
        return is_date(year, month, day).then_some((10, true));
    }
    if let Some(found) = GRAMMAR.rest_words.iter().find(|w| text.starts_with(**w) && ends(w.len())) {
        return Some((found.len(), false));
    }
    build(text, &digits).filter(|length| ends(*length)).map(|length| (length, false))
}

/// `05-20`, `03-2025`, `0813`, `001`, `v1`, `v1:0`, and the `0` that Bedrock puts last.
fn build<'a>(text: &'a str, digits: &dyn Fn(std::ops::Range<usize>) -> Option<&'a str>) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b'v') && digits(1..2).is_some() {
        return Some(if digits(1..3).is_some() { 3 } else { 2 });
    }
    let month = |t: &str| t.parse::<u32>().is_ok_and(|m| (1..=12).contains(&m));
    if bytes.get(2) == Some(&b'-') && digits(0..2).is_some_and(month) {
        if digits(3..7).is_some_and(|year| year.starts_with("20")) {
            return Some(7);
        }
        return digits(3..5).map(|_| 5);
    }
    if digits(0..4).is_some_and(|t| month(&t[..2]) || month(&t[2..])) {
        return Some(4);
    }
    if digits(0..3).is_some_and(|t| t.starts_with('0')) {
        return Some(3);
    }
    (text == "0").then_some(1)
}

/// What follows a fine-tuned base: its snapshot date if any, then its owner's own text.
pub(super) fn follows_open(base: &str, rest: &str) -> bool {
    let rest =
        match rest.strip_prefix('-').and_then(|body| word(body).filter(|(_, date)| *date).map(|(n, _)| &body[n..])) {
            Some(after) => after,
            None => rest,
        };
    rest.starts_with(':') || (base.ends_with(".ft") && rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_must_exist() {
        assert_eq!(strip_date("gpt-5.2-20251211").map(|d| d.name), Some("gpt-5.2"));
        assert_eq!(strip_date("gpt-5.2-2025-12-11").map(|d| d.name), Some("gpt-5.2"));
        assert_eq!(strip_date("claude-opus-4-5@20251101").map(|d| d.name), Some("claude-opus-4-5"));
        for name in ["gpt-5.2-20251341", "gpt-5.2-2025-02-30", "gpt-5.2-12345678", "20251211", "é-2025-12-11x"] {
            assert_eq!(strip_date(name), None, "{name}");
        }
    }

    #[test]
    fn only_whitelisted_words_follow_a_prefix() {
        for rest in
            ["", "-latest", "-preview-05-20", "-20251101-v1:0", "@20251101", ":thinking", "-0813", "-001", "-2507"]
        {
            assert!(follows_prefix(rest).is_some(), "{rest}");
        }
        for rest in ["x", "-mini", "-cyber", "-lite", ".1", "-8b", "-5", "-preview-tts", ":free", "-99999999"] {
            assert_eq!(follows_prefix(rest), None, "{rest}");
        }
        assert_eq!(follows_prefix("-20251101"), Some(true));
        assert_eq!(follows_prefix("-latest"), Some(false));
    }

    #[test]
    fn a_fine_tune_carries_its_owners_text() {
        assert!(follows_open("ft:gpt-4o", "-2024-08-06:org::id"));
        assert!(follows_open("gpt-4o-mini-2024-07-18.ft", "-abc"));
        assert!(!follows_open("ft:gpt-4o", "-mini-2024-07-18:org::id"));
    }

    #[test]
    fn routes_and_regions_come_off_in_order() {
        let peeled = Peeled::new("litellm/bedrock/us.anthropic.claude-x");
        assert_eq!(
            (peeled.routed, peeled.region, peeled.placed),
            ("us.anthropic.claude-x", Some("us"), "anthropic.claude-x")
        );
        let arn = Peeled::new("arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-x");
        assert_eq!((arn.region, arn.placed), (Some("eu"), "anthropic.claude-x"));
        assert_eq!(Peeled::new("publishers/google/models/gemini-x").routed, "gemini-x");
        assert_eq!(Peeled::new("models/").routed, "models/");
    }
}
