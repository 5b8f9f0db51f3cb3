//! Runs a command and says how long it took and how much memory it used.

use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// One finished run.
pub(crate) struct Run {
    pub(crate) wall: Duration,
    /// 0 when it was not measured.
    pub(crate) peak_kib: u64,
}

impl Run {
    pub(crate) fn peak_mib(&self) -> f64 {
        self.peak_kib as f64 / 1024.0
    }
}

/// How often the memory of a command is looked at. More often would take from it a part of a processor.
const LOOK: Duration = Duration::from_millis(5);

/// Runs to the end, output thrown away; panics when the command fails.
pub(crate) fn run(command: &mut Command) -> Run {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let (ended, end) = channel::<()>();
    let (code, wall, peak_kib) = std::thread::scope(|scope| {
        let looking = scope.spawn(move || {
            let mut peak_kib = 0;
            while end.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                peak_kib = peak_kib.max(high_water(&status));
            }
            peak_kib
        });
        let code = child.wait().expect("the command can be waited for");
        let wall = begun.elapsed();
        drop(ended);
        (code, wall, looking.join().expect("memory was looked at"))
    });
    assert!(code.success(), "{command:?} failed: {code}");
    Run { wall, peak_kib }
}

fn high_water(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}

/// The shortest wall time: what the work itself takes on a machine that others use too.
pub(crate) fn least(runs: &[Run]) -> Duration {
    runs.iter().map(|run| run.wall).min().unwrap_or_default()
}

/// The middle wall time.
pub(crate) fn median(runs: &[Run]) -> Duration {
    let mut walls: Vec<Duration> = runs.iter().map(|run| run.wall).collect();
    walls.sort();
    walls[walls.len() / 2]
}

/// The middle of the pairwise ratios of wall times, `a` over `b`.
pub(crate) fn ratio(a: &[Run], b: &[Run]) -> f64 {
    let mut ratios: Vec<f64> = a.iter().zip(b).map(|(a, b)| a.wall.as_secs_f64() / b.wall.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
