//! The words for output formats.

use std::ffi::OsStr;
use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::render::Format;

const ALL: &[(Format, &str)] = &[
    (Format::Table, "table"),
    (Format::Json, "json"),
    (Format::Jsonl, "jsonl"),
    (Format::Csv, "csv"),
    (Format::Markdown, "markdown"),
    (Format::Yaml, "yaml"),
    (Format::Html, "html"),
    (Format::Xlsx, "xlsx"),
    (Format::Hledger, "hledger"),
    (Format::Beancount, "beancount"),
    (Format::Prometheus, "prometheus"),
    (Format::Ccusage, "ccusage"),
    (Format::Github, "github"),
    (Format::Junit, "junit"),
];

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        const FORMATS: &[Format] = &[
            Format::Table,
            Format::Json,
            Format::Jsonl,
            Format::Csv,
            Format::Markdown,
            Format::Yaml,
            Format::Html,
            Format::Xlsx,
            Format::Ccusage,
        ];
        FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        ALL.iter().find(|(format, _)| format == self).map(|(_, word)| PossibleValue::new(*word))
    }
}

/// The word of the format.
pub(super) fn word(format: Format) -> &'static str {
    ALL.iter().find(|(known, _)| *known == format).map_or("", |(_, word)| word)
}

/// The words of a check's formats.
pub(super) const OF_CHECKS: [&str; 8] = ["table", "json", "jsonl", "csv", "markdown", "yaml", "github", "junit"];

/// The format of that word, also one that only some commands have.
///
/// # Errors
/// For another word.
pub(super) fn any(word: &str) -> Result<Format, String> {
    let found = ALL.iter().find(|(_, name)| word == *name).map(|(format, _)| *format);
    found.ok_or_else(|| format!("{word:?} is no format"))
}

/// The format of that word, exactly so spelled (`./json` is a file).
pub(super) fn by_word(word: &OsStr) -> Option<Format> {
    let general = |format: &Format| Format::value_variants().contains(format);
    ALL.iter().find(|(format, name)| word == *name && general(format)).map(|(format, _)| *format)
}

/// The format a file's name ends in.
pub(super) fn by_extension(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()? {
        "md" => Some(Format::Markdown),
        "yml" => Some(Format::Yaml),
        "htm" => Some(Format::Html),
        "table" => None,
        other => by_word(OsStr::new(other)),
    }
}
