//! Our own corrections, laid over what the sources say: each with its reason and evidence.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use cost_ops::catalog::format::{File, Model, Price, Schedule, Uplift};
use serde::Deserialize;

use crate::Outcome;
use crate::history::Mended;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Corrections {
    #[serde(default, rename = "provider")]
    providers: Vec<ProviderFix>,
    #[serde(default, rename = "model")]
    models: Vec<ModelFix>,
    #[serde(default)]
    mended: Vec<Mended>,
    #[serde(skip)]
    used: RefCell<BTreeSet<usize>>,
}

/// Additions to a provider; `drop_borrows` takes away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderFix {
    id: String,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(default)]
    drop_borrows: Vec<String>,
    #[serde(default)]
    schedules: Vec<Schedule>,
    #[serde(default)]
    with: ProviderWith,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct ProviderWith {
    aliases: Vec<String>,
    words: Vec<String>,
    owns: Vec<String>,
    borrows: Vec<String>,
    vendors: Vec<String>,
    uplifts: Vec<Uplift>,
}

/// Additions to a model (or a new one); `prices` replace all prices when given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFix {
    provider: String,
    id: String,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "evidence")]
    _evidence: String,
    #[serde(default)]
    new: bool,
    #[serde(default)]
    drop_names: Vec<String>,
    #[serde(default)]
    drop_prefixes: Vec<String>,
    #[serde(default)]
    with: With,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct With {
    names: Vec<String>,
    dated: Vec<String>,
    prefixes: Vec<String>,
    open: Vec<String>,
    any_region: bool,
    free: bool,
    minimum: std::collections::BTreeMap<String, u64>,
    hours: Vec<cost_ops::catalog::format::Hours>,
    prices: Vec<Price>,
}

pub(crate) fn read(path: &Path) -> Outcome<Corrections> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(toml::from_str(&text)?)
}

impl Corrections {
    /// Why prices of the past were changed.
    pub(crate) fn mended(&self) -> &[Mended] {
        &self.mended
    }

    pub(crate) fn apply(&self, file: &mut File) -> Outcome<()> {
        let id = file.provider.id.clone();
        for (index, fix) in self.providers.iter().enumerate().filter(|(_, fix)| fix.id == id) {
            self.used.borrow_mut().insert(index);
            let provider = &mut file.provider;
            provider.borrows.retain(|id| !fix.drop_borrows.contains(id));
            for (list, more) in [
                (&mut provider.aliases, &fix.with.aliases),
                (&mut provider.words, &fix.with.words),
                (&mut provider.owns, &fix.with.owns),
                (&mut provider.borrows, &fix.with.borrows),
                (&mut provider.vendors, &fix.with.vendors),
            ] {
                list.extend(more.iter().cloned());
            }
            provider.uplifts.extend(fix.with.uplifts.iter().cloned());
            file.schedules.extend(fix.schedules.iter().cloned());
        }
        for (index, fix) in self.models.iter().enumerate().filter(|(_, fix)| fix.provider == id) {
            self.used.borrow_mut().insert(self.providers.len() + index);
            if fix.new {
                file.models.push(Model { id: fix.id.clone(), ..Model::default() });
            }
            let model = file.models.iter_mut().find(|model| model.id == fix.id);
            fix.apply(model.ok_or_else(|| format!("no model {}/{} to correct", fix.provider, fix.id))?)?;
        }
        Ok(())
    }

    /// A correction that corrects nothing is a mistake.
    pub(crate) fn all_used(&self) -> Outcome<()> {
        let all = self.providers.len() + self.models.len();
        match (0..all).find(|index| !self.used.borrow().contains(index)) {
            Some(index) => Err(format!("correction {} names no provider of the sources", index + 1).into()),
            None => Ok(()),
        }
    }
}

impl ModelFix {
    fn apply(&self, model: &mut Model) -> Outcome<()> {
        for (list, drop) in [(&mut model.names, &self.drop_names), (&mut model.prefixes, &self.drop_prefixes)] {
            for name in drop {
                let at = list.iter().position(|have| have == name);
                list.remove(at.ok_or_else(|| format!("{}/{} has no name {name:?} to drop", self.provider, self.id))?);
            }
        }
        for (list, more) in [
            (&mut model.names, &self.with.names),
            (&mut model.dated, &self.with.dated),
            (&mut model.prefixes, &self.with.prefixes),
            (&mut model.open, &self.with.open),
        ] {
            list.extend(more.iter().cloned());
            list.sort();
            list.dedup();
        }
        model.any_region |= self.with.any_region;
        if self.with.free {
            (model.free, model.unpriced) = (true, false);
        }
        model.minimum.extend(self.with.minimum.clone());
        model.hours.extend(self.with.hours.iter().cloned());
        if !self.with.prices.is_empty() {
            model.prices = self.with.prices.clone();
        }
        Ok(())
    }
}
