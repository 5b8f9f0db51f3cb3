//! The address a command can post its usage to: the server itself, on this machine only, for as
//! long as the command lasts.
//!
//! Owns: the token that opens it, and nothing else with it. Refuses to know: HTTP, records.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::super::server::{ServerArgs, settings};
use super::{Context, Failure, unique};
use crate::auth::Authenticator;
use crate::domain::{Code, Error, Identity, Labels, Role, Scope};
use crate::server::{self, Authenticate, Credentials, Running, Settings};
use crate::store::Ledger;

/// Threads that answer: one command does not post from many places.
const WORKERS: usize = 2;

/// The address, while it is there.
pub(super) struct Inlet {
    running: Running,
    token: String,
}

impl Inlet {
    /// Opens it; what is posted gets these tags.
    ///
    /// # Errors
    /// When there is no port to be had, or the ledger cannot be written.
    pub(super) fn open(context: &Context, tags: &[(String, String)]) -> Result<Inlet, Failure> {
        let token = format!("run-{}", unique::id());
        let mut labels = Labels::default();
        tags.iter().for_each(|(key, value)| labels.tag(key, value));
        let args = ServerArgs { port: Some(0), bind: None, workers: None, profile: None };
        let usual = settings(context, &args, |_| Authenticator::beside(None))?;
        let running = server::start(Settings {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            metrics: None,
            workers: WORKERS,
            open_to_loopback: false,
            rate: None,
            cache: None,
            // Looked for by the run itself.
            alerts: None,
            labels,
            auth: Arc::new(OneRun(token.clone())),
            ..usual
        })?;
        Ok(Inlet { running, token })
    }

    /// What the command is handed.
    pub(super) fn variables(&self) -> [(OsString, OsString); 2] {
        let url = format!("http://{}/api/v1/usage", self.running.address());
        [("COST_OPS_INGEST_URL".into(), url.into()), ("COST_OPS_INGEST_TOKEN".into(), self.token.clone().into())]
    }

    /// Records that were posted and are in the ledger.
    pub(super) fn accepted(&self) -> u64 {
        self.running.accepted()
    }

    /// Closes it; what is under way is finished first.
    pub(super) fn close(self) {
        self.running.stop();
    }
}

/// Knows one token, which may add usage.
struct OneRun(String);

impl Authenticate for OneRun {
    fn identify(&self, shown: Credentials<'_>, _: DateTime<Utc>, _: &mut Ledger) -> Result<Identity, Error> {
        match shown {
            Credentials::Secret(secret) if is_same(secret, &self.0) => Ok(Identity {
                subject: "run".to_owned(),
                name: "run".to_owned(),
                organization: None,
                role: Role::Viewer,
                scopes: vec![Scope::UsageWrite],
                via: "token",
                test: false,
            }),
            Credentials::Secret(_) => Err(Error::new(Code::InvalidToken, "the token is not that of this run")),
            _ => Err(Error::new(Code::MissingCredentials, "Missing authentication credentials")
                .hint("Authorization: Bearer $COST_OPS_INGEST_TOKEN")),
        }
    }
}

/// Takes as long wherever they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other));
    one.len() == other.len() && differs == 0
}
