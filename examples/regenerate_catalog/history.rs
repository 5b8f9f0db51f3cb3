//! `src/catalog/history.lock`: every price the catalog ever stated, and every one that was mended.
//!
//! The lock is only ever added to, one block a day on which something changed. A block has a
//! line for each new price (`+`), and for each that says something else now than it did (`!`) or
//! is gone (`-`); it ends with a digest of all above, so that nothing above can be touched without
//! every digest below. A `!` or `-` needs a `[[mended]]` entry in corrections.toml, with the
//! block's date and a reason, in a block of a later day than the one before: a reason serves once.
//! What counts as mending: another amount, class or end for a stretch
//! of time that was stated already, or a new stretch that does not begin after all stated ones.

use std::collections::BTreeMap;
use std::fmt::Write;

use cost_ops::catalog::format::{File, Model, Provider, Rates, Schedule};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Whose price, in which context.
pub(crate) type Key = (String, String);
/// What is stated from an instant on (`-` when its start is open).
pub(crate) type Stated = BTreeMap<Key, BTreeMap<String, String>>;

/// A reason for lines that mend.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mended {
    /// `provider/model`, or `provider/*` for what is the provider's own.
    pub(crate) model: String,
    /// The catalog's date when it was mended.
    pub(crate) date: String,
    pub(crate) reason: String,
    pub(crate) evidence: String,
}

impl Mended {
    /// Whether it says enough to be a reason.
    fn is_reasoned(&self) -> bool {
        self.reason.trim().len() > 10 && !self.evidence.trim().is_empty()
    }
}

const OPEN: &str = "-";

/// All that the files state.
pub(crate) fn stated(files: &[File]) -> Stated {
    let mut all = Stated::new();
    for file in files {
        provider(&mut all, &file.provider, &file.schedules);
        file.models.iter().for_each(|one| model(&mut all, &file.provider.id, one));
    }
    all
}

fn provider(all: &mut Stated, provider: &Provider, schedules: &[Schedule]) {
    for uplift in &provider.uplifts {
        let of = if uplift.models.is_empty() { vec!["*".to_owned()] } else { uplift.models.clone() };
        for (model, value) in of.iter().flat_map(|model| uplift.values.iter().map(move |value| (model, value))) {
            let context = format!("uplift {}={value}", uplift.attribute);
            put(all, &provider.id, model, context, None, format!("times {}/{}", uplift.times, uplift.over));
        }
    }
    for s in schedules {
        let windows: Vec<String> = s.windows.iter().map(|[from, to]| format!("{from}-{to}")).collect();
        let mut text = format!("{} {} {}", s.zone, s.weekdays.join(","), windows.join(","));
        if !s.holidays.is_empty() {
            let _ = write!(text, " but {}", s.holidays.join(","));
        }
        until(&mut text, s.until.as_ref());
        put(all, &provider.id, "*", format!("schedule {}", s.id), Some(&s.from), text);
    }
}

fn model(all: &mut Stated, provider: &str, model: &Model) {
    let mut add = |context: &str, from: Option<&String>, text: String| {
        put(all, provider, &model.id, context.to_owned(), from, text);
    };
    if model.free || model.unpriced {
        add("standard", None, if model.free { "free" } else { "unpriced" }.into());
    }
    for (class, least) in &model.minimum {
        add(&format!("minimum {class}"), None, least.to_string());
    }
    for hours in &model.hours {
        let text = format!("times {}/{} with {}", hours.times, hours.over, rates(&hours.rates, &BTreeMap::new(), None));
        add(&format!("hours {}", hours.schedule), None, text);
    }
    for price in &model.prices {
        add("standard", price.from.as_ref(), rates(&price.rates, &price.above, price.until.as_ref()));
    }
    for variant in &model.variants {
        let when: Vec<String> = variant.when.iter().map(|(key, value)| format!("{key}={value}")).collect();
        add(&when.join(","), variant.from.as_ref(), rates(&variant.rates, &variant.above, variant.until.as_ref()));
    }
}

fn put(all: &mut Stated, provider: &str, model: &str, context: String, from: Option<&String>, text: String) {
    let of = all.entry((format!("{provider}/{model}"), context)).or_default();
    let from = from.map_or(OPEN, String::as_str);
    // Two of one context and start: both count, in their order.
    of.entry(from.to_owned()).and_modify(|have| have.push_str(&format!(" then {text}"))).or_insert(text);
}

fn rates(base: &Rates, above: &BTreeMap<String, Rates>, end: Option<&String>) -> String {
    let set = |rates: &Rates| rates.iter().map(|(class, usd)| format!("{class}={usd}")).collect::<Vec<_>>().join(" ");
    let mut text = if base.is_empty() { "nothing".to_owned() } else { set(base) };
    let mut tiers: Vec<_> = above.iter().collect();
    tiers.sort_by_key(|(threshold, _)| threshold.parse::<u64>().unwrap_or(0));
    for (threshold, tier) in tiers {
        let _ = write!(text, " above {threshold} {}", set(tier));
    }
    until(&mut text, end);
    text
}

