//! `cost-ops auth user`: people who log in.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::role;
use super::secret::{self, PasswordArgs};
use crate::auth::UserWanted;
use crate::cli::remote::segment;
use crate::cli::{Context, Failure, answer};
use crate::client::Asked;
use crate::domain::Role;
use crate::report;

/// Where a server keeps users.
const PATH: &str = "/api/v1/auth/users";

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
            let email = match context.remote()? {
                Some(remote) => {
                    let path = format!("{PATH}/{}", segment(user));
                    let user: Value = remote.json(&Asked { method: "DELETE", ..Asked::get(&path, &[]) })?;
                    user["email"].as_str().unwrap_or_default().to_owned()
                }
                None => context.ledger(true)?.disable_user(user, context.now)?.email,
            };
            context.say(&format!("{email} is disabled"));
            Ok(())
        }
    }
}

fn add(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let wanted = UserWanted::new(&args.email, args.role, args.organization.clone())?;
    let password = secret::new_password(context, &args.password)?;
    if let Some(remote) = context.remote()? {
        let body = json!({
            "email": args.email,
            "password": password,
            "role": args.role.as_str(),
            "organization": args.organization,
        });
        let user: Value = remote.post(PATH, &body)?;
        context.say(&format!("{} is added as {}", user["email"].as_str().unwrap_or_default(), args.role));
        return context.print(&format!("{}\n", user["id"].as_str().unwrap_or_default()));
    }
    let (user, hash) = wanted.make(&password, context.now)?;
    context.ledger(true)?.add_user(&user, &hash)?;
    context.say(&format!("{} is added as {}", user.email, user.role));
    context.print(&format!("{}\n", user.id))
}

fn list(context: &Context) -> Result<(), Failure> {
    let table = match context.remote()? {
        Some(remote) => remote.table(PATH, &vec![("tz", context.zone().name().to_owned())])?,
        None => report::users(&answer::any_ledger(context)?.users()?, context.zone()),
    };
    answer::give(context, &table, context.format(None))
}
