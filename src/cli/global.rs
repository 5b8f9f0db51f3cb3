//! The flags every verb takes.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::domain::Tz;
use clap::{ArgAction, Args};

use super::zone;

/// Flags every verb takes; each wins over the environment and the configuration files.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Read this configuration file, and no other
    #[arg(short, long, global = true, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// The ledger
    ///
    /// A path, sqlite:PATH or sqlite::memory:.
    #[arg(long, global = true, value_name = "URL", visible_alias = "db")]
    pub database_url: Option<OsString>,
    /// Machine-readable output (and errors)
    #[arg(long, global = true)]
    pub json: bool,
    /// Write the result to FILE, or in the format: csv
    ///
    /// The words table, json, jsonl, csv, markdown, yaml, html and xlsx choose the format instead.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the --output file when it is there
    #[arg(long, global = true, hide_short_help = true)]
    pub force: bool,
    /// Days of this zone: Europe/Berlin
    ///
    /// Days, weeks and months begin and end in this zone.
    #[arg(short = 'z', long, global = true, value_name = "ZONE", value_parser = zone::parse, visible_alias = "timezone", alias = "zone")]
    pub tz: Option<Tz>,
    /// Exit with 7 when something was rejected or has no price
    #[arg(long, global = true, hide_short_help = true)]
    pub strict: bool,
    /// Say more on standard error: -v info, -vv debug, -vvv trace
    #[arg(short, long, global = true, action = ArgAction::Count, hide_short_help = true)]
    pub verbose: u8,
    /// Only the result and errors
    #[arg(short, long, global = true, hide_short_help = true)]
    pub quiet: bool,
    /// Fetch nothing: it never does, so that this changes nothing (for scripts of other tools)
    #[arg(short = 'O', long, global = true, hide_short_help = true)]
    pub offline: bool,
    /// No colors (NO_COLOR does the same)
    #[arg(long, global = true, hide_short_help = true)]
    pub no_color: bool,
    /// A server to ask instead of a local ledger
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub api_url: Option<String>,
    /// The key for --api-url; better in COST_OPS_API_KEY, where no process list shows it
    #[arg(long, global = true, value_name = "KEY", hide_short_help = true)]
    pub api_key: Option<String>,
    /// Seconds to wait for a server
    #[arg(long, global = true, value_name = "SECONDS", hide_short_help = true,
          value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: Option<u64>,
}
