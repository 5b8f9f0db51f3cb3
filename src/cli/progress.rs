//! Progress of long work, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over bytes read (a spinner when the size is not known), with a count of records.
pub struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(name: &str, bytes: Option<u64>, shown: bool) -> Self {
        if !shown {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr_with_hz(10));
        let layout = match bytes {
            Some(_) => "{prefix} {bar:24} {bytes}/{total_bytes} {msg} {eta}",
            None => "{prefix} {spinner} {bytes} {msg} {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(layout) {
            bar.set_style(style);
        }
        bar.set_prefix(crate::domain::text::visible(name).into_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    /// A spinner for work of a few long steps.
    pub(super) fn steps(name: &str, shown: bool) -> Self {
        let progress = Progress::new(name, None, shown);
        if let Ok(style) = ProgressStyle::with_template("{prefix} {spinner} {msg} {elapsed}") {
            progress.0.set_style(style);
        }
        progress
    }

    /// This step has begun.
    pub fn step(&self, name: &str) {
        self.0.set_message(name.to_owned());
    }

    /// So many bytes and records so far.
    pub fn at(&self, bytes: u64, records: u64) {
        if self.0.is_hidden() {
            return;
        }
        self.0.set_position(bytes);
        self.0.set_message(format!("{records} records"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
