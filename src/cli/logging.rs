//! Diagnostics: `tracing` events to standard error, or to the file the configuration names.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

use super::environment::Environment;
use super::{Failure, Global};
use crate::config::{Config, keys};
use crate::domain::{Code, Error};

/// Starts logging at the level of `-v`/`-q`, else RUST_LOG, else `logging.level`.
pub(super) fn start(global: &Global, env: &Environment, config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(directives(global, env, config)?).map_err(|error| {
        Error::new(Code::Config, format!("RUST_LOG cannot be understood: {error}")).hint("RUST_LOG=debug, for example")
    })?;
    let writer = match config.text(&keys::LOGGING_FILE) {
        Some(path) => {
            let opened = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
            BoxMakeWriter::new(Mutex::new(
                opened.map_err(|error| Error::new(Code::Io, format!("cannot open the log {path}: {error}")))?,
            ))
        }
        None => BoxMakeWriter::new(std::io::stderr),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(false);
    // A second start in one process (tests) keeps the first subscriber.
    let _ = match config.text(&keys::LOGGING_FORMAT) {
        Some("json") => builder.json().flatten_event(true).try_init(),
        _ => builder.try_init(),
    };
    Ok(())
}

fn directives(global: &Global, env: &Environment, config: &Config) -> Result<String, Failure> {
    let level = match (global.quiet, global.verbose) {
        (_, 3..) => "trace",
        (_, 2) => "debug",
        (_, 1) => "info",
        (true, 0) => "error",
        (false, 0) => {
            let configured = || config.text(&keys::LOGGING_LEVEL).map(str::to_owned);
            let told = env.text("RUST_LOG").filter(|told| !told.is_empty()).map(str::to_owned);
            return Ok(told.or_else(configured).unwrap_or_else(|| "warn".to_owned()));
        }
    };
    Ok(level.to_owned())
}
