//! The few shapes of regular expression that price lists use to tell names.
//!
//! Owns: literals, `\d`, `[…]`, `{n}`, `?` on a piece or a group, the anchors; and the one
//! look-ahead in use. Anything else is not understood, and says so: a whole engine of
//! expressions would be 200 kB more in the program for some seventy patterns like
//! `^name-\d{8}$`.

use crate::domain::{Error, Result};

/// A pattern that can say whether it accepts a name.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// Pieces in a row; whether they must begin and end the name.
    Pieces { pieces: Vec<Piece>, begins: bool, ends: bool },
    /// No `-tts` word in it: the one look-ahead in use.
    NoSpeech,
}

#[derive(Debug, Clone)]
pub(super) struct Piece {
    what: What,
    least: u32,
    most: u32,
}

#[derive(Debug, Clone)]
enum What {
    OneOf(Vec<char>),
    Digit,
    Group(Vec<Piece>),
}

/// Repeats beyond this are no name.
const MOST: u32 = 64;

impl Pattern {
    /// # Errors
    /// When the pattern uses anything but the shapes above.
    pub(super) fn parse(text: &str) -> Result<Pattern> {
        if text.starts_with("^(?!") && text.contains("[tT][tT][sS]") {
            return Ok(Pattern::NoSpeech);
        }
        let body = text.strip_prefix('^').unwrap_or(text);
        let inner = body.strip_suffix('$').filter(|inner| !inner.ends_with('\\'));
        let mut rest = inner.unwrap_or(body).chars().peekable();
        let pieces = pieces(&mut rest, 0);
        match pieces.filter(|_| rest.next().is_none()) {
            Some(pieces) => Ok(Pattern::Pieces { pieces, begins: body.len() < text.len(), ends: inner.is_some() }),
            None => Err(Error::validation(format!("the pattern {text:?} has a shape that is not understood"))),
        }
    }

    pub(super) fn accepts(&self, name: &str) -> bool {
        match self {
            Pattern::NoSpeech => !(name.ends_with("-tts") || name.contains("-tts-")),
            Pattern::Pieces { pieces, begins, ends } => {
                let whole = |rest: &str| !ends || rest.is_empty();
                let starts = name.char_indices().map(|(at, _)| at).chain([name.len()]);
                starts.take(if *begins { 1 } else { usize::MAX }).any(|at| matches(pieces, &name[at..], &whole))
            }
        }
    }
}

type Text<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Pieces up to the end, or up to the `)` of the group they are in.
fn pieces(text: &mut Text<'_>, depth: u32) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    while let Some(next) = text.next_if(|c| *c != ')') {
        let what = match next {
            '(' if depth == 0 && text.peek() != Some(&'?') => {
                let group = pieces(text, depth + 1)?;
                text.next_if_eq(&')')?;
                What::Group(group)
            }
            '[' => What::OneOf(set(text)?),
            '\\' => match text.next()? {
                'd' => What::Digit,
                escaped if !escaped.is_ascii_alphanumeric() => What::OneOf(vec![escaped]),
                _ => return None,
            },
            '(' | '|' | '*' | '+' | '.' | '?' | '{' | '}' | '^' | '$' | ']' => return None,
            literal => What::OneOf(vec![literal]),
        };
        let (least, most) = repeats(text)?;
        out.push(Piece { what, least, most });
    }
    Some(out)
}

/// The plain characters of a `[…]`; ranges and negation are not in use.
fn set(text: &mut Text<'_>) -> Option<Vec<char>> {
    let mut out = Vec::new();
    loop {
        match text.next()? {
            ']' if !out.is_empty() => return Some(out),
            '^' | '[' | '\\' | ']' => return None,
            '-' if !out.is_empty() && text.peek() != Some(&']') => return None,
            plain => out.push(plain),
        }
    }
}

fn repeats(text: &mut Text<'_>) -> Option<(u32, u32)> {
    if text.next_if_eq(&'?').is_some() {
        return Some((0, 1));
    }
    if text.next_if_eq(&'{').is_none() {
        return Some((1, 1));
    }
    let mut digits = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    text.next_if_eq(&'}')?;
    digits.parse().ok().filter(|n| *n <= MOST).map(|n| (n, n))
}

/// Whether the pieces fit the beginning of `name` and `then` the rest.
fn matches(pieces: &[Piece], name: &str, then: &dyn Fn(&str) -> bool) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return then(name) };
    if first.least > 0 {
        let less = Piece { what: first.what.clone(), least: first.least - 1, most: first.most - 1 };
        return once(&first.what, name, &|after| {
            matches(std::slice::from_ref(&less), after, &|a| matches(rest, a, then))
        });
    }
    let again = first.most > 0 && once(&first.what, name, &|after| matches(rest, after, then));
    again || matches(rest, name, then)
}

fn once(what: &What, name: &str, then: &dyn Fn(&str) -> bool) -> bool {
    match what {
        What::Group(pieces) => matches(pieces, name, then),
        What::Digit => name.strip_prefix(|c: char| c.is_ascii_digit()).is_some_and(then),
        What::OneOf(set) => name.strip_prefix(set.as_slice()).is_some_and(then),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(pattern: &str, name: &str) -> bool {
        Pattern::parse(pattern).expect("a known shape").accepts(name)
    }

    #[test]
    fn the_shapes_in_use_are_understood() {
        assert!(accepts(r"^nova-5[-@]\d{8}$", "nova-5@20260101"));
        assert!(!accepts(r"^nova-5[-@]\d{8}$", "nova-5-202601010"));
        assert!(accepts(r"^(acme/)?jet-1\.13(-\d{8})?$", "acme/jet-1.13"));
        assert!(accepts(r"^(acme/)?jet-1\.13(-\d{8})?$", "jet-1.13-20260101"));
        assert!(!accepts(r"^(acme/)?jet-1\.13(-\d{8})?$", "jet-1x13"));
        assert!(accepts(r"^jet-3\.5-\d", "jet-3.5-0tail"));
        assert!(accepts(r"^jet\[fast=true\]$", "jet[fast=true]"));
        assert!(accepts("^o[134]", "o3-mini") && !accepts("^o[134]", "o2"));
        assert!(accepts("b$", "ab") && !accepts("^b$", "ab"));
        assert!(!accepts(r"^(?!.*-[tT][tT][sS](?:$|-))", "jet-tts"));
    }

    #[test]
    fn other_shapes_are_not_guessed_at() {
        for pattern in
            ["^a.*", "a+", "a|b", "(?:a)", "[a-z]", "[^a]", r"\w", "a{1,2}", "((a))", "(a", "[]", "a{99}", "?"]
        {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
