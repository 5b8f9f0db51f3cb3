//! Compiles the price files into static tables, so that a command that prices nothing pays
//! nothing for them and one that does pays no parsing.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

#[allow(dead_code, unreachable_pub)]
#[path = "src/domain/class.rs"]
mod class;
#[allow(dead_code, unreachable_pub)]
#[path = "src/catalog/format.rs"]
mod format;
#[path = "src/catalog/hash.rs"]
mod hash;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use class::UsageClass;
use format::{File, Grammar, Rates};

fn main() {
    println!("cargo::rerun-if-changed=src/catalog/files");
    println!("cargo::rerun-if-changed=src/catalog/names.toml");
    println!("cargo::rerun-if-changed=src/catalog/date.txt");
    println!("cargo::rerun-if-changed=src/catalog/format.rs");
    println!("cargo::rerun-if-changed=src/catalog/hash.rs");
    println!("cargo::rerun-if-changed=src/domain/class.rs");
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo");
    let here = Path::new(&root).join("src/catalog");
    let (files, digest) = read_files(&here.join("files"));
    let grammar: Grammar = parse(&here.join("names.toml"));
    let date = std::fs::read_to_string(here.join("date.txt")).expect("date.txt is beside files/");
    let mut out = format!("pub(super) static ID: &str = \"{}-{digest:08x}\";\n", date.trim());
    emit_grammar(&mut out, &grammar, &files);
    emit_providers(&mut out, &files);
    emit_models(&mut out, &files);
    emit_names(&mut out, &files);
    let target = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("catalog.rs");
    std::fs::write(target, out).expect("the build directory can be written");
    link_at_a_fixed_address();
}

