//! Who may what, as tables: who one is, the keys, the users.
//!
//! Owns: their columns. Refuses to know: how callers are told apart. No secret is in any of them.

use chrono::{DateTime, Utc};

use crate::domain::{ApiKey, Identity, Tz, User};
use crate::table::{Cell, Column, Kind, Table};

/// An identity above, a permission a row.
pub fn who(identity: &Identity) -> Table {
    let cells = [
        ("subject", "Id", Cell::text(&identity.subject)),
        ("name", "Name", Cell::text(&identity.name)),
        ("organization", "Organization", Cell::Text(identity.organization.clone().unwrap_or("all".into()))),
        ("role", "Role", Cell::Text(identity.role.to_string())),
        ("via", "Known by", Cell::Text(identity.via.into())),
    ];
    let mut table = Table { title: "Who you are".into(), ..Table::default() };
    table.columns.push(Column::new("permission", "Permissions", Kind::Text));
    cells.into_iter().for_each(|(id, title, cell)| known(&mut table, id, title, cell));
    identity.scopes.iter().for_each(|scope| table.item(vec![Cell::Text(scope.to_string())]));
    table
}

/// Adds to [`who`] where the credentials were found.
pub fn who_from(table: &mut Table, origin: &str) {
    known(table, "origin", "From", Cell::text(origin));
}

fn known(table: &mut Table, id: &str, title: &str, cell: Cell) {
    table.fact(title, cell.clone());
    table.summary.push((id.to_owned(), cell));
}

/// Keys, with how they stand at an instant.
pub fn keys(keys: &[ApiKey], at: DateTime<Utc>, zone: Tz) -> Table {
    let columns = vec![
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
    ];
    let mut table = Table { title: "API keys".into(), columns, zone: Some(zone), ..Table::default() };
    for key in keys {
        let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
        table.item(vec![
            Cell::text(&key.id),
            Cell::text(&key.name),
            Cell::Text(key.state(at).into()),
            Cell::Text(key.role.to_string()),
            Cell::Text(key.confined_to().unwrap_or("all".into())),
            Cell::Text(scopes.join(" ")),
            Cell::Flag(key.test),
            Cell::Instant(key.created),
            key.expires.map_or(Cell::Empty, Cell::Instant),
            key.last_used.map_or(Cell::Empty, Cell::Instant),
        ]);
    }
    if keys.is_empty() {
        table.note(false, "there is no key yet: cost-ops auth api-key create --name NAME makes one");
    }
    table
}

/// Users.
pub fn users(users: &[User], zone: Tz) -> Table {
    let columns = vec![
        Column::new("id", "Id", Kind::Text).priority(4),
        Column::new("email", "E-mail", Kind::Text),
        Column::new("state", "State", Kind::Text),
        Column::new("role", "Role", Kind::Text),
        Column::new("organization", "Organization", Kind::Text).priority(1),
        Column::new("created", "Created", Kind::Instant).priority(3),
        Column::new("last_login", "Last login", Kind::Instant).priority(2),
    ];
    let mut table = Table { title: "Users".into(), columns, zone: Some(zone), ..Table::default() };
    for user in users {
        table.item(vec![
            Cell::text(&user.id),
            Cell::text(&user.email),
            Cell::Text(if user.disabled.is_some() { "disabled" } else { "active" }.into()),
            Cell::Text(user.role.to_string()),
            Cell::Text(user.organization.clone().unwrap_or("all".into())),
            Cell::Instant(user.created),
            user.last_login.map_or(Cell::Empty, Cell::Instant),
        ]);
    }
    if users.is_empty() {
        table.note(false, "there is no user yet: cost-ops auth user add --email ADDRESS adds one");
    }
    table
}
