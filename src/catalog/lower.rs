//! Price lists as written (`format`) brought to tables (`shape`).
//!
//! Owns: dates and thresholds as numbers, the end of a price at the start of the next, the
//! hash tables of names. Refuses to know: where a list comes from. Also compiled into the
//! build script. The tables last as long as the program: there are as many as lists are read.

use std::collections::{BTreeMap, HashMap};

use super::format::{File, Model, Rates, Schedule};
use super::{hash, shape};
use crate::domain::UsageClass;

type Lowered<T> = Result<T, String>;

/// The tables of a list of providers; `id` is its date and content hash.
///
/// # Errors
/// What in the list is no class, date, time, number, or is claimed twice.
pub(crate) fn catalog(id: &str, files: &[File]) -> Lowered<&'static shape::Catalog> {
    let mut providers = Vec::with_capacity(files.len());
    let mut models = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let first = models.len();
        let provider = u8::try_from(index).map_err(|_| "more than 256 providers")?;
        for model in &file.models {
            models.push(
                lower_model(provider, file, model).map_err(|e| format!("{}/{}: {e}", file.provider.id, model.id))?,
            );
        }
        providers.push(lower_provider(files, file, (number(first)?, number(models.len())?))?);
    }
    let names = claimed(files)?;
    let folded = fold(&names);
    let mut texts = Texts::default();
    let catalog = shape::Catalog {
        id: text(id),
        providers: kept(providers),
        models: kept(models),
        names: table(names, &mut texts)?,
        folded: table(folded, &mut texts)?,
        texts: text(&texts.all),
    };
    Ok(Box::leak(Box::new(catalog)))
}

pub(crate) fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn kept<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

fn seldom<T>(list: &'static [T]) -> shape::Seldom<T> {
    shape::Seldom((!list.is_empty()).then(|| &*Box::leak(Box::new(shape::Held { list }))))
}

pub(crate) fn collect<T, U>(list: &[T], each: impl Fn(&T) -> U) -> &'static [U] {
    kept(list.iter().map(each).collect())
}

pub(crate) fn texts(list: &[String]) -> &'static [&'static str] {
    collect(list, |one| text(one))
}

pub(crate) fn pairs(map: &BTreeMap<String, String>) -> &'static [(&'static str, &'static str)] {
    kept(map.iter().map(|(key, value)| (text(key), text(value))).collect())
}

fn number(at: usize) -> Lowered<u16> {
    u16::try_from(at).map_err(|_| "more than 65,535 models".to_owned())
}

fn lower_provider(files: &[File], file: &File, models: (u16, u16)) -> Lowered<shape::Provider> {
    let p = &file.provider;
    let lender = |id: &String| {
        let at = files.iter().position(|file| file.provider.id == *id);
        at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| format!("{}: no provider {id:?} to borrow from", p.id))
    };
    Ok(shape::Provider {
        id: text(&p.id),
        name: text(&p.name),
        aliases: texts(&p.aliases),
        words: texts(&p.words),
        owns: texts(&p.owns),
        borrows: kept(p.borrows.iter().map(lender).collect::<Lowered<_>>()?),
        vendors: texts(&p.vendors),
        models,
        schedules: kept(file.schedules.iter().map(lower_schedule).collect::<Lowered<_>>()?),
        uplifts: collect(&p.uplifts, |u| shape::Uplift {
            attribute: text(&u.attribute),
            values: texts(&u.values),
            times: u.times,
            over: u.over,
            models: texts(&u.models),
        }),
    })
}

fn lower_schedule(schedule: &Schedule) -> Lowered<shape::Schedule> {
    let window = |[start, end]: &[String; 2]| Ok((minutes(start)?, minutes(end)?));
    let day = |day: &String| Ok(seconds(day)? / 86_400);
    Ok(shape::Schedule {
        id: text(&schedule.id),
        zone: text(&schedule.zone),
        weekdays: kept(schedule.weekdays.iter().map(|day| weekday(day)).collect::<Lowered<_>>()?),
        holidays: kept(schedule.holidays.iter().map(day).collect::<Lowered<_>>()?),
        windows: kept(schedule.windows.iter().map(window).collect::<Lowered<_>>()?),
        from: seconds(&schedule.from)?,
        until: schedule.until.as_deref().map(seconds).transpose()?,
    })
}

