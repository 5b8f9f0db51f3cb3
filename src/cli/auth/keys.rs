//! `cost-ops auth api-key`: making, listing and ending keys.

use clap::{Args, Subcommand};

use super::{expiry, role, scope};
use crate::auth;
use crate::cli::{Context, Failure};
use crate::domain::{ApiKey, Error, Role, Scope};
use crate::table::{Cell, Column, Kind, Table};

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
    let scopes = args.role.narrowed(&args.scopes)?;
    if args.test && args.role == Role::Admin {
        return Err(Error::validation("a test key cannot be an admin's: it is confined to test data")
            .hint("--role engineer")
            .into());
    }
    let expires = args.expires.as_deref().map(|text| expiry(text, context.now)).transpose()?;
    let made = auth::mint(args.role == Role::Admin, args.test)?;
    let key = ApiKey {
        id: made.id,
        name: args.name.clone(),
        organization: args.organization.clone().filter(|name| !name.is_empty()),
        role: args.role,
        scopes,
        test: args.test,
        created: context.now,
        expires,
        revoked: None,
        last_used: None,
    };
    context.ledger(true)?.add_key(&key, &made.secret)?;
    if context.tells_json()? {
        return context.print(&format!("{}\n", machine(&key, &made.text)));
    }
    context.say(&format!("key {} ({}); it is shown this once:", key.id, key.role));
    context.print(&format!("{}\n", made.text))
}

fn machine(key: &ApiKey, text: &str) -> serde_json::Value {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    serde_json::json!({
        "id": key.id,
        "key": text,
        "name": key.name,
        "organization": key.organization,
        "role": key.role.as_str(),
        "scopes": scopes,
        "test": key.test,
        "created": key.created.to_rfc3339(),
        "expires": key.expires.map(|at| at.to_rfc3339()),
    })
}

fn list(context: &Context) -> Result<(), Failure> {
    let mut table = Table { title: "API keys".into(), columns: columns(), ..Table::default() };
    table.zone = Some(context.zone());
    for key in crate::cli::answer::any_ledger(context)?.keys()? {
        table.item(cells(&key, context));
    }
    if table.rows.is_empty() {
        table.note(false, "there is no key yet: cost-ops auth api-key create --name NAME makes one");
    }
    crate::cli::answer::give(context, &table, context.format(None))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", "Id", Kind::Text),
        Column::new("name", "Name", Kind::Text),
        Column::new("state", "State", Kind::Text),
        Column::new("role", "Role", Kind::Text).priority(1),
        Column::new("organization", "Organization", Kind::Text).priority(2),
        Column::new("scopes", "Scopes", Kind::Text).hidden(),
        Column::new("test", "Test", Kind::Flag).priority(5),
        Column::new("created", "Created", Kind::Instant).priority(4),
        Column::new("expires", "Expires", Kind::Instant).priority(3),
        Column::new("last_used", "Last used", Kind::Instant).priority(3),
    ]
}

fn cells(key: &ApiKey, context: &Context) -> Vec<Cell> {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    vec![
        Cell::text(&key.id),
        Cell::text(&key.name),
        Cell::Text(key.state(context.now).into()),
        Cell::Text(key.role.to_string()),
        Cell::Text(key.confined_to().unwrap_or("all".into())),
        Cell::Text(scopes.join(" ")),
        Cell::Flag(key.test),
        Cell::Instant(key.created),
        key.expires.map_or(Cell::Empty, Cell::Instant),
        key.last_used.map_or(Cell::Empty, Cell::Instant),
    ]
}
