//! `cost-ops auth api-key`: making, listing and ending keys.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{role, scope};
use crate::auth::KeyWanted;
use crate::cli::remote::{Remote, segment};
use crate::cli::{Context, Failure, answer};
use crate::client::Asked;
use crate::domain::{Role, Scope};
use crate::report;

/// Where a server keeps keys.
const PATH: &str = "/api/v1/auth/api-keys";

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
            match context.remote()? {
                Some(remote) => remote.done(&Asked { method: "DELETE", ..Asked::get(&path(id), &[]) })?,
                None => context.ledger(true)?.revoke_key(id, context.now)?,
            }
            context.say(&format!("key {id} is revoked"));
            Ok(())
        }
    }
}

/// The path of a key.
fn path(id: &str) -> String {
    format!("{PATH}/{}", segment(id))
}

/// Has a server make a key, and shows it.
fn create_at(context: &Context, remote: &Remote, args: &CreateArgs) -> Result<(), Failure> {
    let scopes: Vec<_> = args.scopes.iter().map(|scope| scope.as_str()).collect();
    let made: Value = remote.post(
        PATH,
        &json!({
            "name": args.name,
            "role": args.role.as_str(),
            "scopes": scopes,
            "organization": args.organization,
            "expires": args.expires,
            "test": args.test,
        }),
    )?;
    if context.tells_json()? {
        return context.print_json(&made);
    }
    let text = |name: &str| made[name].as_str().unwrap_or_default().to_owned();
    context.say(&format!("key {} ({}); it is shown this once:", text("id"), text("role")));
    context.print(&format!("{}\n", text("key")))
}

fn create(context: &Context, args: &CreateArgs) -> Result<(), Failure> {
    if let Some(remote) = context.remote()? {
        return create_at(context, &remote, args);
    }
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
        return context.print_json(&issued.stated());
    }
    context.say(&format!("key {} ({}); it is shown this once:", issued.key.id, issued.key.role));
    context.print(&format!("{}\n", issued.text))
}

fn list(context: &Context) -> Result<(), Failure> {
    let table = match context.remote()? {
        Some(remote) => remote.table(PATH, &vec![("tz", context.zone().name().to_owned())])?,
        None => report::keys(&answer::any_ledger(context)?.keys()?, context.now, context.zone()),
    };
    answer::give(context, &table, context.format(None))
}