fn lower_model(provider: u8, file: &File, model: &Model) -> Lowered<shape::Model> {
    let mut hours = Vec::new();
    for one in &model.hours {
        let schedule = file.schedules.iter().position(|s| s.id == one.schedule);
        let schedule = schedule.ok_or_else(|| format!("no schedule {:?}", one.schedule))?;
        let rates = lower_rates(&one.rates, &BTreeMap::new())?;
        hours.push(shape::Hours { schedule, times: one.times, over: one.over, rates });
    }
    let mut prices = Vec::new();
    for (at, price) in model.prices.iter().enumerate() {
        let next = model.prices.get(at + 1).and_then(|next| next.from.as_ref());
        let until = price.until.as_ref().or(next);
        prices.push(lower_price(&BTreeMap::new(), price.from.as_ref(), until, &price.rates, &price.above)?);
    }
    let mut variants = model
        .variants
        .iter()
        .map(|v| lower_price(&v.when, v.from.as_ref(), v.until.as_ref(), &v.rates, &v.above))
        .collect::<Lowered<Vec<_>>>()?;
    // Who asks for more goes first.
    variants.sort_by_key(|variant| std::cmp::Reverse(variant.when.len()));
    let least = |(name, least): (&String, &u64)| {
        let class = class(name)?;
        Ok((class, least * if class.is_duration() { 1000 } else { 1 }))
    };
    Ok(shape::Model {
        provider,
        id: text(&model.id),
        any_region: model.any_region,
        free: model.free,
        deprecated: model.deprecated,
        window: model.window,
        minimum: seldom(kept(model.minimum.iter().map(least).collect::<Lowered<_>>()?)),
        hours: seldom(kept(hours)),
        prices: kept(prices),
        variants: seldom(kept(variants)),
    })
}

fn lower_price(
    when: &BTreeMap<String, String>,
    from: Option<&String>,
    until: Option<&String>,
    rates: &Rates,
    above: &BTreeMap<String, Rates>,
) -> Lowered<shape::Price> {
    Ok(shape::Price {
        when: seldom(pairs(when)),
        from: second(from, 0)?,
        until: second(until, 1)?,
        rates: lower_rates(rates, above)?,
    })
}

fn lower_rates(rates: &Rates, above: &BTreeMap<String, Rates>) -> Lowered<&'static [shape::ClassRate]> {
    let mut thresholds = Vec::new();
    for (threshold, tier) in above {
        let above: u64 = threshold.parse().map_err(|_| format!("{threshold:?} is no prompt size"))?;
        thresholds.push((above, tier));
    }
    thresholds.sort_unstable_by_key(|(above, _)| *above);
    let mut out = Vec::with_capacity(rates.len());
    for (name, usd) in rates {
        let tiers = thresholds.iter().filter_map(|(above, tier)| Some((*above, text(tier.get(name)?)))).collect();
        out.push(shape::ClassRate {
            class: class(name)?,
            usd: shape::Amount(Box::leak(Box::new(text(usd)))),
            tiers: seldom(kept(tiers)),
        });
    }
    out.sort_unstable_by_key(|rate| rate.class);
    Ok(kept(out))
}

/// A name of a provider, with the model it stands for and what may follow it.
type Claims = BTreeMap<(u8, String), (u16, u8)>;

/// Every name of every model; one that two models claim is an error.
fn claimed(files: &[File]) -> Lowered<Claims> {
    let mut names = Claims::new();
    let mut index = 0;
    for (provider, file) in (0u8..).zip(files) {
        for model in &file.models {
            let own = (!model.unnamed).then(|| (model.id.to_lowercase(), shape::EXACT));
            let lists = [
                (&model.names, shape::EXACT),
                (&model.dated, shape::DATED),
                // A prefix is itself a name; a dated or open name need not be one.
                (&model.prefixes, shape::PREFIX | shape::EXACT),
                (&model.open, shape::OPEN),
            ];
            let more = lists.into_iter().flat_map(|(list, flag)| list.iter().map(move |name| (name.clone(), flag)));
            for (name, flag) in own.into_iter().chain(more) {
                let slot = names.entry((provider, name)).or_insert((index, 0));
                if slot.0 != index {
                    return Err(format!("{}: a name of {} is claimed twice", file.provider.id, model.id));
                }
                slot.1 |= flag;
            }
            index += 1;
        }
    }
    Ok(names)
}

