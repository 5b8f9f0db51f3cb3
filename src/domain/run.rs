//! A run: a command whose usage is told apart by tags.
//!
//! Owns: which events of agents' logs are its own. Refuses to know: how a command is run, what it
//! costs.

use chrono::{DateTime, SubsecRound, Utc};

use super::event::UsageEvent;

/// A command, where and when it ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: String,
    /// The folder it was started in.
    pub folder: String,
    /// What its usage is tagged with.
    pub tags: Vec<(String, String)>,
    pub started: DateTime<Utc>,
    /// Its end; of one that goes on a moment ahead.
    pub until: DateTime<Utc>,
}

impl Run {
    /// Whether an event of an agent's log is of this run: it happened meanwhile, in its folder or
    /// below. Agents that do not say where they work are taken to be of it, lest a limit that is
    /// set on the run be passed unseen.
    pub fn holds(&self, event: &UsageEvent) -> bool {
        // Some logs have whole seconds only.
        let meanwhile = self.started.trunc_subsecs(0) <= event.at && event.at <= self.until;
        let project = event.labels.project.as_str();
        let below = |project: &str| {
            project
                .strip_prefix(self.folder.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.folder.ends_with('/'))
        };
        meanwhile && (!project.starts_with('/') || below(project))
    }
}
