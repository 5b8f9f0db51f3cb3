//! The slow hash of secrets: argon2id with 19 MiB, two passes, one lane (OWASP's first choice).
//!
//! Owns: hashing and comparing. About 14 ms each, which is what makes guessing dear.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::random;
use crate::domain::{Code, Error, Result};

const KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Fewer characters are guessed too soon.
const SHORTEST: usize = 12;
/// More cost time and add nothing.
const LONGEST: usize = 1024;

fn argon2() -> Argon2<'static> {
    let params = Params::new(KIB, PASSES, LANES, None).expect("within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a secret, as a PHC string with its own salt.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hash(secret: &str) -> Result<String> {
    let hash: PasswordHash = argon2()
        .hash_password_with_salt(secret.as_bytes(), &random::<16>()?)
        .map_err(|error| Error::new(Code::Internal, format!("cannot hash: {error}")))?;
    Ok(hash.to_string())
}

/// Whether a secret is the one of the hash.
pub(super) fn matches(secret: &str, hash: &str) -> bool {
    secret.len() <= LONGEST
        && PasswordHash::new(hash).is_ok_and(|hash| argon2().verify_password(secret.as_bytes(), &hash).is_ok())
}

/// Refuses a new password that is too short or too long.
///
/// # Errors
/// [`Code::Validation`] with the bounds.
pub fn check_new(password: &str) -> Result<()> {
    let length = password.chars().count();
    if (SHORTEST..=LONGEST).contains(&length) && password.len() <= LONGEST {
        return Ok(());
    }
    Err(Error::validation(format!("a password has {SHORTEST} to {LONGEST} characters, this one {length}"))
        .hint("some words of your own choice in a row are easy to keep in mind"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_names_its_cost_and_fits_one_secret_only() {
        let kept = hash("correct horse battery").expect("hashed");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(matches("correct horse battery", &kept));
        assert!(!matches("correct horse batterz", &kept) && !matches("", &kept) && !matches("x", "not a hash"));
        assert_ne!(kept, hash("correct horse battery").expect("hashed"), "each has its own salt");
    }

    #[test]
    fn short_passwords_are_refused() {
        assert!(check_new("eleven char").is_err() && check_new(&"x".repeat(1025)).is_err());
        assert!(check_new("twelve chars").is_ok());
    }
}
