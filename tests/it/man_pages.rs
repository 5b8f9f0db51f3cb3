//! The man pages: one a verb, from the clap tree, in a form that linters of manuals accept.

use std::path::Path;
use std::process::Command as Process;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use cost_ops::cli::Cli;

/// The day of the version that the pages are of.
const DATE: &str = "2026-11-25";

/// Every page: its file name and its text.
pub(crate) fn pages() -> Vec<(String, String)> {
    let mut tree = Cli::command().disable_help_subcommand(true);
    tree.build();
    let mut pages = Vec::new();
    add(&tree, &mut pages);
    pages
}

fn add(command: &Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.push((format!("{name}.1"), page(command, &name)));
    command.get_subcommands().filter(|below| !below.is_hide_set()).for_each(|below| add(below, pages));
}

fn page(command: &Command, name: &str) -> String {
    // A page has room for what the short help leaves out.
    let whole = command.clone().mut_args(|arg| if arg.is_hide_set() { arg } else { arg.hide_short_help(false) });
    let man = Man::new(whole).title(name.to_uppercase()).date(DATE).manual("cost-ops manual");
    let man = man.source(concat!("cost-ops ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    man.render_title(&mut text).unwrap();
    man.render_name_section(&mut text).unwrap();
    man.render_synopsis_section(&mut text).unwrap();
    man.render_description_section(&mut text).unwrap();
    man.render_options_section(&mut text).unwrap();
    if command.get_subcommands().any(|below| !below.is_hide_set()) {
        man.render_subcommands_section(&mut text).unwrap();
    }
    let more = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    polished(&String::from_utf8(text).unwrap()) + &examples(&more) + &see_also(name)
}

/// What follows the options in the help: examples as they are typed, then sentences.
fn examples(more: &str) -> String {
    let mut page = String::new();
    for paragraph in more.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let paragraph = match paragraph.strip_prefix("Examples:\n") {
            Some(lines) => {
                page.push_str(".SH EXAMPLES\n");
                lines
            }
            None if page.contains(".SH NOTES") => {
                page.push_str(".PP\n");
                paragraph
            }
            None => {
                page.push_str(".SH NOTES\n");
                paragraph
            }
        };
        match paragraph.starts_with(' ') {
            true => page.push_str(&format!(".nf\n{}\n.fi\n", escaped(paragraph))),
            false => page.push_str(&wrapped(&escaped(paragraph).replace('\n', " "))),
        }
    }
    page
}

fn see_also(name: &str) -> String {
    match name.rsplit_once('-') {
        Some((above, _)) if name != "cost-ops" => format!(".SH SEE ALSO\n.BR {above} (1)\n"),
        _ => ".SH SEE ALSO\n\\fBcost\\-ops guide\\fR lists the guides in the program.\n".to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    text.lines()
        .map(|line| if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { format!("{line}\n") })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// No blanks at line ends, no line breaks beside empty lines, no line too long to be looked at.
fn polished(page: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for line in page.lines().map(str::trim_end) {
        if line.is_empty() || line == ".br" {
            gap = !out.trim_end().ends_with(".TP");
            continue;
        }
        // A macro that begins something leaves the room itself.
        if gap && !line.starts_with(".SH") && !line.starts_with(".TP") && !line.starts_with(".RE") {
            out.push_str(".sp\n");
        }
        gap = false;
        if line.starts_with(['.', '\'']) { out.push_str(&format!("{line}\n")) } else { out.push_str(&wrapped(line)) }
    }
    out
}

/// The text in lines of at most 78 characters, none of which begins as a macro does.
fn wrapped(text: &str) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for word in text.split(' ') {
        let fits = width + 1 + word.len() <= 78 || word.starts_with(['.', '\'']);
        if width > 0 {
            out.push(if fits { ' ' } else { '\n' });
        }
        width = if fits { width + 1 + word.len() } else { word.len() };
        out.push_str(word);
    }
    out + "\n"
}

#[test]
fn mandoc_has_nothing_to_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let pages = pages().into_iter().map(|(name, _)| folder.join(name));
    match Process::new("mandoc").args(["-Tlint", "-W", "style"]).args(pages).output() {
        Ok(output) => assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => eprintln!("skipped: mandoc is not installed"),
    }
}
