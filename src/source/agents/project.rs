//! The project an agent worked on, from the folder it worked in.
//!
//! Owns: which folder is the project's: worktrees belong to the repository they were made of,
//! as far as the path tells. Refuses to know: the disk.

/// Folders of worktrees within a repository: what follows is a worktree's name.
const WORKTREES: [&str; 4] = ["/.claude/worktrees/", "/.worktrees/", "/.git/worktrees/", "/.cursor/worktrees/"];

/// The project of a working folder: the folder itself, or the repository whose worktree it is
/// (in). Slashes at the end are dropped.
pub(crate) fn of_cwd(cwd: &str) -> String {
    let mut end = cwd.len();
    // Hardly any folder is one, and this is asked for every session.
    let marks = if cwd.contains("worktrees") { &WORKTREES[..] } else { &[] };
    for mark in marks {
        let at = cwd.find(mark).or_else(|| cwd.replace('\\', "/").find(mark));
        end = at.filter(|at| *at > 0).map_or(end, |at| end.min(at));
    }
    let project = &cwd[..end];
    let trimmed = project.trim_end_matches(['/', '\\']);
    if trimmed.is_empty() { project.to_owned() } else { trimmed.to_owned() }
}

/// The project of a session whose log lies in a folder named after the folder it began in, with
/// every character but letters and digits replaced by `-`: the nearest folder at or above `cwd`
/// that has this name, since a session may go down into folders; `cwd` itself when none has.
pub(crate) fn of_slug(slug: &str, cwd: &str) -> String {
    let mut here = cwd.trim_end_matches(['/', '\\']);
    loop {
        if is_slug(slug, here) {
            return of_cwd(here);
        }
        match here.rfind(['/', '\\']) {
            Some(at) if at > 0 => here = &here[..at],
            _ => return of_cwd(cwd),
        }
    }
}

/// The project of a folder given as a `file:` URI, percent-encoded as it is; a path stays one.
pub(crate) fn of_uri(uri: &str) -> String {
    let Some(path) = uri.strip_prefix("file://") else { return of_cwd(uri) };
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    let path = String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned());
    // A drive is no folder of the root: `/C:/work`.
    let drive = path.as_bytes().get(1..3).is_some_and(|drive| drive[0].is_ascii_alphabetic() && drive[1] == b':');
    of_cwd(if drive { &path[1..] } else { &path })
}

fn is_slug(slug: &str, path: &str) -> bool {
    let mut path = path.chars();
    let alike = |(s, p): (char, char)| s == p || (s == '-' && !p.is_ascii_alphanumeric());
    slug.chars().all(|s| path.next().is_some_and(|p| alike((s, p)))) && path.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worktrees_belong_to_their_repository() {
        for (cwd, project) in [
            ("/home/u/shop", "/home/u/shop"),
            ("/home/u/shop/", "/home/u/shop"),
            ("/home/u/shop/.claude/worktrees/fix-1/src", "/home/u/shop"),
            ("/home/u/shop/.worktrees/fix-2", "/home/u/shop"),
            ("C:\\u\\shop\\.worktrees\\fix", "C:\\u\\shop"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(of_cwd(cwd), project, "{cwd}");
        }
    }

    #[test]
    fn a_uri_is_a_path() {
        for (uri, project) in [
            ("file:///home/u/shop", "/home/u/shop"),
            ("file:///home/u/my%20shop%C3%A9/", "/home/u/my shop\u{e9}"),
            ("file:///c%3A/work", "c:/work"),
            ("file:///100%", "/100%"),
            ("/home/u/shop", "/home/u/shop"),
        ] {
            assert_eq!(of_uri(uri), project, "{uri}");
        }
    }

    #[test]
    fn a_session_that_goes_down_stays_in_its_project() {
        assert_eq!(of_slug("-home-u-my-shop", "/home/u/my.shop/src/api"), "/home/u/my.shop");
        assert_eq!(of_slug("-home-u-my-shop", "/home/u/my.shop"), "/home/u/my.shop");
        assert_eq!(of_slug("-home-u-shop--worktrees-fix", "/home/u/shop/.worktrees/fix/src"), "/home/u/shop");
        assert_eq!(of_slug("-elsewhere", "/home/u/shop/"), "/home/u/shop");
        assert_eq!(of_slug("", "/home/u/shop"), "/home/u/shop");
        assert_eq!(of_slug("E--Work-src", "E:\\Work\\src\\x"), "E:\\Work\\src");
    }
}
