//! `prices.toml`: the user's own prices as a file, read and never written.
//!
//! Owns: the shape of that file, and where in it a mistake is. Refuses to know: where the file
//! is, how its prices win.
//!
//! ```toml
//! [[price]]
//! provider = "openai"
//! model = "gpt-4o"
//! from = "2026-01-01"
//! rates = { input_tokens = "2.5", output_tokens = "10" }
//! above.200000 = { input_tokens = "5" }
//! when = { processing = "batch" }
//! ```

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use toml::Spanned;

use crate::domain::price::{Rates, Tiers, each_once};
use crate::domain::{Code, Currency, Error, ExchangeRates, PriceEntry, PricePlace, Result, UsageClass, period};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default, rename = "price")]
    prices: Vec<Spanned<Stated>>,
}

/// Decimal texts by class name.
type Texts = BTreeMap<Spanned<String>, Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    provider: String,
    model: String,
    #[serde(default)]
    from: Option<Spanned<String>>,
    #[serde(default)]
    until: Option<Spanned<String>>,
    #[serde(default)]
    rates: Texts,
    #[serde(default)]
    above: BTreeMap<Spanned<String>, Texts>,
    #[serde(default)]
    when: BTreeMap<String, String>,
    #[serde(default)]
    free: bool,
    #[serde(default)]
    currency: Option<Spanned<String>>,
    #[serde(default)]
    per_usd: Option<Spanned<String>>,
}

/// The entries of `prices.toml` (`name` in messages). An entry in another currency that states no
/// exchange rate takes that of its `from`, or of `now` when it has none either.
///
/// # Errors
/// [`Code::Config`] with line and column of the first mistake.
pub fn read(text: &str, name: &str, exchange: &ExchangeRates, now: DateTime<Utc>) -> Result<Vec<PriceEntry>> {
    let document: Document = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        mistake(text, name, at, &error.message().replace('\n', ", "))
    })?;
    let reader = Reader { text, name, exchange, now };
    document.prices.into_iter().map(|stated| reader.entry(stated)).collect()
}

/// Line and column, both counted from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (line, before[start..].chars().count() + 1)
}

fn mistake(text: &str, name: &str, at: usize, why: &str) -> Error {
    let (line, column) = place(text, at);
    Error::new(Code::Config, format!("{name}:{line}:{column}: {why}"))
        .hint("cost-ops guide pricing shows what the file may say")
}

struct Reader<'a> {
    text: &'a str,
    name: &'a str,
    exchange: &'a ExchangeRates,
    now: DateTime<Utc>,
}

