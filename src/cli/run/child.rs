//! The command as a process group of its own, with the terminal when it is its turn.
//!
//! Owns: starting it, passing signals on, stopping it and all it started, lending it the terminal.
//! Refuses to know: why it is stopped.
//!
//! A command that writes to the terminal gets it at once. In a pipeline others of the shell's job may
//! need it (a pager reads its keys there): the command gets it once it asks, by being suspended for
//! it. Nobody is lent what this process does not have: in the background it is the shell's.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs::File;
use std::io::IsTerminal;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::signal::{SigSet, Signal as Blocked};
use rustix::process::{self, Pid, Signal, WaitOptions};
use rustix::termios;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};

use super::{Failure, cannot_start};
use crate::domain::{Code, Error};

/// A command under way.
pub(super) struct Child {
    group: Pid,
    /// The terminal, when there is one.
    terminal: Option<File>,
    /// Whether the command has it.
    lent: Cell<bool>,
    signals: Vec<(Arc<AtomicBool>, Signal)>,
}

/// What it is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Running,
    /// Stopped, to go on later.
    Suspended,
    /// Stopped since it wants the terminal and does not have it.
    WantsTerminal,
    /// With this exit code; 128 and the number of the signal that ended it.
    Ended(u8),
}

impl Child {
    /// Starts it. Signals for this process are its from now on.
    ///
    /// # Errors
    /// Exit 127 when there is no such command, 126 when it cannot be run.
    pub(super) fn start(command: &[OsString], variables: &[(OsString, OsString)]) -> Result<Child, Failure> {
        let Some((program, args)) = command.split_first() else {
            return Err(Error::validation("no command was given").into());
        };
        let signals = caught()?;
        let terminal = File::options().read(true).write(true).open("/dev/tty").ok();
        let mut command = Command::new(program);
        command.args(args).envs(variables.iter().map(|(name, value)| (name, value))).process_group(0);
        let child = command.spawn().map_err(|error| cannot_start(program, &error))?;
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let group = id.ok_or_else(|| Error::new(Code::Internal, "the command has no process id"))?;
        let child = Child { group, terminal, lent: Cell::new(false), signals };
        if std::io::stdout().is_terminal() {
            child.lend_terminal();
        }
        Ok(child)
    }

    /// Passes on what this process was sent (with a terminal the keys reach the command itself).
    pub(super) fn pass_signals_on(&self) {
        for (caught, signal) in &self.signals {
            if caught.swap(false, Ordering::Relaxed) {
                self.send(*signal);
            }
        }
    }

    /// What it is doing now.
    ///
    /// # Errors
    /// When the system cannot say.
    pub(super) fn look(&self) -> Result<State, Failure> {
        let options = WaitOptions::NOHANG | WaitOptions::UNTRACED;
        let status = match process::waitpid(Some(self.group), options) {
            Ok(Some((_, status))) => status,
            Ok(None) | Err(rustix::io::Errno::INTR) => return Ok(State::Running),
            // It ended, and was waited for, while what it started goes on.
            Err(rustix::io::Errno::CHILD) => return Ok(State::Ended(0)),
            Err(error) => return Err(Error::new(Code::Io, format!("cannot wait for the command: {error}")).into()),
        };
        let byte = |code: i32| u8::try_from(code).unwrap_or(u8::MAX);
        Ok(match (status.exit_status(), status.terminating_signal()) {
            (Some(code), _) => State::Ended(byte(code)),
            (_, Some(signal)) => State::Ended(byte(128 + signal)),
            _ if status.stopping_signal().is_some_and(asks_for_terminal) => State::WantsTerminal,
            _ if status.stopped() => State::Suspended,
            _ => State::Running,
        })
    }

    /// Whether anything of its group is still there.
    pub(super) fn has_others(&self) -> bool {
        process::test_kill_process_group(self.group).is_ok()
    }

    /// Asks it, and all it started, to end.
    pub(super) fn terminate(&self) {
        self.send(Signal::TERM);
        // One that is suspended cannot end.
        self.send(Signal::CONT);
    }

    /// Ends it, and all it started.
    pub(super) fn kill(&self) {
        self.send(Signal::KILL);
    }

    /// Lends it the terminal it wants; when this process has none to lend, as [`Child::suspend_with`].
    pub(super) fn lend_or_suspend(&self) {
        if !self.lent.get() && self.lend_terminal() {
            self.send(Signal::CONT);
        } else {
            self.suspend_with();
        }
    }

    /// Stops with it, and with all of the shell's job, as a shell expects, and goes on with it.
    pub(super) fn suspend_with(&self) {
        if self.terminal.is_none() {
            return;
        }
        let had = self.lent.get();
        self.end();
        // What cannot be stopped goes on at once.
        let _ = process::kill_process_group(process::getpgrp(), Signal::STOP);
        // Brought to the foreground it has its terminal again; in the background that is the shell's.
        if had {
            self.lend_terminal();
        }
        self.send(Signal::CONT);
    }

    /// Takes the terminal back.
    pub(super) fn end(&self) {
        if self.lent.take() {
            self.give_terminal(process::getpgrp());
        }
    }

    /// Lends it the terminal, when this process has it.
    fn lend_terminal(&self) -> bool {
        let foreground = self.terminal.as_ref().and_then(|terminal| termios::tcgetpgrp(terminal).ok());
        if foreground != Some(process::getpgrp()) {
            return false;
        }
        self.lent.set(true);
        self.give_terminal(self.group);
        // It may have asked for the terminal before it had it.
        self.send(Signal::CONT);
        true
    }

    fn send(&self, signal: Signal) {
        // A group that has ended needs no signal.
        let _ = process::kill_process_group(self.group, signal);
    }

    /// Makes a group the terminal's foreground. Whoever does it from the background is stopped by
    /// the system, unless it blocks the signal for that.
    fn give_terminal(&self, group: Pid) {
        let Some(terminal) = &self.terminal else { return };
        let mut background = SigSet::empty();
        background.add(Blocked::SIGTTOU);
        let blocked = background.thread_block().is_ok();
        // A terminal that has gone cannot be given to anyone.
        let _ = termios::tcsetpgrp(terminal, group);
        if blocked {
            let _ = background.thread_unblock();
        }
    }
}

/// Whether a signal says that its receiver wants the terminal.
fn asks_for_terminal(signal: i32) -> bool {
    signal == SIGTTIN || signal == SIGTTOU
}

/// From now on these signals are noted instead of ending this process.
fn caught() -> Result<Vec<(Arc<AtomicBool>, Signal)>, Failure> {
    let all = [
        (SIGINT, Signal::INT),
        (SIGTERM, Signal::TERM),
        (SIGHUP, Signal::HUP),
        (SIGQUIT, Signal::QUIT),
        // In a pipeline the keys reach this process; the command stops first, and this one with it.
        (SIGTSTP, Signal::TSTP),
    ];
    let catch = |(number, signal): (i32, Signal)| {
        let caught = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(number, Arc::clone(&caught))?;
        Ok((caught, signal))
    };
    let caught: std::io::Result<_> = all.into_iter().map(catch).collect();
    caught.map_err(|error| Error::new(Code::Io, format!("cannot catch signals: {error}")).into())
}
