//! Which events a question is about.
//!
//! Owns: the filter every report, budget and export shares. Refuses to know: SQL, flags.

/// Accepts an event when every non-empty list has one of its values. Values match exactly,
/// ignoring ASCII case for provider and model; `*` at the end of a value matches any rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub provider: Vec<String>,
    pub model: Vec<String>,
    pub organization: Vec<String>,
    pub project: Vec<String>,
    pub user: Vec<String>,
    pub session: Vec<String>,
    pub source: Vec<String>,
    pub branch: Vec<String>,
    pub host: Vec<String>,
    /// `(key, value)`; each must be there.
    pub tags: Vec<(String, String)>,
}

impl Filter {
    /// Every list but the tags, with the word of its flag.
    pub fn lists(&self) -> [(&'static str, &Vec<String>); 9] {
        [
            ("provider", &self.provider),
            ("model", &self.model),
            ("organization", &self.organization),
            ("project", &self.project),
            ("user", &self.user),
            ("session", &self.session),
            ("source", &self.source),
            ("branch", &self.branch),
            ("host", &self.host),
        ]
    }

    /// What it accepts, in words: `project web, tag team=search`; empty for all.
    pub fn words(&self) -> String {
        let lists = self.lists().into_iter().filter(|(_, values)| !values.is_empty());
        let mut parts: Vec<String> = lists.map(|(word, values)| format!("{word} {}", values.join("|"))).collect();
        parts.extend(self.tags.iter().map(|(key, value)| format!("tag {key}={value}")));
        parts.join(", ")
    }

    /// The list of a flag's word.
    pub fn list_mut(&mut self, word: &str) -> Option<&mut Vec<String>> {
        match word {
            "provider" => Some(&mut self.provider),
            "model" => Some(&mut self.model),
            "organization" => Some(&mut self.organization),
            "project" => Some(&mut self.project),
            "user" => Some(&mut self.user),
            "session" => Some(&mut self.session),
            "source" => Some(&mut self.source),
            "branch" => Some(&mut self.branch),
            "host" => Some(&mut self.host),
            _ => None,
        }
    }

    /// Whether labels finer than (provider, model, organization, project, user, source) are asked for.
    pub fn needs_events(&self) -> bool {
        !(self.session.is_empty() && self.branch.is_empty() && self.host.is_empty() && self.tags.is_empty())
    }

    /// Whether `value` is accepted by `wanted` (an empty list accepts all).
    pub fn accepts(wanted: &[String], value: &str, fold_case: bool) -> bool {
        let same = |w: &str, v: &str| if fold_case { w.eq_ignore_ascii_case(v) } else { w == v };
        wanted.is_empty()
            || wanted.iter().any(|w| match w.strip_suffix('*') {
                Some(start) => value.get(..start.len()).is_some_and(|head| same(start, head)),
                None => same(w, value),
            })
    }
}
