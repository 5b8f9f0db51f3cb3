//! Alerts of budgets, as the configuration has them: after what may have crossed a threshold they
//! are looked for, and what came of it is said on standard error.
//!
//! Owns: when that is, and where the secret comes from. It never fails a command, nor delays it by
//! more than `alerts.timeout_secs`. Refuses to know: which alerts are due, how they are sent.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use super::environment::now;
use super::{Context, Failure, unique};
use crate::alert::{Outcome, Program, Watch, Ways, Webhook};
use crate::config::{Key, Origin, keys};
use crate::domain::{Code, Error};

/// More is no secret.
const MOST: u64 = 4096;

/// Looks for alerts and sends those that are due.
pub(super) fn look(context: &Context) {
    let looked = watch(context).and_then(|watch| match watch {
        Some(watch) => Ok(watch.look(now(), &|| true)?),
        None => Ok(Vec::new()),
    });
    match looked {
        Ok(outcomes) => tell(context, &outcomes),
        Err(failure) => context.warn(&format!("no alerts of budgets: {}", failure.error)),
    }
}

/// Looks for them beside something that must not wait.
pub(super) struct Beside {
    watch: Option<Watch>,
    under_way: Option<JoinHandle<Result<Vec<Outcome>, Error>>>,
}

impl Beside {
    /// As the configuration says; what is wrong with it is said.
    pub(super) fn new(context: &Context) -> Beside {
        let watch = watch(context).unwrap_or_else(|failure| {
            context.warn(&format!("no alerts of budgets: {}", failure.error));
            None
        });
        Beside { watch, under_way: None }
    }

    /// Begins to look, unless that is still under way, and says what came of the look before.
    pub(super) fn look(&mut self, context: &Context) {
        let Some(watch) = &self.watch else { return };
        if self.under_way.as_ref().is_none_or(JoinHandle::is_finished) {
            let watch = watch.clone();
            let next = std::thread::spawn(move || watch.look(now(), &|| true));
            Self::told(context, self.under_way.replace(next));
        }
    }

    /// Waits for the look under way, and looks once more.
    pub(super) fn end(&mut self, context: &Context) {
        Self::told(context, self.under_way.take());
        self.look(context);
        Self::told(context, self.under_way.take());
    }

    fn told(context: &Context, looked: Option<JoinHandle<Result<Vec<Outcome>, Error>>>) {
        match looked.map(JoinHandle::join) {
            Some(Ok(Ok(outcomes))) => tell(context, &outcomes),
            Some(Ok(Err(error))) => context.warn(&format!("no alerts of budgets: {error}")),
            // A panic has said so itself.
            Some(Err(_)) | None => {}
        }
    }
}

/// Says what came of it.
pub(super) fn tell(context: &Context, outcomes: &[Outcome]) {
    for outcome in outcomes {
        let text = outcome.to_string();
        if outcome.is_warning() { context.warn(&text) } else { context.say(&text) }
    }
}

/// Says which keys are in the file of a folder and not taken from it.
pub(super) fn tell_refused(context: &Context) {
    for found in context.config.refused() {
        let own = context.paths.user_config.as_ref().map_or("your own file".into(), |path| path.display().to_string());
        context.warn(&format!(
            "{} in {} is not heeded: the file of a folder has no say in what is run or sent; it belongs into {own}",
            found.key.name, found.origin
        ));
    }
}

/// What alerts are looked for with; nothing when they go nowhere.
///
/// # Errors
/// For a way that cannot be gone as it is configured.
pub(super) fn watch(context: &Context) -> Result<Option<Watch>, Failure> {
    let ways = ways(context)?;
    if ways.all().is_empty() {
        return Ok(None);
    }
    let files = context.config.budgets().iter().map(|found| (found.budget.clone(), found.place.clone()));
    Ok(Some(Watch {
        ledger: context.open_options(true)?,
        files: files.collect(),
        zone: context.zone(),
        rates: context.exchange_rates()?,
        ways,
        unique: unique::id,
    }))
}

/// The ways that are configured.
///
/// # Errors
/// For a program that depends on the folder, an address that is none, a secret that is missing or
/// that others can read.
pub(super) fn ways(context: &Context) -> Result<Ways, Failure> {
    let patience = Duration::from_secs(context.config.whole(&keys::ALERTS_TIMEOUT_SECS).unwrap_or(10));
    Ok(Ways { command: command(context)?, webhook: webhook(context)?, patience })
}

fn command(context: &Context) -> Result<Option<Program>, Failure> {
    let Some(json) = context.config.text(&keys::ALERTS_COMMAND) else { return Ok(None) };
    let mut words = serde_json::from_str::<Vec<String>>(json).unwrap_or_default().into_iter();
    let program = context.paths.expand(PathBuf::from(words.next().unwrap_or_default()));
    if program.is_relative() && program.components().count() > 1 {
        let error =
            Error::new(Code::Config, format!("alerts.command is {}, which depends on the folder", program.display()));
        return Err(error.hint("a whole path, or a name that is found on PATH").into());
    }
    Ok(Some(Program { program: program.into_os_string(), args: words.map(Into::into).collect() }))
}

fn webhook(context: &Context) -> Result<Option<Webhook>, Failure> {
    let Some(url) = context.config.text(&keys::ALERTS_WEBHOOK_URL) else { return Ok(None) };
    if !["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err(
            Error::new(Code::Config, "alerts.webhook_url is no address: it begins with https:// or http://").into()
        );
    }
    let Some(secret) = secret(context)? else {
        let error = Error::new(Code::Config, "alerts.webhook_url is set, and there is no secret to sign with");
        let variable = keys::ALERTS_WEBHOOK_SECRET.variable();
        return Err(error.hint(format!("{variable} in the environment, or alerts.webhook_secret_file")).into());
    };
    Ok(Some(Webhook { url: url.to_owned(), secret }))
}

/// From the environment, from a configuration file that only its owner can read, or from a file of
/// its own.
fn secret(context: &Context) -> Result<Option<String>, Failure> {
    if let Some(found) = context.config.find(&keys::ALERTS_WEBHOOK_SECRET) {
        if let Origin::File { path, .. } = &found.origin {
            let about = path.metadata().map_err(|error| unreadable(path, &error))?;
            refuse_shared(path, &about, &keys::ALERTS_WEBHOOK_SECRET)?;
        }
        return Ok(Some(found.value.clone()).filter(|secret| !secret.is_empty()));
    }
    let Some(path) = context.config.text(&keys::ALERTS_WEBHOOK_SECRET_FILE) else { return Ok(None) };
    let path = context.paths.expand(PathBuf::from(path));
    let file = std::fs::File::open(&path).map_err(|error| unreadable(&path, &error))?;
    let about = file.metadata().map_err(|error| unreadable(&path, &error))?;
    refuse_shared(&path, &about, &keys::ALERTS_WEBHOOK_SECRET_FILE)?;
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).map_err(|error| unreadable(&path, &error))?;
    match text.trim() {
        "" => Err(Error::new(Code::Config, format!("{} has no secret in it", path.display())).into()),
        secret => Ok(Some(secret.to_owned())),
    }
}

fn refuse_shared(path: &Path, about: &std::fs::Metadata, key: &Key) -> Result<(), Failure> {
    if about.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    let error = Error::new(Code::Config, format!("others can read {}, which {} is in", path.display(), key.name));
    Err(error.hint(format!("chmod 600 {}", path.display())).into())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Error::new(Code::Config, format!("cannot read the secret of alerts from {}: {error}", path.display())).into()
}
