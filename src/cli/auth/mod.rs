//! `cost-ops auth`: keys, users, logins, and who one is.
//!
//! Owns: the verbs under `auth` and what they share. Refuses to know: how secrets are made and
//! compared ([`crate::auth`]).

mod credentials;
mod keys;
mod login;
mod secret;
mod users;
mod whoami;

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};

use super::{Context, Failure};
use crate::auth::{Authenticator, Moment};
use crate::domain::{Error, Role, Scope};
use crate::store::Ledger;

/// Arguments of `auth`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops auth whoami
  cost-ops auth api-key create --name \"nightly job\" --role engineer --organization acme --expires 90d
  cost-ops auth user add --email ann@example.com --role analyst

Keys and users are for cost-ops server. On this machine whoever can write the ledger file may do
everything with it.")]
pub struct AuthArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Who you are, what you may do, and where that comes from
    Whoami,
    /// Keys for programs
    #[command(subcommand)]
    ApiKey(keys::KeyVerb),
    /// Log in with an e-mail address and a password
    Login(login::LoginArgs),
    /// End the login, here and at the server
    Logout,
    /// People who log in
    #[command(subcommand)]
    User(users::UserVerb),
}

/// Runs it.
pub(super) fn run(context: &Context, args: &AuthArgs) -> Result<(), Failure> {
    match &args.verb {
        Verb::Whoami => whoami::run(context),
        Verb::ApiKey(verb) => keys::run(context, verb),
        Verb::Login(args) => login::run(context, args),
        Verb::Logout => login::log_out(context),
        Verb::User(verb) => users::run(context, verb),
    }
}

/// The ledger, and who tells its callers apart.
fn authenticator(context: &Context) -> Result<(Ledger, Authenticator), Failure> {
    let ledger = context.ledger(true)?;
    let authenticator = Authenticator::beside(ledger.path())?;
    Ok((ledger, authenticator))
}

fn moment(context: &Context) -> Moment {
    Moment { at: context.now, since: Instant::now() }
}

fn role(name: &str) -> Result<Role, String> {
    Role::by_name(name).map_err(told)
}

fn scope(name: &str) -> Result<Scope, String> {
    Scope::by_name(name).map_err(told)
}

fn told(error: Error) -> String {
    error.hint.map_or(error.message.clone(), |hint| format!("{}: {hint}", error.message))
}

/// `90d`, `12w`, `24h`, or a date or instant in the future.
fn expiry(text: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
    let wrong = || {
        Error::validation(format!("{text} is no time for a key to expire"))
            .hint("a number of days, weeks or hours (90d, 12w, 24h), or a date in the future (2027-01-31)")
    };
    let span = |digits: &str, unit: fn(i64) -> Option<TimeDelta>| {
        digits.parse().ok().filter(|count| *count > 0).and_then(unit).and_then(|span| now.checked_add_signed(span))
    };
    let end = match text.trim().split_at_checked(text.trim().len().saturating_sub(1)) {
        Some((digits, "d")) => span(digits, TimeDelta::try_days),
        Some((digits, "w")) => span(digits, TimeDelta::try_weeks),
        Some((digits, "h")) => span(digits, TimeDelta::try_hours),
        _ => crate::domain::period::instant(text.trim()),
    };
    end.filter(|end| *end > now).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_expires_after_a_span_or_at_a_date() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
        let after = |text| expiry(text, now).map(|end| (end - now).num_hours());
        assert_eq!((after("90d"), after("1w"), after("24h")), (Ok(2160), Ok(168), Ok(24)));
        assert_eq!(expiry("2027-01-31", now).map(|end| end.to_rfc3339()), Ok("2027-01-31T00:00:00+00:00".into()));
        for wrong in ["", "d", "0d", "-1d", "90", "90m", "2020-01-01", "99999999999999d", "é", "9é"] {
            assert!(expiry(wrong, now).is_err(), "{wrong}");
        }
    }
}
