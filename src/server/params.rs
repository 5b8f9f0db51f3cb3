//! The query of a URL as a question.
//!
//! Owns: the names of parameters, which are those of the flags, and pages. Refuses to know: what
//! the answer is. A name that is not known is refused: a filter that is misspelt would answer more
//! than was asked.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::api::Api;
use super::request::Request;
use super::route::Caller;
use crate::domain::{Error, Filter, Prices, Result, Tz, did_you_mean};
use crate::render::Format;
use crate::report::{self, Basis, Dimension, Period, Query, Starts, Window, period};
use crate::store::{Ledger, Lent};
use crate::table;

/// Which records: as on every report.
const SELECTION: &[&str] = &[
    "range",
    "period",
    "start_date",
    "end_date",
    "tz",
    "week_start",
    "month_start",
    "provider",
    "model",
    "organization",
    "organization_id",
    "project",
    "project_id",
    "user",
    "user_id",
    "session",
    "session_id",
    "source",
    "branch",
    "host",
    "tag",
];
/// At which prices.
pub(super) const COSTS: &[&str] = &["prices", "cost"];
/// Which page of the answer.
pub(super) const PAGES: &[&str] = &["limit", "cursor", "page", "per_page"];
/// What its rows are, and in which order.
pub(super) const ROWS: &[&str] = &["group_by", "breakdown", "trend", "sort", "format"];

/// The parameters of a request.
pub(super) struct Params<'a> {
    pairs: &'a [(String, String)],
    /// The client is this program, and writes the answer itself.
    whole: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    As(Format),
    /// As a table another of this program writes in any format.
    Whole,
}

impl<'a> Params<'a> {
    /// Those of a request, of which these are known.
    ///
    /// # Errors
    /// For any other name, and a name given twice that has one value.
    pub(super) fn of(request: &'a Request, selection: bool, known: &[&[&str]]) -> Result<Params<'a>> {
        let names = || known.iter().flat_map(|names| names.iter()).chain(SELECTION.iter().filter(|_| selection));
        for (name, _) in &request.query {
            if !names().any(|known| known == name) {
                let mut all: Vec<&str> = names().copied().collect();
                all.sort_unstable();
                let error = Error::validation(format!("there is no parameter {name:?} here")).detail(name, "not known");
                let takes =
                    if all.is_empty() { "it takes none".into() } else { format!("it takes {}", all.join(", ")) };
                return Err(error.hint(did_you_mean(name, all.into_iter(), takes)));
            }
        }
        let accepted = request.header("accept").unwrap_or_default();
        Ok(Params { pairs: &request.query, whole: accepted.split(',').any(|one| one.trim() == table::CONTENT_TYPE) })
    }

    /// Every value of a parameter; an empty one is none, unless this program means it.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        let is_meant = |value: &str| self.whole || !value.is_empty();
        let given = self.pairs.iter().filter(|(name, value)| names.contains(&name.as_str()) && is_meant(value));
        given.map(|(_, value)| value.clone()).collect()
    }

    /// The value of a parameter that has one.
    ///
    /// # Errors
    /// When it is given twice.
    pub(super) fn one(&self, names: &[&str]) -> Result<Option<String>> {
        let mut all = self.all(names);
        let last = all.pop();
        match all.is_empty() {
            true => Ok(last),
            false => Err(Error::validation(format!("{} is given twice", names[0])).detail(names[0], "given twice")),
        }
    }

    /// A parameter that is read by its type.
    ///
    /// # Errors
    /// When it is not one.
    pub(super) fn parsed<T: FromStr>(&self, name: &str, expected: &str) -> Result<Option<T>> {
        let Some(text) = self.one(&[name])? else { return Ok(None) };
        let wrong = || Error::validation(format!("{name} is {text:?}: it must be {expected}")).detail(name, expected);
        text.parse().map(Some).map_err(|_| wrong())
    }

    /// The zone of days.
    ///
    /// # Errors
    /// For a name that is no zone.
    pub(super) fn zone(&self, default: Tz) -> Result<Tz> {
        Ok(self.parsed::<Tz>("tz", "a time zone such as Europe/Berlin")?.unwrap_or(default))
    }

