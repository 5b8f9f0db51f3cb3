//! `cost-ops auth user`: people who log in.

use clap::{Args, Subcommand};

use super::role;
use super::secret::{self, PasswordArgs};
use crate::auth::UserWanted;
use crate::cli::{Context, Failure, answer};
use crate::domain::Role;
use crate::report;

/// What to do with users.
#[derive(Debug, Subcommand)]
pub(super) enum UserVerb {
    /// Add a user, with a password that is asked for
    Add(AddArgs),
    /// All users
    List,
    /// Disable a user: logins end with the next request
    Disable {
        /// The address or the id `user list` shows
        user: String,
    },
}

/// Arguments of `auth user add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The e-mail address to log in with
    #[arg(long)]
    email: String,
    /// viewer, analyst, engineer, admin or billing_admin
    #[arg(long, default_value = "viewer", value_parser = role)]
    role: Role,
    /// The only organization they see and write for; the whole ledger when not given
    #[arg(long)]
    organization: Option<String>,
    #[command(flatten)]
    password: PasswordArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, verb: &UserVerb) -> Result<(), Failure> {
    match verb {
        UserVerb::Add(args) => add(context, args),
        UserVerb::List => list(context),
        UserVerb::Disable { user } => {
            let user = context.ledger(true)?.disable_user(user, context.now)?;
            context.say(&format!("{} is disabled", user.email));
            Ok(())
        }
    }
}

fn add(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let wanted = UserWanted::new(&args.email, args.role, args.organization.clone())?;
    let password = secret::new_password(context, &args.password)?;
    let (user, hash) = wanted.make(&password, context.now)?;
    context.ledger(true)?.add_user(&user, &hash)?;
    context.say(&format!("{} is added as {}", user.email, user.role));
    context.print(&format!("{}\n", user.id))
}

fn list(context: &Context) -> Result<(), Failure> {
    let table = report::users(&answer::any_ledger(context)?.users()?, context.zone());
    answer::give(context, &table, context.format(None))
}
