//! What an earlier edition of a list stated, beside what the new one does.
//!
//! Owns: who keeps a name or a schedule that both have: the new edition. Refuses to know: what
//! either of them changes.

use std::collections::{BTreeMap, HashSet};

use super::format::{File, Model, Schedule};

/// One file a provider, models by id; of two that have the same name the first keeps it.
pub(super) fn joined(files: Vec<File>) -> Vec<File> {
    let mut out: BTreeMap<String, File> = BTreeMap::new();
    for file in files {
        match out.get_mut(&file.provider.id) {
            Some(have) => absorb(have, file),
            None => drop(out.insert(file.provider.id.clone(), file)),
        }
    }
    let mut files: Vec<File> = out.into_values().collect();
    files.iter_mut().for_each(|file| file.models.sort_unstable_by(|a, b| a.id.cmp(&b.id)));
    files
}

/// Adds the models of an earlier edition, under the names that are still theirs.
fn absorb(have: &mut File, earlier: File) {
    let mut claimed: HashSet<String> = have.models.iter().flat_map(names).collect();
    for mut model in earlier.models {
        let mut free = |name: &String| claimed.insert(name.to_lowercase());
        model.unnamed |= !free(&model.id);
        for list in [&mut model.names, &mut model.dated, &mut model.prefixes, &mut model.open] {
            list.retain(&mut free);
        }
        if names(&model).next().is_some() {
            for hours in &mut model.hours {
                let stated = earlier.schedules.iter().find(|schedule| schedule.id == hours.schedule);
                stated.inspect(|schedule| hours.schedule = with_schedule(&mut have.schedules, schedule));
            }
            have.models.push(model);
        }
    }
}

/// Every name of a model, in lower case.
fn names(model: &Model) -> impl Iterator<Item = String> {
    let own = Some(&model.id).filter(|_| !model.unnamed).into_iter();
    let more = [&model.names, &model.dated, &model.prefixes, &model.open];
    own.chain(more.into_iter().flatten()).map(|name| name.to_lowercase())
}

/// The id of a schedule among these, after it was added if they do not have it; another of its id
/// keeps the id.
fn with_schedule(schedules: &mut Vec<Schedule>, wanted: &Schedule) -> String {
    let mut id = wanted.id.clone();
    while let Some(have) = schedules.iter().find(|schedule| schedule.id == id) {
        if (Schedule { id: wanted.id.clone(), ..have.clone() }) == *wanted {
            return id;
        }
        id.push_str("-earlier");
    }
    schedules.push(Schedule { id: id.clone(), ..wanted.clone() });
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rest: &str) -> File {
        toml::from_str(&format!("[provider]\nid = \"acme\"\nname = \"Acme\"\norder = 0\n{rest}")).expect("a price file")
    }

    fn schedule(zone: &str) -> String {
        format!(
            "[[schedule]]\nid = \"peak\"\nzone = \"{zone}\"\nwindows = [[\"01:00\", \"02:00\"]]\n\
             from = \"2026-01-01T00:00:00Z\"\nsource = \"\"\n"
        )
    }

    fn model(id: &str, rest: &str) -> String {
        format!("[[model]]\nid = \"{id}\"\n{rest}\n[[model.price]]\nrates = {{ input_tokens = \"1\" }}\n")
    }

    #[test]
    fn a_name_is_the_new_editions() {
        let new = file(&model("b", "names = [\"x\", \"c\"]"));
        let old = file(&(model("a", "names = [\"x\", \"y\"]") + &model("c", "names = [\"z\"]") + &model("B", "")));
        let joined = joined(vec![new, old]);
        let shown: Vec<_> = joined[0].models.iter().map(|m| (m.id.as_str(), m.unnamed, m.names.join(","))).collect();
        let own = |id, unnamed, names: &str| (id, unnamed, names.to_owned());
        assert_eq!(shown, [own("a", false, "y"), own("b", false, "x,c"), own("c", true, "z")]);
    }

    #[test]
    fn a_schedule_is_kept_beside_another_of_its_id() {
        let hours = "[[model.hours]]\nschedule = \"peak\"\ntimes = 2\nover = 1";
        let new = file(&(schedule("UTC") + &model("a", hours)));
        let old = file(&(schedule("Asia/Shanghai") + &model("b", hours)));
        let joined = joined(vec![new, old.clone(), File { models: file(&model("d", hours)).models, ..old }]);
        let zones: Vec<_> = joined[0].schedules.iter().map(|s| (s.id.as_str(), s.zone.as_str())).collect();
        assert_eq!(zones, [("peak", "UTC"), ("peak-earlier", "Asia/Shanghai")]);
        let of: Vec<_> = joined[0].models.iter().map(|model| model.hours[0].schedule.as_str()).collect();
        assert_eq!(of, ["peak", "peak-earlier", "peak-earlier"]);
    }
}
