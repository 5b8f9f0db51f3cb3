//! Diagnostics: `tracing` events to standard error, or to the file the configuration names.

use std::path::Path;
use std::time::Duration;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::prelude::*;

use super::environment::Environment;
use super::log_file::{LogFile, Rotation};
use super::{Failure, Global};
use crate::config::{Config, keys};
use crate::domain::{Code, Error};

/// Starts logging at the level of `-v`/`-q`, else RUST_LOG, else `logging.level`.
pub(super) fn start(global: &Global, env: &Environment, config: &Config) -> Result<(), Failure> {
    // Levels by target only: filters by span and field would bring a whole engine of regular expressions.
    let filter: Targets = directives(global, env, config)?.parse().map_err(|error| {
        Error::new(Code::Config, format!("RUST_LOG cannot be understood: {error}")).hint("RUST_LOG=debug, for example")
    })?;
    let writer = match config.text(&keys::LOGGING_FILE) {
        Some(path) => {
            let opened = LogFile::open(Path::new(path), rotation(config));
            BoxMakeWriter::new(
                opened.map_err(|error| Error::new(Code::Io, format!("cannot open the log {path}: {error}")))?,
            )
        }
        None => BoxMakeWriter::new(std::io::stderr),
    };
    let layer = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    let layer = match config.text(&keys::LOGGING_FORMAT) {
        Some("json") => layer.json().flatten_event(true).boxed(),
        _ => layer.boxed(),
    };
    // A second start in one process (tests) keeps the first subscriber.
    let _ = tracing_subscriber::registry().with(layer).with(filter).try_init();
    Ok(())
}

pub(super) fn rotation(config: &Config) -> Rotation {
    let number = |key| config.whole(key).unwrap_or_default();
    Rotation {
        max_bytes: number(&keys::LOGGING_ROTATION_MAX_SIZE_MB).saturating_mul(1_000_000),
        max_backups: usize::try_from(number(&keys::LOGGING_ROTATION_MAX_BACKUPS)).unwrap_or(usize::MAX),
        max_age: Duration::from_secs(number(&keys::LOGGING_ROTATION_MAX_AGE_DAYS).saturating_mul(86_400)),
        compress: config.flag(&keys::LOGGING_ROTATION_COMPRESS),
    }
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
