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

use clap::{Args, Subcommand};

pub(super) use credentials::Credentials;

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