/// Zones and prices are two megabytes of tables full of pointers. In a position-independent
/// program the loader corrects all 65,000 of them at every start, which takes longer than the
/// rest of a short command; at a fixed address there is nothing to correct. Heap, stack and
/// libraries are still at random addresses.
fn link_at_a_fixed_address() {
    let target = |key: &str| std::env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// All files by provider order, and the hash of their text.
fn read_files(directory: &Path) -> (Vec<File>, u32) {
    let entries = std::fs::read_dir(directory).expect("src/catalog/files is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
    paths.sort();
    let mut digest = hash::start(0);
    let mut files: Vec<File> = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        digest = std::fs::read(path).expect("a readable file").into_iter().fold(digest, hash::step);
        files.push(parse(path));
    }
    files.sort_by_key(|file| file.provider.order);
    (files, (digest ^ (digest >> 32)) as u32)
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn emit_grammar(out: &mut String, grammar: &Grammar, files: &[File]) {
    // With no files at all (they are being made anew) there is no provider to point to.
    let index = |id: &String| (!files.is_empty()).then(|| provider_index(files, id));
    out.push_str("pub(super) static ROUTES: &[(&str, Option<u8>)] = &[\n");
    for route in &grammar.routes {
        let _ = writeln!(out, "({:?}, {:?}),", route.path, route.provider.as_ref().and_then(index));
    }
    out.push_str("];\n");
    let _ = writeln!(out, "pub(super) static DOT_REGIONS: &[&str] = &{:?};", grammar.dot_regions);
    let _ = writeln!(out, "pub(super) static SLASH_REGIONS: &[&str] = &{:?};", grammar.slash_regions);
    let _ = writeln!(out, "pub(super) static REST_WORDS: &[&str] = &{:?};", grammar.rest_words);
    out.push_str("pub(super) static SUFFIXES: &[(&str, &[(&str, &str)])] = &[\n");
    for variant in &grammar.variants {
        let _ = writeln!(out, "({:?}, &{:?}),", variant.text, variant.sets.iter().collect::<Vec<_>>());
    }
    out.push_str("];\n");
}

fn provider_index(files: &[File], id: &String) -> u8 {
    let at = files.iter().position(|file| file.provider.id == *id);
    u8::try_from(at.unwrap_or_else(|| panic!("no provider {id:?}"))).expect("fewer than 256 providers")
}

fn emit_providers(out: &mut String, files: &[File]) {
    out.push_str("pub(super) static PROVIDERS: &[Provider] = &[\n");
    let mut first = 0;
    for file in files {
        let p = &file.provider;
        let borrows: Vec<u8> = p.borrows.iter().map(|id| provider_index(files, id)).collect();
        let _ = write!(
            out,
            "Provider {{ id: {:?}, name: {:?}, aliases: &{:?}, words: &{:?}, owns: &{:?}, borrows: &{borrows:?}, vendors: &{:?}, \
             models: ({first}, {}), schedules: &[",
            p.id,
            p.name,
            p.aliases,
            p.words,
            p.owns,
            p.vendors,
            first + file.models.len()
        );
        first += file.models.len();
        for s in &file.schedules {
            let windows: Vec<(u32, u32)> = s.windows.iter().map(|[a, b]| (minutes(a), minutes(b))).collect();
            let days: Vec<u8> = s.weekdays.iter().map(|day| weekday(day)).collect();
            let holidays: Vec<i64> = s.holidays.iter().map(|day| seconds(day) / 86_400).collect();
            let _ = write!(
                out,
                "Schedule {{ id: {:?}, zone: {:?}, weekdays: &{days:?}, holidays: &{holidays:?}, windows: &{windows:?}, from: {}, until: {:?} }}, ",
                s.id,
                s.zone,
                seconds(&s.from),
                s.until.as_ref().map(|u| seconds(u))
            );
        }
        out.push_str("], uplifts: &[");
        for u in &p.uplifts {
            let _ = write!(
                out,
                "Uplift {{ attribute: {:?}, values: &{:?}, times: {}, over: {}, models: &{:?} }}, ",
                u.attribute, u.values, u.times, u.over, u.models
            );
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
}

fn emit_models(out: &mut String, files: &[File]) {
    out.push_str("pub(super) static MODELS: &[Model] = &[\n");
    for (provider, file) in files.iter().enumerate() {
        for m in &file.models {
            let _ = write!(
                out,
                "Model {{ provider: {provider}, id: {:?}, any_region: {}, free: {}, deprecated: {}, window: {:?}, minimum: &[",
                m.id, m.any_region, m.free, m.deprecated, m.window
            );
            for (class, least) in &m.minimum {
                let unit = if class_of(class).is_duration() { 1000 } else { 1 };
                let _ = write!(out, "(UsageClass::{:?}, {}), ", class_of(class), least * unit);
            }
            out.push_str("], hours: &[");
            for hours in &m.hours {
                let at = file.schedules.iter().position(|s| s.id == hours.schedule);
                let at = at.unwrap_or_else(|| panic!("{}: no schedule {:?}", m.id, hours.schedule));
                let _ = write!(out, "Hours {{ schedule: {at}, times: {}, over: {}, rates: ", hours.times, hours.over);
                emit_rates(out, &hours.rates, &BTreeMap::new());
                out.push_str("}, ");
            }
            out.push_str("], prices: &[");
            for (at, price) in m.prices.iter().enumerate() {
                let next = m.prices.get(at + 1).and_then(|next| next.from.as_ref());
                emit_price(out, &[], &price.from, price.until.as_ref().or(next), &price.rates, &price.above);
            }
            out.push_str("], variants: &[");
            for v in &m.variants {
                let when: Vec<_> = v.when.iter().collect();
                emit_price(out, &when, &v.from, v.until.as_ref(), &v.rates, &v.above);
            }
            out.push_str("] },\n");
        }
    }
    out.push_str("];\n");
}

fn emit_price(
    out: &mut String,
    when: &[(&String, &String)],
    from: &Option<String>,
    until: Option<&String>,
    rates: &Rates,
    above: &BTreeMap<String, Rates>,
) {
    let (from, until) = (from.as_ref().map(|at| seconds(at)), until.map(|at| seconds(at)));
    let _ = write!(out, "Price {{ when: &{when:?}, from: {from:?}, until: {until:?}, rates: ");
    emit_rates(out, rates, above);
    out.push_str("}, ");
}

fn emit_rates(out: &mut String, rates: &Rates, above: &BTreeMap<String, Rates>) {
    let mut by_class = Vec::new();
    for (class, usd) in rates {
        let mut tiers: Vec<_> = above
            .iter()
            .filter_map(|(threshold, tier)| {
                Some((threshold.parse::<u64>().expect("a threshold is a number"), tier.get(class)?))
            })
            .collect();
        tiers.sort_unstable();
        by_class.push((class_of(class), usd, tiers));
    }
    by_class.sort_unstable();
    out.push_str("&[");
    for (class, usd, tiers) in by_class {
        let _ = write!(out, "ClassRate {{ class: UsageClass::{class:?}, usd: {usd:?}, tiers: &{tiers:?} }}, ");
    }
    out.push(']');
}

/// Every name with what may follow it, and a hash table over them; one more for folded names.
fn emit_names(out: &mut String, files: &[File]) {
    let mut names: BTreeMap<(u8, String), (u16, u8)> = BTreeMap::new();
    let mut index = 0u16;
    for (provider, file) in files.iter().enumerate() {
        let provider = u8::try_from(provider).expect("fewer than 256 providers");
        for model in &file.models {
            let own = (!model.unnamed).then(|| model.id.to_lowercase());
            let lists = [(&model.names, 1), (&model.dated, 2), (&model.prefixes, 4), (&model.open, 8)];
            let more = lists.into_iter().flat_map(|(list, flag)| list.iter().map(move |name| (name.clone(), flag)));
            for (name, flag) in own.into_iter().map(|name| (name, 1)).chain(more) {
                // A prefix is itself a name; a dated or open name need not be one.
                let flag = if flag == 4 { 5 } else { flag };
                let slot = names.entry((provider, name.clone())).or_insert((index, 0));
                assert!(slot.0 == index, "{}: {name:?} is claimed twice", file.provider.id);
                slot.1 |= flag;
            }
            index += 1;
        }
    }
    let mut folded: BTreeMap<(u8, String), Option<(u16, u8)>> = BTreeMap::new();
    for ((provider, name), value) in &names {
        let same = |slot: &mut Option<(u16, u8)>| match slot {
            Some((model, flags)) if *model == value.0 => *flags |= value.1,
            _ => *slot = None,
        };
        folded.entry((*provider, name.replace('.', "-"))).and_modify(same).or_insert(Some(*value));
    }
    emit_table(out, "NAME", names);
    emit_table(out, "FOLDED", folded.into_iter().filter_map(|(key, value)| Some((key, value?))).collect());
}

fn emit_table(out: &mut String, which: &str, names: BTreeMap<(u8, String), (u16, u8)>) {
    let size = (names.len() * 3).next_power_of_two();
    let mut table = vec![0u16; size];
    let _ = writeln!(out, "pub(super) static {which}S: &[Name] = &[");
    for (at, ((provider, name), (model, follow))) in names.into_iter().enumerate() {
        let mut slot = hash::slot(name.bytes().fold(hash::start(provider), hash::step), size - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = u16::try_from(at + 1).expect("fewer than 65,535 names");
        let _ = writeln!(out, "Name {{ provider: {provider}, model: {model}, follow: {follow}, text: {name:?} }},");
    }
    let _ = writeln!(out, "];\npub(super) static {which}_TABLE: &[u16] = &{table:?};");
}

fn class_of(name: &str) -> UsageClass {
    UsageClass::by_name(name).unwrap_or_else(|| panic!("no usage class {name:?}"))
}

fn weekday(day: &str) -> u8 {
    let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| *d == day);
    u8::try_from(at.unwrap_or_else(|| panic!("no weekday {day:?}"))).expect("below 7")
}

fn minutes(clock: &str) -> u32 {
    let (hour, minute) = clock.split_once(':').unwrap_or_else(|| panic!("{clock:?} is no time of day"));
    hour.parse::<u32>().expect("an hour") * 60 + minute.parse::<u32>().expect("a minute")
}

/// Seconds since 1970 of a date or a `…Z` instant.
fn seconds(text: &str) -> i64 {
    let number = |range: std::ops::Range<usize>| -> i64 {
        text.get(range).and_then(|t| t.parse().ok()).unwrap_or_else(|| panic!("{text:?} is no instant"))
    };
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let shifted = if month <= 2 { year - 1 } else { year };
    let in_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = shifted.div_euclid(400) * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + day_of_year - 719_468;
    match text.len() {
        10 => days * 86_400,
        20 if text.ends_with('Z') => days * 86_400 + number(11..13) * 3600 + number(14..16) * 60 + number(17..19),
        _ => panic!("{text:?} is no date and no UTC instant"),
    }
}