    /// Where weeks and months begin.
    ///
    /// # Errors
    /// For a day that is none.
    pub(super) fn starts(&self, usual: Starts) -> Result<Starts> {
        let week = self.parsed("week_start", "a day of the week: monday")?.unwrap_or(usual.week);
        let expected = "a day of the month, 1 to 28";
        let month = self.parsed::<u32>("month_start", expected)?.unwrap_or(usual.month);
        if !(1..=28).contains(&month) {
            return Err(Error::validation(format!("month_start must be {expected}")).detail("month_start", expected));
        }
        Ok(Starts { week, month })
    }

    /// The ledger, at the prices asked for.
    ///
    /// # Errors
    /// For a generation that is none, or when no connection is free.
    pub(super) fn ledger(&self, api: &Api) -> Result<Lent> {
        let prices = self.prices()?;
        let mut ledger = api.ledger()?;
        ledger.read_at(prices)?;
        Ok(ledger)
    }

    /// Which generation of costs is meant.
    ///
    /// # Errors
    /// For a word that is none.
    pub(super) fn prices(&self) -> Result<Prices> {
        Ok(self.parsed("prices", "current, recorded, or the number of a generation")?.unwrap_or_default())
    }

    /// Which cost of a record counts.
    ///
    /// # Errors
    /// For a word that is none.
    pub(super) fn basis(&self) -> Result<Basis> {
        Ok(self.parsed::<Basis>("cost", "calculated, reported or auto")?.unwrap_or_default())
    }

    /// The period asked for.
    ///
    /// # Errors
    /// For a word, date or range that is none.
    pub(super) fn window(&self, default: &str, now: DateTime<Utc>, zone: Tz, usual: Starts) -> Result<Window> {
        let (start, end) = (self.one(&["start_date"])?, self.one(&["end_date"])?);
        let word = self.one(&["range", "period"])?;
        if start.is_some() || end.is_some() {
            if word.is_some() {
                return Err(Error::validation("a range is given by its name or by its dates, not both")
                    .detail("range", "given beside start_date or end_date"));
            }
            return period::explicit(start.as_deref(), end.as_deref(), now, zone)
                .map_err(|error| error.detail("start_date", "no range of dates"));
        }
        let period: Period = word
            .as_deref()
            .unwrap_or(default)
            .parse()
            .map_err(|error: Error| error.detail("range", "no such period"))?;
        period.window(now, zone, self.starts(usual)?)
    }

    /// The filters, within what the caller may see.
    ///
    /// # Errors
    /// When another organization is asked for, or a tag is not `key=value`.
    pub(super) fn filter(&self, caller: &Caller) -> Result<Filter> {
        let mut filter = Filter {
            provider: self.all(&["provider"]),
            model: self.all(&["model"]),
            organization: self.all(&["organization", "organization_id"]),
            project: self.all(&["project", "project_id"]),
            user: self.all(&["user", "user_id"]),
            session: self.all(&["session", "session_id"]),
            source: self.all(&["source"]),
            branch: self.all(&["branch"]),
            host: self.all(&["host"]),
            tags: Vec::new(),
        };
        for tag in self.all(&["tag"]) {
            let wrong =
                || Error::validation(format!("tag is {tag:?}: it must be key=value")).detail("tag", "key=value");
            let (key, value) = tag.split_once('=').filter(|(key, _)| !key.is_empty()).ok_or_else(wrong)?;
            filter.tags.push((key.to_owned(), value.to_owned()));
        }
        confine(&mut filter, caller)?;
        Ok(filter)
    }

    /// What this program at the other end must say beside the answer. The names there are belong to
    /// the whole ledger, and nobody hears of those beyond their own organization.
    ///
    /// # Errors
    /// When the names cannot be read.
    pub(super) fn asides(&self, filter: &Filter, caller: &Caller, ledger: &Ledger) -> Result<Vec<String>> {
        let confined = caller.identity.as_ref().is_some_and(|identity| identity.organization.is_some());
        if self.whole && !confined { report::unknown_names(filter, ledger) } else { Ok(Vec::new()) }
    }

    /// How the answer is written.
    ///
    /// # Errors
    /// For a word that is no format.
    pub(super) fn form(&self) -> Result<Form> {
        if self.whole { Ok(Form::Whole) } else { self.format().map(Form::As) }
    }

