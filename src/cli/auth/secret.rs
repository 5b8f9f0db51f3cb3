//! Passwords from standard input: typed without being seen, or handed over by a program.
//!
//! No password is ever an argument: a process list shows those to everyone.

use std::io::Read;

use clap::Args;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::cli::{Context, Failure};
use crate::domain::{Code, Error};

/// More is no password.
const MOST: u64 = 4096;

/// How a password is given.
#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// Read the password from standard input: the first line, without its end
    #[arg(long)]
    password_stdin: bool,
}

/// A password that is there already.
pub(super) fn password(context: &Context, args: &PasswordArgs) -> Result<String, Failure> {
    if args.password_stdin { from_stdin(context) } else { typed(context, "Password: ") }
}

/// A password that is being chosen: whoever types it does so twice.
pub(super) fn new_password(context: &Context, args: &PasswordArgs) -> Result<String, Failure> {
    if args.password_stdin {
        return from_stdin(context);
    }
    let first = typed(context, "Password: ")?;
    if typed(context, "The same again: ")? != first {
        return Err(Error::validation("the two are not the same; nothing was changed").into());
    }
    Ok(first)
}

fn from_stdin(context: &Context) -> Result<String, Failure> {
    let mut text = String::new();
    let mut stdin = context.stdin();
    stdin.by_ref().take(MOST).read_to_string(&mut text).map_err(unread)?;
    given(text.lines().next().unwrap_or_default())
}

fn typed(context: &Context, question: &str) -> Result<String, Failure> {
    if !context.can_ask() {
        let error = Error::new(Code::MissingField, "there is no terminal to ask for the password");
        return Err(error.hint("--password-stdin < FILE").into());
    }
    let terminal = std::io::stdin();
    let before = tcgetattr(&terminal).map_err(|error| unread(error.into()))?;
    let mut silent = before.clone();
    silent.local_modes.remove(LocalModes::ECHO);
    silent.local_modes.insert(LocalModes::ECHONL);
    context.prompt(question);
    tcsetattr(&terminal, OptionalActions::Flush, &silent).map_err(|error| unread(error.into()))?;
    let mut line = String::new();
    let read = terminal.read_line(&mut line);
    tcsetattr(&terminal, OptionalActions::Flush, &before).map_err(|error| unread(error.into()))?;
    read.map_err(unread)?;
    given(line.trim_end_matches(['\n', '\r']))
}

fn given(text: &str) -> Result<String, Failure> {
    match text {
        "" => Err(Error::new(Code::MissingField, "no password was given").into()),
        text => Ok(text.to_owned()),
    }
}

fn unread(error: std::io::Error) -> Failure {
    Error::new(Code::Io, format!("cannot read the password: {error}")).into()
}
