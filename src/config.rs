//! Configuration: typed values, where each came from, unknown keys refused.
//!
//! Owns: the table of keys, reading and editing the files, and precedence (environment >
//! `./cost-ops.toml` > the user's file > the system's > default; flags are `cli`'s). Refuses to
//! know: the process environment and where the files are, which are parameters.

mod budgets;
mod edit;
pub mod keys;
mod read;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub use budgets::ConfiguredBudget;
pub use edit::{array, set, unset, write_file};
pub use keys::{ALL, Key, Kind};
pub use read::{Given, read_file, read_text};

use crate::domain::{Code, Error, Result, nearest};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The key's default.
    Default,
    /// A configuration file, and the line in it.
    File { path: PathBuf, line: usize },
    /// An environment variable.
    Variable(String),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { path, line } => write!(f, "{}:{line}", path.display()),
            Origin::Variable(name) => f.write_str(name),
        }
    }
}

/// A key that was given a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub key: &'static Key,
    /// The value in its canonical spelling; it has passed [`Kind::check`].
    pub value: String,
    pub origin: Origin,
}

/// The effective values: what was given, over the defaults.
#[derive(Debug, Clone, Default)]
pub struct Config {
    found: Vec<Found>,
    refused: Vec<Found>,
    budgets: Vec<ConfiguredBudget>,
}

impl Config {
    /// Reads `files`, lowest precedence first (one that is not there is no error unless it is
    /// `required`), then the variables `lookup` knows.
    ///
    /// # Errors
    /// Unknown keys and wrong values, with file, line and the nearest key.
    pub fn load(files: &[ConfigFile], lookup: &dyn Fn(&str) -> Option<OsString>) -> Result<Config> {
        let mut config = Config::default();
        for file in files {
            let given = read_file(&file.path, file.required)?;
            for found in given.values {
                if file.of_folder && found.key.is_personal() { config.refused.push(found) } else { config.put(found) }
            }
            given.budgets.into_iter().for_each(|budget| config.put_budget(budget));
        }
        for found in variables(lookup)? {
            config.put(found);
        }
        Ok(config)
    }

    /// What was given for the key; `None` when only its default holds.
    pub fn find(&self, key: &Key) -> Option<&Found> {
        self.found.iter().find(|found| found.key.name == key.name)
    }

    /// The value and its origin, the default included; `None` when the key has neither.
    pub fn value(&self, key: &'static Key) -> Option<(&str, Origin)> {
        let given = self.find(key).map(|found| (found.value.as_str(), found.origin.clone()));
        given.or_else(|| key.default.map(|value| (value, Origin::Default)))
    }

    /// The value of a text-like key.
    pub fn text(&self, key: &Key) -> Option<&str> {
        self.find(key).map(|found| found.value.as_str()).or(key.default)
    }

    /// The value of a [`Kind::Whole`] key.
    pub fn whole(&self, key: &Key) -> Option<u64> {
        self.text(key)?.parse().ok()
    }

    /// The value of a [`Kind::Flag`] key.
    pub fn flag(&self, key: &Key) -> bool {
        self.text(key) == Some("true")
    }

    /// What the file of a folder says and has no say in: [`Key::is_personal`].
    pub fn refused(&self) -> &[Found] {
        &self.refused
    }

    /// The budgets of the files, by name; of two of the same name the more important file's.
    pub fn budgets(&self) -> &[ConfiguredBudget] {
        &self.budgets
    }

    fn put_budget(&mut self, new: ConfiguredBudget) {
        self.budgets.retain(|old| old.budget.name != new.budget.name);
        self.budgets.push(new);
        self.budgets.sort_unstable_by(|a, b| a.budget.name.cmp(&b.budget.name));
    }

    fn put(&mut self, found: Found) {
        self.found.retain(|old| old.key.name != found.key.name);
        self.found.push(found);
    }
}

/// A file to read values from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub path: PathBuf,
    /// Its absence is an error (it was asked for by name).
    pub required: bool,
    /// It is that of the current folder, which may be anyone's.
    pub of_folder: bool,
}

impl ConfigFile {
    /// A file that need not be there.
    pub fn optional(path: impl AsRef<Path>) -> Self {
        ConfigFile { path: path.as_ref().to_owned(), required: false, of_folder: false }
    }
}

/// What the variables of configuration keys begin with.
const PREFIX: &str = "COST_OPS_";
/// What may follow it besides keys.
const OTHER_VARIABLES: [&str; 6] = ["COMPLETE", "CONFIG", "TAGS", "RUN", "INGEST_URL", "INGEST_TOKEN"];

