//! What was looked at and what was found.
//!
//! Owns: severities and their words. Refuses to know: what is looked at.

use std::path::PathBuf;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    Ok,
    /// Good to know.
    Notice,
    /// Something is to be done, and nothing is lost yet.
    Warning,
    /// The ledger is not as it should be, or cannot be used.
    Error,
}

impl Severity {
    pub(super) fn word(self) -> &'static str {
        match self {
            Severity::Ok => "ok",
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What `--fix` does about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fix {
    /// Makes the sums again.
    Sums,
    /// Gives a file this mode.
    Mode(PathBuf, u32),
    /// Removes what an interrupted command left.
    Remove(PathBuf),
}

/// One thing that is not as it should be.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// What to type.
    pub(super) mend: Option<String>,
    pub(super) fix: Option<Fix>,
}

impl Finding {
    pub(super) fn fixable(&self) -> bool {
        self.fix.is_some()
    }
}

/// One thing that was looked at.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) name: &'static str,
    /// One line for people.
    pub(super) detail: String,
}

/// Everything that was looked at, in order.
#[derive(Debug, Default)]
pub(super) struct Examination {
    checks: Vec<Check>,
    findings: Vec<Finding>,
}

impl Examination {
    /// Says that something was looked at.
    pub(super) fn looked(&mut self, name: &'static str, detail: impl Into<String>) {
        self.checks.push(Check { name, detail: detail.into() });
    }

    /// Adds a finding of the check looked at last.
    pub(super) fn find(&mut self, severity: Severity, message: impl Into<String>, mend: Option<&str>) -> &mut Finding {
        let check = self.checks.last().map_or("", |check| check.name);
        let mend = mend.map(str::to_owned);
        self.findings.push(Finding { check, severity, message: message.into(), mend, fix: None });
        self.findings.last_mut().expect("just added")
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter()
    }

    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter()
    }

    pub(super) fn findings_of(&self, check: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.check == check)
    }

    /// The worst finding of one check.
    pub(super) fn status(&self, check: &str) -> Severity {
        self.findings_of(check).map(|finding| finding.severity).max().unwrap_or(Severity::Ok)
    }

    /// The worst finding of all.
    pub(super) fn worst(&self) -> Severity {
        self.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Ok)
    }
}
