//! The flags that say whose usage it was.

use clap::Args;

use super::{Environment, Failure};
use crate::domain::{Code, Error, Labels};

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
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub user: Option<String>,
    /// The session
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub session: Option<String>,
    /// A tag; may be repeated
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = pair)]
    pub tags: Vec<(String, String)>,
}

impl LabelArgs {
    /// As the domain has them; tags of the environment are laid under those of the flags.
    ///
    /// # Errors
    /// When the tags of the environment cannot be read.
    pub(super) fn labels(&self, env: &Environment) -> Result<Labels, Failure> {
        let text = |label: &Option<String>| label.clone().unwrap_or_default();
        let mut labels = Labels {
            organization: text(&self.organization),
            project: text(&self.project),
            user: text(&self.user),
            session: text(&self.session),
            ..Labels::default()
        };
        for (key, value) in tags_of(env)?.iter().chain(&self.tags) {
            labels.tag(key, value);
        }
        Ok(labels)
    }
}

/// The variable with tags for everything that is recorded: `team=search;job=nightly`.
pub(super) const TAGS_VARIABLE: &str = "COST_OPS_TAGS";

/// The tags of [`TAGS_VARIABLE`].
///
/// # Errors
/// For what is no list of tags.
pub(super) fn tags_of(env: &Environment) -> Result<Vec<(String, String)>, Failure> {
    let text = env.text(TAGS_VARIABLE).unwrap_or_default();
    let tags = text.split(';').filter(|tag| !tag.trim().is_empty()).map(pair).collect::<Result<Vec<_>, _>>();
    Ok(tags.map_err(|why| {
        Error::new(Code::Config, format!("{TAGS_VARIABLE} is {text:?}: {why}")).hint("team=search;job=nightly")
    })?)
}

/// `key=value`, the key not empty.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err("it must be KEY=VALUE".to_owned()),
    }
}
