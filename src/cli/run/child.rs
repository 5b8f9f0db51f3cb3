//! The command as a process group of its own, with the terminal while it has one.
//!
//! Owns: starting it, passing signals on, stopping it and all it started, giving the terminal back.
//! Refuses to know: why it is stopped.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::signal::{SigSet, Signal as Blocked};
use rustix::process::{self, Pid, Signal, WaitOptions};
use rustix::termios;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::{Failure, cannot_start};
use crate::domain::{Code, Error};

/// A command under way.
pub(super) struct Child {
    group: Pid,
    /// The terminal, when the command has it.
    terminal: Option<File>,
    signals: Vec<(Arc<AtomicBool>, Signal)>,
}

/// What it is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Running,
    /// Stopped at the terminal, to go on later.
    Suspended,
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
        let terminal = foreground();
        let mut command = Command::new(program);
        command.args(args).envs(variables.iter().map(|(name, value)| (name, value))).process_group(0);
        let child = command.spawn().map_err(|error| cannot_start(program, &error))?;
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let group = id.ok_or_else(|| Error::new(Code::Internal, "the command has no process id"))?;
        let child = Child { group, terminal, signals };
        child.give_terminal(group);
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

    /// Stops with it, as a shell expects, and goes on with it.
    pub(super) fn suspend_with(&self) {
        if self.terminal.is_none() {
            return;
        }
        self.give_terminal(process::getpgrp());
        // What cannot be stopped goes on at once.
        let _ = process::kill_process(process::getpid(), Signal::STOP);
        self.give_terminal(self.group);
        self.send(Signal::CONT);
    }

    /// Takes the terminal back.
    pub(super) fn end(&self) {
        self.give_terminal(process::getpgrp());
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
        if group == self.group {
            // It may have asked for the terminal before it had it.
            self.send(Signal::CONT);
        }
    }
}

/// The terminal, when this process has its foreground.
fn foreground() -> Option<File> {
    let terminal = File::options().read(true).write(true).open("/dev/tty").ok()?;
    (termios::tcgetpgrp(&terminal).ok()? == process::getpgrp()).then_some(terminal)
}

/// From now on these signals are noted instead of ending this process.
fn caught() -> Result<Vec<(Arc<AtomicBool>, Signal)>, Failure> {
    let all = [(SIGINT, Signal::INT), (SIGTERM, Signal::TERM), (SIGHUP, Signal::HUP), (SIGQUIT, Signal::QUIT)];
    let catch = |(number, signal): (i32, Signal)| {
        let caught = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(number, Arc::clone(&caught))?;
        Ok((caught, signal))
    };
    let caught: std::io::Result<_> = all.into_iter().map(catch).collect();
    caught.map_err(|error| Error::new(Code::Io, format!("cannot catch signals: {error}")).into())
}
