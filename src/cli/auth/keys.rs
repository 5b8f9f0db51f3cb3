//! `cost-ops auth api-key`: making, listing and ending keys.

use clap::{Args, Subcommand};

use super::{role, scope};
use crate::auth::KeyWanted;
use crate::cli::{Context, Failure, answer};
use crate::domain::{Role, Scope};
use crate::report;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(super) enum KeyVerb {
    /// All keys; never their secrets
    List,
    /// Make a key and show it, this once
    Create(CreateArgs),
    /// End a key: the next request with it is refused
    Revoke {
        /// The id `api-key list` shows
        id: String,
    },
}

/// Arguments of `auth api-key create`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops auth api-key create --name \"nightly job\" --organization acme --expires 90d
  cost-ops auth api-key create --name dashboard --role viewer
  cost-ops auth api-key create --name ci --scopes usage:write --test

Only the key is printed on standard output: KEY=$(cost-ops auth api-key create --name ci)")]
pub(super) struct CreateArgs {
    /// What the key is for
    #[arg(long)]
    name: String,
    /// viewer, analyst, engineer, admin or billing_admin
    #[arg(long, default_value = "engineer", value_parser = role)]
    role: Role,
    /// Only these of the role's scopes, with commas between them: usage:write,costs:read
    #[arg(long, value_delimiter = ',', value_parser = scope)]
    scopes: Vec<Scope>,
    /// The only organization it sees and writes for; the whole ledger when not given
    #[arg(long)]
    organization: Option<String>,
    /// When it ends: 90d, 12w, 24h or a date; never when not given
    #[arg(long, value_name = "WHEN")]
    expires: Option<String>,
    /// Confine it to test data: what it records is kept under the organization `test`
    #[arg(long)]
    test: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, verb: &KeyVerb) -> Result<(), Failure> {
    match verb {
        KeyVerb::List => list(context),
        KeyVerb::Create(args) => create(context, args),
        KeyVerb::Revoke { id } => {
            context.ledger(true)?.revoke_key(id, context.now)?;
            context.say(&format!("key {id} is revoked"));
            Ok(())
        }
    }
}

fn create(context: &Context, args: &CreateArgs) -> Result<(), Failure> {
    let wanted = KeyWanted {
        name: args.name.clone(),
        role: args.role,
        scopes: args.scopes.clone(),
        organization: args.organization.clone(),
        expires: args.expires.clone(),
        test: args.test,
    };
    let issued = wanted.make(context.now)?;
    context.ledger(true)?.add_key(&issued.key, &issued.secret)?;
    if context.tells_json()? {
        return context.print(&format!("{}\n", issued.stated()));
    }
    context.say(&format!("key {} ({}); it is shown this once:", issued.key.id, issued.key.role));
    context.print(&format!("{}\n", issued.text))
}

fn list(context: &Context) -> Result<(), Failure> {
    let table = report::keys(&answer::any_ledger(context)?.keys()?, context.now, context.zone());
    answer::give(context, &table, context.format(None))
}