/// The names with `.` written `-`; what then names two models names none.
fn fold(names: &Claims) -> Claims {
    let mut folded: BTreeMap<(u8, String), Option<(u16, u8)>> = BTreeMap::new();
    for ((provider, name), value) in names {
        let same = |slot: &mut Option<(u16, u8)>| match slot {
            Some((model, flags)) if *model == value.0 => *flags |= value.1,
            _ => *slot = None,
        };
        folded.entry((*provider, name.replace('.', "-"))).and_modify(same).or_insert(Some(*value));
    }
    folded.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Texts, each once, one after another.
#[derive(Default)]
struct Texts {
    all: String,
    starts: HashMap<String, u32>,
}

impl Texts {
    /// Where a text begins, and its length, in bytes.
    fn place(&mut self, text: &str) -> Lowered<(u32, u16)> {
        let long = || format!("a name longer than 65,535 bytes: {text:?}");
        let length = u16::try_from(text.len()).map_err(|_| long())?;
        let end = u32::try_from(self.all.len()).map_err(|_| long())?;
        let start = *self.starts.entry(text.to_owned()).or_insert(end);
        if start == end {
            self.all.push_str(text);
        }
        Ok((start, length))
    }
}

fn table(names: Claims, texts: &mut Texts) -> Lowered<shape::Names> {
    let size = (names.len() * 3).next_power_of_two();
    let mut slots = vec![0u16; size];
    let mut list = Vec::with_capacity(names.len());
    for (at, ((provider, name), (model, follow))) in names.into_iter().enumerate() {
        let mut slot = hash::slot(name.bytes().fold(hash::start(provider), hash::step), size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = u16::try_from(at + 1).map_err(|_| "more than 65,534 names")?;
        let (start, length) = texts.place(&name)?;
        list.push(shape::Name { provider, model, follow, start, length });
    }
    Ok(shape::Names { list: kept(list), table: kept(slots) })
}

fn class(name: &str) -> Lowered<UsageClass> {
    UsageClass::by_name(name).ok_or_else(|| format!("no usage class {name:?}"))
}

fn weekday(day: &str) -> Lowered<u8> {
    let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| *d == day);
    at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| format!("no weekday {day:?}"))
}

fn minutes(clock: &str) -> Lowered<u32> {
    let parts = clock.split_once(':').and_then(|(h, m)| Some((h.parse::<u32>().ok()?, m.parse::<u32>().ok()?)));
    parts
        .filter(|(hour, minute)| *hour <= 24 && *minute < 60)
        .map(|(hour, minute)| hour * 60 + minute)
        .ok_or_else(|| format!("{clock:?} is no time of day"))
}

/// An instant as the tables have it, from `least` to 2106: what began before 1970 has always been.
fn second(text: Option<&String>, least: u32) -> Lowered<shape::Second> {
    let Some(text) = text else { return Ok(shape::Second(0)) };
    let within = seconds(text)?.clamp(least.into(), u32::MAX.into());
    Ok(shape::Second(u32::try_from(within).unwrap_or(least)))
}

/// Seconds since 1970 of a date (UTC midnight) or a `…Z` instant of whole seconds.
pub(crate) fn seconds(text: &str) -> Lowered<i64> {
    let bad = || format!("{text:?} is no date and no UTC instant");
    let number = |range: std::ops::Range<usize>| -> Lowered<i64> {
        let digits = text.get(range).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|t| t.parse().ok()).ok_or_else(bad)
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(bad());
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let in_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = shifted.div_euclid(400) * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + day_of_year - 719_468;
    match text.len() {
        10 => Ok(days * 86_400),
        20 if text.ends_with('Z') => {
            Ok(days * 86_400 + number(11..13)? * 3600 + number(14..16)? * 60 + number(17..19)?)
        }
        _ => Err(bad()),
    }
}
