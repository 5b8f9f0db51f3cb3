//! `cost-ops auth user`: people who log in.

use clap::{Args, Subcommand};

use super::role;
use super::secret::{self, PasswordArgs};
use crate::auth;
use crate::cli::{Context, Failure, answer, unique};
use crate::domain::{Error, Role, User};
use crate::table::{Cell, Column, Kind, Table};

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
    let email = args.email.trim().to_lowercase();
    if !is_address(&email) {
        return Err(Error::validation(format!("{email} is no e-mail address")).hint("--email ann@example.com").into());
    }
    let password = secret::new_password(context, &args.password)?;
    auth::check_new(&password)?;
    let user = User {
        id: format!("usr_{}", &unique::id()[..16]),
        email,
        organization: args.organization.clone().filter(|name| !name.is_empty()),
        role: args.role,
        created: context.now,
        disabled: None,
        last_login: None,
    };
    context.ledger(true)?.add_user(&user, &auth::hash(&password)?)?;
    context.say(&format!("{} is added as {}", user.email, user.role));
    context.print(&format!("{}\n", user.id))
}

/// Something before and after one @, nothing that is no part of an address.
fn is_address(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '@');
    text.len() <= 254 && text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
}

fn list(context: &Context) -> Result<(), Failure> {
    let mut table = Table { title: "Users".into(), columns: columns(), ..Table::default() };
    table.zone = Some(context.zone());
    for user in answer::any_ledger(context)?.users()? {
        table.item(vec![
            Cell::text(&user.id),
            Cell::text(&user.email),
            Cell::Text(if user.disabled.is_some() { "disabled" } else { "active" }.into()),
            Cell::Text(user.role.to_string()),
            Cell::Text(user.organization.unwrap_or("all".into())),
            Cell::Instant(user.created),
            user.last_login.map_or(Cell::Empty, Cell::Instant),
        ]);
    }
    if table.rows.is_empty() {
        table.note(false, "there is no user yet: cost-ops auth user add --email ADDRESS adds one");
    }
    answer::give(context, &table, context.format(None))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", "Id", Kind::Text).priority(4),
        Column::new("email", "E-mail", Kind::Text),
        Column::new("state", "State", Kind::Text),
        Column::new("role", "Role", Kind::Text),
        Column::new("organization", "Organization", Kind::Text).priority(1),
        Column::new("created", "Created", Kind::Instant).priority(3),
        Column::new("last_login", "Last login", Kind::Instant).priority(2),
    ]
}
