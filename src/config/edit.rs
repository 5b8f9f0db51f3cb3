//! Changing one value of a configuration file, and nothing else in it.

use std::fs::{DirBuilder, Permissions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::{Key, Kind};
use crate::domain::{Code, Error, Result};

/// The file's text with `key` set to `text` (checked and canonical); comments and order stay.
///
/// # Errors
/// When the file's text is not TOML, or has a value where a section must be.
pub fn set(file: &str, key: &Key, text: &str) -> Result<String> {
    let mut document = document(file)?;
    let (section, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
    let mut table: &mut Table = document.as_table_mut();
    for part in section.split('.') {
        let implicit = || {
            Item::Table({
                let mut table = Table::new();
                table.set_implicit(true);
                table
            })
        };
        table = table.entry(part).or_insert_with(implicit).as_table_mut().ok_or_else(|| {
            Error::new(Code::Config, format!("{section} is written inline in the file"))
                .hint(format!("write it as [{section}]"))
        })?;
    }
    let mut new = match key.kind {
        Kind::Flag => value(text == "true"),
        Kind::Whole(..) => text.parse::<i64>().map(value).unwrap_or_else(|_| value(text)),
        Kind::Command => array(text),
        Kind::Text | Kind::Word(_) | Kind::Zone | Kind::Rates => value(text),
    };
    if let (Some(new), Some(old)) = (new.as_value_mut(), table.get(name).and_then(Item::as_value)) {
        *new.decor_mut() = old.decor().clone();
    }
    table.insert(name, new);
    Ok(document.to_string())
}

/// The file's text without `key`; the same text when it is not there.
///
/// # Errors
/// When the file's text is not TOML.
pub fn unset(file: &str, key: &Key) -> Result<String> {
    let mut document = document(file)?;
    let (section, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
    let mut table: &mut Table = document.as_table_mut();
    for part in section.split('.') {
        match table.get_mut(part).and_then(Item::as_table_mut) {
            Some(inner) => table = inner,
            None => return Ok(file.to_owned()),
        }
    }
    table.remove(name);
    Ok(document.to_string())
}

/// A JSON array of texts as one of TOML.
pub fn array(json: &str) -> Item {
    let words: Vec<String> = serde_json::from_str(json).unwrap_or_default();
    value(words.into_iter().collect::<toml_edit::Array>())
}

fn document(file: &str) -> Result<DocumentMut> {
    file.parse().map_err(|error: toml_edit::TomlError| {
        Error::new(Code::Config, format!("the file is not valid TOML: {}", error.message()))
            .hint("mend it by hand first; it was left as it is")
    })
}

/// Writes a configuration file: whole or not at all, readable by its owner only.
///
/// # Errors
/// When the folder cannot be made or the file cannot be written.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    let failed = |error: std::io::Error| Error::new(Code::Io, format!("cannot write {}: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().set_permissions(Permissions::from_mode(0o600)).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::keys;
    use super::*;

    #[test]
    fn comments_and_order_stay() {
        let before = "# mine\n[api] # the server\nport = 1 # why\nbind = \"::1\"\n";
        let after = set(before, &keys::API_PORT, "9090").expect("valid");
        assert_eq!(after, "# mine\n[api] # the server\nport = 9090 # why\nbind = \"::1\"\n");
        let after = set(&after, &keys::LOGGING_ROTATION_COMPRESS, "false").expect("valid");
        assert!(after.ends_with("\n[logging.rotation]\ncompress = false\n"), "{after}");
        assert_eq!(unset(before, &keys::API_PORT).expect("valid"), "# mine\n[api] # the server\nbind = \"::1\"\n");
        assert_eq!(unset(before, &keys::CACHE_ENABLE).expect("valid"), before);
    }

    #[test]
    fn a_file_that_is_not_toml_is_left_alone() {
        assert!(set("[api\nport = ", &keys::API_PORT, "1").is_err());
    }
}
