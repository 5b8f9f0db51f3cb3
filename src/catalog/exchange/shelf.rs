//! Models gathered from a list whose providers come in any order, and more than once.
//!
//! Owns: one file a provider, what a model is called when the list names it with the way to it,
//! what happens when two entries want one name. Refuses to know: formats, prices.

use std::collections::HashMap;

use super::log::Log;
use super::{parts, providers};
use crate::catalog::format::{File, Model, Provider};

/// The files so far.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    files: Vec<File>,
    /// By our provider id.
    providers: HashMap<String, usize>,
    /// By provider and lower-case model id.
    models: HashMap<(usize, String), usize>,
}

impl Shelf {
    /// The file of a provider, by its spelling in the list.
    pub(super) fn file(&mut self, theirs: &str, name: Option<&str>) -> &mut File {
        let at = self.at(theirs, name);
        &mut self.files[at]
    }

    fn at(&mut self, theirs: &str, name: Option<&str>) -> usize {
        let id = providers::ours(theirs);
        *self.providers.entry(id).or_insert_with_key(|id| {
            let name = name.unwrap_or(id).to_owned();
            let order = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
            let provider = Provider { id: id.clone(), name, order, ..Provider::default() };
            self.files.push(File { provider, ..File::default() });
            self.files.len() - 1
        })
    }

    /// Puts a model under the last part of its name in the list that is not the way to it.
    /// Entries with one name and one price are one model; with two prices, the second keeps the
    /// name it has in the list. The id it got.
    pub(super) fn add(
        &mut self,
        theirs: &str,
        name: Option<&str>,
        listed: &str,
        mut model: Model,
        log: &mut Log,
    ) -> String {
        if parts::drop_idle(&mut model) {
            log.note("left out: the price of a part that costs what its whole costs", &place(theirs, listed));
        }
        parts::fill(&mut model);
        let at = self.at(theirs, name);
        let short = bare(listed, &self.files[at].provider.id);
        let file = &mut self.files[at];
        let place = place(theirs, listed);
        let key = (at, short.to_lowercase());
        if let Some(have) = self.models.get(&key).map(|have| &mut file.models[*have]) {
            if same_prices(have, &model) {
                named(have, listed);
                return have.id.clone();
            }
            log.note("two prices for one name: this one is kept under its whole name only", &place);
            if short == listed {
                log.refuse("listed twice with different prices", &place);
                return short.to_owned();
            }
        }
        let id = if self.models.contains_key(&key) { listed } else { short };
        model.id = id.to_owned();
        named(&mut model, listed);
        if let Some((_, inner)) = id.strip_prefix("accounts/").and_then(|rest| rest.split_once("/models/")) {
            named(&mut model, inner);
        }
        self.models.entry((at, id.to_lowercase())).or_insert_with(|| {
            file.models.push(model);
            file.models.len() - 1
        });
        id.to_owned()
    }

    pub(super) fn into_files(self) -> Vec<File> {
        self.files
    }
}

/// Where a model stands, for the log: `provider/model`.
pub(super) fn place(theirs: &str, listed: &str) -> String {
    let ours = providers::ours(theirs);
    if bare(listed, &ours) == listed { format!("{ours}/{listed}") } else { listed.to_owned() }
}

fn named(model: &mut Model, name: &str) {
    let name = name.to_lowercase();
    if name != model.id.to_lowercase() && !model.names.contains(&name) {
        model.names.push(name);
        model.names.sort_unstable();
    }
}

/// A name without its first part, when that is the provider again: `gemini/gemini-x` of Google.
fn bare<'a>(listed: &'a str, provider: &str) -> &'a str {
    let split = listed.split_once('/').filter(|(first, rest)| providers::ours(first) == provider && !rest.is_empty());
    split.map_or(listed, |(_, rest)| rest)
}

fn same_prices(one: &Model, other: &Model) -> bool {
    let shown = |model: &Model| format!("{:?}{:?}{:?}{}", model.prices, model.variants, model.hours, model.free);
    shown(one) == shown(other)
}
