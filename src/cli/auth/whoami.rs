//! `cost-ops auth whoami`: who one is, and where that comes from.

use std::path::PathBuf;

use super::credentials::Credentials;
use super::{authenticator, moment};
use crate::cli::{Context, Failure};
use crate::domain::{Identity, Role};
use crate::paths::Location;
use crate::report;

/// Where a login comes from.
const LOGIN: &str = "cost-ops auth login";

/// Shows the identity that a command has: of the key that is given, of the login, or of the owner
/// of the ledger file.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    if let Some(remote) = context.remote()? {
        let mut table = remote.table("/api/v1/auth/whoami", &Vec::new())?;
        let origin = context.api_key().map_or_else(|| LOGIN.to_owned(), |(_, origin)| origin);
        report::who_from(&mut table, &origin);
        return context.show(&table);
    }
    let (identity, origin) = match context.api_key() {
        Some((key, origin)) => (identify(context, &key)?, origin),
        None => match Credentials::of_ledger(context)? {
            Some(login) => (identify(context, &login.access(context)?)?, LOGIN.to_owned()),
            None => owner(context)?,
        },
    };
    let mut table = report::who(&identity);
    report::who_from(&mut table, &origin);
    context.show(&table)
}

fn identify(context: &Context, credential: &str) -> Result<Identity, Failure> {
    let (mut ledger, authenticator) = authenticator(context)?;
    Ok(authenticator.identify(credential, &mut ledger, moment(context))?)
}

/// Whoever may write the file may do everything with it.
fn owner(context: &Context) -> Result<(Identity, String), Failure> {
    let path = match context.location()? {
        Location::File(path) => path,
        Location::Memory => PathBuf::from(":memory:"),
    };
    let name = ["USER", "LOGNAME"].into_iter().find_map(|name| context.env.text(name)).unwrap_or("local");
    let identity = Identity {
        subject: name.to_owned(),
        name: name.to_owned(),
        organization: None,
        role: Role::Admin,
        scopes: Role::Admin.scopes().to_vec(),
        via: "owner of the ledger file",
        test: false,
    };
    Ok((identity, path.display().to_string()))
}
