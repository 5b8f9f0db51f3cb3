//! The HTML report in a real browser: it is whole without a network, its script works, its policy
//! lets nothing else run. Skipped, aloud, where there is no Chromium. The pictures are left in
//! the folder of test files (`target/tmp/browser`) to be looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::adversarial;
use crate::report_query::rendered;
use cost_ops::render::Format;

/// The browser, when there is one.
fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let found = folders.iter().flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("SKIPPED: no Chromium on the path; the HTML report was not opened in a browser");
    }
    found
}

/// What a run wrote to standard output, and what the page said on its console.
fn open(browser: &Path, page: &Path, flags: &[&str]) -> (String, Vec<String>) {
    let profile = tempfile::tempdir().unwrap();
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr"]);
    command.arg(format!("--user-data-dir={}", profile.path().display())).env("HOME", profile.path()).args(flags);
    let output = command.arg(format!("file://{}", page.display())).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let console = said.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect();
    (String::from_utf8_lossy(&output.stdout).into_owned(), console)
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_report_is_a_page_that_works() {
    let Some(browser) = browser() else { return };
    let page = folder().join("report.html");
    let html = rendered(&adversarial::table(), Format::Html, 80);
    std::fs::write(&page, &html).unwrap();

    let (dom, console) = open(&browser, &page, &["--dump-dom"]);
    assert!(console.is_empty(), "the page complains: {console:?}");
    assert!(dom.contains("<button type=\"button\""), "its script has run");
    assert!(dom.contains("type=\"search\""), "rows can be filtered");
    assert!(!dom.contains("<b>at once</b>") && dom.contains("&lt;b&gt;at once&lt;/b&gt;"), "data is text");

    for (name, flags) in [
        ("light", ["--window-size=1280,1600", "--blink-settings=preferredColorScheme=1"]),
        ("dark", ["--window-size=1280,1600", "--blink-settings=preferredColorScheme=0"]),
        ("narrow", ["--window-size=420,1600", "--blink-settings=preferredColorScheme=1"]),
    ] {
        let picture = folder().join(format!("{name}.png"));
        let _ = std::fs::remove_file(&picture);
        open(&browser, &page, &[flags[0], flags[1], &format!("--screenshot={}", picture.display())]);
        let bytes = std::fs::read(&picture).unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 10_000, "{name}");
    }
    let print = folder().join("print.pdf");
    open(&browser, &page, &[&format!("--print-to-pdf={}", print.display())]);
    assert!(std::fs::read(&print).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_filter_sums_what_is_shown_exactly() {
    let Some(browser) = browser() else { return };
    let html = rendered(&adversarial::table(), Format::Html, 80);
    // A hand at the keyboard, which the policy would not let in.
    let hand = "<script>{const i=document.querySelector('input');i.value='claude';i.dispatchEvent(new Event('input'));\
                document.querySelector('thead button').click();}</script></body>";
    let page = folder().join("typed.html");
    let injected = html.replace("</body>", hand);
    std::fs::write(&page, &injected).unwrap();
    let (dom, console) = open(&browser, &page, &["--dump-dom"]);
    assert!(console.iter().any(|line| line.contains("Content Security Policy")), "the policy stops it: {console:?}");
    assert!(!dom.contains("1 of 8 rows"));

    let free: String =
        injected.lines().filter(|line| !line.contains("Content-Security-Policy")).collect::<Vec<_>>().join("\n");
    std::fs::write(&page, free).unwrap();
    let (dom, console) = open(&browser, &page, &["--dump-dom"]);
    assert!(console.is_empty(), "{console:?}");
    assert!(dom.contains("1 of 8 rows"), "one row is shown");
    assert!(dom.contains("412.34 USD"), "its sum is under it");
    assert!(dom.contains("aria-sort="), "a heading sorts");
}
