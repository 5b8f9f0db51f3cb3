//! Who runs the command: the user of the operating system, for the audit log.
//!
//! Owns: finding the name. Refuses to know: keys and accounts of the server.

use super::Environment;
use crate::domain::Actor;

/// The user this process belongs to: by the system's list of users, else by USER or LOGNAME, else
/// the number.
pub(super) fn local(env: &Environment) -> Actor {
    let uid = rustix::process::getuid().as_raw();
    let listed = || named(&std::fs::read_to_string("/etc/passwd").ok()?, uid);
    let said = || ["USER", "LOGNAME"].iter().find_map(|name| env.text(name).filter(|name| !name.is_empty()));
    Actor::Local(listed().or_else(|| said().map(str::to_owned)).unwrap_or_else(|| format!("uid {uid}")))
}

/// The name of that number in a `passwd` file.
fn named(users: &str, uid: u32) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn users_are_found_by_number() {
        let users = "# users\nroot:x:0:0:root:/root:/bin/sh\n\nada:x:1000:1000::/home/ada:/bin/sh\n";
        assert_eq!(named(users, 1000).as_deref(), Some("ada"));
        assert_eq!(named(users, 7), None);
    }
}