/// The values the environment gives: `COST_OPS_<SECTION>_<KEY>`, and the key's other names.
fn variables(lookup: &dyn Fn(&str) -> Option<OsString>) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for key in ALL {
        let names = std::iter::once(key.variable()).chain(key.aliases.iter().map(|alias| (*alias).to_owned()));
        let Some((name, value)) = names.into_iter().find_map(|name| lookup(&name).map(|value| (name, value))) else {
            continue;
        };
        let value = value.into_string().map_err(|_| Error::new(Code::Config, format!("{name} is not UTF-8 text")))?;
        if value.is_empty() {
            continue;
        }
        let value = key.kind.check(&value).map_err(|why| key.wrong(&value, &why, &name))?;
        found.push(Found { key, value, origin: Origin::Variable(name) });
    }
    Ok(found)
}

/// Refuses a variable that is spelled like a key's and is none: `COST_OPS_API_PROT`, or
/// `COST_OPS_DATABSE_URL`. Others that begin with `COST_OPS_` are not ours to judge.
///
/// # Errors
/// [`Code::Config`], with the nearest variable.
pub fn known_variables<'a>(names: impl Iterator<Item = &'a str>) -> Result<()> {
    let keys: Vec<String> = ALL.iter().map(|key| key.variable()).collect();
    let words = || keys.iter().filter_map(|key| key.strip_prefix(PREFIX));
    for name in names.filter(|name| !keys.iter().any(|key| key == name)) {
        let Some(word) = name.strip_prefix(PREFIX).filter(|word| !OTHER_VARIABLES.contains(word)) else { continue };
        let nearest = nearest(word, words());
        if nearest.is_some() || word.split_once('_').is_some_and(|(section, _)| is_section(section)) {
            let error = Error::new(Code::Config, format!("{name} is set, and there is no such configuration key"));
            return Err(match nearest {
                Some(nearest) => error.hint(format!("did you mean {PREFIX}{nearest}?")),
                None => error.hint("cost-ops config show lists every key"),
            });
        }
    }
    Ok(())
}

fn is_section(word: &str) -> bool {
    ALL.iter().filter_map(|key| key.name.split_once('.')).any(|(section, _)| section.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(vars: &[(&str, &str)]) -> Result<Config> {
        Config::load(&[], &|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).into()))
    }

    #[test]
    fn a_variable_is_named_after_its_key() {
        let config = load(&[("COST_OPS_DATABASE_POOL_SIZE", "7"), ("DATABASE_URL", "x.db")]).expect("valid");
        assert_eq!(config.whole(&keys::DATABASE_POOL_SIZE), Some(7));
        assert_eq!(config.find(&keys::DATABASE_URL).map(|f| f.origin.to_string()), Some("DATABASE_URL".into()));
        let both = load(&[("DATABASE_URL", "b.db"), ("COST_OPS_DATABASE_URL", "a.db")]).expect("valid");
        assert_eq!(both.text(&keys::DATABASE_URL), Some("a.db"));
    }

    #[test]
    fn a_wrong_variable_is_named_with_its_value() {
        let error = load(&[("COST_OPS_API_PORT", "http")]).expect_err("not a port");
        assert!(error.message.contains("COST_OPS_API_PORT") && error.message.contains("http"), "{error}");
    }

    #[test]
    fn a_misspelt_variable_is_named_with_the_nearest() {
        let hint = |name| known_variables([name].into_iter()).expect_err("no key").hint.unwrap_or_default();
        assert_eq!(hint("COST_OPS_API_PROT"), "did you mean COST_OPS_API_PORT?");
        assert_eq!(hint("COST_OPS_DATABSE_URL"), "did you mean COST_OPS_DATABASE_URL?");
        assert_eq!(hint("COST_OPS_EXPORT_COLOURS"), "cost-ops config show lists every key");
        let fine = ["COST_OPS_CONFIG", "COST_OPS_API_PORT", "COST_OPS_HOME", "COST_OPS_SHARED", "DATABASE_ULR", "PATH"];
        assert_eq!(known_variables(fine.into_iter()), Ok(()));
    }

    #[test]
    fn an_empty_variable_is_not_given() {
        assert_eq!(load(&[("COST_OPS_API_PORT", "")]).expect("valid").whole(&keys::API_PORT), Some(8080));
    }
}
