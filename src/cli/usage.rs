//! What clap has to say: help, the version, and arguments it does not understand.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use clap::builder::StyledStr;
use clap::error::ErrorKind;

use super::environment::Environment;
use super::{Failure, help, terminal};
use crate::domain::text::visible_lines;
use crate::domain::{Code, Error};

/// Whether the arguments ask for machine-readable errors, before they are understood.
pub(super) fn wants_json(args: &[OsString]) -> bool {
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--").peekable();
    while let Some(arg) = args.next() {
        let next_is_json = || args.clone().next().is_some_and(|next| next == "json");
        if arg == "--json" || arg == "--output=json" || ((arg == "-o" || arg == "--output") && next_is_json()) {
            return true;
        }
    }
    false
}

/// Whether nothing but the version is asked for, which scripts do often: the tree of all commands
/// takes longer to make than the answer.
pub(super) fn asks_version(only: &OsString) -> bool {
    only == "--version" || only == "-V"
}

/// Tells the version, as clap would. Returns the exit code.
pub(super) fn version() -> Result<u8, Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))?;
    out.flush()?;
    Ok(0)
}

/// Help and version are results; everything else is a failure of usage. Returns the exit code.
pub(super) fn tell(error: &clap::Error, as_json: bool, env: &Environment) -> Result<u8, Failure> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut out = std::io::stdout().lock();
        let text = text(error);
        let colored = terminal::color(env, false, out.is_terminal());
        if colored { write!(out, "{}", text.ansi()) } else { write!(out, "{text}") }?;
        out.flush()?;
        return Ok(0);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !as_json {
        let _ = write!(std::io::stderr(), "{}", error.render());
        return Ok(2);
    }
    Err(failure(error).into())
}

/// What clap says; its first page of help under our headings. `help` is written out for `--help`.
fn text(error: &clap::Error) -> StyledStr {
    let text = error.render();
    let plain = text.to_string();
    let first_page = error.kind() == ErrorKind::DisplayHelp && plain.contains("Usage: cost-ops [OPTIONS] [COMMAND]\n");
    // Only the long help has the global options that are rarely needed.
    match first_page {
        true => help::page(plain.contains("--api-url")),
        false if plain.contains("(see more with '--help')") => without_remarks(&text),
        false => text,
    }
}

/// The short help as far as its examples: what is said after them is for those who read on.
fn without_remarks(text: &StyledStr) -> StyledStr {
    let all = text.ansi().to_string();
    let examples = all.find("\nExamples:\n").map_or(0, |at| at + 1);
    let end = all[examples..].find("\n\n").map_or(all.len(), |at| examples + at + 1);
    if examples == 0 { text.clone() } else { StyledStr::from(all[..end].to_owned()) }
}

/// The error in our own shape: the first paragraph, the tips and the usage line as the hint.
fn failure(error: &clap::Error) -> Error {
    let text = visible_lines(&error.render().to_string());
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let mut paragraphs = text.split("\n\n");
    let message = paragraphs.next().unwrap_or_default().trim().to_owned();
    let rest = paragraphs.filter(|paragraph| !paragraph.starts_with("For more information"));
    let hint: Vec<_> = rest.map(|paragraph| paragraph.trim().replace("\n  ", "\n")).collect();
    let hint = hint.join("\n");
    let hint = hint.strip_prefix("tip: ").unwrap_or(&hint).to_owned();
    let error = Error::new(Code::Validation, message);
    match hint.is_empty() {
        // It says already what was meant.
        true if error.message.contains("did you mean") => error,
        true => error.hint("cost-ops help"),
        false => error.hint(hint),
    }
}
