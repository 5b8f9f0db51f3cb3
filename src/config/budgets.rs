//! Budgets in a configuration file: `[budgets.NAME]` tables.
//!
//! Owns: their keys, what each may hold. Refuses to know: what makes a budget a good one, which is
//! `domain`'s.

use toml::de::{DeTable, DeValue};

use super::read::decimal;
use crate::domain::{Budget, BudgetText, Error, Filter, Result, did_you_mean};

/// A budget of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfiguredBudget {
    pub budget: Budget,
    /// The file and the line of its table.
    pub place: String,
}

impl ConfiguredBudget {
    /// What it says, by key, as TOML values.
    pub fn stated(&self) -> Vec<(String, String)> {
        let budget = &self.budget;
        let text = |text: &str| toml_edit::Value::from(text).to_string();
        let texts = |all: &[String]| toml_edit::Value::from_iter(all.iter().map(String::as_str)).to_string();
        let mut said = vec![
            ("amount".to_owned(), budget.amount.to_string()),
            ("currency".to_owned(), text(&budget.currency)),
            ("period".to_owned(), text(&budget.period.to_string())),
            ("thresholds".to_owned(), format!("[{}]", budget.thresholds_text().replace(',', ", "))),
        ];
        let starts_on = Some(budget.starts_on.text(budget.period)).filter(|starts| !starts.is_empty());
        said.extend(starts_on.map(|starts| ("starts_on".to_owned(), text(&starts))));
        said.extend(budget.zone.map(|zone| ("timezone".to_owned(), text(zone.name()))));
        let lists = budget.filter.lists().into_iter().filter(|(_, values)| !values.is_empty());
        said.extend(lists.map(|(word, values)| (word.to_owned(), texts(values))));
        if !budget.filter.tags.is_empty() {
            let tags = budget.filter.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
            said.push(("tags".to_owned(), toml_edit::Value::from_iter(tags).to_string()));
        }
        said
    }

    /// The name of its table: `budgets.web`, `budgets."a.b"`.
    pub fn table(&self) -> String {
        format!("budgets.{}", toml_edit::Key::new(&self.budget.name))
    }
}

/// The keys besides those of a filter.
const KEYS: [&str; 7] = ["amount", "period", "starts_on", "currency", "timezone", "thresholds", "tags"];

/// Reads one budget.
///
/// # Errors
/// For what is no table, an unknown key, or a value that cannot be.
pub(super) fn read(name: &str, value: &DeValue<'_>) -> Result<Budget> {
    let DeValue::Table(table) = value else {
        return Err(
            Error::validation("is no table").hint(format!("[budgets.{name}], then amount = 200, period = \"month\""))
        );
    };
    let mut text = BudgetText { name: name.to_owned(), ..BudgetText::default() };
    for (key, value) in table {
        put(&mut text, key.get_ref(), value.get_ref())?;
    }
    for (given, key) in [(&text.amount, "amount"), (&text.period, "period")] {
        if given.is_empty() {
            return Err(
                Error::validation(format!("has no {key}")).hint("amount = 200 and period = \"month\", for example")
            );
        }
    }
    text.read()
}

fn put(text: &mut BudgetText, key: &str, value: &DeValue<'_>) -> Result<()> {
    match key {
        "amount" => text.amount = scalar(key, value)?,
        "period" => text.period = scalar(key, value)?,
        "starts_on" => text.starts_on = Some(scalar(key, value)?),
        "currency" => text.currency = Some(scalar(key, value)?),
        "timezone" => {
            let name = scalar(key, value)?;
            let zone = name.parse().map_err(|_| Error::validation(format!("timezone {name:?} is no time zone")))?;
            text.zone = Some(zone);
        }
        "thresholds" => text.thresholds = list(key, value)?,
        "tags" => text.filter.tags = tags(value)?,
        word => match text.filter.list_mut(word) {
            Some(values) => *values = list(key, value)?,
            None => return Err(unknown(word)),
        },
    }
    Ok(())
}

fn unknown(word: &str) -> Error {
    let filter = Filter::default();
    let words: Vec<&str> = KEYS.into_iter().chain(filter.lists().into_iter().map(|(word, _)| word)).collect();
    let hint = did_you_mean(word, words.iter().copied(), format!("one of {}", words.join(", ")));
    Error::validation(format!("a budget has no {word}")).hint(hint)
}

/// Text, or a number as it is written.
fn scalar(key: &str, value: &DeValue<'_>) -> Result<String> {
    match value {
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) => Ok(decimal(value)),
        _ => Err(Error::validation(format!("{key} must be one text or number"))),
    }
}

/// One, or an array of them.
fn list(key: &str, value: &DeValue<'_>) -> Result<Vec<String>> {
    match value {
        DeValue::Array(values) => values.iter().map(|value| scalar(key, value.get_ref())).collect(),
        one => scalar(key, one).map(|text| vec![text]),
    }
}

fn tags(value: &DeValue<'_>) -> Result<Vec<(String, String)>> {
    let pairs = |table: &DeTable<'_>| {
        let pair = |(key, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
            Ok((key.get_ref().to_string(), scalar("a tag", value.get_ref())?))
        };
        table.iter().map(pair).collect()
    };
    match value {
        DeValue::Table(table) => pairs(table),
        _ => Err(Error::validation("tags must be a table").hint("tags = { team = \"search\" }")),
    }
}