    /// Whether the client writes the answer itself.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    fn format(&self) -> Result<Format> {
        let Some(word) = self.one(&["format"])? else { return Ok(Format::Json) };
        let known = [
            ("json", Format::Json),
            ("jsonl", Format::Jsonl),
            ("csv", Format::Csv),
            ("markdown", Format::Markdown),
            ("yaml", Format::Yaml),
        ];
        known.iter().find(|(name, _)| *name == word).map(|(_, format)| *format).ok_or_else(|| {
            Error::validation(format!("format is {word:?}: it must be json, jsonl, csv, markdown or yaml"))
                .detail("format", "json, jsonl, csv, markdown or yaml")
        })
    }

    /// The page: rows at most, and where it begins. Who takes a table whole may take all of it.
    ///
    /// # Errors
    /// For a number out of bounds, or both ways at once.
    pub(super) fn page(&self, most: u64) -> Result<(Option<u64>, Option<String>)> {
        if self.whole {
            return Ok((self.parsed::<u64>("limit", "a whole number")?, self.one(&["cursor"])?));
        }
        let number = |name: &str, most: u64| -> Result<Option<u64>> {
            let expected = format!("a whole number from 1 to {most}");
            let wrong = || Error::validation(format!("{name} must be {expected}")).detail(name, expected.clone());
            let found = self.parsed::<u64>(name, &expected)?;
            found.is_none_or(|found| (1..=most).contains(&found)).then_some(found).ok_or_else(wrong)
        };
        let (limit, cursor) = (number("limit", most)?, self.one(&["cursor"])?);
        let (page, size) = (number("page", 1_000_000)?, number("per_page", most)?);
        if page.is_none() && size.is_none() {
            return Ok((Some(limit.unwrap_or(report::LIST_LIMIT.min(most))), cursor));
        }
        if limit.is_some() || cursor.is_some() {
            let error = Error::validation("a page is asked for by limit and cursor, or by page and per_page, not both");
            return Err(error.detail("page", "given beside limit or cursor"));
        }
        let (page, size) = (page.unwrap_or(1), size.unwrap_or(report::LIST_LIMIT.min(most)));
        Ok((Some(size), (page > 1).then(|| report::after(page.saturating_sub(1).saturating_mul(size)))))
    }

    /// The question of `query`.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub(super) fn query(&self, around: &Around<'_>, default: &str) -> Result<Query> {
        let zone = self.zone(around.zone)?;
        let (limit, cursor) = self.page(around.most)?;
        let words = |name: &str| -> Vec<String> {
            let all = self.all(&[name]);
            all.iter()
                .flat_map(|text| text.split(','))
                .map(|word| word.trim().to_owned())
                .filter(|w| !w.is_empty())
                .collect()
        };
        let dimensions = |name: &str| -> Result<Vec<Dimension>> {
            let read = |word: &String| word.parse().map_err(|error: Error| error.detail(name, "no such dimension"));
            words(name).iter().map(read).collect()
        };
        let (by, breakdown) = (dimensions("group_by")?, dimensions("breakdown")?);
        if by.is_empty() && !breakdown.is_empty() {
            return Err(Error::validation("breakdown splits the rows of group_by").detail("group_by", "must be given"));
        }
        Ok(Query {
            by,
            breakdown,
            trend: self.parsed::<bool>("trend", "true or false")?.unwrap_or(false),
            filter: self.filter(around.caller)?,
            sort: words("sort"),
            limit,
            cursor,
            starts: self.starts(around.starts)?,
            now: Some(around.now),
            ..Query::new(self.window(default, around.now, zone, around.starts)?, zone)
        })
    }
}

/// What a question depends on besides its parameters.
pub(super) struct Around<'a> {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub starts: Starts,
    pub most: u64,
    pub caller: &'a Caller,
}

/// Narrows a filter to the caller's own organization.
///
/// # Errors
/// When another one is asked for.
pub(super) fn confine(filter: &mut Filter, caller: &Caller) -> Result<()> {
    let Some(identity) = &caller.identity else { return Ok(()) };
    if identity.organization.is_none() {
        return Ok(());
    }
    let asked =
        if filter.organization.is_empty() { vec![String::new()] } else { std::mem::take(&mut filter.organization) };
    for name in asked {
        filter.organization.extend(identity.confine(Some(&name))?);
    }
    Ok(())
}
