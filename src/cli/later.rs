//! Descriptions of the verb that is meant, and of no other.
//!
//! Owns: putting off what a verb's arguments are, leaving out the other verbs. Refuses to know: any verb. Every command is one of some forty, and to
//! describe them all took a third of the time a short one takes. Help, completions and man pages
//! are of all verbs, and in the order that comes of describing them at once.

use std::cell::Cell;
use std::ffi::OsString;
use std::ops::{Deref, DerefMut};

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Id, Parser};

/// Arguments whose description is put off.
#[derive(Debug)]
pub struct Later<T>(T);

thread_local! {
    /// Whether it is put off now.
    static PUT_OFF: Cell<bool> = const { Cell::new(false) };
}

/// What the arguments say, by a description of which the most is put off. What is to be said of them is said by the
/// whole one.
///
/// # Errors
/// What is wrong with them.
pub(super) fn parsed<T: Parser>(args: &[OsString]) -> Result<T, Error> {
    PUT_OFF.set(true);
    let parsed = as_meant(args);
    PUT_OFF.set(false);
    parsed.or_else(|_| T::try_parse_from(args))
}

/// By a description of no verb but the one that is named: each of the others would be given all flags that are for all.
fn as_meant<T: Parser>(args: &[OsString]) -> Result<T, Error> {
    let whole = T::command();
    let flags = || Command::new(whole.get_name().to_owned()).args(whole.get_arguments()).groups(whole.get_groups());
    let verb = args.iter().skip(1).find_map(|arg| whole.find_subcommand(arg));
    let meant = verb.map(|verb| flags().subcommand(verb));
    T::from_arg_matches_mut(&mut meant.unwrap_or(whole).try_get_matches_from(args)?)
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Args> Args for Later<T> {
    fn group_id() -> Option<Id> {
        T::group_id()
    }

    fn augment_args(command: Command) -> Command {
        match PUT_OFF.get() {
            true => command.defer(|command| named_as(&command.clone(), T::augment_args(command))),
            false => T::augment_args(command),
        }
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

/// What the verb says of itself stands: its arguments were described after it, not before.
fn named_as(verb: &Command, mut described: Command) -> Command {
    if let Some(about) = verb.get_about() {
        described = described.about(about.clone());
    }
    match verb.get_long_about() {
        Some(about) => described.long_about(about.clone()),
        None => described.long_about(None::<&str>),
    }
}

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Later)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches_mut(matches).map(Later)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }

    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches_mut(matches)
    }
}