impl Reader<'_> {
    fn entry(&self, stated: Spanned<Stated>) -> Result<PriceEntry> {
        let begins = stated.span().start;
        let stated = stated.into_inner();
        let wrong = |why: &str| mistake(self.text, self.name, begins, why);
        if stated.provider.trim().is_empty() || stated.model.trim().is_empty() {
            return Err(wrong("a price needs a provider and a model"));
        }
        let (from, to) = (self.instant(stated.from.as_ref())?, self.instant(stated.until.as_ref())?);
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            return Err(wrong("until is not after from"));
        }
        if stated.free != (stated.rates.is_empty() && stated.above.is_empty()) {
            return Err(wrong(if stated.free {
                "free and priced at once"
            } else {
                "no rates, and not said to be free"
            }));
        }
        let currency = self.currency(&stated, from, begins)?;
        let dollars = currency.dollars(self.rates(stated.rates)?, self.tiers(stated.above)?)?;
        Ok(PriceEntry {
            place: PricePlace::File(place(self.text, begins).0 as u64),
            provider: stated.provider.trim().to_owned(),
            model: stated.model.trim().to_owned(),
            from,
            to,
            rates: dollars.rates,
            tiers: dollars.tiers,
            when: stated.when.into_iter().collect(),
            free: stated.free,
            native: dollars.native,
            added: DateTime::UNIX_EPOCH,
        })
    }

    fn rates(&self, texts: Texts) -> Result<Rates> {
        let mut last = 0;
        let stated = texts.into_iter().map(|(class, price)| {
            last = class.span().start;
            let known = UsageClass::by_name(class.get_ref());
            let known =
                known.ok_or_else(|| Error::validation(format!("there is no usage class {:?}", class.get_ref())))?;
            last = price.span().start;
            Ok((known, price.into_inner()))
        });
        let found = each_once(stated);
        found.map_err(|error| mistake(self.text, self.name, last, &error.message))
    }

    fn tiers(&self, above: BTreeMap<Spanned<String>, Texts>) -> Result<Tiers> {
        let mut tiers = Vec::with_capacity(above.len());
        for (size, texts) in above {
            let tokens = size.get_ref().parse().map_err(|_| {
                mistake(self.text, self.name, size.span().start, &format!("{:?} is no prompt size", size.get_ref()))
            })?;
            tiers.push((tokens, self.rates(texts)?));
        }
        tiers.sort_unstable_by_key(|(size, _)| *size);
        Ok(tiers)
    }

    fn instant(&self, stated: Option<&Spanned<String>>) -> Result<Option<DateTime<Utc>>> {
        let Some(stated) = stated else { return Ok(None) };
        let text = stated.get_ref();
        period::instant(text).map(Some).ok_or_else(|| {
            let why = format!("{text:?} is neither a date (2026-11-23) nor an instant (2026-11-23T12:00:00Z)");
            mistake(self.text, self.name, stated.span().start, &why)
        })
    }

    fn currency(&self, stated: &Stated, from: Option<DateTime<Utc>>, begins: usize) -> Result<Currency> {
        let at = |spanned: &Spanned<String>| spanned.span().start;
        let placed = |at: usize| move |error: Error| mistake(self.text, self.name, at, &error.message);
        match (&stated.currency, &stated.per_usd) {
            (None, None) => Ok(Currency::usd()),
            (None, Some(_)) => Err(mistake(self.text, self.name, begins, "per_usd without currency")),
            (Some(code), Some(rate)) => Currency::new(code.get_ref(), rate.get_ref(), None).map_err(placed(at(rate))),
            (Some(code), None) => {
                let day = from.unwrap_or(self.now).date_naive();
                self.exchange.on(code.get_ref(), day).map_err(placed(at(code)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<PriceEntry>> {
        let exchange = ExchangeRates::parse("CNY=8").expect("rates");
        read(text, "prices.toml", &exchange, "2026-11-23T12:00:00Z".parse().expect("an instant"))
    }

    #[test]
    fn an_entry_says_everything() {
        let text = "[[price]]\nprovider = \"a\"\nmodel = \"m\"\nfrom = \"2026-01-01\"\nuntil = \"2026-02-01T12:00:00Z\"\n\
            rates = { input_tokens = \"2.50\" }\nabove.1000 = { input_tokens = \"5\" }\nwhen = { processing = \"batch\" }\n\n\
            [[price]]\nprovider = \"a\"\nmodel = \"n\"\ncurrency = \"CNY\"\nrates = { output_tokens = \"4\" }\n";
        let entries = parse(text).expect("two entries");
        assert_eq!(entries[0].rates, [(UsageClass::Input, "2.5".to_owned())]);
        assert_eq!(entries[0].tiers, [(1000, vec![(UsageClass::Input, "5".to_owned())])]);
        assert_eq!(entries[0].place.to_string(), "@prices.toml:1");
        assert_eq!(entries[1].rates, [(UsageClass::Output, "0.5".to_owned())]);
        assert_eq!(entries[1].native.as_ref().map(|native| native.per_usd.as_str()), Some("8"));
    }

    #[test]
    fn a_price_in_another_currency_takes_the_rate_of_its_own_date() {
        let exchange = ExchangeRates::parse("CNY@2026-01-01=8,CNY@2026-11-01=4").expect("rates");
        let text = "[[price]]\nprovider = \"a\"\nmodel = \"m\"\nfrom = \"2026-02-01\"\ncurrency = \"CNY\"\n\
            rates = { output_tokens = \"4\" }\n";
        let now = "2026-11-23T12:00:00Z".parse().expect("an instant");
        let entries = read(text, "prices.toml", &exchange, now).expect("an entry");
        assert_eq!(entries[0].rates, [(UsageClass::Output, "0.5".to_owned())], "and not at today's");
    }

    #[test]
    fn a_mistake_has_its_line_and_column() {
        let wrong = |body: &str| {
            let text = format!("# mine\n[[price]]\nprovider = \"a\"\nmodel = \"m\"\n{body}\n");
            parse(&text).expect_err("a mistake").message
        };
        assert!(wrong("rates = { input_tokens = 2.5 }").starts_with("prices.toml:5:26: "));
        assert_eq!(wrong("rates = { input = \"2\" }"), "prices.toml:5:11: there is no usage class \"input\"");
        assert!(wrong("rates = { input_tokens = \"x\" }").starts_with("prices.toml:5:26: \"x\" is not a decimal"));
        assert!(wrong("rate = {}").starts_with("prices.toml:5:1: unknown field `rate`"));
        assert_eq!(wrong("").split(": ").nth(1), Some("no rates, and not said to be free"));
        assert!(wrong("from = \"soon\"\nrates = { input_tokens = \"1\" }").starts_with("prices.toml:5:8: "));
        assert!(wrong("above.x = { input_tokens = \"1\" }").contains("is no prompt size"));
        assert!(
            wrong("currency = \"GBP\"\nrates = { input_tokens = \"1\" }").starts_with("prices.toml:5:12: no exchange")
        );
        assert!(wrong("x = \"").contains("prices.toml:5:"));
    }
}
