//! Journals of double-entry bookkeeping: hledger and beancount.
//!
//! Owns: accounts, what of data may stand in them, that each transaction balances to the last digit.
//! A table with a day and an amount becomes a transaction for each day and project, with an expense
//! for each model and a debt to each provider. Refuses to know: where the numbers came from.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::domain::Usd;
use crate::domain::text::visible;
use crate::table::{Cell, Row, RowKind, Table};

/// Whose journal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    Hledger,
    Beancount,
}

/// One transaction: what each model cost, and what has no price.
#[derive(Default)]
struct Entry {
    expenses: BTreeMap<(String, String), (Usd, bool)>,
    unknown: Vec<String>,
}

pub(super) fn write(table: &Table, program: Program, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(table);
    writeln!(out, "; {}", visible(&table.title))?;
    writeln!(out, "; Costs as cost-ops has them, in US dollars, exact.")?;
    for note in &table.notes {
        writeln!(out, "; {}", visible(&note.text))?;
    }
    declarations(&entries, program, out)?;
    for ((day, project), entry) in &entries {
        transaction(day, project, entry, program, out)?;
    }
    Ok(())
}

fn entries(table: &Table) -> BTreeMap<(String, String), Entry> {
    let mut entries: BTreeMap<_, Entry> = BTreeMap::new();
    let cell = |row: &Row, id: &str| {
        let at = table.columns.iter().position(|column| column.id() == id)?;
        row.cells.get(at).cloned()
    };
    let text = |row: &Row, id: &str| match cell(row, id) {
        Some(Cell::Text(text)) => text,
        _ => String::new(),
    };
    for row in table.rows.iter().filter(|row| row.kind == RowKind::Item) {
        let entry = entries.entry((text(row, "day"), text(row, "project"))).or_default();
        let (provider, model) = (text(row, "provider"), text(row, "model"));
        match cell(row, "total_cost") {
            Some(Cell::Money(amount)) => {
                entry.expenses.entry((provider, model)).or_default().0 += amount;
            }
            Some(Cell::AtLeast(amount)) => {
                let sum = entry.expenses.entry((provider, model)).or_default();
                *sum = (sum.0 + amount, true);
            }
            _ => entry.unknown.push(format!("{provider} {model}")),
        }
    }
    entries
}

/// What beancount must know before the first transaction; hledger, how many digits there are.
fn declarations(entries: &BTreeMap<(String, String), Entry>, program: Program, out: &mut dyn Write) -> io::Result<()> {
    let mut accounts: BTreeSet<String> = BTreeSet::new();
    for (provider, model) in entries.values().flat_map(|entry| entry.expenses.keys()) {
        accounts.insert(expense(provider, model, program));
        accounts.insert(debt(provider, program));
    }
    match program {
        Program::Hledger => writeln!(out, "\ncommodity 1000.000000000000 USD")?,
        Program::Beancount => writeln!(out, "\noption \"operating_currency\" \"USD\"")?,
    }
    let first = entries.keys().next().map_or("", |(day, _)| day);
    for account in accounts {
        match program {
            Program::Hledger => writeln!(out, "account {account}")?,
            Program::Beancount => writeln!(out, "{first} open {account} USD")?,
        }
    }
    Ok(())
}

fn transaction(day: &str, project: &str, entry: &Entry, program: Program, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    for unknown in &entry.unknown {
        writeln!(out, "; {day}: no price for {}", visible(unknown))?;
    }
    if entry.expenses.is_empty() {
        return Ok(());
    }
    match program {
        Program::Hledger if project.is_empty() => writeln!(out, "{day} LLM usage")?,
        Program::Hledger => writeln!(out, "{day} LLM usage of {}", described(project))?,
        Program::Beancount if project.is_empty() => writeln!(out, "{day} * \"LLM usage\"")?,
        Program::Beancount => writeln!(out, "{day} * \"LLM usage\" \"{}\"", described(project))?,
    }
    let mut debts: BTreeMap<String, Usd> = BTreeMap::new();
    for ((provider, model), (amount, least)) in &entry.expenses {
        let note = if *least { "  ; at least: part of it has no price" } else { "" };
        writeln!(out, "    {}  {amount} USD{note}", expense(provider, model, program))?;
        *debts.entry(debt(provider, program)).or_default() += *amount;
    }
    debts.iter().try_for_each(|(account, amount)| writeln!(out, "    {account}  {} USD", -*amount))
}

/// Text of one line that ends neither a description nor a string.
fn described(text: &str) -> String {
    let safe = |c: char| if matches!(c, '"' | '\\' | ';' | '|' | '\u{fffe}' | '\u{ffff}') { '\'' } else { c };
    visible(text).chars().map(safe).collect()
}

fn expense(provider: &str, model: &str, program: Program) -> String {
    format!("Expenses:LLM:{}:{}", part(provider, program), part(model, program))
}

fn debt(provider: &str, program: Program) -> String {
    format!("Liabilities:LLM:{}", part(provider, program))
}

/// A part of an account's name: letters, digits and `-` (hledger: `.` and `_` too); beancount wants
/// a capital letter or a digit first.
fn part(name: &str, program: Program) -> String {
    let keeps = |c: char| {
        c.is_ascii_alphanumeric() || (program == Program::Hledger && (c.is_alphanumeric() || matches!(c, '.' | '_')))
    };
    let plain: String = name.chars().map(|c| if keeps(c) { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { "unknown" } else { plain };
    match program {
        Program::Hledger => plain.to_owned(),
        Program::Beancount => plain[..1].to_ascii_uppercase() + &plain[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_have_names_their_program_reads() {
        assert_eq!(part("openai/gpt-4o.1:x", Program::Hledger), "openai-gpt-4o.1-x");
        assert_eq!(part("gpt-4o.1", Program::Beancount), "Gpt-4o-1");
        assert_eq!(part("价格", Program::Beancount), "Unknown");
        assert_eq!(described("a\";b\n"), "a''b'u{a}");
    }
}
