//! Arguments of a verb that are made when the verb is meant.
//!
//! Owns: putting that off. Refuses to know: any verb. Every command is one of some forty, and to
//! describe them all took a third of the time a short one takes. Help, completions and man pages
//! are of all verbs, and in the order that comes of describing them at once.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Id};

/// Arguments whose description is put off.
#[derive(Debug)]
pub struct Later<T>(T);

thread_local! {
    /// Whether it is put off now.
    static PUT_OFF: Cell<bool> = const { Cell::new(false) };
}

/// Parses arguments by a description of which the most is put off.
pub(super) fn parsed<T>(parse: impl FnOnce() -> T) -> T {
    PUT_OFF.set(true);
    let parsed = parse();
    PUT_OFF.set(false);
    parsed
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
