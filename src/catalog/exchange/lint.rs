//! What a set of price lists must hold beyond each model by itself.
//!
//! Owns: parts with their wholes, names between models, references between lists. Refuses to
//! know: where the lists come from.

use super::check;
use crate::catalog::format::File;

/// Everything that is wrong with these lists together, a line each; empty when nothing is.
pub fn lint(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let id = &file.provider.id;
        wrong.extend(check::provider(file).into_iter().map(|why| format!("{id}: {why}")));
        for model in &file.models {
            wrong.extend(check::model(file, model).into_iter().map(|why| format!("{id}/{}: {why}", model.id)));
        }
    }
    wrong
}
