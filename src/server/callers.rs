//! Who asks: what a client shows, taken to the keys and logins of the ledger.
//!
//! Owns: what is said when nothing is shown. Refuses to know: how secrets are compared.

use std::time::Instant;

use chrono::{DateTime, Utc};

use super::settings::{Authenticate, Credentials};
use crate::auth::{Authenticator, Moment};
use crate::domain::{Code, Error, Identity, Result};
use crate::store::Ledger;

impl Authenticate for Authenticator {
    fn identify(&self, shown: Credentials<'_>, at: DateTime<Utc>, ledger: &mut Ledger) -> Result<Identity> {
        let Credentials::Secret(secret) = shown else { return Err(missing()) };
        Authenticator::identify(self, secret, ledger, Moment { at, since: Instant::now() })
    }
}

/// Nothing was shown.
pub(super) fn missing() -> Error {
    Error::new(Code::MissingCredentials, "Missing authentication credentials")
        .hint("Authorization: Bearer KEY; cost-ops auth api-key create --name NAME makes a key")
}
