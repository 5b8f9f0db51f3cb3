//! Runs a command and says how long it took and how much memory it used.

use std::process::{Command, Stdio};
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

/// Runs to the end, output thrown away; panics when the command fails.
pub(crate) fn run(command: &mut Command) -> Run {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kib = 0;
    let code = loop {
        if let Some(code) = child.try_wait().expect("the command can be waited for") {
            break code;
        }
        peak_kib = peak_kib.max(high_water(&status));
        // Short commands are waited for closely, long ones sampled.
        let pause = if begun.elapsed() < Duration::from_millis(50) { 50 } else { 5_000 };
        std::thread::sleep(Duration::from_micros(pause));
    };
    let wall = begun.elapsed();
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
