//! The shape of an API key: `sk_live_co_<id 8><secret 32><check 6>`, letters and digits.
//!
//! Owns: making one and taking one apart. The 32 characters of the secret are 190 random bits;
//! the check is a CRC-32 of all before it, so that a mistyped key, and one of another company
//! (theirs have no `co_`), is told from a wrong one without looking anything up.

use sha2::{Digest, Sha256};

use super::{passwords, random};
use crate::domain::Result;
use crate::store::KeyHash;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID: usize = 8;
const SECRET: usize = 32;
const CHECK: usize = 6;

/// What a key is for; its first letters say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Live,
    Test,
    Admin,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Live, Kind::Test, Kind::Admin];

    const fn prefix(self) -> &'static str {
        match self {
            Kind::Live => "sk_live_co_",
            Kind::Test => "sk_test_co_",
            Kind::Admin => "sk_admin_co_",
        }
    }
}

/// A key that was just made: the only time its text is known.
pub struct Minted {
    /// Shown once.
    pub text: String,
    /// The part that names it.
    pub id: String,
    /// What is kept.
    pub secret: KeyHash,
}

/// Makes a key; `admin` and `test` choose its first letters.
///
/// # Errors
/// When the system gives no random bytes.
pub fn mint(admin: bool, test: bool) -> Result<Minted> {
    let kind = if test {
        Kind::Test
    } else if admin {
        Kind::Admin
    } else {
        Kind::Live
    };
    let (id, secret) = (characters(ID)?, characters(SECRET)?);
    let body = format!("{}{id}{secret}", kind.prefix());
    let text = format!("{body}{}", check(&body));
    let secret = KeyHash { tag: tag(&text), hash: passwords::hash(&text)? };
    Ok(Minted { text, id, secret })
}

/// Whether a credential is meant as a key (an access token has two dots and no such beginning).
pub fn is_key(credential: &str) -> bool {
    credential.starts_with("sk_")
}

/// A key as someone presents it, its check found right.
pub(super) struct Presented<'a> {
    text: &'a str,
    id: &'a str,
}

impl<'a> Presented<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Presented<'a>> {
        let prefix = Kind::ALL.into_iter().map(Kind::prefix).find(|prefix| text.starts_with(prefix))?;
        let rest = text.strip_prefix(prefix)?;
        let plain = rest.len() == ID + SECRET + CHECK && rest.bytes().all(|byte| DIGITS.contains(&byte));
        if !plain {
            return None;
        }
        let (body, sum) = text.split_at(text.len() - CHECK);
        (check(body) == sum).then(|| Presented { text, id: &rest[..ID] })
    }

    pub(super) fn id(&self) -> &'a str {
        self.id
    }

    pub(super) fn tag(&self) -> [u8; 2] {
        tag(self.text)
    }
}

/// Two bytes of a fast hash: they say nothing useful about 190 bits, and spare the slow hash to
/// all wrong keys but one in 65,536.
fn tag(text: &str) -> [u8; 2] {
    let digest = Sha256::new().chain_update("cost-ops key tag\0").chain_update(text).finalize();
    [digest[0], digest[1]]
}

fn check(body: &str) -> String {
    let mut left = crc32fast::hash(body.as_bytes());
    let mut sum = [0; CHECK];
    for place in sum.iter_mut().rev() {
        *place = DIGITS[(left % 62) as usize];
        left /= 62;
    }
    sum.iter().map(|byte| char::from(*byte)).collect()
}

/// Random letters and digits, each as likely as the others.
pub(super) fn characters(count: usize) -> Result<String> {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let fair = random::<64>()?.into_iter().filter(|byte| *byte < 248);
        text.extend(fair.take(count - text.len()).map(|byte| char::from(DIGITS[usize::from(byte % 62)])));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_apart_as_it_was_made() {
        for (admin, test, prefix, length) in
            [(false, false, "sk_live_co_", 57), (true, false, "sk_admin_co_", 58), (false, true, "sk_test_co_", 57)]
        {
            let made = mint(admin, test).expect("made");
            assert!(made.text.starts_with(prefix) && made.text.len() == length, "{}", made.text);
            let again = Presented::parse(&made.text).expect("its own");
            assert_eq!((again.id(), again.tag()), (made.id.as_str(), made.secret.tag));
            assert!(passwords::matches(&made.text, &made.secret.hash));
            assert!(!made.secret.hash.contains(&made.text[12..]));
        }
    }

    #[test]
    fn what_is_mistyped_is_no_key() {
        let made = mint(false, false).expect("made").text;
        for at in 11..made.len() {
            let other = if made.as_bytes()[at] == b'A' { "B" } else { "A" };
            let wrong = format!("{}{other}{}", &made[..at], &made[at + 1..]);
            assert!(Presented::parse(&wrong).is_none(), "{wrong}");
        }
        for wrong in ["", "sk_live_co_", "sk_live_", "sk_live_co_é", &made[..made.len() - 1], &format!("{made}0")] {
            assert!(Presented::parse(wrong).is_none(), "{wrong}");
        }
        assert!(Presented::parse(&made.replace("sk_live", "sk_test")).is_none(), "the check holds the kind too");
    }
}
