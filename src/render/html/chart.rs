//! A chart over time as inline SVG: columns that stand on zero, stacked when there are series.
//!
//! Owns: shapes and their places, in whole units. Refuses to know: colors (`page.css`), tables.

use std::fmt::Write;

use super::super::people::Eyes;
use super::super::plot::{self, Mark, Plot};
use super::text::{brief, escaped};
use crate::domain::Usd;
use crate::table::{Cell, Column, Kind, Table};

const WIDTH: i128 = 960;
const HEIGHT: i128 = 250;
const LEFT: i128 = 76;
const TOP: i128 = 10;
const BOTTOM: i128 = 26;
/// A label on the time axis has at least so much room.
const LABEL: i128 = 92;

/// The figure of a plot of `table`.
pub(super) fn figure(table: &Table, plot: &Plot, eyes: Eyes) -> String {
    let Some(column) = table.columns.get(plot.measure) else { return String::new() };
    let sums = |sign: fn(&i128) -> bool| {
        let of =
            move |marks: &Vec<Mark>| marks.iter().map(|mark| mark.value).filter(sign).fold(0, i128::saturating_add);
        plot.times.iter().map(move |(_, marks)| of(marks))
    };
    let bounds = || plot.times.iter().flat_map(|(_, marks)| marks).filter_map(|mark| mark.bounds);
    let high = sums(|value| *value > 0).chain(bounds().map(|(_, high)| high)).max().unwrap_or(0);
    let low = sums(|value| *value < 0).chain(bounds().map(|(low, _)| low)).min().unwrap_or(0).min(0);
    let scale = Scale::new(low, high);
    let title = format!("{} over time", if column.title.is_empty() { column.id() } else { &column.title });
    let mut svg = format!(
        "<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\
         <svg class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><title>{title}: {what}</title>\n",
        title = escaped(&title),
        what = escaped(&in_words(plot, column, eyes)),
    );
    grid(&mut svg, &scale, column, eyes);
    columns(&mut svg, plot, column, &scale, eyes);
    times(&mut svg, plot);
    svg.push_str("</svg></div>\n");
    caption(&mut svg, plot, &title);
    svg.push_str("</figure>\n");
    svg
}

/// Places values between the bottom and the top.
struct Scale {
    steps: Vec<i128>,
    low: i128,
    span: i128,
}

impl Scale {
    fn new(low: i128, high: i128) -> Self {
        let steps = plot::steps(low, high);
        let (low, high) = (steps.first().copied().unwrap_or(0), steps.last().copied().unwrap_or(0));
        Scale { steps, low, span: high.saturating_sub(low).max(1) }
    }

    /// Thousandths of a unit from the top.
    fn y(&self, value: i128) -> i128 {
        let room = (HEIGHT - BOTTOM - TOP) * 1_000;
        // Of huge values the low digits do not show.
        let shift = 128u32.saturating_sub(self.span.leading_zeros()).saturating_sub(90);
        let (part, span) = ((value.saturating_sub(self.low)) >> shift, (self.span >> shift).max(1));
        (HEIGHT - BOTTOM) * 1_000 - part * room / span
    }
}

/// Thousandths as SVG reads them.
fn unit(thousandths: i128) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 1_000, size % 1_000 / 10)
}

fn grid(svg: &mut String, scale: &Scale, column: &Column, eyes: Eyes) {
    for step in &scale.steps {
        let (y, class) = (unit(scale.y(*step)), if *step == 0 { "axis" } else { "grid" });
        let (right, label, text) = (WIDTH, LEFT - 8, escaped(&axis(*step, column.kind, eyes)));
        let _ = writeln!(
            svg,
            "<line class=\"{class}\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\"/>\
             <text x=\"{label}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{text}</text>"
        );
    }
}

fn columns(svg: &mut String, plot: &Plot, column: &Column, scale: &Scale, eyes: Eyes) {
    let room = (WIDTH - LEFT) * 1_000 / plot.times.len().max(1) as i128;
    let width = (room * 4 / 5).clamp(500, 48_000);
    for (at, (time, marks)) in plot.times.iter().enumerate() {
        let x = LEFT * 1_000 + room * at as i128 + (room - width) / 2;
        let (mut above, mut below) = (0i128, 0i128);
        if marks.is_empty() {
            let (middle, y) = (unit(x + width / 2), unit(scale.y(0) - 4_000));
            let _ = writeln!(
                svg,
                "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">?<title>{}: unknown</title></text>",
                escaped(time)
            );
        }
        for mark in marks {
            let from = if mark.value < 0 { &mut below } else { &mut above };
            let to = from.saturating_add(mark.value);
            let (a, b) = (scale.y(*from), scale.y(to));
            *from = to;
            // Something is never drawn as nothing.
            let height = (a - b).abs().max(if mark.value == 0 { 0 } else { 700 });
            let name = plot.series.get(mark.series).filter(|name| !name.is_empty());
            let name = name.map_or(String::new(), |name| format!(" {name}"));
            let said = format!("{time}{name}: {}", eyes.text(&cell(mark.value, mark.least, column.kind)));
            let class = if mark.value < 0 { "neg".to_owned() } else { format!("f{}", mark.series) };
            let _ = writeln!(
                svg,
                "<rect class=\"{class}{}\" data-r=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>",
                if mark.least { " least" } else { "" },
                mark.row,
                unit(x),
                unit(a.min(b)),
                unit(width),
                unit(height),
                escaped(&said)
            );
            if let Some(bounds) = mark.bounds {
                whisker(svg, x + width / 2, bounds, scale);
            }
        }
    }
}