fn until(text: &mut String, end: Option<&String>) {
    if let Some(end) = end {
        let _ = write!(text, " until {end}");
    }
}

/// The date of the last block, empty when there is none.
pub(crate) fn last_date(lock: &str) -> String {
    lock.lines().rev().find_map(|line| line.strip_prefix("@ ")).unwrap_or_default().to_owned()
}

/// Follows the lock from its first block to what it states at last.
pub(crate) fn replay(lock: &str, mended: &[Mended]) -> Result<Stated, String> {
    let (mut all, mut date, mut offset) = (Stated::new(), String::new(), 0);
    let (mut later, mut used) = (false, vec![false; mended.len()]);
    // A block's lines are judged by what was stated before it.
    let mut before = Stated::new();
    for (number, line) in lock.split_inclusive('\n').enumerate() {
        let told = |why: &str| format!("history.lock, line {}: {why}: {}", number + 1, line.trim_end());
        let (mark, rest) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        match mark {
            "#" | "" => {}
            "@" if rest >= date.as_str() => {
                later = rest > date.as_str();
                (date, before) = (rest.to_owned(), all.clone());
            }
            "@" => return Err(told("older than the block before")),
            "=" if rest == digest(&lock[..offset]) => {}
            "=" => return Err(told("something above was changed; the lock is only added to")),
            "+" | "!" | "-" => {
                let (key, from, text) = parsed(rest).ok_or_else(|| told("not a line of the lock"))?;
                if mark != "+" || mends(&before, &key, &from, &text) {
                    let reason = mended
                        .iter()
                        .position(|entry| entry.model == key.0 && entry.date == date && entry.is_reasoned());
                    let Some(reason) = reason.filter(|_| later) else {
                        return Err(told(&format!(
                            "a price of the past changed without a [[mended]] entry for {} of a new date in corrections.toml",
                            key.0
                        )));
                    };
                    used[reason] = true;
                }
                let of = all.entry(key).or_default();
                match mark {
                    "-" => drop(of.remove(&from)),
                    _ => drop(of.insert(from, text)),
                }
            }
            _ => return Err(told("not a line of the lock")),
        }
        offset += line.len();
    }
    if !lock.trim_end().lines().last().is_some_and(|line| line.starts_with("= ")) {
        return Err("history.lock does not end with a digest".into());
    }
    if let Some(idle) = used.iter().position(|used| !used) {
        return Err(format!(
            "corrections.toml mends {} on {}, history.lock does not",
            mended[idle].model, mended[idle].date
        ));
    }
    all.retain(|_, of| !of.is_empty());
    Ok(all)
}

/// `provider/model | context | from | rates`; an id may hold a `|` itself.
fn parsed(rest: &str) -> Option<(Key, String, String)> {
    let mut parts = rest.rsplitn(4, " | ");
    let (text, from, context, model) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some(((model.to_owned(), context.to_owned()), from.to_owned(), text.to_owned()))
}

/// Whether a line changes what was stated already.
fn mends(all: &Stated, key: &Key, from: &str, text: &str) -> bool {
    let Some(of) = all.get(key) else { return false };
    let last = of.keys().filter(|have| *have != OPEN).max();
    match of.get(from) {
        Some(have) => text != have,
        None => from == OPEN || last.is_some_and(|last| from < last.as_str()),
    }
}

/// The block that brings the lock from what it states to what the files state; `None` when they
/// are the same.
pub(crate) fn block(before: &Stated, now: &Stated, date: &str, lock: &str) -> Option<String> {
    let mut out = format!("@ {date}\n");
    let empty = out.len();
    let mut line = |mark: char, (model, context): &Key, from: &str, text: &str| {
        let _ = writeln!(out, "{mark} {model} | {context} | {from} | {text}");
    };
    for (key, of) in now {
        for (from, text) in of {
            match before.get(key).and_then(|have| have.get(from)) {
                Some(have) if have == text => {}
                _ if mends(before, key, from, text) => line('!', key, from, text),
                _ => line('+', key, from, text),
            }
        }
    }
    for (key, of) in before {
        for (from, text) in of.iter().filter(|(from, _)| now.get(key).is_none_or(|of| !of.contains_key(*from))) {
            line('-', key, from, text);
        }
    }
    (out.len() > empty).then(|| {
        let digest = digest(&format!("{lock}{out}"));
        format!("{out}= {digest}\n")
    })
}

fn digest(text: &str) -> String {
    let full = Sha256::digest(text.as_bytes());
    full.iter().take(16).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
