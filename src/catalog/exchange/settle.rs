//! The last step of reading any list: what cannot be used goes, names become unambiguous.
//!
//! Owns: order, the refusal of single models, who keeps a name that two claim. Refuses to know:
//! formats.

use std::collections::{HashMap, HashSet};

use super::check;
use super::log::Log;
use crate::catalog::format::{File, Model, Provider};

/// The files by provider, their models by id, without what cannot be used.
pub(super) fn files(mut files: Vec<File>, log: &mut Log) -> Vec<File> {
    for file in &mut files {
        models(file, log);
    }
    files.retain(|file| {
        let wrong = check::provider(file);
        let lost = file.models.len();
        wrong.first().inspect(|why| (0..lost).for_each(|_| log.refuse(why.as_str(), &file.provider.id)));
        wrong.is_empty()
    });
    files.sort_unstable_by(|a, b| a.provider.id.cmp(&b.provider.id));
    files
}

fn models(file: &mut File, log: &mut Log) {
    let models = std::mem::take(&mut file.models);
    let mut ids = HashSet::new();
    let usable = |model: &Model| {
        let place = format!("{}/{}", file.provider.id, model.id);
        let again = (!ids.insert(model.id.to_lowercase())).then(|| "the model is listed twice".to_owned());
        let wrong = again.or_else(|| check::model(file, model).into_iter().next());
        wrong.as_ref().inspect(|why| log.refuse(why.as_str(), &place));
        wrong.is_none()
    };
    let mut models: Vec<Model> = models.into_iter().filter(usable).collect();
    claims(&file.provider.id, &mut models, log);
    models.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    uplifts(&mut file.provider, &models, log);
    file.models = models;
}

/// An uplift of refused models only is none: left empty it would be one of all models.
fn uplifts(provider: &mut Provider, models: &[Model], log: &mut Log) {
    let known: HashSet<&str> = models.iter().map(|model| model.id.as_str()).collect();
    let place = provider.id.clone();
    provider.uplifts.retain_mut(|uplift| {
        let named = uplift.models.len();
        uplift.models.retain(|id| known.contains(id.as_str()));
        for _ in uplift.models.len()..named {
            log.note(format!("left out: an uplift by {} of a model that is not there", uplift.attribute), &place);
        }
        named == 0 || !uplift.models.is_empty()
    });
}

/// A name belongs to one model: ids first, then names, then what may be followed by more.
fn claims(provider: &str, models: &mut [Model], log: &mut Log) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (at, model) in models.iter().enumerate().filter(|(_, model)| !model.unnamed) {
        owners.insert(model.id.to_lowercase(), at);
    }
    let lists: [fn(&mut Model) -> &mut Vec<String>; 4] =
        [|m| &mut m.names, |m| &mut m.dated, |m| &mut m.prefixes, |m| &mut m.open];
    for list in lists {
        for (at, model) in models.iter_mut().enumerate() {
            let place = format!("{provider}/{}", model.id);
            list(model).retain(|name| {
                let mine = *owners.entry(name.clone()).or_insert(at) == at;
                if !mine {
                    log.note("left out: a name that another model has already", &format!("{place}: {name}"));
                }
                mine
            });
        }
    }
}
