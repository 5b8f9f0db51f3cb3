//! Days as weeks side by side, shaded by what they cost.

use std::fmt::Write;

use chrono::{Datelike, Days};

use super::super::people::Eyes;
use super::text::escaped;
use crate::table::{Cell, Heat};

const STEP: usize = 14;
const LEFT: usize = 34;
const TOP: usize = 14;

/// The calendar as a figure; the figures of its days are in the rows below it.
pub(super) fn figure(heat: &Heat, eyes: Eyes) -> String {
    let before = heat.first.weekday().days_since(heat.week_start) as usize;
    let weeks = (before + heat.levels.len()).div_ceil(7).max(1);
    let (width, height) = (LEFT + weeks * STEP, TOP + 7 * STEP);
    let mut svg = format!(
        "<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Calendar\"><svg class=\"heat\" role=\"img\" \
         viewBox=\"0 0 {width} {height}\"><title>Cost by day as a calendar; the figures are in the table below</title>\n"
    );
    for row in (0..7).step_by(2) {
        let day = (0..row).fold(heat.week_start, |day, _| day.succ());
        let _ = writeln!(svg, "<text x=\"0\" y=\"{}\">{day}</text>", TOP + row * STEP + 10);
    }
    for (at, level) in heat.levels.iter().enumerate() {
        let Some(date) = heat.first.checked_add_days(Days::new(at as u64)) else { break };
        let place = before + at;
        let (x, y) = (LEFT + place / 7 * STEP, TOP + place % 7 * STEP);
        if date.day() == 1 {
            let _ = writeln!(svg, "<text x=\"{x}\" y=\"10\">{}</text>", date.format("%b"));
        }
        match level {
            Some(level) => {
                let level = (*level).min(4);
                let _ = writeln!(
                    svg,
                    "<rect class=\"h{level}\" x=\"{x}\" y=\"{y}\" width=\"12\" height=\"12\" rx=\"2\"><title>{date}: {}</title></rect>",
                    escaped(&said(heat, level, eyes))
                );
            }
            None => {
                let _ =
                    writeln!(svg, "<text x=\"{}\" y=\"{}\">?<title>{date}: not known</title></text>", x + 3, y + 10);
            }
        }
    }
    svg + "</svg></div></figure>\n"
}

/// What a level stands for.
fn said(heat: &Heat, level: u8, eyes: Eyes) -> String {
    match usize::from(level).checked_sub(1).and_then(|at| heat.bounds.get(at)) {
        Some(bound) => format!("at most {}", eyes.text(&Cell::Money(*bound))),
        None => "nothing".to_owned(),
    }
}
