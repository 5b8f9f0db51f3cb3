//! Alerts of budgets: a thread that looks for them once something changed, beside all requests.
//!
//! Owns: when it looks. Refuses to know: which are due, how they are sent (`alert`).

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::api::Api;

/// How often it looks whether something changed.
const EVERY: Duration = Duration::from_secs(5);
/// How often it looks although nothing did: periods end, and what failed is tried again.
const ANYWAY: Duration = Duration::from_secs(60);
/// How soon it notices that the server ends.
const GLANCE: Duration = Duration::from_millis(50);
/// How long a delivery under way is waited for then; another process takes up what is left.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts it, where alerts go somewhere.
///
/// # Errors
/// When there is no thread to be had.
pub(super) fn start(api: &Arc<Api>) -> std::io::Result<Option<JoinHandle<()>>> {
    if api.settings.alerts.is_none() {
        return Ok(None);
    }
    let api = Arc::clone(api);
    Builder::new().name("alerts".into()).spawn(move || attend(&api)).map(Some)
}

/// Waits for the delivery under way, but not for long.
pub(super) fn wait(thread: &JoinHandle<()>) {
    let began = Instant::now();
    while !thread.is_finished() && began.elapsed() < PATIENCE {
        std::thread::sleep(GLANCE);
    }
}

fn attend(api: &Api) {
    let goes_on = || !api.draining.load(Ordering::Acquire);
    let (mut seen, mut looked) = (None, Instant::now());
    while goes_on() {
        let version = api.data_version().ok();
        if version != seen || looked.elapsed() >= ANYWAY {
            (seen, looked) = (version, Instant::now());
            look(api, &goes_on);
        }
        let began = Instant::now();
        while goes_on() && began.elapsed() < EVERY {
            std::thread::sleep(GLANCE);
        }
    }
}

fn look(api: &Api, goes_on: &dyn Fn() -> bool) {
    let Some(watch) = &api.settings.alerts else { return };
    match watch.look((api.settings.now)(), goes_on) {
        Ok(outcomes) => outcomes.iter().for_each(|outcome| {
            let outcome_text = outcome.to_string();
            if outcome.is_warning() {
                tracing::warn!(alert = outcome_text, "alert of a budget");
            } else {
                tracing::info!(alert = outcome_text, "alert of a budget");
            }
        }),
        Err(error) => tracing::warn!(%error, "alerts of budgets were not looked for"),
    }
}
