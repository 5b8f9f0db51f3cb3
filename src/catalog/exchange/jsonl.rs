//! Our own JSON Lines: a line a provider, then a line for each of its models.
//!
//! Owns: the shape of a line, reading it strictly, with the place of a mistake. Refuses to know:
//! what is written in it is sensible ([`super::check`]).

use serde::{Deserialize, Serialize};

use crate::catalog::format::{File, Model, Provider, Schedule};
use crate::domain::{Error, Result};

/// `{"provider":{…},"schedule":[…]}` or `{"of":"provider-id","model":{…}}`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) provider: Option<Provider>,
    #[serde(default, rename = "schedule", skip_serializing_if = "Vec::is_empty")]
    pub(super) schedules: Vec<Schedule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) model: Option<Model>,
}

/// # Errors
/// When a line is no JSON, has an unknown key, or belongs to no provider: with line and column.
pub(super) fn read(text: &str) -> Result<Vec<File>> {
    let mut files: Vec<File> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = at + 1;
        let one: Line = serde_json::from_str(line).map_err(|e| {
            Error::validation(format!("price list, line {number}, column {}: {}", e.column(), reason(&e)))
        })?;
        add(&mut files, one).map_err(|why| Error::validation(format!("price list, line {number}: {why}")))?;
    }
    Ok(files)
}

/// Puts a line where it belongs.
fn add(files: &mut Vec<File>, line: Line) -> std::result::Result<(), String> {
    match line {
        Line { provider: Some(provider), schedules, of: None, model: None } => {
            if files.iter().any(|file| file.provider.id == provider.id) {
                return Err(format!("provider {:?} is there already", provider.id));
            }
            files.push(File { provider, schedules, models: Vec::new() });
            Ok(())
        }
        Line { provider: None, schedules, of: Some(of), model: Some(model) } if schedules.is_empty() => {
            // Nearly always the provider of the line before.
            let file = files.iter_mut().rev().find(|file| file.provider.id == of);
            let file = file.ok_or_else(|| format!("no line before this one describes the provider {of:?}"))?;
            file.models.push(model);
            Ok(())
        }
        _ => Err("a line has either \"provider\" (and \"schedule\") or \"of\" and \"model\"".into()),
    }
}

/// The reason without serde's own place, which counts from the start of the line.
fn reason(e: &serde_json::Error) -> String {
    let text = e.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
