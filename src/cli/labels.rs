//! The flags that say whose usage it was.

use clap::Args;

use crate::domain::Labels;

/// Labels laid over every record's own.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Labels")]
pub struct LabelArgs {
    /// Whose usage it was: the organization
    #[arg(long, value_name = "ID")]
    pub organization: Option<String>,
    /// The project
    #[arg(long, value_name = "ID")]
    pub project: Option<String>,
    /// The user
    #[arg(long, value_name = "ID")]
    pub user: Option<String>,
    /// The session
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// A tag; may be repeated
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = pair)]
    pub tags: Vec<(String, String)>,
}

impl LabelArgs {
    /// As the domain has them.
    pub fn labels(&self) -> Labels {
        let text = |label: &Option<String>| label.clone().unwrap_or_default();
        let mut labels = Labels {
            organization: text(&self.organization),
            project: text(&self.project),
            user: text(&self.user),
            session: text(&self.session),
            ..Labels::default()
        };
        for (key, value) in &self.tags {
            labels.tag(key, value);
        }
        labels
    }
}

/// `key=value`, the key not empty.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err("it must be KEY=VALUE".to_owned()),
    }
}