/// A line from the lower to the upper bound of a value, with a foot and a head.
fn whisker(svg: &mut String, middle: i128, bounds: (i128, i128), scale: &Scale) {
    let (low, high) = (unit(scale.y(bounds.0)), unit(scale.y(bounds.1)));
    let (left, x, right) = (unit(middle - 3_000), unit(middle), unit(middle + 3_000));
    let _ =
        writeln!(svg, "<path class=\"whisker\" d=\"M{left} {low}H{right}M{x} {low}V{high}M{left} {high}H{right}\"/>");
}

/// As many times as have room, the first among them.
fn times(svg: &mut String, plot: &Plot) {
    let count = plot.times.len() as i128;
    let room = (WIDTH - LEFT) * 1_000 / count.max(1);
    let every = (count * LABEL).div_euclid(WIDTH - LEFT) + 1;
    for (at, (time, _)) in plot.times.iter().enumerate().step_by(usize::try_from(every).unwrap_or(1)) {
        let x = LEFT * 1_000 + room * at as i128 + room / 2;
        let x = x.clamp(LABEL / 2 * 1_000, (WIDTH - LABEL / 2 + 6) * 1_000);
        let text = brief(&short(time), 13);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{text}</text>", unit(x), HEIGHT - 8);
    }
}

/// `2026-11-01T01:00:00-04:00` as `11-01 01:00`.
fn short(time: &str) -> String {
    match (time.get(5..10), time.get(10..11), time.get(11..16)) {
        (Some(day), Some("T"), Some(clock)) => format!("{day} {clock}"),
        _ => time.to_owned(),
    }
}

fn caption(svg: &mut String, plot: &Plot, title: &str) {
    let mut keys = String::new();
    for (at, name) in plot.series.iter().enumerate().filter(|_| plot.series.len() > 1) {
        let name = if name.is_empty() { "(none)" } else { name };
        let square = "<svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"f";
        let _ =
            write!(keys, "<span class=\"key\">{square}{at}\" width=\"1\" height=\"1\"/></svg>{}</span>", escaped(name));
    }
    let least = plot.times.iter().flat_map(|(_, marks)| marks).any(|mark| mark.least);
    let least = if least { ". A dashed outline: at least this much" } else { "" };
    let bounded = plot.times.iter().flat_map(|(_, marks)| marks).any(|mark| mark.bounds.is_some());
    let bounded = if bounded { ". A thin line: from the lower to the upper bound" } else { "" };
    let _ = writeln!(svg, "<figcaption>{keys}{}{least}{bounded}</figcaption>", escaped(title));
}

/// The chart in a sentence, for those who do not see it.
fn in_words(plot: &Plot, column: &Column, eyes: Eyes) -> String {
    let sum = |marks: &[Mark]| marks.iter().fold(0i128, |sum, mark| sum.saturating_add(mark.value));
    let least = |marks: &[Mark]| marks.iter().any(|mark| mark.least);
    let first = plot.times.first().map_or("", |(time, _)| time);
    let last = plot.times.last().map_or("", |(time, _)| time);
    let peak = plot.times.iter().max_by_key(|(_, marks)| sum(marks));
    let peak = peak.map_or(String::new(), |(time, marks)| {
        format!(", most in {time} with {}", eyes.text(&cell(sum(marks), least(marks), column.kind)))
    });
    format!("{first} to {last}{peak}; the figures are in the table below")
}

fn cell(value: i128, least: bool, kind: Kind) -> Cell {
    match kind {
        Kind::Money if least => Cell::AtLeast(Usd::from_pico(value)),
        Kind::Money => Cell::Money(Usd::from_pico(value)),
        Kind::Share => Cell::Share(i64::try_from(value).unwrap_or(i64::MAX)),
        _ => Cell::Count(value),
    }
}

/// A step of an axis, short: `$0.0005`, `$2`, `20k`, `5M`.
fn axis(value: i128, kind: Kind, eyes: Eyes) -> String {
    if kind == Kind::Money && value != 0 {
        let shown = eyes.text(&cell(value, false, kind)).into_owned();
        let exact =
            if shown.starts_with('<') || shown.starts_with("-<") { Usd::from_pico(value).to_string() } else { shown };
        let trimmed = if exact.contains('.') { exact.trim_end_matches('0').trim_end_matches('.') } else { &exact };
        return trimmed.to_owned();
    }
    let units = [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")];
    let size = value.saturating_abs();
    match units.into_iter().find(|(unit, _)| kind == Kind::Count && size >= *unit) {
        Some((unit, sign)) if value % unit == 0 => format!("{}{sign}", eyes.text(&Cell::Count(value / unit))),
        Some((unit, sign)) if value % (unit / 10) == 0 => {
            let minus = if value < 0 { "-" } else { "" };
            format!("{minus}{}.{}{sign}", size / unit, size % unit / (unit / 10))
        }
        _ => eyes.text(&cell(value, false, kind)).into_owned(),
    }
}
