//! A command that is told: one message as JSON on its standard input.
//!
//! Owns: running it without a shell, and ending it, with all it started, when time is up. Refuses
//! to know: what the message says.

use std::ffi::OsString;
use std::io::{Read, Seek, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::Undelivered;

/// Variables it has no need of.
const SECRETS: [&str; 3] = ["COST_OPS_ALERTS_WEBHOOK_SECRET", "COST_OPS_ALERTS_WEBHOOK_URL", "COST_OPS_API_KEY"];
/// How often it is looked at, at most.
const GLANCE: Duration = Duration::from_millis(20);
/// Bytes of what it said that are looked at.
const SAID: u64 = 4096;

/// A program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub program: OsString,
    pub args: Vec<OsString>,
}

impl Program {
    /// Runs it with the message; exit 0 is a delivery.
    ///
    /// # Errors
    /// When it cannot be run, takes longer than `until`, or ends with another status.
    pub(super) fn run(&self, message: &str, until: Instant) -> Result<(), Undelivered> {
        let failed = |why: String| Undelivered { why, after: None };
        let cannot = |error: std::io::Error| failed(format!("cannot run {}: {error}", self.program.display()));
        let mut said = tempfile::tempfile().map_err(cannot)?;
        let mut command = Command::new(&self.program);
        // In no folder of anyone's, so that none can have a say in what is run.
        command.args(&self.args).current_dir("/").process_group(0);
        SECRETS.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(said.try_clone().map_err(cannot)?);
        let mut child = command.spawn().map_err(cannot)?;
        if let Some(mut stdin) = child.stdin.take() {
            // One that does not read is no failure: it may need no details. A message is smaller
            // than a pipe, so that this never waits.
            let _ = stdin.write_all(message.as_bytes());
        }
        match wait(&mut child, until).map_err(cannot)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(failed(format!("{} ended with {status}{}", self.program.display(), last(&mut said)))),
            None => Err(failed(format!("{} took too long and was ended", self.program.display()))),
        }
    }
}

/// Its status; `None` when it had to be ended.
fn wait(child: &mut Child, until: Instant) -> std::io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            // A group that has ended needs no signal.
            let _ = group.map(|group| kill_process_group(group, Signal::KILL));
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(GLANCE);
    }
}

/// The last line it said, behind a colon.
fn last(said: &mut std::fs::File) -> String {
    let mut bytes = Vec::new();
    let read = said.rewind().and_then(|()| said.take(SAID).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    match text.lines().rfind(|line| !line.trim().is_empty()) {
        Some(line) if read.is_ok() => format!(": {}", line.trim()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str, limit: Duration) -> Result<(), String> {
        let args = vec!["-c".into(), script.into()];
        let program = Program { program: "sh".into(), args };
        program.run("{\"a\":1}", Instant::now() + limit).map_err(|failed| failed.why)
    }

    #[test]
    fn it_reads_the_message_and_its_status_counts() {
        let long = Duration::from_secs(60);
        assert_eq!(sh("test \"$(cat)\" = '{\"a\":1}' && test \"$PWD\" = /", long), Ok(()));
        assert_eq!(sh("exec <&-; exit 0", long), Ok(()), "nobody has to read it");
        assert_eq!(sh("echo first >&2; echo why >&2; exit 3", long), Err("sh ended with exit status: 3: why".into()));
        let missing = Program { program: "no-such-command".into(), args: Vec::new() };
        let why = missing.run("", Instant::now() + long).expect_err("missing").why;
        assert!(why.starts_with("cannot run no-such-command: "), "{why}");
    }

    #[test]
    fn one_that_does_not_end_is_ended_with_all_it_started() {
        let why = sh("sleep 600 & sleep 600", Duration::from_millis(50)).expect_err("ended");
        assert_eq!(why, "sh took too long and was ended");
    }
}
