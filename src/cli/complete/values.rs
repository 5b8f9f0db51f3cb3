//! Which values an argument takes, and where they are found.
//!
//! Owns: the table from arguments to what may stand there. Refuses to know: shells.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::Arg;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::catalog::PriceBook;
use crate::cli::{Context, Environment, Global, configured, guide};
use crate::config::ALL as KEYS;
use crate::domain::{Role, Scope, Tz};
use crate::paths::Paths;
use crate::report::{DIMENSIONS, MEASURES, period};
use crate::store::Named;

/// More than anybody reads.
const MOST: u32 = 200;

/// What may stand in the place of an argument.
#[derive(Debug, Clone, Copy)]
pub(super) enum Values {
    /// Names of the ledger.
    Of(Named),
    /// Names of the ledger, then those of the price list.
    Priced(Named),
    Budgets,
    TagKeys,
    /// Dimensions, `tag:KEY` with the ledger's keys.
    Dimensions,
    Periods,
    Measures,
    Zones,
    Guides,
    Keys,
    Roles,
    Scopes,
    Prices,
}

/// Verbs whose models and providers need not have been used.
const PRICED: &[&str] = &["record", "ingest", "pricing", "what-if"];

/// What may stand where an argument of a verb stands; `None`: clap knows, or nobody does.
pub(super) fn of(verb: &str, arg: &Arg) -> Option<Values> {
    if !arg.get_possible_values().is_empty() {
        return None;
    }
    let first = verb.split(' ').next().unwrap_or_default();
    let name = |named| if PRICED.contains(&first) { Values::Priced(named) } else { Values::Of(named) };
    Some(match (first, arg.get_id().as_str()) {
        ("budget", "name" | "names") | ("run", "budget") => Values::Budgets,
        ("plan", "name") => Values::Of(Named::Plan),
        ("guide", "topic") => Values::Guides,
        ("config", "key") => Values::Keys,
        ("tags", "keys") => Values::TagKeys,
        ("what-if", "at") => Values::Priced(Named::Model),
        ("auth", "role") => Values::Roles,
        ("auth", "scopes") => Values::Scopes,
        ("diff", "a" | "b") => Values::Periods,
        (_, "provider") => name(Named::Provider),
        (_, "model") => name(Named::Model),
        (_, "organization") => Values::Of(Named::Organization),
        (_, "project") => Values::Of(Named::Project),
        (_, "user") => Values::Of(Named::User),
        (_, "source") => Values::Of(Named::Source),
        (_, "session") => Values::Of(Named::Session),
        (_, "branch") => Values::Of(Named::Branch),
        (_, "host") => Values::Of(Named::Host),
        (_, "tags") => Values::Of(Named::Tag),
        (_, "group_by" | "by" | "of" | "breakdown") => Values::Dimensions,
        (_, "sort") => Values::Measures,
        (_, "range") => Values::Periods,
        (_, "prices") => Values::Prices,
        (_, "tz") => Values::Zones,
        _ => return None,
    })
}

/// Whoever looks the values up: what is known of the command so far.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    env: Arc<Environment>,
    words: Arc<[OsString]>,
}

impl Asker {
    pub(super) fn new(env: &Environment, words: &[OsString]) -> Self {
        Asker { env: Arc::new(env.clone()), words: words.into() }
    }

    /// What clap's engine calls when it needs these values.
    pub(super) fn completer(&self, values: Values) -> ArgValueCompleter {
        let own = self.clone();
        ArgValueCompleter::new(move |current: &OsStr| {
            let start = current.to_str().unwrap_or_default();
            let found = own.found(values, start).into_iter().filter(|name| name.starts_with(start));
            found.take(MOST as usize).map(CompletionCandidate::new).collect::<Vec<_>>()
        })
    }

    fn found(&self, values: Values, start: &str) -> Vec<String> {
        let words = |words: &mut dyn Iterator<Item = &str>| words.map(str::to_owned).collect();
        match values {
            Values::Of(named) => self.names(named, start),
            Values::Priced(named) => [self.names(named, start), listed(named, start)].concat(),
            Values::Budgets => [self.names(Named::Budget, start), self.budgets_of_files()].concat(),
            Values::TagKeys => self.tag_keys(),
            Values::Dimensions => {
                let tags = self.tag_keys().into_iter().map(|key| format!("tag:{key}"));
                DIMENSIONS.iter().map(|(word, _)| (*word).to_owned()).chain(tags).collect()
            }
            Values::Periods => words(&mut period::WORDS.iter().map(|(word, _)| *word)),
            Values::Measures => MEASURES.iter().flat_map(|one| [one.id.to_owned(), format!("-{}", one.id)]).collect(),
            Values::Zones => words(&mut Tz::names()),
            Values::Guides => words(&mut guide::GUIDES.iter().map(|guide| guide.topic)),
            Values::Keys => words(&mut KEYS.iter().map(|key| key.name)),
            Values::Roles => words(&mut Role::ALL.iter().map(|role| role.as_str())),
            Values::Scopes => words(&mut Scope::ALL.iter().map(|scope| scope.as_str())),
            Values::Prices => words(&mut ["current", "recorded"].into_iter()),
        }
    }

    /// The command as far as it decides which ledger is meant.
    fn context(&self) -> Option<Context> {
        let global = Global {
            database_url: super::given(&self.words, &["--database-url", "--db"]),
            config: super::given(&self.words, &["--config", "-c"]).map(Into::into),
            ..Global::default()
        };
        let env = (*self.env).clone();
        let paths = Paths::new(env.home(), env.get("XDG_CONFIG_HOME"), env.get("XDG_DATA_HOME"));
        let config = configured(&global, &env, &paths).ok()?;
        Some(Context::new(global, env, config, paths))
    }

    fn names(&self, of: Named, start: &str) -> Vec<String> {
        let ledger = self.context().and_then(|context| context.ledger(false).ok());
        ledger.and_then(|ledger| ledger.names(of, start, MOST).ok()).unwrap_or_default()
    }

    fn tag_keys(&self) -> Vec<String> {
        let tags = self.names(Named::Tag, "");
        let mut keys: Vec<String> = tags.iter().filter_map(|tag| Some(tag.split_once('=')?.0.to_owned())).collect();
        keys.dedup();
        keys
    }

    fn budgets_of_files(&self) -> Vec<String> {
        let context = self.context();
        let budgets = context.iter().flat_map(|context| context.config.budgets());
        budgets.map(|found| found.budget.name.clone()).collect()
    }
}

/// Names of the price list in the program.
fn listed(named: Named, start: &str) -> Vec<String> {
    let all = PriceBook::new(Vec::new()).list(None, None).into_iter();
    let names = all.map(|one| if named == Named::Provider { one.provider } else { one.model });
    let mut names: Vec<String> = names.filter(|name| name.starts_with(start)).collect();
    names.sort_unstable();
    names.dedup();
    names
}
