//! Reading a configuration file: every value is checked, every unknown key refused.

use std::io::ErrorKind;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::budgets::{self, ConfiguredBudget};
use super::keys::{CURRENCY_RATES, nearest_key};
use super::{ALL, Found, Kind, Origin};
use crate::domain::error::Detail;
use crate::domain::{Code, Error, Result, nearest};

/// What a file gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    pub values: Vec<Found>,
    pub budgets: Vec<ConfiguredBudget>,
}

/// What a file gives; a file that is not there gives nothing, unless it is `required`.
///
/// # Errors
/// Text that is not TOML, unknown keys, wrong values: with file, line and the nearest key.
pub fn read_file(path: &Path, required: bool) -> Result<Given> {
    match std::fs::read_to_string(path) {
        Ok(text) => read_text(&text, path),
        Err(error) if !required && matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Given::default())
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(Error::new(Code::Config, format!("{} is not UTF-8 text", path.display())))
        }
        Err(error) => {
            Err(Error::new(Code::Config, format!("cannot read the configuration {}: {error}", path.display())))
        }
    }
}

/// What the text of a file gives.
///
/// # Errors
/// As [`read_file`]; `path` is only named in them.
pub fn read_text(text: &str, path: &Path) -> Result<Given> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let why = error.message().replace('\n', ", ");
        Error::new(Code::Config, format!("{} line {line} is not valid TOML: {why}", path.display()))
            .hint("the file may be cut off; nothing was read from it")
    })?;
    let mut reader = Reader { text, path, given: Given::default(), problems: Vec::new() };
    reader.table("", table.get_ref());
    reader.finish()
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

struct Reader<'a> {
    text: &'a str,
    path: &'a Path,
    given: Given,
    problems: Vec<(Detail, Option<String>)>,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let line = line_of(self.text, name.span().start);
            let full =
                if prefix.is_empty() { name.get_ref().to_string() } else { format!("{prefix}.{}", name.get_ref()) };
            match value.get_ref() {
                DeValue::Table(inner) if is_section(&full) => self.table(&full, inner),
                DeValue::Table(inner) if full == CURRENCY_RATES.name => self.rates(inner, line),
                DeValue::Table(inner) if full == "budgets" => self.budgets(inner),
                _ => self.key(&full, value, line),
            }
        }
    }

    fn key(&mut self, name: &str, value: &Spanned<DeValue<'_>>, line: usize) {
        let origin = Origin::File { path: self.path.to_owned(), line };
        let Some(key) = ALL.iter().find(|key| key.name == name) else {
            let nearest = nearest_section_or_key(name, matches!(value.get_ref(), DeValue::Table(_)));
            let hint = nearest.map(|nearest| format!("did you mean {nearest}?"));
            return self.problem(name, format!("unknown key {name} ({origin})"), hint);
        };
        let raw = self.text.get(value.span()).unwrap_or_default().to_owned();
        let checked = match scalar(value.get_ref()) {
            None if key.kind == Kind::Command => words(value.get_ref()).and_then(|json| key.kind.check(&json)),
            Some((text, quoted)) if fits(key.kind, quoted) => key.kind.check(&text),
            _ => Err(format!("must be {}{}", article(key.kind), key.kind.word())),
        };
        match checked {
            Ok(value) => self.given.values.push(Found { key, value, origin }),
            Err(why) => {
                let error = key.wrong(raw.trim_matches('"'), &why, &origin.to_string());
                self.problem(name, error.message, None);
            }
        }
    }

    /// Exchange rates as a table: `EUR = "0.93"`, or `EUR = { 2026-10-01 = "0.925" }`.
    fn rates(&mut self, table: &DeTable<'_>, line: usize) {
        let mut parts = Vec::new();
        for (code, value) in table {
            match value.get_ref() {
                DeValue::Table(dated) => {
                    parts.extend(dated.iter().map(|(date, rate)| {
                        format!("{}@{}={}", code.get_ref(), date.get_ref(), decimal(rate.get_ref()))
                    }));
                }
                rate => parts.push(format!("{}={}", code.get_ref(), decimal(rate))),
            }
        }
        let origin = Origin::File { path: self.path.to_owned(), line };
        let stated = parts.join(", ");
        match CURRENCY_RATES.kind.check(&stated) {
            Ok(value) => self.given.values.push(Found { key: &CURRENCY_RATES, value, origin }),
            Err(why) => {
                let error = CURRENCY_RATES.wrong(&stated, &why, &origin.to_string());
                self.problem(CURRENCY_RATES.name, error.message, None);
            }
        }
    }

    /// Budgets, each a table of its own.
    fn budgets(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let origin = Origin::File { path: self.path.to_owned(), line: line_of(self.text, name.span().start) };
            match budgets::read(name.get_ref(), value.get_ref()) {
                Ok(budget) => self.given.budgets.push(ConfiguredBudget { budget, place: origin.to_string() }),
                Err(error) => {
                    let field = format!("budgets.{}", name.get_ref());
                    self.problem(&field, format!("{field} ({origin}): {}", error.message), error.hint);
                }
            }
        }
    }

    fn problem(&mut self, field: &str, message: String, hint: Option<String>) {
        self.problems.push((Detail { field: field.to_owned(), message }, hint));
    }

    fn finish(self) -> Result<Given> {
        let mut problems = self.problems;
        if problems.is_empty() {
            return Ok(self.given);
        }
        if problems.len() == 1 {
            let (detail, hint) = problems.remove(0);
            let mut error = Error::new(Code::Config, detail.message);
            error.hint = hint.or_else(|| Some("cost-ops config show lists every key".to_owned()));
            return Err(error);
        }
        let mut error = Error::new(Code::Config, format!("{} has {} mistakes", self.path.display(), problems.len()));
        for (detail, hint) in problems {
            let hint = hint.map(|hint| format!("; {hint}")).unwrap_or_default();
            error = error.detail(detail.field, detail.message + &hint);
        }
        Err(error)
    }
}

