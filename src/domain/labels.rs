//! Whose usage it was: the labels an event carries.
//!
//! Owns: the label names and their canonical form. Refuses to know: where labels come from.

use super::text::is_same;

/// The labels of one event; an empty string means "not given".
#[derive(Debug, Clone, Eq, Default, PartialOrd, Ord)]
pub struct Labels {
    pub organization: String,
    pub project: String,
    pub user: String,
    pub session: String,
    pub branch: String,
    pub host: String,
    /// The agent or client that wrote the record, with its version.
    pub agent: String,
    /// `key=value` tags, sorted by key, one value a key.
    pub tags: Vec<(String, String)>,
}

/// As it would be derived, but for texts that are not given, as most are ([`is_same`]).
impl PartialEq for Labels {
    fn eq(&self, other: &Labels) -> bool {
        self.texts().iter().zip(other.texts()).all(|(own, other)| is_same(own, other)) && self.tags == other.tags
    }
}

impl Labels {
    /// The tag of what an agent did beside its session: subagents, asides.
    pub const BESIDE: &'static str = "sidechain";
    /// The tag, and its value, of a record that is the sum of calls nobody told of one by one, made of the
    /// metrics an agent sends.
    pub const METRICS: (&'static str, &'static str) = ("telemetry", "metrics");
    /// The same of one that a run printed at its end, which says less than metrics do.
    pub const RESULT: (&'static str, &'static str) = ("telemetry", "result");

    fn texts(&self) -> [&str; 7] {
        let Labels { organization, project, user, session, branch, host, agent, tags: _ } = self;
        [organization, project, user, session, branch, host, agent]
    }

    /// Whether it was done beside the session.
    pub fn is_beside(&self) -> bool {
        self.tags.iter().any(|(key, value)| key == Self::BESIDE && value == "true")
    }

    /// Whether it is the sum of calls.
    pub fn is_sums(&self) -> bool {
        self.has(Self::METRICS) || self.is_result()
    }

    /// Whether it is the sum a run printed.
    pub fn is_result(&self) -> bool {
        self.has(Self::RESULT)
    }

    fn has(&self, (key, value): (&str, &str)) -> bool {
        self.tags.iter().any(|(own, said)| own == key && said == value)
    }

    /// What a label begins with that a hash stands for.
    pub const REDACTED: &'static str = "redacted:";

    /// Whether hashes stand for some of them.
    pub fn is_redacted(&self) -> bool {
        let texts = [&self.organization, &self.project, &self.user, &self.session, &self.branch, &self.host];
        texts.into_iter().chain(self.tags.iter().map(|(key, _)| key)).any(|text| text.starts_with(Self::REDACTED))
    }

    /// Adds or replaces a tag, keeping the order.
    pub fn tag(&mut self, key: impl Into<String>, value: impl Into<String>) {
        let (key, value) = (key.into(), value.into());
        match self.tags.binary_search_by(|(k, _)| k.as_str().cmp(&key)) {
            Ok(at) => self.tags[at].1 = value,
            Err(at) => self.tags.insert(at, (key, value)),
        }
    }

    /// What `given` (flags) says replaces what the record says; tags are merged.
    pub fn overlay(&mut self, given: &Labels) {
        let fields = [
            (&mut self.organization, &given.organization),
            (&mut self.project, &given.project),
            (&mut self.user, &given.user),
            (&mut self.session, &given.session),
            (&mut self.branch, &given.branch),
            (&mut self.host, &given.host),
            (&mut self.agent, &given.agent),
        ];
        for (mine, theirs) in fields {
            if !theirs.is_empty() {
                mine.clone_from(theirs);
            }
        }
        for (key, value) in &given.tags {
            self.tag(key.clone(), value.clone());
        }
    }
}
