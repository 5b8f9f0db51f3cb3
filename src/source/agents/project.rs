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
    for mark in WORKTREES {
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
    fn a_session_that_goes_down_stays_in_its_project() {
        assert_eq!(of_slug("-home-u-my-shop", "/home/u/my.shop/src/api"), "/home/u/my.shop");
        assert_eq!(of_slug("-home-u-my-shop", "/home/u/my.shop"), "/home/u/my.shop");
        assert_eq!(of_slug("-home-u-shop--worktrees-fix", "/home/u/shop/.worktrees/fix/src"), "/home/u/shop");
        assert_eq!(of_slug("-elsewhere", "/home/u/shop/"), "/home/u/shop");
        assert_eq!(of_slug("", "/home/u/shop"), "/home/u/shop");
        assert_eq!(of_slug("E--Work-src", "E:\\Work\\src\\x"), "E:\\Work\\src");
    }
}