/// Whether some key lies below `name`.
fn is_section(name: &str) -> bool {
    ALL.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

fn nearest_section_or_key(name: &str, is_table: bool) -> Option<&'static str> {
    if !is_table {
        return nearest_key(name);
    }
    let sections =
        ALL.iter().filter_map(|key| key.name.rsplit_once('.')).map(|(section, _)| section).chain(["budgets"]);
    nearest(name, sections)
}

/// A rate as it is written, quoted or not; the text of anything else is no rate.
pub(super) fn decimal(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Float(number) => number.as_str().to_owned(),
        other => scalar(other).map_or_else(|| "?".to_owned(), |(text, _)| text),
    }
}

/// A scalar's text, and whether it was written as a string.
fn scalar(value: &DeValue<'_>) -> Option<(String, bool)> {
    match value {
        DeValue::String(text) => Some((text.to_string(), true)),
        DeValue::Boolean(flag) => Some((flag.to_string(), false)),
        DeValue::Integer(number) => {
            Some((i64::from_str_radix(number.as_str(), number.radix()).ok()?.to_string(), false))
        }
        _ => None,
    }
}

/// An array of texts as JSON.
fn words(value: &DeValue<'_>) -> std::result::Result<String, String> {
    let DeValue::Array(values) = value else { return Err("must be an array of texts".to_owned()) };
    let word = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => Ok(text.to_string()),
        _ => Err("must be an array of texts".to_owned()),
    };
    let words: Vec<String> = values.iter().map(word).collect::<std::result::Result<_, _>>()?;
    Ok(serde_json::json!(words).to_string())
}

fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole(..) | Kind::Zone => "a ",
        Kind::Command => "an ",
        _ => "",
    }
}

/// Text is quoted, numbers and flags are not: `port = "8080"` is a mistake worth naming.
fn fits(kind: Kind, quoted: bool) -> bool {
    kind != Kind::Command && quoted != matches!(kind, Kind::Flag | Kind::Whole(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Error {
        read_text(text, Path::new("c.toml")).expect_err("a mistake")
    }

    #[test]
    fn values_are_found_with_their_lines() {
        let found = read_text("[api]\nport = 0x50\n\n[logging.rotation]\ncompress = false\n", Path::new("c.toml"))
            .expect("ok")
            .values;
        let shown: Vec<_> = found.iter().map(|f| format!("{}={} {}", f.key.name, f.value, f.origin)).collect();
        assert_eq!(shown, ["api.port=80 c.toml:2", "logging.rotation.compress=false c.toml:5"]);
    }

    #[test]
    fn mistakes_name_file_line_and_the_nearest_key() {
        let unknown = problem("[database]\nurl = \"x\"\npool_sise = 3\n");
        assert_eq!(unknown.message, "unknown key database.pool_sise (c.toml:3)");
        assert_eq!(unknown.hint.as_deref(), Some("did you mean database.pool_size?"));
        assert_eq!(problem("[databse]\nurl = \"x\"").hint.as_deref(), Some("did you mean database?"));
        assert_eq!(
            problem("[api]\nport = \"80\"").message,
            "api.port is \"80\" in c.toml:2: it must be a whole number"
        );
        assert!(problem("[api]\nport = 70000").message.contains("from 0 to 65535"));
        assert!(problem("database = 5").message.contains("unknown key database"));
        assert_eq!(problem("[api]\nport = 70000\nbund = 1").details.len(), 2);
    }

    #[test]
    fn exchange_rates_may_be_a_table() {
        let rates = |text: &str| read_text(text, Path::new("c.toml")).map(|given| given.values[0].value.clone());
        let table =
            "[currency.rates]\nGBP = 0.8\n[currency.rates.EUR]\n2026-10-01 = \"0.925\"\n2026-11-01 = \"0.93\"\n";
        assert_eq!(rates(table).as_deref(), Ok("EUR@2026-11-01=0.93, EUR@2026-10-01=0.925, GBP=0.8"));
        assert_eq!(rates("[currency]\nrates = \"EUR=0.9\"").as_deref(), Ok("EUR=0.9"));
        assert!(
            problem("[currency.rates]\nEUR = \"cheap\"")
                .message
                .contains("c.toml:1: it must be what one US dollar buys")
        );
    }

    #[test]
    fn a_half_written_file_is_an_error_with_a_line() {
        let error = problem("[database]\nurl = \"sqlite:/da");
        assert!(error.message.starts_with("c.toml line 2 is not valid TOML"), "{error}");
    }
}
