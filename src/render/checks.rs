//! A check's outcomes as pipelines take them: workflow commands of GitHub, test reports of JUnit.
//!
//! Owns: both spellings, and that no text from data can break out of them. Refuses to know: what
//! was checked; it takes a table whose first column says what, with columns `outcome` and `reason`.

use super::markup::escaped;
use crate::domain::text::visible;
use crate::table::{Cell, Table};

/// One row.
struct Check<'t> {
    name: &'t str,
    /// `within` is a pass.
    outcome: &'t str,
    reason: &'t str,
}

fn checks(table: &Table) -> Vec<Check<'_>> {
    let place = |id: &str| table.columns.iter().position(|column| column.id() == id);
    let (outcome, reason) = (place("outcome"), place("reason"));
    let mut found = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let text = |at: Option<usize>| word(at.and_then(|at| row.cells.get(at)));
        found.push(Check { name: text(Some(0)), outcome: text(outcome), reason: text(reason) });
    }
    found
}

fn word(cell: Option<&Cell>) -> &str {
    match cell {
        Some(Cell::Text(text)) => text,
        _ => "",
    }
}

/// A line a check: `::error title=…::…` for those that do not hold, `::notice …` for those that do.
pub(super) fn github(table: &Table) -> String {
    let line = |check: &Check<'_>| {
        let command = match check.outcome {
            "within" => "notice",
            "incomplete" => "warning",
            _ => "error",
        };
        let title = property(&format!("Budget {}: {}", check.name, check.outcome.replace('_', " ")));
        format!("::{command} title={title}::{}\n", message(check.reason))
    };
    checks(table).iter().map(line).collect()
}

/// A message of a workflow command: one line.
fn message(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, which ends at a comma or colon.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// One test suite, a test a check.
pub(super) fn junit(table: &Table) -> String {
    let checks = checks(table);
    let failed = checks.iter().filter(|check| check.outcome != "within").count();
    let counts = format!("tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\"", checks.len());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cost-ops\" {counts}>\n  \
         <testsuite name=\"budgets\" {counts}>\n"
    );
    for check in checks {
        let (name, reason) = (escaped(check.name), escaped(check.reason));
        text.push_str(&format!("    <testcase classname=\"budgets\" name=\"{name}\">\n"));
        if check.outcome != "within" {
            let outcome = escaped(check.outcome);
            text.push_str(&format!("      <failure type=\"{outcome}\" message=\"{reason}\">{reason}</failure>\n"));
        } else {
            text.push_str(&format!("      <system-out>{reason}</system-out>\n"));
        }
        text.push_str("    </testcase>\n");
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Kind};

    fn table() -> Table {
        let columns = ["budget", "reason", "outcome"].map(|id| Column::new(id, id, Kind::Text)).to_vec();
        let mut table = Table { columns, ..Table::default() };
        let mut row = |cells: [&str; 3]| table.item(cells.iter().map(|text| Cell::text(*text)).collect());
        row(["a", "5% of <all> & \"more\"\n::error::no", "over"]);
        row(["b:c,d", "fine", "within"]);
        row(["e", "a price is missing", "incomplete"]);
        table
    }

    #[test]
    fn workflow_commands_stay_one_line_each() {
        let text = github(&table());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("::error title=Budget a%3A over::5%25 of <all>"), "{}", lines[0]);
        assert_eq!(lines[1], "::notice title=Budget b%3Ac%2Cd%3A within::fine");
        assert!(lines[2].starts_with("::warning "));
    }

    #[test]
    fn xml_is_escaped() {
        let text = junit(&table());
        assert!(text.contains("tests=\"3\" failures=\"2\""), "{text}");
        assert!(text.contains("of &lt;all&gt; &amp; &quot;more&quot;"), "{text}");
    }
}
