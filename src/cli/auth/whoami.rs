//! `cost-ops auth whoami`: who one is, and where that comes from.

use std::path::PathBuf;

use super::credentials::Credentials;
use super::{authenticator, moment};
use crate::cli::{Context, Failure};
use crate::config::keys;
use crate::domain::{Identity, Role};
use crate::paths::Location;
use crate::report;

/// Shows the identity that a command has: of the key that is given, of the login, or of the owner
/// of the ledger file.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let given = context.global.api_key.clone().map(|key| (key, "--api-key".to_owned()));
    let configured =
        || context.config.find(&keys::API_KEY).map(|found| (found.value.to_string(), found.origin.to_string()));
    let (identity, origin) = match given.or_else(configured) {
        Some((key, origin)) => (identify(context, &key)?, origin),
        None => match Credentials::of_ledger(context)? {
            Some(login) => (identify(context, &login.access(context)?)?, "cost-ops auth login".to_owned()),
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
