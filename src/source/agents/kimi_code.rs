//! The lines Kimi Code writes: the usage of every call in `usage.record`.
//!
//! Owns: these lines. `step.end` says the usage of a turn's calls again, and knows nothing of
//! compactions; so it is passed over. A call is recorded under the alias of its model, and the
//! request before it tells what the alias stands for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{Labels, UsageEvent};
use crate::source::{Given, time, wire};

use super::kimi::SOURCE;
use super::{Tokens, UNKNOWN_MODEL, content_id, draft, of_cwd};

/// What earlier lines told.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    /// What each alias stands for.
    aliases: BTreeMap<String, String>,
    /// The model of the last request.
    model: String,
    cwd: String,
    /// What the files beside the log tell, once they were looked at.
    #[serde(skip)]
    pub(super) beside: Option<Beside>,
}

/// What the files beside a log tell.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) project: Option<String>,
    pub(super) model: Option<String>,
}

/// Takes a line, and makes an event of a call.
///
/// # Errors
/// What is wrong with it.
pub(super) fn events(session: &mut Session, line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    match line["type"].as_str().unwrap_or_default() {
        "config.update" => {
            if let Some(cwd) = wire::text(line, &["cwd"]) {
                session.cwd = cwd.to_owned();
            }
            Ok(Vec::new())
        }
        "llm.request" => {
            session.requests(line);
            Ok(Vec::new())
        }
        "usage.record" => session.call(line, given).map(|event| event.into_iter().collect()),
        _ => Ok(Vec::new()),
    }
}

impl Session {
    fn requests(&mut self, line: &Value) {
        let Some(model) = wire::text(line, &["model"]) else { return };
        self.model = model.to_owned();
        if let Some(alias) = wire::text(line, &["modelAlias"]) {
            self.aliases.insert(alias.to_owned(), model.to_owned());
        }
    }

    /// The model of a call that is recorded under this name.
    fn model_of<'a>(&'a self, name: Option<&'a str>) -> Option<&'a str> {
        let meant = name.and_then(|name| self.aliases.get(name)).map(String::as_str);
        let last = Some(self.model.as_str()).filter(|model| !model.is_empty());
        meant.or(last).or(name)
    }

    fn call(&mut self, line: &Value, given: &Given) -> Result<Option<UsageEvent>, String> {
        let tokens = Tokens {
            input: wire::count(line, &["usage", "inputOther"])?,
            cache_read: wire::count(line, &["usage", "inputCacheRead"])?,
            cache_write: wire::count(line, &["usage", "inputCacheCreation"])?,
            output: wire::count(line, &["usage", "output"])?,
            ..Tokens::default()
        };
        if tokens.is_nothing() {
            return Ok(None);
        }
        let at = match &line["time"] {
            Value::Number(time) => time::epoch(&time.to_string())?,
            _ => given.at.ok_or("it has no time in it")?,
        };
        let agent = given.log.folder(1);
        let named = wire::text(line, &["model"]);
        // Without the session: one that was forked repeats the calls of the other.
        let id = content_id(&[
            ("time", &line["time"].to_string()),
            ("agent", agent),
            ("model", named.unwrap_or_default()),
            ("scope", wire::text(line, &["usageScope"]).unwrap_or_default()),
            ("usage", &tokens.key()),
        ]);
        let model = self.model_of(named).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let mut event = draft(&SOURCE, id, at, model);
        event.usage = tokens.beside()?;
        event.labels = self.labels(agent, given);
        Ok(Some(event))
    }

    fn labels(&mut self, agent: &str, given: &Given) -> Labels {
        let beside = self.beside.get_or_insert_with(|| {
            let state = given.log.json_beside("../../state.json").unwrap_or_default();
            let project = wire::text(&state, &["workDir"]).or(wire::text(&state, &["cwd"])).map(str::to_owned);
            Beside { project, model: None }
        });
        let mut labels = Labels {
            project: of_cwd(beside.project.as_ref().unwrap_or(&self.cwd)),
            session: given.log.folder(3).trim_start_matches("session_").to_owned(),
            agent: "kimi-code".into(),
            ..Labels::default()
        };
        if !agent.is_empty() && agent != "main" {
            labels.tag(Labels::BESIDE, "true");
        }
        labels
    }
}
