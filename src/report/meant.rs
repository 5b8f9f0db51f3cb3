//! A filter that nothing can pass: its value is no name of the ledger, and the nearest one is told.
//!
//! Owns: when that is said, and how. Refuses to know: what is reported; an empty answer stays an answer.

use crate::domain::{Filter, Result, did_you_mean};
use crate::store::{Ledger, Named};

/// The filters whose values are few enough to be compared with all there are.
const NAMED: &[(&str, Named)] = &[
    ("provider", Named::Provider),
    ("model", Named::Model),
    ("organization", Named::Organization),
    ("project", Named::Project),
    ("user", Named::User),
    ("source", Named::Source),
    ("branch", Named::Branch),
    ("host", Named::Host),
];

/// Names at most that are looked through.
const MOST: u32 = 100_000;

/// Which values of the filter no record has, a sentence each.
///
/// # Errors
/// When the names cannot be read.
pub fn unknown_names(filter: &Filter, ledger: &Ledger) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for (word, values) in filter.lists() {
        let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == word) else { continue };
        if values.is_empty() {
            continue;
        }
        let names = ledger.names(*named, "", MOST)?;
        let fold_case = matches!(named, Named::Provider | Named::Model);
        // The empty value stands for records without a name.
        for value in values.iter().filter(|value| !names.is_empty() && !value.is_empty()) {
            let wanted = std::slice::from_ref(value);
            if !names.iter().any(|name| Filter::accepts(wanted, name, fold_case)) {
                let all = format!("cost-ops query --range all --group-by {word} shows those there are");
                let hint = did_you_mean(value.trim_end_matches('*'), names.iter().map(String::as_str), all);
                told.push(format!("no record has the {word} {value:?}; {hint}"));
            }
        }
    }
    Ok(told)
}
